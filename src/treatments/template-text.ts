import { ByteMemo } from '../bytes/byte-memo.ts';
import type { Memory } from '../bytes/memory.ts';
import { readText, writeText } from '../bytes/text.ts';
import type { Edit } from '../model/edit.ts';
import type { FlightState } from '../model/flight-state.ts';
import { type Field, fieldSize } from '../model/schema.ts';
import { templateText } from '../vocabulary/text-templates.ts';

/** Longer texts in pieces are no message of an autopilot. */
const MAX_JOINED = 512;
/** Texts whose end has not come yet. */
const MAX_PENDING = 256;
/** Texts remembered with what is released of them. */
const REMEMBERED = 1024;

/**
 * Keeps a text if it fits a known template, with its variable parts removed; else the frame is withheld. A text in chunks is judged when
 * its last chunk has come and then released in that frame alone; the frames of earlier chunks are withheld.
 *
 * @param id field that is not zero for texts in chunks, if the format has it
 * @param chunk number of this chunk
 */
export function templateTextOf(text: Field, id: Field | undefined, chunk: Field | undefined): Edit {
  return new TemplateText(text, id, chunk);
}

class TemplateText implements Edit {
  readonly reach: number;
  readonly #start: number;
  readonly #size: number;
  readonly #idAt: number;
  readonly #chunkAt: number;
  /** Autopilots repeat themselves. */
  readonly #known = new ByteMemo<string | null>(REMEMBERED);

  constructor(text: Field, id: Field | undefined, chunk: Field | undefined) {
    const used = [text, id, chunk].filter((field) => field !== undefined);
    this.reach = Math.max(...used.map((field) => field.offset + fieldSize(field)));
    this.#start = text.offset;
    this.#size = fieldSize(text);
    this.#idAt = id !== undefined && chunk !== undefined ? id.offset : -1;
    this.#chunkAt = chunk?.offset ?? -1;
  }

  apply({ bytes, view }: Memory, body: number, sender: number, state: FlightState): boolean {
    const start = body + this.#start;
    const end = start + this.#size;
    const id = this.#idAt < 0 ? 0 : view.getUint16(body + this.#idAt, true);
    const released =
      id === 0
        ? this.#judge(bytes, start, end)
        : this.#judgeJoined(readText(bytes, start, end), id, bytes[body + this.#chunkAt]!, sender, state);
    if (released === null) return false;
    writeText(bytes, start, end, released.slice(0, this.#size).trimEnd());
    if (this.#idAt >= 0) {
      view.setUint16(body + this.#idAt, 0, true);
      bytes[body + this.#chunkAt] = 0;
    }
    return true;
  }

  #judge(bytes: Uint8Array, start: number, end: number): string | null {
    const known = this.#known.find(bytes, start, end);
    if (known !== undefined) return known;
    const released = templateText(readText(bytes, start, end)) ?? null;
    this.#known.remember(bytes, start, end, released);
    return released;
  }

  /** What is released of the whole text if it ends with this chunk. */
  #judgeJoined(text: string, id: number, chunk: number, sender: number, state: FlightState): string | null {
    const { pendingTexts } = state;
    const key = sender * 0x1_0000 + id;
    const pending = pendingTexts.get(key);
    const begun = chunk === 0 ? '' : pending?.nextChunk === chunk ? pending.text : undefined;
    pendingTexts.delete(key);
    if (begun === undefined || begun.length > MAX_JOINED) return null;
    // A chunk that does not fill its field is the last.
    if (text.length < this.#size) return templateText(begun + text) ?? null;
    if (pendingTexts.size >= MAX_PENDING) pendingTexts.delete(pendingTexts.keys().next().value!);
    pendingTexts.set(key, { nextChunk: chunk + 1, text: begun + text });
    return null;
  }
}

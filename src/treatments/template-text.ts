import { readU16, writeU16 } from '../bytes/little-endian.ts';
import { readText, textLength, writeText } from '../bytes/text.ts';
import type { Edit } from '../model/edit.ts';
import type { FlightState } from '../model/flight-state.ts';
import { type Field, fieldSize } from '../model/schema.ts';
import { templateText } from '../vocabulary/text-templates.ts';

/** Longer texts in pieces are no message of an autopilot. */
const MAX_JOINED = 512;

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

  constructor(text: Field, id: Field | undefined, chunk: Field | undefined) {
    const used = [text, id, chunk].filter((field) => field !== undefined);
    this.reach = Math.max(...used.map((field) => field.offset + fieldSize(field)));
    this.#start = text.offset;
    this.#size = fieldSize(text);
    this.#idAt = id !== undefined && chunk !== undefined ? id.offset : -1;
    this.#chunkAt = chunk?.offset ?? -1;
  }

  apply(bytes: Uint8Array, body: number, sender: number, state: FlightState): boolean {
    const start = body + this.#start;
    const end = start + this.#size;
    const whole = this.#join(bytes, body, start, end, sender, state);
    const released = whole === undefined ? undefined : templateText(whole);
    if (released === undefined) return false;
    writeText(bytes, start, end, released);
    if (this.#idAt >= 0) {
      writeU16(bytes, body + this.#idAt, 0);
      bytes[body + this.#chunkAt] = 0;
    }
    return true;
  }

  /** The whole text if it ends in this frame. */
  #join(
    bytes: Uint8Array,
    body: number,
    start: number,
    end: number,
    sender: number,
    state: FlightState,
  ): string | undefined {
    const text = readText(bytes, start, end);
    const id = this.#idAt < 0 ? 0 : readU16(bytes, body + this.#idAt);
    if (id === 0) return text;
    const chunk = bytes[body + this.#chunkAt]!;
    const pending = state.pendingTexts.get(sender);
    const begun = chunk === 0 ? '' : pending?.id === id && pending.nextChunk === chunk ? pending.text : undefined;
    state.pendingTexts.delete(sender);
    if (begun === undefined || begun.length > MAX_JOINED) return undefined;
    const joined = begun + text;
    const isLast = textLength(bytes, start, end) < end - start;
    if (isLast) return joined;
    state.pendingTexts.set(sender, { id, nextChunk: chunk + 1, text: joined });
    return undefined;
  }
}

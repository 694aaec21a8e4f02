import { Staging } from '../../filter/staging.ts';
import { type Format, Found, type Frame } from '../../model/format.ts';
import { byteSizes, type Field, type Schema } from '../../model/schema.ts';
import { readValue } from '../../model/values.ts';

/** Bytes of a log, and when they were written. */
export interface Timed {
  /** Since the log began, in milliseconds. */
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

/** Steps back, and longer ones, are a clock that was set: no time passes. */
const LONGEST_STEP_MS = 60_000;

const msOf: Readonly<Record<string, number>> = { us: 1e-3, ms: 1, s: 1000 };

/**
 * The bytes of a log, all of them and in order, with the time that the log gives: by the container, or else by the first clock since boot that
 * frames of one sender show.
 * @param pieces each is used before the next is asked for; so are those that come out
 */
export async function* timed(pieces: AsyncIterable<Uint8Array>, format: Format): AsyncGenerator<Timed, void, void> {
  const staging = new Staging(format.maxRecordBytes);
  const decoder = format.createDecoder();
  const clock = new LogClock(format, staging);
  function* frames(): Generator<Timed, void, void> {
    let start = decoder.position;
    for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
      if (found === Found.frame) clock.see(decoder.frame);
      if (decoder.position === start) continue;
      yield { atMs: clock.atMs, bytes: staging.bytes.subarray(start, decoder.position) };
      start = decoder.position;
    }
  }
  for await (const piece of pieces) {
    for (let taken = 0; taken < piece.length; ) {
      taken += staging.fill(piece, taken, decoder, false);
      yield* frames();
    }
  }
  staging.fill(new Uint8Array(0), 0, decoder, true);
  yield* frames();
}

class LogClock {
  atMs = 0;
  readonly #format: Format;
  readonly #staging: Staging;
  readonly #fields = new Map<Schema, { readonly field: Field; readonly unitMs: number } | undefined>();
  #sender = -1;
  #lastMs: number | undefined;

  constructor(format: Format, staging: Staging) {
    this.#format = format;
    this.#staging = staging;
  }

  see(frame: Frame): void {
    const us = this.#format.readLogTimeUs(this.#staging.memory.view, frame);
    const ms = us === undefined ? this.#bootMs(frame) : us / 1000;
    if (ms === undefined) return;
    const step = ms - (this.#lastMs ?? ms);
    this.#lastMs = ms;
    if (step > 0 && step <= LONGEST_STEP_MS) this.atMs += step;
  }

  #bootMs(frame: Frame): number | undefined {
    if (this.#sender >= 0 && frame.sender !== this.#sender) return undefined;
    const { schema } = frame;
    if (!this.#fields.has(schema)) this.#fields.set(schema, clockFieldOf(schema));
    const found = this.#fields.get(schema);
    if (found === undefined || frame.parsed !== null) return undefined;
    const { field, unitMs } = found;
    if (field.offset + byteSizes[field.type] > frame.bodyLength) return undefined;
    this.#sender = frame.sender;
    return Number(readValue(this.#staging.bytes, frame.body + field.offset, field.type)) * unitMs;
  }
}

function clockFieldOf({ fields }: Schema) {
  for (const field of fields) {
    const rule = field.rules.find(({ clock }) => clock === 'boot');
    const unitMs = msOf[rule?.timeUnit ?? ''];
    if (unitMs !== undefined) return { field, unitMs };
  }
  return undefined;
}

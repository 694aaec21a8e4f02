import { LastView } from '../../bytes/crc16.ts';
import type { ClockKind } from '../../model/clocks.ts';
import type { FlightState } from '../../model/flight-state.ts';
import type { Frame, Sealer } from '../../model/format.ts';
import { TopicNumbers } from './numbers.ts';
import { COMPAT_DEFAULT_PARAMETERS, FLAG_BITS_BYTES, RECORD_HEAD_BYTES } from './records.ts';
import { Kind, type UlogSchema } from './schema.ts';
import { keyAt } from './values.ts';

/**
 * Writes ULog records that are valid again: texts end where they end, padding is zero, the flags tell of one stream without appended data, and
 * the header's time is on the log's clock.
 */
export class UlogSealer implements Sealer {
  readonly #state: FlightState;
  readonly #keepTime: boolean;
  readonly #microseconds: ClockKind;
  readonly #sealed = new LastView();
  readonly #rebuilt = new LastView();
  readonly #numbers = new TopicNumbers();

  constructor(state: FlightState, options: { keepTime: boolean }) {
    this.#state = state;
    this.#keepTime = options.keepTime;
    this.#microseconds = state.clocks.kind('us 8', 1e6);
  }

  observe(bytes: Uint8Array, frame: Frame): void {
    if (this.#keepTime) return;
    const { clocks } = this.#state;
    const { stampAt } = frame.schema as UlogSchema;
    if (stampAt < 0) {
      clocks.observeNoStamp();
      return;
    }
    const at = frame.body + stampAt;
    const view = this.#sealed.of(bytes);
    // As signed halves: small integers are not allocated when they are handed over.
    const low = view.getInt32(at, true);
    const high = view.getInt32(at + 4, true);
    if (low === 0 && high === 0) clocks.observeNoStamp();
    else clocks.observeBoot(high, low);
  }

  /** Records have no numbers. */
  drop(): void {}

  seal(bytes: Uint8Array, frame: Frame): number {
    const { body, bodyLength, end } = frame;
    const schema = frame.schema as UlogSchema;
    if (schema.kind === Kind.plain) {
      this.#numbers.rewrite(this.#sealed.of(bytes), frame.start);
      if (!this.#keepTime) this.#state.clocks.releaseLog();
      if (bodyLength > schema.size && schema.fields.length > 0) bytes.fill(0, body + schema.size, end);
      return end;
    }
    switch (schema.kind) {
      case Kind.header:
        if (!this.#keepTime) this.#shift(this.#sealed.of(bytes), body + schema.stampAt);
        break;
      case Kind.flagBits:
        clearFlags(bytes, body);
        break;
    }
    if (!this.#keepTime) this.#state.clocks.releaseLog();
    if (schema.kind !== Kind.text && schema.kind !== Kind.keyedText) return end;
    const length = trimmedLength(bytes, body, bodyLength, schema.textAt);
    return length === bodyLength ? end : finishText(bytes, frame.start, body, length, schema);
  }

  rebuild(bytes: Uint8Array, frame: Frame, content: Uint8Array, target: Uint8Array): number {
    if (!this.#keepTime) this.#state.clocks.releaseLog();
    const { start, body } = frame;
    const schema = frame.schema as UlogSchema;
    const head = body - start;
    for (let at = 0; at < head; at++) target[at] = bytes[start + at]!;
    for (let at = 0; at < schema.size; at++) target[head + at] = content[at]!;
    if (schema.kind === Kind.plain) this.#numbers.rewrite(this.#rebuilt.of(target), 0);
    const isText = schema.kind === Kind.text || schema.kind === Kind.keyedText;
    const length = isText ? trimmedLength(target, head, schema.size, schema.textAt) : schema.size;
    return finishText(target, 0, head, length, schema);
  }

  #shift(view: DataView, at: number): void {
    const low = view.getInt32(at, true);
    const high = view.getInt32(at + 4, true);
    if (low === 0 && high === 0) return;
    const { clocks } = this.#state;
    const isShown = clocks.shift(this.#microseconds, 0, high, low);
    view.setInt32(at, isShown ? clocks.low : 0, true);
    view.setInt32(at + 4, isShown ? clocks.high : 0, true);
  }
}

/** A text runs to the end of its record; NULs at its end are none of it. */
function trimmedLength(bytes: Uint8Array, body: number, length: number, textAt: number): number {
  let trimmed = length;
  while (trimmed > textAt && bytes[body + trimmed - 1] === 0) trimmed--;
  return trimmed;
}

/** Writes how long the record with this body is, in its key too where it says so. Returns its end. */
function finishText(bytes: Uint8Array, start: number, body: number, length: number, { kind }: UlogSchema): number {
  const end = (kind === Kind.keyedText ? rewriteKey(bytes, start, body, length) : body) + length;
  const payload = end - start - RECORD_HEAD_BYTES;
  bytes[start] = payload & 0xff;
  bytes[start + 1] = payload >>> 8;
  return end;
}

const ELEMENTS_AT = 'char['.length;

/** Writes another length into a key `char[n] name` and moves what follows. Returns where the body starts then. */
function rewriteKey(bytes: Uint8Array, start: number, body: number, length: number): number {
  const key = start + RECORD_HEAD_BYTES + keyAt(bytes[start + 2]!);
  const elements = String(length);
  const digits = key + ELEMENTS_AT;
  const bracket = bytes.indexOf(BRACKET, digits);
  const shift = digits + elements.length - bracket;
  bytes.copyWithin(bracket + shift, bracket, body + length);
  for (let index = 0; index < elements.length; index++) bytes[digits + index] = elements.charCodeAt(index);
  bytes[key - 1]! += shift;
  return body + shift;
}

const BRACKET = 0x5d;

function clearFlags(bytes: Uint8Array, body: number): void {
  const compat = bytes[body]! & COMPAT_DEFAULT_PARAMETERS;
  // What was appended stands behind the rest in the output, as any record does.
  bytes.fill(0, body, body + FLAG_BITS_BYTES);
  bytes[body] = compat;
}

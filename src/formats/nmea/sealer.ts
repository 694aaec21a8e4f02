import { LastView } from '../../bytes/crc16.ts';
import type { Memory } from '../../bytes/memory.ts';
import type { FlightState } from '../../model/flight-state.ts';
import type { Frame, Sealer } from '../../model/format.ts';
import { CellKind, CellState, stateOf, writeCell } from '../../text/cells.ts';
import { Copier } from '../../text/copier.ts';
import { POINT, writeScaled } from '../../text/plain-number.ts';
import type { NmeaBody } from './body.ts';
import { dateParts } from './cell-rules.ts';
import { writeInstant } from './instant.ts';
import { type NmeaSchema, NO_CONSTELLATION, Op, Slot } from './layout.ts';
import { hemisphereOf, writeDegrees, writePlace } from './place.ts';
import { CARRIAGE_RETURN, LINE_FEED, STAR } from './sentence.ts';
import type { Variant } from './variant.ts';

const ZERO = 0x30;
const UPPER_A = 0x41;
const UPPER_G = 0x47;
const UPPER_N = 0x4e;
const INT32_MIN = -0x8000_0000;
// Constants of this module are known when it is compiled; what others export is looked up every time.
const { kept: KEPT, hidden: HIDDEN, changed: CHANGED } = CellState;
const { scaled: SCALED } = CellKind;
const { none: NONE, fixed: FIXED, units: UNITS, degrees: DEGREES, hemisphere: HEMISPHERE } = Op;
const { instant: INSTANT, scaled: SCALED_OP, rest: REST } = Op;
const { op: OP, offset: OFFSET, kind: KIND, bytes: BYTES, lattice: LATTICE, written: WRITTEN } = Slot;
const { isLongitude: IS_LONGITUDE, part: PART, isList: IS_LIST, count: SLOTS } = Slot;

/**
 * Writes sentences anew: a hidden cell is empty, as one in which nothing is known, and what is kept stays byte for byte. Each gets its right checksum, also one that had
 * none: the standard asks for it, and a reader that knows the rest of a log by theirs would refuse a sentence without.
 */
export class NmeaSealer implements Sealer {
  readonly #state: FlightState;
  readonly #keepTime: boolean;
  readonly #copier = new Copier();
  /** By variant and cell: a value was changed, so that from then on all are written anew: how one stood must not tell that it is the same by chance. */
  readonly #rewritten: Uint8Array[] = [];
  readonly #targets = new LastView();
  #isObserved = false;

  constructor(state: FlightState, options: { keepTime: boolean }) {
    this.#state = state;
    this.#keepTime = options.keepTime;
  }

  observe(_bytes: Uint8Array, frame: Frame): void {
    const { timeAt } = frame.schema as NmeaSchema;
    this.#isObserved = timeAt >= 0 && !this.#keepTime;
    if (!this.#isObserved) return;
    const { view } = frame.parsed!;
    this.#state.clocks.observeLog(view.getInt32(timeAt + 4, true), view.getInt32(timeAt, true));
  }

  drop(): void {}

  /** No frame stays where it is: all of them are rebuilt. */
  seal(_bytes: Uint8Array, frame: Frame): number {
    return frame.end;
  }

  rebuild(_bytes: Uint8Array, frame: Frame, _body: Uint8Array, target: Uint8Array): number {
    return this.#write(frame, target, this.#targets.of(target), 0);
  }

  rebuildAt(frame: Frame, { bytes, view }: Memory, at: number): number {
    return this.#write(frame, bytes, view, at) - at;
  }

  /** @returns the index behind the sentence */
  #write(frame: Frame, target: Uint8Array, view: DataView, at: number): number {
    if (this.#isObserved) this.#state.clocks.releaseLog();
    const schema = frame.schema as NmeaSchema;
    const body = frame.parsed as NmeaBody;
    const { slots, talkerAt } = schema;
    const { view: values, source } = body;
    const text = body.input.bytes;
    const { edges, count, contentEnd } = body.sentence;
    const rewritten = this.#rewrittenOf(schema.variant);
    const copier = this.#copier;
    let to = at;
    // Cells that stay, with the commas between them, are copied together.
    let kept = frame.start;
    for (let index = 0, slot = 0; index < count; index++, slot += SLOTS) {
      const start = edges[index]! + 1;
      const end = edges[index + 1]!;
      let state: CellState = HIDDEN;
      if (slot < slots.length) {
        const op = slots[slot + OP]!;
        const offset = slots[slot + OFFSET]!;
        if (op === REST) {
          if (values.getUint8(offset) === 0) {
            // How many words there were is hidden with them, and whether there were any.
            const isList = slots[slot + IS_LIST] === 1;
            to = copier.copy(text, kept, isList ? start : start - 1, target, to);
            if (isList) to = copyCommas(text, start, contentEnd, target, to);
            kept = contentEnd;
          }
          break;
        }
        if (start === end || op === FIXED) continue;
        const kind = slots[slot + KIND]!;
        if (kind === SCALED) {
          const value = values.getInt32(offset, true);
          if (value !== INT32_MIN) state = value === source.view.getInt32(offset, true) ? KEPT : CHANGED;
        } else if (kind >= 0) {
          state = stateOf(kind as CellKind, offset, slots[slot + BYTES]!, values, source.view);
        } else if (op !== NONE) {
          const value = values.getFloat64(offset, true);
          if (!Number.isNaN(value)) state = value === source.view.getFloat64(offset, true) ? KEPT : CHANGED;
        }
        if (state === CHANGED) rewritten[index] = 1;
        else if (state === KEPT && rewritten[index] === 1) state = CHANGED;
        if (state === KEPT) continue;
      } else if (start === end) continue;
      to = copier.copy(text, kept, start, target, to);
      kept = end;
      if (state === CHANGED) to = writeColumn(schema, index, body, start, end, target, to);
    }
    to = copier.copy(text, kept, contentEnd, target, to);
    if (talkerAt >= 0 && values.getUint16(talkerAt) === NO_CONSTELLATION) {
      target[at + 1] = UPPER_G;
      target[at + 2] = UPPER_N;
    }
    to = writeChecksum(target, view, at + 1, to);
    return this.#writeLineEnd(body, target, to);
  }

  #writeLineEnd({ input, sentence }: NmeaBody, target: Uint8Array, to: number): number {
    const { lineEnd, next } = sentence;
    if (lineEnd < next) return this.#copier.copy(input.bytes, lineEnd, next, target, to);
    // What stood behind it on its line is left out.
    target[to] = CARRIAGE_RETURN;
    target[to + 1] = LINE_FEED;
    return to + 2;
  }

  #rewrittenOf({ index, count }: Variant): Uint8Array {
    this.#rewritten[index] ??= new Uint8Array(count);
    return this.#rewritten[index];
  }
}

/** Writes the value of a column that has changed, where `text[start, end)` stood. */
function writeColumn(
  { slots, columns }: NmeaSchema,
  index: number,
  body: NmeaBody,
  start: number,
  end: number,
  target: Uint8Array,
  to: number,
): number {
  const slot = index * SLOTS;
  const offset = slots[slot + OFFSET]!;
  const lattice = slots[slot + LATTICE]!;
  const written = slots[slot + WRITTEN]!;
  const half = slots[slot + IS_LONGITUDE] === 1 ? 'longitude' : 'latitude';
  const { view } = body;
  switch (slots[slot + OP]) {
    case UNITS:
      return writePlace(half, view.getInt32(offset, true), lattice, written, target, to);
    case DEGREES:
      return writeDegrees(half, view, offset, written, target, to);
    case HEMISPHERE: {
      const isNegative =
        slots[slot + KIND] === SCALED ? view.getInt32(offset, true) < 0 : view.getFloat64(offset, true) < 0;
      target[to] = hemisphereOf(half, isNegative);
      return to + 1;
    }
    case INSTANT: {
      const decimals = end - start - 7;
      return writeInstant(dateParts[slots[slot + PART]!]!, view, offset, decimals > 0 ? decimals : 0, target, to);
    }
    case SCALED_OP: {
      let at = writeScaled(view.getInt32(offset, true), lattice, target, to);
      if (lattice === 0 && written > 0) target[at++] = POINT;
      for (let place = lattice; place < written; place++) target[at++] = ZERO;
      return at;
    }
    default:
      return withoutMarks(target, to, writeCell(columns[index]!.cell!, body, body.input.bytes, start, end, target, to));
  }
}

/** A text that was put in place of another; one that would be more than a cell is not written. */
function withoutMarks(target: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const byte = target[at]!;
    if (byte < 0x20 || byte >= 0x7f || byte === 0x2c || byte === STAR || byte === 0x24 || byte === 0x21) return start;
  }
  return end;
}

function copyCommas(bytes: Uint8Array, start: number, end: number, target: Uint8Array, to: number): number {
  let at = to;
  for (let from = start; from < end; from++) if (bytes[from] === 0x2c) target[at++] = 0x2c;
  return at;
}

/** Of `target[start, end)`, written behind it. */
function writeChecksum(target: Uint8Array, view: DataView, start: number, end: number): number {
  let at = start;
  let sums = 0;
  for (; at + 4 <= end; at += 4) sums ^= view.getInt32(at, true);
  sums ^= sums >>> 16;
  let sum = sums ^ (sums >>> 8);
  for (; at < end; at++) sum ^= target[at]!;
  target[end] = STAR;
  target[end + 1] = hexDigitOf((sum >> 4) & 15);
  target[end + 2] = hexDigitOf(sum & 15);
  return end + 3;
}

function hexDigitOf(value: number): number {
  return value < 10 ? ZERO + value : UPPER_A + value - 10;
}

import type { FlightState } from '../../model/flight-state.ts';
import type { Frame, Sealer } from '../../model/format.ts';
import { CellState, stateOf, writeCell } from '../../text/cells.ts';
import { Copier } from '../../text/copier.ts';
import { POINT, writeScaled } from '../../text/plain-number.ts';
import type { NmeaBody } from './body.ts';
import { writeInstant } from './instant.ts';
import { type Column, type NmeaSchema, NO_CONSTELLATION, Op } from './layout.ts';
import { hemisphereOf, writeDegrees, writePlace } from './place.ts';
import { CARRIAGE_RETURN, LINE_FEED, STAR } from './sentence.ts';
import type { Variant } from './variant.ts';

const ZERO = 0x30;
const UPPER_A = 0x41;
const UPPER_G = 0x47;
const UPPER_N = 0x4e;
const INT32_MIN = -0x8000_0000;
const { kept: KEPT, hidden: HIDDEN, changed: CHANGED } = CellState;

/**
 * Writes sentences anew: a hidden cell is empty, as one in which nothing is known, and what is kept stays byte for byte. Each gets its right checksum, also one that had
 * none: the standard asks for it, and a reader that knows the rest of a log by theirs would refuse a sentence without.
 */
export class NmeaSealer implements Sealer {
  readonly #state: FlightState;
  readonly #keepTime: boolean;
  readonly #copier = new Copier();
  /** By cell: a value was changed, so that from then on all are written anew: how one stood must not tell that it is the same by chance. */
  readonly #rewritten = new Map<Variant, Uint8Array>();
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

  rebuild(bytes: Uint8Array, frame: Frame, _body: Uint8Array, target: Uint8Array): number {
    if (this.#isObserved) this.#state.clocks.releaseLog();
    const schema = frame.schema as NmeaSchema;
    const body = frame.parsed as NmeaBody;
    const { starts, ends, count, contentEnd } = body.sentence;
    const { columns, talkerAt } = schema;
    const rewritten = this.#rewrittenOf(schema.variant);
    const copier = this.#copier;
    let to = 0;
    // Cells that stay, with the commas between them, are copied together.
    let kept = frame.start;
    for (let index = 0; index < count; index++) {
      const start = starts[index]!;
      const column = index < columns.length ? columns[index]! : null;
      if (column?.op === Op.rest) {
        if (body.bytes[column.offset] === 0) {
          to = copier.copy(bytes, kept, start, target, to);
          to = copyCommas(bytes, start, contentEnd, target, to);
          kept = contentEnd;
        }
        break;
      }
      const end = ends[index]!;
      if (start === end || column?.op === Op.fixed) continue;
      let state: CellState = column === null ? HIDDEN : columnState(column, body);
      if (state === CHANGED) rewritten[index] = 1;
      else if (state === KEPT && rewritten[index] === 1) state = CHANGED;
      if (state === KEPT) continue;
      to = copier.copy(bytes, kept, start, target, to);
      kept = end;
      if (state === CHANGED) to = writeColumn(column!, body, bytes, start, end, target, to);
    }
    to = copier.copy(bytes, kept, contentEnd, target, to);
    if (talkerAt >= 0 && body.view.getUint16(talkerAt) === NO_CONSTELLATION) {
      target[1] = UPPER_G;
      target[2] = UPPER_N;
    }
    to = writeChecksum(target, to);
    return this.#writeLineEnd(bytes, body, target, to);
  }

  #writeLineEnd(bytes: Uint8Array, { sentence }: NmeaBody, target: Uint8Array, to: number): number {
    const { lineEnd, next } = sentence;
    if (lineEnd < next) return this.#copier.copy(bytes, lineEnd, next, target, to);
    // What stood behind it on its line is left out.
    target[to] = CARRIAGE_RETURN;
    target[to + 1] = LINE_FEED;
    return to + 2;
  }

  #rewrittenOf(variant: Variant): Uint8Array {
    let found = this.#rewritten.get(variant);
    if (found === undefined) {
      found = new Uint8Array(variant.count);
      this.#rewritten.set(variant, found);
    }
    return found;
  }
}

/** What has become of a cell that is not always as it stands. */
function columnState({ op, offset, cell, lattice }: Column, { view, source }: NmeaBody): CellState {
  switch (op === Op.hemisphere ? lattice : op) {
    case Op.none:
      return HIDDEN;
    case Op.units: {
      const value = view.getInt32(offset, true);
      return value === INT32_MIN ? HIDDEN : value === source.view.getInt32(offset, true) ? KEPT : CHANGED;
    }
    case Op.degrees: {
      const value = view.getFloat64(offset, true);
      return Number.isNaN(value) ? HIDDEN : value === source.view.getFloat64(offset, true) ? KEPT : CHANGED;
    }
    case Op.instant: {
      const low = view.getInt32(offset, true);
      const high = view.getInt32(offset + 4, true);
      if (low === -1 && high === -1) return HIDDEN;
      const isKept = low === source.view.getInt32(offset, true) && high === source.view.getInt32(offset + 4, true);
      return isKept ? KEPT : CHANGED;
    }
    default:
      return stateOf(cell!.kind, offset, cell!.size, view, source.view);
  }
}

/** Writes a value that has changed, where `bytes[start, end)` stood. */
function writeColumn(
  column: Column,
  body: NmeaBody,
  bytes: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  to: number,
): number {
  const { op, offset, lattice, written, half, rule } = column;
  const { view } = body;
  switch (op) {
    case Op.units:
      return writePlace(half, view.getInt32(offset, true), lattice, written, target, to);
    case Op.degrees:
      return writeDegrees(half, view.getFloat64(offset, true), written, target, to);
    case Op.hemisphere: {
      const isNegative = lattice === Op.units ? view.getInt32(offset, true) < 0 : view.getFloat64(offset, true) < 0;
      target[to] = hemisphereOf(half, isNegative);
      return to + 1;
    }
    case Op.instant:
      return writeInstant(rule.part!, view, offset, Math.max(0, end - start - 7), target, to);
    case Op.scaled: {
      let at = writeScaled(view.getInt32(offset, true), lattice, target, to);
      if (lattice === 0 && written > 0) target[at++] = POINT;
      for (let place = lattice; place < written; place++) target[at++] = ZERO;
      return at;
    }
    default:
      return withoutMarks(target, to, writeCell(column.cell!, body, bytes, start, end, target, to));
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

/** Of all characters between the first and here. */
function writeChecksum(target: Uint8Array, to: number): number {
  let sum = 0;
  for (let at = 1; at < to; at++) sum ^= target[at]!;
  target[to] = STAR;
  target[to + 1] = hexDigitOf(sum >> 4);
  target[to + 2] = hexDigitOf(sum & 15);
  return to + 3;
}

function hexDigitOf(value: number): number {
  return value < 10 ? ZERO + value : UPPER_A + value - 10;
}

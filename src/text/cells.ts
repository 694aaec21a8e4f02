import type { Memory } from '../bytes/memory.ts';
import type { FieldType } from '../model/schema.ts';
import {
  dateUs,
  fractionDigits,
  MOST_DATE_CHARS,
  readDate,
  SlashOrder,
  storeDate,
  withFractionDigits,
  writeDate,
} from './date-layout.ts';
import { decimal, readDecimal } from './decimal.ts';
import { POINT, plain, powersOfTen, readPlain, writeScaled } from './plain-number.ts';
import { isStateName, MOST_STATE_CHARS } from './state-name.ts';
import type { TextBody } from './text-body.ts';

/**
 * How one value stands in a text, and in a body:
 * - `number`: a double; NaN is hidden.
 * - `scaled`: a whole number (i32) of units of the last of `decimals` decimals, so that the value lies on a lattice that treatments can hide;
 *   INT32_MIN is hidden.
 * - `time`: likewise as a u64, since some instant; UINT64_MAX is hidden.
 * - `date`: a date in any layout that is known, as Unix microseconds (u64); UINT64_MAX is hidden.
 * - `word`: the name of a state, as `char[]`; empty is hidden.
 * - `text`: any text that fits, as `char[]`; empty is hidden.
 */
export const CellKind = { number: 0, scaled: 1, time: 2, date: 3, word: 4, text: 5 } as const;
export type CellKind = (typeof CellKind)[keyof typeof CellKind];

export interface Cell {
  readonly kind: CellKind;
  /** From the start of the body. */
  readonly offset: number;
  /** Bytes in the body; of words and texts a multiple of four. */
  readonly size: number;
  /**
   * Of `scaled` and `time`: what they count. Of `number`: with how many a changed one is written. Of `date`: digits of the fraction of a changed one's
   * seconds; -1: as many as stood there.
   */
  readonly decimals: number;
  /** Values with more decimals are rounded, and stay as they stood unless they are changed; else they cannot be read. */
  readonly rounds: boolean;
  /** Zeros at the end are left out of changed values. */
  readonly isTrimmed: boolean;
  /** What stands before decimals. */
  readonly point: number;
  /** Where a point or a comma may stand before decimals: then `point` is what is written. */
  readonly takesBoth: boolean;
  /** Of `date`. */
  readonly slashes: SlashOrder;
}

export function cellOf(
  kind: CellKind,
  offset: number,
  options: {
    size?: number;
    decimals?: number;
    rounds?: boolean;
    isTrimmed?: boolean;
    point?: number;
    takesBoth?: boolean;
    slashes?: SlashOrder;
  } = {},
): Cell {
  const { size = sizes[kind]!, decimals = 0, rounds = false, isTrimmed = false, point = POINT } = options;
  const { takesBoth = false, slashes = SlashOrder.any } = options;
  return { kind, offset, size, decimals, rounds, isTrimmed, point, takesBoth, slashes };
}

const types: readonly FieldType[] = ['f64', 'i32', 'u64', 'u64', 'char', 'char'];
/** Of a word: the longest that is read. */
export const WORD_BYTES = MOST_STATE_CHARS;
const sizes = [8, 4, 8, 8, WORD_BYTES, 64];
const { number: NUMBER, scaled: SCALED, word: WORD } = CellKind;
const INT32_MIN = -0x8000_0000;
const INT32_MAX = 0x7fff_ffff;
const TWO_32 = 2 ** 32;
const COMMA = 0x2c;
/** In the upper half of a double: it is no number, or infinite, where all these bits are set. */
const EXPONENT = 0x7ff0_0000;
const EXACT_WHOLE = 2 ** 53;
/** More digits behind the point than that are not written of a double. */
const MOST_DECIMALS = 10;
/** Longest cell that {@link writeCell} writes where the value has changed, if it is no text. */
export const MOST_CELL_CHARS = MOST_DATE_CHARS;

export function fieldTypeOf(kind: CellKind): FieldType {
  return types[kind]!;
}

/** What a hidden value is in the body, for the rule of its field; undefined where the type says it. */
export function hiddenValueOf(kind: CellKind): number | bigint | undefined {
  if (kind === CellKind.scaled) return INT32_MIN;
  return kind === CellKind.time || kind === CellKind.date ? 0xffff_ffff_ffff_ffffn : undefined;
}

/**
 * Reads the value that is all of `bytes[start, end)` into `memory`, as a hidden one if it is none of this kind, or nothing.
 * @returns whether it is one
 */
export function readCell(cell: Cell, bytes: Uint8Array, start: number, end: number, memory: Memory): boolean {
  const isRead = start < end && readValue(cell, bytes, start, end, memory);
  if (!isRead) hideCell(cell, memory);
  return isRead;
}

/** Writes what says "hidden" into the body. */
export function hideCell({ kind, offset, size }: Cell, { view, bytes }: Memory): void {
  switch (kind) {
    case CellKind.number:
      view.setFloat64(offset, Number.NaN, true);
      return;
    case CellKind.scaled:
      view.setInt32(offset, INT32_MIN, true);
      return;
    case CellKind.time:
    case CellKind.date:
      view.setInt32(offset, -1, true);
      view.setInt32(offset + 4, -1, true);
      return;
    default:
      for (let at = offset; at < offset + size; at++) bytes[at] = 0;
  }
}

/** Whether the body holds no value here. */
export function isHidden({ kind, offset }: Cell, { view, bytes }: Memory): boolean {
  switch (kind) {
    case CellKind.number:
      return (view.getInt32(offset + 4, true) & EXPONENT) === EXPONENT;
    case CellKind.scaled:
      return view.getInt32(offset, true) === INT32_MIN;
    case CellKind.time:
    case CellKind.date:
      return view.getInt32(offset, true) === -1 && view.getInt32(offset + 4, true) === -1;
    default:
      return bytes[offset] === 0;
  }
}

/** Whether the body holds something else than what was read, and not nothing. */
export function isChanged({ kind, offset, size }: Cell, { view, source }: TextBody): boolean {
  return stateOf(kind, offset, size, view, source.view) === CellState.changed;
}

/** What {@link stateOf} tells. */
export const CellState = { kept: 0, hidden: 1, changed: 2 } as const;
export type CellState = (typeof CellState)[keyof typeof CellState];
const { kept: KEPT, hidden: HIDDEN, changed: CHANGED } = CellState;

/** {@link isHidden} and {@link isChanged} in one, for rows of many cells. `view` is the body's, `was` of what was read. */
export function stateOf(kind: CellKind, offset: number, size: number, view: DataView, was: DataView): CellState {
  const first = view.getInt32(offset, true);
  const isFirstKept = first === was.getInt32(offset, true);
  if (kind === SCALED) {
    if (first === INT32_MIN) return HIDDEN;
    return isFirstKept ? KEPT : CHANGED;
  }
  if (kind < WORD) {
    const second = view.getInt32(offset + 4, true);
    if (kind === NUMBER ? (second & EXPONENT) === EXPONENT : first === -1 && second === -1) return HIDDEN;
    return isFirstKept && second === was.getInt32(offset + 4, true) ? KEPT : CHANGED;
  }
  if ((first & 0xff) === 0) return HIDDEN;
  if (!isFirstKept) return CHANGED;
  // A text fills whole words, and is over with the first that ends with a zero.
  let word = first;
  for (let at = offset + 4; at < offset + size && word >>> 24 !== 0; at += 4) {
    word = view.getInt32(at, true);
    if (word !== was.getInt32(at, true)) return CHANGED;
  }
  return KEPT;
}

/**
 * Writes a value that has changed as its body has it; nothing for a hidden one.
 * @param bytes the source, where it stood in `bytes[start, end)`
 * @returns the index behind what was written
 */
export function writeCell(
  cell: Cell,
  memory: Memory,
  bytes: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  to: number,
): number {
  if (isHidden(cell, memory)) return to;
  const { kind, offset, size, decimals, isTrimmed, point } = cell;
  const { view } = memory;
  switch (kind) {
    case CellKind.number: {
      const places = decimals < MOST_DECIMALS ? decimals : MOST_DECIMALS;
      const whole = Math.round(view.getFloat64(offset, true) * powersOfTen[places]!);
      return Math.abs(whole) < EXACT_WHOLE ? writeScaled(whole, places, target, to, isTrimmed, point) : to;
    }
    case CellKind.scaled:
      return writeScaled(view.getInt32(offset, true), decimals, target, to, isTrimmed, point);
    case CellKind.time: {
      const value = view.getInt32(offset + 4, true) * TWO_32 + view.getUint32(offset, true);
      return writeScaled(value, decimals, target, to, isTrimmed, point);
    }
    case CellKind.date: {
      const layout = readDate(bytes, start, end, cell.slashes);
      return layout < 0 ? to : writeDateCell(cell, memory, layout, target, to);
    }
    default: {
      let at = to;
      for (let from = offset; from < offset + size; from++) {
        const byte = memory.bytes[from]!;
        if (byte === 0) break;
        target[at++] = byte;
      }
      return at;
    }
  }
}

/** {@link writeCell} for a date that is not hidden. @param layout as {@link readDate} has returned it */
export function writeDateCell(
  { offset, decimals }: Cell,
  { view }: Memory,
  layout: number,
  target: Uint8Array,
  to: number,
): number {
  const digits = decimals < 0 ? fractionDigits(layout) : decimals;
  return writeDate(withFractionDigits(layout, digits), view, offset, target, to);
}

function readValue(cell: Cell, bytes: Uint8Array, start: number, end: number, { view, bytes: body }: Memory): boolean {
  const { kind, offset, size } = cell;
  switch (kind) {
    case CellKind.number:
      if (readMarked(cell, bytes, start, end) < 0) {
        // With an exponent: rare.
        if (!readDecimal(bytes, start, end) || !Number.isFinite(decimal.values[0])) return false;
        view.setFloat64(offset, decimal.values[0]!, true);
        return true;
      }
      view.setFloat64(offset, plain[0]!, true);
      return true;
    case CellKind.scaled: {
      if (!readUnits(cell, bytes, start, end)) return false;
      const value = plain[0]!;
      if (value > INT32_MAX || value <= INT32_MIN) return false;
      view.setInt32(offset, value, true);
      return true;
    }
    case CellKind.time: {
      if (!readUnits(cell, bytes, start, end)) return false;
      const value = plain[0]!;
      if (value < 0 || value >= EXACT_WHOLE) return false;
      const high = Math.floor(value / TWO_32);
      view.setInt32(offset, value - high * TWO_32, true);
      view.setInt32(offset + 4, high, true);
      return true;
    }
    case CellKind.date:
      if (readDate(bytes, start, end, cell.slashes) < 0 || !(dateUs[0]! >= 0)) return false;
      storeDate(view, offset);
      return true;
    case CellKind.word:
      return isStateName(bytes, start, end) && readText(bytes, start, end, body, offset, size);
    default:
      for (let at = start; at < end; at++) if (bytes[at] === 0) return false;
      return readText(bytes, start, end, body, offset, size);
  }
}

/** Reads a number with the cell's mark before its decimals, or with either. */
function readMarked({ point, takesBoth }: Cell, bytes: Uint8Array, start: number, end: number): number {
  const decimals = readPlain(bytes, start, end, point);
  if (decimals >= 0 || !takesBoth) return decimals;
  return readPlain(bytes, start, end, point === POINT ? COMMA : POINT);
}

/** Leaves a number of units of the cell's last decimal in `plain[0]`, a whole one. */
function readUnits(cell: Cell, bytes: Uint8Array, start: number, end: number): boolean {
  const { decimals, rounds } = cell;
  const found = readMarked(cell, bytes, start, end);
  if (found < 0) {
    if (!rounds || !readDecimal(bytes, start, end)) return false;
    plain[0] = Math.round(decimal.values[0]! * powersOfTen[decimals]!);
    return Number.isFinite(plain[0]!);
  }
  if (found <= decimals && !Number.isNaN(plain[1]!)) {
    plain[0] = plain[1]! * powersOfTen[decimals - found]!;
    return true;
  }
  if (!rounds) return false;
  plain[0] = Math.round(plain[0]! * powersOfTen[decimals]!);
  return true;
}

function readText(
  bytes: Uint8Array,
  start: number,
  end: number,
  body: Uint8Array,
  offset: number,
  size: number,
): boolean {
  if (end - start > size) return false;
  const length = end - start;
  for (let at = 0; at < length; at++) body[offset + at] = bytes[start + at]!;
  for (let at = length; at < size; at++) body[offset + at] = 0;
  return true;
}

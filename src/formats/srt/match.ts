import type { Memory } from '../../bytes/memory.ts';
import { CellKind, hideCell, readCell } from '../../text/cells.ts';
import { readDate, storeDate } from '../../text/date-layout.ts';
import type { SrtBody } from './body.ts';
import {
  BLANK,
  CARRIAGE_RETURN,
  charactersOf,
  digitOf,
  isDigit,
  LINE_FEED,
  MINUS,
  PLUS,
  POINT,
  scan,
} from './bytes.ts';
import { colours } from './names.ts';
import { CAMERA_BYTES, Op, type Part, type Shape, StepSlot } from './shape.ts';
import { isInstant, scanDate, scanPiece, scanUnknown } from './unknown.ts';

const INT32_MAX = 0x7fff_ffff;
const ZERO = 0x30;
/** So many digits are a whole number of 31 bits. */
const SHORT_DIGITS = 9;
// Constants of this module are known when it is compiled; what others export is looked up every time.
const { literal: LITERAL, length: LENGTH, part: PART, op: OP, offset: OFFSET, decimals: DECIMALS } = StepSlot;
const STEPS = StepSlot.count;
const NUMBER = Op.number;
const SCALED = CellKind.scaled;
const inNumber = charactersOf('0123456789.+-');
const inCamera = charactersOf('0123456789./+-');
const UPPER_F = 0x46;
const inColour = charactersOf('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-');
const MOST_COLOUR_CHARS = 24;
const colourBytes = colours.map((name) => Uint8Array.from(name, (one) => one.charCodeAt(0)));

/**
 * Reads the text of a block that begins at `start` into `body.source` and `body.ends`.
 * @param block the block's first byte
 * @param view of `bytes`
 * @param end where it ends at the latest
 * @returns where it ends; -1 if it has not this shape
 */
export function matchShape(
  { parts, program, literals, mosts }: Shape,
  bytes: Uint8Array,
  view: DataView,
  block: number,
  start: number,
  end: number,
  body: SrtBody,
): number {
  const { ends, source } = body;
  const values = source.view;
  const { bytes: wanted, view: words } = literals;
  let at = start;
  for (let step = 0; ; step += STEPS) {
    const literal = program[step + LITERAL]!;
    const length = program[step + LENGTH]!;
    if (end - at < length) return -1;
    if (length < 4) {
      for (let index = 0; index < length; index++) if (bytes[at + index] !== wanted[literal + index]) return -1;
    } else {
      // The last four bytes may have been compared in part.
      const last = length - 4;
      for (let index = 0; index < last; index += 4) {
        if (view.getInt32(at + index, true) !== words.getInt32(literal + index, true)) return -1;
      }
      if (view.getInt32(at + last, true) !== words.getInt32(literal + last, true)) return -1;
    }
    at += length;
    const part = program[step + PART]!;
    if (part < 0) return at;
    let stop = -1;
    if (program[step + OP] === NUMBER) {
      const decimals = program[step + DECIMALS]!;
      const sign = at < end ? bytes[at]! : 0;
      const first = sign === MINUS || sign === PLUS ? at + 1 : at;
      let place = first;
      let value = 0;
      let digit = 0;
      for (; place < end; place++) {
        digit = bytes[place]! - ZERO;
        if (digit < 0 || digit > 9) break;
        value = (Math.imul(value, 10) + digit) | 0;
      }
      let isUsual = place > first && place - first + decimals <= SHORT_DIGITS;
      if (isUsual && decimals > 0) {
        isUsual = place + decimals < end && digit === POINT - ZERO;
        const behind = place + 1 + decimals;
        for (place++; isUsual && place < behind; place++) {
          digit = bytes[place]! - ZERO;
          if (digit < 0 || digit > 9) isUsual = false;
          value = (Math.imul(value, 10) + digit) | 0;
        }
      }
      const { bytes: suffix, cell } = parts[part]!;
      if (
        isUsual &&
        cell!.kind === SCALED &&
        value <= mosts[part]! &&
        !(place < end && inNumber[bytes[place]!] === 1)
      ) {
        values.setInt32(program[step + OFFSET]!, sign === MINUS ? -value : value, true);
        stop = suffix.length === 0 ? place : matchBytes(suffix, bytes, place, end);
      } else {
        stop = matchPart(parts[part]!, bytes, at, end, body);
      }
    } else {
      stop = matchPart(parts[part]!, bytes, at, end, body);
    }
    if (stop < 0) return -1;
    at = stop;
    ends[part] = at - block;
  }
}

/** Where the part that begins at `at` ends; -1 if it does not stand there. */
function matchPart(part: Part, bytes: Uint8Array, at: number, end: number, record: SrtBody): number {
  const body = record.source;
  switch (part.op) {
    case Op.literal:
      return matchBytes(part.bytes, bytes, at, end);
    case Op.number:
      return matchNumber(part, bytes, at, end, body);
    case Op.camera: {
      const stop = scanCamera(bytes, at, end);
      readCamera(bytes, at, stop, body, part.cell!.offset);
      return stop;
    }
    case Op.colour: {
      const stop = scanColour(bytes, at, end);
      return isColour(bytes, at, stop) && readCell(part.cell!, bytes, at, stop, body) ? stop : -1;
    }
    case Op.date: {
      const stop = scanDate(bytes, at, end);
      record.dateLayout = readDate(bytes, at, stop);
      if (!isInstant(record.dateLayout)) return -1;
      storeDate(body.view, part.cell!.offset);
      return stop;
    }
    case Op.lineEnd:
      return matchLineEnd(bytes, at, end);
    case Op.unknown:
      return scanUnknown(bytes, at, end, false);
    case Op.unknownLines:
      return scanUnknown(bytes, at, end, true);
    case Op.unreadable:
      return at < end ? scanPiece(bytes, at, end) : -1;
  }
}

function readCamera(
  bytes: Uint8Array,
  start: number,
  stop: number,
  { bytes: body, view }: Memory,
  offset: number,
): void {
  for (let at = offset; at < offset + CAMERA_BYTES; at += 4) view.setInt32(at, 0, true);
  for (let at = start, to = offset; at < stop; at++, to++) body[to] = bytes[at]!;
  // An empty setting is one that is not hidden.
  if (stop === start) body[offset] = BLANK;
}

function matchBytes(wanted: Uint8Array, bytes: Uint8Array, at: number, end: number): number {
  const { length } = wanted;
  if (end - at < length) return -1;
  for (let index = 0; index < length; index++) if (bytes[at + index] !== wanted[index]) return -1;
  return at + length;
}

function matchNumber(part: Part, bytes: Uint8Array, start: number, end: number, body: Memory): number {
  const cell = part.cell!;
  let at = start;
  const { absent } = part;
  if (absent.length > 0 && matchBytes(absent, bytes, at, end) >= 0) {
    hideCell(cell, body);
    return at + absent.length;
  }
  const sign = at < end ? bytes[at]! : 0;
  if (sign === MINUS || sign === PLUS) at++;
  const first = at;
  let value = 0;
  let digit = 0;
  while (at < end && (digit = digitOf(bytes[at])) >= 0 && digit <= 9) {
    value = value * 10 + digit;
    at++;
  }
  if (at === first) return -1;
  const { decimals } = cell;
  if (decimals > 0) {
    if (at >= end || bytes[at] !== POINT) return -1;
    at++;
    const behind = at + decimals;
    if (behind > end) return -1;
    while (at < behind && (digit = digitOf(bytes[at])) >= 0 && digit <= 9) {
      value = value * 10 + digit;
      at++;
    }
    if (at !== behind) return -1;
  }
  if (at < end && inNumber[bytes[at]!] === 1) return -1;
  if (value > part.most) return -1;
  if (cell.kind === CellKind.scaled) {
    if (value > INT32_MAX) return -1;
    body.view.setInt32(cell.offset, sign === MINUS ? -value : value, true);
  } else if (!readCell(cell, bytes, start, at, body)) {
    return -1;
  }
  return matchBytes(part.bytes, bytes, at, end);
}

export function matchLineEnd(bytes: Uint8Array, at: number, end: number): number {
  // The last line of a file may have none.
  if (at === end) return at;
  if (bytes[at] === LINE_FEED) return at + 1;
  return bytes[at] === CARRIAGE_RETURN && at + 1 < end && bytes[at + 1] === LINE_FEED ? at + 2 : -1;
}

/** A setting of the camera may have an F before its digits, and may be empty. */
export function scanCamera(bytes: Uint8Array, start: number, end: number): number {
  const stop = Math.min(end, start + CAMERA_BYTES);
  const first = start + 1 < stop && bytes[start] === UPPER_F && isDigit(bytes[start + 1]) ? start + 1 : start;
  return scan(inCamera, bytes, first, stop);
}

export function scanColour(bytes: Uint8Array, start: number, end: number): number {
  return scan(inColour, bytes, start, Math.min(end, start + MOST_COLOUR_CHARS));
}

export function isColour(bytes: Uint8Array, start: number, end: number): boolean {
  for (const name of colourBytes) {
    if (name.length === end - start && matchBytes(name, bytes, start, end) === end) return true;
  }
  return false;
}

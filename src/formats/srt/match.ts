import type { Memory } from '../../bytes/memory.ts';
import { CellKind, hideCell, readCell } from '../../text/cells.ts';
import { hasDate, hasTime, readDate, storeDate } from '../../text/date-layout.ts';
import type { SrtBody } from './body.ts';
import {
  BLANK,
  CARRIAGE_RETURN,
  COMMA,
  charactersOf,
  digitOf,
  isDigit,
  LINE_FEED,
  MINUS,
  PLUS,
  POINT,
} from './bytes.ts';
import { colours } from './names.ts';
import { CAMERA_BYTES, Op, type Part, type Shape } from './shape.ts';

const INT32_MAX = 0x7fff_ffff;
const inNumber = charactersOf('0123456789.+-');
const inCamera = charactersOf('0123456789./+-');
const UPPER_F = 0x46;
const inColour = charactersOf('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-');
const inDate = charactersOf('0123456789.:,/- T');
const MOST_COLOUR_CHARS = 24;
const colourBytes = colours.map((name) => Uint8Array.from(name, (one) => one.charCodeAt(0)));

/**
 * Reads the text `bytes[start, end)` of a block into `body.source` and `body.ends`.
 * @param block the block's first byte
 * @returns whether it has this shape, to its last byte
 */
export function matchShape(
  { parts, steps }: Shape,
  bytes: Uint8Array,
  block: number,
  start: number,
  end: number,
  body: SrtBody,
): boolean {
  const { ends, source } = body;
  let at = start;
  for (let index = 0; index < steps.length; index++) {
    const { bytes: literal, part } = steps[index]!;
    const { length } = literal;
    if (end - at < length) return false;
    for (let offset = 0; offset < length; offset++) if (bytes[at + offset] !== literal[offset]) return false;
    at += length;
    if (part < 0) return at === end;
    at = matchPart(parts[part]!, bytes, at, end, source);
    if (at < 0) return false;
    ends[part] = at - block;
  }
  return at === end;
}

/** Where the part that begins at `at` ends; -1 if it does not stand there. */
function matchPart(part: Part, bytes: Uint8Array, at: number, end: number, body: Memory): number {
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
      if (!isInstant(readDate(bytes, at, stop))) return -1;
      storeDate(body.view, part.cell!.offset);
      return stop;
    }
    case Op.lineEnd:
      return matchLineEnd(bytes, at, end);
    case Op.unknownBracket:
      return scanBracket(bytes, at, end);
    case Op.unknownWords:
      return scanWords(bytes, at, end);
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

/** Blanks and commas behind a date are none of it. */
export function scanDate(bytes: Uint8Array, start: number, end: number): number {
  let stop = scan(inDate, bytes, start, end);
  while (stop > start && (bytes[stop - 1] === BLANK || bytes[stop - 1] === COMMA)) stop--;
  return stop;
}

/** Behind `[...]` or `<...>` on one line; -1 if it is not closed. */
export function scanBracket(bytes: Uint8Array, start: number, end: number): number {
  const open = bytes[start];
  const close = open === 0x5b ? 0x5d : open === 0x3c ? 0x3e : 0;
  if (close === 0 || start >= end) return -1;
  for (let at = start + 1; at < end && bytes[at] !== LINE_FEED; at++) if (bytes[at] === close) return at + 1;
  return -1;
}

/** Behind unknown words: up to the next comma that is not inside parentheses, bracket, tag or end of the line. Blanks before those are none of them. */
export function scanWords(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0;
  let at = start;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === 0x28) depth++;
    else if (byte === 0x29) depth--;
    else if (byte === COMMA && depth <= 0) break;
    else if (byte === LINE_FEED || ((byte === 0x5b || byte === 0x3c) && at > start)) break;
  }
  while (at > start && (bytes[at - 1] === BLANK || bytes[at - 1] === CARRIAGE_RETURN)) at--;
  return at === start ? -1 : at;
}

function scan(table: Uint8Array, bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && table[bytes[at]!] === 1) at++;
  return at;
}

/** Whether a layout has both a day and a time. */
export function isInstant(layout: number): boolean {
  return layout >= 0 && hasDate(layout) && hasTime(layout);
}

export function isColour(bytes: Uint8Array, start: number, end: number): boolean {
  for (const name of colourBytes) {
    if (name.length === end - start && matchBytes(name, bytes, start, end) === end) return true;
  }
  return false;
}

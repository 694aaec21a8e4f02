import type { Memory } from '../../bytes/memory.ts';
import { byteSizes, type Field } from '../../model/schema.ts';
import { decimal, readDecimal, textOf } from '../../text/decimal.ts';
import { storageOf } from './layout.ts';
import { modeCode } from './mode-names.ts';

/** Whole numbers from here on are not read as doubles. */
const EXACT_WHOLE = 2 ** 53;
const TWO_32 = 2 ** 32;
/** What a double's rounding may leave over, in units of the last decimal. */
const LEFT_OVER = 1e-4;

/**
 * Writes the column `bytes[start, end)` of a text log into a body, as a binary log has it.
 * @param character of the column's format
 * @returns false for text that is no such value, or does not fit: nobody can say then what it is
 */
export function parseColumn(
  bytes: Uint8Array,
  start: number,
  end: number,
  { offset, length }: Field,
  character: string,
  { view, bytes: body }: Memory,
): boolean {
  switch (character) {
    case 'f':
      if (!readDecimal(bytes, start, end)) return false;
      view.setFloat32(offset, decimal.values[0]!, true);
      return true;
    case 'd':
      if (!readDecimal(bytes, start, end)) return false;
      view.setFloat64(offset, decimal.values[0]!, true);
      return true;
    case 'n':
    case 'N':
    case 'Z':
      return parseText(bytes, start, end, offset, length, body);
    case 'a':
      return parseArray(bytes, start, end, offset, length, view);
    case 'q':
    case 'Q':
      return parseWide(bytes, start, end, offset, character === 'q', view);
    case 'M':
      return parseWhole(bytes, start, end, offset, character, view) || parseMode(bytes, start, end, offset, body);
    default:
      return parseWhole(bytes, start, end, offset, character, view);
  }
}

function parseText(
  bytes: Uint8Array,
  start: number,
  end: number,
  offset: number,
  length: number,
  body: Uint8Array,
): boolean {
  if (end - start > length) return false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte < 0x20 || byte === 0x7f) return false;
    body[offset + at - start] = byte;
  }
  for (let at = offset + end - start; at < offset + length; at++) body[at] = 0;
  return true;
}

/** Numbers of 16 bits in brackets, with blanks between them. */
function parseArray(
  bytes: Uint8Array,
  start: number,
  end: number,
  offset: number,
  length: number,
  view: DataView,
): boolean {
  const text = textOf(bytes, start, end);
  if (!/^\[-?\d{1,5}( -?\d{1,5})*\]$/.test(text)) return false;
  const values = text.slice(1, -1).split(' ').map(Number);
  if (values.length !== length || values.some((value) => value < -0x8000 || value > 0x7fff)) return false;
  values.forEach((value, index) => void view.setInt16(offset + 2 * index, value, true));
  return true;
}

function parseMode(bytes: Uint8Array, start: number, end: number, offset: number, body: Uint8Array): boolean {
  const code = modeCode(textOf(bytes, start, end));
  if (code !== undefined) body[offset] = code;
  return code !== undefined;
}

/** Of stored whole numbers, by format character: size in bytes (0: it is none), least and greatest value, and decimals. */
const sizes = new Uint8Array(128);
const least = new Float64Array(128);
const greatest = new Float64Array(128);
export const decimals = new Uint8Array(128);
for (const character of 'bBMhHcCiIeEL') {
  const { type, scale } = storageOf(character)!;
  const code = character.charCodeAt(0);
  const size = byteSizes[type];
  const isSigned = type.startsWith('i');
  sizes[code] = size;
  least[code] = isSigned ? -(2 ** (8 * size - 1)) : 0;
  greatest[code] = 2 ** (8 * size - (isSigned ? 1 : 0)) - 1;
  decimals[code] = scale === 1 ? 0 : scale === 100 ? 2 : 7;
}

/** A stored whole number of up to 32 bits. */
export function readWhole(view: DataView, offset: number, code: number): number {
  const isSigned = least[code] !== 0;
  switch (sizes[code]) {
    case 1:
      return isSigned ? view.getInt8(offset) : view.getUint8(offset);
    case 2:
      return isSigned ? view.getInt16(offset, true) : view.getUint16(offset, true);
    default:
      return isSigned ? view.getInt32(offset, true) : view.getUint32(offset, true);
  }
}

/** A whole number, or one with so many decimals as its scale has: what is left of others would be lost. */
function parseWhole(
  bytes: Uint8Array,
  start: number,
  end: number,
  offset: number,
  character: string,
  view: DataView,
): boolean {
  const code = character.charCodeAt(0);
  const size = sizes[code]!;
  if (size === 0 || !readDecimal(bytes, start, end)) return false;
  const places = decimals[code]!;
  let value: number;
  if (decimal.isExact) {
    const power = decimal.power + places;
    value = decimal.values[1]!;
    for (let left = power; left > 0; left--) value *= 10;
    for (let left = power; left < 0; left++) value /= 10;
  } else {
    // Printed from a double with all its digits: only what is no decimal of the scale is left over.
    const exact = decimal.values[0]! * 10 ** places;
    value = Math.round(exact);
    if (!(Math.abs(exact - value) < LEFT_OVER)) return false;
  }
  if (!Number.isInteger(value) || value < least[code]! || value > greatest[code]!) return false;
  if (size === 4) view.setInt32(offset, value, true);
  else if (size === 2) view.setInt16(offset, value, true);
  else view.setInt8(offset, value);
  return true;
}

/** 64 bits. */
function parseWide(
  bytes: Uint8Array,
  start: number,
  end: number,
  offset: number,
  isSigned: boolean,
  view: DataView,
): boolean {
  if (!readDecimal(bytes, start, end)) return false;
  const value = decimal.values[0]!;
  if (decimal.isExact && Number.isInteger(value) && Math.abs(value) < EXACT_WHOLE) {
    if (value < 0 && !isSigned) return false;
    const high = Math.floor(value / TWO_32);
    view.setInt32(offset, value - high * TWO_32, true);
    view.setInt32(offset + 4, high, true);
    return true;
  }
  const text = textOf(bytes, start, end);
  if (!/^[+-]?\d+$/.test(text)) return false;
  const wide = BigInt(text.replace('+', ''));
  if (wide !== (isSigned ? BigInt.asIntN(64, wide) : BigInt.asUintN(64, wide))) return false;
  view.setBigInt64(offset, wide, true);
  return true;
}

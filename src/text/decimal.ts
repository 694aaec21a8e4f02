/**
 * Numbers as text logs print them: digits with a sign, a point and an exponent, and "nan" and "inf". Nothing is allocated for ordinary ones: results
 * are left in an array, because doubles that are handed over in a call are allocated.
 */

const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
/** Longer numbers are not plain. */
export const MAX_NUMBER_CHARS = 24;
/** Digits that a double holds exactly. */
const EXACT_DIGITS = 15;
/** Powers of ten that a double holds exactly. */
const EXACT_POWER = 22;
const powers = Float64Array.from({ length: EXACT_POWER + 1 }, (_, power) => Number(`1e${power}`));

/** What {@link readDecimal} found: `value`, and its parts: value = digits * 10 ** power, exact where `isExact`. */
export const decimal = {
  /** [0]: the value; [1]: its digits as a whole number, signed. */
  values: new Float64Array(2),
  power: 0,
  isExact: false,
};

/** Reads the number `bytes[start, end)`; false if it is none. */
export function readDecimal(bytes: Uint8Array, start: number, end: number): boolean {
  if (end <= start || end - start > MAX_NUMBER_CHARS) return false;
  let at = start;
  const isNegative = bytes[at] === MINUS;
  if (isNegative || bytes[at] === PLUS) at++;
  const { values } = decimal;
  let digits = 0;
  let count = 0;
  let significant = 0;
  let power = 0;
  let hasPoint = false;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte >= ZERO && byte <= NINE) {
      digits = digits * 10 + (byte - ZERO);
      count++;
      if (digits > 0) significant++;
      if (hasPoint) power--;
    } else if (byte === POINT && !hasPoint) {
      hasPoint = true;
    } else {
      break;
    }
  }
  if (count === 0) return readWord(bytes, start, at, end, isNegative);
  if (at < end) {
    if ((bytes[at]! | 0x20) !== 0x65) return false;
    const exponent = readExponent(bytes, at + 1, end);
    if (Number.isNaN(exponent)) return false;
    power += exponent;
  }
  decimal.power = power;
  decimal.isExact = significant <= EXACT_DIGITS;
  values[1] = isNegative ? -digits : digits;
  if (decimal.isExact && power <= 0 && power >= -EXACT_POWER) values[0] = values[1]! / powers[-power]!;
  else if (decimal.isExact && power > 0 && power <= EXACT_POWER) values[0] = values[1]! * powers[power]!;
  else values[0] = Number(textOf(bytes, start, end));
  return true;
}

/** The exponent, or NaN. */
function readExponent(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const isNegative = bytes[at] === MINUS;
  if (isNegative || bytes[at] === PLUS) at++;
  if (at >= end || end - at > 3) return Number.NaN;
  let exponent = 0;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte < ZERO || byte > NINE) return Number.NaN;
    exponent = exponent * 10 + (byte - ZERO);
  }
  return isNegative ? -exponent : exponent;
}

/** "nan" and "inf", in the ways in which C, Python and .NET write them. */
function readWord(bytes: Uint8Array, start: number, from: number, end: number, isNegative: boolean): boolean {
  if (from - start > 1) return false;
  const word = textOf(bytes, from, end).toLowerCase();
  decimal.isExact = false;
  decimal.power = 0;
  if (word === 'nan' || word === '1.#qnan') decimal.values[0] = Number.NaN;
  else if (word === 'inf' || word === 'infinity') decimal.values[0] = isNegative ? -Infinity : Infinity;
  else return false;
  return true;
}

export function textOf(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}

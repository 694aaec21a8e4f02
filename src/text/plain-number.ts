/**
 * Numbers as tables and subtitles have them: a sign, digits, one point or comma, digits. Nothing is allocated: results are left in an array, because
 * doubles that a call returns may be allocated.
 */

const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;
const PLUS = 0x2b;
export const POINT = 0x2e;
/** Longer ones are no number that anything measured. */
const MAX_CHARS = 32;
/** So many characters are a whole number of 31 bits, without their point. */
const FEW_CHARS = 9;
/** Digits that a double holds exactly; the ones behind them only count for the size of the number. */
const EXACT_DIGITS = 15;
const MOST_POWER = 22;
const INT32_MAX = 0x7fff_ffff;
/** Powers of ten that a double holds exactly. */
export const powersOfTen = Float64Array.from({ length: MOST_POWER + 1 }, (_, power) => Number(`1e${power}`));

/** What {@link readPlain} read: [0] the value, good to 15 digits, and [1] its digits as a whole number where there are at most 15, else NaN. */
export const plain = new Float64Array(2);
/** [0]: what {@link readPlain} returned last. */
export const lastDecimals = new Int32Array(1);

/**
 * Reads the number that is all of `bytes[start, end)` into {@link plain}.
 * @param point what stands before the decimals
 * @returns how many decimals it has, or -1 for what is no plain number
 */
export function readPlain(bytes: Uint8Array, start: number, end: number, point = POINT): number {
  lastDecimals[0] = -1;
  const sign = start < end ? bytes[start] : 0;
  const first = sign === MINUS || sign === PLUS ? start + 1 : start;
  if (end - first > FEW_CHARS) return readLong(bytes, first, end, point, sign === MINUS);
  // Most numbers are short: their digits are a small whole number.
  let value = 0;
  let pointAt = -1;
  for (let at = first; at < end; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit >= 0 && digit <= 9) value = (value * 10 + digit) | 0;
    else if (digit === point - ZERO && pointAt < 0) pointAt = at;
    else return -1;
  }
  const decimals = pointAt < 0 ? 0 : end - pointAt - 1;
  // A point needs a digit before or behind it.
  if (end - first - (pointAt < 0 ? 0 : 1) < 1) return -1;
  const whole = sign === MINUS ? -value : value;
  plain[1] = whole;
  plain[0] = whole / powersOfTen[decimals]!;
  lastDecimals[0] = decimals;
  return decimals;
}

/** As {@link readPlain}, for numbers of any length, behind their sign. */
function readLong(bytes: Uint8Array, first: number, end: number, point: number, isNegative: boolean): number {
  if (end - first > MAX_CHARS) return -1;
  let value = 0;
  let significant = 0;
  /** Digits in front of the point that are left out of the value. */
  let more = 0;
  let pointAt = -1;
  let taken = 0;
  for (let at = first; at < end; at++) {
    const byte = bytes[at]!;
    if (byte >= ZERO && byte <= NINE) {
      if (significant < EXACT_DIGITS) {
        value = value * 10 + (byte - ZERO);
        if (value > 0) significant++;
        if (pointAt >= 0) taken++;
      } else {
        significant++;
        if (pointAt < 0) more++;
      }
    } else if (byte === point && pointAt < 0) {
      pointAt = at;
    } else {
      return -1;
    }
  }
  if (taken > MOST_POWER) return -1;
  const decimals = pointAt < 0 ? 0 : end - pointAt - 1;
  if (isNegative) value = -value;
  plain[1] = significant <= EXACT_DIGITS ? value : Number.NaN;
  plain[0] = taken > 0 ? value / powersOfTen[taken]! : value * powersOfTen[more]!;
  lastDecimals[0] = decimals;
  return decimals;
}

const digits = new Uint8Array(24);

/**
 * Writes a whole number of units of the last of so many decimals: -12 with one decimal is "-1.2".
 * @param isTrimmed zeros at the end are left out, and the point if nothing is behind it
 * @returns the index behind what was written
 */
export function writeScaled(
  value: number,
  decimals: number,
  target: Uint8Array,
  to: number,
  isTrimmed = false,
  point = POINT,
): number {
  const size = Math.abs(value);
  const power = powersOfTen[decimals]!;
  const whole = Math.floor(size / power);
  const fraction = size - whole * power;
  if (whole > INT32_MAX || fraction > INT32_MAX) return writeLong(value, decimals, target, to, isTrimmed, point);
  let at = to;
  if (value < 0) target[at++] = MINUS;
  let places = decimals;
  let left = fraction | 0;
  if (isTrimmed) {
    while (places > 0 && left % 10 === 0) {
      left = (left / 10) | 0;
      places--;
    }
  }
  at = writeDigits(whole | 0, digitsOf(whole | 0), target, at);
  if (places === 0) return at;
  target[at++] = point;
  return writeDigits(left, places, target, at);
}

function digitsOf(value: number): number {
  let count = 1;
  for (let most = 10; count < 10 && value >= most; count++) most *= 10;
  return count;
}

function writeDigits(value: number, count: number, target: Uint8Array, to: number): number {
  let left = value;
  for (let at = to + count - 1; at >= to; at--) {
    const rest = (left / 10) | 0;
    target[at] = ZERO + left - rest * 10;
    left = rest;
  }
  return to + count;
}

/** As {@link writeScaled}, for numbers of any length. */
function writeLong(
  value: number,
  decimals: number,
  target: Uint8Array,
  to: number,
  isTrimmed: boolean,
  point: number,
): number {
  let left = Math.abs(value);
  let count = 0;
  while (left > 0 || count <= decimals) {
    const rest = Math.floor(left / 10);
    digits[count++] = ZERO + left - rest * 10;
    left = rest;
  }
  let least = 0;
  if (isTrimmed) while (least < decimals && digits[least] === ZERO) least++;
  let at = to;
  if (value < 0) target[at++] = MINUS;
  for (let index = count - 1; index >= least; index--) {
    target[at++] = digits[index]!;
    if (index === decimals && decimals > least) target[at++] = point;
  }
  return at;
}

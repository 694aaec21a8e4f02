const BLANK = 0x20;
const POINT = 0x2e;
const SLASH = 0x2f;
const ZERO = 0x30;

/** Of the longest that is known, `SeriousLowVoltageLanding`. */
export const MOST_STATE_CHARS = 24;
const MOST_WORDS = 3;
const MOST_DIGITS = 4;
const MOST_DIGITS_TOGETHER = 3;

/** Characters of names of states: 1. */
export const inStateName = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./+- ') {
  inStateName[character.charCodeAt(0)] = 1;
}

/**
 * Whether `bytes[start, end)` can be the name of a state, such as `P-GPS`, or its number: a few words without the digits that a place, a date or
 * most serial numbers have.
 */
export function isStateName(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > MOST_STATE_CHARS) return false;
  let words = 1;
  let digits = 0;
  let together = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (inStateName[byte] === 0) return false;
    if (isDigit(byte)) {
      if (++digits > MOST_DIGITS || ++together > MOST_DIGITS_TOGETHER) return false;
      continue;
    }
    if (byte === BLANK) words++;
    const isBetween = together > 0 && at + 1 < end && isDigit(bytes[at + 1]!);
    // Some write the number of a state as 4.0.
    const isZero = byte === POINT && at + 2 === end && bytes[at + 1] === ZERO;
    if ((byte === POINT || byte === SLASH) && isBetween && !isZero) return false;
    together = 0;
  }
  return words <= MOST_WORDS;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}

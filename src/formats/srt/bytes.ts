export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const BLANK = 0x20;
export const COMMA = 0x2c;
export const POINT = 0x2e;
export const MINUS = 0x2d;
export const PLUS = 0x2b;
const ZERO = 0x30;
/** Behind that the engine's own search is faster than a loop. */
const SHORT_LINE_BYTES = 40;

/** Value of a digit; else not 0 to 9. */
export function digitOf(byte: number | undefined): number {
  return (byte ?? 0) - ZERO;
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= ZERO + 9;
}

/** Index of the next line feed, or `end`. */
export function findLineFeed(bytes: Uint8Array, start: number, end: number): number {
  const near = Math.min(end, start + SHORT_LINE_BYTES);
  let at = start;
  while (at < near && bytes[at] !== LINE_FEED) at++;
  if (at < near || at >= end) return at;
  const found = bytes.indexOf(LINE_FEED, at);
  return found < 0 || found > end ? end : found;
}

/** Characters of the given kinds, to be looked up. */
export function charactersOf(text: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const character of text) table[character.charCodeAt(0)] = 1;
  return table;
}

/** Behind the bytes from `start` on that are in a table. */
export function scan(table: Uint8Array, bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && table[bytes[at]!] === 1) at++;
  return at;
}

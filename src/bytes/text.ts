/** Text in fixed-length char fields: ASCII or Latin bytes up to the first NUL. */

/** Length in bytes of the text in `bytes[start, end)`: up to the first NUL or the end. */
export function textLength(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== 0) at++;
  return at - start;
}

/** The text up to the first NUL, one character a byte. Allocates: not for the hot path. */
export function readText(bytes: Uint8Array, start: number, end: number): string {
  const stop = start + textLength(bytes, start, end);
  let text = '';
  for (let at = start; at < stop; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}

/** Writes ASCII text into `bytes[start, end)`, cut to fit, the rest filled with NUL. */
export function writeText(bytes: Uint8Array, start: number, end: number, text: string): void {
  let at = start;
  for (let index = 0; index < text.length && at < end; index++, at++) bytes[at] = text.charCodeAt(index) & 0x7f;
  bytes.fill(0, at, end);
}

/** Zeroes what stands after the first NUL; such bytes are remains of a sender's memory and no part of the text. */
export function clearAfterNul(bytes: Uint8Array, start: number, end: number): void {
  let at = start;
  while (at < end && bytes[at] !== 0) at++;
  for (; at < end; at++) bytes[at] = 0;
}

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

/** Control, direction and unassigned characters, halves of pairs, ends of lines: they could forge what is shown. */
const UNSHOWN = /[\p{C}\p{Zl}\p{Zp}]/gu;
/** Names are not longer, in UTF-16 code units. */
const MAX_NAME = 200;

/** Whether somebody else's text is a name that can be shown to people and kept: 1 to 200 characters, none of which could forge anything. */
export function isShownName(text: string): boolean {
  return text.length > 0 && text.length <= MAX_NAME && text.search(UNSHOWN) < 0;
}

/** A text with a question mark for each character that could forge something. */
export function shownText(text: string): string {
  return text.replace(UNSHOWN, '?');
}

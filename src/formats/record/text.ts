/** Texts of records: UTF-8 in fields of fixed length. */

/** Behind a hyphen or not: the secret part of an operator's id (EN 4709-002). */
const SECRET_CHARACTERS = 3;
const HYPHEN = 0x2d;

/**
 * How many bytes of a text of `length` bytes are public where only `characters` are; the text as a whole if it is no longer.
 * @returns -1 for a text of another form: all of it is withheld
 */
export function publicLength(bytes: Uint8Array, start: number, length: number, characters: number): number {
  if (length <= characters) return length;
  const secret = length - characters;
  const isKnown =
    secret === SECRET_CHARACTERS || (secret === SECRET_CHARACTERS + 1 && bytes[start + characters] === HYPHEN);
  return isKnown ? characters : -1;
}

/** Whether `bytes[start, end)` is UTF-8 (RFC 3629) without NUL, which would end a text in its field. */
export function isText(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end) {
    const first = bytes[at++]!;
    if (first === 0) return false;
    if (first < 0x80) continue;
    const more = first < 0xc2 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : 0;
    if (more === 0 || at + more > end) return false;
    const second = bytes[at]!;
    // Longer than needed, halves of pairs, and beyond the last code point.
    if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f)) return false;
    if ((first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f)) return false;
    for (let index = 0; index < more; index++) if ((bytes[at++]! & 0xc0) !== 0x80) return false;
  }
  return true;
}

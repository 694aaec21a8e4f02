/** Lines of a text log: a name, then columns behind commas, with or without blanks. */
export const COMMA = 0x2c;
export const BLANK = 0x20;
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
/** Longer lines are none of a log. */
export const MAX_LINE_BYTES = 2048;

/** Where a column stands in its line, without blanks around it, and where the next one begins. One object, used again and again. */
export const column = { start: 0, end: 0, next: 0 };

/**
 * Finds the column that begins at `from`.
 * @param end of the line, its end-of-line characters left out
 * @param isRest the last column, where it is a text: it may hold commas
 */
export function findColumn(bytes: Uint8Array, from: number, end: number, isRest: boolean): void {
  let start = from;
  while (start < end && bytes[start] === BLANK) start++;
  let stop = start;
  if (isRest) stop = end;
  else while (stop < end && bytes[stop] !== COMMA) stop++;
  column.next = stop + 1;
  while (stop > start && bytes[stop - 1] === BLANK) stop--;
  column.start = start;
  column.end = stop;
}

/** Whether nothing but blanks and commas is left of the line. */
export function isEmptyRest(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end; at++) if (bytes[at] !== COMMA && bytes[at] !== BLANK) return false;
  return true;
}

/** End of a line that ends with the line feed at `feed`, without its end-of-line characters. */
export function contentEnd(bytes: Uint8Array, start: number, feed: number): number {
  return feed > start && bytes[feed - 1] === CARRIAGE_RETURN ? feed - 1 : feed;
}

export function isTextCharacter(character: string): boolean {
  return character === 'n' || character === 'N' || character === 'Z';
}

/** Up to four characters in seven bits each, so that names can be looked up without making a text of them; -1 for anything else. */
export function nameKey(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 1 || end - start > 4) return -1;
  let key = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte <= BLANK || byte >= 0x7f) return -1;
    key = (key << 7) | byte;
  }
  return key;
}

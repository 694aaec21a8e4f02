/** Rows of a table: cells between separators, some of them in quotes, which can hold separators and line feeds. */

export const COMMA = 0x2c;
export const QUOTE = 0x22;
export const BLANK = 0x20;
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;

/** Longer rows are none of a log. */
export const MAX_ROW_BYTES = 65_536;
export const MAX_COLUMNS = 1024;

export const RowStatus = {
  /** More input is needed. */
  more: 0,
  row: 1,
  /** No row of this length is read: a quote or a line that does not end. */
  endless: 2,
} as const;
export type RowStatus = (typeof RowStatus)[keyof typeof RowStatus];

/** Where the cells of one row stand. One object, used again for every row. */
export class RowReader {
  /** Of each cell, blanks and quotes included. */
  readonly starts = new Int32Array(MAX_COLUMNS);
  readonly ends = new Int32Array(MAX_COLUMNS);
  /** How many cells the row has, also those beyond the ones that are wanted. */
  count = 0;
  /** End of the last cell, and where the next row begins. */
  contentEnd = 0;
  next = 0;

  /**
   * Reads the row that begins at `start`.
   * @param columns how many cells are wanted; the last of them gets what is beyond
   * @param isFinal nothing follows `end`
   */
  read(bytes: Uint8Array, start: number, end: number, isFinal: boolean, separator: number, columns: number): RowStatus {
    const { starts, ends } = this;
    const most = end - start > MAX_ROW_BYTES ? start + MAX_ROW_BYTES : end;
    let count = 0;
    let cellStart = start;
    let at = start;
    for (;;) {
      if (at < most && bytes[at] === QUOTE) {
        at = closingQuote(bytes, at, most);
        if (at < 0) return most === end && !isFinal ? RowStatus.more : RowStatus.endless;
      }
      let byte = 0;
      while (at < most) {
        byte = bytes[at]!;
        if (byte === separator || byte === LINE_FEED) break;
        at++;
      }
      const isLast = at >= most || byte === LINE_FEED;
      if (at >= most && !(isFinal && most === end)) return most === end ? RowStatus.more : RowStatus.endless;
      const cellEnd = isLast && at > cellStart && bytes[at - 1] === CARRIAGE_RETURN ? at - 1 : at;
      if (count < columns) {
        starts[count] = cellStart;
        ends[count] = cellEnd;
      } else {
        ends[columns - 1] = cellEnd;
      }
      count++;
      if (isLast) {
        this.count = count;
        this.contentEnd = cellEnd;
        this.next = at < most ? at + 1 : at;
        return RowStatus.row;
      }
      at++;
      cellStart = at;
    }
  }
}

/** Index behind the quote that closes the one at `start`; -1 if there is none. */
function closingQuote(bytes: Uint8Array, start: number, end: number): number {
  let at = start + 1;
  for (; at < end; at++) {
    if (bytes[at] !== QUOTE) continue;
    if (at + 1 < end && bytes[at + 1] === QUOTE) at++;
    else return at + 1;
  }
  return -1;
}

/** Where the line that begins at `start` ends, its line feed included; -1 if it does not end before `end`. */
export function lineEnd(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) if (bytes[at] === LINE_FEED) return at + 1;
  return -1;
}

/** What a cell says, without blanks and quotes around it. One object, used again and again. */
export const content = { start: 0, end: 0 };

export function findContent(bytes: Uint8Array, cellStart: number, cellEnd: number): void {
  let start = cellStart;
  let end = cellEnd;
  while (start < end && bytes[start] === BLANK) start++;
  while (end > start && bytes[end - 1] === BLANK) end--;
  if (end - start >= 2 && bytes[start] === QUOTE && bytes[end - 1] === QUOTE) {
    start++;
    end--;
    while (start < end && bytes[start] === BLANK) start++;
    while (end > start && bytes[end - 1] === BLANK) end--;
  }
  content.start = start;
  content.end = end;
}

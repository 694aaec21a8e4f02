const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const byteOrderMark = [0xef, 0xbb, 0xbf];

/** How records are written. */
export const Encoding = { unsaid: 0, wire: 1, json: 2 } as const;
export type Encoding = (typeof Encoding)[keyof typeof Encoding];

/** So many blanks are the beginning of JSON with empty lines: protobuf begins with two at most. */
const MOST_BLANKS = 64;

/**
 * Which encoding the records of `bytes[start, end)` are in, by how they begin: JSON is an object, whose first byte is read as a length of 123
 * bytes otherwise, and then a quote or its end, which is the tag of no kind of record.
 * @returns `unsaid` if more bytes are needed to say it; never where none follow
 */
export function encodingOf(bytes: Uint8Array, start: number, end: number, isFinal: boolean): Encoding {
  let at = start;
  if (byteOrderMark.every((byte, index) => at + index < end && bytes[at + index] === byte)) at += byteOrderMark.length;
  const first = at;
  while (at < end && isBlank(bytes[at]!)) at++;
  if (at - first > MOST_BLANKS) return Encoding.json;
  if (at === end) return isFinal ? Encoding.json : Encoding.unsaid;
  if (bytes[at] !== OPENING_BRACE) {
    const isMark = at === start && bytes[at] === byteOrderMark[0] && end - start < byteOrderMark.length;
    return isMark && !isFinal ? Encoding.unsaid : Encoding.wire;
  }
  at++;
  while (at < end && isBlank(bytes[at]!) && bytes[at] !== LINE_FEED) at++;
  if (at === end) return isFinal ? Encoding.json : Encoding.unsaid;
  return bytes[at] === QUOTE || bytes[at] === CLOSING_BRACE ? Encoding.json : Encoding.wire;
}

/** Of JSON (RFC 8259). */
export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === LINE_FEED || byte === 0x0d || byte === 0x09;
}

/** Index of the next line feed, or `end`. */
export function findLineFeed(bytes: Uint8Array, start: number, end: number): number {
  const found = bytes.indexOf(LINE_FEED, start);
  return found < 0 || found >= end ? end : found;
}

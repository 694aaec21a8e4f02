const MARK = [0xef, 0xbb, 0xbf];
const SEPARATOR_LINE = [0x73, 0x65, 0x70, 0x3d];
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Where the header begins behind what some tools write in front of it: a byte-order mark, and a line that tells spreadsheets the separator ("sep=,").
 * @returns -1 if more input is needed to say
 */
export function findPrefix(bytes: Uint8Array, start: number, end: number): number {
  const at = behind(bytes, start, end, MARK);
  if (at < 0) return -1;
  const line = behind(bytes, at, end, SEPARATOR_LINE);
  if (line < 0) return -1;
  if (line === at) return at;
  if (line + 2 >= end) return -1;
  const feed = bytes[line + 1] === CARRIAGE_RETURN ? line + 2 : line + 1;
  return bytes[feed] === LINE_FEED ? feed + 1 : at;
}

/** Index behind `expected`, or `start` if something else stands there; -1: it may go on. */
function behind(bytes: Uint8Array, start: number, end: number, expected: readonly number[]): number {
  for (const [index, byte] of expected.entries()) {
    if (start + index >= end) return -1;
    if (bytes[start + index] !== byte) return start;
  }
  return start + expected.length;
}

import type { LinkFormat } from '../node/links/link-url.ts';

/** Fits into one packet of any network, with the headers of tunnels. */
export const MOST_DATAGRAM_BYTES = 1400;

const STAMP_BYTES = 8;
const MAGIC_V2 = 0xfd;
const LINE_FEED = 0x0a;

/** Where the frame or line that begins at `at` ends; for right ones only, such as a filter writes. */
function frameEnd(format: LinkFormat, bytes: Uint8Array, at: number): number {
  if (format === 'nmea') {
    const feed = bytes.indexOf(LINE_FEED, at);
    return feed < 0 ? bytes.length : feed + 1;
  }
  const head = format === 'tlog' ? at + STAMP_BYTES : at;
  // Header and checksum; what a filter writes has no signature.
  const overhead = bytes[head] === MAGIC_V2 ? 12 : 8;
  return Math.min(bytes.length, head + overhead + (bytes[head + 1] ?? 0));
}

/** Cuts whole frames into datagrams of at most {@link MOST_DATAGRAM_BYTES}, unless one frame is longer. */
export function packetsOf(format: LinkFormat): (unit: Uint8Array) => Iterable<Uint8Array> {
  return (unit) => (unit.length <= MOST_DATAGRAM_BYTES ? [unit] : cut(format, unit));
}

function* cut(format: LinkFormat, unit: Uint8Array): Generator<Uint8Array, void, void> {
  let start = 0;
  for (let at = 0; at < unit.length; ) {
    const end = frameEnd(format, unit, at);
    if (end - start > MOST_DATAGRAM_BYTES && at > start) {
      yield unit.subarray(start, at);
      start = at;
    }
    at = end;
  }
  yield unit.subarray(start);
}

/** Takes the time stamps out of records of a .tlog, in place: what is left are MAVLink frames. */
export function withoutStamps(records: Uint8Array): Uint8Array {
  let length = 0;
  for (let at = 0; at < records.length; ) {
    const end = frameEnd('tlog', records, at);
    records.copyWithin(length, at + STAMP_BYTES, end);
    length += end - at - STAMP_BYTES;
    at = end;
  }
  return records.subarray(0, length);
}

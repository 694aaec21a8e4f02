import type { MavLinkData } from 'mavlink-mappings';
import { MavLinkProtocolV2 } from 'node-mavlink';
import { type MessageClass, mix } from './mix.ts';

export interface Agreement {
  readonly frames: number;
  /** Frames that are the same byte for byte. */
  readonly identical: number;
  /** Frames whose fields were decoded and compared. */
  readonly sampled: number;
}

const types = new Map<number, MessageClass>(mix.map(({ type }) => [type.MSG_ID, type]));
const protocol = new MavLinkProtocolV2();

/**
 * Compares two .tlog outputs: as many frames, the same headers, and the same fields in every frame whose bytes differ and in every
 * `every`th of the others.
 * @throws Error that names the first difference
 */
export function compareOutputs(a: Uint8Array, b: Uint8Array, every: number): Agreement {
  const first = [...recordsOf(a)];
  const second = [...recordsOf(b)];
  if (first.length !== second.length)
    throw new Error(`${first.length} frames in one output, ${second.length} in the other`);
  let identical = 0;
  let sampled = 0;
  first.forEach((record, index) => {
    const other = second[index]!;
    const isSame = Buffer.compare(record, other) === 0;
    if (isSame) identical++;
    if (isSame && index % every !== 0) return;
    sampled++;
    const left = decode(record);
    const right = decode(other);
    for (const name of Object.keys(left)) {
      if (!isEqual(left[name], right[name])) throw new Error(`frame ${index}, ${left.message}: ${name} differs`);
    }
  });
  return { frames: first.length, identical, sampled };
}

/** The records of a .tlog of whole, unsigned MAVLink 2 frames. */
export function* recordsOf(bytes: Uint8Array): Generator<Buffer, void, void> {
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at + 8] !== 0xfd) throw new Error(`no frame at byte ${at}`);
    const end = at + 8 + 10 + bytes[at + 9]! + 2;
    if (end > bytes.length) throw new Error(`a frame is cut at byte ${at}`);
    yield Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at);
    at = end;
  }
}

/** A .tlog in pieces of about this many bytes that end where a record ends. */
export function* piecesBetweenRecords(bytes: Uint8Array, size: number): Generator<Uint8Array, void, void> {
  let start = 0;
  let end = 0;
  for (const { length } of recordsOf(bytes)) {
    end += length;
    if (end - start < size) continue;
    yield bytes.subarray(start, end);
    start = end;
  }
  if (end > start) yield bytes.subarray(start, end);
}

/** Header and fields; lengths and checksums are left to the bytes. */
function decode(record: Buffer): Record<string, unknown> {
  const frame = record.subarray(8);
  const { sysid, compid, msgid, seq } = protocol.header(frame);
  const type = types.get(msgid);
  if (type === undefined) throw new Error(`message ${msgid} is not in the mix`);
  const fields: MavLinkData = protocol.data(protocol.payload(frame), type);
  return { message: type.MSG_NAME, stamp: record.readBigUInt64BE(), sysid, compid, seq, ...fields };
}

function isEqual(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((element, index) => Object.is(element, b[index]))
    : Object.is(a, b);
}

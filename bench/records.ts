import type { MavLinkData } from 'mavlink-mappings';
import { MavLinkProtocolV2 } from 'node-mavlink';
import { type MessageClass, mix } from './mix.ts';
import type { Tolerance, Tolerances } from './tolerances.ts';

export interface Agreement {
  readonly frames: number;
  /** Frames that are the same byte for byte. */
  readonly identical: number;
  /** Frames whose fields were decoded and compared. */
  readonly sampled: number;
  /** Fields that may differ by a little, of frames that were compared; and those of them that are not the same. */
  readonly near: number;
  readonly differing: number;
}

const types = new Map<number, MessageClass>(mix.map(({ type }) => [type.MSG_ID, type]));
const protocol = new MavLinkProtocolV2();
const PAYLOAD_AT = 8 + 10;
const CHECKSUM_BYTES = 2;

/**
 * Compares two .tlog outputs: as many frames, the same headers and lengths, and the same fields in every frame whose bytes differ and in every
 * `every`th of the others. A length may differ where the payload ends with a field that may differ.
 * @param tolerances by how much fields may differ; those without one are the same to the bit
 * @throws Error that names the first difference
 */
export function compareOutputs(
  a: Uint8Array,
  b: Uint8Array,
  every: number,
  tolerances: Tolerances = new Map(),
): Agreement {
  const first = [...recordsOf(a)];
  const second = [...recordsOf(b)];
  if (first.length !== second.length)
    throw new Error(`${first.length} frames in one output, ${second.length} in the other`);
  const agreement = { frames: first.length, identical: 0, sampled: 0, near: 0, differing: 0 };
  first.forEach((record, index) => {
    const other = second[index]!;
    const isSame = Buffer.compare(record, other) === 0;
    if (isSame) agreement.identical++;
    if (isSame && index % every !== 0) return;
    agreement.sampled++;
    const left = decode(record);
    const right = decode(other);
    const within = tolerances.get(left.message as string);
    for (const name of Object.keys(left)) {
      const tolerance = within?.get(name);
      const isEqual = areEqual(left[name], right[name]);
      if (tolerance !== undefined) agreement.near++;
      if (isEqual) continue;
      if (tolerance === undefined || !areNear(left[name] as number, right[name] as number, tolerance)) {
        throw new Error(`frame ${index}, ${left.message}: ${name} differs`);
      }
      agreement.differing++;
    }
    const [short, long] = [record.length, other.length].sort((x, y) => x - y) as [number, number];
    if (short !== long && !endsNear(long - PAYLOAD_AT - CHECKSUM_BYTES, within)) {
      throw new Error(`frame ${index}, ${left.message}: its length differs`);
    }
  });
  return agreement;
}

/** Whether the last byte of a payload belongs to a field that may differ. */
function endsNear(length: number, within: ReadonlyMap<string, Tolerance> | undefined): boolean {
  return [...(within?.values() ?? [])].some(({ start, end }) => start < length && length <= end);
}

function areNear(a: number, b: number, { most, whole }: Tolerance): boolean {
  const apart = Math.abs(a - b);
  return (whole === undefined ? apart : Math.min(apart, Math.abs(whole - apart))) <= most;
}

/** The records of a .tlog of whole, unsigned MAVLink 2 frames. */
export function* recordsOf(bytes: Uint8Array): Generator<Buffer, void, void> {
  for (let at = 0; at < bytes.length; ) {
    const end = recordEnd(bytes, at);
    if (end > bytes.length) throw new Error(`a frame is cut at byte ${at}`);
    yield Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at);
    at = end;
  }
}

/** Where the record that starts at a place ends; beyond the bytes if it is cut. */
function recordEnd(bytes: Uint8Array, at: number): number {
  if (at + PAYLOAD_AT > bytes.length) return Number.POSITIVE_INFINITY;
  if (bytes[at + 8] !== 0xfd) throw new Error(`no frame at byte ${at}`);
  return at + PAYLOAD_AT + bytes[at + 9]! + CHECKSUM_BYTES;
}

/** The end of the last whole record of bytes that start with one. */
export function wholeRecordsEnd(bytes: Uint8Array): number {
  let at = 0;
  for (let end = recordEnd(bytes, 0); end <= bytes.length; end = recordEnd(bytes, at)) at = end;
  return at;
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

/** Header and fields; checksums are left to the bytes. */
function decode(record: Buffer): Record<string, unknown> {
  const frame = record.subarray(8);
  const { sysid, compid, msgid, seq } = protocol.header(frame);
  const type = types.get(msgid);
  if (type === undefined) throw new Error(`message ${msgid} is not in the mix`);
  const fields: MavLinkData = protocol.data(protocol.payload(frame), type);
  return { message: type.MSG_NAME, stamp: record.readBigUInt64BE(), sysid, compid, seq, ...fields };
}

function areEqual(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((element, index) => Object.is(element, b[index]))
    : Object.is(a, b);
}

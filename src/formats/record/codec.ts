import { FlightveilError } from '../../model/errors.ts';
import { RecordBody } from './body.ts';
import { MOST_LENGTH_BYTES } from './decoder.ts';
import { readObject } from './gen/objects.ts';
import type { FlightveilRecord } from './gen/types.ts';
import { ObjectReader } from './read-object.ts';
import { Parsed, WireReader } from './read-wire.ts';
import { MOST_WIRE_BYTES, WireWriter } from './write-wire.ts';

const body = new RecordBody();
const objects = new ObjectReader(body, { strict: true });
const writer = new WireWriter();

/**
 * Writes a record as protobuf behind its length, as a file of records or a stream has it (`proto/record.proto`). Fields that are undefined or null are not
 * known; the text of an operator's id is cut to its public part.
 * @returns bytes of the caller's own
 * @throws FlightveilError `usage` for a property that is none of the message, or a value that its field cannot have
 */
export function encodeRecord(record: FlightveilRecord): Uint8Array<ArrayBuffer> {
  objects.read(record);
  return writer.bytes.slice(writer.write(body), MOST_WIRE_BYTES);
}

/**
 * Reads records that stand one behind the other, each behind its length. What this version does not know of is left out: fields, and records of
 * another kind.
 * @throws FlightveilError `input-unreadable` where a record is damaged or cut off; those before it have come
 */
export function* decodeRecords(bytes: Uint8Array): Generator<FlightveilRecord, void, void> {
  const own = new RecordBody();
  const reader = new WireReader(own);
  reader.from(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  for (let at = 0; at < bytes.length; ) {
    reader.at = at;
    const length = reader.varint(Math.min(bytes.length, at + MOST_LENGTH_BYTES));
    const start = reader.at;
    const end = start + length;
    const parsed = length < 0 || end > bytes.length ? Parsed.broken : reader.read(start, end);
    if (parsed === Parsed.broken) {
      throw new FlightveilError('input-unreadable', 'a record is damaged or cut off', { facts: { offset: at } });
    }
    at = end;
    if (parsed === Parsed.record) yield readObject[own.kind.index]!(own);
  }
}

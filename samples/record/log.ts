import protobuf from 'protobufjs';
import { Draws } from '../draws.ts';
import { joined, type Span } from '../rows.ts';
import { Scene } from '../scene.ts';
import { flightRecord } from './flight.ts';
import { deviceRecords, operatorRecord, warningRecords } from './others.ts';
import { type Contents, expectFields, extendedSchema, typeNamed } from './schema.ts';
import { type RecordSecrets, recordSecrets } from './secrets.ts';
import { foreignFields, withForeign } from './unknown.ts';

export type RecordEncoding = 'protobuf' | 'json';

export interface RecordOptions extends Partial<Span> {
  readonly encoding: RecordEncoding;
  /** Flight records a second. Default 5. */
  readonly hertz?: number;
}

/** How often the app says who flies. */
const OPERATOR_EVERY_S = 5;
/** So many records have a place twice, of which the last one counts. */
const TWICE_EVERY = 10;

/**
 * The flight as an app on the ground would have recorded it: devices, the operator, states of the flight, warnings. The bytes are made by a
 * library, not by Flightveil. The same arguments give the same bytes.
 */
export function writeRecords(options: RecordOptions, secrets: RecordSecrets = recordSecrets): Uint8Array {
  const fields = foreignFields(secrets);
  const root = extendedSchema(fields);
  const records = recordsOf(secrets, options).flatMap((record) => withForeign(record, fields, secrets));
  const type = typeNamed(root, 'Record');
  for (const record of records) expectFields(type, record);
  if (options.encoding === 'json') {
    const lines = records.map((record) => JSON.stringify(type.toObject(type.fromObject(record), asJson)));
    return new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  }
  return joined(records.flatMap((record, index) => delimited(bytesOf(root, record, index))));
}

const asJson: protobuf.IConversionOptions = { longs: String, enums: String, bytes: String, json: true };

function bytesOf(root: protobuf.Root, record: Contents, index: number): Uint8Array {
  const type = typeNamed(root, 'Record');
  const whole = type.encode(type.fromObject(record)).finish();
  const { flightRecord: flight } = record as { flightRecord?: Contents };
  if (flight === undefined || index % TWICE_EVERY !== 0) return whole;
  // Messages that stand there twice are merged, field by field.
  const before = type.encode(type.fromObject({ flightRecord: { position: flight.home, mode: 1 } })).finish();
  return joined([before, whole]);
}

/** A record behind its length. */
function delimited(bytes: Uint8Array): Uint8Array[] {
  return [protobuf.Writer.create().uint32(bytes.length).finish(), bytes];
}

function recordsOf(secrets: RecordSecrets, { fromS = 22, toS = 172, hertz = 5 }: RecordOptions): Contents[] {
  const scene = new Scene(secrets);
  const records: { atUs: number; contents: Contents }[] = [];
  const add = (seconds: number, contents: Contents): void => {
    const atUs = Math.round(1e6 * seconds);
    if (atUs >= fromS * 1e6 && atUs < toS * 1e6) records.push({ atUs, contents });
  };
  for (const deviceInfo of deviceRecords(secrets)) add(fromS, { deviceInfo });
  for (let seconds = fromS + 0.1; seconds < toS; seconds += OPERATOR_EVERY_S) {
    add(seconds, { operatorInfo: operatorRecord(secrets, seconds) });
  }
  const jitter = new Draws('records');
  for (let ordinal = 0; fromS + ordinal / hertz < toS; ordinal++) {
    const seconds = fromS + ordinal / hertz + jitter.integer('jitter', ordinal, 1000, 9000) / 1e6;
    const atUs = Math.round(1e6 * seconds);
    add(seconds, { flightRecord: flightRecord(scene, secrets, scene.at(atUs, 'record', ordinal), atUs) });
  }
  for (const { seconds, warning } of warningRecords(secrets)) add(seconds, { warning });
  return records.sort((a, b) => a.atUs - b.atUs).map(({ contents }) => contents);
}

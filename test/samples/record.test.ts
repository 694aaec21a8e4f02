import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs';
import { describe, expect, test } from 'vitest';
import { recordFiles } from '../../samples/generate.ts';
import { writeRecords } from '../../samples/record/log.ts';
import { type Contents, expectFields, recordSchema, typeNamed } from '../../samples/record/schema.ts';
import { operatorIdOf, recordDeviceOf, recordSecrets } from '../../samples/record/secrets.ts';
import { Scene } from '../../samples/scene.ts';
import { detectFormat } from '../../src/index.ts';

const span = { fromS: 22, toS: 42 };
const type = typeNamed(recordSchema(), 'Record');

describe.each(Object.entries(recordFiles))('%s', (name, options) => {
  test('is what the generator makes, is taken for what it is, and small', () => {
    const file = readFileSync(new URL(`../../samples/${name}`, import.meta.url));
    expect(file.equals(writeRecords(options))).toBe(true);
    expect(detectFormat(file, true).family).toBe('record');
    expect(file.length).toBeGreaterThan(30_000);
    expect(file.length).toBeLessThan(60_000);
  });
});

/** Records as a library reads them that knows no more fields than the messages have. */
function read(bytes: Uint8Array): Contents[] {
  const reader = protobuf.Reader.create(bytes);
  const records: Contents[] = [];
  while (reader.pos < reader.len) {
    const message = type.decodeDelimited(reader);
    records.push(type.toObject(message, { longs: String, enums: String }));
  }
  return records;
}

const kindOf = (record: Contents): string => Object.keys(record).join(' ');

describe('records that a library reads', () => {
  const bytes = writeRecords({ encoding: 'protobuf', ...span });
  const records = read(bytes);
  const flights = records.flatMap(({ flightRecord }) => (flightRecord === undefined ? [] : [flightRecord as Contents]));

  test('tell where the aircraft, home and pilot are, and when', () => {
    const scene = new Scene(recordSecrets);
    expect(flights.length).toBe(100);
    for (const { timeUs, position, home, remoteController, batteries } of flights as Record<string, unknown>[]) {
      const { point, state } = scene.at(Number(timeUs) - recordSecrets.startUnixUs, 'any', 0);
      const { latitudeDegE7, longitudeDegE7, altitudeAmslMm, heightAboveTakeoffMm } = position as Record<
        string,
        number
      >;
      expect([latitudeDegE7, longitudeDegE7]).toEqual([point.latE7, point.lonE7]);
      expect(heightAboveTakeoffMm).toBe(Math.round(1000 * state.height) + 0);
      expect(Math.abs(altitudeAmslMm! - heightAboveTakeoffMm! - 968_400)).toBeLessThanOrEqual(1);
      expect(home).toEqual({ latitudeDegE7: 466_185_300, longitudeDegE7: 107_024_100, altitudeAmslMm: 968_400 });
      expect(Math.abs((remoteController as Record<string, number>).latitudeDegE7! - 466_184_020)).toBeLessThan(200);
      expect((batteries as unknown[]).length).toBe(2);
    }
  });

  test('have every field that there is', () => {
    const named = (messages: readonly Contents[], name: string): void => {
      const fields = Object.keys(typeNamed(type.root, name).fields);
      const there = new Set(messages.flatMap((message) => Object.keys(message)));
      expect(
        fields.filter((field) => !there.has(field)),
        name,
      ).toEqual([]);
    };
    const of = (kind: string) =>
      records.flatMap((record) => (record[kind] === undefined ? [] : [record[kind] as Contents]));
    named(flights, 'FlightRecord');
    named(of('deviceInfo'), 'DeviceInfo');
    named(of('operatorInfo'), 'OperatorInfo');
    named(of('warning'), 'Warning');
    for (const [field, name] of [
      ['position', 'AircraftPosition'],
      ['attitude', 'Attitude'],
      ['gnss', 'Gnss'],
      ['zone', 'Zone'],
      ['followed', 'FollowedSubject'],
    ] as const) {
      named(
        flights.map((flight) => flight[field] as Contents),
        name,
      );
    }
  });

  test('tell devices, the operator and what the app shows', () => {
    const { aircraft, controller } = recordDeviceOf(recordSecrets.device);
    const devices = records.flatMap(({ deviceInfo }) => (deviceInfo === undefined ? [] : [deviceInfo as Contents]));
    expect(devices.map(({ serial }) => serial)).toEqual(expect.arrayContaining([aircraft, controller]));
    const operators = records.filter((record) => record.operatorInfo !== undefined);
    const { known, secret } = operatorIdOf(recordSecrets);
    expect(operators.length).toBe(4);
    expect(operators[0]).toMatchObject({ operatorInfo: { operatorId: `${known}-${secret}`, name: 'Nerina Tasfeld' } });
    const texts = records.map((record) => (record.warning as { text?: string } | undefined)?.text);
    expect(texts).toContain(recordSecrets.text.typed[0]);
  });

  test('have fields and kinds that nobody knows, with secrets in them', () => {
    expect(records.filter((record) => kindOf(record) === '').length).toBe(8);
    const plain = writeRecords({ encoding: 'protobuf', ...span }, { ...recordSecrets, unknownMessages: null });
    const less = read(plain);
    expect(less).toEqual(records.filter((record) => kindOf(record) !== ''));
    expect(bytes.length).toBeGreaterThan(plain.length + 5000);
    const count = (log: Uint8Array) => Buffer.from(log).toString('latin1').split('46.6185300').length;
    expect(count(bytes)).toBeGreaterThan(100);
    expect(count(plain)).toBe(1);
  });

  test('say the same as JSON', () => {
    const text = Buffer.from(writeRecords({ encoding: 'json', ...span })).toString();
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Contents);
    expect(lines.length).toBe(records.length);
    const same = lines.map((line) =>
      type.toObject(type.decode(type.encode(type.fromObject(line)).finish()), { longs: String, enums: String }),
    );
    expect(same).toEqual(records);
    expect(text).toContain('"timeUs":"17160253');
    expect(text).toContain('"mode":"FLIGHT_MODE_MISSION"');
  });
});

test('a record with a field that no message has is refused', () => {
  expect(() => expectFields(type, { flightRecord: { latitude: 4 } })).toThrow('FlightRecord has no latitude');
  expect(() => expectFields(type, { flightRecord: { batteries: [{ volts: 4 }] } })).toThrow('Battery has no volts');
  expect(() => expectFields(type, { flightRecord: { batteries: [{ voltageMv: 4 }] } })).not.toThrow();
});

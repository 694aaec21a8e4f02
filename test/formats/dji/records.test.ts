import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { djiCatalog } from '../../../src/formats/dji/catalog.ts';
import { parseRecordLayouts } from '../../../src/formats/dji/record-layout.ts';
import {
  type DjiSchema,
  DjiSchemas,
  MAX_SCHEMAS,
  recordLayouts,
  TEXT_BYTES,
} from '../../../src/formats/dji/records.ts';
import { fieldSize } from '../../../src/model/schema.ts';

const schemas = (version: number): DjiSchemas => new DjiSchemas(djiCatalog(), version);
const fieldOf = (schema: DjiSchema, name: string) => schema.fields.find((field) => field.name === name);
const namesOf = ({ fields }: DjiSchema): string[] => fields.map(({ name }) => name);

describe('the schema of a record', () => {
  test('has its fields where the record has them', () => {
    const osd = schemas(11).record(1, 55)!;
    expect(osd).toMatchObject({ message: 'OSD', kind: 'record', recordType: 1, payloadBytes: 53, known: true });
    expect(fieldOf(osd, 'latitude')).toMatchObject({ offset: 8, type: 'f64', length: 1, units: 'rad' });
    expect(fieldOf(osd, 'yaw')).toMatchObject({ offset: 28, type: 'i16', units: 'ddeg' });
    expect(fieldOf(osd, 'satellites')).toMatchObject({ offset: 36 });
    expect(fieldOf(osd, 'battery_percent')).toMatchObject({ offset: 40 });
    expect(fieldOf(osd, 'controlling_device')).toMatchObject({ offset: 52 });
  });

  test('ends behind its last field: what a record has beyond shows neither its bytes nor its length', () => {
    const all = schemas(11);
    const osd = all.record(1, 53)!;
    expect(all.record(1, 55)).toBe(osd);
    expect(all.record(1, 200)).toBe(osd);
    expect(osd).toMatchObject({ payloadBytes: 53 });
    expect(all.record(1, 52)).not.toBe(osd);
    expect(all.record(2, 74)).toMatchObject({ payloadBytes: 41 });
    expect(all.record(15, 999)).toMatchObject({ payloadBytes: 240 });
    expect(all.record(40, 90)).toMatchObject({ payloadBytes: 90 });
  });

  test('depends on its first byte where the layout does', () => {
    const all = schemas(8);
    expect(all.record(22, 41, 1)).toMatchObject({ message: 'SMART_BATTERY_STATIC', payloadBytes: 41 });
    expect(all.record(22, 35, 2)).toMatchObject({ message: 'SMART_BATTERY_DYNAMIC', payloadBytes: 30 });
    const cells = all.record(22, 9, 3)!;
    expect(fieldOf(cells, 'cell_voltages')).toMatchObject({ offset: 3, type: 'u16', length: 3 });
    expect(namesOf(all.record(22, 10, 3)!)).toEqual([...namesOf(cells), 'unknown_9']);
    for (const kind of [0, 4, 22, 255]) expect(all.record(22, 41, kind)!.known).toBe(false);
    expect(all.record(1, 53, 3)).toMatchObject({ message: 'OSD' });
  });

  test('spreads bits to bytes behind the content', () => {
    const osd = schemas(11).record(1, 55)!;
    const { offset } = fieldOf(osd, 'gps_level')!;
    expect(offset).toBeGreaterThanOrEqual(53);
    expect(osd.bits.find(({ to }) => to === offset)).toEqual({ at: 34, mask: 0x3c, shift: 2, to: offset });
  });

  test('has only the fields that fit in whole, and unknown bytes behind them', () => {
    const short = schemas(11).record(1, 29)!;
    expect(namesOf(short)).toEqual([
      ...['longitude', 'latitude', 'altitude', 'speed_north', 'speed_east', 'speed_down', 'pitch', 'roll'],
      'unknown_28',
    ]);
    expect(schemas(11).record(1, 5)!.fields).toMatchObject([{ name: 'unknown_0', offset: 0, length: 5 }]);
    expect(schemas(11).record(1, 0)).toMatchObject({ fields: [], size: 0 });
  });

  test('depends on the version where the layout does', () => {
    expect(fieldOf(schemas(7).record(13, 86)!, 'aircraft_name')).toMatchObject({ offset: 15, length: 32 });
    expect(fieldOf(schemas(8).record(13, 110)!, 'aircraft_name')).toMatchObject({ offset: 21, length: 32 });
    expect(fieldOf(schemas(4).details(400)!, 'aircraft_name')).toMatchObject({ offset: 278, length: 24 });
    expect(fieldOf(schemas(8).details(400)!, 'aircraft_name')).toMatchObject({ offset: 280, length: 32 });
    expect(fieldOf(schemas(14).details(436)!, 'uuid')).toMatchObject({ offset: 400, length: 36 });
    expect(fieldOf(schemas(8).details(400)!, 'uuid')).toBeUndefined();
  });

  test('repeats what is repeated', () => {
    const firmware = schemas(8).record(15, 20)!;
    expect(namesOf(firmware)).toEqual([
      ...['sender_1', 'sub_sender_1', 'version_1', 'sender_2', 'sub_sender_2', 'version_2'],
      ...['sender_3', 'sub_sender_3', 'version_3', 'sender_4', 'sub_sender_4'],
    ]);
    expect(fieldOf(firmware, 'version_3')!.rules).toMatchObject([{ category: 'firmwareIdentity' }]);
    expect(schemas(13).record(15, 65_535)!.fields.length).toBe(120);
  });

  test('takes what is left of the record for a serial number', () => {
    expect(fieldOf(schemas(8).record(40, 18)!, 'serial')).toMatchObject({ offset: 3, length: 15, type: 'char' });
  });
});

describe('texts', () => {
  test('have one schema, whatever their length', () => {
    const all = schemas(11);
    const tip = all.record(9, 20)!;
    expect(tip).toMatchObject({ isText: true, payloadBytes: TEXT_BYTES, size: TEXT_BYTES, signals: true });
    expect(all.record(9, 200)).toBe(tip);
    expect(all.record(9, TEXT_BYTES)).toBe(tip);
    expect(all.record(9, TEXT_BYTES + 1)!.known).toBe(false);
    expect(all.record(40, 18)!.isText).toBe(false);
  });
});

describe('what is never released', () => {
  test('has one schema of a fixed size, so that its length does not show', () => {
    const all = schemas(11);
    const group = all.record(17, 93)!;
    expect(all.record(17, 20)).toBe(group);
    expect(group).toMatchObject({ known: true, payloadBytes: 4, size: 4 });
  });

  test('has a field beside the content for that it was there', () => {
    const limit = schemas(11).record(51, 18)!;
    expect(limit).toMatchObject({ signals: true, payloadBytes: 4, size: 5, bits: [] });
    expect(fieldOf(limit, 'event')).toMatchObject({ offset: 4, length: 1 });
  });
});

describe('unknown types', () => {
  test('have a schema each, without fields', () => {
    const all = schemas(11);
    expect(all.record(77, 9)).toMatchObject({ message: 'RECORD_77', known: false, fields: [] });
    expect(all.record(77, 100)).toBe(all.record(77, 9));
    expect(all.record(0, 400)!.known).toBe(false);
  });

  test('are those of keys too, before records were encrypted', () => {
    expect(schemas(12).record(56, 40)!.known).toBe(false);
    expect(schemas(13).record(56, 40)).toMatchObject({ known: true, teaches: true, payloadBytes: 40 });
    expect(schemas(14).record(50, 0)).toMatchObject({ known: true, teaches: true });
  });
});

describe('indices', () => {
  test('count what was announced, from 0', () => {
    const all = schemas(11);
    const osd = all.record(1, 55)!;
    const home = all.record(2, 74)!;
    expect([osd.index, home.index]).toEqual([-1, -1]);
    expect(all.announce(home)).toBe(home);
    expect([home.index, osd.index]).toEqual([0, -1]);
    expect(all.announce(osd).index).toBe(1);
    expect(all.announce(home).index).toBe(0);
    expect(all.announce(all.details(400)!).index).toBe(2);
    expect(all.record(1, 55)!.index).toBe(1);
  });

  test('end where a log has too many different records; those that it has stay', () => {
    const all = schemas(13);
    const made = Array.from({ length: MAX_SCHEMAS + 10 }, (_, bytes) => all.record(15, bytes));
    expect(made.filter((schema) => schema !== undefined).length).toBe(MAX_SCHEMAS);
    expect(all.record(2, 74)).toBeUndefined();
    expect(all.details(400)).toBeUndefined();
    expect(all.record(15, 10)).toBe(made[10]);
  });
});

/** The bytes of the content that are covered, with what covers them. */
function coverage({ fields, bits, payloadBytes }: DjiSchema): number[] {
  const covered = new Array<number>(payloadBytes).fill(0);
  for (const field of fields) {
    for (let at = field.offset; at < Math.min(payloadBytes, field.offset + fieldSize(field)); at++)
      covered[at]! += 0xff;
  }
  for (const { at, mask } of bits) covered[at]! += mask;
  return covered;
}

const anyRecord = fc.record({
  version: fc.integer({ min: 1, max: 14 }),
  layout: fc.constantFrom(...recordLayouts()),
  bytes: fc.integer({ min: 0, max: 600 }),
});

test('property: every bit of every record is in one field, fields are inside the body, and each has a row', () => {
  fc.assert(
    fc.property(anyRecord, ({ version, layout: { type, kind }, bytes }) => {
      const all = schemas(version);
      const schema = type === 0 ? all.details(bytes)! : all.record(type, bytes, kind)!;
      if (!schema.known || schema.teaches) return;
      // The byte that says which of several layouts it is has no field.
      expect(coverage(schema).every((bits, at) => bits === (kind !== undefined && at === 0 ? 0 : 0xff))).toBe(true);
      const names = new Set<string>();
      for (const field of schema.fields) {
        expect(field.offset + fieldSize(field)).toBeLessThanOrEqual(schema.size);
        expect(field.rules.length).toBeGreaterThan(0);
        expect(names.has(field.name)).toBe(false);
        names.add(field.name);
      }
      const behind = schema.fields.filter(({ offset }) => offset >= schema.payloadBytes);
      expect(new Set(behind.map(({ offset }) => offset)).size).toBe(behind.length);
      expect(behind.length).toBe(schema.size - schema.payloadBytes);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ' a u8',
  'A',
  'A 1 v',
  'A 1=',
  'A 1\n a u7',
  'A 1\n bits a:7',
  'A 1\n a u8[',
  'A 1\n a u8 m more',
  'A 1 loud',
])('%j is no layout', (text) => expect(() => parseRecordLayouts(text, 'here')).toThrow(/here, line [12] is no layout/));

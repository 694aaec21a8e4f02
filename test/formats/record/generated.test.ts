import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { recordCatalog } from '../../../src/formats/record/catalog.ts';
import { generate, parseProto } from '../../../src/formats/record/gen/generate.ts';
import { recordSchemas } from '../../../src/formats/record/schemas.ts';

const proto = new URL('../../../proto/', import.meta.url);

/** The messages with one piece of text replaced. */
function changed(file: string, from: string | RegExp, to: string): ReturnType<typeof parseProto> {
  return parseProto('record.proto', (name) => {
    const text = readFileSync(new URL(name, proto), 'utf8');
    if (name !== file) return text;
    const result = text.replace(from, to);
    expect(result).not.toBe(text);
    return result;
  });
}

describe('the generated parts of records', () => {
  test('generating them again changes nothing', () => {
    const files = Object.entries(generate());
    expect(files.map(([name]) => name)).toEqual(['catalog.ts', 'messages.ts', 'objects.ts', 'types.ts']);
    for (const [name, text] of files) {
      expect(readFileSync(new URL(`../../../src/formats/record/gen/${name}`, import.meta.url), 'utf8')).toBe(text);
    }
    expect(readdirSync(new URL('../../../src/formats/record/gen/', import.meta.url)).length).toBe(5);
  });

  test('every field has its row, and every row its field', () => {
    const used = new Set<string>();
    for (const { message, fields } of recordSchemas(recordCatalog())) {
      for (const { name, rules } of fields) {
        expect(rules.length, `${message}.${name}`).toBe(1);
        used.add(`${message}.${name.replace(/\.\d+/g, '')}`);
      }
    }
    const rows = [...recordCatalog()].flatMap(([message, fields]) =>
      [...fields.keys()].map((name) => `${message}.${name}`),
    );
    expect(new Set(rows)).toEqual(used);
  });

  test.each<[string, string, string | RegExp, string, RegExp]>([
    [
      'a field of which nobody says what it reveals',
      'flight_record.proto',
      ' = 11 [(sensitivity) = { category: "mode" }]',
      ' = 11',
      /FlightRecord.is_armed: nobody says/,
    ],
    [
      'a category that is none',
      'flight_record.proto',
      ' = 11 [(sensitivity) = { category: "mode"',
      ' = 11 [(sensitivity) = { category: "modes"',
      /FlightRecord.is_armed: nobody says/,
    ],
    [
      'a text without bound',
      'flight_record.proto',
      ' category: "deviceIdentity" max_bytes: 32',
      ' category: "deviceIdentity"',
      /aircraft_serial: how long/,
    ],
    ['a list without bound', 'flight_record.proto', ' [(sensitivity) = { max_count: 4 }]', '', /batteries: how many/],
    [
      'a whole number without bounds',
      'flight_record.proto',
      ' least: 0 most: 100',
      '',
      /remaining_percent: its bounds/,
    ],
    [
      'a field that is not optional',
      'flight_record.proto',
      'optional bool is_armed',
      'bool is_armed',
      /is_armed: only optional/,
    ],
    [
      'a type that records do not have',
      'flight_record.proto',
      'optional bool is_armed',
      'optional bytes is_armed',
      /bytes/,
    ],
    [
      'a repeated number of variable length',
      'flight_record.proto',
      'repeated sfixed32 motor_speeds_rpm',
      'repeated bool motor_speeds_rpm',
      /motor_speeds_rpm/,
    ],
  ])('%s is refused', (_name, file, from, to, message) => {
    expect(() => generate(changed(file, from, to))).toThrow(message);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeRecords } from '../../../src/formats/record/codec.ts';
import { recordFormats } from '../../../src/formats/record/index.ts';
import type { Format } from '../../../src/model/format.ts';
import { levels } from '../../../src/policy/levels.ts';
import { filterLog } from '../../suite/run.ts';
import { anyRecord, withoutNothing } from './arbitraries.ts';
import { joined, linesOf, recordFlight, wireOf } from './flight.ts';
import { protobufEs } from './peers.ts';

const [jsonFormat, wireFormat] = recordFormats() as unknown as [Format, Format];

function lines(...texts: readonly string[]): Uint8Array {
  return new TextEncoder().encode(texts.map((text) => `${text}\n`).join(''));
}

/** What is read of JSON, as objects: written as protobuf at a level that hides nothing of ours but others' places. */
function read(log: Uint8Array): unknown[] {
  return [...decodeRecords(filterLog({ format: wireFormat }, levels.full, log, { facts: {} }).output)];
}

function linesIn(output: Uint8Array): unknown[] {
  const text = Buffer.from(output).toString();
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

function withoutOthers(record: object): unknown {
  const [[kind, message]] = Object.entries(record) as [[string, Record<string, unknown>]];
  const { followed: _hidden, ...rest } = message;
  return { [kind]: withoutNothing(rest) ?? {} };
}

describe('records as JSON', () => {
  test('JSON is what protobuf-es makes of the same record', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const [[kind, message]] = Object.entries(record) as [[string, Record<string, unknown>]];
        const { followed: _hidden, ...rest } = message;
        const one = { [kind]: rest } as unknown as typeof record;
        const bytes = wireOf([one]);
        const { output } = filterLog({ format: jsonFormat }, levels.full, bytes, { facts: {} });
        const theirs = protobufEs.toJson(bytes.subarray(bytes[0]! < 0x80 ? 1 : 2));
        const [ours] = linesIn(output);
        expect(singles(ours)).toEqual(singles(theirs));
      }),
      { numRuns: 200 },
    );
  });

  test('either encoding is read as the same records', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 1, maxLength: 4 }), (records) => {
        const expected = records.map(withoutOthers);
        expect(read(wireOf(records))).toEqual(expected);
        expect(read(linesOf(records))).toEqual(expected);
        const json = filterLog({ format: jsonFormat }, levels.full, linesOf(records), { facts: {} }).output;
        expect(read(json)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  test.each<[string, string, unknown]>([
    [
      'names as in the message',
      '{"flight_record":{"is_armed":true,"position":{"latitude_deg_e7":5}}}',
      { isArmed: true, position: { latitudeDegE7: 5 } },
    ],
    ['64 bits as text', '{"flightRecord":{"timeUs":"1690000000000000"}}', { timeUs: 1690000000000000n }],
    ['64 bits as a number', '{"flightRecord":{"timeUs":1690000000000000}}', { timeUs: 1690000000000000n }],
    ['enumerations by name', '{"flightRecord":{"mode":"FLIGHT_MODE_SPORT"}}', { mode: 4 }],
    ['enumerations by number', '{"flightRecord":{"mode":4}}', { mode: 4 }],
    ['numbers as text', '{"flightRecord":{"motorSpeedsRpm":["5","-1"]}}', { motorSpeedsRpm: [5, -1] }],
    ['whole numbers with an exponent', '{"flightRecord":{"motorSpeedsRpm":[1e3,2.0]}}', { motorSpeedsRpm: [1000, 2] }],
    [
      'floats that have no numeral',
      '{"flightRecord":{"attitude":{"rollRad":"-Infinity","pitchRad":"NaN"}}}',
      { attitude: { rollRad: Number.NEGATIVE_INFINITY } },
    ],
    ['null for what is not known', '{"flightRecord":{"mode":null,"position":null,"isArmed":true}}', { isArmed: true }],
    ['a name twice', '{"flightRecord":{"mode":1,"mode":4}}', { mode: 4 }],
    ['unknown names', '{"flightRecord":{"secret":"x","mode":4,"position":{"secret":{"a":[1]}}},"also":1}', { mode: 4 }],
    ['an enumeration that has no such name', '{"flightRecord":{"mode":"toString","isArmed":true}}', { isArmed: true }],
    [
      'values that do not fit',
      '{"flightRecord":{"mode":99,"aircraftSerial":7,"timeUs":1e300,"position":[],"batteries":{},"isArmed":true}}',
      { isArmed: true },
    ],
    [
      'floats that 32 bits do not hold',
      '{"flightRecord":{"attitude":{"rollRad":3.5e38,"pitchRad":"-1e39","yawRad":3e38},"isArmed":true}}',
      { attitude: { yawRad: Math.fround(3e38) }, isArmed: true },
    ],
    ['a prototype', '{"flightRecord":{"__proto__":{"mode":4},"isArmed":true}}', { isArmed: true }],
    ['half a pair', '{"flightRecord":{"aircraftSerial":"\\ud800x","isArmed":true}}', { isArmed: true }],
    ['blanks', ' { "flightRecord" : { "isArmed" : true } } \r', { isArmed: true }],
  ])('%s', (_name, line, message) => {
    expect(read(lines(line))).toEqual([{ flightRecord: message }]);
  });

  test('what has a known name by birth is no record', () => {
    expect(read(lines('{"__proto__":{"flightRecord":{"mode":4}}}', '{"constructor":{}}'))).toEqual([]);
  });

  test('lines that are no records take no other with them', () => {
    const good = '{"warning":{"severity":2}}';
    const deep = `{"flightRecord":${'['.repeat(8000)}`;
    const bad = [
      '{',
      '[]',
      '3',
      'null',
      '{}',
      '{"unlockEvent":{}}',
      '{"flightRecord":3}',
      '{"flightRecord":{},"warning":{}}',
      `${good} x`,
      deep,
      '',
    ];
    const log = joined(
      lines(good),
      ...bad.flatMap((line) => [lines(line), lines(good)]),
      Uint8Array.of(0xc0, 0x80, 10),
      lines(good),
    );
    expect(read(log).length).toBe(bad.length + 2);
  });

  test('an output is a line for each record, with the names of protobuf', () => {
    const { output } = filterLog({ format: jsonFormat }, levels.engineering, linesOf(recordFlight({}, 9)));
    const records = linesIn(output) as Record<string, unknown>[];
    expect(records.length).toBeGreaterThan(9);
    expect(records[0]).toHaveProperty('flightRecord.timeUs', '1320969600000000');
    expect(records[0]).toHaveProperty('flightRecord.mode', 'FLIGHT_MODE_POSITION');
    expect(records[0]).not.toHaveProperty('flightRecord.position');
  });

  test('is found by how it begins, and so is protobuf', () => {
    const flight = recordFlight({});
    const found = (log: Uint8Array, isWhole: boolean): string[] =>
      [jsonFormat, wireFormat].filter(({ detect }) => detect(log, isWhole)).map(({ name }) => name);
    for (const isWhole of [true, false]) {
      expect(found(linesOf(flight), isWhole)).toEqual(['record-json']);
      expect(found(wireOf(flight), isWhole)).toEqual(['record']);
    }
    // A record of 123 bytes begins with a brace.
    const name = 'x'.repeat(123);
    const brace = Array.from({ length: 128 }, (_, length) =>
      wireOf([{ warning: { text: name.slice(0, length) } }]),
    ).filter((bytes) => bytes[0] === 0x7b);
    expect(brace.length).toBe(1);
    expect(found(joined(brace[0]!, wireOf(flight)), true)).toEqual(['record']);
    expect(found(lines('{"a":1}'), true)).toEqual([]);
    expect(found(lines('', '', ''), true)).toEqual([]);
    expect(found(Uint8Array.of(0, 0, 0, 0), true)).toEqual([]);
  });
});

/** Floats of 32 bits, which can be written with more or fewer digits. */
function singles(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isInteger(value)) return Math.fround(value);
  if (Array.isArray(value)) return value.map(singles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, singles(one)]));
}

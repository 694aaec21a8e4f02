import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeRecords, encodeRecord } from '../../../src/formats/record/codec.ts';
import type { FlightveilRecord } from '../../../src/formats/record/gen/types.ts';
import { FlightveilError } from '../../../src/model/errors.ts';
import { anyRecord, withoutNothing } from './arbitraries.ts';
import { delimited, joined, lengthDelimited, linesOf, recordFlight, wireOf } from './flight.ts';
import { protobufEs, protobufjsRecord } from './peers.ts';

/** The one record of a file, without its length. */
function bare(bytes: Uint8Array): Uint8Array {
  const at = bytes[0]! < 0x80 ? 1 : 2;
  return bytes.subarray(at);
}

function expected(record: FlightveilRecord): unknown {
  const [[kind, message]] = Object.entries(record) as [[string, unknown]];
  return { [kind]: withoutNothing(message) ?? {} };
}

/** In protobuf's own mapping. */
function jsonOf(record: FlightveilRecord): string {
  return Buffer.from(linesOf([record]))
    .toString()
    .trim();
}

describe('records as protobuf', () => {
  test('what is written is read again, for any record', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 5 }), (records) => {
        expect([...decodeRecords(wireOf(records))]).toEqual(records.map(expected));
      }),
      { numRuns: 300 },
    );
  });

  test('protobuf-es reads what we write, and writes what we write', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const clean = expected(record) as FlightveilRecord;
        const bytes = bare(encodeRecord(record));
        const fromTheirs = protobufEs.fromJson(jsonOf(clean));
        expect(protobufEs.toJson(bytes)).toEqual(protobufEs.toJson(fromTheirs));
        expect(Buffer.from(bytes).toString('hex')).toBe(Buffer.from(fromTheirs).toString('hex'));
      }),
      { numRuns: 300 },
    );
  });

  test('protobufjs reads what we write, and we read what it writes', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const bytes = encodeRecord(record);
        const theirs = protobufjsRecord.encodeDelimited(protobufjsRecord.decodeDelimited(bytes)).finish();
        expect([...decodeRecords(theirs)]).toEqual([...decodeRecords(bytes)]);
        expect([...decodeRecords(theirs)]).toEqual([expected(record)]);
      }),
      { numRuns: 300 },
    );
  });

  test('nothing known makes nothing but the record itself', () => {
    expect([...encodeRecord({ flightRecord: {} })]).toEqual([2, 10, 0]);
    expect([...encodeRecord({ flightRecord: { position: {}, batteries: [{}, {}], flightId: '', timeUs: 0 } })]).toEqual(
      [2, 10, 0],
    );
    expect([...decodeRecords(Uint8Array.of(2, 10, 0))]).toEqual([{ flightRecord: {} }]);
    expect([...encodeRecord({ flightRecord: { attitude: { rollRad: Number.NaN } } })]).toEqual([2, 10, 0]);
  });

  test('elements keep their places', () => {
    const record = {
      flightRecord: { batteries: [{}, { remainingPercent: 5 }, {}], motorSpeedsRpm: [0, -0x8000_0000, 7] },
    };
    expect([...decodeRecords(encodeRecord(record))]).toEqual([
      { flightRecord: { batteries: [{}, { remainingPercent: 5 }], motorSpeedsRpm: [0, -0x8000_0000, 7] } },
    ]);
  });

  test("an operator's id loses its secret part, wherever it comes from", () => {
    for (const operatorId of ['FIN87astrdge12k8', 'FIN87astrdge12k8-xyz', 'FIN87astrdge12k8xyz']) {
      const own = encodeRecord({ operatorInfo: { operatorId } });
      const theirs = delimited(lengthDelimited(3, lengthDelimited(2, Buffer.from(operatorId))));
      expect(Buffer.from(own).includes('xyz')).toBe(false);
      expect([...decodeRecords(theirs)]).toEqual([{ operatorInfo: { operatorId: 'FIN87astrdge12k8' } }]);
    }
    for (const operatorId of ['FIN87astrdge12k8-x', 'FIN87astrdge12k8+xyz', 'FIN87astrdge12k8-xyzz', 'x'.repeat(60)]) {
      expect(() => encodeRecord({ operatorInfo: { operatorId } })).toThrow(FlightveilError);
      const theirs = delimited(lengthDelimited(3, lengthDelimited(2, Buffer.from(operatorId))));
      expect([...decodeRecords(theirs)]).toEqual([{ operatorInfo: {} }]);
    }
  });
});

describe('what apps get wrong', () => {
  const wrong: readonly [string, unknown][] = [
    ['no object', 3],
    ['of no kind', {}],
    ['of an unknown kind', { unlockEvent: {} }],
    ['of two kinds', { flightRecord: {}, deviceInfo: {} }],
    ['a field that is none', { flightRecord: { secretName: 1 } }],
    ['a field by its other name', { flightRecord: { time_us: 1 } }],
    ['a text as number', { flightRecord: { aircraftSerial: 4711 } }],
    ['a text that is too long', { flightRecord: { aircraftSerial: 'x'.repeat(33) } }],
    ['a text with NUL', { warning: { text: 'a\0b' } }],
    ['half a pair', { warning: { text: 'a\ud800' } }],
    ['a whole number with a fraction', { flightRecord: { position: { latitudeDegE7: 47.5 } } }],
    ['a whole number beyond 32 bits', { flightRecord: { position: { latitudeDegE7: 2 ** 31 } } }],
    ['a number out of bounds', { flightRecord: { batteries: [{ remainingPercent: 101 }] } }],
    ['an enumeration beyond its names', { flightRecord: { mode: 99 } }],
    ['a negative time', { flightRecord: { timeUs: -1 } }],
    ['a time beyond 53 bits as number', { flightRecord: { timeUs: 2 ** 60 } }],
    ['too many elements', { flightRecord: { batteries: [{}, {}, {}, {}, {}] } }],
    ['a list that is none', { flightRecord: { batteries: {} } }],
    ['a message that is none', { flightRecord: { position: 7 } }],
    ['a flag as number', { flightRecord: { isArmed: 1 } }],
  ];
  test.each(wrong)('%s', (_name, record) => {
    let error: unknown;
    try {
      encodeRecord(record as FlightveilRecord);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(FlightveilError);
    expect((error as FlightveilError).code).toBe('usage');
    // Names of fields, and no value.
    expect((error as FlightveilError).message).not.toMatch(/4711|xxx|99|47\.5|secretName/);
  });
});

describe('what others write', () => {
  const flight = (...fields: Uint8Array[]): Uint8Array => delimited(lengthDelimited(1, joined(...fields)));
  const read = (bytes: Uint8Array): unknown[] => [...decodeRecords(bytes)];
  const five = Uint8Array.of(0x50, 5);

  test.each<[string, Uint8Array, unknown]>([
    [
      'unknown fields of every type',
      flight(
        five,
        Uint8Array.of(0xf8, 7, 1),
        lengthDelimited(127, Buffer.from('secret')),
        Uint8Array.of(0xf9, 7, 1, 2, 3, 4, 5, 6, 7, 8),
        Uint8Array.of(0xfd, 7, 1, 2, 3, 4),
      ),
      { mode: 5 },
    ],
    ['a group', flight(Uint8Array.of(0xfb, 7, 0x08, 1, 0xfc, 7), five), { mode: 5 }],
    [
      'a known field of another wire type',
      flight(five, Uint8Array.of(0x55, 1, 2, 3, 4), Uint8Array.of(0x08, 1)),
      { mode: 5 },
    ],
    ['a field twice', flight(Uint8Array.of(0x50, 4), five), { mode: 5 }],
    ['a value that is known and then one that is not', flight(five, Uint8Array.of(0x50, 0x63)), {}],
    ['a negative enumeration', flight(Uint8Array.of(0x50), new Uint8Array(9).fill(0xff), Uint8Array.of(1)), {}],
    ['a varint that is longer than it needs to be', flight(Uint8Array.of(0x50, 0x85, 0x80, 0x00)), { mode: 5 }],
    ['a flag above one', flight(Uint8Array.of(0x58, 0x80, 0x80, 0x80, 0x80, 0x10)), { isArmed: true }],
    ['numbers one by one', flight(Uint8Array.of(0x6d, 1, 0, 0, 0, 0x6d, 2, 0, 0, 0)), { motorSpeedsRpm: [1, 2] }],
    [
      'numbers packed, twice',
      flight(Uint8Array.of(0x6a, 4, 1, 0, 0, 0), Uint8Array.of(0x6a, 0), Uint8Array.of(0x6a, 4, 2, 0, 0, 0)),
      { motorSpeedsRpm: [1, 2] },
    ],
    [
      'more numbers than there is room for',
      flight(...Array.from({ length: 12 }, (_, index) => Uint8Array.of(0x6d, index, 0, 0, 0))),
      { motorSpeedsRpm: [0, 1, 2, 3, 4, 5, 6, 7] },
    ],
    [
      'messages in two parts',
      flight(lengthDelimited(4, Uint8Array.of(0x0d, 1, 0, 0, 0)), lengthDelimited(4, Uint8Array.of(0x15, 2, 0, 0, 0))),
      { position: { latitudeDegE7: 1, longitudeDegE7: 2 } },
    ],
    ['a text that is no UTF-8', flight(five, lengthDelimited(2, Uint8Array.of(0x61, 0xc0, 0x80))), { mode: 5 }],
    ['a text with NUL', flight(five, lengthDelimited(2, Uint8Array.of(0x61, 0, 0x62))), { mode: 5 }],
    [
      'a text that is too long, behind one that is not',
      flight(lengthDelimited(2, Buffer.from('a')), lengthDelimited(2, Buffer.from('x'.repeat(33)))),
      {},
    ],
  ])('%s', (_name, bytes, message) => {
    expect(read(bytes)).toEqual([{ flightRecord: message }]);
  });

  test('of several kinds in one record the last one counts', () => {
    const both = delimited(joined(lengthDelimited(1, five), lengthDelimited(2, Uint8Array.of(0x08, 3))));
    expect(read(both)).toEqual([{ deviceInfo: { kind: 3 } }]);
    const back = delimited(
      joined(
        lengthDelimited(1, five),
        lengthDelimited(2, Uint8Array.of(0x08, 3)),
        lengthDelimited(1, Uint8Array.of(0x58, 1)),
      ),
    );
    expect(read(back)).toEqual([{ flightRecord: { isArmed: true } }]);
    expect(protobufEs.toJson(bare(back))).toEqual({ flightRecord: { isArmed: true } });
  });

  test('records of unknown kinds are left out', () => {
    const log = joined(
      wireOf(recordFlight({}, 1)),
      delimited(lengthDelimited(9, Buffer.from('secret'))),
      delimited(Uint8Array.of()),
      wireOf([{ warning: {} }]),
    );
    expect(read(log).length).toBe(recordFlight({}, 1).length + 1);
  });

  test.each<[string, Uint8Array]>([
    ['cut off', wireOf([{ flightRecord: { mode: 5 } }]).subarray(0, 4)],
    ['a length that does not end', new Uint8Array(5).fill(0x80)],
    ['a message longer than its record', Uint8Array.of(3, 10, 2, 0x50)],
    ['a varint that does not end', flight(Uint8Array.of(0x50), new Uint8Array(11).fill(0x80))],
    ['field number 0', flight(Uint8Array.of(0x00, 1))],
    ['a wire type that is none', flight(Uint8Array.of(0x57, 1))],
    ['a group that does not end', flight(Uint8Array.of(0xfb, 7, 0x08, 1))],
    ['a group that ends as another one', flight(Uint8Array.of(0xfb, 7, 0x08, 1, 0x84, 8))],
    ['groups too deep', flight(joined(new Uint8Array(60).fill(0x7b), new Uint8Array(60).fill(0x7c)))],
    ['half a number', flight(Uint8Array.of(0x09, 1, 2))],
  ])('%s is damage', (_name, bytes) => {
    const before = wireOf([{ flightRecord: { mode: 4 } }]);
    const records = decodeRecords(joined(before, bytes));
    expect(records.next().value).toEqual({ flightRecord: { mode: 4 } });
    expect(() => records.next()).toThrow(
      expect.objectContaining({ code: 'input-unreadable', facts: { offset: before.length } }),
    );
  });
});

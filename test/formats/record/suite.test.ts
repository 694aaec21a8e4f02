import { describe } from 'vitest';
import { RecordBody } from '../../../src/formats/record/body.ts';
import { recordCatalog } from '../../../src/formats/record/catalog.ts';
import { MAX_RECORD_BYTES } from '../../../src/formats/record/decoder.ts';
import type { FlightveilRecord } from '../../../src/formats/record/gen/types.ts';
import { recordFormats } from '../../../src/formats/record/index.ts';
import { recordKinds } from '../../../src/formats/record/layout.ts';
import { recordSchemas } from '../../../src/formats/record/schemas.ts';
import { MOST_WIRE_BYTES, WireWriter } from '../../../src/formats/record/write-wire.ts';
import { badInputLaws } from '../../suite/bad-input.ts';
import { chunkingLaws } from '../../suite/chunking.ts';
import { formatSuite } from '../../suite/format-suite.ts';
import { type Fill, type FormatSubject, level, levelWith, type NamedLog, type Secrets } from '../../suite/subject.ts';
import { delimited, joined, lengthDelimited, linesOf, recordFlight, varint, wireOf } from './flight.ts';

const [jsonFormat, wireFormat] = recordFormats() as unknown as [FormatSubject['format'], FormatSubject['format']];
const engineering = level('engineering');
const full = level('full');

const wire: FormatSubject = {
  name: 'records',
  format: wireFormat,
  makeLog: wireFlight,
  secrets: [
    ...[
      'place',
      'height',
      'home',
      'operator',
      'date',
      'person',
      'sky',
      'mission',
      'text',
      'templated',
      'zone',
      'activation',
    ].map((name) => ({
      ...{ name, hiddenBy: [engineering], shownBy: full },
    })),
    { name: 'serial', hiddenBy: [levelWith('engineering', { device: 'none' })], shownBy: engineering },
    ...['unknown', 'followed'].map((name) => ({ name, hiddenBy: [engineering, full] })),
  ],
  smallLog: joined(
    wireOf(smallFlight()),
    unknownRecord(3),
    wireOf(smallFlight().slice(0, 1)),
    varint(70_000),
    Uint8Array.of(10, 3, 7),
  ),
  samples: [
    { name: 'cut off in a record', log: wireFlight({}).subarray(0, 3000) },
    { name: 'damaged in a record', log: damaged(wireFlight({}).subarray(0, 6000)) },
  ],
  filledLog: (fill) => joined(...[0, 1].flatMap((round) => filledRecords(fill, round))),
  plants: [
    {
      name: "the secret part of an operator's id",
      log: delimited(lengthDelimited(3, lengthDelimited(2, text('FIN87astrdge12k8-s3c')))),
      pattern: new TextEncoder().encode('-s3c'),
      hiddenBy: [engineering, full],
    },
  ],
  nested: [
    {
      name: 'records in a record of an unknown kind',
      log: joined(
        wireOf([{ warning: { text: 'a' } }]),
        delimited(lengthDelimited(9, wireOf([{ operatorInfo: { name: 'x' } }]))),
      ),
      message: 'OperatorInfo',
    },
  ],
  overlong: [
    { name: 'behind others', log: joined(wireFlight({}), varint(100_000), wireFlight({})), frames: 60 },
    {
      name: 'longer than any, and whole',
      log: joined(wireFlight({}), delimited(new Uint8Array(MAX_RECORD_BYTES))),
      frames: 60,
    },
  ],
  hostile: hostileLogs(),
};

formatSuite(wire);
/** Read from protobuf and written as JSON: the same laws hold. */
formatSuite({ ...wire, name: 'records, written as JSON', format: jsonFormat });

describe('records in JSON', { timeout: 60_000 }, () => {
  const lines = linesOf(recordFlight({}));
  const json: FormatSubject = {
    ...wire,
    ...{ name: 'records in JSON', format: jsonFormat, makeLog: (secrets) => linesOf(recordFlight(secrets)) },
    smallLog: joined(
      linesOf([
        { flightRecord: { isArmed: true, position: { latitudeDegE7: 1 } } },
        ...smallFlight().slice(1),
        { unlockEvent: {} },
      ]),
      text('junk\r\n\r\n{"flightRecord": 3}\n{"war'),
      text('ning'),
    ),
    samples: [
      { name: 'cut off in a line', log: lines.subarray(0, 3000) },
      { name: 'damaged', log: damaged(lines.subarray(0, 6000)) },
      {
        name: 'with a mark, blank lines and CRLF',
        log: text(`\uFEFF\r\n${Buffer.from(lines).toString().replaceAll('\n', '\r\n\r\n')}`),
      },
    ],
    overlong: [
      {
        name: 'a line without an end',
        log: joined(lines, text(`{"flightRecord":{"x":"${'y'.repeat(MAX_RECORD_BYTES)}"}}\n`), lines),
        frames: 120,
      },
      { name: 'at the end', log: joined(lines, new Uint8Array(3 * MAX_RECORD_BYTES).fill(0x20)), frames: 60 },
    ],
    nested: [
      {
        name: 'a record in a text',
        log: linesOf([{ warning: { text: '{"operatorInfo":{}}' } }]),
        message: 'OperatorInfo',
      },
    ],
    hostile: [
      '{',
      '[',
      '{"',
      '{"a":',
      '\n',
      ' ',
      '{}\n',
      '{"flightRecord":{}}\n',
      '"\\ud800"',
      '[[]]\n',
      '{"__proto__":{"deviceInfo":{}}}\n',
    ].map((one) => ({
      ...{ name: JSON.stringify(one), log: text(one) },
    })),
  };
  chunkingLaws(json);
  badInputLaws(json);
});

function text(characters: string): Uint8Array {
  return new TextEncoder().encode(characters);
}

function smallFlight(): FlightveilRecord[] {
  const records = recordFlight({}, 1);
  return [...records, { warning: { text: 'Takeoff' } }, { flightRecord: { isArmed: true } }];
}

/** A record whose kind is not known. */
function unknownRecord(variant: number): Uint8Array {
  return delimited(lengthDelimited(9, Uint8Array.from([1, 2, variant & 0xff, variant >>> 8])));
}

/** The flight as protobuf, with a field that nobody knows in every record. */
function wireFlight(secrets: Secrets): Uint8Array {
  const variant = secrets.unknown ?? 0;
  const pieces = recordFlight(secrets).flatMap((record, index) => {
    const [kind] = recordKinds.filter(({ jsonName }) => jsonName in record);
    const inside = fieldsIn(wireOf([record]));
    const extra = lengthDelimited(14 + 100, Uint8Array.from([variant & 0xff, variant >>> 8]));
    return [
      delimited(lengthDelimited(kind!.tag >>> 3, joined(inside, extra))),
      ...(index % 9 === 0 ? [unknownRecord(variant)] : []),
    ];
  });
  return joined(...pieces);
}

/** The fields of the one message in a record. */
function fieldsIn(record: Uint8Array): Uint8Array {
  let at = 0;
  while (record[at++]! > 0x7f);
  at++;
  while (record[at++]! > 0x7f);
  return record.subarray(at);
}

function damaged(log: Uint8Array): Uint8Array {
  const result = log.slice();
  for (let at = 2900; at < result.length; at += 613) result[at]! ^= 0x55;
  return result;
}

/** Every kind of record with every field. Numbers beyond what a field can have are brought into it; texts end where a canary does. */
function filledRecords(fill: Fill, round: number): Uint8Array[] {
  const writer = new WireWriter();
  return recordSchemas(recordCatalog()).map(({ message, fields }, index) => {
    const body = new RecordBody();
    body.clear(recordKinds[index]!);
    body.bytes.set(fill(message, fields, round));
    for (const { offset, type, length, name } of fields) {
      if (type === 'char') {
        const nul = body.bytes.subarray(offset, offset + length).indexOf(0);
        body.bytes.fill(0, offset + ((nul < 0 ? length : nul) & ~3), offset + length);
      } else if (type === 'u8') body.bytes[offset]! %= /percent|satellites/.test(name) ? 100 : 2;
    }
    return writer.bytes.slice(writer.write(body), MOST_WIRE_BYTES);
  });
}

function hostileLogs(): NamedLog[] {
  const deep = (depth: number): Uint8Array =>
    depth === 0 ? Uint8Array.of(8, 1) : joined(Uint8Array.of(0x7b), deep(depth - 1), Uint8Array.of(0x7c));
  return [
    { name: 'empty records', log: Uint8Array.of(0) },
    {
      name: 'one field again and again',
      log: delimited(
        lengthDelimited(
          1,
          new Uint8Array(MAX_RECORD_BYTES - 20).fill(0x58).map((byte, index) => (index % 2 ? 1 : byte)),
        ),
      ),
    },
    { name: 'groups in groups', log: delimited(joined(deep(15))) },
    { name: 'groups too deep', log: delimited(joined(deep(200))) },
    {
      name: 'long varints',
      log: delimited(joined(Uint8Array.of(0x58), new Uint8Array(9).fill(0x80), Uint8Array.of(0))),
    },
    {
      name: 'batteries without end',
      log: delimited(lengthDelimited(1, joined(...Array.from({ length: 2000 }, () => Uint8Array.of(0x3a, 0))))),
    },
  ];
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { type Dialect, extendedDialect, officialDialect } from '../../../src/formats/mavlink/dialect.ts';
import { readDialectXml } from '../../../src/formats/mavlink/dialect-xml.ts';
import { generate as generateMavlink } from '../../../src/formats/mavlink/gen/generate.ts';
import { parseCatalogTable } from '../../../src/model/catalog-table.ts';
import { FlightveilError } from '../../../src/model/errors.ts';
import { levels } from '../../../src/policy/levels.ts';
import { generate as generateVocabulary } from '../../../src/vocabulary/gen/generate.ts';
import { concat, filterBytes, readFrames, writeFrame } from './tools.ts';

const layouts = officialDialect().messages.map(({ layout }) => layout);

const official = readFileSync(new URL('official-messages.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

describe('the official messages', () => {
  test('are all there with their ids, checksums, lengths and fields in wire order, and no others', () => {
    const ours = layouts.map(({ id, name, crcExtra, baseLength, length, fields }) =>
      [id, name, crcExtra, baseLength, length, fields.map((field) => field.name).join(',')].join(' '),
    );
    expect(official.length).toBe(396);
    expect([...ours].sort()).toEqual([...official].sort());
  });

  test('stand at offsets without holes, each found by its id', () => {
    for (const layout of layouts) {
      let end = 0;
      for (const { offset, type, elements } of layout.fields) {
        expect(offset, layout.name).toBe(end);
        end += Math.max(1, elements) * (['f64', 'i64', 'u64'].includes(type) ? 8 : Number(/\d+/.exec(type) ?? 8) / 8);
      }
      expect(end, layout.name).toBe(layout.length);
      let type = officialDialect().find(layout.id);
      while (type !== null && type.layout !== layout) type = type.next;
      expect(type?.layout.name).toBe(layout.name);
    }
  });
});

interface MappedMessage {
  MSG_ID: number;
  MSG_NAME: string;
  MAGIC_NUMBER: number;
}

function mappedMessages(): MappedMessage[] {
  const mappings = createRequire(import.meta.url)('mavlink-mappings') as Record<string, Record<string, unknown>>;
  const found = new Map<string, MappedMessage>();
  for (const dialect of Object.values(mappings)) {
    if (typeof dialect !== 'object' || dialect === null) continue;
    for (const value of Object.values(dialect)) {
      const message = value as MappedMessage;
      if (typeof value === 'function' && message.MSG_ID >= 0) found.set(message.MSG_NAME, message);
    }
  }
  return [...found.values()];
}

describe('checksum bytes beside those of other implementations', () => {
  /** The package has fields of these in another order; the official definitions decide. */
  const wrongInPackage = ['BATTERY_STATUS_V2', 'CONTROL_STATUS'];

  test('equal those of mavlink-mappings for every message it has', () => {
    const byName = new Map(layouts.map((layout) => [layout.name, layout]));
    const shared = mappedMessages().filter(({ MSG_NAME }) => byName.has(MSG_NAME));
    expect(shared.length).toBeGreaterThan(330);
    const different = shared.filter(({ MSG_ID, MSG_NAME, MAGIC_NUMBER }) => {
      const layout = byName.get(MSG_NAME)!;
      return layout.crcExtra !== MAGIC_NUMBER || layout.id !== MSG_ID;
    });
    expect(different.map(({ MSG_NAME }) => MSG_NAME).sort()).toEqual(wrongInPackage);
  });

  test('equal those that node-mavlink checks frames with, but for a draft that was renamed since', () => {
    const require = createRequire(createRequire(import.meta.url).resolve('node-mavlink'));
    const { MSG_ID_MAGIC_NUMBER } = require('mavlink-mappings') as { MSG_ID_MAGIC_NUMBER: Record<string, number> };
    const known = layouts.filter(({ id }) => Object.hasOwn(MSG_ID_MAGIC_NUMBER, id));
    expect(known.length).toBeGreaterThan(200);
    const different = known.filter(({ id }) =>
      known.every((layout) => layout.id !== id || layout.crcExtra !== MSG_ID_MAGIC_NUMBER[id]),
    );
    // Its 296 is GLOBAL_POSITION, the draft of GLOBAL_POSITION_SENSOR.
    expect(different.map(({ name }) => name).sort()).toEqual([...wrongInPackage, 'GLOBAL_POSITION_SENSOR'].sort());
  });
});

describe('generated files', () => {
  test.each([
    ['src/formats/mavlink/gen/', generateMavlink],
    ['src/vocabulary/gen/', generateVocabulary],
  ] as const)('%s: generating again changes nothing', (folder, generate) => {
    const files = Object.entries(generate());
    expect(files.length).toBeGreaterThan(1);
    for (const [name, text] of files) {
      const written = readFileSync(new URL(`../../../${folder}${name}`, import.meta.url), 'utf8');
      expect(written === text, `${name} is what its generator writes`).toBe(true);
    }
  });
});

const own = `<?xml version="1.0"?>
<mavlink>
  <include>common.xml</include>
  <enums><enum name="OWN"><entry value="0" name="OWN_A"/></enum></enums>
  <messages>
    <message id="54321" name="OWN_REPORT">
      <description>A message of one's own.</description>
      <field type="uint8_t" name="count">Base, goes last.</field>
      <field type="int32_t[2]" name="pair" units="degE7">Base array.</field>
      <field type="double" name="precise">Base, goes first.</field>
      <field type="char[6]" name="label">Text.</field>
      <extensions/>
      <field type="uint16_t" name="late" units="cm">Extension, keeps its place.</field>
      <field type="uint8_t_mavlink_version" name="version">Extension.</field>
    </message>
    <message id="0" name="HEARTBEAT">
      <field type="uint64_t" name="other">Another layout under an official name and id.</field>
    </message>
  </messages>
</mavlink>`;

describe("a dialect of one's own", () => {
  const [report, otherHeartbeat] = readDialectXml(own);

  test('is laid out by size, extensions behind, with the checksum of the definition', () => {
    expect(
      report!.fields.map(({ name, type, elements, offset, extension, units }) => [
        ...[name, type, elements, offset, extension, units],
      ]),
    ).toEqual([
      ['precise', 'f64', 0, 0, false, ''],
      ['pair', 'i32', 2, 8, false, 'degE7'],
      ['count', 'u8', 0, 16, false, ''],
      ['label', 'char', 6, 17, false, ''],
      ['late', 'u16', 0, 23, true, 'cm'],
      ['version', 'u8', 0, 25, true, ''],
    ]);
    expect([report!.id, report!.baseLength, report!.length]).toEqual([54321, 23, 26]);
    expect(report!.crcExtra).toBe(
      crcExtraByHand('OWN_REPORT', ['double precise', 'int32_t pair:2', 'uint8_t count', 'char label:6']),
    );
  });

  test('is read and withheld unless a table classifies it', () => {
    const payload = Uint8Array.from({ length: 26 }, (_, index) => 0xa0 + index);
    const write = (dialect: Dialect): Uint8Array => {
      const type = dialect.find(54321)!;
      const heartbeat = officialDialect().find(0)!;
      const frame = { version: 2, type: heartbeat, payload: new Uint8Array(9).fill(3) } as const;
      return concat([writeFrame(frame), writeFrame({ version: 2, type, payload }), writeFrame(frame)]);
    };
    const bare = extendedDialect([report!]);
    expect(bare.find(54321)!.classified).toBe(false);
    const hidden = filterBytes(write(bare), { disclosure: levels.full, dialect: bare });
    expect(readFrames(hidden, 'raw', bare).map(({ id }) => id)).toEqual([0, 0]);

    const table = parseCatalogTable(
      ['OWN_REPORT', ...report!.fields.map(({ name }) => ` ${name} ${name === 'pair' ? 'power' : 'mode'}`)].join('\n'),
      'own table',
    );
    const classified = extendedDialect([report!], table);
    const kept = readFrames(
      filterBytes(write(classified), { disclosure: levels.engineering, dialect: classified }),
      'raw',
      classified,
    );
    expect(kept.map(({ id }) => id)).toEqual([0, 54321, 0]);
    expect(kept[1]!.payload).toEqual(payload);
  });

  test('leaves official messages with the same id but another checksum readable', () => {
    const { crcExtra } = otherHeartbeat!;
    const dialect = extendedDialect([otherHeartbeat!]);
    const types = [];
    for (let type = dialect.find(0); type !== null; type = type.next) types.push(type.layout.crcExtra);
    expect(types.sort()).toEqual([50, crcExtra].sort());
    const bytes = concat([
      writeFrame({ version: 1, type: officialDialect().find(0)!, payload: new Uint8Array(9).fill(7) }),
      writeFrame({ version: 1, type: { ...dialect.find(0)!, next: null }, payload: new Uint8Array(8).fill(9) }),
    ]);
    expect(readFrames(bytes, 'raw', dialect).map(({ payload }) => payload.length)).toEqual([9, 8]);
  });

  test("never inherits the catalog's rows by borrowing an official name", () => {
    const dialect = extendedDialect([otherHeartbeat!]);
    const type = dialect.messages.find(
      ({ layout }) => layout.crcExtra === otherHeartbeat!.crcExtra && layout.id === 0,
    )!;
    expect([type.layout.name, type.classified]).toEqual(['HEARTBEAT', false]);
    const attitude = writeFrame({ version: 2, type: dialect.find(30)!, payload: new Uint8Array(28).fill(5) });
    const own = writeFrame({ version: 2, type, payload: new Uint8Array(8).fill(5) });
    const output = filterBytes(concat([attitude, own, attitude]), { disclosure: levels.full, dialect });
    expect(readFrames(output, 'raw', dialect).map(({ id }) => id)).toEqual([30, 30]);
  });

  test('under another name leaves the official message in place', () => {
    const dialect = extendedDialect([{ ...otherHeartbeat!, name: 'OWN_HEARTBEAT' }]);
    const found = [];
    for (let type = dialect.find(0); type !== null; type = type.next) found.push([type.layout.name, type.classified]);
    expect(found.sort()).toEqual([
      ['HEARTBEAT', true],
      ['OWN_HEARTBEAT', false],
    ]);
  });

  const message = (inside: string, attributes = 'id="1000" name="OWN"'): string =>
    `<mavlink><messages><message ${attributes}>${inside}</message></messages></mavlink>`;
  const field = '<field type="uint8_t" name="a">x</field>';
  test.each([
    ['nothing', ''],
    ['no XML', 'HEARTBEAT 0'],
    ['an element that is not closed', '<mavlink><messages></mavlink>'],
    ['another root', '<gpx/>'],
    ['no messages', '<mavlink><messages/></mavlink>'],
    ['a message without a name', message(field, 'id="1000"')],
    ['a name with a space', message(field, 'id="1000" name="A B"')],
    ['a message without an id', message(field, 'name="OWN"')],
    ['a negative id', message(field, 'id="-1" name="OWN"')],
    ['an id above 24 bits', message(field, 'id="16777216" name="OWN"')],
    ['an unknown type', message('<field type="quad" name="a">x</field>')],
    ['a field without a name', message('<field type="uint8_t">x</field>')],
    ['a payload over 255 bytes', message('<field type="uint8_t[256]" name="a">x</field>')],
  ])('is refused with its code: %s', (_, xml) => {
    let error: unknown;
    try {
      readDialectXml(xml);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(FlightveilError);
    expect((error as FlightveilError).code).toBe('dialect-invalid');
  });
});

/** The checksum byte of a definition, written down from the guide: "type name ", and the length of an array as one byte. */
function crcExtraByHand(name: string, fields: readonly string[]): number {
  const bytes = [...Buffer.from(`${name} `)];
  for (const field of fields) {
    const [text, length] = field.split(':');
    bytes.push(...Buffer.from(`${text} `));
    if (length !== undefined) bytes.push(Number(length));
  }
  let register = 0xffff;
  for (const byte of bytes) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >>> 1) ^ 0x8408 : register >>> 1;
  }
  return (register & 0xff) ^ (register >>> 8);
}

import { dataflashFormats } from '../../../src/formats/dataflash/index.ts';
import { parseCatalogTable } from '../../../src/model/catalog-table.ts';
import { Found, type GapReason } from '../../../src/model/format.ts';
import type { Schema } from '../../../src/model/schema.ts';
import { readValue } from '../../../src/model/values.ts';
import type { Container } from './writer.ts';

/** A small catalog of the tests' own. */
export const testCatalog = parseCatalogTable(
  [
    'ATT',
    '  TimeUS absoluteTime clock=boot unit=us',
    '  TimeMS absoluteTime clock=boot unit=ms',
    '  Roll attitude',
    '  Pitch attitude',
    '  Yaw heading role=yaw units=deg type=fcC',
    'ALL',
    ...[...'abBhHiIfdnNZcCeELMqQg'].map(
      (character) => `  ${character} ${'nNZ'.includes(character) ? 'freeText' : 'power'} type=${character}`,
    ),
    'GPS',
    '  TimeMS absoluteTime clock=gps',
    '  T absoluteTime clock=boot unit=ms',
    '  Lat aircraftPosition group=fix role=latitude units=deg type=Lfd',
    '  Lng aircraftPosition group=fix role=longitude units=deg type=Lfd',
    '  Alt altitude group=fix role=altitude datum=amsl units=m type=ef',
    '  Spd motion group=fix role=groundSpeed units=m/s type=Ef',
    'EV',
    '  TimeUS absoluteTime clock=boot unit=us',
    '  Id mode',
    '  Bearing heading role=bearing units=rad type=fc',
    'FMT',
    '  TimeUS absoluteTime clock=boot unit=us',
    '  Roll attitude',
    '  Pitch attitude',
    'MSG',
    '  TimeUS absoluteTime clock=boot unit=us',
    '  Message freeText role=text',
    'MODE',
    '  Mode mode',
    '  ThrCrs actuators',
    'FILE',
    '  FileName opaque',
    '  Data opaque',
    'STRT',
    '  TimeUS absoluteTime clock=boot unit=us',
  ].join('\n'),
  'test catalog',
);

export const [binaryFormat, textFormat] = dataflashFormats(() => testCatalog) as [
  ReturnType<typeof dataflashFormats>[number],
  ReturnType<typeof dataflashFormats>[number],
];

export interface ReadRow {
  readonly message: string;
  readonly schema: Schema;
  readonly defines: Schema | null;
  /** Numbers as they are stored, texts up to their NUL. */
  readonly values: Readonly<Record<string, number | bigint | string>>;
}

export interface ReadLog {
  readonly rows: readonly ReadRow[];
  readonly names: readonly string[];
  readonly gaps: readonly { offset: number; length: number; reason: GapReason }[];
  readonly schemas: readonly Schema[];
}

/** Everything that a decoder finds, in chunks of one size or at once. */
export function readLog(container: Container, bytes: Uint8Array, catalog = testCatalog): ReadLog {
  const format = dataflashFormats(() => catalog)[container === 'bin' ? 0 : 1]!;
  const decoder = format.createDecoder();
  decoder.window(bytes, 0, bytes.length, true);
  const rows: ReadRow[] = [];
  const gaps: { offset: number; length: number; reason: GapReason }[] = [];
  const schemas: Schema[] = [];
  for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
    if (found === Found.schema) schemas.push(decoder.schema);
    else if (found === Found.gap) {
      const { offset, length, reason } = decoder.gap;
      gaps.push({ offset, length, reason });
    } else {
      const { schema, defines, parsed, body } = decoder.frame;
      const memory = parsed === null ? bytes.subarray(body, body + schema.size) : parsed.bytes.subarray(0, schema.size);
      rows.push({ message: schema.message, schema, defines, values: valuesOf(schema, memory) });
    }
  }
  return { rows, names: rows.map(({ message }) => message), gaps, schemas };
}

function valuesOf(schema: Schema, body: Uint8Array): Record<string, number | bigint | string> {
  return Object.fromEntries(
    schema.fields.map(({ name, offset, type, length }) => {
      if (type !== 'char') return [name, readValue(body, offset, type)];
      return [
        name,
        Buffer.from(body.subarray(offset, offset + length))
          .toString('latin1')
          .replace(/\0.*$/s, ''),
      ];
    }),
  );
}

/** Reasons of the gaps, in their order. */
export function reasonsOf({ gaps }: ReadLog): GapReason[] {
  return gaps.map(({ reason }) => reason);
}

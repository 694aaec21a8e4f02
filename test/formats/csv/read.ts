import { csvFormat } from '../../../src/formats/csv/index.ts';
import type { CsvSchema } from '../../../src/formats/csv/layout.ts';
import { type CatalogTable, parseCatalogTable } from '../../../src/model/catalog-table.ts';
import { Found, type GapReason } from '../../../src/model/format.ts';
import { readValue } from '../../../src/model/values.ts';

/** A small catalog of the tests' own. */
export const testCatalog = parseCatalogTable(
  [
    'drone',
    '  time absoluteTime clock=boot unit=ms',
    '  date absoluteTime clock=unix type=date',
    '  latitude aircraftPosition group=fix role=latitude units=deg',
    '  longitude aircraftPosition group=fix role=longitude units=deg',
    '  height altitude group=fix role=altitude datum=home units=m',
    '  altitude altitude group=fix role=altitude datum=amsl units=m',
    '  north motion group=velocity role=velocityNorth units=m/s',
    '  east motion group=velocity role=velocityEast units=m/s',
    '  heading heading role=yaw units=deg',
    '  voltage power',
    '  mode mode type=word',
    '  serial deviceIdentity',
    '  note freeText',
  ].join('\n'),
  'test catalog',
);

export interface ReadTable {
  readonly schemas: readonly CsvSchema[];
  /** Rows, and the names of headers. */
  readonly rows: readonly {
    readonly message: string;
    readonly schema: CsvSchema;
    readonly values: Record<string, unknown>;
  }[];
  readonly gaps: readonly { readonly reason: GapReason; readonly length: number }[];
}

/** Everything that a decoder finds; hidden values are null. */
export function readTable(bytes: Uint8Array, catalog: CatalogTable = testCatalog): ReadTable {
  const decoder = csvFormat(() => catalog).createDecoder();
  decoder.window(bytes, 0, bytes.length, true);
  const schemas: CsvSchema[] = [];
  const rows: { message: string; schema: CsvSchema; values: Record<string, unknown> }[] = [];
  const gaps: { reason: GapReason; length: number }[] = [];
  for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
    if (found === Found.schema) schemas.push(decoder.schema as CsvSchema);
    else if (found === Found.gap) gaps.push({ reason: decoder.gap.reason, length: decoder.gap.length });
    else {
      const { schema, parsed } = decoder.frame;
      rows.push({
        message: schema.message,
        schema: schema as CsvSchema,
        values: valuesOf(schema as CsvSchema, parsed!.bytes),
      });
    }
  }
  return { schemas, rows, gaps };
}

function valuesOf({ fields }: CsvSchema, body: Uint8Array): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(({ name, offset, type, length, rules }) => {
      if (type === 'char') {
        const text = Buffer.from(body.subarray(offset, offset + length))
          .toString('utf8')
          .replace(/\0.*$/s, '');
        return [name, text === '' ? null : text];
      }
      const value = readValue(body, offset, type);
      const isHidden = value === rules[0]?.unknown || Number.isNaN(value);
      return [name, isHidden ? null : typeof value === 'bigint' ? Number(value) : value];
    }),
  );
}

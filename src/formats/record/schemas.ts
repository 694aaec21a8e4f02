import type { CatalogTable } from '../../model/catalog-table.ts';
import type { Field, FieldRule, Schema } from '../../model/schema.ts';
import { byteSizes } from '../../model/schema.ts';
import { Kind, type MessageLayout, type RecordKind, recordKinds } from './layout.ts';
import { type ZoneReader, zoneReader } from './signals.ts';

/** The schema of a kind of record in one decoder. */
export interface RecordSchema extends Schema {
  index: number;
  /** Null: its records tell nothing of zones. */
  readonly zones: ZoneReader | null;
}

/** Fields of each kind by catalog: they are the same in all decoders. */
const known = new WeakMap<CatalogTable, readonly (readonly Field[])[]>();

/** Schemas for one decoder, by kind; their index is -1 until they are met. */
export function recordSchemas(catalog: CatalogTable): readonly RecordSchema[] {
  let fields = known.get(catalog);
  if (fields === undefined) {
    fields = recordKinds.map((kind) => fieldsOf(kind, catalog));
    known.set(catalog, fields);
  }
  return recordKinds.map(({ layout, index }) => {
    const zones = zoneReader(layout) ?? null;
    return {
      ...{ index: -1, message: layout.name, size: layout.size, fields: fields[index]! },
      ...{ known: catalog.has(layout.name), signals: zones !== null, zones },
    };
  });
}

function fieldsOf({ layout }: RecordKind, catalog: CatalogTable): Field[] {
  const rows = catalog.get(layout.name);
  return listed(layout, 0, '', '', (path) => rows?.get(path) ?? []);
}

/** Elements of repeated messages and texts are fields of their own: `batteries.0.voltage_mv`. The catalog has one row for all of them. */
function listed(
  { fields }: MessageLayout,
  base: number,
  name: string,
  path: string,
  rulesOf: (path: string) => readonly FieldRule[],
): Field[] {
  return fields.flatMap((field): Field[] => {
    const { kind, maxCount, stride, slot, message } = field;
    const at = base + field.at;
    const elements = kind === Kind.message || kind === Kind.text ? Math.max(1, maxCount) : 1;
    return Array.from({ length: elements }, (_, element): Field[] => {
      const own = maxCount > 0 && elements > 1 ? `${name}${field.name}.${element}` : name + field.name;
      const offset = at + element * stride;
      if (kind === Kind.message) return listed(message, offset, `${own}.`, `${path}${field.name}.`, rulesOf);
      const length = kind === Kind.text ? stride : Math.max(1, maxCount);
      const rules = rulesOf(path + field.name);
      const { units } = rules[0] ?? {};
      return [{ name: own, offset, type: slot, length, rules, ...(units === undefined ? {} : { units }) }];
    }).flat();
  });
}

/** Where a kind of record has its time, in bytes; -1: it has none. */
export const timeAt: readonly number[] = recordKinds.map(
  ({ layout }) => layout.fields.find(({ name, slot }) => name === 'time_us' && byteSizes[slot] === 8)?.at ?? -1,
);

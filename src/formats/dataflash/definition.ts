import type { CatalogTable } from '../../model/catalog-table.ts';
import { rulesInLog } from '../../model/log-rules.ts';
import type { Field, FieldRule, Schema } from '../../model/schema.ts';
import { bodyBytes, columnNames, type Storage, storageOf, storedBytes } from './layout.ts';
import { contradicts, isMovingUnit, storedUnits } from './units.ts';

/** What a message is for: data, or how others are read. */
export const Kind = { data: 0, format: 1, units: 2, unit: 3, multiplier: 4 } as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

/** Name, format and columns of the messages that teach, beside FMT itself. */
const teaching: Readonly<Record<string, readonly [Kind, string, string]>> = {
  FMTU: [Kind.units, 'QBNN', 'TimeUS,FmtType,UnitIds,MultIds'],
  UNIT: [Kind.unit, 'QbZ', 'TimeUS,Id,Label'],
  MULT: [Kind.multiplier, 'Qbd', 'TimeUS,Id,Mult'],
};
export const FORMAT_NAME = 'FMT';

/** What the sealers and readers of times need beside the schema. */
export interface DataflashSchema extends Schema {
  readonly kind: Kind;
  /** Format characters, one for each column. */
  readonly format: string;
  /** The columns, also of messages that teach, whose schema has no fields. */
  readonly columns: readonly Field[];
  /** Where the frame says when it was logged; -1: it does not. */
  readonly stampAt: number;
  /** Microseconds in one unit of the stamp: 1 for 64 bits, 1000 for 32. */
  readonly stampUs: 1 | 1000;
}

/** A message as a log defines it. */
export interface Definition {
  readonly kind: Kind;
  readonly name: string;
  readonly format: string;
  readonly columns: string;
  readonly size: number;
  readonly fields: readonly Field[];
  readonly stampAt: number;
  readonly stampUs: 1 | 1000;
  /** Whether the catalog has the message with all its columns as they are here, and the log says nothing else of their units. */
  isKnown: boolean;
  /** Null until it has been announced. */
  schema: DataflashSchema | null;
}

/** Undefined for a definition that describes no body. */
export function define(name: string, format: string, columns: string, catalog: CatalogTable): Definition | undefined {
  const size = bodyBytes(format, columns);
  if (size === undefined) return undefined;
  const rows = catalog.get(name);
  let offset = 0;
  const fields = columnNames(columns).map((column, index): Field => {
    const character = format[index]!;
    const storage = storageOf(character)!;
    const field = fieldOf(column, offset, character, storage, rows?.get(column) ?? []);
    offset += storedBytes(storage);
    return field;
  });
  const [kind, ...own] = Object.hasOwn(teaching, name) ? teaching[name]! : [Kind.data, format, columns];
  const isOwn = own[0] === format && own[1] === columns;
  const areKnown =
    fields.every(({ rules }) => rules.length > 0) && new Set(fields.map((field) => field.name)).size === fields.length;
  const isKnown = kind !== Kind.data ? isOwn : name !== FORMAT_NAME && rows !== undefined && areKnown;
  const { stampAt, stampUs } = stampOf(fields);
  // Written out: all definitions have one shape, and code that reads them stays fast.
  return {
    kind: isOwn ? kind : Kind.data,
    name,
    format,
    columns,
    size,
    fields,
    isKnown,
    schema: null,
    stampAt,
    stampUs,
  };
}

function fieldOf(name: string, offset: number, character: string, storage: Storage, rows: readonly FieldRule[]): Field {
  const { type, length, scale } = storage;
  const isArray = length > 1 && type !== 'char';
  const rules = rulesInLog(rows, type, (types) => types.includes(character), isArray);
  const natural = rules.find((rule) => rule.units !== undefined)?.units;
  const units = natural === undefined ? undefined : storedUnits(natural, scale);
  const isClear = units !== undefined || natural === undefined || !isMovingUnit(natural);
  return { name, offset, type, length, rules: isClear ? rules : [], ...(units === undefined ? {} : { units }) };
}

/** Names of columns that say when a record was logged, over the years; in this order, because TimeMS was GPS time beside a T. */
const stampNames = ['TimeUS', 'US', 'StartTime', 'T', 'TimeMS'];

function stampOf(fields: readonly Field[]): { stampAt: number; stampUs: 1 | 1000 } {
  for (const name of stampNames) {
    const field = fields.find((one) => one.name === name);
    const clock = field?.rules[0]?.clock;
    if (field === undefined || (clock !== undefined && clock !== 'boot')) continue;
    if (field.type === 'u64' && field.length === 1) return { stampAt: field.offset, stampUs: 1 };
    if (field.type === 'u32') return { stampAt: field.offset, stampUs: 1000 };
  }
  return { stampAt: -1, stampUs: 1 };
}

/** Whether a FMTU row says the same of the units as the catalog, where that relies on them. */
export function agree({ fields }: Definition, units: string, multiples: string): boolean {
  return fields.every(
    (field, index) =>
      field.units === undefined || !contradicts(field.units, units[index] ?? '?', multiples[index] ?? '?'),
  );
}

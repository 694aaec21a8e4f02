import { type CatalogTable, parseCatalogTable } from '../../model/catalog-table.ts';
import { FlightveilError } from '../../model/errors.ts';
import type { CatalogRow } from '../../model/format.ts';
import { canBeCondition, type Field, type FieldRule, fieldSize, type TimeUnit } from '../../model/schema.ts';
import { fitsType } from '../../model/values.ts';
import { catalogText } from './gen/catalog.ts';
import { layoutsText } from './gen/layouts.ts';
import { type Layout, parseLayouts } from './layout.ts';

/** A message that the decoder can read: its layout and what the catalog says of each field. */
export interface MessageType {
  /** Its place in the dialect's list. */
  readonly ordinal: number;
  readonly layout: Layout;
  /** All fields, for MAVLink 2. */
  readonly fields: readonly Field[];
  /** Fields without extensions, for MAVLink 1. */
  readonly baseFields: readonly Field[];
  /** False: no row of the catalog names the message, so that nothing of it passes. */
  readonly classified: boolean;
  /** Its payload may hold other frames: it has opaque bytes, or nobody knows what it has. */
  readonly mayNest: boolean;
  /** Another layout with the same id (dialects overlap); the checksum tells which one a frame has. */
  next: MessageType | null;
}

const IDS_IN_TABLE = 65_536;

/** A layout with its rows of a catalog, by field; without rows nothing of the message passes. */
export interface DialectEntry {
  readonly layout: Layout;
  readonly rows: ReadonlyMap<string, readonly FieldRule[]> | undefined;
}

/** All messages that can be read, found by id. */
export class Dialect {
  readonly messages: readonly MessageType[];
  readonly #low: (MessageType | null)[] = new Array<MessageType | null>(IDS_IN_TABLE).fill(null);
  readonly #high = new Map<number, MessageType>();

  constructor(entries: readonly DialectEntry[]) {
    this.messages = entries.map(describe);
    for (const message of this.messages) {
      const { id } = message.layout;
      message.next = this.find(id);
      if (id < IDS_IN_TABLE) this.#low[id] = message;
      else this.#high.set(id, message);
    }
  }

  /** First message type with this id, or null. Follow `next` for others. */
  find(id: number): MessageType | null {
    return id < IDS_IN_TABLE ? this.#low[id]! : (this.#high.get(id) ?? null);
  }

  *catalog(): Generator<CatalogRow> {
    for (const message of this.messages) {
      for (const field of message.fields) {
        for (const rule of field.rules.length === 0 ? [null] : field.rules) {
          yield { format: 'mavlink', message: message.layout.name, field: field.name, rule };
        }
      }
    }
  }
}

/**
 * Rows that do not fit their field are refused before the first frame.
 * @throws FlightveilError `catalog-invalid`
 */
function checkRows(message: string, fields: readonly Field[]): void {
  for (const field of fields) {
    for (const { unknown, blank, when } of field.rules) {
      for (const value of [unknown, blank]) {
        if (value !== undefined && !fitsType(value, field.type))
          throw misfit(message, field, 'a value its type does not have');
      }
      const tested = when === undefined ? undefined : fields.find(({ name }) => name === when.field);
      if (when !== undefined && (tested === undefined || !canBeCondition(tested))) {
        throw misfit(message, field, 'a condition on what is no field of whole numbers up to 32 bits');
      }
    }
  }
}

function misfit(message: string, field: Field, what: string): FlightveilError {
  return new FlightveilError('catalog-invalid', `the row of ${message}.${field.name} has ${what}`);
}

function describe({ layout, rows }: DialectEntry, ordinal: number): MessageType {
  const fields = layout.fields.map(
    (field): Field => ({
      name: field.name,
      offset: field.offset,
      type: field.type,
      length: Math.max(1, field.elements),
      units: field.units,
      rules: (rows?.get(field.name) ?? []).map((rule) => withTimeUnit(rule, field.units)),
    }),
  );
  checkRows(layout.name, fields);
  return {
    ordinal,
    layout,
    fields,
    baseFields: fields.filter((field) => field.offset < layout.baseLength),
    classified: rows !== undefined,
    mayNest: fields.some((field) => fieldSize(field) >= SHORTEST_FRAME && isOpaque(field)),
    next: null,
  };
}

/** A MAVLink 1 frame without a payload. */
const SHORTEST_FRAME = 8;

function isOpaque(field: Field): boolean {
  return field.rules.length === 0 || field.rules.some(({ category }) => category === 'opaque');
}

const timeUnits: ReadonlyMap<string, TimeUnit> = new Map(
  (['ns', 'us', 'ms', 'cs', 's', 'min'] as const).map((unit) => [unit, unit]),
);

/** Times take their resolution from the definitions unless the catalog corrects them. */
function withTimeUnit(rule: FieldRule, units: string): FieldRule {
  const timeUnit = rule.clock === undefined ? undefined : (rule.timeUnit ?? timeUnits.get(units));
  return timeUnit === undefined ? rule : { ...rule, timeUnit };
}

let entries: readonly DialectEntry[] | undefined;
let official: Dialect | undefined;

function officialEntries(): readonly DialectEntry[] {
  if (entries === undefined) {
    const catalog = officialCatalog();
    entries = parseLayouts(layoutsText, 'built-in layouts').map((layout) => ({
      layout,
      rows: catalog.get(layout.name),
    }));
  }
  return entries;
}

/** The rows of all tables, by message and field. */
export function officialCatalog(): CatalogTable {
  return parseCatalogTable(catalogText, 'built-in MAVLink catalog');
}

/** Every message of the official definitions. Made at first use, then shared. */
export function officialDialect(): Dialect {
  official ??= new Dialect(officialEntries());
  return official;
}

/**
 * The official messages and a user's own. A message of the user's that stands in the official definitions with the same id and checksum is
 * ignored; one that only borrows an official name is another message. Messages without rows in `catalog` can be read and counted, and are
 * withheld.
 */
export function extendedDialect(layouts: readonly Layout[], catalog: CatalogTable = new Map()): Dialect {
  const known = new Set(officialEntries().map(({ layout }) => `${layout.id} ${layout.crcExtra}`));
  const added = layouts.filter((layout) => !known.has(`${layout.id} ${layout.crcExtra}`));
  return new Dialect([...officialEntries(), ...added.map((layout) => ({ layout, rows: catalog.get(layout.name) }))]);
}

import { type CatalogTable, parseCatalogTable } from '../../model/catalog-table.ts';
import type { CatalogRow } from '../../model/format.ts';
import type { Field, FieldRule, TimeUnit } from '../../model/schema.ts';
import { catalogText } from './gen/catalog.ts';
import { layoutsText } from './gen/layouts.ts';
import { type Layout, parseLayouts } from './layout.ts';

/** A message that the decoder can read: its layout and what the catalog says of each field. */
export interface MessageType {
  readonly layout: Layout;
  /** All fields, for MAVLink 2. */
  readonly fields: readonly Field[];
  /** Fields without extensions, for MAVLink 1. */
  readonly baseFields: readonly Field[];
  /** False: no row of the catalog names the message, so that nothing of it passes. */
  readonly classified: boolean;
  /** Another layout with the same id (dialects overlap); the checksum tells which one a frame has. */
  next: MessageType | null;
}

const IDS_IN_TABLE = 65_536;

/** All messages that can be read, found by id. */
export class Dialect {
  readonly messages: readonly MessageType[];
  readonly #low: (MessageType | null)[] = new Array<MessageType | null>(IDS_IN_TABLE).fill(null);
  readonly #high = new Map<number, MessageType>();

  constructor(layouts: readonly Layout[], catalog: CatalogTable) {
    this.messages = layouts.map((layout) => describe(layout, catalog));
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
        for (const rule of field.rules) {
          yield { format: 'mavlink', message: message.layout.name, field: field.name, rule };
        }
      }
    }
  }
}

function describe(layout: Layout, catalog: CatalogTable): MessageType {
  const rows = catalog.get(layout.name);
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
  return {
    layout,
    fields,
    baseFields: fields.filter((field) => field.offset < layout.baseLength),
    classified: rows !== undefined,
    next: null,
  };
}

const timeUnits: Readonly<Record<string, TimeUnit>> = { ns: 'ns', us: 'us', ms: 'ms', cs: 'cs', s: 's', min: 'min' };

/** Times take their resolution from the definitions unless the catalog corrects them. */
function withTimeUnit(rule: FieldRule, units: string): FieldRule {
  const timeUnit = rule.clock === undefined ? undefined : (rule.timeUnit ?? timeUnits[units]);
  return timeUnit === undefined ? rule : { ...rule, timeUnit };
}

let official: Dialect | undefined;

/** Every message of the official definitions. Made at first use, then shared. */
export function officialDialect(): Dialect {
  official ??= new Dialect(parseLayouts(layoutsText, 'built-in layouts'), officialCatalog());
  return official;
}

export function officialCatalog(): CatalogTable {
  return parseCatalogTable(catalogText, 'built-in MAVLink catalog');
}

/**
 * The official messages and a user's own. A message of the user's that stands in the official definitions with the same checksum is
 * ignored. Messages without rows in `catalog` can be read and counted, and are withheld.
 */
export function extendedDialect(layouts: readonly Layout[], catalog: CatalogTable = new Map()): Dialect {
  const officialLayouts = officialDialect().messages.map((message) => message.layout);
  const known = new Set(officialLayouts.map((layout) => `${layout.id} ${layout.crcExtra}`));
  const added = layouts.filter((layout) => !known.has(`${layout.id} ${layout.crcExtra}`));
  const names = new Set(added.map((layout) => layout.name));
  const table: CatalogTable = new Map(officialCatalog());
  // A user's message that borrows an official name would else inherit rows that were written for another layout.
  for (const name of names) table.delete(name);
  for (const [message, rows] of catalog) if (names.has(message)) table.set(message, rows);
  return new Dialect([...officialLayouts.filter((layout) => !names.has(layout.name)), ...added], table);
}

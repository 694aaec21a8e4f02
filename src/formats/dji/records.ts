import type { CatalogTable } from '../../model/catalog-table.ts';
import type { Field, FieldRule, Schema } from '../../model/schema.ts';
import { BodyEnd } from './body-end.ts';
import { layoutsText } from './gen/layouts.ts';
import { type BitField, layoutBytes, placeRows } from './place-rows.ts';
import { HIDDEN, parseRecordLayouts, type RecordLayout } from './record-layout.ts';
import { type ZoneReader, zoneReader } from './signals.ts';

export type { BitField } from './place-rows.ts';

/** A log may have so many different records and lengths of them; what comes after is refused, or memory would grow with the log. */
export const MAX_SCHEMAS = 128;
/** Room for a text. Longer ones are no message of the app and are withheld. */
export const TEXT_BYTES = 512;
/** First version whose records are encrypted, so that some say how others are read. */
const ENCRYPTED_FROM = 13;
const ANY = '*';

/**
 * One kind of content. A body has `size` bytes: first `payloadBytes` of the content as it stands in its record, unscrambled (zeros where the record is
 * shorter; what a record has beyond them is left out of the body and of what is written), then a byte for each bit field and for what stands
 * in no record, zero at first.
 */
export class DjiSchema implements Schema {
  index = -1;
  readonly message: string;
  readonly kind: 'prefix' | 'auxiliary' | 'details' | 'record' | 'jpeg';
  /** Of a record; else 0. */
  readonly recordType: number;
  readonly payloadBytes: number;
  readonly size: number;
  readonly fields: readonly Field[];
  readonly bits: readonly BitField[];
  readonly end: BodyEnd;
  /** The one field is a text that takes the whole content: it is written without the zeros behind it. `payloadBytes` is room for it. */
  readonly isText: boolean;
  readonly known: boolean;
  readonly teaches: boolean;
  readonly ofWholeLog?: boolean;
  readonly signals: boolean;
  /** Null: its records tell nothing of zones. */
  readonly zones: ZoneReader | null;

  constructor(parts: SchemaParts) {
    this.message = parts.message;
    this.kind = parts.kind;
    this.recordType = parts.recordType;
    this.payloadBytes = parts.payloadBytes;
    this.size = parts.size ?? parts.payloadBytes;
    this.fields = parts.fields ?? [];
    this.bits = parts.bits ?? [];
    this.end = parts.end ?? new BodyEnd(this);
    this.isText = parts.isText ?? false;
    this.known = parts.known ?? true;
    this.teaches = parts.teaches ?? false;
    if (parts.ofWholeLog !== undefined) this.ofWholeLog = parts.ofWholeLog;
    this.zones = (parts.signals === true && zoneReader(this.recordType, this.fields, this.size)) || null;
    this.signals = this.zones !== null;
  }
}

type Told = 'message' | 'kind' | 'recordType' | 'payloadBytes';
type SchemaParts = Pick<DjiSchema, Told> & Partial<Omit<DjiSchema, Told | 'index' | 'zones'>>;

/** What schemas of records and details are made after, by catalog: logs have the same ones again and again. */
const known = new WeakMap<CatalogTable, Map<string, DjiSchema>>();
/** So many lengths of records are remembered. */
const MOST_KNOWN = 1024;

let layouts: readonly RecordLayout[] | undefined;

/** {@link layoutBytes}, which are asked for with every record of a log that has too many schemas. */
const layoutSizes = new Map<RecordLayout, number>();

function mostBytes(layout: RecordLayout): number {
  const bytes = layoutSizes.get(layout) ?? layoutBytes(layout);
  if (!layoutSizes.has(layout)) layoutSizes.set(layout, bytes);
  return bytes;
}

/** All layouts of records and details; parsed at first use. */
export function recordLayouts(): readonly RecordLayout[] {
  layouts ??= parseRecordLayouts(layoutsText, 'DJI layouts');
  return layouts;
}

/**
 * The schemas of one log. What a method returns carries index -1 until it is announced, and is then the same object with its index; a decoder
 * yields it at that moment.
 */
export class DjiSchemas {
  readonly #catalog: CatalogTable;
  readonly #version: number;
  /** By type, and by type and first byte. */
  readonly #layouts: readonly (RecordLayout | undefined)[];
  /** By type and bytes of content. */
  readonly #records = new Map<number, DjiSchema>();
  readonly #unknown = new Map<number, DjiSchema>();
  readonly #others = new Map<string, DjiSchema>();
  #announced = 0;

  /** @param version of the file, 1 to 14 */
  constructor(catalog: CatalogTable, version: number) {
    this.#catalog = catalog;
    this.#version = version;
    const byType: (RecordLayout | undefined)[] = [];
    for (const layout of recordLayouts()) {
      const { type, kind, from, to } = layout;
      if (from <= version && version <= to) byType[kind === undefined ? type : numberOf(type, kind)] = layout;
    }
    this.#layouts = byType;
  }

  /**
   * The schema of a record with so many bytes of content, or undefined when the log has too many different ones. Types that nobody knows have
   * a schema each that is not `known`, and so have texts beyond {@link TEXT_BYTES}.
   * @param first byte of the content: of some types it says which of several layouts a record has
   */
  record(type: number, payloadBytes: number, first = 0): DjiSchema | undefined {
    const number = this.#layouts[type] === undefined ? numberOf(type, first) : type;
    const layout = type === 0 ? undefined : this.#layouts[number];
    if (layout === undefined || (layout.teaches && this.#version < ENCRYPTED_FROM)) return this.#unknownType(type);
    const isText = layout.rows[0]?.type === 'char' && layout.rows.length === 1;
    if (isText && payloadBytes > TEXT_BYTES) return this.#unknownType(type);
    // Of what is never released the length must not show either: of whole bodies, and of what stands behind the last field.
    const isHidden = layout.rows[0]?.elements === HIDDEN;
    const most = layout.teaches ? payloadBytes : mostBytes(layout);
    const bytes = isText ? TEXT_BYTES : isHidden ? HIDDEN_BYTES : Math.min(payloadBytes, most);
    const key = bytes * NUMBERS + number;
    const found = this.#records.get(key);
    if (found !== undefined || this.#isFull) return found;
    const schema = this.#place(layout, 'record', bytes, isText);
    this.#records.set(key, schema);
    return schema;
  }

  /** The schema of details of so many bytes; undefined when the log has too many schemas. */
  details(bytes: number): DjiSchema | undefined {
    const layout = this.#layouts[0];
    return layout === undefined
      ? undefined
      : this.#other(`details ${bytes}`, () => this.#place(layout, 'details', bytes, false));
  }

  /** The schema of the first bytes of a file, which say where the others stand: all of them are written anew. */
  prefix(bytes: number): DjiSchema | undefined {
    return this.#other(`prefix ${bytes}`, () => teaching('PREFIX', 'prefix', 0, bytes));
  }

  /** The schema of an auxiliary block, which is written anew. */
  auxiliary(bytes: number): DjiSchema | undefined {
    return this.#other(`auxiliary ${bytes}`, () => teaching('AUXILIARY', 'auxiliary', 0, bytes));
  }

  /** The schema of a piece of so many bytes of an image. */
  jpeg(bytes: number): DjiSchema | undefined {
    return this.#other(`jpeg ${bytes}`, () => {
      const data: Field = { name: 'data', offset: 0, type: 'u8', length: bytes, rules: this.#rulesOf('JPEG', 'data') };
      return new DjiSchema({ message: 'JPEG', kind: 'jpeg', recordType: 0, payloadBytes: bytes, fields: [data] });
    });
  }

  /** Gives a schema its index, the next one from 0; a schema that has one keeps it. */
  announce<S extends Schema>(schema: S): S {
    if (schema.index < 0) (schema as { index: number }).index = this.#announced++;
    return schema;
  }

  get #isFull(): boolean {
    return this.#records.size + this.#others.size >= MAX_SCHEMAS;
  }

  #other(key: string, make: () => DjiSchema): DjiSchema | undefined {
    const found = this.#others.get(key);
    if (found !== undefined || this.#isFull) return found;
    const schema = make();
    this.#others.set(key, schema);
    return schema;
  }

  #unknownType(type: number): DjiSchema {
    const found = this.#unknown.get(type);
    if (found !== undefined) return found;
    const message = this.#layouts[type]?.name ?? `RECORD_${type}`;
    const schema = new DjiSchema({ message, kind: 'record', recordType: type, payloadBytes: 0, known: false });
    this.#unknown.set(type, schema);
    return schema;
  }

  #place(layout: RecordLayout, kind: 'record' | 'details', bytes: number, isText: boolean): DjiSchema {
    const ofCatalog = known.get(this.#catalog) ?? new Map<string, DjiSchema>();
    const key = `${layout.name} ${layout.from} ${bytes}`;
    let model = ofCatalog.get(key);
    if (model === undefined) {
      model = this.#make(layout, kind, bytes, isText);
      if (ofCatalog.size >= MOST_KNOWN) ofCatalog.clear();
      known.set(this.#catalog, ofCatalog.set(key, model));
    }
    return new DjiSchema(model);
  }

  #make(layout: RecordLayout, kind: 'record' | 'details', bytes: number, isText: boolean): DjiSchema {
    const { name, type, signals } = layout;
    if (layout.teaches) return teaching(name, kind, type, bytes);
    const placed = placeRows(layout, bytes);
    const fields = placed.fields.map(
      (field): Field => ({ ...field, rules: this.#rulesOf(name, field.name, field.type) }),
    );
    return new DjiSchema({
      ...{ message: name, kind, recordType: type, payloadBytes: bytes, isText, signals },
      ...placed,
      fields,
      ...(kind === 'details' ? { ofWholeLog: true } : {}),
    });
  }

  /** A field's rows; those of a repeated field stand under its name without the number, those of unknown bytes under any record's. */
  #rulesOf(message: string, name: string, type = 'u8'): readonly FieldRule[] {
    const plain = name.replace(/(?:_\d+)+$/, '');
    const rows = this.#catalog.get(message);
    const found = rows?.get(name) ?? rows?.get(plain) ?? this.#catalog.get(ANY)?.get(plain) ?? [];
    const isWhole = type !== 'f32' && type !== 'f64' && type !== 'char';
    // Zero is what DJI's apps write where they have nothing to say.
    return found.map((rule) =>
      isWhole && rule.unknown === undefined && rule.blank === undefined ? { ...rule, blank: 0 } : rule,
    );
  }
}

/** Of the layout for records of a type with this first byte; those for all records of a type have its number. */
function numberOf(type: number, first: number): number {
  return type + 256 * (first + 1);
}

const NUMBERS = 2 ** 17;

/** What is written of a body that is never released: readers take shorter records for damage. */
const HIDDEN_BYTES = 4;

function teaching(message: string, kind: DjiSchema['kind'], recordType: number, bytes: number): DjiSchema {
  return new DjiSchema({ message, kind, recordType, payloadBytes: bytes, teaches: true });
}

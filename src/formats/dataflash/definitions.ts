import type { CatalogTable } from '../../model/catalog-table.ts';
import { agree, type DataflashSchema, type Definition, define, FORMAT_NAME, Kind } from './definition.ts';
import { FORMAT_BYTES, HEADER_BYTES } from './layout.ts';
import { FenceState, fenceReader, fenceReaders } from './signals.ts';

/** A log may define so many different messages; what comes after is refused, or memory would grow with the log. */
export const MAX_DEFINITIONS = 1000;
/** Every definition may turn out to be unknown later, and the four kinds of messages that teach are known or not. */
export const MAX_SCHEMAS = 2 * MAX_DEFINITIONS + 8;

/** What a log has defined so far. Definitions that are equal are one, under whichever number. */
export class Definitions {
  readonly #catalog: CatalogTable;
  readonly #byText = new Map<string, Definition>();
  readonly #teaching = new Map<number, DataflashSchema>();
  readonly #fenceState = new FenceState();
  #schemaCount = 0;

  constructor(catalog: CatalogTable) {
    this.#catalog = catalog;
  }

  /** Undefined for a definition that describes no body, and for one too many. */
  find(name: string, format: string, columns: string): Definition | undefined {
    const text = `${name}\0${format}\0${columns}`;
    const found = this.#byText.get(text);
    if (found !== undefined || this.#byText.size >= MAX_DEFINITIONS) return found;
    const definition = define(name, format, columns, this.#catalog);
    if (definition !== undefined) this.#byText.set(text, definition);
    return definition;
  }

  /** Gives a definition its schema, or a new one where it is no longer what it was. */
  announce(definition: Definition): DataflashSchema {
    const { kind, name, format, size, fields, stampAt, stampUs, isKnown } = definition;
    const index = this.#schemaCount++;
    const fence = kind === Kind.data ? fenceReader(name, fields, this.#fenceState) : null;
    definition.schema = {
      index,
      message: name,
      size,
      fields,
      columns: fields,
      known: isKnown,
      kind,
      format,
      stampAt,
      stampUs,
      signals: fence !== null,
    };
    if (fence !== null) fenceReaders.set(definition.schema, fence);
    return definition.schema;
  }

  /**
   * Compares the units of a FMTU row with those that the catalog relies on. A definition that they contradict is unknown from here on, under
   * whichever number it comes again.
   */
  applyUnits(definition: Definition, units: string, multiples: string): void {
    if (!definition.isKnown || agree(definition, units, multiples)) return;
    definition.isKnown = false;
    definition.schema = null;
  }

  /** Undefined: {@link announceTeaching} comes first. */
  teaching(kind: Kind, isKnown: boolean): DataflashSchema | undefined {
    return this.#teaching.get(2 * kind + Number(isKnown));
  }

  /** Schema of rows that teach: of those that pass, or of those that say what nobody knows. Nothing in them is edited. */
  announceTeaching(isKnown: boolean, { kind, name, size, format, fields, stampAt, stampUs }: Taught): DataflashSchema {
    const index = this.#schemaCount++;
    const layout = { format, columns: fields, kind, stampAt, stampUs };
    const schema = { index, message: name, size, fields: [], known: isKnown, teaches: true, ...layout };
    this.#teaching.set(2 * kind + Number(isKnown), schema);
    return schema;
  }
}

/** A message that teaches. */
export type Taught = Pick<Definition, 'kind' | 'name' | 'size' | 'format' | 'fields' | 'stampAt' | 'stampUs'>;

/** FMT defines itself; its body is not read by columns. */
export const formatRow: Taught = {
  ...{ kind: Kind.format, name: FORMAT_NAME, size: FORMAT_BYTES - HEADER_BYTES, format: '', fields: [] },
  ...{ stampAt: -1, stampUs: 1 },
};

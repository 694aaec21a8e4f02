import { readText } from '../../bytes/text.ts';
import type { CatalogTable } from '../../model/catalog-table.ts';
import { type Definition, isClassified, parseDefinition } from './definition.ts';
import { type Layout, layOut } from './layout.ts';
import { Most } from './records.ts';
import type { SchemaParts, UlogSchema } from './schema.ts';

/** What a subscription number means. */
export interface Topic {
  /** Null: nobody can tell how its records are read, though the log subscribed to it. */
  readonly schema: UlogSchema | null;
  /** Size of its data, without and with the padding at the end. */
  readonly size: number;
  readonly paddedSize: number;
}

const unreadable: Topic = { schema: null, size: -1, paddedSize: -1 };
/** The log has not subscribed to anything by this number. */
export const noTopic: Topic = { ...unreadable };

/** The formats that a log defines, and the topics that it subscribes to. */
export class Topics {
  readonly #catalog: CatalogTable;
  readonly #definitions = new Map<string, Definition>();
  /** By name: topics that the log has subscribed to. */
  readonly #topics = new Map<string, Topic>();
  #fieldCount = 0;
  /** By number of subscription, dense, so that a look-up is one read. */
  readonly byNumber: Topic[] = [];

  constructor(catalog: CatalogTable) {
    this.#catalog = catalog;
  }

  /** Whether the log has defined a format of this name. */
  isDefined(name: string): boolean {
    return this.#definitions.has(name);
  }

  /**
   * Learns the format in these bytes. A format that stands twice in a log is the same both times, else nothing that has its name can be read.
   * @returns whether the catalog has all of its words; undefined if it is none, or one too many
   */
  define(bytes: Uint8Array, start: number, end: number): boolean | undefined {
    const definition = parseDefinition(bytes, start, end);
    if (definition === undefined) {
      this.#spoil(bytes, start, end);
      return undefined;
    }
    const before = this.#definitions.get(definition.name);
    if (before !== undefined) {
      if (before.text !== definition.text) before.isAmbiguous = true;
      return before.isAmbiguous ? undefined : before.known;
    }
    if (this.#definitions.size >= Most.formats) return undefined;
    definition.known = isClassified(definition, this.#catalog);
    this.#definitions.set(definition.name, definition);
    return definition.known;
  }

  /** What cannot be read may have been another format of the name that it starts with. */
  #spoil(bytes: Uint8Array, start: number, end: number): void {
    const [name] = readText(bytes, start, Math.min(end, start + Most.formatBytes)).split(':');
    const before = this.#definitions.get(name!);
    if (before !== undefined) before.isAmbiguous = true;
  }

  /** The topic of this name if it has been asked for before. */
  find(name: string): Topic | undefined {
    return this.#topics.get(name);
  }

  /** Resolves a topic that has not been asked for before; `add` makes its schema. */
  resolve(name: string, add: (parts: SchemaParts) => UlogSchema): Topic {
    const definition = this.#definitions.get(name);
    const layout = definition && layOut(definition, this.#definitions, this.#catalog);
    const topic = layout === undefined ? unreadable : this.#topicOf(name, layout, add);
    this.#topics.set(name, topic);
    return topic;
  }

  #topicOf(name: string, { fields, size, paddedSize, known }: Layout, add: (parts: SchemaParts) => UlogSchema): Topic {
    this.#fieldCount += fields.length;
    if (this.#fieldCount > Most.allFields) return unreadable;
    const first = fields[0]!;
    const isStamped = first.name === 'timestamp' && first.type === 'u64' && first.length === 1;
    return { schema: add({ message: name, size, fields, known, stampAt: isStamped ? 0 : -1 }), size, paddedSize };
  }

  /** From here on the number means this topic. */
  subscribe(number: number, topic: Topic): void {
    const { byNumber } = this;
    while (byNumber.length <= number) byNumber.push(noTopic);
    byNumber[number] = topic;
  }

  /** From here on the number means a topic that cannot be read. */
  refuse(number: number): void {
    this.subscribe(number, unreadable);
  }
}

import { readText } from '../../bytes/text.ts';
import type { CatalogTable } from '../../model/catalog-table.ts';
import type { Schema } from '../../model/schema.ts';
import {
  HEADER_BYTES,
  HEADER_STAMP_AT,
  Most,
  RECORD_HEAD_BYTES,
  RecordType,
  SUBSCRIPTION_HEAD_BYTES,
} from './records.ts';
import { Kind, type SchemaParts, type UlogSchema, ulogSchema } from './schema.ts';
import { FenceState, fenceReader, fenceReaders } from './signals.ts';
import { noTopic, type Topic, Topics } from './topics.ts';
import {
  dropoutParts,
  infoKind,
  infoParts,
  isParameterRecord,
  keyAt,
  parameterParts,
  readKey,
  textParts,
} from './values.ts';

/** Records that have one schema in every log. Those that teach say nothing but how others are read. */
const fixedParts = {
  header: {
    message: '(header)',
    size: HEADER_BYTES,
    known: true,
    teaches: true,
    kind: Kind.header,
    stampAt: HEADER_STAMP_AT,
  },
  flagBits: { message: '(flag bits)', size: 0, known: true, teaches: true, kind: Kind.flagBits },
  knownFormat: { message: '(format)', size: 0, known: true, teaches: true },
  unknownFormat: { message: '(format)', size: 0, known: false, teaches: true },
  subscription: { message: '(subscription)', size: 0, known: true, teaches: true },
  removal: { message: '(removal)', size: 0, known: true, teaches: true },
  sync: { message: '(sync)', size: 0, known: true, teaches: true },
} as const satisfies Record<string, SchemaParts>;

/** The schemas of one log, in the order in which they were needed. */
export class Schemas {
  readonly topics: Topics;
  /** The definitions are over: formats that come now are none. */
  inData = false;

  readonly #catalog: CatalogTable;
  readonly #fence = new FenceState();
  #count = 0;
  /** Made, and not told to the reader of the log yet. */
  readonly #pending: UlogSchema[] = [];
  readonly #fixed = new Map<string | number, UlogSchema>();
  readonly #keys = new Map<string, UlogSchema>();
  readonly #parameters = new Map<string, UlogSchema>();
  /** The topic of the subscription that {@link find} saw last. */
  #topic: Topic = noTopic;

  constructor(catalog: CatalogTable) {
    this.#catalog = catalog;
    this.topics = new Topics(catalog);
  }

  /** A schema that was not announced yet; ask until there is none. */
  announced(): UlogSchema | undefined {
    return this.#pending.shift();
  }

  fixed(name: keyof typeof fixedParts): UlogSchema {
    return this.#fixed.get(name) ?? this.#keep(this.#fixed, name, fixedParts[name]);
  }

  /** The schema of a right record of any type but data; null if it is not read. The same until {@link take} is called. */
  find(type: number, bytes: Uint8Array, body: number, end: number): UlogSchema | null {
    switch (type) {
      case RecordType.flagBits:
        return this.fixed('flagBits');
      case RecordType.format: {
        const known = this.topics.define(bytes, body, end);
        if (known === undefined) return null;
        return this.fixed(known ? 'knownFormat' : 'unknownFormat');
      }
      case RecordType.subscription:
        return this.#findTopic(readText(bytes, body + SUBSCRIPTION_HEAD_BYTES, end));
      case RecordType.removal:
        return this.fixed('removal');
      case RecordType.sync:
        return this.fixed('sync');
      case RecordType.dropout:
        return this.#fixed.get(type) ?? this.#keep(this.#fixed, type, dropoutParts(this.#catalog));
      case RecordType.loggedString:
      case RecordType.taggedString:
        return this.#fixed.get(type) ?? this.#keep(this.#fixed, type, textParts(this.#catalog, type));
      default:
        return this.#findKeyed(type, bytes, body);
    }
  }

  /** The record at `start` is read. Returns the schema whose messages it belongs to. */
  take(bytes: Uint8Array, view: DataView, start: number): Schema | null {
    const type = bytes[start + 2]!;
    const body = start + RECORD_HEAD_BYTES;
    switch (type) {
      case RecordType.flagBits:
      case RecordType.format:
      case RecordType.info:
      case RecordType.multiInfo:
      case RecordType.parameter:
      case RecordType.parameterDefault:
        return null;
      case RecordType.subscription:
        this.inData = true;
        this.topics.subscribe(view.getUint16(body + 1, true), this.#topic);
        return this.#topic.schema;
      case RecordType.removal: {
        this.inData = true;
        const number = view.getUint16(body, true);
        const { schema } = this.topics.byNumber[number]!;
        this.topics.subscribe(number, noTopic);
        return schema;
      }
      default:
        this.inData = true;
        return null;
    }
  }

  #findTopic(name: string): UlogSchema | null {
    this.#topic = this.topics.find(name) ?? this.topics.resolve(name, (parts) => this.#add(parts));
    return this.#topic.schema === null ? null : this.fixed('subscription');
  }

  #findKeyed(type: number, bytes: Uint8Array, body: number): UlogSchema | null {
    const start = body + keyAt(type);
    const end = start + bytes[start - 1]!;
    const key = readKey(type, bytes, start, end)!;
    if (isParameterRecord(type)) {
      // The name is a field.
      const kind = `${type} ${key.type} ${key.name.length}`;
      const known = this.#parameters.get(kind);
      return known ?? this.#keep(this.#parameters, kind, parameterParts(this.#catalog, type, key, end - start));
    }
    const kind = infoKind(type, key);
    const known = this.#keys.get(kind);
    if (known !== undefined) return known;
    if (this.#keys.size >= Most.keys) return null;
    return this.#keep(this.#keys, kind, infoParts(this.#catalog, type, key));
  }

  #keep<K>(among: Map<K, UlogSchema>, name: K, parts: SchemaParts): UlogSchema {
    const schema = this.#add(parts);
    among.set(name, schema);
    return schema;
  }

  #add(parts: SchemaParts): UlogSchema {
    const fence = fenceReader(parts, this.#fence);
    const schema = ulogSchema(this.#count++, parts, fence !== undefined);
    if (fence !== undefined) fenceReaders.set(schema, fence);
    this.#pending.push(schema);
    return schema;
  }
}

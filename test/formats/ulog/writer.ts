import { writeText } from '../../../src/bytes/text.ts';
import { ulogCatalog } from '../../../src/formats/ulog/catalog.ts';
import { type Definition, isPadding, parseDefinition } from '../../../src/formats/ulog/definition.ts';
import { type Layout, layOut } from '../../../src/formats/ulog/layout.ts';
import { SYNC } from '../../../src/formats/ulog/records.ts';
import type { CatalogTable } from '../../../src/model/catalog-table.ts';
import { byteSizes, type Field } from '../../../src/model/schema.ts';
import { writeValue } from '../../../src/model/values.ts';
import { topicTexts, withNested } from './topics.ts';

export type FieldValue = number | bigint | string | readonly number[] | Uint8Array;
export type FieldValues = Readonly<Record<string, FieldValue>>;

export const START_US = 20_000_000n;

/** Writes ULogs as PX4 does: header, flags, formats and the rest; then what is called for, in that order. */
export class UlogWriter {
  readonly #pieces: Uint8Array[] = [];
  readonly #definitions = new Map<string, Definition>();
  readonly #numbers = new Map<string, number>();
  readonly #catalog: CatalogTable;

  constructor(catalog: CatalogTable = ulogCatalog()) {
    this.#catalog = catalog;
  }

  /** @param timeUs since boot */
  header(timeUs: bigint | number = START_US, version = 1): this {
    const header = Buffer.from([0x55, 0x4c, 0x6f, 0x67, 0x01, 0x12, 0x35, version, 0, 0, 0, 0, 0, 0, 0, 0]);
    header.writeBigUInt64LE(BigInt(timeUs), 8);
    return this.raw(header);
  }

  flags({ compat = 0, incompat = 0, offsets = [] as readonly number[] } = {}): this {
    const payload = Buffer.alloc(40);
    payload[0] = compat;
    payload[8] = incompat;
    for (const [index, offset] of offsets.entries()) payload.writeBigUInt64LE(BigInt(offset), 16 + 8 * index);
    return this.record('B', payload);
  }

  format(text: string): this {
    const bytes = latin(text);
    const definition = parseDefinition(bytes, 0, bytes.length);
    if (definition !== undefined) this.#definitions.set(definition.name, definition);
    return this.record('F', bytes);
  }

  /** Topics of PX4, with the formats that they need. */
  define(...topics: readonly string[]): this {
    const names = new Set(topics.flatMap((topic) => withNested(topic)));
    for (const name of names) if (!this.#definitions.has(name)) this.format(topicTexts.get(name)!);
    return this;
  }

  info(key: string, value: string | number | Uint8Array): this {
    return this.keyed('I', key, bytesOf(key, value));
  }

  multiInfo(key: string, value: string | Uint8Array, isContinued = 0): this {
    return this.keyed('M', key, bytesOf(key, value), isContinued);
  }

  parameter(name: string, value: number, type: 'float' | 'int32_t' = 'float'): this {
    return this.keyed('P', `${type} ${name}`, bytesOf(type, value));
  }

  parameterDefault(name: string, value: number, types = 1, type: 'float' | 'int32_t' = 'float'): this {
    return this.keyed('Q', `${type} ${name}`, bytesOf(type, value), types);
  }

  /** @param first the byte before the length of the key, which some types of records have */
  keyed(type: string, key: string, value: Uint8Array, first = 0): this {
    const head = type === 'M' || type === 'Q' ? [first, key.length] : [key.length];
    return this.record(type, head, latin(key), value);
  }

  /** Subscribes to a topic; the next free number if none is given. */
  subscribe(topic: string, instance = 0, number = this.#numbers.size): this {
    this.#numbers.set(`${topic} ${instance}`, number);
    return this.record('A', [instance, number & 0xff, number >>> 8], latin(topic));
  }

  remove(topic: string, instance = 0): this {
    return this.record('R', this.#numberOf(topic, instance));
  }

  /** Fields that are not named are zero. */
  data(topic: string, values: FieldValues = {}, instance = 0): this {
    return this.body(topic, this.bodyOf(topic, values), instance);
  }

  body(topic: string, body: Uint8Array, instance = 0): this {
    return this.record('D', this.#numberOf(topic, instance), body);
  }

  bodyOf(topic: string, values: FieldValues): Uint8Array {
    const { fields, size } = this.layoutOf(topic);
    const body = new Uint8Array(size);
    for (const [name, value] of Object.entries(values)) {
      const field = fields.find((candidate) => candidate.name === name);
      if (field === undefined) throw new RangeError(`${topic} has no field ${name}`);
      write(body, field, value);
    }
    return body;
  }

  layoutOf(topic: string): Layout {
    const layout = layOut(this.#definitions.get(topic)!, this.#definitions, this.#catalog);
    if (layout === undefined) throw new RangeError(`${topic} has no layout`);
    return layout;
  }

  /** Every field but padding. */
  fieldsOf(topic: string): readonly Field[] {
    return this.layoutOf(topic).fields.filter(({ name }) => !isPadding(name.replace(/.*\./, '')));
  }

  logged(timeUs: bigint | number, text: string | Uint8Array, level = 0x36): this {
    return this.record('L', [level], u64(timeUs), typeof text === 'string' ? latin(text) : text);
  }

  tagged(timeUs: bigint | number, text: string, tag = 1, level = 0x36): this {
    return this.record('C', [level, tag & 0xff, tag >>> 8], u64(timeUs), latin(text));
  }

  dropout(durationMs: number): this {
    return this.record('O', [durationMs & 0xff, durationMs >>> 8]);
  }

  sync(): this {
    return this.record('S', SYNC);
  }

  /** A record of any type; `size` is what it claims to be long. */
  record(type: string, ...payload: readonly (ArrayLike<number> | undefined)[]): this {
    const bytes = Buffer.concat(payload.map((piece) => Buffer.from(Uint8Array.from(piece ?? []))));
    return this.raw(recordOf(type, bytes));
  }

  raw(bytes: Uint8Array): this {
    this.#pieces.push(bytes);
    return this;
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#pieces));
  }

  #numberOf(topic: string, instance: number): number[] {
    const number = this.#numbers.get(`${topic} ${instance}`);
    if (number === undefined) throw new RangeError(`the log has not subscribed to ${topic}`);
    return [number & 0xff, number >>> 8];
  }
}

/** @param size what the record claims to be long */
export function recordOf(type: string, payload: Uint8Array, size = payload.length): Uint8Array {
  return new Uint8Array(Buffer.concat([Buffer.from([size & 0xff, size >>> 8, type.charCodeAt(0)]), payload]));
}

export function latin(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function u64(value: bigint | number): Uint8Array {
  return new Uint8Array(BigUint64Array.of(BigInt(value)).buffer);
}

function bytesOf(key: string, value: string | number | Uint8Array): Uint8Array {
  if (typeof value === 'string') return latin(value);
  if (typeof value === 'object') return value;
  if (/^float\b/.test(key)) return new Uint8Array(Float32Array.of(value).buffer);
  if (/^uint64_t\b/.test(key)) return u64(value);
  return new Uint8Array(Int32Array.of(value).buffer);
}

function write(body: Uint8Array, field: Field, value: FieldValue): void {
  const size = byteSizes[field.type];
  if (typeof value === 'string') writeText(body, field.offset, field.offset + field.length, value);
  else if (typeof value === 'object') {
    for (let index = 0; index < Math.min(value.length, field.length); index++) {
      writeValue(body, field.offset + index * size, field.type, value[index]!);
    }
  } else writeValue(body, field.offset, field.type, value);
}

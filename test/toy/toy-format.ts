import { Memory } from '../../src/bytes/memory.ts';
import { readText } from '../../src/bytes/text.ts';
import { parseCatalogTable } from '../../src/model/catalog-table.ts';
import {
  type Decoder,
  type Format,
  Found,
  Frame,
  type Gap,
  type GapReason,
  noSchema,
  type Sealer,
} from '../../src/model/format.ts';
import { byteSizes, type Field, type FieldType, type Schema } from '../../src/model/schema.ts';
import { toyCatalogText } from './toy-catalog.ts';

/**
 * A small self-describing format for tests. A record is `magic, type, length, payload, sum`: one byte each, the payload, and 16 bits of the
 * sum of type, length and payload bytes. Type 0 teaches another type: `number, name[12], count`, then for each field `type, name[9]`.
 */
export const MAGIC = 0xa7;
export const HEADER_BYTES = 3;
export const SUM_BYTES = 2;
export const DEFINITION_TYPE = 0;
export const NAME_BYTES = 12;
export const FIELD_NAME_BYTES = 9;
export const DEFINITION_HEAD_BYTES = 1 + NAME_BYTES + 1;
export const FIELD_BYTES = 1 + FIELD_NAME_BYTES;
export const MAX_RECORD_BYTES = HEADER_BYTES + 255 + SUM_BYTES;
/** A log may teach so many different messages; what comes after is refused, or memory would grow with the log. */
export const MAX_TAUGHT = 1000;

/** Field types by their number in a definition: type and count of elements. */
export const toyTypes: readonly (readonly [FieldType, number])[] = [
  ...(['u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'u64', 'i64', 'f32', 'f64'] as const).map(
    (type): readonly [FieldType, number] => [type, 1],
  ),
  ['char', 16],
  ['char', 48],
  ['u8', 64],
];

const catalog = parseCatalogTable(toyCatalogText, 'toy catalog');

/** The fields of a message, one behind the other, with what the catalog says of them. */
export function toyFields(message: string, fields: readonly { name: string; code: number }[]): Field[] {
  const rows = catalog.get(message);
  let offset = 0;
  return fields.map(({ name, code }) => {
    const [type, length] = toyTypes[code]!;
    const field: Field = { name, offset, type, length, rules: rows?.get(name) ?? [] };
    offset += byteSizes[type] * length;
    return field;
  });
}

export function sumOf(bytes: Uint8Array, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; at++) sum += bytes[at]!;
  return sum & 0xffff;
}

class ToyDecoder implements Decoder {
  readonly frame = new Frame();
  readonly gap: Gap = { offset: 0, length: 0, reason: 'noise', sender: -1 };
  schema: Schema = noSchema;
  position = 0;

  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;
  #final = false;
  #origin = 0;
  /** Whether a record is due right here: then one that is damaged is stepped over whole. */
  #inStep = true;
  #schemaCount = 0;
  /** Schemas by number of type, as taught last. */
  readonly #taught = new Map<number, Schema>();
  /** Schemas of taught messages by name and fields, and of definitions by their size. */
  readonly #byDefinition = new Map<string, Schema>();
  readonly #definitions = new Map<number, Schema>();

  window(bytes: Uint8Array, start: number, end: number, final: boolean): void {
    this.#origin += this.position - start;
    this.#bytes = bytes;
    this.position = start;
    this.#end = end;
    this.#final = final;
  }

  next(): Found {
    const bytes = this.#bytes;
    const start = this.position;
    const available = this.#end - start;
    if (available <= 0) return Found.more;
    if (bytes[start] !== MAGIC) return this.#scan();
    if (available < HEADER_BYTES) return this.#final ? this.#takeGap(available, 'end-of-input') : Found.more;
    const type = bytes[start + 1]!;
    const length = bytes[start + 2]!;
    const body = start + HEADER_BYTES;
    const end = body + length + SUM_BYTES;
    if (end > this.#end) {
      if (!this.#final) return Found.more;
      return this.#inStep ? this.#takeGap(available, 'end-of-input') : this.#scan();
    }
    if (!this.#isRight(start, end)) {
      if (!this.#inStep) return this.#scan();
      if (end === this.#end && !this.#final) return Found.more;
      return end === this.#end || bytes[end] === MAGIC ? this.#takeGap(end - start, 'bad-checksum') : this.#scan();
    }
    if (type === DEFINITION_TYPE) return this.#takeDefinition(body, length);
    return this.#inStep || this.#taught.has(type) ? this.#takeRecord(type, body, length) : this.#scan();
  }

  #takeRecord(type: number, body: number, length: number): Found {
    const schema = this.#taught.get(type);
    const whole = HEADER_BYTES + length + SUM_BYTES;
    if (schema === undefined) return this.#takeGap(whole, 'unknown-message');
    if (length !== schema.size) return this.#takeGap(whole, 'bad-length');
    return this.#takeFrame(schema, null, body, length);
  }

  #takeDefinition(body: number, length: number): Found {
    const bytes = this.#bytes;
    const own = this.#definitions.get(length);
    if (own === undefined && isDefinition(bytes, body, length)) {
      this.schema = this.#add('DEFINITION', [
        ...toyFields('DEFINITION', [{ name: 'number', code: 0 }]),
        definitionField('name', 1, 'char', NAME_BYTES),
        definitionField('count', 1 + NAME_BYTES, 'u8', 1),
        definitionField('fields', DEFINITION_HEAD_BYTES, 'u8', length - DEFINITION_HEAD_BYTES),
      ]);
      this.#definitions.set(length, this.schema);
      return Found.schema;
    }
    const number = length > 0 ? bytes[body]! : 0;
    if (own === undefined || !isDefinition(bytes, body, length)) return this.#refuse(number, length);
    const key = readRaw(bytes, body + 1, body + length);
    const known = this.#byDefinition.get(key);
    if (known === undefined) {
      if (this.#byDefinition.size >= MAX_TAUGHT) return this.#refuse(number, length);
      this.schema = this.#learn(bytes, body);
      this.#byDefinition.set(key, this.schema);
      return Found.schema;
    }
    this.#taught.set(number, known);
    return this.#takeFrame(own, known, body, length);
  }

  /** A definition that cannot be used: its type means nothing from here on, rather than what it meant before. */
  #refuse(number: number, length: number): Found {
    this.#taught.delete(number);
    return this.#takeGap(HEADER_BYTES + length + SUM_BYTES, 'incompatible');
  }

  #learn(bytes: Uint8Array, body: number): Schema {
    const message = readText(bytes, body + 1, body + 1 + NAME_BYTES);
    const fields: { name: string; code: number }[] = [];
    const count = bytes[body + 1 + NAME_BYTES]!;
    for (let index = 0; index < count; index++) {
      const at = body + DEFINITION_HEAD_BYTES + index * FIELD_BYTES;
      fields.push({ name: readText(bytes, at + 1, at + FIELD_BYTES), code: bytes[at]! });
    }
    return this.#add(message, toyFields(message, fields));
  }

  #add(message: string, fields: readonly Field[]): Schema {
    const last = fields.at(-1)!;
    const size = last.offset + byteSizes[last.type] * last.length;
    return { index: this.#schemaCount++, message, size, fields, known: catalog.has(message) };
  }

  #takeFrame(schema: Schema, defines: Schema | null, body: number, length: number): Found {
    const { frame } = this;
    frame.start = frame.head = this.position;
    frame.end = body + length + SUM_BYTES;
    frame.body = body;
    frame.bodyLength = length;
    frame.schema = schema;
    frame.defines = defines;
    this.position = frame.end;
    this.#inStep = true;
    return Found.frame;
  }

  #isRight(start: number, end: number): boolean {
    return (
      sumOf(this.#bytes, start + 1, end - SUM_BYTES) === new Memory(this.#bytes).view.getUint16(end - SUM_BYTES, true)
    );
  }

  /** Looks for the next right record of a type that has been taught, byte by byte. */
  #scan(): Found {
    const bytes = this.#bytes;
    const start = this.position;
    for (let at = start + 1; at < this.#end; at++) {
      if (bytes[at] !== MAGIC) continue;
      const end = at + HEADER_BYTES + SUM_BYTES + (bytes[at + 2] ?? 0);
      if (at + HEADER_BYTES > this.#end || end > this.#end) {
        if (this.#final) continue;
        return this.#leaveStep(at - start);
      }
      const isTaught = bytes[at + 1] === DEFINITION_TYPE || this.#taught.has(bytes[at + 1]!);
      if (isTaught && this.#isRight(at, end)) return this.#takeGap(at - start, 'noise');
    }
    return this.#final ? this.#takeGap(this.#end - start, 'noise') : this.#leaveStep(this.#end - start);
  }

  #leaveStep(length: number): Found {
    this.#takeGap(length, 'noise');
    this.#inStep = false;
    return Found.gap;
  }

  #takeGap(length: number, reason: GapReason): Found {
    this.gap.offset = this.#origin + this.position;
    this.gap.length = length;
    this.gap.reason = reason;
    this.position += length;
    this.#inStep = true;
    return Found.gap;
  }
}

function definitionField(name: string, offset: number, type: FieldType, length: number): Field {
  return { name, offset, type, length, rules: catalog.get('DEFINITION')!.get(name)! };
}

/** Strict: only what a right writer would produce, so that a definition holds nothing but names and types. */
function isDefinition(bytes: Uint8Array, body: number, length: number): boolean {
  if (length < DEFINITION_HEAD_BYTES + FIELD_BYTES || bytes[body] === DEFINITION_TYPE) return false;
  const count = bytes[body + 1 + NAME_BYTES]!;
  if (length !== DEFINITION_HEAD_BYTES + count * FIELD_BYTES) return false;
  if (
    !isName(bytes, body + 1, body + 1 + NAME_BYTES) ||
    readText(bytes, body + 1, body + 1 + NAME_BYTES) === 'DEFINITION'
  )
    return false;
  const names = new Set<string>();
  let size = 0;
  for (let at = body + DEFINITION_HEAD_BYTES; at < body + length; at += FIELD_BYTES) {
    const type = toyTypes[bytes[at]!];
    if (type === undefined || !isName(bytes, at + 1, at + FIELD_BYTES)) return false;
    names.add(readText(bytes, at + 1, at + FIELD_BYTES));
    size += byteSizes[type[0]] * type[1];
  }
  return names.size === count && size <= 255;
}

/** Letters, then nothing but NUL. */
function isName(bytes: Uint8Array, start: number, end: number): boolean {
  return /^[A-Za-z]+\0*$/.test(readRaw(bytes, start, end));
}

function readRaw(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

class ToySealer implements Sealer {
  observe(): void {}

  drop(): void {}

  seal(bytes: Uint8Array, frame: Frame, edited: boolean): number {
    const sumAt = frame.end - SUM_BYTES;
    if (edited) new Memory(bytes).view.setUint16(sumAt, sumOf(bytes, frame.start + 1, sumAt), true);
    return frame.end;
  }

  rebuild(bytes: Uint8Array, frame: Frame, body: Uint8Array, target: Uint8Array): number {
    const { size } = frame.schema;
    target.set(bytes.subarray(frame.start, frame.body));
    target[2] = size;
    target.set(body.subarray(0, size), HEADER_BYTES);
    const sumAt = HEADER_BYTES + size;
    new Memory(target).view.setUint16(sumAt, sumOf(target, 1, sumAt), true);
    return sumAt + SUM_BYTES;
  }
}

/** @see ToyDecoder for what it looks like */
export const toyFormat: Format = {
  name: 'toy',
  family: 'toy',
  title: 'toy log',
  extension: '.toy',
  logClock: 'unix',
  maxRecordBytes: MAX_RECORD_BYTES,
  detect(head, isWhole) {
    const decoder = new ToyDecoder();
    decoder.window(head, 0, head.length, isWhole);
    for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
      if (found === Found.frame) return true;
    }
    return false;
  },
  createDecoder: () => new ToyDecoder(),
  createSealer: () => new ToySealer(),
  *catalog() {
    for (const [message, rows] of catalog) {
      for (const [field, rules] of rows) for (const rule of rules) yield { format: 'toy', message, field, rule };
    }
  },
  readLogTimeUs(view, frame) {
    const time = frame.schema.fields[0];
    if (time?.name !== 'time' || time.type !== 'u64') return undefined;
    return view.getUint32(frame.body, true) + view.getUint32(frame.body + 4, true) * 2 ** 32;
  },
  senderName: () => 'the only sender',
};

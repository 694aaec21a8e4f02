import { Memory } from '../../src/bytes/memory.ts';
import { writeText } from '../../src/bytes/text.ts';
import { byteSizes, type Field } from '../../src/model/schema.ts';
import { writeValue } from '../../src/model/values.ts';
import {
  DEFINITION_HEAD_BYTES,
  DEFINITION_TYPE,
  FIELD_BYTES,
  HEADER_BYTES,
  MAGIC,
  NAME_BYTES,
  SUM_BYTES,
  sumOf,
  toyFields,
  toyTypes,
} from './toy-format.ts';

/** Names of field types in the order of their numbers. */
const codes = [
  'u8',
  'i8',
  'u16',
  'i16',
  'u32',
  'i32',
  'u64',
  'i64',
  'f32',
  'f64',
  'text16',
  'text48',
  'bytes64',
] as const;
export type ToyType = (typeof codes)[number];
export type ToyValue = number | bigint | string | Uint8Array;

/** The messages of the toy catalog as toy logs have them: `field type, ...`. */
export const toyMessages: Readonly<Record<string, string>> = {
  FIX: 'time u64, lat i32, lon i32, quality u8',
  TRACK: 'time u64, lat i32, lon i32, height f32, seen u8, load u16',
  ATTITUDE: 'time u64, roll f32, pitch f32, yaw f32',
  HOME: 'time u64, lat f64, lon f64',
  DEVICE: 'time u64, serial text16, build u64, owner text16, address u32, sensors u32',
  NOTE: 'time u64, text text48',
  STEP: 'time u64, kind u8, value i32',
  SETTING: 'name text16, value f32',
  BATTERY: 'uptime u32, volts f32, amps i16',
  TUNNEL: 'time u64, payload bytes64, rate u16',
  TRAFFIC: 'time u64, lat i32, sign text16',
  FIELD: 'time u64, north i16, air f32, ground i32, shake f32',
  ZONE: 'time u64, event u8, area u32',
  PASS: 'key text16',
};

export function parseToyFields(text: string): { name: string; code: number }[] {
  return text.split(', ').map((part) => {
    const [name, type] = part.split(' ') as [string, ToyType];
    return { name, code: codes.indexOf(type) };
  });
}

/** Writes toy logs record by record. */
export class ToyWriter {
  readonly #pieces: Uint8Array[] = [];
  readonly #numbers = new Map<string, { number: number; fields: readonly Field[] }>();

  /** Teaches a message under a number; without `layout`, one of {@link toyMessages}. */
  define(number: number, message: string, layout: string = toyMessages[message]!): this {
    const fields = parseToyFields(layout);
    this.#numbers.set(message, { number, fields: toyFields(message, fields) });
    const payload = new Uint8Array(DEFINITION_HEAD_BYTES + fields.length * FIELD_BYTES);
    payload[0] = number;
    writeText(payload, 1, 1 + NAME_BYTES, message);
    payload[1 + NAME_BYTES] = fields.length;
    fields.forEach(({ name, code }, index) => {
      const at = DEFINITION_HEAD_BYTES + index * FIELD_BYTES;
      payload[at] = code;
      writeText(payload, at + 1, at + FIELD_BYTES, name);
    });
    return this.raw(toyRecord(DEFINITION_TYPE, payload));
  }

  fieldsOf(message: string): readonly Field[] {
    return this.#taught(message).fields;
  }

  /** Bytes of a body of this message. */
  bodySize(message: string): number {
    return toyBody(this.fieldsOf(message), {}).length;
  }

  /** A record of a message that was taught; fields that are not named are zero. */
  record(message: string, values: Readonly<Record<string, ToyValue>>): this {
    return this.body(message, toyBody(this.#taught(message).fields, values));
  }

  body(message: string, body: Uint8Array): this {
    return this.raw(toyRecord(this.#taught(message).number, body));
  }

  raw(bytes: Uint8Array): this {
    this.#pieces.push(bytes);
    return this;
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#pieces));
  }

  #taught(message: string): { number: number; fields: readonly Field[] } {
    const taught = this.#numbers.get(message);
    if (taught === undefined) throw new RangeError(`${message} has not been defined`);
    return taught;
  }
}

export function toyRecord(type: number, payload: Uint8Array): Uint8Array {
  const record = new Uint8Array(HEADER_BYTES + payload.length + SUM_BYTES);
  record[0] = MAGIC;
  record[1] = type;
  record[2] = payload.length;
  record.set(payload, HEADER_BYTES);
  const sumAt = HEADER_BYTES + payload.length;
  new Memory(record).view.setUint16(sumAt, sumOf(record, 1, sumAt), true);
  return record;
}

export function toyBody(fields: readonly Field[], values: Readonly<Record<string, ToyValue>>): Uint8Array {
  const last = fields.at(-1)!;
  const body = new Uint8Array(last.offset + byteSizes[last.type] * last.length);
  for (const [name, value] of Object.entries(values)) {
    const field = fields.find((candidate) => candidate.name === name);
    if (field === undefined) throw new RangeError(`there is no field ${name}`);
    if (typeof value === 'string') writeText(body, field.offset, field.offset + field.length, value);
    else if (value instanceof Uint8Array) body.set(value.subarray(0, field.length), field.offset);
    else writeValue(body, field.offset, field.type, value);
  }
  return body;
}

if (codes.length !== toyTypes.length) throw new RangeError('the names of the toy types do not fit their numbers');

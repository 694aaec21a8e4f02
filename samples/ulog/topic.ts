import { readFileSync } from 'node:fs';
import { byteSizes, type FieldType } from '../../src/model/schema.ts';
import type { Values } from '../encode.ts';
import { numbersOf, putNumber, putText } from '../rows.ts';

/** A topic as PX4 lays it out. */
export interface Topic {
  readonly name: string;
  /** Text of its format message. */
  readonly format: string;
  /** With the names of nested ones, such as `esc[0].esc_rpm`. */
  readonly fields: ReadonlyMap<string, TopicField>;
  /** With the padding at the end. */
  readonly size: number;
  /** Of a record: without it. */
  readonly recordSize: number;
}

interface TopicField {
  readonly type: FieldType;
  readonly elements: number;
  readonly offset: number;
}

interface Declared {
  readonly name: string;
  readonly type: string;
  readonly elements: number;
}

const types: Readonly<Record<string, FieldType>> = {
  ...{ int8_t: 'i8', uint8_t: 'u8', int16_t: 'i16', uint16_t: 'u16', int32_t: 'i32', uint32_t: 'u32', int64_t: 'i64' },
  ...{ uint64_t: 'u64', float: 'f32', double: 'f64', bool: 'u8', char: 'char' },
};
const ALIGNMENT = 8;

let topics: ReadonlyMap<string, Topic> | undefined;

/** Topics of PX4 1.16 by name. */
export function knownTopics(): ReadonlyMap<string, Topic> {
  if (topics !== undefined) return topics;
  const declared = new Map<string, string>();
  for (const block of readFileSync(new URL('topics.txt', import.meta.url), 'utf8').split(/\n(?=\w)/)) {
    const [name = '', ...lines] = block.split('\n');
    if (!name.startsWith('#')) declared.set(name, lines.join(' '));
  }
  const made = new Map<string, Topic>();
  for (const [name, text] of declared) made.set(name, topicOf(name, text, made));
  topics = made;
  return topics;
}

/**
 * A topic from its fields, which PX4's compiler orders by size, nested ones last, with paddings.
 * @param nested topics that its fields may have as types
 */
export function topicOf(name: string, text: string, nested: ReadonlyMap<string, Topic> = new Map()): Topic {
  const declared = text.split(';').map((part) => declaredField(part.trim()));
  const sizeOf = ({ type }: Declared): number => (nested.has(type) ? 0 : byteSizes[types[type]!]);
  const ordered = [...declared].sort((a, b) => sizeOf(b) - sizeOf(a));
  const fields = new Map<string, TopicField>();
  let format = `${name}:`;
  let paddings = 0;
  let offset = 0;
  const pad = (): void => {
    const bytes = (ALIGNMENT - (offset % ALIGNMENT)) % ALIGNMENT;
    if (bytes > 0) format += `uint8_t[${bytes}] _padding${paddings++};`;
    offset += bytes;
  };
  for (const field of ordered) {
    const inner = nested.get(field.type);
    if (inner === undefined) {
      const type = types[field.type]!;
      fields.set(field.name, { type, elements: field.elements, offset });
      offset += byteSizes[type] * field.elements;
    } else {
      pad();
      for (let index = 0; index < field.elements; index++) {
        const prefix = field.elements === 1 ? field.name : `${field.name}[${index}]`;
        for (const [innerName, at] of inner.fields)
          fields.set(`${prefix}.${innerName}`, { ...at, offset: offset + at.offset });
        offset += inner.size;
      }
    }
    format += `${field.type}${field.elements === 1 ? '' : `[${field.elements}]`} ${field.name};`;
  }
  const recordSize = offset;
  pad();
  return { name, format, fields, size: offset, recordSize };
}

function declaredField(text: string): Declared {
  const [, type, count, name] = /^(\w+)(?:\[(\d+)\])? (\w+)$/.exec(text) ?? [];
  if (type === undefined || name === undefined) throw new RangeError(`${text} is no field`);
  return { name, type, elements: count === undefined ? 1 : Number(count) };
}

/**
 * The contents of a topic. What is left out is zero.
 * @throws RangeError for a field that there is not, or a value that does not fit
 */
export function contentsOf(topic: Topic, values: Values): Uint8Array {
  const bytes = new Uint8Array(topic.recordSize);
  for (const name in values) {
    const field = topic.fields.get(name);
    const what = `${topic.name}.${name}`;
    if (field === undefined) throw new RangeError(`there is no ${what}`);
    const { type, elements, offset } = field;
    const value = values[name]!;
    if (typeof value === 'string') {
      putText(bytes, offset, elements, value, what);
      continue;
    }
    const numbers = numbersOf(value);
    if (numbers.length > elements) throw new RangeError(`a value does not fit ${what}`);
    for (const [index, number] of numbers.entries()) {
      putNumber(bytes, offset + index * byteSizes[type], type, number, what);
    }
  }
  return bytes;
}

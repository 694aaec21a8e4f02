import { readFileSync } from 'node:fs';
import { byteSizes, type FieldType } from '../../src/model/schema.ts';
import type { Values } from '../encode.ts';
import { misfit, numbersOf, putNumber, putText } from '../rows.ts';

/** One message as the log itself declares it. */
export interface Message {
  readonly name: string;
  readonly type: number;
  readonly format: string;
  readonly columns: string;
  /** A unit and a multiplier for each column, as characters. */
  readonly units: string;
  readonly multipliers: string;
  readonly fields: readonly Column[];
  /** Of a whole record. */
  readonly length: number;
}

export interface Column {
  readonly name: string;
  /** Format character (ArduPilot, LogStructure.h, "Format characters in the format string"). */
  readonly letter: string;
  readonly type: FieldType;
  readonly elements: number;
  /** The record holds the value times this. */
  readonly scale: number;
  /** From the start of the record. */
  readonly offset: number;
}

const HEAD = [0xa3, 0x95] as const;
const HEAD_BYTES = 3;

const letters: Readonly<Record<string, readonly [type: FieldType, elements?: number, scale?: number]>> = {
  ...{ b: ['i8'], B: ['u8'], M: ['u8'], h: ['i16'], H: ['u16'], i: ['i32'], I: ['u32'], q: ['i64'], Q: ['u64'] },
  ...{ f: ['f32'], d: ['f64'], L: ['i32'], n: ['char', 4], N: ['char', 16], Z: ['char', 64], a: ['i16', 32] },
  ...{ c: ['i16', 1, 100], C: ['u16', 1, 100], e: ['i32', 1, 100], E: ['u32', 1, 100] },
};

export function declare(
  name: string,
  type: number,
  format: string,
  columns: string,
  units = '',
  multipliers = '',
): Message {
  const names = columns.split(',');
  let offset = HEAD_BYTES;
  const fields = names.map((column, index): Column => {
    const letter = format[index] ?? '';
    const found = letters[letter];
    if (found === undefined) throw new RangeError(`${name}.${column} has no format`);
    const [kind, elements = 1, scale = 1] = found;
    const field = { name: column, letter, type: kind, elements, scale, offset };
    offset += byteSizes[kind] * elements;
    return field;
  });
  return { name, type, format, columns, units, multipliers, fields, length: offset };
}

let messages: ReadonlyMap<string, Message> | undefined;

/** Messages of ArduCopter 4.6 by name, in the order in which a log declares them. */
export function knownMessages(): ReadonlyMap<string, Message> {
  messages ??= new Map(
    readFileSync(new URL('messages.txt', import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [name = '', type, format = '', columns = '', units, multipliers] = line.split(' ');
        return [name, declare(name, Number(type), format, columns, units, multipliers)];
      }),
  );
  return messages;
}

/**
 * A binary record.
 * @param values by column in the column's own unit, degrees times 1e7 for places; columns left out are zero
 * @throws RangeError for a column that there is not, or a value that does not fit
 */
export function recordOf(message: Message, values: Values): Uint8Array {
  const record = new Uint8Array(message.length);
  record.set([...HEAD, message.type]);
  for (const name in values) {
    const field = message.fields.find((column) => column.name === name);
    if (field === undefined) throw new RangeError(`${message.name} has no ${name}`);
    const { type, elements, scale, offset } = field;
    const what = `${message.name}.${name}`;
    const value = values[name]!;
    if (typeof value === 'string') {
      putText(record, offset, elements, value, what);
      continue;
    }
    const numbers = numbersOf(value);
    if (numbers.length > elements) throw misfit(what);
    numbers.forEach((number, index) => {
      const scaled = scale === 1 ? number : Math.round(Number(number) * scale);
      putNumber(record, offset + index * byteSizes[type], type, scaled, what);
    });
  }
  return record;
}

/** Declares a message to a reader. */
export function formatRecord({ name, type, length, format, columns }: Message): Uint8Array {
  const values = { Type: type, Length: length, Name: name, Format: format, Columns: columns };
  return recordOf(knownMessages().get('FMT')!, values);
}

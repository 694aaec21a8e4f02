import { byteSizes, type FieldType } from '../../model/schema.ts';

/** Every record begins with these two bytes, then the number of its type (ArduPilot, AP_Logger/LogStructure.h). */
export const HEAD_1 = 0xa3;
export const HEAD_2 = 0x95;
/** Both, as a little-endian number. */
export const HEAD = 0x95a3;
export const HEADER_BYTES = 3;
/** The length of a record is one byte. */
export const MAX_RECORD_BYTES = 255;

/** The type that tells how others are read, and where its columns stand in the body. */
export const FORMAT_TYPE = 128;
export const FORMAT_BYTES = 89;
export const FormatColumn = { type: 0, length: 1, name: 2, format: 6, columns: 22, end: 86 } as const;

/** How a format character is stored: type, number of elements, and what a stored number is divided by. */
export interface Storage {
  readonly type: FieldType;
  readonly length: number;
  readonly scale: 1 | 100 | 1e7;
}

const plain = (type: FieldType, length = 1): Storage => ({ type, length, scale: 1 });
const scaled = (type: FieldType, scale: 100 | 1e7): Storage => ({ type, length: 1, scale });

/** By format character (AP_Logger/LogStructure.h, "Format characters in the format string"). */
const storages: ReadonlyMap<string, Storage> = new Map([
  ['a', plain('i16', 32)],
  ['b', plain('i8')],
  ['B', plain('u8')],
  ['h', plain('i16')],
  ['H', plain('u16')],
  ['i', plain('i32')],
  ['I', plain('u32')],
  ['f', plain('f32')],
  ['d', plain('f64')],
  // Half-precision floats: released or hidden as the sixteen bits that they are.
  ['g', plain('u16')],
  ['n', plain('char', 4)],
  ['N', plain('char', 16)],
  ['Z', plain('char', 64)],
  ['c', scaled('i16', 100)],
  ['C', scaled('u16', 100)],
  ['e', scaled('i32', 100)],
  ['E', scaled('u32', 100)],
  ['L', scaled('i32', 1e7)],
  ['M', plain('u8')],
  ['q', plain('i64')],
  ['Q', plain('u64')],
]);

/** Undefined for a character that stands for nothing. */
export function storageOf(character: string): Storage | undefined {
  return storages.get(character);
}

export function storedBytes({ type, length }: Storage): number {
  return byteSizes[type] * length;
}

/** Column names of a definition; none for the empty text. */
export function columnNames(columns: string): readonly string[] {
  return columns === '' ? [] : columns.split(',');
}

/**
 * Length of the body that a format describes.
 * @returns undefined for a format with an unknown character, or with another number of columns
 */
export function bodyBytes(format: string, columns: string): number | undefined {
  if (columnNames(columns).length !== format.length) return undefined;
  let size = 0;
  for (const character of format) {
    const storage = storages.get(character);
    if (storage === undefined) return undefined;
    size += storedBytes(storage);
  }
  return size;
}

import { readU16, readU32, writeU16, writeU32 } from './little-endian.ts';

/** Types of numbers that fit a double, as small numbers that a hot path can switch over. */
export const NumberType = { i8: 0, u8: 1, i16: 2, u16: 3, i32: 4, u32: 5, f32: 6, f64: 7 } as const;
export type NumberType = (typeof NumberType)[keyof typeof NumberType];

const words = new Uint32Array(2);
const single = new Float32Array(words.buffer);
const double = new Float64Array(words.buffer);

/** Reads a little-endian number. */
export function readNumber(bytes: Uint8Array, at: number, type: NumberType): number {
  switch (type) {
    case NumberType.f32:
      words[0] = readU32(bytes, at);
      return single[0]!;
    case NumberType.i32:
      return readU32(bytes, at) | 0;
    case NumberType.i16:
      return (readU16(bytes, at) << 16) >> 16;
    case NumberType.u16:
      return readU16(bytes, at);
    case NumberType.u8:
      return bytes[at]!;
    case NumberType.i8:
      return (bytes[at]! << 24) >> 24;
    case NumberType.u32:
      return readU32(bytes, at) >>> 0;
    case NumberType.f64:
      words[0] = readU32(bytes, at);
      words[1] = readU32(bytes, at + 4);
      return double[0]!;
  }
}

/** Writes a little-endian number. Whole numbers must be whole already and are held within their type's range. */
export function writeNumber(bytes: Uint8Array, at: number, type: NumberType, value: number): void {
  switch (type) {
    case NumberType.f32:
      single[0] = value;
      writeU32(bytes, at, words[0]!);
      break;
    case NumberType.i32:
      writeU32(bytes, at, Math.min(Math.max(value, -0x8000_0000), 0x7fff_ffff));
      break;
    case NumberType.i16:
      writeU16(bytes, at, Math.min(Math.max(value, -0x8000), 0x7fff));
      break;
    case NumberType.u16:
      writeU16(bytes, at, Math.min(Math.max(value, 0), 0xffff));
      break;
    case NumberType.u8:
      bytes[at] = Math.min(Math.max(value, 0), 0xff);
      break;
    case NumberType.i8:
      bytes[at] = Math.min(Math.max(value, -0x80), 0x7f);
      break;
    case NumberType.u32:
      writeU32(bytes, at, Math.min(Math.max(value, 0), 0xffff_ffff));
      break;
    case NumberType.f64:
      double[0] = value;
      writeU32(bytes, at, words[0]!);
      writeU32(bytes, at + 4, words[1]!);
      break;
  }
}

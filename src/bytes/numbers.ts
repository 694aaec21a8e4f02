import { readU16, readU32, writeU16, writeU32 } from './little-endian.ts';

/** Types of numbers that fit a double, as small numbers that a hot path can switch over. */
export const NumberType = { i8: 0, u8: 1, i16: 2, u16: 3, i32: 4, u32: 5, f32: 6, f64: 7 } as const;
export type NumberType = (typeof NumberType)[keyof typeof NumberType];

const words = new Uint32Array(2);
const single = new Float32Array(words.buffer);
const double = new Float64Array(words.buffer);

/** Reads a little-endian float of 32 bits. */
export function readSingle(bytes: Uint8Array, at: number): number {
  words[0] = readU32(bytes, at);
  return single[0]!;
}

/** Writes a little-endian float of 32 bits. */
export function writeSingle(bytes: Uint8Array, at: number, value: number): void {
  single[0] = value;
  writeU32(bytes, at, words[0]!);
}

/** Distance between neighbouring 32-bit floats where this one lies. */
export function singleQuantum(value: number): number {
  single[0] = value;
  words[0] = words[0]! & 0x7f80_0000;
  return single[0]! * 2 ** -23;
}

/** Reads a little-endian number. */
export function readNumber(bytes: Uint8Array, at: number, type: NumberType): number {
  if (type === NumberType.f32) return readSingle(bytes, at);
  if (type === NumberType.f64) {
    words[0] = readU32(bytes, at);
    words[1] = readU32(bytes, at + 4);
    return double[0]!;
  }
  return readWhole(bytes, at, type);
}

/**
 * Writes a little-endian number. Whole numbers must be whole already and are held within their type's range.
 * Small enough to become part of its callers: a double that is handed over in a call is allocated.
 */
export function writeNumber(bytes: Uint8Array, at: number, type: NumberType, value: number): void {
  if (type === NumberType.f32) {
    writeSingle(bytes, at, value);
  } else if (type === NumberType.f64) {
    double[0] = value;
    writeU32(bytes, at, words[0]!);
    writeU32(bytes, at + 4, words[1]!);
  } else {
    writeWhole(bytes, at, type, value);
  }
}

function readWhole(bytes: Uint8Array, at: number, type: NumberType): number {
  switch (type) {
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
    default:
      return readU32(bytes, at);
  }
}

/** By type: size in bytes, least and greatest value. */
const sizes = Uint8Array.of(1, 1, 2, 2, 4, 4);
const least = Float64Array.of(-0x80, 0, -0x8000, 0, -0x8000_0000, 0);
const greatest = Float64Array.of(0x7f, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0xffff_ffff);

function writeWhole(bytes: Uint8Array, at: number, type: NumberType, value: number): void {
  const held = Math.min(Math.max(value, least[type]!), greatest[type]!);
  const size = sizes[type]!;
  if (size === 4) writeU32(bytes, at, held);
  else if (size === 2) writeU16(bytes, at, held);
  else bytes[at] = held;
}

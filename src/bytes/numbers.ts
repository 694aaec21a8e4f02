/** Types of numbers that fit a double, as small numbers that a hot path can switch over. */
export const NumberType = { i8: 0, u8: 1, i16: 2, u16: 3, i32: 4, u32: 5, f32: 6, f64: 7 } as const;
export type NumberType = (typeof NumberType)[keyof typeof NumberType];

const word = new Uint32Array(1);
const single = new Float32Array(word.buffer);

/** Distance between neighbouring 32-bit floats where this one lies. */
export function singleQuantum(value: number): number {
  single[0] = value;
  return quantumOfExponent[(word[0]! >>> 23) & 0xff]!;
}

/** Distance between neighbouring 32-bit floats, by the exponent that stands in bits 23 to 30. A table: a double that a call returns may be allocated. */
export const quantumOfExponent: Float64Array = Float64Array.from({ length: 256 }, (_, exponent) =>
  exponent === 0 ? 0 : 2 ** (exponent - 150),
);

/** Reads a little-endian number. */
export function readNumber(view: DataView, at: number, type: NumberType): number {
  switch (type) {
    case NumberType.i32:
      return view.getInt32(at, true);
    case NumberType.u16:
      return view.getUint16(at, true);
    case NumberType.i16:
      return view.getInt16(at, true);
    case NumberType.f32:
      return view.getFloat32(at, true);
    case NumberType.u8:
      return view.getUint8(at);
    case NumberType.i8:
      return view.getInt8(at);
    case NumberType.u32:
      return view.getUint32(at, true);
    default:
      return view.getFloat64(at, true);
  }
}

/**
 * Writes a little-endian number. Whole numbers must be whole already and are held within their type's range.
 * Small enough to become part of its callers: a double that is handed over in a call is allocated.
 */
export function writeNumber(view: DataView, at: number, type: NumberType, value: number): void {
  if (type === NumberType.f32) view.setFloat32(at, value, true);
  else if (type === NumberType.f64) view.setFloat64(at, value, true);
  else writeWhole(view, at, type, value);
}

/** By type: size in bytes, least and greatest value. */
const sizes = Uint8Array.of(1, 1, 2, 2, 4, 4);
const least = Float64Array.of(-0x80, 0, -0x8000, 0, -0x8000_0000, 0);
const greatest = Float64Array.of(0x7f, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0xffff_ffff);

function writeWhole(view: DataView, at: number, type: NumberType, value: number): void {
  const held = Math.min(Math.max(value, least[type]!), greatest[type]!);
  const size = sizes[type]!;
  if (size === 4) view.setUint32(at, held, true);
  else if (size === 2) view.setUint16(at, held, true);
  else view.setUint8(at, held);
}

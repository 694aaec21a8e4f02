import { byteSizes, type Field, type FieldRule, type FieldType } from './schema.ts';

const scratch = new DataView(new ArrayBuffer(8));
const scratchBytes = new Uint8Array(scratch.buffer);

/** Reads one element. 64-bit integers are bigint. Not for the hot path. */
export function readValue(bytes: Uint8Array, at: number, type: FieldType): number | bigint {
  for (let index = 0; index < byteSizes[type]; index++) scratchBytes[index] = bytes[at + index]!;
  switch (type) {
    case 'i8':
      return scratch.getInt8(0);
    case 'u8':
    case 'char':
      return scratch.getUint8(0);
    case 'i16':
      return scratch.getInt16(0, true);
    case 'u16':
      return scratch.getUint16(0, true);
    case 'i32':
      return scratch.getInt32(0, true);
    case 'u32':
      return scratch.getUint32(0, true);
    case 'i64':
      return scratch.getBigInt64(0, true);
    case 'u64':
      return scratch.getBigUint64(0, true);
    case 'f32':
      return scratch.getFloat32(0, true);
    case 'f64':
      return scratch.getFloat64(0, true);
  }
}

/** Writes one element; numbers are wrapped or rounded as the type does. Not for the hot path. */
export function writeValue(bytes: Uint8Array, at: number, type: FieldType, value: number | bigint): void {
  switch (type) {
    case 'f32':
      scratch.setFloat32(0, Number(value), true);
      break;
    case 'f64':
      scratch.setFloat64(0, Number(value), true);
      break;
    case 'i64':
    case 'u64':
      scratch.setBigUint64(0, BigInt.asUintN(64, BigInt(value)), true);
      break;
    default:
      scratch.setUint32(0, Number(BigInt.asUintN(32, BigInt(value))), true);
  }
  bytes.set(scratchBytes.subarray(0, byteSizes[type]), at);
}

const limits: Readonly<Partial<Record<FieldType, readonly [bigint, bigint]>>> = {
  i8: [-0x80n, 0x7fn],
  u8: [0n, 0xffn],
  char: [0n, 0xffn],
  i16: [-0x8000n, 0x7fffn],
  u16: [0n, 0xffffn],
  i32: [-0x8000_0000n, 0x7fff_ffffn],
  u32: [0n, 0xffff_ffffn],
  i64: [-0x8000_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn],
  u64: [0n, 0xffff_ffff_ffff_ffffn],
};

/** Whether a field of this type can hold the value. */
export function fitsType(value: number | bigint, type: FieldType): boolean {
  const range = limits[type];
  if (range === undefined) return true;
  if (typeof value === 'number' && !Number.isInteger(value)) return false;
  return BigInt(value) >= range[0] && BigInt(value) <= range[1];
}

/**
 * What a hidden field shows: the format's own "unknown", or undefined where there is none. Floats have NaN, text has the empty text.
 */
export function unknownOf(field: Pick<Field, 'type'>, rule: FieldRule): number | bigint | undefined {
  if (rule.unknown !== undefined) return rule.unknown;
  if (rule.blank !== undefined) return rule.blank;
  if (field.type === 'f32' || field.type === 'f64') return Number.NaN;
  if (field.type === 'char') return 0;
  return undefined;
}

/** Unsigned value of a small integer field, for conditions and masks. */
export function readUnsigned(view: DataView, at: number, size: number): number {
  if (size === 1) return view.getUint8(at);
  return size === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
}

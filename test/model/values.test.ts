import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldType } from '../../src/model/schema.ts';
import { readUnsigned, readValue, unknownOf, writeValue } from '../../src/model/values.ts';

const ranges: readonly (readonly [FieldType, fc.Arbitrary<number | bigint>])[] = [
  ['i8', fc.integer({ min: -128, max: 127 })],
  ['u8', fc.integer({ min: 0, max: 255 })],
  ['char', fc.integer({ min: 0, max: 255 })],
  ['i16', fc.integer({ min: -32_768, max: 32_767 })],
  ['u16', fc.integer({ min: 0, max: 65_535 })],
  ['i32', fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })],
  ['u32', fc.integer({ min: 0, max: 2 ** 32 - 1 })],
  ['i64', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  ['u64', fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })],
  ['f32', fc.float()],
  ['f64', fc.double()],
];

describe.each(ranges)('%s', (type, values) => {
  test('what is written is read again, anywhere in a buffer, and nothing beside it changes', () => {
    const sizes: Record<string, number> = { i8: 1, u8: 1, char: 1, i16: 2, u16: 2, i32: 4, u32: 4, f32: 4 };
    const size = sizes[type] ?? 8;
    fc.assert(
      fc.property(values, fc.nat(5), (value, at) => {
        const bytes = new Uint8Array(16).fill(0xee);
        writeValue(bytes, at, type, value);
        expect(Object.is(readValue(bytes, at, type), value)).toBe(true);
        expect(bytes.subarray(0, at).every((byte) => byte === 0xee)).toBe(true);
        expect(bytes.subarray(at + size).every((byte) => byte === 0xee)).toBe(true);
      }),
    );
  });
});

test('what does not fit wraps as the type does', () => {
  const bytes = new Uint8Array(8);
  writeValue(bytes, 0, 'u8', 257);
  expect(readValue(bytes, 0, 'u8')).toBe(1);
  writeValue(bytes, 0, 'i16', 0xffff);
  expect(readValue(bytes, 0, 'i16')).toBe(-1);
  writeValue(bytes, 0, 'u32', -1);
  expect(readValue(bytes, 0, 'u32')).toBe(0xffff_ffff);
  writeValue(bytes, 0, 'u64', -1n);
  expect(readValue(bytes, 0, 'u64')).toBe(2n ** 64n - 1n);
});

test('the bytes are little-endian', () => {
  const bytes = new Uint8Array(8);
  writeValue(bytes, 0, 'u32', 0x0102_0304);
  expect([...bytes.subarray(0, 4)]).toEqual([4, 3, 2, 1]);
});

test('a value at the very end of its buffer is read', () => {
  expect(readValue(Uint8Array.from([9, 1, 2]), 1, 'u16')).toBe(0x0201);
});

test('readUnsigned reads 1, 2 and 4 bytes', () => {
  const bytes = Uint8Array.from([0, 0xfe, 0xff, 0xff, 0xff]);
  expect([1, 2, 4].map((size) => readUnsigned(new DataView(bytes.buffer), 1, size))).toEqual([
    0xfe, 0xfffe, 0xffff_fffe,
  ]);
});

describe('unknownOf', () => {
  test('the documented value wins over the blank, the blank over what the type has', () => {
    expect(unknownOf({ type: 'f32' }, { category: 'altitude', unknown: -1, blank: 5 })).toBe(-1);
    expect(unknownOf({ type: 'f32' }, { category: 'altitude', blank: 5 })).toBe(5);
    expect(unknownOf({ type: 'f32' }, { category: 'altitude', unknown: 0 })).toBe(0);
  });

  test('floats have NaN and text the empty text; integers have nothing', () => {
    expect(unknownOf({ type: 'f32' }, { category: 'altitude' })).toBeNaN();
    expect(unknownOf({ type: 'f64' }, { category: 'altitude' })).toBeNaN();
    expect(unknownOf({ type: 'char' }, { category: 'altitude' })).toBe(0);
    for (const type of ['i8', 'u8', 'i16', 'u16', 'i32', 'u32', 'i64', 'u64'] as const) {
      expect(unknownOf({ type }, { category: 'altitude' })).toBeUndefined();
    }
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberType, readNumber, writeNumber } from '../../src/bytes/numbers.ts';
import { byteSizes } from '../../src/model/schema.ts';
import { readValue, writeValue } from '../../src/model/values.ts';

const bytesOf12 = fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => bytes.slice());
const types = Object.keys(NumberType) as (keyof typeof NumberType)[];

test.each(types)('%s is read as everywhere else', (type) => {
  fc.assert(
    fc.property(bytesOf12, fc.nat(4), (bytes, at) => {
      expect(readNumber(new DataView(bytes.buffer), at, NumberType[type])).toEqual(readValue(bytes, at, type));
    }),
  );
});

test.each(types)('%s is written as everywhere else, and nothing beside it', (type) => {
  const isFloat = type === 'f32' || type === 'f64';
  const bits = 8 * byteSizes[type];
  const low = type.startsWith('u') ? 0 : -(2 ** (bits - 1));
  const values = isFloat ? fc.double() : fc.integer({ min: low, max: low + 2 ** bits - 1 });
  fc.assert(
    fc.property(values, bytesOf12, (value, bytes) => {
      const expected = bytes.slice();
      writeValue(expected, 3, type, value);
      writeNumber(new DataView(bytes.buffer), 3, NumberType[type], value);
      expect(bytes).toEqual(expected);
    }),
  );
});

test('whole numbers beyond their type end at its border instead of wrapping', () => {
  const view = new DataView(new ArrayBuffer(4));
  for (const [type, low, high] of [
    ['i8', -0x80, 0x7f],
    ['u8', 0, 0xff],
    ['i16', -0x8000, 0x7fff],
    ['u16', 0, 0xffff],
    ['i32', -0x8000_0000, 0x7fff_ffff],
    ['u32', 0, 0xffff_ffff],
  ] as const) {
    writeNumber(view, 0, NumberType[type], low - 1);
    expect(readNumber(view, 0, NumberType[type]), type).toBe(low);
    writeNumber(view, 0, NumberType[type], high + 1);
    expect(readNumber(view, 0, NumberType[type]), type).toBe(high);
  }
});

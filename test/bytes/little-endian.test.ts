import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  readU16,
  readU32,
  readU32BigEndian,
  writeU16,
  writeU32,
  writeU32BigEndian,
} from '../../src/bytes/little-endian.ts';

const offset = fc.nat(8);

test('reads what a DataView reads', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), offset, (bytes, at) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      expect(readU16(bytes, at)).toBe(view.getUint16(at, true));
      expect(readU32(bytes, at)).toBe(view.getUint32(at, true));
      expect(readU32BigEndian(bytes, at)).toBe(view.getUint32(at, false));
    }),
  );
});

test('writes what a DataView writes, for signed numbers too, and nothing beside it', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }), offset, (value, at) => {
      const written = new Uint8Array(12).fill(0xee);
      const expected = written.slice();
      const view = new DataView(expected.buffer);
      writeU16(written, at, value);
      view.setUint16(at, value, true);
      expect(written).toEqual(expected);
      writeU32(written, at, value);
      view.setUint32(at, value, true);
      expect(written).toEqual(expected);
      writeU32BigEndian(written, at, value);
      view.setUint32(at, value, false);
      expect(written).toEqual(expected);
    }),
  );
});

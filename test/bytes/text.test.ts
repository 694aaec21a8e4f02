import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clearAfterNul, readText, textLength, writeText } from '../../src/bytes/text.ts';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 60 });

/** A window of a byte array. */
const windowed = bytes.chain((data) =>
  fc.tuple(fc.constant(data), fc.nat(data.length), fc.nat(data.length)).map(([data, a, b]) => ({
    data,
    start: Math.min(a, b),
    end: Math.max(a, b),
  })),
);

describe('textLength and readText', () => {
  test('a text ends at the first NUL or at the end of its field', () => {
    const field = Uint8Array.from([0x61, 0x62, 0, 0x63]);
    expect(textLength(field, 0, 4)).toBe(2);
    expect(readText(field, 0, 4)).toBe('ab');
    expect(readText(field, 0, 2)).toBe('ab');
    expect(readText(field, 3, 4)).toBe('c');
    expect(readText(field, 2, 4)).toBe('');
  });

  test('every byte is one character, of Latin-1', () => {
    fc.assert(
      fc.property(windowed, ({ data, start, end }) => {
        const window = data.slice(start, end);
        const stop = window.indexOf(0) < 0 ? window.length : window.indexOf(0);
        expect(textLength(data, start, end)).toBe(stop);
        expect(readText(data, start, end)).toBe(Buffer.from(window.subarray(0, stop)).toString('latin1'));
      }),
    );
  });
});

describe('writeText', () => {
  test('what is written is read again, cut to the field', () => {
    const ascii = fc.string({ unit: fc.integer({ min: 1, max: 127 }).map((code) => String.fromCharCode(code)) });
    fc.assert(
      fc.property(windowed, ascii, ({ data, start, end }, text) => {
        const before = data.slice();
        writeText(data, start, end, text);
        expect(readText(data, start, end)).toBe(text.slice(0, end - start));
        expect(data.subarray(0, start)).toEqual(before.subarray(0, start));
        expect(data.subarray(end)).toEqual(before.subarray(end));
      }),
    );
  });

  test('nothing of what stood in the field is left behind the text', () => {
    const field = new Uint8Array(8).fill(0x58);
    writeText(field, 0, 8, 'abc');
    expect([...field]).toEqual([0x61, 0x62, 0x63, 0, 0, 0, 0, 0]);
  });
});

test('clearAfterNul keeps the text and zeroes the rest of its window only', () => {
  fc.assert(
    fc.property(windowed, ({ data, start, end }) => {
      const before = data.slice();
      const length = textLength(data, start, end);
      clearAfterNul(data, start, end);
      expect(data.subarray(0, start + length)).toEqual(before.subarray(0, start + length));
      expect(data.subarray(start + length, end).every((byte) => byte === 0)).toBe(true);
      expect(data.subarray(end)).toEqual(before.subarray(end));
    }),
  );
});

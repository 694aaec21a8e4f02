import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plain, readPlain, writeScaled } from '../../src/text/plain-number.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

function read(text: string, point?: string): { decimals: number; value: number; digits: number } {
  const bytes = bytesOf(text);
  const decimals = readPlain(bytes, 0, bytes.length, point?.charCodeAt(0));
  return { decimals, value: plain[0]!, digits: plain[1]! };
}

function written(value: number, decimals: number, isTrimmed = false, point?: string): string {
  const target = new Uint8Array(40);
  const end = writeScaled(value, decimals, target, 3, isTrimmed, point?.charCodeAt(0));
  return Buffer.from(target.subarray(3, end)).toString('latin1');
}

describe('plain numbers', () => {
  test.each([
    ['0', 0, 0, 0],
    ['-12.50', 2, -12.5, -1250],
    ['+7', 0, 7, 7],
    ['.5', 1, 0.5, 5],
    ['5.', 0, 5, 5],
    ['-0.000000', 6, -0, -0],
    ['18.071980', 6, 18.07198, 18071980],
    ['123456789012345', 0, 123456789012345, 123456789012345],
  ])('%s is read', (text, decimals, value, digits) => {
    expect(read(text)).toEqual({ decimals, value, digits });
  });

  test.each(['', '-', '.', '-.', '1.2.3', '1e5', '0x10', 'nan', '1,5', ' 1', '1 ', '12a', '1'.repeat(33)])(
    '"%s" is none',
    (text) => {
      expect(read(text).decimals).toBe(-1);
    },
  );

  test('a comma stands before decimals where it is said to', () => {
    expect(read('1,5', ',')).toEqual({ decimals: 1, value: 1.5, digits: 15 });
    expect(read('1.5', ',').decimals).toBe(-1);
  });

  test('digits beyond a double are counted and not read', () => {
    const { decimals, value, digits } = read('56.976749025189164');
    expect(decimals).toBe(15);
    expect(Math.abs(value - 56.976749025189164)).toBeLessThan(1e-13);
    expect(digits).toBeNaN();
    expect(read('12345678901234567890').value / 12_345_678_901_234_567_000).toBeCloseTo(1, 13);
  });

  test('numbers of up to 15 digits are read exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat(9), (whole, decimals) => {
        const text = (whole / 10 ** decimals).toFixed(decimals);
        const result = read(text);
        expect(result.value === Number(text)).toBe(true);
        expect(result.decimals).toBe(decimals);
        expect(result.digits === whole).toBe(true);
      }),
    );
  });

  test.each([
    [-12, 1, false, '-1.2'],
    [5, 3, false, '0.005'],
    [0, 0, false, '0'],
    [0, 2, false, '0.00'],
    [0, 2, true, '0'],
    [1500, 3, true, '1.5'],
    [-2000, 3, true, '-2'],
    [12_345_678_901_234, 4, false, '1234567890.1234'],
  ])('%i with %i decimals is written', (value, decimals, isTrimmed, text) => {
    expect(written(value, decimals, isTrimmed)).toBe(text);
  });

  test('what is written is read again', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(9), fc.boolean(), (value, decimals, isTrimmed) => {
        fc.pre(Math.abs(value) < 1e15);
        const text = written(value, decimals, isTrimmed, ',');
        const result = read(text, ',');
        expect(result.digits * 10 ** (decimals - result.decimals) === value).toBe(true);
        if (isTrimmed) expect(text).not.toMatch(/,.*0$|,$/);
        else expect(result.decimals).toBe(decimals);
      }),
    );
  });
});

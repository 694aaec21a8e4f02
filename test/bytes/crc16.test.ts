import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CRC16_MAX_DISTANCE, CRC16_START, crc16, crc16Byte, crc16ChangeOf } from '../../src/bytes/crc16.ts';

/** Bit by bit, straight from the definition: polynomial 0x1021 reflected, least significant bit first. */
function reference(bytes: Uint8Array, register = 0xffff): number {
  for (const byte of bytes) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >>> 1) ^ 0x8408 : register >>> 1;
  }
  return register;
}

const bytes = fc.uint8Array({ maxLength: 320 });

test('the check value of CRC-16/MCRF4XX over "123456789" is 0x6F91', () => {
  const check = new TextEncoder().encode('123456789');
  expect(crc16(check, 0, check.length)).toBe(0x6f91);
  expect(reference(check)).toBe(0x6f91);
});

test('nothing leaves the register as it was', () => {
  expect(crc16(new Uint8Array(4), 2, 2)).toBe(CRC16_START);
  expect(crc16(new Uint8Array(4), 2, 2, 0x1234)).toBe(0x1234);
});

test('random bytes in a random window, from a random register, as the bitwise reference has it', () => {
  fc.assert(
    fc.property(bytes, fc.nat(320), fc.nat(320), fc.integer({ min: 0, max: 0xffff }), (data, a, b, register) => {
      const start = Math.min(a, b, data.length);
      const end = Math.min(Math.max(a, b), data.length);
      expect(crc16(data, start, end, register)).toBe(reference(data.subarray(start, end), register));
    }),
  );
});

test('every length from 0 to 40 bytes: the steps of eight and the rest of fewer meet without a seam', () => {
  const data = Uint8Array.from({ length: 40 }, (_, index) => (index * 151 + 7) & 0xff);
  for (let length = 0; length <= data.length; length++) {
    expect(crc16(data, 0, length)).toBe(reference(data.subarray(0, length)));
  }
});

test('a checksum goes on where it stopped, whatever the cut, and byte by byte', () => {
  fc.assert(
    fc.property(bytes, fc.nat(320), (data, at) => {
      const cut = Math.min(at, data.length);
      expect(crc16(data, cut, data.length, crc16(data, 0, cut))).toBe(crc16(data, 0, data.length));
      expect(data.reduce<number>((register, byte) => crc16Byte(register, byte), CRC16_START)).toBe(reference(data));
    }),
  );
});

test('one changed byte changes the checksum by crc16ChangeOf, and two by both', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: CRC16_MAX_DISTANCE + 1 }),
      fc.array(fc.tuple(fc.nat(CRC16_MAX_DISTANCE), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
      (data, changes) => {
        let expected = crc16(data, 0, data.length);
        const changed = data.slice();
        for (const [place, byte] of changes) {
          const at = place % data.length;
          expected ^= crc16ChangeOf(changed[at]! ^ byte, data.length - 1 - at);
          changed[at] = byte;
        }
        expect(expected).toBe(reference(changed));
      },
    ),
  );
});

test('crc16ChangeOf answers at both ends of its distances', () => {
  for (const distance of [0, 1, CRC16_MAX_DISTANCE]) {
    const data = new Uint8Array(distance + 1);
    const before = reference(data);
    data[0] = 0xa5;
    expect(crc16ChangeOf(0xa5, distance)).toBe(before ^ reference(data));
    expect(crc16ChangeOf(0, distance)).toBe(0);
  }
});

test('the cost grows linearly with the size', () => {
  const data = new Uint8Array(1 << 22).fill(0x5a);
  const costOf = (size: number): number => {
    let best = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 7; run++) {
      const begin = performance.now();
      crc16(data, 0, size);
      best = Math.min(best, performance.now() - begin);
    }
    return best;
  };
  costOf(1 << 20);
  // Sixteen times the bytes: 16 if linear, 256 if quadratic.
  expect(costOf(1 << 22) / costOf(1 << 18)).toBeLessThan(64);
});

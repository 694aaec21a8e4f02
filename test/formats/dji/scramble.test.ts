import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyKey, checkOf, keyAt, keyByte } from '../../../src/formats/dji/scramble.ts';
import { keyStream, scrambled } from './writer.ts';

describe('scrambling', () => {
  // CRC-64 of Jones over eight zeros, started at 1; computed by hand with another program.
  test('a key stream that is known', () => {
    const key = keyAt(1, 0);
    const stream = Array.from({ length: 8 }, (_, place) => keyByte(key, place));
    expect(Buffer.from(stream).toString('hex')).toBe('44446fc915001d38');
  });

  test('the key stream of every type and seed, as written anew for tests', () => {
    for (let type = 0; type < 256; type += 5) {
      for (let seed = 0; seed < 256; seed += 3) {
        const key = keyAt(type, seed);
        const stream = Uint8Array.from({ length: 8 }, (_, place) => keyByte(key, place));
        expect([type, seed, ...stream]).toEqual([type, seed, ...keyStream(type, seed)]);
      }
    }
  });

  test('undone, and done again, wherever it stands', () => {
    const bytes = fc.uint8Array({ maxLength: 70 });
    const small = fc.nat(255);
    fc.assert(
      fc.property(bytes, small, small, fc.nat(5), fc.nat(5), (content, type, seed, from, to) => {
        const source = new Uint8Array(from + content.length + 2);
        source.set(scrambled(type, content, seed), from);
        const target = new Uint8Array(to + content.length + 1);
        const key = keyAt(type, seed);
        applyKey(view(source), from + 1, content.length + 1, key, view(target), to);
        expect(target.subarray(to, -1)).toEqual(content);
        expect(target.at(-1)).toBe(checkOf(type, seed));
        applyKey(view(target), to, content.length + 1, key, view(target), to);
        expect(target.subarray(to)).toEqual(source.subarray(from + 1));
      }),
    );
  });
});

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Copier } from '../../src/text/copier.ts';

test('copies what it is told, from and to any place, and changes nothing in front of it', () => {
  const copier = new Copier();
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 70 }),
      fc.nat(70),
      fc.nat(70),
      fc.nat(40),
      fc.nat(10),
      (bytes, one, other, to, room) => {
        const start = Math.min(one, other, bytes.length);
        const end = Math.min(Math.max(one, other), bytes.length);
        const target = new Uint8Array(to + end - start + room).fill(1);
        const before = bytes.slice();
        expect(copier.copy(bytes, start, end, target, to)).toBe(to + end - start);
        expect(target.slice(to, to + end - start)).toEqual(bytes.slice(start, end));
        expect(target.slice(0, to)).toEqual(new Uint8Array(to).fill(1));
        expect(bytes).toEqual(before);
        // What follows may be written over, by as much as is left of a word.
        expect(target.slice(to + end - start + 7)).toEqual(new Uint8Array(Math.max(0, room - 7)).fill(1));
      },
    ),
  );
});

import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Memory } from '../../src/bytes/memory.ts';
import { writeText } from '../../src/bytes/text.ts';
import { FlightState } from '../../src/model/flight-state.ts';
import type { FieldType } from '../../src/model/schema.ts';
import { canPseudonymise, Pseudonyms, pseudonymise } from '../../src/treatments/pseudonymise.ts';
import { fieldAt } from '../model/fields.ts';

const key = new Uint8Array(32).fill(7);
const state = new FlightState();

/** What a field of this type shows for an identity. */
function shown(type: FieldType, length: number, identity: Uint8Array, pseudonyms = new Pseudonyms(key)): Uint8Array {
  const field = fieldAt(2, type, length);
  const edit = pseudonymise(field, pseudonyms);
  const bytes = new Uint8Array(edit.reach + 4).fill(0xee);
  bytes.fill(0, 3, 1 + edit.reach);
  bytes.set(identity, 3);
  expect(edit.apply(new Memory(bytes), 1, 0, state)).toBe(true);
  expect([...bytes.subarray(0, 3), ...bytes.subarray(1 + edit.reach)].every((byte) => byte === 0xee)).toBe(true);
  return bytes.slice(3, 1 + edit.reach);
}

const text = (serial: string): Uint8Array => new TextEncoder().encode(serial);

test('only a field with room for 60 bits takes a pseudonym', () => {
  const fits: readonly (readonly [FieldType, number, boolean])[] = [
    ['char', 12, true],
    ['char', 11, false],
    ['u8', 8, true],
    ['u8', 7, false],
    ['u64', 1, true],
    ['i64', 1, true],
    ['u32', 1, false],
    ['u32', 2, false],
    ['f64', 1, false],
    ['f32', 4, false],
  ];
  for (const [type, length, fit] of fits) expect(canPseudonymise(fieldAt(0, type, length)), type).toBe(fit);
});

describe('the pseudonym', () => {
  test('is HMAC-SHA-256 of the identity under the key', () => {
    const serial = Uint8Array.from([0x81, 2, 3, 4, 5, 6, 7, 8]);
    const expected = createHmac('sha256', key).update(serial).digest();
    expect(new Pseudonyms(key).of(serial)).toEqual(new Uint8Array(expected));
    expect(shown('u64', 1, serial)).toEqual(new Uint8Array(expected.subarray(0, 8)));
  });

  test('is text where the identity is text: at least 60 bits of an alphabet without look-alikes, whatever its length', () => {
    for (const serial of ['A', 'SN-KUMQUAT-4242', '01234567890123456789']) {
      expect(Buffer.from(shown('char', 20, text(serial))).toString()).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}\0{4}$/);
      expect(Buffer.from(shown('u8', 20, text(serial))).toString()).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}\0{4}$/);
    }
    expect(Buffer.from(shown('char', 12, text('SN-1'))).toString()).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
  });

  test('is one for one serial, in fields of different sizes and types', () => {
    const pseudonyms = new Pseudonyms(key);
    const inText = shown('char', 20, text('SN-42'), pseudonyms);
    expect(shown('char', 32, text('SN-42'), pseudonyms).subarray(0, 20)).toEqual(inText);
    expect(shown('u8', 20, text('SN-42'), pseudonyms)).toEqual(inText);
    const binary = Uint8Array.from([0xfe, 1, 2, 3, 4, 5, 6, 7]);
    expect(shown('u8', 18, binary, pseudonyms).subarray(0, 8)).toEqual(shown('u64', 1, binary, pseudonyms));
  });

  test('differs from serial to serial and from key to key', () => {
    const serials = Array.from({ length: 500 }, (_, index) => text(`SN-${index}`));
    const all = [key, new Uint8Array(32).fill(8)].flatMap((each) => {
      const pseudonyms = new Pseudonyms(each);
      return serials.map((serial) => String(shown('char', 20, serial, pseudonyms)));
    });
    expect(new Set(all).size).toBe(1000);
  });

  test('is the same after many others, when what was remembered has gone', () => {
    const pseudonyms = new Pseudonyms(key);
    const first = pseudonyms.of(text('first')).slice();
    for (let index = 0; index < 5000; index++) pseudonyms.of(Uint8Array.of(index & 0xff, index >> 8, 1));
    expect(pseudonyms.of(text('first'))).toEqual(first);
  });

  test('has no byte of a serial, and does not depend on what stands behind the NUL of a text', () => {
    const serials = fc.string({ unit: fc.constantFrom(...'ILOU-ilou.'), minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(serials, fc.uint8Array({ minLength: 20, maxLength: 20 }), (serial, remains) => {
        const clean = shown('char', 20, text(serial));
        const field = remains.slice();
        field.set([...text(serial), 0]);
        expect(shown('char', 20, field)).toEqual(clean);
        for (const letter of serial) expect(Buffer.from(clean).toString()).not.toContain(letter);
      }),
    );
  });
});

describe('one edit over many frames', () => {
  test('an identity that is not given stays so, also between given ones', () => {
    const edit = pseudonymise(fieldAt(0, 'char', 16), new Pseudonyms(key));
    const apply = (serial: string, behind = ''): string => {
      const bytes = new Uint8Array(16);
      writeText(bytes, 0, 16, `${serial}\0${behind}`);
      edit.apply(new Memory(bytes), 0, 0, state);
      return String(bytes);
    };
    const zero = String(new Uint8Array(16));
    expect(apply('')).toBe(zero);
    expect(apply('', 'remains')).toBe(zero);
    const first = apply('SN-1');
    expect(first).not.toBe(zero);
    expect(apply('', 'remains')).toBe(zero);
    expect(apply('SN-1', 'remains')).toBe(first);
    const second = apply('SN-10');
    expect(second).not.toBe(first);
    expect(apply('SN-1')).toBe(first);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Memory } from '../../src/bytes/memory.ts';
import { FlightState } from '../../src/model/flight-state.ts';
import { readValue } from '../../src/model/values.ts';
import { blank } from '../../src/treatments/blank.ts';
import { clearAfterNulOf } from '../../src/treatments/clear-after-nul.ts';
import { selectOwn } from '../../src/treatments/select-own.ts';
import { fieldAt } from '../model/fields.ts';

const state = new FlightState();
const bodies = fc.uint8Array({ minLength: 40, maxLength: 40 });

test('every element of a hidden field shows the unknown value, and no other byte changes', () => {
  const edit = blank([
    { field: fieldAt(4, 'i32'), value: 0x7fff_ffff },
    { field: fieldAt(8, 'u16', 3), value: 0xffff },
    { field: fieldAt(20, 'f32', 2), value: Number.NaN },
    { field: fieldAt(30, 'char', 4), value: 0 },
  ]);
  // The zeros at the end are there already where a body was cut off before them.
  expect(edit.reach).toBe(28);
  fc.assert(
    fc.property(bodies, fc.nat(3), (body, at) => {
      const bytes = new Uint8Array(48);
      bytes.set(body, at);
      const before = bytes.slice();
      expect(edit.apply(new Memory(bytes), at, 0, state)).toBe(true);
      expect(readValue(bytes, at + 4, 'i32')).toBe(0x7fff_ffff);
      for (const offset of [8, 10, 12]) expect(readValue(bytes, at + offset, 'u16')).toBe(0xffff);
      for (const offset of [20, 24]) expect(readValue(bytes, at + offset, 'f32')).toBeNaN();
      const hidden = (index: number) =>
        [[4, 14] as const, [20, 28] as const, [30, 34] as const].some(([a, b]) => index >= at + a && index < at + b);
      expect(bytes.every((byte, index) => hidden(index) || byte === before[index])).toBe(true);
    }),
  );
});

test('two secrets give the same bytes: nothing of a NaN payload or a sign is left', () => {
  const edit = blank([{ field: fieldAt(0, 'f32', 10), value: Number.NaN }]);
  fc.assert(
    fc.property(bodies, bodies, (a, b) => {
      edit.apply(new Memory(a), 0, 0, state);
      edit.apply(new Memory(b), 0, 0, state);
      expect(a).toEqual(b);
    }),
  );
});

test('of zeros at the end what is present of the body is cleared, and nothing behind it is touched', () => {
  const edit = blank([
    { field: fieldAt(0, 'u8'), value: 9 },
    { field: fieldAt(4, 'char', 6), value: 0 },
  ]);
  expect(edit.reach).toBe(1);
  for (let length = 1; length <= 10; length++) {
    const bytes = new Uint8Array(14).fill(0x51);
    expect(edit.apply(new Memory(bytes), 2, 0, state, length)).toBe(true);
    const isHidden = (index: number) => index >= 4 && index < Math.min(10, length);
    const expected = Array.from({ length: 14 }, (_, at) => (at === 2 ? 9 : isHidden(at - 2) ? 0 : 0x51));
    expect([...bytes]).toEqual(expected);
  }
});

test('64-bit unknowns are written whole', () => {
  const bytes = new Uint8Array(8);
  blank([{ field: fieldAt(0, 'u64'), value: 2n ** 64n - 1n }]).apply(new Memory(bytes), 0, 0, state);
  expect(bytes).toEqual(new Uint8Array(8).fill(0xff));
});

test('no field to blank is an edit that does nothing', () => {
  const edit = blank([]);
  expect(edit.reach).toBe(0);
  expect(edit.apply(new Memory(new Uint8Array(0)), 0, 0, state)).toBe(true);
});

test('clearAfterNulOf clears within its field only', () => {
  const bytes = Uint8Array.from([1, 2, 0x61, 0, 0x62, 0x63, 7]);
  const edit = clearAfterNulOf(fieldAt(1, 'char', 4));
  expect(edit.reach).toBe(5);
  expect(edit.apply(new Memory(bytes), 1, 0, state)).toBe(true);
  expect([...bytes]).toEqual([1, 2, 0x61, 0, 0, 0, 7]);
});

test('selectOwn withholds a frame as soon as one byte of the field tells of somebody else', () => {
  const edit = selectOwn(fieldAt(2, 'u8', 20));
  expect(edit.reach).toBe(22);
  const own = new Uint8Array(30);
  own.fill(9, 0, 3);
  own.fill(9, 23);
  expect(edit.apply(new Memory(own), 1, 0, state)).toBe(true);
  for (let at = 3; at < 23; at++) {
    const other = own.slice();
    other[at] = 1;
    expect(edit.apply(new Memory(other), 1, 0, state)).toBe(false);
  }
});

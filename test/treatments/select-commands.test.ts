import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Memory } from '../../src/bytes/memory.ts';
import { FlightState } from '../../src/model/flight-state.ts';
import type { Field, FieldRule, FieldType } from '../../src/model/schema.ts';
import { readValue, writeValue } from '../../src/model/values.ts';
import { selectCommands } from '../../src/treatments/select-commands.ts';
import { commands } from '../../src/vocabulary/commands.ts';
import { fieldAt } from '../model/fields.ts';

const state = new FlightState();
const INT32_MAX = 0x7fff_ffff;
const rule: FieldRule = { category: 'mode' };
const place: FieldRule = { category: 'mode', unknown: INT32_MAX };

/** Parameters 1 to 7 as COMMAND_LONG (floats) and COMMAND_INT (places as integers) have them, the command behind. */
const floats = Array.from({ length: 7 }, (_, index) => fieldAt(4 * index, 'f32', 1, rule));
const integers = floats.map(
  (field, index): Field => (index === 4 || index === 5 ? fieldAt(field.offset, 'i32', 1, place) : field),
);
const command = fieldAt(28, 'u16');

const mayKeep = ({ category }: FieldRule): boolean => category === 'mode';

function idOf(name: string): number {
  return [...commands().values()].find((each) => each.name === name)!.id;
}

function bodyOf(id: number, params: readonly Field[], values: readonly (number | Uint8Array)[]): Uint8Array {
  const bytes = new Uint8Array(32);
  params.forEach((field, index) => {
    const value = values[index] ?? 0;
    if (typeof value === 'number') writeValue(bytes, field.offset, field.type, value);
    else bytes.set(value, field.offset);
  });
  writeValue(bytes, 28, 'u16', id);
  return bytes;
}

/** The parameters after the treatment, or undefined for a withheld frame. */
function treat(id: number, values: readonly (number | Uint8Array)[], params = floats, may = mayKeep) {
  const edit = selectCommands(command, params, may);
  expect(edit.reach).toBe(30);
  const bytes = new Uint8Array(40);
  bytes.set(bodyOf(id, params, values), 3);
  if (!edit.apply(new Memory(bytes), 3, 0, state)) return undefined;
  expect(readValue(bytes, 31, 'u16')).toBe(id);
  return {
    values: params.map(({ offset, type }) => Number(readValue(bytes, 3 + offset, type))),
    bits: params.map(({ offset }) => readValue(bytes, 3 + offset, 'u32')),
  };
}

const waypoint = idOf('NAV_WAYPOINT');
const noMeaning = idOf('NAV_RETURN_TO_LAUNCH');
const CANONICAL_NAN = 0x7fc0_0000;

test('a command that nobody has classified is withheld', () => {
  for (const id of [0, 15, 65_535]) expect(treat(id, [])).toBeUndefined();
});

test('what may be released stays bit for bit, the rest is unknown in the field’s own way', () => {
  expect(treat(waypoint, [1, 2, 3, 4, 5, 6, 7])!.values).toEqual([1, 2, 3, NaN, NaN, NaN, NaN]);
  expect(treat(waypoint, [1, 2, 3, 4, 5, 6, 7], integers)!.values).toEqual([1, 2, 3, NaN, INT32_MAX, INT32_MAX, NaN]);
  expect(treat(waypoint, [1, 2, 3, 4, 48.5, 6, 7], floats, () => true)!.values).toEqual([1, 2, 3, 4, 48.5, 6, 7]);
});

test('a hidden parameter is hidden when it is zero or unknown, too', () => {
  expect(treat(waypoint, [], integers)!.bits.slice(3)).toEqual([CANONICAL_NAN, INT32_MAX, INT32_MAX, CANONICAL_NAN]);
});

describe('a parameter without a meaning', () => {
  const nanWithPayload = Uint8Array.from([0xef, 0xbe, 0xed, 0x7f]);
  const signallingNan = Uint8Array.from([0x01, 0, 0x80, 0x7f]);
  const negativeNan = Uint8Array.from([0x01, 0, 0xc0, 0xff]);

  test('stays where it says nothing: zero or unknown', () => {
    const sent = [0, NaN, 0, NaN, 0, INT32_MAX, NaN];
    expect(treat(noMeaning, sent, integers)!.values).toEqual(sent);
  });

  test('a sign is something: -0 becomes unknown', () => {
    expect(treat(noMeaning, new Array(7).fill(-0))!.bits).toEqual(new Array(7).fill(CANONICAL_NAN));
  });

  test('NaN with a payload, of either sign or signalling, loses it', () => {
    for (const nan of [nanWithPayload, signallingNan, negativeNan]) {
      expect(treat(noMeaning, new Array(7).fill(nan))!.bits).toEqual(new Array(7).fill(CANONICAL_NAN));
    }
  });

  test('any other value is overwritten: infinities, denormals, INT32_MIN', () => {
    const denormal = Uint8Array.from([1, 0, 0, 0]);
    for (const value of [1, -1, 48.208, Infinity, -Infinity, denormal]) {
      expect(treat(noMeaning, new Array(7).fill(value))!.bits).toEqual(new Array(7).fill(CANONICAL_NAN));
    }
    expect(treat(noMeaning, [0, 0, 0, 0, -(2 ** 31), 1], integers)!.values.slice(4, 6)).toEqual([INT32_MAX, INT32_MAX]);
  });
});

describe('for every command', () => {
  const junk = fc
    .uint8Array({ minLength: 28, maxLength: 28 })
    .map((bytes) => [0, 4, 8, 12, 16, 20, 24].map((at) => bytes.slice(at, at + 4)));
  const ids = fc.constantFrom(...commands().keys());

  test('hidden parameters of two logs are the same, whatever stood there', () => {
    fc.assert(
      fc.property(ids, junk, junk, fc.constantFrom(floats, integers), (id, a, b, params) => {
        const rules = commands().get(id)!.params;
        const [first, second] = [treat(id, a, params)!, treat(id, b, params)!];
        rules.forEach((each, index) => {
          if (each !== null && !mayKeep(each)) expect(first.bits[index]).toBe(second.bits[index]);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('a released parameter is the one that was sent', () => {
    fc.assert(
      fc.property(ids, junk, (id, values) => {
        const sent = values.map((bytes) => readValue(bytes, 0, 'u32'));
        treat(id, values)!.bits.forEach((bits, index) => {
          const each = commands().get(id)!.params[index];
          // Parameters 5 and 6 may hold a place whatever the command says of them.
          if (each && mayKeep(each) && index !== 4 && index !== 5) expect(bits).toBe(sent[index]);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('where places are hidden, nothing that could be one is left in parameters 5 and 6, whatever may be kept else', () => {
    const places = [48.2081743, 16.3738189, -33.9248685];
    const hidesPlaces = ({ category }: FieldRule): boolean => !/Position$/.test(category);
    for (const id of commands().keys()) {
      for (const [latitude, longitude] of [places, places.slice(1)]) {
        const asFloats = [0, 0, 0, 0, latitude!, longitude!, 0];
        expect(treat(id, asFloats, floats, hidesPlaces)!.values.slice(4, 6), String(id)).toEqual([NaN, NaN]);
        const asIntegers = asFloats.map((degrees) => Math.round(degrees * 1e7));
        const left = treat(id, asIntegers, integers, hidesPlaces)!.values.slice(4, 6);
        expect(left, String(id)).toEqual([INT32_MAX, INT32_MAX]);
      }
    }
  });

  test('a small whole number in them is a setting and stays, everything stays where places may be known', () => {
    const id = idOf('DO_DIGICAM_CONFIGURE');
    const hidesPlaces = ({ category }: FieldRule): boolean => !/Position$/.test(category);
    expect(treat(id, [1, 2, 3, 4, 5, 60, 7], floats, hidesPlaces)!.values).toEqual([1, 2, 3, 4, 5, 60, 7]);
    expect(treat(id, [1, 2, 3, 4, 48.5, 16.5, 7], floats, () => true)!.values).toEqual([1, 2, 3, 4, 48.5, 16.5, 7]);
  });
});

test('a message that has the command alone is selected by it', () => {
  const edit = selectCommands(fieldAt(0, 'u16'), new Array<Field | undefined>(7).fill(undefined), mayKeep);
  expect(edit.reach).toBe(2);
  expect(edit.apply(new Memory(Uint8Array.from([waypoint & 0xff, waypoint >> 8])), 0, 0, state)).toBe(true);
  expect(edit.apply(new Memory(Uint8Array.from([0xff, 0xff])), 0, 0, state)).toBe(false);
});

test('an integer without an unknown value of its own becomes zero', () => {
  const bytes = new Uint8Array(40).fill(0x11);
  const types: readonly FieldType[] = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'];
  const plain = types.map((type, index) => fieldAt(4 * index, type, 1, rule));
  writeValue(bytes, 28, 'u16', waypoint);
  expect(selectCommands(command, plain, () => false).apply(new Memory(bytes), 0, 0, state)).toBe(true);
  expect(bytes.subarray(0, 28).every((byte) => byte === 0)).toBe(true);
});

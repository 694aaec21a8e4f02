import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Memory } from '../../src/bytes/memory.ts';
import { FLIGHT_START_UNIX_S } from '../../src/model/clocks.ts';
import { FlightState } from '../../src/model/flight-state.ts';
import { byteSizes, type FieldRule, type FieldType } from '../../src/model/schema.ts';
import { readValue, writeValue } from '../../src/model/values.ts';
import { canShiftTime, shiftTime } from '../../src/treatments/shift-time.ts';
import { fieldAt } from '../model/fields.ts';

const time = (rule: Partial<FieldRule> = {}): FieldRule => ({
  ...{ category: 'absoluteTime', clock: 'auto', timeUnit: 'us' },
  ...rule,
});

const START_NS = BigInt(FLIGHT_START_UNIX_S) * 10n ** 9n;

/** A flight whose fields are shifted one value at a time. */
function flight() {
  const state = new FlightState();
  return (type: FieldType, rule: FieldRule, value: number | bigint, sender = 257, name = 'M.t') => {
    const edit = shiftTime(fieldAt(3, type), rule, name, state.clocks);
    expect(edit.reach).toBe(3 + byteSizes[type]);
    const bytes = new Uint8Array(16).fill(0xee);
    writeValue(bytes, 4, type, value);
    if (!edit.apply(new Memory(bytes), 1, sender, state)) return undefined;
    expect(bytes.subarray(0, 4).every((byte) => byte === 0xee)).toBe(true);
    expect(bytes.subarray(4 + byteSizes[type]).every((byte) => byte === 0xee)).toBe(true);
    return readValue(bytes, 4, type);
  };
}

describe('what can be shifted', () => {
  test('one whole number of 16 to 64 bits, with a unit, on a clock that runs', () => {
    for (const type of ['i16', 'u16', 'i32', 'u32', 'i64', 'u64'] as const) {
      expect(canShiftTime(fieldAt(0, type), time())).toBe(true);
    }
    for (const type of ['u8', 'i8', 'char', 'f32', 'f64'] as const) {
      expect(canShiftTime(fieldAt(0, type), time())).toBe(false);
    }
    expect(canShiftTime(fieldAt(0, 'u32', 2), time())).toBe(false);
    expect(canShiftTime(fieldAt(0, 'u32'), time({ clock: 'gps' }))).toBe(false);
    expect(canShiftTime(fieldAt(0, 'u32'), { category: 'absoluteTime', clock: 'boot' })).toBe(false);
    expect(canShiftTime(fieldAt(0, 'u32'), { category: 'absoluteTime', timeUnit: 'ms' })).toBe(false);
  });
});

describe('values', () => {
  test('Unix time starts at the constant, time since boot at zero', () => {
    const shift = flight();
    expect(shift('u64', time(), 1_700_000_000_123_456n)).toBe(BigInt(FLIGHT_START_UNIX_S) * 1_000_000n);
    expect(shift('u64', time(), 1_700_000_000_123_499n)).toBe(BigInt(FLIGHT_START_UNIX_S) * 1_000_000n + 43n);
    expect(shift('u64', time(), 5_000_000n)).toBe(0n);
    expect(shift('u64', time(), 5_000_007n)).toBe(7n);
    expect(shift('u32', time({ clock: 'unix', timeUnit: 's' }), 1_700_000_000)).toBe(FLIGHT_START_UNIX_S);
  });

  test('zero and the documented unknown stay, and start no clock', () => {
    const shift = flight();
    expect(shift('u32', time({ timeUnit: 'ms' }), 0)).toBe(0);
    expect(shift('u64', time(), 0n)).toBe(0n);
    for (const [type, unknown] of [
      ['u16', 0xffff],
      ['u32', 0xffff_ffff],
      ['u64', 0xffff_ffffn],
      ['u64', 2n ** 64n - 1n],
    ] as const) {
      expect(shift(type, time({ timeUnit: 'ms', unknown }), unknown)).toBe(unknown);
    }
    expect(shift('u32', time({ timeUnit: 'ms' }), 77_000)).toBe(0);
  });

  test('differences are exact in 16, 32 and 64 bits, across the border of the halves', () => {
    const shift = flight();
    expect(shift('u64', time(), 0xffff_fff0n)).toBe(0n);
    expect(shift('u64', time(), 0x1_0000_0010n)).toBe(0x20n);
    const ms = time({ timeUnit: 'ms' });
    expect(shift('u16', ms, 100, 1)).toBe(0);
    expect(shift('u16', ms, 1100, 1)).toBe(1000);
    expect(shift('i64', time({ timeUnit: 'ns' }), 1_700_000_000_000_000_001n, 2)).toBe(START_NS);
    expect(shift('i64', time({ timeUnit: 'ns' }), 1_700_000_000_000_000_004n, 2)).toBe(START_NS + 3n);
  });

  test('zero is a time where the catalog says so, and else none', () => {
    for (const start of [0, 640]) {
      const shift = flight();
      const ticking = time({ clock: 'boot', timeUnit: 'ds', zero: 'time' });
      expect([0, 0, 20, 40].map((value) => shift('u16', ticking, start + value))).toEqual([0, 0, 20, 40]);
    }
    const shift = flight();
    expect([0, 640, 660].map((value) => shift('u16', time({ clock: 'boot', timeUnit: 'ds' }), value))).toEqual([
      0, 0, 20,
    ]);
  });

  test('a clock of its own runs apart from those of other fields', () => {
    const shift = flight();
    expect(shift('u32', time({ timeUnit: 'ms' }), 5000)).toBe(0);
    expect(shift('u32', time({ clock: 'own', timeUnit: 'ms' }), 9000, 257, 'M.uptime')).toBe(0);
    expect(shift('u32', time({ clock: 'own', timeUnit: 'ms' }), 700_000, 257, 'N.uptime')).toBe(0);
    expect(shift('u32', time({ timeUnit: 'ms' }), 5010)).toBe(10);
    expect(shift('u32', time({ clock: 'own', timeUnit: 'ms' }), 9010, 257, 'M.uptime')).toBe(10);
  });

  test('more senders than can be told apart: the frame is withheld', () => {
    const shift = flight();
    for (let sender = 0; sender < 4096; sender++) shift('u32', time(), 1000, sender);
    expect(shift('u32', time(), 1000, 5000)).toBeUndefined();
  });
});

describe('what must not show', () => {
  const values = fc.array(fc.bigInt({ min: 0n, max: 80_000_000_000n }), { minLength: 1, maxLength: 6 });
  const dates = fc.bigInt({ min: BigInt(FLIGHT_START_UNIX_S), max: 4_000_000_000n });

  test('the date: logs of two dates are the same', () => {
    fc.assert(
      fc.property(values, dates, dates, (steps, a, b) => {
        const shownFrom = (dateS: bigint) => {
          const shift = flight();
          return steps.map((step) => shift('u64', time(), dateS * 1_000_000n + step));
        };
        expect(shownFrom(a)).toEqual(shownFrom(b));
      }),
    );
  });

  test('how long the aircraft had been on: a boot clock of microseconds in 32 and in 64 bits, before and after 71 minutes', () => {
    const steps = Array.from({ length: 6 }, (_, index) => BigInt(index) * 20_000n);
    const shownAfter = (uptimeUs: bigint) => {
      const shift = flight();
      return steps.flatMap((step) => {
        const us = uptimeUs + step;
        return [shift('u64', time(), us), shift('u32', time({ clock: 'boot' }), Number(us & 0xffff_ffffn))].map(Number);
      });
    };
    expect(shownAfter(4_400_000_000n)).toEqual(shownAfter(60_000_000n));
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BatterySeries } from '../../src/filter/battery.ts';
import { rounded, summarise } from '../../src/filter/summary.ts';
import type { Totals } from '../../src/filter/totals.ts';
import { readSummary, summaryFiles } from '../../src/wire/flight-summary.ts';

const battery = (...percent: number[]): BatterySeries => ({
  length: percent.length,
  offset: Float64Array.from(percent, (_, index) => index * 100),
  percent: Uint8Array.from(percent),
});
const totals: Totals = { durationS: 1234, distanceM: 5678, heightAboveStartM: 91.2 };

describe('summarise', () => {
  test('rounds every total and tells nothing else', () => {
    expect(summarise({ battery: battery(98, 97, 41) }, totals)).toStrictEqual({
      ...{ durationMin: 21, distanceM: 5700, heightAboveStartM: 90, batteryUsedPercent: 57, version: 1 },
    });
  });

  test('leaves out what is not known; 0 is known', () => {
    const nothing = { durationS: undefined, distanceM: Number.NaN, heightAboveStartM: undefined };
    expect(summarise({ battery: battery() }, nothing)).toStrictEqual({ version: 1 });
    const still = { durationS: 0, distanceM: 0, heightAboveStartM: -0 };
    expect(summarise({ battery: battery(50, 50) }, still)).toStrictEqual({
      ...{ durationMin: 0, distanceM: 0, heightAboveStartM: 0, batteryUsedPercent: 0, version: 1 },
    });
  });

  test.each([
    ['durationS', -31],
    ['durationS', 1e300],
    ['distanceM', -51],
    ['distanceM', 2 ** 32],
    ['heightAboveStartM', Number.NEGATIVE_INFINITY],
    ['heightAboveStartM', 1e12],
  ])('takes %s of %s for garbage', (name, value) => {
    const field = { durationS: 'durationMin', distanceM: 'distanceM', heightAboveStartM: 'heightAboveStartM' }[name]!;
    const known = summarise({ battery: battery() }, totals);
    const summary = summarise({ battery: battery() }, { ...totals, [name]: value });
    expect(Object.keys(known)).toContain(field);
    expect(Object.keys(summary)).toEqual(Object.keys(known).filter((key) => key !== field));
  });

  test('whatever the totals are, the summary is one that can be written and read', () => {
    const total = fc.oneof(fc.constant(undefined), fc.double(), fc.double({ min: -1e5, max: 1e7 }));
    fc.assert(
      fc.property(total, total, total, fc.array(fc.nat(100)), (durationS, distanceM, heightAboveStartM, percent) => {
        const summary = summarise({ battery: battery(...percent) }, { durationS, distanceM, heightAboveStartM });
        for (const value of Object.values(summary)) expect(Object.is(value, -0)).toBe(false);
        for (const { bytes } of summaryFiles(summary)) expect(readSummary(bytes)).toStrictEqual(summary);
      }),
    );
  });

  test('flights that round to the same totals have the same summary, byte for byte', () => {
    const near = fc.double({ min: -0.499, max: 0.499, noNaN: true });
    const at = fc.record({ minutes: fc.integer({ min: 1, max: 600 }), steps: fc.integer({ min: 1, max: 900 }) });
    fc.assert(
      fc.property(at, near, near, near, ({ minutes, steps }, a, b, c) => {
        const exact = {
          durationS: (minutes + a) * 60,
          distanceM: (steps + b) * 100,
          heightAboveStartM: (steps + c) * 10,
        };
        const middle = { durationS: minutes * 60, distanceM: steps * 100, heightAboveStartM: steps * 10 };
        const facts = { battery: battery(80, 20) };
        expect(summaryFiles(summarise(facts, exact))).toEqual(summaryFiles(summarise(facts, middle)));
      }),
    );
  });
});

describe('rounding', () => {
  test.each([
    [0, 0],
    [-0, 0],
    [4.999, 0],
    [5, 10],
    [14.999, 10],
    [15, 20],
    [25, 30],
    [-4.999, 0],
    [-5, 0],
    [-5.001, -10],
    [-15, -10],
    [-15.001, -20],
  ])('%s to a step of 10 is %s: half up', (value, expected) => {
    expect(Object.is(rounded(value, 10, -1000, 1000), expected)).toBe(true);
  });

  test('is half up, shown with whole numbers only', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 40n), max: 2n ** 40n }),
        fc.constantFrom(1n, 10n, 60n, 100n),
        (half, step) => {
          // floor((2 v + s) / 2 s) * s, with v in halves.
          const numerator = half + step;
          const quotient = numerator / (2n * step) - (numerator % (2n * step) < 0n ? 1n : 0n);
          expect(rounded(Number(half) / 2, Number(step), -(2 ** 50), 2 ** 50)).toBe(Number(quotient * step));
        },
      ),
    );
  });

  test('has no bias: every step is as wide as every other', () => {
    const hits = new Map<number, number>();
    for (let value = -30.5; value < 29.5; value += 0.125) {
      const step = rounded(value, 1, -100, 100)!;
      hits.set(step, (hits.get(step) ?? 0) + 1);
    }
    expect(new Set(hits.values())).toEqual(new Set([8]));
    expect(hits.size).toBe(60);
  });
});

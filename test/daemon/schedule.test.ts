import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { batchTimeMs, delayMs, isQuiet, nextOpenMs } from '../../src/daemon/schedule.ts';
import type { DailyWindow } from '../../src/sync/sync-config.ts';

const window = (from: string, until: string): DailyWindow => {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return { fromMin: minutes(from), untilMin: minutes(until) };
};
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const zone = process.env.TZ;
const inZone = (name: string) => {
  beforeAll(() => {
    process.env.TZ = name;
  });
  afterAll(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
};

describe('quiet hours', () => {
  inZone('Europe/Berlin');
  test.each<[string, string, string, boolean]>([
    ['08:00', '18:00', '07:59:59.999', false],
    ['08:00', '18:00', '08:00:00.000', true],
    ['08:00', '18:00', '17:59:59.999', true],
    ['08:00', '18:00', '18:00:00.000', false],
    ['22:00', '06:00', '21:59:59.999', false],
    ['22:00', '06:00', '22:00:00.000', true],
    ['22:00', '06:00', '00:00:00.000', true],
    ['22:00', '06:00', '05:59:59.999', true],
    ['22:00', '06:00', '06:00:00.000', false],
    ['20:00', '24:00', '23:59:59.999', true],
    ['20:00', '24:00', '00:00:00.000', false],
  ])('from %s until %s, at %s: %s', (from, until, time, expected) => {
    expect(isQuiet([window(from, until)], new Date(`2026-06-15T${time}`))).toBe(expected);
    expect(isQuiet([window('12:34', '12:35'), window(from, until)], new Date(`2026-06-15T${time}`))).toBe(expected);
  });

  test('are never without windows', () => {
    expect(isQuiet([], new Date())).toBe(false);
    expect(nextOpenMs([], 123_456)).toBe(123_456);
  });

  test('end when the clock says so, also on the day on which an hour is missing', () => {
    // 29 March 2026: 02:00 is followed by 03:00.
    const at = (utc: string) => Date.parse(`2026-03-${utc}Z`);
    expect(nextOpenMs([window('22:00', '06:00')], at('28T21:30:12.345'))).toBe(at('29T04:00'));
    // An end within the missing hour: the first minute after it.
    expect(nextOpenMs([window('01:00', '02:30')], at('29T00:10'))).toBe(at('29T01:00'));
    // A window within the missing hour never comes.
    expect(nextOpenMs([window('02:00', '03:00')], at('29T00:59:59'))).toBe(at('29T00:59:59'));
    expect(isQuiet([window('02:00', '03:00')], new Date(at('29T01:00')))).toBe(false);
  });

  test('hold for both hours on the day on which one comes twice', () => {
    // 25 October 2026: 03:00 summer time is followed by 02:00 winter time.
    const at = (utc: string) => Date.parse(`2026-10-${utc}Z`);
    expect(nextOpenMs([window('02:00', '03:00')], at('25T00:10'))).toBe(at('25T02:00'));
    expect(isQuiet([window('02:00', '02:30')], new Date(at('25T01:10')))).toBe(true);
    expect(nextOpenMs([window('22:00', '06:00')], at('24T20:00'))).toBe(at('25T05:00'));
    // The end comes, and then the beginning again.
    expect(nextOpenMs([window('02:00', '02:30')], at('25T00:10'))).toBe(at('25T00:30'));
  });

  test('leave no opening if they cover the day', () => {
    expect(nextOpenMs([window('00:00', '12:00'), window('12:00', '24:00')], 0)).toBeUndefined();
  });
});

describe('the next opening', () => {
  // Clocks change by half an hour there.
  inZone('Australia/Lord_Howe');
  test('is open, everything before is quiet, and there is none only if all is covered', () => {
    const anyWindow = fc.record({ fromMin: fc.nat(1439), untilMin: fc.integer({ min: 1, max: 1440 }) });
    const aroundChange = fc
      .constantFrom(Date.UTC(2026, 3, 4, 15), Date.UTC(2026, 9, 3, 15, 30), Date.UTC(2026, 6, 1))
      .chain((ms) => fc.integer({ min: ms - 30 * HOUR_MS, max: ms + 30 * HOUR_MS }));
    let quiet = 0;
    fc.assert(
      fc.property(fc.array(anyWindow, { minLength: 1, maxLength: 3 }), aroundChange, (windows, nowMs) => {
        const openMs = nextOpenMs(windows, nowMs);
        if (openMs === undefined) {
          for (let at = 0; at < 26 * 60; at++) expect(isQuiet(windows, new Date(nowMs + at * MINUTE_MS))).toBe(true);
          return;
        }
        expect(openMs).toBeGreaterThanOrEqual(nowMs);
        expect(isQuiet(windows, new Date(openMs))).toBe(false);
        if (openMs > nowMs) quiet++;
        for (let ms = nowMs; ms < openMs; ms += MINUTE_MS) {
          if (!isQuiet(windows, new Date(ms))) throw new Error('there was an opening before');
        }
        if (openMs > nowMs) expect(isQuiet(windows, new Date(openMs - 1))).toBe(true);
      }),
      { numRuns: 200 },
    );
    expect(quiet).toBeGreaterThan(40);
  });
});

describe('waits', () => {
  const bounds = { firstMs: 5000, mostMs: 3_600_000 };
  test('double up to the longest', () => {
    const longest = [1, 2, 3, 4, 10, 11, 12, 1000, 1e9].map((attempt) => delayMs(attempt, bounds, () => 1));
    expect(longest).toEqual([5000, 10_000, 20_000, 40_000, 2_560_000, 3_600_000, 3_600_000, 3_600_000, 3_600_000]);
    expect([0, -1].map((attempt) => delayMs(attempt, bounds, () => 1))).toEqual([5000, 5000]);
  });

  test('are spread over all that is below the bound, and never nothing', () => {
    expect(delayMs(5, bounds, () => 0)).toBe(500);
    expect(delayMs(5, bounds, () => 0.5)).toBe(40_250);
    let seed = 1;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const waits = Array.from({ length: 2000 }, () => delayMs(5, bounds, random));
    const quarters = [0, 1, 2, 3].map((at) => waits.filter((ms) => Math.floor((ms / 80_001) * 4) === at).length);
    for (const count of quarters) expect(count / 2000).toBeGreaterThan(0.2);
  });

  test('stay within their bounds whatever these are', () => {
    const anyBounds = fc
      .tuple(fc.integer({ min: 1, max: 3_600_000 }), fc.integer({ min: 1, max: 86_400_000 }))
      .map(([a, b]) => ({ firstMs: Math.min(a, b), mostMs: Math.max(a, b) }));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        anyBounds,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, own, draw) => {
          const ms = delayMs(attempt, own, () => draw);
          expect(ms).toBeGreaterThanOrEqual(Math.floor(own.firstMs / 10));
          expect(ms).toBeLessThanOrEqual(own.mostMs);
          expect(delayMs(attempt + 1, own, () => draw)).toBeGreaterThanOrEqual(ms);
        },
      ),
    );
  });
});

test('batches leave at full hours of UTC, the same in every zone', () => {
  const at = (time: string) => Date.parse(`2026-03-29T${time}Z`);
  expect(batchTimeMs(at('00:00:00.001'), 6)).toBe(at('06:00'));
  expect(batchTimeMs(at('06:00'), 6)).toBe(at('06:00'));
  expect(batchTimeMs(at('06:00:00.001'), 6)).toBe(at('12:00'));
  expect(batchTimeMs(at('23:59'), 24)).toBe(at('24:00:00'));
  expect(batchTimeMs(at('10:30'), 1)).toBe(at('11:00'));
});

test('the zone of these tests is that of the system clock', () => {
  // process.env.TZ reaches Date; if it did not, the days above would have no change of clocks.
  const hours = execFileSync(process.execPath, ['-p', 'new Date(2026, 2, 29, 2).getHours()'], {
    env: { ...process.env, TZ: 'Europe/Berlin' },
    encoding: 'utf8',
  });
  expect(hours.trim()).toBe('3');
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Clocks, FLIGHT_START_UNIX_S } from '../../src/model/clocks.ts';

const resolutions = [
  { unit: 'ns', perSecond: 1_000_000_000n },
  { unit: 'us', perSecond: 1_000_000n },
  { unit: 'ms', perSecond: 1000n },
  { unit: 's', perSecond: 1n },
] as const;
const TWO_64 = 2n ** 64n;
const START_S = BigInt(FLIGHT_START_UNIX_S);

/** Clocks with values as bigints: the two halves that the hot path uses are split and joined here. */
class Probe {
  readonly clocks: Clocks;

  constructor(unixStartS?: number) {
    this.clocks = new Clocks(unixStartS);
  }

  /** What is shown for `value`, 0 to 2^64 - 1; undefined: the frame is withheld. */
  show(value: bigint, perSecond: bigint, sender = 1): bigint | undefined {
    const passed = this.clocks.shift(this.clocks.kind('any', Number(perSecond)), sender, ...halves(value));
    return passed ? this.shown() : undefined;
  }

  /** A released frame at so many microseconds of the log's own clock; what is shown for it. */
  log(us: bigint): bigint {
    this.clocks.observeLog(...halves(us));
    this.clocks.releaseLog();
    return this.shown();
  }

  private shown(): bigint {
    return (BigInt(this.clocks.high >>> 0) << 32n) | BigInt(this.clocks.low >>> 0);
  }
}

function halves(value: bigint): [high: number, low: number] {
  const bits = BigInt.asUintN(64, value);
  return [Number(bits >> 32n), Number(bits & 0xffff_ffffn)];
}

/** A flight's date: Unix seconds between 2001 and 2100. */
const unixSeconds = fc.bigInt({ min: 1_000_000_000n, max: 4_102_444_800n });
const resolution = fc.constantFrom(...resolutions);

describe.each(resolutions)('differences in $unit are exact', ({ perSecond }) => {
  const kinds = [['boot', 0n, 900_000_000n] as const, ['Unix', 1_100_000_000n, 4_102_444_800n] as const];

  /** Steps in nanoseconds that a clock takes while it runs, and by how much more or less the log's clock goes on: neither is a leap. */
  const steps = fc.array(
    fc.tuple(fc.bigInt({ min: -900_000_000n, max: 590_000_000_000n }), fc.bigInt({ min: -9_000n, max: 9_000n })),
    { maxLength: 12 },
  );

  test.each(kinds)('of %s clocks, with a log clock and without: the bigint difference', (_kind, least, most) => {
    const starts = fc.bigInt({ min: (least + 100n) * perSecond, max: most * perSecond });
    fc.assert(
      fc.property(starts, steps, fc.boolean(), fc.nat(1e9), (start, all, hasLog, elapsedUs) => {
        const probe = new Probe();
        let logUs = 1_700_000_000_000_000n;
        if (hasLog) probe.log(logUs);
        if (hasLog) probe.log((logUs += BigInt(elapsedUs) % 600_000_000n));
        const first = probe.show(start, perSecond)!;
        let value = start;
        for (const [ns, apartMs] of all) {
          const next = value + (ns * perSecond) / 1_000_000_000n;
          // Beyond these the magnitude would say that it is another clock.
          if (next < least * perSecond || next > (most + 86_400n) * perSecond) continue;
          const stepUs = ns / 1000n + apartMs * 1000n;
          if (hasLog && (stepUs < -10_000_000n || stepUs > 600_000_000n)) continue;
          if (hasLog) probe.log((logUs += stepUs));
          value = next;
          const shown = first + value - start;
          // No clock shows less than zero: what is earlier than the start of the flight is its start.
          expect(probe.show(value, perSecond)).toBe(shown < 0n ? 0n : shown);
        }
      }),
    );
  });
});

describe('the first value of a clock', () => {
  /** How far from `expected` a value is shown, in its unit: nothing, or what is less than a microsecond of the log's clock. */
  const expectShown = (shown: bigint, expected: bigint, perSecond: bigint): void => {
    const off = shown < expected ? expected - shown : shown - expected;
    expect(off * 1_000_000n).toBeLessThan(perSecond > 1_000_000n ? perSecond : 1n);
  };

  test('shows the time elapsed in the log: a boot clock from zero, a Unix clock from the constant start', () => {
    const bootSeconds = fc.bigInt({ min: 1n, max: 900_000_000n });
    fc.assert(
      fc.property(resolution, fc.nat(599_000_000), bootSeconds, unixSeconds, ({ perSecond }, us, bootS, unixS) => {
        const probe = new Probe();
        probe.log(1_700_000_000_000_000n);
        probe.log(1_700_000_000_000_000n + BigInt(us));
        const elapsed = (BigInt(us) * perSecond) / 1_000_000n;
        expectShown(probe.show(bootS * perSecond, perSecond)!, elapsed, perSecond);
        expectShown(probe.show(unixS * perSecond, perSecond)!, START_S * perSecond + elapsed, perSecond);
      }),
    );
  });

  test('starts at the instant it was told, where a day or month may be known', () => {
    expect(new Probe(1_709_942_400).show(1_710_001_200_123n, 1000n)).toBe(1_709_942_400_000n);
  });

  test('is the same for every date: nothing of the date is in it', () => {
    fc.assert(
      fc.property(resolution, unixSeconds, unixSeconds, ({ perSecond }, a, b) => {
        expect(new Probe().show(a * perSecond, perSecond)).toBe(new Probe().show(b * perSecond, perSecond));
      }),
    );
  });

  test('clocks of two senders do not show how far apart they were set', () => {
    const probe = new Probe();
    expect(probe.show(1_700_000_000_000n, 1000n, 1)).toBe(START_S * 1000n);
    expect(probe.show(1_700_003_600_000n, 1000n, 2)).toBe(START_S * 1000n);
    expect(probe.show(1_700_000_001_000n, 1000n, 1)).toBe(START_S * 1000n + 1000n);
    expect(probe.show(1_700_003_601_000n, 1000n, 2)).toBe(START_S * 1000n + 1000n);
  });
});

describe('steps', () => {
  /** What a clock shows that goes on from `beforeS` seconds and then steps to `afterS`; the log's clock takes seven seconds. */
  const stepping = (perSecond: bigint, beforeS: bigint, afterS: bigint, hasLog: boolean) => {
    const probe = new Probe();
    if (hasLog) probe.log(1_700_000_000_000_000n);
    probe.show(beforeS * perSecond, perSecond);
    if (hasLog) probe.log(1_700_000_005_000_000n);
    probe.show((beforeS + 5n) * perSecond, perSecond);
    if (hasLog) probe.log(1_700_000_007_000_000n);
    return [probe.show(afterS * perSecond, perSecond), probe.show((afterS + 1n) * perSecond, perSecond)];
  };

  test.each([true, false])(
    'forward by more than a day: the size of the step does not show (log clock: %s)',
    (hasLog) => {
      const bySize = fc.bigInt({ min: 86_401n, max: 800_000_000n });
      fc.assert(
        fc.property(resolution, bySize, bySize, ({ perSecond }, a, b) => {
          const before = 1_100_000_000n;
          const shown = stepping(perSecond, before, before + a, hasLog);
          expect(shown).toEqual(stepping(perSecond, before, before + b, hasLog));
          const onwardS = hasLog ? 7n : 5n;
          expect(shown).toEqual([(START_S + onwardS) * perSecond, (START_S + onwardS + 1n) * perSecond]);
        }),
      );
    },
  );

  test.each([true, false])('back by more than ten seconds: it does not show either (log clock: %s)', (hasLog) => {
    const bySize = fc.bigInt({ min: 40n, max: 499_000_000n });
    fc.assert(
      fc.property(resolution, bySize, ({ perSecond }, size) => {
        const onwardS = hasLog ? 7n : 5n;
        const shown = stepping(perSecond, 500_000_000n, 500_000_005n - size, hasLog);
        expect(shown).toEqual([onwardS * perSecond, (onwardS + 1n) * perSecond]);
      }),
    );
    const small = stepping(1000n, 500_000n, 499_990n, false);
    expect(small).toEqual([5000n, 6000n]);
  });

  test('back by ten seconds is still a difference', () => {
    const probe = new Probe();
    probe.show(100_000n, 1000n);
    expect(probe.show(400_000n, 1000n)).toBe(300_000n);
    expect(probe.show(390_000n, 1000n)).toBe(290_000n);
  });

  test('a clock that is set back again and again never runs back by more than ten seconds', () => {
    const values = fc.array(fc.bigInt({ min: 1n, max: 80_000_000n }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(values, (millis) => {
        const probe = new Probe();
        let before = probe.show(millis[0]!, 1000n)!;
        for (const value of millis.slice(1)) {
          const shown = BigInt.asIntN(64, probe.show(value, 1000n)!);
          expect(shown).toBeGreaterThanOrEqual(before - 10_000n);
          before = shown;
        }
      }),
    );
  });

  test('a message whose times are a little earlier than another’s shows them going up as they did', () => {
    const probe = new Probe();
    probe.show(100_000n, 1000n);
    const times = [99_999n, 100_000n, 100_020n].map((ms) => probe.show(ms, 1000n)!);
    expect(times).toEqual([0n, 0n, 20n]);
  });
});

describe('two logs that differ in their date only', () => {
  const offsets = fc.array(fc.bigInt({ min: 0n, max: 400_000_000_000_000n }), { minLength: 2, maxLength: 8 });

  test.each([true, false])('show the same, to the last nanosecond, also after a step (log clock: %s)', (hasLog) => {
    fc.assert(
      fc.property(resolution, unixSeconds, unixSeconds, fc.nat(999_999_999), offsets, (unit, a, b, ns, all) => {
        const { perSecond } = unit;
        const shownFrom = (dateS: bigint) => {
          const probe = new Probe();
          return all.flatMap((offset) => {
            const atNs = dateS * 1_000_000_000n + BigInt(ns) + offset;
            const stamp = hasLog ? probe.log(atNs / 1000n) : 0n;
            return [stamp, probe.show((atNs * perSecond) / 1_000_000_000n, perSecond)];
          });
        };
        expect(shownFrom(a)).toEqual(shownFrom(b));
      }),
      // A rounding error comes and goes while a counterexample shrinks: the first one is as good as any.
      { numRuns: 300, endOnFailure: true },
    );
  });
});

describe("the log's own clock", () => {
  test('starts at the constant and measures what has elapsed, whatever it counts from', () => {
    for (const firstUs of [1_700_000_000_123_456n, 5_000_000n]) {
      const probe = new Probe();
      expect(probe.clocks.elapsedUs).toBe(0);
      expect(probe.log(firstUs)).toBe(START_S * 1_000_000n);
      expect(probe.clocks.elapsedUs).toBe(0);
      expect(probe.log(firstUs + 2_000_001n)).toBe(START_S * 1_000_000n + 2_000_001n);
      expect(probe.clocks.elapsedUs).toBe(2_000_001);
    }
  });

  test('neither the length of a pause nor a date that is set shows', () => {
    const shownAfter = (us: bigint) => {
      const probe = new Probe();
      probe.log(5_000_000n);
      probe.log(9_000_000n);
      return [probe.log(us), probe.clocks.elapsedUs, probe.log(us + 3n), probe.clocks.elapsedUs];
    };
    const days = shownAfter(9_000_000n + 3n * 86_400_000_000n);
    expect(shownAfter(1_700_000_000_000_000n)).toEqual(days);
    expect(days[1]).toBeGreaterThanOrEqual(4_000_000);
    expect(days[1]).toBeLessThanOrEqual(4_000_000 + 600_000_000);
  });

  test('a step back goes on from where the log was', () => {
    const probe = new Probe();
    probe.log(1_700_000_000_000_000n);
    probe.log(1_700_000_004_000_000n);
    expect(probe.log(1_600_000_000_000_000n)).toBe(START_S * 1_000_000n + 4_000_000n);
    expect(probe.clocks.elapsedUs).toBe(4_000_000);
  });

  test('records that are a little out of order at the start leave the elapsed time near zero', () => {
    const probe = new Probe();
    probe.log(1_700_000_000_000_000n);
    probe.log(1_699_999_999_999_000n);
    expect(probe.clocks.elapsedUs).toBe(0);
    expect(probe.show(5000n, 1000n)).toBe(0n);
  });

  test('a frame that is withheld leaves no trace in it', () => {
    const shownAfter = (withheldUs: readonly bigint[]) => {
      const probe = new Probe();
      probe.log(1_700_000_000_000_000n);
      for (const us of withheldUs) probe.clocks.observeLog(...halves(us));
      return [probe.log(1_700_000_500_000_000n), probe.clocks.elapsedUs, probe.log(1_700_001_200_000_000n)];
    };
    const untouched = shownAfter([]);
    for (const withheld of [[1_600_000_000_000_000n], [1_700_000_400_000_000n, 5n], [2n ** 64n - 1n], [0n]]) {
      expect(shownAfter(withheld)).toEqual(untouched);
    }
  });
});

describe('limits', () => {
  test('4096 senders are told apart; frames of one more are withheld, those of the others go on', () => {
    const probe = new Probe();
    for (let sender = 0; sender < 4096; sender++) expect(probe.show(BigInt(1000 + sender), 1000n, sender)).toBe(0n);
    expect(probe.show(5000n, 1000n, 4096)).toBeUndefined();
    expect(probe.show(5000n, 1000n, 65_535)).toBeUndefined();
    for (const sender of [0, 1, 255, 4095]) expect(probe.show(BigInt(1007 + sender), 1000n, sender)).toBe(7n);
  });

  test('clocks are found by name, and too many different ones are refused', () => {
    const clocks = new Clocks();
    const kinds = Array.from({ length: 128 }, (_, index) => clocks.kind(`clock ${index}`, 1000));
    expect(new Set(kinds.flatMap(({ unixDomain, bootDomain }) => [unixDomain, bootDomain])).size).toBe(256);
    expect(clocks.kind('clock 17', 1000)).toEqual(kinds[17]);
    expect(clocks.hasRoom).toBe(false);
    expect(() => clocks.kind('one more', 1000)).toThrow(RangeError);
  });

  test('any 64 bits at any resolution are shown as 64 bits and never throw', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: TWO_64 - 1n }), { maxLength: 8 }), resolution, (values, unit) => {
        const probe = new Probe();
        for (const value of values) {
          probe.log(value);
          expect(probe.show(value, unit.perSecond)).toBeGreaterThanOrEqual(0n);
        }
      }),
    );
  });
});

test('where a 32-bit counter wraps does not show: two that wrap at different times show the same, more than once', () => {
  const shownFrom = (start: number): number[] => {
    const clocks = new Clocks();
    const kind = clocks.kind('us', 1e6, true);
    return Array.from({ length: 3000 }, (_, step) => {
      // Four seconds a step, and a log that is some milliseconds late by turns.
      const us = step * 4_000_000;
      clocks.observeLog(...halves(1_700_000_000_000_000n + BigInt(us + (step % 3) * 4000)));
      clocks.releaseLog();
      expect(clocks.shift(kind, 1, 0, (start + us) % 2 ** 32)).toBe(true);
      return clocks.low >>> 0;
    });
  };
  const early = shownFrom(5_000_000);
  expect(shownFrom(4_000_000_000)).toEqual(early);
  expect(shownFrom(2 ** 32 - 1)).toEqual(early);
  expect(
    early
      .map((low, step) => (low - early[step - 1]! + 2 ** 32) % 2 ** 32)
      .slice(1)
      .every((ms) => ms === 4_000_000),
  ).toBe(true);
});

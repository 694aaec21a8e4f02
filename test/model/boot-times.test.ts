import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BOOT_START_S } from '../../src/model/boot-times.ts';
import { Clocks, FLIGHT_START_UNIX_S } from '../../src/model/clocks.ts';

const TWO_32 = 2 ** 32;
const START_US = BOOT_START_S * 1e6;

/** A log's clock as a sealer drives it: one frame with its stamp, and another time of the frame if there is one. */
class Driven {
  readonly clocks = new Clocks();
  readonly #us = this.clocks.kind('us 8', 1e6);
  readonly #ms = this.clocks.kind('ms 4', 1e3, true);

  frame(
    stampUs: number | undefined,
    { release = true, at = stampUs }: { release?: boolean; at?: number } = {},
  ): number {
    if (stampUs === undefined) this.clocks.observeNoStamp();
    else this.clocks.observeBoot((stampUs / TWO_32) | 0, stampUs | 0);
    const shown = this.#shift(this.#us, at ?? 0);
    if (release) this.clocks.releaseLog();
    return shown;
  }

  /** Another time of the frame at hand, in milliseconds in 32 bits. */
  milliseconds(value: number): number {
    return this.#shift(this.#ms, value);
  }

  #shift(kind: ReturnType<Clocks['kind']>, value: number): number {
    this.clocks.shift(kind, 0, (value / TWO_32) | 0, value | 0);
    return (this.clocks.high >>> 0) * TWO_32 + (this.clocks.low >>> 0);
  }
}

describe('one clock since boot', () => {
  test('a log starts at the same instant whenever the aircraft was switched on, and keeps all distances', () => {
    for (const bootUs of [0, 5e6, 3.6e9, 8e14]) {
      const log = new Driven();
      expect([0, 1, 999, 5e6, 5e6, 6e6].map((us) => log.frame(bootUs + us) - START_US)).toEqual([
        0, 1, 999, 5e6, 5e6, 6e6,
      ]);
    }
  });

  test('times before the start keep their distance while there is room, then show the least', () => {
    const log = new Driven();
    log.frame(500e6);
    expect(log.frame(500e6, { at: 480e6 })).toBe(START_US - 20e6);
    expect(log.frame(500e6, { at: 100e6 })).toBe(1);
    expect(log.frame(501e6)).toBe(START_US + 1e6);
  });

  test('a topic that was published long ago does not move the clock', () => {
    const log = new Driven();
    log.frame(500e6);
    for (let count = 0; count < 900; count++) expect(log.frame(2e6 + count)).toBe(1);
    expect(log.frame(500.1e6)).toBe(START_US + 0.1e6);
  });

  test('a clock that was set back goes on from what it showed last', () => {
    const log = new Driven();
    log.frame(500e6);
    log.frame(505e6);
    for (let count = 0; count < 999; count++) log.frame(20e6 + count);
    expect(log.frame(20e6 + 1000)).toBe(START_US + 5e6);
    expect(log.frame(21e6 + 1000)).toBe(START_US + 6e6);
    expect(log.frame(21e6 + 1000, { at: 19e6 })).toBe(START_US + 5e6);
  });

  test('a wild stamp shows little, and what follows it is as before', () => {
    const log = new Driven();
    log.frame(500e6);
    expect(log.frame(8e14)).toBeLessThanOrEqual(START_US + 30e6);
    expect(log.frame(500.5e6)).toBe(START_US + 0.5e6);
    expect(log.frame(3e14)).toBeLessThanOrEqual(START_US + 31e6);
    expect(log.frame(501e6)).toBe(START_US + 1e6);
  });

  test('pauses up to ten minutes show; longer ones show as ten minutes', () => {
    for (const [pauseS, shownS] of [
      [60, 60],
      [599, 599],
      [3600, 600],
      [86_400, 600],
    ] as const) {
      const log = new Driven();
      log.frame(5e6);
      const behind = 5e6 + pauseS * 1e6;
      for (let count = 0; count < 2; count++) log.frame(behind + count);
      expect(log.frame(behind + 2)).toBeGreaterThanOrEqual(START_US + shownS * 1e6);
      expect(log.frame(behind + 2)).toBeLessThan(START_US + shownS * 1e6 + 10);
      // A time from before the pause does not tell how long it was.
      if (pauseS > 600) expect(log.frame(behind + 3, { at: 4e6 })).toBe(START_US);
    }
  });

  test('frames that are withheld leave no trace', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ us: fc.double({ min: 0, max: 1e12, noNaN: true }), isKept: fc.boolean() }), {
          maxLength: 40,
        }),
        (frames) => {
          const all = new Driven();
          const kept = new Driven();
          for (const { us, isKept } of frames.map((frame) => ({ ...frame, us: Math.floor(frame.us) }))) {
            const shown = all.frame(us, { release: isKept });
            if (isKept) expect(kept.frame(us)).toBe(shown);
          }
          expect(all.frame(undefined, { at: 7e6 })).toBe(kept.frame(undefined, { at: 7e6 }));
        },
      ),
    );
  });

  test('other resolutions are of the same clock, counters of 32 bits too', () => {
    const log = new Driven();
    // 49.7 days since boot: milliseconds in 32 bits have wrapped.
    const bootUs = TWO_32 * 1000 + 5e9;
    log.frame(bootUs);
    log.frame(bootUs + 2.5e6);
    expect(log.milliseconds((bootUs / 1000 + 2500) % TWO_32)).toBe(BOOT_START_S * 1000 + 2500);
    expect(log.milliseconds((bootUs / 1000 + 1000) % TWO_32)).toBe(BOOT_START_S * 1000 + 1000);
  });

  test('a frame without a stamp is of the time of the one before', () => {
    const log = new Driven();
    log.frame(100e6);
    log.frame(103e6);
    expect(log.frame(undefined, { at: 102e6 })).toBe(START_US + 2e6);
  });

  test('what was cut out does not show how long it was', () => {
    const log = new Driven();
    log.frame(100e6);
    log.frame(103e6);
    log.clocks.closeGap();
    expect(log.frame(5000e6)).toBe(START_US + 3e6 + 0.1e6);
    expect(log.frame(5001e6)).toBe(START_US + 4e6 + 0.1e6);
    expect(log.frame(5001e6, { at: 101e6 })).toBe(START_US + 3e6);
  });

  test('Unix times beside it run along with the log', () => {
    const log = new Driven();
    const unix = log.clocks.kind('us 8', 1e6);
    const show = (us: number): number => {
      log.clocks.shift(unix, 0, (us / TWO_32) | 0, us | 0);
      return (log.clocks.high >>> 0) * TWO_32 + (log.clocks.low >>> 0);
    };
    log.frame(100e6);
    log.frame(104e6);
    expect(show(1.7e15)).toBe(FLIGHT_START_UNIX_S * 1e6 + 4e6);
    log.frame(106e6);
    expect(show(1.7e15 + 2e6)).toBe(FLIGHT_START_UNIX_S * 1e6 + 6e6);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLOSED_GAP_S, Clocks, FLIGHT_START_UNIX_S } from '../../src/model/clocks.ts';
import { FlightState } from '../../src/model/flight-state.ts';

const START_US = 1_700_000_000_000_000n;
const halves = (value: bigint): [high: number, low: number] => [Number(value >> 32n), Number(value & 0xffff_ffffn)];
const GAP_US = BigInt(CLOSED_GAP_S * 1e6);

/** A log with clocks of two senders: boot time in milliseconds, Unix time and a clock of its own in microseconds. */
class Log {
  readonly clocks = new Clocks();
  readonly #hasLog: boolean;
  readonly #ms = this.clocks.kind('any', 1000);
  readonly #us = this.clocks.kind('any', 1e6);
  readonly #own = this.clocks.kind('own', 1e6);

  constructor(hasLog: boolean) {
    this.#hasLog = hasLog;
  }

  /** What the log's clock and all others show for a frame at so many microseconds since the start. */
  frame(us: bigint, released = true): bigint[] {
    const { clocks } = this;
    const shown = (): bigint => (BigInt(clocks.high >>> 0) << 32n) | BigInt(clocks.low >>> 0);
    const all: bigint[] = [];
    if (this.#hasLog) {
      clocks.observeLog(...halves(START_US + us));
      all.push(shown());
      if (released) clocks.releaseLog();
    }
    if (!released) return all;
    for (const sender of [1, 300]) {
      const off = BigInt(sender) * 77_000_000n;
      clocks.shift(this.#ms, sender, ...halves((50_000_000n + off + us) / 1000n));
      all.push(shown());
      clocks.shift(this.#us, sender, ...halves(START_US + off + us));
      all.push(shown());
      clocks.shift(this.#own, sender, ...halves(9_000_000n + off + us));
      all.push(shown());
    }
    return all;
  }
}

const ms = (least: number, most: number) =>
  fc.bigInt({ min: BigInt(least), max: BigInt(most) }).map((each) => each * 1000n);

describe.each([true, false])('with a clock of the log: %s', (hasLog) => {
  const run = (gapUs: bigint, beforeUs: readonly bigint[], behindUs: readonly bigint[]): bigint[][] => {
    const log = new Log(hasLog);
    let us = 0n;
    const shown = [log.frame(us)];
    for (const step of beforeUs) shown.push(log.frame((us += step)));
    log.clocks.closeGap();
    us += gapUs;
    shown.push(log.frame(us));
    for (const step of behindUs) shown.push(log.frame((us += step)));
    return shown;
  };
  const steps = fc.array(ms(0, 5000), { maxLength: 5 });

  test('the length of a gap shows in no clock of any sender', () => {
    fc.assert(
      fc.property(ms(0, 86_400_000), ms(0, 5000), steps, steps, (long, short, before, behind) => {
        expect(run(long, before, behind)).toEqual(run(short, before, behind));
      }),
    );
  });

  test('all clocks show the same short gap, and run on behind it', () => {
    const shown = run(600_000_000n, [1_000_000n, 2_000_000n], [250_000n]);
    const [last, next, further] = shown.slice(-3) as [bigint[], bigint[], bigint[]];
    const units = hasLog ? [1n, 1000n, 1n, 1n, 1000n, 1n, 1n] : [1000n, 1n, 1n, 1000n, 1n, 1n];
    units.forEach((unit, clock) => {
      expect((next[clock]! - last[clock]!) * unit).toBe(GAP_US);
      expect((further[clock]! - next[clock]!) * unit).toBe(250_000n);
    });
  });

  test('a gap at the very start shows nothing: the flight starts as any other', () => {
    const log = new Log(hasLog);
    log.clocks.closeGap();
    expect(log.frame(123_456_000n)).toEqual(new Log(hasLog).frame(0n));
    const start = BigInt(FLIGHT_START_UNIX_S) * 1_000_000n;
    expect(new Log(hasLog).frame(0n)[hasLog ? 2 : 1]).toBe(start);
  });

  test('several gaps, also without a frame between them', () => {
    const log = new Log(hasLog);
    const first = log.frame(0n);
    log.clocks.closeGap();
    log.clocks.closeGap();
    const second = log.frame(500_000_000n);
    log.clocks.closeGap();
    const third = log.frame(9_500_000_000n);
    first.forEach((value, clock) => {
      expect(third[clock]! - second[clock]!).toBe(second[clock]! - value);
    });
  });
});

test('a frame behind the gap that is withheld leaves no trace', () => {
  const log = new Log(true);
  log.frame(0n);
  log.clocks.closeGap();
  log.frame(100_000_000n, false);
  const other = new Log(true);
  other.frame(0n);
  other.clocks.closeGap();
  expect(log.frame(160_000_000n)).toEqual(other.frame(20_000_000n));
});

test('a clock that is late behind the gap goes on from where the log is', () => {
  const clocks = new Clocks();
  const kind = clocks.kind('ms', 1000);
  const frame = (us: bigint): void => {
    clocks.observeLog(...halves(START_US + us));
    clocks.releaseLog();
  };
  frame(0n);
  clocks.shift(kind, 1, 0, 5000);
  clocks.closeGap();
  frame(40_000_000n);
  frame(47_000_000n);
  clocks.shift(kind, 1, 0, 5000 + 47_000);
  expect(clocks.low).toBe(7100);
  clocks.shift(kind, 1, 0, 5000 + 48_000);
  expect(clocks.low).toBe(8100);
});

test('the state of a flight forgets texts in pieces at a gap', () => {
  const state = new FlightState();
  state.pendingTexts.set(1, { nextChunk: 1, text: 'PreArm: ' });
  state.hasBegun[257] = 1;
  state.closeGap();
  expect([state.pendingTexts.size, state.hasBegun[257]]).toEqual([0, 0]);
});

import { setMaxListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Bandwidth, type SteadyClock, steadyClock } from '../../src/daemon/bandwidth.ts';

/** Time that goes on when everybody sleeps. */
class TestClock implements SteadyClock {
  ms = 1000;
  readonly #sleepers: { readonly untilMs: number; readonly wake: () => void }[] = [];

  nowMs(): number {
    return this.ms;
  }

  sleep(durationMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#sleepers.push({ untilMs: this.ms + durationMs, wake: resolve });
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** Lets time pass until nobody sleeps. */
  async run(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#sleepers.sort((a, b) => a.untilMs - b.untilMs);
      const next = this.#sleepers.shift();
      if (next === undefined) return;
      this.ms = Math.max(this.ms, next.untilMs);
      next.wake();
    }
  }
}

const never = new AbortController().signal;
setMaxListeners(0, never);

describe('bandwidth', () => {
  test('lets a quarter of a second go at once, and the rest as time passes', async () => {
    const clock = new TestClock();
    const bandwidth = new Bandwidth(1000, clock);
    const doneMs: number[] = [];
    for (const bytes of [200, 50, 100, 250, 1000, 10]) {
      void bandwidth.take(bytes, never).then(() => doneMs.push(clock.ms - 1000));
    }
    await clock.run();
    // 1000 bytes go when the bucket is full, after 600 ms, and the next waits until they are paid.
    expect(doneMs).toEqual([0, 0, 100, 350, 600, 1360]);
  });

  test('saves up no more than the bucket holds, however long nothing goes', async () => {
    const clock = new TestClock();
    const bandwidth = new Bandwidth(1000, clock);
    await bandwidth.take(250, never);
    clock.ms += 1e9;
    await bandwidth.take(250, never);
    const startMs = clock.ms;
    const later = bandwidth.take(100, never);
    await clock.run();
    await later;
    expect(clock.ms - startMs).toBe(100);
  });

  test('gains nothing when time goes back', async () => {
    const clock = new TestClock();
    const bandwidth = new Bandwidth(1000, clock);
    await bandwidth.take(250, never);
    clock.ms -= 500;
    const later = bandwidth.take(100, never);
    const startMs = clock.ms;
    await clock.run();
    await later;
    expect(clock.ms - startMs).toBe(100);
  });

  test('serves in the order of asking, small after large', async () => {
    const clock = new TestClock();
    const bandwidth = new Bandwidth(1000, clock);
    const order: number[] = [];
    const all = [5000, 1, 700, 1, 1].map((bytes, at) => bandwidth.take(bytes, never).then(() => order.push(at)));
    await clock.run();
    await Promise.all(all);
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  test('who gives up takes nothing, and holds nobody up', async () => {
    const clock = new TestClock();
    const bandwidth = new Bandwidth(1000, clock);
    await bandwidth.take(250, never);
    const [waiting, queued] = [new AbortController(), new AbortController()];
    const first = bandwidth.take(250, waiting.signal).catch((error) => error);
    const second = bandwidth.take(250, queued.signal).catch((error) => error);
    const third = bandwidth.take(100, never);
    await new Promise((resolve) => setImmediate(resolve));
    queued.abort(new Error('second'));
    expect(await second).toEqual(new Error('second'));
    waiting.abort(new Error('first'));
    expect(await first).toEqual(new Error('first'));
    await clock.run();
    await third;
    expect(clock.ms).toBe(1250);
    await expect(bandwidth.take(1, AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
    const after = bandwidth.take(1, never);
    await clock.run();
    await after;
  });

  test('a place in the queue that was given up lets nobody pass those in front', async () => {
    const clock = new TestClock();
    const bandwidth = new Bandwidth(1000, clock);
    const order: string[] = [];
    const first = bandwidth
      .take(250, never)
      .then(() => bandwidth.take(250, never))
      .then(() => order.push('first'));
    const leaves = new AbortController();
    await new Promise((resolve) => setImmediate(resolve));
    const second = bandwidth.take(10, leaves.signal).catch(() => undefined);
    const third = bandwidth.take(1, never).then(() => order.push('third'));
    leaves.abort();
    await second;
    await clock.run();
    await Promise.all([first, third]);
    expect(order).toEqual(['first', 'third']);
  });

  test('never lets more go than the rate and one piece', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 100_000 }),
        fc.array(fc.integer({ min: 0, max: 70_000 }), { minLength: 1, maxLength: 20 }),
        async (bytesPerS, pieces) => {
          const clock = new TestClock();
          const bandwidth = new Bandwidth(bytesPerS, clock);
          let gone = 0;
          let isBounded = true;
          const all = pieces.map((bytes) =>
            bandwidth.take(bytes, never).then(() => {
              const before = gone;
              gone += bytes;
              // What went before this piece is paid, but for what the bucket held.
              isBounded &&= before <= bytesPerS * (0.25 + (clock.ms - 1000) / 1000) + 1e-3;
            }),
          );
          await clock.run();
          await Promise.all(all);
          expect(isBounded).toBe(true);
          const total = pieces.reduce((sum, bytes) => sum + bytes, 0);
          // And it does not idle: a millisecond a piece for rounding.
          expect(clock.ms - 1000).toBeLessThanOrEqual((total / bytesPerS) * 1000 + pieces.length * 2);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('keeps time with the real clock', async () => {
    const bandwidth = new Bandwidth(100_000);
    const startMs = performance.now();
    for (let at = 0; at < 10; at++) await bandwidth.take(5000, never);
    expect(performance.now() - startMs).toBeGreaterThan(240);
    const stop = new AbortController();
    const sleeping = steadyClock.sleep(1e12, stop.signal);
    stop.abort();
    await sleeping;
    await steadyClock.sleep(1e12, stop.signal);
  });

  test('a rate is above nothing', () => {
    for (const rate of [0, -1, Number.NaN]) expect(() => new Bandwidth(rate)).toThrow(RangeError);
  });
});

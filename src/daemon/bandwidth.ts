/** Time that never goes back and does not follow the wall clock. */
export interface SteadyClock {
  nowMs(): number;
  /** Resolves after so many milliseconds, or when the signal aborts. */
  sleep(durationMs: number, signal: AbortSignal): Promise<void>;
}

export const steadyClock: SteadyClock = {
  nowMs: () => performance.now(),
  sleep: (durationMs, signal) =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(durationMs, MAX_TIMER_MS));
      if (signal.aborted) done();
      else signal.addEventListener('abort', done, { once: true });
    }),
};

/** Longer timers fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** What may go at once after a pause: so much of a second. */
const BURST_S = 0.25;

/**
 * Shares a rate among everybody who sends: a bucket that fills with time and overflows at a quarter of a second's worth. Who comes first goes
 * first. A piece that is larger than the bucket goes when the bucket is full, and those after it wait for what it took.
 */
export class Bandwidth {
  readonly #bytesPerS: number;
  readonly #burstBytes: number;
  readonly #clock: SteadyClock;
  #storedBytes: number;
  #filledMs: number;
  #last: Promise<void> = Promise.resolve();

  constructor(bytesPerS: number, clock: SteadyClock = steadyClock) {
    if (!(bytesPerS > 0)) throw new RangeError('a rate is above 0');
    this.#bytesPerS = bytesPerS;
    this.#burstBytes = bytesPerS * BURST_S;
    this.#clock = clock;
    this.#storedBytes = this.#burstBytes;
    this.#filledMs = clock.nowMs();
  }

  /** Waits until so many bytes may go. @throws the reason of the signal; those bytes are then free for others */
  async take(bytes: number, signal: AbortSignal): Promise<void> {
    const before = this.#last;
    let passOn = (): void => undefined;
    this.#last = new Promise((resolve) => {
      passOn = resolve;
    });
    try {
      await orAborted(before, signal);
      for (;;) {
        signal.throwIfAborted();
        const missing = Math.min(bytes, this.#burstBytes) - this.#fill();
        // Fractions of a byte are below what the clock can tell.
        if (missing <= 1e-6) break;
        await this.#clock.sleep(Math.max(1, Math.ceil((missing / this.#bytesPerS) * 1000)), signal);
      }
      this.#storedBytes -= bytes;
    } finally {
      // Whoever gave up leaves the place in the queue, and not before those in front.
      void before.then(passOn);
    }
  }

  #fill(): number {
    const nowMs = this.#clock.nowMs();
    const filled = this.#storedBytes + (Math.max(0, nowMs - this.#filledMs) / 1000) * this.#bytesPerS;
    this.#filledMs = nowMs;
    this.#storedBytes = Math.min(this.#burstBytes, filled);
    return this.#storedBytes;
  }
}

async function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const aborted = new Promise<void>((resolve) => {
    stop = resolve;
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
}

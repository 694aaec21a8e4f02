const FIRST_MS = 250;
const MOST_MS = 15_000;
/** A connection that held for so long was a good one: the next attempt comes at once. */
const GOOD_MS = 10_000;

/** How long to wait before the next attempt: twice as long each time up to a limit, each time between half of that and all of it. */
export class BackOff {
  #nextMs = FIRST_MS;
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** @param heldMs how long the connection held that is gone now; 0 for none */
  waitMs(heldMs: number): number {
    if (heldMs >= GOOD_MS) this.#nextMs = FIRST_MS;
    const ms = this.#nextMs * (0.5 + this.#random() / 2);
    this.#nextMs = Math.min(MOST_MS, 2 * this.#nextMs);
    return ms;
  }
}

/** Ends what makes no progress. One timer at a time: arming it again starts it anew. */
export class Watchdog {
  readonly #expire: () => void;
  #timer: NodeJS.Timeout | undefined;
  #overall: NodeJS.Timeout | undefined;

  constructor(expire: () => void) {
    this.#expire = expire;
  }

  /** Something must happen within so long. */
  arm(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#expire, ms);
  }

  /** Nothing is expected: we are waiting for ourselves. */
  pause(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** All of what follows must be over within so long, whatever progress it makes. Only the first call counts. */
  limit(ms: number): void {
    this.#overall ??= setTimeout(this.#expire, ms);
  }

  end(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#overall);
  }
}

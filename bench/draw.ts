/** Seeded draws (mulberry32): the same data on every machine and in every run. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Uniform in [0, 1). */
  unit(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let bits = this.#state;
    bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Uniform in (-scale, scale): a sensor's noise. */
  noise(scale: number): number {
    return (2 * this.unit() - 1) * scale;
  }

  /** As {@link noise}, in whole numbers. */
  whole(scale: number): number {
    return Math.round(this.noise(scale));
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.unit() * items.length)]!;
  }
}

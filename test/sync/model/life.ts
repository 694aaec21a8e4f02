/** The process has died: nothing that it does from here on has any effect. */
export class Died extends Error {}

/** How long a process lives, counted in what it does with the world: before and after each call it may end. */
export class Life {
  #stepsLeft = Number.POSITIVE_INFINITY;
  #isOver = false;

  get isOver(): boolean {
    return this.#isOver;
  }

  /** It ends after so many steps, unless {@link spare} is called before. */
  endAfter(steps: number): void {
    this.#stepsLeft = steps;
  }

  spare(): void {
    this.#stepsLeft = Number.POSITIVE_INFINITY;
  }

  /** @throws Died from the last step on */
  step(): void {
    if (!this.#isOver && this.#stepsLeft-- <= 0) this.#isOver = true;
    this.mustGoOn();
  }

  mustGoOn(): void {
    if (this.#isOver) throw new Died('the process has died');
  }
}

/**
 * The same object as a process has it that may die: before a call, and then the call does nothing; or after, and then nobody hears what came of it.
 * What is thrown then only unwinds: everything that reaches the disk goes through such objects, and does nothing any more.
 * @param wrap what becomes of results
 */
export function mortal<T extends object>(target: T, life: Life, wrap: (result: unknown) => unknown = (r) => r): T {
  return new Proxy(target, {
    get(of, key) {
      const value: unknown = Reflect.get(of, key, of);
      if (typeof value !== 'function') return value;
      return (...parameters: unknown[]): unknown => {
        life.step();
        const result: unknown = value.apply(of, parameters);
        return result instanceof Promise ? outlived(result.then(wrap), life) : wrap(result);
      };
    },
  });
}

/** Pieces that are read as long as the process lives. */
export async function* mortalPieces<T>(pieces: AsyncIterable<T>, life: Life): AsyncGenerator<T, void, void> {
  life.step();
  for await (const piece of pieces) {
    life.step();
    yield piece;
  }
}

async function outlived<T>(promise: Promise<T>, life: Life): Promise<T> {
  try {
    return await promise;
  } finally {
    life.step();
  }
}

/** Everything that is ready to run has run when this resolves. */
export function soon(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

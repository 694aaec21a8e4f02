import type { Item } from '../../sync/queue/states.ts';

/** Whose turn it is: among equally urgent items the aircraft that has waited longest since one of its logs was taken. */
export class Turns {
  readonly #last = new Map<string, number>();
  #count = 0;

  /** @param due the most urgent first, one of each aircraft and priority */
  choose(due: readonly Item[]): Item | undefined {
    const [first] = due;
    if (first === undefined) return undefined;
    const equals = due.filter(({ priority }) => priority === first.priority);
    return equals.reduce((best, item) => (this.#lastOf(item) < this.#lastOf(best) ? item : best));
  }

  took({ aircraft }: Item): void {
    this.#last.delete(aircraft);
    this.#last.set(aircraft, ++this.#count);
    if (this.#last.size > MOST_AIRCRAFT) this.#last.delete(this.#last.keys().next().value!);
  }

  #lastOf({ aircraft }: Item): number {
    return this.#last.get(aircraft) ?? 0;
  }
}

const MOST_AIRCRAFT = 10_000;

import { createFilter, type Filter } from '../filter/create-filter.ts';
import type { FilterOptions } from '../filter/filter-options.ts';
import type { FilterReport } from '../filter/report.ts';
import type { LiveOutput } from './live-output.ts';

/** Where a tap leads: a {@link LiveOutput}, or something that spreads what it is offered over several. */
export type TapOutput = Pick<LiveOutput, 'offer' | 'state'>;

/** Options of a filter whose decision is that of the output. */
export type TapOptions = FilterOptions & { readonly output: TapOutput };

/** One source's bytes, filtered, into an output that others may feed too. An error of the filter ends this tap and not the output. */
export class Tap {
  readonly #filter: Filter;
  readonly #output: TapOutput;
  #isOver = false;

  /** @throws FlightveilError as `createFilter` */
  constructor({ output, ...options }: TapOptions) {
    this.#filter = createFilter(options as FilterOptions);
    this.#output = output;
  }

  /**
   * Takes the next bytes.
   * @returns where the source should wait, a promise
   * @throws FlightveilError as `createFilter`'s push: nothing more of this source comes out
   */
  push(bytes: Uint8Array): void | Promise<void> {
    if (this.#isOver || this.#output.state !== 'open') return;
    try {
      return this.#output.offer(this.#filter.push(bytes));
    } catch (error) {
      this.#isOver = true;
      throw error;
    }
  }

  /** The source has ended: what the filter held back follows, if it may. @throws as {@link push} */
  finish(): void | Promise<void> {
    if (this.#isOver || this.#output.state !== 'open') return;
    this.#isOver = true;
    return this.#output.offer(this.#filter.flush());
  }

  report(): FilterReport {
    return this.#filter.report();
  }
}

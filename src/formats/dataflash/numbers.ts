import { FORMAT_TYPE } from './layout.ts';

/**
 * Gives types numbers of their own, in the order in which they are written first: an autopilot numbers some of its messages as it comes to write
 * them, so that a number that is missing tells of one that was withheld.
 */
export class TypeNumbers {
  readonly #numbers = new Int16Array(256).fill(-1);
  #last = 0;

  constructor() {
    this.#numbers[FORMAT_TYPE] = FORMAT_TYPE;
  }

  of(type: number): number {
    const number = this.#numbers[type]!;
    return number >= 0 ? number : this.#give(type);
  }

  #give(type: number): number {
    do this.#last = (this.#last + 1) & 0xff;
    while (this.#last === FORMAT_TYPE);
    this.#numbers[type] = this.#last;
    return this.#last;
  }
}

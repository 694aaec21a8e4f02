const MOST = 999_999_999;

/**
 * Running numbers of what is written. As long as nothing was left out they are those of the source, jumps included; behind what was left out they go
 * on with the next one, so that how much it was does not show.
 */
export class Numbering {
  #read = 0;
  #written = 0;
  #hasWritten = false;
  #isBehindGap = false;

  drop(): void {
    this.#isBehindGap = true;
  }

  /** @returns what to write for `read`, the number of a record that is written */
  next(read: number): number {
    let number = this.#hasWritten ? this.#written + read - this.#read : read;
    if (this.#isBehindGap || number < 0 || number > MOST) number = this.#hasWritten ? this.#written + 1 : 1;
    this.#read = read;
    this.#written = Math.min(number, MOST);
    this.#hasWritten = true;
    this.#isBehindGap = false;
    return this.#written;
  }
}

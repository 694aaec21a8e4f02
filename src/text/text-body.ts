import { Memory } from '../bytes/memory.ts';

/**
 * The body of a record that was read from text. Treatments change it; what was read stays in `source`, so that a sealer can tell what was changed and
 * leave all else as it stood.
 */
export class TextBody extends Memory {
  readonly source: Memory;
  /** The body, and what was read, as whole numbers of 32 bits: to compare them. */
  readonly words: Int32Array;
  readonly sourceWords: Int32Array;
  #filled: Uint8Array;

  constructor(size: number) {
    super(new Uint8Array((size + 7) & ~7));
    this.source = new Memory(new Uint8Array((size + 7) & ~7));
    this.words = new Int32Array(this.bytes.buffer);
    this.sourceWords = new Int32Array(this.source.bytes.buffer);
    this.#filled = this.source.bytes;
  }

  /** Makes the first `size` bytes of the body what was read. */
  fill(size: number): void {
    // One call that copies is far faster than a loop: a row of a table can have thousands of bytes of which one is read.
    if (this.#filled.length !== size) this.#filled = this.source.bytes.subarray(0, size);
    this.bytes.set(this.#filled);
  }
}

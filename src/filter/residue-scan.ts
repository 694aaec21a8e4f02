import { type NeedleTable, type ScanWindow, scanRange } from './residue-needles.ts';

/** How far around a position needles may look; a multiple of four. */
export const REACH_BYTES = 512;
const STEP_BYTES = 64 * 1024;
const WORD_BYTES = 4;

/** One pass over bytes that come in pieces of any size. What is found does not depend on the pieces. */
export class ByteScan {
  readonly #table: NeedleTable;
  readonly #window: ScanWindow;
  readonly #words: Int32Array;
  /** The window's buffer is filled up to here; the next position to test, a multiple of four. */
  #filled = 0;
  #next = 0;
  #scanned = 0;

  constructor(table: NeedleTable) {
    this.#table = table;
    const bytes = new Uint8Array(2 * REACH_BYTES + STEP_BYTES);
    this.#window = { bytes, view: new DataView(bytes.buffer), start: 0, end: 0 };
    this.#words = new Int32Array(bytes.buffer);
  }

  /** Bytes so far. */
  get scannedBytes(): number {
    return this.#scanned;
  }

  push(chunk: Uint8Array): void {
    const { bytes } = this.#window;
    this.#scanned += chunk.length;
    if (this.#table.isEmpty) return;
    for (let taken = 0; taken < chunk.length; ) {
      if (this.#filled === bytes.length) this.#step();
      const part = chunk.subarray(taken, taken + bytes.length - this.#filled);
      bytes.set(part, this.#filled);
      this.#filled += part.length;
      taken += part.length;
    }
  }

  /** Nothing follows. */
  finish(): void {
    this.#scanTo(this.#filled - WORD_BYTES + 1);
  }

  /** Tests what has enough bytes on either side, and keeps those that later positions need. */
  #step(): void {
    this.#scanTo((this.#filled - REACH_BYTES) & ~3);
    const kept = Math.max(0, this.#next - REACH_BYTES);
    this.#window.bytes.copyWithin(0, kept, this.#filled);
    this.#filled -= kept;
    this.#next -= kept;
  }

  #scanTo(end: number): void {
    if (this.#next >= end) return;
    this.#window.end = this.#filled;
    scanRange(this.#table, this.#window, this.#words, this.#next, end);
    this.#next = end;
  }
}

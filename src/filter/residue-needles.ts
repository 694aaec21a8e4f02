/** The bytes that are looked at, around a place where something may stand. */
export interface ScanWindow {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** First and past-the-last byte that may be read. */
  start: number;
  end: number;
}

/** Something to look for: found by four bytes of it, then tested. */
export interface Needle {
  /** @param at where the four bytes stand */
  test(window: ScanWindow, at: number): void;
}

/** Words of four bytes, little-endian, each with a needle that it may belong to. There are many: two lists instead of pairs. */
export class NeedleKeys {
  readonly words: number[] = [];
  readonly needles: Needle[] = [];

  add(word: number, needle: Needle): void {
    this.words.push(word);
    this.needles.push(needle);
  }
}

/** Multiplier of Knuth's multiplicative hashing for 32 bits. */
const MULTIPLIER = 0x9e3779b1;
const LEAST_FILTER_BITS = 15;
const MOST_FILTER_BITS = 22;

/**
 * All needles by four bytes of each. In front stands a bit table that a scan asks at every byte: it is sparse, so that what it lets pass
 * is rare, and small enough for the caches.
 */
export class NeedleTable {
  /** Bit `hash(word)` is set if a needle may have this word. */
  readonly filter: Int32Array;
  /** The hash is the product's upper bits: `Math.imul(word, MULTIPLIER) >>> filterShift`. */
  readonly filterShift: number;
  readonly #needles: Needle[] = [];
  readonly #next: Int32Array;
  /** Open addressing: word and first needle; -1 where the slot is free. */
  readonly #words: Int32Array;
  readonly #heads: Int32Array;
  readonly #mask: number;

  constructor({ words, needles }: NeedleKeys) {
    const filterBits = Math.min(
      MOST_FILTER_BITS,
      Math.max(LEAST_FILTER_BITS, Math.ceil(Math.log2(32 * words.length + 1))),
    );
    this.filter = new Int32Array(2 ** filterBits / 32);
    this.filterShift = 32 - filterBits;
    const slots = 2 ** Math.ceil(Math.log2(2 * words.length + 2));
    this.#mask = slots - 1;
    this.#words = new Int32Array(slots);
    this.#heads = new Int32Array(slots).fill(-1);
    this.#next = new Int32Array(words.length);
    for (let index = 0; index < words.length; index++) this.#add(words[index]! | 0, needles[index]!);
  }

  get isEmpty(): boolean {
    return this.#needles.length === 0;
  }

  /** Tests the needles that have this word. */
  probe(word: number, window: ScanWindow, at: number): void {
    for (let slot = hashOf(word) & this.#mask; this.#heads[slot] !== -1; slot = (slot + 1) & this.#mask) {
      if (this.#words[slot] !== word) continue;
      for (let index = this.#heads[slot]!; index >= 0; index = this.#next[index]!)
        this.#needles[index]!.test(window, at);
      return;
    }
  }

  #add(word: number, needle: Needle): void {
    const hash = Math.imul(word, MULTIPLIER) >>> this.filterShift;
    this.filter[hash >>> 5]! |= 1 << (hash & 31);
    let slot = hashOf(word) & this.#mask;
    while (this.#heads[slot] !== -1 && this.#words[slot] !== word) slot = (slot + 1) & this.#mask;
    // Places that begin alike share one needle: it is tested once.
    for (let known = this.#heads[slot]!; known >= 0; known = this.#next[known]!) {
      if (this.#needles[known] === needle) return;
    }
    const index = this.#needles.push(needle) - 1;
    this.#words[slot] = word;
    this.#next[index] = this.#heads[slot]!;
    this.#heads[slot] = index;
  }
}

function hashOf(word: number): number {
  const mixed = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/**
 * Tests every position of `window.bytes[from, to)`. Reads the buffer four bytes at a time, as little-endian words: twice as fast as byte by byte,
 * and every processor that runs JavaScript today is little-endian.
 *
 * @param words the same buffer as the window's
 * @param from a multiple of four
 * @param to up to six bytes beyond it are read
 */
export function scanRange(table: NeedleTable, window: ScanWindow, words: Int32Array, from: number, to: number): void {
  const { filter, filterShift } = table;
  const last = to >>> 2;
  let word = words[from >>> 2]!;
  for (let index = from >>> 2; index < last; index++) {
    const next = words[index + 1]!;
    let hash = Math.imul(word, MULTIPLIER) >>> filterShift;
    if ((filter[hash >>> 5]! & (1 << hash)) !== 0) table.probe(word, window, 4 * index);
    const second = (word >>> 8) | (next << 24);
    hash = Math.imul(second, MULTIPLIER) >>> filterShift;
    if ((filter[hash >>> 5]! & (1 << hash)) !== 0) table.probe(second, window, 4 * index + 1);
    const third = (word >>> 16) | (next << 16);
    hash = Math.imul(third, MULTIPLIER) >>> filterShift;
    if ((filter[hash >>> 5]! & (1 << hash)) !== 0) table.probe(third, window, 4 * index + 2);
    const fourth = (word >>> 24) | (next << 8);
    hash = Math.imul(fourth, MULTIPLIER) >>> filterShift;
    if ((filter[hash >>> 5]! & (1 << hash)) !== 0) table.probe(fourth, window, 4 * index + 3);
    word = next;
  }
  for (let at = Math.max(from, 4 * last); at < to; at++) table.probe(window.view.getInt32(at, true), window, at);
}

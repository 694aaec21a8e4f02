import { LastView } from '../../bytes/crc16.ts';

/** Where sentences stand among other bytes: `$` or `!`, an address, cells between commas, `*` and a checksum, the end of the line. */

export const DOLLAR = 0x24;
export const BANG = 0x21;
export const COMMA = 0x2c;
export const STAR = 0x2a;
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
const BLANK = 0x20;
const DELETE = 0x7f;
const ZERO = 0x30;
const UPPER_A = 0x41;
const UPPER_Z = 0x5a;

/** Longer ones are none; the standard has 82 characters, makers' own are longer. */
export const MAX_SENTENCE_BYTES = 1024;
/** `*hh` and the longest end of a line. */
export const END_BYTES = 5;
/** No sentence has more that anybody knows; what is beyond is left empty. */
export const MAX_CELLS = 128;

export const SentenceStatus = {
  /** More input is needed. */
  more: 0,
  /** Whole, its checksum right; or without one, and then the end of its line. */
  whole: 1,
  badChecksum: 2,
  /** Something else ends it than a sentence, or nothing does. */
  broken: 3,
  /** The input ends in it, or before the end of its line. */
  cut: 4,
} as const;
export type SentenceStatus = (typeof SentenceStatus)[keyof typeof SentenceStatus];

/** What a byte does to a sentence: commas count one, and from {@link BANG_CLASS} on something is to be thought about. */
const BANG_CLASS = 2;
const END_CLASS = 4;
const classes = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte < BLANK || byte === DELETE || byte === STAR || byte === DOLLAR) return END_CLASS;
  return byte === COMMA ? 1 : byte === BANG ? BANG_CLASS : 0;
});

/** Where the parts of one sentence stand. One object, used again for every sentence. */
export class SentenceReader {
  /** The commas, and behind them the end of the last cell: a cell stands between the edge of its own index, which it begins behind, and the next. */
  readonly edges = new Int32Array(MAX_SENTENCE_BYTES + 1);
  readonly #views = new LastView();
  /** How many cells there are behind the address; at most {@link MAX_CELLS}. */
  count = 0;
  /** Behind the address, and behind the last cell. */
  addressEnd = 0;
  contentEnd = 0;
  hasChecksum = false;
  /** Where the line end that follows begins; the same as `next` if none does. */
  lineEnd = 0;
  /** Behind the sentence and the line end; of one that is not whole, where to go on. */
  next = 0;

  /** Reads the sentence whose first character stands at `start`. @param isFinal nothing follows `end` */
  read(bytes: Uint8Array, start: number, end: number, isFinal: boolean): SentenceStatus {
    const { edges } = this;
    const most = end - start > MAX_SENTENCE_BYTES ? start + MAX_SENTENCE_BYTES : end;
    // Every address begins with a letter: a run of other characters is not looked at again and again.
    if (start + 1 < end && (bytes[start + 1]! < UPPER_A || bytes[start + 1]! > UPPER_Z)) {
      this.next = start + 1;
      return SentenceStatus.broken;
    }
    let count = 0;
    let sum = 0;
    // Others' names begin with an exclamation mark in some sentences: it ends none, but where a checksum is wrong the sentence may begin there.
    let again = -1;
    let at = start + 1;
    let byte = 0;
    const view = this.#views.of(bytes);
    // Where commas stand cannot be foreseen: a store for every byte costs less than a branch that is often taken the wrong way.
    for (; at + 4 <= most; at += 4) {
      const word = view.getInt32(at, true);
      const first = classes[word & 0xff]!;
      const second = classes[(word >>> 8) & 0xff]!;
      const third = classes[(word >>> 16) & 0xff]!;
      const fourth = classes[word >>> 24]!;
      if ((first | second | third | fourth) >= BANG_CLASS) break;
      sum ^= word;
      edges[count] = at;
      count += first;
      edges[count] = at + 1;
      count += second;
      edges[count] = at + 2;
      count += third;
      edges[count] = at + 3;
      count += fourth;
    }
    sum ^= sum >>> 16;
    sum = (sum ^ (sum >>> 8)) & 0xff;
    for (; at < most; at++) {
      byte = bytes[at]!;
      const what = classes[byte]!;
      if (what >= BANG_CLASS) {
        if (what === END_CLASS) break;
        if (again < 0) again = at;
      }
      sum ^= byte;
      edges[count] = at;
      count += what & 1;
    }
    // From any exclamation mark before, the same would be found: none is looked at again.
    this.next = at;
    if (at === most) {
      const isTooLong = most === start + MAX_SENTENCE_BYTES;
      if (!isTooLong && !isFinal) return SentenceStatus.more;
      return isTooLong ? SentenceStatus.broken : SentenceStatus.cut;
    }
    edges[count] = at;
    this.addressEnd = edges[0]!;
    this.count = count < MAX_CELLS ? count : MAX_CELLS;
    this.contentEnd = at;
    if (byte === STAR) return this.#readChecksum(bytes, at, end, isFinal, sum, again);
    // The standard has a checksum in every sentence, but old receivers and programs send none. What stands before the end of a line was not cut off.
    if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) return SentenceStatus.broken;
    this.hasChecksum = false;
    return this.#readLineEnd(bytes, at, end, isFinal);
  }

  #readChecksum(
    bytes: Uint8Array,
    star: number,
    end: number,
    isFinal: boolean,
    sum: number,
    again: number,
  ): SentenceStatus {
    const high = star + 1 < end ? hexDigit(bytes[star + 1]!) : 0;
    if (star + 2 >= end && high >= 0) {
      if (!isFinal) return SentenceStatus.more;
      this.next = end;
      return SentenceStatus.cut;
    }
    const low = high < 0 ? -1 : hexDigit(bytes[star + 2]!);
    if (low < 0 || ((high << 4) | low) !== sum) {
      const isNumber = low >= 0;
      this.next = isNumber ? star + 3 : high < 0 ? star + 1 : star + 2;
      if (again >= 0 && isNumber) this.next = beginOf(bytes, again, star, (high << 4) | low);
      return SentenceStatus.badChecksum;
    }
    this.hasChecksum = true;
    return this.#readLineEnd(bytes, star + 3, end, isFinal);
  }

  #readLineEnd(bytes: Uint8Array, at: number, end: number, isFinal: boolean): SentenceStatus {
    this.lineEnd = at;
    if (at >= end) {
      this.next = end;
      return isFinal ? SentenceStatus.cut : SentenceStatus.more;
    }
    let next = at;
    if (bytes[at] === CARRIAGE_RETURN) {
      if (at + 1 >= end && !isFinal) return SentenceStatus.more;
      next = at + 1 < end && bytes[at + 1] === LINE_FEED ? at + 2 : at + 1;
    } else if (bytes[at] === LINE_FEED) next = at + 1;
    this.next = next;
    return SentenceStatus.whole;
  }
}

/** The first exclamation mark from `first` on from which this is the checksum, or behind it: each was looked at again otherwise, which takes long. */
function beginOf(bytes: Uint8Array, first: number, star: number, checksum: number): number {
  let found = star + 3;
  let sum = 0;
  for (let at = star - 1; at >= first; at--) {
    const byte = bytes[at]!;
    if (byte === BANG && sum === checksum) found = at;
    sum ^= byte;
  }
  return found;
}

/** -1 for what is none. */
function hexDigit(byte: number): number {
  const digit = byte - ZERO;
  if (digit >= 0 && digit <= 9) return digit;
  const letter = (byte & ~0x20) - UPPER_A;
  return letter >= 0 && letter < 6 ? letter + 10 : -1;
}

/** Where the next sentence may begin, or `end`. */
export function findStart(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === DOLLAR || byte === BANG) return at;
  }
  return end;
}

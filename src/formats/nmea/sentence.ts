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

/** Where the parts of one sentence stand. One object, used again for every sentence. */
export class SentenceReader {
  /** Of each cell behind the address. */
  readonly starts = new Int32Array(MAX_CELLS);
  readonly ends = new Int32Array(MAX_CELLS);
  /** How many cells it has; only those that fit the arrays. */
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
    const { starts, ends } = this;
    const most = end - start > MAX_SENTENCE_BYTES ? start + MAX_SENTENCE_BYTES : end;
    // Every address begins with a letter: a run of other characters is not looked at again and again.
    if (start + 1 < end && (bytes[start + 1]! < UPPER_A || bytes[start + 1]! > UPPER_Z)) {
      this.next = start + 1;
      return SentenceStatus.broken;
    }
    let count = -1;
    let from = start;
    let sum = 0;
    // Others' names begin with an exclamation mark in some sentences: it ends none, but where one is broken the next may begin there.
    let again = -1;
    let at = start + 1;
    let byte = 0;
    for (; at < most; at++) {
      byte = bytes[at]!;
      if (byte < BLANK || byte >= DELETE || byte === STAR || byte === DOLLAR) break;
      sum ^= byte;
      if (byte === COMMA) {
        if (count < 0) this.addressEnd = at;
        else if (count < MAX_CELLS) {
          starts[count] = from;
          ends[count] = at;
        }
        count++;
        from = at + 1;
      } else if (byte === BANG && again < 0) again = at;
    }
    this.next = again < 0 ? at : again;
    if (at === most) {
      const isTooLong = most === start + MAX_SENTENCE_BYTES;
      if (!isTooLong && !isFinal) return SentenceStatus.more;
      // Were it looked at again from each exclamation mark, a line without an end would take long.
      this.next = at;
      return isTooLong ? SentenceStatus.broken : SentenceStatus.cut;
    }
    if (count < 0) this.addressEnd = at;
    else if (count < MAX_CELLS) {
      starts[count] = from;
      ends[count] = at;
    }
    this.count = count + 1 < MAX_CELLS ? count + 1 : MAX_CELLS;
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
      if (again < 0) this.next = high < 0 ? star + 1 : low < 0 ? star + 2 : star + 3;
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

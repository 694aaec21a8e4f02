import { BLANK, CARRIAGE_RETURN, findLineFeed, isDigit, LINE_FEED } from './bytes.ts';
import { matchLineEnd } from './match.ts';
import { MAX_BLOCK_BYTES } from './shape.ts';
import { readTimecode, TIMECODE_CHARS, timecode } from './timecode.ts';

/** What stands at a place. */
export const Block = { found: 0, more: 1, tooLong: 2, none: 3 } as const;
export type Block = (typeof Block)[keyof typeof Block];

const MOST_DIGITS = 9;
const ZERO = 0x30;
/** Empty lines behind a block that belong to it. */
const MOST_EMPTY_LINES = 8;
const MARK = [0xef, 0xbb, 0xbf] as const;

/**
 * Where a block stands: a line with its number, one with its times, lines of text, an empty line. The times may be missing, and so may the empty line if
 * the next two lines are a number and times. Indices in the bytes it was found in.
 */
export class BlockFinder {
  numberStart = 0;
  numberEnd = 0;
  number = 0;
  /** First byte of the times, -1: none. */
  timecode = -1;
  startMs = 0;
  endMs = 0;
  textStart = 0;
  textEnd = 0;
  end = 0;
  /** The input ends inside the last line. */
  isTorn = false;

  /** @param isFinal nothing follows `end` */
  find(bytes: Uint8Array, start: number, end: number, isFinal: boolean): Block {
    const limit = Math.min(end, start + MAX_BLOCK_BYTES);
    const cannotKnow = limit === start + MAX_BLOCK_BYTES ? Block.tooLong : Block.more;
    const isLast = isFinal && limit === end && cannotKnow === Block.more;
    let at = hasMark(bytes, start, limit) ? start + MARK.length : start;
    let feed = findLineFeed(bytes, at, limit);
    if (feed === limit && !isLast) return cannotKnow;
    if (!this.#readNumber(bytes, at, feed)) return Block.none;
    this.isTorn = feed === limit;
    at = Math.min(limit, feed + 1);
    this.timecode = -1;
    feed = findLineFeed(bytes, at, limit);
    if (feed === limit && !isLast) return cannotKnow;
    if (isTimes(bytes, at, feed)) {
      this.timecode = at;
      this.startMs = timecode.startMs;
      this.endMs = timecode.endMs;
      this.isTorn = feed === limit;
      at = Math.min(limit, feed + 1);
    }
    this.textStart = at;
    return this.#findEnd(bytes, at, limit, isLast, cannotKnow);
  }

  /** Finds where the text begins behind a number and times that stand as they mostly do. */
  findText(bytes: Uint8Array, start: number, limit: number): boolean {
    let at = start;
    let number = 0;
    for (; at < limit && at - start < MOST_DIGITS; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) break;
      number = (Math.imul(number, 10) + digit) | 0;
    }
    if (at === start) return false;
    this.number = number;
    this.numberStart = start;
    this.numberEnd = at;
    at = matchLineEnd(bytes, at, limit);
    if (at < 0 || !readTimecode(bytes, at, limit)) return false;
    this.timecode = at;
    this.startMs = timecode.startMs;
    this.endMs = timecode.endMs;
    this.textStart = matchLineEnd(bytes, at + TIMECODE_CHARS, limit);
    return this.textStart >= 0 && this.textStart < limit;
  }

  /** Finds an empty line behind the text that ends at `textEnd`, and where those end. */
  findEmptyLine(bytes: Uint8Array, textEnd: number, limit: number): boolean {
    this.textEnd = textEnd;
    this.isTorn = false;
    const at = matchLineEnd(bytes, textEnd, limit);
    // More of them may follow behind the bytes at hand.
    return at > textEnd && this.#takeEmptyLines(bytes, at, limit, false, Block.more) === Block.found;
  }

  #findEnd(bytes: Uint8Array, start: number, limit: number, isLast: boolean, cannotKnow: Block): Block {
    let at = start;
    for (;;) {
      this.textEnd = this.end = at;
      if (at === limit) return isLast ? Block.found : cannotKnow;
      const feed = findLineFeed(bytes, at, limit);
      if (feed === limit) {
        if (!isLast) return cannotKnow;
        this.isTorn = true;
        this.textEnd = this.end = limit;
        return Block.found;
      }
      if (isEmptyLine(bytes, at, feed)) return this.#takeEmptyLines(bytes, feed + 1, limit, isLast, cannotKnow);
      // Joined files have a mark in the middle.
      if (isNumberLine(bytes, hasMark(bytes, at, feed) ? at + MARK.length : at, feed)) {
        const next = findLineFeed(bytes, feed + 1, limit);
        if (next === limit && !isLast) return cannotKnow;
        if (isTimes(bytes, feed + 1, next)) return Block.found;
      }
      at = feed + 1;
    }
  }

  #takeEmptyLines(bytes: Uint8Array, start: number, limit: number, isLast: boolean, cannotKnow: Block): Block {
    let at = start;
    for (let lines = 1; lines < MOST_EMPTY_LINES; lines++) {
      this.end = at;
      if (at === limit || (bytes[at] === CARRIAGE_RETURN && at + 1 === limit)) return isLast ? Block.found : cannotKnow;
      const next = matchLineEnd(bytes, at, limit);
      if (next < 0) return Block.found;
      at = next;
    }
    this.end = at;
    return Block.found;
  }

  #readNumber(bytes: Uint8Array, start: number, end: number): boolean {
    if (!isNumberLine(bytes, start, end)) return false;
    let value = 0;
    let at = start;
    for (; at < end && isDigit(bytes[at]); at++) value = value * 10 + (bytes[at]! - 0x30);
    this.number = value;
    this.numberStart = start;
    this.numberEnd = at;
    return true;
  }
}

function hasMark(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start > MARK.length && MARK.every((byte, index) => bytes[start + index] === byte);
}

function isEmptyLine(bytes: Uint8Array, start: number, feed: number): boolean {
  return feed === start || (feed === start + 1 && bytes[start] === CARRIAGE_RETURN);
}

/** Digits, and blanks behind them. */
function isNumberLine(bytes: Uint8Array, start: number, feed: number): boolean {
  let at = start;
  while (at < feed && isDigit(bytes[at])) at++;
  return at > start && at - start <= MOST_DIGITS && isBlankRest(bytes, at, feed);
}

function isTimes(bytes: Uint8Array, start: number, feed: number): boolean {
  return readTimecode(bytes, start, feed) && isBlankRest(bytes, start + TIMECODE_CHARS, feed);
}

function isBlankRest(bytes: Uint8Array, start: number, feed: number): boolean {
  let at = start;
  while (at < feed && bytes[at] === BLANK) at++;
  return at === feed || (bytes[at] === CARRIAGE_RETURN && at + 1 === feed);
}

/**
 * Skips to behind the next empty line.
 * @param isAtLineStart whether `start` is the first byte of a line
 * @returns the index behind it, or -1 if there is none in these bytes
 */
export function findEmptyLine(bytes: Uint8Array, start: number, end: number, isAtLineStart: boolean): number {
  let at = isAtLineStart ? start : findLineFeed(bytes, start, end) + 1;
  while (at < end) {
    const feed = findLineFeed(bytes, at, end);
    if (feed < end && isEmptyLine(bytes, at, feed)) return feed + 1;
    at = feed + 1;
  }
  return -1;
}

/** Whether what follows these bytes is the first of a line. */
export function endsLine(bytes: Uint8Array, start: number, end: number): boolean {
  return end > start && bytes[end - 1] === LINE_FEED;
}

import type { CellRule } from './cell-rules.ts';
import { DAY_US, dayOf, readDay, readDigits, readTimeOfDayUs } from './instant.ts';
import type { SentenceKind } from './kinds.ts';
import type { SentenceReader } from './sentence.ts';

/** The day that logs without any date are of, in days since 1970: one that clocks take for a date (2011-11-11). */
const DATELESS_DAY = 15_289;
/** What the times of such a log are counted from. */
export const DATELESS_US = DATELESS_DAY * DAY_US;

/**
 * Which day it is. Few sentences tell the date; a time of day is of the day on which it is next to the last instant, so that midnight passes
 * by itself.
 */
export class Timeline {
  /** [0]: the last instant in Unix microseconds, NaN: none yet; [1], [2]: time of day and days since 1970 of the sentence at hand, NaN: it has none. */
  readonly #times = Float64Array.of(Number.NaN, Number.NaN, Number.NaN);
  isDateless = false;

  /** Reads the time and the date of a sentence. False if it has no time, or a date that is none: neither can be shifted. */
  read(bytes: Uint8Array, { edges, count }: SentenceReader, { cells, timeAt, dates }: SentenceKind): boolean {
    const times = this.#times;
    times[1] = Number.NaN;
    times[2] = Number.NaN;
    if (timeAt < 0 || timeAt >= count) return false;
    times[1] = readTimeOfDayUs(bytes, edges[timeAt]! + 1, edges[timeAt + 1]!);
    if (!(times[1]! >= 0)) return false;
    let isEmpty = true;
    for (let index = 0; index < dates.length; index++) {
      const at = dates[index]!;
      if (at < count && edges[at]! + 1 !== edges[at + 1]) isEmpty = false;
    }
    if (isEmpty) return true;
    times[2] = readDate(bytes, edges, count, cells, dates);
    return !Number.isNaN(times[2]!);
  }

  /** Whether the sentence at hand has a time that nobody can date. */
  get needsDate(): boolean {
    return Number.isNaN(this.#times[0]!) && Number.isNaN(this.#times[2]!);
  }

  /** Whether the sentence at hand tells the date. */
  get hasDate(): boolean {
    return !Number.isNaN(this.#times[2]!);
  }

  /** Of the sentence at hand, which tells the date: in Unix microseconds. */
  get datedUs(): number {
    return this.#times[2]! * DAY_US + this.#times[1]!;
  }

  /** The date comes later in the log: in a sentence of this instant. */
  begin(us: number): void {
    this.#times[0] = us;
  }

  beginDateless(): void {
    this.isDateless = true;
    this.#times[0] = DATELESS_US + this.#times[1]!;
  }

  /** Stores the instant of the sentence at hand as 64-bit Unix microseconds, and goes on from there. */
  store(view: DataView, offset: number): void {
    const times = this.#times;
    let days = times[2]!;
    if (Number.isNaN(days)) days = Math.round((times[0]! - times[1]!) / DAY_US);
    else this.isDateless = false;
    const us = days * DAY_US + times[1]!;
    times[0] = us;
    const high = Math.floor(us / 2 ** 32);
    view.setInt32(offset, us - high * 2 ** 32, true);
    view.setInt32(offset + 4, high, true);
  }
}

function readDate(
  bytes: Uint8Array,
  edges: Int32Array,
  count: number,
  cells: readonly CellRule[],
  dates: readonly number[],
): number {
  let day = -1;
  let month = -1;
  let year = -1;
  for (let index = 0; index < dates.length; index++) {
    const at = dates[index]!;
    if (at >= count) return Number.NaN;
    const start = edges[at]! + 1;
    const end = edges[at + 1]!;
    const { part } = cells[at]!;
    if (part === 'day') day = readDigits(bytes, start, end);
    else if (part === 'month') month = readDigits(bytes, start, end);
    else if (part === 'year') year = readDigits(bytes, start, end);
    else return readDay(bytes, start, end, part === 'dateus');
  }
  return dayOf(year, month, day);
}

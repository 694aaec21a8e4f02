import { civil, daysSince1970, isLogDay, splitDays } from '../../text/calendar.ts';
import { powersOfTen } from '../../text/plain-number.ts';
import type { DatePart } from './cell-rules.ts';
import { writePadded } from './place.ts';

const ZERO = 0x30;
const POINT = 0x2e;
export const DAY_US = 86_400e6;
const TWO_32 = 2 ** 32;
const MOST_DECIMALS = 6;
/** Two digits of a year from here on are of the last century. */
const CENTURY_FROM = 80;
/** GPS counts so many weeks: receivers that have lost count are off by so many days. */
const GPS_ERA_DAYS = 7168;
/** No log is older (2001-09-09), and clocks take smaller numbers for time since boot. An earlier date is of a receiver that has lost count. */
const FIRST_DAY = 11_574;

/** Reads hhmmss with up to six decimals as microseconds of the day; NaN for anything else. A leap second counts as the first of the next day. */
export function readTimeOfDayUs(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 6) return Number.NaN;
  const hours = pairAt(bytes, start);
  const minutes = pairAt(bytes, start + 2);
  const seconds = pairAt(bytes, start + 4);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) return Number.NaN;
  const decimals = Math.max(0, end - start - 7);
  if (decimals > MOST_DECIMALS || (end - start > 6 && bytes[start + 6] !== POINT)) return Number.NaN;
  let fraction = 0;
  for (let at = start + 7; at < end; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    fraction = fraction * 10 + digit;
  }
  return ((hours * 60 + minutes) * 60 + seconds) * 1e6 + fraction * powersOfTen[MOST_DECIMALS - decimals]!;
}

/** Reads six digits as days since 1970; NaN if they are no date. */
export function readDay(bytes: Uint8Array, start: number, end: number, isMonthFirst: boolean): number {
  if (end - start !== 6) return Number.NaN;
  const first = pairAt(bytes, start);
  const second = pairAt(bytes, start + 2);
  const year = pairAt(bytes, start + 4);
  if (first < 0 || second < 0 || year < 0) return Number.NaN;
  return dayOf(
    year + (year < CENTURY_FROM ? 2000 : 1900),
    isMonthFirst ? first : second,
    isMonthFirst ? second : first,
  );
}

/** Days since 1970 of a date that a receiver shows; NaN if it is none. */
export function dayOf(year: number, month: number, day: number): number {
  if (!isLogDay(year, month, day)) return Number.NaN;
  let days = daysSince1970(year, month, day);
  while (days < FIRST_DAY) days += GPS_ERA_DAYS;
  return days;
}

/** Reads a whole number of digits; -1 for anything else. */
export function readDigits(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end || end - start > 4) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** The instant that was asked for last, as two words, and its day, second of the day and microsecond: an epoch's sentences have the same. */
const last = Int32Array.from([0, 0, 0, 0, 0]);

/** Writes a part of the 64-bit Unix microseconds at `offset`. @param decimals of the seconds of a time. @returns the index behind it */
export function writeInstant(
  part: DatePart,
  view: DataView,
  offset: number,
  decimals: number,
  target: Uint8Array,
  to: number,
): number {
  const low = view.getInt32(offset, true);
  const high = view.getInt32(offset + 4, true);
  if (low !== last[0] || high !== last[1]) {
    const us = high * TWO_32 + (low >>> 0);
    const days = Math.floor(us / DAY_US);
    const ofDay = us - days * DAY_US;
    const seconds = Math.floor(ofDay / 1e6);
    last[0] = low;
    last[1] = high;
    last[2] = days;
    last[3] = seconds;
    last[4] = ofDay - seconds * 1e6;
  }
  if (part === 'time') return writeTime(last[3]!, last[4]!, decimals, target, to);
  splitDays(last[2]!);
  const { year, month, day } = civil;
  switch (part) {
    case 'day':
      return writePadded(day, 2, target, to);
    case 'month':
      return writePadded(month, 2, target, to);
    case 'year':
      return writePadded(year, 4, target, to);
    default: {
      const isMonthFirst = part === 'dateus';
      const at = writePadded(isMonthFirst ? month : day, 2, target, to);
      return writePadded(year % 100, 2, target, writePadded(isMonthFirst ? day : month, 2, target, at));
    }
  }
}

function writeTime(seconds: number, us: number, decimals: number, target: Uint8Array, to: number): number {
  const minutes = (seconds / 60) | 0;
  const hours = (minutes / 60) | 0;
  let at = writePadded(hours, 2, target, to);
  at = writePadded(minutes - hours * 60, 2, target, at);
  at = writePadded(seconds - minutes * 60, 2, target, at);
  if (decimals === 0) return at;
  target[at++] = POINT;
  return writePadded((us / powersOfTen[MOST_DECIMALS - decimals]!) | 0, decimals, target, at);
}

/** Two digits; -1 if they are none. */
function pairAt(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - ZERO;
  const ones = bytes[at + 1]! - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

import { civil, daysSince1970, isLogDay, splitDays } from './calendar.ts';
import { powersOfTen } from './plain-number.ts';
import { readUsualDate } from './usual-date.ts';

/**
 * Dates and times as text logs write them: "2019/02/22 12:01:22.911", "2017.8.5 14:11:51", "2022-08-07 13:40:40,774,808" (milliseconds, then
 * microseconds), "8/5/2017 2:11:51.39 PM", "2018-04-19T16:01:38Z", a date alone or a time of day alone. A time without a zone is taken as UTC.
 *
 * A layout is one whole number: what {@link readDate} returns and {@link writeDate} takes. It does not say whether a part was padded with a zero, because
 * that depends on the date: what is written is always padded. Nothing is allocated.
 */

/** Parts of a layout: the lowest bit of each. */
const ORDER = 0;
const DATE_SEPARATOR = 2;
const JOIN = 4;
const TIME = 5;
const SECONDS = 6;
const FRACTION_SEPARATOR = 7;
const FRACTION_DIGITS = 8;
const GROUPS = 12;
const HALF_DAY = 14;
const HALF_DAY_BLANK = 16;
const ZONE = 17;

/** Order of a date's parts: none, year-month-day, month-day-year, day-month-year. */
const Order = { none: 0, ymd: 1, mdy: 2, dmy: 3 } as const;
/** Which number stands first in dates with slashes, American ones and others: as each says by itself, where only a day above 12 tells; or as all of them do. */
export const SlashOrder = { any: 0, monthFirst: 1, dayFirst: 2 } as const;
export type SlashOrder = (typeof SlashOrder)[keyof typeof SlashOrder];
/** Of the fraction: one number; milliseconds and microseconds; the same twice. */
const Groups = { none: 0, two: 1, twice: 2 } as const;
const HalfDay = { none: 0, upper: 1, lower: 2 } as const;
const Zone = { none: 0, z: 1, colon: 2, plain: 3 } as const;

/** As {@link readUsualDate} counts them. */
const separators = [0x2d, 0x2f, 0x2e] as const;
/** Among {@link separators}. */
const SLASH = 1;
const ZERO = 0x30;
const BLANK = 0x20;
const UPPER_T = 0x54;
const UPPER_Z = 0x5a;
const COLON = 0x3a;
const COMMA = 0x2c;
const POINT = 0x2e;
const PLUS = 0x2b;
const MINUS = 0x2d;
const TWO_32 = 2 ** 32;
const DAY_US = 86_400e6;
/** Microseconds until the end of the last year are exact in a double. */
const MOST_US = 7_258_118_400_000_000 - 1;

/** [0]: what {@link readDate} read, in Unix microseconds; for a time alone, those since midnight. An array, because doubles in a variable would be allocated. */
export const dateUs = new Float64Array(1);

/** Of {@link readUsualDate}. */
const USUAL = (Order.ymd << ORDER) | (1 << TIME) | (1 << SECONDS);

/** Where reading is, the last number read and its digits. */
let at = 0;
let digits = 0;
let halfDay: number = HalfDay.none;
let zoneMinutes = 0;

export function hasDate(layout: number): boolean {
  return part(layout, ORDER, 2) !== Order.none;
}

export function hasTime(layout: number): boolean {
  return part(layout, TIME, 1) === 1;
}

/** Which number stands first; `any`: there are no slashes, or the year does. */
export function slashOrder(layout: number): SlashOrder {
  const order = part(layout, ORDER, 2);
  if (part(layout, DATE_SEPARATOR, 2) !== SLASH || order === Order.none || order === Order.ymd) return SlashOrder.any;
  return order === Order.mdy ? SlashOrder.monthFirst : SlashOrder.dayFirst;
}

/** Decimals of the seconds, at most 9; what lies beyond microseconds is written as zeros. */
export function fractionDigits(layout: number): number {
  return part(layout, FRACTION_DIGITS, 4);
}

/** The same layout with so many decimals of the seconds (0 to 9), for columns in which zeros at the end are left out. */
export function withFractionDigits(layout: number, count: number): number {
  return part(layout, GROUPS, 2) === Groups.none
    ? withPart(layout & ~(15 << FRACTION_DIGITS), FRACTION_DIGITS, count)
    : layout;
}

/** Most characters that {@link writeDate} writes. */
export const MOST_DATE_CHARS = 48;

/**
 * Reads the date that is all of `bytes[start, end)` into {@link dateUs}.
 * @returns its layout, or -1 for what is no date, or one that does not exist
 */
export function readDate(bytes: Uint8Array, start: number, end: number, slashes: SlashOrder = SlashOrder.any): number {
  const usual = readUsualDate(bytes, start, end, dateUs);
  if (usual >= 0) {
    const joined = USUAL | ((usual & 3) << DATE_SEPARATOR) | (((usual >> 2) & 1) << JOIN);
    return joined | ((usual >> 3) << FRACTION_DIGITS);
  }
  at = start;
  if (end - start > MOST_DATE_CHARS) return -1;
  let layout = 0;
  let dayUs = 0;
  const first = number(bytes, end, 4);
  if (first < 0) return -1;
  if (at < end && bytes[at] === COLON) {
    at = start;
  } else {
    layout = readDay(bytes, end, first, digits, slashes);
    if (layout < 0) return -1;
    dayUs = dateUs[0]!;
    if (at === end) return layout;
    if (bytes[at] === UPPER_T) layout = withPart(layout, JOIN, 1);
    else if (bytes[at] !== BLANK) return -1;
    at++;
  }
  const time = readTime(bytes, end);
  if (time < 0 || at !== end) return -1;
  dateUs[0] = dayUs + dateUs[0]! - zoneMinutes * 60e6;
  if (dateUs[0]! < 0 || dateUs[0]! > MOST_US) return -1;
  return layout | time;
}

/** Keeps what {@link readDate} read as a 64-bit whole number. */
export function storeDate(view: DataView, offset: number): void {
  const value = dateUs[0]!;
  const high = Math.floor(value / TWO_32);
  view.setInt32(offset, value - high * TWO_32, true);
  view.setInt32(offset + 4, high, true);
}

/**
 * Writes the 64-bit Unix microseconds at `offset` in this layout. Instants that are out of range are written as the nearest in it.
 * @returns the index behind what was written, at most {@link MOST_DATE_CHARS} on
 */
export function writeDate(layout: number, view: DataView, offset: number, target: Uint8Array, to: number): number {
  const raw = view.getInt32(offset + 4, true) * TWO_32 + view.getUint32(offset, true);
  const value = Math.min(Math.max(raw, 0), MOST_US);
  const days = Math.floor(value / DAY_US);
  at = to;
  if (hasDate(layout)) {
    writeDay(layout, days, target);
    if (hasTime(layout)) target[at++] = part(layout, JOIN, 1) === 1 ? UPPER_T : BLANK;
  }
  if (hasTime(layout)) {
    const dayUs = value - days * DAY_US;
    const seconds = Math.floor(dayUs / 1e6);
    // Whole numbers of 31 bits can be handed over without being allocated.
    writeTime(layout, seconds | 0, (dayUs - seconds * 1e6) | 0, target);
  }
  return at;
}

/** Reads the rest of a day whose first number is known; the layout's part of it, or -1. */
function readDay(bytes: Uint8Array, end: number, first: number, firstDigits: number, slashes: SlashOrder): number {
  const byte = at < end ? bytes[at] : 0;
  const separator = byte === separators[0] ? 0 : byte === separators[1] ? 1 : 2;
  if (byte !== separators[separator]) return -1;
  at++;
  const second = number(bytes, end, 2);
  if (second < 0 || at >= end || bytes[at] !== byte) return -1;
  at++;
  const third = number(bytes, end, 4);
  if (third < 0) return -1;
  let order: number = Order.ymd;
  if (firstDigits < 4) {
    if (digits !== 4) return -1;
    const isMonthFirst = slashes === SlashOrder.any ? first <= 12 : slashes === SlashOrder.monthFirst;
    order = separator === SLASH && isMonthFirst ? Order.mdy : Order.dmy;
  } else if (digits > 2) {
    return -1;
  }
  const year = order === Order.ymd ? first : third;
  const month = order === Order.mdy ? first : second;
  const day = order === Order.ymd ? third : order === Order.mdy ? second : first;
  if (!isLogDay(year, month, day)) return -1;
  dateUs[0] = daysSince1970(year, month, day) * DAY_US;
  return withPart(withPart(0, ORDER, order), DATE_SEPARATOR, separator);
}

/** Reads a time of day; the layout's part of it, or -1. */
function readTime(bytes: Uint8Array, end: number): number {
  let layout = withPart(0, TIME, 1);
  const hour = number(bytes, end, 2);
  if (hour < 0 || at >= end || bytes[at++] !== COLON) return -1;
  const minute = number(bytes, end, 2);
  if (minute < 0 || minute > 59 || digits !== 2) return -1;
  let seconds = 0;
  let fractionUs = 0;
  if (at < end && bytes[at] === COLON) {
    at++;
    seconds = number(bytes, end, 2);
    if (seconds < 0 || seconds > 59 || digits !== 2) return -1;
    const fraction = readFraction(bytes, end);
    if (fraction < 0) return -1;
    layout = withPart(layout, SECONDS, 1) | fraction;
    fractionUs = dateUs[0]!;
  }
  const suffix = readSuffix(bytes, end);
  if (suffix < 0) return -1;
  const isHalf = part(suffix, HALF_DAY, 2) !== HalfDay.none;
  if (isHalf ? hour < 1 || hour > 12 : hour > 23) return -1;
  const hours = isHalf ? (hour % 12) + halfDay * 12 : hour;
  dateUs[0] = (hours * 3600 + minute * 60 + seconds) * 1e6 + fractionUs;
  return layout | suffix;
}

/** Reads what stands behind whole seconds into `dateUs`, in microseconds. */
function readFraction(bytes: Uint8Array, end: number): number {
  dateUs[0] = 0;
  const separator = at < end ? bytes[at] : 0;
  if (separator !== POINT && separator !== COMMA) return 0;
  at++;
  const first = number(bytes, end, 9);
  if (first < 0) return -1;
  const layout = withPart(0, FRACTION_SEPARATOR, separator === COMMA ? 1 : 0);
  if (at >= end || bytes[at] !== COMMA) {
    dateUs[0] = digits <= 6 ? first * powersOfTen[6 - digits]! : Math.floor(first / powersOfTen[digits - 6]!);
    return withPart(layout, FRACTION_DIGITS, digits);
  }
  const second = group(bytes, end);
  if (first > 999 || second < 0) return -1;
  dateUs[0] = first * 1000 + second;
  const grouped = withPart(layout, FRACTION_DIGITS, 6);
  if (at >= end || bytes[at] !== COMMA) return withPart(grouped, GROUPS, Groups.two);
  // Some tools wrote it twice.
  if (group(bytes, end) !== first || group(bytes, end) !== second) return -1;
  return withPart(grouped, GROUPS, Groups.twice);
}

/** A comma and a number of up to three digits. */
function group(bytes: Uint8Array, end: number): number {
  if (at >= end || bytes[at] !== COMMA) return -1;
  at++;
  return number(bytes, end, 3);
}

/** Reads the half of the day and the zone, which are left in `halfDay` and `zoneMinutes`. */
function readSuffix(bytes: Uint8Array, end: number): number {
  halfDay = 0;
  zoneMinutes = 0;
  if (at >= end) return 0;
  const isBlank = bytes[at] === BLANK;
  const letter = bytes[isBlank ? at + 1 : at]!;
  const lower = letter | 0x20;
  if (lower === 0x61 || lower === 0x70) {
    at += isBlank ? 3 : 2;
    if (at > end || (bytes[at - 1]! | 0x20) !== 0x6d || (bytes[at - 1]! & 0x20) !== (letter & 0x20)) return -1;
    halfDay = lower === 0x70 ? 1 : 0;
    const layout = withPart(0, HALF_DAY, letter === lower ? HalfDay.lower : HalfDay.upper);
    return withPart(layout, HALF_DAY_BLANK, isBlank ? 1 : 0);
  }
  if (letter === UPPER_Z) {
    at++;
    return withPart(0, ZONE, Zone.z);
  }
  if (letter !== PLUS && letter !== MINUS) return -1;
  return readZone(bytes, end, letter === MINUS ? -1 : 1);
}

function readZone(bytes: Uint8Array, end: number, sign: number): number {
  at++;
  let hours = number(bytes, end, 4);
  let minutes = 0;
  let zone: number = Zone.plain;
  if (digits === 4) {
    minutes = hours % 100;
    hours = Math.floor(hours / 100);
  } else if (digits === 2 && at < end && bytes[at] === COLON) {
    at++;
    minutes = number(bytes, end, 2);
    zone = Zone.colon;
    if (digits !== 2) return -1;
  } else {
    return -1;
  }
  if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return -1;
  zoneMinutes = sign * (hours * 60 + minutes);
  return withPart(0, ZONE, zone);
}

function writeDay(layout: number, days: number, target: Uint8Array): void {
  const separator = separators[part(layout, DATE_SEPARATOR, 2)]!;
  splitDays(days);
  const { year, month, day } = civil;
  const order = part(layout, ORDER, 2);
  put(order === Order.ymd ? year : order === Order.mdy ? month : day, order === Order.ymd ? 4 : 2, target);
  target[at++] = separator;
  put(order === Order.mdy ? day : month, 2, target);
  target[at++] = separator;
  put(order === Order.ymd ? day : year, order === Order.ymd ? 2 : 4, target);
}

function writeTime(layout: number, seconds: number, fractionUs: number, target: Uint8Array): void {
  const hour = Math.floor(seconds / 3600);
  const half = part(layout, HALF_DAY, 2);
  put(half === HalfDay.none ? hour : ((hour + 11) % 12) + 1, 2, target);
  target[at++] = COLON;
  put(Math.floor(seconds / 60) % 60, 2, target);
  if (part(layout, SECONDS, 1) === 1) {
    target[at++] = COLON;
    put(seconds % 60, 2, target);
    writeFraction(layout, fractionUs, target);
  }
  if (half !== HalfDay.none) {
    if (part(layout, HALF_DAY_BLANK, 1) === 1) target[at++] = BLANK;
    const lower = half === HalfDay.lower ? 0x20 : 0;
    target[at++] = (hour < 12 ? 0x41 : 0x50) | lower;
    target[at++] = 0x4d | lower;
  }
  const zone = part(layout, ZONE, 2);
  if (zone === Zone.z) target[at++] = UPPER_Z;
  if (zone < Zone.colon) return;
  target[at++] = PLUS;
  put(0, 2, target);
  if (zone === Zone.colon) target[at++] = COLON;
  put(0, 2, target);
}

function writeFraction(layout: number, fractionUs: number, target: Uint8Array): void {
  const count = fractionDigits(layout);
  if (count === 0) return;
  const separator = part(layout, FRACTION_SEPARATOR, 1) === 1 ? COMMA : POINT;
  const groups = part(layout, GROUPS, 2);
  if (groups === Groups.none) {
    target[at++] = separator;
    put(
      count <= 6 ? Math.floor(fractionUs / powersOfTen[6 - count]!) : fractionUs * powersOfTen[count - 6]!,
      count,
      target,
    );
    return;
  }
  const milliseconds = Math.floor(fractionUs / 1000);
  for (let times = 0; times < groups; times++) {
    target[at++] = times === 0 ? separator : COMMA;
    put(milliseconds, 3, target);
    target[at++] = COMMA;
    put(fractionUs - milliseconds * 1000, 3, target);
  }
}

/** Reads 1 to `most` digits; -1 if there are none, or more. */
function number(bytes: Uint8Array, end: number, most: number): number {
  let value = 0;
  digits = 0;
  for (; at < end; at++, digits++) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) break;
    if (digits === most) return -1;
    value = value * 10 + digit;
  }
  return digits === 0 ? -1 : value;
}

function put(value: number, width: number, target: Uint8Array): void {
  let left = value;
  for (let index = at + width - 1; index >= at; index--) {
    const rest = (left / 10) | 0;
    target[index] = ZERO + left - rest * 10;
    left = rest;
  }
  at += width;
}

function part(layout: number, bit: number, size: number): number {
  return (layout >> bit) & ((1 << size) - 1);
}

function withPart(layout: number, bit: number, value: number): number {
  return layout | (value << bit);
}

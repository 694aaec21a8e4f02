import { daysSince1970, isLogDay } from './calendar.ts';
import { powersOfTen } from './plain-number.ts';

const ZERO = 0x30;
const DASH = 0x2d;
const SLASH = 0x2f;
const POINT = 0x2e;
const COLON = 0x3a;
const BLANK = 0x20;
const UPPER_T = 0x54;
const DAY_US = 86_400e6;
/** Characters of a day and a time with seconds, all of them padded. */
const LENGTH = 19;
const MOST_DECIMALS = 6;

/**
 * Reads a date as nearly all of them are written, as "2019/02/22 12:01:22.911": year first, padded, with no zone, and a point before up to six decimals.
 * Here it takes a fraction of the time.
 *
 * @param us [0] gets Unix microseconds
 * @returns 0, 1 or 2 for "-", "/" or ".", 4 more for a "T" before the time, and 8 more for each decimal; -1 for everything else
 */
export function readUsualDate(bytes: Uint8Array, start: number, end: number, us: Float64Array): number {
  const behind = start + LENGTH;
  const more = end - behind;
  if (more < 0 || more === 1 || more > MOST_DECIMALS + 1) return -1;
  const byte = bytes[start + 4];
  const separator = byte === DASH ? 0 : byte === SLASH ? 1 : byte === POINT ? 2 : -1;
  const join = bytes[start + 10];
  if (separator < 0 || bytes[start + 7] !== byte || (join !== BLANK && join !== UPPER_T)) return -1;
  if (bytes[start + 13] !== COLON || bytes[start + 16] !== COLON) return -1;
  const century = pair(bytes, start);
  const ofCentury = pair(bytes, start + 2);
  const month = pair(bytes, start + 5);
  const day = pair(bytes, start + 8);
  const hour = pair(bytes, start + 11);
  const minute = pair(bytes, start + 14);
  const seconds = pair(bytes, start + 17);
  if ((century | ofCentury | month | day | hour | minute | seconds) < 0) return -1;
  const year = century * 100 + ofCentury;
  if (!isLogDay(year, month, day) || hour > 23 || minute > 59 || seconds > 59) return -1;
  let fraction = 0;
  if (more > 0) {
    if (bytes[behind] !== POINT) return -1;
    for (let at = behind + 1; at < end; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) return -1;
      fraction = fraction * 10 + digit;
    }
    fraction *= powersOfTen[MOST_DECIMALS + 1 - more]!;
  }
  us[0] = daysSince1970(year, month, day) * DAY_US + ((hour * 60 + minute) * 60 + seconds) * 1e6 + fraction;
  return separator + (join === UPPER_T ? 4 : 0) + (more > 0 ? (more - 1) * 8 : 0);
}

/** Two digits; negative if they are none. */
function pair(bytes: Uint8Array, start: number): number {
  const tens = bytes[start]! - ZERO;
  const ones = bytes[start + 1]! - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

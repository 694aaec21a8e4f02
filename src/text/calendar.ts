/** The Gregorian calendar, run back before its beginning. Days are counted from 1970-01-01. */

/** What {@link splitDays} found. One object, used again and again. */
export const civil = { year: 0, month: 0, day: 0 };
let lastDays = Number.NaN;

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return 30 + ((month + (month >> 3)) & 1);
}

/** Years in which a log can have been written. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

/** Whether there is such a day, and a log can be of it. */
export function isLogDay(year: number, month: number, day: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** Years begin in March here, so that the day that may be missing is the last. */
export function daysSince1970(year: number, month: number, day: number): number {
  const fromMarch = month <= 2 ? year - 1 : year;
  const era = Math.floor(fromMarch / 400);
  const yearOfEra = fromMarch - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear - 719_468;
}

/** Leaves year, month and day in {@link civil}. */
export function splitDays(days: number): void {
  // One log after another asks for the same day.
  if (days === lastDays) return;
  lastDays = days;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  civil.day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  civil.month = month;
  civil.year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
}

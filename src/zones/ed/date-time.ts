import type { Notes } from '../findings.ts';

const dateTime =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const dayTime = /^T?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * Unix seconds of a date and time (RFC 3339; 24:00 is the day's end). Without an offset it is read as UTC, a date alone as its beginning, or as its end: both
 * are noted.
 * @returns undefined, with a finding, if there is no such instant
 */
export function readDateTime(text: string, bound: 'from' | 'until', notes: Notes): number | undefined {
  const parts = dateTime.exec(text.trim());
  if (parts === null) return notes.refused('time-unreadable', 'a date is not as RFC 3339 has it');
  const [month, day] = [Number(parts[2]), Number(parts[3])];
  // Date.UTC would take the year 50 for 1950.
  const midnightS = Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T00:00:00Z`) / 1000;
  const date = new Date(midnightS * 1000);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    return notes.refused('time-unreadable', 'there is no such date');
  }
  if (parts[4] === undefined) {
    notes.tolerated('date-without-time', 'a date has no time: the whole day in UTC');
    return bound === 'from' ? midnightS : midnightS + 86_400;
  }
  const seconds = secondsOf(parts[4], parts[5]!, parts[6], parts[7]);
  const offset = offsetMinutes(parts[8]);
  if (seconds === undefined || offset === undefined) return notes.refused('time-unreadable', 'there is no such time');
  if (parts[8] === undefined) notes.tolerated('time-without-zone', 'a time has no zone: read as UTC');
  return midnightS + seconds - offset * 60;
}

export interface DayTime {
  /** Since midnight, with a fraction for seconds; 1440 for 24:00. */
  readonly minutes: number;
  readonly offsetMinutes: number;
}

/** A time of a day. Without an offset it is read as UTC, which is noted. @returns undefined, with a finding, if there is no such time */
export function readDayTime(text: string, notes: Notes): DayTime | undefined {
  const parts = dayTime.exec(text.trim());
  const seconds = parts === null ? undefined : secondsOf(parts[1]!, parts[2]!, parts[3], parts[4]);
  const offset = parts === null ? undefined : offsetMinutes(parts[5]);
  if (seconds === undefined || offset === undefined) {
    return notes.refused('time-unreadable', 'a time of day is not as RFC 3339 has it');
  }
  if (parts?.[5] === undefined) notes.tolerated('time-without-zone', 'a time has no zone: read as UTC');
  return { minutes: seconds / 60, offsetMinutes: offset };
}

/** UTC, or an offset as +01:00. */
export function zoneName(offset: number): string {
  return offset === 0 ? 'UTC' : `${offset < 0 ? '-' : '+'}${clock(Math.abs(offset))}`;
}

/** Hours and minutes, two digits each. */
export function clock(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function secondsOf(hours: string, minutes: string, seconds = '0', fraction = '0'): number | undefined {
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
  // A leap second is the next minute's first.
  if (h > 24 || m > 59 || s > 60) return undefined;
  const total = h * 3600 + m * 60 + s + Number(`0.${fraction}`);
  return total > 86_400 ? undefined : total;
}

function offsetMinutes(text = 'Z'): number | undefined {
  if (text.toUpperCase() === 'Z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(3).replace(':', '') || '0');
  if (hours > 14 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

import type { Notes } from '../findings.ts';
import { isObject, isThere, type JsonObject, listOf } from '../json.ts';
import type { Applicability } from '../zone.ts';
import { readDateTime } from './date-time.ts';
import { readHours } from './hours.ts';

/** Of one zone, with their hours. Each is looked at when the zone is met. */
const MAX_PERIODS = 1000;

/**
 * When a zone holds: `limitedApplicability` of ED-318, `applicability` of ED-269. Empty: always.
 * @returns undefined, with a finding, if all that it says cannot be read
 */
export function readPeriods(value: unknown, notes: Notes): readonly Applicability[] | undefined {
  const entries = listOf(value, 'a period', notes);
  const periods = entries.map((entry) => readPeriod(entry, notes)).filter((period) => period !== undefined);
  if (entries.length > 0 && periods.length === 0) return undefined;
  return periods.some(isAlways) ? [] : fewEnough(periods, notes);
}

/** @returns undefined, with a finding, for more than a thousand periods and hours of one zone */
export function fewEnough(periods: readonly Applicability[], notes: Notes): readonly Applicability[] | undefined {
  const count = periods.reduce((sum, { hours }) => sum + Math.max(1, hours.length), 0);
  if (count <= MAX_PERIODS) return periods;
  return notes.refused('periods-too-many', `a zone has more than ${MAX_PERIODS} periods and hours`);
}

function isAlways({ fromS, untilS, hours }: Applicability): boolean {
  return fromS === undefined && untilS === undefined && hours.length === 0;
}

function readPeriod(value: unknown, notes: Notes): Applicability | undefined {
  if (!isObject(value)) return notes.refused('period-unreadable', 'a period is no object');
  const isPermanent = readPermanent(value.permanent, notes);
  const from = readBound(value.startDateTime, 'from', notes);
  const until = readBound(value.endDateTime, 'until', notes);
  const hours = readSchedule(value, notes);
  if (from === undefined || until === undefined || hours === undefined) return undefined;
  if (isPermanent) {
    if (from !== null || until !== null) {
      notes.tolerated('permanent-with-dates', 'a period is permanent and has dates: they are left aside');
    }
    return { hours };
  }
  if (from !== null && until !== null && from >= until) {
    return notes.refused('period-inverted', 'a period ends before it begins');
  }
  return { ...(from === null ? {} : { fromS: from }), ...(until === null ? {} : { untilS: until }), hours };
}

function readPermanent(value: unknown, notes: Notes): boolean {
  if (!isThere(value)) return false;
  if (typeof value === 'boolean') {
    notes.tolerated('permanent-spelling', 'permanent is neither YES nor NO');
    return value;
  }
  const name = typeof value === 'string' ? value.trim().toUpperCase() : '';
  if (name !== value || (name !== 'YES' && name !== 'NO')) {
    notes.tolerated('permanent-spelling', 'permanent is neither YES nor NO');
  }
  return name === 'YES';
}

/** Null: not limited. */
function readBound(value: unknown, bound: 'from' | 'until', notes: Notes): number | null | undefined {
  if (!isThere(value) || value === '') return null;
  if (typeof value !== 'string') return notes.refused('time-unreadable', 'a date is no text');
  return readDateTime(value, bound, notes);
}

function readSchedule(period: JsonObject, notes: Notes): Applicability['hours'] | undefined {
  const { schedule, dailyPeriod } = period;
  if (isThere(dailyPeriod)) {
    if (isThere(schedule)) notes.tolerated('schedule-twice', 'there are a schedule and a dailyPeriod: both count');
    else notes.tolerated('daily-period', 'the schedule stands under dailyPeriod');
  }
  const entries = [...listOf(schedule, 'a schedule', notes), ...listOf(dailyPeriod, 'a schedule', notes)];
  const hours = entries.map((entry) => readHours(entry, notes));
  if (hours.some((one) => one === null)) return [];
  const readable = hours.filter((one) => one !== undefined && one !== null);
  return entries.length > 0 && readable.length === 0 ? undefined : readable;
}

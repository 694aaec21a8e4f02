import type { Notes } from '../findings.ts';
import { isObject, isThere, listOf } from '../json.ts';
import { type DailyHours, type DayInstant, type Weekday, weekdays } from '../zone.ts';
import { readDayTime, zoneName } from './date-time.ts';

export const sunEvents = ['BMCT', 'SR', 'SS', 'EECT'] as const;
type SunEvent = (typeof sunEvents)[number];

interface Bound {
  readonly instant: DayInstant;
  /** Undefined for events of the sun, which have no zone. */
  readonly offsetMinutes: number | undefined;
}

/** Hours of some days. @returns null if they are all hours of all days, undefined, with a finding, if they cannot be read */
export function readHours(value: unknown, notes: Notes): DailyHours | null | undefined {
  if (!isObject(value)) return notes.refused('hours-unreadable', 'an entry of a schedule is no object');
  const days = readDays(value.day, notes);
  const start = readBound(value.startTime, value.startEvent, notes);
  const end = readBound(value.endTime, value.endEvent, notes);
  if (days === undefined || start === undefined || end === undefined) return undefined;
  if (start === null && end === null) {
    if (days.length === 0) return null;
    return { days, start: { minutes: 0 }, end: { minutes: 0 }, timeZone: 'UTC' };
  }
  if (start === null || end === null) {
    notes.tolerated('hours-half-open', 'hours have no start or no end: midnight');
  }
  if (start !== null && 'minutes' in start.instant && start.instant.minutes >= 1440) {
    return notes.refused('time-unreadable', 'hours begin at the end of a day');
  }
  const offset = start?.offsetMinutes ?? end?.offsetMinutes ?? 0;
  return {
    days,
    start: start === null ? { minutes: 0 } : start.instant,
    end: end === null ? { minutes: 0 } : ended(end, offset),
    timeZone: zoneName(offset),
  };
}

/** The end in the zone of the start; 24:00 is the next day's 0:00. */
function ended({ instant, offsetMinutes }: Bound, offset: number): DayInstant {
  if (!('minutes' in instant)) return instant;
  const shift = offset - (offsetMinutes ?? offset);
  // Nothing is added where nothing has to be: fractions would lose their last digits.
  const minutes = shift === 0 ? instant.minutes : instant.minutes + shift;
  if (minutes >= 0 && minutes < 1440) return { minutes };
  return { minutes: minutes - 1440 * Math.floor(minutes / 1440) };
}

function readBound(time: unknown, event: unknown, notes: Notes): Bound | null | undefined {
  const hasTime = isThere(time) && time !== '';
  if (isThere(event) && event !== '') {
    if (hasTime) return notes.refused('time-and-event', 'hours have both a time and an event of the sun');
    const name = sunEvents.find((known) => known === event);
    if (name === undefined) return notes.refused('event-unknown', 'an event of the sun is not BMCT, SR, SS or EECT');
    return { instant: sunInstant(name), offsetMinutes: undefined };
  }
  if (!hasTime) return null;
  const name = sunEvents.find((known) => known === time);
  if (name !== undefined) {
    notes.tolerated('event-as-time', 'an event of the sun stands where a time belongs');
    return { instant: sunInstant(name), offsetMinutes: undefined };
  }
  if (typeof time !== 'string') return notes.refused('time-unreadable', 'a time of day is no text');
  const read = readDayTime(time, notes);
  return read && { instant: { minutes: read.minutes }, offsetMinutes: read.offsetMinutes };
}

function sunInstant(sun: SunEvent): DayInstant {
  return { sun, offsetMinutes: 0 };
}

/** In the order of the week; empty for all. */
function readDays(value: unknown, notes: Notes): readonly Weekday[] | undefined {
  const found = new Set<Weekday>();
  let isAny = false;
  for (const day of listOf(value, 'a day', notes)) {
    const name = typeof day === 'string' ? day.trim().toUpperCase() : '';
    const known = weekdays.find((weekday) => name === weekday || name === fullNames[weekday]);
    if (name === 'ANY') isAny = true;
    else if (known === undefined) return notes.refused('day-unknown', 'a day is neither a weekday nor ANY');
    else found.add(known);
    if (day !== (known ?? 'ANY')) notes.tolerated('day-spelling', 'a day is spelt in another way');
  }
  return isAny || found.size === weekdays.length ? [] : weekdays.filter((weekday) => found.has(weekday));
}

const fullNames: Readonly<Record<Weekday, string>> = {
  MON: 'MONDAY',
  TUE: 'TUESDAY',
  WED: 'WEDNESDAY',
  THU: 'THURSDAY',
  FRI: 'FRIDAY',
  SAT: 'SATURDAY',
  SUN: 'SUNDAY',
};

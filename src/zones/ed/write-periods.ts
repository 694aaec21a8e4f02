import type { Notes } from '../findings.ts';
import type { Applicability, DailyHours, DayInstant } from '../zone.ts';
import { clock } from './date-time.ts';

const MAX_S = Date.UTC(9999, 11, 31, 23, 59, 59) / 1000;

/** Periods as ED-318 has them. @returns undefined, with a finding, if one cannot be said there */
export function writePeriods(applicability: readonly Applicability[], notes: Notes): readonly object[] | undefined {
  const periods = applicability.map((period) => writePeriod(period, notes));
  return periods.some((period) => period === undefined) ? undefined : (periods as object[]);
}

function writePeriod({ fromS, untilS, hours }: Applicability, notes: Notes): object | undefined {
  for (const instant of [fromS, untilS]) {
    if (instant !== undefined && !(instant >= 0 && instant <= MAX_S)) {
      return notes.refused('time-beyond-years', 'a time is not in the years 1970 to 9999');
    }
  }
  const schedule = hours.map((one) => writeHours(one, notes));
  if (schedule.some((one) => one === undefined)) return undefined;
  return {
    ...(fromS === undefined ? {} : { startDateTime: new Date(fromS * 1000).toISOString() }),
    ...(untilS === undefined ? {} : { endDateTime: new Date(untilS * 1000).toISOString() }),
    ...(schedule.length === 0 ? {} : { schedule }),
  };
}

function writeHours({ days, start, end, timeZone }: DailyHours, notes: Notes): object | undefined {
  const zone = timeZone === 'UTC' ? 'Z' : timeZone;
  if (!/^(?:Z|[+-]\d{2}:\d{2})$/.test(zone)) {
    return notes.refused('zone-by-name', 'ED-318 has no names of time zones, only offsets');
  }
  if ('sun' in start && 'sun' in end && zone !== 'Z') {
    return notes.refused('zone-of-events', 'ED-318 has no time zone for hours that follow the sun');
  }
  const bounds = [writeInstant(start, 'start', zone, notes), writeInstant(end, 'end', zone, notes)];
  if (bounds.some((bound) => bound === undefined)) return undefined;
  return Object.assign({ day: days.length === 0 ? ['ANY'] : days }, ...bounds);
}

function writeInstant(instant: DayInstant, side: 'start' | 'end', zone: string, notes: Notes): object | undefined {
  if ('sun' in instant) {
    if (instant.offsetMinutes !== 0) {
      return notes.refused('event-with-offset', 'ED-318 has no minutes before or after an event of the sun');
    }
    return { [`${side}Event`]: instant.sun };
  }
  const seconds = Math.round(instant.minutes * 60_000) / 1000;
  if (!(seconds >= 0 && seconds < 86_400)) return notes.refused('time-unreadable', 'there is no such time of day');
  const minutes = Math.floor(seconds / 60);
  const [whole, fraction] = (seconds - minutes * 60).toFixed(3).split('.') as [string, string];
  const part = fraction === '000' ? '' : `.${fraction}`;
  return { [`${side}Time`]: `${clock(minutes)}:${whole.padStart(2, '0')}${part}${zone}` };
}

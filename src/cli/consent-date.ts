import { usage } from './consent-terms.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * A day or an instant as ISO 8601 writes it: `2027-01-01`, which means its start in UTC, or `2027-01-01T12:00Z`, `2027-01-01T12:00:00+01:00`.
 * @param option what it was given as
 * @returns Unix seconds
 * @throws FlightveilError `usage` for all else, such as the 30th of February
 */
export function dateOf(option: string, text: string): number {
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone = 'Z'] = DATE.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) throw wrong(option);
  const parts = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)] as const;
  const date = new Date(Date.UTC(...parts));
  const read = [
    ...[date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()],
    ...[date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()],
  ];
  // The calendar would carry a 30th of February over into March.
  if (read.some((value, index) => value !== parts[index])) throw wrong(option);
  const seconds = date.getTime() / 1000 - offsetS(option, zone);
  if (seconds < 0) throw usage(`${option} lies before 1970`);
  return seconds;
}

function offsetS(option: string, zone: string): number {
  if (zone === 'Z') return 0;
  const [hours, minutes] = zone.slice(1).split(':').map(Number);
  if (hours! > 23 || minutes! > 59) throw wrong(option);
  return (zone.startsWith('-') ? -60 : 60) * (hours! * 60 + minutes!);
}

function wrong(option: string) {
  return usage(`${option} is no date`, 'Write a day as 2027-01-01, or an instant with its zone as 2027-01-01T12:00Z.');
}

/** An instant for people, in UTC, to the minute. */
export function instantText(atS: number): string {
  return new Date(atS * 1000).toISOString().slice(0, 16).replace('T', ' ');
}

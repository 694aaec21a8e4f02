import { readDateTime } from '../ed/date-time.ts';
import type { Notes } from '../findings.ts';
import type { Applicability } from '../zone.ts';

/**
 * A period of an AA line: two instants of UTC, either may be NONE for not known (SeeYou OpenAir 2.1).
 * @returns undefined, with a finding, for NONE alone, which is a zone that nobody has activated yet
 */
export function activationOf(value: string, notes: Notes): Applicability | undefined {
  const text = value.trim().toUpperCase();
  if (text === 'NONE') return notes.refused('not-active', 'no time of activation is known');
  const [start, end, ...more] = text.split('/').map((part) => part.trim());
  if (start === undefined || end === undefined || more.length > 0) {
    return notes.refused('time-unreadable', 'an activation is no period');
  }
  const fromS = start === 'NONE' ? null : readDateTime(start, 'from', notes);
  const untilS = end === 'NONE' ? null : readDateTime(end, 'until', notes);
  if (fromS === undefined || untilS === undefined) return undefined;
  if (fromS !== null && untilS !== null && fromS >= untilS) {
    return notes.refused('period-inverted', 'a period ends before it begins');
  }
  return { ...(fromS === null ? {} : { fromS }), ...(untilS === null ? {} : { untilS }), hours: [] };
}

import type { GeoPoint } from '../geo/surface.ts';
import { sunEventS, sunEvents } from './sun.ts';
import { DAY_S, offsetS, wallClockS } from './time-zone.ts';
import { type Applicability, type DailyHours, type DayInstant, type GeoZone, weekdays } from './zone.ts';

/** Whether a zone holds, and until when that cannot change. */
export interface TimeAnswer {
  /** Undefined: not known. */
  readonly holds: boolean | undefined;
  /** Unix seconds, behind the instant that was asked for. */
  readonly untilS: number;
}

/** Hours go on into the next day, and by the sun a little further. */
const DAYS_BEFORE = 2;
/** Within so many days hours end. */
const MOST_DAYS = 3;
/** Within a week every weekday comes again. */
const DAYS_AFTER = 8;
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = 3;

/** Whether a zone holds at an instant: `undefined` if that is not known. @param applicability empty: always @param unixS NaN: not known @param place of the zone, for the sun */
export function holdsAt(applicability: readonly Applicability[], unixS: number, place: GeoPoint): boolean | undefined {
  return timeAnswer(applicability, unixS, place).holds;
}

/** Until when {@link holdsAt} stays as it is, in Unix seconds; it may stay so for longer. */
export function nextChangeS(applicability: readonly Applicability[], unixS: number, place: GeoPoint): number {
  return timeAnswer(applicability, unixS, place).untilS;
}

/** Both of {@link holdsAt} and {@link nextChangeS}. */
export function timeAnswer(applicability: readonly Applicability[], unixS: number, place: GeoPoint): TimeAnswer {
  if (applicability.length === 0) return { holds: true, untilS: Number.POSITIVE_INFINITY };
  return anyOf(applicability.map((one) => answerOf(one, unixS, place)));
}

function anyOf(answers: readonly TimeAnswer[]): TimeAnswer {
  const holds = answers.some((answer) => answer.holds === true);
  const isUnknown = answers.some((answer) => answer.holds === undefined);
  let untilS = Number.POSITIVE_INFINITY;
  for (const answer of answers) untilS = Math.min(untilS, answer.untilS);
  return { holds: holds ? true : isUnknown ? undefined : false, untilS };
}

function answerOf(
  { fromS = -Infinity, untilS = Infinity, hours }: Applicability,
  unixS: number,
  place: GeoPoint,
): TimeAnswer {
  if (!Number.isFinite(unixS)) {
    const isAlways = fromS === -Infinity && untilS === Infinity && hours.length === 0;
    return { holds: isAlways ? true : undefined, untilS: Infinity };
  }
  if (unixS < fromS) return { holds: false, untilS: fromS };
  if (unixS >= untilS) return { holds: false, untilS: Infinity };
  if (hours.length === 0) return { holds: true, untilS };
  const answer = anyOf(hours.map((one) => hoursAnswer(one, unixS, place)));
  return { holds: answer.holds, untilS: Math.min(answer.untilS, untilS) };
}

function hoursAnswer(hours: DailyHours, unixS: number, place: GeoPoint): TimeAnswer {
  const aheadS = offsetS(hours.timeZone, unixS);
  if (aheadS === undefined) return { holds: undefined, untilS: Infinity };
  const today = Math.floor((unixS + aheadS) / DAY_S);
  let holds = false;
  let untilS = unixS + 7 * DAY_S;
  for (let day = today - DAYS_BEFORE; day <= today + DAYS_AFTER; day++) {
    if (hours.days.length > 0 && !hours.days.includes(weekdays[(((day + FIRST_WEEKDAY) % 7) + 7) % 7]!)) continue;
    const startS = instantS(hours.start, hours.timeZone, day, place, 'first');
    const endS = endAfter(hours, startS, day, place);
    if (startS === undefined || endS === undefined) return { holds: undefined, untilS: Infinity };
    if (startS <= unixS && unixS < endS) holds = true;
    if (startS > unixS) untilS = Math.min(untilS, startS);
    if (endS > unixS) untilS = Math.min(untilS, endS);
    if (startS > unixS && day > today) break;
  }
  return { holds, untilS };
}

/** When hours end that began on a day. */
function endAfter(
  { start, end, timeZone }: DailyHours,
  startS: number | undefined,
  day: number,
  place: GeoPoint,
): number | undefined {
  let endS = instantS(end, timeZone, day, place, 'last');
  if (startS === undefined || endS === undefined) return undefined;
  if (isLater(end, start)) return Math.max(startS, endS);
  // The sun of a day may rise and set on the day before or behind it, by the clocks of the zone: then the next day's end is not enough.
  for (let later = 1; later <= MOST_DAYS && endS !== undefined && endS <= startS; later++) {
    endS = instantS(end, timeZone, day + later, place, 'last');
  }
  return endS;
}

/** Whether one event of the sun follows another on every day: in the polar night both come at noon, and that is no whole day. */
function isLater(one: DayInstant, other: DayInstant): boolean {
  if (!('sun' in one && 'sun' in other)) return false;
  return sunEvents.indexOf(one.sun) > sunEvents.indexOf(other.sun);
}

function instantS(
  instant: DayInstant,
  timeZone: string,
  day: number,
  place: GeoPoint,
  which: 'first' | 'last',
): number | undefined {
  if (!('sun' in instant)) return wallClockS(timeZone, day, 60 * instant.minutes, which);
  const noonS = wallClockS(timeZone, day, DAY_S / 2, 'first');
  const eventS = noonS === undefined ? undefined : sunEventS(instant.sun, noonS, place);
  return eventS === undefined ? undefined : eventS + 60 * instant.offsetMinutes;
}

/** Where a zone is: the centre of its first volume. */
export function placeOf({ volumes: [volume] }: Pick<GeoZone, 'volumes'>): GeoPoint {
  const shape = volume?.shape;
  if (shape === undefined) return { latitudeDeg: Number.NaN, longitudeDeg: Number.NaN };
  if (shape.kind === 'circle') return { longitudeDeg: shape.centre[0], latitudeDeg: shape.centre[1] };
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude, latitude] of shape.rings[0] ?? []) {
    west = Math.min(west, longitude);
    south = Math.min(south, latitude);
    east = Math.max(east, longitude);
    north = Math.max(north, latitude);
  }
  return { longitudeDeg: (west + east) / 2, latitudeDeg: (south + north) / 2 };
}

import SunCalc from 'suncalc';
import type { GeoPoint } from '../geo/surface.ts';
import { DAY_S } from './time-zone.ts';
import type { DayInstant } from './zone.ts';

export type SunEvent = Extract<DayInstant, { sun: string }>['sun'];

/** In the order of a day: the names of suncalc, and how high the sun's centre stands. */
const events = {
  BMCT: { name: 'dawn', heightDeg: -6, isMorning: true },
  SR: { name: 'sunrise', heightDeg: -0.833, isMorning: true },
  SS: { name: 'sunset', heightDeg: -0.833, isMorning: false },
  EECT: { name: 'dusk', heightDeg: -6, isMorning: false },
} as const;
export const sunEvents = Object.keys(events) as readonly SunEvent[];

/**
 * When the sun rises or sets at a place, to about a minute; a sun that stays up all day rises and sets at midnight by the sun, one that stays down at noon by the sun.
 * So it is day for all of a polar day and none of a polar night, as on the days before and after.
 * @param nearS Unix seconds within some hours of noon
 * @returns Unix seconds; undefined for what is no place
 */
export function sunEventS(event: SunEvent, nearS: number, { latitudeDeg, longitudeDeg }: GeoPoint): number | undefined {
  const { name, heightDeg, isMorning } = events[event];
  const times = SunCalc.getTimes(new Date(nearS * 1000), latitudeDeg, longitudeDeg);
  const eventS = times[name].getTime() / 1000;
  if (Number.isFinite(eventS)) return refined(eventS, (heightDeg * Math.PI) / 180, latitudeDeg, longitudeDeg);
  const noonS = times.solarNoon.getTime() / 1000;
  if (!Number.isFinite(noonS)) return undefined;
  const { altitude } = SunCalc.getPosition(times.solarNoon, latitudeDeg, longitudeDeg);
  if (!(altitude > (heightDeg * Math.PI) / 180)) return noonS;
  return noonS + (isMorning ? -0.5 : 0.5) * DAY_S;
}

const STEP_S = 60;
/** Slower than this, in radians a second, the sun hardly rises or sets: a step would lead far away. */
const LEAST_RATE = 1e-5;

/** suncalc reckons with the sun's declination at noon, which is wrong by up to three minutes: two steps of Newton's method with that of the instant. */
function refined(eventS: number, wantedRad: number, latitudeDeg: number, longitudeDeg: number): number {
  let atS = eventS;
  for (let step = 0; step < 2; step++) {
    const heightRad = (unixS: number): number =>
      SunCalc.getPosition(new Date(unixS * 1000), latitudeDeg, longitudeDeg).altitude;
    const before = heightRad(atS);
    const rate = (heightRad(atS + STEP_S) - before) / STEP_S;
    if (Math.abs(rate) < LEAST_RATE) break;
    atS += (wantedRad - before) / rate;
  }
  return atS;
}

import type { Applicability, GeoZone, HeightLimit, ZoneVolume } from '../../src/zones/zone.ts';
import type { ZoneIndex } from '../../src/zones/zone-index.ts';

/** A fix as a log tells it. */
export interface Fix {
  readonly timeS: number;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly altitudeM: number;
  readonly overHomeM: number;
}

/** A passage, as far as it is compared. */
export interface Told {
  readonly kind: 'entered' | 'left';
  readonly zone: string;
  readonly timeS: number;
  readonly latitudeDeg: number;
  readonly isHeightKnown: boolean;
  readonly isTimeKnown: boolean;
  readonly isFirst: boolean;
}

type Answer = 'no' | 'maybe' | 'yes';

function least(...answers: Answer[]): Answer {
  return answers.includes('no') ? 'no' : answers.includes('maybe') ? 'maybe' : 'yes';
}

/** Heights above the sea that are possible for one above the sea, the ellipsoid or the ground; and the other way round. */
function rangeOf({ altitudeM, overHomeM }: Fix, reference: HeightLimit['reference']): [number, number] {
  const geoid = reference === 'WGS84' ? 110 : 0;
  if (reference === 'AGL') {
    if (Number.isFinite(overHomeM)) return [overHomeM, overHomeM];
    return Number.isFinite(altitudeM) ? [altitudeM - 8850, altitudeM + 450] : [-Infinity, Infinity];
  }
  if (Number.isFinite(altitudeM)) return [altitudeM - geoid, altitudeM + geoid];
  return Number.isFinite(overHomeM) ? [overHomeM - 450 - geoid, overHomeM + 8850 + geoid] : [-Infinity, Infinity];
}

function limitAnswer(fix: Fix, limit: HeightLimit | undefined, isLower: boolean): Answer {
  if (limit === undefined || (isLower && limit.reference === 'AGL' && limit.heightM <= 0)) return 'yes';
  const [low, high] = rangeOf(fix, limit.reference);
  if (isLower ? high < limit.heightM : low > limit.heightM) return 'no';
  const isSure = isLower ? low >= limit.heightM : high <= limit.heightM;
  return isSure && !(limit.reference === 'AGL' && Number.isFinite(fix.overHomeM)) ? 'yes' : 'maybe';
}

function heightAnswer(fix: Fix, { lower, upper }: ZoneVolume): Answer {
  return least(limitAnswer(fix, lower, true), limitAnswer(fix, upper, false));
}

/** Of zones that hold from one instant until another, as the walks have them. */
function timeAnswer({ timeS }: Fix, applicability: readonly Applicability[]): Answer {
  const isAlways = applicability.some(({ fromS, untilS }) => fromS === undefined && untilS === undefined);
  if (applicability.length === 0 || isAlways) return 'yes';
  if (!(timeS >= 1_262_304_000)) return 'maybe';
  return applicability.some(({ fromS = -Infinity, untilS = Infinity }) => timeS >= fromS && timeS < untilS)
    ? 'yes'
    : 'no';
}

const EARTH_M = 6_371_000;

/** By the haversine. */
function metresBetween(a: Fix, b: Fix): number {
  const radians = Math.PI / 180;
  const half =
    Math.sin(((b.latitudeDeg - a.latitudeDeg) * radians) / 2) ** 2 +
    Math.cos(a.latitudeDeg * radians) *
      Math.cos(b.latitudeDeg * radians) *
      Math.sin(((b.longitudeDeg - a.longitudeDeg) * radians) / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.sqrt(half));
}

/** What the watch is to tell: every fix against every zone, and then what counts as left. Not told of fixes in which the metres decide by less than a hundredth. */
export function naivePassages(index: ZoneIndex, fixes: readonly Fix[], leavingS: number, leavingM: number): Told[] {
  const told: Told[] = [];
  const stays = new Map<GeoZone, { last: { height: Answer; time: Answer }; out: Fix | undefined }>();
  fixes.forEach((fix, number) => {
    const answers = new Map<GeoZone, { height: Answer; time: Answer }>();
    for (const { zone, volume } of index.at(fix.latitudeDeg, fix.longitudeDeg, { keep: 'all' })) {
      const answer = { height: heightAnswer(fix, volume), time: timeAnswer(fix, zone.applicability) };
      if (least(answer.height, answer.time) === 'no') continue;
      if (answers.get(zone)?.height !== 'yes') answers.set(zone, answer);
    }
    for (const [zone, last] of answers) {
      if (!stays.has(zone)) told.push(told1('entered', zone, fix, last, number === 0));
      stays.set(zone, { last, out: undefined });
    }
    for (const [zone, stay] of stays) {
      if (answers.has(zone)) continue;
      stay.out ??= fix;
      const isLong = fix.timeS - stay.out.timeS >= leavingS;
      if (!isLong && !(metresBetween(fix, stay.out) >= leavingM)) continue;
      told.push(told1('left', zone, stay.out, stay.last, false));
      stays.delete(zone);
    }
  });
  for (const [zone, { last, out }] of stays) if (out !== undefined) told.push(told1('left', zone, out, last, false));
  return told;
}

function told1(
  kind: Told['kind'],
  zone: GeoZone,
  { timeS, latitudeDeg }: Fix,
  last: { height: Answer; time: Answer },
  isFirst: boolean,
): Told {
  const isHeightKnown = last.height === 'yes';
  return { kind, zone: zone.identifier, timeS, latitudeDeg, isHeightKnown, isTimeKnown: last.time === 'yes', isFirst };
}

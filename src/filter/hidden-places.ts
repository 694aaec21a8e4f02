import { keyedDisc } from '../geo/keyed-disc.ts';
import { distanceM, type GeoPoint } from '../geo/surface.ts';
import type { Disc, Zone } from '../geo/zone.ts';
import type { DataCategory } from '../model/category.ts';
import { unitSize } from '../model/units.ts';
import type { Anchors } from './anchors.ts';
import { type Cuts, cutsOf, type HiddenZones } from './cuts.ts';
import { type PlaceMemory, SAME_PLACE_M } from './place-memory.ts';
import { metresBetween, type Stretch, stretchesOf } from './stretches.ts';
import { fixAt, isFix, type Track } from './track.ts';

/** What a user wants hidden beside what is found in the log. */
export interface UserZones {
  /** Cut as they are. */
  readonly areas: readonly Zone[];
  /** Everything within `radiusM` of the place is cut, and more, so that the place does not show. */
  readonly places: readonly (GeoPoint & { readonly radiusM: number })[];
}

export const noUserZones: UserZones = { areas: [], places: [] };

export interface FlightCuts extends Cuts {
  readonly zones: HiddenZones;
}

/** Radii of the discs around hidden places, largest first. */
const RADII_M = [1000, 400, 150] as const;
/** A remembered disc hides another place that is no further from its centre than this, in radii. */
const INTERIOR = 0.9;
/** With fewer fixes nothing is left of a flight. */
const LEAST_FIXES = 20;

/**
 * Hides home, take-off and landing, the operator and the user's places: in discs of the largest radius that leaves at least half of what the
 * smallest one would leave.
 *
 * @param facts tracks as {@link cutsOf} takes them
 * @param placeKey the device's one key for places
 * @returns undefined if nothing of the flight is left: it must be withheld
 */
export async function hidePlaces(
  facts: { readonly tracks: readonly Track[]; readonly anchors: Anchors; readonly standing?: readonly GeoPoint[] },
  placeKey: Uint8Array,
  memory: PlaceMemory,
  userZones: UserZones = noUserZones,
): Promise<FlightCuts | undefined> {
  const places = [...hiddenPlacesOf(facts.tracks, facts.anchors), ...(facts.standing ?? [])];
  const userDiscs: Disc[] = [];
  for (const place of userZones.places) userDiscs.push(await userDiscOf(place, placeKey, memory));
  const choices: FlightCuts[] = [];
  for (const radiusM of RADII_M) {
    const discs = new Map<GeoPoint, Disc>();
    for (const place of places) {
      const known = await memory.recall(`disc ${radiusM}`, place, (other) => {
        const isNear = distanceM(other, place) <= SAME_PLACE_M;
        return isNear && distanceM(keyedDisc(placeKey, other, radiusM), place) <= INTERIOR * radiusM;
      });
      discs.set(known, keyedDisc(placeKey, known, radiusM));
    }
    const zones: HiddenZones = { discs: [...discs.values(), ...userDiscs], areas: userZones.areas };
    choices.push({ ...cutsOf(facts.tracks, zones), zones });
  }
  // Legs are cut at every radius: what they take says nothing for a smaller one.
  const enough = Math.max(LEAST_FIXES, (choices.at(-1)?.fixesLeft ?? 0) / 2);
  return choices.find(({ fixesLeft }) => fixesLeft >= enough);
}

/**
 * Hides what the user has named and nothing else.
 * @returns undefined if nothing of the flight is left
 */
export async function hideUserZones(
  facts: { readonly tracks: readonly Track[] },
  placeKey: Uint8Array,
  memory: PlaceMemory,
  userZones: UserZones,
): Promise<FlightCuts | undefined> {
  const discs: Disc[] = [];
  for (const place of userZones.places) discs.push(await userDiscOf(place, placeKey, memory));
  const zones: HiddenZones = { discs, areas: userZones.areas };
  const cuts = cutsOf(facts.tracks, zones);
  // Where no zone is passed through, nothing but the log's ends lies outside of the track: they stay.
  const fixes = facts.tracks
    .flatMap((track) => stretchesOf(track))
    .reduce((sum, { indices }) => sum + indices.length, 0);
  if (facts.tracks.length <= 1 && cuts.spans.length <= 2 && cuts.fixesLeft === fixes) {
    return { ...cuts, spans: [], zones };
  }
  return cuts.fixesLeft >= LEAST_FIXES ? { ...cuts, zones } : undefined;
}

/** Twice the radius, so that all that was asked for lies inside although the centre is elsewhere. */
async function userDiscOf(
  place: GeoPoint & { readonly radiusM: number },
  placeKey: Uint8Array,
  memory: PlaceMemory,
): Promise<Disc> {
  const radiusM = 2 * place.radiusM;
  const discOf = (known: GeoPoint): Disc => keyedDisc(placeKey, known, radiusM, 0.499);
  const known = await memory.recall(`user's disc ${radiusM}`, place, (other) => {
    return distanceM(other, place) <= SAME_PLACE_M && distanceM(discOf(other), place) <= radiusM / 2;
  });
  return discOf(known);
}

const hiddenCategories: ReadonlySet<DataCategory> = new Set<DataCategory>(['homePosition', 'operatorPosition']);

/** Where tracks begin and end, and all places of home and operator that the log tells. */
export function hiddenPlacesOf(tracks: readonly Track[], anchors: Anchors): readonly GeoPoint[] {
  const places: GeoPoint[] = [];
  for (const track of tracks) {
    for (const stretch of stretchesOf(track)) {
      const { length } = stretch.indices;
      for (const index of [0, standingFixOf(stretch, 0), length - 1, standingFixOf(stretch, length - END_FIXES)]) {
        if (index !== undefined) places.push(fixAt(track, stretch.indices[index]!));
      }
    }
  }
  for (const { category, latitude, longitude, units } of anchors.places) {
    const degrees = unitSize(units, 'angle');
    if (degrees === undefined || !hiddenCategories.has(category)) continue;
    const place = { latitudeDeg: latitude * degrees, longitudeDeg: longitude * degrees };
    if (isFix(place.latitudeDeg, place.longitudeDeg)) places.push(place);
  }
  return places;
}

/** The first and last fixes may be far off as long as a receiver settles: where so many of them agree, the aircraft stood. */
const END_FIXES = 50;
const AGREEING_M = 15;

/** A fix that at least half of those from `from` on are close to; undefined if the aircraft was on its way. */
function standingFixOf({ indices, points }: Stretch, from: number): number | undefined {
  const start = Math.max(0, from);
  const end = Math.min(indices.length, start + END_FIXES);
  for (let candidate = start; candidate < end; candidate += 5) {
    let close = 0;
    for (let at = start; at < end; at++) if (metresBetween(points, candidate, at) <= AGREEING_M) close++;
    if (2 * close >= end - start) return candidate;
  }
  return undefined;
}

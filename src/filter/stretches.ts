import { putSurfacePoint } from '../geo/surface.ts';
import type { Track } from './track.ts';

/** Fixes of a track that follow from one another. */
export interface Stretch {
  /** Which fixes of the track, in their order. */
  readonly indices: Int32Array;
  /** Earth-centred coordinates of each of these fixes, in metres: x, y, z, x, y, z, ... */
  readonly points: Float64Array;
}

/** So many fixes in a row that agree with each other are believed wherever they are. */
const LEAST_FIXES = 10;
/** Faster than any of these aircraft, and farther than fixes wander. */
const FASTEST_M_PER_S = 100;
const WANDERING_M = 60;
/** Whoever was not heard for longer may have landed meanwhile, and longer than this is not flown straight. */
const LONGEST_SILENCE_S = 300;
const LONGEST_DASH_S = 60;

/**
 * The track without fixes that jump: those too far from the last good one to have been flown to, unless {@link LEAST_FIXES} of them in a row
 * agree. Where that is so, or nothing was heard for long, another stretch begins.
 */
export function stretchesOf(track: Track): readonly Stretch[] {
  const known = found.get(track);
  if (known !== undefined) return known;
  const stretches = findStretches(track);
  found.set(track, stretches);
  return stretches;
}

/** A track is looked at several times. */
const found = new WeakMap<Track, readonly Stretch[]>();

function findStretches(track: Track): readonly Stretch[] {
  const points = new Float64Array(3 * track.length);
  for (let index = 0; index < track.length; index++) {
    putSurfacePoint(track.latitudeDeg[index]!, track.longitudeDeg[index]!, points, 3 * index);
  }
  const stretches: number[][] = [];
  let good = -1;
  /** Where the fixes begin that agree with each other and not with the last good one. */
  let candidates = -1;
  for (let index = 0; index < track.length; index++) {
    if (good >= 0 && goesOn(track, points, good, index)) {
      stretches.at(-1)!.push(index);
      good = index;
      candidates = -1;
      continue;
    }
    if (candidates < 0 || !goesOn(track, points, index - 1, index)) candidates = index;
    if (index - candidates + 1 < LEAST_FIXES) continue;
    stretches.push(Array.from({ length: LEAST_FIXES }, (_, step) => candidates + step));
    good = index;
    candidates = -1;
  }
  return stretches.map((indices) => {
    const own = new Float64Array(3 * indices.length);
    indices.forEach((index, at) => {
      for (let axis = 0; axis < 3; axis++) own[3 * at + axis] = points[3 * index + axis]!;
    });
    return { indices: Int32Array.from(indices), points: own };
  });
}

function goesOn(track: Track, points: Float64Array, from: number, to: number): boolean {
  const seconds = (track.timeUs[to]! - track.timeUs[from]!) / 1e6;
  if (seconds > LONGEST_SILENCE_S) return false;
  // Without a clock, or with one that was set back: one fix a second, which is slow.
  const elapsedS = seconds >= 0 ? seconds : to - from;
  return metresBetween(points, from, to) <= WANDERING_M + FASTEST_M_PER_S * Math.min(elapsedS, LONGEST_DASH_S);
}

/** Metres between two of the points. */
export function metresBetween(points: Float64Array, from: number, to: number): number {
  const x = points[3 * to]! - points[3 * from]!;
  const y = points[3 * to + 1]! - points[3 * from + 1]!;
  const z = points[3 * to + 2]! - points[3 * from + 2]!;
  return Math.sqrt(x * x + y * y + z * z);
}

import type { Span } from './cuts.ts';
import { metresBetween, type Stretch, stretchesOf } from './stretches.ts';
import type { Track } from './track.ts';

/** Sums over a track: values of hidden fields. */
export interface Totals {
  /** By the log's own clock; undefined if it has none. */
  readonly durationS: number | undefined;
  /** Over the ground; undefined without a fix. */
  readonly distanceM: number | undefined;
  /** Greatest height less the first one; undefined if the track does not tell heights. */
  readonly heightAboveStartM: number | undefined;
}

/** Way is counted when it is at least this long: fixes of what stands still wander. */
const LEAST_WAY_M = 3;
/** A log whose clock leaps further was paused. */
const LONGEST_PAUSE_S = 600;

/** Duration, distance and height of what is not cut. Nothing is added up across a cut, and no fix that jumps counts. */
export function totals(track: Track, cuts: readonly Span[]): Totals {
  let durationS = 0;
  let distanceM = 0;
  let fixes = 0;
  let hasClock = false;
  let firstM = Number.NaN;
  let greatestM = Number.NaN;
  const heightsM = track.heightOverHomeM ?? track.altitudeM;
  for (const stretch of stretchesOf(track)) {
    for (const { from, to } of visibleParts(stretch, track, cuts)) {
      fixes += to - from + 1;
      distanceM += wayOf(stretch, from, to);
      for (let at = from; at <= to; at++) {
        const index = stretch.indices[at]!;
        const heightM = heightsM[index]!;
        if (Number.isNaN(firstM)) firstM = greatestM = heightM;
        else if (heightM > greatestM) greatestM = heightM;
        if (at === from) continue;
        const seconds = (track.timeUs[index]! - track.timeUs[stretch.indices[at - 1]!]!) / 1e6;
        hasClock ||= !Number.isNaN(seconds);
        if (seconds > 0 && seconds <= LONGEST_PAUSE_S) durationS += seconds;
      }
    }
  }
  return {
    durationS: hasClock ? durationS : undefined,
    distanceM: fixes > 0 ? distanceM : undefined,
    heightAboveStartM: Number.isFinite(greatestM - firstM) ? greatestM - firstM : undefined,
  };
}

/** Fixes in a row that are in no cut and have none between them. */
function visibleParts(stretch: Stretch, track: Track, cuts: readonly Span[]): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  let cut = 0;
  let lastCut = -1;
  stretch.indices.forEach((index, at) => {
    const offset = track.offset[index]!;
    while (cut < cuts.length && offset >= cuts[cut]!.end) cut++;
    if (cut < cuts.length && offset >= cuts[cut]!.start) return;
    const last = parts.at(-1);
    if (last !== undefined && last.to === at - 1 && cut === lastCut) last.to = at;
    else parts.push({ from: at, to: at });
    lastCut = cut;
  });
  return parts;
}

function wayOf({ points }: Stretch, from: number, to: number): number {
  let wayM = 0;
  let last = from;
  for (let at = from + 1; at <= to; at++) {
    const stepM = metresBetween(points, last, at);
    if (stepM < LEAST_WAY_M) continue;
    wayM += stepM;
    last = at;
  }
  return wayM;
}

import { FARTHEST_OFFSET } from '../geo/keyed-disc.ts';
import { surfacePointAt } from '../geo/surface.ts';
import { Trail } from '../geo/trail.ts';
import type { Disc, Zone } from '../geo/zone.ts';
import { metresBetween, type Stretch, stretchesOf } from './stretches.ts';
import type { Track } from './track.ts';

/** A stretch of a log: bytes [start, end), where the end may be infinite. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface HiddenZones {
  /** Each hides a place in its interior: the ways to and from it are cut as well. */
  readonly discs: readonly Disc[];
  /** Cut as they are. */
  readonly areas: readonly Zone[];
}

export interface Cuts {
  /** What is left out of the log: sorted, disjoint. */
  readonly spans: readonly Span[];
  /** Fixes of the first track that are left. */
  readonly fixesLeft: number;
  /** Where the legs are that were cut: nothing that points there (a waypoint, say) may be released. */
  readonly legs: Zone;
}

/** A course is taken over this much way, ahead of where it is looked at. */
const COURSE_M = 40;
const POINTING_RAD = Math.PI / 6;
/** What is visible between two cuts for less than this many fixes shows nothing but where the cuts are. */
const LEAST_FIXES = 10;
const LEG_HALF_WIDTH_M = 60;
/** Between two fixes the way is looked at every so many metres, in so many places at most. */
const CROSSING_STEP_M = 10;
const MAX_CROSSING_STEPS = 1000;

/**
 * What must be cut so that hidden places do not show: every pass through a zone, the ends of the log, and the legs: outside a disc the way is
 * cut as long as its course leads to or from the disc's interior, within {@link POINTING_RAD}, and on to where the new course has been
 * taken up. A cut begins right behind the record of the last visible fix and ends with the record of the next.
 *
 * Only zones and what lies outside of them decide, and never the hidden place itself: a border drawn by the place would lead back to it.
 *
 * @param tracks of the log's aircraft first, then of others in it, of which only the way from their first to their last fix is cut
 */
export function cutsOf(tracks: readonly Track[], zones: HiddenZones): Cuts {
  const legs = new Trail(LEG_HALF_WIDTH_M);
  const spans: Span[] = [];
  let fixesLeft = 0;
  tracks.forEach((track, number) => {
    const isFirst = number === 0;
    let start = isFirst ? 0 : (track.offset[0] ?? 0);
    const end = isFirst ? Number.POSITIVE_INFINITY : (track.offset[track.length - 1] ?? -1) + 1;
    for (const stretch of stretchesOf(track)) {
      for (const run of visibleRuns(stretch, zones, legs)) {
        if (isFirst) fixesLeft += run.to - run.from + 1;
        spans.push({ start, end: track.offset[stretch.indices[run.from]!]! });
        start = track.offset[stretch.indices[run.to]!]! + 1;
      }
    }
    spans.push({ start, end });
  });
  return { spans: united(spans), fixesLeft, legs };
}

/** Fixes `from` to `to` of a stretch, with the discs that the passes before and behind them go through. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly before: ReadonlySet<Disc>;
  readonly behind: ReadonlySet<Disc>;
}

function visibleRuns(stretch: Stretch, zones: HiddenZones, legs: Trail): { from: number; to: number }[] {
  return runsOutside(stretch, zones).flatMap((run) => {
    const from = legEnd(stretch, run.from, run.to, run.before);
    const to = legEnd(stretch, run.to, run.from, run.behind);
    const isVisible = to - from + 1 >= LEAST_FIXES;
    for (let at = run.from; at <= run.to; at++) {
      if (!isVisible || at < from || at > to) legs.add(stretch.points, 3 * at);
    }
    return isVisible ? [{ from, to }] : [];
  });
}

/** Fixes outside all zones between which the way does not go through one either. */
function runsOutside(stretch: Stretch, zones: HiddenZones): Run[] {
  const runs: Run[] = [];
  const { length } = stretch.indices;
  let from = -1;
  let before = new Set<Disc>();
  let pass = new Set<Disc>();
  const close = (to: number): void => {
    if (from < 0) return;
    pass = new Set();
    runs.push({ from, to, before, behind: pass });
    from = -1;
  };
  for (let at = 0; at < length; at++) {
    const crossed = at === 0 ? undefined : crossing(stretch.points, at - 1, at, zones);
    if (crossed !== undefined) {
      close(at - 1);
      for (const disc of crossed) pass.add(disc);
    }
    const inside = zones.discs.filter((disc) => disc.distanceM(stretch.points, 3 * at) <= disc.radiusM);
    if (inside.length > 0 || isInArea(stretch.points, at, zones)) {
      close(at - 1);
      for (const disc of inside) pass.add(disc);
    } else if (from < 0) {
      from = at;
      before = pass;
    }
  }
  close(length - 1);
  return runs;
}

function isInArea(points: Float64Array, at: number, { areas }: HiddenZones): boolean {
  if (areas.length === 0) return false;
  const { latitudeDeg, longitudeDeg } = surfacePointAt(points[3 * at]!, points[3 * at + 1]!, points[3 * at + 2]!);
  return areas.some((area) => area.contains(latitudeDeg, longitudeDeg));
}

/** The discs that a straight way between two fixes goes through; undefined if it goes through no zone at all. */
function crossing(points: Float64Array, from: number, to: number, zones: HiddenZones): readonly Disc[] | undefined {
  const wayM = metresBetween(points, from, to);
  const steps = Math.min(MAX_CROSSING_STEPS, Math.floor(wayM / CROSSING_STEP_M));
  if (steps < 2) return undefined;
  const near = zones.discs.filter((disc) => disc.distanceM(points, 3 * from) <= disc.radiusM + wayM);
  if (near.length === 0 && zones.areas.length === 0) return undefined;
  const between = new Float64Array(3);
  const crossed = new Set<Disc>();
  let isInSome = false;
  for (let step = 1; step < steps; step++) {
    for (let axis = 0; axis < 3; axis++) {
      const start = points[3 * from + axis]!;
      between[axis] = start + ((points[3 * to + axis]! - start) * step) / steps;
    }
    for (const disc of near) if (disc.distanceM(between, 0) <= disc.radiusM) crossed.add(disc);
    isInSome ||= crossed.size > 0 || isInArea(between, 0, zones);
  }
  return isInSome ? [...crossed] : undefined;
}

/**
 * The first fix from a zone on, in either direction, that is on no leg.
 * @param edge the first fix outside the zone
 * @param other where the run ends; one beyond it is returned if all of it is leg
 */
function legEnd({ points }: Stretch, edge: number, other: number, discs: ReadonlySet<Disc>): number {
  if (discs.size === 0) return edge;
  const step = edge <= other ? 1 : -1;
  const beyond = other + step;
  const isPointing = (at: number, ahead: number): boolean => {
    for (const disc of discs) {
      const interiorM = FARTHEST_OFFSET * disc.radiusM;
      const spread = Math.asin(Math.min(1, interiorM / disc.distanceM(points, 3 * at)));
      if (disc.angleAway(points, 3 * at, 3 * ahead) <= POINTING_RAD + spread) return true;
    }
    return false;
  };
  let ahead = edge;
  /** Where the first of two courses in a row that lead elsewhere has been flown for its whole length. */
  let left = beyond;
  for (let at = edge; ; ) {
    if ((ahead - at) * step <= 0) ahead = at + step;
    while (ahead !== beyond && metresBetween(points, at, ahead) < COURSE_M) ahead += step;
    if (ahead === beyond) return beyond;
    if (isPointing(at, ahead)) {
      left = beyond;
      at += step;
    } else if (left === beyond) {
      left = at = ahead;
    } else {
      return left;
    }
  }
}

/** The same stretches, sorted, those that touch or overlap as one, empty ones left out. */
function united(spans: readonly Span[]): readonly Span[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else if (end > start) result.push({ start, end });
  }
  return result;
}

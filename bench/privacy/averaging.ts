import { Draw } from '../draw.ts';
import { median } from '../numbers.ts';
import { drawPlace, generateFlight } from './flights.ts';
import { distanceM, type Point, RADIANS } from './geometry.ts';
import { Log } from './log.ts';
import { fixesOf, pathOf } from './path.ts';
import { type Estimate, ratioOf } from './statistics.ts';
import type { Subject } from './subjects.ts';

/** A4: the mean of what is released of many flights from one home. */
export const flightCounts = [1, 10, 50] as const;

export interface Averaging {
  readonly subject: string;
  /** Median error in metres of the mean of so many flights, by {@link flightCounts}; undefined: no place is released. */
  readonly errorsM: readonly number[] | undefined;
  /** Share of homes within 100 m, with the most flights. */
  readonly near: number;
  /** Mean error with the most flights over that with one. */
  readonly ratio: Estimate;
}

const FIRST_SEED = 900_000;

export function measureAveraging(subjects: readonly Subject[], homes: number): Averaging[] {
  const most = flightCounts.at(-1)!;
  const flown = Array.from({ length: homes }, (_, home) => {
    const place = drawPlace(new Draw(FIRST_SEED + home));
    return Array.from({ length: most }, (_, index) => generateFlight('visit', FIRST_SEED + home * most + index, place));
  });
  return subjects.map((subject) => {
    const errors = flown.map((flights, home) => {
      const starts = flights.flatMap(({ log }, index) =>
        firstPlace(new Log(subject.release(log, home * most + index))),
      );
      if (starts.length < most) return undefined;
      return flightCounts.map((count) => distanceM(meanOf(starts.slice(0, count)), flights[0]!.home));
    });
    const found = errors.filter((row) => row !== undefined);
    const column = (index: number): number[] => found.map((row) => row[index]!);
    const last = flightCounts.length - 1;
    return {
      subject: subject.name,
      errorsM: found.length === 0 ? undefined : flightCounts.map((_, index) => median(column(index))),
      near: column(last).filter((error) => error <= 100).length / homes,
      ratio: ratioOf(column(last), column(0)),
    };
  });
}

/** Where a released flight starts, by the message that tells first; none if nothing does. */
function firstPlace(log: Log): Point[] {
  const paths = [pathOf(log), fixesOf(log.table('GPS_RAW_INT'), 'time_usec', 1e6)];
  return paths.flatMap((path) => (path === undefined ? [] : [path.points[0]!])).slice(0, 1);
}

/** The middle of points that may lie anywhere on the Earth. */
function meanOf(points: readonly Point[]): Point {
  let [x, y, z] = [0, 0, 0];
  for (const { latitudeDeg, longitudeDeg } of points) {
    const cosine = Math.cos(latitudeDeg * RADIANS);
    x += cosine * Math.cos(longitudeDeg * RADIANS);
    y += cosine * Math.sin(longitudeDeg * RADIANS);
    z += Math.sin(latitudeDeg * RADIANS);
  }
  return { latitudeDeg: Math.atan2(z, Math.hypot(x, y)) / RADIANS, longitudeDeg: Math.atan2(y, x) / RADIANS };
}

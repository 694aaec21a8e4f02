import { distanceM, type Point, RADIANS, wrapped } from './geometry.ts';
import type { Log, Table } from './log.ts';

/** A10: everything in a log that could be a true place or the turn, left exact or found by subtraction. */
export interface Candidates {
  readonly places: readonly Point[];
  /** Clockwise, in degrees. */
  readonly turns: readonly number[];
}

/** Among more candidates a true place would only be luck. */
const MOST_PLACES = 2000;
/** A field is constant if it stays within this many degrees. */
const CONSTANT_DEG = 0.02;

export function candidatesOf(log: Log): Candidates {
  const fixes: Series[] = [];
  const places: Point[] = [];
  const turns = new Set<number>();
  for (const table of log.tables()) {
    for (const series of placeSeries(table)) {
      fixes.push(series);
      places.push(...thinned(series.points, 8));
    }
    for (const angle of constantAngles(table)) turns.add(angle);
  }
  for (const offset of offsets(fixes)) places.push(...offset);
  return { places: thinned(distinct(places), MOST_PLACES), turns: [...turns] };
}

interface Series {
  readonly table: Table;
  readonly points: readonly Point[];
}

/** Neighbouring fields, and fields with the names of places, under every unit that gives degrees. */
function* placeSeries(table: Table): Generator<Series> {
  const names = [...table.columns.keys()];
  for (const [index, name] of names.entries()) {
    const others = [names[index + 1], partnerOf(name, names)].filter((other) => other !== undefined);
    for (const other of new Set(others)) {
      const [first, second] = [table.columns.get(name)!, table.columns.get(other)!];
      for (const size of [1e-7, 1, 1 / RADIANS]) {
        const points = first.flatMap((value, row) => {
          const point = { latitudeDeg: value * size, longitudeDeg: second[row]! * size };
          return isPlace(point, value, second[row]!, size) ? [point] : [];
        });
        if (points.length > 0) yield { table, points };
      }
    }
  }
}

function partnerOf(name: string, names: readonly string[]): string | undefined {
  const swapped = ['lon', 'lng'].map((short) => name.replace('latitude', 'longitude').replace(/lat(?!itude)/, short));
  return swapped.find((other) => other !== name && names.includes(other));
}

/** Small whole numbers are counts and flags. */
function isPlace({ latitudeDeg, longitudeDeg }: Point, first: number, second: number, size: number): boolean {
  if (!(Math.abs(latitudeDeg) <= 85 && Math.abs(longitudeDeg) <= 180)) return false;
  if (size === 1e-7) return Math.abs(latitudeDeg) > 0.02 && Math.abs(longitudeDeg) > 0.02;
  return !Number.isInteger(first) && !Number.isInteger(second) && Math.abs(latitudeDeg) + Math.abs(longitudeDeg) > 1;
}

/** Places that two series give together: the difference of their first fixes, taken from the one and from the other. */
function* offsets(fixes: readonly Series[]): Generator<Point[]> {
  const firsts = fixes.slice(0, 24).map(({ points }) => points[0]!);
  for (const [index, a] of firsts.entries()) {
    for (const b of firsts.slice(index + 1)) {
      const [north, east] = [b.latitudeDeg - a.latitudeDeg, b.longitudeDeg - a.longitudeDeg];
      if (Math.hypot(north, east) < 0.2) continue;
      yield [
        { latitudeDeg: b.latitudeDeg + north, longitudeDeg: wrapped(b.longitudeDeg + east) },
        { latitudeDeg: a.latitudeDeg - north, longitudeDeg: wrapped(a.longitudeDeg - east) },
        { latitudeDeg: north, longitudeDeg: wrapped(east) },
      ];
    }
  }
}

/** Angles that stay: a heading that was zero, or a round number, shows the turn itself once it is turned. */
function* constantAngles(table: Table): Generator<number> {
  const isAngle = /yaw|hdg|heading|course|cog|bearing|direction|param4|^q\d?/;
  for (const [name, values] of table.columns) {
    if (!isAngle.test(name)) continue;
    for (const size of [1, 0.01, 1 / RADIANS]) {
      const degrees = values.map((value) => value * size);
      const runs = constantRuns(degrees);
      for (const run of runs.slice(0, 4)) for (const round of [0, 90, 180, 270]) yield wrapped(run - round);
    }
  }
}

/** Values that repeat at least three times in a row, each once. */
function constantRuns(degrees: readonly number[]): number[] {
  const runs = new Set<number>();
  for (let row = 2; row < degrees.length; row++) {
    const value = degrees[row]!;
    const stays =
      Math.abs(value - degrees[row - 1]!) < CONSTANT_DEG && Math.abs(value - degrees[row - 2]!) < CONSTANT_DEG;
    if (stays && value !== 0 && Math.abs(value) <= 360) runs.add(Math.round(value * 100) / 100);
  }
  return [...runs];
}

function thinned<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.ceil(items.length / most));
  return items.filter((_, index) => index % step === 0);
}

function distinct(points: readonly Point[]): Point[] {
  const key = ({ latitudeDeg, longitudeDeg }: Point): string => `${latitudeDeg.toFixed(5)} ${longitudeDeg.toFixed(5)}`;
  return [...new Map(points.map((point) => [key(point), point])).values()];
}

/** Metres from the nearest candidate; half the Earth's girth without any. */
export function nearestPlaceM({ places }: Candidates, truth: Point): number {
  return places.reduce((least, place) => Math.min(least, distanceM(place, truth)), 2e7);
}

/** Degrees from the nearest candidate. */
export function nearestTurnDeg({ turns }: Candidates, truthDeg: number): number {
  return turns.reduce((least, turn) => Math.min(least, Math.abs(wrapped(turn - truthDeg))), 180);
}

import { RADIANS } from './geometry.ts';
import type { Log } from './log.ts';
import { type Path, pathOf } from './path.ts';

/** By how much a released path is turned against the true one, clockwise in degrees (the best rotation in least squares); undefined without a path. */
export function turnOf(truth: Log, released: Log): number | undefined {
  const [from, to] = [pathOf(truth), pathOf(released)];
  if (from === undefined || to === undefined) return undefined;
  // What was withheld stood at the beginning.
  const skipped = from.length - to.length;
  if (skipped < 0) return undefined;
  const [before, after] = [centred(from, skipped), centred(to, 0)];
  let [sine, cosine] = [0, 0];
  for (const [row, [east, north]] of before.entries()) {
    const [newEast, newNorth] = after[row]!;
    sine += north * newEast - east * newNorth;
    cosine += east * newEast + north * newNorth;
  }
  return Math.atan2(sine, cosine) / RADIANS;
}

function centred({ eastM, northM }: Path, skipped: number): (readonly [number, number])[] {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [east, north] = [eastM.slice(skipped), northM.slice(skipped)];
  const [middleEast, middleNorth] = [mean(east), mean(north)];
  return east.map((value, row) => [value - middleEast, north[row]! - middleNorth]);
}

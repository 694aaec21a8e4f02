import { RADIANS, wrapped } from './geometry.ts';
import { column, type Log } from './log.ts';
import { localTwinOf, nearest, type Path, pathOf } from './path.ts';

/** A15 on directions: the turn, as far as the grids of whole numbers tell it. Angles in degrees, clockwise. */

const TURN_STEP_DEG = 0.01;
const QUARTER_DEG = 90;
/** Faster ones need finer steps than these. */
const FASTEST_CMPS = 600;
const MOST_ROWS = 500;

/** The turn modulo a quarter, from whole velocities that were turned and rounded again: some are never reached. */
export function turnFromVelocities(log: Log): number | undefined {
  const table = log.table('GLOBAL_POSITION_INT');
  if (table === undefined) return undefined;
  const [vx, vy] = [column(table, 'vx'), column(table, 'vy')];
  const seen = new Map(vx.map((north, row) => [`${north} ${vy[row]!}`, [north, vy[row]!] as const]));
  const all = [...seen.values()].filter((pair) => Math.hypot(...pair) > 0 && Math.hypot(...pair) < FASTEST_WHOLE_CMPS);
  if (all.length < 30) return undefined;
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (let turnDeg = 0; turnDeg < QUARTER_DEG; turnDeg += FINE_STEP_DEG) {
    const found = surprise(all, turnDeg);
    if (found > most) [best, most] = [turnDeg, found];
  }
  return best;
}

/** Faster ones would need finer steps. */
const FASTEST_WHOLE_CMPS = 2000;
const FINE_STEP_DEG = 0.004;
const HALF_STEP_RAD = (FINE_STEP_DEG * RADIANS) / 2;
/** More velocities than this that a turn cannot reach rule it out. */
const MOST_MISSES = 4;

type Pair = readonly [number, number];

/** How much likelier the velocities are if the log was turned so, in logarithms. */
function surprise(pairs: readonly Pair[], turnDeg: number): number {
  const [sine, cosine] = [Math.sin(turnDeg * RADIANS), Math.cos(turnDeg * RADIANS)];
  let misses = 0;
  for (const pair of pairs) {
    if (isReached(pair, sine, cosine)) continue;
    if (++misses > MOST_MISSES) return Number.NEGATIVE_INFINITY;
  }
  const chance = (chances[Math.round(turnDeg / FINE_STEP_DEG)] ??= chanceOf(turnDeg));
  return (pairs.length - misses) * Math.log(0.999 / chance) + misses * Math.log(0.001 / (1 - chance));
}

/** Whether any whole velocity comes to lie on this one when it is turned, by any turn within the step, and rounded. */
function isReached([north, east]: Pair, sine: number, cosine: number): boolean {
  const most = 0.501 + (Math.abs(north) + Math.abs(east)) * HALF_STEP_RAD;
  const a = Math.round(north * cosine + east * sine);
  const b = Math.round(east * cosine - north * sine);
  const missNorth = a * cosine - b * sine - north;
  const missEast = b * cosine + a * sine - east;
  return (
    isWithin(missNorth, missEast, most) ||
    isWithin(missNorth + cosine, missEast + sine, most) ||
    isWithin(missNorth - cosine, missEast - sine, most) ||
    isWithin(missNorth - sine, missEast + cosine, most) ||
    isWithin(missNorth + sine, missEast - cosine, most)
  );
}

function isWithin(north: number, east: number, most: number): boolean {
  return north < most && north > -most && east < most && east > -most;
}

/** By step of the turn. */
const chances: number[] = [];

/** Share of all whole velocities that some turned one reaches: (cos + sin - 1)^2 are not, but for turns of small right triangles. */
function chanceOf(turnDeg: number): number {
  const [sine, cosine] = [Math.sin(turnDeg * RADIANS), Math.cos(turnDeg * RADIANS)];
  return Math.min(0.99, probes.filter((pair) => isReached(pair, sine, cosine)).length / probes.length);
}

const probes: readonly Pair[] = Array.from({ length: 1000 }, (_, index) => [
  ((index * 7919) % 1201) - 600,
  ((index * 104_729) % 1193) - 600,
]);

/**
 * The turn modulo a quarter, from whole velocities beside the same velocities in full: which whole number a velocity is rounded to shows in
 * the source's axes, however the whole numbers are dithered.
 */
export function turnFromTwins(log: Log): number | undefined {
  const path = pathOf(log);
  const local = path && localTwinOf(log, path);
  if (path === undefined || local === undefined) return undefined;
  const rows = twinRows(path, local.velocityNorth, local.velocityEast);
  if (rows.length < 30) return undefined;
  return bestTurn((turnDeg) => {
    const [sine, cosine] = [Math.sin(turnDeg * RADIANS), Math.cos(turnDeg * RADIANS)];
    let [cut, rounded] = [0, 0];
    for (const [north, east, missNorth, missEast] of rows) {
      const [sourceNorth, sourceEast] = [north * cosine + east * sine, east * cosine - north * sine];
      const [alongNorth, alongEast] = [missNorth * cosine + missEast * sine, missEast * cosine - missNorth * sine];
      cut += (Math.trunc(sourceNorth) - sourceNorth) * alongNorth + (Math.trunc(sourceEast) - sourceEast) * alongEast;
      rounded +=
        (Math.round(sourceNorth) - sourceNorth) * alongNorth + (Math.round(sourceEast) - sourceEast) * alongEast;
    }
    return Math.max(cut / 2, rounded);
  });
}

/** North and east in full in cm/s, and how far the whole numbers are off. */
type TwinRow = readonly [number, number, number, number];

function twinRows(path: Path, fullNorth: readonly number[], fullEast: readonly number[]): TwinRow[] {
  const rows: TwinRow[] = [];
  for (let row = 0; row < path.length && rows.length < MOST_ROWS; row++) {
    const [north, east] = [100 * fullNorth[row]!, 100 * fullEast[row]!];
    const miss = [100 * path.velocityNorth[row]! - north, 100 * path.velocityEast[row]! - east] as const;
    if (!(Math.hypot(north, east) < FASTEST_CMPS && Math.hypot(...miss) < 3)) continue;
    if (north !== 0 || east !== 0) rows.push([north, east, ...miss]);
  }
  return rows;
}

/**
 * The turn modulo a quarter, from whole velocities beside the speed in full, which no turn changes: along an axis of the source it gives the
 * component in full, as long as the other one, which is known to a unit, is small.
 */
export function turnFromSpeeds(log: Log): number | undefined {
  const [path, hud] = [pathOf(log), log.table('VFR_HUD')];
  const fixes = log.table('GLOBAL_POSITION_INT');
  if (path === undefined || hud === undefined || fixes === undefined) return undefined;
  const seconds = (stamps: readonly number[]): number[] => stamps.map((us) => (us - fixes.stampUs[0]!) / 1e6);
  const speeds = nearest(seconds(hud.stampUs), column(hud, 'groundspeed'), seconds(fixes.stampUs));
  const rows: (readonly [number, number, number])[] = [];
  for (const [row, speed] of speeds.entries()) {
    const [north, east] = [column(fixes, 'vx')[row]!, column(fixes, 'vy')[row]!];
    const full = 100 * speed;
    if (full > 20 && Math.abs(Math.hypot(north, east) - full) < 3) rows.push([north, east, full]);
  }
  if (rows.length < 30) return undefined;
  return bestTurn((turnDeg) => {
    const [sine, cosine] = [Math.sin(turnDeg * RADIANS), Math.cos(turnDeg * RADIANS)];
    let [cut, rounded] = [0, 0];
    for (const [north, east, full] of rows) {
      const sourceNorth = north * cosine + east * sine;
      const sourceEast = east * cosine - north * sine;
      const isNorth = Math.abs(sourceNorth) > Math.abs(sourceEast);
      const [along, across] = isNorth ? [sourceNorth, sourceEast] : [sourceEast, sourceNorth];
      if (Math.abs(across) > SMALL_SHARE * full) continue;
      const exact = Math.sign(along) * Math.sqrt(full * full - across * across);
      cut += (Math.trunc(exact) - exact + Math.sign(exact) / 2) * (along - exact + Math.sign(exact) / 2);
      rounded += (Math.round(exact) - exact) * (along - exact);
    }
    return Math.max(cut, rounded);
  });
}

const SMALL_SHARE = 0.4;

function bestTurn(score: (turnDeg: number) => number): number {
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (let step = 0; step * TURN_STEP_DEG < QUARTER_DEG; step++) {
    const found = score(step * TURN_STEP_DEG);
    if (found > most) [best, most] = [step * TURN_STEP_DEG, found];
  }
  return best;
}

/** The turn modulo a degree, from whole degrees of heading beside the yaw in full. */
export function turnFromHeadings(log: Log): number | undefined {
  const [attitude, hud] = [log.table('ATTITUDE'), log.table('VFR_HUD')];
  if (attitude === undefined || hud === undefined) return undefined;
  const start = attitude.stampUs[0]!;
  const seconds = (stamps: readonly number[]): number[] => stamps.map((us) => (us - start) / 1e6);
  const yaws = nearest(seconds(attitude.stampUs), column(attitude, 'yaw'), seconds(hud.stampUs));
  const headings = column(hud, 'heading');
  const rows: (readonly [number, number])[] = [];
  for (const [row, yaw] of yaws.entries()) {
    const full = yaw / RADIANS;
    const miss = wrapped(headings[row]! - full);
    if (Math.abs(miss) < 3) rows.push([full, miss]);
  }
  if (rows.length < 30) return undefined;
  const middle = rows.reduce((sum, [, miss]) => sum + miss, 0) / rows.length;
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (let turnDeg = 0; turnDeg < 1; turnDeg += 0.005) {
    let sum = 0;
    for (const [full, miss] of rows) {
      const source = full - turnDeg;
      sum += (Math.floor(source) + 0.5 - source) * (miss - middle);
    }
    if (sum > most) [best, most] = [turnDeg, sum];
  }
  return best;
}

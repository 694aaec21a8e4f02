import { meridianM, normalM, RADIANS, SPHERE_M, wrapped } from './geometry.ts';
import { column, type Log } from './log.ts';
import { fixesOf, type LocalTwin, localTwinOf, nearest, type Path, pathOf } from './path.ts';
import { logSum, Regression } from './regression.ts';
import type { Layout } from './subjects.ts';

/**
 * A6: the latitude from what metres and degrees have to do with each other. Each method gives the logarithm of a likelihood of the latitude (its
 * distance from the equator, in degrees), from one kind of metres; all of them allow for what they cannot know: how far the autopilot's
 * filter follows its sphere, the height of the place, and the turn.
 */
export type Likelihood = (latitudeDeg: number) => number;

export const latitudeMethods = [
  'local metres',
  'velocity',
  'GPS speed',
  'distances',
  'convergence',
  'GPS speed beside velocity',
] as const;
export type LatitudeMethod = (typeof latitudeMethods)[number];

/** What each method has to say of a log; undefined: nothing. */
export function latitudeLikelihoods(log: Log, layout: Layout): Partial<Record<LatitudeMethod, Likelihood>> {
  const path = pathOf(log);
  if (path === undefined || path.length < 20 || layout === 'none') return {};
  const local = localTwinOf(log, path);
  const found: Partial<Record<LatitudeMethod, Likelihood | undefined>> =
    layout === 'degrees'
      ? {
          'local metres': localDegrees(path, local),
          velocity: velocityDegrees(path, local),
          'GPS speed': speedDegrees(log),
          distances: distanceDegrees(log, path),
        }
      : {
          'local metres': localStiff(path, local),
          velocity: velocityStiff(path, local),
          convergence: convergence(path, local),
          'GPS speed beside velocity': speedStiff(log, path, local),
        };
  return Object.fromEntries(Object.entries(found).filter(([, likelihood]) => likelihood !== undefined));
}

/** How far a velocity follows the sphere of the autopilot instead of the receiver's true metres; how much longer metres are aloft. */
const sphereShares = [0, 0.3, 0.6, 1];
const heightScales = [1, 1.0001, 1.0002];
/** Noise is taken to be no smaller than this, in metres: what integers and models leave. */
const FLOOR_M = 0.003;
const WINDOW_S = 5;

/** y = R dlon cos(mean latitude), as the autopilot computes it. */
function localDegrees(path: Path, local: LocalTwin | undefined): Likelihood | undefined {
  if (local === undefined) return undefined;
  const from = local.east.findIndex(Number.isFinite);
  if (from < 0) return undefined;
  const regression = new Regression(3, 1);
  for (let row = from; row < path.length; row++) {
    const dlat = (path.latE7[row]! - path.latE7[from]!) * 1e-7 * RADIANS;
    const dlon = wrapped((path.lonE7[row]! - path.lonE7[from]!) * 1e-7) * RADIANS;
    regression.add(local.east[row]! - local.east[from]!, [dlon, (-dlon * dlat) / 2, 1]);
  }
  const variance = regression.variance(FLOOR_M ** 2);
  if (variance === undefined) return undefined;
  return (latitude) => {
    const [cosine, sine] = [Math.cos(latitude * RADIANS), Math.sin(latitude * RADIANS)];
    // North and south differ in the sign of the second term only.
    const residuals = [1, -1].map(
      (sign) => -regression.residual([SPHERE_M * cosine, sign * SPHERE_M * sine]) / (2 * variance),
    );
    return logSum(residuals);
  };
}

/** Windows of some seconds: how far it went by the fixes, and by the velocity. */
function windowsOf(path: Path, local: LocalTwin | undefined, seconds: number) {
  const hasFloats = local?.velocityNorth.some(Number.isFinite) ?? false;
  const [vn, ve] = hasFloats ? [local!.velocityNorth, local!.velocityEast] : [path.velocityNorth, path.velocityEast];
  const windows: { from: number; to: number; northM: number; eastM: number }[] = [];
  let [from, northM, eastM] = [0, 0, 0];
  for (let row = 1; row < path.length; row++) {
    const step = path.timeS[row]! - path.timeS[row - 1]!;
    northM += (step * (vn[row - 1]! + vn[row]!)) / 2;
    eastM += (step * (ve[row - 1]! + ve[row]!)) / 2;
    if (!(step > 0 && step < 1.2) || !Number.isFinite(northM + eastM)) [from, northM, eastM] = [row, 0, 0];
    else if (path.timeS[row]! - path.timeS[from]! >= seconds) {
      windows.push({ from, to: row, northM, eastM });
      [from, northM, eastM] = [row, 0, 0];
    }
  }
  return windows;
}

/** Metres that a velocity integrates to in a radian, between the true ones and those of the sphere. */
function blended(trueM: number, share: number): number {
  return trueM * (SPHERE_M / trueM) ** share;
}

function velocityDegrees(path: Path, local: LocalTwin | undefined): Likelihood | undefined {
  const [norths, easts] = [new Regression(1), new Regression(2)];
  for (const { from, to, northM, eastM } of windowsOf(path, local, WINDOW_S)) {
    const dlat = (path.latE7[to]! - path.latE7[from]!) * 1e-7 * RADIANS;
    const dlon = wrapped((path.lonE7[to]! - path.lonE7[from]!) * 1e-7) * RADIANS;
    const away = ((path.latE7[to]! + path.latE7[from]!) / 2 - path.latE7[0]!) * 1e-7 * RADIANS;
    norths.add(northM, [dlat]);
    easts.add(eastM, [dlon, -dlon * away]);
  }
  const [northVariance, eastVariance] = [norths.variance(FLOOR_M ** 2), easts.variance(FLOOR_M ** 2)];
  if (northVariance === undefined || eastVariance === undefined) return undefined;
  return (latitude) => {
    const [cosine, sine] = [Math.cos(latitude * RADIANS), Math.sin(latitude * RADIANS)];
    const terms: number[] = [];
    for (const share of sphereShares) {
      const [meridian, normal] = [blended(meridianM(latitude), share), blended(normalM(latitude), share)];
      for (const scale of heightScales) {
        const north = -norths.residual([meridian * scale]) / (2 * northVariance);
        for (const sign of [1, -1]) {
          const east = easts.residual([normal * scale * cosine, sign * normal * scale * sine]) / (2 * eastVariance);
          terms.push(north - east);
        }
      }
    }
    return logSum(terms);
  };
}

/** Squares of distances on squares of degrees: (M dlat)^2 + (N cos(lat) dlon)^2. */
function fromSquares(regression: Regression, isSphere: boolean): Likelihood | undefined {
  const variance = regression.variance(FLOOR_M ** 2);
  // What is metres off was not of the same places.
  if (variance === undefined || variance > 9) return undefined;
  return (latitude) => {
    const meridian = isSphere ? SPHERE_M : meridianM(latitude);
    const parallel = (isSphere ? SPHERE_M : normalM(latitude)) * Math.cos(latitude * RADIANS);
    const scales = isSphere ? [1] : heightScales;
    return logSum(
      scales.map((scale) => -regression.residual([(meridian * scale) ** 2, (parallel * scale) ** 2]) / (2 * variance)),
    );
  };
}

/** Ground speed of the receiver against its fixes, over straight seconds. */
function speedDegrees(log: Log): Likelihood | undefined {
  const table = log.table('GPS_RAW_INT');
  const gps = fixesOf(table, 'time_usec', 1e6);
  const estimated = pathOf(log);
  if (table === undefined || gps === undefined || estimated === undefined) return undefined;
  const rows = column(table, 'lat').map((_, row) => row);
  const hasFix = rows.filter((row) => column(table, 'lat')[row] !== 0 || column(table, 'lon')[row] !== 0);
  const speeds = hasFix.map((row) => column(table, 'vel')[row]! / 100);
  // The estimator's fixes are smoother than the receiver's own; where both come at the same times they serve.
  const at = nearest(gps.timeS, speeds, estimated.timeS);
  const regression = new Regression(2);
  const span = 10;
  for (let row = span; row < estimated.length; row += span) {
    const between = at.slice(row - span, row + 1);
    const seconds = estimated.timeS[row]! - estimated.timeS[row - span]!;
    const mean = (between.reduce((sum, speed) => sum + speed, 0) - (between[0]! + between[span]!) / 2) / span;
    const isSteady = Math.max(...between) - Math.min(...between) < 0.35 + 0.02 * mean;
    if (!(mean > 2 && mean < 600 && seconds < 8 && isSteady && isStraight(estimated, row - span, row))) continue;
    const dlat = (estimated.latE7[row]! - estimated.latE7[row - span]!) * 1e-7 * RADIANS;
    const dlon = wrapped((estimated.lonE7[row]! - estimated.lonE7[row - span]!) * 1e-7) * RADIANS;
    const distance = mean * seconds;
    regression.add(distance ** 2, [dlat ** 2, dlon ** 2], 1 / distance ** 2);
  }
  return fromSquares(regression, false);
}

function isStraight(path: Path, from: number, to: number): boolean {
  const middle = (from + to) >> 1;
  const first = [path.eastM[middle]! - path.eastM[from]!, path.northM[middle]! - path.northM[from]!] as const;
  const second = [path.eastM[to]! - path.eastM[middle]!, path.northM[to]! - path.northM[middle]!] as const;
  const cross = first[0] * second[1] - first[1] * second[0];
  return Math.abs(cross) < 0.01 * Math.hypot(...first) * Math.hypot(...second);
}

/** The autopilot's distance to its set-point, on its sphere and in whole metres. */
function distanceDegrees(log: Log, path: Path): Likelihood | undefined {
  const [controller, target] = [log.table('NAV_CONTROLLER_OUTPUT'), log.table('POSITION_TARGET_GLOBAL_INT')];
  if (controller === undefined || target === undefined || target.length === 0) return undefined;
  const start = controller.stampUs[0]!;
  const seconds = (stamps: readonly number[]): number[] => stamps.map((us) => (us - start) / 1e6);
  const fixes = log.table('GLOBAL_POSITION_INT')!;
  const regression = new Regression(2);
  const times = seconds(controller.stampUs);
  const [lat, lon] = ['lat', 'lon'].map((name) => nearest(seconds(fixes.stampUs), column(fixes, name), times));
  let row = 0;
  const targetTimes = seconds(target.stampUs);
  for (const [index, time] of times.entries()) {
    while (row + 1 < target.length && targetTimes[row + 1]! <= time) row++;
    const distance = column(controller, 'wp_dist')[index]! + 0.5;
    if (distance < 20 || path.length === 0) continue;
    const dlat = (column(target, 'lat_int')[row]! - lat![index]!) * 1e-7 * RADIANS;
    const dlon = wrapped((column(target, 'lon_int')[row]! - lon![index]!) * 1e-7) * RADIANS;
    // Around a change of the set-point both may be of different ones.
    if (Math.abs(time - targetTimes[row]!) > 1.05 || Math.abs(dlat) + Math.abs(dlon) > 0.01) continue;
    regression.add(distance ** 2, [dlat ** 2, dlon ** 2], 1 / distance ** 2);
  }
  return fromSquares(regression, true);
}

/** Directions of true north in the released frame that are tried; the strain is the same after half a turn. */
const axes = Array.from({ length: 60 }, (_, index) => (index * Math.PI) / 60);

/** Pulled by the factors along true north and true east, which lie at an angle in the released frame: [east from east, from north, north from north]. */
function strain(northFactor: number, eastFactor: number, axis: number): readonly [number, number, number] {
  const [sine, cosine] = [Math.sin(axis), Math.cos(axis)];
  return [
    eastFactor * cosine * cosine + northFactor * sine * sine,
    (northFactor - eastFactor) * sine * cosine,
    northFactor * cosine * cosine + eastFactor * sine * sine,
  ];
}

function fromStrain(
  easts: Regression,
  norths: Regression,
  shares: readonly number[],
  scales: readonly number[],
): Likelihood | undefined {
  const [eastVariance, northVariance] = [easts.variance(FLOOR_M ** 2), norths.variance(FLOOR_M ** 2)];
  if (eastVariance === undefined || northVariance === undefined) return undefined;
  // The strain's own axis, closely, as well: precise logs leave room for little else.
  const [[ee, en], [ne, nn]] = [easts.fit(), norths.fit()] as unknown as [[number, number], [number, number]];
  const own = Math.atan2(en + ne, nn - ee) / 2;
  const tried = [...axes, ...[0, 0.003, 0.01, 0.02].flatMap((off) => [own + off, own - off]), own + Math.PI / 2];
  return (latitude) => {
    const terms: number[] = [];
    for (const share of shares) {
      const northFactor = blended(meridianM(latitude), share) / meridianM(latitude);
      const eastFactor = blended(normalM(latitude), share) / normalM(latitude);
      for (const scale of scales) {
        for (const axis of tried) {
          const [ee, en, nn] = strain(northFactor * scale, eastFactor * scale, axis);
          const east = easts.residual([ee, en]) / eastVariance;
          const north = norths.residual([en, nn]) / northVariance;
          terms.push(-(east + north) / 2);
        }
      }
    }
    return logSum(terms);
  };
}

/** Local metres are of the sphere, moved fixes of the ellipsoid: one is the other, pulled along north and east by up to 0.7 %. */
function localStiff(path: Path, local: LocalTwin | undefined): Likelihood | undefined {
  if (local === undefined) return undefined;
  // The sphere's metres bend against a plane: what grows with the square of the distance is left open.
  const [easts, norths] = [new Regression(6, 4), new Regression(6, 4)];
  for (let row = 0; row < path.length; row++) {
    const [east, north] = [path.eastM[row]!, path.northM[row]!];
    const regressors = [east, north, (east * east) / 1e3, (east * north) / 1e3, (north * north) / 1e3, 1];
    easts.add(local.east[row]!, regressors);
    norths.add(local.north[row]!, regressors);
  }
  return fromStrain(easts, norths, [1], [1]);
}

function velocityStiff(path: Path, local: LocalTwin | undefined): Likelihood | undefined {
  const [easts, norths] = [new Regression(3, 1), new Regression(3, 1)];
  for (const { from, to, northM, eastM } of windowsOf(path, local, WINDOW_S)) {
    // Both in the axes of the first fix.
    const turn = convergenceAt(path, from, to);
    const [east, north] = [eastM + turn * northM, northM - turn * eastM];
    const step = [path.eastM[to]! - path.eastM[from]!, path.northM[to]! - path.northM[from]!, 1] as const;
    easts.add(east, step);
    norths.add(north, step);
  }
  return fromStrain(easts, norths, sphereShares, heightScales);
}

/** How far north in the middle between two fixes is turned clockwise against the first fix, in the released frame, in radians. */
function convergenceAt(path: Path, from: number, to: number): number {
  const tangent = Math.tan(path.points[0]!.latitudeDeg * RADIANS);
  return -(tangent * (path.eastM[from]! + path.eastM[to]!)) / 2 / SPHERE_M;
}

/** Directions that were turned by a constant fall behind the moved fixes as meridians close up: by tan(latitude) radians an Earth's radius. */
function convergence(path: Path, local: LocalTwin | undefined): Likelihood | undefined {
  // A constant, and what the sphere's strain does to a direction, say nothing of how it changes with the place.
  const regression = new Regression(5, 3);
  for (const { from, to, northM, eastM } of windowsOf(path, local, WINDOW_S)) {
    const length = Math.hypot(northM, eastM);
    if (length < 10) continue;
    const step = [path.eastM[to]! - path.eastM[from]!, path.northM[to]! - path.northM[from]!] as const;
    const across = (step[0] * northM - step[1] * eastM) / length;
    const [east, north] = [(path.eastM[from]! + path.eastM[to]!) / 2, (path.northM[from]! + path.northM[to]!) / 2];
    const strained = [(2 * northM * eastM) / length, (northM * northM - eastM * eastM) / length];
    regression.add(across, [(length * east) / SPHERE_M, (length * north) / SPHERE_M, length, ...strained]);
  }
  const variance = regression.variance(FLOOR_M ** 2);
  if (variance === undefined) return undefined;
  const released = Math.tan(path.points[0]!.latitudeDeg * RADIANS);
  // A source that turns directions together with the frame shows the released place's convergence only.
  const asReleased = -regression.residual([-released, 0]) / (2 * variance) + Math.log(axes.length);
  return (latitude) => {
    const tangent = Math.tan(latitude * RADIANS);
    const terms = axes.flatMap((axis) =>
      [1, -1].map((sign) => {
        const gradient = [sign * tangent * Math.cos(axis), sign * tangent * Math.sin(axis)] as const;
        return -regression.residual(gradient) / (2 * variance);
      }),
    );
    return logSum([...terms, asReleased]);
  };
}

/** The receiver's speed is of true metres, the estimator's velocity partly of the sphere's: no position is needed. */
function speedStiff(log: Log, path: Path, local: LocalTwin | undefined): Likelihood | undefined {
  const table = log.table('GPS_RAW_INT');
  if (table === undefined) return undefined;
  const times = column(table, 'time_usec').map((us) => us / 1e6);
  const speeds = nearest(times, column(table, 'vel'), path.timeS);
  const hasFloats = local?.velocityNorth.some(Number.isFinite) ?? false;
  const [vn, ve] = hasFloats ? [local!.velocityNorth, local!.velocityEast] : [path.velocityNorth, path.velocityEast];
  const regression = new Regression(4, 1);
  for (let row = 0; row < path.length; row++) {
    const [speed, north, east] = [speeds[row]! / 100, vn[row]!, ve[row]!];
    const square = speed * speed;
    if (!(speed > 2 && speed < 600)) continue;
    regression.add(square, [east * east, 2 * east * north, north * north, 1], 1 / square);
  }
  const variance = regression.variance(1e-6);
  if (variance === undefined) return undefined;
  return (latitude) => {
    const terms: number[] = [];
    for (const share of sphereShares) {
      const northFactor = (meridianM(latitude) / blended(meridianM(latitude), share)) ** 2;
      const eastFactor = (normalM(latitude) / blended(normalM(latitude), share)) ** 2;
      for (const axis of axes) terms.push(-regression.residual(strain(northFactor, eastFactor, axis)) / (2 * variance));
    }
    return logSum(terms);
  };
}

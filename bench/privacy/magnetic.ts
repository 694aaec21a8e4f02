import { Draw } from '../draw.ts';
import { drawPlace } from './flights.ts';
import { distanceM, type Point, RADIANS, wrapped } from './geometry.ts';
import { column, type Log } from './log.ts';
import { type FieldShape, fieldAt, shapeOf } from './magnetic-field.ts';
import { nearest } from './path.ts';
import { logSum } from './regression.ts';

/** A7: the place from what a log tells of the Earth's magnetic field, with a map of the field. */
export interface FieldGuess {
  readonly point: Point;
  /** The smallest area that holds the place with a probability of 95 %, as a share of the one without the log. */
  readonly area: number;
}

/** What a log tells, each part only if it does; angles in degrees. */
type Told = { -readonly [Name in keyof FieldShape]?: number };

/** How well each is told: what compasses, their calibration and the map leave open. */
const uncertainties: FieldShape = { declinationDeg: 0.16, inclinationDeg: 0.3, strengthMGauss: 3 };
const DRAWS = 20_000;

/** Places from the prior: homes are uniform over it, so that areas are counts. */
const draw = new Draw(7);
const places = Array.from({ length: DRAWS }, () => drawPlace(draw));
const shapes = places.map((place) => shapeOf(fieldAt(place)));
const middle: Point = { latitudeDeg: 8, longitudeDeg: 0 };

export function fieldGuess(log: Log): FieldGuess {
  const told = tellingsOf(log);
  if (Object.keys(told).length === 0) return { point: middle, area: 1 };
  const logs = shapes.map((shape) => likelihood(shape, told));
  const total = logSum(logs);
  const order = logs.map((_, index) => index).sort((a, b) => logs[b]! - logs[a]!);
  let [held, count] = [0, 0];
  while (held < 0.95 && count < DRAWS) held += Math.exp(logs[order[count++]!]! - total);
  const tries = order.slice(0, STARTS).map((index) => refine(places[index]!, told));
  const best = tries.reduce((a, b) => (b.score > a.score ? b : a));
  return { point: best.point, area: Math.min(1, count / (0.95 * DRAWS)) };
}

function likelihood(shape: FieldShape, told: Told): number {
  let sum = 0;
  for (const [name, value] of Object.entries(told) as [keyof FieldShape, number][]) {
    const miss = name === 'declinationDeg' ? wrapped(value - shape[name]) : value - shape[name];
    sum -= (miss / uncertainties[name]) ** 2 / 2;
  }
  return sum;
}

/** Of the best draws, so many are followed uphill. */
const STARTS = 12;

/** The best place around a draw: steps that halve. */
function refine(start: Point, told: Told): { readonly point: Point; readonly score: number } {
  let best = start;
  let most = likelihood(shapeOf(fieldAt(best)), told);
  for (let step = 2; step > 1e-4; ) {
    const tried = [
      [step, 0],
      [-step, 0],
      [0, step],
      [0, -step],
      [step, step],
      [step, -step],
      [-step, step],
      [-step, -step],
    ].map(([north, east]) => ({
      latitudeDeg: best.latitudeDeg + north!,
      longitudeDeg: best.longitudeDeg + east!,
    }));
    const scores = tried.map((point) => likelihood(shapeOf(fieldAt(point)), told));
    const highest = Math.max(...scores);
    if (highest > most) [most, best] = [highest, tried[scores.indexOf(highest)]!];
    else step /= 2;
  }
  return { point: best, score: most };
}

export function tellingsOf(log: Log): Told {
  const told: Told = {};
  const declination = declinationParameter(log);
  const measured = measuredField(log);
  if (measured !== undefined) {
    const { declinationDeg, ...rest } = shapeOf(measured.field);
    Object.assign(told, rest, measured.hasNorth ? { declinationDeg } : {});
  }
  if (declination !== undefined) told.declinationDeg = declination;
  return told;
}

/** Parameters and messages that hold the declination itself. */
function declinationParameter(log: Log): number | undefined {
  const table = log.table('PARAM_VALUE');
  const names = table?.texts.get('param_id') ?? [];
  for (const [row, name] of names.entries()) {
    const value = column(table!, 'param_value')[row]!;
    if (name.startsWith('COMPASS_DEC')) return value / RADIANS;
    if (name.startsWith('EKF2_MAG_DECL') || name.startsWith('ATT_MAG_DECL')) return value;
  }
  const offsets = log.table('SENSOR_OFFSETS');
  const told = offsets && column(offsets, 'mag_declination').find((value) => value !== 0);
  return told === undefined ? undefined : told / RADIANS;
}

/** The mean field by attitude; its direction is one against true north only where the log has a heading. */
function measuredField(
  log: Log,
): { readonly field: readonly [number, number, number]; readonly hasNorth: boolean } | undefined {
  const attitude = log.table('ATTITUDE');
  const imu = ['RAW_IMU', 'SCALED_IMU', 'SCALED_IMU2', 'SCALED_IMU3', 'HIGHRES_IMU'].map((name) => log.table(name));
  for (const table of imu) {
    if (attitude === undefined || table === undefined) continue;
    const axes = ['xmag', 'ymag', 'zmag'].map((name) => column(table, name));
    if (axes.every((values) => values.every((value) => value === 0 || Number.isNaN(value)))) continue;
    const seconds = (stamps: readonly number[]): number[] => stamps.map((us) => (us - attitude.stampUs[0]!) / 1e6);
    const at = (name: string): number[] =>
      nearest(seconds(attitude.stampUs), column(attitude, name), seconds(table.stampUs));
    const [roll, pitch, yaw] = [at('roll'), at('pitch'), at('yaw')];
    let [north, east, down, count] = [0, 0, 0, 0];
    for (const row of roll.keys()) {
      if (!Number.isFinite(roll[row]! + pitch[row]! + yaw[row]!)) continue;
      const [n, e, d] = toEarth([axes[0]![row]!, axes[1]![row]!, axes[2]![row]!], roll[row]!, pitch[row]!, yaw[row]!);
      [north, east, down, count] = [north + n, east + e, down + d, count + 1];
    }
    if (count < 10) continue;
    const hasYaw = column(attitude, 'yaw').some((value) => value !== 0);
    return { field: [north / count, east / count, down / count], hasNorth: hasYaw };
  }
  return undefined;
}

function toEarth(
  [x, y, z]: readonly [number, number, number],
  roll: number,
  pitch: number,
  yaw: number,
): readonly [number, number, number] {
  const right = y * Math.cos(roll) - z * Math.sin(roll);
  const under = y * Math.sin(roll) + z * Math.cos(roll);
  const forward = x * Math.cos(pitch) + under * Math.sin(pitch);
  return [
    forward * Math.cos(yaw) - right * Math.sin(yaw),
    right * Math.cos(yaw) + forward * Math.sin(yaw),
    under * Math.cos(pitch) - x * Math.sin(pitch),
  ];
}

export function fieldError(guess: FieldGuess, truth: Point): number {
  return distanceM(guess.point, truth);
}

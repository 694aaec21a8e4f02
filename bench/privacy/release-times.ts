import type { CoarseRelease } from './coarse-flights.ts';
import { meridianM, normalM, RADIANS } from './geometry.ts';
import type { LatticeGuess } from './position-lattice.ts';

/** One change of a released place: by how much it changed, and what velocities say of the way since the last one and of that up to one row before, in metres. */
export interface Change {
  readonly north: number;
  readonly east: number;
  readonly flownNorth: number;
  readonly flownEast: number;
  readonly beforeNorth: number;
  readonly beforeEast: number;
}

const MOST_DEG = 70;
/** A place is known to have changed within a step only if the aircraft is slow. */
const SLOW_STEPS = 0.8;

/** In the order of the path; the first one begins where nobody knows. */
export function changesOf({ length, stepS, north, east, velocityNorth, velocityEast }: CoarseRelease): Change[] {
  const changes: Change[] = [];
  let [flownNorth, flownEast, from] = [0, 0, 0];
  for (let row = 1; row < length; row++) {
    const [beforeNorth, beforeEast] = [flownNorth, flownEast];
    flownNorth += ((velocityNorth[row]! + velocityNorth[row - 1]!) / 2) * stepS;
    flownEast += ((velocityEast[row]! + velocityEast[row - 1]!) / 2) * stepS;
    if (north[row] === north[from] && east[row] === east[from]) continue;
    const change = { north: north[row]! - north[from]!, east: east[row]! - east[from]! };
    changes.push({ ...change, flownNorth, flownEast, beforeNorth, beforeEast });
    [flownNorth, flownEast, from] = [0, 0, row];
  }
  return changes.slice(1);
}

/**
 * From the spread of released places about the way that velocities tell: rounding and dither leave more of it along the longer side of a step.
 * @param stepM a step of latitude
 */
export function guessFromSpread(changes: readonly Change[], stepM: number): LatticeGuess {
  const misses = changes.flatMap(({ north, east, flownNorth, flownEast }) =>
    Math.hypot(flownNorth, flownEast) > 1.5 * stepM ? [[north - flownNorth, east - flownEast] as const] : [],
  );
  const sizes = misses.map(([north, east]) => Math.hypot(north, east)).sort((a, b) => a - b);
  const most = 4 * (sizes[sizes.length >> 1] ?? 0);
  let [difference, product, count] = [0, 0, 1];
  for (const [north, east] of misses) {
    if (Math.hypot(north, east) > most) continue;
    difference += north * north - east * east;
    product += 2 * north * east;
    count++;
  }
  // Rounding and dither at both ends of each way: a third of a squared step, and of its shorter side.
  const squaredSine = Math.min(0.88, (3 * Math.hypot(difference, product)) / count / (stepM * stepM));
  return {
    latitudeDeg: Math.asin(Math.sqrt(squaredSine)) / RADIANS,
    turnDeg: Math.atan2(product, difference) / 2 / RADIANS,
  };
}

/** From the phases at which slow aircraft cross from one step into the next: the ways between are whole steps along one axis or the other. */
export function guessFromPhases(changes: readonly Change[], stepM: number): LatticeGuess {
  const slow = changes.filter((change) => isSlow(change, stepM)).slice(0, MOST_PHASES);
  const perStep = (2 * Math.PI) / stepM;
  const shorter = latitudes.map((latitudeDeg) => 1 / shareOf(latitudeDeg));
  let best: LatticeGuess = { latitudeDeg: 0, turnDeg: 0 };
  let most = Number.NEGATIVE_INFINITY;
  for (let turnDeg = 0; turnDeg < 180; turnDeg += 1.5) {
    const [sine, cosine] = [Math.sin(turnDeg * RADIANS), Math.cos(turnDeg * RADIANS)];
    const along = new Float64Array(latitudes.length);
    for (const { flownNorth, flownEast } of slow) {
      const north = Math.cos(perStep * (flownNorth * cosine + flownEast * sine));
      const east = perStep * (flownEast * cosine - flownNorth * sine);
      for (let index = 0; index < shorter.length; index++) along[index]! += north + Math.cos(east * shorter[index]!);
    }
    for (const [index, sum] of along.entries()) {
      if (sum > most) [most, best] = [sum, { latitudeDeg: latitudes[index]!, turnDeg }];
    }
  }
  return best;
}

/** More take long and add little. */
const MOST_PHASES = 4000;
const latitudes = Array.from({ length: 34 }, (_, index) => 1 + 2 * index);

/** A step of longitude in steps of latitude. */
function shareOf(latitudeDeg: number): number {
  return (normalM(latitudeDeg) / meridianM(latitudeDeg)) * Math.cos(latitudeDeg * RADIANS);
}

function isSlow({ flownNorth, flownEast, beforeNorth, beforeEast }: Change, stepM: number): boolean {
  const isNear = Math.hypot(flownNorth, flownEast) < 60 * stepM;
  return isNear && Math.hypot(flownNorth - beforeNorth, flownEast - beforeEast) < SLOW_STEPS * stepM;
}

/** For how far a released place is repeated, as the attacker knows it from the source: in steps. */
export interface Hold {
  readonly steps: number;
  readonly spread: number;
}

/** From when a place is released anew, given how far velocities say the aircraft has come, by the likelihood of each latitude and turn. */
export function guessFromReach(changes: readonly Change[], stepM: number, hold: Hold): LatticeGuess {
  const slow = changes.filter((change) => isSlow(change, stepM)).slice(0, MOST_CHANGES);
  let best: LatticeGuess = { latitudeDeg: 0, turnDeg: 0 };
  let most = Number.NEGATIVE_INFINITY;
  for (const noise of [0.15, 0.5]) {
    for (let latitudeDeg = 2; latitudeDeg < MOST_DEG; latitudeDeg += 6) {
      const share = tableOf(hold, latitudeDeg, noise);
      for (let turnDeg = 0; turnDeg < 180; turnDeg += 6) {
        const [sine, cosine] = [Math.sin(turnDeg * RADIANS) / stepM, Math.cos(turnDeg * RADIANS) / stepM];
        let sum = 0;
        for (const { flownNorth, flownEast, beforeNorth, beforeEast } of slow) {
          const now = share.at(flownNorth * cosine + flownEast * sine, flownEast * cosine - flownNorth * sine);
          const before = share.at(beforeNorth * cosine + beforeEast * sine, beforeEast * cosine - beforeNorth * sine);
          sum += Math.log(FLOOR + Math.max(0, now - before));
        }
        if (sum > most) [most, best] = [sum, { latitudeDeg, turnDeg }];
      }
    }
  }
  return best;
}

const MOST_CHANGES = 1500;
const FLOOR = 5e-4;
const GRID = 0.1;

/** How likely the source's own place is farther than its hold, by the true way in steps of latitude. */
class Share {
  readonly #size: number;
  readonly #values: Float64Array;

  constructor({ steps, spread }: Hold, latitudeDeg: number, noise: number) {
    this.#size = Math.ceil((1.6 * steps + 4) / GRID);
    this.#values = new Float64Array(this.#size ** 2);
    const longitude = shareOf(latitudeDeg);
    const passes = (far: number): number => {
      if (spread === 0) return far >= steps - 1e-9 ? 1 : 0;
      return far < steps / 2 ? 0 : normalBelow((far - steps) / spread);
    };
    const [wide, wideEast] = [1 + 3 * noise, 1 + (3 * noise) / longitude];
    for (let cell = 0; cell < this.#values.length; cell++) {
      const north = Math.floor(cell / this.#size) * GRID;
      const east = ((cell % this.#size) * GRID) / longitude;
      let sum = 0;
      for (let row = Math.ceil(north - wide); row <= north + wide; row++) {
        const chance = tent(row - north, noise);
        if (chance < 1e-4) continue;
        for (let column = Math.ceil(east - wideEast); column <= east + wideEast; column++) {
          sum += chance * tent(column - east, noise / longitude) * passes(Math.hypot(row, column * longitude));
        }
      }
      this.#values[cell] = sum;
    }
  }

  at(north: number, east: number): number {
    const most = this.#size - 1.001;
    const [x, y] = [Math.min(most, Math.abs(north) / GRID), Math.min(most, Math.abs(east) / GRID)];
    const [row, column] = [Math.floor(x), Math.floor(y)];
    const [u, v] = [x - row, y - column];
    const at = row * this.#size + column;
    const values = this.#values;
    const near = values[at]! * (1 - v) + values[at + 1]! * v;
    const far = values[at + this.#size]! * (1 - v) + values[at + this.#size + 1]! * v;
    return near * (1 - u) + far * u;
  }
}

const tables = new Map<string, Share>();

function tableOf(hold: Hold, latitudeDeg: number, noise: number): Share {
  const name = `${hold.steps} ${hold.spread} ${latitudeDeg} ${noise}`;
  const table = tables.get(name) ?? new Share(hold, latitudeDeg, noise);
  tables.set(name, table);
  return table;
}

/** The difference of two roundings, and noise: how likely it is so large, in steps. */
function tent(steps: number, noise: number): number {
  const ramp = (x: number): number =>
    x * normalBelow(x / noise) + (noise * Math.exp((-x * x) / 2 / noise / noise)) / Math.sqrt(2 * Math.PI);
  return ramp(steps + 1) - 2 * ramp(steps) + ramp(steps - 1);
}

/** The normal distribution (Abramowitz and Stegun 1964, 26.2.17). */
function normalBelow(x: number): number {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(x));
  const terms =
    ((((1.330_274_429 * t - 1.821_255_978) * t + 1.781_477_937) * t - 0.356_563_782) * t + 0.319_381_53) * t;
  const above = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * terms;
  return x < 0 ? above : 1 - above;
}

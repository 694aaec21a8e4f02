import { RADIANS } from '../../geo/wgs84.ts';
import type { Relocation } from './relocation.ts';

/**
 * In steps of the source: how far a place must be from the last released one before another is released, on average, and its spread. A distance that is always the
 * same says, beside velocities, in which direction how many steps fit into it.
 */
const REACH_STEPS = 10;
const REACH_SPREAD = 2.5;
/** Then it waits for up to as long as the source took for so many steps on its way: a change at once shows where a step ends. */
const LONGEST_WAIT_STEPS = 4;
/** A source that moves on by more at once shows no ends of steps. */
const LEAP_STEPS = 2;
/** One that has become faster meanwhile waits no farther than to so many times the distance. */
const FARTHEST_REACHES = 2;
/** In steps: what is added in all directions alike. Square errors show which way their sides lie. */
const ROUND_STEPS = 1;
const LEAST_COSINE = 0.01;

/**
 * Places of the aircraft, or of one other thing, that are whole numbers of a coarse step. When such a place changes, and when not, draws the lattice of its steps: the released
 * place is therefore repeated until some time after the source has moved by several steps. It is off by as much to the north as to the east, in the mean of the
 * squares: steps of longitude are shorter, and what rounding to them leaves would else tell the latitude.
 *
 * Allocates once for each sender.
 */
export class HeldPlaces {
  readonly #degrees: number;
  /** By sender; see {@link At}. */
  readonly #states = new Map<number, Float64Array>();
  /** Two draws from a normal distribution. */
  readonly #normal = new Float64Array(2);

  /** @param degrees one step */
  constructor(degrees: number) {
    this.#degrees = degrees;
  }

  /** Puts the place to be moved into `relocation.moved`: that of these whole numbers, dithered, or the last one of this sender. */
  put(latitude: number, longitude: number, sender: number, relocation: Relocation): void {
    let state = this.#states.get(sender);
    if (state === undefined) {
      state = new Float64Array(At.wait + 1).fill(Number.NaN);
      this.#states.set(sender, state);
    }
    const cosine = Math.max(LEAST_COSINE, Math.cos(latitude * this.#degrees * RADIANS));
    const leapNorth = latitude - state[At.nowNorth]!;
    const leapEast = (longitude - state[At.nowEast]!) * cosine;
    // Math.hypot allocates.
    const leap = Math.sqrt(leapNorth * leapNorth + leapEast * leapEast);
    state[At.nowNorth] = latitude;
    state[At.nowEast] = longitude;
    const reach = state[At.reach]!;
    const north = latitude - state[At.north]!;
    const east = (longitude - state[At.east]!) * cosine;
    const far = Math.sqrt(north * north + east * east);
    if (far < reach) {
      state[At.waited] = 0;
      if (far < reach / 2) state[At.underWay] = 0;
      else state[At.underWay]!++;
    } else {
      state[At.underWay]!++;
      if (++state[At.waited]! === 1) {
        const share = (relocation.ditherOf(state[At.north]! ^ WAIT, state[At.east]!) >>> 0) / 2 ** 32;
        state[At.wait] = (share * LONGEST_WAIT_STEPS * state[At.underWay]!) / (far - reach / 2);
      }
      const isWaiting = state[At.waited]! <= state[At.wait]! && leap < LEAP_STEPS && far < FARTHEST_REACHES * reach;
      if (!isWaiting) this.#release(latitude, longitude, cosine, state, relocation);
    }
    relocation.moved[0] = state[At.latitudeDeg]!;
    relocation.moved[1] = state[At.longitudeDeg]!;
  }

  #release(latitude: number, longitude: number, cosine: number, state: Float64Array, relocation: Relocation): void {
    const normal = this.#normal;
    const even = relocation.ditherOf(latitude, longitude);
    drawNormal(relocation.ditherOf(latitude ^ ROUND, longitude), normal);
    const eastSteps = Math.sqrt(ROUND_STEPS * ROUND_STEPS + (1 - cosine * cosine) / 6) / cosine;
    state[At.north] = latitude;
    state[At.east] = longitude;
    state[At.latitudeDeg] = (latitude + (even & 0xffff) / 0x1_0000 - 0.5 + normal[0]! * ROUND_STEPS) * this.#degrees;
    state[At.longitudeDeg] = (longitude + (even >>> 16) / 0x1_0000 - 0.5 + normal[1]! * eastSteps) * this.#degrees;
    drawNormal(relocation.ditherOf(latitude ^ REACH, longitude), normal);
    state[At.reach] = Math.max(REACH_STEPS / 2, REACH_STEPS + normal[0]! * REACH_SPREAD);
    state[At.waited] = 0;
    state[At.underWay] = 0;
  }
}

/** What is known of one sender: NaN before its first place. */
const At = {
  /** The source's place that was released last, how far it reaches, in steps; and as it was released, in degrees, before it is moved. */
  ...{ north: 0, east: 1, reach: 2, latitudeDeg: 3, longitudeDeg: 4 },
  /** The source's last place. */
  ...{ nowNorth: 5, nowEast: 6 },
  /** How many places have come since the last one within reach, and since the last one within half of that. */
  ...{ waited: 7, underWay: 8 },
  /** How often the released place is repeated beyond its reach. */
  wait: 9,
} as const;

/** From 32 bits that are evenly distributed (Box and Muller 1958). */
function drawNormal(bits: number, into: Float64Array): void {
  const radius = Math.sqrt(-2 * Math.log(((bits & 0xffff) + 0.5) / 0x1_0000));
  const direction = ((bits >>> 16) / 0x1_0000) * 2 * Math.PI;
  into[0] = radius * Math.cos(direction);
  into[1] = radius * Math.sin(direction);
}

/** Keep the draws of one place apart. No latitude has these high bits. */
const ROUND = 0x524f_554e;
const REACH = 0x5245_4143;
const WAIT = 0x5741_4954;

import type { Draw } from '../draw.ts';
import { meridianM, normalM, type Point, RADIANS, SPHERE_M, wrapped } from './geometry.ts';

/** One instant of a flight, metres and metres a second against true north; the estimator's errors are in it. */
export interface Instant {
  readonly t: number;
  readonly point: Point;
  readonly velocityNorth: number;
  readonly velocityEast: number;
  /** On the ellipsoid, without the estimator's errors: what a receiver's Doppler shift tells. */
  readonly trueNorth: number;
  readonly trueEast: number;
  readonly heightM: number;
  readonly yawDeg: number;
  readonly rollRad: number;
  readonly pitchRad: number;
}

export interface MotionOptions {
  readonly home: Point;
  readonly durationS: number;
  /** Length of a leg, and how fast legs are flown at most. */
  readonly legS: number;
  readonly fastestMps: number;
  /** Every other leg goes back: the flight stays near home. */
  readonly returns: boolean;
  readonly stepS: number;
  /** How fast estimates of a place that stands still creep. */
  readonly creepMps: number;
}

const GROUND_S = 20;
const SUBSTEPS = 10;
/** Seconds in which one leg passes into the next. */
const BLEND_S = 4;
/** How far an estimator's velocity follows positions on its sphere (1) rather than the receiver's true velocity (0): steady state of a filter
 * with ArduPilot's default noises. */
const SPHERE_SHARE = 0.6;

/** A flight of straight legs with drawn courses and speeds, seen through an estimator that wanders by some decimetres. */
export function fly(options: MotionOptions, draw: Draw): Instant[] {
  const { home, durationS, stepS, creepMps } = options;
  const legs = legsOf(options, draw);
  const creep = [new Wander(draw, creepMps, 20), new Wander(draw, creepMps, 20)] as const;
  // Velocities of recorded flights and what their positions do differ by some centimetres in a second.
  const jitter = [new Wander(draw, 0.05, 0.7), new Wander(draw, 0.05, 0.7)] as const;
  const cruiseM = 30 + 90 * draw.unit();
  const phases = [draw.unit() * 6, draw.unit() * 6, draw.unit() * 6] as const;
  const instants: Instant[] = [];
  let point = home;
  for (let step = 0; step * stepS <= durationS; step++) {
    const t = step * stepS;
    const [north, east] = velocityAt(t, legs, options.legS);
    const [driftNorth, driftEast] = [creep[0].next(stepS), creep[1].next(stepS)];
    const meridian = SPHERE_M / meridianM(point.latitudeDeg);
    const normal = SPHERE_M / normalM(point.latitudeDeg);
    const isFlying = t > GROUND_S && options.fastestMps > 0;
    const speed = Math.hypot(north, east);
    instants.push({
      t,
      point,
      velocityNorth:
        (north + driftNorth) * (1 + SPHERE_SHARE * (meridian - 1)) + (isFlying ? jitter[0].next(stepS) : 0),
      velocityEast: (east + driftEast) * (1 + SPHERE_SHARE * (normal - 1)) + (isFlying ? jitter[1].next(stepS) : 0),
      trueNorth: north,
      trueEast: east,
      heightM: isFlying ? Math.min(cruiseM, 3 * (t - GROUND_S)) : 0,
      yawDeg: yawAt(t, legs, options.legS) + (isFlying ? 1.5 * Math.sin(0.9 * t + phases[0]) : 0),
      rollRad: isFlying ? 0.12 * Math.sin(0.6 * t + phases[1]) : 0.01,
      pitchRad: isFlying ? -0.01 * speed + 0.05 * Math.sin(0.7 * t + phases[2]) : -0.01,
    });
    for (let substep = 0; substep < SUBSTEPS; substep++) {
      const [n, e] = velocityAt(t + ((substep + 0.5) / SUBSTEPS) * stepS, legs, options.legS);
      point = moved(point, ((n + driftNorth) * stepS) / SUBSTEPS, ((e + driftEast) * stepS) / SUBSTEPS);
    }
  }
  return instants;
}

interface Leg {
  readonly courseDeg: number;
  readonly speedMps: number;
}

function legsOf({ durationS, legS, fastestMps, returns }: MotionOptions, draw: Draw): Leg[] {
  const legs: Leg[] = [{ courseDeg: 360 * draw.unit(), speedMps: 0 }];
  while (legs.length * legS < durationS - GROUND_S) {
    const last = legs.at(-1)!;
    const isBack = returns && legs.length % 2 === 0;
    const courseDeg = isBack ? last.courseDeg + 160 + 40 * draw.unit() : 360 * draw.unit();
    legs.push({ courseDeg, speedMps: isBack ? last.speedMps : fastestMps * (0.3 + 0.7 * draw.unit()) });
  }
  legs.push({ courseDeg: legs.at(-1)!.courseDeg, speedMps: 0 });
  return legs;
}

function velocityAt(t: number, legs: readonly Leg[], legS: number): readonly [number, number] {
  const [leg, next, share] = legAt(t, legs, legS);
  const along = (course: (angle: number) => number): number =>
    (1 - share) * leg.speedMps * course(leg.courseDeg * RADIANS) +
    share * next.speedMps * course(next.courseDeg * RADIANS);
  return [along(Math.cos), along(Math.sin)];
}

function yawAt(t: number, legs: readonly Leg[], legS: number): number {
  const [leg, next, share] = legAt(t, legs, legS);
  return leg.courseDeg + share * wrapped(next.courseDeg - leg.courseDeg);
}

/** The leg of an instant, the one behind it, and how far the first has passed into the second. */
function legAt(t: number, legs: readonly Leg[], legS: number): readonly [Leg, Leg, number] {
  const time = Math.max(0, t - GROUND_S + BLEND_S);
  const index = Math.min(Math.floor(time / legS), legs.length - 1);
  const leg = legs[index]!;
  const into = Math.min(1, Math.max(0, (time - index * legS - (legS - BLEND_S)) / BLEND_S));
  return [leg, legs[index + 1] ?? leg, 0.5 - 0.5 * Math.cos(Math.PI * into)];
}

function moved({ latitudeDeg, longitudeDeg }: Point, northM: number, eastM: number): Point {
  return {
    latitudeDeg: latitudeDeg + northM / meridianM(latitudeDeg) / RADIANS,
    longitudeDeg: longitudeDeg + eastM / (normalM(latitudeDeg) * Math.cos(latitudeDeg * RADIANS)) / RADIANS,
  };
}

/** Noise with a memory of so many seconds (Ornstein and Uhlenbeck). */
class Wander {
  #value = 0;
  readonly #draw: Draw;
  readonly #sigma: number;
  readonly #memoryS: number;

  constructor(draw: Draw, sigma: number, memoryS: number) {
    this.#draw = draw;
    this.#sigma = sigma;
    this.#memoryS = memoryS;
  }

  next(stepS: number): number {
    const keep = Math.exp(-stepS / this.#memoryS);
    this.#value = keep * this.#value + this.#sigma * Math.sqrt(1 - keep * keep) * normal(this.#draw);
    return this.#value;
  }
}

/** A normal draw (sum of twelve uniform ones). */
export function normal(draw: Draw): number {
  let sum = -6;
  for (let index = 0; index < 12; index++) sum += draw.unit();
  return sum;
}

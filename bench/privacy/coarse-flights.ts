import { Memory } from '../../src/bytes/memory.ts';
import { FlightState } from '../../src/model/flight-state.ts';
import type { Field } from '../../src/model/schema.ts';
import { movePlace } from '../../src/treatments/relocate/move-place.ts';
import { drawRelocation, Relocation } from '../../src/treatments/relocate/relocation.ts';
import { Draw } from '../draw.ts';
import { drawPlace } from './flights.ts';
import { meridianM, normalM, RADIANS } from './geometry.ts';
import { normal } from './motion.ts';

/** Steps that places are whole numbers of, as unit and in degrees: exports and subtitles with six decimals, sentences with four and five of a minute. */
export const coarseSteps = [
  { name: 'six decimals', units: 'deg/1000000', degrees: 1e-6 },
  { name: 'minutes of four decimals', units: 'arcmin/10000', degrees: 1 / 600_000 },
  { name: 'minutes of five decimals', units: 'arcmin/100000', degrees: 1 / 6_000_000 },
  { name: 'seven decimals', units: 'degE7', degrees: 1e-7 },
] as const;
export type CoarseStep = (typeof coarseSteps)[number];

/** A path as it is released, in metres from the public origin, with velocities that are turned like it and are as good as a receiver's best. */
export interface CoarseRelease {
  readonly length: number;
  readonly stepS: number;
  readonly north: Float64Array;
  readonly east: Float64Array;
  readonly velocityNorth: Float64Array;
  readonly velocityEast: Float64Array;
}

export interface CoarseFlight {
  readonly latitudeDeg: number;
  /** Clockwise. */
  readonly turnDeg: number;
  /** By what is done to it. */
  readonly releases: ReadonlyMap<CoarseSubject, CoarseRelease>;
}

/** Our own, and what must be found: every place dithered over its step, and places that are held for ten steps in the source, no more and no less. */
export const coarseSubjects = ['dithered over a step', 'held for ten steps', 'ours: dynamics'] as const;
export type CoarseSubject = (typeof coarseSubjects)[number];

const MINUTES = 40;
const rates = [5, 10, 30] as const;
const hovers = [0.05, 0.1, 0.2] as const;
const MEMORY_S = 3;
const positionNoises = [0.002, 0.01] as const;
const VELOCITY_NOISE_MPS = 0.01;

/** A flight that hovers and creeps most of the time, and flies between; the same arguments give the same flight. */
export function generateCoarseFlight(step: CoarseStep, seed: number): CoarseFlight {
  const draw = new Draw(seed);
  const home = drawPlace(draw);
  const hz = draw.pick(rates);
  const hoverMps = draw.pick(hovers);
  const noiseM = draw.pick(positionNoises);
  const key = Uint8Array.from({ length: 32 }, () => 256 * draw.unit());
  const { turnRad } = drawRelocation(key);
  const length = MINUTES * 60 * hz;
  const emptyRelease = (): CoarseRelease => ({
    ...{ length, stepS: 1 / hz, north: new Float64Array(length), east: new Float64Array(length) },
    ...{ velocityNorth: new Float64Array(length), velocityEast: new Float64Array(length) },
  });
  const releases = new Map(coarseSubjects.map((subject) => [subject, emptyRelease()]));
  const movers = moversOf(step, home, key, turnRad, draw);
  const keep = Math.exp(-1 / hz / MEMORY_S);
  const velocity: Pair = [0, 0];
  const position: Pair = [0, 0];
  const goal: Pair = [0, 0];
  let [left, sigma] = [0, hoverMps as number];
  for (let row = 0; row < length; row++) {
    if (left-- <= 0) {
      const isHover = draw.unit() < 0.7;
      const [speed, course] = [isHover ? 0 : draw.pick([2, 8]), 2 * Math.PI * draw.unit()];
      goal[0] = speed * Math.cos(course);
      goal[1] = speed * Math.sin(course);
      sigma = isHover ? hoverMps : 0.3;
      left = hz * (20 + 40 * draw.unit());
    }
    for (const axis of [0, 1] as const) {
      const before = velocity[axis];
      velocity[axis] = goal[axis] + keep * (before - goal[axis]) + sigma * Math.sqrt(1 - keep * keep) * normal(draw);
      position[axis] += (velocity[axis] + before) / hz / 2;
    }
    const seen = (value: number, noise: number): number => value + noise * normal(draw);
    const whole: Pair = [
      Math.round((home.latitudeDeg + seen(position[0], noiseM) / metresIn(home.latitudeDeg)[0]) / step.degrees),
      Math.round((home.longitudeDeg + seen(position[1], noiseM) / metresIn(home.latitudeDeg)[1]) / step.degrees),
    ];
    const measured: Pair = [seen(velocity[0], VELOCITY_NOISE_MPS), seen(velocity[1], VELOCITY_NOISE_MPS)];
    const turnedVelocity = turn(measured, turnRad);
    for (const subject of coarseSubjects) {
      const release = releases.get(subject)!;
      [release.north[row], release.east[row]] = movers[subject](whole);
      [release.velocityNorth[row], release.velocityEast[row]] = turnedVelocity;
    }
  }
  return { latitudeDeg: Math.abs(home.latitudeDeg), turnDeg: turnRad / RADIANS, releases };
}

type Pair = [number, number];

/** Metres in a degree of latitude and of longitude. */
function metresIn(latitudeDeg: number): Pair {
  return [meridianM(latitudeDeg) * RADIANS, normalM(latitudeDeg) * Math.cos(latitudeDeg * RADIANS) * RADIANS];
}

function turn([north, east]: Pair, turnRad: number): Pair {
  const [sine, cosine] = [Math.sin(turnRad), Math.cos(turnRad)];
  return [north * cosine - east * sine, north * sine + east * cosine];
}

function moversOf(
  { units, degrees }: CoarseStep,
  home: { readonly latitudeDeg: number; readonly longitudeDeg: number },
  key: Uint8Array,
  turnRad: number,
  draw: Draw,
): Record<CoarseSubject, (whole: Pair) => Pair> {
  const relocation = new Relocation(drawRelocation(key), { firstFix: { ...home, altitudeM: 0 } });
  const field = (name: string, offset: number): Field => ({ name, offset, type: 'i32', length: 1, units, rules: [] });
  const edit = movePlace(field('latitude', 0), field('longitude', 4), true, relocation);
  const memory = new Memory(new Uint8Array(8));
  const state = new FlightState();
  const [perNorth, perEast] = metresIn(home.latitudeDeg).map((metres) => metres * degrees) as Pair;
  const stiff = ([north, east]: Pair): Pair =>
    turn(
      [
        north * perNorth - (home.latitudeDeg / degrees) * perNorth,
        east * perEast - (home.longitudeDeg / degrees) * perEast,
      ],
      turnRad,
    );
  const dithers = new Map<string, Pair>();
  const dithered = ([north, east]: Pair): Pair => {
    const name = `${north} ${east}`;
    const dither = dithers.get(name) ?? [draw.unit() - 0.5, draw.unit() - 0.5];
    dithers.set(name, dither);
    return stiff([north + dither[0], east + dither[1]]);
  };
  let last: Pair = [Number.NaN, Number.NaN];
  let heldAt: Pair = [0, 0];
  return {
    'dithered over a step': dithered,
    'held for ten steps': (whole) => {
      if (!(Math.hypot((whole[0] - last[0]) * perNorth, (whole[1] - last[1]) * perEast) < 10 * perNorth)) {
        last = whole;
        heldAt = dithered(whole);
      }
      return heldAt;
    },
    'ours: dynamics': ([north, east]) => {
      memory.view.setInt32(0, north, true);
      memory.view.setInt32(4, east, true);
      if (!edit.apply(memory, 0, 0, state)) throw new Error('a place was withheld');
      const [latitudeDeg, longitudeDeg] = [
        memory.view.getInt32(0, true) * degrees,
        memory.view.getInt32(4, true) * degrees,
      ];
      const [perDegreeNorth, perDegreeEast] = metresIn(latitudeDeg);
      return [(latitudeDeg + 10) * perDegreeNorth, (longitudeDeg + 120) * perDegreeEast];
    },
  };
}

import { candidatesOf, nearestPlaceM, nearestTurnDeg } from './anchors.ts';
import type { Flight, FlightKind } from './flights.ts';
import { distanceM, type Point, wrapped } from './geometry.ts';
import { type LatitudeMethod, type Likelihood, latitudeLikelihoods, latitudeMethods } from './latitude.ts';
import type { Log } from './log.ts';
import { type FieldGuess, fieldGuess } from './magnetic.ts';
import { turnOf } from './path-truth.ts';
import { latticeGuess, type Reading } from './position-lattice.ts';
import { medianLatitude } from './posterior.ts';
import { allSubjects, baselines, freshDither, raw, released, type Subject, undithered } from './subjects.ts';
import { turnFromHeadings, turnFromSpeeds, turnFromTwins, turnFromVelocities } from './velocity-lattice.ts';

/** When an attack counts as working: on a subject that has what it looks for. */
export interface Works {
  readonly subject: Subject;
  /** At least 99 % of flights with an error of at most this. */
  readonly within?: number;
  /** A method that some turns escape: the ratio to guessing is at most this. */
  readonly ratio?: number;
}

/** One way to find something that is hidden. Errors are in metres or degrees. */
export interface Attack {
  readonly name: string;
  readonly method: string;
  readonly flights: FlightKind;
  readonly subjects: readonly Subject[];
  readonly unit: 'm' | 'deg';
  /** Errors up to this count as found. */
  readonly near: number;
  readonly works?: Works;
  /** What the attacker concludes; undefined: nothing. */
  guess(log: Log, subject: Subject): unknown;
  /** What is true of a flight and its release; undefined: there is nothing to find. */
  truth(flight: Flight, log: Log, release: Log): unknown;
  error(guess: unknown, truth: unknown): number;
  /** Error of the best guess that is the same for all flights; not for lists of candidates. */
  constantErrors?(truths: readonly unknown[]): number[];
  /** Area in which the place lies with 95 %, over the one without the log. */
  area?(guess: unknown): number;
}

interface Spec<Guess, Truth> extends Omit<Attack, 'guess' | 'truth' | 'error' | 'constantErrors' | 'area'> {
  guess(log: Log, subject: Subject): Guess | undefined;
  truth(flight: Flight, log: Log, release: Log): Truth | undefined;
  error(guess: Guess | undefined, truth: Truth): number;
  constantErrors?(truths: readonly Truth[]): number[];
  area?(guess: Guess): number;
}

/** Forgets the types of guess and truth, which never leave their attack. */
function attack<Guess, Truth>(spec: Spec<Guess, Truth>): Attack {
  return spec as unknown as Attack;
}

const METRES_PER_DEGREE = 111_195;
const moved = [undithered, ...released.filter(({ showsPath }) => showsPath)];
const shown = [
  raw,
  ...baselines.filter(({ showsPath }) => showsPath),
  ...released.filter(({ showsPath }) => showsPath),
];

const heard = new WeakMap<Log, Partial<Record<LatitudeMethod, Likelihood>>>();

function likelihoodsOf(log: Log, { layout }: Subject): Partial<Record<LatitudeMethod, Likelihood>> {
  const known = heard.get(log) ?? latitudeLikelihoods(log, layout);
  heard.set(log, known);
  return known;
}

/** Latitude without its sign, which the methods cannot tell. */
function latitudeAttack(
  method: LatitudeMethod | 'all together',
  flights: FlightKind,
  subjects: readonly Subject[],
  works: Works | undefined,
): Attack {
  return attack<number, number>({
    ...{ name: 'A6', method, flights, subjects, ...(works === undefined ? {} : { works }) },
    unit: 'm',
    near: 100,
    guess(log, subject) {
      const known = likelihoodsOf(log, subject);
      const used = method === 'all together' ? Object.values(known) : known[method] && [known[method]];
      return used === undefined || used.length === 0 ? undefined : medianLatitude(used);
    },
    truth: ({ home }) => Math.abs(home.latitudeDeg),
    error: (guess, truth) => Math.abs((guess ?? medianLatitude([])) - truth) * METRES_PER_DEGREE,
    constantErrors: (truths) => truths.map((truth) => Math.abs(medianLatitude([]) - truth) * METRES_PER_DEGREE),
  });
}

/** A turn that is known up to a period. */
function turnAttack(
  method: string,
  flights: FlightKind,
  subjects: readonly Subject[],
  periodDeg: number,
  nearDeg: number,
  works: Works | undefined,
  guess: (log: Log) => number | undefined,
): Attack {
  return attack<number, number>({
    ...{ name: 'A15', method, flights, subjects, ...(works === undefined ? {} : { works }), guess },
    unit: 'deg',
    near: nearDeg,
    truth: (_, log, release) => turnOf(log, release),
    error: (turn, truth) => Math.abs(wrapped((turn ?? 0) - truth, periodDeg)),
    constantErrors: (truths) => truths.map((truth) => Math.abs(wrapped(truth, periodDeg))),
  });
}

const lattices = new WeakMap<Log, ReturnType<typeof latticeGuess>>();

function latticeOf(log: Log, reading: Reading): ReturnType<typeof latticeGuess> {
  if (!lattices.has(log)) lattices.set(log, latticeGuess(log, reading));
  return lattices.get(log);
}

function positionAttacks(flights: FlightKind, reading: Reading, subjects: readonly Subject[], works: Works): Attack[] {
  const name = `positions, ${reading}`;
  return [
    turnAttack(`${name}: turn`, flights, subjects, 180, 0.5, works, (log) => latticeOf(log, reading)?.turnDeg),
    attack<number, number>({
      ...{ name: 'A15', method: `${name}: latitude`, flights, subjects, unit: 'm', near: 100 },
      // Near the equator a cosine says little.
      works: { subject: works.subject, ratio: 0.7 },
      guess: (log) => latticeOf(log, reading)?.latitudeDeg,
      truth: ({ home }) => Math.abs(home.latitudeDeg),
      error: (guess, truth) => Math.abs((guess ?? medianLatitude([])) - truth) * METRES_PER_DEGREE,
      constantErrors: (truths) => truths.map((truth) => Math.abs(medianLatitude([]) - truth) * METRES_PER_DEGREE),
    }),
  ];
}

const middle: Point = { latitudeDeg: 8, longitudeDeg: 0 };

const magneticAttack = attack<FieldGuess, Point>({
  ...{ name: 'A7', method: 'magnetic field, parameters', flights: 'ordinary', subjects: allSubjects },
  ...{ unit: 'm', near: 16_000, works: { subject: raw, within: 60_000 } },
  guess: (log) => fieldGuess(log),
  truth: ({ home }) => home,
  error: (guess, truth) => distanceM(guess?.point ?? middle, truth),
  constantErrors: (truths) => truths.map((truth) => distanceM(middle, truth)),
  area: ({ area }) => area,
});

const candidates = new WeakMap<Log, ReturnType<typeof candidatesOf>>();

function candidatesIn(log: Log): ReturnType<typeof candidatesOf> {
  const known = candidates.get(log) ?? candidatesOf(log);
  candidates.set(log, known);
  return known;
}

const anchorAttacks: readonly Attack[] = [
  attack<ReturnType<typeof candidatesOf>, Point>({
    ...{ name: 'A10', method: 'places and their differences', flights: 'ordinary', subjects: allSubjects },
    ...{ unit: 'm', near: 100, works: { subject: raw, within: 100 } },
    guess: candidatesIn,
    truth: ({ home }) => home,
    error: (guess, truth) => nearestPlaceM(guess ?? { places: [], turns: [] }, truth),
  }),
  attack<ReturnType<typeof candidatesOf>, number>({
    ...{ name: 'A10', method: 'angles that stay', flights: 'ordinary', subjects: moved, unit: 'deg', near: 0.05 },
    guess: candidatesIn,
    truth: (_, log, release) => turnOf(log, release),
    error: (guess, truth) => nearestTurnDeg(guess ?? { places: [], turns: [] }, truth),
  }),
];

const [local, velocity, speed, distances, convergence, speedAlone] = latitudeMethods;

/** All attacks but A4, which needs many flights from one home. */
export const attacks: readonly Attack[] = [
  latitudeAttack(local, 'ordinary', shown, { subject: raw, within: 1000 }),
  latitudeAttack(velocity, 'ordinary', shown, { subject: raw, within: 150_000 }),
  latitudeAttack(speed, 'ordinary', shown, { subject: raw, within: 250_000 }),
  latitudeAttack(distances, 'ordinary', shown, { subject: raw, within: 150_000 }),
  latitudeAttack(speedAlone, 'ordinary', moved, undefined),
  latitudeAttack('all together', 'ordinary', shown, { subject: raw, within: 1000 }),
  latitudeAttack(velocity, 'far', moved, { subject: undithered, ratio: 0.7 }),
  latitudeAttack(convergence, 'far', moved, { subject: undithered, ratio: 0.7 }),
  magneticAttack,
  ...anchorAttacks,
  turnAttack('whole velocities', 'ordinary', moved, 90, 0.1, { subject: undithered, ratio: 0.6 }, turnFromVelocities),
  turnAttack(
    'whole beside full velocities',
    'ordinary',
    moved,
    90,
    0.1,
    { subject: undithered, within: 0.1 },
    turnFromTwins,
  ),
  turnAttack(
    'whole velocities beside full speed',
    'ordinary',
    moved,
    90,
    0.5,
    { subject: undithered, ratio: 0.6 },
    turnFromSpeeds,
  ),
  turnAttack('heading beside yaw', 'ordinary', moved, 1, 0.02, { subject: undithered, within: 0.02 }, turnFromHeadings),
  ...positionAttacks('hovering', 'distinct', moved, { subject: undithered, ratio: 0.7 }),
  ...positionAttacks('parked', 'means', [freshDither, ...moved.slice(1)], { subject: freshDither, within: 1 }),
];

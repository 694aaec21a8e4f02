import {
  type CoarseFlight,
  type CoarseStep,
  type CoarseSubject,
  coarseSteps,
  coarseSubjects,
  generateCoarseFlight,
} from './coarse-flights.ts';
import { wrapped } from './geometry.ts';
import type { LatticeGuess } from './position-lattice.ts';
import {
  type Change,
  changesOf,
  guessFromPhases,
  guessFromReach,
  guessFromSpread,
  type Hold,
} from './release-times.ts';
import { type Score, scoreOf } from './statistics.ts';

/** A15 on places that are whole numbers of a coarse step: one attack on one subject. */
export interface CoarseRow {
  readonly method: CoarseMethod;
  readonly step: string;
  readonly subject: CoarseSubject;
  /** In degrees. */
  readonly latitude: Score;
  readonly turn: Score;
  readonly failure: string | undefined;
}

export const coarseMethods = ['spread', 'phases', 'reach'] as const;
export type CoarseMethod = (typeof coarseMethods)[number];

/** What each method must find. */
const planted: Readonly<Record<CoarseMethod, CoarseSubject>> = {
  spread: 'dithered over a step',
  phases: 'dithered over a step',
  reach: 'held for ten steps',
};
/** The finest steps at which a method is tried, in degrees: it tells nothing of finer ones even where nothing hides them, since the paths' own noise is as large. */
const finestDeg: Readonly<Record<CoarseMethod, number>> = { spread: 0, phases: 1e-6, reach: 1.5e-7 };
const WORKS_RATIO = 0.75;
/** Smaller errors by chance are of this probability at least, as for the other attacks. */
const LEAST_CHANCE = 1e-3;
const LEAST_RATIO = 0.99;
const NEAR_DEG = 1;
const METRES_PER_DEGREE = 111_195;

/** How our own and the planted places are held: an attacker has the source. */
const holds: Readonly<Record<CoarseSubject, Hold>> = {
  'dithered over a step': { steps: 1, spread: 0 },
  'held for ten steps': { steps: 10, spread: 0 },
  'ours: dynamics': { steps: 10, spread: 2.5 },
};

/** Attacks so many flights at each step. */
export function measureCoarsePlaces(flights: number, steps: readonly CoarseStep[] = coarseSteps): CoarseRow[] {
  return steps.flatMap((step) => {
    const flown = Array.from({ length: flights }, (_, seed) => changesIn(generateCoarseFlight(step, 1 + seed)));
    return coarseSubjects.flatMap((subject) =>
      coarseMethods
        .filter((method) => step.degrees >= finestDeg[method])
        .filter((method) => subject === 'ours: dynamics' || planted[method] === subject)
        .map((method) => rowOf(method, step, subject, flown)),
    );
  });
}

interface Flown extends Pick<CoarseFlight, 'latitudeDeg' | 'turnDeg'> {
  readonly changes: ReadonlyMap<CoarseSubject, readonly Change[]>;
}

function changesIn({ latitudeDeg, turnDeg, releases }: CoarseFlight): Flown {
  const changes = new Map([...releases].map(([subject, release]) => [subject, changesOf(release)]));
  return { latitudeDeg, turnDeg, changes };
}

function rowOf(method: CoarseMethod, step: CoarseStep, subject: CoarseSubject, flown: readonly Flown[]): CoarseRow {
  const stepM = step.degrees * METRES_PER_DEGREE;
  const guesses = flown.map(({ changes }) => guess(method, changes.get(subject)!, stepM, holds[subject]));
  const score = (error: (guess: LatticeGuess, truth: Flown) => number): Score =>
    scoreOf(
      guesses.map((one) => Float64Array.from(flown, (truth) => error(one, truth))),
      undefined,
      NEAR_DEG,
    );
  const latitude = score((one, truth) => Math.abs(one.latitudeDeg - truth.latitudeDeg));
  const turn = score((one, truth) => Math.abs(wrapped(one.turnDeg - truth.turnDeg, 180)));
  const row = { method, step: step.name, subject, latitude, turn };
  return { ...row, failure: failureOfCoarse(row) };
}

function guess(method: CoarseMethod, changes: readonly Change[], stepM: number, hold: Hold): LatticeGuess {
  if (method === 'spread') return guessFromSpread(changes, stepM);
  return method === 'phases' ? guessFromPhases(changes, stepM) : guessFromReach(changes, stepM, hold);
}

/** What is wrong with a row, in a sentence; undefined if nothing is. */
export function failureOfCoarse(row: Omit<CoarseRow, 'failure'>): string | undefined {
  const { method, step, subject, latitude, turn } = row;
  const what = `A15 (${method} of ${step}) on ${subject}`;
  if (subject === planted[method] && !(latitude.ratio.value <= WORKS_RATIO)) {
    return `${what}: the attack does not work, ratio ${latitude.ratio.value.toFixed(3)}`;
  }
  if (subject !== 'ours: dynamics') return undefined;
  const found = [latitude, turn].find(({ ratio, chance }) => ratio.value < LEAST_RATIO && chance < LEAST_CHANCE);
  return found && `${what}: ratio to guessing ${found.ratio.value.toFixed(3)}`;
}

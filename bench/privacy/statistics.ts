import { Draw } from '../draw.ts';
import { median } from '../numbers.ts';

/** A number with the interval in which 95 of 100 repetitions would lie. */
export interface Estimate {
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

/** What an attack found on several flights, as errors in the unit of what it looks for. */
export interface Score {
  readonly flights: number;
  readonly medianError: number;
  /** Share of flights with an error under the attack's `near`. */
  readonly near: number;
  /** Mean error of the best constant guess over the mean error: 1 is no gain. */
  readonly gain: Estimate | undefined;
  /** Mean error over the mean error of the same guesses given to other flights: 1 if a guess says nothing about its own flight. */
  readonly ratio: Estimate;
  /** Chance of so small a mean error, or a smaller one, if the guesses were dealt to the flights at random (a permutation test). */
  readonly chance: number;
  /** Chance of so many flights, or more, whose own guess is in the best hundredth among the guesses given to all flights. */
  readonly luck: number;
}

const ROUNDS = 2000;

/**
 * @param errors `errors[i][j]` is the error of the guess from flight i for what is true of flight j
 * @param constant error of the best constant guess for each flight; undefined: guesses are lists of candidates, which none compares with
 */
export function scoreOf(errors: readonly Float64Array[], constant: readonly number[] | undefined, near: number): Score {
  const own = errors.map((row, index) => row[index]!);
  const others = errors.map((row) => row.reduce((sum, error) => sum + error, 0) / row.length);
  return {
    flights: own.length,
    medianError: median(own),
    near: own.filter((error) => error <= near).length / own.length,
    gain: constant && ratioOf(constant, own),
    ratio: ratioOf(own, others),
    chance: chanceOf(errors),
    luck: luckOf(errors),
  };
}

/** Ratio of two sums over the same flights, with a percentile bootstrap over flights (Efron 1979). */
export function ratioOf(numerators: readonly number[], denominators: readonly number[]): Estimate {
  return estimateOf(numerators, denominators, bootstrap(numerators, denominators));
}

function estimateOf(numerators: readonly number[], denominators: readonly number[], ratios: Float64Array): Estimate {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    value: quotient(sum(numerators), sum(denominators)),
    least: ratios[Math.floor(0.025 * ROUNDS)]!,
    most: ratios[Math.ceil(0.975 * ROUNDS) - 1]!,
  };
}

/** Ratios of sums over flights drawn with replacement, sorted. */
function bootstrap(numerators: readonly number[], denominators: readonly number[]): Float64Array {
  const draw = new Draw(numerators.length);
  const count = numerators.length;
  return Float64Array.from({ length: ROUNDS }, () => {
    let [above, below] = [0, 0];
    for (let pick = 0; pick < count; pick++) {
      const index = Math.floor(draw.unit() * count);
      above += numerators[index]!;
      below += denominators[index]!;
    }
    return quotient(above, below);
  }).sort();
}

/** Guesses that are all right are as good as each other. */
function quotient(above: number, below: number): number {
  return below === 0 ? 1 : above / below;
}

const DEALS = 20_000;

function chanceOf(errors: readonly Float64Array[]): number {
  const draw = new Draw(errors.length);
  const order = errors.map((_, index) => index);
  const own = errors.reduce((sum, row, index) => sum + row[index]!, 0);
  let asSmall = 1;
  for (let deal = 0; deal < DEALS; deal++) {
    let sum = 0;
    for (let left = order.length - 1; left >= 0; left--) {
      const pick = Math.floor(draw.unit() * (left + 1));
      const truth = order[pick]!;
      order[pick] = order[left]!;
      order[left] = truth;
      sum += errors[left]![truth]!;
    }
    // Sums of the same numbers in another order differ in their last bits.
    if (sum <= own * (1 + 1e-9)) asSmall++;
  }
  return asSmall / (DEALS + 1);
}

/** Binomial tail for the flights whose own guess ranks in the best hundredth. */
function luckOf(errors: readonly Float64Array[]): number {
  const count = errors.length;
  let best = 0;
  errors.forEach((row, index) => {
    // Ties share their ranks, so that a constant guess is never lucky.
    let rank = 0;
    for (const error of row) rank += error < row[index]! ? 1 : error === row[index]! ? 0.5 : 0;
    if (rank <= Math.max(0.5, 0.01 * count)) best++;
  });
  const chance = Math.max(0.01, 1 / count);
  let term = (1 - chance) ** count;
  let below = 0;
  for (let hits = 0; hits < best; hits++) {
    below += term;
    term *= ((count - hits) / (hits + 1)) * (chance / (1 - chance));
  }
  return Math.max(0, 1 - below);
}

/** Mean with its bootstrap interval. */
export function estimateMean(values: readonly number[]): Estimate {
  return ratioOf(
    values,
    values.map(() => 1),
  );
}

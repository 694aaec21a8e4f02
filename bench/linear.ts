import { exponentOf, median, rounded } from './numbers.ts';
import { type BenchLevel, filterAll, loopAt, type Product, surveyOf } from './product.ts';
import { streamOfBytes } from './stream.ts';

/** The cost grows as size to a power within these. */
export const EXPONENT = { least: 0.9, most: 1.1 };

export interface LinearResult {
  readonly points: readonly { readonly megabytes: number; readonly milliseconds: number }[];
  readonly exponent: number;
  readonly bound: typeof EXPONENT;
}

/**
 * Time of both passes over a log, survey and loop, for several sizes. The machine's speed drifts while it is measured, so each round takes
 * all sizes, smaller ones as often as makes the same amount of work, up and down by turns, and gives an exponent of its own: the median counts.
 */
export function measureLinear(
  product: Product,
  level: BenchLevel,
  options: { megabytes: readonly number[]; runs: number },
): LinearResult {
  const largest = Math.max(...options.megabytes);
  const whole = streamOfBytes(largest * 1e6);
  const work = (bytes: Uint8Array): void => {
    const facts = surveyOf(product, bytes);
    const { written, withheld } = filterAll(loopAt(product, level, facts), bytes);
    const seen = [...written, ...withheld].reduce((sum, count) => sum + count, 0);
    if (facts.frames === 0 || seen !== facts.frames) {
      throw new Error(`${facts.frames} frames in the survey, ${seen} in the loop`);
    }
  };
  const timeOf = (megabytes: number): number => {
    const bytes = whole.subarray(0, Math.min(whole.length, megabytes * 1e6));
    const times = Math.max(1, Math.round(largest / megabytes));
    const start = performance.now();
    for (let count = 0; count < times; count++) work(bytes);
    return (performance.now() - start) / times;
  };
  work(whole);
  const rounds: { megabytes: number; milliseconds: number }[][] = [];
  for (let run = 0; run < options.runs; run++) {
    const order = run % 2 === 0 ? options.megabytes : [...options.megabytes].reverse();
    rounds.push(order.map((megabytes) => ({ megabytes, milliseconds: timeOf(megabytes) })));
  }
  const exponent = median(
    rounds.map((points) => exponentOf(points.map((point) => ({ x: point.megabytes, y: point.milliseconds })))),
  );
  const points = options.megabytes.map((megabytes) => {
    const times = rounds.map((round) => round.find((point) => point.megabytes === megabytes)!.milliseconds);
    return { megabytes, milliseconds: rounded(median(times)) };
  });
  return { points, exponent: rounded(exponent), bound: EXPONENT };
}

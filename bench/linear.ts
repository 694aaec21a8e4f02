import { exponentOf, rounded } from './numbers.ts';
import { chunksOf, filterAll, type Product, tlogOf } from './product.ts';
import { streamOfBytes } from './stream.ts';

/** The cost grows as size to a power within these. */
export const EXPONENT = { least: 0.9, most: 1.1 };

export interface LinearResult {
  readonly points: readonly { readonly megabytes: number; readonly milliseconds: number }[];
  readonly exponent: number;
  readonly bound: typeof EXPONENT;
}

/** Time of both passes over a log, survey and loop, for several sizes: best of some runs each, sizes in turn. */
export function measureLinear(product: Product, options: { megabytes: readonly number[]; runs: number }): LinearResult {
  const whole = streamOfBytes(Math.max(...options.megabytes) * 1e6);
  const work = (bytes: Uint8Array): void => {
    const survey = new product.Survey(tlogOf(product));
    for (const chunk of chunksOf(bytes)) survey.push(chunk);
    const { frames } = survey.finish();
    const { written, withheld } = filterAll(product, bytes);
    const seen = [...written, ...withheld].reduce((sum, count) => sum + count, 0);
    if (frames === 0 || seen !== frames) throw new Error(`${frames} frames in the survey, ${seen} in the loop`);
  };
  const best = options.megabytes.map(() => Number.POSITIVE_INFINITY);
  work(whole);
  for (let run = 0; run < options.runs; run++) {
    options.megabytes.forEach((megabytes, index) => {
      const bytes = whole.subarray(0, Math.min(whole.length, megabytes * 1e6));
      const start = performance.now();
      work(bytes);
      best[index] = Math.min(best[index]!, performance.now() - start);
    });
  }
  const points = options.megabytes.map((megabytes, index) => ({ megabytes, milliseconds: rounded(best[index]!) }));
  const exponent = exponentOf(points.map(({ megabytes, milliseconds }) => ({ x: megabytes, y: milliseconds })));
  return { points, exponent: rounded(exponent), bound: EXPONENT };
}

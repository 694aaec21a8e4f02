import fc from 'fast-check';
import { type Disclosure, dimensionNames, dimensions, meet } from '../../src/model/disclosure.ts';

/** Any disclosure: one step of each chain. */
export const disclosures: fc.Arbitrary<Disclosure> = fc
  .tuple(...dimensionNames.map((dimension) => fc.constantFrom<string>(...dimensions[dimension])))
  .map(
    (steps) => Object.fromEntries(dimensionNames.map((dimension, index) => [dimension, steps[index]])) as Disclosure,
  );

/** Two disclosures, the first at most the second; half of the pairs differ in one step only, where monotony breaks first. */
export const ordered: fc.Arbitrary<readonly [Disclosure, Disclosure]> = fc.oneof(
  fc.tuple(disclosures, disclosures).map(([a, b]) => [meet(a, b), b] as const),
  fc.tuple(disclosures, fc.constantFrom(...dimensionNames)).map(([b, dimension]) => {
    const chain: readonly string[] = dimensions[dimension];
    const below = chain[Math.max(0, chain.indexOf(b[dimension]) - 1)];
    return [{ ...b, [dimension]: below } as Disclosure, b] as const;
  }),
);

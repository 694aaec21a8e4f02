import fc from 'fast-check';
import { type Disclosure, dimensionNames, dimensions } from '../../src/model/disclosure.ts';
import { couple, type Policy, type Request, type Rule } from '../../src/policy/decide.ts';
import { levelNames } from '../../src/policy/levels.ts';

/** Any step in every dimension, dimensions not fitted to each other. */
export const anyDisclosure: fc.Arbitrary<Disclosure> = fc
  .record(
    Object.fromEntries(
      dimensionNames.map((dimension) => [dimension, fc.constantFrom(...(dimensions[dimension] as readonly string[]))]),
    ),
  )
  .map((steps) => steps as unknown as Disclosure);

/** A disclosure as a decision gives it; the upper steps are drawn more often, so that much is released. */
export const decidedDisclosure: fc.Arbitrary<Disclosure> = fc
  .record(
    Object.fromEntries(
      dimensionNames.map((dimension) => {
        const steps = dimensions[dimension] as readonly string[];
        return [dimension, fc.constantFrom(...steps, steps.at(-1)!, steps.at(-1)!)];
      }),
    ),
  )
  .map((steps) => couple(steps as unknown as Disclosure));

/** What a rule answers: some dimensions, or nothing at all. */
export const anyCeiling: fc.Arbitrary<Partial<Disclosure>> = fc
  .tuple(anyDisclosure, fc.subarray(dimensionNames))
  .map(([disclosure, bound]) => Object.fromEntries(bound.map((dimension) => [dimension, disclosure[dimension]])));

export const anyRules: fc.Arbitrary<Rule[]> = fc
  .array(fc.option(anyCeiling, { nil: undefined, freq: 5 }), { maxLength: 5 })
  .map((ceilings) => ceilings.map((ceiling, index): Rule => ({ name: `rule ${index}`, ceiling: () => ceiling })));

/** A rule that speaks to every request and binds nothing. */
export const openRule: Rule = { name: 'open', ceiling: () => ({}) };

export const anyRequest: fc.Arbitrary<Request> = fc
  .constantFrom(...levelNames)
  .map((level): Request => ({ purpose: 'local', recipient: 'self', level }));

export function policyOf(...rules: Rule[]): Policy {
  return { rules };
}

/** Sizes of chunks, of which some are one byte. */
export const anyChunks: fc.Arbitrary<number[]> = fc.array(
  fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 700 })),
  { minLength: 1, maxLength: 40 },
);

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dimensionNames, everything, isAtMost, meet, nothing } from '../../src/model/disclosure.ts';
import { couple, decide, localPolicy, type Rule } from '../../src/policy/decide.ts';
import { levelNames, levels } from '../../src/policy/levels.ts';
import { anyCeiling, anyDisclosure, anyRequest, anyRules, openRule, policyOf } from './arbitraries.ts';

/** Laws of decisions, whatever the format. */
export function decisionLaws(): void {
  describe('decisions', () => {
    test('one more rule never releases more', () => {
      fc.assert(
        fc.property(anyRequest, anyRules, anyCeiling, fc.nat(5), (request, rules, ceiling, at) => {
          const before = decide(request, policyOf(openRule, ...rules)).disclosure;
          const more = rules.toSpliced(at, 0, { name: 'added', ceiling: () => ceiling });
          expect(isAtMost(decide(request, policyOf(openRule, ...more)).disclosure, before)).toBe(true);
        }),
        { numRuns: 300 },
      );
    });

    test('lower ceilings never release more', () => {
      fc.assert(
        fc.property(anyRequest, anyDisclosure, anyDisclosure, (request, a, b) => {
          const ruleA: Rule = { name: 'a', ceiling: () => a };
          const ruleB: Rule = { name: 'b', ceiling: () => b };
          const both = decide(request, policyOf(ruleA, ruleB)).disclosure;
          expect(isAtMost(both, decide(request, policyOf(ruleA)).disclosure)).toBe(true);
          expect(isAtMost(both, decide(request, policyOf({ name: 'b', ceiling: () => meet(a, b) })).disclosure)).toBe(
            true,
          );
          expect(isAtMost(both, a) && isAtMost(both, b)).toBe(true);
        }),
        { numRuns: 300 },
      );
    });

    test('the order of rules does not matter', () => {
      fc.assert(
        fc.property(anyRequest, anyRules, (request, rules) => {
          const forwards = decide(request, policyOf(...rules)).disclosure;
          expect(decide(request, policyOf(...rules.toReversed())).disclosure).toEqual(forwards);
        }),
        { numRuns: 200 },
      );
    });

    test('what no rule speaks to gets nothing, and a lowered dimension names its reason', () => {
      fc.assert(
        fc.property(anyRequest, anyRules, (request, rules) => {
          const { disclosure, because } = decide(request, policyOf(...rules));
          if (rules.every((rule) => rule.ceiling(request) === undefined)) expect(disclosure).toEqual(nothing);
          for (const dimension of dimensionNames) {
            const isLowered = disclosure[dimension] !== everything[dimension];
            expect(because[dimension] !== 'unbound' || !isLowered).toBe(true);
          }
        }),
        { numRuns: 200 },
      );
    });

    test('coupling lowers only, is monotone, and once is enough', () => {
      fc.assert(
        fc.property(anyDisclosure, anyDisclosure, (a, b) => {
          expect(isAtMost(couple(a), a)).toBe(true);
          expect(couple(couple(a))).toEqual(couple(a));
          const below = couple(meet(a, b));
          expect(isAtMost(below, couple(a)) && isAtMost(below, couple(b))).toBe(true);
        }),
        { numRuns: 500 },
      );
    });

    test('levels are a chain, each decided as it is defined', () => {
      for (const [index, level] of levelNames.entries()) {
        const { disclosure } = decide({ purpose: 'local', recipient: 'self', level }, localPolicy);
        expect(disclosure, level).toEqual(levels[level]);
        if (index > 0) expect(isAtMost(levels[levelNames[index - 1]!], levels[level]), level).toBe(true);
      }
    });
  });
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Disclosure,
  dimensionNames,
  everything,
  isAtMost,
  meet,
  nothing,
  rank,
} from '../../src/model/disclosure.ts';
import { couple, decide, localPolicy, type Request, type Rule } from '../../src/policy/decide.ts';
import { levelNames, levels } from '../../src/policy/levels.ts';
import { disclosures, ordered } from '../model/disclosures.ts';

const request: Request = { purpose: 'local', recipient: 'self', level: 'full' };

function ruleOf(name: string, ceiling: Partial<Disclosure> | undefined): Rule {
  return { name, ceiling: () => ceiling };
}

/** Ceilings of some dimensions, and rules that have no say. */
const ceilings = fc.option(
  fc
    .tuple(disclosures, fc.subarray(dimensionNames))
    .map(([all, some]) => Object.fromEntries(some.map((name) => [name, all[name]])) as Partial<Disclosure>),
  { nil: undefined },
);
const rules = fc
  .array(ceilings, { maxLength: 5 })
  .map((each) => each.map((ceiling, index) => ruleOf(`rule-${index}`, ceiling)));

describe('decide', () => {
  test('a request that no rule speaks to gets nothing', () => {
    for (const policy of [{ rules: [] }, { rules: [ruleOf('silent', undefined)] }]) {
      const decision = decide(request, policy);
      expect(decision.disclosure).toEqual(nothing);
      expect(new Set(Object.values(decision.because))).toEqual(new Set(['no-rule-applies']));
      expect(Object.keys(decision.because).sort()).toEqual([...dimensionNames].sort());
    }
  });

  test('is the coupled meet of every ceiling', () => {
    fc.assert(
      fc.property(rules, (all) => {
        const said = all.map((rule) => rule.ceiling(request)).filter((ceiling) => ceiling !== undefined);
        const lowest = said.map((ceiling) => ({ ...everything, ...ceiling }) as Disclosure).reduce(meet, everything);
        const expected = said.length === 0 ? nothing : couple(lowest);
        expect(decide(request, { rules: all }).disclosure).toEqual(expected);
      }),
    );
  });

  test('one rule more never releases more, and the order of rules does not matter', () => {
    fc.assert(
      fc.property(rules, ceilings, (all, more) => {
        const before = decide(request, { rules: [ruleOf('first', {}), ...all] });
        const after = decide(request, { rules: [ruleOf('first', {}), ...all, ruleOf('more', more)] });
        expect(isAtMost(after.disclosure, before.disclosure)).toBe(true);
        const turned = decide(request, { rules: [...all, ruleOf('first', {})].reverse() });
        expect(turned.disclosure).toEqual(before.disclosure);
      }),
    );
  });

  test('because names a rule that put this very ceiling on the dimension, or a coupling that did', () => {
    fc.assert(
      fc.property(rules, (all) => {
        const { disclosure, because } = decide(request, { rules: [ruleOf('first', {}), ...all] });
        for (const dimension of dimensionNames) {
          const reason = because[dimension];
          const rule = all.find(({ name }) => name === reason);
          if (rule !== undefined) expect(rule.ceiling(request)![dimension]).toBe(disclosure[dimension]);
          else if (reason === 'unbound') expect(disclosure[dimension]).toBe(everything[dimension]);
          else expect(reason).toMatch(/^(shape|place|operator|environment|geofence)-(needs|tells)-(place|shape)$/);
        }
      }),
    );
  });

  test('because names the level for every dimension that the level lowers', () => {
    for (const level of levelNames) {
      const { because } = decide({ ...request, level }, localPolicy);
      for (const dimension of dimensionNames) {
        const isLowered = rank(dimension, levels[level][dimension]) < rank(dimension, everything[dimension]);
        expect(because[dimension]).toBe(isLowered ? 'level' : 'unbound');
      }
    }
  });

  test('is pure: the request, the policy and the ceilings are left alone, and twice gives the same', () => {
    const frozen = Object.freeze({ ...levels.engineering });
    const policy = { rules: [ruleOf('frozen', frozen)] };
    const asked = Object.freeze({ ...request });
    expect(decide(asked, policy)).toEqual(decide(asked, policy));
    expect(everything.place).toBe('exact');
    expect(nothing.place).toBe('none');
  });

  test('another purpose or recipient than local use of one’s own gets nothing', () => {
    for (const other of [{ purpose: 'research' }, { recipient: 'insurer' }]) {
      const decision = decide({ ...request, ...other } as unknown as Request, localPolicy);
      expect(decision.disclosure).toEqual(nothing);
      expect(decision.because.place).toBe('local-use');
    }
  });
});

describe('couple', () => {
  const settings = { numRuns: 2000 };

  test('only lowers', () => {
    fc.assert(
      fc.property(disclosures, (a) => {
        expect(isAtMost(couple(a), a)).toBe(true);
      }),
      settings,
    );
  });

  test('is monotone: who may learn less before learns no more after', () => {
    fc.assert(
      fc.property(ordered, ([a, b]) => {
        expect(isAtMost(a, b)).toBe(true);
        expect(isAtMost(couple(a), couple(b))).toBe(true);
      }),
      settings,
    );
  });

  test('is idempotent', () => {
    fc.assert(
      fc.property(disclosures, (a) => {
        expect(couple(couple(a))).toEqual(couple(a));
      }),
      settings,
    );
  });

  test('tells the reason of what it lowered, and of nothing else', () => {
    fc.assert(
      fc.property(disclosures, (a) => {
        const because: Record<string, string> = {};
        const coupled = couple(a, because);
        for (const dimension of dimensionNames) {
          expect(because[dimension] !== undefined).toBe(coupled[dimension] !== a[dimension]);
        }
      }),
      settings,
    );
  });

  test('changes nothing in what it was given', () => {
    const a = Object.freeze({ ...everything, place: 'none' as const });
    couple(a);
    expect(a.shape).toBe('exact');
  });

  describe('whatever is asked for', () => {
    /** How finely a step tells where something is: a region is coarser than an area. */
    const fineness = { none: 0, region: 1, area: 2, exact: 3 } as const;

    test.each<[string, (a: Disclosure) => boolean]>([
      ['an exact path comes with an exact place only', (a) => a.shape !== 'exact' || a.place === 'exact'],
      ['an exact place comes with its path only', (a) => a.place !== 'exact' || a.shape === 'exact'],
      ['the operator is never above the place', (a) => fineness[a.operator] <= fineness[a.place]],
      ['magnetic field and satellites need the exact place', (a) => a.environment === 'none' || a.place === 'exact'],
      ['and the day at least', (a) => a.environment === 'none' || rank('time', a.time) >= rank('time', 'day')],
      [
        'zones tell more than their kind beside an exact place only',
        (a) => rank('geofence', a.geofence) < 2 || a.place === 'exact',
      ],
      ['and beside a time', (a) => rank('geofence', a.geofence) < 2 || a.time !== 'none'],
    ])('%s', (_law, holds) => {
      fc.assert(
        fc.property(disclosures, (a) => {
          expect(holds(couple(a)), JSON.stringify(couple(a))).toBe(true);
        }),
        settings,
      );
    });
  });
});

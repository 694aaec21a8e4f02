import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dataCategories, dataCategoryNames, dimensionOf, isDataCategory } from '../../src/model/category.ts';
import {
  dimensionNames,
  dimensions,
  everything,
  isAtMost,
  meet,
  nothing,
  rank,
  reaches,
} from '../../src/model/disclosure.ts';
import { disclosures, ordered } from './disclosures.ts';

describe('rank and reaches', () => {
  test('a step ranks by its place in its chain', () => {
    for (const dimension of dimensionNames) {
      (dimensions[dimension] as readonly string[]).forEach((step, index) => {
        expect(rank(dimension, step as never)).toBe(index);
      });
    }
  });

  test('a step that the chain does not have is refused, that of another chain too', () => {
    expect(() => rank('place', 'relative' as never)).toThrow(RangeError);
    expect(() => rank('secrets', 'exact' as never)).toThrow(RangeError);
    expect(() => rank('time', '' as never)).toThrow(RangeError);
  });

  test('reaches is at least', () => {
    expect(reaches('time', 'day', 'month')).toBe(true);
    expect(reaches('time', 'day', 'day')).toBe(true);
    expect(reaches('time', 'month', 'day')).toBe(false);
  });
});

describe('nothing and everything', () => {
  test('every chain begins with none', () => {
    for (const dimension of dimensionNames) {
      expect(dimensions[dimension][0]).toBe('none');
      expect(nothing[dimension]).toBe('none');
    }
  });

  test('others, opaque and secrets leave at no disclosure at all', () => {
    for (const dimension of ['others', 'opaque', 'secrets'] as const) expect(dimensions[dimension]).toEqual(['none']);
    expect(everything).toMatchObject({ others: 'none', opaque: 'none', secrets: 'none' });
  });

  test('they bound every disclosure', () => {
    fc.assert(
      fc.property(disclosures, (a) => {
        expect(isAtMost(nothing, a)).toBe(true);
        expect(isAtMost(a, everything)).toBe(true);
      }),
    );
  });
});

describe('isAtMost is a partial order', () => {
  test('reflexive, antisymmetric and transitive', () => {
    fc.assert(
      fc.property(ordered, disclosures, ([a, b], c) => {
        expect(isAtMost(a, a)).toBe(true);
        expect(isAtMost(a, b)).toBe(true);
        if (isAtMost(b, a)) expect(a).toEqual(b);
        expect(isAtMost(meet(a, c), b)).toBe(true);
      }),
    );
  });

  test('one dimension above is enough to be no longer at most', () => {
    for (const dimension of dimensionNames) {
      const steps = dimensions[dimension];
      if (steps.length === 1) continue;
      const above = { ...nothing, [dimension]: steps[1] };
      expect(isAtMost(above, nothing)).toBe(false);
      expect(isAtMost(nothing, above)).toBe(true);
    }
  });
});

describe('meet is the greatest lower bound', () => {
  test('it is a lower bound, and every lower bound is at most it', () => {
    fc.assert(
      fc.property(disclosures, disclosures, disclosures, (a, b, c) => {
        const lower = meet(a, b);
        expect(isAtMost(lower, a)).toBe(true);
        expect(isAtMost(lower, b)).toBe(true);
        expect(isAtMost(c, lower)).toBe(isAtMost(c, a) && isAtMost(c, b));
      }),
    );
  });

  test('commutative, associative, idempotent, and never something of its own', () => {
    fc.assert(
      fc.property(disclosures, disclosures, disclosures, (a, b, c) => {
        expect(meet(a, b)).toEqual(meet(b, a));
        expect(meet(meet(a, b), c)).toEqual(meet(a, meet(b, c)));
        expect(meet(a, a)).toEqual(a);
        for (const dimension of dimensionNames) expect([a[dimension], b[dimension]]).toContain(meet(a, b)[dimension]);
      }),
    );
  });
});

describe('categories', () => {
  test('each belongs to one dimension that exists', () => {
    for (const category of dataCategoryNames) {
      expect(dimensionNames).toContain(dimensionOf(category));
      expect(dataCategories[category].explanation).not.toBe('');
    }
  });

  test('what every object inherits is no category', () => {
    for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty', '']) {
      expect(isDataCategory(name)).toBe(false);
    }
  });

  test('third parties, payloads inside payloads and secrets hang on dimensions that cannot be raised', () => {
    for (const category of ['thirdPartyPosition', 'thirdPartyIdentity', 'opaque', 'credential'] as const) {
      expect(dimensions[dimensionOf(category)]).toEqual(['none']);
    }
  });
});

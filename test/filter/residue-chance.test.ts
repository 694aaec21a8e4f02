import { describe, expect, test } from 'vitest';
import { bitsOfFloat, bitsOfInteger, CERTAIN_BITS, chanceOf, LEAST_CHANCE } from '../../src/filter/residue-chance.ts';
import { PlaceEvidence } from '../../src/filter/residue-evidence.ts';

/** Upper tail of the Poisson distribution, from its lower terms. */
function tail(hits: number, mean: number): number {
  let term = Math.exp(-mean);
  let below = 0;
  for (let k = 0; k < hits; k++) {
    below += term;
    term *= mean / (k + 1);
  }
  return 1 - below;
}

describe('the chance of so many hits', () => {
  test.each([
    [1, 0.001],
    [1, 0.5],
    [2, 0.01],
    [3, 0.2],
    [5, 1],
    [10, 3],
  ])('%i where %f are expected: no less than it is, and close to it', (hits, mean) => {
    const chance = chanceOf(hits, mean);
    const exact = tail(hits, mean);
    expect(chance).toBeGreaterThanOrEqual(exact * (1 - 1e-6));
    expect(chance).toBeLessThan(exact * 2);
  });

  test('is certainty for none and for what is expected anyway, and nothing where nothing can be', () => {
    expect(chanceOf(0, 5)).toBe(1);
    expect(chanceOf(3, 3)).toBe(1);
    expect(chanceOf(3, 30)).toBe(1);
    expect(chanceOf(1, 0)).toBe(0);
  });

  test('falls with every hit, and does not overflow for many', () => {
    const chances = [1, 2, 5, 20, 100, 1000].map((hits) => chanceOf(hits, 0.9));
    expect([...chances].sort((a, b) => b - a)).toEqual(chances);
    expect(chances.at(-1)).toBe(0);
  });
});

describe('bits of evidence', () => {
  test('a whole number tells as much as its size, and no more than its type', () => {
    expect(bitsOfInteger(466_185_301, 32)).toBe(32);
    expect(bitsOfInteger(0, 32)).toBe(6);
    expect(bitsOfInteger(1000, 32)).toBeCloseTo(Math.log2(1000) + 6);
    expect(bitsOfInteger(-466_185_301, 64)).toBe(bitsOfInteger(466_185_301, 64));
  });

  test('a float tells no more than its decimal digits', () => {
    expect(bitsOfFloat(46, 1e-6)).toBeLessThan(14);
    expect(bitsOfFloat(46.618_530_1, 1e-9)).toBeGreaterThan(35);
    expect(bitsOfFloat(46.618_530_1, 4e-6)).toBeCloseTo(Math.log2(46.618_530_1 / 4e-6) + 3);
  });
});

describe('evidence against chance', () => {
  const evidence = (bits: number, places: number) => {
    const found = new PlaceEvidence('M.f', 'e', { beside: 2, near: 128 });
    for (let place = 0; place < places; place++) found.expect(bits);
    return found;
  };
  const MEGABYTE = 1e6;

  test('one hit of 64 bits is enough; one of 50 bits is not, three are', () => {
    const certain = evidence(CERTAIN_BITS, 1000);
    certain.hit(1, 2, CERTAIN_BITS, 'near');
    expect(certain.isResidue(MEGABYTE, LEAST_CHANCE)).toBe(true);
    const weak = evidence(50, 1000);
    weak.hit(1, 2, 50, 'beside');
    expect(weak.isResidue(MEGABYTE, LEAST_CHANCE)).toBe(false);
    weak.hit(3, 4, 50, 'beside');
    weak.hit(5, 6, 50, 'beside');
    expect(weak.isResidue(MEGABYTE, LEAST_CHANCE)).toBe(true);
    expect(weak.isResidue(1e6 * MEGABYTE, LEAST_CHANCE)).toBe(false);
  });

  test('the same place over and over, or the same longitude, is one accident', () => {
    const found = evidence(50, 1000);
    for (let time = 0; time < 100; time++) found.hit(1, 2, 50, 'beside');
    for (let time = 0; time < 100; time++) found.hit(time, 2, 50, 'beside');
    expect(found.count).toBe(200);
    expect(found.isResidue(MEGABYTE, LEAST_CHANCE)).toBe(false);
  });

  test('a place among few says more than one among many', () => {
    const few = evidence(58, 1);
    const many = evidence(58, 1000);
    for (const found of [few, many]) found.hit(1, 2, 58, 'beside');
    expect(few.isResidue(100_000, LEAST_CHANCE)).toBe(true);
    expect(many.isResidue(100_000, LEAST_CHANCE)).toBe(false);
  });
});

test('hits on random bytes are as many as the arithmetic says', () => {
  // A short needle, so that there are enough to count: 12 bits with 12 bits, in 4 ways to stand.
  let state = 12_345;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 20;
  };
  const values = Array.from({ length: 400_000 }, random);
  const places = Array.from({ length: 50 }, () => [random(), random()] as const);
  let hits = 0;
  for (let at = 4; at < values.length - 4; at++) {
    for (const [first, second] of places) {
      if (values[at] !== first) continue;
      for (const step of [-2, -1, 1, 2]) if (values[at + step] === second) hits++;
    }
  }
  const mean = values.length * 4 * places.length * 2 ** -24;
  expect(Math.abs(hits - mean)).toBeLessThan(5 * Math.sqrt(mean));
  expect(chanceOf(hits, mean)).toBeGreaterThan(1e-6);
});

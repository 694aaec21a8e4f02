import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Span } from '../../src/filter/cuts.ts';
import { categoriesIn, joinedSpans, spansOutside } from '../../src/filter/projected.ts';
import { lastPosition, oneCell, unlockEvents } from '../../src/policy/projection.ts';

const spanLists = fc.array(
  fc
    .tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }))
    .map(([start, length]): Span => ({ start, end: start + length })),
  { maxLength: 6 },
);

/** Which of the first hundred bytes lie in a stretch. */
function covered(spans: readonly Span[]): boolean[] {
  return Array.from({ length: 100 }, (_, at) => spans.some(({ start, end }) => at >= start && at < end));
}

test('two lists of stretches are joined to what is in either, sorted and disjoint', () => {
  fc.assert(
    fc.property(spanLists, spanLists, (some, others) => {
      const joined = joinedSpans(some, others);
      expect(covered(joined)).toEqual(covered([...some, ...others]));
      joined.slice(1).forEach(({ start }, index) => {
        expect(start).toBeGreaterThan(joined[index]!.end);
      });
    }),
  );
});

describe('a projection', () => {
  const fixEnds = [
    { first: 40, last: 900 },
    { first: 10, last: 950 },
    { first: 10, last: 950 },
  ];

  test('to the last record leaves all out but the last fix of each message', () => {
    expect(spansOutside(lastPosition, { fixEnds })).toEqual([
      { start: 0, end: 900 },
      { start: 901, end: 950 },
      { start: 951, end: Number.POSITIVE_INFINITY },
    ]);
  });

  test('to one record leaves all out but the first fix of each message, also at the very start', () => {
    expect(spansOutside(oneCell, { fixEnds: [{ first: 0, last: 7 }] })).toEqual([
      { start: 1, end: Number.POSITIVE_INFINITY },
    ]);
  });

  test('to all records cuts nothing, and one to a place that is not there releases nothing', () => {
    expect(spansOutside(unlockEvents, { fixEnds: [] })).toEqual([]);
    expect(() => spansOutside(lastPosition, { fixEnds: [] })).toThrow(expect.objectContaining({ code: 'withheld' }));
  });

  test('lets through its own kinds of data, what stands in for them, and what makes a log one', () => {
    expect([...categoriesIn(lastPosition)].sort()).toEqual([
      'absoluteTime',
      'aircraftPosition',
      'altitude',
      'homePosition',
      'structural',
    ]);
    const projection = { ...oneCell, fields: [{ name: 'a', category: 'mode', otherwise: 'power' }] } as const;
    expect([...categoriesIn(projection)].sort()).toEqual(['absoluteTime', 'mode', 'power', 'structural']);
  });
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLoop } from '../../src/filter/create-loop.ts';
import type { Span } from '../../src/filter/cuts.ts';
import { FlightKeys } from '../../src/filter/keys.ts';
import { joinedSpans, projectedBy, spansOutside } from '../../src/filter/projected.ts';
import { allFormats } from '../../src/formats/index.ts';
import type { DataCategory } from '../../src/model/category.ts';
import { everything } from '../../src/model/disclosure.ts';
import type { FieldRule, Role } from '../../src/model/schema.ts';
import { lastPosition, oneCell, unlockEvents } from '../../src/policy/projection.ts';
import { remoteIdProjection } from '../../src/policy/remote-id.ts';

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

  test('lets through its own fields, and beside them what a message needs', () => {
    const projected = projectedBy(lastPosition);
    const rule = (category: DataCategory, role?: Role): FieldRule => ({
      category,
      ...(role === undefined ? {} : { role }),
    });
    expect(projected.isNamed(rule('aircraftPosition', 'latitude'))).toBe(true);
    expect(projected.isNamed(rule('homePosition', 'longitude'))).toBe(true);
    expect(projected.isNamed(rule('altitude', 'altitude'))).toBe(true);
    for (const other of [
      rule('aircraftPosition'),
      rule('missionPosition', 'latitude'),
      rule('motion', 'groundSpeed'),
    ]) {
      expect(projected.isNamed(other)).toBe(false);
      expect(projected.isCarried(other)).toBe(false);
    }
    expect(projected.isCarried(rule('structural'))).toBe(true);
    expect(projected.isCarried(rule('absoluteTime'))).toBe(true);
    // Commands say in their parameters whatever they like.
    expect(projected.isCarried(rule('structural', 'command'))).toBe(false);
    expect(projected.isNamed(rule('absoluteTime'))).toBe(false);
  });

  test('of a whole sample releases messages with its fields only', () => {
    const log = new Uint8Array(readFileSync(new URL('../../samples/copter.tlog', import.meta.url)));
    const format = allFormats().find(({ name }) => name === 'tlog')!;
    const projection = remoteIdProjection(['switzerland'], 'recorded-demand', undefined)!;
    const loop = createLoop(format, everything, FlightKeys.ofSeed('p', 0), { projected: projectedBy(projection) });
    for (const _piece of loop.push(log));
    for (const _piece of loop.finish());
    const { plans, written } = loop.counts();
    const released = plans.filter((_, index) => written[index]! > 0);
    const names = released.map(({ schema }) => schema.message);
    expect(names.length).toBeGreaterThan(0);
    const others = /MISSION|COMMAND|FENCE|RALLY|PARAM|TEXT|BATTERY|WIND|REQUEST|TIMESYNC/;
    expect(names.filter((name) => others.test(name))).toEqual([]);
    const allowed = new Set<string | undefined>([
      ...['aircraftPosition', 'altitude', 'motion', 'operatorPosition', 'homePosition', 'structural', 'absoluteTime'],
    ]);
    for (const { schema, outcomes } of released) {
      for (const { field, category, outcome } of outcomes) {
        if (outcome !== 'hidden') expect(allowed.has(category), `${schema.message}.${field}`).toBe(true);
      }
    }
  });
});

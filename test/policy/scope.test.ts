import { describe, expect, test } from 'vitest';
import type { Scope } from '../../src/consent/grant.ts';
import { type FlightInQuestion, isWithin, mayTouch } from '../../src/policy/scope.ts';
import { square, zurich } from './cases.ts';

const start = zurich.startUnixS!;
const end = zurich.endUnixS!;
const { track: _, ...nowhere } = zurich;
const { startUnixS: __, endUnixS: ___, ...timeless } = zurich;
const far = { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]] } as const; // biome-ignore format: a square

/** A scope, a flight, whether all of it is certainly within, and whether any of it may be touched. */
const cases: [string, Scope, FlightInQuestion | undefined, boolean, boolean][] = [
  ['no scope', {}, zurich, true, true],
  ['no scope and no flight', {}, undefined, true, true],
  ['its flight', { flights: ['flight-0', 'flight-1'] }, zurich, true, true],
  ['another flight', { flights: ['flight-2'] }, zurich, false, false],
  ['no flight at all', { flights: [] }, zurich, false, false],
  ['a flight, and none is in question', { flights: ['flight-1'] }, undefined, false, true],
  ['its aircraft', { aircraft: ['aircraft-1'] }, zurich, true, true],
  ['another aircraft', { aircraft: ['aircraft-2'] }, zurich, false, false],
  ['an aircraft, and none is known', { aircraft: ['aircraft-1'] }, { name: 'flight-1' }, false, true],
  ['an aircraft, and none is named', { aircraft: ['aircraft-1'] }, { name: 'flight-1', aircraft: [] }, false, true],
  ['all of its area', { areas: [square(1)] }, zurich, true, true],
  ['part of its area', { areas: [square(0.0015)] }, zurich, false, true],
  ['another area', { areas: [far] }, zurich, false, false],
  ['several areas together', { areas: [far, square(1)] }, zurich, true, true],
  ['no area at all', { areas: [] }, zurich, false, false],
  ['an area, and no track', { areas: [square(1)] }, nowhere, false, true],
  [
    'an area, and a track without fixes',
    { areas: [square(1)] },
    { ...zurich, track: { latitudeDeg: new Float64Array(0), longitudeDeg: new Float64Array(0) } },
    false,
    true,
  ],
  [
    'an area, and a fix that is nowhere',
    { areas: [square(1)] },
    {
      ...zurich,
      track: { latitudeDeg: Float64Array.of(47.37, Number.NaN), longitudeDeg: Float64Array.of(8.54, 8.54) },
    },
    false,
    true,
  ],
  ['from its very start to its very end', { flownFromS: start, flownUntilS: end }, zurich, true, true],
  ['from after its start', { flownFromS: start + 1 }, zurich, false, true],
  ['until before its end', { flownUntilS: end - 1 }, zurich, false, true],
  ['from after its end', { flownFromS: end + 1 }, zurich, false, false],
  ['until before its start', { flownUntilS: start - 1 }, zurich, false, false],
  ['a time, and none is known', { flownFromS: 0 }, timeless, false, true],
  ['a time, and the flight ends before it starts', { flownFromS: 0 }, { ...zurich, endUnixS: start - 1 }, false, true],
  ['one that holds and one that does not', { flights: ['flight-1'], aircraft: ['aircraft-2'] }, zurich, false, false],
];

describe('a scope', () => {
  test.each(cases)('%s', (_name, scope, flight, isAllWithin, isAnyTouched) => {
    expect(isWithin(scope, flight)).toBe(isAllWithin);
    expect(mayTouch(scope, flight)).toBe(isAnyTouched);
    // What certainly is within a scope is touched by it.
    if (isAllWithin) expect(isAnyTouched).toBe(true);
  });

  test('no scope of a restriction touches every flight', () => {
    expect(mayTouch(undefined, zurich)).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GeoZone, HeightLimit, ZoneShape, ZoneVolume } from '../../src/zones/zone.ts';
import { type Fix, naivePassages } from './naive.ts';
import { passagesOf, sorted, toldOf } from './watch.ts';
import { circle, indexOf, polygon, zoneOf } from './zones.ts';

const START_S = 1_700_000_000;

/** A place to walk around: zones and steps are of some hundred metres there. */
interface Field {
  readonly sizeDeg: number;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}
const places: readonly Omit<Field, 'sizeDeg'>[] = [
  { latitudeDeg: 47.1, longitudeDeg: 8.3 },
  { latitudeDeg: -16.5, longitudeDeg: 179.9995 },
  { latitudeDeg: 52, longitudeDeg: -179.9995 },
  { latitudeDeg: 0, longitudeDeg: 0 },
  { latitudeDeg: 89.998, longitudeDeg: 40 },
  { latitudeDeg: -89.998, longitudeDeg: -179.99 },
];

/** Zones are smaller than the boxes that a watch looks at, or larger. */
const field = fc
  .record({ place: fc.constantFrom(...places), sizeDeg: fc.constantFrom(0.004, 0.05) })
  .map(({ place, sizeDeg }): Field => ({ ...place, sizeDeg }));

const offset = fc.double({ min: -1, max: 1, noNaN: true });
const limit: fc.Arbitrary<HeightLimit> = fc.record({
  heightM: fc.integer({ min: -200, max: 700 }),
  reference: fc.constantFrom('AGL', 'AMSL', 'WGS84'),
});
/** In units of the field. */
const shape = fc.oneof(
  fc.record({
    kind: fc.constant('circle' as const),
    x: offset,
    y: offset,
    radius: fc.double({ min: 0.05, max: 1, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('star' as const),
    x: offset,
    y: offset,
    radii: fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 3, maxLength: 40 }),
    hole: fc.boolean(),
  }),
);
const volume = fc.record({
  shape,
  lower: fc.option(limit, { nil: undefined, freq: 2 }),
  upper: fc.option(limit, { nil: undefined, freq: 2 }),
});
const zone = fc.record({
  volumes: fc.array(volume, { minLength: 1, maxLength: 3 }),
  hours: fc.array(
    fc.record({
      from: fc.option(fc.integer({ min: -20, max: 200 })),
      until: fc.option(fc.integer({ min: 0, max: 300 })),
    }),
    { maxLength: 2 },
  ),
});
const jump = fc.oneof({ arbitrary: fc.constant(0), weight: 30 }, { arbitrary: offset, weight: 1 });
const step = fc.record({
  ahead: fc.oneof(fc.double({ min: 0, max: 0.02, noNaN: true }), fc.double({ min: 0, max: 0.3, noNaN: true })),
  turn: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
  jump,
  climb: fc.integer({ min: -40, max: 40 }),
  seconds: fc.oneof(
    { arbitrary: fc.double({ min: 0.1, max: 3, noNaN: true }), weight: 20 },
    { arbitrary: fc.constant(-4), weight: 1 },
  ),
  hidden: fc.oneof(
    { arbitrary: fc.constant(''), weight: 8 },
    { arbitrary: fc.constantFrom('altitude', 'home', 'both', 'time'), weight: 1 },
  ),
});

function zonesAt(field: Field, drawn: readonly (typeof zone extends fc.Arbitrary<infer T> ? T : never)[]): GeoZone[] {
  const width = field.sizeDeg / Math.cos((field.latitudeDeg * Math.PI) / 180);
  const shapeOf = (one: typeof shape extends fc.Arbitrary<infer T> ? T : never): ZoneShape => {
    const x = field.longitudeDeg + one.x * width;
    const y = Math.max(-90, Math.min(90, field.latitudeDeg + one.y * field.sizeDeg));
    if (one.kind === 'circle') return circle(x, y, one.radius * field.sizeDeg * 111_000);
    const ring = (share: number): [number, number][] => {
      const points = one.radii.map((radius, index): [number, number] => {
        const angle = (2 * Math.PI * index) / one.radii.length;
        const north = y + share * radius * field.sizeDeg * Math.sin(angle);
        return [x + share * radius * width * Math.cos(angle), Math.max(-90, Math.min(90, north))];
      });
      return [...points, points[0]!];
    };
    return one.hole ? polygon(ring(1), ring(0.5)) : polygon(ring(1));
  };
  return drawn.map(({ volumes, hours }) =>
    zoneOf(
      volumes.map(
        (one): ZoneVolume => ({
          shape: shapeOf(one.shape),
          ...(one.lower === undefined ? {} : { lower: one.lower }),
          ...(one.upper === undefined ? {} : { upper: one.upper }),
        }),
      ),
      hours.map(({ from, until }) => ({
        ...(from === null ? {} : { fromS: START_S + from }),
        ...(until === null ? {} : { untilS: START_S + until }),
        hours: [],
      })),
    ),
  );
}

function walk(field: Field, steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]): Fix[] {
  const width = field.sizeDeg / Math.cos((field.latitudeDeg * Math.PI) / 180);
  let [x, y, angle, height, timeS] = [0, 0, 0, 100, START_S];
  return steps.map(({ ahead, turn, jump: far, climb, seconds, hidden }) => {
    angle += turn;
    x = wrap(x + ahead * Math.cos(angle));
    y = wrap(y + ahead * Math.sin(angle));
    height += climb;
    timeS += seconds;
    const longitude = field.longitudeDeg + (x + far) * width;
    return {
      timeS: hidden === 'time' ? Number.NaN : Math.round(timeS * 1e3) / 1e3,
      latitudeDeg: Math.max(-90, Math.min(90, field.latitudeDeg + (y - far) * field.sizeDeg)),
      longitudeDeg: longitude - 360 * Math.floor((longitude + 180) / 360),
      altitudeM: hidden === 'altitude' || hidden === 'both' ? Number.NaN : height,
      overHomeM: hidden === 'home' || hidden === 'both' ? Number.NaN : height - 130,
    };
  });
}

/** Stays within two units of the middle. */
function wrap(value: number): number {
  return Math.abs(value) > 2 ? value / 2 : value;
}

describe('a watch', () => {
  it('tells the same as a test of every fix against every zone, over random walks among random zones', () => {
    let told = 0;
    fc.assert(
      fc.property(
        field,
        fc.array(zone, { minLength: 3, maxLength: 8, size: 'max' }),
        fc.array(step, { minLength: 50, maxLength: 400, size: 'max' }),
        fc.constantFrom(
          { leavingS: 5, leavingM: 20 },
          { leavingS: 0, leavingM: 0 },
          { leavingS: 3, leavingM: Infinity },
          { leavingS: Infinity, leavingM: 60 },
        ),
        (at, drawn, steps, options) => {
          const index = indexOf(...zonesAt(at, drawn));
          const fixes = walk(at, steps);
          const expected = naivePassages(index, fixes, options.leavingS, options.leavingM);
          expect(sorted(toldOf(passagesOf(index, fixes, options)))).toEqual(sorted(expected));
          told += expected.length;
        },
      ),
      { numRuns: 150, endOnFailure: true },
    );
    expect(told).toBeGreaterThan(1000);
  });
});

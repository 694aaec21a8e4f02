import fc from 'fast-check';
import { getPreciseDistance } from 'geolib';
import { expect, test } from 'vitest';
import { pointsWithin, sweepDeg } from '../../src/zones/shapes/arc.ts';
import { courseTo, destination } from '../../src/zones/shapes/geodesic.ts';
import type { Position } from '../../src/zones/zone.ts';

const place = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -80, max: 80, noNaN: true }));
const lengthM = fc.double({ min: 200, max: 400_000, noNaN: true });
const bearing = fc.double({ min: 0, max: 359.999, noNaN: true });
const distance = ([lng, lat]: Position, [x, y]: Position): number =>
  getPreciseDistance({ lng: wrapped(lng), lat }, { lng: wrapped(x), lat: y }, 0.001);
const wrapped = (longitude: number): number => longitude - 360 * Math.round(longitude / 360);

test('a place at a distance is that far, by another implementation', () => {
  fc.assert(
    fc.property(place, bearing, lengthM, (from, course, metres) => {
      const to = destination(from, course, metres);
      expect(Math.abs(distance(from, to) - metres)).toBeLessThan(0.01);
      const back = courseTo(from, to)!;
      expect(back.distanceM).toBeCloseTo(metres, 3);
      expect(Math.abs(Math.sin(((back.bearingDeg - course) * Math.PI) / 360))).toBeLessThan(1e-6);
    }),
    { numRuns: 2_000, seed: 5 },
  );
});

test('a course that is known: Flinders Peak to Buninyong (GDA94 technical manual, chapter 4)', () => {
  const course = courseTo([144.424867889, -37.951033417], [143.926495528, -37.652821139])!;
  expect(course.distanceM).toBeCloseTo(54_972.271, 2);
  expect(course.bearingDeg).toBeCloseTo(306 + 52 / 60 + 5.37 / 3600, 5);
  expect(courseTo([0, 0], [179.7, 0.5])).toBeUndefined();
  expect(courseTo([5, 5], [5, 5])).toEqual({ distanceM: 0, bearingDeg: 0 });
});

test('edges of an arc lie within 10 m of it, its points on it', () => {
  let edges = 0;
  fc.assert(
    fc.property(place, bearing, bearing, lengthM, fc.boolean(), (centre, startDeg, endDeg, radiusM, isClockwise) => {
      fc.pre(Math.abs(startDeg - endDeg) > 1);
      const ends = [destination(centre, startDeg, radiusM), destination(centre, endDeg, radiusM)] as const;
      const inner = pointsWithin({ centre, startDeg, endDeg, isClockwise, radiusM, endRadiusM: radiusM });
      const points = [ends[0], ...inner, ends[1]];
      for (let at = 1; at < points.length; at += Math.ceil(points.length / 8)) {
        const [a, b] = [points[at - 1]!, points[at]!];
        edges++;
        for (const part of [0, 0.25, 0.5, 0.75]) {
          const x = a[0] + part * wrapped(b[0] - a[0]);
          const offM = courseTo(centre, [x, a[1] + part * (b[1] - a[1])])!.distanceM - radiusM;
          expect(Math.abs(offM)).toBeLessThan(part === 0 ? 0.01 : 10);
        }
      }
    }),
    { numRuns: 1_500, seed: 6 },
  );
  expect(edges).toBeGreaterThan(5_000);
});

test('the way round is the one that was asked for', () => {
  expect(sweepDeg(350, 10, true)).toBe(20);
  expect(sweepDeg(350, 10, false)).toBe(-340);
  expect(sweepDeg(10, 350, false)).toBe(-20);
  expect(sweepDeg(0, 0, true)).toBe(360);
  expect(sweepDeg(0, 360, false)).toBe(-360);
  const [middle] = pointsWithin({
    centre: [8, 47],
    startDeg: 0,
    endDeg: 5,
    isClockwise: true,
    radiusM: 200,
    endRadiusM: 200,
  });
  expect(middle).toBeUndefined();
});

test('radii that differ run evenly from one to the other', () => {
  const arc = {
    centre: [8, 47] as const,
    startDeg: 0,
    endDeg: 180,
    isClockwise: true,
    radiusM: 1000,
    endRadiusM: 2000,
  };
  const radii = pointsWithin(arc).map((point) => courseTo(arc.centre, point)!.distanceM);
  const steps = radii.slice(1).map((radius, index) => radius - radii[index]!);
  expect(radii.length).toBeGreaterThan(10);
  for (const step of steps) expect(step).toBeCloseTo(1000 / (radii.length + 1), 3);
});

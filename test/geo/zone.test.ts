import fc from 'fast-check';
import { getPreciseDistance, isPointInPolygon } from 'geolib';
import { describe, expect, test } from 'vitest';
import { distanceM, movedBy, putSurfacePoint, surfacePointAt } from '../../src/geo/surface.ts';
import { anyOf, Disc, Polygon } from '../../src/geo/zone.ts';

/** Never on a border or on the equator, where the oracle fails. */
const real = (min: number, max: number) =>
  fc.noBias(fc.nat(1e9)).map((unit) => min + ((unit + 0.5) / (1e9 + 1)) * (max - min));
const point = (latitudeDeg: number, longitudeDeg: number) => ({ latitudeDeg, longitudeDeg });
/** As the oracle takes points; it knows longitudes from -180 to 180. */
const oracle = ({ latitudeDeg, longitudeDeg }: { latitudeDeg: number; longitudeDeg: number }) => ({
  latitude: latitudeDeg,
  longitude: longitudeDeg - 360 * Math.floor((longitudeDeg + 180) / 360),
});

describe('points of the ellipsoid', () => {
  test('come back from space', () => {
    fc.assert(
      fc.property(real(-90, 90), real(-180, 179.999), (latitude, longitude) => {
        const out = new Float64Array(3);
        putSurfacePoint(latitude, longitude, out, 0);
        const back = surfacePointAt(out[0]!, out[1]!, out[2]!);
        expect(back.latitudeDeg).toBeCloseTo(latitude, 9);
        if (Math.abs(latitude) < 89.999) expect(back.longitudeDeg).toBeCloseTo(longitude, 9);
      }),
    );
  });

  test('are as far from each other as Vincenty says, and moved by what was asked for', () => {
    fc.assert(
      fc.property(real(-89, 89), real(-180, 180), real(-4000, 4000), real(-4000, 4000), (latitude, longitude, e, n) => {
        const from = point(latitude, longitude);
        const to = movedBy(from, e, n);
        // The oracle gives centimetres and gives up on what is very near.
        fc.pre(Math.hypot(e, n) > 1);
        expect(Math.abs(distanceM(from, to) - Math.hypot(e, n))).toBeLessThan(0.02);
        expect(Math.abs(distanceM(from, to) - getPreciseDistance(oracle(from), oracle(to), 0.01))).toBeLessThan(0.02);
      }),
    );
  });
});

describe('a disc', () => {
  test('holds what is within its radius by Vincenty, everywhere on Earth', () => {
    let inside = 0;
    const bearing = fc.tuple(real(0, 2), real(0, 2 * Math.PI));
    fc.assert(
      fc.property(
        real(-90, 90),
        real(-180, 180),
        real(50, 5000),
        bearing,
        (latitude, longitude, radiusM, [far, turn]) => {
          const centre = point(latitude, longitude);
          const place = movedBy(centre, far * radiusM * Math.sin(turn), far * radiusM * Math.cos(turn));
          const metres = getPreciseDistance(oracle(centre), oracle(place), 0.01);
          fc.pre(Math.abs(metres - radiusM) > 0.02 && metres > 1);
          const isInside = new Disc(centre, radiusM).contains(place.latitudeDeg, place.longitudeDeg);
          if (isInside) inside++;
          expect(isInside).toBe(metres < radiusM);
        },
      ),
      { numRuns: 1000 },
    );
    expect(inside).toBeGreaterThan(200);
  });

  test.each([
    ['over the antimeridian', point(10, 179.999), point(10, -179.999)],
    ['over the antimeridian, written beyond it', point(10, 180.001), point(10, -180.001)],
    ['over the north pole', point(89.999, 20), point(89.999, -160)],
    ['over the south pole', point(-89.999, 20), point(-89.999, -160)],
  ])('reaches %s', (_name, centre, place) => {
    expect(new Disc(centre, 250).contains(place.latitudeDeg, place.longitudeDeg)).toBe(true);
    expect(new Disc(centre, 200).contains(place.latitudeDeg, place.longitudeDeg)).toBe(false);
  });

  test('holds nothing that is no place', () => {
    const disc = new Disc(point(90, 0), 1000);
    for (const [latitude, longitude] of [
      [Number.NaN, 0],
      [90, Number.NaN],
      [90.001, 0],
      [214.7483647, 214.7483647],
    ]) {
      expect(disc.contains(latitude!, longitude!)).toBe(false);
    }
    expect(disc.contains(90, 123)).toBe(true);
  });

  test('knows the angle between a way and the direction away from its centre', () => {
    const centre = point(47, 8);
    const points = new Float64Array(6);
    for (const [east, north, angle] of [
      [0, 100, 0],
      [100, 0, 90],
      [0, -100, 180],
      [100, 100, 45],
      [-100, 100, 45],
    ]) {
      const from = movedBy(centre, 0, 3000);
      const to = movedBy(centre, east!, 3000 + north!);
      putSurfacePoint(from.latitudeDeg, from.longitudeDeg, points, 0);
      putSurfacePoint(to.latitudeDeg, to.longitudeDeg, points, 3);
      expect((new Disc(centre, 10).angleAway(points, 0, 3) * 180) / Math.PI).toBeCloseTo(angle!, 0);
    }
  });
});

type Ring = [number, number][];

/** A star-shaped ring around a middle, closed. */
const ring = fc
  .tuple(real(-60, 60), real(-100, 100), fc.array(real(0.05, 1), { minLength: 3, maxLength: 12 }), real(0, 1))
  .map(([latitude, longitude, radii, turn]): Ring => {
    const corners = radii.map((radius, index): [number, number] => {
      const angle = 2 * Math.PI * (turn + index / radii.length);
      return [longitude + radius * Math.cos(angle), latitude + radius * Math.sin(angle)];
    });
    return [...corners, corners[0]!];
  });

const inOracle = (corners: Ring, latitude: number, longitude: number): boolean =>
  isPointInPolygon(
    { latitude, longitude },
    corners.slice(0, -1).map(([lon, lat]) => ({ latitude: lat, longitude: lon })),
  );

describe('a polygon', () => {
  const near = fc.tuple(real(-1.2, 1.2), real(-1.2, 1.2));

  test('holds what the oracle says, and nothing of its hole', () => {
    let inside = 0;
    let inHole = 0;
    fc.assert(
      fc.property(ring, near, ([...corners], [up, right]) => {
        const [longitude, latitude] = corners[0]!;
        const [x, y] = [longitude + right, latitude + up];
        const isInside = inOracle(corners, y, x);
        if (isInside) inside++;
        expect(new Polygon([corners]).contains(y, x)).toBe(isInside);
        const middle = corners.slice(1).reduce((sum, [lon, lat]) => [sum[0]! + lon, sum[1]! + lat], [0, 0]);
        const [lon, lat] = middle.map((sum) => sum / (corners.length - 1)) as [number, number];
        const hole = corners.map(([cx, cy]): [number, number] => [lon + (cx - lon) / 2, lat + (cy - lat) / 2]);
        const isInHole = inOracle(hole, y, x);
        if (isInHole && isInside) inHole++;
        expect(new Polygon([corners, hole]).contains(y, x)).toBe(isInside !== isInHole);
      }),
      { numRuns: 1000 },
    );
    // Some hundred and some thirty as a rule.
    expect(inside).toBeGreaterThan(50);
    expect(inHole).toBeGreaterThan(8);
  });

  test('is the same wherever it is turned around the Earth', () => {
    fc.assert(
      fc.property(ring, near, fc.constantFrom(-180, -90, 90, 180), ([...corners], [up, right], turn) => {
        const [longitude, latitude] = corners[0]!;
        const turned = corners.map(([lon, lat]): [number, number] => [lon - longitude + turn, lat]);
        const there = ((right + turn + 540) % 360) - 180;
        expect(new Polygon([turned]).contains(latitude + up, there)).toBe(
          new Polygon([corners.map(([lon, lat]) => [lon - longitude, lat])]).contains(latitude + up, right),
        );
      }),
    );
  });

  test('holds nothing that is no place', () => {
    const all = new Polygon([
      [
        [-180, -90],
        [180, -90],
        [180, 90],
        [-180, 90],
        [-180, -90],
      ],
    ]);
    expect(all.contains(Number.NaN, 0)).toBe(false);
    expect(all.contains(0, Number.NaN)).toBe(false);
    expect(all.contains(91, 0)).toBe(false);
    expect(all.contains(0, 0)).toBe(true);
  });
});

test('zones together hold what one of them holds', () => {
  const zone = anyOf([new Disc(point(1, 1), 100), new Disc(point(2, 2), 100)]);
  expect([zone.contains(1, 1), zone.contains(2, 2), zone.contains(1, 2)]).toEqual([true, true, false]);
  expect(anyOf([]).contains(1, 1)).toBe(false);
});

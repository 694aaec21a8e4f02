import { describe, expect, test } from 'vitest';
import { FARTHEST_OFFSET, keyedDisc } from '../../src/geo/keyed-disc.ts';
import { distanceM, movedBy } from '../../src/geo/surface.ts';
import { planeOf } from '../filter/fly.ts';

const key = (number: number): Uint8Array => new Uint8Array(new Uint32Array([number, 0, 0, 0, 0, 0, 0, 0]).buffer);
const home = { latitudeDeg: 47.123, longitudeDeg: 8.456 };
const KEYS = 2000;
/** The offset of the centre from the place, in radii of the disc that centres may lie in. */
const offsets = (radiusM: number, place = home): (readonly [number, number])[] =>
  Array.from({ length: KEYS }, (_, number) => {
    const [east, north] = planeOf(place, keyedDisc(key(number), place, radiusM));
    return [east / (FARTHEST_OFFSET * radiusM), north / (FARTHEST_OFFSET * radiusM)];
  });
/** Greatest difference between the values' distribution and the even one over [0, 1) (Kolmogorov and Smirnov). */
function unevenness(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.max(...sorted.map((value, rank) => Math.abs(value - (rank + 0.5) / sorted.length)));
}
/** Exceeded by chance once in a thousand. */
const LIMIT = 1.95 / Math.sqrt(KEYS);

describe.each([150, 400, 1000])('%i m', (radiusM) => {
  const all = offsets(radiusM);

  test('the place lies in the interior', () => {
    for (const [east, north] of all) expect(Math.hypot(east, north)).toBeLessThan(1.001);
    expect(keyedDisc(key(1), home, radiusM).contains(home.latitudeDeg, home.longitudeDeg)).toBe(true);
  });

  test('offsets are even over their disc, by area and by direction, in both halves of it', () => {
    const turn = ([east, north]: readonly [number, number]): number => Math.atan2(north, east) / (2 * Math.PI) + 0.5;
    const area = ([east, north]: readonly [number, number]): number => east * east + north * north;
    expect(unevenness(all.map(area))).toBeLessThan(LIMIT);
    expect(unevenness(all.map(turn))).toBeLessThan(LIMIT);
    const inner = all.filter((offset) => area(offset) < 0.5);
    expect(unevenness(inner.map(turn))).toBeLessThan(1.5 * LIMIT);
  });

  test('no point of the disc tells the place better than another: no guess from the centre is right more often', () => {
    // Guesses on a grid around the centre; the share of places within 0.1 radii of each is that of the area.
    for (const [east, north] of [
      [0, 0],
      [0.5, 0],
      [-0.5, 0.3],
      [0, -0.8],
      [0.6, 0.6],
    ] as const) {
      const hits = all.filter((offset) => Math.hypot(-offset[0] - east, -offset[1] - north) < 0.1).length;
      expect(hits / KEYS).toBeLessThan(0.01 + 4 * Math.sqrt(0.01 / KEYS));
      expect(hits).toBeGreaterThan(0);
    }
  });
});

test('discs of different radii around one place have nothing to do with each other', () => {
  const [large, small] = [offsets(1000), offsets(400)];
  const cosines = large.map(([east, north], index) => {
    const [otherEast, otherNorth] = small[index]!;
    return (east * otherEast + north * otherNorth) / (Math.hypot(east, north) * Math.hypot(otherEast, otherNorth));
  });
  expect(Math.abs(cosines.reduce((sum, cosine) => sum + cosine, 0) / KEYS)).toBeLessThan(3 / Math.sqrt(2 * KEYS));
});

test('the same each time, another for another key, place or radius', () => {
  const centre = keyedDisc(key(1), home, 400);
  expect(distanceM(keyedDisc(key(1), home, 400), centre)).toBe(0);
  const others = [
    keyedDisc(key(2), home, 400),
    keyedDisc(key(1), movedBy(home, 0.02, 0), 400),
    keyedDisc(key(1), home, 401),
  ];
  for (const other of others) expect(distanceM(other, centre)).toBeGreaterThan(1);
});

test.each([
  ['a pole', { latitudeDeg: 90, longitudeDeg: 0 }],
  ['the antimeridian', { latitudeDeg: -17, longitudeDeg: 180 }],
])('at %s too', (_name, place) => {
  const metres = Array.from({ length: 200 }, (_, number) => distanceM(keyedDisc(key(number), place, 1000), place));
  expect(Math.max(...metres)).toBeLessThan(700.1);
  expect(Math.max(...metres)).toBeGreaterThan(600);
});

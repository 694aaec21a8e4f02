import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Room } from '../../src/zones/index/room.ts';
import type { Position, ZoneShape } from '../../src/zones/zone.ts';
import { circle, indexOf, polygon, ringOf, zoneOf } from './zones.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const side = fc.double({ min: -1, max: 1, noNaN: true });
const HALF_DEG = 0.01;

/** A room of two hundredths of a degree around a place, cut by a shape. */
function cutRoom(shape: ZoneShape, latitudeDeg: number, longitudeDeg: number): { room: Room; isCut: boolean } {
  const room = new Room();
  room.latitudeDeg = latitudeDeg;
  room.longitudeDeg = longitudeDeg;
  room.open();
  room.setBox(longitudeDeg - HALF_DEG, latitudeDeg - HALF_DEG, longitudeDeg + HALF_DEG, latitudeDeg + HALF_DEG);
  return { room, isCut: indexOf(zoneOf([shape])).cut(0, 0, room) };
}

/** Corners, and places between them. */
function placesIn(room: Room, shares: readonly (readonly [number, number])[]): Position[] {
  const corners = [[0, 0], [0, 1], [1, 0], [1, 1]] as const; // biome-ignore format: a square
  if (!(room.east >= room.west && room.north >= room.south)) return [];
  return [...corners, ...shares].map(([x, y]): Position => {
    const longitude = room.west + x * (room.east - room.west);
    return [Math.min(room.east, longitude), Math.min(room.north, room.south + y * (room.north - room.south))];
  });
}

function isSameAllOver(
  shape: ZoneShape,
  latitude: number,
  longitude: number,
  shares: readonly (readonly [number, number])[],
): boolean {
  const { room, isCut } = cutRoom(shape, latitude, longitude);
  const index = indexOf(zoneOf([shape]));
  const isInside = index.covers(0, latitude, longitude);
  expect(isCut).toBe(room.east - room.west < 2 * HALF_DEG - 1e-12 || room.north - room.south < 2 * HALF_DEG - 1e-12);
  for (const [x, y] of placesIn(room, shares)) expect(index.covers(0, y, x), `${x}, ${y}`).toBe(isInside);
  return isInside;
}

const shares = fc.array(fc.tuple(share, share), { minLength: 10, maxLength: 10 });

describe('all of a room that a shape has cut is on the same side as the fix', () => {
  it.each([0.3, 1, 3])('polygons of all sizes: %d times the room', (size) => {
    const seen = new Set<boolean>();
    const corner = fc.tuple(side, side);
    fc.assert(
      fc.property(
        fc.array(corner, { minLength: 3, maxLength: 60, size: 'max' }),
        side,
        side,
        shares,
        (corners, x, y, within) => {
          const ring = corners.map(
            ([east, north]): Position => [8 + size * HALF_DEG * east, 47 + size * HALF_DEG * north],
          );
          const shape = polygon([...ring, ring[0]!]);
          seen.add(isSameAllOver(shape, 47 + size * HALF_DEG * y, 8 + size * HALF_DEG * x, within));
        },
      ),
      { numRuns: 300 },
    );
    expect(seen.size).toBe(2);
  });

  it('circles, up to the poles', () => {
    const seen = new Set<boolean>();
    const latitude = fc.constantFrom(0, 47, -66, 89.99, 89.999, -90);
    fc.assert(
      fc.property(
        latitude,
        fc.double({ min: 1, max: 3000, noNaN: true }),
        side,
        side,
        shares,
        (middle, radiusM, x, y, within) => {
          const fix = Math.max(-89.989, Math.min(89.989, middle + 2 * HALF_DEG * y));
          seen.add(
            isSameAllOver(
              circle(8 + (2 * HALF_DEG * x) / Math.cos(Math.min(1.55, (fix * Math.PI) / 180)), middle, radiusM),
              fix,
              8,
              within,
            ),
          );
        },
      ),
      { numRuns: 500 },
    );
    expect(seen.size).toBe(2);
  });

  it('an edge that the fix is on, or within rounding of', () => {
    const shape = polygon(ringOf(8, 47, 8.005, 47.005), ringOf(8.001, 47.001, 8.002, 47.002));
    const beside = [-1e-6, -2e-9, -5e-10, 0, 5e-10, 2e-9, 1e-6];
    const within = beside.map((_, number): [number, number] => [number / 7, 1 - number / 7]);
    for (const edge of [0, 0.001, 0.002, 0.005]) {
      for (const off of beside) {
        isSameAllOver(shape, 47 + edge + off, 8.0015, within);
        isSameAllOver(shape, 47.0015, 8 + edge + off, within);
        isSameAllOver(shape, 47 + edge + off, 8 + edge, within);
      }
    }
    const slanted = polygon([[8, 47], [8.005, 47.005], [8, 47.005], [8, 47]]); // biome-ignore format: a ring
    for (const off of beside) isSameAllOver(slanted, 47.0025 + off, 8.0025, within);
  });
});

it('a room is as large as can be where edges are beside it', () => {
  const east = cutRoom(polygon(ringOf(8.001, 46, 9, 48)), 47, 8).room;
  expect(east.east).toBeCloseTo(8.001, 7);
  expect([east.west, east.south, east.north]).toEqual([8 - HALF_DEG, 47 - HALF_DEG, 47 + HALF_DEG]);
  // Of a slanted edge the largest rectangle: half of the way along each axis.
  const slanted = cutRoom(polygon([[7, 46.004], [9, 48.004], [7, 48.004], [7, 46.004]]), 47, 8).room; // biome-ignore format: a ring
  expect([slanted.west, slanted.north]).toEqual([expect.closeTo(7.998, 6), expect.closeTo(47.002, 6)]);
  expect([slanted.east, slanted.south]).toEqual([8 + HALF_DEG, 47 - HALF_DEG]);
});

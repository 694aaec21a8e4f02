import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CellKind, cellOf } from '../../src/geo/cell.ts';
import { distanceM, movedBy } from '../../src/geo/surface.ts';
import { drawsOf, planeOf } from '../filter/fly.ts';

const key = (number: number): Uint8Array => new Uint8Array(new Uint32Array([number, 7, 0, 0, 0, 0, 0, 0]).buffer);
/** Even over the range, unlike fast-check's own. */
const within = (most: number) => fc.noBias(fc.nat(1e9)).map((unit) => (unit / 5e8 - 1) * most);
const latitude = within(89.5);
const longitude = within(180);
const keys = fc.nat(1000).map(key);
const sides: Readonly<Record<CellKind, number>> = { region: 10_000, area: 1000 };

describe.each(['region', 'area'] as const)('%s', (kind) => {
  const sideM = sides[kind];

  test('the place is in the cell, and no side is shorter than it says', () => {
    fc.assert(
      fc.property(keys, latitude, longitude, (placeKey, latitudeDeg, longitudeDeg) => {
        const cell = cellOf(placeKey, latitudeDeg, longitudeDeg, kind);
        expect(cell.sideM).toBe(sideM);
        const same = (east: number, north: number): boolean => {
          const there = movedBy(cell, east, north);
          const other = cellOf(placeKey, there.latitudeDeg, there.longitudeDeg, kind);
          return distanceM(cell, other) < 0.01;
        };
        // Half a side to all four directions from the middle is the same cell; one and a half sides are another.
        const half = 0.4995 * sideM;
        for (const [east, north] of [
          [half, 0],
          [-half, 0],
          [0, half],
          [0, -half],
        ] as const) {
          if (Math.abs(latitudeDeg) < 85) expect(same(east, north)).toBe(true);
          expect(same(3 * east, 3 * north)).toBe(false);
        }
        expect(distanceM(cell, { latitudeDeg, longitudeDeg })).toBeLessThan(1.5 * sideM);
      }),
    );
  });

  test('it is as wide as it says at its narrow end too', () => {
    fc.assert(
      fc.property(keys, latitude, longitude, (placeKey, latitudeDeg, longitudeDeg) => {
        const cell = cellOf(placeKey, latitudeDeg, longitudeDeg, kind);
        fc.pre(Math.abs(cell.latitudeDeg) < 89);
        const there = cell.latitudeDeg + Math.sign(cell.latitudeDeg) * 0.499 * (sideM / 111_000);
        const isInside = (turn: number): boolean =>
          distanceM(cellOf(placeKey, there, cell.longitudeDeg + turn, kind), cell) < 0.01;
        const edge = (sign: number): number => {
          let [inside, outside] = [0, sign * 30];
          for (let halving = 0; halving < 45; halving++) {
            const middle = (inside + outside) / 2;
            if (isInside(middle)) inside = middle;
            else outside = middle;
          }
          return inside;
        };
        expect(isInside(0)).toBe(true);
        // Along the parallel, of which a million parts are straight enough.
        const turn = (edge(1) - edge(-1)) / 1e6;
        const part = distanceM(
          { latitudeDeg: there, longitudeDeg: 0 },
          { latitudeDeg: there, longitudeDeg: Math.max(turn, 1e-6) },
        );
        expect((part * 1e6 * turn) / Math.max(turn, 1e-6)).toBeGreaterThan(sideM);
      }),
    );
  });

  test('places are even over their cells, whatever their key: borders are not public', () => {
    const home = { latitudeDeg: 47.3, longitudeDeg: 8.5 };
    const offsets = Array.from({ length: 2000 }, (_, number) => {
      const [east, north] = planeOf(home, cellOf(key(number), home.latitudeDeg, home.longitudeDeg, kind));
      return [east / sideM, north / sideM] as const;
    });
    for (const axis of [0, 1] as const) {
      const sorted = offsets.map((offset) => offset[axis]).sort((a, b) => a - b);
      const off = Math.max(...sorted.map((value, rank) => Math.abs(value + 0.5 - (rank + 0.5) / sorted.length)));
      // Cells are up to 1.5 % longer than they say.
      expect(off).toBeLessThan(1.95 / Math.sqrt(2000) + 0.01);
    }
  });
});

test('an area lies inside its region', () => {
  fc.assert(
    fc.property(keys, latitude, longitude, (placeKey, latitudeDeg, longitudeDeg) => {
      const region = cellOf(placeKey, latitudeDeg, longitudeDeg, 'region');
      const area = cellOf(placeKey, latitudeDeg, longitudeDeg, 'area');
      expect(distanceM(cellOf(placeKey, area.latitudeDeg, area.longitudeDeg, 'region'), region)).toBeLessThan(1e-6);
      expect(cellOf(placeKey, area.latitudeDeg, area.longitudeDeg, 'area').latitudeDeg).toBeCloseTo(
        area.latitudeDeg,
        9,
      );
    }),
  );
});

test('around a pole there is one region, of at least the size of others', () => {
  for (let number = 0; number < 100; number++) {
    for (const pole of [90, -90]) {
      const cells = [0, 90, -170].map((turn) => cellOf(key(number), pole * 0.9995, turn, 'area'));
      for (const cell of cells) expect(cell).toEqual({ latitudeDeg: pole, longitudeDeg: 0, sideM: 10_000 });
      const beside = cellOf(key(number), Math.sign(pole) * 89.7, 0, 'region');
      expect(Math.abs(beside.latitudeDeg)).toBeLessThan(90);
    }
  }
});

test('the antimeridian is the same from both sides', () => {
  const draw = drawsOf(5);
  for (let number = 0; number < 100; number++) {
    const latitudeDeg = 160 * draw() - 80;
    expect(
      distanceM(cellOf(key(number), latitudeDeg, 180, 'area'), cellOf(key(number), latitudeDeg, -180, 'area')),
    ).toBeLessThan(1e-6);
  }
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOutsideOthers, placeIn } from '../../src/zones/shapes/holes.ts';
import { signedArea } from '../../src/zones/shapes/ring.ts';
import type { Position } from '../../src/zones/zone.ts';
import { collection, found, type Json, read, refusedBy, square } from './build.ts';

const polygon = (...rings: Json[]): Json =>
  collection({ type: 'Feature', id: 'a', geometry: { type: 'Polygon', coordinates: rings } });
const ringsOf = (document: Json) => {
  const { shape } = read(document).zones[0]!.volumes[0]!;
  return shape.kind === 'polygon' ? shape.rings : [];
};
const plain = 'warned plain-geojson';
const reversed = (ring: readonly Position[]) => [...ring].reverse();

describe('rings', () => {
  test.each<[string, Json, string]>([
    ['nothing', [], 'ring-too-short'],
    ['a point', [[1, 1]], 'ring-too-short'],
    [
      'two points',
      [
        [1, 1],
        [2, 2],
        [1, 1],
        [2, 2],
      ],
      'ring-too-short',
    ],
    [
      'a line',
      [
        [1, 1],
        [2, 2],
        [3, 3],
        [1, 1],
      ],
      'ring-without-area',
    ],
    [
      'null',
      [
        [1, 1],
        [2, null],
        [3, 3],
        [1, 1],
      ],
      'position-unreadable',
    ],
    [
      'text',
      [
        [1, 1],
        ['2', '2'],
        [3, 3],
        [1, 1],
      ],
      'position-unreadable',
    ],
    ['numbers', [1, 1, 2, 2, 3, 4], 'position-unreadable'],
    ['one number each', [[1], [2], [3]], 'position-unreadable'],
    ['no ring', 'POLYGON', 'position-unreadable'],
    [
      'a bow tie',
      [
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 2],
        [0, 0],
      ],
      'self-intersecting',
    ],
    [
      'a latitude beyond the pole',
      [
        [100, 91],
        [101, 91],
        [101, 92],
        [100, 91],
      ],
      'degrees-out-of-range',
    ],
    [
      'swapped axes',
      [
        [47, 100],
        [47, 101],
        [48, 101],
        [47, 100],
      ],
      'swapped-axes',
    ],
    [
      'metres of a map',
      [
        [600000, 200000],
        [600100, 200000],
        [600100, 200100],
        [600000, 200000],
      ],
      'degrees-out-of-range',
    ],
    [
      'longitudes beyond the antimeridian alone',
      [
        [190, 1],
        [191, 1],
        [191, 2],
        [190, 1],
      ],
      'degrees-out-of-range',
    ],
    [
      'a way around the pole',
      [
        [0, 80],
        [90, 80],
        [179, 80],
        [-90, 80],
        [0, 80],
      ],
      'ring-around-pole',
    ],
  ])('%s is refused', (_, ring, code) => {
    expect(refusedBy(polygon(ring))).toEqual([code]);
  });

  test('numbers that are none cannot stand in JSON, and are refused where they come from elsewhere', () => {
    expect(refusedBy(JSON.stringify(polygon(square(1, 1))).replace('1.1', '1e999'))).toEqual(['position-unreadable']);
  });

  test.each<[string, Json, string, number]>([
    ['not closed', square(1, 1).slice(0, -1), 'tolerated ring-not-closed', 5],
    ['with one point twice', [[1, 1], [1, 1], ...square(1, 1).slice(1)], 'tolerated duplicate-points', 5],
    [
      'that touches itself',
      [
        [0, 0],
        [4, 0],
        [4, 3],
        [2, 0],
        [0, 3],
        [0, 0],
      ],
      'tolerated ring-touches-itself',
      6,
    ],
  ])('one %s is read with a finding', (_, ring, finding, length) => {
    expect(ringsOf(polygon(ring))[0]).toHaveLength(length);
    expect(found(read(polygon(ring)))).toEqual([finding, plain]);
  });

  test('heights are left out, directions are those of RFC 7946', () => {
    const withHeights = square(1, 1).map(([x, y]) => [x, y, 300]);
    expect(ringsOf(polygon(withHeights))).toEqual([square(1, 1)]);
    expect(ringsOf(polygon(reversed(square(1, 1)), square(1.02, 1.02, 0.02)))).toEqual([
      square(1, 1),
      reversed(square(1.02, 1.02, 0.02)),
    ]);
  });
});

describe('the antimeridian', () => {
  const crossing: Position[] = [
    [179, -17],
    [-179, -17],
    [-179, -16],
    [179, -16],
    [179, -17],
  ];

  test('a ring goes on beyond it', () => {
    const set = read(polygon(crossing));
    expect(ringsOf(polygon(crossing))).toEqual([
      [
        [179, -17],
        [181, -17],
        [181, -16],
        [179, -16],
        [179, -17],
      ],
    ]);
    expect(found(set)).toEqual(['tolerated crosses-antimeridian', plain]);
  });

  test('a ring that was written beyond it stays, one that begins there is brought back', () => {
    const beyond = [
      [181, -17],
      [181, -16],
      [179, -16],
      [179, -17],
      [181, -17],
    ];
    expect(ringsOf(polygon(beyond))).toEqual([
      [
        [-179, -17],
        [-179, -16],
        [-181, -16],
        [-181, -17],
        [-179, -17],
      ],
    ]);
  });

  test('a hole is on the side of its ring', () => {
    const hole = square(-179.5, -16.5);
    const [outer, inner] = ringsOf(polygon(crossing, hole));
    expect(outer![1]![0]).toBe(181);
    expect(inner!.map(([x]) => x).sort()).toEqual([180.5, 180.5, 180.5, 180.6, 180.6]);
  });

  test('polygons that are split there are two volumes', () => {
    const parts = [[square(179.9, -17)], [square(-180, -17)]];
    const set = read(collection({ type: 'Feature', id: 'a', geometry: { type: 'MultiPolygon', coordinates: parts } }));
    expect(set.zones[0]!.volumes.map(({ shape }) => shape.kind === 'polygon' && shape.rings[0]![0])).toEqual([
      [179.9, -17],
      [-180, -17],
    ]);
    expect(found(set)).toEqual([plain]);
  });

  test('a ring along the latitude of a pole stands as it is', () => {
    const cap = [
      [-180, 80],
      [180, 80],
      [180, 90],
      [-180, 90],
      [-180, 80],
    ];
    expect(ringsOf(polygon(cap))).toEqual([cap]);
  });
});

describe('holes', () => {
  const outer = square(0, 0, 10);

  test.each<[string, Json[], string]>([
    ['outside', [outer, square(20, 0, 1)], 'hole-outside-ring'],
    ['around its ring', [square(4, 4, 1), outer], 'hole-outside-ring'],
    ['across its ring', [outer, square(9, 9, 3)], 'rings-cross'],
    ['across another', [outer, square(1, 1, 2), square(2, 2, 2)], 'rings-cross'],
    ['in another', [outer, square(1, 1, 5), square(2, 2, 1)], 'holes-overlap'],
    [
      'without area',
      [
        outer,
        [
          [1, 1],
          [2, 2],
          [3, 3],
          [1, 1],
        ],
      ],
      'ring-without-area',
    ],
  ])('a hole %s makes the polygon unusable', (_, rings, code) => {
    expect(refusedBy(polygon(...rings))).toEqual([code]);
  });

  test.each<[string, Json[]]>([
    [
      'at a corner',
      [
        outer,
        [
          [0, 0],
          [1, 2],
          [2, 1],
          [0, 0],
        ],
      ],
    ],
    ['along an edge', [outer, square(0, 4, 1)]],
    ['along the edge of another', [outer, square(1, 1, 1), square(2, 1, 1)]],
    [
      'with all corners on its ring',
      [
        outer,
        [
          [5, 0],
          [10, 5],
          [5, 10],
          [0, 5],
          [5, 0],
        ],
      ],
    ],
  ])('a hole that touches %s is fine', (_, rings) => {
    const set = read(polygon(...rings));
    expect(ringsOf(polygon(...rings))).toHaveLength(rings.length);
    expect(found(set)).toEqual([plain]);
  });

  test('more holes than can be checked are refused', () => {
    const ring = Array.from({ length: 30_000 }, (_, at): Position => [Math.cos(at / 1e4), Math.sin(at / 1e4)]);
    expect(isOutsideOthers([ring, ...Array.from({ length: 20_000 }, () => square(0, 0, 0.1))])).toBe('too-complex');
  });
});

test('places in rings, and the area of rings, as in exact numbers', () => {
  const triangle = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
    minLength: 4,
    maxLength: 4,
  });
  const side = (a: Position, b: Position, p: Position) =>
    Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));
  fc.assert(
    fc.property(triangle, ([a, b, c, p]) => {
      const ring = [a!, b!, c!, a!];
      expect(Math.sign(signedArea(ring)) + 0).toBe(side(a!, b!, c!) + 0);
      if (side(a!, b!, c!) === 0) return;
      const sides = [side(a!, b!, p!), side(b!, c!, p!), side(c!, a!, p!)];
      const isIn = !(sides.includes(1) && sides.includes(-1));
      expect(placeIn(p!, ring)).toBe(isIn ? (sides.includes(0) ? 'edge' : 'inside') : 'outside');
    }),
    { numRuns: 5_000, seed: 4 },
  );
});

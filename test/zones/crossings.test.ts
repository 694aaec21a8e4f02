import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCrossings } from '../../src/zones/shapes/crossings.ts';
import type { Position } from '../../src/zones/zone.ts';

type Ring = readonly Position[];

const closed = (points: readonly Position[]): Ring => [...points, points[0]!];
const faultOf = (...rings: Ring[]) => findCrossings(rings).fault;

/** Exact for the whole numbers of these tests. */
const area = (a: Position, b: Position, c: Position): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

/** All pairs of edges: whether two of them cross in the inside of both. */
function crossesSomewhere(rings: readonly Ring[]): boolean {
  const edges = rings.flatMap((ring) => ring.slice(1).map((end, index) => [ring[index]!, end] as const));
  return edges.some(([a, b], index) =>
    edges.slice(index + 1).some(([c, d]) => area(a, b, c) * area(a, b, d) < 0 && area(c, d, a) * area(c, d, b) < 0),
  );
}

/** Whether two edges meet at all, beyond the vertex that neighbours share. */
function meetsSomewhere(ring: Ring): boolean {
  const on = (a: Position, b: Position, p: Position): boolean =>
    area(a, b, p) === 0 &&
    Math.min(a[0], b[0]) <= p[0] &&
    p[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= p[1] &&
    p[1] <= Math.max(a[1], b[1]);
  const edges = ring.slice(1).map((end, index) => [ring[index]!, end] as const);
  return edges.some(([a, b], i) =>
    edges.some(([c, d], j) => {
      if (j <= i) return false;
      const isNeighbour = j === i + 1 || (i === 0 && j === edges.length - 1);
      if (isNeighbour) {
        const [from, at, to] = j === i + 1 ? [a, b, d] : [c, d, b];
        return on(at, from, to) || on(at, to, from);
      }
      return on(a, b, c) || on(a, b, d) || on(c, d, a) || on(c, d, b);
    }),
  );
}

const point = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));
const ringOf = fc
  .array(point, { minLength: 3, maxLength: 9 })
  .filter((points) =>
    closed(points).every((p, i, all) => i === 0 || p[0] !== all[i - 1]![0] || p[1] !== all[i - 1]![1]),
  )
  .map(closed);

describe('edges that cross', () => {
  test('are found as by trying all pairs, wherever two edges cross in the inside of both', () => {
    let crossing = 0;
    fc.assert(
      fc.property(ringOf, (ring) => {
        if (!crossesSomewhere([ring])) return;
        crossing++;
        expect(faultOf(ring)).toBe('ring');
      }),
      { numRuns: 20_000, seed: 1 },
    );
    expect(crossing).toBeGreaterThan(5_000);
  });

  test('are not found where no two edges meet', () => {
    let simple = 0;
    fc.assert(
      fc.property(ringOf, (ring) => {
        if (crossesSomewhere([ring]) || meetsSomewhere(ring)) return;
        simple++;
        expect(findCrossings([ring])).toEqual({ fault: undefined, touches: false });
      }),
      { numRuns: 20_000, seed: 2 },
    );
    expect(simple).toBeGreaterThan(2_000);
  });

  test('are found between two rings', () => {
    let crossing = 0;
    fc.assert(
      fc.property(ringOf, ringOf, (a, b) => {
        if (crossesSomewhere([a]) || crossesSomewhere([b]) || meetsSomewhere(a) || meetsSomewhere(b)) return;
        const crosses = crossesSomewhere([a, b]);
        if (crosses) crossing++;
        if (crosses) expect(faultOf(a, b)).toBe('rings');
      }),
      { numRuns: 20_000, seed: 3 },
    );
    expect(crossing).toBeGreaterThan(1_000);
  });

  test.each<[string, Position[], 'ring' | undefined, boolean]>([
    [
      'a bow tie',
      [
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 2],
      ],
      'ring',
      false,
    ],
    [
      'a bow tie with a vertex where it crosses',
      [
        [0, 0],
        [1, 1],
        [2, 2],
        [2, 0],
        [1, 1],
        [0, 2],
      ],
      'ring',
      true,
    ],
    [
      'two loops that touch at a vertex',
      [
        [0, 0],
        [1, 1],
        [0, 2],
        [2, 2],
        [1, 1],
        [2, 0],
      ],
      undefined,
      true,
    ],
    [
      'a path through an edge at a vertex of its own',
      [
        [0, 0],
        [4, 0],
        [4, 3],
        [2, 3],
        [2, 0],
        [2, -2],
        [0, -2],
      ],
      'ring',
      true,
    ],
    [
      'a vertex on an edge, from one side',
      [
        [0, 0],
        [4, 0],
        [4, 3],
        [2, 0],
        [0, 3],
      ],
      undefined,
      true,
    ],
    [
      'there and back the same way',
      [
        [0, 0],
        [4, 0],
        [4, 4],
        [6, 6],
        [4, 4],
        [0, 4],
      ],
      undefined,
      true,
    ],
    [
      'a square',
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
      undefined,
      false,
    ],
  ])('%s', (_, points, fault, touches) => {
    const result = findCrossings([closed(points)]);
    expect(result.fault).toBe(fault);
    if (fault === undefined) expect(result.touches).toBe(touches);
  });

  test('rings that share a stretch of an edge from a corner on touch, whichever way they run', () => {
    const outer = closed([
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ]);
    const inner = closed([
      [0, 0],
      [2, 0],
      [1, 1],
    ]);
    const turned = (ring: Ring): Ring => [...ring].reverse();
    for (const a of [outer, turned(outer)]) {
      for (const b of [inner, turned(inner)]) {
        expect(faultOf(a, b)).toBeUndefined();
        expect(faultOf(b, a)).toBeUndefined();
      }
    }
  });

  test('a ring that comes to one point again and again is not looked through', () => {
    const star: Position[] = Array.from({ length: 200 }, (_, index): Position[] => [
      [0, 0],
      [Math.cos(index), Math.sin(index)],
    ]).flat();
    expect(faultOf(closed(star))).toBe('too-complex');
  });
});

describe('rings of a million vertices', () => {
  const COUNT = 1_000_000;
  const spiky = (index: number): Position => {
    const angle = (2 * Math.PI * index) / COUNT;
    const radius = 1 + 0.2 * ((Math.imul(index, 0x9e3779b1) >>> 8) / 2 ** 24);
    return [10 + radius * Math.cos(angle), 50 + radius * Math.sin(angle)];
  };

  test.each<[string, (index: number) => Position]>([
    ['a circle', (index) => [Math.cos((2 * Math.PI * index) / COUNT), Math.sin((2 * Math.PI * index) / COUNT)]],
    ['a star of random spikes', spiky],
    [
      'a comb of slanted teeth',
      (index) => [(index % 2) * 0.7 + (index / COUNT) * 0.1, index % 2 === 0 ? 0 : 1 - index * 1e-9],
    ],
  ])('%s is simple, and told in seconds', (name, at) => {
    const points = Array.from({ length: COUNT }, (_, index) => at(index));
    if (name.startsWith('a comb')) points.push([5, 0.5], [5, -1], [-1, -1]);
    const before = process.cpuUsage();
    expect(faultOf(closed(points))).toBeUndefined();
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
  });

  test('one crossing among a million is found', () => {
    const points = Array.from({ length: COUNT }, (_, index) => spiky(index));
    [points[700_000], points[700_003]] = [points[700_003]!, points[700_000]!];
    expect(faultOf(closed(points))).toBe('ring');
  });
});

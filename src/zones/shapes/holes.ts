import type { Position } from '../zone.ts';
import { sideOf } from './orientation.ts';

type Ring = readonly Position[];

/** Edges that are looked at for one polygon: some seconds. */
const MAX_STEPS = 500_000_000;

interface Box {
  readonly ring: Ring;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/**
 * Whether holes lie where holes may: in the outer ring, which is the first, and in no other hole. Rings are known not to cross.
 * @returns what is wrong, or undefined
 */
export function isOutsideOthers([outer, ...holes]: readonly Ring[]): 'outside' | 'nested' | 'too-complex' | undefined {
  if (outer === undefined) return undefined;
  let steps = holes.length * outer.length;
  if (steps > MAX_STEPS) return 'too-complex';
  const around = boxOf(outer);
  const boxes = holes.map(boxOf).sort((a, b) => a.west - b.west);
  for (const box of boxes) if (!isInBox(box, around) || !liesIn(box.ring, outer)) return 'outside';
  for (const [index, box] of boxes.entries()) {
    for (let at = index + 1; at < boxes.length && boxes[at]!.west <= box.east; at++) {
      const other = boxes[at]!;
      steps += 1;
      for (const [inner, wider] of [
        [other, box],
        [box, other],
      ] as const) {
        if (!isInBox(inner, wider)) continue;
        steps += wider.ring.length;
        if (liesIn(inner.ring, wider.ring)) return 'nested';
      }
      if (steps > MAX_STEPS) return 'too-complex';
    }
  }
  return undefined;
}

function boxOf(ring: Ring): Box {
  let [west, south, east, north] = [...ring[0]!, ...ring[0]!] as [number, number, number, number];
  for (const [x, y] of ring) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return { ring, west, south, east, north };
}

function isInBox(inner: Box, outer: Box): boolean {
  return (
    inner.west >= outer.west && inner.east <= outer.east && inner.south >= outer.south && inner.north <= outer.north
  );
}

/** Whether a ring that does not cross another lies in it: told by its first vertex, or middle of an edge, that is not on the other's edge. */
function liesIn(ring: Ring, outer: Ring): boolean {
  for (let at = 1; at < ring.length; at++) {
    const [a, b] = [ring[at - 1]!, ring[at]!];
    for (const point of [a, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const]) {
      const place = placeIn(point, outer);
      if (place !== 'edge') return place === 'inside';
    }
  }
  return false;
}

/** Where a point lies by the rule of even and odd. */
export function placeIn([x, y]: Position, ring: Ring): 'inside' | 'outside' | 'edge' {
  let isInside = false;
  for (let at = 1; at < ring.length; at++) {
    const [ax, ay] = ring[at - 1]!;
    const [bx, by] = ring[at]!;
    if (ay > y === by > y && ay !== y && by !== y) continue;
    const side = sideOf(ax, ay, bx, by, x, y);
    if (side === 0 && isBetween(x, ax, bx) && isBetween(y, ay, by)) return 'edge';
    if (ay > y !== by > y && (by > ay ? side > 0 : side < 0)) isInside = !isInside;
  }
  return isInside ? 'inside' : 'outside';
}

function isBetween(value: number, a: number, b: number): boolean {
  return (value >= a && value <= b) || (value >= b && value <= a);
}

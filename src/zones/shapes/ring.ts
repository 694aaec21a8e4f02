import type { Notes } from '../findings.ts';
import type { Position } from '../zone.ts';
import { sideOf } from './orientation.ts';

export interface RingOptions {
  /** Which of a position's numbers comes first in the file. */
  readonly order: 'longitude-first' | 'latitude-first';
  /** Whether the format wants the first position again at the end. */
  readonly isClosed: boolean;
}

const swapped = 'a latitude beyond 90 degrees: longitude and latitude seem to be swapped';

/**
 * A closed ring without one point twice in a row, its first longitude within 180 degrees; where it crosses the antimeridian it goes on beyond.
 * A step of more than half the Earth is meant the other way round; one of the whole Earth is as it stands. Heights are left out.
 *
 * @returns undefined, with a finding, if it is no ring: nothing is guessed
 */
export function readRing(value: unknown, options: RingOptions, notes: Notes): readonly Position[] | undefined {
  if (!Array.isArray(value)) return notes.refused('position-unreadable', 'a ring is no list of positions');
  const positions = readPositions(value, options.order, notes);
  if (positions === undefined) return undefined;
  const ring = unrolled(positions, notes);
  if (ring === undefined) return undefined;
  const [first, last] = [ring[0], ring.at(-1)];
  if (first === undefined || last === undefined) return notes.refused('ring-too-short', 'a ring is empty');
  if (first[0] !== last[0] || first[1] !== last[1]) {
    if (options.isClosed) notes.tolerated('ring-not-closed', 'a ring does not end where it begins: closed');
    ring.push(first);
  }
  if (!hasThreePoints(ring)) {
    return notes.refused('ring-too-short', 'a ring has fewer than three different points');
  }
  if (!hasArea(ring)) return notes.refused('ring-without-area', 'all points of a ring lie on one line');
  return ring;
}

function readPositions(
  values: readonly unknown[],
  order: RingOptions['order'],
  notes: Notes,
): readonly Position[] | undefined {
  const positions: Position[] = [];
  for (const value of values) {
    const position = readPosition(value, order, notes);
    if (position === undefined) return undefined;
    positions.push(position);
  }
  return positions;
}

/** Longitude and latitude of a position that may have a height too. @returns undefined, with a finding, if it is not on the Earth */
export function readPosition(value: unknown, order: RingOptions['order'], notes: Notes): Position | undefined {
  if (!Array.isArray(value) || value.length < 2 || !Number.isFinite(value[0]) || !Number.isFinite(value[1])) {
    return notes.refused('position-unreadable', 'a position is no pair of numbers');
  }
  // A list of a million is not copied if it is right as it is.
  const isAsItIs = order === 'longitude-first' && value.length === 2;
  const position = (isAsItIs
    ? value
    : order === 'longitude-first'
      ? [value[0], value[1]]
      : [value[1], value[0]]) as unknown as Position;
  const [longitude, latitude] = position;
  if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 360) return position;
  if (Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90) return notes.refused('swapped-axes', swapped);
  return notes.refused('degrees-out-of-range', 'a position is not on the Earth');
}

/** Lets longitudes run on beyond 180 degrees. One point twice in a row is left out. */
function unrolled(positions: readonly Position[], notes: Notes): Position[] | undefined {
  const first = positions[0];
  if (first === undefined) return [];
  const start = first[0] > 180 ? -360 : first[0] < -180 ? 360 : 0;
  const ring: Position[] = [];
  let turn = start;
  let last = first[0];
  let crosses = false;
  let isDoubled = false;
  for (const position of positions) {
    const [longitude, latitude] = position;
    turn -= turnOf(longitude - last);
    last = longitude;
    const at = longitude + turn;
    if (Math.abs(at) > 180) crosses = true;
    const previous = ring.at(-1);
    if (previous !== undefined && previous[0] === at && previous[1] === latitude) isDoubled = true;
    else ring.push(turn === 0 ? position : [at, latitude]);
  }
  if (turn - turnOf(first[0] - last) !== start) {
    return notes.refused('ring-around-pole', 'a ring goes around a pole: close it along the latitude of the pole');
  }
  if (positions.every(([longitude]) => Math.abs(longitude) > 180)) {
    return notes.refused('degrees-out-of-range', 'all longitudes of a ring are beyond 180 degrees');
  }
  if (isDoubled) notes.tolerated('duplicate-points', 'a ring has one point twice in a row');
  if (crosses) notes.tolerated('crosses-antimeridian', 'a ring crosses the antimeridian, and is not cut there');
  return ring;
}

function turnOf(step: number): number {
  return Math.abs(step) > 180 && Math.abs(step) < 360 ? 360 * Math.sign(step) : 0;
}

function hasThreePoints(ring: readonly Position[]): boolean {
  const [a, b] = [ring[0]!, ring[1]];
  if (b === undefined) return false;
  return ring.some(([x, y]) => (x !== a[0] || y !== a[1]) && (x !== b[0] || y !== b[1]));
}

function hasArea(ring: readonly Position[]): boolean {
  const [a, b] = [ring[0]!, ring[1]!];
  return ring.some(([x, y]) => sideOf(a[0], a[1], b[0], b[1], x, y) !== 0);
}

/** Twice the area in square degrees; positive if the ring runs counterclockwise. */
export function signedArea(ring: readonly Position[]): number {
  const [originX, originY] = ring[0]!;
  let sum = 0;
  for (let at = 1; at < ring.length; at++) {
    const [x, y] = ring[at - 1]!;
    const [nextX, nextY] = ring[at]!;
    sum += (x - originX) * (nextY - originY) - (nextX - originX) * (y - originY);
  }
  return sum;
}

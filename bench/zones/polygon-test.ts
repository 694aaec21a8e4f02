import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { isPointInPolygon } from 'geolib';
import type { GeoZone, Position } from '../../src/zones/zone.ts';
import { Draw } from '../draw.ts';
import { median } from '../numbers.ts';
import { speedOf } from '../speed.ts';
import { type Spread, spreadOf } from '../throughput.ts';
import { madeSource, type Zones } from './load-zones.ts';
import { starRing } from './made-zones.ts';

/** Tests a second of ours over those of geolib. */
export const LEAST_TEST_RATIO = 300;
const CORNERS = 64;
const ZONES = 200;
/** Nearer to an edge than this the others may say the other side: rounding. */
const EDGE_DEG = 1e-9;

export interface PolygonOptions {
  /** Points that all three are asked for. */
  readonly points: number;
  /** Of them, those that geolib is timed with. */
  readonly timed: number;
  readonly rounds: number;
}

export interface PolygonResult extends PolygonOptions {
  readonly inside: number;
  /** Points within rounding of an edge, where another answer counts for nothing. */
  readonly onEdge: number;
  /** Tests a second, medians. */
  readonly ourSpeed: number;
  readonly geolibSpeed: number;
  readonly turfSpeed: number;
  readonly ratio: Spread;
  readonly turfRatio: Spread;
  readonly bound: number;
}

interface Subject {
  readonly volume: number;
  readonly ring: readonly Position[];
  readonly forGeolib: { longitude: number; latitude: number }[];
  readonly forTurf: { type: 'Polygon'; coordinates: number[][][] };
}

/**
 * The test of a point against a polygon of 64 corners, against geolib's and turf's over the same polygons and points, in and near them.
 * @throws Error if an answer is another one than theirs away from edges
 */
export async function measurePolygonTest(zones: Zones, options: PolygonOptions): Promise<PolygonResult> {
  const draw = new Draw(64);
  const rings = Array.from({ length: ZONES }, () =>
    starRing(draw, [360 * draw.unit() - 180, 160 * draw.unit() - 80], 100 * 30 ** draw.unit(), CORNERS),
  );
  const made = rings.map((ring, number): GeoZone => {
    const volumes = [{ shape: { kind: 'polygon', rings: [ring] } }] as const;
    return { identifier: String(number), restriction: 'unknown', reasons: [], volumes, applicability: [] };
  });
  const index = new zones.ZoneIndex([{ source: madeSource, zones: made }]);
  const subjects: Subject[] = [];
  for (let volume = 0; volume < index.volumeCount; volume++) {
    const ring = rings[index.zoneOf(volume)]!;
    const forGeolib = ring.slice(1).map(([longitude, latitude]) => ({ longitude, latitude }));
    const coordinates = [ring.map(([longitude, latitude]) => [longitude, latitude])];
    subjects.push({ volume, ring, forGeolib, forTurf: { type: 'Polygon', coordinates } });
  }
  const which = new Uint32Array(options.points);
  const places = new Float64Array(2 * options.points);
  for (let point = 0; point < options.points; point++) {
    which[point] = Math.floor(draw.unit() * ZONES);
    const [longitude, latitude] = near(draw, subjects[which[point]!]!.ring);
    places[2 * point] = longitude;
    places[2 * point + 1] = latitude;
  }
  const { inside, onEdge } = compare(index, subjects, which, places);

  // Nothing but the test is timed: points for geolib and turf are made before.
  const timedPoints = Array.from({ length: options.timed }, (_, point) => {
    return { longitude: places[2 * point]!, latitude: places[2 * point + 1]! };
  });
  const turfPoints = timedPoints.map(({ longitude, latitude }) => [longitude, latitude]);
  let sum = 0;
  const ours = (): void => {
    for (let point = 0; point < options.points; point++) {
      if (index.covers(subjects[which[point]!]!.volume, places[2 * point + 1]!, places[2 * point]!)) sum++;
    }
  };
  const geolib = (): void => {
    timedPoints.forEach((point, number) => {
      if (isPointInPolygon(point, subjects[which[number]!]!.forGeolib)) sum++;
    });
  };
  const turf = (): void => {
    turfPoints.forEach((point, number) => {
      if (booleanPointInPolygon(point, subjects[which[number]!]!.forTurf)) sum++;
    });
  };
  const rounds: { ours: number; geolib: number; turf: number }[] = [];
  for (let round = -1; round < options.rounds; round++) {
    // In millions a second, as megabytes.
    const measured = {
      ours: await speedOf(ours, options.points),
      geolib: await speedOf(geolib, options.timed),
      turf: await speedOf(turf, options.timed),
    };
    // The first is to warm up.
    if (round >= 0) rounds.push(measured);
  }
  if (!(sum > 0)) throw new Error('no point was inside');
  const speed = (key: 'ours' | 'geolib' | 'turf'): number =>
    Math.round(1e6 * median(rounds.map((round) => round[key])));
  return {
    ...options,
    ...{ inside, onEdge },
    ...{ ourSpeed: speed('ours'), geolibSpeed: speed('geolib'), turfSpeed: speed('turf') },
    ratio: spreadOf(rounds.map((round) => round.ours / round.geolib)),
    turfRatio: spreadOf(rounds.map((round) => round.ours / round.turf)),
    bound: LEAST_TEST_RATIO,
  };
}

/** A place in the box around a ring, or beside it. */
function near(draw: Draw, ring: readonly Position[]): Position {
  const between = (which: 0 | 1): number => {
    const values = ring.map((position) => position[which]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return least + (most - least) * (1.2 * draw.unit() - 0.1);
  };
  return [between(0), between(1)];
}

function compare(
  index: InstanceType<Zones['ZoneIndex']>,
  subjects: readonly Subject[],
  which: Uint32Array,
  places: Float64Array,
): { inside: number; onEdge: number } {
  let [inside, onEdge] = [0, 0];
  which.forEach((number, point) => {
    const { volume, ring, forGeolib, forTurf } = subjects[number]!;
    const [longitude, latitude] = [places[2 * point]!, places[2 * point + 1]!];
    const ours = index.covers(volume, latitude, longitude);
    if (ours) inside++;
    const geolib = isPointInPolygon({ longitude, latitude }, forGeolib);
    if (ours === geolib && ours === booleanPointInPolygon([longitude, latitude], forTurf)) return;
    if (!isOnEdge(ring, longitude, latitude)) throw new Error(`point ${point}: geolib or turf finds another side`);
    onEdge++;
  });
  return { inside, onEdge };
}

function isOnEdge(ring: readonly Position[], x: number, y: number): boolean {
  return ring.slice(1).some(([x2, y2], index) => {
    const [x1, y1] = ring[index]!;
    const share = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2);
    const along = Math.min(1, Math.max(0, share));
    return Math.hypot(x1 + along * (x2 - x1) - x, y1 + along * (y2 - y1) - y) < EDGE_DEG;
  });
}

export function missedPolygonBounds({ ratio, bound }: PolygonResult, share = 1): string[] {
  if (ratio.median >= share * bound) return [];
  return [`polygon test: ${ratio.median} times as fast as geolib's, not ${bound} times`];
}

import type { Position } from '../zone.ts';
import type { Room } from './room.ts';

/** Consecutive edges that have a box around them, and runs of edges that have one. */
const RUN_EDGES = 16;
const BLOCK_RUNS = 16;

/** How many positions a ring takes: one that is not closed is closed. */
export function positionsOf(ring: readonly Position[]): number {
  return ring.length + (isClosed(ring) ? 0 : 1);
}

function isClosed(ring: readonly Position[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return first === undefined || (first[0] === last![0] && first[1] === last![1]);
}

/** How much the polygons to come will take. */
export interface PolygonCounts {
  polygons: number;
  rings: number;
  positions: number;
  runs: number;
  blocks: number;
}

export function countPolygon(rings: readonly (readonly Position[])[], counts: PolygonCounts): void {
  counts.polygons++;
  counts.rings += rings.length;
  for (const ring of rings) {
    const positions = positionsOf(ring);
    const runs = Math.ceil((positions - 1) / RUN_EDGES);
    counts.positions += positions;
    counts.runs += runs;
    counts.blocks += Math.ceil(runs / BLOCK_RUNS);
  }
}

/**
 * Polygons with holes, edges straight in degrees, flat in a few arrays. Every sixteen edges of a ring have a box, and every sixteen boxes another one, so that a
 * test looks only at edges beside the point. Points on an edge may count as either side.
 */
export class Polygons {
  /** Longitude and latitude by turns. */
  readonly #points: Float64Array;
  /** West, south, east, north. */
  readonly #runs: Float64Array;
  readonly #blocks: Float64Array;
  /** Where the rings of a polygon, and the positions, runs and blocks of a ring start; one more than there are. */
  readonly #firstRing: Uint32Array;
  readonly #firstPoint: Uint32Array;
  readonly #firstRun: Uint32Array;
  readonly #firstBlock: Uint32Array;
  #polygonCount = 0;
  #ringCount = 0;

  /** @param counts of all polygons that will be added */
  constructor(counts: PolygonCounts) {
    this.#points = new Float64Array(2 * counts.positions);
    this.#runs = new Float64Array(4 * counts.runs);
    this.#blocks = new Float64Array(4 * counts.blocks);
    this.#firstRing = new Uint32Array(counts.polygons + 1);
    this.#firstPoint = new Uint32Array(counts.rings + 1);
    this.#firstRun = new Uint32Array(counts.rings + 1);
    this.#firstBlock = new Uint32Array(counts.rings + 1);
  }

  get byteLength(): number {
    const arrays = [this.#points, this.#runs, this.#blocks, this.#firstRing];
    return [...arrays, this.#firstPoint, this.#firstRun, this.#firstBlock].reduce((sum, a) => sum + a.byteLength, 0);
  }

  /** @param turnDeg is taken from every longitude @returns its number */
  add(rings: readonly (readonly Position[])[], turnDeg: number): number {
    for (const ring of rings) this.#addRing(ring, turnDeg);
    this.#firstRing[this.#polygonCount + 1] = this.#ringCount;
    return this.#polygonCount++;
  }

  #addRing(ring: readonly Position[], turnDeg: number): void {
    const points = this.#points;
    const number = this.#ringCount++;
    const start = this.#firstPoint[number]!;
    const positions = positionsOf(ring);
    for (let index = 0; index < positions; index++) {
      const position = ring[index < ring.length ? index : 0]!;
      points[2 * (start + index)] = position[0] - turnDeg;
      points[2 * (start + index) + 1] = position[1];
    }
    const end = start + positions;
    let run = this.#firstRun[number]!;
    for (let first = start; first < end - 1; first += RUN_EDGES, run++) {
      putBox(points, 2, 0, first, Math.min(first + RUN_EDGES + 1, end), this.#runs, run);
    }
    let block = this.#firstBlock[number]!;
    for (let first = this.#firstRun[number]!; first < run; first += BLOCK_RUNS, block++) {
      putBox(this.#runs, 4, 2, first, Math.min(first + BLOCK_RUNS, run), this.#blocks, block);
    }
    this.#firstPoint[number + 1] = end;
    this.#firstRun[number + 1] = run;
    this.#firstBlock[number + 1] = block;
  }

  /** Whether a fix is in the outer ring and in no hole, also where holes overlap. @param turnDeg what to add to the polygon's longitudes to have the fix's */
  contains(polygon: number, turnDeg: number, fix: Room): boolean {
    const first = this.#firstRing[polygon]!;
    const end = this.#firstRing[polygon + 1]!;
    for (let ring = first; ring < end; ring++) {
      if (this.#isInRing(ring, turnDeg, fix) !== (ring === first)) return false;
    }
    return true;
  }

  /** Whether a ray to the east crosses an odd number of edges. */
  #isInRing(ring: number, turnDeg: number, fix: Room): boolean {
    const y = within(fix.latitudeDeg, 90);
    const x = within(fix.longitudeDeg - turnDeg, 180);
    const blocks = this.#blocks;
    const last = this.#firstPoint[ring + 1]! - 1;
    const firstRun = this.#firstRun[ring]!;
    const firstPoint = this.#firstPoint[ring]!;
    const firstBlock = this.#firstBlock[ring]!;
    const endBlock = this.#firstBlock[ring + 1]!;
    let isInside = false;
    for (let block = firstBlock; block < endBlock; block++) {
      const at = 4 * block;
      if (y < blocks[at + 1]! || y > blocks[at + 3]! || x > blocks[at + 2]!) continue;
      const runs = BLOCK_RUNS * (block - firstBlock);
      const from = firstPoint + RUN_EDGES * runs;
      const to = Math.min(from + RUN_EDGES * BLOCK_RUNS, last);
      if (this.#isCrossed(firstRun + runs, from, to, x < blocks[at]!, turnDeg, fix)) isInside = !isInside;
    }
    return isInside;
  }

  /** Whether the ray crosses an odd number of the edges between two positions. @param isEast they are all east of the point */
  #isCrossed(firstRun: number, from: number, to: number, isEast: boolean, turnDeg: number, fix: Room): boolean {
    const points = this.#points;
    const y = within(fix.latitudeDeg, 90);
    const x = within(fix.longitudeDeg - turnDeg, 180);
    // Of consecutive edges an odd number is crossed if their ends are on different sides.
    if (isEast) return points[2 * from + 1]! > y !== points[2 * to + 1]! > y;
    const runs = this.#runs;
    let isOdd = false;
    for (let run = firstRun, start = from; start < to; run++, start += RUN_EDGES) {
      const at = 4 * run;
      if (y < runs[at + 1]! || y > runs[at + 3]! || x > runs[at + 2]!) continue;
      const end = Math.min(start + RUN_EDGES, to);
      if (x < runs[at]!) {
        if (points[2 * start + 1]! > y !== points[2 * end + 1]! > y) isOdd = !isOdd;
        continue;
      }
      for (let point = 2 * start; point < 2 * end; point += 2) {
        const south = points[point + 1]!;
        const north = points[point + 3]!;
        if (south > y === north > y) continue;
        const west = points[point]!;
        if (x < west + ((y - south) / (north - south)) * (points[point + 2]! - west)) isOdd = !isOdd;
      }
    }
    return isOdd;
  }

  /**
   * Cuts a room until no edge is in it.
   * @param turnDeg what to add to the polygon's longitudes to have the room's
   * @returns whether there was one
   */
  cut(polygon: number, turnDeg: number, room: Room): boolean {
    const blocks = this.#blocks;
    let isCut = false;
    for (let ring = this.#firstRing[polygon]!; ring < this.#firstRing[polygon + 1]!; ring++) {
      const firstBlock = this.#firstBlock[ring]!;
      for (let block = firstBlock; block < this.#firstBlock[ring + 1]!; block++) {
        if (!room.meets(blocks, 4 * block, turnDeg)) continue;
        const run = this.#firstRun[ring]! + BLOCK_RUNS * (block - firstBlock);
        if (this.#cutRuns(ring, run, Math.min(run + BLOCK_RUNS, this.#firstRun[ring + 1]!), turnDeg, room))
          isCut = true;
      }
    }
    return isCut;
  }

  #cutRuns(ring: number, first: number, end: number, turnDeg: number, room: Room): boolean {
    const runs = this.#runs;
    const points = this.#points;
    const last = 2 * (this.#firstPoint[ring + 1]! - 1);
    let isCut = false;
    for (let run = first; run < end; run++) {
      if (!room.meets(runs, 4 * run, turnDeg)) continue;
      const start = 2 * (this.#firstPoint[ring]! + RUN_EDGES * (run - this.#firstRun[ring]!));
      const stop = Math.min(start + 2 * RUN_EDGES, last);
      for (let point = start; point < stop; point += 2) {
        if (room.cutEdge(points, point, turnDeg)) isCut = true;
      }
    }
    return isCut;
  }
}

/**
 * Writes the box around consecutive points or boxes.
 * @param size numbers of one in `from`
 * @param far how far behind west and south its east and north stand
 */
function putBox(
  from: Float64Array,
  size: number,
  far: number,
  first: number,
  end: number,
  boxes: Float64Array,
  box: number,
): void {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = size * first; at < size * end; at += size) {
    west = Math.min(west, from[at]!);
    south = Math.min(south, from[at + 1]!);
    east = Math.max(east, from[at + far]!);
    north = Math.max(north, from[at + far + 1]!);
  }
  boxes.set([west, south, east, north], 4 * box);
}

/** A tenth of a millimetre: zones that end at the North Pole or the antimeridian count there, as those that begin there do. */
const HAIR_DEG = 1e-9;

function within(degrees: number, end: number): number {
  return degrees === end ? end - HAIR_DEG : degrees;
}

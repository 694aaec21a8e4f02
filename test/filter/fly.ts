import type { Track } from '../../src/filter/track.ts';
import { type GeoPoint, movedBy } from '../../src/geo/surface.ts';

/** Even draws from [0, 1) that are the same each time (mulberry32). */
export function drawsOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bytes of log between two fixes. */
export const RECORD_BYTES = 100;

/** A flight over a plane around a base, fix by fix: metres east and north of it. */
export class Flight {
  readonly base: GeoPoint;
  readonly #hz: number;
  readonly #speedMS: number;
  readonly #wander: () => number;
  readonly #rows: { timeUs: number; point: GeoPoint; altitudeM: number }[] = [];
  #timeUs = 1_700_000_000_000_000;
  east = 0;
  north = 0;
  altitudeM = 500;

  /** @param options.wanderM fixes are off by up to so much in each direction */
  constructor(base: GeoPoint, options: { hz?: number; speedMS?: number; wanderM?: number; seed?: number } = {}) {
    const { hz = 4, speedMS = 10, wanderM = 0, seed = 1 } = options;
    this.base = base;
    this.#hz = hz;
    this.#speedMS = speedMS;
    const draw = drawsOf(seed);
    this.#wander = () => (2 * draw() - 1) * wanderM;
  }

  at(east: number, north: number): this {
    this.east = east;
    this.north = north;
    return this;
  }

  stand(seconds: number): this {
    for (let fix = 0; fix < seconds * this.#hz; fix++) this.#fix(this.east, this.north);
    return this;
  }

  to(east: number, north: number): this {
    const wayM = Math.hypot(east - this.east, north - this.north);
    const steps = Math.max(1, Math.round((wayM / this.#speedMS) * this.#hz));
    const [fromEast, fromNorth] = [this.east, this.north];
    for (let step = 1; step <= steps; step++) {
      this.at(fromEast + ((east - fromEast) * step) / steps, fromNorth + ((north - fromNorth) * step) / steps);
      this.#fix(this.east, this.north);
    }
    return this.at(east, north);
  }

  /** Fixes that tell another place than where the aircraft is. */
  garbage(east: number, north: number, fixes = 1): this {
    for (let fix = 0; fix < fixes; fix++) this.#fix(east, north);
    return this;
  }

  climb(metres: number): this {
    this.altitudeM += metres;
    return this;
  }

  pause(seconds: number): this {
    this.#timeUs += seconds * 1e6;
    return this;
  }

  #fix(east: number, north: number): void {
    const point = movedBy(this.base, east + this.#wander(), north + this.#wander());
    this.#rows.push({ timeUs: this.#timeUs, point, altitudeM: this.altitudeM });
    this.#timeUs += 1e6 / this.#hz;
  }

  track(): Track {
    return trackOf(this.#rows);
  }
}

export function trackOf(
  rows: readonly { timeUs?: number; point: GeoPoint; altitudeM?: number; offset?: number }[],
): Track {
  return {
    length: rows.length,
    timeUs: Float64Array.from(rows, ({ timeUs }) => timeUs ?? Number.NaN),
    offset: Float64Array.from(rows, ({ offset }, index) => offset ?? index * RECORD_BYTES),
    latitudeDeg: Float64Array.from(rows, ({ point }) => point.latitudeDeg),
    longitudeDeg: Float64Array.from(rows, ({ point }) => point.longitudeDeg),
    altitudeM: Float64Array.from(rows, ({ altitudeM }) => altitudeM ?? Number.NaN),
  };
}

/** East and north of the base, in metres, on the sphere's tangent plane: good to a metre in ten kilometres. */
export function planeOf(
  base: GeoPoint,
  { latitudeDeg, longitudeDeg }: GeoPoint,
): readonly [east: number, north: number] {
  const metresPerDeg = (movedBy(base, 0, 1000).latitudeDeg - base.latitudeDeg) / 1000;
  const turn = longitudeDeg - base.longitudeDeg;
  const wrapped = turn - 360 * Math.floor((turn + 180) / 360);
  const eastPerDeg = (movedBy(base, 1000, 0).longitudeDeg - base.longitudeDeg) / 1000;
  return [wrapped / eastPerDeg, (latitudeDeg - base.latitudeDeg) / metresPerDeg];
}

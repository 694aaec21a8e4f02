import { type GeoPoint, putSurfacePoint } from './surface.ts';

/** A part of the Earth's surface. */
export interface Zone {
  /** Allocates nothing; false for anything that is no place. */
  contains(latitudeDeg: number, longitudeDeg: number): boolean;
}

/** A degree of latitude is nowhere shorter (WGS 84, at the equator). */
const LEAST_M_PER_DEG = 110_574;

/** All points within so many metres of a centre, in a straight line through space; poles and antimeridian are places like others. */
export class Disc implements Zone, GeoPoint {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly radiusM: number;
  readonly #bandDeg: number;
  /** Earth-centred, in metres: the centre, and scratch for the point that is looked at. */
  readonly #centre = new Float64Array(3);
  readonly #point = new Float64Array(3);

  constructor(centre: GeoPoint, radiusM: number) {
    this.latitudeDeg = centre.latitudeDeg;
    this.longitudeDeg = centre.longitudeDeg;
    this.radiusM = radiusM;
    // Fields may be rounded to 1e-7 degrees.
    this.#bandDeg = (radiusM * 1.001) / LEAST_M_PER_DEG + 1e-6;
    putSurfacePoint(centre.latitudeDeg, centre.longitudeDeg, this.#centre, 0);
  }

  contains(latitudeDeg: number, longitudeDeg: number): boolean {
    const north = latitudeDeg - this.latitudeDeg;
    if (!(north <= this.#bandDeg && north >= -this.#bandDeg)) return false;
    if (!(latitudeDeg <= 90 && latitudeDeg >= -90)) return false;
    putSurfacePoint(latitudeDeg, longitudeDeg, this.#point, 0);
    return this.distanceM(this.#point, 0) <= this.radiusM;
  }

  /** Metres from the centre to the point whose earth-centred coordinates stand at `points[at]`. */
  distanceM(points: Float64Array, at: number): number {
    const x = points[at]! - this.#centre[0]!;
    const y = points[at + 1]! - this.#centre[1]!;
    const z = points[at + 2]! - this.#centre[2]!;
    return Math.sqrt(x * x + y * y + z * z);
  }

  /** The angle in radians, from 0 to pi, between the way from one point to another and the direction away from the centre. */
  angleAway(points: Float64Array, from: number, to: number): number {
    const centre = this.#centre;
    let product = 0;
    let way = 0;
    for (let axis = 0; axis < 3; axis++) {
      const step = points[to + axis]! - points[from + axis]!;
      product += step * (points[from + axis]! - centre[axis]!);
      way += step * step;
    }
    const cosine = product / (Math.sqrt(way) * this.distanceM(points, from));
    return Math.acos(Math.min(1, Math.max(-1, cosine)));
  }
}

/**
 * A polygon with holes whose edges are straight in degrees (RFC 7946, section 3.1.6). Points on an edge may count as either side.
 */
export class Polygon implements Zone {
  readonly #longitudes: Float64Array;
  readonly #latitudes: Float64Array;
  /** Where each ring ends in the arrays. */
  readonly #ends: Int32Array;
  readonly #south: number;
  readonly #north: number;
  readonly #west: number;
  readonly #east: number;

  /** @param rings closed rings of [longitude, latitude] in degrees, the outer one first; see {@link unrolled} for the antimeridian */
  constructor(rings: readonly (readonly (readonly [longitudeDeg: number, latitudeDeg: number])[])[]) {
    this.#longitudes = Float64Array.from(rings.flat(), ([longitude]) => longitude);
    this.#latitudes = Float64Array.from(rings.flat(), ([, latitude]) => latitude);
    let end = 0;
    this.#ends = Int32Array.from(rings, (ring) => (end += ring.length));
    const least = (values: Float64Array): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const most = (values: Float64Array): number => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    this.#south = least(this.#latitudes);
    this.#north = most(this.#latitudes);
    this.#west = least(this.#longitudes);
    this.#east = most(this.#longitudes);
  }

  contains(latitudeDeg: number, longitudeDeg: number): boolean {
    if (!(latitudeDeg >= this.#south && latitudeDeg <= this.#north)) return false;
    // A ring that crosses the antimeridian goes on beyond 180 degrees.
    for (let turn = -360; turn <= 360; turn += 360) {
      const longitude = longitudeDeg + turn;
      if (longitude >= this.#west && longitude <= this.#east && this.#isInside(latitudeDeg, longitude)) return true;
    }
    return false;
  }

  /** In the outer ring and in no hole, also where holes overlap. */
  #isInside(latitude: number, longitude: number): boolean {
    let from = 0;
    for (let ring = 0; ring < this.#ends.length; ring++) {
      const end = this.#ends[ring]!;
      if (this.#isInRing(latitude, longitude, from, end) !== (ring === 0)) return false;
      from = end;
    }
    return this.#ends.length > 0;
  }

  /** Whether a ray to the east crosses an odd number of edges. */
  #isInRing(latitude: number, longitude: number, from: number, end: number): boolean {
    const longitudes = this.#longitudes;
    const latitudes = this.#latitudes;
    let isInside = false;
    for (let at = from; at < end - 1; at++) {
      const south = latitudes[at]!;
      const north = latitudes[at + 1]!;
      if (south > latitude === north > latitude) continue;
      const west = longitudes[at]!;
      const crossing = west + ((latitude - south) / (north - south)) * (longitudes[at + 1]! - west);
      if (longitude < crossing) isInside = !isInside;
    }
    return isInside;
  }
}

/** The zones together. */
export function anyOf(zones: readonly Zone[]): Zone {
  return {
    contains(latitudeDeg, longitudeDeg) {
      for (let index = 0; index < zones.length; index++) {
        if (zones[index]!.contains(latitudeDeg, longitudeDeg)) return true;
      }
      return false;
    },
  };
}

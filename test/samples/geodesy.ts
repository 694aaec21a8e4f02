/** Geodesy for tests, written apart from the product's and the samples': earth-centred coordinates and plain matrices. */

export interface Position {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

export type Plane = readonly [east: number, north: number];
type Vector = readonly [number, number, number];

const EQUATOR_M = 6_378_137;
const POLE_M = 6_356_752.314_245;
const DEGREE = Math.PI / 180;
/** Of a degree of latitude, about. */
export const METRES_PER_DEGREE = 111_320;

/** East and north, in metres, in the plane that touches the ellipsoid at one place. */
export class TangentPlane {
  readonly #centre: Vector;
  readonly #east: Vector;
  readonly #north: Vector;

  constructor(at: Position) {
    this.#centre = earthCentred(at);
    this.#east = eastAt(at);
    this.#north = northAt(at);
  }

  /** Of a place on the ellipsoid. */
  metres(position: Position): Plane {
    const point = earthCentred(position);
    const away: Vector = [point[0] - this.#centre[0], point[1] - this.#centre[1], point[2] - this.#centre[2]];
    return [dot(away, this.#east), dot(away, this.#north)];
  }

  /** Bearing, in radians, that true north of this place has in the plane. */
  northRad(position: Position): number {
    const north = northAt(position);
    return Math.atan2(dot(north, this.#east), dot(north, this.#north));
  }
}

function earthCentred({ latitudeDeg, longitudeDeg }: Position): Vector {
  const [latitude, longitude] = [latitudeDeg * DEGREE, longitudeDeg * DEGREE];
  const scale = Math.hypot(EQUATOR_M * Math.cos(latitude), POLE_M * Math.sin(latitude));
  const axis = (EQUATOR_M ** 2 / scale) * Math.cos(latitude);
  return [axis * Math.cos(longitude), axis * Math.sin(longitude), (POLE_M ** 2 / scale) * Math.sin(latitude)];
}

function eastAt({ longitudeDeg }: Position): Vector {
  return [-Math.sin(longitudeDeg * DEGREE), Math.cos(longitudeDeg * DEGREE), 0];
}

function northAt({ latitudeDeg, longitudeDeg }: Position): Vector {
  const [latitude, longitude] = [latitudeDeg * DEGREE, longitudeDeg * DEGREE];
  return [-Math.sin(latitude) * Math.cos(longitude), -Math.sin(latitude) * Math.sin(longitude), Math.cos(latitude)];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** A motion of the plane without scaling or mirroring: a clockwise turn about the origin, then a shift. */
export class Motion {
  readonly turnRad: number;
  readonly #shift: Plane;

  constructor(turnRad: number, shift: Plane) {
    this.turnRad = turnRad;
    this.#shift = shift;
  }

  apply([east, north]: Plane): Plane {
    const [sine, cosine] = [Math.sin(this.turnRad), Math.cos(this.turnRad)];
    return [east * cosine + north * sine + this.#shift[0], north * cosine - east * sine + this.#shift[1]];
  }

  /**
   * The motion that fits best in the sense of least squares.
   * @param turnRad if the turn is known already
   */
  static fit(from: readonly Plane[], to: readonly Plane[], turnRad?: number): Motion {
    const [a, b] = [mean(from), mean(to)];
    let sine = 0;
    let cosine = 0;
    for (let index = 0; index < from.length; index++) {
      const [east, north] = minus(from[index]!, a);
      const [east2, north2] = minus(to[index]!, b);
      cosine += east * east2 + north * north2;
      sine += north * east2 - east * north2;
    }
    const turn = turnRad ?? Math.atan2(sine, cosine);
    return new Motion(turn, minus(b, new Motion(turn, [0, 0]).apply(a)));
  }
}

function mean(points: readonly Plane[]): Plane {
  let [east, north] = [0, 0];
  for (const point of points) {
    east += point[0] / points.length;
    north += point[1] / points.length;
  }
  return [east, north];
}

export function minus([east, north]: Plane, [east2, north2]: Plane): Plane {
  return [east - east2, north - north2];
}

export function lengthOf([east, north]: Plane): number {
  return Math.hypot(east, north);
}

/** An angle in [-pi, pi). */
export function wrapRad(angle: number): number {
  return angle - 2 * Math.PI * Math.floor((angle + Math.PI) / (2 * Math.PI));
}

/** The value that most of many angles lie around, however they wrap. */
export function middleRad(angles: readonly number[]): number {
  const from = angles[0] ?? 0;
  const sorted = angles.map((angle) => wrapRad(angle - from)).sort((a, b) => a - b);
  return wrapRad(from + (sorted[sorted.length >> 1] ?? 0));
}

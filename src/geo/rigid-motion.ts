import { CUBIC_TERMS, fitCubic } from './cubic.ts';
import { ECCENTRICITY_2, primeVerticalM, RADIANS, SECOND_ECCENTRICITY_2, SEMI_MAJOR_M, SEMI_MINOR_M } from './wgs84.ts';

/** Below this many radians (127 km) sines, cosines and arc tangents are a few terms of their series, exact to a double's precision. */
const SMALL = 0.02;
/** Within so many radians (5 km) of the base the motion is a polynomial of third degree to less than {@link NEAR_ERROR}, and several times as fast. */
const NEAR = 8e-4;
/** In radians: a thousandth of what degrees times 1e7 can tell. */
const NEAR_ERROR = 2e-12;
/** Further from the reference, in metres, nothing is moved. */
const FARTHEST_M = 220_000;

/** A point on the ellipsoid, with what a motion needs of it. */
class Base {
  readonly latitude: number;
  readonly longitude: number;
  readonly sine: number;
  readonly cosine: number;
  /** Distance from the axis and from the equator's plane. */
  readonly axisM: number;
  readonly planeM: number;

  constructor(latitudeDeg: number, longitudeDeg: number) {
    this.latitude = latitudeDeg * RADIANS;
    this.longitude = longitudeDeg * RADIANS;
    this.sine = Math.sin(this.latitude);
    this.cosine = Math.cos(this.latitude);
    const normalM = primeVerticalM(this.sine);
    this.axisM = normalM * this.cosine;
    this.planeM = normalM * (1 - ECCENTRICITY_2) * this.sine;
  }
}

/**
 * Moves points of the WGS 84 ellipsoid like one stiff body: the tangent frame (east, north, up) at one base point is laid on the frame at another,
 * turned clockwise. Distances in space stay to the last bit, and so do distances on the ground to about a hundredth of a millimetre in
 * ten kilometres; every other way of moving a track (by degrees, by a map projection) tells the latitude.
 *
 * Allocates nothing for a point; what it finds is in `result`.
 */
export class RigidMotion {
  /**
   * Latitude and longitude in degrees, and how far north at the moved point is turned against north at the true one beyond the frame's
   * own turn, in radians clockwise: the difference of the meridians' convergences.
   */
  readonly result: Float64Array;
  readonly #from: Base;
  readonly #to: Base;
  readonly #cosTurn: number;
  readonly #sinTurn: number;
  readonly #toTangent: number;
  /** East, north, up in metres. */
  readonly #local = new Float64Array(3);
  /** Coefficients of the three results near the base. */
  readonly #near: Float64Array;
  /** Latitude and longitude of the base in degrees, and what makes a degree of either a part of {@link NEAR}; 0: the polynomial does not hold. */
  readonly #scales: Float64Array;

  /**
   * @param from base point of the source, in degrees
   * @param to where it comes to lie, in degrees; not near a pole
   * @param turnRad clockwise
   * @param result three numbers, where results are put
   */
  constructor(
    from: { readonly latitudeDeg: number; readonly longitudeDeg: number },
    to: { readonly latitudeDeg: number; readonly longitudeDeg: number },
    turnRad: number,
    result: Float64Array = new Float64Array(3),
  ) {
    this.result = result;
    this.#from = new Base(from.latitudeDeg, from.longitudeDeg);
    this.#to = new Base(to.latitudeDeg, to.longitudeDeg);
    this.#cosTurn = Math.cos(turnRad);
    this.#sinTurn = Math.sin(turnRad);
    this.#toTangent = this.#to.sine / this.#to.cosine;
    const perNorth = RADIANS / NEAR;
    this.#scales = Float64Array.of(from.latitudeDeg, from.longitudeDeg, perNorth, perNorth * this.#from.cosine);
    this.#near = fitCubic((u, v) => this.#exactAt(u, v), 3);
    if (!this.#isNearGood()) this.#scales[2] = Number.NaN;
  }

  /** Where a point in parts of {@link NEAR} north and east of the base comes to lie, relative to the other base's longitude. */
  #exactAt(u: number, v: number): Float64Array {
    const [latitudeDeg, longitudeDeg, perNorth, perEast] = this.#scales as unknown as [number, number, number, number];
    if (this.#moveFar(latitudeDeg + u / perNorth, longitudeDeg + v / perEast)) return this.result;
    return this.result.fill(Number.NaN);
  }

  /** Whether the polynomial is as exact as promised: near poles and where the antimeridian runs through it is not. */
  #isNearGood(): boolean {
    for (const u of [-1, -0.55, 0.2, 0.7, 1]) {
      for (const v of [-1, -0.6, 0.1, 0.65, 1]) {
        const exact = Float64Array.from(this.#exactAt(u, v));
        this.#local[0] = u;
        this.#local[1] = v;
        this.#evaluate();
        const [latitude, longitude, convergence] = this.result.map((value, index) => Math.abs(value - exact[index]!));
        if (!(latitude! * RADIANS < NEAR_ERROR && longitude! * RADIANS < NEAR_ERROR && convergence! < 1e-8))
          return false;
      }
    }
    return true;
  }

  /** The polynomial at the two numbers in `#local`: doubles that are handed over in a call may be allocated. */
  #evaluate(): void {
    const { result } = this;
    const near = this.#near;
    const u = this.#local[0]!;
    const v = this.#local[1]!;
    const uu = u * u;
    const uv = u * v;
    const vv = v * v;
    for (let at = 0, output = 0; output < 3; at += CUBIC_TERMS, output++) {
      result[output] =
        near[at]! +
        (near[at + 1]! * u + near[at + 2]! * v) +
        (near[at + 3]! * uu + near[at + 4]! * uv + near[at + 5]! * vv) +
        (near[at + 6]! * uu * u + near[at + 7]! * uu * v + near[at + 8]! * vv * u + near[at + 9]! * vv * v);
    }
  }

  /** @returns false for points too far from the base to be of the same flight */
  move(latitudeDeg: number, longitudeDeg: number): boolean {
    this.result[0] = latitudeDeg;
    this.result[1] = longitudeDeg;
    return this.moveResult();
  }

  /** As {@link move}, of the latitude and longitude that stand in `result`. */
  moveResult(): boolean {
    const { result } = this;
    const scales = this.#scales;
    const u = (result[0]! - scales[0]!) * scales[2]!;
    const v = (result[1]! - scales[1]!) * scales[3]!;
    if (u <= 1 && u >= -1 && v <= 1 && v >= -1) {
      this.#local[0] = u;
      this.#local[1] = v;
      this.#evaluate();
      return true;
    }
    return this.#moveFar(result[0]!, result[1]!);
  }

  #moveFar(latitudeDeg: number, longitudeDeg: number): boolean {
    const from = this.#from;
    const north = latitudeDeg * RADIANS - from.latitude;
    const east = wrap(longitudeDeg * RADIANS - from.longitude);
    const isNear = north < SMALL && north > -SMALL && east < SMALL && east > -SMALL;
    const sinNorth = isNear ? smallSine(north) : Math.sin(north);
    const cosNorth = isNear ? smallCosine(north) : Math.cos(north);
    const sinEast = isNear ? smallSine(east) : Math.sin(east);
    const cosEast = isNear ? smallCosine(east) : Math.cos(east);
    const sine = from.sine * cosNorth + from.cosine * sinNorth;
    const cosine = from.cosine * cosNorth - from.sine * sinNorth;
    const normalM = primeVerticalM(sine);
    const x = normalM * cosine * cosEast - from.axisM;
    const z = normalM * (1 - ECCENTRICITY_2) * sine - from.planeM;
    const eastM = normalM * cosine * sinEast;
    const northM = from.cosine * z - from.sine * x;
    const upM = from.cosine * x + from.sine * z;
    if (!(eastM * eastM + northM * northM + upM * upM < FARTHEST_M * FARTHEST_M)) return false;
    const fromConvergence = smallArc(sine * sinEast, from.sine * sine * cosEast + from.cosine * cosine);
    const local = this.#local;
    local[0] = eastM * this.#cosTurn + northM * this.#sinTurn;
    local[1] = northM * this.#cosTurn - eastM * this.#sinTurn;
    local[2] = upM;
    this.#lay(fromConvergence);
    return true;
  }

  /** From the turned frame to degrees around the other base (one step of Bowring's method, Survey Review 23, 1976: exact to 1e-11 rad here). */
  #lay(fromConvergence: number): void {
    const to = this.#to;
    const local = this.#local;
    const eastM = local[0]!;
    const northM = local[1]!;
    const upM = local[2]!;
    const x = to.axisM - to.sine * northM + to.cosine * upM;
    const z = to.planeM + to.cosine * northM + to.sine * upM;
    const east = smallArc(eastM, x);
    const axisM = Math.sqrt(x * x + eastM * eastM);
    const reduced = (z * SEMI_MAJOR_M) / (axisM * SEMI_MINOR_M);
    const reducedCosine = 1 / Math.sqrt(1 + reduced * reduced);
    const reducedSine = reduced * reducedCosine;
    const rise = z + SECOND_ECCENTRICITY_2 * SEMI_MINOR_M * reducedSine * reducedSine * reducedSine;
    const run = axisM - ECCENTRICITY_2 * SEMI_MAJOR_M * reducedCosine * reducedCosine * reducedCosine;
    const north = smallArc(rise - run * this.#toTangent, run + rise * this.#toTangent);
    const sine = to.sine * smallCosine(north) + to.cosine * smallSine(north);
    const toConvergence = sine * smallSine(east);
    const { result } = this;
    result[0] = (to.latitude + north) / RADIANS;
    result[1] = wrap(to.longitude + east) / RADIANS;
    result[2] = toConvergence - fromConvergence;
  }
}

function wrap(angle: number): number {
  if (angle >= -Math.PI && angle < Math.PI) return angle;
  return angle - 2 * Math.PI * Math.floor((angle + Math.PI) / (2 * Math.PI));
}

function smallSine(angle: number): number {
  const square = angle * angle;
  return angle * (1 - (square / 6) * (1 - (square / 20) * (1 - square / 42)));
}

function smallCosine(angle: number): number {
  const square = angle * angle;
  return 1 - (square / 2) * (1 - (square / 12) * (1 - square / 30));
}

/** atan2, short for small angles. */
function smallArc(y: number, x: number): number {
  const tangent = y / x;
  if (!(x > 0 && tangent < SMALL && tangent > -SMALL)) return Math.atan2(y, x);
  const square = tangent * tangent;
  return tangent * (1 - square * (1 / 3 - square * (1 / 5 - square * (1 / 7 - square / 9))));
}

import { putSurfacePoint } from '../../geo/surface.ts';
import { ECCENTRICITY_2, RADIANS, SEMI_MAJOR_M } from '../../geo/wgs84.ts';
import type { Position } from '../zone.ts';
import type { Room } from './room.ts';

/** Mean radius of the Earth (IUGG), by which an arc is told from its chord: wrong by less than a millimetre at 10 km, a centimetre at 100 km. */
const RADIUS_M = 6_371_008.8;
/** Radius of the meridian's curvature at the equator, where it is least. */
const LEAST_RADIUS_M = SEMI_MAJOR_M * (1 - ECCENTRICITY_2);
/** What sphere and ellipsoid differ by, and more. */
const SLACK = 1.02;

/** West, south, east and north of a circle, never too small; all longitudes where a pole may be in it. @param box is written from `at` on */
export function putCircleBox([longitude, latitude]: Position, radiusM: number, box: Float64Array, at: number): void {
  const reachDeg = (SLACK * radiusM) / LEAST_RADIUS_M / RADIANS;
  const [south, north] = [latitude - reachDeg, latitude + reachDeg];
  const isPolar = south <= -90 || north >= 90;
  const widthDeg = isPolar ? 180 : Math.asin(Math.min(1, sine(reachDeg) / sine(90 - latitude))) / RADIANS;
  const [west, east] = widthDeg >= 90 ? [-180, 180] : [longitude - widthDeg, longitude + widthDeg];
  box.set([west, Math.max(-90, south), east, Math.min(90, north)], at);
}

function sine(degrees: number): number {
  return Math.sin(degrees * RADIANS);
}

/** Circles along the ground of WGS 84. Distances are compared as chords: in a straight line through the Earth. */
export class Circles {
  /** Earth-centred x, y, z of the centre, and the chord of the radius, in metres. */
  readonly #values: Float64Array;
  readonly #point = new Float64Array(3);
  #latitude = Number.NaN;
  #longitude = Number.NaN;
  #count = 0;

  constructor(count: number) {
    this.#values = new Float64Array(4 * count);
  }

  get byteLength(): number {
    return this.#values.byteLength;
  }

  /** @returns its number */
  add([longitude, latitude]: Position, radiusM: number): number {
    const angle = radiusM / RADIUS_M;
    putSurfacePoint(latitude, longitude, this.#values, 4 * this.#count);
    this.#values[4 * this.#count + 3] = angle >= Math.PI ? Infinity : 2 * RADIUS_M * Math.sin(angle / 2);
    return this.#count++;
  }

  /** Allocates nothing. */
  contains(circle: number, fix: Room): boolean {
    return this.#outsideM(circle, fix) <= 0;
  }

  /** Cuts the room around a fix until it is on one side of the circle. @returns whether it was not */
  cut(circle: number, room: Room): boolean {
    return room.cutDistance(Math.abs(this.#outsideM(circle, room)));
  }

  /** Metres outside of the circle, below zero inside. One fix is asked for many circles. */
  #outsideM(circle: number, { latitudeDeg, longitudeDeg }: Room): number {
    const point = this.#point;
    if (latitudeDeg !== this.#latitude || longitudeDeg !== this.#longitude) {
      putSurfacePoint(latitudeDeg, longitudeDeg, point, 0);
      this.#latitude = latitudeDeg;
      this.#longitude = longitudeDeg;
    }
    const values = this.#values;
    const at = 4 * circle;
    const x = point[0]! - values[at]!;
    const y = point[1]! - values[at + 1]!;
    const z = point[2]! - values[at + 2]!;
    return Math.sqrt(x * x + y * y + z * z) - values[at + 3]!;
  }
}

import { ECCENTRICITY_2, primeVerticalM, RADIANS } from './wgs84.ts';

/** A point on the ellipsoid of WGS 84. */
export interface GeoPoint {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

/** Writes the earth-centred coordinates (x, y, z in metres) of a point on the ellipsoid to `out[at..at + 3)`. */
export function putSurfacePoint(latitudeDeg: number, longitudeDeg: number, out: Float64Array, at: number): void {
  const latitude = latitudeDeg * RADIANS;
  const longitude = longitudeDeg * RADIANS;
  const sine = Math.sin(latitude);
  const normalM = primeVerticalM(sine);
  const axisM = normalM * Math.cos(latitude);
  out[at] = axisM * Math.cos(longitude);
  out[at + 1] = axisM * Math.sin(longitude);
  out[at + 2] = normalM * (1 - ECCENTRICITY_2) * sine;
}

/** The point of the ellipsoid at, or within some metres of, these earth-centred coordinates. */
export function surfacePointAt(x: number, y: number, z: number): GeoPoint {
  const axisM = Math.hypot(x, y);
  return {
    latitudeDeg: Math.atan2(z, (1 - ECCENTRICITY_2) * axisM) / RADIANS,
    longitudeDeg: Math.atan2(y, x) / RADIANS,
  };
}

const pair = new Float64Array(6);

/** Metres between two points in a straight line: 1 mm less than along the ground at 10 km. */
export function distanceM(a: GeoPoint, b: GeoPoint): number {
  putSurfacePoint(a.latitudeDeg, a.longitudeDeg, pair, 0);
  putSurfacePoint(b.latitudeDeg, b.longitudeDeg, pair, 3);
  return Math.hypot(pair[3]! - pair[0]!, pair[4]! - pair[1]!, pair[5]! - pair[2]!);
}

/** The point so many metres east and north of another, up to some kilometres; at the poles along the given meridian. */
export function movedBy(from: GeoPoint, eastM: number, northM: number): GeoPoint {
  const sine = Math.sin(from.latitudeDeg * RADIANS);
  const cosine = Math.cos(from.latitudeDeg * RADIANS);
  const east = Math.sin(from.longitudeDeg * RADIANS);
  const north = Math.cos(from.longitudeDeg * RADIANS);
  putSurfacePoint(from.latitudeDeg, from.longitudeDeg, pair, 0);
  return surfacePointAt(
    pair[0]! - east * eastM - sine * north * northM,
    pair[1]! + north * eastM - sine * east * northM,
    pair[2]! + cosine * northM,
  );
}

/** A point on the ground that everything is relative to, with the axes of a flight that starts there. */
export interface Place {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  /** Ground height above sea level. */
  readonly altitudeAmslM: number;
  /** True bearing, at home, of the axis that the flight's path calls north. Default 0. */
  readonly turnDeg?: number;
}

/** Degrees times 1e7 as MAVLink writes them, in [-180, 180). */
export interface LatLon {
  readonly latE7: number;
  readonly lonE7: number;
}

const RADIANS = Math.PI / 180;
export const WGS84_A = 6_378_137;
const WGS84_E2 = 6.694_379_990_141_3e-3;

/**
 * The point of the ellipsoid that stands over or under these coordinates of the plane that touches it at home: exactly what has them in an
 * east-north-up frame there, near poles and the antimeridian too.
 *
 * @param northM metres along the first axis of the flight's path, `eastM` along the second; without a turn they are north and east
 */
export function pointAt(place: Place, northM: number, eastM: number): LatLon {
  const { latitudeRad, eastwardRad } = surfaceAt(place, northM, eastM);
  const longitudeE7 = Math.round((place.longitudeDeg + eastwardRad / RADIANS) * 1e7);
  return { latE7: Math.round((latitudeRad / RADIANS) * 1e7), lonE7: modulo(longitudeE7 + 1.8e9, 3.6e9) - 1.8e9 };
}

/** The same point in degrees, not rounded. */
export function degreesAt(place: Place, northM: number, eastM: number): { latitudeDeg: number; longitudeDeg: number } {
  const { latitudeRad, eastwardRad } = surfaceAt(place, northM, eastM);
  const longitudeDeg = place.longitudeDeg + eastwardRad / RADIANS;
  return { latitudeDeg: latitudeRad / RADIANS, longitudeDeg: modulo(longitudeDeg + 180, 360) - 180 };
}

/**
 * True bearing, in radians, of the path's first axis at a point given as in {@link pointAt}: the turn, and the angle by which the point's
 * meridian departs from the one of home. A bearing along the path's axes and this make a true bearing.
 */
export function axisBearingRad(place: Place, northM: number, eastM: number): number {
  const { latitudeRad, eastwardRad } = surfaceAt(place, northM, eastM);
  const homeRad = place.latitudeDeg * RADIANS;
  const convergence = Math.atan2(
    Math.sin(latitudeRad) * Math.sin(eastwardRad),
    Math.cos(latitudeRad) * Math.cos(homeRad) + Math.sin(latitudeRad) * Math.sin(homeRad) * Math.cos(eastwardRad),
  );
  return turnRad(place) + convergence;
}

/** Coordinates along north and east of home from those along the path's axes. */
export function alongNorth(place: Place, northM: number, eastM: number): readonly [north: number, east: number] {
  return turned(northM, eastM, turnRad(place));
}

/** A horizontal vector in axes that have the first one's bearing as given, in radians, as north and east. */
export function turned(first: number, second: number, bearingRad: number): readonly [north: number, east: number] {
  const [sine, cosine] = [Math.sin(bearingRad), Math.cos(bearingRad)];
  // Nothing turned is nothing, without a sign.
  return [first * cosine - second * sine + 0, first * sine + second * cosine + 0];
}

function turnRad({ turnDeg = 0 }: Place): number {
  return turnDeg * RADIANS;
}

function surfaceAt(place: Place, northM: number, eastM: number): { latitudeRad: number; eastwardRad: number } {
  const [north, east] = alongNorth(place, northM, eastM);
  const sine = Math.sin(place.latitudeDeg * RADIANS);
  const cosine = Math.cos(place.latitudeDeg * RADIANS);
  const squash = 1 - WGS84_E2;
  const normal = WGS84_A / Math.sqrt(1 - WGS84_E2 * sine * sine);
  // Earth-centred axes with the meridian of home as the first one; the point in the plane is x, east, z.
  const x = normal * cosine - north * sine;
  const z = normal * squash * sine + north * cosine;
  // So far up along home's plumb line stands the ellipsoid: x^2 + y^2 + z^2 / squash = a^2, the nearer root.
  const square = cosine * cosine + (sine * sine) / squash;
  const half = x * cosine + (z * sine) / squash;
  const rest = x * x + east * east + (z * z) / squash - WGS84_A * WGS84_A;
  const up = -rest / (half + Math.sqrt(half * half - square * rest));
  const [surfaceX, surfaceZ] = [x + up * cosine, z + up * sine];
  return {
    latitudeRad: Math.atan2(surfaceZ, squash * Math.hypot(surfaceX, east)),
    eastwardRad: Math.atan2(east, surfaceX),
  };
}

function modulo(value: number, by: number): number {
  return value - by * Math.floor(value / by);
}

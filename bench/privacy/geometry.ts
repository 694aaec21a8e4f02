/** The Earth as attackers compute it: an ellipsoid, and the autopilots' sphere. Written apart from the filter's own geometry. */
export const RADIANS = Math.PI / 180;
/** WGS 84. */
const SEMI_MAJOR_M = 6_378_137;
const ECCENTRICITY_2 = 6.694_379_990_141_3e-3;
/** ArduPilot's LATLON_TO_M: metres in 1e-7 degrees of latitude. */
export const SPHERE_M_PER_E7 = 0.011_131_884_502_145_034;
export const SPHERE_M = SPHERE_M_PER_E7 / (1e-7 * RADIANS);

export interface Point {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

/** Metres north in a radian of latitude. */
export function meridianM(latitudeDeg: number): number {
  const sine = Math.sin(latitudeDeg * RADIANS);
  return (SEMI_MAJOR_M * (1 - ECCENTRICITY_2)) / (1 - ECCENTRICITY_2 * sine * sine) ** 1.5;
}

/** Radius of curvature in the prime vertical: times the cosine of the latitude, metres east in a radian of longitude. */
export function normalM(latitudeDeg: number): number {
  const sine = Math.sin(latitudeDeg * RADIANS);
  return SEMI_MAJOR_M / Math.sqrt(1 - ECCENTRICITY_2 * sine * sine);
}

type Vector = readonly [number, number, number];

function earthFixed({ latitudeDeg, longitudeDeg }: Point): Vector {
  const latitude = latitudeDeg * RADIANS;
  const longitude = longitudeDeg * RADIANS;
  const radius = normalM(latitudeDeg);
  return [
    radius * Math.cos(latitude) * Math.cos(longitude),
    radius * Math.cos(latitude) * Math.sin(longitude),
    radius * (1 - ECCENTRICITY_2) * Math.sin(latitude),
  ];
}

/** East, north and up of a point in the plane that touches the ellipsoid at another, in metres. */
export function tangentOf(origin: Point, point: Point): Vector {
  const [x, y, z] = earthFixed(point);
  const [x0, y0, z0] = earthFixed(origin);
  const [dx, dy, dz] = [x - x0, y - y0, z - z0];
  const [sinLat, cosLat] = sineCosine(origin.latitudeDeg);
  const [sinLon, cosLon] = sineCosine(origin.longitudeDeg);
  const outward = cosLon * dx + sinLon * dy;
  return [cosLon * dy - sinLon * dx, cosLat * dz - sinLat * outward, cosLat * outward + sinLat * dz];
}

/** The point of the ellipsoid's surface at this east and north of the touching plane (iterated until the plane agrees to a micrometre). */
export function pointOf(origin: Point, eastM: number, northM: number): Point {
  let point = origin;
  for (let round = 0; round < 20; round++) {
    const [east, north] = tangentOf(origin, point);
    const [missingEast, missingNorth] = [eastM - east, northM - north];
    if (Math.hypot(missingEast, missingNorth) < 1e-6) break;
    const { latitudeDeg, longitudeDeg } = point;
    point = {
      latitudeDeg: latitudeDeg + missingNorth / meridianM(latitudeDeg) / RADIANS,
      longitudeDeg: longitudeDeg + missingEast / (normalM(latitudeDeg) * Math.cos(latitudeDeg * RADIANS)) / RADIANS,
    };
  }
  return point;
}

/** Clockwise turn by so many degrees of an east, north vector. */
export function turned(eastM: number, northM: number, turnDeg: number): readonly [number, number] {
  const [sine, cosine] = sineCosine(turnDeg);
  return [eastM * cosine + northM * sine, northM * cosine - eastM * sine];
}

/** Along the great circle of a sphere, in metres. */
export function distanceM(a: Point, b: Point): number {
  const [sinA, cosA] = sineCosine(a.latitudeDeg);
  const [sinB, cosB] = sineCosine(b.latitudeDeg);
  const [sinLon, cosLon] = sineCosine(b.longitudeDeg - a.longitudeDeg);
  const across = Math.hypot(cosB * sinLon, cosA * sinB - sinA * cosB * cosLon);
  return SPHERE_M * Math.atan2(across, sinA * sinB + cosA * cosB * cosLon);
}

/** Into [-period / 2, period / 2). */
export function wrapped(value: number, period = 360): number {
  return value - period * Math.floor(value / period + 0.5);
}

function sineCosine(degrees: number): readonly [number, number] {
  return [Math.sin(degrees * RADIANS), Math.cos(degrees * RADIANS)];
}

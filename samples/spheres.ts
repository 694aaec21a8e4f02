import { turned } from './tangent.ts';

/** Metres north and east of a reference, as autopilots compute them on spheres of their own. */

export interface Degrees {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

const RADIANS = Math.PI / 180;
/** Metres for 1e-7 degrees of latitude in ArduPilot's Location. */
const ARDUPILOT_SCALE = 0.011_131_884_502_145_034;
/** Of the sphere of PX4's map projections. */
const PX4_RADIUS_M = 6_371_000;

/** ArduPilot: degrees times a constant, degrees of longitude times the cosine of the latitude halfway. */
export function scaledMetres(reference: Degrees, point: Degrees): readonly [north: number, east: number] {
  const latitudes = point.latitudeDeg - reference.latitudeDeg;
  const cosine = Math.cos(((point.latitudeDeg + reference.latitudeDeg) / 2) * RADIANS);
  return [latitudes * 1e7 * ARDUPILOT_SCALE, eastwards(reference, point) * 1e7 * ARDUPILOT_SCALE * cosine];
}

/** PX4: azimuthal equidistant projection of a sphere. */
export function projectedMetres(reference: Degrees, point: Degrees): readonly [north: number, east: number] {
  const [from, to] = [reference.latitudeDeg * RADIANS, point.latitudeDeg * RADIANS];
  const east = eastwards(reference, point) * RADIANS;
  // Half angles keep their digits where the arc's cosine does not.
  const half = Math.sin((to - from) / 2) ** 2 + Math.cos(from) * Math.cos(to) * Math.sin(east / 2) ** 2;
  const arcM = 2 * PX4_RADIUS_M * Math.asin(Math.sqrt(half));
  const bearing = Math.atan2(
    Math.cos(to) * Math.sin(east),
    Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(east),
  );
  return turned(arcM, 0, bearing);
}

function eastwards(reference: Degrees, point: Degrees): number {
  const degrees = point.longitudeDeg - reference.longitudeDeg;
  return degrees - 360 * Math.round(degrees / 360);
}

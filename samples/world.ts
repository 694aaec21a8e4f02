import { type LatLon, type Place, pointAt, WGS84_A } from './tangent.ts';

/** What the Earth does to a flight's sensors: simple models, each a smooth function of place and time. */

const RADIANS = Math.PI / 180;

/** Geoid above ellipsoid, in metres: a few broad waves with the range of the real one. */
export function geoidSeparationM({ latE7, lonE7 }: LatLon): number {
  const lat = latE7 * 1e-7 * RADIANS;
  const lon = lonE7 * 1e-7 * RADIANS;
  return (
    -8 + 34 * Math.sin(lat) * Math.cos(lon - 0.4) + 27 * Math.cos(2 * lon + 0.9) * Math.cos(lat) + 9 * Math.sin(3 * lat)
  );
}

/** Ground above sea level, in metres: the place's own height and hills that are fixed to the Earth. */
export function groundAmslM(place: Place, point: LatLon): number {
  return place.altitudeAmslM + hills(point) - hills(pointAt(place, 0, 0));
}

function hills({ latE7, lonE7 }: LatLon): number {
  const lat = latE7 * 1e-7;
  const lon = lonE7 * 1e-7;
  return (
    6 * Math.sin(lat * 2100 + lon * 900) + 3 * Math.sin(lon * 3300 - lat * 1700) + 40 * Math.sin(lat * 31 + lon * 17)
  );
}

/** Earth's magnetic field as north, east, down, in milligauss: a dipole through the geomagnetic pole of 2020. */
export function magneticField({ latE7, lonE7 }: LatLon): readonly [number, number, number] {
  const EQUATOR_MGAUSS = 298;
  const lat = latE7 * 1e-7 * RADIANS;
  const lon = lonE7 * 1e-7 * RADIANS;
  const poleLat = 80.65 * RADIANS;
  const poleLon = -72.68 * RADIANS;
  const pole = [
    Math.cos(poleLat) * Math.cos(poleLon),
    Math.cos(poleLat) * Math.sin(poleLon),
    Math.sin(poleLat),
  ] as const;
  const north = [-Math.sin(lat) * Math.cos(lon), -Math.sin(lat) * Math.sin(lon), Math.cos(lat)] as const;
  const east = [-Math.sin(lon), Math.cos(lon), 0] as const;
  const up = [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)] as const;
  return [EQUATOR_MGAUSS * dot(pole, north), EQUATOR_MGAUSS * dot(pole, east), 2 * EQUATOR_MGAUSS * dot(pole, up)];
}

type Vector = readonly [number, number, number];

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Declination, east positive, in radians. */
export function declinationRad(point: LatLon): number {
  const [north, east] = magneticField(point);
  return Math.atan2(east, north);
}

export interface Weather {
  readonly seaLevelHpa: number;
  readonly seaLevelC: number;
}

/** Weather of a place and a day. */
export function weatherAt(place: Place, unixUs: number): Weather {
  const day = unixUs / 86_400e6;
  const wave = Math.sin(day * 0.9 + place.longitudeDeg * 0.11 + place.latitudeDeg * 0.07);
  const season = Math.cos(((day - 200) / 365.25) * 2 * Math.PI) * Math.sin(place.latitudeDeg * RADIANS);
  return { seaLevelHpa: 1013.25 + 14 * wave, seaLevelC: 27 * Math.cos(place.latitudeDeg * RADIANS) + 11 * season };
}

/** Pressure at a height above sea level (barometric formula of the standard atmosphere). */
export function pressureHpa(weather: Weather, amslM: number): number {
  const kelvin = weather.seaLevelC + 273.15;
  return weather.seaLevelHpa * (1 - (0.0065 * amslM) / kelvin) ** 5.255_88;
}

export function airTemperatureC(weather: Weather, amslM: number): number {
  return weather.seaLevelC - 0.0065 * amslM;
}

export interface Satellite {
  readonly prn: number;
  readonly elevationDeg: number;
  readonly azimuthDeg: number;
}

const GPS_ORBIT_M = 26_560_000;
const GPS_PERIOD_S = 43_082;
const SIDEREAL_DAY_S = 86_164;

/** Satellites above 5 degrees: 32 in six circular planes, in the sky of this place at this time, highest first. */
export function satellitesInView(place: Place, unixUs: number): Satellite[] {
  const seconds = unixUs / 1e6;
  const lat = place.latitudeDeg * RADIANS;
  const spin = ((seconds % SIDEREAL_DAY_S) / SIDEREAL_DAY_S) * 2 * Math.PI + place.longitudeDeg * RADIANS;
  const up = [Math.cos(lat) * Math.cos(spin), Math.cos(lat) * Math.sin(spin), Math.sin(lat)] as const;
  const north = [-Math.sin(lat) * Math.cos(spin), -Math.sin(lat) * Math.sin(spin), Math.cos(lat)] as const;
  const east = [-Math.sin(spin), Math.cos(spin), 0] as const;
  const seen: Satellite[] = [];
  for (let prn = 1; prn <= 32; prn++) {
    const plane = (prn % 6) * (Math.PI / 3);
    const along = ((seconds % GPS_PERIOD_S) / GPS_PERIOD_S) * 2 * Math.PI + prn * 2.399_963;
    const x = Math.cos(along);
    const y = Math.sin(along) * Math.cos(55 * RADIANS);
    const position = [
      GPS_ORBIT_M * (x * Math.cos(plane) - y * Math.sin(plane)),
      GPS_ORBIT_M * (x * Math.sin(plane) + y * Math.cos(plane)),
      GPS_ORBIT_M * Math.sin(along) * Math.sin(55 * RADIANS),
    ] as const;
    const sight = position.map((value, axis) => value - WGS84_A * up[axis]!) as unknown as Vector;
    const elevation = Math.asin(dot(sight, up) / Math.hypot(...sight)) / RADIANS;
    if (elevation < 5) continue;
    const azimuth = (Math.atan2(dot(sight, east), dot(sight, north)) / RADIANS + 360) % 360;
    seen.push({ prn, elevationDeg: elevation, azimuthDeg: azimuth });
  }
  return seen.sort((a, b) => b.elevationDeg - a.elevationDeg);
}

const GPS_EPOCH_UNIX_S = 315_964_800;
const LEAP_SECONDS = 18;
const WEEK_S = 604_800;

/** Week and milliseconds of the week of GPS time. */
export function gpsTime(unixUs: number): { readonly week: number; readonly towMs: number } {
  const seconds = unixUs / 1e6 - GPS_EPOCH_UNIX_S + LEAP_SECONDS;
  const week = Math.floor(seconds / WEEK_S);
  return { week, towMs: Math.floor((seconds - week * WEEK_S) * 1000) };
}

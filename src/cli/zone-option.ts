import { readFile } from 'node:fs/promises';
import type { UserZones } from '../filter/hidden-places.ts';
import { zonesOfGeoJson } from '../geo/geojson.ts';
import { FlightveilError } from '../model/errors.ts';
import { readError } from '../node/errors.ts';

export const zoneHelp =
  'hide more places: a GeoJSON file with polygons, or LATITUDE,LONGITUDE,METRES; may be given several times';

const LEAST_RADIUS_M = 75;
const GREATEST_RADIUS_M = 50_000;

/** For an option that may be given several times, one value each: a latitude may begin with a minus sign. */
export function collectZone(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

/**
 * Reads the values of `--zone`.
 * @throws FlightveilError `usage` for what is no zone, `input-unreadable` for a file that cannot be read
 */
export async function zonesFor(values: readonly string[] = []): Promise<UserZones> {
  const areas: UserZones['areas'][number][] = [];
  const places: UserZones['places'][number][] = [];
  for (const value of values) {
    if (/^[-+\d.,\seE]+$/.test(value) && value.includes(',')) places.push(placeOf(value));
    else areas.push(...zonesOfGeoJson(await readJson(value, () => wrong('the file is no JSON'))));
  }
  return { areas, places };
}

function placeOf(value: string): UserZones['places'][number] {
  const parts = value.split(',');
  const [latitudeDeg, longitudeDeg, radiusM] = parts.map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (parts.length !== 3 || latitudeDeg === undefined || longitudeDeg === undefined || radiusM === undefined) {
    throw wrong('a place has three numbers');
  }
  if (!(Math.abs(latitudeDeg) <= 90)) throw wrong('the latitude is not within 90 degrees');
  if (!(Math.abs(longitudeDeg) <= 180)) throw wrong('the longitude is not within 180 degrees');
  if (!(radiusM >= LEAST_RADIUS_M && radiusM <= GREATEST_RADIUS_M)) {
    throw wrong(`the radius is not between ${LEAST_RADIUS_M} and ${GREATEST_RADIUS_M} metres`);
  }
  return { latitudeDeg, longitudeDeg, radiusM };
}

/** @param misread for a file that is no JSON: the parser's own error would quote it */
export async function readJson(path: string, misread: () => FlightveilError): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw readError(error);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw misread();
  }
}

function wrong(what: string): FlightveilError {
  return new FlightveilError('usage', `--zone: ${what}`, {
    advice: 'Name a GeoJSON file, or a place as LATITUDE,LONGITUDE,METRES, for example 47.5,8.25,300.',
  });
}

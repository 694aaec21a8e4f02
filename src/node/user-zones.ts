import { readFile } from 'node:fs/promises';
import type { UserZones } from '../filter/hidden-places.ts';
import { zonesOfGeoJson } from '../geo/geojson.ts';
import { FlightveilError } from '../model/errors.ts';
import { readError } from './errors.ts';
import { readOwnText } from './policy.ts';

const LEAST_RADIUS_M = 75;
const GREATEST_RADIUS_M = 50_000;
const MAX_OWN_FILE_BYTES = 64 * 2 ** 20;

export interface UserZonesOptions {
  /** Where the values stand, put before what is wrong with one. */
  readonly name?: string;
  /** Files that others can change are refused. */
  readonly mustBeOwn?: boolean;
}

/**
 * Reads zones as users write them: paths of GeoJSON files with polygons, and places as LATITUDE,LONGITUDE,METRES.
 * @throws FlightveilError `usage` for what is no zone, `input-unreadable` for a file that cannot be read; no value is in it
 */
export async function userZones(values: readonly string[], options: UserZonesOptions = {}): Promise<UserZones> {
  const { name, mustBeOwn = false } = options;
  const wrong: Wrong = (what) =>
    new FlightveilError('usage', name === undefined ? what : `${name}: ${what}`, {
      advice: 'Name a GeoJSON file, or a place as LATITUDE,LONGITUDE,METRES, for example 47.5,8.25,300.',
    });
  const areas: UserZones['areas'][number][] = [];
  const places: UserZones['places'][number][] = [];
  for (const value of values) {
    if (isPlace(value)) places.push(placeOf(value, wrong));
    else areas.push(...zonesOfGeoJson(await readJson(value, () => wrong('the file is no JSON'), mustBeOwn)));
  }
  return { areas, places };
}

/** Whether a value means a place, right or wrong, and no file. */
export function isPlace(value: string): boolean {
  return /^[-+\d.,\seE]+$/.test(value) && value.includes(',');
}

type Wrong = (what: string) => FlightveilError;

function placeOf(value: string, wrong: Wrong): UserZones['places'][number] {
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

/**
 * What stands in a file of JSON.
 * @param misread for a file that is no JSON: the parser's own error would quote it
 * @param mustBeOwn refuse a file that others can change
 */
export async function readJson(
  path: string,
  misread: () => FlightveilError,
  mustBeOwn: boolean = false,
): Promise<unknown> {
  let text: string;
  try {
    text = mustBeOwn
      ? await readOwnText(path, { name: 'the file', code: 'usage', mostBytes: MAX_OWN_FILE_BYTES })
      : await readFile(path, 'utf8');
  } catch (error) {
    throw readError(error);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw misread();
  }
}

import { angleLists, type Named } from './names.ts';

/** One of the values in `NAME(value, value, value)`. */
export interface ListedNumber {
  /** Digits without sign and point: units of the last decimal. */
  readonly units: number;
  readonly decimals: number;
  readonly suffix: string;
  readonly isAbsent: boolean;
}

/** What the values of a list mean, in their order; `most`: in units of the last decimal, larger ones are none. */
export type ListMeaning = readonly { readonly named: Named; readonly most: number }[];

/**
 * Which number of a place stands first depends on the firmware:
 * - the longitude in `GPS (8.2090, 47.4692, 18)` between commas, and in `HOME(149.0251,-20.2532)` with the `GPS(...)` below it.
 * - the latitude in `GPS(36.6146,-6.1120,0.0M) BAROMETER:0.3M` of the Matrice 300, which tells no home.
 *
 * Of any other form, and where a latitude would lie beyond 90 degrees, it is not known.
 */
export type Order = 'longitude first' | 'latitude first' | 'unknown';

/**
 * What a list says.
 * @param order of the aircraft's place
 * @returns undefined for a list that is not known
 */
export function meaningOf(name: string, values: readonly ListedNumber[], order: Order): ListMeaning | undefined {
  const angles = angleLists.get(name);
  if (angles !== undefined) {
    return values.length === angles.length
      ? angles.map((named) => ({ named, most: Number.POSITIVE_INFINITY }))
      : undefined;
  }
  if (values.length < 2 || values.length > 3) return undefined;
  const [first, second, third] = values as [ListedNumber, ListedNumber, ListedNumber | undefined];
  if (name === 'HOME') {
    const place = placeOf(first, second, 'longitude first', 'home_');
    return third === undefined ? place : [...place, free('home_altitude', 'length')];
  }
  if (name !== 'GPS' && name !== 'RTK') return undefined;
  const place = placeOf(first, second, order, '');
  if (third === undefined) return place;
  const isCount = third.decimals === 0 && third.suffix === '';
  return [...place, isCount ? free('satellites', 'number') : free('gps_altitude', 'length')];
}

function placeOf(first: ListedNumber, second: ListedNumber, order: Order, prefix: string): ListMeaning {
  const isLatitudeFirst = order === 'latitude first';
  const [latitude, longitude] = isLatitudeFirst ? [first, second] : [second, first];
  const isPlace = latitude.units <= degrees(90, latitude) && longitude.units <= degrees(180, longitude);
  if (order === 'unknown' || !isPlace || latitude.decimals !== longitude.decimals) {
    const unsure = prefix === '' ? 'gps_' : prefix;
    return [free(`${unsure}first`, 'longitude'), free(`${unsure}second`, 'longitude')];
  }
  const one = { named: { field: `${prefix}latitude`, value: 'latitude' }, most: degrees(90, latitude) } as const;
  const other = { named: { field: `${prefix}longitude`, value: 'longitude' }, most: degrees(180, longitude) } as const;
  return isLatitudeFirst ? [one, other] : [other, one];
}

function free(field: string, value: Named['value']): ListMeaning[number] {
  return { named: { field, value }, most: Number.POSITIVE_INFINITY };
}

/** In units of the last decimal. */
export function degrees(whole: number, { decimals }: Pick<ListedNumber, 'decimals'>): number {
  return whole * 10 ** decimals;
}

import { iso1A3Code } from '@rapideditor/country-coder';
import type { Findings } from './findings.ts';
import type { GeoZone, Position } from './zone.ts';

/** Zones of one file are of one country, or of its neighbours. */
const FAR_DEG = 15;
const NEAR_DEG = 5;

/** Warns of identifiers that several zones have: whether they are one zone is not told. */
export function warnOfDuplicates(zones: readonly GeoZone[], findings: Findings): void {
  const seen = new Set<string>();
  for (const { identifier } of zones) {
    if (seen.has(identifier)) {
      findings.of(identifier).warned('duplicate-identifier', 'several zones have this identifier');
    }
    seen.add(identifier);
  }
}

/** Warns of zones that would lie in their country, or among the others of the file, if longitude and latitude were swapped, and do not as they are. */
export function warnOfSwappedAxes(zones: readonly GeoZone[], findings: Findings): void {
  const places = zones.map(placeOf);
  const middle: Position = [median(places.map(([x]) => x)), median(places.map(([, y]) => y))];
  for (const [index, zone] of zones.entries()) {
    const place = places[index]!;
    const other: Position = [place[1], place[0]];
    if (Math.abs(other[1]) > 90) continue;
    const isStray = zones.length > 2 && distance(place, middle) > FAR_DEG && distance(other, middle) < NEAR_DEG;
    if (isStray || isElsewhere(zone.country, place, other)) {
      findings
        .of(zone.identifier)
        .warned('swapped-axes', 'with longitude and latitude swapped it would lie where it belongs');
    }
  }
  const isNowhere = zones.every(({ country }) => country === undefined) && countryAt(middle) === undefined;
  if (isNowhere && Math.abs(middle[0]) <= 90 && countryAt([middle[1], middle[0]]) !== undefined) {
    findings.of().warned('swapped-axes', 'the zones lie in no country, and would with longitude and latitude swapped');
  }
}

function isElsewhere(country: string | undefined, place: Position, other: Position): boolean {
  return country !== undefined && countryAt(place) !== country && countryAt(other) === country;
}

function countryAt([longitude, latitude]: Position): string | undefined {
  return iso1A3Code([longitude, latitude]) ?? undefined;
}

function placeOf({ volumes }: GeoZone): Position {
  const { shape } = volumes[0]!;
  return shape.kind === 'circle' ? shape.centre : shape.rings[0]![0]!;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

function distance(a: Position, b: Position): number {
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]));
}

import { METRES_PER_FOOT } from '../ed/limits.ts';
import { identifierOf } from '../ed/properties.ts';
import type { Findings } from '../findings.ts';
import { isObject, isThere, numberOf, textOf } from '../json.ts';
import { readGeometry } from '../shapes/geometry.ts';
import type { GeoZone } from '../zone.ts';
import { type ReadZones, readEach } from './reader.ts';

/** No grid of the FAA has a higher ceiling. */
const USUAL_MOST_FEET = 400;

export function isFaaUasfm(features: readonly unknown[]): boolean {
  return features.some(
    (feature) => isObject(feature) && isObject(feature.properties) && 'CEILING' in feature.properties,
  );
}

/**
 * UAS Facility Maps of the FAA (GeoJSON of its ArcGIS service): CEILING in feet above the ground is up to where no authorisation by hand is needed.
 * The zone begins there, and with 0 at the ground.
 */
export function readFaaUasfm(features: readonly unknown[], findings: Findings): ReadZones {
  return readEach(features, findings, readCell);
}

function readCell(feature: unknown, number: number, findings: Findings): GeoZone | undefined {
  const properties = isObject(feature) && isObject(feature.properties) ? feature.properties : undefined;
  const identifier = identifierOf(properties?.GLOBALID ?? properties?.GlobalID ?? properties?.OBJECTID, number);
  const notes = findings.of(identifier);
  if (!isObject(feature) || properties === undefined) {
    return notes.refused('no-properties', 'a feature has no properties');
  }
  const feet = isThere(properties.CEILING)
    ? numberOf(properties.CEILING, 'the ceiling', 'limit-is-text', notes)
    : undefined;
  if (feet === undefined || feet < 0) return notes.refused('no-ceiling', 'there is no ceiling');
  if (feet > USUAL_MOST_FEET) notes.warned('height-unusual', 'the ceiling is above 400 feet: is it in another unit?');
  const lower = feet === 0 ? {} : { lower: { heightM: feet * METRES_PER_FOOT, reference: 'AGL' as const } };
  const volumes = readGeometry(feature.geometry, notes).map(({ shape }) => ({ shape, ...lower }));
  if (volumes.length === 0) return undefined;
  const name = [textOf(properties.APT1_NAME), `above ${feet} feet`].filter((part) => part !== undefined).join(', ');
  return {
    identifier,
    name,
    country: 'USA',
    restriction: 'requires-authorisation',
    reasons: ['AIR_TRAFFIC'],
    volumes,
    applicability: [],
  };
}

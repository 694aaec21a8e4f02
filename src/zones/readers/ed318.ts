import { noteBeyondSchema } from '../ed/ed318-schema.ts';
import { readLayers } from '../ed/layers.ts';
import { readPeriods } from '../ed/periods.ts';
import { describe, ed318, identifierOf } from '../ed/properties.ts';
import type { Findings, Notes } from '../findings.ts';
import { isObject, isThere, type JsonObject } from '../json.ts';
import { type Placed, readGeometry } from '../shapes/geometry.ts';
import type { GeoZone, ZoneVolume } from '../zone.ts';
import { type ReadZones, readEach } from './reader.ts';

/** Members of ED-318 that no other GeoJSON has together. */
export function isEd318(features: readonly unknown[]): boolean {
  return features.some((feature) => {
    if (!isObject(feature) || !isObject(feature.properties)) return false;
    const { identifier, type, variant, zoneAuthority, country } = feature.properties;
    if (!isThere(identifier) || typeof type !== 'string') return false;
    const hasLayer = isObject(feature.geometry) && isThere(feature.geometry.layer);
    return hasLayer || isThere(variant) || isThere(zoneAuthority) || isThere(country);
  });
}

/** ED-318: GeoJSON with layers (EUROCAE ED-318, and its JSON schema at UASGeoZones/ED-318). */
export function readEd318(features: readonly unknown[], findings: Findings): ReadZones {
  return readEach(features, findings, readZone);
}

function readZone(feature: unknown, number: number, findings: Findings): GeoZone | undefined {
  const properties = isObject(feature) && isObject(feature.properties) ? feature.properties : undefined;
  const identifier = identifierOf(properties?.identifier, number);
  const notes = findings.of(identifier);
  if (!isObject(feature) || properties === undefined) {
    return notes.refused('no-properties', 'a feature has no properties');
  }
  const volumes = readGeometry(feature.geometry, notes).flatMap((placed) => readVolumes(placed, properties, notes));
  const applicability = readPeriods(periodsOf(properties, notes), notes);
  if (volumes.length === 0 || applicability === undefined) return undefined;
  noteBeyondSchema(properties, notes);
  const { type: restriction, variant } = properties;
  return { ...describe(properties, { restriction, variant }, ed318, identifier, notes), volumes, applicability };
}

function periodsOf(properties: JsonObject, notes: Notes): unknown {
  if (isThere(properties.limitedApplicability) || !isThere(properties.applicability)) {
    return properties.limitedApplicability;
  }
  notes.tolerated('applicability-of-ed269', 'the times stand where ED-269 has them');
  return properties.applicability;
}

function readVolumes({ shape, geometry }: Placed, properties: JsonObject, notes: Notes): readonly ZoneVolume[] {
  if (!isThere(geometry.layer) && !isThere(properties.layer)) {
    notes.tolerated('lower-missing', 'there is no lower limit: from the ground');
    notes.tolerated('upper-missing', 'there is no upper limit: no top');
  }
  return readLayers(geometry, properties, notes).map((limits) => ({ shape, ...limits }));
}

import { METRES_PER_FOOT, readLimits } from '../ed/limits.ts';
import { readPeriods } from '../ed/periods.ts';
import { describe, ed269, identifierOf } from '../ed/properties.ts';
import type { Findings, Notes } from '../findings.ts';
import { isObject, isThere, type JsonObject, listOf, numberOf } from '../json.ts';
import { circleOf } from '../shapes/circle.ts';
import { readPolygon } from '../shapes/polygon.ts';
import { type RingOptions, readPosition } from '../shapes/ring.ts';
import type { GeoZone, ZoneShape, ZoneVolume } from '../zone.ts';
import { type ReadZones, readEach } from './reader.ts';

const options: RingOptions = { order: 'longitude-first', isClosed: true };

/** Zones with a restriction of their own, or with a horizontal projection; features of GeoJSON are none. */
export function isEd269(features: readonly unknown[]): boolean {
  return features.some((feature) => {
    if (!isObject(feature) || feature.type === 'Feature') return false;
    const [first] = Array.isArray(feature.geometry) ? feature.geometry : [feature.geometry];
    return isThere(feature.restriction) || (isObject(first) && isThere(first.horizontalProjection));
  });
}

/** ED-269 (EUROCAE ED-269, section 8): zones under `features` or `UASZoneList`. */
export function readEd269(features: readonly unknown[], findings: Findings): ReadZones {
  return readEach(features, findings, readZone);
}

/** Whether features of GeoJSON have the members of ED-269 as their properties, as Estonia publishes them. */
export function isEd269Feature(features: readonly unknown[]): boolean {
  return features.some(
    (feature) =>
      isObject(feature) && isObject(feature.properties) && typeof feature.properties.restriction === 'string',
  );
}

/** ED-269 in GeoJSON: the ground is the feature's geometry, the heights stand in the properties under `geometry`. */
export function readEd269Features(features: readonly unknown[], findings: Findings): ReadZones {
  findings.of().tolerated('ed269-in-geojson', 'the zones are those of ED-269, and stand in features of GeoJSON');
  return readEach(features, findings, (feature, number) => readZone(zoneOf(feature), number, findings));
}

function zoneOf(feature: unknown): unknown {
  if (!isObject(feature) || !isObject(feature.properties)) return undefined;
  const { properties, geometry: horizontalProjection } = feature;
  const volumes: readonly unknown[] = Array.isArray(properties.geometry) ? properties.geometry : [properties.geometry];
  const geometry = volumes.map((volume) => ({ ...(isObject(volume) ? volume : {}), horizontalProjection }));
  return { ...properties, geometry };
}

function readZone(zone: unknown, number: number, findings: Findings): GeoZone | undefined {
  const identifier = identifierOf(isObject(zone) ? zone.identifier : undefined, number);
  const notes = findings.of(identifier);
  if (!isObject(zone)) return notes.refused('no-properties', 'a zone is no object');
  if (!isThere(zone.geometry)) return notes.refused('no-geometry', 'there is no geometry');
  const volumes = listOf(zone.geometry, 'a geometry', notes).flatMap((volume) => readVolume(volume, notes));
  const applicability = readPeriods(zone.applicability, notes);
  if (volumes.length === 0 || applicability === undefined) return undefined;
  const { restriction, type: variant } = zone;
  return { ...describe(zone, { restriction, variant }, ed269, identifier, notes), volumes, applicability };
}

function readVolume(volume: unknown, notes: Notes): readonly ZoneVolume[] {
  if (!isObject(volume) || !isObject(volume.horizontalProjection)) {
    return notes.refused('no-geometry', 'a geometry has no horizontal projection') ?? [];
  }
  const { lowerLimit: lower, lowerVerticalReference: lowerReference, uomDimensions: unit } = volume;
  const { upperLimit: upper, upperVerticalReference: upperReference } = volume;
  const limits = readLimits({ lower, lowerReference, upper, upperReference, unit }, undefined, notes);
  const shapes = readProjection(volume.horizontalProjection, unit, notes);
  return limits === undefined ? [] : shapes.map((shape) => ({ shape, ...limits }));
}

function readProjection(projection: JsonObject, unit: unknown, notes: Notes): readonly ZoneShape[] {
  const one = (shape: ZoneShape | undefined): readonly ZoneShape[] => (shape === undefined ? [] : [shape]);
  switch (projection.type) {
    case 'Polygon':
      return one(readPolygon(projection.coordinates, options, notes));
    case 'MultiPolygon':
      notes.tolerated('multi-polygon', 'a projection has several polygons: one volume each');
      return listOf(projection.coordinates, 'a polygon', notes).flatMap((part) =>
        one(readPolygon(part, options, notes)),
      );
    case 'Circle':
      return one(readCircle(projection, unit, notes));
    default:
      return notes.refused('geometry-unknown', 'a projection is neither Polygon nor Circle') ?? [];
  }
}

/** The radius is in the unit of the volume. */
function readCircle(projection: JsonObject, unit: unknown, notes: Notes): ZoneShape | undefined {
  const isOtherSpelling = !isThere(projection.center) && isThere(projection.centre);
  if (isOtherSpelling) notes.tolerated('centre-spelling', 'the centre of a circle is spelt in another way');
  const centre = readPosition(isOtherSpelling ? projection.centre : projection.center, 'longitude-first', notes);
  const radius = numberOf(projection.radius, 'a radius', 'radius-is-text', notes);
  const isFeet = typeof unit === 'string' && unit.trim().toUpperCase() === 'FT';
  if (!isFeet && !isThere(unit)) return notes.refused('unit-missing', 'a radius has no unit');
  if (isFeet) notes.warned('radius-in-feet', 'the radius of a circle is in feet, as the heights are');
  return (
    centre &&
    circleOf([centre[0], centre[1]], radius === undefined || !isFeet ? radius : radius * METRES_PER_FOOT, notes)
  );
}

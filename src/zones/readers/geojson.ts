import { readLayers } from '../ed/layers.ts';
import { identifierOf } from '../ed/properties.ts';
import { mainText, readTexts } from '../ed/texts.ts';
import type { Findings } from '../findings.ts';
import { isObject, isThere, type JsonObject } from '../json.ts';
import { readGeometry } from '../shapes/geometry.ts';
import type { GeoZone } from '../zone.ts';
import { type ReadZones, readEach } from './reader.ts';

/** The features of a GeoJSON object of any kind; a geometry alone is one without properties. Undefined if it is none. */
export function featuresOf(document: JsonObject): readonly unknown[] | undefined {
  switch (document.type) {
    case 'FeatureCollection':
      return Array.isArray(document.features) ? document.features : undefined;
    case 'Feature':
      return [document];
    case 'Polygon':
    case 'MultiPolygon':
    case 'GeometryCollection':
    case 'Point':
    case 'MultiPoint':
      return [{ type: 'Feature', geometry: document }];
    default:
      return undefined;
  }
}

/** Plain GeoJSON (RFC 7946): places, and names where they have usual names; it does not say what the zones ask for. */
export function readGeoJson(features: readonly unknown[], findings: Findings): ReadZones {
  findings
    .of()
    .warned('plain-geojson', 'plain GeoJSON says neither what its zones ask for, nor when, nor how high they reach');
  return readEach(features, findings, readFeature);
}

function readFeature(feature: unknown, number: number, findings: Findings): GeoZone | undefined {
  const properties = isObject(feature) && isObject(feature.properties) ? feature.properties : {};
  const given = [properties.identifier, isObject(feature) ? feature.id : undefined, properties.id, properties.OBJECTID];
  const identifier = identifierOf(given.find(isThere), number);
  const notes = findings.of(identifier);
  if (!isObject(feature)) return notes.refused('no-geometry', 'a feature is no object');
  if (!given.some(isThere))
    notes.tolerated('identifier-missing', 'a feature has no identifier: its number stands for it');
  const volumes = readGeometry(feature.geometry, notes).flatMap(({ shape, geometry }) =>
    readLayers(geometry, {}, notes).map((limits) => ({ shape, ...limits })),
  );
  if (volumes.length === 0) return undefined;
  const names = readTexts(properties.name ?? properties.title ?? properties.NAME, true, notes);
  const name = names && mainText(names);
  return {
    identifier,
    ...(name === undefined ? {} : { name }),
    restriction: 'unknown',
    reasons: [],
    volumes,
    applicability: [],
  };
}

import { identifierOf } from '../ed/properties.ts';
import type { Findings, Notes } from '../findings.ts';
import { isObject, isThere, type JsonObject, textOf } from '../json.ts';
import { circleOf } from '../shapes/circle.ts';
import { readGeometry } from '../shapes/geometry.ts';
import { readPosition } from '../shapes/ring.ts';
import type { Applicability, GeoZone, Restriction, ZoneShape } from '../zone.ts';
import { type ReadZones, readEach } from './reader.ts';

/** Colours of the Danish authority (droneregler.dk): red and blue ask for its leave, orange for attention. */
const colours: ReadonlyMap<string, { restriction: Restriction; reasons: readonly string[] }> = new Map([
  ['1', { restriction: 'requires-authorisation', reasons: ['AIR_TRAFFIC'] }],
  ['4', { restriction: 'requires-authorisation', reasons: ['SENSITIVE'] }],
  ['5', { restriction: 'conditional', reasons: ['AIR_TRAFFIC'] }],
]);

export function isDanish(features: readonly unknown[]): boolean {
  return features.some((feature) => {
    const properties = isObject(feature) && isObject(feature.properties) ? feature.properties : {};
    return 'Farve' in properties && 'typeId' in properties;
  });
}

/**
 * The drone zones of Denmark: GeoJSON in which a point is the mark of a polygon of the same title and colour, or else the middle of a circle whose radius is in
 * `Lovkrav`, in metres or, where `Enhed` is 1, kilometres. It has no heights.
 */
export function readDanishZones(features: readonly unknown[], findings: Findings): ReadZones {
  const polygons = new Set(features.filter((feature) => !isPoint(feature)).map(keyOf));
  return readEach(features, findings, (feature, number) => readFeature(feature, number, polygons, findings));
}

function isPoint(feature: unknown): boolean {
  return isObject(feature) && isObject(feature.geometry) && feature.geometry.type === 'Point';
}

function keyOf(feature: unknown): string {
  const properties = isObject(feature) && isObject(feature.properties) ? feature.properties : {};
  return `${textOf(properties.title) ?? ''}\n${textOf(properties.Farve) ?? ''}`;
}

function readFeature(
  feature: unknown,
  number: number,
  polygons: ReadonlySet<string>,
  findings: Findings,
): GeoZone | undefined {
  const properties = isObject(feature) && isObject(feature.properties) ? feature.properties : {};
  const identifier = identifierOf(properties.OBJECTID, number);
  const notes = findings.of(identifier);
  if (!isObject(feature)) return notes.refused('no-geometry', 'a feature is no object');
  if (isPoint(feature) && polygons.has(keyOf(feature))) {
    return notes.refused('marks-a-polygon', 'a point marks a polygon of the same title: that one is the zone');
  }
  if (textOf(properties.Aktiv)?.toUpperCase() === 'NEJ') {
    return notes.refused('not-active', 'the publisher says that the zone is not active');
  }
  const shapes = isPoint(feature)
    ? readPoint(feature.geometry, properties, notes)
    : readGeometry(feature.geometry, notes).map(({ shape }) => shape);
  const applicability = readDates(properties, notes);
  if (shapes.length === 0 || applicability === undefined) return undefined;
  const known = colours.get(textOf(properties.Farve) ?? String(properties.Farve));
  if (known === undefined) notes.warned('restriction-unknown', 'the colour of the zone is not a known one');
  const name = textOf(properties.title);
  return {
    identifier,
    ...(name === undefined ? {} : { name }),
    country: 'DNK',
    ...(known ?? { restriction: 'unknown', reasons: [] }),
    volumes: shapes.map((shape) => ({ shape })),
    applicability,
  };
}

function readPoint(geometry: unknown, properties: JsonObject, notes: Notes): readonly ZoneShape[] {
  const { Lovkrav: distance, Enhed: unit } = properties;
  const metres = String(unit) === '1' ? 1000 : String(unit) === '1000' ? 1 : undefined;
  if (typeof distance !== 'number' || metres === undefined) {
    return notes.refused('point-without-radius', 'a point says no radius') ?? [];
  }
  const centre = readPosition(isObject(geometry) ? geometry.coordinates : undefined, 'longitude-first', notes);
  const circle = centre && circleOf([centre[0], centre[1]], distance * metres, notes);
  return circle === undefined ? [] : [circle];
}

/** Dates as RFC 1123 has them, of Universal Time. */
function readDates({ datoTidSTART, datoTidSLUT }: JsonObject, notes: Notes): readonly Applicability[] | undefined {
  if (!isThere(datoTidSTART) && !isThere(datoTidSLUT)) return [];
  const [fromS, untilS] = [datoTidSTART, datoTidSLUT].map((value) =>
    typeof value === 'string' && / GMT$/.test(value)
      ? Date.parse(value) / 1000
      : isThere(value)
        ? Number.NaN
        : undefined,
  );
  if (Number.isNaN(fromS) || Number.isNaN(untilS)) return notes.refused('time-unreadable', 'a date cannot be read');
  return [{ ...(fromS === undefined ? {} : { fromS }), ...(untilS === undefined ? {} : { untilS }), hours: [] }];
}

import { FlightveilError } from '../model/errors.ts';
import { type Ed318Authority, ed318Properties } from './ed/ed318-schema.ts';
import { NO_LANGUAGE } from './ed/texts.ts';
import { writePeriods } from './ed/write-periods.ts';
import { Findings, type Notes } from './findings.ts';
import type { GeoZone, Position, Restriction, ZoneFinding, ZoneVolume } from './zone.ts';

export interface WriteEd318Options {
  /** Name of the collection, at most 200 characters. */
  readonly title: string;
  /** When it was put together, Unix seconds. */
  readonly issuedS?: number;
  /** For zones that say none, three letters. */
  readonly country?: string;
  /** For zones that say none: whom to ask. */
  readonly authority?: Ed318Authority;
}

export interface WrittenZones {
  /** One JSON document. */
  readonly text: string;
  readonly written: number;
  /** Zones that ED-318 cannot say, and why: they are not in the text. */
  readonly findings: readonly ZoneFinding[];
}

const MAX_TITLE = 200;

const types: Readonly<Record<Exclude<Restriction, 'unknown'>, string>> = {
  none: 'NO_RESTRICTION',
  conditional: 'CONDITIONAL',
  'requires-authorisation': 'REQ_AUTHORIZATION',
  prohibited: 'PROHIBITED',
};

/**
 * Zones as a collection of ED-318, strictly: what its schema does not allow, or it cannot say, is left out with a finding, and never bent.
 * Reading the text gives the same zones again.
 * @throws FlightveilError `usage` if the title is too long
 */
export function writeEd318(zones: readonly GeoZone[], options: WriteEd318Options): WrittenZones {
  if (options.title.length > MAX_TITLE) {
    throw new FlightveilError('usage', `the title has more than ${MAX_TITLE} characters`);
  }
  const findings = new Findings();
  const features: string[] = [];
  for (const zone of zones) {
    const notes = findings.of(zone.identifier);
    const properties = propertiesOf(zone, options, notes);
    const geometry = properties && geometryOf(zone.volumes, notes);
    if (geometry !== undefined) features.push(JSON.stringify({ type: 'Feature', geometry, properties }));
  }
  const head = JSON.stringify({
    type: 'FeatureCollection',
    name: options.title,
    ...(options.issuedS === undefined ? {} : { metadata: { issued: new Date(options.issuedS * 1000).toISOString() } }),
  });
  const text = `${head.slice(0, -1)},"features":[\n${features.join(',\n')}\n]}\n`;
  return { text, written: features.length, findings: findings.list };
}

function propertiesOf(zone: GeoZone, options: WriteEd318Options, notes: Notes): object | undefined {
  const { identifier, name, restriction, reasons, extra = {}, isInclusion } = zone;
  if (isInclusion) return notes.refused('inclusion-fence', 'a fence to stay in is no zone of ED-318');
  if (restriction === 'unknown') {
    return notes.refused('restriction-unknown', 'it is not known what the zone asks for');
  }
  const periods = writePeriods(zone.applicability, notes);
  if (periods === undefined) return undefined;
  const authority = options.authority === undefined ? {} : { zoneAuthority: [options.authority] };
  const properties = {
    identifier,
    country: zone.country ?? options.country,
    ...(name === undefined ? {} : { name: [{ text: name, lang: NO_LANGUAGE }] }),
    type: types[restriction],
    variant: 'COMMON',
    ...(reasons.length === 0 ? {} : { reason: reasons }),
    ...authority,
    ...extra,
    ...(periods.length === 0 ? {} : { limitedApplicability: periods }),
  };
  const { success, error } = ed318Properties.safeParse(properties);
  if (success) return properties;
  const places = [...new Set(error.issues.map(({ path }) => String(path[0] ?? 'its members')))];
  return notes.refused('not-in-ed318', `ED-318 does not allow what stands under: ${places.join(', ')}`);
}

function geometryOf(volumes: readonly ZoneVolume[], notes: Notes): object | undefined {
  const geometries = volumes.map((volume) => volumeOf(volume, notes));
  if (geometries.length === 0 || geometries.some((geometry) => geometry === undefined)) return undefined;
  return geometries.length === 1 ? geometries[0] : { type: 'GeometryCollection', geometries };
}

function volumeOf({ shape, lower, upper }: ZoneVolume, notes: Notes): object | undefined {
  const layer = {
    ...(upper === undefined ? {} : { upper: upper.heightM, upperReference: upper.reference }),
    ...(lower === undefined ? {} : { lower: lower.heightM, lowerReference: lower.reference }),
    uom: 'm',
  };
  const layered = lower === undefined && upper === undefined ? {} : { layer };
  if (shape.kind === 'circle') {
    const extent = { subType: 'Circle', radius: shape.radiusM };
    return { type: 'Point', coordinates: shape.centre, extent, ...layered };
  }
  if (shape.rings.some(hasLongEdge)) {
    return notes.refused(
      'edge-too-long',
      'an edge goes around more than half the Earth: it would be read the other way',
    );
  }
  if (shape.rings.some((ring) => ring.some(([longitude]) => Math.abs(longitude) > 180))) {
    notes.warned('crosses-antimeridian', 'a ring crosses the antimeridian, and is not cut there');
  }
  return { type: 'Polygon', coordinates: shape.rings.map((ring) => ring.map(wrapped)), ...layered };
}

function hasLongEdge(ring: readonly Position[]): boolean {
  return ring.some(([longitude], index) => {
    const step = Math.abs(longitude - ring[Math.max(0, index - 1)]![0]);
    return step > 180 && step < 360;
  });
}

function wrapped([longitude, latitude]: Position): Position {
  if (Math.abs(longitude) <= 180) return [longitude, latitude];
  return [longitude - 360 * Math.sign(longitude), latitude];
}

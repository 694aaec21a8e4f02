import { readZones } from '../../src/zones/read-zones.ts';
import type { Position, ZoneSet } from '../../src/zones/zone.ts';

export type Json = ReturnType<typeof JSON.parse>;

/** A closed square with its south-west corner there, counterclockwise. */
export function square(longitude: number, latitude: number, side = 0.1): Position[] {
  const [east, north] = [longitude + side, latitude + side];
  return [
    [longitude, latitude],
    [east, latitude],
    [east, north],
    [longitude, north],
    [longitude, latitude],
  ];
}

/** A zone of ED-269, with other members. */
export function zone269(members: Json = {}, volume: Json = {}): Json {
  return {
    identifier: 'XX-1',
    country: 'CHE',
    name: 'A zone',
    type: 'COMMON',
    restriction: 'REQ_AUTHORISATION',
    reason: ['AIR_TRAFFIC'],
    zoneAuthority: [{ name: 'Somebody', purpose: 'AUTHORIZATION' }],
    applicability: [{ permanent: 'YES' }],
    geometry: [
      {
        uomDimensions: 'M',
        lowerLimit: 0,
        lowerVerticalReference: 'AGL',
        upperLimit: 120,
        upperVerticalReference: 'AGL',
        horizontalProjection: { type: 'Polygon', coordinates: [square(8, 47)] },
        ...volume,
      },
    ],
    ...members,
  };
}

const layer = { upper: 120, upperReference: 'AGL', lower: 0, lowerReference: 'AGL', uom: 'm' };

/** A feature of ED-318, with other members of its properties, and another geometry. */
export function feature318(members: Json = {}, geometry: Json = {}): Json {
  return {
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [square(8, 47)], layer, ...geometry },
    properties: {
      identifier: 'ABC1234',
      country: 'CHE',
      name: [{ text: 'A zone', lang: 'en-GB' }],
      type: 'REQ_AUTHORIZATION',
      variant: 'COMMON',
      reason: ['AIR_TRAFFIC'],
      zoneAuthority: [{ purpose: 'AUTHORIZATION' }],
      ...members,
    },
  };
}

export const collection = (...features: Json[]): Json => ({ type: 'FeatureCollection', features });

/** Reads a document, or a text as it stands. */
export function read(document: Json, name = 'a file'): ZoneSet {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return readZones(new TextEncoder().encode(text), name);
}

/** Findings as `severity code`, sorted. */
export function found({ findings }: ZoneSet): string[] {
  return findings.map(({ severity, code }) => `${severity} ${code}`).sort();
}

/** What a refused document says: the codes that refused, from the error's facts. */
export function refusedBy(document: Json): string[] {
  try {
    read(document);
  } catch (error) {
    const { code, facts } = error as { code: string; facts: Record<string, unknown> };
    if (code !== 'zones-invalid') throw error;
    return Object.keys(facts).filter((name) => name !== 'format' && name !== 'zones');
  }
  throw new Error('it was read');
}

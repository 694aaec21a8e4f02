import { movedBy } from '../../src/geo/surface.ts';
import { sampleSecrets } from '../flight.ts';

/** Zones around the home of the sampled flight, made up: one file a format. */
const { latitudeDeg, longitudeDeg } = sampleSecrets.place;

type Position = readonly [longitudeDeg: number, latitudeDeg: number];

/** A place so many metres east and north of home, to a tenth of a metre or so. */
function place(eastM: number, northM: number): Position {
  const moved = movedBy({ latitudeDeg, longitudeDeg }, eastM, northM);
  return [Number(moved.longitudeDeg.toFixed(6)), Number(moved.latitudeDeg.toFixed(6))];
}

function rectangle(west: number, south: number, east: number, north: number): readonly Position[] {
  return [place(west, south), place(east, south), place(east, north), place(west, north), place(west, south)];
}

const latitudeFirst = ([longitude, latitude]: Position): readonly number[] => [latitude, longitude];
const aroundHome = rectangle(-1500, -1500, 1500, 1500);
const beside = rectangle(1500, -1500, 4500, 1500);
const open = (ring: readonly Position[]): readonly Position[] => ring.slice(0, -1);
const json = (document: unknown): string => `${JSON.stringify(document, undefined, 1)}\n`;

/** ED-269 with the spellings, sentinels and texts for numbers that publishers write. */
function ed269(): string {
  const limits = { uomDimensions: 'M', lowerLimit: 0, lowerVerticalReference: 'AGL' };
  const zone = {
    country: 'ZZZ',
    type: 'COMMON',
    zoneAuthority: [{ name: 'Made-up Tower', purpose: 'AUTHORIZATION' }],
  };
  return json({
    title: 'Made-up zones',
    features: [
      {
        ...zone,
        identifier: 'SMP-1',
        name: 'Made-up control zone',
        restriction: 'REQ_AUTHORISATION',
        reason: ['AIR_TRAFFIC'],
        applicability: [{ permanent: 'YES' }],
        geometry: [
          {
            ...limits,
            upperLimit: '120',
            upperVerticalReference: 'AGL',
            horizontalProjection: { type: 'Polygon', coordinates: [aroundHome] },
          },
        ],
      },
      {
        ...zone,
        identifier: 'SMP-2',
        name: 'Made-up reserve, by night',
        restriction: 'PROHIBITED',
        reason: ['NATURE'],
        applicability: [{ permanent: 'YES', dailyPeriod: [{ day: ['ANY'], startEvent: 'EECT', endEvent: 'BMCT' }] }],
        geometry: [
          {
            ...limits,
            upperLimit: 99999,
            upperVerticalReference: 'AMSL',
            horizontalProjection: { type: 'Circle', center: place(0, 2500), radius: 800 },
          },
        ],
      },
    ],
  });
}

function ed318(): string {
  const layer = { upper: 120, upperReference: 'AGL', lower: 0, lowerReference: 'AGL', uom: 'm' };
  const properties = {
    identifier: 'SMP0001',
    country: 'ZZZ',
    name: [{ text: 'Made-up zone', lang: 'en-GB' }],
    type: 'REQ_AUTHORIZATION',
    variant: 'COMMON',
    reason: ['SENSITIVE'],
    limitedApplicability: [
      { schedule: [{ day: ['MON', 'TUE', 'WED', 'THU', 'FRI'], startTime: '06:00:00Z', endTime: '18:00:00Z' }] },
    ],
    zoneAuthority: [{ name: [{ text: 'Made-up Office', lang: 'en-GB' }], purpose: 'AUTHORIZATION' }],
  };
  const ring = [...rectangle(-200, -200, 200, 200)].reverse();
  return json({
    type: 'FeatureCollection',
    name: 'Made-up zones',
    features: [
      { type: 'Feature', geometry: { type: 'Polygon', coordinates: [aroundHome, ring], layer }, properties },
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: place(3000, 0), extent: { subType: 'Circle', radius: 500 }, layer },
        properties: { ...properties, identifier: 'SMP0002', type: 'PROHIBITED', limitedApplicability: undefined },
      },
    ],
  });
}

/** Cells of a map whose ceilings are 0 and 200 feet. */
function uasfm(): string {
  const cell = (number: number, ceiling: number, ring: readonly Position[]): object => ({
    type: 'Feature',
    properties: { OBJECTID: number, CEILING: ceiling, APT1_NAME: 'Made-up Field' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  });
  return json({ type: 'FeatureCollection', features: [cell(1, 0, beside), cell(2, 200, aroundHome)] });
}

/** Degrees, minutes and whole seconds, as OpenAir has them. */
function written([longitude, latitude]: Position): string {
  const angle = (value: number, digits: number): string => {
    const seconds = Math.round(Math.abs(value) * 3600);
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    return parts.map((part, index) => String(part).padStart(index === 0 ? digits : 2, '0')).join(':');
  };
  return `${angle(latitude, 2)} ${latitude < 0 ? 'S' : 'N'} ${angle(longitude, 3)} ${longitude < 0 ? 'W' : 'E'}`;
}

function openAir(): string {
  const points = open(aroundHome).map((position) => `DP ${written(position)}`);
  return [
    '* Made-up airspaces',
    ...['AC CTR', 'AN Made-up CTR', 'AL GND', 'AH 2500ft AMSL', ...points, ''],
    ...['AC R', 'AN Made-up R1', 'AL FL55', 'AH FL95', `V X=${written(place(0, 0))}`, 'DC 2.5', ''],
    ...['AC Q', 'AN Made-up D1', 'AL 300m AGL', 'AH UNL', `V X=${written(place(0, 0))}`],
    ...['DA 3,270,90', `DP ${written(place(0, -4000))}`, ''],
  ].join('\r\n');
}

function fence(): string {
  const corners = open(aroundHome);
  const item = (command: number, parameter: number, [longitude, latitude]: Position): string =>
    [0, 0, 3, command, parameter, 0, 0, 0, latitude.toFixed(6), longitude.toFixed(6), 0, 1].join('\t');
  const lines = [...corners.map((corner) => item(5001, corners.length, corner)), item(5004, 50, place(300, 300))];
  return `${['QGC WPL 110', ...lines].join('\n')}\n`;
}

function plan(): string {
  return json({
    fileType: 'Plan',
    version: 1,
    groundStation: 'QGroundControl',
    geoFence: {
      version: 2,
      polygons: [{ version: 1, inclusion: true, polygon: open(aroundHome).map(latitudeFirst) }],
      circles: [{ version: 1, inclusion: false, circle: { center: latitudeFirst(place(300, 300)), radius: 50 } }],
    },
    mission: { version: 2, items: [] },
  });
}

/** File names of this folder, and what stands in each. */
export const zoneFiles: Readonly<Record<string, () => string>> = {
  'ed269.zones': ed269,
  'ed318.geojson': ed318,
  'uasfm.geojson': uasfm,
  'openair.txt': openAir,
  'fence.waypoints': fence,
  'fence.plan': plan,
};

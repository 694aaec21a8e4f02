import { describe, vi } from 'vitest';
import type { CsvKind } from '../../samples/csv/table.ts';
import { type DjiSubject, describeDjiTwins } from './dji-twins.ts';

vi.setConfig({ testTimeout: 60_000 });

const span = { fromS: 22, toS: 42 };

/** Of a step of the sixth decimal, and of the ten steps for which a released place is repeated: within them it lies anywhere, on either side. */
const positionRmsM = 0.14 + 0.56;

const names = (table: string, text: string): readonly string[] =>
  text
    .trim()
    .split(/\s*,\s*/)
    .map((name) => `${table}.${name}`);

interface Table {
  readonly kind: CsvKind;
  readonly shows: DjiSubject['shows'];
  readonly atFull: readonly string[];
  readonly pseudonyms?: readonly string[];
  readonly compared: DjiSubject['compared'];
  readonly positionRmsM?: number;
}

function airdata(kind: CsvKind): Table {
  const of = (text: string): readonly string[] => names('airdata', text);
  const near = of('latitude, longitude, ground_elevation_at_drone_location, altitude_above_sealevel');
  const far = [...near, ...of('satellites')];
  return {
    kind,
    shows: {
      ...moved(near, far, of('altitude_above_sealevel'), of('compass_heading, gimbal_heading, xspeed, yspeed')),
      'on another date': of('datetime, satellites'),
      'on a date after 2038': of('datetime, satellites'),
      'of another person': of('message'),
      ...said(of('message')),
    },
    atFull: ['on another date', 'on a date after 2038', 'of another person', ...Object.keys(said([]))],
    compared: { place: 95, height: 95, direction: 190 },
  };
}

/** Whatever the place shows in. */
function moved(near: readonly string[], far: readonly string[], height: readonly string[], turn: readonly string[]) {
  return {
    'moved by kilometres': near,
    'moved to the other hemisphere': far,
    'moved to where the antimeridian is crossed in flight': far,
    'moved to 78 south': far,
    'moved in height only': height,
    'moved and turned': [...near, ...turn],
    'turned where it is': turn,
  };
}

/** Whatever the app's words show in. */
function said(fields: readonly string[]) {
  return {
    'with other text': fields,
    'with no text typed': fields,
    'in another zone': fields,
    'in no zone': fields,
  };
}

const record = (text: string): readonly string[] => names('flightrecord', text);
const recordPlaces = record('osd.latitude, osd.longitude, home.latitude, home.longitude');
const ugcs = (text: string): readonly string[] => names('ugcs', text);
const ugcsPlaces = ugcs('fc:latitude, fc:longitude, fc:home_latitude, fc:takeoff_longitude, cs:altitude_amsl');

const tables: readonly Table[] = [
  airdata('airdata-feet'),
  airdata('airdata-metres'),
  {
    kind: 'txtlog',
    shows: {
      ...moved(
        [...recordPlaces, ...record('home.height, details.latitude, app_gps.longitude')],
        [...recordPlaces, ...record('home.height, details.latitude, app_gps.longitude, osd.gpsnum')],
        record('home.height'),
        record('osd.yaw, gimbal.yaw, osd.xspeed, osd.yspeed'),
      ),
      'on another date': record('custom.updatetime, details.timestamp'),
      'on a date after 2038': record('custom.updatetime, details.timestamp'),
      'that had flown longer before': record('osd.flytime'),
      'that had not flown before': record('osd.flytime'),
      'with the pilot elsewhere': record('app_gps.latitude, app_gps.longitude'),
      'of another person': record('recover.aircraftname, details.aircraftname, app_warn.warn'),
      'with another account': ['flightrecord.(header)'],
      'with another name of the aircraft': record('recover.aircraftname, details.aircraftname'),
      'with another address': record('details.street, details.city, details.area'),
      ...said(record('app_warn.warn')),
      'of another device': record(
        'recover.aircraftsn, details.aircraftsn, details.camerasn, details.rcsn, details.batterysn, center_battery.serialno',
      ),
    },
    atFull: [
      ...['on another date', 'on a date after 2038', 'that had flown longer before', 'that had not flown before'],
      ...['with the pilot elsewhere', 'of another person', 'with another name of the aircraft', 'with another address'],
      ...Object.keys(said([])),
    ],
    pseudonyms: record(
      'center_battery.serialno, details.aircraftsn, details.batterysn, details.camerasn, details.rcsn, firmware.version, recover.aircraftsn',
    ),
    compared: { place: 280, direction: 190 },
    positionRmsM,
  },
  {
    kind: 'txtlog-brackets',
    shows: {
      ...moved(
        [...recordPlaces, ...record('osd.altitude')],
        [...recordPlaces, ...record('osd.altitude, osd.gpsnum')],
        record('osd.altitude'),
        record('osd.yaw, osd.xspeed, osd.yspeed'),
      ),
      'on another date': record('custom.date, osd.gpsnum'),
      'on a date after 2038': record('custom.date, osd.gpsnum'),
      'that had flown longer before': record('osd.flytime'),
      'that had not flown before': record('osd.flytime'),
      'of another person': record('app.warn'),
      ...said(record('app.warn')),
      'of another device': record('details.aircraftserial'),
    },
    atFull: [
      ...['on another date', 'on a date after 2038', 'that had flown longer before', 'that had not flown before'],
      ...['of another person', ...Object.keys(said([]))],
    ],
    pseudonyms: record('details.aircraftserial'),
    compared: { place: 190, height: 95, direction: 95 },
  },
  {
    kind: 'ugcs',
    shows: {
      ...moved(
        ugcsPlaces,
        [...ugcsPlaces, ...ugcs('fc:satellite_count')],
        ugcs('cs:altitude_amsl'),
        ugcs('fc:heading, fc:course, gb:heading, cs:ground_speed_x'),
      ),
      'on another date': ugcs('time, fc:satellite_count'),
      'on a date after 2038': ugcs('time, fc:satellite_count'),
    },
    atFull: ['on another date', 'on a date after 2038'],
    compared: { place: 270, height: 90, direction: 180 },
  },
  {
    kind: 'geotag',
    shows: {
      ...moved(names('geotag', 'latitude, longitude'), names('geotag', 'latitude, longitude'), [], []),
      'turned where it is': names('geotag', 'latitude, longitude'),
    },
    atFull: [],
    compared: { place: 190 },
  },
];

describe.each(tables)('a table ($kind)', ({ kind, shows, pseudonyms = [], ...rest }) => {
  describeDjiTwins({
    log: { format: 'csv', kind },
    span,
    shows: { ...shows, 'with other records that nobody knows': ['header.(header)'] },
    pseudonyms,
    // A table shows how many columns it has.
    leavesOut: ['with no records that nobody knows'],
    ...rest,
  });
});

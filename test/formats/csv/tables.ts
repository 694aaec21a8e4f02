import type { Secrets } from '../../suite/subject.ts';

type Variant = (name: string) => number;
/** A cell of a row; `of` tells the variant of a secret. */
export type Cell = (row: number, of: Variant) => string;

/** How somebody exports flights. */
export interface Table {
  readonly name: string;
  readonly separator: string;
  readonly lineEnd: string;
  /** In front of the header. */
  readonly opening: string;
  readonly columns: readonly (readonly [name: string, cell: Cell])[];
}

const fixed =
  (start: number, step: number, decimals: number, secret?: string, by = 1): Cell =>
  (row, of) =>
    (start + step * row + (secret === undefined ? 0 : by * of(secret))).toFixed(decimals);
/** Without zeros at the end. */
const short =
  (cell: Cell): Cell =>
  (row, of) =>
    cell(row, of)
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
const always =
  (text: string, secret?: string): Cell =>
  (_row, of) =>
    secret === undefined || of(secret) === 0 ? text : `${text}${of(secret)}`;

const START = Date.UTC(2021, 5, 14, 9, 30, 0);
const instant: Cell = (row, of) => new Date(START + 100 * row + 86_400_000 * of('date')).toISOString();
const dated =
  (change: (iso: string) => string): Cell =>
  (row, of) =>
    change(instant(row, of));

/** What nobody knows: its name differs too. */
const unknown = (of: Variant): string => `Custom ${of('unknown')}`;

const airdata: Table = {
  name: 'airdata',
  ...{ separator: ',', lineEnd: '\n', opening: '' },
  columns: [
    ['time(millisecond)', (row) => String(100 * row)],
    ['datetime(utc)', dated((iso) => iso.slice(0, 19).replace('T', ' '))],
    ['latitude', short(fixed(46.618531, 0.000013, 6, 'place', 0.31))],
    ['longitude', short(fixed(10.702412, -0.000017, 6, 'place', 0.27))],
    ['height_above_takeoff(meters)', fixed(0.1, 0.2, 1)],
    ['ground_elevation_at_drone_location(meters)', fixed(910, 0.3, 1, 'ground', 7)],
    ['altitude_above_seaLevel(meters)', fixed(910.1, 0.5, 1, 'height', 31)],
    ['speed(m/s)', fixed(0, 0.1, 1, 'speed')],
    ['distance(meters)', fixed(0, 1.4, 1, 'home')],
    ['satellites', fixed(12, 0, 0, 'sky')],
    [' xSpeed(m/s)', fixed(1.1, 0, 1, 'turn')],
    [' ySpeed(m/s)', fixed(-0.7, 0, 1, 'turn')],
    [' zSpeed(m/s)', fixed(-0.2, 0, 1)],
    [' compass_heading(degrees)', fixed(77.5, 0.1, 1, 'turn', 11)],
    [' pitch(degrees)', fixed(-3.2, 0.1, 1)],
    [' roll(degrees)', fixed(1.1, -0.1, 1)],
    ['isVideo', always('1')],
    ['rc_elevator', fixed(1024, 1, 0)],
    ['rc_elevator(percent)', fixed(0, 1, 0)],
    ['battery_percent', fixed(99, 0, 0)],
    ['flycState', always('P-GPS')],
    ['message', (row, of) => (row % 9 === 4 ? `"Near ""Zone ${of('text')}"", take care"` : '')],
  ],
};

const flightrecord: Table = {
  name: 'flightrecord',
  ...{ separator: ',', lineEnd: '\r\n', opening: 'sep=,\r\n' },
  columns: [
    [
      'CUSTOM.date [local]',
      dated((iso) => `${Number(iso.slice(5, 7))}/${Number(iso.slice(8, 10))}/${iso.slice(0, 4)}`),
    ],
    ['CUSTOM.updateTime [local]', dated((iso) => `${Number(iso.slice(11, 13))}${iso.slice(13, 22)} AM`)],
    ['OSD.flyTime', (row) => `0m ${(row / 10).toFixed(1)}s`],
    ['OSD.flyTime [s]', fixed(3, 0.1, 1)],
    ['OSD.latitude', fixed(-33.8567815, 0.0000113, 8, 'place', 0.31)],
    ['OSD.longitude', fixed(151.2152931, -0.0000117, 8, 'place', 0.27)],
    ['OSD.height [ft]', fixed(0.3, 0.6, 1)],
    ['OSD.altitude [ft]', fixed(97, 0.6, 1, 'height', 31)],
    ['OSD.hSpeed [MPH]', fixed(2, 0.1, 1, 'speed')],
    ['OSD.xSpeed [MPH]', fixed(1, 0.1, 1, 'turn')],
    ['OSD.ySpeed [MPH]', fixed(-1, 0.1, 1, 'turn')],
    ['OSD.pitch', fixed(-3.2, 0.1, 1)],
    ['OSD.yaw', fixed(-77.5, 0.1, 1, 'turn', 11)],
    ['OSD.yaw [360]', fixed(282.5, 0.1, 1, 'turn', 11)],
    ['OSD.flycState', always('P-GPS')],
    ['OSD.flightAction', always('None')],
    ['OSD.flightAction', always('Go Home')],
    ['OSD.gpsNum', fixed(12, 0, 0, 'sky')],
    ['GIMBAL.pitch', fixed(-89.9, 0.1, 1)],
    ['BATTERY.chargeLevel', fixed(92, 0, 0)],
    ['BATTERY.safeFlyRadius', fixed(19_052.5, 1, 1, 'home')],
    ['HOME.latitude', fixed(-33.8567, 0, 8, 'home', 0.001)],
    ['HOME.longitude', fixed(151.2153, 0, 8, 'home', 0.001)],
    ['DETAILS.street', always('Rue de la Paix', 'home')],
    ['DETAILS.timestamp', (_row, of) => instant(0, of).slice(0, 19).replace('T', ' ').replaceAll('-', '/')],
    ['DETAILS.aircraftName', always('Falcon', 'name')],
    ['DETAILS.aircraftSn', always('3NZCHBG003A2', 'serial')],
    ['APPGPS.latitude', fixed(-33.8566, 0, 6, 'operator', 0.001)],
    ['APPGPS.longitude', fixed(151.2154, 0, 6, 'operator', 0.001)],
    ['APP.warning', (row, of) => (row % 9 === 4 ? `You are in a Warning Zone (${of('text')}), fly with caution` : '')],
  ],
};

const ugcs: Table = {
  name: 'ugcs',
  ...{ separator: ';', lineEnd: '\n', opening: '\ufeff' },
  columns: [
    ['Time', dated((iso) => iso.slice(0, 23))],
    ['cs:altitude_amsl', fixed(12.123, 0.2, 3, 'height', 31)],
    ['cs:ground_elevation', fixed(2.5, 0.1, 3, 'ground')],
    ['fc:altitude_raw', fixed(1, 0.2, 3)],
    ['fc:course', fixed(120, 0.3, 1, 'turn', 11)],
    ['fc:heading', fixed(119.5, 0.3, 1, 'turn', 11)],
    ['fc:home_latitude', fixed(56.9767, 0, 7, 'home', 0.001)],
    ['fc:home_longitude', fixed(24.0738, 0, 7, 'home', 0.001)],
    ['fc:latitude', fixed(56.9766312, 0.0000113, 7, 'place', 0.31)],
    ['fc:longitude', fixed(24.0739171, -0.0000117, 7, 'place', 0.27)],
    ['fc:main_voltage', fixed(15.6, -0.01, 2)],
    ['fc:pitch', fixed(-3.2, 0.1, 1)],
    ['fc:satellite_count', fixed(12, 0, 0, 'sky')],
    ['fc:is_armed', always('true')],
  ].map(([name, cell]): readonly [string, Cell] => [
    name as string,
    (row, of) => (cell as Cell)(row, of).replace(/^(-?\d+)\.(\d+)$/, '$1,$2'),
  ]),
};

const litchi: Table = {
  name: 'litchi',
  ...{ separator: ',', lineEnd: '\n', opening: '' },
  columns: [
    ['latitude', short(fixed(46.6185312, 0.0000113, 7, 'place', 0.31))],
    ['longitude', short(fixed(10.7024127, -0.0000117, 7, 'place', 0.27))],
    ['altitude(m)', fixed(1, 0.1, 1)],
    ['time(millisecond)', (row) => String(100 * row)],
    ['datetime(utc)', dated((iso) => iso.slice(0, 23).replace('T', ' '))],
    ['home_latitude', fixed(46.6185, 0, 7, 'home', 0.001)],
    ['home_longitude', fixed(10.7024, 0, 7, 'home', 0.001)],
    ['velocityX(mps)', fixed(1.1, 0, 1, 'turn')],
    ['velocityY(mps)', fixed(-0.7, 0, 1, 'turn')],
    ['pitch(deg)', fixed(-3.2, 0.1, 1)],
    ['roll(deg)', fixed(1.1, -0.1, 1)],
    ['yaw(deg)', fixed(77.5, 0.1, 1, 'turn', 11)],
    ['pressure(Pa)', fixed(95_000, 0, 0, 'ground')],
    ['remainPowerPercent', fixed(99, 0, 0)],
    ['flightmode', always('GPS')],
    ['Planename', always('Falcon', 'name')],
    ['FlyControllerSerialNumber', always('3NZCHBG003A2', 'serial')],
  ],
};

const geotag: Table = {
  name: 'geotag',
  ...{ separator: ',', lineEnd: '\n', opening: '' },
  columns: [
    ['Id', fixed(1, 1, 0)],
    ['Time(seconds)', short(fixed(0.3, 0.1, 1))],
    ['Latitude', short(fixed(46.61853121, 0.0000113, 8, 'place', 0.31))],
    ['Longitude', short(fixed(10.70241271, -0.0000117, 8, 'place', 0.27))],
  ],
};

const datcon: Table = {
  name: 'datcon',
  ...{ separator: '\t', lineEnd: '\n', opening: '' },
  columns: [
    ['Clock:offsetTime', fixed(5, 0.1, 3)],
    ['GPS:dateTimeStamp', dated((iso) => `${iso.slice(0, 19)}Z`)],
    ['GPS(0):Lat[degrees]', fixed(46.6185312, 0.0000113, 7, 'place', 0.31)],
    ['GPS(0):Long[degrees]', fixed(10.7024127, -0.0000117, 7, 'place', 0.27)],
    ['GPS(0):heightMSL[meters]', fixed(910, 0.2, 2, 'height', 31)],
    ['IMU_ATTI(0):gyro:X', fixed(0.1, 0.01, 4)],
    ['IMU_ATTI(0):mag:X', fixed(211, 1, 0, 'ground')],
    ['IMU_ATTI(0):velN', fixed(1.23, 0, 2, 'turn')],
    ['IMU_ATTI(0):velE', fixed(-0.71, 0, 2, 'turn')],
    ['IMU_ATTI(0):roll', fixed(1.1, -0.1, 1)],
    ['RC:Throttle', fixed(1024, 1, 0)],
  ],
};

export const tables = { airdata, flightrecord, ugcs, litchi, geotag, datcon } as const satisfies Record<string, Table>;
export const allTables: readonly Table[] = Object.values(tables);

const ROWS = 60;

/** A flight of six seconds. Variant 0 of every secret is the plain flight. */
export function csvFlight(table: Table, secrets: Secrets, rows = ROWS): Uint8Array {
  const of: Variant = (name) => secrets[name] ?? 0;
  // Ahead of the last column, which may hold separators.
  const columns = [
    ...table.columns.slice(0, -1),
    [unknown(of), (row: number) => `x${of('unknown')} ${row % 2 === 0 ? of('unknown') : ''}`] as const,
    ...table.columns.slice(-1),
  ];
  const lines = [
    columns.map(([name]) => name),
    ...Array.from({ length: rows }, (_, row) => columns.map(([, cell]) => cell(row, of))),
  ];
  const text = lines.map((cells) => cells.join(table.separator) + table.lineEnd).join('');
  return bytesOf(table.opening + text);
}

/** A table of these columns, each with one text for every row. */
export function csvOf(header: string, ...rows: string[]): Uint8Array {
  return bytesOf([header, ...rows].map((line) => `${line}\n`).join(''));
}

export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf8'));
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

/** Cells of a table by a small reader of the tests' own. */
export function cellsOf(text: string, separator = ','): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[at++];
      else isQuoted = false;
    } else if (character === '"' && cell === '') isQuoted = true;
    else if (character === separator || character === '\n') {
      row.push(cell.replace(/\r$/, ''));
      cell = '';
      if (character === separator) continue;
      rows.push(row);
      row = [];
    } else cell += character;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

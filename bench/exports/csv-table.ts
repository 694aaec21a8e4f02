import { Draw } from '../draw.ts';
import { HOME, type Moment, momentAt } from '../logs/flight.ts';

/** What exports are measured: those of AirData, and all columns of a flight record. */
export type Export = 'airdata' | 'columns';

/** Milliseconds from one row to the next. */
const STRIDE_MS = 100;
const ROWS_A_PIECE = 500;
const DEGREES = 180 / Math.PI;
const FEET = 1 / 0.3048;
const MPH = 3600 / 1609.344;

type Cell = (at: Moment, draw: Draw) => string;
type Columns = readonly (readonly [name: string, cell: Cell])[];

/** Pieces of a seeded export of about this many bytes. */
export function* csvPieces(kind: Export, bytes: number, seed = 1): Generator<Uint8Array, void, void> {
  const draw = new Draw(seed);
  const columns = exports[kind];
  let text = `${columns.map(([name]) => name).join(',')}\n`;
  let left = bytes;
  for (let row = 0; left > 0; ) {
    for (const end = row + ROWS_A_PIECE; row < end && text.length < left; row++) {
      const at = momentAt((row * STRIDE_MS) / 1000, draw);
      text += `${columns.map(([, cell]) => cell(at, draw)).join(',')}\n`;
    }
    const piece = Buffer.from(text);
    left -= piece.length;
    yield piece;
    text = '';
  }
}

const fixed =
  (decimals: number, value: (at: Moment, draw: Draw) => number): Cell =>
  (at, draw) =>
    value(at, draw).toFixed(decimals);
const same =
  (text: string): Cell =>
  () =>
    text;
const pick =
  (...texts: string[]): Cell =>
  (_, draw) =>
    draw.pick(texts);

const speed = ({ velocityNorth, velocityEast }: Moment): number => Math.hypot(velocityNorth, velocityEast);
const distance = ({ northM, eastM }: Moment): number => Math.hypot(northM, eastM);
const height = ({ downM }: Moment): number => -downM;
const yawDeg = ({ yawRad }: Moment): number => yawRad * DEGREES;
const signedYaw = (at: Moment): number => (yawDeg(at) > 180 ? yawDeg(at) - 360 : yawDeg(at));
const stick = (_: Moment, draw: Draw): number => 1024 + draw.noise(300);
const iso = ({ unixUs }: Moment): string => new Date(unixUs / 1000).toISOString();

const airdata: Columns = [
  ['time(millisecond)', fixed(0, ({ bootUs }) => bootUs / 1000 - 60_000)],
  ['datetime(utc)', (at) => iso(at).slice(0, 19).replace('T', ' ')],
  ['latitude', fixed(7, ({ latitudeDeg }) => latitudeDeg)],
  ['longitude', fixed(7, ({ longitudeDeg }) => longitudeDeg)],
  ['height_above_takeoff(feet)', fixed(1, (at) => height(at) * FEET)],
  ['height_above_ground_at_drone_location(feet)', fixed(1, (at) => height(at) * FEET)],
  ['ground_elevation_at_drone_location(feet)', fixed(1, () => HOME.altitudeM * FEET)],
  ['altitude_above_seaLevel(feet)', fixed(1, ({ altitudeM }) => altitudeM * FEET)],
  ['height_sonar(feet)', same('0')],
  ['speed(mph)', fixed(2, (at) => speed(at) * MPH)],
  ['distance(feet)', fixed(1, (at) => distance(at) * FEET)],
  ['mileage(feet)', fixed(1, (at) => ((at.bootUs / 1e6 - 60) * 8 * FEET) % 1e5)],
  ['satellites', pick('16', '17')],
  ['gpslevel', same('5')],
  ['voltage(v)', fixed(3, (_, draw) => 15.2 + draw.noise(0.1))],
  ['max_altitude(feet)', fixed(1, () => 131.5)],
  ['max_ascent(feet)', fixed(1, () => 131.5)],
  ['max_speed(mph)', fixed(2, () => 19.1)],
  ['max_distance(feet)', fixed(1, () => 262.6)],
  [' xSpeed(mph)', fixed(2, ({ velocityNorth }) => velocityNorth * MPH)],
  [' ySpeed(mph)', fixed(2, ({ velocityEast }) => velocityEast * MPH)],
  [' zSpeed(mph)', fixed(2, ({ velocityDown }) => velocityDown * MPH)],
  [' compass_heading(degrees)', fixed(1, yawDeg)],
  [' pitch(degrees)', fixed(1, ({ pitchRad }) => pitchRad * DEGREES)],
  [' roll(degrees)', fixed(1, ({ rollRad }) => rollRad * DEGREES)],
  ['isPhoto', same('0')],
  ['isVideo', same('1')],
  ...['rc_elevator', 'rc_aileron', 'rc_throttle', 'rc_rudder'].map((name) => [name, fixed(0, stick)] as const),
  ['gimbal_heading(degrees)', fixed(1, yawDeg)],
  ['gimbal_pitch(degrees)', fixed(1, (_, draw) => -31 + draw.noise(1))],
  ['gimbal_roll(degrees)', same('0.0')],
  ['battery_percent', same('71')],
  ...[1, 2, 3, 4].map((cell) => [`voltageCell${cell}`, fixed(3, (_, draw) => 3.8 + draw.noise(0.02))] as const),
  ['current(A)', fixed(2, (_, draw) => 9 + draw.noise(3))],
  ['battery_temperature(f)', same('95.7')],
  ['altitude(feet)', fixed(1, (at) => height(at) * FEET)],
  ['flycStateRaw', same('6')],
  ['flycState', same('P-GPS')],
  ['message', same('')],
];

const flags = ['canIOCWork', 'isMotorUp', 'isSwaveWork', 'isVisionUsed', 'waveError', 'isVibrating', 'isOutOfLimit'];

const columns: Columns = [
  ['CUSTOM.updateTime', (at) => iso(at).replaceAll('-', '/').replace('T', ' ').replace('Z', '')],
  ['CUSTOM.hSpeed', fixed(1, speed)],
  ['CUSTOM.distance', fixed(2, distance)],
  ['OSD.latitude', fixed(9, ({ latitudeDeg }) => latitudeDeg)],
  ['OSD.longitude', fixed(9, ({ longitudeDeg }) => longitudeDeg)],
  ['OSD.height', fixed(1, height)],
  ['OSD.xSpeed', fixed(1, ({ velocityNorth }) => velocityNorth)],
  ['OSD.ySpeed', fixed(1, ({ velocityEast }) => velocityEast)],
  ['OSD.zSpeed', fixed(1, ({ velocityDown }) => velocityDown)],
  ['OSD.pitch', fixed(1, ({ pitchRad }) => pitchRad * DEGREES)],
  ['OSD.roll', fixed(1, ({ rollRad }) => rollRad * DEGREES)],
  ['OSD.yaw', fixed(1, signedYaw)],
  ['OSD.flycState', same('GPS_Atti')],
  ['OSD.groundOrSky', same('2')],
  ...flags.map((name) => [`OSD.${name}`, pick('True', 'False')] as const),
  ['OSD.gpsNum', pick('16', '17')],
  ['OSD.gpsLevel', same('5')],
  ['OSD.battery', same('71')],
  ['OSD.flyTime', fixed(1, ({ bootUs }) => bootUs / 1e6 - 60)],
  ['OSD.motorRevolution', fixed(0, (_, draw) => 110 + draw.noise(8))],
  ['GIMBAL.pitch', fixed(1, (_, draw) => -31 + draw.noise(1))],
  ['GIMBAL.roll', same('0.0')],
  ['GIMBAL.yaw', fixed(1, signedYaw)],
  ...['aileron', 'elevator', 'throttle', 'rudder'].map((name) => [`RC.${name}`, fixed(0, stick)] as const),
  ['CENTER_BATTERY.relativeCapacity', same('71')],
  ...[1, 2, 3, 4].map(
    (cell) => [`CENTER_BATTERY.voltageCell${cell}`, fixed(3, (_, draw) => 3.8 + draw.noise(0.02))] as const,
  ),
  ['CENTER_BATTERY.current', fixed(3, (_, draw) => 9 + draw.noise(3))],
  ['CENTER_BATTERY.temperature', same('35.4')],
  ['HOME.latitude', fixed(9, () => HOME.latitudeDeg)],
  ['HOME.longitude', fixed(9, () => HOME.longitudeDeg)],
  ['HOME.height', fixed(1, () => HOME.altitudeM)],
  ['DETAILS.aircraftSn', same('163CF1234567AB')],
  ['DETAILS.city', same('Nowhere')],
];

const exports: Readonly<Record<Export, Columns>> = { airdata, columns };

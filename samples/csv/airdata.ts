import { flownM, percentOf, sticks } from '../dji/motion.ts';
import { Mode } from '../path.ts';
import { degrees } from '../scene.ts';
import {
  type Column,
  dateTime,
  type Export,
  messageOf,
  modeName,
  placeOf,
  quoted,
  type Row,
  trimmed,
} from './cells.ts';

const FEET_PER_METRE = 1 / 0.3048;
const MPH_PER_MS = 3600 / 1609.344;
const STEP_MS = 200;

/** As AirData exports a flight: names with their units, some behind a blank, and no zeros at the end of numbers. */
export function airdata(length: 'feet' | 'metres'): Export {
  const isFeet = length === 'feet';
  const [m, speed, heat] = isFeet ? ['feet', 'mph', 'f'] : ['meters', 'm/s', 'c'];
  const far = (metres: number): string => trimmed(isFeet ? metres * FEET_PER_METRE : metres, 1);
  const fast = (ms: number): string => trimmed(isFeet ? ms * MPH_PER_MS : ms, 2);
  const angle = (radians: number): string => trimmed(degrees(radians), 1);
  const heading = (radians: number): string => trimmed((degrees(radians) + 360) % 360, 1);
  const stick = (name: keyof ReturnType<typeof sticks>, isPercent: boolean): ((row: Row) => string) => {
    return ({ moment }) => String(isPercent ? Math.round((sticks(moment)[name] - 1024) / 6.6) : sticks(moment)[name]);
  };
  const channels = ['elevator', 'aileron', 'throttle', 'rudder'] as const;
  const columns: Column[] = [
    ['time(millisecond)', ({ sinceMs }) => String(sinceMs)],
    ['datetime(utc)', ({ moment }) => dateTime(moment, ' ')],
    ['latitude', (row) => String(placeOf(row).latitudeDeg)],
    ['longitude', (row) => String(placeOf(row).longitudeDeg)],
    [`height_above_takeoff(${m})`, ({ moment }) => far(moment.state.height)],
    [`height_above_ground_at_drone_location(${m})`, (row) => far(row.moment.amslM - groundOf(row))],
    [`ground_elevation_at_drone_location(${m})`, (row) => far(groundOf(row))],
    [`altitude_above_seaLevel(${m})`, ({ moment }) => far(moment.amslM)],
    [`height_sonar(${m})`, (row) => far(Math.min(10, row.moment.amslM - groundOf(row) + 0.1))],
    [`speed(${speed})`, ({ moment }) => fast(moment.state.groundSpeed)],
    [`distance(${m})`, ({ moment }) => far(Math.hypot(moment.state.north, moment.state.east))],
    [`mileage(${m})`, ({ moment }) => far(flownM(moment))],
    ['satellites', ({ scene }) => String(scene.satellites.length)],
    ['gpslevel', ({ scene }) => String(Math.min(5, Math.max(0, scene.satellites.length - 4)))],
    ['voltage(v)', ({ moment }) => trimmed(moment.state.batteryV, 3)],
    [`max_altitude(${m})`, ({ moment }) => far(Math.max(0, moment.state.height))],
    [`max_ascent(${m})`, ({ moment }) => far(Math.max(0, moment.state.height))],
    [`max_speed(${speed})`, ({ moment }) => fast(moment.state.groundSpeed)],
    [`max_distance(${m})`, ({ moment }) => far(Math.hypot(moment.state.north, moment.state.east))],
    [` xSpeed(${speed})`, ({ moment }) => fast(moment.state.velocityNorth)],
    [` ySpeed(${speed})`, ({ moment }) => fast(moment.state.velocityEast)],
    [` zSpeed(${speed})`, ({ moment }) => fast(-moment.state.climb)],
    [' compass_heading(degrees)', ({ moment }) => heading(moment.state.yaw)],
    [' pitch(degrees)', ({ moment }) => angle(moment.state.pitch)],
    [' roll(degrees)', ({ moment }) => angle(moment.state.roll)],
    ['isPhoto', ({ index, secrets }) => (index % 50 === 20 && secrets.photos > index / 50 ? '1' : '0')],
    ['isVideo', () => '1'],
    ...channels.map((name): Column => [`rc_${name}`, stick(name, false)]),
    ...channels.map((name): Column => [`rc_${name}(percent)`, stick(name, true)]),
    ['gimbal_heading(degrees)', ({ moment }) => heading(moment.state.yaw)],
    ['gimbal_pitch(degrees)', () => '-31.5'],
    ['gimbal_roll(degrees)', () => '0'],
    ['battery_percent', ({ moment }) => String(percentOf(moment.state))],
    ...[1, 2, 3, 4].map(
      (cell): Column => [`voltageCell${cell}`, ({ moment }) => trimmed(moment.state.batteryV / 4, 3)],
    ),
    ...[5, 6].map((cell): Column => [`voltageCell${cell}`, () => '0']),
    ['current(A)', ({ moment }) => trimmed(moment.state.currentA, 2)],
    [`battery_temperature(${heat})`, () => (isFeet ? '86.2' : '30.1')],
    [`altitude(${m})`, ({ moment }) => far(moment.state.height)],
    [`ascent(${m})`, ({ moment }) => far(moment.state.height)],
    ['flycStateRaw', ({ moment }) => (moment.state.mode === Mode.auto ? '14' : '6')],
    ['flycState', modeName],
    ['message', (row) => quoted(messageOf(row))],
  ];
  return { stepMs: STEP_MS, lineEnd: '\n', columns };
}

function groundOf({ scene, moment }: Row): number {
  return scene.groundM(moment.point);
}

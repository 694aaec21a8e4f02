import type { State } from '../path.ts';
import { degrees } from '../scene.ts';
import { type Column, dateTime, type Export, homeOf, placeOf, type Row } from './cells.ts';

/** A ground station and its link are heard before the aircraft has a fix. */
const FIRST_FIX = 5;

/** Nothing before the first fix. */
function later(cell: (row: Row) => number | string): (row: Row) => string {
  return (row) => (row.index < FIRST_FIX ? '' : decimal(cell(row)));
}

/** Whole numbers have a decimal too. */
function decimal(value: number | string): string {
  return typeof value === 'number' && Number.isInteger(value) ? value.toFixed(1) : String(value);
}

function single(value: number): number {
  return Math.fround(value);
}

/** Tenths of a degree that went through 32-bit radians. */
function angleDeg(radians: number): number {
  return degrees(single(Math.round(10 * degrees(radians)) * (Math.PI / 1800)));
}

function courseDeg({ velocityNorth, velocityEast }: State): number {
  return (degrees(Math.atan2(velocityEast, velocityNorth)) + 360) % 360;
}

/** Telemetry as UgCS exports it: numbers in full, cells that stay empty until something is known. */
export const ugcs: Export = {
  stepMs: 200,
  lineEnd: '\n',
  columns: [
    ['Time', ({ moment }) => dateTime(moment, 'T', 3)],
    ['cs:altitude_agl', later(({ scene, moment }) => single(moment.amslM - scene.groundM(moment.point)))],
    ['cs:altitude_amsl', later(({ moment }) => single(moment.amslM))],
    ['cs:ground_elevation', later(({ scene, moment }) => single(scene.groundM(moment.point)))],
    ['cs:ground_speed_x', later(({ moment }) => single(moment.state.velocityNorth))],
    ['cs:ground_speed_y', later(({ moment }) => single(moment.state.velocityEast))],
    ['cs:ground_speed_z', later(({ moment }) => single(-moment.state.climb))],
    ['fc:altitude_raw', later(({ moment }) => single(moment.state.height))],
    ['fc:control_mode', later(({ moment }) => moment.state.mode)],
    ['fc:course', later(({ moment: { state } }) => (state.groundSpeed === 0 ? '' : courseDeg(state)))],
    ['fc:downlink_present', () => 'true'],
    ['fc:gcs_link_quality', later(() => 0.98)],
    ['fc:ground_speed', later(({ moment }) => single(moment.state.groundSpeed))],
    ['fc:heading', later(({ moment }) => angleDeg(moment.state.yaw))],
    ['fc:home_latitude', later((row) => homeOf(row).latitudeDeg)],
    ['fc:home_longitude', later((row) => homeOf(row).longitudeDeg)],
    ['fc:is_armed', ({ moment }) => String(moment.state.armed)],
    ['fc:latitude', later((row) => placeOf(row).latitudeDeg)],
    ['fc:longitude', later((row) => placeOf(row).longitudeDeg)],
    ['fc:main_current', later(({ moment }) => Number(moment.state.currentA.toFixed(3)))],
    ['fc:main_voltage', later(({ moment }) => Number(moment.state.batteryV.toFixed(3)))],
    ['fc:pitch', later(({ moment }) => angleDeg(moment.state.pitch))],
    ['fc:rc_link_quality', later(() => 1)],
    ['fc:remaining_power_level', later(({ moment }) => Number((1 - moment.state.consumedMah / 5200).toFixed(2)))],
    ['fc:roll', later(({ moment }) => angleDeg(moment.state.roll))],
    ['fc:satellite_count', later(({ scene }) => scene.satellites.length)],
    ['fc:takeoff_latitude', later((row) => homeOf(row).latitudeDeg)],
    ['fc:takeoff_longitude', later((row) => homeOf(row).longitudeDeg)],
    ['fc:uplink_present', () => 'true'],
    ['fc:vertical_speed', later(({ moment }) => single(moment.state.climb))],
    ['gb:heading', later(({ moment }) => angleDeg(moment.state.yaw))],
    ['gb:pitch', later(() => -16.20000074442825)],
    ['gb:roll', later(() => 0)],
  ] satisfies Column[],
};

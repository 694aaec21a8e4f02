import { flownM, flownS, percentOf, sticks } from '../dji/motion.ts';
import { accountOf, type DjiDevice, djiDeviceOf } from '../dji/secrets.ts';
import { degrees } from '../scene.ts';
import { degreesAt } from '../tangent.ts';
import { type Column, dateTime, type Export, homeOf, messageOf, modeName, placeOf, quoted, type Row } from './cells.ts';

const FEET_PER_METRE = 1 / 0.3048;
const MPH_PER_MS = 3600 / 1609.344;
/** Of every fifth row only: what is told less often leaves its cells empty until then. */
const SLOW = 5;

function pilotOf({ secrets: { place, operator } }: Row) {
  return degreesAt(place, operator.northM, operator.eastM);
}

function tenths(value: number): string {
  return (Math.round(10 * value) / 10 + 0).toFixed(1);
}

function angle(radians: number): string {
  return tenths(degrees(radians));
}

function slow(cell: (row: Row) => string): (row: Row) => string {
  return (row) => (row.index < SLOW ? '' : cell(row));
}

function ofDevice(cell: (device: DjiDevice) => string): (row: Row) => string {
  return ({ secrets }) => cell(djiDeviceOf(secrets.device));
}

function stick(name: keyof ReturnType<typeof sticks>): (row: Row) => string {
  return slow(({ moment }) => String(Math.round((10_000 * (sticks(moment)[name] - 1024)) / 660)));
}

function slashed(text: string): string {
  return text.replaceAll('-', '/');
}

const satellites: Column = ['OSD.gpsNum', ({ scene }) => String(scene.satellites.length)];

/** As a reader of flight records exports them: records and fields as they are called there, places with six decimals. */
export const txtlog: Export = {
  stepMs: 200,
  lineEnd: '\n',
  columns: [
    ['CUSTOM.updateTime', ({ moment }) => slashed(dateTime(moment, ' ', 3))],
    ['CUSTOM.hSpeed', ({ moment }) => moment.state.groundSpeed.toFixed(2)],
    ['CUSTOM.distance', ({ moment }) => flownM(moment).toFixed(2)],
    ['OSD.latitude', (row) => placeOf(row).latitudeDeg.toFixed(6)],
    ['OSD.longitude', (row) => placeOf(row).longitudeDeg.toFixed(6)],
    ['OSD.height', ({ moment }) => tenths(moment.state.height)],
    ['OSD.xSpeed', ({ moment }) => tenths(moment.state.velocityNorth)],
    ['OSD.ySpeed', ({ moment }) => tenths(moment.state.velocityEast)],
    ['OSD.zSpeed', ({ moment }) => tenths(-moment.state.climb)],
    ['OSD.pitch', ({ moment }) => angle(moment.state.pitch)],
    ['OSD.roll', ({ moment }) => angle(moment.state.roll)],
    ['OSD.yaw', ({ moment }) => angle(moment.state.yaw)],
    ['OSD.flycState', modeName],
    ['OSD.groundOrSky', ({ moment }) => (moment.state.height > 0 ? 'Sky' : 'Ground')],
    ['OSD.isMotorUp', ({ moment }) => (moment.state.armed ? 'True' : 'False')],
    ['OSD.gpsLevel', ({ scene }) => String(Math.min(5, Math.max(0, scene.satellites.length - 4)))],
    ['OSD.isOutOfLimit', ({ index, secrets }) => (secrets.zone !== null && index % 40 > 30 ? 'True' : 'False')],
    satellites,
    ['OSD.flightAction', () => ''],
    ['OSD.flightAction', () => 'None'],
    ['OSD.battery', ({ moment }) => String(percentOf(moment.state))],
    ['OSD.sWaveHeight', ({ scene, moment }) => tenths(Math.min(10, moment.amslM - scene.groundM(moment.point) + 0.1))],
    ['OSD.flyTime', ({ moment, secrets }) => tenths(flownS(secrets, moment))],
    ['GIMBAL.pitch', () => '-31.5'],
    ['GIMBAL.roll', () => '0.0'],
    ['GIMBAL.yaw', ({ moment }) => angle(moment.state.yaw)],
    ['GIMBAL.mode', () => 'YawFollow'],
    ['RC.aileron', stick('aileron')],
    ['RC.elevator', stick('elevator')],
    ['RC.throttle', stick('throttle')],
    ['RC.rudder', stick('rudder')],
    ['CENTER_BATTERY.relativeCapacity', slow(({ moment }) => String(percentOf(moment.state)))],
    ['CENTER_BATTERY.loopNum', slow(() => '33')],
    ['CENTER_BATTERY.serialNo', slow(ofDevice(({ batteryNumber }) => String(batteryNumber)))],
    ['SMART_BATTERY.goHomeTime', slow(({ moment }) => String(Math.round(homeDistance(moment.state) / 8 + 20)))],
    ['SMART_BATTERY.battery', slow(({ moment }) => String(percentOf(moment.state)))],
    ['HOME.latitude', slow((row) => homeOf(row).latitudeDeg.toFixed(6))],
    ['HOME.longitude', slow((row) => homeOf(row).longitudeDeg.toFixed(6))],
    ['HOME.height', slow(({ secrets }) => secrets.place.altitudeAmslM.toFixed(2))],
    ['HOME.goHomeHeight', slow(() => '30')],
    ['HOME.dataRecorderFileIndex', slow(ofDevice(({ flightIndex }) => String(flightIndex)))],
    ['RECOVER.aircraftSn', ofDevice(({ aircraft }) => aircraft)],
    ['RECOVER.aircraftName', ({ secrets }) => quoted(secrets.aircraftName)],
    ['FIRMWARE.version', slow(ofDevice(({ firmware }) => firmware.slice(0, 3).join('.')))],
    ['DETAILS.street', ({ secrets }) => quoted(secrets.address.street)],
    ['DETAILS.city', ({ secrets }) => quoted(secrets.address.city)],
    ['DETAILS.area', ({ secrets }) => quoted(secrets.address.area)],
    ['DETAILS.timestamp', ({ start }) => slashed(dateTime(start, ' ', 3))],
    ['DETAILS.latitude', (row) => homeOf(row).latitudeDeg.toFixed(6)],
    ['DETAILS.longitude', (row) => homeOf(row).longitudeDeg.toFixed(6)],
    ['DETAILS.totalTime', () => '305.6'],
    ['DETAILS.photoNum', ({ secrets }) => String(secrets.photos)],
    ['DETAILS.aircraftName', ({ secrets }) => quoted(secrets.aircraftName)],
    ['DETAILS.aircraftSn', ofDevice(({ aircraft }) => aircraft)],
    ['DETAILS.cameraSn', ofDevice(({ camera }) => camera)],
    ['DETAILS.rcSn', ofDevice(({ controller }) => controller)],
    ['DETAILS.batterySn', ofDevice(({ battery }) => battery)],
    ['DETAILS.appVersion', () => '4.3.37'],
    ['DETAILS.uuid', ({ secrets }) => accountOf(secrets).uuid],
    ['APP_GPS.latitude', slow((row) => pilotOf(row).latitudeDeg.toFixed(6))],
    ['APP_GPS.longitude', slow((row) => pilotOf(row).longitudeDeg.toFixed(6))],
    ['APP_GPS.accuracy', slow(() => '4')],
    ['APP_TIP.tip', () => ''],
    ['APP_WARN.warn', (row) => quoted(messageOf(row))],
  ],
};

function homeDistance({ north, east }: { readonly north: number; readonly east: number }): number {
  return Math.hypot(north, east);
}

/** The same with units in brackets, in feet and miles, behind a line that names the separator. */
export const bracketedTxtlog: Export = {
  stepMs: 200,
  lineEnd: '\r\n',
  opening: 'sep=,',
  columns: [
    ['CUSTOM.date [UTC]', ({ moment }) => dateTime(moment, ' ').slice(0, 10)],
    ['CUSTOM.updateTime [UTC]', ({ moment }) => dateTime(moment, ' ', 2).slice(11)],
    ['OSD.flyTime [s]', ({ moment, secrets }) => tenths(flownS(secrets, moment))],
    ['OSD.latitude', (row) => String(placeOf(row).latitudeDeg)],
    ['OSD.longitude', (row) => String(placeOf(row).longitudeDeg)],
    ['OSD.height [ft]', ({ moment }) => tenths(FEET_PER_METRE * moment.state.height)],
    ['OSD.altitude [ft]', ({ moment }) => tenths(FEET_PER_METRE * moment.amslM)],
    ['OSD.hSpeed [MPH]', ({ moment }) => tenths(MPH_PER_MS * moment.state.groundSpeed)],
    ['OSD.xSpeed [MPH]', ({ moment }) => tenths(MPH_PER_MS * moment.state.velocityNorth)],
    ['OSD.ySpeed [MPH]', ({ moment }) => tenths(MPH_PER_MS * moment.state.velocityEast)],
    ['OSD.zSpeed [MPH]', ({ moment }) => tenths(-MPH_PER_MS * moment.state.climb)],
    ['OSD.pitch', ({ moment }) => angle(moment.state.pitch)],
    ['OSD.roll', ({ moment }) => angle(moment.state.roll)],
    ['OSD.yaw', ({ moment }) => angle(moment.state.yaw)],
    ['OSD.flycState', modeName],
    satellites,
    ['BATTERY.chargeLevel', ({ moment }) => String(percentOf(moment.state))],
    ['BATTERY.voltage [V]', ({ moment }) => moment.state.batteryV.toFixed(3)],
    ['HOME.latitude', (row) => String(homeOf(row).latitudeDeg)],
    ['HOME.longitude', (row) => String(homeOf(row).longitudeDeg)],
    ['HOME.distance [ft]', ({ moment }) => tenths(FEET_PER_METRE * homeDistance(moment.state))],
    ['DETAILS.aircraftSerial', ofDevice(({ aircraft }) => aircraft)],
    ['APP.tip', () => ''],
    ['APP.warn', (row) => quoted(messageOf(row))],
  ],
};

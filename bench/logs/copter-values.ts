import type { Draw } from '../draw.ts';
import { HOME, type Moment } from './flight.ts';

type Values = Readonly<Record<string, number | string>>;

const DEGREES = 180 / Math.PI;
/** Seconds between 1980-01-06 and 1970, and leap seconds since. */
const GPS_EPOCH_S = 315_964_800;
const LEAP_S = 18;
const WEEK_MS = 604_800_000;

const parameterNames = [
  ...['ATC_RAT_RLL_P', 'ATC_RAT_PIT_P', 'ATC_RAT_YAW_P', 'ATC_ANG_RLL_P', 'MOT_SPIN_MIN', 'MOT_SPIN_ARM', 'RC1_MIN'],
  ...['PILOT_SPEED_UP', 'WPNAV_SPEED', 'WPNAV_RADIUS', 'LOIT_SPEED', 'RTL_ALT', 'FS_THR_ENABLE', 'BATT_CAPACITY'],
  ...['INS_ACCOFFS_X', 'COMPASS_OFS_X', 'COMPASS_DEC', 'SYSID_THISMAV', 'SERVO1_FUNCTION', 'MADE_UP_NAME'],
];
const texts = [
  ...['EKF3 IMU0 is using GPS', 'EKF3 IMU1 is using GPS', 'PreArm: Check mag field: 412, max 875, min 185'],
  ...['Mission: 4 WP', 'Reached command #4', 'Nothing like this is in a table', 'Throttle armed'],
];

/** The value of a column in its natural unit: what the flight says, or a sensor's noise where it says nothing. */
export function valuesOf(
  name: string,
  instance: number,
  at: Moment,
  draw: Draw,
): (column: string, character: string) => number | string {
  const known: Values = { ...everywhere(instance, at), ...byMessage[name]?.(at, draw) };
  return (column, character) => known[column] ?? anything(character, draw);
}

function anything(character: string, draw: Draw): number | string {
  if ('ZN'.includes(character)) return draw.pick(['main', 'idle', 'log_io']);
  if (character === 'n') return 'none';
  if ('fd'.includes(character)) return draw.noise(2);
  if ('ceL'.includes(character)) return draw.noise(3);
  if ('bhi'.includes(character)) return draw.whole(100);
  return Math.floor(100 * draw.unit());
}

function everywhere(instance: number, at: Moment): Values {
  const gpsMs = at.unixUs / 1000 - (GPS_EPOCH_S - LEAP_S) * 1000;
  return {
    TimeUS: at.bootUs,
    ...{ I: instance, C: instance, IMU: instance, Instance: instance, Id: instance, Inst: instance, chan: instance },
    ...{ Lat: at.latitudeDeg, Lng: at.longitudeDeg, Alt: at.altitudeM },
    ...{ Roll: at.rollRad * DEGREES, Pitch: at.pitchRad * DEGREES, Yaw: at.yawRad * DEGREES },
    ...{ VN: at.velocityNorth, VE: at.velocityEast, VD: at.velocityDown, PN: at.northM, PE: at.eastM, PD: at.downM },
    ...{ Q1: at.quaternion[0], Q2: at.quaternion[1], Q3: at.quaternion[2], Q4: at.quaternion[3] },
    ...{ GMS: gpsMs % WEEK_MS, GWk: Math.floor(gpsMs / WEEK_MS), SMS: at.bootUs / 1000 },
  };
}

const byMessage: Readonly<Record<string, (at: Moment, draw: Draw) => Values>> = {
  IMU: (_, draw) => ({ AccZ: -9.8 + draw.noise(1), T: 45, GH: 1, AH: 1, GHz: 1000, AHz: 1000, EG: 0, EA: 0 }),
  VIBE: (_, draw) => ({ VibeX: 7 + draw.noise(3), VibeY: 8 + draw.noise(3), VibeZ: 11 + draw.noise(4), Clip: 0 }),
  ESC: (_, draw) => ({ RPM: 4200 + draw.noise(200), RawRPM: 4200, Volt: 23.6 + draw.noise(0.2), Temp: 41 }),
  BARO: (at, draw) => ({ Alt: -at.downM + draw.noise(0.2), Press: 99_520 + draw.noise(9), Temp: 31.2, Health: 1 }),
  GPS: (at, draw) => ({
    ...{ Status: 4, NSats: 18, HDop: 0.62, U: 1, Yaw: 0 },
    Spd: Math.hypot(at.velocityNorth, at.velocityEast),
    GCrs: (Math.atan2(at.velocityEast, at.velocityNorth) * DEGREES + 360) % 360,
    VZ: draw.noise(0.2),
  }),
  GPA: () => ({ VV: 1, Delta: 200 }),
  ATT: (at, draw) => ({ DesRoll: at.rollRad * DEGREES + draw.noise(1), DesYaw: at.yawRad * DEGREES, AEKF: 3 }),
  POS: (at) => ({ RelHomeAlt: -at.downM, RelOriginAlt: -at.downM }),
  CTUN: (at, draw) => ({ Alt: -at.downM, DAlt: 40, BAlt: -at.downM + draw.noise(0.2), DSAlt: Number.NaN }),
  BAT: (_, draw) => ({ Volt: 23.5 + draw.noise(0.1), Curr: 18.4 + draw.noise(3), CurrTot: 1502, RemPct: 71, H: 1 }),
  ORGN: () => ({ Type: 0, Lat: HOME.latitudeDeg, Lng: HOME.longitudeDeg, Alt: HOME.altitudeM }),
  MODE: () => ({ Mode: 3, ModeNum: 3, Rsn: 2 }),
  PARM: (_, draw) => ({ Name: draw.pick(parameterNames), Value: draw.unit() * 100, Default: draw.unit() * 100 }),
  MSG: (_, draw) => ({ Message: draw.pick(texts) }),
  CMD: (at) => ({ CTot: 12, CNum: 4, CId: 16, Prm1: 0, Prm2: 0, Prm3: 0, Prm4: 0, Alt: -at.downM, Frame: 3 }),
  FILE: (_, draw) => ({
    Data: Array.from({ length: 64 }, () => String.fromCharCode(32 + Math.floor(90 * draw.unit()))).join(''),
  }),
};

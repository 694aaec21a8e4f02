import {
  ardupilotmega,
  common,
  type MavLinkData,
  type MavLinkDataConstructor,
  minimal,
  standard,
} from 'mavlink-mappings';
import type { Draw } from './draw.ts';

export type MessageClass = MavLinkDataConstructor<MavLinkData>;
export type Value = number | bigint | string | readonly number[];

/** When a frame was sent, on the clocks that its fields may show. */
export interface Instant {
  /** Seconds since the start of the stream. */
  readonly t: number;
  readonly bootMs: number;
  readonly bootUs: number;
  readonly unixUs: bigint;
}

/** One kind of message in the stream. */
export interface MixEntry {
  readonly type: MessageClass;
  /** Frames per second. */
  readonly hz: number;
  readonly system: number;
  readonly component: number;
  /** Fields by their name in the definitions; those left out are zero. */
  readonly fields: (at: Instant, draw: Draw) => Readonly<Record<string, Value>>;
}

/** Seconds after which the schedule of the stream repeats; every rate times this is a whole number. */
export const PERIOD_S = 10;

/** Somewhere in the South Atlantic; what matters is that all bits of a coordinate are in use. */
const CENTRE = { lat: -301_234_567, lon: -152_345_678 };
/** A circle of 150 m radius in two minutes. */
const RADIUS_M = 150;
const turnAt = (t: number): number => (2 * Math.PI * t) / 120;

const parameterNames = [
  ...['ATC_RAT_RLL_P', 'ATC_RAT_PIT_P', 'ATC_RAT_YAW_P', 'ATC_ANG_RLL_P', 'MOT_SPIN_MIN', 'MOT_SPIN_ARM'],
  ...['PILOT_SPEED_UP', 'WPNAV_SPEED', 'WPNAV_RADIUS', 'LOIT_SPEED', 'RTL_ALT', 'FS_THR_ENABLE', 'BATT_CAPACITY'],
  ...['INS_ACCOFFS_X', 'COMPASS_OFS_X', 'COMPASS_DEC', 'SYSID_THISMAV', 'SERVO1_FUNCTION', 'RC1_MIN', 'MADE_UP_NAME'],
];

const texts = [
  ...['EKF3 IMU0 is using GPS', 'EKF3 IMU1 is using GPS', 'PreArm: Check mag field: 412, max 875, min 185'],
  ...['Mission: 4 WP', 'Reached command #4', 'SIM Pitot: nothing like this is in a table', 'Throttle armed'],
];

function vehicle(type: MessageClass, hz: number, fields: MixEntry['fields']): MixEntry {
  return { type, hz, system: 1, component: 1, fields };
}

/** A multicopter under ArduPilot on a mission, as a ground station with ordinary stream rates records it. */
export const mix: readonly MixEntry[] = [
  vehicle(common.Attitude, 10, ({ t, bootMs }, draw) => ({
    time_boot_ms: bootMs,
    roll: 0.08 + draw.noise(0.02),
    pitch: -0.05 + draw.noise(0.02),
    yaw: (turnAt(t) % (2 * Math.PI)) - Math.PI,
    rollspeed: draw.noise(0.1),
    pitchspeed: draw.noise(0.1),
    yawspeed: 0.05 + draw.noise(0.05),
  })),
  vehicle(standard.GlobalPositionInt, 4, ({ t, bootMs }, draw) => ({
    time_boot_ms: bootMs,
    lat: CENTRE.lat + Math.round(Math.cos(turnAt(t)) * RADIUS_M * 89.8),
    lon: CENTRE.lon + Math.round(Math.sin(turnAt(t)) * RADIUS_M * 103.7),
    alt: 151_300 + draw.whole(200),
    relative_alt: 40_000 + draw.whole(200),
    vx: Math.round(-785 * Math.sin(turnAt(t))),
    vy: Math.round(785 * Math.cos(turnAt(t))),
    vz: draw.whole(30),
    hdg: Math.round((turnAt(t) * 18_000) / Math.PI) % 36_000,
  })),
  vehicle(common.LocalPositionNed, 4, ({ t, bootMs }, draw) => ({
    time_boot_ms: bootMs,
    x: RADIUS_M * Math.cos(turnAt(t)),
    y: RADIUS_M * Math.sin(turnAt(t)),
    z: -40 + draw.noise(0.2),
    vx: -7.85 * Math.sin(turnAt(t)),
    vy: 7.85 * Math.cos(turnAt(t)),
    vz: draw.noise(0.3),
  })),
  vehicle(common.VfrHud, 4, ({ t }, draw) => ({
    airspeed: 7.9 + draw.noise(0.5),
    groundspeed: 7.85 + draw.noise(0.2),
    heading: Math.floor((turnAt(t) * 180) / Math.PI) % 360,
    throttle: 38 + draw.whole(4),
    alt: 151.3 + draw.noise(0.2),
    climb: draw.noise(0.3),
  })),
  vehicle(common.RawImu, 2, ({ bootUs }, draw) => ({
    time_usec: BigInt(bootUs),
    ...{ xacc: draw.whole(80), yacc: draw.whole(80), zacc: -1000 + draw.whole(80) },
    ...{ xgyro: draw.whole(60), ygyro: draw.whole(60), zgyro: 50 + draw.whole(60) },
    ...{ xmag: 210 + draw.whole(20), ymag: -95 + draw.whole(20), zmag: 388 + draw.whole(20) },
    temperature: 4512 + draw.whole(30),
  })),
  vehicle(common.ScaledPressure, 2, ({ bootMs }, draw) => ({
    time_boot_ms: bootMs,
    press_abs: 995.2 + draw.noise(0.1),
    temperature: 3110 + draw.whole(20),
  })),
  vehicle(common.SysStatus, 2, (_, draw) => ({
    onboard_control_sensors_present: 0x5361_fc2f,
    onboard_control_sensors_enabled: 0x5321_fc2f,
    onboard_control_sensors_health: 0x5361_fc2f,
    load: 310 + draw.whole(40),
    voltage_battery: 15_620 + draw.whole(90),
    current_battery: 1840 + draw.whole(300),
    battery_remaining: 71,
  })),
  vehicle(common.GpsRawInt, 2, ({ t, bootUs }, draw) => ({
    time_usec: BigInt(bootUs),
    fix_type: 6,
    lat: CENTRE.lat + Math.round(Math.cos(turnAt(t)) * RADIUS_M * 89.8) + draw.whole(9),
    lon: CENTRE.lon + Math.round(Math.sin(turnAt(t)) * RADIUS_M * 103.7) + draw.whole(9),
    alt: 151_250 + draw.whole(300),
    ...{ eph: 62 + draw.whole(3), epv: 91 + draw.whole(3), vel: 785 + draw.whole(20) },
    cog: Math.round((turnAt(t) * 18_000) / Math.PI) % 36_000,
    satellites_visible: 18,
    ...{ alt_ellipsoid: 176_800, h_acc: 410 + draw.whole(40), v_acc: 650 + draw.whole(40), vel_acc: 120 },
  })),
  vehicle(common.NavControllerOutput, 2, (_, draw) => ({
    ...{ nav_roll: 4.6 + draw.noise(1), nav_pitch: -2.9 + draw.noise(1), alt_error: draw.noise(0.3) },
    ...{ xtrack_error: draw.noise(0.8), nav_bearing: 117, target_bearing: 121, wp_dist: 84 + draw.whole(40) },
  })),
  vehicle(common.MissionCurrent, 2, () => ({
    ...{ seq: 4, total: 12, mission_state: 3, mission_mode: 1 },
    ...{ mission_id: 0x7c31_99ab, fence_id: 0x1357_2468, rally_points_id: 0x0bad_cafe },
  })),
  vehicle(common.RcChannels, 2, ({ bootMs }, draw) => ({
    time_boot_ms: bootMs,
    chancount: 16,
    ...Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`chan${index + 1}_raw`, 1500 + draw.whole(4)])),
    rssi: 212,
  })),
  vehicle(common.ServoOutputRaw, 2, ({ bootUs }, draw) => ({
    time_usec: bootUs % 2 ** 32,
    ...Object.fromEntries(Array.from({ length: 4 }, (_, index) => [`servo${index + 1}_raw`, 1520 + draw.whole(90)])),
  })),
  vehicle(common.Vibration, 4, ({ bootUs }, draw) => ({
    time_usec: BigInt(bootUs),
    ...{ vibration_x: 7 + draw.noise(3), vibration_y: 8 + draw.noise(3), vibration_z: 11 + draw.noise(4) },
  })),
  vehicle(ardupilotmega.EkfStatusReport, 4, (_, draw) => ({
    flags: 0x033f,
    ...{ velocity_variance: 0.06 + draw.noise(0.03), pos_horiz_variance: 0.04 + draw.noise(0.02) },
    ...{ pos_vert_variance: 0.05 + draw.noise(0.02), compass_variance: 0.09 + draw.noise(0.03) },
  })),
  vehicle(common.BatteryStatus, 4, (_, draw) => ({
    ...{ type: 3, temperature: 32_767, current_battery: 1840 + draw.whole(300), current_consumed: 1502 },
    ...{ voltages: [15_620 + draw.whole(90), ...new Array<number>(9).fill(65_535)], energy_consumed: 844 },
    ...{ battery_remaining: 71, time_remaining: 912, charge_state: 1 },
  })),
  vehicle(common.SystemTime, 4, ({ bootMs, unixUs }) => ({ time_unix_usec: unixUs, time_boot_ms: bootMs })),
  vehicle(minimal.Heartbeat, 1, () => ({
    ...{ custom_mode: 3, type: 2, autopilot: 3, base_mode: 217, system_status: 4, mavlink_version: 3 },
  })),
  { ...vehicle(minimal.Heartbeat, 1, () => ({ ...{ type: 6, autopilot: 8, mavlink_version: 3 } })), system: 255 },
  vehicle(common.ParamValue, 1, (_, draw) => ({
    param_id: draw.pick(parameterNames),
    ...{ param_value: draw.unit() * 100, param_type: 9, param_count: 1327, param_index: 65_535 },
  })),
  vehicle(common.StatusText, 0.2, (_, draw) => ({ severity: 6, text: draw.pick(texts) })),
  {
    type: common.AdsbVehicle,
    hz: 2,
    system: 1,
    component: 156,
    fields: ({ t }, draw) => ({
      ICAO_address: draw.pick([0x3c_65_a1, 0x40_62_0f]),
      lat: CENTRE.lat + 410_000 + Math.round(t * 900),
      lon: CENTRE.lon - 230_000 - Math.round(t * 500),
      ...{ altitude: 3_048_000, heading: 31_400, hor_velocity: 11_800, ver_velocity: draw.whole(90), flags: 0x031f },
      ...{ squawk: 7000, callsign: draw.pick(['INVENT1', 'INVENT2']), emitter_type: 3, tslc: 1 },
    }),
  },
];

/** Frames in one period of the schedule. */
export const PERIOD_FRAMES = mix.reduce((sum, { hz }) => sum + Math.round(hz * PERIOD_S), 0);

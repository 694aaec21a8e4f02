import type { Draw } from '../draw.ts';
import { BOOT_START_US, HOME, type Moment } from './flight.ts';
import type { Px4Field } from './px4-layout.ts';

/** One value for all elements, one for each, or a draw for each. */
export type Value = number | readonly number[] | (() => number);

/** Clocks that run with the log. */
export const clockFields: ReadonlySet<string> = new Set([
  ...['timestamp', 'timestamp_sample', 'time_utc_usec', 'timestamp_last_signal', 'remote_timestamp'],
  ...['current.timestamp', 'next.timestamp', 'previous.timestamp'],
  ...Array.from({ length: 8 }, (_, index) => `esc[${index}].timestamp`),
]);

export const parameterNames: readonly string[] = [
  ...[
    'MC_ROLLRATE_P',
    'MC_PITCHRATE_P',
    'MC_YAWRATE_P',
    'MC_ROLL_P',
    'MPC_XY_VEL_MAX',
    'MPC_Z_VEL_MAX_UP',
    'MPC_THR_HOVER',
  ],
  ...[
    'COM_RC_LOSS_T',
    'RTL_RETURN_ALT',
    'GF_MAX_HOR_DIST',
    'BAT1_N_CELLS',
    'EKF2_MAG_DECL',
    'CAL_ACC0_ID',
    'MAV_SYS_ID',
  ],
  ...['SDLOG_UTC_OFFSET', 'IMU_GYRO_CUTOFF', 'CBRK_SUPPLY_CHK', 'UAVCAN_NODE_ID', 'MADE_UP_NAME'],
];

export const texts: readonly string[] = [
  ...['[commander] Takeoff detected', '[commander] Armed by external command', '[navigator] Mission #4 loaded'],
  ...['[mavlink] nothing like this is in a table', '[logger] Start file log (type: full)'],
];

/** What the log says of itself. */
export function informationOf(): [string, string | number][] {
  return [
    ...([
      ['sys_name', 'PX4'],
      ['ver_hw', 'PX4_FMU_V6C'],
      ['ver_sw', '8c1d2f0a6be4a3f1b2c3d4e5f60718293a4b5c6d'],
      ['sys_os_name', 'NuttX'],
      ['sys_toolchain', 'GNU GCC'],
      ['sys_mcu', 'STM32H7[4|5]xxx, rev. V'],
      ['sys_uuid', '000600000000343233303433511100250038'],
      ['ver_sw_release', 0x010f_00ff],
      ['ver_sw_branch', 'release/1.15'],
      ['time_ref_utc', 0],
    ] as [string, string | number][]),
  ];
}

/** The values of a message's fields: what the flight says, or a sensor's noise where it says nothing. */
export function valuesOf(topic: string, at: Moment, draw: Draw): (field: Px4Field) => Value {
  const special = byTopic[topic]?.(at, draw) ?? {};
  const usual = everywhere(at, draw);
  return ({ path, name, type }) => {
    const value = special[path] ?? usual[name] ?? always[name];
    if (value !== undefined) return value;
    if (type === 'float' || type === 'double') return () => draw.noise(2);
    if (type === 'bool') return () => (draw.unit() < 0.2 ? 1 : 0);
    return () => Math.floor(100 * draw.unit());
  };
}

type Values = Readonly<Record<string, Value>>;

/** Plainly written out: spreading objects for each message would take longer than all else. */
function everywhere(at: Moment, draw: Draw): Values {
  const height = at.altitudeM + draw.noise(0.2);
  return {
    timestamp: at.bootUs,
    timestamp_sample: at.bootUs - 1800,
    time_utc_usec: at.unixUs,
    timestamp_last_signal: at.bootUs - 9000,
    remote_timestamp: at.unixUs,
    lat: at.latitudeDeg,
    lon: at.longitudeDeg,
    alt: height,
    alt_ellipsoid: height + 25.6,
    latitude_deg: at.latitudeDeg,
    longitude_deg: at.longitudeDeg,
    altitude_msl_m: height,
    altitude_ellipsoid_m: height + 25.6,
    x: at.northM,
    y: at.eastM,
    z: at.downM,
    vx: at.velocityNorth,
    vy: at.velocityEast,
    vz: at.velocityDown,
    q: at.quaternion,
    q_d: at.quaternion,
    heading: at.yawRad,
    yaw: at.yawRad,
    roll_body: at.rollRad,
  };
}

/** A flight without resets of its estimator. */
const always: Values = {
  ...{ armed_time: BOOT_START_US, takeoff_time: BOOT_START_US, nav_state_timestamp: BOOT_START_US },
  ...{ ref_timestamp: BOOT_START_US, ref_lat: HOME.latitudeDeg, ref_lon: HOME.longitudeDeg, ref_alt: HOME.altitudeM },
  ...{ xy_valid: 1, z_valid: 1, v_xy_valid: 1, v_z_valid: 1, xy_global: 1, z_global: 1, heading_good_for_control: 1 },
  ...{ xy_reset_counter: 0, z_reset_counter: 0, vxy_reset_counter: 0, vz_reset_counter: 0, heading_reset_counter: 0 },
  ...{ delta_xy: 0, delta_z: 0, delta_vxy: 0, delta_vz: 0, delta_heading: 0, quat_reset_counter: 0, delta_q_reset: 0 },
  ...{ lat_lon_reset_counter: 0, alt_reset_counter: 0 },
};

const inTheBody = (_: Moment, draw: Draw): Values => ({ x: draw.noise(2), y: draw.noise(2), z: -9.8 + draw.noise(2) });

const byTopic: Readonly<Record<string, (at: Moment, draw: Draw) => Values>> = {
  sensor_combined: (_, draw) => ({
    ...{ gyro_integral_dt: 5000, accelerometer_timestamp_relative: 0, accelerometer_integral_dt: 5000 },
    ...{ accelerometer_m_s2: [draw.noise(2), draw.noise(2), -9.8 + draw.noise(2)] },
    ...{ accelerometer_clipping: 0, gyro_clipping: 0, accel_calibration_count: 1, gyro_calibration_count: 1 },
  }),
  sensor_accel: inTheBody,
  sensor_gyro: inTheBody,
  sensor_mag: inTheBody,
  sensor_gps: receiver,
  vehicle_gps_position: receiver,
  estimator_states: (at, draw) => ({
    states: [
      ...at.quaternion,
      ...[at.velocityNorth, at.velocityEast, at.velocityDown, at.northM, at.eastM, at.downM],
      ...Array.from({ length: 14 }, () => draw.noise(0.1)),
    ],
    n_states: 24,
  }),
  trajectory_setpoint: (at) => ({
    position: [at.northM, at.eastM, at.downM],
    velocity: [at.velocityNorth, at.velocityEast, at.velocityDown],
  }),
  actuator_motors: (_, draw) => ({
    control: Array.from({ length: 12 }, (_motor, index) => (index < 4 ? 0.4 + draw.noise(0.1) : Number.NaN)),
  }),
  battery_status: (_, draw) => ({ voltage_v: 15.4 + draw.noise(0.1), remaining: 0.71, cell_count: 4, connected: 1 }),
  position_setpoint_triplet: () => ({ 'previous.valid': 1, 'current.valid': 1, 'next.valid': 1, 'current.type': 0 }),
  home_position: () => ({ lat: HOME.latitudeDeg, lon: HOME.longitudeDeg, alt: HOME.altitudeM, x: 0, y: 0, z: 0 }),
  transponder_report: (at, draw) => ({
    ...{ lat: at.latitudeDeg + 0.041, lon: at.longitudeDeg - 0.023, icao_address: draw.pick([0x3c65a1, 0x40620f]) },
    callsign: Array.from('INVENT1', (letter) => letter.charCodeAt(0)),
  }),
};

function receiver(at: Moment, draw: Draw): Values {
  return {
    ...{ vel_n_m_s: at.velocityNorth, vel_e_m_s: at.velocityEast, vel_d_m_s: at.velocityDown },
    ...{ vel_m_s: Math.hypot(at.velocityNorth, at.velocityEast) + draw.noise(0.02), vel_ned_valid: 1 },
    cog_rad: Math.atan2(at.velocityEast, at.velocityNorth),
    ...{ fix_type: 6, satellites_used: 18, heading: Number.NaN, timestamp_time_relative: 0, rtcm_crc_failed: 0 },
  };
}

import { Mode } from '../path.ts';
import { quaternionOf } from '../quaternion.ts';
import type { Rows } from '../rows.ts';
import type { Moment } from '../scene.ts';
import { projectedMetres } from '../spheres.ts';
import { Command, itemValues, missions } from '../station.ts';
import { degreesAt, type LatLon, pointAt } from '../tangent.ts';
import { sensorId } from './parameters.ts';

/** Where the estimator's origin lies, in metres from home, and how much lower. */
const ORIGIN = { north: -0.6, east: 0.4, lowerM: 0.21 } as const;
/** When it was set, in seconds since the start of the flight. */
const ORIGIN_SET_S = 6.9;
/** PX4's numbers of setpoint types. */
const Setpoint = { position: 0, land: 4 } as const;

/** Positions in all their encodings. */
export function logPlaces(rows: Rows): void {
  logReceivers(rows);
  logEstimates(rows);
  logGoals(rows);
  logPhotos(rows);
}

/** A fix as the receiver tells it: degrees times 1e7, as doubles. */
export function fixOf(rows: Rows, { state, noise }: Moment): LatLon {
  return pointAt(rows.scene.secrets.place, state.north + 0.35 * noise('north'), state.east + 0.35 * noise('east'));
}

function logReceivers(rows: Rows): void {
  const { scene } = rows;
  const count = scene.satellites.length;
  for (const [topic, hertz] of [
    ['vehicle_gps_position', 2],
    ['sensor_gps', 1],
  ] as const) {
    rows.every(topic, hertz, (moment) => {
      const { state, amslM, geoidM, unixUs, noise } = moment;
      const point = fixOf(rows, moment);
      // Receivers tell millimetres.
      const height = Math.round((amslM + 0.6 * noise('height')) * 1000) / 1000;
      return {
        ...{ device_id: sensorId(scene, 'GPS'), latitude_deg: point.latE7 / 1e7, longitude_deg: point.lonE7 / 1e7 },
        ...{ altitude_msl_m: height, altitude_ellipsoid_m: height + geoidM, s_variance_m_s: 0.24, c_variance_rad: 0.1 },
        ...{
          fix_type: 3,
          eph: 0.7 + 0.04 * (16 - count),
          epv: 1.1,
          hdop: 1.4 - 0.03 * count,
          vdop: 1.9 - 0.03 * count,
        },
        ...{ noise_per_ms: 88 + count, automatic_gain_control: 4100 - 20 * count, jamming_indicator: 9 },
        ...{ vel_m_s: state.groundSpeed, vel_n_m_s: state.velocityNorth, vel_e_m_s: state.velocityEast },
        ...{ vel_d_m_s: -state.climb, vel_ned_valid: 1, satellites_used: count, time_utc_usec: unixUs },
        cog_rad: state.groundSpeed === 0 ? 0 : Math.atan2(state.velocityEast, state.velocityNorth),
        ...{
          heading: Number.NaN,
          heading_offset: Number.NaN,
          heading_accuracy: Number.NaN,
          selected_rtcm_instance: 255,
        },
      };
    });
  }
  rows.every('satellite_info', 0.1, () => {
    const shown = scene.satellites.slice(0, 20);
    return {
      ...{ count: shown.length, svid: shown.map(({ prn }) => prn), prn: shown.map(({ prn }) => prn) },
      ...{ used: shown.map(() => 1), elevation: shown.map(({ elevationDeg }) => Math.round(elevationDeg)) },
      ...{ azimuth: shown.map(({ azimuthDeg }) => Math.round((azimuthDeg * 255) / 360)), snr: shown.map(() => 41) },
    };
  });
  rows.every('gps_dump', 0.2, (moment) => {
    const point = fixOf(rows, moment);
    return { len: 8, data: new Uint8Array(Int32Array.of(point.lonE7, point.latE7).buffer) };
  });
  rows.every('estimator_gps_status', 0.5, ({ state, noise }) => ({
    ...{ checks_passed: 1, position_drift_rate_horizontal_m_s: 0.02, filtered_horizontal_speed_m_s: state.groundSpeed },
    position_drift_rate_vertical_m_s: 0.02 + 0.002 * noise('drift'),
  }));
}

/** Metres north, east and down from the estimator's origin. */
function localOf(rows: Rows): (moment: Moment) => readonly [number, number, number] {
  const { place } = rows.scene.secrets;
  const origin = degreesAt(place, ORIGIN.north, ORIGIN.east);
  return ({ state }) => {
    const [north, east] = projectedMetres(origin, degreesAt(place, state.north, state.east));
    return [north, east, -(state.height + ORIGIN.lowerM)];
  };
}

function logEstimates(rows: Rows): void {
  const { scene } = rows;
  const { place } = scene.secrets;
  const local = localOf(rows);
  const origin = degreesAt(place, ORIGIN.north, ORIGIN.east);
  const ref_timestamp = BigInt(scene.bootUs(ORIGIN_SET_S * 1e6));
  rows.every('vehicle_local_position', 1, (moment) => {
    const { state, amslM, point, noise } = moment;
    const [x, y, z] = local(moment);
    const distance = Math.max(0.1, amslM - scene.groundM(point));
    return {
      ...{
        xy_valid: 1,
        z_valid: 1,
        v_xy_valid: 1,
        v_z_valid: 1,
        x,
        y,
        z,
        vx: state.velocityNorth,
        vy: state.velocityEast,
      },
      ...{ vz: -state.climb, z_deriv: -state.climb, ax: state.accelerationNorth, ay: state.accelerationEast },
      ...{ heading: state.yaw, heading_var: 1e-4, unaided_heading: state.yaw + 0.01 * noise('heading') },
      ...{ heading_good_for_control: 1, xy_global: 1, z_global: 1, ref_timestamp, ref_lat: origin.latitudeDeg },
      ...{ ref_lon: origin.longitudeDeg, ref_alt: place.altitudeAmslM - ORIGIN.lowerM, dist_bottom_valid: 1 },
      ...{ dist_bottom: distance, eph: 0.4, epv: 0.5, evh: 0.1, evv: 0.1, vxy_max: Number.POSITIVE_INFINITY },
      ...{ vz_max: Number.POSITIVE_INFINITY, hagl_min: Number.NaN, hagl_max_z: Number.NaN, hagl_max_xy: Number.NaN },
    };
  });
  const global = ({ state, amslM, geoidM, point }: Moment) => {
    const { latitudeDeg, longitudeDeg } = degreesAt(place, state.north, state.east);
    return {
      ...{
        lat: latitudeDeg,
        lon: longitudeDeg,
        alt: amslM,
        alt_ellipsoid: amslM + geoidM,
        lat_lon_valid: 1,
        alt_valid: 1,
      },
      ...{ eph: 0.4, epv: 0.5, terrain_alt: scene.groundM(point), terrain_alt_valid: 1 },
    };
  };
  rows.every('vehicle_global_position', 2, global);
  rows.every('estimator_global_position', 0.5, global, { instance: 1 });
  const home = degreesAt(place, 0, 0);
  rows.every('home_position', 0.05, () => ({
    ...{ lat: home.latitudeDeg, lon: home.longitudeDeg, alt: place.altitudeAmslM, x: 0.6, y: -0.4, z: -ORIGIN.lowerM },
    ...{ yaw: 0.83, valid_alt: 1, valid_hpos: 1, valid_lpos: 1, update_count: 1 },
  }));
  rows.every('vehicle_local_position_setpoint', 1, (moment) => {
    const [x, y, z] = local(moment);
    const { state } = moment;
    return {
      ...{
        x: x + 0.1,
        y: y + 0.1,
        z,
        vx: state.velocityNorth,
        vy: state.velocityEast,
        vz: -state.climb,
        yaw: state.yaw,
      },
      thrust: [0, 0, -state.throttle],
    };
  });
  rows.every('trajectory_setpoint', 1, (moment) => {
    const { state } = moment;
    return {
      position: local(moment),
      velocity: [state.velocityNorth, state.velocityEast, -state.climb],
      yaw: state.yaw,
    };
  });
}

/** Where it flies to: setpoints, items of the mission, commands, the pilot that it could follow. */
function logGoals(rows: Rows): void {
  const { scene } = rows;
  const { place, operator } = scene.secrets;
  const goal = (prefix: string, north: number, east: number, height: number, type: number) => {
    const { latitudeDeg, longitudeDeg } = degreesAt(place, north, east);
    return {
      ...{
        [`${prefix}.valid`]: 1,
        [`${prefix}.type`]: type,
        [`${prefix}.lat`]: latitudeDeg,
        [`${prefix}.lon`]: longitudeDeg,
      },
      ...{
        [`${prefix}.alt`]: place.altitudeAmslM + height,
        [`${prefix}.acceptance_radius`]: 2,
        [`${prefix}.yaw`]: Number.NaN,
      },
      ...{
        [`${prefix}.cruising_speed`]: 8,
        [`${prefix}.cruising_throttle`]: Number.NaN,
        [`${prefix}.loiter_radius`]: 80,
      },
    };
  };
  rows.every('position_setpoint_triplet', 0.25, ({ state }) => {
    if (state.mode !== Mode.auto && state.mode !== Mode.rtl) return undefined;
    const { target } = state;
    return {
      ...goal('previous', 0, 0, 12, Setpoint.position),
      ...goal(
        'current',
        target.north,
        target.east,
        target.height,
        state.mode === Mode.rtl ? Setpoint.land : Setpoint.position,
      ),
      ...goal('next', target.north + 20, target.east - 8, target.height, Setpoint.position),
    };
  });
  const start = rows.span.fromS + 0.03;
  rows.once(start, 'mission', {
    count: 12,
    current_seq: 0,
    land_start_index: -1,
    land_index: -1,
    mission_id: 414_213_562,
  });
  for (const [index, item] of missions[0]!.items.entries()) {
    const {
      command = 0,
      frame = 0,
      x = 0,
      y = 0,
      z = 0,
    } = itemValues(scene, item) as Readonly<Record<string, number | undefined>>;
    rows.once(start + 0.01 + 0.001 * index, 'navigator_mission_item', {
      ...{ sequence_current: index, nav_cmd: command, latitude: x / 1e7, longitude: y / 1e7, altitude: z, frame },
      ...{ altitude_is_relative: frame === 0 ? 0 : 1, acceptance_radius: 2, autocontinue: 1, yaw: Number.NaN },
    });
  }
  const pilot = degreesAt(place, operator.northM, operator.eastM);
  rows.every('follow_target', 0.1, () => ({
    lat: pilot.latitudeDeg,
    lon: pilot.longitudeDeg,
    alt: place.altitudeAmslM + 1.5,
  }));
  const from = { target_system: 1, target_component: 1, source_system: 255, source_component: 190, from_external: 1 };
  const command = (seconds: number, values: Readonly<Record<string, number>> & { readonly command: number }): void => {
    rows.once(seconds, 'vehicle_command', { ...from, ...values });
    const ack = { command: values.command, target_system: 255, target_component: 190, from_external: 1 };
    rows.once(seconds + 0.004, 'vehicle_command_ack', ack);
  };
  const home = degreesAt(place, 0, 0);
  const roof = degreesAt(place, 60, 70);
  const setHome = { param5: home.latitudeDeg, param6: home.longitudeDeg, param7: place.altitudeAmslM };
  command(23.11, { command: Command.setHome, ...setHome });
  command(23.91, { command: Command.arm, param1: 1 });
  command(26.93, { command: Command.takeOff, param7: place.altitudeAmslM + 12 });
  command(60.41, { command: Command.roiLocation, param5: roof.latitudeDeg, param6: roof.longitudeDeg, param7: 8 });
}

/** A photo now and then, with the place. */
function logPhotos(rows: Rows): void {
  const { place } = rows.scene.secrets;
  let shots = 0;
  rows.every('camera_capture', 0.4, ({ state, amslM, unixUs }) => {
    if (state.mode !== Mode.auto) return undefined;
    const { latitudeDeg, longitudeDeg } = degreesAt(place, state.north, state.east);
    return {
      ...{ timestamp_utc: unixUs, seq: ++shots, lat: latitudeDeg, lon: longitudeDeg, alt: amslM },
      ...{ ground_distance: state.height, q: quaternionOf(state), result: 1 },
    };
  });
  let triggers = 0;
  rows.every('camera_trigger', 0.4, ({ state, unixUs }) =>
    state.mode === Mode.auto ? { timestamp_utc: unixUs, seq: ++triggers } : undefined,
  );
}

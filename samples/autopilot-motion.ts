import { Mode, waypoints, wrap } from './path.ts';
import { quaternionOf } from './quaternion.ts';
import { autopilot, centidegrees, degrees, int16, type Moment, type Scene, wayTo, windFromRad } from './scene.ts';
import { alongNorth, pointAt } from './tangent.ts';
import { airTemperatureC, gpsTime, pressureHpa } from './world.ts';

const GRAVITY = 9.806_65;
const FIX_S = 3.5;
/** Bits of `type_mask`: what is not meant. */
const IGNORES_VELOCITY = 0x0038;
const IGNORES_YAW = 0x0400;
const POSITION_ONLY = 0x0ff8;

/** Position, attitude and the sensors behind them, as the autopilot tells them. */
export function sendMotion(scene: Scene): void {
  sendFixes(scene);
  sendEstimates(scene);
  sendSensors(scene);
  sendGuidance(scene);
}

function sendFixes(scene: Scene): void {
  const { satellites } = scene;
  const hdop = 140 - 3 * satellites.length;
  const accuracyMm = 620 + 40 * (16 - satellites.length);
  const fix = (moment: Moment, receiver: string) => {
    const { state } = moment;
    const point = pointAt(
      scene.secrets.place,
      state.north + 0.35 * moment.noise(`${receiver} north`),
      state.east + 0.35 * moment.noise(`${receiver} east`),
    );
    const alt = Math.round((moment.amslM + 0.6 * moment.noise(`${receiver} height`)) * 1000);
    return {
      lat: point.latE7,
      lon: point.lonE7,
      alt,
      alt_ellipsoid: alt + Math.round(moment.geoidM * 1000),
      vel: Math.round(100 * state.groundSpeed),
      // What does not move has no course; receivers then tell zero.
      cog: state.groundSpeed === 0 ? 0 : centidegrees(Math.atan2(state.velocityEast, state.velocityNorth)),
      satellites_visible: satellites.length,
      h_acc: accuracyMm,
      v_acc: accuracyMm + 310,
      vel_acc: 240,
    };
  };
  scene.stream(autopilot, 'GPS_RAW_INT', 2, (moment) =>
    moment.seconds < FIX_S
      ? { time_usec: moment.bootUs, eph: 9999, epv: 65_535, vel: 0, cog: 0, fix_type: 1, satellites_visible: 4 }
      : { time_usec: moment.bootUs, eph: hdop, epv: hdop + 60, fix_type: 3, ...fix(moment, 'first') },
  );
  scene.stream(autopilot, 'GPS2_RAW', 1, (moment) => ({
    time_usec: moment.bootUs,
    eph: hdop + 9,
    epv: hdop + 80,
    fix_type: 3,
    dgps_age: 1200,
    yaw: 65_535,
    ...fix(moment, 'second'),
  }));
  scene.stream(autopilot, 'GPS_STATUS', 0.2, () => {
    const shown = satellites.slice(0, 20);
    return {
      satellites_visible: shown.length,
      satellite_prn: shown.map(({ prn }) => prn),
      satellite_used: shown.map(({ elevationDeg }) => (elevationDeg > 10 ? 1 : 0)),
      satellite_elevation: shown.map(({ elevationDeg }) => Math.round(elevationDeg)),
      satellite_azimuth: shown.map(({ azimuthDeg }) => Math.round((azimuthDeg * 255) / 360)),
      satellite_snr: shown.map(({ elevationDeg }) => Math.round(22 + elevationDeg / 4)),
    };
  });
  scene.stream(autopilot, 'GPS_RTK', 0.5, (moment) => {
    const { week, towMs } = gpsTime(Number(moment.unixUs));
    const { northM, eastM } = scene.secrets.operator;
    const baseline = alongNorth(scene.secrets.place, moment.state.north - northM, moment.state.east - eastM);
    return {
      time_last_baseline_ms: moment.bootMs,
      tow: towMs,
      wn: week,
      rtk_receiver_id: scene.device.draws.integer('receiver', 0, 1, 250),
      rtk_health: 1,
      rtk_rate: 1,
      nsats: satellites.length,
      // From a base beside the pilot.
      baseline_coords_type: 1,
      baseline_a_mm: Math.round(baseline[0] * 1000),
      baseline_b_mm: Math.round(baseline[1] * 1000),
      baseline_c_mm: Math.round(-moment.state.height * 1000),
      accuracy: 90,
      iar_num_hypotheses: 1,
    };
  });
}

function sendEstimates(scene: Scene): void {
  scene.stream(autopilot, 'GLOBAL_POSITION_INT', 2, ({ state, bootMs, point, amslM }) => ({
    time_boot_ms: bootMs,
    lat: point.latE7,
    lon: point.lonE7,
    alt: Math.round(amslM * 1000),
    relative_alt: Math.round(state.height * 1000),
    vx: int16(state.velocityNorth * 100),
    vy: int16(state.velocityEast * 100),
    vz: int16(-state.climb * 100),
    hdg: centidegrees(state.yaw),
  }));
  scene.stream(autopilot, 'LOCAL_POSITION_NED', 1, ({ state, bootMs }) => {
    const [x, y] = alongNorth(scene.secrets.place, state.north, state.east);
    return {
      ...{ time_boot_ms: bootMs, x, y, z: -state.height },
      ...{ vx: state.velocityNorth, vy: state.velocityEast, vz: -state.climb },
    };
  });
  const rates = ({ state, noise }: Moment) => ({
    rollspeed: state.rates[0] + 0.002 * noise('p'),
    pitchspeed: state.rates[1] + 0.002 * noise('q'),
    yawspeed: state.rates[2] + 0.002 * noise('r'),
  });
  scene.stream(autopilot, 'ATTITUDE', 3, (moment) => ({
    time_boot_ms: moment.bootMs,
    roll: moment.state.roll,
    pitch: moment.state.pitch,
    yaw: moment.state.yaw,
    ...rates(moment),
  }));
  scene.stream(autopilot, 'ATTITUDE_QUATERNION', 1, (moment) => {
    const [q1, q2, q3, q4] = quaternionOf(moment.state);
    return { time_boot_ms: moment.bootMs, q1, q2, q3, q4, ...rates(moment) };
  });
  scene.stream(autopilot, 'VFR_HUD', 2, ({ state, amslM }) => ({
    airspeed: state.airSpeed,
    groundspeed: state.groundSpeed,
    alt: amslM,
    climb: state.climb,
    heading: Math.floor(centidegrees(state.yaw) / 100),
    throttle: Math.round(state.throttle * 100),
  }));
  const bias = (axis: string): number => scene.device.draws.normal(`gyro ${axis}`);
  scene.stream(autopilot, 'AHRS', 0.5, ({ noise }) => ({
    omegaIx: 0.001 * bias('x') + 1e-5 * noise('x'),
    omegaIy: 0.001 * bias('y') + 1e-5 * noise('y'),
    omegaIz: 0.001 * bias('z') + 1e-5 * noise('z'),
    error_rp: 0.0021 + 2e-4 * noise('tilt'),
    error_yaw: 0.0034 + 3e-4 * noise('yaw'),
  }));
  scene.stream(autopilot, 'AHRS2', 1, ({ state, amslM, noise }) => {
    const point = pointAt(scene.secrets.place, state.north + 0.033, state.east - 0.03);
    return {
      roll: state.roll + 0.01 * noise('roll'),
      pitch: state.pitch + 0.01 * noise('pitch'),
      yaw: wrap(state.yaw + 0.02 * noise('yaw')),
      altitude: amslM + 0.3,
      lat: point.latE7,
      lng: point.lonE7,
    };
  });
  scene.stream(autopilot, 'WIND', 0.5, ({ state, noise }) => ({
    direction: degrees(wrap(windFromRad(state) + 0.05 * noise('direction'))),
    speed: 2.5 + 0.2 * noise('speed'),
    speed_z: 0.1 * noise('down'),
  }));
}

function sendSensors(scene: Scene): void {
  const imu = (moment: Moment, unit: string) => {
    const { state } = moment;
    const shaking = state.throttle > 0.1 ? 28 : 1;
    const compass = scene.compass(moment);
    const of = (axis: 0 | 1 | 2) => ({
      acc: int16((state.force[axis] / GRAVITY) * 1000 + shaking * moment.noise(`${unit} acc ${axis}`)),
      gyro: int16(state.rates[axis] * 1000 + (shaking / 4) * moment.noise(`${unit} gyro ${axis}`)),
      mag: int16(compass[axis] + 2 * moment.noise(`${unit} mag ${axis}`)),
    });
    const [x, y, z] = [of(0), of(1), of(2)];
    return {
      ...{ xacc: x.acc, yacc: y.acc, zacc: z.acc, xgyro: x.gyro, ygyro: y.gyro, zgyro: z.gyro },
      ...{ xmag: x.mag, ymag: y.mag, zmag: z.mag },
      temperature: 4510 + Math.round(12 * moment.noise(`${unit} warmth`)),
    };
  };
  scene.stream(autopilot, 'RAW_IMU', 2, (moment) => ({ time_usec: moment.bootUs, ...imu(moment, 'first') }));
  scene.stream(autopilot, 'SCALED_IMU2', 1, (moment) => ({ time_boot_ms: moment.bootMs, ...imu(moment, 'second') }));
  scene.stream(autopilot, 'SCALED_PRESSURE', 1, ({ bootMs, amslM, noise }) => ({
    time_boot_ms: bootMs,
    press_abs: pressureHpa(scene.weather, amslM) + 0.02 * noise('pressure'),
    temperature: Math.round((airTemperatureC(scene.weather, amslM) + 11) * 100),
  }));
  scene.stream(autopilot, 'VIBRATION', 0.5, ({ state, bootUs, noise }) => {
    const level = state.throttle > 0.1 ? 6 : 0.03;
    return {
      time_usec: bootUs,
      vibration_x: level * (1 + 0.1 * noise('x')),
      vibration_y: level * (0.9 + 0.1 * noise('y')),
      vibration_z: level * (1.6 + 0.1 * noise('z')),
    };
  });
  scene.stream(autopilot, 'TERRAIN_REPORT', 0.5, ({ state, point, seconds }) => {
    const ground = scene.groundM(point);
    return {
      lat: point.latE7,
      lon: point.lonE7,
      terrain_height: ground,
      current_height: scene.secrets.place.altitudeAmslM + state.height - ground,
      spacing: 100,
      pending: seconds < 12 ? 9 : 0,
      loaded: 112,
    };
  });
}

function sendGuidance(scene: Scene): void {
  scene.stream(autopilot, 'NAV_CONTROLLER_OUTPUT', 1, ({ state, axisRad }) => {
    const { bearingRad, distanceM } = wayTo(state, axisRad);
    const bearing = Math.round(degrees(bearingRad));
    return {
      nav_roll: degrees(state.roll),
      nav_pitch: degrees(state.pitch),
      nav_bearing: bearing,
      target_bearing: bearing,
      wp_dist: Math.round(distanceM),
      alt_error: state.target.height - state.height,
    };
  });
  scene.stream(autopilot, 'POSITION_TARGET_GLOBAL_INT', 1, ({ state, bootMs }) => {
    if (state.mode !== Mode.auto && state.mode !== Mode.rtl) return undefined;
    const { place } = scene.secrets;
    const { target } = state;
    const goal = pointAt(place, target.north, target.east);
    const goalValues = {
      time_boot_ms: bootMs,
      lat_int: goal.latE7,
      lon_int: goal.lonE7,
      alt: place.altitudeAmslM + target.height,
      coordinate_frame: 5,
    };
    if (state.mode === Mode.auto) return { ...goalValues, type_mask: POSITION_ONLY };
    // On the way home it says how to get there, too: against true north where the aircraft is.
    const type_mask = POSITION_ONLY - IGNORES_VELOCITY - IGNORES_YAW;
    const velocity = { vx: state.velocityNorth, vy: state.velocityEast, vz: -state.climb };
    return { ...goalValues, ...velocity, yaw: state.yaw, type_mask };
  });
  // A photo every twelve metres between the second and the last waypoint.
  let flown = 0;
  let shots = 0;
  const [, second] = waypoints;
  for (let tenth = 0; tenth < 10 * 150; tenth++) {
    const atUs = tenth * 100_000 + 31_207;
    const moment = scene.at(atUs, 'camera', tenth);
    const { state, point } = moment;
    if (state.mode !== Mode.auto || state.item <= second!.item) continue;
    flown += 0.1 * state.groundSpeed;
    if (flown < 12) continue;
    flown -= 12;
    scene.send(atUs / 1e6, autopilot, 'CAMERA_FEEDBACK', {
      time_usec: moment.unixUs,
      lat: point.latE7,
      lng: point.lonE7,
      alt_msl: moment.amslM,
      alt_rel: state.height,
      roll: degrees(state.roll),
      pitch: degrees(state.pitch),
      yaw: degrees(state.yaw),
      img_idx: ++shots,
      completed_captures: shots,
    });
  }
}

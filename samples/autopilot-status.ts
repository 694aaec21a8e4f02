import { CAPACITY_MAH, Mode, timeOfItem, waypoints } from './path.ts';
import { autopilot, centidegrees, type Scene, wayTo, windFromRad } from './scene.ts';
import { pointAt } from './tangent.ts';
import { airTemperatureC } from './world.ts';

const SENSORS = 0x0328_fc2f;

/** How the aircraft is: modes, batteries, motors, health. */
export function sendStatus(scene: Scene): void {
  sendState(scene);
  sendPower(scene);
  sendActuators(scene);
  sendPlaces(scene);
}

function sendState(scene: Scene): void {
  scene.stream(
    autopilot,
    'HEARTBEAT',
    1,
    ({ state, seconds }) => ({
      custom_mode: state.mode,
      type: 2,
      autopilot: 3,
      base_mode: 0x51 | (state.armed ? 0x80 : 0) | (state.mode === Mode.auto ? 0x04 : 0),
      system_status: seconds < 5 ? 1 : state.armed ? 4 : 3,
      mavlink_version: 3,
    }),
    { fromS: 0 },
  );
  scene.stream(autopilot, 'SYS_STATUS', 1, ({ state, seconds, noise }) => ({
    onboard_control_sensors_present: SENSORS,
    onboard_control_sensors_enabled: SENSORS - (state.armed ? 0 : 0x8000),
    onboard_control_sensors_health: seconds < 6 ? SENSORS - 0x20 : SENSORS,
    load: Math.round(412 + 15 * noise('load')),
    voltage_battery: Math.round(state.batteryV * 1000),
    current_battery: Math.round(state.currentA * 100),
    battery_remaining: Math.round(100 * (1 - state.consumedMah / CAPACITY_MAH)),
  }));
  scene.stream(autopilot, 'SYSTEM_TIME', 1, ({ unixUs, bootMs, seconds }) => ({
    time_unix_usec: seconds < 4 ? 0n : unixUs,
    time_boot_ms: bootMs,
  }));
  scene.stream(autopilot, 'EKF_STATUS_REPORT', 1, ({ seconds, noise }) => ({
    velocity_variance: 0.06 + 0.005 * noise('velocity'),
    pos_horiz_variance: 0.05 + 0.005 * noise('position'),
    pos_vert_variance: 0.03 + 0.003 * noise('height'),
    compass_variance: 0.07 + 0.006 * noise('compass'),
    terrain_alt_variance: 0,
    flags: seconds < 7 ? 0x0400 : 0x033f,
  }));
  scene.stream(autopilot, 'MISSION_CURRENT', 1, ({ state }) => ({ seq: state.item, total: 12, mission_mode: 1 }));
  scene.stream(autopilot, 'EXTENDED_SYS_STATE', 0.5, ({ state }) => ({
    landed_state: state.throttle > 0.1 ? 2 : 1,
  }));
  scene.stream(autopilot, 'FENCE_STATUS', 0.3, () => ({ breach_status: 0 }));
  scene.stream(autopilot, 'MEMINFO', 0.5, ({ noise }) => ({
    freemem: 65_535,
    freemem32: 214_300 + 8 * Math.round(4 * noise('free')),
  }));
  for (const { item } of waypoints) {
    const seconds = timeOfItem(item);
    if (seconds !== undefined && item > waypoints[0]!.item)
      scene.send(seconds + 0.006, autopilot, 'MISSION_ITEM_REACHED', { seq: item - 1 });
  }
}

function sendPower(scene: Scene): void {
  scene.stream(autopilot, 'BATTERY_STATUS', 0.5, ({ state, noise }) => {
    const cell = (index: number): number => Math.round(state.batteryV * 250 + 4 * noise(`cell ${index}`));
    return {
      current_consumed: Math.round(state.consumedMah),
      energy_consumed: Math.round((state.consumedMah * 15.6 * 3.6) / 100),
      temperature: 3310 + Math.round(state.consumedMah / 2),
      voltages: [cell(0), cell(1), cell(2), cell(3), 65_535, 65_535, 65_535, 65_535, 65_535, 65_535],
      current_battery: Math.round(state.currentA * 100),
      type: 1,
      battery_function: 1,
      battery_remaining: Math.round(100 * (1 - state.consumedMah / CAPACITY_MAH)),
      charge_state: 1,
    };
  });
  scene.stream(autopilot, 'POWER_STATUS', 0.5, ({ noise }) => ({
    Vcc: 5080 + Math.round(9 * noise('board')),
    Vservo: 5010 + Math.round(14 * noise('servo')),
    flags: 3,
  }));
  scene.stream(autopilot, 'SMART_BATTERY_INFO', 1 / 60, () => ({
    capacity_full_specification: CAPACITY_MAH,
    capacity_full: CAPACITY_MAH - 130,
    cycle_count: 65_535,
    serial_number: scene.device.batterySerial,
    device_name: 'LiPo 4S',
    cells_in_series: 4,
  }));
}

function sendActuators(scene: Scene): void {
  scene.stream(autopilot, 'SERVO_OUTPUT_RAW', 2, ({ state, bootUs }) => {
    const [servo1_raw, servo2_raw, servo3_raw, servo4_raw] = state.motors;
    return { time_usec: Number(bootUs), servo1_raw, servo2_raw, servo3_raw, servo4_raw, servo9_raw: 1500 };
  });
  scene.stream(autopilot, 'RC_CHANNELS', 1, ({ state, bootMs, noise }) => ({
    time_boot_ms: bootMs,
    chancount: 16,
    chan1_raw: 1500 + Math.round(2 * noise('roll')),
    chan2_raw: 1499 + Math.round(2 * noise('pitch')),
    chan3_raw: state.armed ? 1496 + Math.round(2 * noise('throttle')) : 1092,
    chan4_raw: 1502 + Math.round(2 * noise('yaw')),
    chan5_raw: state.mode === Mode.stabilize ? 1165 : 1815,
    chan6_raw: 1500,
    chan7_raw: 1000,
    chan8_raw: 1000,
    rssi: 238,
  }));
  scene.stream(autopilot, 'ESC_TELEMETRY_1_TO_4', 1, ({ state, noise, ordinal }) => {
    const speeds = state.motors.map((pulse, motor) =>
      pulse < 1100 ? 0 : Math.round((pulse - 1000) * 11.5 + 20 * noise(`motor ${motor}`)),
    );
    return {
      voltage: speeds.map(() => Math.round(state.batteryV * 100)),
      current: speeds.map(() => Math.round(state.currentA * 25)),
      totalcurrent: speeds.map(() => Math.round(state.consumedMah / 4)),
      rpm: speeds,
      count: speeds.map(() => (ordinal * 20) & 0xffff),
      temperature: speeds.map((_, motor) => 34 + motor + Math.round(state.consumedMah / 60)),
    };
  });
}

function sendPlaces(scene: Scene): void {
  const { place } = scene.secrets;
  const home = pointAt(place, 0, 0);
  const altitude = Math.round(place.altitudeAmslM * 1000);
  scene.stream(
    autopilot,
    'HOME_POSITION',
    0.1,
    ({ bootUs }) => ({
      latitude: home.latE7,
      longitude: home.lonE7,
      altitude,
      q: [1, 0, 0, 0],
      time_usec: bootUs,
    }),
    { fromS: 8 },
  );
  scene.stream(
    autopilot,
    'GPS_GLOBAL_ORIGIN',
    0.1,
    ({ bootUs }) => ({
      latitude: home.latE7,
      longitude: home.lonE7,
      altitude: altitude - 210,
      time_usec: bootUs,
    }),
    { fromS: 8 },
  );
  scene.stream(
    autopilot,
    'HIGH_LATENCY2',
    0.1,
    ({ state, point, amslM, unixUs, axisRad }) => ({
      // Milliseconds of Unix time do not fit: senders write its low 32 bits.
      timestamp: Number((unixUs / 1000n) & 0xffff_ffffn),
      latitude: point.latE7,
      longitude: point.lonE7,
      altitude: Math.round(amslM),
      target_altitude: Math.round(amslM),
      custom_mode: state.mode,
      wp_num: state.item,
      type: 2,
      autopilot: 3,
      heading: halfDegrees(state.yaw),
      target_heading: halfDegrees(wayTo(state, axisRad).bearingRad),
      target_distance: Math.round(wayTo(state, axisRad).distanceM / 10),
      throttle: Math.round(state.throttle * 100),
      airspeed: Math.round(5 * state.airSpeed),
      groundspeed: Math.round(5 * state.groundSpeed),
      windspeed: Math.round(5 * Math.hypot(state.windNorth, state.windEast)),
      wind_heading: halfDegrees(windFromRad(state)),
      climb_rate: Math.round(10 * state.climb),
      temperature_air: Math.round(airTemperatureC(scene.weather, amslM)),
      battery: Math.round(100 * (1 - state.consumedMah / CAPACITY_MAH)),
    }),
    { fromS: 8 },
  );
  const { device } = scene;
  for (const seconds of [2.204, 9.871]) {
    const custom = (text: string): Uint8Array => new TextEncoder().encode(text);
    scene.send(seconds, autopilot, 'AUTOPILOT_VERSION', {
      capabilities: 0xf9ffn,
      uid: device.uid,
      flight_sw_version: device.firmwareVersion,
      os_sw_version: device.firmwareVersion ^ 0x5a00,
      board_version: device.boardVersion,
      vendor_id: device.vendorId,
      product_id: device.productId,
      flight_custom_version: custom(device.firmwareHash),
      os_custom_version: custom(device.systemHash),
      uid2: device.uid2,
    });
  }
}

/** An angle in steps of two degrees. */
function halfDegrees(radians: number): number {
  return Math.floor(centidegrees(radians) / 200);
}

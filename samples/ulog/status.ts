import { ARMED_S, CAPACITY_MAH, disarmTime, Mode, stateAt, TAKE_OFF_S, timeOfItem, waypoints } from '../path.ts';
import type { Rows } from '../rows.ts';
import { sensorId } from './parameters.ts';

/** PX4's numbers of navigation states, by the mode of the path. */
const navigationStates: Readonly<Record<number, number>> = {
  [Mode.stabilize]: 15,
  [Mode.guided]: 17,
  [Mode.auto]: 3,
  [Mode.rtl]: 5,
};

/** How the aircraft is: modes, events, power, motors, the computer, the radio link. */
export function logStatus(rows: Rows): void {
  logModes(rows);
  logEvents(rows);
  logPower(rows);
  logComputer(rows);
}

function logModes(rows: Rows): void {
  const { scene } = rows;
  const armedUs = BigInt(scene.bootUs(Math.round(ARMED_S * 1e6)));
  const takeOffUs = BigInt(scene.bootUs(Math.round(TAKE_OFF_S * 1e6)));
  rows.every('vehicle_status', 1, ({ state, seconds }) => ({
    ...{ armed_time: state.armed ? armedUs : 0n, takeoff_time: state.armed && seconds > TAKE_OFF_S ? takeOffUs : 0n },
    ...{ arming_state: state.armed ? 2 : 1, latest_arming_reason: 3, nav_state_timestamp: armedUs },
    ...{ nav_state: navigationStates[state.mode]!, nav_state_user_intention: navigationStates[state.mode]! },
    ...{
      vehicle_type: 1,
      system_type: 2,
      system_id: 1,
      component_id: 1,
      power_input_valid: 1,
      pre_flight_checks_pass: 1,
    },
  }));
  rows.every('vehicle_control_mode', 1, ({ state }) => {
    const isAuto = state.mode === Mode.stabilize ? 0 : 1;
    return {
      ...{
        flag_armed: state.armed ? 1 : 0,
        flag_multicopter_position_control_enabled: isAuto,
        flag_control_auto_enabled: isAuto,
      },
      ...{
        flag_control_manual_enabled: 1 - isAuto,
        flag_control_position_enabled: isAuto,
        flag_control_velocity_enabled: isAuto,
      },
      ...{ flag_control_altitude_enabled: isAuto, flag_control_attitude_enabled: 1, flag_control_rates_enabled: 1 },
      flag_control_allocation_enabled: 1,
    };
  });
  rows.every('vehicle_land_detected', 1, ({ state }) => {
    const landed = state.throttle > 0.1 ? 0 : 1;
    return { landed, maybe_landed: landed, ground_contact: landed, has_low_throttle: landed, at_rest: landed };
  });
  rows.every('actuator_armed', 0.5, ({ state }) => ({ armed: state.armed ? 1 : 0, ready_to_arm: 1 }));
  rows.every('failure_detector_status', 0.5, ({ noise }) => ({
    imbalanced_prop_metric: 0.04 + 0.002 * noise('balance'),
  }));
  rows.every('geofence_result', 0.5, () => ({ geofence_action: 2 }));
  rows.every('rtl_status', 0.2, () => ({ safe_points_id: 3, rtl_type: 0, safe_point_index: 255 }));
}

function logEvents(rows: Rows): void {
  const { fromS, toS } = rows.span;
  let sequence = 40;
  const event = (seconds: number, id: number, text: string): void => {
    const values = { id, event_sequence: sequence++, arguments: new TextEncoder().encode(text), log_levels: 0x66 };
    rows.once(seconds, 'event', values);
  };
  event(ARMED_S, 0x01a3_0511, '\u0003');
  event(TAKE_OFF_S + 0.4, 0x01c4_2207, '');
  for (const { item } of waypoints) {
    const seconds = timeOfItem(item);
    if (seconds === undefined) continue;
    const reached = { mission_id: 414_213_562, seq_reached: item - 1, seq_current: item, seq_total: 12, valid: 1 };
    rows.once(seconds + 0.006, 'mission_result', reached);
  }
  let mode: number | undefined;
  for (let seconds = fromS + 0.01; seconds < toS; seconds += 0.1) {
    const state = stateAt(seconds);
    if (state.mode === mode) continue;
    mode = state.mode;
    event(seconds, 0x01b0_0001 + mode, String.fromCharCode(navigationStates[mode]!));
  }
  event(disarmTime(), 0x01a3_0512, '\u0002');
}

function logPower(rows: Rows): void {
  const { draws } = rows.scene.device;
  const serial_number = draws.integer('battery number', 0, 1000, 32_000);
  rows.every('battery_status', 0.5, ({ state, noise }) => {
    const left = 1 - state.consumedMah / CAPACITY_MAH;
    const cell = state.batteryV / 4;
    return {
      ...{ connected: 1, voltage_v: state.batteryV, current_a: state.currentA, current_average_a: state.currentA },
      ...{ discharged_mah: state.consumedMah, remaining: left, scale: 1, time_remaining_s: Number.NaN },
      ...{ temperature: 33 + state.consumedMah / 200, cell_count: 4, capacity: CAPACITY_MAH, id: 1, serial_number },
      ...{
        cycle_count: 41,
        manufacture_date: draws.integer('made', 0, 20_000, 22_000),
      },
      ...{ voltage_cell_v: [0, 1, 2, 3].map((index) => cell + 0.004 * noise(`cell ${index}`)), warning: 0 },
      ...{ nominal_voltage: 14.8, internal_resistance_estimate: 0.005, ocv_estimate: state.batteryV + 0.1 },
      ...{ volt_based_soc_estimate: left, full_charge_capacity_wh: 76.9, remaining_capacity_wh: 76.9 * left },
    };
  });
  rows.every('esc_status', 0.25, ({ state, bootUs, ordinal, noise }) => {
    const values: Record<string, number | bigint> = {
      counter: ordinal,
      esc_count: 4,
      esc_online_flags: 15,
      esc_armed_flags: 15,
    };
    state.motors.forEach((pulse, motor) => {
      values[`esc[${motor}].timestamp`] = bootUs - 1500n;
      values[`esc[${motor}].esc_rpm`] = pulse < 1100 ? 0 : Math.round((pulse - 1000) * 11.5 + 20 * noise(`${motor}`));
      values[`esc[${motor}].esc_voltage`] = state.batteryV;
      values[`esc[${motor}].esc_current`] = state.currentA / 4;
      values[`esc[${motor}].esc_temperature`] = 34 + motor + state.consumedMah / 60;
      values[`esc[${motor}].actuator_function`] = 101 + motor;
    });
    return values;
  });
  rows.every('system_power', 0.5, ({ noise }) => ({
    ...{
      voltage5v_v: 5.08 + 0.009 * noise('board'),
      sensors3v3: [3.29, 3.3, 3.3, 3.28],
      sensors3v3_valid: 15,
      brick_valid: 1,
    },
  }));
}

function logComputer(rows: Rows): void {
  rows.every('cpuload', 0.5, ({ noise }) => ({ load: 0.46 + 0.01 * noise('load'), ram_usage: 0.58 }));
  rows.every('logger_status', 0.2, ({ ordinal }) => ({
    ...{ is_logging: 1, backend: 1, total_written_kb: 12.4 * ordinal, write_rate_kb_s: 2.4, buffer_size_bytes: 65_536 },
    num_messages: 78,
  }));
  rows.every('telemetry_status', 0.5, ({ ordinal }) => ({
    ...{
      type: 1,
      mavlink_v2: 1,
      data_rate: 1200,
      tx_rate_avg: 1100,
      tx_message_count: 90 * ordinal,
      rx_message_count: 9 * ordinal,
    },
    ...{ heartbeat_type_gcs: 1, heartbeat_type_open_drone_id: 1 },
  }));
  rows.every('radio_status', 0.5, ({ state, noise }) => {
    const away = Math.hypot(state.north, state.east, state.height);
    const rssi = Math.round(198 - 18 * Math.log10(away + 10) + 2 * noise('rssi'));
    return { rssi, remote_rssi: rssi - 6, txbuf: 97, noise: 48, remote_noise: 51 };
  });
  const changed = { instance: 3, get_count: 9000, set_count: 4, active: 480, changed: 12, custom_default: 30 };
  rows.once(rows.span.fromS + 0.05, 'parameter_update', changed);
  rows.every('debug_key_value', 0.25, ({ ordinal, point }) => ({
    ...{
      key: ordinal % 2 === 0 ? 'base_lat' : 'base_lon',
      value: (ordinal % 2 === 0 ? point.latE7 : point.lonE7) / 1e7,
    },
  }));
  rows.once(rows.span.fromS + 0.07, 'sensor_selection', {
    ...{ accel_device_id: sensorId(rows.scene, 'ACC1'), gyro_device_id: sensorId(rows.scene, 'GYRO1') },
  });
}

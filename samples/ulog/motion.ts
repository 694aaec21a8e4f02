import { Mode } from '../path.ts';
import { quaternionOf } from '../quaternion.ts';
import type { Rows } from '../rows.ts';
import type { Moment } from '../scene.ts';
import { sensorId } from './parameters.ts';

/** Attitude, inertial sensors, controllers, motors: how the aircraft moves, without where. */
export function logMotion(rows: Rows): void {
  logAttitude(rows);
  logInertial(rows);
  logControllers(rows);
}

function logAttitude(rows: Rows): void {
  const none = [1, 0, 0, 0];
  rows.every('vehicle_attitude', 10, ({ state }) => ({ q: quaternionOf(state), delta_q_reset: none }));
  for (const instance of [0, 1]) {
    const attitude = ({ state, noise }: Moment) => ({
      q: quaternionOf({ ...state, yaw: state.yaw + 0.003 * noise('yaw') }),
      delta_q_reset: none,
    });
    rows.every('estimator_attitude', 0.5, attitude, { instance });
  }
  rows.every('vehicle_angular_velocity', 2, ({ state, noise }) => ({
    xyz: state.rates.map((rate, axis) => rate + 0.002 * noise(`${axis}`)),
    xyz_derivative: [0, 1, 2].map((axis) => 0.4 * noise(`derivative ${axis}`)),
  }));
  rows.every('vehicle_attitude_setpoint', 1, ({ state, noise }) => ({
    q_d: quaternionOf({
      ...state,
      roll: state.roll + 0.004 * noise('roll'),
      pitch: state.pitch + 0.004 * noise('pitch'),
    }),
    thrust_body: [0, 0, -state.throttle],
  }));
}

function logInertial(rows: Rows): void {
  const { scene } = rows;
  const shaking = ({ state }: Moment): number => (state.throttle > 0.1 ? 0.3 : 0.01);
  const gyro = (moment: Moment): number[] =>
    moment.state.rates.map((rate, axis) => rate + 0.07 * shaking(moment) * moment.noise(`gyro ${axis}`));
  const force = (moment: Moment): number[] =>
    moment.state.force.map((value, axis) => value + shaking(moment) * moment.noise(`acc ${axis}`));
  rows.every('sensor_combined', 25, (moment) => ({
    ...{ gyro_rad: gyro(moment), gyro_integral_dt: 5000, accelerometer_m_s2: force(moment) },
    ...{ accelerometer_integral_dt: 5000, accel_calibration_count: 1, gyro_calibration_count: 1 },
  }));
  for (const instance of [0, 1]) {
    const accel_device_id = sensorId(scene, `ACC${instance}`);
    const gyro_device_id = sensorId(scene, `GYRO${instance}`);
    const every = (topic: string, hertz: number, values: Parameters<Rows['every']>[2]): void =>
      rows.every(topic, hertz, values, { instance });
    every('vehicle_imu', 0.5, (moment) => ({
      ...{ accel_device_id, gyro_device_id, delta_angle: gyro(moment).map((rate) => 0.005 * rate) },
      delta_velocity: force(moment).map((value) => 0.005 * value),
      ...{ delta_angle_dt: 5000, delta_velocity_dt: 5000, accel_calibration_count: 1, gyro_calibration_count: 1 },
    }));
    every('vehicle_imu_status', 0.25, (moment) => ({
      ...{ accel_device_id, gyro_device_id, accel_rate_hz: 799 + moment.noise('rate'), gyro_rate_hz: 799 },
      ...{ accel_raw_rate_hz: 7995, gyro_raw_rate_hz: 7995, accel_vibration_metric: 9 * shaking(moment) + 0.02 },
      ...{ gyro_vibration_metric: 0.3 * shaking(moment), delta_angle_coning_metric: 1e-5, temperature_accel: 45.1 },
      ...{ mean_accel: force(moment), mean_gyro: gyro(moment), var_accel: [0.1, 0.1, 0.2], temperature_gyro: 45.2 },
    }));
    every('sensor_accel', 0.5, (moment) => {
      const [x, y, z] = force(moment) as [number, number, number];
      return { device_id: accel_device_id, x, y, z, temperature: 45.1, samples: 10 };
    });
    every('sensor_gyro', 0.5, (moment) => {
      const [x, y, z] = gyro(moment) as [number, number, number];
      return { device_id: gyro_device_id, x, y, z, temperature: 45.1, samples: 10 };
    });
  }
  const selection = { accel_device_id: sensorId(scene, 'ACC0'), gyro_device_id: sensorId(scene, 'GYRO0') };
  rows.once(rows.span.fromS + 0.06, 'sensor_selection', selection);
}

function logControllers(rows: Rows): void {
  rows.every('vehicle_rates_setpoint', 2, ({ state, noise }) => ({
    ...{ roll: state.rates[0] + 0.02 * noise('p'), pitch: state.rates[1] + 0.02 * noise('q'), yaw: state.rates[2] },
    thrust_body: [0, 0, -state.throttle],
  }));
  rows.every('rate_ctrl_status', 1, ({ noise }) => ({
    rollspeed_integ: 0.01 + 0.001 * noise('roll'),
    pitchspeed_integ: 0.02,
  }));
  rows.every('vehicle_thrust_setpoint', 1, ({ state }) => ({ xyz: [0, 0, -state.throttle] }));
  rows.every('vehicle_torque_setpoint', 1, ({ noise }) => ({ xyz: [0, 1, 2].map((axis) => 0.02 * noise(`${axis}`)) }));
  rows.every('hover_thrust_estimate', 0.5, ({ noise }) => ({
    ...{ hover_thrust: 0.36 + 0.001 * noise('hover'), hover_thrust_var: 1e-4, accel_innov: 0.1 * noise('innovation') },
    ...{ accel_innov_var: 0.1, accel_innov_test_ratio: Math.abs(0.02 * noise('innovation')), valid: 1 },
  }));
  rows.every('actuator_motors', 2, ({ state }) => ({
    control: state.motors.map((pulse) => (pulse < 1100 ? 0 : (pulse - 1000) / 1000)),
  }));
  rows.every('actuator_outputs', 1, ({ state }) => ({ noutputs: 4, output: state.motors }));
  rows.every('takeoff_status', 0.5, ({ state }) => ({ takeoff_state: state.throttle > 0.1 ? 5 : 1, tilt_limit: 0.78 }));
  rows.every('manual_control_setpoint', 1, ({ state, noise }) => ({
    ...{ valid: 1, data_source: 1, roll: 0.004 * noise('roll'), pitch: 0.004 * noise('pitch') },
    throttle: state.armed ? 0.01 * noise('throttle') : -1,
  }));
  rows.every('input_rc', 1, ({ state, bootUs, noise }) => ({
    ...{ timestamp_last_signal: bootUs - 4000n, channel_count: 16, rssi: 93, input_source: 3, link_quality: 99 },
    ...{
      rssi_dbm: -61,
      values: [1500 + Math.round(2 * noise('roll')), 1499, 1496, 1502, state.mode === Mode.stabilize ? 1165 : 1815],
    },
  }));
}

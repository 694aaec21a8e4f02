import { quaternionOf } from '../quaternion.ts';
import type { Rows } from '../rows.ts';
import type { Moment } from '../scene.ts';
import { turned } from '../tangent.ts';
import { airTemperatureC, pressureHpa } from '../world.ts';
import { sensorId } from './parameters.ts';
import { fixOf } from './places.ts';

const GAUSS = 1000;
/** Of dry air, in J/(kg K). */
const GAS_CONSTANT = 287.1;

/** The estimator's inner life, and the sensors that a place shows in. */
export function logEstimator(rows: Rows): void {
  logStates(rows);
  logAids(rows);
  logEnvironment(rows);
}

function logStates(rows: Rows): void {
  const { scene } = rows;
  const { draws } = scene.device;
  const gyroBias = [0, 1, 2].map((axis) => 0.001 * draws.normal(`gyro bias ${axis}`));
  const accelBias = [0, 1, 2].map((axis) => 0.02 * draws.normal(`accel bias ${axis}`));
  const magBias = [0, 1, 2].map((axis) => 0.02 * draws.normal(`mag bias ${axis}`));
  for (const instance of [0, 1]) {
    rows.every(
      'estimator_states',
      0.25,
      (moment) => {
        const { state, noise, amslM, point } = moment;
        const field = scene.field(point).map((value) => value / GAUSS);
        const place = [state.north, state.east].map((metres, axis) => metres + 0.1 * noise(`place ${axis}`));
        return {
          states: [
            ...quaternionOf(state),
            ...[state.velocityNorth, state.velocityEast, -state.climb, ...place, -amslM],
            ...[...gyroBias, ...accelBias, ...field, ...magBias, state.windNorth, state.windEast],
            -scene.groundM(point),
          ],
          n_states: 25,
          covariances: Array.from({ length: 24 }, (_, index) => 1e-4 * (1 + 0.1 * index)),
        };
      },
      { instance },
    );
    rows.every('estimator_status', 0.25, (moment) => statusOf(rows, moment), { instance });
    rows.every(
      'estimator_sensor_bias',
      0.2,
      () => ({
        ...{
          gyro_device_id: sensorId(scene, `GYRO${instance}`),
          gyro_bias: gyroBias,
          gyro_bias_limit: 0.15,
          gyro_bias_valid: 1,
        },
        ...{
          accel_device_id: sensorId(scene, `ACC${instance}`),
          accel_bias: accelBias,
          accel_bias_limit: 0.4,
          accel_bias_valid: 1,
        },
        ...{ mag_device_id: sensorId(scene, 'MAG0'), mag_bias: magBias, mag_bias_limit: 0.5, mag_bias_valid: 1 },
      }),
      { instance },
    );
  }
  rows.every('estimator_selector_status', 0.2, ({ noise }) => ({
    ...{ instances_available: 2, accel_device_id: sensorId(scene, 'ACC0'), gyro_device_id: sensorId(scene, 'GYRO0') },
    ...{ baro_device_id: sensorId(scene, 'BARO0'), mag_device_id: sensorId(scene, 'MAG0'), healthy: [1, 1] },
    combined_test_ratio: [0.05 + 0.005 * noise('first'), 0.06 + 0.005 * noise('second')],
  }));
  rows.every('yaw_estimator_status', 0.2, ({ state, noise }) => ({
    ...{ yaw_composite: state.yaw + 0.02 * noise('yaw'), yaw_variance: 0.01, yaw_composite_valid: 1 },
    ...{ yaw: [0, 1, 2, 3, 4].map((model) => state.yaw + 0.01 * model), innov_vn: [0.1, 0.1, 0.1, 0.1, 0.1] },
    weight: [0.2, 0.2, 0.2, 0.2, 0.2],
  }));
}

function statusOf({ scene }: Rows, { point, noise }: Moment) {
  const [north, east, down] = scene.field(point).map((value) => value / GAUSS) as [number, number, number];
  const horizontal = Math.hypot(north, east);
  return {
    ...{ output_tracking_error: [0.001, 0.01, 0.02], control_mode_flags: 0x1f7n, pos_horiz_accuracy: 0.4 },
    ...{ pos_vert_accuracy: 0.5, hdg_test_ratio: 0.02 + 0.002 * noise('heading'), vel_test_ratio: 0.04 },
    ...{ pos_test_ratio: 0.03 + 0.002 * noise('place'), hgt_test_ratio: 0.02 + 0.002 * noise('height') },
    ...{
      solution_status_flags: 831,
      accel_device_id: sensorId(scene, 'ACC0'),
      gyro_device_id: sensorId(scene, 'GYRO0'),
    },
    ...{ baro_device_id: sensorId(scene, 'BARO0'), mag_device_id: sensorId(scene, 'MAG0') },
    mag_inclination_deg: (Math.atan2(down, horizontal) * 180) / Math.PI + 0.2 * noise('inclination'),
    mag_inclination_ref_deg: (Math.atan2(down, horizontal) * 180) / Math.PI,
    ...{ mag_strength_gs: Math.hypot(horizontal, down) + 0.002 * noise('strength') },
    mag_strength_ref_gs: Math.hypot(horizontal, down),
  };
}

function logAids(rows: Rows): void {
  const { scene } = rows;
  const gps = sensorId(scene, 'GPS');
  const flat = (value: number, count: number): number[] => Array.from({ length: count }, () => value);
  rows.every('estimator_innovations', 0.25, ({ noise }) => ({
    ...{ gps_hvel: [0.05 * noise('vn'), 0.05 * noise('ve')], gps_vvel: 0.05 * noise('vd') },
    ...{ gps_hpos: [0.3 * noise('n'), 0.3 * noise('e')], gps_vpos: 0.4 * noise('d'), baro_vpos: 0.2 * noise('baro') },
    ...{ heading: 0.01 * noise('yaw'), mag_field: [0.01 * noise('mx'), 0.01 * noise('my'), 0.01 * noise('mz')] },
    hagl: 0.05 * noise('hagl'),
  }));
  rows.every('estimator_innovation_test_ratios', 0.5, ({ noise }) => ({
    ...{ gps_hvel: flat(0.04 + 0.004 * noise('vh'), 2), gps_vvel: 0.03, gps_hpos: flat(0.03 + 0.003 * noise('h'), 2) },
    ...{ gps_vpos: 0.02, baro_vpos: 0.02 + 0.002 * noise('baro'), heading: 0.02, mag_field: flat(0.03, 3) },
  }));
  rows.every('estimator_aid_src_gnss_pos', 1, (moment) => {
    const point = fixOf(rows, moment);
    return {
      ...{
        device_id: gps,
        time_last_fuse: moment.bootUs - 110_000n,
        observation: [point.latE7 / 1e7, point.lonE7 / 1e7],
      },
      ...{ observation_variance: flat(0.25, 2), innovation: [0.3 * moment.noise('n'), 0.3 * moment.noise('e')] },
      ...{ innovation_variance: flat(0.4, 2), test_ratio: flat(0.03, 2), fused: 1 },
    };
  });
  rows.every('estimator_aid_src_gnss_vel', 0.5, ({ state, bootUs, noise }) => ({
    ...{ device_id: gps, time_last_fuse: bootUs - 110_000n, observation_variance: flat(0.06, 3), fused: 1 },
    observation: [state.velocityNorth, state.velocityEast, -state.climb],
    ...{ innovation: [0.05 * noise('vn'), 0.05 * noise('ve'), 0.05 * noise('vd')], test_ratio: flat(0.04, 3) },
  }));
  rows.every('estimator_aid_src_mag', 0.5, (moment) => ({
    ...{ device_id: sensorId(scene, 'MAG0'), time_last_fuse: moment.bootUs - 20_000n, fused: 1 },
    observation: scene.compass(moment).map((value) => value / GAUSS),
    ...{
      innovation: [0.01 * moment.noise('x'), 0.01 * moment.noise('y'), 0.01 * moment.noise('z')],
      test_ratio: flat(0.03, 3),
    },
  }));
  rows.every('estimator_baro_bias', 0.2, ({ noise }) => ({
    ...{ device_id: sensorId(scene, 'BARO0'), bias: 0.3 * scene.device.draws.normal('baro bias'), bias_var: 0.01 },
    ...{ innov: 0.2 * noise('innovation'), innov_var: 0.1, innov_test_ratio: Math.abs(0.02 * noise('innovation')) },
  }));
  rows.every('wind', 0.5, ({ state, axisRad, noise }) => {
    const [north, east] = turned(0.1 * noise('north'), 0.1 * noise('east'), axisRad);
    return {
      ...{ windspeed_north: state.windNorth + north, windspeed_east: state.windEast + east, variance_north: 0.1 },
      ...{ variance_east: 0.1, tas_innov: 0.1 * noise('speed'), tas_innov_var: 0.3 },
    };
  });
}

function logEnvironment(rows: Rows): void {
  const { scene } = rows;
  const pressurePa = (moment: Moment): number =>
    100 * pressureHpa(scene.weather, moment.amslM) + 2 * moment.noise('pressure');
  rows.every('vehicle_air_data', 1, (moment) => {
    const pressure = pressurePa(moment);
    const temperature = airTemperatureC(scene.weather, moment.amslM);
    return {
      ...{ baro_device_id: sensorId(scene, 'BARO0'), baro_alt_meter: moment.amslM + 0.2 * moment.noise('height') },
      ...{ baro_pressure_pa: pressure, ambient_temperature: temperature, temperature_source: 1, calibration_count: 1 },
      rho: pressure / (GAS_CONSTANT * (temperature + 273.15)),
    };
  });
  rows.every('sensor_baro', 0.5, (moment) => ({
    ...{ device_id: sensorId(scene, 'BARO0'), pressure: pressurePa(moment) },
    temperature: airTemperatureC(scene.weather, moment.amslM) + 11,
  }));
  const gauss = (moment: Moment): number[] =>
    scene.compass(moment).map((value, axis) => (value + 2 * moment.noise(`${axis}`)) / GAUSS);
  rows.every('vehicle_magnetometer', 1, (moment) => ({
    ...{ device_id: sensorId(scene, 'MAG0'), magnetometer_ga: gauss(moment), calibration_count: 1 },
  }));
  rows.every('sensor_mag', 0.5, (moment) => {
    const [x, y, z] = gauss(moment) as [number, number, number];
    return { device_id: sensorId(scene, 'MAG0'), x, y, z, temperature: 41 };
  });
  rows.every('distance_sensor', 1, ({ amslM, point }) => ({
    ...{
      device_id: sensorId(scene, 'RANGE'),
      min_distance: 0.2,
      max_distance: 120,
      signal_quality: 98,
      orientation: 25,
    },
    ...{ current_distance: Math.max(0.2, amslM - scene.groundM(point) + 0.1), h_fov: 0.05, v_fov: 0.05 },
  }));
}

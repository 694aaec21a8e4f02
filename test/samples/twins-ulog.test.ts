import { describe, vi } from 'vitest';
import { describeTwins } from './onboard-twins.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A stretch in which all topics are written; what a log begins with stands in every log. */
const span = { fromS: 22, toS: 46 };

const names = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);
const near = names(`
  sensor_gps.latitude_deg, vehicle_gps_position.longitude_deg, vehicle_gps_position.altitude_ellipsoid_m,
  vehicle_global_position.lat, estimator_global_position.lon, vehicle_local_position.ref_lat, vehicle_local_position.ref_alt,
  home_position.lat, position_setpoint_triplet.current.lat, camera_capture.lon, navigator_mission_item.latitude,
  vehicle_command.param5, follow_target.lat, transponder_report.lat, estimator_aid_src_gnss_pos.observation,
  vehicle_magnetometer.magnetometer_ga, sensor_mag.x, estimator_status.mag_inclination_ref_deg,
  vehicle_air_data.baro_pressure_pa, vehicle_air_data.rho, sensor_baro.pressure, distance_sensor.current_distance,
  vehicle_global_position.terrain_alt, gps_dump.data, satellite_info.azimuth, debug_key_value.value, (parameter).value,
  (logged string).text, (multi info).boot_console_output`);
const far = [...near, ...names('(info).time_ref_utc, vehicle_gps_position.satellites_used')];
const dated = names(`
  sensor_gps.time_utc_usec, vehicle_gps_position.time_utc_usec, camera_capture.timestamp_utc, camera_trigger.timestamp_utc,
  (logged string).text, (multi info).boot_console_output, satellite_info.azimuth`);
const clocks = names(`
  vehicle_attitude.timestamp, vehicle_attitude.timestamp_sample, vehicle_status.armed_time,
  vehicle_local_position.ref_timestamp, input_rc.timestamp_last_signal, esc_status.esc[0].timestamp,
  (logged string).timestamp`);

describe('ULog', () => {
  describeTwins({
    format: 'ulg',
    span,
    shows: {
      'moved by kilometres': near,
      'moved to the other hemisphere': far,
      'moved to where the antimeridian is crossed in flight': far,
      'moved to 78 south': far,
      'moved in height only': names(
        'vehicle_gps_position.altitude_msl_m, vehicle_air_data.baro_alt_meter, home_position.alt',
      ),
      'moved and turned': [...near, ...names('vehicle_attitude.q, vehicle_local_position.vx, wind.windspeed_north')],
      'turned where it is': names('vehicle_attitude.q, vehicle_local_position.heading, vehicle_gps_position.vel_n_m_s'),
      'on another date': dated,
      'on a date after 2038': dated,
      'of an autopilot that was started long before': clocks,
      'of an autopilot that was started at once': clocks,
      'with the pilot elsewhere': names('follow_target.lat, follow_target.lon'),
      'of another person': names('(logged string).text, (multi info).boot_console_output'),
      'with other text': names('(logged string).text, (tagged string).text'),
      'of another device': names(`
  (info).sys_uuid, (info).ver_sw, (parameter).value, vehicle_imu.accel_device_id, battery_status.serial_number,
  estimator_sensor_bias.gyro_bias, estimator_aid_src_gnss_pos.device_id, (multi info).boot_console_output`),
    },
    pseudonyms: ['(info).sys_os_ver', '(info).sys_uuid', '(info).ver_hw_subtype', '(info).ver_sw'],
    compared: { place: 170, height: 150, direction: 20, vector: 50, attitude: 250 },
  });
});

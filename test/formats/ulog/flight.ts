import type { Secrets } from '../../suite/subject.ts';
import { START_US, UlogWriter } from './writer.ts';

type Variant = (name: string) => number;

const topics = [
  ...['vehicle_status', 'vehicle_attitude', 'sensor_combined', 'battery_status', 'cpuload', 'esc_status'],
  ...['vehicle_global_position', 'sensor_gps', 'vehicle_local_position', 'position_setpoint_triplet', 'home_position'],
  ...['vehicle_magnetometer', 'vehicle_air_data', 'transponder_report', 'gps_dump', 'mavlink_tunnel'],
];
const twice = ['battery_status', 'sensor_combined'];

/** A flight of thirty seconds. Variant 0 of every secret is the plain flight. */
export function ulogFlight(secrets: Secrets): Uint8Array {
  const of = (name: string): number => secrets[name] ?? 0;
  const bootUs = START_US + BigInt(of('boot')) * 13_000_000n;
  const writer = new UlogWriter().header(bootUs).flags({ compat: 1 });
  introduce(writer, of);
  for (const topic of topics) writer.subscribe(topic);
  for (const topic of twice) writer.subscribe(topic, 1);
  writer.subscribe('gadget').subscribe('cpuload_extended');
  for (let second = 0; second < 30; second++) {
    const timestamp = bootUs + BigInt(second) * 1_000_000n + 7_000n;
    fly(writer, second, timestamp, of);
    watch(writer, second, timestamp, of);
    if (second % 8 === 3) talk(writer, timestamp, of);
    if (second % 10 === 5) writer.sync().dropout(12 + second);
  }
  // What was subscribed late, and no longer.
  writer
    .remove('cpuload')
    .subscribe('vehicle_attitude', 1)
    .data('vehicle_attitude', { timestamp: bootUs + 31_000_000n, q: [1] }, 1);
  return writer.multiInfo('char[9] hardfault_plain', `fault ${100 + of('payload')}`).bytes();
}

function introduce(writer: UlogWriter, of: Variant): void {
  const uuid = `00020000000038363430510${1000 + of('serial')}`;
  writer
    .define(...topics)
    .format(`gadget:uint64_t timestamp;float secret_${of('unknown')};`)
    .format(`cpuload_extended:uint64_t timestamp;float load;`)
    .info('char[3] sys_name', 'PX4')
    .info(`char[${uuid.length}] sys_uuid`, uuid)
    .info('uint32_t ver_sw_release', 0x010f_0000 + of('serial'))
    .info('int32_t time_ref_utc', 3600 * of('place'))
    .info(`char[${7 + of('unknown')}] pilot_${of('unknown')}`, 'x'.repeat(7 + of('unknown')))
    .info(`char[${20 + of('text')}] replay`, 'r'.repeat(20 + of('text')))
    .multiInfo(`char[${10 + of('text')}] boot_console_output`, 'c'.repeat(10 + of('text')))
    .multiInfo('char[4] boot_console_output', 'more', 1)
    .multiInfo(`uint8_t[${4 + of('payload')}] metadata_events`, new Uint8Array(4 + of('payload')).fill(3))
    .parameter('MC_ROLL_P', 6.5)
    .parameter('EKF2_MAG_DECL', 0.1 + of('field'))
    .parameter('COM_ARM_AUTH_ID', 7 + of('password'), 'int32_t')
    .parameter('CAL_ACC0_ID', 1_310_988 + of('setting'), 'int32_t')
    .parameterDefault('MC_ROLL_P', 6.5)
    .parameterDefault('MPC_XY_CRUISE', 5, 3);
}

function fly(writer: UlogWriter, second: number, timestamp: bigint, of: Variant): void {
  const lat = 47.1234567 + second * 1.13e-5 + of('place') * 0.0998877;
  const lon = 8.1234567 - second * 7.1e-6 - of('place') * 0.0887799;
  const alt = 400 + second / 10 + of('height') * 31;
  const utc = 1_690_000_000_000_000n + BigInt(of('date')) * 86_399_000_000n + BigInt(second) * 1_000_000n;
  const north = of('place') + 1;
  writer
    .data('vehicle_status', { timestamp, arming_state: 2, nav_state: second % 3 })
    .data('vehicle_attitude', { timestamp, q: [Math.cos(north / 9), 0, 0, Math.sin(north / 9)] })
    .data('sensor_combined', { timestamp, gyro_rad: [0.1, second / 100, 0], accelerometer_m_s2: [0, 0, -9.8] })
    .data('sensor_combined', { timestamp: timestamp + 90n, gyro_rad: [0.2, 0, 0] }, 1)
    .data('vehicle_global_position', { timestamp, lat, lon, alt, alt_ellipsoid: alt + 48, eph: 0.5 })
    .data('sensor_gps', {
      timestamp,
      latitude_deg: lat,
      longitude_deg: lon,
      altitude_msl_m: alt,
      fix_type: 3,
      time_utc_usec: utc,
      satellites_used: 9 + of('sky'),
      hdop: 0.8 + of('sky'),
      vel_n_m_s: north,
      device_id: 11_469_061 + of('serial'),
    })
    .data('vehicle_local_position', {
      timestamp,
      x: second * north,
      y: -second,
      z: -1,
      vx: north,
      heading: 1 + of('place'),
      ref_lat: lat,
      ref_lon: lon,
      ref_alt: alt,
      ref_timestamp: timestamp - 900_000n,
    });
}

function watch(writer: UlogWriter, second: number, timestamp: bigint, of: Variant): void {
  writer
    .data('battery_status', { timestamp, voltage_v: 12 - second / 100, current_a: 9, remaining: 0.9 })
    .data('battery_status', { timestamp: timestamp + 50n, voltage_v: 11, cycle_count: 80 }, 1)
    .data('esc_status', { timestamp, esc_count: 4, 'esc[0].esc_rpm': 4000 + second, 'esc[3].esc_rpm': 4100 })
    .data('vehicle_magnetometer', { timestamp, magnetometer_ga: [0.2 + of('field'), 0.1, 0.4] })
    .data('vehicle_air_data', { timestamp, baro_pressure_pa: 95_000 + of('field'), baro_alt_meter: 400 + of('field') })
    .data('gadget', { timestamp, [`secret_${of('unknown')}`]: of('unknown') })
    .data('cpuload_extended', { timestamp, load: of('unknown') });
  if (second < 29) writer.data('cpuload', { timestamp, load: 0.4, ram_usage: 0.5 });
  if (second % 4 !== 0) return;
  const gps = { 'current.lat': 47.1 + of('mission'), 'current.lon': 8.1 - of('mission'), 'current.valid': 1 };
  writer
    .data('home_position', { timestamp, lat: 47.12 + of('home'), lon: 8.12 - of('home'), alt: 400 + of('home') })
    .data('position_setpoint_triplet', { timestamp, 'current.timestamp': timestamp, ...gps })
    .data('transponder_report', { timestamp, icao_address: 77 + of('traffic'), callsign: `HB${of('traffic')}` })
    .data('gps_dump', { timestamp, len: 9, data: [1, 2, 3 + of('payload')] })
    .data('mavlink_tunnel', { timestamp, payload_length: 9, payload: new Uint8Array(128).fill(1 + of('payload')) });
}

function talk(writer: UlogWriter, timestamp: bigint, of: Variant): void {
  writer
    .logged(timestamp, '[commander] Armed by RC')
    .logged(timestamp + 1n, `Hello from street ${of('text')}`)
    .logged(timestamp + 2n, `ArduCopter V4.${of('templated')}`)
    .tagged(timestamp + 3n, `ArduCopter V4.${of('templated')}`)
    .parameter('MC_ROLL_P', 7)
    .parameter('CAL_ACC0_ID', 1_310_990 + of('setting'), 'int32_t');
}

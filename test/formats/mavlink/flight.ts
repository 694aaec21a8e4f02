import type { Container } from '../../../src/formats/mavlink/decoder.ts';
import type { Secrets } from '../../suite/subject.ts';
import { MavlinkWriter } from './writer.ts';

export const BOOT_MS = 45_000;
const START_US = 1_690_000_000_000_000n;

/** A flight of forty seconds with a ground station. Variant 0 of every secret is the plain flight. */
export function mavlinkFlight(container: Container, secrets: Secrets): Uint8Array {
  const of = (name: string): number => secrets[name] ?? 0;
  const writer = new MavlinkWriter(container, START_US + BigInt(of('date')) * 86_399_000_000n);
  for (let second = 0; second < 40; second++) {
    writer.timeUs += 1_000_000n;
    const boot = BOOT_MS + second * 1000 + of('boot') * 13_000;
    fly(writer, second, boot, of);
    talk(writer, second, boot, of);
    if (second % 8 === 0) introduce(writer, of);
  }
  return writer.bytes();
}

type Variant = (name: string) => number;

function fly(writer: MavlinkWriter, second: number, time_boot_ms: number, of: Variant): void {
  const lat = 471_234_567 + second * 113 + of('place') * 998_877;
  const lon = 81_234_567 - second * 71 - of('place') * 887_799;
  const alt = 400_000 + second * 10 + of('height') * 31_000;
  writer
    .frame('HEARTBEAT', {
      custom_mode: second % 3,
      type: 2,
      autopilot: 3,
      base_mode: 81,
      system_status: 4,
      mavlink_version: 3,
    })
    .frame('GLOBAL_POSITION_INT', {
      time_boot_ms,
      lat,
      lon,
      alt,
      relative_alt: 5,
      vx: 10 + of('place'),
      vy: -7,
      vz: 1,
      hdg: 9000,
    })
    .frame('GPS_RAW_INT', {
      time_usec: writer.timeUs,
      lat,
      lon,
      alt,
      eph: 90 + of('sky'),
      fix_type: 3,
      satellites_visible: 9 + of('sky'),
    })
    .frame('ATTITUDE', { time_boot_ms, roll: 0.01 * second, pitch: -0.02, yaw: 1 + of('place'), rollspeed: 0.1 })
    .frame('RAW_IMU', {
      time_usec: BigInt(time_boot_ms) * 1000n,
      xacc: second,
      zacc: -1000,
      xmag: 210 + of('field'),
      ymag: of('field'),
    })
    .frame('SCALED_PRESSURE', { time_boot_ms, press_abs: 950 + of('field'), temperature: 2100 })
    .frame('VFR_HUD', {
      airspeed: 4,
      groundspeed: 5 + of('place'),
      alt: alt / 1000,
      climb: 1,
      heading: of('place'),
      throttle: 40,
    })
    .frame('SYSTEM_TIME', { time_unix_usec: writer.timeUs, time_boot_ms })
    .frame('SYS_STATUS', { voltage_battery: 12_000 - second, current_battery: 900, battery_remaining: 90 })
    .foreign(Uint8Array.of(1, 2, 3, 4 + of('unknown')), { id: 7_654_321, crcExtra: 9 })
    .frame('ADSB_VEHICLE', {
      ICAO_address: 1 + of('traffic'),
      lat: 471_000_000 + of('traffic'),
      callsign: `HB${of('traffic')}`,
    });
}

function talk(writer: MavlinkWriter, second: number, time_boot_ms: number, of: Variant): void {
  const station = { system: 255, component: 190 };
  writer
    .frame('HEARTBEAT', { type: 6, autopilot: 8, mavlink_version: 3 }, { ...station, version: 1 })
    .frame('FILE_TRANSFER_PROTOCOL', { payload: new Uint8Array(251).fill(1 + of('payload')) }, station)
    .frame('COMMAND_LONG', { command: 16, param1: 1, param5: 47.1 + of('mission'), param6: 8 + of('mission') }, station)
    .frame(
      'MISSION_ITEM_INT',
      { command: 16, x: 471_000_000 + of('mission'), y: 81_000_000, z: 30, seq: second, frame: 3 },
      station,
    );
  if (second % 4 !== 0) return;
  writer
    .frame('STATUSTEXT', { severity: 6, text: `Hello from street ${of('text')}` })
    .frame('STATUSTEXT', { severity: 6, text: `ArduCopter V4.${of('templated')}` })
    .frame('PARAM_VALUE', {
      param_id: 'ATC_RAT_RLL_P',
      param_value: 0.135,
      param_count: 900,
      param_index: 5,
      param_type: 9,
    })
    .frame('PARAM_VALUE', {
      param_id: 'COMPASS_DEC',
      param_value: 0.1 + of('setting'),
      param_count: 900,
      param_index: 7,
    })
    .frame('AUTH_KEY', { key: `key ${of('password')}` })
    .frame('HOME_POSITION', {
      latitude: 471_200_000 + of('home'),
      longitude: 81_200_000 - of('home'),
      time_usec: BigInt(time_boot_ms) * 1000n,
    });
}

function introduce(writer: MavlinkWriter, of: Variant): void {
  writer
    .frame('AUTOPILOT_VERSION', {
      capabilities: 61_431n,
      uid: 77n + BigInt(of('serial')),
      flight_sw_version: 67_110_000 + of('serial'),
      uid2: [1, 2, 3, 4, 5, 6, 7, 8, 9 + of('serial')],
    })
    .frame('OPEN_DRONE_ID_OPERATOR_ID', { operator_id: `FIN87${of('person')}` })
    .frame('WIFI_CONFIG_AP', { ssid: `Home ${of('person')}`, password: `pass ${of('password')}`, mode: 1 });
}

import { MavlinkWriter } from '../formats/mavlink/writer.ts';

/** A place in degrees. */
export interface Place {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

export const meadow: Place = { latitudeDeg: 46.923_117_4, longitudeDeg: 7.614_390_2 };
export const quarry: Place = { latitudeDeg: 47.401_855_6, longitudeDeg: 8.102_774_8 };

const SPEED_M_PER_S = 15;
const FIX_S = 0.5;
const STANDING_S = 20;
const METRES_PER_DEGREE = 111_195;
const MISSION_ITEMS = 6;
/** The ground station asks for the aircraft's facts this often. */
const FACTS_S = 100;
/** What an attitude's roll grows by from fix to fix, in radians: it tells which fix it belongs to. */
export const ROLL_STEP_RAD = 1e-4;
/** Metres east and north of home: over three kilometres out, rows across, and back on another way. */
const corners = [
  ...[0, 0, 1900, 2500, 900, 2900, 2000, 2960, 900, 3020, 2000, 3080],
  ...[900, 3140, 2000, 3200, 900, 3260, 300, 2600, 0, 0],
];

export interface FarFlightOptions {
  readonly home?: Place;
  /** The autopilot's serial, one byte throughout but for the first. */
  readonly serial?: number;
  /** When the flight began, in Unix seconds. */
  readonly startUnixS?: number;
  /** Which part of it the log has, in seconds; all of it unless told otherwise. */
  readonly fromS?: number;
  readonly toS?: number;
}

/** Where the aircraft is, fix by fix, in metres east and north of home and above it. */
export function pathOf(): (readonly [east: number, north: number, up: number])[] {
  const path: (readonly [number, number, number])[] = [];
  const stand = (east: number, north: number): void => {
    for (let at = 0; at < STANDING_S / FIX_S; at++) path.push([east, north, 0]);
  };
  stand(0, 0);
  for (let corner = 2; corner < corners.length; corner += 2) {
    const [fromEast, fromNorth, toEast, toNorth] = corners.slice(corner - 2, corner + 2) as [number, ...number[]];
    const [east, north] = [toEast! - fromEast, toNorth! - fromNorth!];
    const steps = Math.ceil(Math.hypot(east, north) / (SPEED_M_PER_S * FIX_S));
    for (let step = 1; step <= steps; step++) {
      path.push([fromEast + (east * step) / steps, fromNorth! + (north * step) / steps, 60]);
    }
  }
  stand(0, 0);
  return path;
}

/** A .tlog of a flight over three kilometres out and back, with home, a mission, parameters, a battery and a serial. */
export function farFlight(options: FarFlightOptions = {}): Uint8Array {
  const {
    home = meadow,
    serial = 0x5a,
    startUnixS = 1_717_236_000,
    fromS = 0,
    toS = Number.POSITIVE_INFINITY,
  } = options;
  const writer = new MavlinkWriter('tlog');
  const longitudeDegM = METRES_PER_DEGREE * Math.cos((home.latitudeDeg * Math.PI) / 180);
  const placeAt = (east: number, north: number): { lat: number; lon: number } => ({
    lat: Math.round((home.latitudeDeg + north / METRES_PER_DEGREE) * 1e7),
    lon: Math.round((home.longitudeDeg + east / longitudeDegM) * 1e7),
  });
  const introduce = (): void => {
    const { lat, lon } = placeAt(0, 0);
    writer
      .frame('AUTOPILOT_VERSION', { uid2: [1, 2, ...Array.from({ length: 16 }, () => serial)], uid: BigInt(serial) })
      .frame('HOME_POSITION', { latitude: lat, longitude: lon, altitude: 560_000, q: [1, 0, 0, 0] })
      .frame('PARAM_VALUE', { param_id: 'ATC_RAT_RLL_P', param_value: 0.135, param_type: 9, param_count: 1 })
      .frame('STATUSTEXT', { severity: 6, text: 'Battery of the Quuxbury club' });
    // Beside the corners, as real waypoints are: no fix of the track gives one away.
    for (let seq = 0; seq < MISSION_ITEMS; seq++) {
      const { lat: x, lon: y } = placeAt(corners[2 * seq]! - 13, corners[2 * seq + 1]! + 17);
      writer.frame('MISSION_ITEM_INT', { seq, frame: 3, command: 16, x, y, z: 60, autocontinue: 1 });
    }
  };
  pathOf().forEach(([east, north, up], fix) => {
    const seconds = fix * FIX_S;
    if (seconds < fromS || seconds > toS) return;
    writer.timeUs = BigInt(Math.round((startUnixS + seconds) * 1e6));
    if ((seconds - fromS) % FACTS_S === 0) introduce();
    const place = placeAt(east, north);
    const time_boot_ms = 30_000 + seconds * 1000;
    writer
      .frame('GLOBAL_POSITION_INT', {
        ...{ time_boot_ms, ...place, alt: 560_000 + up * 1000, relative_alt: up * 1000 },
        ...{ vx: 10, vy: -20, vz: 0, hdg: 9000 },
      })
      .frame('ATTITUDE', { time_boot_ms, roll: ROLL_STEP_RAD * fix, pitch: -0.03, yaw: 1.5, rollspeed: 0.2 });
    if (fix % 2 > 0) return;
    writer
      .frame('HEARTBEAT', { type: 2, autopilot: 3, base_mode: 81, system_status: 4, mavlink_version: 3 })
      .frame('SYS_STATUS', { voltage_battery: 15_800, battery_remaining: 95 - Math.floor(fix / 60) })
      .frame('GPS_RAW_INT', {
        ...{ time_usec: BigInt(time_boot_ms) * 1000n, ...place, alt: 560_000 + up * 1000 },
        ...{ fix_type: 3, eph: 90, vel: 1500, cog: 4000, satellites_visible: 13 },
      });
  });
  return writer.bytes();
}

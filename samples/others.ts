import { officialDialect } from '../src/formats/mavlink/index.ts';
import { Draws } from './draws.ts';
import {
  encodeFrame,
  type FrameOptions,
  frameOf,
  layoutOf,
  type Sender,
  signatureTime,
  type Values,
} from './encode.ts';
import { FLIGHT_S } from './path.ts';
import { autopilot, centidegrees, companion, groundStation, remoteId, type Scene } from './scene.ts';
import { axisBearingRad, pointAt } from './tangent.ts';
import { groundAmslM } from './world.ts';

/** Everybody on board beside the autopilot, everybody else in the air, and messages that nobody knows. */
export function sendOthers(scene: Scene): void {
  sendRemoteId(scene);
  sendCompanion(scene);
  sendTraffic(scene);
  sendUnknown(scene);
}

const REMOTE_ID_EPOCH_UNIX_S = 1_546_300_800;

function sendRemoteId(scene: Scene): void {
  const { place, operator, person, text } = scene.secrets;
  const pilot = pointAt(place, operator.northM, operator.eastM);
  const serial = new TextEncoder().encode(scene.device.remoteId);
  scene.stream(remoteId, 'HEARTBEAT', 0.5, () => ({ type: 34, autopilot: 8, system_status: 4, mavlink_version: 3 }));
  scene.stream(remoteId, 'OPEN_DRONE_ID_BASIC_ID', 0.2, () => ({ id_type: 1, ua_type: 2, uas_id: serial }));
  scene.stream(remoteId, 'OPEN_DRONE_ID_LOCATION', 0.5, ({ state, point, amslM, geoidM, unixUs }) => ({
    id_or_mac: serial,
    status: state.throttle > 0.1 ? 2 : 1,
    latitude: point.latE7,
    longitude: point.lonE7,
    altitude_geodetic: amslM + geoidM,
    altitude_barometric: amslM,
    height: state.height,
    direction: 36_100,
    speed_horizontal: Math.round(100 * state.groundSpeed),
    speed_vertical: Math.round(100 * state.climb),
    horizontal_accuracy: 11,
    vertical_accuracy: 5,
    timestamp: Number(unixUs % 3_600_000_000n) / 1e6,
  }));
  scene.stream(remoteId, 'OPEN_DRONE_ID_SYSTEM', 0.2, ({ unixUs }) => ({
    operator_latitude: pilot.latE7,
    operator_longitude: pilot.lonE7,
    operator_altitude_geo: groundAmslM(place, pilot) + 1.5,
    area_ceiling: -1000,
    area_floor: -1000,
    area_count: 1,
    classification_type: 1,
    timestamp: Number(unixUs / 1_000_000n) - REMOTE_ID_EPOCH_UNIX_S,
  }));
  scene.stream(remoteId, 'OPEN_DRONE_ID_OPERATOR_ID', 0.1, () => ({ operator_id: person.operatorId }));
  scene.stream(remoteId, 'OPEN_DRONE_ID_SELF_ID', 0.1, () => ({ description: text.description }));
}

/** Until its clock is set it counts from its own start, so that the step tells the date. */
const CLOCK_SET_S = 41;

function sendCompanion(scene: Scene): void {
  const { device, secrets } = scene;
  const clockUs = (seconds: number): bigint =>
    seconds < CLOCK_SET_S
      ? BigInt(Math.round(seconds * 1e6)) + 93_118_204n
      : scene.unixUs(Math.round(seconds * 1e6) + 1733);
  const signed = (seconds: number) => ({
    signing: { key: device.signingKey, linkId: 2, timestamp: signatureTime(scene.unixUs(Math.round(seconds * 1e6))) },
  });
  const every = (message: string, periodS: number, values: (seconds: number, ordinal: number) => Values): void => {
    for (let ordinal = 0; ordinal * periodS < FLIGHT_S - 1; ordinal++) {
      const seconds = 0.7 + ordinal * periodS + 0.03 * scene.draws.uniform(`companion ${message}`, ordinal);
      scene.send(seconds, companion, message, values(seconds, ordinal), { ...signed(seconds), losable: true });
    }
  };
  every('HEARTBEAT', 1, () => ({ type: 18, autopilot: 8, system_status: 4, mavlink_version: 3 }));
  every('ONBOARD_COMPUTER_STATUS', 10, (seconds, ordinal) => ({
    time_usec: clockUs(seconds),
    uptime: Math.round(seconds * 1000) + 93_118,
    type: 1,
    cpu_cores: [31, 22, 28, 40, 255, 255, 255, 255],
    temperature_board: 51 + (ordinal % 3),
    ram_usage: 812 + ordinal,
    ram_total: 3906,
  }));
  const point = pointAt(secrets.place, 12, -7);
  every('NAMED_VALUE_FLOAT', 4, (seconds, ordinal) => ({
    time_boot_ms: Math.round(seconds * 1000) + 93_118,
    name: ordinal % 2 === 0 ? 'base_lat' : 'base_lon',
    value: (ordinal % 2 === 0 ? point.latE7 : point.lonE7) / 1e7,
  }));
  const path = `/home/${secrets.person.pilotName.replace(/\W+/g, '').toLowerCase()}/flights/${secrets.startUnixUs}.bin`;
  every('FILE_TRANSFER_PROTOCOL', 15, (_, ordinal) => ({
    target_system: 255,
    target_component: 190,
    payload: Uint8Array.from([ordinal, 0, 3, 15, path.length, 0, 0, 0, 0, 0, 0, 0, ...new TextEncoder().encode(path)]),
  }));
  every('TUNNEL', 12, () => ({
    ...{ target_system: 1, target_component: 1, payload_type: 201, payload_length: 8 },
    payload: new Uint8Array(Int32Array.of(point.latE7, point.lonE7).buffer),
  }));
  every('TIMESYNC', 5, (seconds) => ({ ts1: clockUs(seconds) * 1000n }));
  scene.stream(autopilot, 'TIMESYNC', 0.2, ({ seconds, bootUs }) => ({
    tc1: bootUs * 1000n,
    ts1: clockUs(seconds) * 1000n,
  }));
  for (const seconds of [52.437, 88.091, 131.618]) {
    // A clock of whole seconds that is released as a clock.
    scene.send(seconds, companion, 'COMMAND_LONG_STAMPED', {
      utc_time: Number(clockUs(seconds) / 1_000_000n),
      vehicle_timestamp: BigInt(Math.round(seconds * 1e6)) + 61_400_000n,
      ...{ command: 203, param5: 1, target_system: 1, target_component: 1 },
    });
  }
  scene.send(5.02, companion, 'CAMERA_INFORMATION', {
    ...{ time_boot_ms: 98_138, firmware_version: 0x0203_0100, focal_length: 10.4, flags: 0x102 },
    ...{ sensor_size_h: 13.2, sensor_size_v: 8.8, resolution_h: 5472, resolution_v: 3648 },
    vendor_name: new TextEncoder().encode('Lumena'),
    model_name: new TextEncoder().encode(device.cameraSerial),
    cam_definition_uri: `http://10.41.0.7/${device.cameraSerial}.xml`,
  });
  scene.send(5.4, companion, 'UAVCAN_NODE_INFO', {
    ...{ time_usec: clockUs(5.4), uptime_sec: 98, name: 'org.example.gnss', hw_version_major: 1, sw_version_major: 2 },
    hw_unique_id: device.nodeId,
    sw_vcs_commit: device.draws.integer('node firmware', 0, 1, 2 ** 31),
  });
}

function sendTraffic(scene: Scene): void {
  const { place, thirdParties } = scene.secrets;
  for (const [index, aircraft] of thirdParties.entries()) {
    const course = (aircraft.courseDeg * Math.PI) / 180;
    for (let second = 0; second < FLIGHT_S - 1; second += 3) {
      const north = aircraft.northM + aircraft.speedMs * second * Math.cos(course);
      const east = aircraft.eastM + aircraft.speedMs * second * Math.sin(course);
      const point = pointAt(place, north, east);
      scene.send(0.333_1 + second + 0.07 * index, autopilot, 'ADSB_VEHICLE', {
        ICAO_address: aircraft.icao,
        callsign: aircraft.callsign,
        squawk: aircraft.squawk,
        lat: point.latE7,
        lon: point.lonE7,
        altitude: Math.round((place.altitudeAmslM + aircraft.heightM) * 1000),
        heading: centidegrees(course + axisBearingRad(place, north, east)),
        hor_velocity: Math.round(aircraft.speedMs * 100),
        altitude_type: 1,
        emitter_type: 1,
        tslc: second % 4,
        flags: 0x1f,
      });
      if (second % 30 !== 0) continue;
      scene.send(0.341 + second + 0.07 * index, autopilot, 'COLLISION', {
        id: aircraft.icao,
        threat_level: 1,
        time_to_minimum_delta: 40 - second / 10,
        horizontal_minimum_delta: Math.hypot(north, east),
      });
    }
  }
}

/** Frames with ids that no dialect has: some as MAVLink 1, some signed, one with a whole known frame inside. */
function sendUnknown(scene: Scene): void {
  const seed = scene.secrets.unknownMessages;
  if (seed === null) return;
  const draws = new Draws(`unknown ${seed}`);
  const senders: readonly Sender[] = [autopilot, groundStation, companion, remoteId, { system: 42, component: 7 }];
  const count = draws.integer('count', 0, 40, 80);
  for (let ordinal = 0; ordinal < count; ordinal++) {
    const sender = senders[draws.integer('sender', ordinal, 0, senders.length - 1)]!;
    const version: 1 | 2 = draws.uniform('version', ordinal) < 0.2 ? 1 : 2;
    const id = unknownId(draws, ordinal, version);
    const contents = draws.bytes(`payload ${ordinal}`, draws.integer('length', ordinal, 1, 255));
    const hidden = encodeFrame('GPS_RAW_INT', { lat: 470_000_000, lon: 85_000_000, fix_type: 3 }, autopilot, ordinal);
    const payload = ordinal === 7 ? hidden : contents;
    const timestamp = draws.integer('signature', ordinal, 1, 2 ** 40);
    const signing = { key: draws.bytes('key', 32), linkId: 9, timestamp: BigInt(timestamp) };
    const isSigned = version === 2 && draws.uniform('signed', ordinal) < 0.2;
    const options: FrameOptions = isSigned ? { version, signing } : { version };
    const extra = draws.integer('crc', ordinal, 0, 255);
    scene.events.push({
      atUs: draws.integer('time', ordinal, 1e6, (FLIGHT_S - 1) * 1e6),
      sender,
      message: `unknown ${id}`,
      values: {},
      options: {},
      losable: false,
      foreign: (sequence) => frameOf(id, payload, extra, sender, sequence, options),
    });
  }
}

function unknownId(draws: Draws, ordinal: number, version: 1 | 2): number {
  for (let attempt = 0; ; attempt++) {
    const id = draws.integer(`id ${ordinal}`, attempt, version === 1 ? 3 : 300, version === 1 ? 255 : 0xff_ffff);
    if (officialDialect().find(id) === null) return id;
  }
}

/** Bytes behind the last known field of some frames, as newer definitions would have. */
export function extensionOf(scene: Scene, message: string, ordinal: number): Uint8Array | undefined {
  const seed = scene.secrets.unknownMessages;
  if (seed === null || message !== 'EKF_STATUS_REPORT' || ordinal % 5 !== 2) return undefined;
  const draws = new Draws(`extension ${seed}`);
  const room = 255 - layoutOf(message).length;
  return draws.bytes(`bytes ${ordinal}`, draws.integer('length', ordinal, 1, Math.min(room, 24)));
}

import { officialDialect } from '../../src/formats/mavlink/index.ts';
import type { Layout } from '../../src/formats/mavlink/layout.ts';
import { byteSizes } from '../../src/model/schema.ts';
import { writeValue } from '../../src/model/values.ts';

/** What a field is given: a number, text, or the elements of an array. */
export type FieldValue = number | bigint | string | readonly number[];

/** Text and places that stand in {@link canaryLog}; no command may show them unless it is told to reveal. */
export const canaries = {
  person: 'Quuxbury',
  coordinateText: '12.3456789',
  latitudeE7: 123_456_789,
  longitudeE7: 987_654_321,
  operator: 'OPR-ZEBEDEE-77',
  serial: 'SN-KUMQUAT-4242',
  parameter: 'XYLOPHONE_9',
} as const;

/** The canaries as they would look in a command's output, whatever the notation. */
export const canaryTexts: readonly string[] = [
  ...[canaries.person, canaries.coordinateText, canaries.operator, canaries.serial, canaries.parameter],
  ...['123456789', '987654321', '98.7654321', '12.345678', '98.765432'],
];

/** 2024-03-09 16:20:00 UTC. */
export const START_UNIX_S = 1_710_001_200;

function layoutOf(name: string): Layout {
  const message = officialDialect().messages.find(({ layout }) => layout.name === name);
  if (message === undefined) throw new Error(`there is no message ${name}`);
  return message.layout;
}

/** CRC-16/MCRF4XX bit by bit, so that the product's own is not its own judge. */
function crc(bytes: readonly number[]): number {
  let register = 0xffff;
  for (const byte of bytes) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >>> 1) ^ 0x8408 : register >>> 1;
  }
  return register;
}

/** One MAVLink 2 frame of system 1, component 1, with trailing zeros cut as a sender cuts them. */
export function frame(name: string, values: Readonly<Record<string, FieldValue>>, sequence = 0): Uint8Array {
  const layout = layoutOf(name);
  const body = new Uint8Array(layout.length);
  for (const [fieldName, value] of Object.entries(values)) {
    const field = layout.fields.find((candidate) => candidate.name === fieldName);
    if (field === undefined) throw new Error(`${name} has no field ${fieldName}`);
    const elements = typeof value === 'string' ? [...new TextEncoder().encode(value)] : [value].flat();
    elements.forEach((element, index) => {
      writeValue(body, field.offset + index * byteSizes[field.type], field.type, element as number | bigint);
    });
  }
  let length = layout.length;
  while (length > 1 && body[length - 1] === 0) length--;
  const { id } = layout;
  const head = [length, 0, 0, sequence & 0xff, 1, 1, id & 0xff, (id >> 8) & 0xff, id >> 16];
  const checked = [...head, ...body.subarray(0, length)];
  const checksum = crc([...checked, layout.crcExtra]);
  return Uint8Array.from([0xfd, ...checked, checksum & 0xff, checksum >> 8]);
}

/** A .tlog of these messages, a tenth of a second apart. */
export function tlogOf(messages: readonly (readonly [string, Readonly<Record<string, FieldValue>>])[]): Uint8Array {
  const records = messages.map(([name, values], index) => {
    const body = frame(name, values, index);
    const record = new Uint8Array(8 + body.length);
    new DataView(record.buffer).setBigUint64(0, BigInt(START_UNIX_S) * 1_000_000n + BigInt(index) * 100_000n);
    record.set(body, 8);
    return record;
  });
  return Uint8Array.from(Buffer.concat(records));
}

const heartbeat = [
  'HEARTBEAT',
  { type: 2, autopilot: 3, base_mode: 81, system_status: 4, mavlink_version: 3 },
] as const;

/** A short flight: heartbeats, attitude and positions. `variant` makes logs that differ. */
export function tinyLog(variant = 0): Uint8Array {
  const messages: [string, Record<string, FieldValue>][] = [];
  for (let index = 0; index < 10; index++) {
    messages.push([...heartbeat]);
    messages.push(['ATTITUDE', { time_boot_ms: 5000 + index * 100, roll: 0.1 * index, pitch: -0.02, yaw: 1.5 }]);
    messages.push([
      'GLOBAL_POSITION_INT',
      {
        time_boot_ms: 5000 + index * 100,
        ...{
          lat: canaries.latitudeE7 + index,
          lon: canaries.longitudeE7 + variant,
          alt: 500_000,
          relative_alt: 10_000,
        },
        ...{ vx: 10, vy: 20, vz: 0, hdg: 9000 },
      },
    ]);
  }
  return tlogOf(messages);
}

/** A log with a person's name, places, serials and texts in every kind of field that can hold them. */
export function canaryLog(): Uint8Array {
  const place = { lat: canaries.latitudeE7, lon: canaries.longitudeE7 };
  return tlogOf([
    [...heartbeat],
    ['GLOBAL_POSITION_INT', { time_boot_ms: 5000, ...place, alt: 500_000 }],
    ['GPS_RAW_INT', { time_usec: 5_000_000n, fix_type: 3, ...place, alt: 500_000 }],
    ['HOME_POSITION', { latitude: place.lat, longitude: place.lon, altitude: 1 }],
    ['STATUSTEXT', { severity: 6, text: `Welcome ${canaries.person}` }],
    ['STATUSTEXT', { severity: 6, text: `Home at ${canaries.coordinateText},98.7654321` }],
    ['PARAM_VALUE', { param_id: canaries.parameter, param_value: 1.5, param_type: 9, param_count: 1 }],
    ['PARAM_VALUE', { param_id: 'ATC_RAT_RLL_P', param_value: 0.135, param_type: 9, param_count: 2 }],
    ['OPEN_DRONE_ID_OPERATOR_ID', { operator_id: canaries.operator }],
    ['OPEN_DRONE_ID_BASIC_ID', { id_type: 1, ua_type: 2, uas_id: canaries.serial }],
    ['OPEN_DRONE_ID_SELF_ID', { description: canaries.person }],
    ['ADSB_VEHICLE', { ICAO_address: 1, ...place, callsign: canaries.person }],
    ['FILE_TRANSFER_PROTOCOL', { payload: [...new TextEncoder().encode(canaries.person)] }],
  ]);
}

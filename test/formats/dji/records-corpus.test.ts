import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DJILog } from 'dji-log-parser-js';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../src/filter/compile.ts';
import { djiCatalog } from '../../../src/formats/dji/catalog.ts';
import { type DjiSchema, DjiSchemas } from '../../../src/formats/dji/records.ts';
import { FlightState } from '../../../src/model/flight-state.ts';
import { readValue } from '../../../src/model/values.ts';
import { levels } from '../../../src/policy/levels.ts';
import { Pseudonyms } from '../../../src/treatments/pseudonymise.ts';
import { drawRelocation, Relocation } from '../../../src/treatments/relocate/relocation.ts';
import { describeCorpus } from '../../corpus.ts';

/** The layouts against records of real files of versions 4 to 11, which are found and unscrambled here by other code than the format's. */

const MASK = 0xffff_ffff_ffff_ffffn;
/** CRC-64 of Jones, reflected. */
const POLYNOMIAL = 0x95ac_9329_ac4b_c9b5n;

function scrambleKey(type: number, seed: number): Uint8Array {
  let crc = BigInt((seed + type) & 0xff);
  let word = (0x1234_5678_9abc_def0n * BigInt(seed)) & MASK;
  for (let byte = 0; byte < 8; byte++, word >>= 8n) {
    crc ^= word & 0xffn;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ POLYNOMIAL : crc >> 1n;
  }
  return Uint8Array.from({ length: 8 }, (_, byte) => Number((crc >> BigInt(8 * byte)) & 0xffn));
}

interface Content {
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** The content of every record, images left out; stops where the prefix says that details stand. */
function contentsOf(log: Uint8Array, version: number): Content[] {
  const view = new DataView(log.buffer, log.byteOffset, log.length);
  const end = Number(view.getBigUint64(0, true));
  const keys = new Map<number, Uint8Array>();
  const found: Content[] = [];
  let at = version < 6 ? 12 : 100;
  while (at < end) {
    const type = log[at]!;
    const length = log[at + 1]!;
    const isRecord = at + 2 + length < end && log[at + 2 + length] === 0xff && length > (version < 7 ? 0 : 2);
    if (!isRecord || type === 0xff) {
      const image = Buffer.from(log.buffer, log.byteOffset, log.length).indexOf(Uint8Array.of(0xff, 0xd9), at);
      at = type === 0xff && log[at + 1] === 0xd8 && image > at ? image + 2 : at + 1;
      continue;
    }
    const payload = log.slice(at + 2, at + 2 + length);
    at += length + 3;
    if (version < 7) {
      found.push({ type, bytes: payload });
      continue;
    }
    const pair = type * 256 + payload[0]!;
    const key = keys.get(pair) ?? scrambleKey(type, payload[0]!);
    keys.set(pair, key);
    found.push({ type, bytes: payload.slice(1, -1).map((byte, index) => byte ^ key[index % 8]!) });
  }
  return found;
}

function bodyOf(schema: DjiSchema, content: Uint8Array): Uint8Array {
  const body = new Uint8Array(schema.size);
  body.set(content.subarray(0, schema.payloadBytes));
  for (const { at, mask, shift, to } of schema.bits) body[to] = (body[at]! & mask) >> shift;
  return body;
}

const degrees = (radians: number): number => (radians * 180) / Math.PI;
const tenth = (value: number): number => value / 10;
const thousandth = (value: number): number => value / 1000;
const same = (value: number): number => value;

/** For types of record: what the reader calls it, and its fields by ours, with how the reader converts them. */
const readings: Readonly<
  Record<number, readonly [string, Readonly<Record<string, [string, (value: number) => number]>>]>
> = {
  1: [
    'OSD',
    {
      ...{ longitude: ['longitude', degrees], latitude: ['latitude', degrees], altitude: ['altitude', tenth] },
      ...{ speed_north: ['speedX', tenth], speed_east: ['speedY', tenth], speed_down: ['speedZ', tenth] },
      ...{ pitch: ['pitch', tenth], roll: ['roll', tenth], yaw: ['yaw', tenth], satellites: ['gpsNum', same] },
      ...{
        voltage_warning: ['voltageWarning', same],
        mode_channel: ['modeChannel', same],
        gps_level: ['gpsLevel', same],
      },
      ...{
        battery_percent: ['battery', same],
        ultrasonic_height: ['sWaveHeight', tenth],
        fly_time: ['flyTime', tenth],
      },
      ...{ motor_starts: ['motorRevolution', same], controller_version: ['versionC', same] },
    },
  ],
  2: [
    'Home',
    {
      ...{ longitude: ['longitude', degrees], latitude: ['latitude', degrees], altitude: ['altitude', tenth] },
      ...{ head_direction: ['aircraftHeadDirection', same], go_home_height: ['goHomeHeight', same] },
      ...{ course_lock_angle: ['iocCourseLockAngle', same], recorder_file_index: ['currentFlightRecordIndex', same] },
      ...{ recorder_capacity_percent: ['recordSdCapacityPercent', same], height_limit: ['maxAllowedHeight', same] },
    },
  ],
  3: [
    'Gimbal',
    {
      ...{ pitch: ['pitch', tenth], roll: ['roll', tenth], yaw: ['yaw', tenth], roll_adjust: ['rollAdjust', tenth] },
      ...{ reset: ['reset', same], yaw_angle: ['yawAngle', tenth], parameters_version: ['version', same] },
    },
  ],
  4: [
    'RC',
    {
      ...{ aileron: ['aileron', same], elevator: ['elevator', same], throttle: ['throttle', same] },
      ...{ rudder: ['rudder', same], gimbal: ['gimbal', same], wheel_offset: ['wheelOffset', same] },
      ...{ transform_switch: ['transformSwitch', same] },
    },
  ],
  5: ['Custom', { horizontal_speed: ['hSpeed', same], mileage: ['distance', same] }],
  7: [
    'CenterBattery',
    {
      ...{
        percent: ['relativeCapacity', same],
        voltage: ['voltage', thousandth],
        full_capacity: ['fullCapacity', same],
      },
      ...{ current_capacity: ['currentCapacity', same], discharges: ['numberOfDischarges', same] },
      ...{
        current: ['current', thousandth],
        serial_number: ['serialNumber', same],
        production_date: ['productDate', same],
      },
    },
  ],
  8: [
    'SmartBattery',
    {
      ...{ useful_time: ['usefulTime', same], go_home_time: ['goHomeTime', same], land_time: ['landTime', same] },
      ...{
        go_home_battery: ['goHomeBattery', same],
        safe_fly_radius: ['safeFlyRadius', same],
        status: ['status', same],
      },
      ...{ voltage: ['voltage', thousandth], percent: ['percent', same], low_warning: ['lowWarning', same] },
    },
  ],
  // The reader takes the latitude for the longitude: the places of the aircraft in the same files say which is which.
  14: ['AppGPS', { latitude: ['longitude', same], longitude: ['latitude', same] }],
  25: [
    'Camera',
    {
      ...{ sd_card_capacity: ['sdCardTotalCapacity', same], sd_card_remaining: ['sdCardRemainCapacity', same] },
      ...{ photos_remaining: ['remainPhotoNum', same], recording_seconds: ['recordTime', same] },
      ...{ camera_type: ['cameraType', same], encrypt_status: ['encryptStatus', same] },
    },
  ],
};

/** Types that real files hold and nobody explains. */
const unexplained = [30];

describeCorpus('records of real DJI files', 'dji-txt', (files) => {
  describe.each(files.map((path) => [basename(path), path] as const))('%s', (_, path) => {
    const log = new Uint8Array(readFileSync(path));
    const version = log[10]!;
    const schemas = new DjiSchemas(djiCatalog(), version);
    const contents = contentsOf(log, version);

    test('fields have the values that an independent reader finds', () => {
      const read = new DJILog(log).records() as unknown as { type: string; content: Record<string, number> }[];
      let compared = 0;
      for (const [type, [name, fields]] of Object.entries(readings)) {
        const ours = contents.filter((content) => content.type === Number(type));
        const theirs = read.filter((record) => record.type === name);
        expect(ours.length, name).toBe(theirs.length);
        for (const [index, { bytes }] of ours.entries()) {
          const schema = schemas.record(Number(type), bytes.length, bytes[0])!;
          const body = bodyOf(schema, bytes);
          for (const [field, [called, convert]] of Object.entries(fields)) {
            const one = schema.fields.find((other) => other.name === field);
            if (one === undefined) continue;
            const value = convert(Number(readValue(body, one.offset, one.type)));
            const found = theirs[index]!.content[called];
            if (found === undefined || Math.abs(value - found) > 1e-6 * Math.abs(found) + 1e-7) {
              throw new Error(`${name} ${index}: ${field} is another value for the reader`);
            }
            compared++;
          }
        }
      }
      expect(compared).toBeGreaterThan(5000);
    });

    test('every type is known, and layouts leave at most what is added to a record over the years', () => {
      const most: Readonly<Record<number, number>> = { 1: 2, 2: 33, 3: 28, 4: 11, 25: 2, 6: 1 };
      for (const { type, bytes } of contents) {
        const schema = schemas.record(type, bytes.length, bytes[0])!;
        expect(schema.known, `type ${type}`).toBe(true);
        const isWithheld = schema.isText || schema.fields[0]?.name === 'body';
        if (!isWithheld)
          expect(bytes.length - schema.payloadBytes, schema.message).toBeLessThanOrEqual(most[type] ?? 0);
      }
    });

    test('at dynamics nine records of ten remain', () => {
      const state = new FlightState();
      const relocation = new Relocation(drawRelocation(new Uint8Array(32).fill(7)), {
        firstFix: { latitudeDeg: 47, longitudeDeg: 8, altitudeM: 400 },
      });
      const context = {
        disclosure: levels.dynamics,
        state,
        pseudonyms: new Pseudonyms(new Uint8Array(32)),
        relocation,
      };
      const isKept = new Map<DjiSchema, boolean>();
      let kept = 0;
      for (const { type, bytes } of contents) {
        const schema = schemas.record(type, bytes.length, bytes[0])!;
        if (!isKept.has(schema)) isKept.set(schema, compile(schema, context).verdict !== 'drop');
        if (isKept.get(schema)) kept++;
        else expect([...unexplained, 9, 10, 11, 13, 14, 15, 19, 20, 24, 28, 40, 51]).toContain(type);
      }
      expect(kept / contents.length).toBeGreaterThan(0.9);
    });
  });
});

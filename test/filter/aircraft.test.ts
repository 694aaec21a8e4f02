import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { aircraftOf } from '../../src/filter/aircraft.ts';
import type { Identity } from '../../src/filter/anchors.ts';
import { Survey } from '../../src/filter/survey.ts';
import { detectFormat } from '../../src/formats/index.ts';
import { DETECT_BYTES } from '../../src/model/format.ts';

const identity = (message: string, field: string, ...bytes: number[]): Identity => ({
  category: 'deviceIdentity',
  message,
  field,
  bytes: Uint8Array.from(bytes),
});
const of = (...identities: Identity[]) => aircraftOf({ anchors: { places: [], identities } });
const uid = (...bytes: number[]) => identity('AUTOPILOT_VERSION', 'uid', ...bytes);
const uid2 = (...bytes: number[]) => identity('AUTOPILOT_VERSION', 'uid2', ...bytes);

test('the long identity goes before the short one, whichever comes first', () => {
  expect(of(uid(1, 2, 3, 4), uid2(9, 8, 7, 6))).toEqual(Uint8Array.of(9, 8, 7, 6));
  expect(of(uid2(9, 8, 7, 6), uid(1, 2, 3, 4))).toEqual(Uint8Array.of(9, 8, 7, 6));
  expect(of(uid(1, 2, 3, 4))).toEqual(Uint8Array.of(1, 2, 3, 4));
});

test('of several aircraft the one with the smallest bytes, in whatever order they were heard', () => {
  const [a, b, c] = [uid2(1, 2, 200, 0), uid2(1, 10, 0, 0), uid2(1, 10, 0)];
  for (const heard of [
    [a, b, c],
    [c, b, a],
    [b, a, c],
  ]) {
    expect(of(...heard)).toEqual(a.bytes);
  }
  expect(of(b, c)).toEqual(c.bytes);
});

test('parts, aircraft nearby and unwritten memory are nobody', () => {
  expect(of()).toBeUndefined();
  expect(of(identity('SMART_BATTERY_INFO', 'serial_number', 1, 2, 3, 4))).toBeUndefined();
  expect(of(identity('OPEN_DRONE_ID_BASIC_ID', 'uas_id', 1, 2, 3, 4))).toBeUndefined();
  expect(of(identity('GIMBAL_DEVICE_INFORMATION', 'uid', 1, 2, 3, 4))).toBeUndefined();
  expect(of(uid2(255, 255, 255, 255), uid(0, 0, 0, 0))).toBeUndefined();
  expect(of(uid2(255, 255, 255, 255), uid(0, 0, 0, 1))).toEqual(Uint8Array.of(0, 0, 0, 1));
});

test('PX4 and ArduPilot write the same bytes as text: logs of one flight are of one aircraft', () => {
  const text = (message: string, field: string, value: string) =>
    identity(message, field, ...new TextEncoder().encode(value));
  const px4 = Array.from({ length: 18 }, (_, index) => (index * 29 + 3) & 0xff);
  const hex = px4.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  expect(of(text('(info)', 'sys_uuid', hex))).toEqual(of(uid2(...px4)));
  const ardupilot = [0x26, 0, 0x3e, 0, 0x0b, 0x51, 0x33, 0x30, 0x31, 0x37, 0x30, 0x35, 0, 0, 0, 0, 0, 0];
  const board = 'Board 003E0026 3033510B 35303731';
  expect(of(text('MSG', 'Message', board))).toEqual(of(uid2(...ardupilot)));
  expect(of(text('STATUSTEXT', 'text', board))).toEqual(of(uid2(...ardupilot)));
  expect(of(text('MSG', 'Message', 'EKF3 IMU0 is using GPS'))).toBeUndefined();
  expect(of(text('(info)', 'sys_uuid', 'none'))).toBeUndefined();
});

test('the survey of a log tells it', () => {
  const log = readFileSync(new URL('../../samples/copter.tlog', import.meta.url));
  const survey = new Survey(detectFormat(log.subarray(0, DETECT_BYTES), false));
  survey.push(log);
  expect(aircraftOf(survey.finish())?.length).toBe(18);
});

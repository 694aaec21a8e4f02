import { describe, expect, test } from 'vitest';
import { MAX_FIXES } from '../../src/filter/anchors.ts';
import { Survey } from '../../src/filter/survey.ts';
import { mavlinkFormats } from '../../src/formats/mavlink/index.ts';
import { concat, frameOf, messageFrame, stamped, type Values } from '../formats/mavlink/frames.ts';

const [tlog, raw] = mavlinkFormats() as [ReturnType<typeof mavlinkFormats>[0], ReturnType<typeof mavlinkFormats>[0]];

function surveyOf(
  log: Uint8Array,
  options: ConstructorParameters<typeof Survey>[1] = {},
  format = raw,
  chunkBytes = 4096,
) {
  const survey = new Survey(format, options);
  for (let at = 0; at < log.length; at += chunkBytes) survey.push(log.subarray(at, at + chunkBytes));
  return survey.finish();
}

const fix = (index: number, more: Values = {}) =>
  messageFrame('GLOBAL_POSITION_INT', { time_boot_ms: index, lat: 480_000_000 + index, lon: 160_000_000, ...more });

describe('anchors', () => {
  test.each([1, 999, 1000, 1001, 1999, 2000, 2001, 7777])('%i fixes: thinned evenly, a thousand at most', (count) => {
    const log = concat(...Array.from({ length: count }, (_, index) => fix(index)));
    const indices = surveyOf(log).anchors.places.map(({ latitude }) => latitude - 480_000_000);
    expect(indices.length).toBeLessThanOrEqual(MAX_FIXES);
    expect(indices.length).toBeGreaterThanOrEqual(Math.min(count, MAX_FIXES / 2));
    expect(indices[0]).toBe(0);
    const strides = new Set(indices.slice(1).map((each, index) => each - indices[index]!));
    expect(strides.size).toBeLessThanOrEqual(1);
    const [stride = 1] = strides;
    expect(count - 1 - indices.at(-1)!).toBeLessThan(stride);
  });

  test('places of other kinds are kept once each, and bounded', () => {
    const home = (index: number) =>
      messageFrame('HOME_POSITION', { latitude: 480_000_000 + index, longitude: 160_000_000, altitude: 1 });
    const few = surveyOf(concat(home(0), home(1), home(0), home(1), home(0))).anchors.places;
    expect(few.map(({ category, latitude }) => [category, latitude])).toEqual([
      ['homePosition', 480_000_000],
      ['homePosition', 480_000_001],
    ]);
    const many = concat(...Array.from({ length: 3000 }, (_, index) => home(index)));
    expect(surveyOf(many).anchors.places.length).toBe(MAX_FIXES);
  });

  test('identities are kept once each, and bounded', () => {
    const id = (index: number) => messageFrame('OPEN_DRONE_ID_BASIC_ID', { id_type: 1, uas_id: `SN-${index}` });
    const twice = surveyOf(concat(id(1), id(2), id(1))).anchors.identities;
    expect(twice.map(({ field, bytes }) => [field, Buffer.from(bytes).toString().replaceAll('\0', '')])).toEqual([
      ['uas_id', 'SN-1'],
      ['uas_id', 'SN-2'],
    ]);
    const many = concat(...Array.from({ length: 3000 }, (_, index) => id(index)));
    expect(surveyOf(many).anchors.identities.length).toBe(MAX_FIXES);
  });

  test('a place of 0, 0 and an identity of zeros are none', () => {
    const log = concat(fix(0, { lat: 0, lon: 0 }), messageFrame('OPEN_DRONE_ID_BASIC_ID', { id_type: 1 }));
    expect(surveyOf(log).anchors).toEqual({ places: [], identities: [] });
  });

  test('are copies: the bytes of an identity survive the buffer they were read from', () => {
    const survey = new Survey(raw);
    const chunk = messageFrame('OPEN_DRONE_ID_BASIC_ID', { id_type: 1, uas_id: 'SN-1' });
    survey.push(chunk);
    for (let index = 0; index < 20_000; index++) survey.push(fix(index));
    const [identity] = survey.finish().anchors.identities;
    expect(Buffer.from(identity!.bytes).toString().replaceAll('\0', '')).toBe('SN-1');
  });
});

describe('what else is found out', () => {
  const frames = [
    messageFrame('HEARTBEAT', { type: 2 }),
    messageFrame('ATTITUDE', { time_boot_ms: 5, roll: 1 }),
    messageFrame('ATTITUDE', { time_boot_ms: 6 }, { system: 255, component: 190 }),
    messageFrame('HEARTBEAT', { type: 2 }, { version: 1 }),
  ];
  const log = concat(
    ...frames.map((frame, index) => stamped(1_700_000_000_250_000n + BigInt(index) * 500_000n, frame)),
  );

  test('start and duration by the log’s own clock, senders and messages with their frames', () => {
    const facts = surveyOf(log, {}, tlog);
    expect(facts).toMatchObject({ format: 'tlog', frames: 4, inputBytes: log.length, gapBytes: {} });
    expect(facts.startUnixS).toBeCloseTo(1_700_000_000.25, 6);
    expect(facts.durationS).toBeCloseTo(1.5, 6);
    expect(facts.senders).toEqual([
      { name: 'system 1, component 1', frames: 3 },
      { name: 'system 255, component 190', frames: 1 },
    ]);
    expect(facts.messages.map(({ schema, frames }) => [schema.message, frames])).toEqual([
      ['ATTITUDE', 2],
      ['HEARTBEAT', 1],
      ['HEARTBEAT', 1],
    ]);
  });

  test('a log without a clock has no start, an empty one has nothing', () => {
    expect(surveyOf(concat(...frames))).toMatchObject({ startUnixS: undefined, durationS: undefined, frames: 4 });
    expect(surveyOf(new Uint8Array(0), {}, tlog)).toMatchObject({ frames: 0, messages: [], startUnixS: undefined });
  });

  test('the same for any chunks, gaps included', () => {
    const damaged = concat(log.subarray(0, 40), Uint8Array.of(1, 2, 3, 0xfd, 9), log.subarray(40), Uint8Array.of(0xfd));
    const whole = surveyOf(damaged, { detail: true, reveal: true }, tlog, damaged.length);
    for (const chunkBytes of [1, 7, 64]) {
      expect(surveyOf(damaged, { detail: true, reveal: true }, tlog, chunkBytes)).toEqual(whole);
    }
    expect(Object.values(whole.gapBytes).reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(6);
  });

  test('frames that are stepped over are counted as gaps and not as messages', () => {
    const unknown = frameOf({ id: 54_321, crcExtra: 1, payload: Uint8Array.of(1) });
    const facts = surveyOf(concat(frames[0]!, unknown, frames[1]!));
    expect(facts.gapBytes).toEqual({ 'unknown-message': unknown.length });
    expect(facts.frames).toBe(2);
  });
});

describe('what fields told', () => {
  const log = concat(
    messageFrame('SYS_STATUS', { voltage_battery: 12_000, current_battery: -1, battery_remaining: 55 }),
    messageFrame('SYS_STATUS', { voltage_battery: 65_535, current_battery: 0, battery_remaining: 54 }),
    messageFrame('SYS_STATUS', { voltage_battery: 11_900, current_battery: -1, battery_remaining: 54 }),
    messageFrame('STATUSTEXT', { severity: 6, text: 'Quuxbury' }),
  );

  test('is counted where it was asked for: neither zeros nor "unknown" tell anything', () => {
    const told = surveyOf(log, { detail: true }).messages.find(({ schema }) => schema.message === 'SYS_STATUS')!.told;
    const fields = ['voltage_battery', 'current_battery', 'battery_remaining', 'load'];
    expect(fields.map((field) => told.get(field))).toEqual([2, 0, 3, 0]);
    expect([...surveyOf(log).messages[0]!.told.values()].every((count) => count === 0)).toBe(true);
  });

  test('samples are taken only to be revealed to the owner, and are few', () => {
    for (const options of [{}, { detail: true }]) {
      for (const { samples } of surveyOf(log, options).messages) {
        expect([...samples.values()].every((values) => values.length === 0)).toBe(true);
      }
    }
    const revealed = surveyOf(log, { detail: true, reveal: true });
    const samplesOf = (message: string) => revealed.messages.find(({ schema }) => schema.message === message)!.samples;
    expect(samplesOf('STATUSTEXT').get('text')).toEqual(['"Quuxbury"']);
    expect(samplesOf('SYS_STATUS').get('battery_remaining')).toEqual(['55 %', '54 %']);
    const many = concat(...Array.from({ length: 50 }, (_, index) => fix(index)));
    for (const values of surveyOf(many, { detail: true, reveal: true }).messages[0]!.samples.values()) {
      expect(values.length).toBeLessThanOrEqual(3);
    }
  });
});

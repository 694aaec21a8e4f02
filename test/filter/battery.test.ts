import { describe, expect, test } from 'vitest';
import { generateFlight } from '../../samples/flight.ts';
import { Memory } from '../../src/bytes/memory.ts';
import {
  BatteryCollector,
  type BatterySeries,
  batteryUsedPercent,
  MAX_BATTERY_VALUES,
} from '../../src/filter/battery.ts';
import { detectFormat } from '../../src/formats/index.ts';
import { Found } from '../../src/model/format.ts';
import { frame as frameOf } from '../node/tiny-log.ts';

/** What a survey does: every frame of a raw log, in order. */
function seriesOf(log: Uint8Array): BatterySeries {
  const decoder = detectFormat(log, true).createDecoder();
  const collector = new BatteryCollector();
  decoder.window(log, 0, log.length, true);
  for (;;) {
    const found = decoder.next();
    if (found === Found.more) return collector.series();
    if (found === Found.schema) collector.learn(decoder.schema);
    if (found !== Found.frame || !collector.wants(decoder.frame.schema)) continue;
    const { frame } = decoder;
    const body = new Uint8Array(frame.schema.size);
    body.set(log.subarray(frame.body, frame.body + Math.min(frame.bodyLength, body.length)));
    collector.take(frame, new Memory(body).view, frame.start);
  }
}

const join = (frames: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(frames));
const status = (...percent: number[]): Uint8Array =>
  join(percent.map((battery_remaining, index) => frameOf('SYS_STATUS', { load: 1, battery_remaining }, index)));
const used = (log: Uint8Array): number | undefined => batteryUsedPercent(seriesOf(log));

describe('what a battery lost', () => {
  test('is its first known value less its last', () => {
    expect(used(status(97, 90, 91, 44))).toBe(53);
    expect(used(status(-1, 97, -1, 44, -1))).toBe(53);
    expect(used(status(100, 0))).toBe(100);
  });

  test('is not known without two values, of another scale, or where it gained', () => {
    expect(used(status(-1, -1))).toBeUndefined();
    expect(used(status(97))).toBeUndefined();
    expect(used(status(101, 120))).toBeUndefined();
    expect(used(status(40, 90))).toBeUndefined();
    expect(used(join([frameOf('HEARTBEAT', { type: 2 })]))).toBeUndefined();
  });

  test.each([
    ['BATTERY_STATUS', 'battery_remaining', -1],
    ['HIGH_LATENCY', 'battery_remaining', 255],
    ['HIGH_LATENCY2', 'battery', -1],
  ])('is read from %s.%s too', (message, field, unknown) => {
    const frames = [unknown, 80, 79, 60, unknown].map((value, index) => frameOf(message, { [field]: value }, index));
    expect(used(join(frames))).toBe(20);
  });

  test('is of the battery that says most: others do not mix with it', () => {
    const say = (id: number, battery_remaining: number) => frameOf('BATTERY_STATUS', { id, battery_remaining });
    expect(used(join([say(1, 10), say(0, 90), say(0, 85), say(0, 80), say(1, 9)]))).toBe(10);
    const first = [say(0, 90), say(1, 10), say(0, 80), say(1, 9)];
    expect(used(join(first))).toBe(10);
  });

  test('of more values than are kept is not known', () => {
    const collector = new BatteryCollector();
    const log = status(90);
    const decoder = detectFormat(log, true).createDecoder();
    decoder.window(log, 0, log.length, true);
    expect(decoder.next()).toBe(Found.schema);
    collector.learn(decoder.schema);
    expect(decoder.next()).toBe(Found.frame);
    const body = new Uint8Array(decoder.schema.size);
    const at = decoder.schema.fields.find(({ name }) => name === 'battery_remaining')!.offset;
    for (let index = 0; index <= MAX_BATTERY_VALUES; index++) {
      if (index === MAX_BATTERY_VALUES) expect(collector.series().length).toBe(MAX_BATTERY_VALUES);
      body[at] = 90;
      collector.take(decoder.frame, new Memory(body).view, index);
    }
    expect(collector.series().length).toBe(0);
  });

  test('in the sample flight is what its battery was flown down by', () => {
    const log = generateFlight(undefined, { container: 'raw' });
    const series = seriesOf(log);
    expect(series.length).toBeGreaterThan(50);
    expect(batteryUsedPercent(series)).toBe(series.percent[0]! - series.percent.at(-1)!);
    expect(batteryUsedPercent(series)).toBeGreaterThan(0);
  });
});

describe('across cuts', () => {
  const series: BatterySeries = {
    length: 6,
    offset: Float64Array.of(0, 10, 20, 30, 40, 50),
    percent: Uint8Array.of(100, 90, 70, 40, 35, 20),
  };

  test.each([
    ['none', [], 80],
    ['the start', [{ start: 0, end: 11 }], 50],
    ['the end', [{ start: 31, end: 99 }], 60],
    ['the middle', [{ start: 20, end: 40 }], 25],
    [
      'two',
      [
        { start: 5, end: 20 },
        { start: 45, end: 50 },
      ],
      35,
    ],
    ['between values', [{ start: 11, end: 19 }], 60],
    [
      'empty ones that touch',
      [
        { start: 20, end: 20 },
        { start: 20, end: 20 },
      ],
      60,
    ],
  ])('%s: only what was used in between counts', (_what, cuts, expected) => {
    expect(batteryUsedPercent(series, cuts)).toBe(expected);
  });

  test('is not known where all is cut, or all but single values', () => {
    expect(batteryUsedPercent(series, [{ start: 0, end: 60 }])).toBeUndefined();
    expect(batteryUsedPercent(series, [{ start: 5, end: 60 }])).toBeUndefined();
  });

  test('what happens inside a cut changes nothing', () => {
    const cuts = [{ start: 20, end: 40 }];
    const other = { ...series, percent: Uint8Array.of(100, 90, 3, 99, 35, 20) };
    expect(batteryUsedPercent(other, cuts)).toBe(batteryUsedPercent(series, cuts));
    expect(batteryUsedPercent(other)).toBe(batteryUsedPercent(series));
  });
});

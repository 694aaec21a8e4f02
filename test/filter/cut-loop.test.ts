import { describe, expect, test } from 'vitest';
import { cutsOf, type Span } from '../../src/filter/cuts.ts';
import { FlightKeys } from '../../src/filter/keys.ts';
import { FilterLoop } from '../../src/filter/loop.ts';
import { Survey } from '../../src/filter/survey.ts';
import { mavlinkFormats } from '../../src/formats/mavlink/index.ts';
import { movedBy } from '../../src/geo/surface.ts';
import { Disc } from '../../src/geo/zone.ts';
import type { Disclosure } from '../../src/model/disclosure.ts';
import { FlightState } from '../../src/model/flight-state.ts';
import type { Format } from '../../src/model/format.ts';
import { levels } from '../../src/policy/levels.ts';
import { Pseudonyms } from '../../src/treatments/pseudonymise.ts';
import { read } from '../formats/mavlink/frames.ts';
import { MavlinkWriter } from '../formats/mavlink/writer.ts';
import { decodeLog } from '../suite/run.ts';
import { toyFormat } from '../toy/toy-format.ts';
import { ToyWriter } from '../toy/toy-writer.ts';

const [tlog, raw] = mavlinkFormats() as [Format, Format];
/** Everything as it is, but for clocks. */
const disclosure: Disclosure = { ...levels.full, time: 'day' };
const home = { latitudeDeg: 47.2, longitudeDeg: 8.3 };

function filter(log: Uint8Array, cuts: readonly Span[], options: { format?: Format; chunkBytes?: number } = {}) {
  const { format = tlog, chunkBytes = log.length } = options;
  const state = new FlightState();
  const pseudonyms = new Pseudonyms(FlightKeys.ofSeed('test', 0).pseudonymKey);
  const loop = new FilterLoop(format, { disclosure, state, pseudonyms }, { keepTime: false, cuts });
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < log.length; at += chunkBytes) {
    for (const piece of loop.push(log.subarray(at, at + chunkBytes))) pieces.push(piece.slice());
  }
  for (const piece of loop.finish()) pieces.push(piece.slice());
  return { output: new Uint8Array(Buffer.concat(pieces)), counts: loop.counts() };
}

const sum = (counts: readonly number[]): number => counts.reduce((all, each) => all + each, 0);

/** A flight that comes home in the middle and stands there for a while. */
class Log {
  readonly writer: MavlinkWriter;
  #ms = 40_000;

  constructor(container: 'tlog' | 'raw' = 'tlog') {
    this.writer = new MavlinkWriter(container);
  }

  /** A tenth of a second beside so many metres north of home; `lost`: nothing of it was received. */
  step(north: number, lost = false): this {
    this.#ms += 100;
    this.writer.timeUs += 100_000n;
    const { latitudeDeg, longitudeDeg } = movedBy(home, 0, north);
    const time_boot_ms = this.#ms;
    if (lost) {
      this.writer.lose(3).lose(1, 255, 190);
      return this;
    }
    this.writer
      .frame('ATTITUDE', { time_boot_ms, roll: north / 1e4 })
      .frame('GLOBAL_POSITION_INT', {
        time_boot_ms,
        lat: Math.round(latitudeDeg * 1e7),
        lon: Math.round(longitudeDeg * 1e7),
        alt: 500_000,
      })
      .frame('SYSTEM_TIME', { time_unix_usec: this.writer.timeUs, time_boot_ms })
      .frame('HEARTBEAT', { type: 6 }, { system: 255, component: 190 });
    return this;
  }

  bytes(): Uint8Array {
    return this.writer.bytes();
  }
}

function flightWithStop(
  seconds: number,
  options: { container?: 'tlog' | 'raw'; lost?: (step: number) => boolean } = {},
) {
  const log = new Log(options.container);
  for (let step = 0; step <= 300; step++) log.step(3000 - 10 * step);
  for (let step = 0; step < 10 * seconds; step++) log.step(0, options.lost?.(step) ?? false);
  for (let step = 0; step <= 300; step++) log.step(-10 * step);
  return log.bytes();
}

function cutsIn(log: Uint8Array, format: Format): readonly Span[] {
  const survey = new Survey(format);
  survey.push(log);
  return cutsOf(survey.finish().tracks, { discs: [], areas: [new Disc(home, 700)] }).spans;
}

describe.each(['tlog', 'raw'] as const)('%s', (container) => {
  const format = container === 'tlog' ? tlog : raw;
  const filtered = (log: Uint8Array) => filter(log, cutsIn(log, format), { format });

  test('the same flight with a hidden stop of 10 seconds or of 10 minutes gives the same bytes', () => {
    const [short, long] = [10, 600].map((seconds) => filtered(flightWithStop(seconds, { container })));
    expect(short!.output.length).toBeGreaterThan(10_000);
    expect(Buffer.compare(short!.output, long!.output)).toBe(0);
    expect(sum(long!.counts.cut) - sum(short!.counts.cut)).toBe(4 * 5900);
  });

  test('frames that were lost on the way do not show either, if they were lost inside', () => {
    const log = flightWithStop(10, { container });
    const lossy = flightWithStop(100, { container, lost: (step) => step % 7 < 3 });
    expect(Buffer.compare(filtered(log).output, filtered(lossy).output)).toBe(0);
  });

  test('the same at every size of chunk', () => {
    const log = flightWithStop(2, { container });
    const cuts = cutsIn(log, format);
    const whole = filter(log, cuts, { format });
    for (const chunkBytes of [1, 2, 3, 7, 64, 1000, 65_536]) {
      const other = filter(log, cuts, { format, chunkBytes });
      expect(Buffer.compare(other.output, whole.output)).toBe(0);
      expect(other.counts).toEqual(whole.counts);
    }
  });

  test('an output is a log: all sequence numbers follow one another, and no place inside is left', () => {
    const { output } = filtered(flightWithStop(10, { container }));
    const items = read(output, container);
    const stamp = container === 'tlog' ? 16 : 0;
    const next = new Map<number, number>();
    const zone = new Disc(home, 700);
    for (const item of items) {
      if (item.kind !== 'frame') throw new Error('a gap');
      const sequence = Number.parseInt(item.bytes.slice(stamp + 8, stamp + 10), 16);
      expect(sequence).toBe(next.get(item.sender) ?? 0);
      next.set(item.sender, (sequence + 1) & 0xff);
      if (item.message !== 'GLOBAL_POSITION_INT') continue;
      const body = Buffer.from(item.body, 'hex');
      expect(zone.contains(body.readInt32LE(4) / 1e7, body.readInt32LE(8) / 1e7)).toBe(false);
    }
    expect(next.size).toBe(2);
  });

  test('the first frame behind a cut is the fix that ends it, a tenth of a second later', () => {
    const { output } = filtered(flightWithStop(60, { container }));
    const fixes = read(output, container).flatMap((item) =>
      item.kind === 'frame' && item.message === 'GLOBAL_POSITION_INT' ? [Buffer.from(item.body, 'hex')] : [],
    );
    const times = fixes.map((body) => body.readUInt32LE(0));
    const steps = times.slice(1).map((time, index) => time - times[index]!);
    expect(new Set(steps)).toEqual(new Set([100]));
    const jumps = fixes
      .slice(1)
      .filter((body, index) => Math.abs(body.readInt32LE(4) - fixes[index]!.readInt32LE(4)) > 1e4);
    expect(jumps).toHaveLength(1);
  });
});

describe('what is cut', () => {
  const frames = 30;
  const bytes = (() => {
    const writer = new MavlinkWriter('raw');
    for (let index = 0; index < frames; index++)
      writer.frame('HEARTBEAT', { custom_mode: index + 1, mavlink_version: 3 });
    return writer.bytes();
  })();
  const length = bytes.length / frames;
  const left = (...cuts: Span[]): number[] =>
    read(filter(bytes, cuts, { format: raw }).output).map((item) =>
      item.kind === 'frame' ? Buffer.from(item.body, 'hex').readUInt32LE(0) - 1 : -1,
    );
  const all = Array.from({ length: frames }, (_, index) => index);

  test('frames that start in a span: its start counts, its end does not', () => {
    expect(left({ start: 3 * length, end: 5 * length })).toEqual(all.filter((index) => index < 3 || index >= 5));
    expect(left({ start: 3 * length + 1, end: 5 * length + 1 })).toEqual(all.filter((index) => index < 4 || index > 5));
  });

  test('several spans, at both ends, and some without a frame', () => {
    const spans = [
      { start: 0, end: 2 * length },
      { start: 2 * length + 1, end: 3 * length - 1 },
      { start: 4 * length, end: 5 * length },
      { start: 28 * length, end: Number.POSITIVE_INFINITY },
    ];
    expect(left(...spans)).toEqual(all.filter((index) => index >= 2 && index !== 4 && index < 28));
  });

  test('nothing, and all', () => {
    expect(left()).toEqual(all);
    expect(left({ start: 0, end: Number.POSITIVE_INFINITY })).toEqual([]);
  });

  test('is counted apart from what is withheld', () => {
    const { counts } = filter(bytes, [{ start: length, end: 11 * length }], { format: raw });
    expect([counts.cut, counts.written, counts.withheld]).toEqual([[10], [20], [0]]);
  });
});

test('a sealer is told of every frame that is cut, as of those that are withheld', () => {
  const log = flightWithStop(3);
  const dropped = new Map<number, number>();
  const watched: Format = {
    ...tlog,
    createSealer(state, options) {
      const sealer = tlog.createSealer(state, options);
      return {
        observe: (bytes, frame) => sealer.observe(bytes, frame),
        seal: (bytes, frame, edited) => sealer.seal(bytes, frame, edited),
        rebuild: (bytes, frame, body, target) => sealer.rebuild(bytes, frame, body, target),
        drop: (sender) => {
          dropped.set(sender, (dropped.get(sender) ?? 0) + 1);
          sealer.drop(sender);
        },
      };
    },
  };
  const { counts } = filter(log, cutsIn(log, tlog), { format: watched });
  expect([...dropped.values()].reduce((all, each) => all + each, 0)).toBe(sum(counts.cut) + sum(counts.withheld));
  expect(dropped.size).toBe(2);
});

test('records that teach a schema are not cut: what follows could not be read', () => {
  const log = new ToyWriter()
    .define(1, 'BATTERY')
    .record('BATTERY', { volts: 12 })
    .define(2, 'FIX')
    .record('FIX', { lat: 5 })
    .bytes();
  const { frames } = decodeLog({ format: toyFormat }, log);
  expect(frames.filter(({ defines }) => defines !== null).length).toBeGreaterThan(0);
  const { output, counts } = filter(log, [{ start: 0, end: Number.POSITIVE_INFINITY }], { format: toyFormat });
  const left = decodeLog({ format: toyFormat }, output).frames;
  expect(left).toHaveLength(frames.filter(({ defines }) => defines !== null).length);
  expect(sum(counts.cut)).toBe(frames.length - left.length);
});

test('records that tell of the whole log are not cut, and edited as ever', () => {
  const log = new ToyWriter().define(2, 'FIX').record('FIX', { lat: 5 }).bytes();
  const marking: Format = {
    ...toyFormat,
    createDecoder: () => {
      const decoder = toyFormat.createDecoder();
      const next = decoder.next.bind(decoder);
      decoder.next = () => {
        const found = next();
        if (decoder.frame.schema.message === 'FIX') Object.assign(decoder.frame.schema, { ofWholeLog: true });
        return found;
      };
      return decoder;
    },
  };
  const everything = [{ start: 0, end: Number.POSITIVE_INFINITY }];
  const { output, counts } = filter(log, everything, { format: marking });
  expect(sum(counts.cut)).toBe(0);
  expect(decodeLog({ format: toyFormat }, output).frames.map(({ schema }) => schema.message)).toContain('FIX');
  expect(sum(filter(log, everything, { format: toyFormat }).counts.cut)).toBe(1);
});

test('a text in pieces is not joined across a cut', () => {
  const text = 'PreArm: AHRS: EKF3 Roll/Pitch inconsistent 12 deg. Wait or reboot';
  const say = (writer: MavlinkWriter, chunk: number): MavlinkWriter =>
    writer.frame('STATUSTEXT', { severity: 6, text: text.slice(50 * chunk, 50 * chunk + 50), id: 7, chunk_seq: chunk });
  const first = say(new MavlinkWriter('raw'), 0).bytes().length;
  const writer = say(new MavlinkWriter('raw'), 0).frame('HEARTBEAT', { type: 2 });
  const second = writer.bytes().length;
  const log = say(writer, 1).bytes();
  const texts = (cuts: readonly Span[]): number => {
    const pseudonyms = new Pseudonyms(FlightKeys.ofSeed('test', 0).pseudonymKey);
    const context = { disclosure: levels.engineering, state: new FlightState(), pseudonyms };
    const loop = new FilterLoop(raw, context, { keepTime: false, cuts });
    const pieces = [...loop.push(log)].map((piece) => piece.slice());
    return read(new Uint8Array(Buffer.concat(pieces))).filter(
      (item) => item.kind === 'frame' && item.message === 'STATUSTEXT',
    ).length;
  };
  expect([texts([]), texts([{ start: first, end: second }])]).toEqual([1, 0]);
});

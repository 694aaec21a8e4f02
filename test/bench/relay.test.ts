import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadProduct, sourceFolder, surveyOf } from '../../bench/product.ts';
import { accountOf, mustBeWhole } from '../../bench/relay/account.ts';
import { findingsOf } from '../../bench/relay/check.ts';
import { at } from '../../bench/relay/lane.ts';
import { measureRelay, type RelayResult } from '../../bench/relay/latency.ts';
import { frameCount, framesIn, idOf, marked, markIn } from '../../bench/relay/mark.ts';
import { droppedAt, usageOf } from '../../bench/relay/process-usage.ts';
import { withSection } from '../../bench/relay/results-file.ts';
import { RoughServer } from '../../bench/relay/rough-server.ts';
import { type SoakResult, soakFailures, soakFigures } from '../../bench/relay/soak-result.ts';
import { missedRelayBounds, relaySection, soakSection } from '../../bench/relay/tables.ts';
import { Traffic } from '../../bench/relay/traffic.ts';
import type { RelayStatus } from '../../src/relay/status.ts';

const GLOBAL_POSITION_INT = 33;
const about = { date: '2026-01-02', commit: 'abc1234', machine: '2 cores', quick: false };

describe('the traffic', () => {
  it('is whole frames that tell their numbers, and goes on where it ended', async () => {
    const traffic = new Traffic(3);
    const [first, second] = [traffic.take(2500), traffic.take(2500)];
    for (const frames of [first, second]) {
      const numbers = frames.map(markIn);
      const told = numbers.flatMap((number, index) => (number === undefined ? [] : [number - index]));
      expect(new Set(told)).toEqual(new Set([1]));
      expect(told.length).toBeGreaterThan(0.85 * frames.length);
    }
    // As the standard has it: trailing zeros are cut off.
    expect([...first, ...second].filter((frame) => frame[1]! > 1 && frame[9 + frame[1]!] === 0)).toEqual([]);
    const facts = surveyOf(await loadProduct(sourceFolder), Buffer.concat([...first, ...second]), 'mavlink');
    expect(facts.frames).toBe(5000);
    expect(facts.gapBytes).toEqual({});
    const sequences = [...first, ...second]
      .filter((frame) => frame[5] === 1 && frame[6] === 1)
      .map((frame) => frame[4]!);
    const steps = sequences.slice(1).map((sequence, index) => (sequence - sequences[index]! + 256) % 256);
    expect(new Set(steps)).toEqual(new Set([1]));
  });

  it('gives no number twice', () => {
    expect(() => new Traffic(1).take(32_001)).toThrow(/told apart/);
  });

  it('is cut into frames, and what is none is seen', () => {
    const frames = new Traffic(1).take(40);
    const bytes = Buffer.concat(frames);
    expect(framesIn(bytes).map((frame) => frame.length)).toEqual(frames.map(({ length }) => length));
    expect(() => framesIn(bytes.subarray(0, -1))).toThrow(/no whole frame/);
    expect(() => framesIn(Buffer.concat([bytes, Buffer.of(0)]))).toThrow(/no whole frame/);
    const cut = frameCount(bytes.subarray(0, -1));
    expect([cut.frames, cut.bytes.length]).toEqual([39, frames.at(-1)!.length - 1]);
    expect(frameCount(Buffer.concat([bytes, Buffer.of(0)])).frames).toBe(-1);
  });
});

describe('what came', () => {
  const sent = new Traffic(1).take(400);
  const sentMs = Float64Array.from(sent, (_, index) => index);
  const findings = (pieces: readonly Uint8Array[], times = pieces.map((_, index) => index + 5)) =>
    findingsOf(sent, sentMs, { pieces: [...pieces], times });
  const withNumber = sent.filter((frame) => markIn(frame) !== undefined);
  /** Frames that tell no place. */
  const harmless = sent.filter((frame) => ![GLOBAL_POSITION_INT, 24].includes(idOf(frame)));

  it('is told by the time of its last byte', () => {
    const { latenciesMs, received, outOfOrder, unknown } = findings(sent);
    expect([received, outOfOrder, unknown]).toEqual([400, 0, 0]);
    expect(latenciesMs).toEqual(withNumber.map(() => 5));
    const [one] = sent as [Uint8Array];
    expect(markIn(one)).toBe(1);
    expect(findings([one.subarray(0, -1), one.subarray(-1)], [7, 9]).latenciesMs).toEqual([9]);
  });

  it('is seen out of order, twice, or not sent', () => {
    const [a, b] = withNumber as [Uint8Array, Uint8Array];
    expect(findings([b, a]).outOfOrder).toBe(1);
    expect(findings([a, a]).outOfOrder).toBe(1);
    expect(findings([a, b]).outOfOrder).toBe(0);
    expect(findings([marked(a, 4000)]).unknown).toBe(1);
    const other = withNumber.find((frame) => idOf(frame) !== idOf(a))!;
    expect(findings([marked(other, 1)]).unknown).toBe(1);
  });

  it('tells a place only as it was sent', () => {
    expect(findings(harmless).places).toBe(0);
    const places = sent.filter((frame) => idOf(frame) === GLOBAL_POSITION_INT);
    expect(findings(sent).places).toBeGreaterThanOrEqual(places.length);
    const moved = places.map((frame) => {
      const copy = Buffer.from(frame);
      copy.writeInt32LE(copy.readInt32LE(14) + 1000, 14);
      return copy;
    });
    expect(places.length).toBeGreaterThan(3);
    expect(findings(moved).places).toBe(0);
  });

  it('has percentiles', () => {
    const numbers = Array.from({ length: 200 }, (_, index) => index + 1);
    expect([at(numbers, 0.5), at(numbers, 0.99), at(numbers, 1)]).toEqual([100, 198, 200]);
    expect(() => at([], 0.5)).toThrow(/nothing/);
  });
});

const none = { units: 0, bytes: 0 };
const output: RelayStatus['outputs'][number] = {
  ...{ link: 'tcp://127.0.0.1:1', state: 'done', peers: 0, framesReleased: 90, framesWithheld: 8, gapBytes: {} },
  ...{ written: { units: 90, bytes: 900 }, dropped: none, discarded: none, unheard: none },
  ...{ back: { frames: 0, deniedBytes: 0 }, refusedPeers: 0 },
};
const input: RelayStatus['input'] = { link: 'udp://:1', peers: 0, bytes: 1000, refusedBytes: 0, refusedPeers: 0 };
const totals = { sent: 100, received: 90, outOfOrder: 0, unknown: 0, places: 0 };

describe('the account', () => {
  const account = (changed: object, sums: object = {}, droppedBefore = 2, bytes: object = {}) =>
    accountOf(
      { input: { ...input, ...bytes }, outputs: [{ ...output, ...changed }] },
      { ...totals, ...sums },
      droppedBefore,
    );

  it('holds where every frame is somewhere', () => {
    expect(account({})).toMatchObject({ sent: 100, released: 90, withheld: 8, droppedBefore: 2, received: 90 });
    expect(account({ dropped: { units: 5, bytes: 50 } }, { received: 85 })).toMatchObject({ droppedUnits: 5 });
  });

  it.each<[string, object, object, number?, object?]>([
    ['a frame is missing before the relay', {}, {}, 1],
    ['a frame is missing behind it', {}, { received: 89 }],
    ['more has come than was released', { dropped: { units: 1, bytes: 9 } }, {}],
    ['frames came out of order', {}, { outOfOrder: 1 }],
    ['a frame came that was not sent', {}, { unknown: 1 }],
    ['a frame tells a place', {}, { places: 1 }],
    ['something was taken for no frame', { gapBytes: { 'bad-checksum': 9 } }, {}],
    ['the relay had no room', {}, {}, 2, { refusedBytes: 1 }],
    ['nothing was withheld', { framesReleased: 98, framesWithheld: 0 }, { received: 98 }],
  ])('does not hold where %s', (_, changed, sums, droppedBefore = 2, bytes = {}) => {
    expect(() => account(changed, sums, droppedBefore, bytes)).toThrow();
  });

  it('of the forwarder asks for everything, places too', () => {
    const whole = { ...totals, received: 98, places: 4 };
    expect(() => mustBeWhole(whole, 2)).not.toThrow();
    for (const wrong of [{ received: 97 }, { places: 0 }, { outOfOrder: 1 }, { unknown: 1 }]) {
      expect(() => mustBeWhole({ ...whole, ...wrong }, 2)).toThrow();
    }
  });
});

describe('what the system tells', () => {
  it('of a process grows with its work', () => {
    const before = usageOf(process.pid);
    for (const end = performance.now() + 300; performance.now() < end; );
    const after = usageOf(process.pid);
    expect(after.processorMs - before.processorMs).toBeGreaterThan(20);
    expect(after.residentMegabytes).toBeGreaterThan(20);
    expect(after.openFiles).toBeGreaterThan(3);
    expect(() => usageOf(2 ** 30)).toThrow();
  });

  it('of a socket counts what had no room', async () => {
    const [socket, sender] = [createSocket('udp4'), createSocket('udp4')];
    onTestFinished(() => {
      socket.close();
      sender.close();
    });
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { port } = socket.address();
    expect(droppedAt(port)).toBe(0);
    sender.connect(port, '127.0.0.1');
    await once(sender, 'connect');
    let came = 0;
    socket.on('message', () => came++);
    // Nobody reads meanwhile.
    for (let count = 0; count < 20_000; count++) sender.send(new Uint8Array(500));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(droppedAt(port)).toBeGreaterThan(0);
    expect(came + droppedAt(port)).toBe(20_000);
    expect(() => droppedAt(1)).toThrow();
  });
});

const forwarding = {
  ...{ medianMs: 0.1, p99Ms: 1, mostMs: 2, processorMsPerSecond: 70 },
  residentMegabytes: [50, 51] as const,
};
const spread = (median: number) => ({ median, least: median, most: median });
const result: RelayResult = {
  ...{ transport: 'tcp', framesPerSecond: 5000, seconds: 4, rounds: 9, warmTurns: 2, attempts: 2 },
  ...{ plain: forwarding, relay: forwarding },
  ...{ extraMedianMs: spread(0.2), extraP99Ms: spread(1), processorRatio: spread(2) },
  account: { sent: 100, released: 90, withheld: 8, droppedBefore: 2, droppedUnits: 0, received: 90 },
};

describe('the bounds', () => {
  it('hold at their numbers, and are missed above and by what is no number', () => {
    expect(missedRelayBounds([result])).toEqual([]);
    for (const key of ['extraMedianMs', 'extraP99Ms', 'processorRatio'] as const) {
      const more = { ...result, [key]: spread(result[key].median * 1.01) };
      expect(missedRelayBounds([more])).toHaveLength(1);
      expect(missedRelayBounds([more], { latency: 0.5, processor: 0.5 })).toEqual([]);
      expect(
        missedRelayBounds([{ ...result, [key]: spread(Number.NaN) }], { latency: 0.5, processor: 0.5 }),
      ).toHaveLength(1);
    }
  });

  it('stand in a section that takes the place of an older one', () => {
    const section = relaySection([result], ['something'], about);
    expect(section).toContain('Bounds missed: something.');
    expect(section).toContain('of 100 messages sent 90 were released, 8 withheld and 2 dropped');
    expect(section).toContain('Measurement 2');
    const page = withSection('# Page\n\n<!-- other -->\nkept\n<!-- /other -->\n', 'relay', section);
    const again = withSection(page, 'relay', 'another');
    expect(page).toContain(section);
    expect(again).toBe(
      '# Page\n\n<!-- other -->\nkept\n<!-- /other -->\n\n<!-- relay -->\n\nanother\n\n<!-- /relay -->\n',
    );
  });
});

describe('a long run', () => {
  const samples = (resident: (index: number) => number, files = (_: number): number => 20) =>
    Array.from({ length: 30 }, (_, index) => ({
      processorMs: 0,
      residentMegabytes: resident(index),
      openFiles: files(index),
    }));
  const run: SoakResult & { broken: number } = {
    ...{ minutes: 1, sent: 100, droppedBefore: 2, status: output, connections: 3, received: 88, broken: 0 },
    ...soakFigures(
      samples(() => 100),
      2,
    ),
  };

  it('is told by its growth', () => {
    expect(soakFailures(run)).toEqual([]);
    const growing = soakFigures(
      samples((index) => 100 + index),
      2,
    );
    expect(growing).toMatchObject({ growthMegabytes: 10, slopeMegabytesPerHour: 1800 });
    expect(soakFailures({ ...run, ...growing })).toEqual(['memory grew by 10 MB']);
    // What grows at the start is there to stay.
    expect(
      soakFailures({
        ...run,
        ...soakFigures(
          samples((index) => 100 + Math.min(index, 10)),
          2,
        ),
      }),
    ).toEqual([]);
    expect(
      soakFailures({
        ...run,
        ...soakFigures(
          samples(
            () => 100,
            (index) => 20 + index,
          ),
          2,
        ),
      }),
    ).toHaveLength(1);
    expect(() => soakFigures(samples(() => 100).slice(0, 5), 2)).toThrow(/too short/);
  });

  it.each<[string, object]>([
    ['a frame is missing', { sent: 101 }],
    ['a released frame is missing', { status: { ...output, written: { units: 89, bytes: 900 } } }],
    ['more came than was written', { received: 91 }],
    ['nothing came', { received: 0 }],
    ['something else than frames came', { broken: 1 }],
    ['nothing was cut', { connections: 1 }],
  ])('fails where %s', (_, changed) => {
    expect(soakFailures({ ...run, ...changed })).toHaveLength(1);
    expect(soakSection(run, ['this and that'], about)).toContain('Failed: this and that.');
  });

  it('meets a far side that counts whole frames and cuts', async () => {
    const rough = await RoughServer.open(1, { least: 300, most: 400 });
    onTestFinished(() => rough.close());
    const bytes = Buffer.concat(new Traffic(1).take(50));
    const say = async (said: Uint8Array): Promise<void> => {
      const socket = connect({ port: rough.port, host: '127.0.0.1' }).on('error', () => undefined);
      socket.write(said);
      await new Promise((resolve) => socket.once('close', resolve));
    };
    // It is cut by the other side, or the test does not end.
    await say(bytes.subarray(0, -1));
    expect([rough.frames, rough.broken, rough.connections]).toEqual([49, 0, 1]);
    await say(Buffer.concat([bytes, Buffer.of(7)]));
    expect([rough.broken, rough.connections]).toEqual([1, 2]);
  });
});

it.each(['tcp', 'udp'] as const)(
  'is measured to %s: all is accounted for, and nothing tells a place',
  async (transport) => {
    const options = { transport, framesPerSecond: 500, seconds: 1, rounds: 1, warmTurns: 1 };
    const measured = await measureRelay(sourceFolder, options);
    expect(measured.account.sent).toBe(1000);
    expect(measured.account.withheld).toBeGreaterThan(20);
    expect(measured.account.received).toBeGreaterThan(500);
    for (const { medianMs, p99Ms, processorMsPerSecond, residentMegabytes } of [measured.plain, measured.relay]) {
      expect(medianMs).toBeGreaterThan(0);
      expect(p99Ms).toBeGreaterThanOrEqual(medianMs);
      expect(processorMsPerSecond).toBeGreaterThan(0);
      expect(residentMegabytes[1]).toBeGreaterThan(20);
    }
    expect(measured.processorRatio.median).toBeGreaterThan(0);
  },
  120_000,
);

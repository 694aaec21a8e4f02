import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RecordingProxy } from '../../sync/servers/record.ts';
import { BenchHome, samples } from '../engine/bench-home.ts';
import { machineWords, softwareWords, tellingMachine, told } from './machine.ts';
import { binaryTimesIn, found, needlesOf, sampleNeedles, timesIn } from './needles.ts';
import {
  headerValues,
  metadataValues,
  pathValues,
  type Recipient,
  type WatchedKind,
  watchedKinds,
} from './recipients.ts';
import { packetsIn, packetTypes, publishIn, requestsIn, type WireRequest } from './requests.ts';
import { pathWords, runOnce, TELLING_NAME } from './wire-run.ts';

describe.each(watchedKinds)('what goes over the wire to $name', (kind) => {
  let bench: BenchHome;
  let recipient: Recipient;
  let proxy: RecordingProxy;
  let recorded: Buffer;
  let begunMs: number;

  beforeAll(async () => {
    recipient = await kind.start();
    proxy = await RecordingProxy.start(() => recipient.port);
    bench = await BenchHome.make();
    await bench.grant();
    const undo = tellingMachine();
    try {
      begunMs = Date.now();
      ({ recorded } = await runOnce(kind, bench, proxy));
    } finally {
      undo();
    }
  }, 60_000);
  afterAll(async () => {
    await proxy?.close();
    await recipient?.stop();
    await bench?.remove();
  });

  test('nothing of the machine, the user, the locale, and of where the log was and what it was called', () => {
    const words = [...machineWords, ...pathWords(bench), ...TELLING_NAME.split('-').filter((word) => word.length > 5)];
    const needles = [TELLING_NAME, ...words].flatMap((word, index) => needlesOf(`word ${index}`, word));
    for (const bytes of [recorded, ...packedIn(recorded)]) expect(found(bytes, needles)).toEqual([]);
  });

  test('nothing that the sample hides', async () => {
    const sample = await readFile(join(samples, kind.sample));
    // What is looked for is there to be found.
    expect(found(sample, sampleNeedles).length).toBeGreaterThan(5);
    for (const bytes of [recorded, ...packedIn(recorded)]) expect(found(bytes, sampleNeedles)).toEqual([]);
  });

  test('no time of now, but that of a signature to the minute', () => {
    const isOfSignature = (text: string): boolean => kind.name === 's3' && /^\d{8}T\d{4}00$/.test(text);
    for (const bytes of [recorded, ...packedIn(recorded)]) {
      const text = bytes.toString('latin1');
      expect(timesIn(text, begunMs).filter((time) => !isOfSignature(time))).toEqual([]);
      expect(binaryTimesIn(bytes, begunMs)).toBe(0);
    }
    const stamps = [...recorded.toString('latin1').matchAll(/x-amz-date: (\S+)/g)].map(([, stamp]) => stamp!);
    expect(stamps.length > 0).toBe(kind.name === 's3');
  });

  if (kind.requests === undefined) test('packets of MQTT are those that there may be', () => expectPackets(recorded));
  else {
    test('requests, their headers and the order of these are those that there may be', () => {
      const requests = requestsIn(recorded);
      expectRequests(kind, requests);
      expect(Buffer.concat(requests.map(({ body }) => body)).length).toBeGreaterThan(100_000);
    });

    test('no request says what it was written with, or by which process', () => {
      for (const { head, path, headers } of requestsIn(recorded)) {
        const numbers = ['host', 'content-length', 'upload-length', 'upload-offset'];
        const lines = headers.flatMap(([name, value]) => (numbers.includes(name) ? [] : [`${name}: ${value}`]));
        expect(lines.length).toBeGreaterThan(1);
        expect(`${path}\n${lines.join('\n')}`).not.toMatch(new RegExp(`\\b(?:${process.pid}|${process.ppid})\\b`));
        for (const word of softwareWords()) expect(head.toLowerCase()).not.toContain(word);
      }
    });
  }
});

/** Every part of a signed manifest that stands in base64, plain. */
function packedIn(recorded: Buffer): Buffer[] {
  const packed = [...recorded.toString('latin1').matchAll(/[A-Za-z0-9+/]{200,}={0,2}/g)];
  return packed.map(([digits]) => Buffer.from(digits, 'base64'));
}

function expectRequests({ name, requests: allowed }: WatchedKind, requests: readonly WireRequest[]): void {
  const shapes = requests.map(({ method, headers }) => `${method}: ${headers.map(([header]) => header).join(' ')}`);
  expect([...new Set(shapes)].sort()).toEqual([...allowed!].sort());
  for (const { path, headers } of requests) {
    expect(path).toMatch(pathValues[name]!);
    for (const [header, value] of headers) {
      expect(value, header).toMatch(headerValues[header]!);
      if (header !== 'upload-metadata') continue;
      for (const pair of value.split(',')) {
        const [key = '', packed = ''] = pair.split(' ');
        expect(Buffer.from(packed, 'base64').toString(), key).toMatch(metadataValues[key]!);
      }
    }
  }
}

/** CONNECT of MQTT 5.0, section 3.1: clean start, 60 s, no session afterwards, packets of 16 KiB at most, no words for people; then a drawn name of 20 digits. */
const CONNECT = /^00044d5154540502003c0c1100000000170027000040000014(?:3[0-9]|6[1-6]){20}$/;

function expectPackets(recorded: Buffer): void {
  const packets = packetsIn(recorded);
  const connects = packets.filter(({ type }) => type === packetTypes.connect);
  expect(connects).toHaveLength(1);
  expect(connects[0]!.body.toString('hex')).toMatch(CONNECT);
  const published = packets.filter(({ type }) => type === packetTypes.publish);
  expect(published.length).toBeGreaterThan(10);
  for (const packet of published) {
    // QoS 1, not kept by the broker.
    expect(packet.flags).toBe(2);
    const { topic, properties } = publishIn(packet);
    expect(topic).toMatch(/^in\/(?:manifests|records)$/);
    const names = Object.keys(properties).join(' ');
    expect(names).toMatch(topic === 'in/manifests' ? /^shipment$/ : /^shipment index(?: count)?$/);
    expect(properties.shipment).toMatch(/^[0-9a-f]{32}$/);
    expect(`${properties.index ?? 0} ${properties.count ?? 0}`).toMatch(/^\d{1,4} \d{1,4}$/);
  }
  expect(packets.length).toBe(connects.length + published.length + 1);
  expect(packets.at(-1)?.type).toBe(packetTypes.disconnect);
}

describe('the watch itself', () => {
  let undo: () => void;
  beforeEach(() => {
    undo = tellingMachine();
  });
  afterEach(() => undo());

  test.each(['node:os', 'os'])('whoever asks %s is told what is watched for', async (name) => {
    const asked = (await import(name)) as typeof import('node:os');
    expect(asked.hostname()).toBe(told.hostName);
    expect(asked.homedir()).toBe(told.homeFolder);
    expect(asked.userInfo().username).toBe(told.userName);
    expect(asked.release()).toBe(told.kernelRelease);
  });

  test('finds a word in every form', () => {
    const word = 'wirewatch';
    const forms = [
      word,
      `a=${Buffer.from(`x${word}y`).toString('base64')}`,
      Buffer.from(`xy${word}z`).toString('base64'),
      Buffer.from(word).toString('hex'),
    ];
    for (const form of forms) expect(found(Buffer.from(form), needlesOf('it', word))).not.toEqual([]);
    expect(found(Buffer.from(word, 'utf16le'), needlesOf('it', word))).not.toEqual([]);
    expect(found(Buffer.from('a%20b'), needlesOf('it', 'a b'))).not.toEqual([]);
    expect(found(Buffer.from('something else'), needlesOf('it', word))).toEqual([]);
  });

  test('finds times as they are written, and as numbers', () => {
    const now = new Date();
    const seconds = Math.floor(now.getTime() / 1000);
    const texts = [
      now.toUTCString(),
      now.toISOString(),
      now.toISOString().replace(/[-:]/g, ''),
      `${seconds}`,
      `a${now.getTime()}`,
    ];
    for (const text of texts) expect(timesIn(`x: ${text}; y`), text).not.toEqual([]);
    expect(timesIn(`2019-01-01 ${seconds - 900_000} Tue, 01 Jan 2019 01:01:01 GMT`)).toEqual([]);
    const bytes = Buffer.alloc(30);
    expect(binaryTimesIn(bytes)).toBe(0);
    bytes.writeBigUInt64BE(BigInt(now.getTime()) * 1000n, 3);
    bytes.writeDoubleLE(seconds, 17);
    expect(binaryTimesIn(bytes)).toBe(2);
  });
});

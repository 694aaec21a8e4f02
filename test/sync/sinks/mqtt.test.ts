import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { FlightveilError } from '../../../src/model/errors.ts';
import { checkedTopic, mqttSink } from '../../../src/sync/sinks/mqtt.ts';
import { brokerLimits } from '../../../src/sync/sinks/mqtt-connection.ts';
import type { MqttSinkConfig } from '../../../src/sync/sync-config.ts';
import { type Mosquitto, mosquitto, type Received } from '../servers/mosquitto.ts';
import { type Content, content, noise, Try, type TryOptions } from './parts.ts';
import { sinkSuite } from './suite.ts';

const destination = { country: 'CH', controller: 'me' };
const config = (url: string, more: Partial<MqttSinkConfig> = {}): MqttSinkConfig => ({
  kind: 'mqtt',
  destination,
  url,
  topic: 'fleet/flights',
  allowInsecure: false,
  ...more,
});

/** Of all tests that need nothing special of it; each has topics of its own. */
let shared: Mosquitto | undefined;
let drawn = 0;
const broker = async (): Promise<Mosquitto> => (shared ??= await mosquitto());
const newTopic = (): string => `fleet/flights-${++drawn}`;
afterAll(() => shared?.stop());

/** Messages with their lengths before them, of about so many bytes in all. */
function messages(bytes: number): Uint8Array {
  const all: Uint8Array[] = [];
  for (let index = 0, length = 0; length < bytes; index++) {
    const record = noise(index % 7 === 3 ? 3_000 : 100 + (index % 60), index + 1);
    all.push(withLength(record));
    length += record.length + 2;
  }
  return Buffer.concat(all);
}

function withLength(record: Uint8Array): Uint8Array {
  const { length } = record;
  return Buffer.concat([Buffer.from(length < 128 ? [length] : [(length & 0x7f) | 0x80, length >> 7]), record]);
}

/** Payloads of the records in order, once each; undefined if one is missing. */
function recordsOf(all: readonly Received[], topic: string): Uint8Array[] | undefined {
  const got = all.filter((message) => message.topic === `${topic}/records`);
  const byIndex = new Map(got.map(({ properties, payload }) => [Number(properties.index), payload]));
  const count = Number(got.find(({ properties }) => properties.count !== undefined)?.properties.count ?? 0);
  const records = Array.from({ length: count }, (_, index) => byIndex.get(index));
  return count > 0 && records.every((one) => one !== undefined) ? (records as Uint8Array[]) : undefined;
}

sinkSuite('mqtt', {
  format: 'record',
  ending: '.pb',
  log: messages,
  largestBytes: 2 ** 20,
  interruptBytes: 100_000,
  removes: false,
  once: false,
  start: async () => {
    const at = await broker();
    const topic = newTopic();
    return {
      sink: mqttSink('mine', config(at.url, { topic })),
      received: async (name) => {
        if (!name.endsWith('.manifest.json')) {
          await at.until((all) => recordsOf(all, topic) !== undefined);
          const records = recordsOf(at.messages, topic);
          return records === undefined ? undefined : Buffer.concat(records.map(withLength));
        }
        await at.until((all) => all.some((message) => message.topic === `${topic}/manifests`));
        return at.messages.find((message) => message.topic === `${topic}/manifests`)?.payload;
      },
      list: async () => at.messages.map((message) => message.topic).filter((one) => one.startsWith(`${topic}/`)),
      cut: async () => {
        await at.kill();
        return at.restart;
      },
      secrets: [at.url, '127.0.0.1', topic],
      stop: async () => undefined,
    };
  },
});

describe('a broker', () => {
  let own: Mosquitto | undefined;
  let fake: Server | undefined;
  afterEach(async () => {
    await own?.stop();
    own = undefined;
    fake?.close();
    fake = undefined;
  });

  async function send(of: Content, mqtt: MqttSinkConfig, options: TryOptions = {}, limits = brokerLimits) {
    const made = new Try(of, options);
    const outcome = await mqttSink('mine', mqtt, limits)
      .send(made.shipment, made.delivery)
      .catch((thrown: unknown) => ({ thrown }));
    return { made, outcome };
  }
  const record = (bytes = 100_000): Content => content(messages(bytes), { format: 'record' });
  const delivered = { kind: 'delivered', verified: 'answer' };

  test('killed in the middle and back: the rest is sent, and nothing is missing', async () => {
    const at = await broker();
    const topic = newTopic();
    const of = record(300_000);
    let kills = 0;
    const made: Try = new Try(of, {
      onAsk: async (asked) => {
        if (asked !== 8) return;
        kills++;
        // What the broker acknowledged and has not passed on yet would be gone with it.
        const records = Number(made.remembered?.records);
        const isThere = (all: readonly Received[]) =>
          all.filter((one) => one.topic === `${topic}/records`).length >= records;
        expect(await at.until(isThere)).toBe(true);
        await at.kill();
      },
    });
    const first = {
      made,
      outcome: await mqttSink('mine', config(at.url, { topic })).send(made.shipment, made.delivery),
    };
    expect(first.outcome).toMatchObject({ kind: 'retry' });
    expect(kills).toBe(1);
    const acknowledged = Number(first.made.remembered!.records);
    expect(acknowledged).toBeGreaterThanOrEqual(64);
    await at.restart();
    const { outcome } = await send(of, config(at.url, { topic }), { remembered: first.made.remembered });
    expect(outcome).toMatchObject(delivered);
    expect(await at.until((all) => recordsOf(all, topic) !== undefined)).toBe(true);
    expect(Buffer.compare(Buffer.concat(recordsOf(at.messages, topic)!.map(withLength)), of.parts[1]!.bytes)).toBe(0);
    const indices = at.messages.filter((one) => one.topic === `${topic}/records`).map((one) => one.properties.index);
    // Only what was not acknowledged is there twice.
    expect(new Set(indices).size).toBeGreaterThanOrEqual(indices.length - 64);
    expect(at.messages.filter((one) => one.topic === `${topic}/manifests`).length).toBe(1);
  });

  test('messages carry the shipment, index and count, quality 1, and are not retained; clients are called otherwise each time', async () => {
    const at = await broker();
    const topic = newTopic();
    const from = at.log.length;
    const of = content(Buffer.from('{"a":1}\n{"b":2}\n{"c":3}'), { format: 'record-json' });
    for (let round = 0; round < 2; round++) {
      expect((await send(of, config(at.url, { topic }))).outcome).toMatchObject(delivered);
    }
    const mine = () => at.messages.filter((one) => one.topic.startsWith(topic));
    expect(await at.until(() => mine().length === 8)).toBe(true);
    expect(
      mine()
        .slice(0, 4)
        .map(({ topic: level, properties }) => [level.slice(topic.length), properties]),
    ).toEqual([
      ['/manifests', { shipment: of.id }],
      ['/records', { shipment: of.id, index: '0' }],
      ['/records', { shipment: of.id, index: '1' }],
      ['/records', { shipment: of.id, index: '2', count: '3' }],
    ]);
    expect(
      mine()
        .map(({ payload }) => Buffer.from(payload).toString())
        .slice(1, 4),
    ).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
    expect(mine().every(({ qos, retain }) => qos === 1 && retain === 0)).toBe(true);
    const clients = at.log
      .slice(from)
      .flatMap((line) => /connected from \S+ as (\S+) \(([^)]*)\)/.exec(line)?.slice(1) ?? []);
    expect(clients.length).toBe(4);
    expect(clients[0]).toMatch(/^[0-9a-f]{20}$/);
    expect(clients[2]).not.toBe(clients[0]);
    const publishes = at.log.slice(from).filter((line) => line.includes('Received PUBLISH from'));
    expect(publishes.length).toBe(8);
    expect(publishes.every((line) => line.includes(' (d0, q1, r0,'))).toBe(true);
    // MQTT 5, clean start.
    expect(clients[1]).toContain('p5, c1');
    expect(at.log.slice(from).some((line) => /Will message specified/.test(line))).toBe(false);
  });

  test('a summary goes as one message; other formats, what is packed and what is no record are not taken', async () => {
    const at = await broker();
    const topic = newTopic();
    const summary = content(Buffer.from('{"durationMin":12}'), { format: 'summary' });
    expect((await send(summary, config(at.url, { topic }))).outcome).toMatchObject(delivered);
    expect(await at.until((all) => all.some((one) => one.topic === `${topic}/summaries`))).toBe(true);
    const sink = mqttSink('mine', config(at.url));
    const notTaken = { reason: 'format-not-taken' };
    const plain = record();
    const packed = { ...plain, parts: plain.parts.map((part) => ({ ...part, mediaType: 'application/gzip' })) };
    const { outcome: filledUp } = await send(packed, config(at.url, { topic }));
    expect(filledUp).toEqual({ kind: 'rejected', fault: notTaken });
    expect(at.messages.some((one) => one.topic === `${topic}/records`)).toBe(false);
    for (const format of ['ulog', 'tlog', 'constructor']) {
      expect(sink.refusal({ format, sizeBytes: 1 })).toEqual(notTaken);
      const { outcome, made } = await send(content(noise(100), { format }), config(at.url));
      expect([outcome, made.pieces]).toEqual([{ kind: 'rejected', fault: notTaken }, []]);
    }
    expect(sink.refusal({ format: 'summary', sizeBytes: 300_000 })).toMatchObject({ reason: 'too-large' });
    for (const [format, log] of [
      ['record', Buffer.from([0xff, 0xff, 0xff, 0xff, 1])],
      ['record', Buffer.from([5, 1, 2])],
      ['record', Buffer.concat([Buffer.from([0xff, 0xff, 1]), noise(32_767)])],
      ['record-json', Buffer.from('x'.repeat(70_000))],
    ] as const) {
      const { outcome } = await send(content(log, { format }), config(at.url, { topic: newTopic() }));
      expect(outcome).toEqual({ kind: 'rejected', fault: notTaken });
    }
  });

  test('nobody subscribes: the broker throws it away, so it is to be tried again', async () => {
    own = await mosquitto();
    await own.unsubscribe();
    const of = record();
    const { outcome, made } = await send(of, config(own.url));
    expect(outcome).toEqual({ kind: 'retry', fault: { reason: 'unreachable', facts: { subscribers: 0 } } });
    expect(made.pieces.map(({ role }) => role)).toEqual(['manifest']);
    expect(await mqttSink('mine', config(own.url)).remove(of, made.remembered, AbortSignal.timeout(1_000))).toBe(
      'kept',
    );
  });

  test('a wrong password is not authorised, the right one is read at each try', async () => {
    own = await mosquitto({ user: 'fleet', password: 'right' });
    const login = (text: string) => ({
      username: 'fleet',
      password: { from: 'file' as const, reveal: async () => text },
    });
    const wrong = await send(record(), config(own.url, login('wrong')));
    expect(wrong.outcome).toMatchObject({ kind: 'rejected', fault: { reason: 'not-authorised' } });
    expect(wrong.made.pieces).toEqual([]);
    expect(wrong.made.remembered).toBeUndefined();
    expect((await send(record(), config(own.url, login('right')))).outcome).toMatchObject(delivered);
  });

  test('a broker that takes small messages only gets none that is too large', async () => {
    own = await mosquitto({ lines: ['max_packet_size 3000'] });
    const lines = Array.from({ length: 30 }, (_, index) => `{"n":${index},"text":"${'x'.repeat(200)}"}\n`);
    const small = content(Buffer.from(lines.join('')), { format: 'record-json' });
    expect((await send(small, config(own.url))).outcome).toMatchObject(delivered);
    const { outcome } = await send(record(), config(own.url, { topic: newTopic() }));
    expect(outcome).toMatchObject({ kind: 'rejected', fault: { reason: 'too-large' } });
  });

  test('no more messages wait for their acknowledgements than the broker takes', async () => {
    let text = '';
    fake = createServer((socket) => {
      socket.on('error', () => undefined);
      // Receive Maximum: 2.
      socket.once('data', () => socket.write(Buffer.from([0x20, 6, 0, 0, 3, 0x21, 0, 2])));
      socket.on('data', (bytes) => {
        text += bytes.toString('latin1');
      });
    }).listen(0, '127.0.0.1');
    await once(fake, 'listening');
    const url = `mqtt://127.0.0.1:${(fake.address() as AddressInfo).port}`;
    const of = content(Buffer.from('{"n":1}\n'.repeat(9)), { format: 'record-json' });
    const logOnly = { ...of, parts: of.parts.slice(1) };
    const { outcome } = await send(logOnly, config(url), {}, { ...brokerLimits, answerMs: 300 });
    expect(outcome).toMatchObject({ kind: 'retry', fault: { reason: 'timed-out' } });
    expect(text.split('{"n":1}').length - 1).toBe(2);
  });

  test('plain MQTT goes to this machine only, unless it is allowed; no credentials in addresses', async () => {
    for (const [url, address] of [
      ['mqtt://192.0.2.1', 'plain'],
      ['ws://192.0.2.1', 'plain'],
      ['mqtt://a:b@127.0.0.1', 'credentials'],
      ['http://127.0.0.1', 'scheme'],
      ['nonsense', 'invalid'],
    ] as const) {
      const { outcome, made } = await send(record(), config(url));
      expect(outcome).toEqual({ kind: 'rejected', fault: { reason: 'insecure', facts: { address } } });
      expect(made.pieces).toEqual([]);
    }
  });

  test.each(['', '/a', 'a/', 'a//b', 'a/+', '#', 'a#', '$SYS/a', 'a b', 'a\u0000', 'a'.repeat(201)])(
    'topic %j is refused',
    (topic) => {
      expect(() => checkedTopic(topic)).toThrow(FlightveilError);
      expect(() => mqttSink('mine', config('mqtt://127.0.0.1', { topic }))).toThrow(FlightveilError);
    },
  );

  const connack = Buffer.from([0x20, 3, 0, 0, 0]);
  test.each<[string, (socket: Socket) => void, string]>([
    ['says nothing', () => undefined, 'timed-out'],
    ['accepts and never acknowledges', (socket) => socket.write(connack), 'timed-out'],
    [
      'refuses with its own words',
      (socket) => socket.write(Buffer.from([0x20, 14, 0, 0x89, 11, 0x1f, 0, 8, ...Buffer.from('zanzibar')])),
      'server-busy',
    ],
    ['sends elsewhere', (socket) => socket.write(Buffer.from([0x20, 3, 0, 0x9d, 0])), 'redirected'],
    [
      'sends a packet without end',
      (socket) => flood(socket, Buffer.from([0x20, 0xff, 0xff, 0xff, 0x7f])),
      'answer-invalid',
    ],
    [
      'publishes to us',
      (socket) => socket.write(Buffer.concat([connack, Buffer.from([0x30, 6, 0, 1, 0x61, 0, 1, 1])])),
      'answer-invalid',
    ],
    ['speaks nonsense', (socket) => socket.write('zanzibar'.repeat(100)), 'connection-lost'],
    ['closes', (socket) => socket.destroy(), 'connection-lost'],
  ])('one that %s: bounded, and not a word of it is told', async (_title, behave, reason) => {
    let sentBytes = 0;
    fake = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sentBytes += socket.bytesWritten;
      });
      socket.once('data', () => behave(socket));
    }).listen(0, '127.0.0.1');
    await once(fake, 'listening');
    const url = `mqtt://127.0.0.1:${(fake.address() as AddressInfo).port}`;
    const waitMs = reason === 'timed-out' ? 300 : 3_000;
    const began = performance.now();
    const { outcome, made } = await send(
      record(),
      config(url),
      {},
      { ...brokerLimits, connectMs: waitMs, answerMs: waitMs },
    );
    expect(outcome).toMatchObject({ kind: 'retry', fault: { reason } });
    expect(performance.now() - began).toBeLessThan(6_000);
    expect(JSON.stringify([outcome, made.remembered ?? null])).not.toContain('zanzibar');
    expect(sentBytes).toBeLessThan(10_000_000);
  });
});

function flood(socket: Socket, first: Uint8Array): void {
  socket.write(first);
  const more = (): void => {
    while (!socket.destroyed && socket.write(Buffer.alloc(65_536, 'zanzibar')));
  };
  socket.on('drain', more);
  more();
}

import { beforeEach, describe, expect, it } from 'vitest';
import type { LinkEvents, Peer } from '../../src/node/links/link.ts';
import { OneAtATime } from '../../src/relay/one-at-a-time.ts';
import { framesOf, own, pause, Received, relay, shortLog, tcpTo, udpSocket, until } from './harness.ts';

const peer: Peer = { send: () => undefined, end: async () => undefined, drop: () => undefined };
const said = new Uint8Array([1, 2, 3]);

let nowMs = 0;
let events: string[] = [];
let admission: OneAtATime;

beforeEach(() => {
  nowMs = 0;
  events = [];
  let joined = 0;
  const inner: LinkEvents = {
    joined: () => {
      const name = `${++joined}`;
      events.push(`${name} joined`);
      return { bytes: () => void events.push(name), left: () => void events.push(`${name} left`) };
    },
    told: () => void events.push('told'),
  };
  admission = new OneAtATime(inner, () => nowMs);
});

describe('of several peers', () => {
  it('the first that speaks is heard, the others are counted', () => {
    const [first, second] = [admission.joined(peer), admission.joined(peer)];
    second.bytes(said);
    first.bytes(said);
    nowMs = 9_999;
    first.bytes(said);
    second.bytes(said);
    expect(events).toEqual(['1 joined', '1', 'told', '1']);
    expect(admission.refused).toEqual({ peers: 1, bytes: 6 });
    expect(admission.turn).toBe(1);
  });

  it('another is heard when the first has left, or has long been silent', () => {
    const [first, second] = [admission.joined(peer), admission.joined(peer)];
    first.bytes(said);
    first.left();
    second.bytes(said);
    expect(events).toEqual(['1 joined', '1', '1 left', '2 joined', '2']);
    const third = admission.joined(peer);
    nowMs = 9_999;
    third.bytes(said);
    expect(admission.turn).toBe(2);
    nowMs = 10_000;
    third.bytes(said);
    expect(events.slice(5)).toEqual(['told', '2 left', '3 joined', '3']);
    second.left();
    second.bytes(said);
    expect(events.slice(9)).toEqual([]);
    expect(admission.turn).toBe(3);
  });
});

describe('an input whose output others get', () => {
  const LOCAL = 'bind=127.0.0.1';
  const others = () => {
    const target = own(`tcp://:0?${LOCAL}`, 'dynamics');
    const { decision } = target.live;
    const request = { ...decision.request, recipient: 'manufacturer' };
    return { ...target, live: { ...target.live, decision: { ...decision, request } } } as typeof target;
  };

  it('hears one device at a time, and the next one has draws of its own', async () => {
    const going = await relay(`tcp://:0?${LOCAL}`, [others()]);
    const cloud = new Received(await tcpTo(going.ports.to[0]));
    const first = await tcpTo(going.ports.from);
    first.write(shortLog);
    await until(() => cloud.length > 1000);
    await pause(200);
    const before = cloud.bytes;
    const second = await tcpTo(going.ports.from);
    second.write(shortLog);
    await until(() => going.status().input.refusedBytes === shortLog.length);
    expect(going.status().input).toMatchObject({ peers: 1, refusedPeers: 1 });
    expect(cloud.length).toBe(before.length);
    first.end();
    await until(() => going.status().input.peers === 0);
    const from = cloud.length;
    second.write(shortLog);
    await until(() => cloud.length >= from + before.length);
    const after = cloud.bytes.subarray(from, from + before.length);
    expect(framesOf(after).length).toBe(framesOf(before).length);
    // The same log: only the draws differ.
    expect(after.equals(before)).toBe(false);
  });

  it("of one's own use hears all of them", async () => {
    const going = await relay(`udp://:0?${LOCAL}`, [own(`tcp://:0?${LOCAL}`)]);
    for (const { socket } of [await udpSocket(), await udpSocket()]) {
      socket.send(shortLog.subarray(0, 30), going.ports.from!, '127.0.0.1');
    }
    await until(() => going.status().input.peers === 2);
    expect(going.status().input.refusedPeers).toBe(0);
  });

  it.each([
    ['too short', new Uint8Array(31).map((_, index) => index)],
    ['all zeros', new Uint8Array(32)],
  ])('does not start with a key that is %s', async (_, key) => {
    const start = relay(`udp://:0?${LOCAL}`, [own(`tcp://:0?${LOCAL}`)], { key });
    await expect(start).rejects.toMatchObject({ code: 'usage' });
  });
});

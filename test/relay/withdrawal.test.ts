import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConsentLedger } from '../../src/consent/ledger.ts';
import { neutralSigning } from '../../src/consent/signing.ts';
import { MemoryLedgerStore } from '../../src/consent/store.ts';
import { ConsentAuthority } from '../../src/filter/release-authority.ts';
import { WatchedDecision } from '../../src/live/live-decision.ts';
import { parseLink } from '../../src/node/links/link-url.ts';
import { builtInPolicy } from '../../src/policy/built-in.ts';
import { levels } from '../../src/policy/levels.ts';
import type { RelayTarget } from '../../src/relay/relay.ts';
import { temporaryFolder } from '../node/harness.ts';
import { framesOf, own, pause, Received, relay, shortLog, tcpTo, udpSocket, until } from './harness.ts';

const NOW_S = 1_700_000_000;
const LOCAL = 'bind=127.0.0.1';
const request = { purpose: 'flight-record-sync', recipient: 'manufacturer' };
const how = { collectedS: NOW_S, how: 'test' };
const frames = framesOf(shortLog);

let store: MemoryLedgerStore;
let ledger: ConsentLedger;
let grant: string;

beforeEach(async () => {
  store = new MemoryLedgerStore();
  ledger = new ConsentLedger(store, neutralSigning(new Uint8Array(32).fill(7)));
  await grantAgain();
});

async function grantAgain(): Promise<void> {
  const sha256 = '0'.repeat(64);
  await ledger.declareSubject({ name: 'pilot', ageBand: 'adult' }, how);
  await ledger.addNotice({ name: 'notice', version: '1', sha256, bytes: 1 }, how);
  const terms = { subject: 'pilot', ...request, ceiling: levels.dynamics, scope: {}, noticeSha256: sha256 };
  ({ id: grant } = await ledger.grant({ ...terms, validFromS: NOW_S - 10 }, how));
}

/** An output that the ledger watches. */
async function watched(link: string): Promise<RelayTarget> {
  const authority = new ConsentAuthority(request, builtInPolicy, ledger, () => NOW_S);
  const flight = { name: 'flight-1' };
  return {
    url: parseLink(link, 'to'),
    live: await WatchedDecision.open(authority, flight, await authority.decide(flight)),
  };
}

describe('a withdrawal', () => {
  it('closes the connection before another frame, and the other outputs go on', async () => {
    const ends: [number, string][] = [];
    const going = await relay(`udp://:0?${LOCAL}`, [await watched(`tcp://:0?${LOCAL}`), own(`tcp://:0?${LOCAL}`)], {
      outputEnded: ({ state }, output) => ends.push([output, state]),
    });
    const cloud = new Received(await tcpTo(going.ports.to[0]));
    const mine = new Received(await tcpTo(going.ports.to[1]));
    await until(() => going.status().outputs.every(({ peers }) => peers === 1));
    const { socket } = await udpSocket();
    const send = (from: number, to: number): void => {
      for (const frame of frames.slice(from, to)) socket.send(frame, going.ports.from!, '127.0.0.1');
    };
    send(0, 100);
    await until(() => cloud.length > 500);
    await pause(100);
    const before = cloud.length;
    await ledger.withdraw(grant, how);
    send(100, 101);
    const mineBefore = mine.length;
    send(101, 200);
    await until(() => cloud.isClosed);
    await until(() => mine.length > mineBefore + 1000);
    expect(cloud.length).toBe(before);
    expect(ends).toEqual([[0, 'withdrawn']]);
    expect(going.status().outputs.map(({ state }) => state)).toEqual(['withdrawn', 'open']);
    await grantAgain();
    await expect(tcpTo(going.ports.to[0])).rejects.toThrow();
    send(200, 300);
    await pause(100);
    expect(cloud.length).toBe(before);
  });

  it('ends a relay that has no other output, with what was recorded until then', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    const going = await relay(`tcp://:0?${LOCAL}`, [await watched(`file:${out}`)]);
    const device = await tcpTo(going.ports.from);
    device.write(shortLog.subarray(0, 5000));
    await until(() => going.status().input.bytes === 5000);
    await pause(100);
    const sent = going.status().outputs[0]!.written.bytes;
    expect(existsSync(out)).toBe(false);
    await ledger.withdraw(grant, how);
    device.write(shortLog.subarray(5000, 9000));
    const end = await going.ended;
    expect(end.outputs.map(({ state }) => state)).toEqual(['withdrawn']);
    expect(readFileSync(out).length).toBe(sent);
    expect(sent).toBeGreaterThan(1000);
  });

  it('breaks off a peer that does not read: what waits for it is forgotten', async () => {
    const going = await relay(`tcp://:0?${LOCAL}`, [await watched(`tcp://:0?${LOCAL}`), own(`tcp://:0?${LOCAL}`)]);
    const socket = await tcpTo(going.ports.to[0]);
    const received = new Received(socket);
    socket.pause();
    await until(() => going.status().outputs[0]!.peers === 1);
    const device = await tcpTo(going.ports.from);
    const isFull = (): boolean => going.status().outputs[0]!.dropped.units > 0;
    for (let round = 0; round < 5000 && !isFull(); round++) {
      if (!device.write(shortLog)) await new Promise((resolve) => device.once('drain', resolve));
    }
    expect(isFull()).toBe(true);
    const written = going.status().outputs[0]!.written.bytes;
    await ledger.withdraw(grant, how);
    // It is asked with the next frame, although nothing can be written.
    device.write(shortLog);
    await until(() => going.status().outputs[0]!.state === 'withdrawn');
    socket.resume();
    await until(() => received.isClosed);
    // A reset forgets what the system has not sent, and what it has not handed over.
    expect(received.length).toBeLessThan(written);
    expect(going.status().outputs[0]!.discarded.bytes).toBeGreaterThan(500_000);
  });

  it('is noticed while nothing comes, by who does not read and by who waits', async () => {
    const going = await relay(`tcp://:0?${LOCAL}`, [await watched(`tcp://:0?${LOCAL}`), own(`tcp://:0?${LOCAL}`)]);
    const received = new Received(await tcpTo(going.ports.to[0]));
    await until(() => going.status().outputs[0]!.peers === 1);
    const device = await tcpTo(going.ports.from);
    device.write(shortLog);
    await until(() => received.length > 1000);
    await pause(400);
    expect(going.status().outputs[0]!.state).toBe('open');
    await ledger.withdraw(grant, how);
    await until(() => received.isClosed, 'the end', 2000);
    expect(going.status().outputs.map(({ state }) => state)).toEqual(['withdrawn', 'open']);
  });

  it('counts for a ledger that cannot be read', async () => {
    const ends: string[] = [];
    const going = await relay(`tcp://:0?${LOCAL}`, [await watched(`tcp://:0?${LOCAL}`)], {
      outputEnded: ({ state, error }) => ends.push(`${state} ${error?.code}`),
    });
    const cloud = new Received(await tcpTo(going.ports.to[0]));
    await until(() => going.status().outputs[0]!.peers === 1);
    store.read = () => {
      throw new Error('gone');
    };
    const device = await tcpTo(going.ports.from);
    device.write(shortLog);
    await until(() => cloud.isClosed);
    expect(cloud.length).toBe(0);
    expect((await going.ended).outputs[0]!.state).toBe('failed');
    expect(ends).toEqual(['failed link-failed']);
  });
});

import { existsSync, readFileSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { FlightveilError } from '../../src/model/errors.ts';
import { DurableFile } from '../../src/node/durable-file.ts';
import { put, temporaryFolder } from '../node/harness.ts';
import { frame } from '../node/tiny-log.ts';
import { packetsOf } from '../samples/node-mavlink.ts';
import {
  filtered,
  framesOf,
  own,
  pause,
  Received,
  relay,
  sample,
  shortLog,
  tcpServer,
  tcpTo,
  udpSocket,
  until,
} from './harness.ts';

const LOCAL = 'bind=127.0.0.1';

/** How many right frames an independent reader finds. */
async function packetsIn(bytes: Uint8Array): Promise<number> {
  return (await packetsOf(bytes, 'raw')).length;
}

/** Memory of buffers without garbage. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().arrayBuffers;
}

describe('a relay over networks', () => {
  it('takes datagrams in and gives TCP clients what a filter of the same bytes gives', async () => {
    const going = await relay(`udp://:0?${LOCAL}`, [own(`tcp://:0?${LOCAL}`, 'dynamics')]);
    const received = new Received(await tcpTo(going.ports.to[0]));
    await until(() => going.status().outputs[0]!.peers === 1);
    const { socket } = await udpSocket();
    for (const frame of framesOf(shortLog)) socket.send(frame, going.ports.from!, '127.0.0.1');
    const expected = filtered(shortLog, 'dynamics');
    await until(() => received.length >= expected.length);
    expect(received.bytes.equals(expected)).toBe(true);
    expect(await packetsIn(received.bytes)).toBe(framesOf(expected).length);
    const { outputs, input } = going.status();
    expect(input).toMatchObject({ peers: 1, bytes: shortLog.length, refusedBytes: 0 });
    expect(outputs[0]).toMatchObject({ framesReleased: framesOf(expected).length, dropped: { units: 0 } });
  });

  it('takes a TCP connection in and sends datagrams of whole frames', async () => {
    const { socket, port } = await udpSocket();
    const received = new Received(socket);
    const going = await relay(`tcp://:0?${LOCAL}`, [own(`udp://127.0.0.1:${port}`, 'engineering')]);
    await until(() => going.status().outputs[0]!.peers === 1);
    const device = await tcpTo(going.ports.from);
    device.end(shortLog);
    const expected = filtered(shortLog, 'engineering');
    await until(() => received.length >= expected.length);
    expect(received.bytes.equals(expected)).toBe(true);
    expect(received.pieces.length).toBeGreaterThan(5);
    for (const datagram of received.pieces) {
      expect(datagram.length).toBeLessThanOrEqual(1400);
      expect(() => framesOf(datagram)).not.toThrow();
    }
  });

  it('knocks at a server of datagrams until it is heard, and answers who knocks', async () => {
    const going = await relay(`udp://:0?${LOCAL}`, [own(`udp://:0?${LOCAL}`)]);
    const listener = await relay(`udp://127.0.0.1:${going.ports.to[0]}`, [own(`tcp://:0?${LOCAL}`)]);
    const received = new Received(await tcpTo(listener.ports.to[0]));
    await until(() => going.status().outputs[0]!.peers === 1 && listener.status().outputs[0]!.peers === 1);
    const { socket } = await udpSocket();
    for (const frame of framesOf(shortLog).slice(0, 50)) socket.send(frame, going.ports.from!, '127.0.0.1');
    await until(() => received.length > 500);
    expect(await packetsIn(received.bytes)).toBeGreaterThan(10);
  });

  it('speaks IPv6', async () => {
    const going = await relay('tcp://:0?bind=::1', [own('tcp://:0?bind=::1')]);
    const there = await relay(`tcp://[::1]:${going.ports.to[0]}`, [own(`tcp://:0?${LOCAL}`)]);
    const received = new Received(await tcpTo(there.ports.to[0]));
    const feeder = await relay(`file:${sample('short.mavlink')}?rate=full`, [
      own(`tcp://[::1]:${going.ports.from}?queue=60000`),
    ]);
    await feeder.ended;
    await until(() => going.status().input.bytes > 0);
    expect(going.status().outputs[0]!.peers).toBe(1);
    expect(received.isClosed).toBe(false);
  });

  it('is of use to several outputs at once, each under its own decision', async () => {
    const folder = temporaryFolder();
    const [much, little] = [join(folder, 'much'), join(folder, 'little')];
    const going = await relay(`file:${sample('short.mavlink')}?rate=full`, [
      own(`file:${much}`),
      own(`file:${little}`, 'engineering'),
    ]);
    const { outputs } = await going.ended;
    expect(outputs.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(readFileSync(much).equals(filtered(shortLog, 'full'))).toBe(true);
    expect(readFileSync(little).equals(filtered(shortLog, 'engineering'))).toBe(true);
    expect(statSync(much).mode & 0o777).toBe(0o600);
  });

  it('keeps the streams of peers apart, whatever the pieces', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    const going = await relay(`tcp://:0?${LOCAL}`, [own(`file:${out}`, 'dynamics')]);
    const devices = [await tcpTo(going.ports.from), await tcpTo(going.ports.from), await tcpTo(going.ports.from)];
    await until(() => going.status().input.peers === 3);
    const part = shortLog.subarray(0, 6000);
    for (let at = 0; at < part.length; at += 101) {
      for (const device of devices) device.write(part.subarray(at, at + 101));
      await pause(0);
    }
    for (const device of devices) device.end();
    await until(() => going.status().input.peers === 0);
    await going.close();
    const single = framesOf(filtered(part, 'dynamics')).map((frame) => Buffer.from(frame).toString('hex'));
    const three = framesOf(readFileSync(out)).map((frame) => Buffer.from(frame).toString('hex'));
    expect(three.sort()).toEqual([...single, ...single, ...single].sort());
  });

  it('plays a .tlog to a network without its time stamps', async () => {
    const { socket, port } = await udpSocket();
    const received = new Received(socket);
    const going = await relay(`file:${sample('copter.tlog')}?rate=full`, [own(`udp://127.0.0.1:${port}?queue=60000`)]);
    const { status } = await going.ended;
    await pause(50);
    expect(status.outputs[0]!.framesReleased).toBeGreaterThan(5000);
    for (const datagram of received.pieces) expect(() => framesOf(datagram)).not.toThrow();
    expect(received.length).toBeGreaterThan(10_000);
  });
});

describe('a log that is played', () => {
  const at = (ms: number) => frame('ATTITUDE', { time_boot_ms: ms, yawspeed: 1 });

  it('takes its own time, and ends at once when it is told to', async () => {
    const folder = temporaryFolder();
    const log = put(folder, 'log', Buffer.concat([1000, 1200, 1400, 1500, 31_000].map(at)));
    const out = join(folder, 'out');
    const arrivals: number[] = [];
    const cloud = await tcpServer((socket) => socket.on('data', () => arrivals.push(performance.now())));
    const going = await relay(`file:${log}`, [own(`file:${out}`), own(`tcp://127.0.0.1:${cloud.port}`)]);
    await until(() => going.status().outputs[0]!.framesReleased === 4);
    await until(() => arrivals.length >= 3);
    expect(arrivals.at(-1)! - arrivals[0]!).toBeGreaterThan(80);
    const began = performance.now();
    await going.close();
    expect(performance.now() - began).toBeLessThan(3000);
    expect(framesOf(readFileSync(out)).length).toBe(4);
  });

  it('at full speed does not', async () => {
    const folder = temporaryFolder();
    const log = put(folder, 'log', Buffer.concat([1000, 31_000, 61_000].map(at)));
    const began = performance.now();
    await (await relay(`file:${log}?rate=full`, [own(`file:${join(folder, 'out')}`)])).ended;
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

describe('what is recorded', () => {
  it('loses nothing of a fast source: it waits', async () => {
    const folder = temporaryFolder();
    const log = put(folder, 'log', Buffer.concat(Array.from({ length: 200 }, () => shortLog)));
    const out = join(folder, 'out');
    const going = await relay(`file:${log}?rate=full`, [own(`file:${out}?queue=1`)]);
    const { status } = await going.ended;
    expect(status.outputs[0]!.dropped.units).toBe(0);
    expect(framesOf(readFileSync(out)).length).toBe(status.outputs[0]!.framesReleased);
    expect(status.outputs[0]!.framesReleased).toBeGreaterThan(100_000);
  });

  it('ends with its disk, told why; the others go on', async () => {
    const folder = temporaryFolder();
    const full = new FlightveilError('output-unwritable', 'the disk is full');
    const write = vi.spyOn(DurableFile.prototype, 'write').mockRejectedValue(full);
    onTestFinished(() => write.mockRestore());
    const ends: (string | undefined)[] = [];
    const going = await relay(`tcp://:0?${LOCAL}`, [own(`file:${join(folder, 'out')}`), own(`tcp://:0?${LOCAL}`)], {
      outputEnded: ({ state, error }, output) => ends.push(`${output} ${state} ${error?.message}`),
    });
    const received = new Received(await tcpTo(going.ports.to[1]));
    await until(() => going.status().outputs[1]!.peers === 1);
    const device = await tcpTo(going.ports.from);
    for (const part of framesOf(shortLog).slice(0, 60)) {
      device.write(part);
      await pause(1);
    }
    await until(() => ends.length > 0);
    expect(ends).toEqual(['0 failed the disk is full']);
    const before = received.length;
    device.write(shortLog);
    await until(() => received.length > before + 10_000);
  });

  it('to a file that exists is refused at the start, not a flight later', async () => {
    const path = put(temporaryFolder(), 'old', 'mine');
    await expect(relay(`tcp://:0?${LOCAL}`, [own(`file:${path}`)])).rejects.toMatchObject({ code: 'output-exists' });
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it('to a folder that is not there is refused before anything is opened', async () => {
    const folder = temporaryFolder();
    const ends: string[] = [];
    const going = await relay(
      `tcp://:0?${LOCAL}`,
      [own(`file:${join(folder, 'gone', 'out')}`), own(`tcp://:0?${LOCAL}`)],
      {
        outputEnded: ({ state }) => ends.push(state),
      },
    ).catch((error: unknown) => error);
    expect(going).toMatchObject({ code: 'output-unwritable' });
    expect(ends).toEqual([]);
  });
});

describe('whatever the pieces', () => {
  it('the same comes out', async () => {
    const expected = filtered(shortLog.subarray(0, 4000), 'dynamics');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 40 }), async (sizes) => {
        const folder = temporaryFolder();
        const out = join(folder, 'out');
        const going = await relay(`tcp://:0?${LOCAL}`, [own(`file:${out}`, 'dynamics')]);
        const device = await tcpTo(going.ports.from);
        for (let at = 0, piece = 0; at < 4000; piece++) {
          const size = Math.min(sizes[piece % sizes.length]!, 4000 - at);
          device.write(shortLog.subarray(at, at + size));
          if (piece % 7 === 0) await pause(0);
          at += size;
        }
        device.end();
        await until(() => going.status().input.bytes === 4000);
        await going.close();
        expect(readFileSync(out).equals(expected)).toBe(true);
      }),
      { numRuns: 12 },
    );
  });
});

describe('a peer that', () => {
  it('floods takes no memory', async () => {
    const going = await relay(`tcp://:0?${LOCAL}`, [own(`tcp://:0?${LOCAL}&queue=50`), own(`udp://:0?${LOCAL}`)]);
    const slow = await tcpTo(going.ports.to[0]);
    slow.pause();
    await until(() => going.status().outputs[0]!.peers === 1);
    const device = await tcpTo(going.ports.from);
    const flood = Buffer.concat(Array.from({ length: 40 }, () => shortLog));
    const write = async (rounds: number): Promise<void> => {
      for (let round = 0; round < rounds; round++) {
        if (!device.write(flood)) await new Promise((resolve) => device.once('drain', resolve));
      }
    };
    await write(10);
    const before = heldBytes();
    await write(60);
    expect(going.status().input.bytes).toBeGreaterThan(40_000_000);
    expect(heldBytes() - before).toBeLessThan(8_000_000);
    expect(going.status().outputs[0]!.dropped.units).toBeGreaterThan(100);
  });

  it('never reads loses what is old, and nobody else anything', async () => {
    const going = await relay(`tcp://:0?${LOCAL}`, [own(`tcp://:0?${LOCAL}&queue=20`)]);
    const deaf = await tcpTo(going.ports.to[0]);
    deaf.pause();
    const received = new Received(await tcpTo(going.ports.to[0]));
    await until(() => going.status().outputs[0]!.peers === 2);
    const device = await tcpTo(going.ports.from);
    const expected = filtered(shortLog, 'full').length;
    let rounds = 0;
    for (; going.status().outputs[0]!.dropped.units === 0 && rounds < 2000; rounds++) {
      device.write(shortLog);
      await until(() => received.length > rounds * expected * 0.9);
    }
    const [output] = going.status().outputs;
    expect(output!.dropped.units).toBeGreaterThan(0);
    await until(() => received.length > (rounds - 1) * expected);
    framesOf(received.bytes);
    const began = performance.now();
    await going.close();
    expect(performance.now() - began).toBeLessThan(8000);
  });

  it('resets its connection ends its own stream only', async () => {
    const going = await relay(`tcp://:0?${LOCAL}`, [own(`tcp://:0?${LOCAL}`)]);
    const received = new Received(await tcpTo(going.ports.to[0]));
    const leaver = await tcpTo(going.ports.to[0]);
    await until(() => going.status().outputs[0]!.peers === 2);
    const rude = await tcpTo(going.ports.from);
    rude.write(shortLog.subarray(0, 30));
    await until(() => going.status().input.bytes === 30);
    rude.resetAndDestroy();
    leaver.resetAndDestroy();
    await until(() => going.status().input.peers === 0 && going.status().outputs[0]!.peers === 1);
    const device = await tcpTo(going.ports.from);
    device.write(shortLog);
    await until(() => received.length >= filtered(shortLog, 'full').length - 300);
    expect(framesOf(received.bytes).length).toBeGreaterThan(500);
  });

  it('sends a byte at a time is heard like any other', async () => {
    const going = await relay(`tcp://:0?${LOCAL}`, [own(`tcp://:0?${LOCAL}`)]);
    const received = new Received(await tcpTo(going.ports.to[0]));
    const device = await tcpTo(going.ports.from);
    await until(() => going.status().outputs[0]!.peers === 1);
    for (const byte of shortLog.subarray(0, 400)) {
      device.write(Uint8Array.of(byte));
      await pause(0);
    }
    await until(() => going.status().input.bytes === 400);
    const expected = filtered(shortLog.subarray(0, 400), 'full');
    await until(() => received.length >= expected.length - 100);
    expect(expected.subarray(0, received.length).equals(received.bytes)).toBe(true);
  });

  it('sends noise gets nothing through', async () => {
    const going = await relay(`udp://:0?${LOCAL}`, [own(`tcp://:0?${LOCAL}`)]);
    const received = new Received(await tcpTo(going.ports.to[0]));
    const { socket } = await udpSocket();
    const noise = Buffer.from(Array.from({ length: 1200 }, (_, index) => (index * 7919) & 0xff));
    for (let round = 0; round < 200; round++) socket.send(noise, going.ports.from!, '127.0.0.1');
    await until(() => going.status().input.bytes > 100_000);
    expect(received.length).toBe(0);
    expect(Object.keys(going.status().outputs[0]!.gapBytes).length).toBeGreaterThan(0);
  });

  it('is one too many is turned away', async () => {
    const notices: string[] = [];
    const going = await relay(`tcp://:0?${LOCAL}`, [own(`tcp://:0?${LOCAL}`)], { told: (text) => notices.push(text) });
    const sockets: Socket[] = [];
    for (let peer = 0; peer < 16; peer++) sockets.push(await tcpTo(going.ports.from));
    await until(() => going.status().input.peers === 16);
    // The reset may come before it has seen that it was connected.
    const late = new Received(connect({ port: going.ports.from!, host: '127.0.0.1' }));
    await until(() => late.isClosed);
    expect(going.status().input.refusedPeers).toBe(1);
    expect(notices).toEqual(['has 16 connections; more are turned away']);
    sockets[0]!.destroy();
    await until(() => going.status().input.peers === 15);
    await tcpTo(going.ports.from);
    await until(() => going.status().input.peers === 16);
  });
});

describe('a connection', () => {
  it('is made again when it is lost, on both sides', async () => {
    const connections: Received[] = [];
    const sockets: Socket[] = [];
    const welcome = (socket: Socket): void => {
      sockets.push(socket);
      connections.push(new Received(socket));
    };
    const cloud = await tcpServer(welcome);
    const going = await relay(`udp://:0?${LOCAL}`, [own(`tcp://127.0.0.1:${cloud.port}`)]);
    await until(() => connections.length === 1);
    sockets[0]!.destroy();
    await until(() => connections.length === 2);
    await until(() => going.status().outputs[0]!.peers === 1);
    const { socket } = await udpSocket();
    for (const frame of framesOf(shortLog).slice(0, 20)) socket.send(frame, going.ports.from!, '127.0.0.1');
    await until(() => connections[1]!.length > 0);
    expect(() => framesOf(connections[1]!.bytes)).not.toThrow();
  });

  it('to nobody is tried again, and told once', async () => {
    const notices: string[] = [];
    const { server, port } = await tcpServer(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    const going = await relay(`udp://:0?${LOCAL}`, [own(`tcp://127.0.0.1:${port}`)], {
      told: (text) => notices.push(text),
    });
    await until(() => notices.length > 0);
    await pause(900);
    expect(notices).toEqual(['nobody listens there; it is tried again']);
    let isThere = false;
    await tcpServer(() => {
      isThere = true;
    }, port);
    await until(() => isThere);
    await until(() => going.status().outputs[0]!.peers === 1);
    expect(notices.at(-1)).toBe('is connected');
  });

  it('of datagrams outlives that nobody listens', async () => {
    const { socket: early, port } = await udpSocket();
    await new Promise<void>((resolve) => early.close(() => resolve()));
    const going = await relay(`tcp://:0?${LOCAL}`, [own(`udp://127.0.0.1:${port}`)]);
    await until(() => going.status().outputs[0]!.peers === 1);
    const device = await tcpTo(going.ports.from);
    for (const part of framesOf(shortLog).slice(0, 30)) {
      device.write(part);
      await pause(2);
    }
    await until(() => going.status().outputs[0]!.written.units > 5);
    expect(going.status().outputs[0]!.state).toBe('open');
    const late = await udpSocket(port);
    const received = new Received(late.socket);
    device.write(shortLog);
    await until(() => received.length > 1000);
  });

  it('at a port of datagrams that is in use is refused', async () => {
    const { port } = await udpSocket();
    const start = relay(`udp://:${port}?${LOCAL}`, [own(`udp://:0?${LOCAL}`)]);
    await expect(start).rejects.toMatchObject({ code: 'link-failed', message: 'its address is in use' });
    await expect(relay(`udp://:${port}`, [own(`udp://:0?${LOCAL}`)])).rejects.toMatchObject({ code: 'link-failed' });
  });

  it('that cannot be opened leaves nothing behind', async () => {
    const folder = temporaryFolder();
    const { port } = await tcpServer(() => undefined);
    const start = relay(`tcp://:${port}?${LOCAL}`, [own(`file:${join(folder, 'out')}`), own(`udp://:0?${LOCAL}`)]);
    await expect(start).rejects.toMatchObject({ code: 'link-failed', message: 'its address is in use' });
    await pause(50);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
});

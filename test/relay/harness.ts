import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { createFilter } from '../../src/filter/create-filter.ts';
import { decisionOf } from '../../src/filter/filter-options.ts';
import { ownUse } from '../../src/live/live-decision.ts';
import { parseLink } from '../../src/node/links/link-url.ts';
import type { Level } from '../../src/policy/levels.ts';
import { type Relay, type RelayOptions, type RelayTarget, startRelay } from '../../src/relay/relay.ts';

export const key = new Uint8Array(32).map((_, index) => index + 1);
export const flight = 'a flight of tests';

export const sample = (name: string): string => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));
export const shortLog = readFileSync(sample('short.mavlink'));

/** An output for one's own use. */
export function own(link: string, level: Level = 'full'): RelayTarget {
  return { url: parseLink(link, 'to'), live: ownUse(decisionOf({ level })) };
}

/** A relay that ends with the test. */
export async function relay(
  from: string,
  to: readonly RelayTarget[],
  options: Partial<RelayOptions> = {},
): Promise<Relay> {
  const started = await startRelay({ from: parseLink(from, 'from'), to, key, flight, ...options });
  onTestFinished(async () => void (await started.close()));
  return started;
}

/** What one filter makes of all the bytes at once. */
export function filtered(bytes: Uint8Array, level: Level, format = 'mavlink'): Buffer {
  const filter = createFilter({ key, flight: `${flight} self`, format, level });
  return Buffer.concat([filter.push(bytes), filter.flush()]);
}

/** Frames of raw MAVLink that has nothing else in it, or of what else stands between them. */
export function framesOf(bytes: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const magic = bytes[at];
    if (magic !== 0xfd && magic !== 0xfe) throw new Error(`no frame begins at ${at}`);
    const signature = magic === 0xfd && (bytes[at + 2]! & 1) !== 0 ? 13 : 0;
    const end = at + (magic === 0xfd ? 12 : 8) + bytes[at + 1]! + signature;
    frames.push(bytes.subarray(at, end));
    at = end;
  }
  return frames;
}

/** What comes out of a socket. */
export class Received {
  readonly pieces: Buffer[] = [];
  isClosed = false;

  constructor(socket: Socket | UdpSocket) {
    const take = (piece: Buffer): void => void this.pieces.push(piece);
    if ('setNoDelay' in socket) socket.on('data', take);
    else socket.on('message', take);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.isClosed = true;
    });
  }

  get bytes(): Buffer {
    return Buffer.concat(this.pieces);
  }

  get length(): number {
    return this.pieces.reduce((sum, { length }) => sum + length, 0);
  }
}

export async function tcpTo(port: number | undefined): Promise<Socket> {
  const socket = connect({ port: port!, host: '127.0.0.1' });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.setNoDelay(true);
  return socket;
}

/** A server that tells each connection. */
export async function tcpServer(
  welcome: (socket: Socket) => void,
  port = 0,
): Promise<{ server: Server; port: number }> {
  const server = createServer(welcome);
  server.listen({ port, host: '127.0.0.1' });
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { server, port: (server.address() as AddressInfo).port };
}

export async function udpSocket(wanted = 0): Promise<{ socket: UdpSocket; port: number }> {
  const socket = createSocket('udp4');
  socket.bind(wanted, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => {
    try {
      socket.close();
    } catch {
      // The test has closed it.
    }
  });
  return { socket, port: socket.address().port };
}

/** Waits until something holds. */
export async function until(holds: () => boolean, what = 'it', mostMs = 10_000): Promise<void> {
  const began = performance.now();
  while (!holds()) {
    if (performance.now() - began > mostMs) throw new Error(`${what} has not come within ${mostMs} ms`);
    await pause(5);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

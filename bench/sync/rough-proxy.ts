import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { tie } from '../../test/sync/servers/tie.ts';
import type { Draw } from '../draw.ts';

/** Of the connections, while the line is rough. */
const CUT_SHARE = 0.4;
const TRUNCATED_SHARE = 0.2;
const SLOW_SHARE = 0.2;
const MOST_CUT_BYTES = 400_000;
const MOST_ANSWER_BYTES = 3_000;
/** No connection lasts for ever. */
const MOST_LIFE_BYTES = 3_000_000;
const MOST_DELAY_MS = 150;

/** What becomes of one connection. */
interface Fate {
  /** From clients, before the connection is reset. */
  readonly cutAfterBytes: number;
  /** From the server, before the connection is closed as if that were all. */
  readonly truncateAfterBytes: number;
  /** Before each piece goes on. */
  readonly delayMs: number;
}

const smooth: Fate = {
  cutAfterBytes: Number.POSITIVE_INFINITY,
  truncateAfterBytes: Number.POSITIVE_INFINITY,
  delayMs: 0,
};

/** A TCP proxy as a bad network is: it resets connections, ends answers early, and delays what it passes on. */
export class RoughProxy {
  /** False: everything passes. */
  isRough = true;
  connections = 0;
  cut = 0;
  truncated = 0;
  delayed = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #draw: Draw;

  private constructor(server: Server, draw: Draw) {
    this.#server = server;
    this.#draw = draw;
  }

  /** @param toPort of a server on this machine; asked for at each connection */
  static async start(toPort: () => number, draw: Draw): Promise<RoughProxy> {
    const server = createServer();
    const proxy = new RoughProxy(server, draw);
    server.on('connection', (client) => proxy.#join(client, connect(toPort(), '127.0.0.1')));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  #fate(): Fate {
    const kind = this.#draw.unit();
    const size = this.#draw.unit();
    if (!this.isRough) return smooth;
    const mortal = { ...smooth, cutAfterBytes: Math.floor(size * MOST_LIFE_BYTES) };
    if (kind < CUT_SHARE) return { ...smooth, cutAfterBytes: Math.floor(size * MOST_CUT_BYTES) };
    if (kind < CUT_SHARE + TRUNCATED_SHARE)
      return { ...mortal, truncateAfterBytes: Math.floor(size * MOST_ANSWER_BYTES) };
    if (kind < CUT_SHARE + TRUNCATED_SHARE + SLOW_SHARE) return { ...mortal, delayMs: size * MOST_DELAY_MS };
    return mortal;
  }

  #join(client: Socket, server: Socket): void {
    this.connections++;
    const fate = this.#fate();
    if (fate.delayMs > 0) this.delayed++;
    tie(client, server, this.#sockets);
    void this.#pass(client, server, fate.delayMs, fate.cutAfterBytes, () => {
      this.cut++;
      client.resetAndDestroy();
      server.resetAndDestroy();
    });
    void this.#pass(server, client, fate.delayMs, fate.truncateAfterBytes, () => {
      this.truncated++;
      client.end();
      server.destroy();
    });
  }

  /** Passes on what comes, up to so many bytes; then the end that this connection is to have. */
  async #pass(from: Socket, to: Socket, delayMs: number, mostBytes: number, atEnd: () => void): Promise<void> {
    let left = mostBytes;
    try {
      for await (const data of from as AsyncIterable<Buffer>) {
        if (delayMs > 0) await sleep(delayMs);
        const passing = data.subarray(0, left);
        left -= passing.length;
        if (!to.writable) return;
        if (!to.write(passing)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
        if (left <= 0) return atEnd();
      }
      to.end();
    } catch {
      to.destroy();
    }
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

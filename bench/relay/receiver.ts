import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export type Transport = 'tcp' | 'udp';

/** What came, and when, in milliseconds of `performance.now()`. */
export interface Arrivals {
  readonly times: number[];
  readonly pieces: Uint8Array[];
}

/** Where the outputs lead: notes what comes and when, and looks at it later. */
export class Receiver {
  readonly port: number;
  readonly close: () => void;
  readonly #joined: Promise<void>;
  #arrivals: Arrivals = { times: [], pieces: [] };
  #lastMs = 0;

  private constructor(port: number, joined: Promise<void>, close: () => void) {
    this.port = port;
    this.#joined = joined;
    this.close = close;
  }

  static async open(transport: Transport): Promise<Receiver> {
    const host = '127.0.0.1';
    let receiver: Receiver | undefined;
    const take = (piece: Uint8Array): void => receiver?.take(piece);
    if (transport === 'udp') {
      const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 22 });
      socket.bind(0, host);
      await once(socket, 'listening');
      socket.on('message', take);
      receiver = new Receiver(socket.address().port, Promise.resolve(), () => socket.close());
      return receiver;
    }
    const server = createServer();
    const sockets = new Set<Socket>();
    const joined = new Promise<void>((resolve) => {
      server.on('connection', (socket: Socket) => {
        sockets.add(socket);
        socket.setNoDelay(true).on('data', take);
        socket.on('error', () => undefined);
        socket.on('close', () => sockets.delete(socket));
        resolve();
      });
    });
    server.listen(0, host);
    await once(server, 'listening');
    receiver = new Receiver((server.address() as AddressInfo).port, joined, () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    });
    return receiver;
  }

  /** Settled when somebody has connected; at once where nobody does. */
  joined(): Promise<void> {
    return this.#joined;
  }

  take(piece: Uint8Array): void {
    this.#lastMs = performance.now();
    this.#arrivals.times.push(this.#lastMs);
    this.#arrivals.pieces.push(piece);
  }

  /** What has come since it was asked last, once nothing has come for a while. */
  async arrivals(silentMs = 200): Promise<Arrivals> {
    const began = performance.now();
    for (;;) {
      const leftMs = Math.max(this.#lastMs, began) + silentMs - performance.now();
      if (leftMs <= 0) break;
      await new Promise((resolve) => setTimeout(resolve, leftMs));
    }
    const arrived = this.#arrivals;
    this.#arrivals = { times: [], pieces: [] };
    return arrived;
  }
}

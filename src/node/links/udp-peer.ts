import type { Socket } from 'node:dgram';
import { linkError } from './link-errors.ts';
import { Pending } from './pending.ts';

/** Datagrams that the system has not taken yet; above, the sender waits. */
const MOST_UNSENT = 64;

/** Cuts what is to be sent into datagrams. */
export type Packets = (unit: Uint8Array) => Iterable<Uint8Array>;

/** Sends datagrams to one address, or to the one that the socket is connected to. */
export class UdpSender {
  readonly #socket: Socket;
  readonly #to: readonly [port: number, address: string] | readonly [];
  readonly #packets: Packets;
  readonly #room = new Pending();
  #unsent = 0;
  #isOver = false;
  readonly #sent = (): void => {
    // An error, such as that nobody listens there, concerns this datagram only.
    this.#unsent--;
    if (this.#unsent < MOST_UNSENT) this.#room.resolve();
  };

  constructor(socket: Socket, to: readonly [port: number, address: string] | readonly [], packets: Packets) {
    this.#socket = socket;
    this.#to = to;
    this.#packets = packets;
  }

  send(unit: Uint8Array): void | Promise<void> {
    if (this.#isOver) return Promise.reject(linkError(Object.assign(new Error(), { code: 'ECONNRESET' })));
    for (const packet of this.#packets(unit)) {
      this.#unsent++;
      const [port, address] = this.#to;
      if (port === undefined) this.#socket.send(packet, this.#sent);
      else this.#socket.send(packet, port, address, this.#sent);
    }
    if (this.#unsent >= MOST_UNSENT) return this.#room.wait();
  }

  stop(): void {
    this.#isOver = true;
    this.#room.resolve();
  }

  /** Settled when the system has taken all. */
  async flush(): Promise<void> {
    // Datagrams leave at once or not at all: a turn of the event loop or two.
    for (let turn = 0; this.#unsent > 0 && turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}

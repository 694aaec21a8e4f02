import type { Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { BackOff } from './back-off.ts';
import type { Link, LinkEvents, Peer } from './link.ts';
import { linkError } from './link-errors.ts';
import { Pending } from './pending.ts';
import { UdpInbox } from './udp-inbox.ts';
import { type Packets, UdpSender } from './udp-peer.ts';
import { connectedSocket } from './udp-socket.ts';

const KNOCK_MS = 1_000;

/**
 * Sends datagrams to one address and hears those that come from there. As long as none has come, an empty one every second says where we are:
 * a server answers only to whom it has heard.
 */
export class UdpClient implements Link {
  readonly ended: Promise<void>;
  readonly #host: string;
  readonly #port: number;
  readonly #events: LinkEvents;
  readonly #packets: Packets;
  readonly #knocks: boolean;
  readonly #backOff = new BackOff();
  readonly #end = new Pending();
  #socket: Socket | undefined;
  #inbox: UdpInbox | undefined;
  #sender: UdpSender | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #told = '';

  /** @param knocks it is to be heard from */
  constructor(host: string, port: number, events: LinkEvents, packets: Packets, knocks: boolean) {
    this.#host = host;
    this.#port = port;
    this.#events = events;
    this.#packets = packets;
    this.#knocks = knocks;
    this.ended = this.#end.wait();
    void this.#open();
  }

  get refused() {
    return { peers: 0, bytes: this.#inbox?.refusedBytes ?? 0 };
  }

  async close(): Promise<void> {
    await this.#sender?.flush();
    this.drop();
  }

  drop(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#sender?.stop();
    this.#inbox?.leave();
    this.#socket?.close();
    this.#end.resolve();
  }

  async #open(): Promise<void> {
    try {
      const { address } = await lookup(this.#host);
      const socket = await connectedSocket(address, this.#port);
      if (this.#isClosed) {
        socket.close();
        return;
      }
      this.#begin(socket);
    } catch (error) {
      if (this.#isClosed) return;
      const { message } = linkError(error);
      if (message !== this.#told) this.#events.told(`${message}; it is tried again`);
      this.#told = message;
      this.#timer = setTimeout(() => void this.#open(), this.#backOff.waitMs(0));
    }
  }

  #begin(socket: Socket): void {
    this.#socket = socket;
    const sender = new UdpSender(socket, [], this.#packets);
    const peer: Peer = {
      send: (unit) => sender.send(unit),
      end: () => this.close(),
      drop: () => this.drop(),
    };
    const inbox = new UdpInbox(this.#events.joined(peer));
    this.#sender = sender;
    this.#inbox = inbox;
    socket.on('message', (datagram) => {
      clearTimeout(this.#timer);
      inbox.take(datagram);
    });
    // That nobody listens there yet is told again for each datagram.
    socket.on('error', () => undefined);
    if (this.#knocks) this.#knock(socket);
  }

  #knock(socket: Socket): void {
    socket.send(new Uint8Array(0), () => undefined);
    this.#timer = setTimeout(() => {
      if (!this.#isClosed) this.#knock(socket);
    }, KNOCK_MS);
  }
}

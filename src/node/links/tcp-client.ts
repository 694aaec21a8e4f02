import { connect, type Socket } from 'node:net';
import { FlightveilError } from '../../model/errors.ts';
import { BackOff } from './back-off.ts';
import type { Link, LinkEvents } from './link.ts';
import { linkError } from './link-errors.ts';
import { Pending } from './pending.ts';
import { TcpPeer } from './tcp-peer.ts';

const CONNECT_MS = 10_000;

/** Connects to a TCP server, and again whenever the connection is lost, for as long as it is wanted. */
export class TcpClient implements Link {
  readonly ended: Promise<void>;
  readonly refused = { peers: 0, bytes: 0 };
  readonly #events: LinkEvents;
  readonly #host: string;
  readonly #port: number;
  readonly #backOff = new BackOff();
  readonly #end = new Pending();
  #socket: Socket | undefined;
  #peer: TcpPeer | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  /** What was told of the outage at hand. */
  #told = '';

  constructor(host: string, port: number, events: LinkEvents) {
    this.#host = host;
    this.#port = port;
    this.#events = events;
    this.ended = this.#end.wait();
    this.#connect();
  }

  async close(): Promise<void> {
    this.#stop();
    await this.#peer?.end();
    this.#end.resolve();
  }

  drop(): void {
    this.#stop();
    this.#peer?.drop();
    this.#end.resolve();
  }

  #stop(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    if (this.#peer === undefined) this.#socket?.destroy();
  }

  #connect(): void {
    const socket = connect({ host: this.#host, port: this.#port });
    this.#socket = socket;
    const failed = (error: unknown): void => {
      clearTimeout(this.#timer);
      socket.off('error', failed);
      socket.destroy();
      this.#again(0, linkError(error));
    };
    this.#timer = setTimeout(() => failed(Object.assign(new Error(), { code: 'ETIMEDOUT' })), CONNECT_MS);
    // A second error may come behind the first, or behind a time-out.
    socket.on('error', failed).on('error', () => undefined);
    socket.once('connect', () => {
      clearTimeout(this.#timer);
      socket.off('error', failed);
      if (this.#isClosed) {
        socket.destroy();
        return;
      }
      if (this.#told !== '') this.#events.told('is connected');
      this.#told = '';
      const since = performance.now();
      this.#peer = new TcpPeer(socket, this.#events, () => {
        this.#peer = undefined;
        this.#again(performance.now() - since, new FlightveilError('link-failed', 'the connection is lost'));
      });
    });
  }

  #again(heldMs: number, { message }: FlightveilError): void {
    if (this.#isClosed) return;
    if (message !== this.#told) this.#events.told(`${message}; it is tried again`);
    this.#told = message;
    this.#timer = setTimeout(() => this.#connect(), this.#backOff.waitMs(heldMs));
  }
}

import type { Socket } from 'node:net';
import type { FlightveilError } from '../../model/errors.ts';
import { END_MS, type LinkEvents, type Peer, STALL_MS } from './link.ts';
import { linkError } from './link-errors.ts';
import { Pending } from './pending.ts';

const KEEP_ALIVE_MS = 15_000;

/** One TCP connection. A far side that is gone without a word is found by keep-alive, one that takes nothing by {@link STALL_MS}. */
export class TcpPeer implements Peer {
  readonly #socket: Socket;
  readonly #room = new Pending();
  readonly #closed: Promise<void>;
  #stall: NodeJS.Timeout | undefined;
  #error: FlightveilError | undefined;

  /**
   * @param onClose told behind the events' own `left`
   * @param idleMs how long it may say nothing and be told nothing; 0: for ever
   */
  constructor(socket: Socket, events: LinkEvents, onClose: (peer: TcpPeer) => void, idleMs = 0) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.setTimeout(idleMs, () => this.drop());
    const { bytes, left } = bound(events.joined(this));
    socket.on('data', (chunk) => {
      const wait = bytes(chunk);
      if (wait === undefined) return;
      socket.pause();
      const goOn = (): void => void socket.resume();
      wait.then(goOn, goOn);
    });
    socket.on('drain', () => {
      clearTimeout(this.#stall);
      this.#room.resolve();
    });
    socket.on('error', (error) => {
      this.#error = linkError(error);
    });
    this.#closed = new Promise((resolve) => {
      socket.once('close', () => {
        clearTimeout(this.#stall);
        this.#room.reject(this.#error ?? gone());
        left(this.#error);
        onClose(this);
        resolve();
      });
    });
  }

  send(unit: Uint8Array): void | Promise<void> {
    const socket = this.#socket;
    if (!socket.writable) return Promise.reject(this.#error ?? gone());
    if (socket.write(unit)) return;
    clearTimeout(this.#stall);
    this.#stall = setTimeout(() => this.drop(), STALL_MS);
    return this.#room.wait();
  }

  async end(): Promise<void> {
    this.#socket.end();
    const tooLong = setTimeout(() => this.drop(), END_MS);
    // What still comes is nobody's; unread it would keep the connection open.
    this.#socket.resume();
    await this.#closed;
    clearTimeout(tooLong);
  }

  drop(): void {
    // A reset also forgets what the system has not sent yet.
    this.#socket.resetAndDestroy();
  }
}

function bound(events: ReturnType<LinkEvents['joined']>) {
  return { bytes: events.bytes.bind(events), left: events.left.bind(events) };
}

function gone(): FlightveilError {
  return linkError(Object.assign(new Error(), { code: 'ECONNRESET' }));
}

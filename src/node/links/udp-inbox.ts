import type { PeerEvents } from './link.ts';

const MOST_WAITING = 256;

/** Datagrams of one peer for a receiver that may ask them to wait; a few hundred do, more are refused and counted. */
export class UdpInbox {
  readonly #events: PeerEvents;
  #waiting: Uint8Array[] | undefined;
  #isOver = false;
  refusedBytes = 0;

  constructor(events: PeerEvents) {
    this.#events = events;
  }

  take(datagram: Uint8Array): void {
    if (this.#isOver) return;
    if (this.#waiting !== undefined) {
      if (this.#waiting.length < MOST_WAITING) this.#waiting.push(datagram);
      else this.refusedBytes += datagram.length;
      return;
    }
    const wait = this.#events.bytes(datagram);
    if (wait !== undefined) void this.#catchUp(wait);
  }

  leave(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#waiting = undefined;
    this.#events.left();
  }

  async #catchUp(first: Promise<void>): Promise<void> {
    const waiting: Uint8Array[] = [];
    this.#waiting = waiting;
    const ignore = (): void => undefined;
    await first.catch(ignore);
    for (let datagram = waiting.shift(); datagram !== undefined && !this.#isOver; datagram = waiting.shift()) {
      await this.#events.bytes(datagram)?.catch(ignore);
    }
    this.#waiting = undefined;
  }
}

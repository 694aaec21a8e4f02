import type { Socket } from 'node:dgram';
import { IDLE_MS, type Link, type LinkEvents, MOST_PEERS, type Peer } from './link.ts';
import { Pending } from './pending.ts';
import { UdpInbox } from './udp-inbox.ts';
import { type Packets, UdpSender } from './udp-peer.ts';
import { boundSocket } from './udp-socket.ts';

const SWEEP_MS = 5_000;

/** A device says more than once in this time that it is there (MAVLink heartbeats: each second); one that is silent for longer may give up its place. */
export const QUIET_MS = 1_500;

interface Known {
  readonly inbox: UdpInbox;
  readonly sender: UdpSender;
  heardMs: number;
}

/**
 * Waits for datagrams. Who has sent one is a peer, {@link MOST_PEERS} at most, until it has not been heard for {@link IDLE_MS}, or until its place is
 * wanted and it was silent for the longest.
 */
export class UdpServer implements Link {
  readonly ended: Promise<void>;
  readonly port: number;
  readonly #socket: Socket;
  readonly #events: LinkEvents;
  readonly #packets: Packets;
  readonly #quietMs: number;
  readonly #known = new Map<string, Known>();
  readonly #end = new Pending();
  readonly #sweep: NodeJS.Timeout;
  #last: { readonly address: string; readonly port: number; readonly known: Known } | undefined;
  #isClosed = false;
  #refusedPeers = 0;
  #refusedBytes = 0;

  private constructor(socket: Socket, events: LinkEvents, packets: Packets, quietMs: number) {
    this.#socket = socket;
    this.#quietMs = quietMs;
    this.#events = events;
    this.#packets = packets;
    this.port = socket.address().port;
    this.ended = this.#end.wait();
    socket.on('message', (datagram, { address, port }) => this.#take(datagram, address, port));
    socket.on('error', () => undefined);
    this.#sweep = setInterval(() => this.#forgetSilent(), SWEEP_MS).unref();
  }

  /**
   * @param quietMs how long a peer is silent before another may have its place: a device that restarts comes from another port each time
   * @throws FlightveilError `link-failed` if the address cannot be used
   */
  static async open(
    bind: string | undefined,
    port: number,
    events: LinkEvents,
    packets: Packets,
    quietMs = IDLE_MS,
  ): Promise<UdpServer> {
    return new UdpServer(await boundSocket(bind, port), events, packets, quietMs);
  }

  get refused() {
    let bytes = this.#refusedBytes;
    for (const { inbox } of this.#known.values()) bytes += inbox.refusedBytes;
    return { peers: this.#refusedPeers, bytes };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#known.values()].map(({ sender }) => sender.flush()));
    this.drop();
  }

  drop(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#sweep);
    for (const key of [...this.#known.keys()]) this.#forget(key);
    this.#socket.close();
    this.#end.resolve();
  }

  #take(datagram: Uint8Array, address: string, port: number): void {
    const last = this.#last;
    const known =
      last !== undefined && last.port === port && last.address === address ? last.known : this.#find(address, port);
    if (known === undefined) {
      this.#refusedBytes += datagram.length;
      return;
    }
    known.heardMs = performance.now();
    known.inbox.take(datagram);
  }

  #find(address: string, port: number): Known | undefined {
    const key = `${address} ${port}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      if (this.#known.size >= MOST_PEERS && !this.#makeRoom()) {
        if (this.#refusedPeers++ === 0) this.#events.told(`has ${MOST_PEERS} peers; more are not heard`);
        return undefined;
      }
      const sender = new UdpSender(this.#socket, [port, address], this.#packets);
      const peer: Peer = {
        send: (unit) => sender.send(unit),
        end: async () => this.#forget(key),
        drop: () => this.#forget(key),
      };
      known = { inbox: new UdpInbox(this.#events.joined(peer)), sender, heardMs: 0 };
      this.#known.set(key, known);
    }
    this.#last = { address, port, known };
    return known;
  }

  #makeRoom(): boolean {
    let longest: [string, Known] | undefined;
    for (const entry of this.#known)
      if (longest === undefined || entry[1].heardMs < longest[1].heardMs) longest = entry;
    if (longest === undefined || performance.now() - longest[1].heardMs < this.#quietMs) return false;
    this.#forget(longest[0]);
    return true;
  }

  #forgetSilent(): void {
    const nowMs = performance.now();
    for (const [key, { heardMs }] of this.#known) if (nowMs - heardMs > IDLE_MS) this.#forget(key);
  }

  #forget(key: string): void {
    const known = this.#known.get(key);
    if (known === undefined) return;
    this.#known.delete(key);
    this.#last = undefined;
    this.#refusedBytes += known.inbox.refusedBytes;
    known.sender.stop();
    known.inbox.leave();
  }
}

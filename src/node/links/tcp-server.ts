import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type Link, type LinkEvents, MOST_PEERS } from './link.ts';
import { linkError } from './link-errors.ts';
import { TcpPeer } from './tcp-peer.ts';

/** Listens for TCP connections, as many as {@link MOST_PEERS} at a time; more are turned away. */
export class TcpServer implements Link {
  readonly ended: Promise<void>;
  readonly port: number;
  readonly #server: Server;
  readonly #peers = new Set<TcpPeer>();
  readonly #idleMs: number;
  #refused = 0;

  private constructor(server: Server, events: LinkEvents, idleMs: number) {
    this.#server = server;
    this.#idleMs = idleMs;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (socket) => this.#welcome(socket, events));
    // After it listens: a connection that could not be accepted, for want of descriptors. The others go on.
    server.on('error', (error) => events.told(linkError(error).message));
    this.ended = new Promise((resolve) => server.once('close', () => resolve()));
  }

  /**
   * @param idleMs see {@link TcpPeer}
   * @throws FlightveilError `link-failed` if the address cannot be used
   */
  static async open(bind: string | undefined, port: number, events: LinkEvents, idleMs: number): Promise<TcpServer> {
    const server = createServer();
    server.listen({ port, ...(bind === undefined ? {} : { host: bind }), exclusive: true });
    try {
      await once(server, 'listening');
    } catch (error) {
      throw linkError(error);
    }
    return new TcpServer(server, events, idleMs);
  }

  get refused() {
    return { peers: this.#refused, bytes: 0 };
  }

  async close(): Promise<void> {
    this.#server.close();
    await Promise.all([...this.#peers].map((peer) => peer.end()));
    await this.ended;
  }

  drop(): void {
    this.#server.close();
    for (const peer of this.#peers) peer.drop();
  }

  #welcome(socket: Socket, events: LinkEvents): void {
    if (this.#peers.size >= MOST_PEERS || !this.#server.listening) {
      if (this.#refused++ === 0) events.told(`has ${MOST_PEERS} connections; more are turned away`);
      socket.on('error', () => undefined);
      socket.resetAndDestroy();
      return;
    }
    this.#peers.add(new TcpPeer(socket, events, (peer) => this.#peers.delete(peer), this.#idleMs));
  }
}

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tie } from './tie.ts';

/** A TCP proxy on a free port of this machine that keeps every byte that clients send, and cuts connections when it is told to. */
export class RecordingProxy {
  readonly #arrived: Buffer[] = [];
  /** Bytes that pass, both ways and of all connections from now on, before every connection is cut; undefined: no cut. */
  cutAfterBytes: number | undefined;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** @param toPort of a server on this machine; asked for at each connection */
  static async start(toPort: () => number): Promise<RecordingProxy> {
    const server = createServer();
    const proxy = new RecordingProxy(server);
    server.on('connection', (client) => proxy.#join(client, connect(toPort(), '127.0.0.1')));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Takes all that clients sent so far, over any connection, in the order in which it came. */
  takeRecorded(): Buffer {
    return Buffer.concat(this.#arrived.splice(0));
  }

  #join(client: Socket, server: Socket): void {
    tie(client, server, this.#sockets);
    client.on('end', () => server.end());
    server.on('end', () => client.end());
    server.on('data', (data) => this.#pass(data, client));
    client.on('data', (data) => {
      this.#arrived.push(data);
      this.#pass(data, server);
    });
  }

  #pass(data: Buffer, to: Socket): void {
    if (this.cutAfterBytes === undefined) return void to.write(data);
    const passing = data.subarray(0, this.cutAfterBytes);
    this.cutAfterBytes -= passing.length;
    const isEnd = this.cutAfterBytes === 0;
    // What was counted as passed arrives; then the line is dead for both.
    to.write(passing, () => isEnd && this.#cut());
  }

  #cut(): void {
    this.cutAfterBytes = undefined;
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Draw } from '../draw.ts';
import { frameCount } from './mark.ts';

const LIFE_MS = { least: 4_000, most: 20_000 };
const STEP_MS = 200;
/** Of a step: now and then it does not read, so long that what is sent must wait at the sender. */
const STALL_SHARE = 0.05;
const MOST_STALL_MS = 3_000;

/** The far side of a bad network: connections are cut by draws, and read with pauses. */
export class RoughServer {
  readonly port: number;
  readonly close: () => void;
  connections = 0;
  /** Whole frames that came. */
  frames = 0;
  /** Connections in which something else came than frames, the last of them cut. */
  broken = 0;

  private constructor(port: number, close: () => void) {
    this.port = port;
    this.close = close;
  }

  /** @param lifeMs of a connection */
  static async open(seed: number, lifeMs = LIFE_MS): Promise<RoughServer> {
    const draw = new Draw(seed);
    const server = createServer();
    const sockets = new Set<Socket>();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const rough = new RoughServer((server.address() as AddressInfo).port, () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    });
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      rough.#take(socket, draw, lifeMs);
    });
    return rough;
  }

  #take(socket: Socket, draw: Draw, { least, most }: typeof LIFE_MS): void {
    this.connections++;
    let rest: Uint8Array = new Uint8Array(0);
    let isBroken = false;
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      if (isBroken) return;
      const { frames, bytes } = frameCount(Buffer.concat([rest, chunk]));
      if (frames < 0) {
        isBroken = true;
        this.broken++;
        return;
      }
      this.frames += frames;
      rest = bytes;
    });
    const endMs = performance.now() + least + draw.unit() * (most - least);
    const step = (): void => {
      if (socket.destroyed) return;
      socket.resume();
      if (performance.now() > endMs) {
        socket.resetAndDestroy();
        return;
      }
      const pauses = draw.unit() < STALL_SHARE;
      if (pauses) socket.pause();
      setTimeout(step, pauses ? draw.unit() * MOST_STALL_MS : STEP_MS);
    };
    step();
  }
}

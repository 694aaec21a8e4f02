import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** A sender of datagrams, one frame each. */
export class Player {
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static async to(port: number): Promise<Player> {
    const socket = createSocket('udp4');
    socket.connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    return new Player(socket);
  }

  /**
   * Sends at a steady rate: each millisecond what is due, as much at once as timers allow.
   * @returns when each frame left, in milliseconds of `performance.now()`
   */
  async play(frames: readonly Uint8Array[], framesPerSecond: number): Promise<Float64Array> {
    const times = new Float64Array(frames.length);
    const start = performance.now();
    for (let next = 0; next < frames.length; ) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      const due = Math.min(frames.length, Math.ceil(((performance.now() - start) * framesPerSecond) / 1000));
      for (; next < due; next++) {
        times[next] = performance.now();
        this.#socket.send(frames[next]!);
      }
    }
    return times;
  }

  close(): void {
    this.#socket.close();
  }
}

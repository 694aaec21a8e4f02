import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { describe, onTestFinished } from 'vitest';
import { tcpServer, until } from './harness.ts';

/** A suite with serial lines made by socat: it fails without it in CI, and elsewhere says that it was left out. */
export function describeSocat(title: string, suite: () => void): void {
  if (spawnSync('socat', ['-V']).status === 0) {
    describe(title, suite);
  } else if (process.env.CI) {
    throw new Error(`${title}: there is no socat`);
  } else {
    console.warn(`LEFT OUT, no socat here: ${title}`);
    describe.skipIf(true)(title, () => undefined);
  }
}

/** A device on a serial line that can be unplugged and plugged in again. */
export class Device {
  readonly path: string;
  /** What the device says and hears. */
  socket!: Socket;
  #socat: ChildProcess | undefined;

  constructor(path: string) {
    this.path = path;
    onTestFinished(() => this.unplug());
  }

  async plug(): Promise<void> {
    const sockets: Socket[] = [];
    const { port } = await tcpServer((socket) => void sockets.push(socket));
    const line = `pty,raw,echo=0,link=${this.path}`;
    this.#socat = spawn('socat', [line, `tcp:127.0.0.1:${port},nodelay`], { stdio: 'ignore' });
    await until(() => sockets.length > 0 && existsSync(this.path), 'the serial line');
    this.socket = sockets[0]!;
    this.socket.on('error', () => undefined);
  }

  async unplug(): Promise<void> {
    const socat = this.#socat;
    this.#socat = undefined;
    if (socat === undefined || socat.exitCode !== null || socat.signalCode !== null) return;
    socat.kill('SIGTERM');
    await once(socat, 'exit');
  }
}

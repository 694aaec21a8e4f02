import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { builtMain, ended, namesIn, put, temporaryFolder } from '../node/harness.ts';
import { framesOf, pause, sample, shortLog, until } from '../relay/harness.ts';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

/** The built program, with its standard streams. */
function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [builtMain, 'relay', '--home', join(folder, 'home'), ...args]);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

const input = sample('short.mavlink');

/** With standard output and standard error to choose. */
function startInto(out: number | 'pipe', err: number | 'pipe', ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [builtMain, 'relay', '--home', join(folder, 'home'), ...args], {
    stdio: ['ignore', out, err],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  for (const descriptor of [out, err]) if (typeof descriptor === 'number') closeSync(descriptor);
  return child;
}

/** The near end of a terminal whose far end is not read. */
async function unreadTerminal(): Promise<number> {
  const path = join(folder, 'terminal');
  const socat = spawn('socat', [`pty,raw,echo=0,link=${path}`, `pipe:${join(folder, 'far')}`], { stdio: 'ignore' });
  onTestFinished(() => void socat.kill('SIGKILL'));
  await until(() => existsSync(path), 'the terminal');
  const near = openSync(path, constants.O_WRONLY | constants.O_NOCTTY);
  socat.kill('SIGSTOP');
  return near;
}

/** A pipe that takes nothing more, and that nobody reads. */
function fullPipe(): number {
  const path = join(folder, 'said');
  expect(spawnSync('mkfifo', [path]).status).toBe(0);
  const both = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  for (const length of [4096, 1]) {
    const take = (): boolean => {
      try {
        return writeSync(both, new Uint8Array(length)) > 0;
      } catch {
        return false;
      }
    };
    while (take());
  }
  return both;
}

/** Starts a relay that listens, and says on which port. */
async function listening(...args: string[]): Promise<{ child: ChildProcess; port: number }> {
  const child = start('--from', 'tcp://:0?bind=127.0.0.1', ...args);
  let said = '';
  child.stderr!.on('data', (data) => (said += data));
  await until(() => /port \d+/.test(said), 'the relay', 30_000);
  return { child, port: Number(/port (\d+)/.exec(said)![1]) };
}

function feed(port: number): void {
  const device = connect({ port, host: '127.0.0.1' });
  device.on('error', () => undefined);
  onTestFinished(() => void device.destroy());
  device.write(shortLog);
}

describe('the program', () => {
  test('stands between standard streams', async () => {
    const child = start('--from', '-', '--to', '-', '--level', 'engineering');
    const pieces: Buffer[] = [];
    child.stdout!.on('data', (piece) => pieces.push(piece));
    const end = ended(child);
    child.stdin!.end(shortLog);
    expect((await end).code).toBe(0);
    expect(framesOf(Buffer.concat(pieces)).length).toBeGreaterThan(300);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('ends in good order at %s: the file is whole', async (signal) => {
    const { child, port } = await listening('--to', `file:${join(folder, 'out')}`);
    const end = ended(child);
    feed(port);
    await pause(300);
    child.kill(signal);
    expect(await end).toMatchObject({ code: 0, signal: null, out: '' });
    expect(framesOf(readFileSync(join(folder, 'out'))).length).toBeGreaterThan(500);
    expect(namesIn(folder)).toEqual(['home', 'out']);
  });

  test('killed leaves at most a hidden partial file, and the port is free', async () => {
    const { child, port } = await listening('--to', `file:${join(folder, 'out')}`);
    const end = ended(child);
    feed(port);
    await pause(300);
    child.kill('SIGKILL');
    expect((await end).signal).toBe('SIGKILL');
    const names = namesIn(folder).filter((name) => name !== 'home');
    expect(names.every((name) => /^\.flightveil-[0-9a-f]{16}\.partial$/.test(name))).toBe(true);
    expect(namesIn(join(folder, 'home'))).toEqual(['root.key']);
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve());
    });
    server.close();
  });

  test('whose standard output nobody reads still ends when it is told to', async () => {
    const { child, port } = await listening('--to', '-');
    child.stdout!.pause();
    const device = connect({ port, host: '127.0.0.1' });
    device.on('error', () => undefined);
    onTestFinished(() => void device.destroy());
    for (let round = 0; round < 100; round++) device.write(shortLog);
    await pause(500);
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await exited;
    expect(child.signalCode).toBeNull();
  });

  test('whose reader has read enough ends', async () => {
    const child = start('--from', `file:${sample('copter.tlog')}?rate=full`, '--to', '-');
    const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.stdout!.once('data', () => child.stdout!.destroy());
    expect(await exited).toBe(0);
  });

  test('gives a slow reader all, however long that takes', async () => {
    const log = put(folder, 'log', Buffer.concat(Array.from({ length: 40 }, () => shortLog)));
    const child = start('--from', `file:${log}?rate=full`, '--to', '-');
    await pause(6_000);
    const { code, err } = await ended(child);
    expect(code).toBe(0);
    expect(err).toMatch(/-: done, 21440 frames released, 960 withheld, 778640 bytes sent/);
  });

  test.each(['pipe', 'terminal'])(
    'whose reader, of a %s, never reads ends when it is told to, and its recording is whole',
    async (kind) => {
      const log = put(folder, 'log', Buffer.concat(Array.from({ length: 200 }, () => shortLog)));
      const args = ['--from', `file:${log}?rate=full`, '--to', '-', `file:${join(folder, 'out')}`];
      const child = kind === 'pipe' ? start(...args) : startInto(await unreadTerminal(), 'pipe', ...args);
      const exited = once(child, 'exit');
      await until(() => namesIn(folder).some((name) => name.endsWith('.partial')), 'the recording', 30_000);
      await pause(500);
      child.kill('SIGTERM');
      expect(await exited).toEqual([0, null]);
      expect(framesOf(readFileSync(join(folder, 'out'))).length).toBeGreaterThan(500);
    },
  );

  test('fails when the disk behind its standard output is full', async () => {
    const child = startInto(openSync('/dev/full', 'w'), 'pipe', '--from', `file:${input}?rate=full`, '--to', '-');
    const { code, err } = await ended(child);
    expect(code).toBe(1);
    expect(err).toContain('-: the disk is full');
    expect(err).toContain('0 bytes sent');
  });

  test('goes on when nobody reads any more what it says', async () => {
    const { child, port } = await listening('--to', `file:${join(folder, 'out')}`, '--status', '1');
    const exited = once(child, 'exit');
    child.stderr!.destroy();
    feed(port);
    await pause(2_500);
    expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(framesOf(readFileSync(join(folder, 'out'))).length).toBeGreaterThan(500);
  });

  test('ends when nobody reads what it says, and the pipe for that is full', async () => {
    const child = startInto('pipe', fullPipe(), '--from', `file:${input}?rate=full`, '--to', '-');
    const { code, out } = await ended(child);
    expect(code).toBe(0);
    expect(out.length).toBeGreaterThan(10_000);
  });
});

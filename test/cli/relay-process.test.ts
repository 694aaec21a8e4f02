import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { builtMain, ended, namesIn, temporaryFolder } from '../node/harness.ts';
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
});

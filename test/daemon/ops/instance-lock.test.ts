import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isInstanceRunning, LOCK_FILE, lockInstance } from '../../../src/daemon/ops/instance-lock.ts';
import { root, temporaryFolder } from './folder.ts';

function home(): string {
  const folder = join(temporaryFolder(), 'home');
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/** Another process that holds the lock until it is killed. */
async function holder(folder: string): Promise<ChildProcess> {
  const lock = join(root, 'src/daemon/ops/instance-lock.ts');
  const script = `
    const { lockInstance } = await import(${JSON.stringify(lock)});
    globalThis.held = await lockInstance(${JSON.stringify(folder)});
    process.stdout.write('held');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = (await once(child.stdout!, 'data')) as [Buffer];
  expect(said.toString()).toBe('held');
  return child;
}

describe('one daemon a state folder', () => {
  test('a second one in this process is refused until the first lets go', async () => {
    const folder = home();
    const lock = await lockInstance(folder);
    expect(lock.isHeld()).toBe(true);
    await expect(lockInstance(folder)).rejects.toMatchObject({ code: 'state-unusable', facts: { isRunning: true } });
    // The refused one closed its own handle: the lock is still there for others.
    expect(await isInstanceRunning(folder)).toBe(true);
    expect(await heldForOthers(folder)).toBe(true);
    lock.release();
    expect(lock.isHeld()).toBe(false);
    expect(await isInstanceRunning(folder)).toBe(false);
    (await lockInstance(folder)).release();
  });

  test('another process holds it until it is killed, by SIGKILL too', async () => {
    const folder = home();
    const child = await holder(folder);
    expect(await isInstanceRunning(folder)).toBe(true);
    await expect(lockInstance(folder)).rejects.toMatchObject({ facts: { isRunning: true } });
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect(await isInstanceRunning(folder)).toBe(false);
    const lock = await lockInstance(folder);
    expect(lock.isHeld()).toBe(true);
    lock.release();
  });

  test('a lock whose file was replaced or removed is held no longer', async () => {
    const folder = home();
    const lock = await lockInstance(folder);
    onTestFinished(() => lock.release());
    renameSync(join(folder, LOCK_FILE), join(folder, 'away'));
    expect(lock.isHeld()).toBe(false);
    writeFileSync(join(folder, LOCK_FILE), '');
    expect(lock.isHeld()).toBe(false);
  });

  test('the file is for its owner only, and no link is followed', async () => {
    const folder = home();
    const lock = await lockInstance(folder);
    expect(statSync(join(folder, LOCK_FILE)).mode & 0o777).toBe(0o600);
    lock.release();
    chmodSync(join(folder, LOCK_FILE), 0o644);
    await expect(lockInstance(folder)).rejects.toMatchObject({ code: 'state-unusable' });
    const other = home();
    symlinkSync(join(folder, LOCK_FILE), join(other, LOCK_FILE));
    await expect(lockInstance(other)).rejects.toMatchObject({ code: 'state-unusable' });
    chmodSync(other, 0o750);
    await expect(lockInstance(other)).rejects.toMatchObject({ code: 'state-unusable' });
  });

  test('nobody runs where there is no lock file, and looking makes none', async () => {
    const folder = home();
    expect(await isInstanceRunning(folder)).toBe(false);
    expect(() => statSync(join(folder, LOCK_FILE))).toThrow('ENOENT');
  });
});

/** Asks from outside: within one process POSIX locks do not show. */
async function heldForOthers(folder: string): Promise<boolean> {
  const script = `
    const Sqlite = (await import('better-sqlite3')).default;
    const database = new Sqlite(${JSON.stringify(join(folder, LOCK_FILE))}, { timeout: 0, readonly: true });
    try { database.prepare('SELECT count(*) FROM sqlite_schema').get(); process.exitCode = 0; } catch { process.exitCode = 7; }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: root, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number];
  return code === 7;
}

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { pause, put, toldOf, until, watched } from './harness.ts';

test('a card that is taken out and put in again: missing, not forgotten; nothing is told twice', async () => {
  const it = watched({ source: { isRemovable: true } });
  const path = put(it.folder, 'a.log', 'one');
  await it.watcher.start();
  await until(() => it.told.length === 1);
  const away = `${it.folder}-away`;
  renameSync(it.folder, away);
  await until(() => it.media.length === 2);
  expect(it.known.get('card', path)).toMatchObject({ isMissing: true });
  put(away, 'b.log', 'two');
  renameSync(away, it.folder);
  await until(() => it.told.length === 2);
  expect(it.known.get('card', path)).toMatchObject({ isMissing: false });
  put(it.folder, 'c.log', 'three');
  await until(() => it.told.length === 3);
  expect([it.media, it.problems]).toEqual([[true, false, true], []]);
  expect(toldOf(it)).toEqual(['a.log=one', 'b.log=two', 'c.log=three']);
});

test('an empty folder where a card is mounted is a card that is not there', async () => {
  const it = watched({ source: { isRemovable: true } });
  const path = put(it.folder, 'a.log', 'one');
  await it.watcher.scanOnce();
  const away = `${it.folder}-away`;
  renameSync(it.folder, away);
  mkdirSync(it.folder);
  expect(await it.watcher.scanOnce()).toMatchObject({ absent: ['card'], missing: 1 });
  expect(it.known.get('card', path)).toMatchObject({ isMissing: true });
  rmSync(it.folder, { recursive: true });
  renameSync(away, it.folder);
  expect(await it.watcher.scanOnce()).toMatchObject({ absent: [], known: 1, logs: 0 });
  expect(it.media).toEqual([true, false, true]);
});

test('a folder of a fixed disk that was emptied is there', async () => {
  const it = watched();
  const path = put(it.folder, 'a.log', 'one');
  await it.watcher.scanOnce();
  rmSync(path);
  expect(await it.watcher.scanOnce()).toMatchObject({ absent: [], missing: 1 });
});

const mayMount = process.platform === 'linux' && process.getuid?.() === 0 && tryMount();

function tryMount(): boolean {
  const script = 'mkdir -p "$0" && mount -t tmpfs none "$0" && umount "$0" && rmdir "$0"';
  return spawnSync('sh', ['-c', script, join(tmpdir(), `flightveil-mount-${process.pid}`)]).status === 0;
}

test.runIf(mayMount)('a real medium, mounted and unmounted while it is watched', async () => {
  const it = watched({ source: { isRemovable: true, settleMs: 300 } });
  await it.watcher.start();
  await until(() => it.media.length === 1);
  const mount = () => execFileSync('mount', ['-t', 'tmpfs', 'none', it.folder]);
  // While somebody looks into it, it is busy.
  const unmount = () => until(() => spawnSync('umount', ['-q', it.folder]).status === 0);
  onTestFinished(() => {
    spawnSync('umount', ['-q', it.folder]);
  });
  mount();
  const path = put(it.folder, 'a.log', 'one');
  await until(() => it.told.length === 1);
  put(it.folder, 'b.log', 'never whole');
  await pause(10);
  await unmount();
  await until(() => it.media.length === 3);
  expect(it.known.get('card', path)).toMatchObject({ isMissing: true });
  mount();
  put(it.folder, 'c.log', 'three');
  await until(() => it.told.length === 2);
  put(it.folder, 'd.log', 'four');
  await until(() => it.told.length === 3);
  await unmount();
  await until(() => it.media.length === 5);
  expect(it.media).toEqual([false, true, false, true, false]);
  expect([toldOf(it), it.problems, it.failures]).toEqual([['a.log=one', 'c.log=three', 'd.log=four'], [], []]);
});

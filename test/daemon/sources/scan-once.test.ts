import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MAX_DEPTH } from '../../../src/daemon/sources/walk-folder.ts';
import { afterFirstLook, put, reasonsOf, toldOf, watched } from './harness.ts';

describe('one look', () => {
  test('tells of every file once, in subfolders too, and of none again', async () => {
    const it = watched();
    put(it.folder, 'a.tlog', 'one');
    mkdirSync(join(it.folder, 'x', 'y'), { recursive: true });
    put(join(it.folder, 'x', 'y'), 'b.bin', 'two');
    const first = await it.watcher.scanOnce();
    expect(toldOf(it)).toEqual(['a.tlog=one', 'b.bin=two']);
    expect(first).toMatchObject({ files: 2, known: 0, logs: 2, problems: 0, absent: [] });
    const second = await it.watcher.scanOnce();
    expect(it.told).toHaveLength(2);
    expect(second).toMatchObject({ files: 2, known: 2, logs: 0 });
  });

  test('a changed file is told again: longer, shorter, or with another time', async () => {
    const it = watched();
    const paths = ['a', 'b', 'c'].map((name) => put(it.folder, name, `${name}12345`));
    await it.watcher.scanOnce();
    appendFileSync(paths[0]!, '+');
    truncateSync(paths[1]!, 3);
    utimesSync(paths[2]!, 1, 1);
    it.told.length = 0;
    await it.watcher.scanOnce();
    expect(toldOf(it)).toEqual(['a=a12345+', 'b=b12', 'c=c12345']);
  });

  test('a log that was rotated in place: the old content has moved, the new one is a new log', async () => {
    const it = watched();
    const path = put(it.folder, 'flight.log', 'first');
    await it.watcher.scanOnce();
    renameSync(path, `${path}.1`);
    writeFileSync(path, 'second');
    await it.watcher.scanOnce();
    expect(toldOf(it)).toEqual(['flight.log=first', 'flight.log=second']);
    expect(it.moves).toEqual([expect.objectContaining({ from: path, to: `${path}.1` })]);
    expect(it.known.get('card', path)).toMatchObject({ isMissing: false, identity: { size: 6 } });
  });

  test('a hard link to a known file is no new log and no move', async () => {
    const it = watched();
    const path = put(it.folder, 'a.log', 'first');
    await it.watcher.scanOnce();
    execFileSync('ln', [path, join(it.folder, 'b.log')]);
    expect(await it.watcher.scanOnce()).toMatchObject({ known: 2, moved: 0, missing: 0 });
    expect([it.told.length, it.moves]).toEqual([1, []]);
  });

  test('on a removable medium a like file of another name is read: cards give numbers and times anew', async () => {
    const it = watched({ source: { isRemovable: true } });
    const path = put(it.folder, 'a.log', 'first');
    await it.watcher.scanOnce();
    renameSync(path, join(it.folder, 'b.log'));
    await it.watcher.scanOnce();
    expect(toldOf(it)).toEqual(['a.log=first', 'b.log=first']);
    expect(it.moves).toEqual([]);
  });

  test('a deleted file is missing, not forgotten, and known when it is back unchanged', async () => {
    const it = watched();
    const path = put(it.folder, 'a.log', 'first');
    put(it.folder, 'b.log', 'stays');
    await it.watcher.scanOnce();
    const aside = join(it.home, 'aside');
    renameSync(path, aside);
    expect(await it.watcher.scanOnce()).toMatchObject({ missing: 1 });
    expect(it.known.get('card', path)).toMatchObject({ isMissing: true });
    expect(await it.watcher.scanOnce()).toMatchObject({ missing: 0 });
    renameSync(aside, path);
    expect(await it.watcher.scanOnce()).toMatchObject({ known: 2 });
    expect(it.known.get('card', path)).toMatchObject({ isMissing: false });
    expect(it.told).toHaveLength(2);
  });

  test('what changes while it settles is left for another time', async () => {
    const it = watched({ options: { now: afterFirstLook(() => appendFileSync(path, ', end')) } });
    const path = put(it.folder, 'a.log', 'begin');
    expect(await it.watcher.scanOnce()).toMatchObject({ unsettled: 1, logs: 0 });
    expect(await it.watcher.scanOnce()).toMatchObject({ unsettled: 0, logs: 1 });
    expect(toldOf(it)).toEqual(['a.log=begin, end']);
  });

  test('times from the future and from before 1970 settle as others do', async () => {
    const it = watched();
    utimesSync(put(it.folder, 'future', 'f'), 4e9, 4e9);
    utimesSync(put(it.folder, 'past', 'p'), -1e8, -1e8);
    await it.watcher.scanOnce();
    await it.watcher.scanOnce();
    expect(toldOf(it)).toEqual(['future=f', 'past=p']);
  });

  test('two sources may overlap: each tells of a file once', async () => {
    const it = watched();
    put(it.folder, 'a.log', 'first');
    const other = watched({ folder: it.folder, home: it.home, known: it.known, source: { name: 'other' } });
    for (const one of [it, other, it, other]) await one.watcher.scanOnce();
    expect([it.told.length, other.told.length]).toEqual([1, 1]);
  });

  test('whoever takes logs may fail: the others come, and that one again', async () => {
    let fails = true;
    const seen: string[] = [];
    const it = watched({
      options: {
        onLog: async ({ path }) => {
          if (fails && path.endsWith('b')) throw new Error('no room');
          seen.push(path.slice(-1));
        },
      },
    });
    for (const name of ['a', 'b', 'c']) put(it.folder, name, name);
    expect(await it.watcher.scanOnce()).toMatchObject({ logs: 2, problems: 1 });
    expect(reasonsOf(it)).toEqual(['b not-taken']);
    fails = false;
    await it.watcher.scanOnce();
    expect(seen.sort()).toEqual(['a', 'b', 'c']);
  });
});

describe('what is not looked at', () => {
  test('by-products, hidden names, our own outputs, other endings', async () => {
    const it = watched({ source: { endings: ['.tlog', '.json'] } });
    const names = [
      'a.tlog',
      'B.TLOG',
      '.h.tlog',
      'c.bin',
      'd.tlog~',
      'e.tlog.partial',
      'f.manifest.json',
      'g.json.tmp',
    ];
    for (const name of [...names, 'h.tlog.crdownload', 'i.summary.json']) put(it.folder, name, 'x');
    mkdirSync(join(it.folder, '.trash'));
    put(join(it.folder, '.trash'), 'z.tlog', 'x');
    await it.watcher.scanOnce();
    expect(toldOf(it)).toEqual(['B.TLOG=x', 'a.tlog=x']);
  });

  test('links are not followed, but the source itself may be named through one', async () => {
    const it = watched();
    const outside = put(it.home, 'secret.log', 'secret');
    put(it.folder, 'own.log', 'own');
    symlinkSync(outside, join(it.folder, 'file.log'));
    symlinkSync(it.home, join(it.folder, 'folder'));
    symlinkSync('.', join(it.folder, 'loop'));
    const link = `${it.folder}-link`;
    symlinkSync(it.folder, link);
    const through = watched({ folder: link, home: it.home });
    await through.watcher.scanOnce();
    expect(toldOf(through)).toEqual(['own.log=own']);
    expect(through.told[0]?.path).toBe(join(link, 'own.log'));
  });

  test('pipes, sockets and devices are never opened', async () => {
    const it = watched();
    execFileSync('mkfifo', [join(it.folder, 'pipe.log')]);
    const server = createServer().listen(join(it.folder, 'socket.log'));
    if (process.getuid?.() === 0) execFileSync('mknod', [join(it.folder, 'device.log'), 'c', '1', '5']);
    put(it.folder, 'a.log', 'a');
    expect(await it.watcher.scanOnce()).toMatchObject({ files: 1, logs: 1, problems: 0 });
    server.close();
  });

  test('empty files, until they have content', async () => {
    const it = watched();
    const path = put(it.folder, 'a.log', '');
    expect(await it.watcher.scanOnce()).toMatchObject({ empty: 1, logs: 0 });
    writeFileSync(path, 'now');
    await it.watcher.scanOnce();
    expect(toldOf(it)).toEqual(['a.log=now']);
  });

  test('the state folder and folders that are named, also if they are made later', async () => {
    const it = watched();
    const home = join(it.folder, 'state');
    const out = join(it.folder, 'out');
    mkdirSync(home, { mode: 0o700 });
    const inside = watched({ folder: it.folder, home, options: { exclude: [out] } });
    mkdirSync(out);
    for (const folder of [home, out, it.folder]) put(folder, 'a.log', folder);
    await inside.watcher.scanOnce();
    expect(toldOf(inside)).toEqual([`a.log=${it.folder}`]);
  });
});

describe('what cannot be looked at is told once, and the rest goes on', () => {
  test('names that are no Unicode', async () => {
    const it = watched();
    put(it.folder, 'a.log', 'a');
    execFileSync('bash', ['-c', `echo x > "$0"/$'b\\xff.log'`, it.folder]);
    await it.watcher.scanOnce();
    await it.watcher.scanOnce();
    expect(it.problems.map(({ reason }) => reason)).toEqual(['name-not-unicode']);
    expect(toldOf(it)).toEqual(['a.log=a']);
  });

  test('folders below folders without end', async () => {
    const it = watched();
    let folder = it.folder;
    for (let depth = 0; depth <= MAX_DEPTH; depth++) mkdirSync((folder = join(folder, 'd')));
    put(folder, 'deep.log', 'x');
    put(join(folder, '..'), 'last.log', 'x');
    await it.watcher.scanOnce();
    expect(toldOf(it)).toEqual(['last.log=x']);
    expect(reasonsOf(it)).toEqual(['d too-deep']);
  });

  // Root may read everything: another user has to look.
  test.runIf(process.getuid?.() === 0)('what may not be read, until it may', async () => {
    const it = watched();
    for (const path of [join(it.folder, '..'), it.folder]) chmodSync(path, 0o755);
    const file = put(it.folder, 'closed.log', 'x');
    const folder = join(it.folder, 'closed');
    mkdirSync(folder);
    put(folder, 'inside.log', 'y');
    put(it.folder, 'open.log', 'z');
    for (const path of [file, folder]) chmodSync(path, 0);
    chmodSync(it.home, 0o700);
    execFileSync('chown', ['65534', it.home]);
    const look = async () => {
      process.seteuid?.(65534);
      try {
        await it.watcher.scanOnce();
      } finally {
        process.seteuid?.(0);
      }
    };
    expect([typeof process.seteuid, reasonsOf(it)]).toEqual(['function', []]);
    await look();
    expect([toldOf(it), reasonsOf(it)]).toEqual([['open.log=z'], ['closed no-permission', 'closed.log no-permission']]);
    await look();
    expect(it.problems).toHaveLength(2);
    for (const path of [file, folder]) chmodSync(path, 0o755);
    await look();
    expect(toldOf(it)).toEqual(['closed.log=x', 'inside.log=y', 'open.log=z']);
  });

  test('a folder that vanishes while it is looked through', async () => {
    const it = watched({
      options: {
        onLog: async ({ path }) => {
          taken.push(path);
          rmSync(join(it.folder, 'd'), { recursive: true, force: true });
        },
      },
      source: { settleMs: 0 },
    });
    const taken: string[] = [];
    mkdirSync(join(it.folder, 'd'));
    for (let n = 0; n < 300; n++) put(join(it.folder, 'd'), `${n}.log`, `${n}`);
    const report = await it.watcher.scanOnce();
    expect([report.logs, report.problems, taken.length]).toEqual([1, 0, 1]);
  });
});

test('a source whose folder is not there is absent, without an error', async () => {
  const it = watched();
  const path = put(it.folder, 'a.log', 'a');
  await it.watcher.scanOnce();
  unlinkSync(path);
  rmSync(it.folder, { recursive: true });
  const report = await it.again().watcher.scanOnce();
  expect([report.absent, report.problems]).toEqual([['card'], 0]);
  expect(it.known.get('card', path)).toMatchObject({ isMissing: true });
});

import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FoundLog } from '../../../src/daemon/sources/found-log.ts';
import { MemoryKnownFiles } from '../../../src/daemon/sources/known-files.ts';
import { afterFirstLook, noEvents, pause, put, toldOf, until, type Watched, watched } from './harness.ts';

async function watching(setup: Parameters<typeof watched>[0] = {}): Promise<Watched> {
  const it = watched(setup);
  await it.watcher.start();
  await until(() => it.watching.length > 0);
  return it;
}

describe('while it watches', () => {
  test('a log is told soon after it is whole, without a full look; one that moved is not told again', async () => {
    const it = await watching();
    expect(it.watching).toEqual([{ source: 'card', isLive: true }]);
    mkdirSync(join(it.folder, 'day', 'flights'), { recursive: true });
    const path = put(join(it.folder, 'day', 'flights'), 'a.log', 'one');
    await until(() => it.told.length === 1);
    const to = join(it.folder, 'b.log');
    renameSync(path, to);
    await until(() => it.moves.length === 1);
    expect(it.moves[0]).toMatchObject({ from: path, to });
    renameSync(to, join(it.folder, 'day', 'c.log'));
    renameSync(join(it.folder, 'day'), join(it.folder, 'night'));
    await until(() => it.known.get('card', join(it.folder, 'night', 'c.log')) !== undefined);
    unlinkSync(join(it.folder, 'night', 'c.log'));
    await until(() => it.known.get('card', join(it.folder, 'night', 'c.log'))?.isMissing === true);
    expect(toldOf(it)).toEqual(['a.log=one']);
  });

  test('a log that is written in bursts is told when it is whole', async () => {
    const it = await watching({ source: { settleMs: 400 } });
    const path = join(it.folder, 'a.log');
    let whole = '';
    let lastMs = 0;
    for (let burst = 0; burst < 12; burst++) {
      lastMs = performance.now();
      appendFileSync(path, `burst ${burst}; `);
      whole += `burst ${burst}; `;
      await pause(40);
      expect(it.told).toEqual([]);
    }
    await until(() => it.told.length > 0);
    expect(toldOf(it)).toEqual([`a.log=${whole}`]);
    expect(it.told[0]!.atMs - lastMs).toBeGreaterThanOrEqual(400);
    appendFileSync(path, 'more');
    await until(() => it.told.length > 1);
    expect(it.told[1]!.content).toBe(`${whole}more`);
  });

  test('the clock may jump: only time that passes counts', async () => {
    const real = Date.now;
    const it = await watching({ source: { settleMs: 200 } });
    try {
      const startMs = performance.now();
      const path = put(it.folder, 'a.log', 'x');
      Date.now = () => real() + 2 * 365 * 86_400_000;
      await pause(60);
      Date.now = () => real() - 30 * 86_400_000;
      utimesSync(path, 4e9, 4e9);
      await until(() => it.told.length === 1);
      expect(it.told[0]!.atMs - startMs).toBeGreaterThan(255);
    } finally {
      Date.now = real;
    }
  });

  test('5 000 files at once: each exactly once', async () => {
    const names: string[] = [];
    const onLog = async ({ path }: FoundLog): Promise<void> => void names.push(basename(path, '.log'));
    const it = await watching({ source: { settleMs: 50 }, options: { rescanMs: 1_500, onLog } });
    for (let n = 0; n < 5_000; n++) writeFileSync(join(it.folder, `${n}.log`), `${n}`);
    await until(() => names.length >= 5_000, 50_000);
    await it.watcher.stop();
    expect(await it.watcher.scanOnce()).toMatchObject({ files: 5_000, known: 5_000, logs: 0 });
    expect(names).toHaveLength(5_000);
    expect(new Set(names.map(Number)).size).toBe(5_000);
  });

  test('without events, full looks find all, and it says so', async () => {
    const it = await watching({ options: { events: noEvents, rescanMs: 100 } });
    expect(it.watching).toEqual([{ source: 'card', isLive: false, why: 'not-installed' }]);
    put(it.folder, 'a.log', 'one');
    await until(() => it.told.length === 1);
    await pause(250);
    expect(it.told).toHaveLength(1);
  });

  test('events without full looks are not believed blindly: links, other folders, hidden names', async () => {
    let tell: (path: string) => void = () => undefined;
    const events: typeof noEvents = (_folder, onPath) => {
      tell = onPath;
      return Promise.resolve({ stop: () => Promise.resolve() });
    };
    const it = await watching({ options: { events } });
    await pause(60);
    const secret = put(it.home, 'secret.log', 'secret');
    symlinkSync(it.home, join(it.folder, 'way'));
    symlinkSync(secret, join(it.folder, 'link.log'));
    // A name that would be told of, if somebody looked there.
    mkdirSync(join(it.home, 'sub'));
    put(join(it.home, 'sub'), 'no\uFFFD.log', 'x');
    mkdirSync(join(it.folder, '.hidden'));
    put(join(it.folder, '.hidden'), 'h.log', 'h');
    put(it.folder, 'good.log', 'good');
    for (const name of [
      'way/secret.log',
      'way/sub',
      'link.log',
      '.hidden/h.log',
      'gone.log',
      '../home/secret.log',
      'good.log',
    ])
      tell(join(it.folder, name));
    await until(() => it.told.length > 0);
    await pause(100);
    expect([toldOf(it), it.problems]).toEqual([['good.log=good'], []]);
  });

  test('one at a time, and the next waits', async () => {
    let open = 0;
    let most = 0;
    const names: string[] = [];
    const onLog = async ({ path }: FoundLog): Promise<void> => {
      most = Math.max(most, ++open);
      await pause(20);
      names.push(path);
      open--;
    };
    const it = await watching({ options: { onLog } });
    for (let n = 0; n < 10; n++) put(it.folder, `${n}.log`, 'x');
    await until(() => names.length === 10);
    expect(most).toBe(1);
    put(it.folder, 'late.log', 'x');
    await until(() => open === 1);
    await it.watcher.stop();
    expect([open, names.length]).toEqual([0, 11]);
  });

  test('a store that fails is told of, and logs come when it works again', async () => {
    let fails = true;
    class Failing extends MemoryKnownFiles {
      override countOf(source: string): number {
        if (fails) throw new Error('disk full');
        return super.countOf(source);
      }
    }
    const it = await watching({ known: new Failing(), options: { events: noEvents, rescanMs: 100 } });
    await until(() => it.failures.length > 1);
    fails = false;
    put(it.folder, 'a.log', 'one');
    await until(() => it.told.length === 1);
  });
});

test('a folder on the way that becomes a link while a log settles: it leads out, and nothing is told', async () => {
  const it = watched({ options: { now: afterFirstLook(() => swap()) } });
  const day = join(it.folder, 'day');
  const swap = (): void => {
    renameSync(day, join(it.home, 'day'));
    symlinkSync(join(it.home, 'day'), day);
  };
  mkdirSync(day);
  put(day, 'a.log', 'one');
  expect(await it.watcher.scanOnce()).toMatchObject({ files: 1, logs: 0, unsettled: 0 });
  expect(it.told).toEqual([]);
});

describe('between look and open', () => {
  /** Takes a log after something was done to it. */
  async function opened(act: (path: string, it: Watched) => void): Promise<unknown> {
    let outcome: unknown;
    const it: Watched = watched({
      options: {
        onLog: async (found) => {
          act(found.path, it);
          outcome = await found.open().then(
            async (log) => {
              const content = readFileSync(log.path, 'utf8');
              await log.close();
              return content;
            },
            (error: unknown) => (error as { code: string }).code,
          );
        },
      },
    });
    put(it.folder, 'a.log', 'the log');
    put(it.home, 'other', 'another');
    await it.watcher.scanOnce();
    return outcome;
  }

  test('nothing: it is read', async () => {
    expect(await opened(() => undefined)).toBe('the log');
  });

  test.each<[string, (path: string, it: Watched) => void]>([
    ['gone', (path) => unlinkSync(path)],
    ['appended to', (path) => appendFileSync(path, '+')],
    ['truncated', (path) => writeFileSync(path, '')],
    ['replaced by a file', (path, it) => renameSync(join(it.home, 'other'), path)],
    [
      'replaced by a link',
      (path, it) => {
        unlinkSync(path);
        symlinkSync(join(it.home, 'other'), path);
      },
    ],
    [
      'replaced by a link to itself elsewhere',
      (path, it) => {
        renameSync(path, join(it.home, 'moved'));
        symlinkSync(join(it.home, 'moved'), path);
      },
    ],
    [
      'replaced by a folder',
      (path) => {
        unlinkSync(path);
        mkdirSync(path);
      },
    ],
  ])('%s: input-changed', async (_what, act) => {
    expect(await opened(act)).toBe('input-changed');
  });

  test('what is open stays what it was, whatever takes its name', async () => {
    let content = '';
    const it: Watched = watched({
      options: {
        onLog: async (found) => {
          const log = await found.open();
          rmSync(found.path);
          put(it.folder, 'a.log', 'another');
          content = readFileSync(log.path, 'utf8');
          await log.close();
        },
      },
    });
    put(it.folder, 'a.log', 'the log');
    await it.watcher.scanOnce();
    expect(content).toBe(process.platform === 'linux' ? 'the log' : 'another');
  });
});

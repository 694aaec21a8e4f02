import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { contentHash } from '../../../src/daemon/sources/content-hash.ts';
import { identityOf } from '../../../src/daemon/sources/file-identity.ts';
import { MemoryKnownFiles } from '../../../src/daemon/sources/known-files.ts';
import { noEvents, put, sha256, temporaryFolder, until, watched } from './harness.ts';

const calls = vi.hoisted(() => ({ open: 0, lstat: 0, onRead: (): void => undefined }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    open: async (...args: Parameters<typeof real.open>) => {
      calls.open++;
      const handle = await real.open(...args);
      const read = handle.read.bind(handle) as (...all: unknown[]) => Promise<unknown>;
      return Object.assign(handle, {
        read: async (...all: unknown[]) => {
          const answer = await read(...all);
          calls.onRead();
          return answer;
        },
      });
    },
    lstat: (...args: Parameters<typeof real.lstat>) => {
      calls.lstat++;
      return real.lstat(...args);
    },
  };
});

afterEach(() => {
  calls.onRead = () => undefined;
});

test('after a restart 10 000 known files cost one look at each name, and no file is opened', async () => {
  const known = new MemoryKnownFiles();
  const it = watched({ known, source: { settleMs: 0 } });
  for (let n = 0; n < 10_000; n++) {
    const folder = join(it.folder, `${n % 100}`);
    if (n < 100) mkdirSync(folder);
    const path = join(folder, `${n}.log`);
    writeFileSync(path, 'x');
    known.put('card', path, { identity: identityOf(lstatSync(path, { bigint: true })), settledAt: 0 });
  }
  Object.assign(calls, { open: 0, lstat: 0 });
  const startMs = performance.now();
  const report = await it.again().watcher.scanOnce();
  const tookMs = performance.now() - startMs;
  expect(report).toMatchObject({ files: 10_000, known: 10_000, logs: 0, missing: 0 });
  expect(calls.open).toBe(0);
  // One for each file and folder, and one of the folder for unpacking.
  expect(calls.lstat).toBe(10_000 + 100 + 1);
  expect(tookMs).toBeLessThan(10_000);
  // The counter counts.
  put(it.folder, 'new.log', 'x');
  await it.again().watcher.scanOnce();
  expect(calls.open).toBeGreaterThan(0);
}, 60_000);

test('what was being told when it stopped is told again; what was taken is not', async () => {
  let isFirst = true;
  let it = watched({
    options: {
      events: noEvents,
      onLog: async () => {
        if (isFirst) isFirst = false;
        else throw new Error('killed');
      },
    },
  });
  put(it.folder, 'a.log', 'a');
  put(it.folder, 'b.log', 'b');
  await it.watcher.scanOnce();
  const taken: string[] = [];
  it = it.again({ onLog: async ({ path }) => void taken.push(path) });
  await it.watcher.start();
  await until(() => taken.length > 0);
  await it.watcher.stop();
  expect(taken).toHaveLength(1);
});

test('the hash of content is that of its bytes, whatever the length', async () => {
  const folder = temporaryFolder();
  for (const bytes of [0, 1, 262_143, 262_144, 262_145, 1_000_000]) {
    const path = put(folder, `${bytes}`, Buffer.alloc(bytes, 7));
    expect((await contentHash(path)).toString('hex')).toBe(sha256(path));
  }
});

test.each([
  ['longer', 'y'.repeat(900_000)],
  ['shorter', 'y'],
  ['other bytes', 'y'.repeat(600_000)],
])('no hash of a file that becomes %s meanwhile', async (_what, content) => {
  const path = put(temporaryFolder(), 'a.log', 'x'.repeat(600_000));
  let reads = 0;
  calls.onRead = () => {
    if (reads++ === 1) writeFileSync(path, content);
  };
  await expect(contentHash(path)).rejects.toMatchObject({ code: 'input-changed' });
});

test('no hash of a folder, or of nothing', async () => {
  const folder = temporaryFolder();
  await expect(contentHash(folder)).rejects.toMatchObject({ code: 'input-not-a-file' });
  await expect(contentHash(join(folder, 'none'))).rejects.toMatchObject({ code: 'input-unreadable' });
});

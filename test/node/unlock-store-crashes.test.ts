import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { UNLOCK_FILE } from '../../src/node/unlock-store.ts';
import { listOf } from '../unlock/log/samples.ts';
import { obey } from './unlock-store-lines.ts';
import { describeTraced, filesIn, newHome, openLog, type Run, runWriter } from './unlock-store-runs.ts';

/** What every disturbed process is told to do; each batch counts as a whole. */
const BATCHES = ['append a 0 3', 'append b 0 5', 'delete 1', 'append c 0 300', 'delete 4', 'append d 0 2'];
/** Entries that each of them adds. */
const SIZES: Readonly<Record<string, number>> = { a: 3, b: 5, c: 300, d: 2 };

/**
 * Opens what a disturbed process left, does all of its work again, and says what is wrong: nothing that was acknowledged may be missing, no batch may be there
 * in part, everything has to verify, no deleted value may be in a file, every checkpoint has to lead to the last.
 */
async function check(home: string, { said }: Pick<Run, 'said'>): Promise<void> {
  const done = said.flatMap((line) => (line.startsWith('done ') ? [line.slice(5)] : []));
  const log = await openLog(home);
  try {
    const before = await listOf(log.entries());
    const ids = before.map(({ id }) => id);
    for (const [writer, size] of Object.entries(SIZES)) {
      const own = ids.filter((id) => id.startsWith(`${writer}-`)).length;
      expect([0, size]).toContain(own);
      if (done.some((line) => line.startsWith(`append ${writer}`))) expect(own).toBe(size);
    }
    for (const { index, id, event, deleted } of before) {
      const isTold = ids.includes(`values-deleted-${index}`);
      expect([id, deleted === true]).toEqual([id, isTold]);
      if (done.includes(`delete ${index}`)) expect(isTold).toBe(true);
      if (!isTold && /^[abcd]-/.test(id)) expect(event?.person).toBe(`Quuxbury ${id.replace('-', ' ')}`);
    }
    const { size } = await log.audit();
    expect(size).toBe(before.length);
    const notes = notesIn(home);
    for (const note of notes) expect((await log.proveGrowth(note)).to).toBe(size);
    const gone = before.filter(({ deleted }) => deleted).map(({ id }) => `Quuxbury ${id.replace('-', ' ')}"`);
    for (const [name, bytes] of filesIn(home)) {
      for (const person of gone) expect([name, bytes.includes(person)]).toEqual([name, false]);
    }
  } finally {
    log.close();
  }
}

function notesIn(home: string): readonly string[] {
  const database = new Database(join(home, UNLOCK_FILE), { readonly: true });
  try {
    return database.prepare<[], string>('SELECT note FROM checkpoints').pluck().all();
  } finally {
    database.close();
  }
}

test('of processes that were killed while they wrote, every acknowledged batch is there, whole, in a log that verifies', async () => {
  const home = newHome();
  const told: string[] = [];
  const KILLS = 12;
  let midway = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const lines = Array.from({ length: 400 }, (_, at) => `append k${kill}x ${at * 7} 7`);
    // One in four may die before it has appended anything.
    const run = await runWriter(home, lines, {
      kill: { said: kill % 4 === 0 ? 'begin' : 'done ', afterMs: 150 * Math.random() },
    });
    expect(run).toMatchObject({ signal: 'SIGKILL', err: '' });
    const done = run.said.flatMap((line) => (line.startsWith('done ') ? [line.split(' ')] : []));
    told.push(
      ...done.flatMap(([, , writer, first]) => Array.from({ length: 7 }, (_, at) => `${writer}-${Number(first) + at}`)),
    );
    if (done.length > 0) midway++;
  }
  const log = await openLog(home);
  const ids = (await listOf(log.entries())).map(({ id }) => id);
  const known = new Set(ids);
  expect(told.filter((id) => !known.has(id))).toEqual([]);
  expect(known.size).toBe(ids.length);
  // Whole batches only; beside the acknowledged ones at most one a kill.
  expect([ids.length % 7, (ids.length - told.length) / 7 <= KILLS]).toEqual([0, true]);
  expect((await log.audit()).size).toBe(ids.length);
  for (const note of notesIn(home)) expect((await log.proveGrowth(note)).to).toBe(ids.length);
  log.close();
  expect([midway >= (KILLS * 3) / 4, told.length >= (7 * KILLS * 3) / 4]).toEqual([true, true]);
}, 180_000);

describeTraced('a log whose writer is disturbed at its system calls', () => {
  /** How often a process that is left alone makes a call on the database's files. */
  async function countOf(call: string): Promise<number> {
    const home = newHome();
    const trace = `${home}.trace`;
    const paths = pathsOf(home).flatMap((path) => ['-P', path]);
    const run = await runWriter(home, BATCHES, {
      wrapper: ['strace', '-f', '-qq', '-o', trace, '-e', `trace=${call}`, ...paths],
    });
    expect(run.said.filter((line) => line.startsWith('done '))).toHaveLength(BATCHES.length);
    await check(home, run);
    return readFileSync(trace, 'utf8')
      .split('\n')
      .filter((line) => /^\d+ +\w+\(/.test(line)).length;
  }
  const pathsOf = (home: string): string[] => ['', '-wal', '-shm'].map((end) => join(home, `${UNLOCK_FILE}${end}`));

  /** The n-th call of a kind fails, or the process is killed before it is made. */
  const disturbed = (home: string, call: string, how: string, when: string): Promise<Run> =>
    runWriter(home, BATCHES, {
      wrapper: [
        ...[
          'strace',
          '-f',
          '-qq',
          '-o',
          '/dev/null',
          '-e',
          `trace=${call}`,
          '-e',
          `inject=${call}:${how}:when=${when}`,
        ],
        ...pathsOf(home).flatMap((path) => ['-P', path]),
      ],
    });

  /** At most so many points of each kind here; `UNLOCK_CRASH_POINTS` asks for more. */
  const MOST = Number(process.env.UNLOCK_CRASH_POINTS ?? 3);
  const kinds: [string, string, 'once' | 'from then on'][] = [
    ['pwrite64', 'signal=SIGKILL', 'once'],
    ['pwrite64', 'error=EIO', 'once'],
    ['pwrite64', 'error=ENOSPC', 'from then on'],
    ['fsync,fdatasync', 'signal=SIGKILL', 'once'],
    ['fsync,fdatasync', 'error=EIO', 'once'],
    ['ftruncate', 'signal=SIGKILL', 'once'],
    ['ftruncate', 'error=EIO', 'once'],
    ['openat', 'signal=SIGKILL', 'once'],
    ['unlink', 'signal=SIGKILL', 'once'],
    ['pread64', 'error=EIO', 'once'],
  ];
  const counts = new Map<string, number>();

  test.each(kinds)(
    '%s with %s, %s',
    async (call, how, times) => {
      const count = counts.get(call) ?? (await countOf(call));
      counts.set(call, count);
      expect(count).toBeGreaterThan(0);
      const step = Math.max(1, Math.ceil(count / MOST));
      // Not always the same points.
      const first = 1 + Math.floor(Math.random() * step);
      let disturbances = 0;
      for (let at = first; at <= count; at += step) {
        const home = newHome();
        const run = await disturbed(home, call, how, times === 'once' ? String(at) : `${at}+`);
        const isWhole = run.said.filter((line) => line.startsWith('done ')).length === BATCHES.length;
        if (!isWhole) disturbances++;
        // A process that was not killed ends by itself, and says nothing but what it did; there may be no entry whose values it could delete.
        if (how.startsWith('error'))
          expect([
            run.code,
            run.err,
            run.said.filter((line) => /failed (?!state-unusable |usage delete )/.test(line)),
          ]).toEqual([0, '', []]);
        try {
          await check(home, run);
          // Then the work goes on where it ended.
          const log = await openLog(home);
          const said: string[] = [];
          for (const line of BATCHES) said.push(await obey(log, line));
          log.close();
          expect(said).toEqual(BATCHES.map((line) => `done ${line}`));
          await check(home, { said });
        } catch (error) {
          throw new Error(`${call} number ${at} of ${count}: ${JSON.stringify(run.said)}`, { cause: error });
        }
      }
      // When the database's companions are removed everything is said.
      if (call !== 'unlink') expect(disturbances).toBeGreaterThan(0);
    },
    300_000,
  );
});

describeTraced('the syncs of a log', () => {
  test('are three at most for a batch of 1000, with signing and checkpoint, and at least one before it is acknowledged', async () => {
    const home = newHome();
    const trace = `${home}.trace`;
    const lines = [0, 1, 2, 3].map((batch) => `append a ${batch * 1000} 1000`);
    const calls = 'trace=fsync,fdatasync,sync_file_range,msync,sync,syncfs,write';
    const run = await runWriter(home, lines, {
      wrapper: ['strace', '-f', '-qq', '-s', '64', '-o', trace, '-e', calls],
    });
    expect(run.said.filter((line) => line.startsWith('done '))).toEqual(lines.map((line) => `done ${line}`));
    const counts: number[] = [];
    let count = 0;
    for (const line of readFileSync(trace, 'utf8').split('\n')) {
      if (/^\d+ +write\(1, "(?:opened|done )/.test(line)) {
        counts.push(count);
        count = 0;
      } else if (/^\d+ +(?:fsync|fdatasync|sync_file_range|msync|sync|syncfs)\(/.test(line)) count++;
    }
    const [, ...batches] = counts;
    expect(batches).toHaveLength(4);
    for (const one of batches) expect([one >= 1, one <= 3]).toEqual([true, true]);
    const log = await openLog(home);
    expect(log.size).toBe(4000);
    log.close();
  });
});

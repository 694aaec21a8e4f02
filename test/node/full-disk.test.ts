import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { filterFile } from '../../src/node/filter-file.ts';
import { decide, localPolicy } from '../../src/policy/decide.ts';
import type { Level } from '../../src/policy/levels.ts';
import { dyingAt, stepsTaken, withSteps } from './faulty-disk.ts';
import { namesIn, put, temporaryFolder } from './harness.ts';
import { hashesIn, outputsIn } from './outputs.ts';
import { tinyLog } from './tiny-log.ts';

vi.mock('node:fs/promises', async (original) => (await import('./faulty-disk.ts')).faultyDisk(await original()));

function job(level: Level, replace = false) {
  const folder = temporaryFolder();
  const input = put(folder, 'flight.tlog', tinyLog());
  const outputFolder = join(folder, 'out');
  const decision = decide({ purpose: 'local', recipient: 'self', level }, localPolicy);
  const options = { decision, outputFolder, replace, keys: { seed: 's', ordinal: 0 } };
  return { input, outputFolder, run: (log = input) => filterFile(log, options) };
}

/** What asks the disk for room, or for its word that something is on it. Taking names away does not. */
const mayFail = new Set(['open', 'write', 'sync', 'link', 'rename', 'mkdir']);

/** Runs work whose n-th such step fails; undefined if there were not so many. */
async function failingStep(n: number, code: string, work: () => Promise<unknown>) {
  let count = 0;
  let failed: string | undefined;
  const act = (_step: number, name: string): Promise<void> => {
    if (!mayFail.has(name) || ++count !== n) return Promise.resolve();
    failed = name;
    return Promise.reject(Object.assign(new Error(`${code}: made up, at /somewhere`), { code, errno: -1 }));
  };
  const error = await withSteps(act, work).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return failed === undefined ? undefined : { failed, error };
}

describe.each(['engineering', 'dynamics', 'summary'] as const)('at %s', (level) => {
  test.each(['ENOSPC', 'EIO'])('%s at any step: an error and no file, or the whole output', async (code) => {
    const told: string[] = [];
    const stood: number[] = [];
    for (let n = 1; ; n++) {
      const { outputFolder, run } = job(level);
      const outcome = await failingStep(n, code, run);
      if (outcome === undefined) break;
      told.push(outcome.failed);
      const names = await namesIfAny(outputFolder);
      if (outcome.error === undefined) {
        // What it could not do was not needed.
        expect([n, outputsIn(outputFolder).length]).toEqual([n, 1]);
        continue;
      }
      expect([n, outcome.error]).toEqual([n, expect.objectContaining({ code: expect.any(String) })]);
      if (names.length > 0) stood.push(n);
      // The next run, with room, does it all.
      else await run();
      expect([n, outputsIn(outputFolder).length]).toEqual([n, 1]);
    }
    expect(told.filter((name) => name === 'write').length).toBeGreaterThanOrEqual(3);
    // Only where the output stood already, and its folder could be neither opened nor synced.
    expect(stood).toEqual([told.length - 1, told.length]);
    expect(told.slice(-2)).toEqual(['open', 'sync']);
  });

  test.each(['ENOSPC', 'EIO'])('%s at any step of --force: what was there stays, byte for byte', async (code) => {
    for (let n = 1; ; n++) {
      const { outputFolder, run } = job(level, true);
      await run();
      const before = hashesIn(outputFolder);
      const other = put(temporaryFolder(), 'other.tlog', longerLog());
      const outcome = await failingStep(n, code, () => run(other));
      if (outcome === undefined) {
        expect(hashesIn(outputFolder)).not.toEqual(before);
        break;
      }
      if (outcome.error === undefined) continue;
      const after = hashesIn(outputFolder);
      const [output] = outputsIn(outputFolder);
      // Or the new one as a whole, if it stood already when its folder could not be synced.
      if (after[output!] === before[output!]) expect([n, outcome.failed, after]).toEqual([n, outcome.failed, before]);
      else for (const name of Object.keys(after)) expect([n, name, after[name]]).not.toEqual([n, name, before[name]]);
    }
  });

  test('killed at any step: at most partial files and a manifest without output are left, and the next run works', async () => {
    for (let n = 1; ; n++) {
      const { outputFolder, run } = job(level);
      if ((await dyingAt(n, run)) !== undefined) break;
      const names = await namesIfAny(outputFolder);
      const visible = names.filter((name) => !/^\.flightveil-[0-9a-f]{16}\.partial$/.test(name));
      const isWhole = visible.some((name) => /\.(?:tlog|summary\.json)$/.test(name));
      const all = level === 'summary' ? 4 : 3;
      // The summary's second form belongs to its first, as a manifest does.
      if (isWhole) expect([n, visible.length]).toEqual([n, all]);
      else expect([n, visible.filter((name) => !/\.(?:manifest\.json|pb)$/.test(name))]).toEqual([n, []]);
      const again = await run().then(
        () => 'done',
        (error: unknown) => error,
      );
      expect([n, again]).toEqual([n, isWhole ? expect.objectContaining({ code: 'output-exists' }) : 'done']);
      const now = namesIn(outputFolder).filter((name) => !name.endsWith('.partial'));
      expect([n, now.length]).toEqual([n, all]);
    }
    expect(stepsTaken()).toBeGreaterThan(10);
  });
});

/** Another log, with another output, of the same name under the same seed. */
function longerLog(): Uint8Array {
  return Buffer.concat(Array.from({ length: 100 }, () => tinyLog(1)));
}

async function namesIfAny(folder: string): Promise<string[]> {
  try {
    return namesIn(folder);
  } catch {
    return [];
  }
}

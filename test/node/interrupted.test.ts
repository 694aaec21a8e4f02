import { appendFileSync, closeSync, existsSync, openSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { filterFile } from '../../src/node/filter-file.ts';
import { decide, localPolicy } from '../../src/policy/decide.ts';
import { farFlight } from './far-flight.ts';
import { ended, namesIn, put, sha256, startBuilt, temporaryFolder } from './harness.ts';
import { outputsIn } from './outputs.ts';
import { tinyLog } from './tiny-log.ts';

const decision = decide({ purpose: 'local', recipient: 'self', level: 'engineering' }, localPolicy);

describe('a log that changes while it is read is not filtered', () => {
  /** Filters a log of several chunks and calls `change` when so many bytes of both passes were read. */
  async function filterWhile(fraction: number, change: (path: string) => void): Promise<unknown> {
    const folder = temporaryFolder();
    const log = Buffer.concat(Array.from({ length: 1000 }, () => tinyLog()));
    const path = put(folder, 'flight.tlog', log);
    const outputFolder = temporaryFolder();
    let read = 0;
    let isChanged = false;
    const result = filterFile(path, {
      ...{ decision, outputFolder, keys: { seed: 's', ordinal: 0 } },
      onProgress: (bytes) => {
        read += bytes;
        if (isChanged || read < fraction * log.length) return;
        isChanged = true;
        change(path);
      },
    });
    const outcome = await result.then(
      () => 'done',
      (error: unknown) => error,
    );
    expect(isChanged).toBe(true);
    expect(outputsIn(outputFolder)).toHaveLength(outcome === 'done' ? 1 : 0);
    return outcome;
  }

  const overwrite = (path: string): void => {
    const file = openSync(path, 'r+');
    writeSync(file, Uint8Array.of(0x55), 0, 1, 1_000_000);
    closeSync(file);
  };

  test.each<[string, number, (path: string) => void]>([
    ['appended to when the second pass has begun', 1.001, (path) => appendFileSync(path, tinyLog())],
    ['appended to by one byte in the second pass', 1.4, (path) => appendFileSync(path, 'x')],
    ['cut between the passes', 1, (path) => truncateSync(path, 500_000)],
    ['cut to nothing between the passes', 1, (path) => truncateSync(path, 0)],
    ['changed in one byte between the passes', 1, overwrite],
  ])('%s', async (_, fraction, change) => {
    expect(await filterWhile(fraction, change)).toMatchObject({
      ...{ code: 'input-changed', advice: expect.stringContaining('later') },
    });
  });

  test('one that is left alone is, and one that grew before the first pass met its end', async () => {
    expect(await filterWhile(0.5, (path) => appendFileSync(path, tinyLog()))).toBe('done');
    expect(await filterWhile(1, () => undefined)).toBe('done');
  });
});

describe('work that is stopped leaves nothing behind, and the next run does it all', () => {
  const input = (): string => put(temporaryFolder(), 'far.tlog', farFlight());

  test.each([
    ['summary', 0.5],
    ['summary', 1.5],
    ['dynamics', 0.5],
    ['dynamics', 1.5],
    ['track', 1.5],
    ['full', 1.5],
  ] as const)('at %s, after %d passes', async (level, passes) => {
    const log = input();
    const outputFolder = join(temporaryFolder(), 'out');
    const stop = new AbortController();
    const end = passes * statSync(log).size;
    let read = 0;
    const options = {
      ...{ outputFolder, keys: { seed: 's', ordinal: 0 }, signal: stop.signal },
      decision: decide({ purpose: 'local', recipient: 'self', level }, localPolicy),
      onProgress: (bytes: number) => {
        read += bytes;
        if (read >= end) stop.abort();
      },
    };
    await expect(filterFile(log, options)).rejects.toMatchObject({ code: 'interrupted' });
    expect(existsSync(outputFolder) ? namesIn(outputFolder) : []).toEqual([]);
    await filterFile(log, { ...options, signal: new AbortController().signal });
    expect(outputsIn(outputFolder)).toHaveLength(1);
  });
});

describe('a signal while filtering leaves nothing behind', () => {
  /** Starts on a file that takes seconds and waits until the output is being written. */
  async function begin(
    folder: string,
    level = 'engineering',
  ): Promise<{ input: string; out: string; child: ReturnType<typeof startBuilt> }> {
    const input = put(folder, 'long.tlog', tinyLog());
    truncateSync(input, 120_000_000);
    const out = join(folder, 'out');
    const child = startBuilt(['filter', input, '-o', out, '--level', level, '--seed', 's']);
    while (!existsSync(out) || namesIn(out).length === 0) {
      if (child.exitCode !== null) throw new Error('it ended before it could be interrupted');
      await sleep(2);
    }
    return { input, out, child };
  }

  test.each([
    ['SIGINT', 'engineering'],
    ['SIGTERM', 'engineering'],
    ['SIGHUP', 'engineering'],
    ['SIGINT', 'dynamics'],
    ['SIGINT', 'full'],
  ] as const)('%s at %s', async (signal, level) => {
    const { input, out, child } = await begin(temporaryFolder(), level);
    expect(namesIn(out)).toEqual([expect.stringMatching(/\.partial$/)]);
    const before = sha256(input);
    const end = ended(child);
    const sent = performance.now();
    child.kill(signal);
    const { code, out: text, err } = await end;
    expect(performance.now() - sent).toBeLessThan(2000);
    expect(code).not.toBe(0);
    expect(namesIn(out)).toEqual([]);
    expect(text).toBe('');
    expect(err).not.toContain('internal error');
    expect(sha256(input)).toBe(before);
  });

  test('twice, by an impatient user', async () => {
    const { out, child } = await begin(temporaryFolder());
    const end = ended(child);
    child.kill('SIGINT');
    child.kill('SIGINT');
    await sleep(1);
    child.kill('SIGINT');
    expect((await end).code).not.toBe(0);
    expect(namesIn(out)).toEqual([]);
  });

  test('SIGKILL leaves at most a hidden partial file, which the next run does not take for a log', async () => {
    const folder = temporaryFolder();
    const { input, out, child } = await begin(folder);
    const end = ended(child);
    child.kill('SIGKILL');
    expect(await end).toMatchObject({ code: null, signal: 'SIGKILL' });
    expect(namesIn(out).every((name) => /^\.flightveil-[0-9a-f]{16}\.partial$/.test(name))).toBe(true);
    truncateSync(input, 1130);
    const again = startBuilt(['filter', folder, '-o', join(folder, 'new'), '--level', 'engineering', '--seed', 's']);
    expect(await ended(again)).toMatchObject({ code: 0 });
    expect(outputsIn(join(folder, 'new'))).toHaveLength(1);
  });
});

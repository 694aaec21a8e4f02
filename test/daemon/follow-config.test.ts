import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followConfig } from '../../src/daemon/follow-config.ts';
import { silentLogger } from '../../src/daemon/ops/logger.ts';
import { FlightveilError } from '../../src/model/errors.ts';
import type { SyncConfig } from '../../src/sync/sync-config.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flightveil-follow-'));
  path = join(folder, 'flightveil.yaml');
  writeFileSync(path, 'one');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Follows a file whose text is the name of a configuration; `bad` is none. */
function follow(stop: AbortController) {
  const worked: string[] = [];
  let isWorking = false;
  const load = async (): Promise<SyncConfig> => {
    const { readFileSync } = await import('node:fs');
    const text = readFileSync(path, 'utf8');
    if (text === 'bad') throw new FlightveilError('config-invalid', 'it is bad');
    return { sources: [], uploads: [], pilot: text } as unknown as SyncConfig;
  };
  const ended = followConfig(
    { path, load, logger: silentLogger, stop: stop.signal, lookMs: 10 },
    async (config, end) => {
      worked.push(config.pilot!);
      isWorking = true;
      await new Promise((resolve) => end.addEventListener('abort', resolve));
      isWorking = false;
    },
  );
  return { worked, ended, isWorking: () => isWorking };
}

test('works by the configuration as it is, and by nothing while it is not valid', async () => {
  const stop = new AbortController();
  const { worked, ended, isWorking } = follow(stop);
  await expect.poll(() => worked).toEqual(['one']);
  writeFileSync(path, 'bad');
  await expect.poll(isWorking).toBe(false);
  expect(worked).toEqual(['one']);
  writeFileSync(path, 'two');
  await expect.poll(() => worked).toEqual(['one', 'two']);
  stop.abort();
  await ended;
  expect(isWorking()).toBe(false);
});

test('a configuration that is not valid at the start is an error', async () => {
  writeFileSync(path, 'bad');
  await expect(follow(new AbortController()).ended).rejects.toMatchObject({ code: 'config-invalid' });
});

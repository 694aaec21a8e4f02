/**
 * `tsx bench/sync-model.ts [runs] [seed]`: model runs of the sync's queue, spool and uploads (test/sync/model), 10 000 unless told; hours of them are
 * welcome. Prints how many were made in which time, how often each step was, and from which seed; the same seed gives the same runs. Ends with 1 at the
 * first run that fails, with the shortest steps that show it.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const DEFAULT_RUNS = 10_000;

const [runs = String(DEFAULT_RUNS), seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const root = fileURLToPath(new URL('../', import.meta.url));
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [
    vitest,
    'run',
    '--config',
    'test/vitest.config.ts',
    '--disable-console-intercept=true',
    'test/sync/model/model.test.ts',
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, SYNC_MODEL_RUNS: runs, SYNC_MODEL_SEED: seed } },
);
process.exitCode = status ?? 1;

import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Where a second, machine-readable report goes, if somebody wants one. */
const report = process.env.VITEST_JSON_REPORT;

/** What is tested here keeps nothing between two calls: its files share processes, each of which loads the catalogs once. */
const shared = [
  'bytes',
  'consent',
  'filter',
  'formats',
  'geo',
  'model',
  'policy',
  'samples',
  'text',
  'treatments',
  'unlock',
  'vocabulary',
  'wire',
  'zones',
  'zones-index',
].map((folder) => `test/${folder}/**/*.test.ts`);

// Child processes take their time on a busy machine; a hang still ends.
const testTimeout = 60_000;

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'shared', include: shared, isolate: false, testTimeout } },
      { test: { name: 'apart', include: ['test/**/*.test.ts'], exclude: shared, testTimeout } },
    ],
    // On two cores the default is one worker, and the other core waits.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});

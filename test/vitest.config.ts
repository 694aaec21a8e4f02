import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Where a second, machine-readable report goes, if somebody wants one. */
const report = process.env.VITEST_JSON_REPORT;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Child processes take their time on a busy machine; a hang still ends.
    testTimeout: 60_000,
    // On two cores the default is one worker, and the other core waits.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});

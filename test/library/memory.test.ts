import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { copterLog, liveLevels, seeded } from './logs.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** The least of several looks: buffers are freed some time after their owners. */
async function usedMegabytes(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < 5; look++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    least = Math.min(least, (heapUsed + arrayBuffers) / 1e6);
  }
  return least;
}

/** If a byte in fifteen of the input stayed, it would be as much. */
const GROWTH_MEGABYTES = 1;

test.each(liveLevels)(
  'a filter of a long stream needs no more memory at its end than near its begin: %s',
  async (level) => {
    const filter = seeded(level, { format: 'tlog' });
    let pushes = 0;
    let outputBytes = 0;
    const pushLog = (times: number): void => {
      for (let time = 0; time < times; time++) {
        for (let at = 0; at < copterLog.length; at += 1000) {
          outputBytes += filter.push(copterLog.subarray(at, at + 1000)).length;
          pushes++;
        }
      }
    };
    pushLog(10);
    const before = await usedMegabytes();
    pushLog(40);
    expect((await usedMegabytes()) - before).toBeLessThan(GROWTH_MEGABYTES);
    expect(pushes).toBeGreaterThan(15_000);
    expect(outputBytes).toBeGreaterThan(40 * 50_000);
    filter.flush();
  },
);

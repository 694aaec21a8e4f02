import { collectGarbage } from './garbage.ts';
import { processorTime } from './processor-time.ts';

/** Shorter than this is not measured: the time on the processor is told in steps of some milliseconds. */
export const LEAST_MS = 100;

/**
 * Megabytes a second of a piece of work, by the time on the processor, so that what else the machine does counts little.
 * @param bytes that the work goes through once
 * @param times how often it is done at least
 */
export async function speedOf(work: () => unknown, bytes: number, times = 1): Promise<number> {
  collectGarbage();
  const [start, startOfDay] = [processorTime(), performance.now()];
  let count = 0;
  for (; count < times || performance.now() - startOfDay < LEAST_MS; count++) await work();
  return (bytes * count) / 1000 / (processorTime() - start);
}

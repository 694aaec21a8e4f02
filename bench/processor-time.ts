import { readFileSync } from 'node:fs';

const PATH = '/proc/thread-self/schedstat';

/**
 * How long this thread has run on a processor, in milliseconds, so that what others get of the machine does not count; the time of day where
 * the system does not say. In steps of some milliseconds. What threads beside it do (they collect garbage and compile) is not in it.
 */
export const processorTime: () => number = isTold()
  ? () => Number(readFileSync(PATH, 'latin1').split(' ')[0]) / 1e6
  : () => performance.now();

function isTold(): boolean {
  try {
    return Number(readFileSync(PATH, 'latin1').split(' ')[0]) > 0;
  } catch {
    return false;
  }
}

import { parentPort, workerData } from 'node:worker_threads';
import { ResidueCheck } from '../filter/residue.ts';
import { allFormats } from '../formats/index.ts';
import type { ResidueJob, ToWorker } from './residue-worker.ts';

const job = workerData as ResidueJob;
const format = allFormats().find(({ name }) => name === job.formatName);
// Without its format half of the check would be missing: it must not look as if nothing had been found.
if (format === undefined) throw new Error('the format is not built in');
const check = new ResidueCheck(format, job.facts, job.disclosure, { hiddenPlaces: job.hiddenPlaces });

parentPort?.on('message', (message: ToWorker) => {
  if (message.what === 'finish') {
    parentPort?.postMessage({ what: 'findings', findings: check.finish() });
    return;
  }
  const { buffer, length } = message;
  check.push(new Uint8Array(buffer, 0, length));
  // The buffer goes back, to be filled again.
  parentPort?.postMessage({ what: 'free', buffer }, [buffer]);
});

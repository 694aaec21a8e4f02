import { parentPort } from 'node:worker_threads';
import { ResidueCheck } from '../filter/residue.ts';
import { allFormats } from '../formats/index.ts';
import type { ResidueJob, ToWorker } from './residue-worker.ts';

// Made before the job comes, which takes as long as the survey.
const formats = allFormats();
let check: ResidueCheck | undefined;

function begin({ formatName, facts, disclosure, hiddenPlaces }: ResidueJob): ResidueCheck {
  const format = formats.find(({ name }) => name === formatName);
  // Without its format half of the check would be missing: it must not look as if nothing had been found.
  if (format === undefined) throw new Error('the format is not built in');
  return new ResidueCheck(format, facts, disclosure, { hiddenPlaces });
}

parentPort?.on('message', (message: ToWorker) => {
  if (message.what === 'begin') {
    check = begin(message.job);
    return;
  }
  if (check === undefined) throw new Error('bytes came before the job');
  if (message.what === 'finish') {
    parentPort?.postMessage({ what: 'findings', findings: check.finish() });
    return;
  }
  const { buffer, length } = message;
  check.push(new Uint8Array(buffer, 0, length));
  // The buffer goes back, to be filled again.
  parentPort?.postMessage({ what: 'free', buffer }, [buffer]);
});

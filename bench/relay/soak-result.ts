import type { RelayStatus } from '../../src/relay/status.ts';
import { median, rounded } from '../numbers.ts';
import type { Usage } from './process-usage.ts';

/** Resident memory in the last third of the run beyond that in the second third: medians. */
export const MOST_GROWTH_MEGABYTES = 8;
/** Beyond those at the start: a connection that is being made while another ends. */
export const MOST_MORE_FILES = 3;

export interface SoakResult {
  readonly minutes: number;
  readonly sent: number;
  readonly droppedBefore: number;
  readonly status: RelayStatus['outputs'][number];
  readonly connections: number;
  readonly received: number;
  readonly residentMegabytes: { readonly first: number; readonly last: number; readonly most: number };
  readonly growthMegabytes: number;
  /** Of the line through the second half of the samples. */
  readonly slopeMegabytesPerHour: number;
  readonly openFiles: { readonly first: number; readonly most: number; readonly last: number };
}

/** What samples taken at even distances tell. @param everyS between two of them */
export function soakFigures(samples: readonly Usage[], everyS: number) {
  if (samples.length < 6) throw new Error('the run is too short to tell of growth');
  const resident = samples.map(({ residentMegabytes }) => residentMegabytes);
  const files = samples.map(({ openFiles }) => openFiles);
  const third = Math.floor(samples.length / 3);
  return {
    residentMegabytes: {
      first: rounded(resident[0]!, 3),
      last: rounded(resident.at(-1)!, 3),
      most: rounded(Math.max(...resident), 3),
    },
    growthMegabytes: rounded(median(resident.slice(-third)) - median(resident.slice(-2 * third, -third)), 3),
    slopeMegabytesPerHour: rounded((slopeOf(resident.slice(resident.length >> 1)) * 3600) / everyS, 3),
    openFiles: { first: files[0]!, most: Math.max(...files), last: files.at(-1)! },
  };
}

/** Of the least-squares line through values at 0, 1, 2 ... */
function slopeOf(values: readonly number[]): number {
  const meanX = (values.length - 1) / 2;
  const meanY = values.reduce((sum, value) => sum + value, 0) / values.length;
  let above = 0;
  let below = 0;
  values.forEach((value, x) => {
    above += (x - meanX) * (value - meanY);
    below += (x - meanX) ** 2;
  });
  return above / below;
}

/** What is wrong with a run, each as a sentence. */
export function soakFailures(result: SoakResult & { readonly broken: number }): string[] {
  const { sent, droppedBefore, status, received, growthMegabytes, openFiles, connections, broken } = result;
  const { framesReleased, framesWithheld, written, dropped, discarded, unheard } = status;
  const failures: string[] = [];
  if (framesReleased + framesWithheld + droppedBefore !== sent) {
    failures.push(
      `${sent} frames were sent, ${framesReleased} released, ${framesWithheld} withheld, ${droppedBefore} dropped before`,
    );
  }
  // One frame comes in a datagram, and is a unit of its own.
  const units = written.units + dropped.units + discarded.units + unheard.units;
  if (units !== framesReleased) failures.push(`${framesReleased} frames were released and ${units} are accounted for`);
  if (!(received > 0 && received <= written.units)) failures.push(`${received} frames have come of ${written.units}`);
  if (broken > 0) failures.push(`${broken} connections had something else than whole frames`);
  if (connections < 2) failures.push('no connection was made again');
  if (!(growthMegabytes <= MOST_GROWTH_MEGABYTES)) failures.push(`memory grew by ${growthMegabytes} MB`);
  if (!(openFiles.last <= openFiles.first + MOST_MORE_FILES)) {
    failures.push(`${openFiles.last} files are open, ${openFiles.first} at the start`);
  }
  return failures;
}

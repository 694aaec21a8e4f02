import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNode } from './child.ts';
import { writeLog } from './memory.ts';
import { median, rounded } from './numbers.ts';
import { type BenchLevel, filterAll, loadProduct, loopAt, surveyOf } from './product.ts';
import { type Agreement, compareOutputs, recordsOf } from './records.ts';
import { type Spread, spreadOf } from './throughput.ts';
import { tolerancesOf } from './tolerances.ts';

/** Time of node-mavlink over that of the whole filtering of a file. */
export const LEAST_COMMAND_RATIO = 8;
/** Of the outputs so many frames are compared. */
const COMPARED_BYTES = 1_000_000;

export interface CommandOptions {
  readonly megabytes: number;
  readonly rounds: number;
}

export interface CommandResult {
  readonly level: BenchLevel;
  readonly megabytes: number;
  readonly rounds: number;
  /** Medians over the rounds. */
  readonly filterMilliseconds: number;
  readonly peerMilliseconds: number;
  readonly filterMegabytesPerSecond: number;
  readonly ratio: Spread;
  readonly bound: number;
  readonly agreement: Agreement;
  readonly attempts: number;
}

/**
 * The whole of `filter` on a file, with survey, loop, both hashes, residue check, manifest and durable output, against node-mavlink that reads the file, decodes,
 * edits, encodes and writes it as durably. Turn by turn, each in a fresh process.
 * @param folder of the product
 * @throws Error if the outputs differ
 */
export async function measureCommand(
  folder: string,
  level: BenchLevel,
  { megabytes, rounds }: CommandOptions,
): Promise<CommandResult> {
  const scratch = await mkdtemp(join(tmpdir(), 'flightveil-bench-'));
  try {
    const input = join(scratch, 'input.tlog');
    await writeLog(input, megabytes * 1e6);
    const filter: number[] = [];
    const peer: number[] = [];
    let agreement: Agreement | undefined;
    for (let round = 0; round < rounds; round++) {
      const [outputFolder, peerFolder] = [join(scratch, `filter-${round}`), join(scratch, `peer-${round}`)];
      const [ours, theirs] = [
        await runChild('filter', folder, level, input, outputFolder),
        await runChild('peer', folder, level, input, peerFolder),
      ];
      filter.push(ours.milliseconds);
      peer.push(theirs.milliseconds);
      agreement ??= await compareFiles(folder, level, input, ours.outputPath, theirs.outputPath);
      await rm(outputFolder, { recursive: true });
      await rm(peerFolder, { recursive: true });
    }
    return {
      ...{ level, megabytes, rounds },
      filterMilliseconds: Math.round(median(filter)),
      peerMilliseconds: Math.round(median(peer)),
      filterMegabytesPerSecond: rounded((1000 * megabytes) / median(filter), 3),
      ratio: spreadOf(filter.map((milliseconds, round) => peer[round]! / milliseconds)),
      bound: LEAST_COMMAND_RATIO,
      agreement: agreement!,
      attempts: 1,
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function runChild(
  who: 'filter' | 'peer',
  ...[folder, level, input, outputFolder]: [string, BenchLevel, string, string]
): Promise<{ milliseconds: number; outputPath: string }> {
  await mkdir(outputFolder);
  const script = fileURLToPath(new URL('command-child.ts', import.meta.url));
  return JSON.parse(await runNode(['--import', 'tsx', script, who, folder, level, input, outputFolder]));
}

/** As many frames in both, and the first of them the same. */
async function compareFiles(
  folder: string,
  level: BenchLevel,
  input: string,
  ours: string,
  theirs: string,
): Promise<Agreement> {
  const product = await loadProduct(folder);
  const sample = (await readFile(input)).subarray(0, COMPARED_BYTES);
  const counts = filterAll(loopAt(product, level, surveyOf(product, sample)), sample);
  const [a, b] = [await readFile(ours), await readFile(theirs)];
  const [first, second] = [[...recordsOf(a)], [...recordsOf(b)]];
  if (first.length !== second.length)
    throw new Error(`${first.length} frames in one file, ${second.length} in the other`);
  const compared = first.findIndex((record) => record.byteOffset - a.byteOffset > COMPARED_BYTES);
  const head = (records: readonly Buffer[]): Buffer =>
    Buffer.concat(compared < 0 ? records : records.slice(0, compared));
  return { ...compareOutputs(head(first), head(second), 97, tolerancesOf(counts)), frames: first.length };
}

/**
 * `npm run bench:sync`: the whole daemon, `sync --once` into a folder, against the `filter` command on the same files, in turns. Ends with 1 if the bound is missed
 * and 2 if nothing could be measured.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeLog } from '../memory.ts';
import { median, rounded } from '../numbers.ts';
import { builtFolder } from '../product.ts';
import { piecesOfBytes } from '../stream.ts';
import { spreadOf } from '../throughput.ts';
import { load, type Outcome, runProgram, wholeNumber } from './figures.ts';
import { LEVEL, PURPOSE, RECIPIENT, SyncFolder } from './sync-folder.ts';

/** The daemon's throughput over that of the command. */
export const LEAST_SHARE = 0.6;
/** Of all bytes, by log; the smallest comes last. */
const SHARES = [0.5, 0.25, 0.12, 0.07, 0.06] as const;
const MANIFEST_ENDING = '.manifest.dsse.json';

export interface ThroughputOptions {
  readonly megabytes: number;
  readonly rounds: number;
}

/** @throws Error if outputs differ, or are not what they should be */
export async function measureSyncThroughput(
  product: string,
  { megabytes, rounds }: ThroughputOptions,
  tell: (what: string) => void,
): Promise<Outcome> {
  const folder = await SyncFolder.make(product);
  try {
    const logs = await writeLogs(folder, megabytes);
    tell('a first run, which draws for the flights: from then on all outputs are equal');
    const expected = await runFilter(folder, logs, folder, 'first');
    const taken: Record<'filter' | 'sync', number[]> = { filter: [], sync: [] };
    const processor: typeof taken = { filter: [], sync: [] };
    for (let round = 0; round < rounds; round++) {
      const turns = [
        ['filter', runFilter],
        ['sync', runSync],
      ] as const;
      for (const [name, turn] of round % 2 === 0 ? turns : [...turns].reverse()) {
        const own = await folder.copyOfHome(`${name}-${round}`);
        const { hashes, ...took } = await turn(folder, logs, own, `${name}-${round}`);
        await rm(own.home, { recursive: true });
        if (hashes.join() !== expected.hashes.join())
          throw new Error(`the outputs of ${name} are other ones than before`);
        taken[name].push(took.milliseconds);
        processor[name].push(took.processorMs);
        tell(
          `round ${round + 1} of ${rounds}, ${name}: ${Math.round(took.milliseconds)} ms, of processors ${Math.round(took.processorMs)} ms`,
        );
      }
    }
    const share = median(taken.filter) / median(taken.sync);
    const speed = (times: readonly number[]): number => rounded((1000 * megabytes) / median(times), 3);
    const spread = spreadOf(taken.filter.map((time, round) => time / taken.sync[round]!));
    return {
      figures: [
        {
          what: 'throughput of sync over that of filter, of medians',
          measured: rounded(share, 3),
          note: `rounds: ${spread.least} to ${spread.most}`,
          least: LEAST_SHARE,
        },
        { what: 'filter', measured: speed(taken.filter), unit: 'MB/s', note: secondsOf(taken.filter) },
        { what: 'sync --once into a folder', measured: speed(taken.sync), unit: 'MB/s', note: secondsOf(taken.sync) },
        {
          what: 'processor time of sync over that of filter, of medians',
          measured: rounded(median(processor.sync) / median(processor.filter), 3),
          note: `${secondsOf(processor.sync)} and ${secondsOf(processor.filter)}`,
        },
      ],
      failures: [],
      about: [
        `${logs.length} logs of ${megabytes} MB together at \`${LEVEL}\` with a grant, ${rounds} rounds by turns, each in a fresh process over a fresh state folder, all on one disk; times are of whole`,
        'processes. The command surveys, filters, checks and writes durably. The daemon also hashes what it finds, seals the output into its spool, reads it back before it goes, asks consent at every piece,',
        `and writes, reads back and hashes at the recipient. Outputs of both are byte for byte the same, have the hashes of their signed manifests, and \`verify\` finds nothing in one of them. Load of the machine at the end: ${load()}.`,
      ],
    };
  } finally {
    await folder.remove();
  }
}

async function writeLogs(folder: SyncFolder, megabytes: number): Promise<string[]> {
  const paths: string[] = [];
  for (const [index, share] of SHARES.entries()) {
    const path = join(folder.logs, `flight-${index}.tlog`);
    const pieces = (bytes: number) => piecesOfBytes(bytes, index + 1);
    await writeLog(path, share * megabytes * 1e6, { ending: '.tlog', pieces });
    paths.push(path);
  }
  return paths;
}

interface Turn {
  readonly milliseconds: number;
  readonly processorMs: number;
  /** Of the outputs, sorted. */
  readonly hashes: readonly string[];
}

async function runFilter(folder: SyncFolder, logs: readonly string[], own: SyncFolder, name: string): Promise<Turn> {
  const out = join(folder.root, `${name}-out`);
  await mkdir(out);
  const request = ['--for', PURPOSE, '--to', RECIPIENT, '--level', LEVEL, '-o', out];
  const { said, ...took } = await own.timed<{ files: { output?: string }[] }>('filter', ...logs, ...request);
  const outputs = said.files.flatMap(({ output }) => output ?? []);
  if (outputs.length !== logs.length) throw new Error(`filter made ${outputs.length} files of ${logs.length} logs`);
  const hashes = await Promise.all(outputs.map(hashOf));
  // They stand in the order of the logs: the smallest log is the last, and the residue check finds nothing in its output.
  if (own === folder) await own.run('verify', logs.at(-1)!, outputs.at(-1)!, '--level', LEVEL);
  await rm(out, { recursive: true });
  return { ...took, hashes: hashes.sort() };
}

async function runSync(folder: SyncFolder, logs: readonly string[], own: SyncFolder, name: string): Promise<Turn> {
  const out = join(folder.root, `${name}-out`);
  await mkdir(out);
  await own.configure([{ name: 'club', sink: { kind: 'folder', path: out } }]);
  const { said, ...took } = await own.timed<{ items: { state: string; reason?: string }[] }>('sync', '--once');
  const delivered = said.items.filter(({ state, reason }) => state === 'retired' && reason === 'delivered').length;
  if (delivered !== logs.length) throw new Error(`sync delivered ${delivered} of ${logs.length} logs`);
  const names = await readdir(out);
  const outputs = names.filter((each) => !each.endsWith(MANIFEST_ENDING)).map((each) => join(out, each));
  if (names.length !== 2 * logs.length) throw new Error(`the recipient has ${names.length} files`);
  const hashes = await Promise.all(outputs.map(checkedHash));
  await own.run('queue', 'audit', '--verify');
  await rm(out, { recursive: true });
  return { ...took, hashes: hashes.sort() };
}

/** Of an output whose signed manifest says the same. */
async function checkedHash(output: string): Promise<string> {
  const envelope = JSON.parse(await readFile(output + MANIFEST_ENDING, 'utf8')) as { payload: string };
  const manifest = JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as { output: { sha256: string } };
  const hash = await hashOf(output);
  if (manifest.output.sha256 !== hash) throw new Error('an output is not what its manifest says');
  return hash;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

const secondsOf = (times: readonly number[]): string => `${times.map((time) => rounded(time / 1000, 3)).join(', ')} s`;

const program = { script: 'bench:sync', title: 'Throughput of the daemon', marker: 'syncThroughput' };

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      megabytes: { type: 'string', default: '2000' },
      rounds: { type: 'string', default: '3' },
      write: { type: 'boolean', default: false },
      product: { type: 'string' },
    },
  });
  const { write, product, megabytes, rounds } = values;
  await runProgram(program, { write, product, args: ['--megabytes', megabytes, '--rounds', rounds] }, (tell) => {
    const options = { megabytes: wholeNumber('megabytes', megabytes), rounds: wholeNumber('rounds', rounds) };
    return measureSyncThroughput(product ?? builtFolder, options, tell);
  });
}

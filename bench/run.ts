/** `npm run bench`: measures the built package against its bounds; ends with 1 if one is missed (of a quick run: by far) and 2 if nothing could be measured. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { builtFolder, staleness } from './product.ts';
import { fullSizes, measureAll, missedBounds, QUICK_SHARE, quickSizes, type Sizes } from './suite.ts';
import { type Circumstances, resultsPage, withKept } from './tables.ts';

const usage = `npm run bench -- [options]
  --quick            smaller sizes, for every commit; fails below 70 % of the bounds of speed
  --json             one JSON document on standard output
  --write            write bench/RESULTS.md
  --skip-large       leave peak memory out
  --small-mb <n>     size of the small log for peak memory
  --large-mb <n>     size of the large one, of a .tlog
  --product <folder> measure another build than dist
`;

function options() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      'skip-large': { type: 'boolean', default: false },
      'small-mb': { type: 'string' },
      'large-mb': { type: 'string' },
      product: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

function sizesOf(values: ReturnType<typeof options>): Sizes {
  const sizes = values.quick ? quickSizes : fullSizes;
  if (values['skip-large']) {
    const { logs, exports } = sizes;
    return {
      ...sizes,
      memory: undefined,
      logs: { ...logs, memory: undefined },
      exports: { ...exports, memory: undefined },
    };
  }
  return {
    ...sizes,
    memory: {
      smallMegabytes: megabytes(values['small-mb'], sizes.memory!.smallMegabytes),
      largeMegabytes: megabytes(values['large-mb'], sizes.memory!.largeMegabytes),
    },
  };
}

function megabytes(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`${text} is no number of megabytes`);
  return Number(text);
}

function circumstances(quick: boolean): Circumstances {
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const root = fileURLToPath(new URL('..', import.meta.url));
  let commit = 'unknown';
  try {
    commit = git('-C', root, 'rev-parse', '--short', 'HEAD');
    if (git('-C', root, 'status', '--porcelain', '--', 'src') !== '') commit += ' with changes to src';
  } catch {
    // A copy without git is measured just as well.
  }
  const machine = `${cpus().length} cores (${arch()}), Node ${process.versions.node}`;
  return { date: new Date().toISOString().slice(0, 10), commit, machine, quick };
}

async function main(): Promise<number> {
  const values = options();
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const sizes = sizesOf(values);
  const stale = values.product === undefined ? staleness() : undefined;
  if (stale !== undefined) throw new Error(stale);
  const results = await measureAll(values.product ?? builtFolder, sizes, (what) =>
    process.stderr.write(`${what} ...\n`),
  );
  const missed = missedBounds(results);
  const failed = values.quick ? missedBounds(results, QUICK_SHARE) : missed;
  const about = circumstances(values.quick);
  const page = resultsPage(results, missed, about);
  if (values.write) {
    const path = fileURLToPath(new URL('RESULTS.md', import.meta.url));
    writeFileSync(path, withKept(page, existsSync(path) ? readFileSync(path, 'utf8') : ''));
  }
  process.stdout.write(values.json ? `${JSON.stringify({ ...about, ...results, missed }, undefined, 1)}\n` : page);
  for (const sentence of missed) process.stderr.write(`MISSED: ${sentence}\n`);
  if (failed.length < missed.length) {
    process.stderr.write(`A quick run fails below ${100 * QUICK_SHARE} % of the bounds of speed: run all of it.\n`);
  }
  return failed.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}

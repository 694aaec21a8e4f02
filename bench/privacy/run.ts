/** `npm run bench:privacy`: attacks logs and what is made of them; ends with 1 if an attack fails or a bound is missed, and 2 if nothing could be run. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Circumstances } from '../tables.ts';
import { withSection } from './results-file.ts';
import { fullSizes, measurePrivacy, quickSizes } from './suite.ts';
import { privacySection } from './tables.ts';

const usage = `npm run bench:privacy -- [options]
  --quick   fewer flights, for every commit
  --json    one JSON document on standard output
  --write   write the section of bench/RESULTS.md
`;

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Recorded logs beside the checkout, as for the tests. */
function recordedLogs(): Uint8Array[] {
  const folder = join(root, '..', 'shared', 'corpus', 'tlog');
  if (!existsSync(folder)) {
    process.stderr.write('LEFT OUT: no corpus of recorded logs here\n');
    return [];
  }
  const names = readdirSync(folder).sort();
  return names.map((name) => readFileSync(join(folder, name)));
}

function circumstances(quick: boolean): Circumstances {
  const git = (...args: string[]): string => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim();
  let commit = 'unknown';
  try {
    commit = git('rev-parse', '--short', 'HEAD');
    if (git('status', '--porcelain', '--', 'src') !== '') commit += ' with changes to src';
  } catch {
    // A copy without git is measured just as well.
  }
  return { date: new Date().toISOString().slice(0, 10), commit, machine: '', quick };
}

function main(): number {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const sizes = values.quick ? quickSizes : fullSizes;
  const results = measurePrivacy(sizes, recordedLogs(), (what) => process.stderr.write(`${what} ...\n`));
  const about = circumstances(values.quick);
  const section = privacySection(results, about);
  if (values.write) {
    const page = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
    writeFileSync(page, withSection(readFileSync(page, 'utf8'), section));
  }
  process.stdout.write(values.json ? `${JSON.stringify({ ...about, ...results }, undefined, 1)}\n` : `${section}\n`);
  for (const sentence of results.failures) process.stderr.write(`MISSED: ${sentence}\n`);
  return results.failures.length === 0 ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`bench:privacy: ${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}

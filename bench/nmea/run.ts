/**
 * `npm run bench:nmea`: the loop of the built package over NMEA sentences; ends with 1 if a bound is missed (of a quick run: by far) and 2 if nothing could be
 * measured. With a level as its argument it measures that one alone and prints JSON: code that has seen another is slower.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { again } from '../again.ts';
import { runNode } from '../child.ts';
import { type Row, table } from '../markdown.ts';
import { type BenchLevel, benchLevels, builtFolder, loadProduct, staleness } from '../product.ts';
import { circumstances } from '../relay/circumstances.ts';
import { withSection } from '../relay/results-file.ts';
import { QUICK_SHARE } from '../suite.ts';
import type { Circumstances } from '../tables.ts';
import { measureNmea, missedNmeaBounds, type NmeaOptions, type NmeaResult } from './throughput.ts';

const usage = `npm run bench:nmea -- [options]
  --quick            fewer rounds; fails below ${100 * QUICK_SHARE} % of the bounds
  --json             one JSON document on standard output
  --write            write the section of bench/RESULTS.md
  --product <folder> measure another build than dist
`;
const full: NmeaOptions = { megabytes: 4, rounds: 7 };
const quick: NmeaOptions = { megabytes: 2, rounds: 3 };

/** The section of RESULTS.md. */
export function nmeaSection(results: readonly NmeaResult[], missed: readonly string[], about: Circumstances): string {
  const [{ megabytes, rounds, sentences }] = results as [NmeaResult];
  return [
    '## NMEA sentences',
    `Written by \`npm run bench:nmea -- --write\` on ${about.date} at commit ${about.commit}, ${about.machine}${about.quick ? ', quick sizes' : ''}.`,
    missed.length === 0 ? 'All bounds hold.' : `Bounds missed: ${missed.join('; ')}.`,
    `A generated log of ${megabytes} MB, ${sentences} sentences, in memory. MB a second by the time on the processor, medians of ${rounds} rounds by turns. The regular expressions set what tells ` +
      'where or when to zeros, line by line, and make the checksum again; they move nothing at either level. nmea-simple only reads, and is told without a bound; ' +
      'it reads all of both outputs, finds every checksum right and no place of the input.',
    table(
      ['level', 'loop', 'expressions', 'parser', 'loop over expressions', 'bound', 'loop over parser', 'withheld'],
      results.map((result): Row => {
        const { level, loopSpeed, replaceSpeed, parserSpeed, ratio, parserRatio, bound, withheld } = result;
        const spread = `${ratio.median} (${ratio.least} to ${ratio.most})`;
        return [level, loopSpeed, replaceSpeed, parserSpeed, spread, `at least ${bound}`, parserRatio.median, withheld];
      }),
    ),
  ].join('\n\n');
}

async function alone(folder: string, level: BenchLevel, isQuick: boolean): Promise<NmeaResult> {
  const script = fileURLToPath(import.meta.url);
  const size = isQuick ? ['--quick'] : [];
  return JSON.parse(await runNode(['--import', 'tsx', script, level, '--product', folder, ...size])) as NmeaResult;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      product: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const stale = values.product === undefined ? staleness() : undefined;
  if (stale !== undefined) throw new Error(stale);
  const folder = values.product ?? builtFolder;
  const only = benchLevels.find((level) => level === positionals[0]);
  if (only !== undefined) {
    const result = await measureNmea(await loadProduct(folder), only, values.quick ? quick : full);
    process.stdout.write(JSON.stringify(result));
    return 0;
  }
  const results: NmeaResult[] = [];
  for (const level of benchLevels) {
    const tell = (what: string): void => void process.stderr.write(`nmea, ${level}: ${what} ...\n`);
    tell('throughput against regular expressions');
    const measure = (): Promise<NmeaResult> => alone(folder, level, values.quick);
    results.push(values.quick ? await measure() : await again(measure, (one) => missedNmeaBounds([one])[0], tell));
  }
  const missed = missedNmeaBounds(results);
  const about = circumstances(values.quick);
  const section = nmeaSection(results, missed, about);
  if (values.write) {
    const page = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
    writeFileSync(page, withSection(readFileSync(page, 'utf8'), 'nmea', section));
  }
  process.stdout.write(
    values.json ? `${JSON.stringify({ ...about, results, missed }, undefined, 1)}\n` : `${section}\n`,
  );
  for (const sentence of missed) process.stderr.write(`MISSED: ${sentence}\n`);
  const failed = values.quick ? missedNmeaBounds(results, QUICK_SHARE) : missed;
  return failed.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`bench:nmea: ${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exitCode = 2;
  }
}

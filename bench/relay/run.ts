/** `npm run bench:relay`: the relay of the built package beside a plain forwarder; ends with 1 if a bound is missed (of a quick run: by far) and 2 if nothing could be measured. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { again } from '../again.ts';
import { builtFolder, staleness } from '../product.ts';
import { circumstances } from './circumstances.ts';
import { measureRelay, type RelayOptions, type RelayResult } from './latency.ts';
import { withSection } from './results-file.ts';
import { missedRelayBounds, relaySection } from './tables.ts';

const usage = `npm run bench:relay -- [options]
  --quick            smaller sizes and one attempt, for every commit; fails where bounds are missed by far
  --minutes <n>      about so long, to each kind of output
  --json             one JSON document on standard output
  --write            write the section of bench/RESULTS.md
  --product <folder> measure another build than dist
`;

/** Of a quick run: a machine with other work to do shows in latencies first. */
const QUICK_SHARE = { latency: 0.2, processor: 0.7 };
const full: readonly RelayOptions[] = (['tcp', 'udp'] as const).map((transport) => {
  return { transport, framesPerSecond: 5000, seconds: 4, rounds: 9, warmTurns: 2 };
});
const quick: readonly RelayOptions[] = [
  { transport: 'tcp', framesPerSecond: 5000, seconds: 1, rounds: 3, warmTurns: 4 },
];

function roundsOf(minutes: string, { seconds }: RelayOptions): number {
  if (!/^[1-9]\d{0,3}$/.test(minutes)) throw new Error('the number of minutes is no number');
  return Math.ceil((60 * Number(minutes)) / (2 * seconds));
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      minutes: { type: 'string' },
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
  const { minutes, product = builtFolder } = values;
  const results: RelayResult[] = [];
  for (const options of values.quick ? quick : full) {
    const sized = minutes === undefined ? options : { ...options, rounds: roundsOf(minutes, options) };
    const tell = (what: string): void => void process.stderr.write(`relay to ${options.transport}: ${what} ...\n`);
    tell(`${sized.rounds} rounds of ${2 * sized.seconds} s`);
    const measure = (): Promise<RelayResult> => measureRelay(product, sized);
    results.push(
      values.quick ? await measure() : await again(measure, (result) => missedRelayBounds([result])[0], tell),
    );
  }
  const about = circumstances(values.quick);
  const missed = missedRelayBounds(results);
  const section = relaySection(results, missed, about);
  if (values.write) {
    const page = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
    writeFileSync(page, withSection(readFileSync(page, 'utf8'), 'relay', section));
  }
  process.stdout.write(
    values.json ? `${JSON.stringify({ ...about, results, missed }, undefined, 1)}\n` : `${section}\n`,
  );
  for (const sentence of missed) process.stderr.write(`MISSED: ${sentence}\n`);
  const failed = values.quick ? missedRelayBounds(results, QUICK_SHARE) : missed;
  return failed.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`bench:relay: ${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}

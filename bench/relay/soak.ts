/**
 * `npm run soak -- --minutes N`: the relay of the built package at `dynamics`, 5 000 messages a second, to a far side that stalls and cuts its connections. Ends
 * with 1 if memory or open files grow, or a message is not accounted for, and 2 if nothing could be measured.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { builtFolder, staleness } from '../product.ts';
import { circumstances } from './circumstances.ts';
import { Player } from './play.ts';
import { droppedAt, type Usage, usageOf } from './process-usage.ts';
import { withSection } from './results-file.ts';
import { RoughServer } from './rough-server.ts';
import { type SoakResult, soakFailures, soakFigures } from './soak-result.ts';
import { grantIn, startRelayCommand, summaryIn } from './subjects.ts';
import { soakSection } from './tables.ts';
import { Traffic } from './traffic.ts';

const usage = `npm run soak -- [options]
  --minutes <n>      how long (default: 10)
  --write            write the section of bench/RESULTS.md
  --product <folder> run another build than dist
`;
const FRAMES_PER_SECOND = 5_000;
const SAMPLE_S = 2;
/** What is loaded and compiled by then is there to stay. */
const WARM_SAMPLES = 5;

export async function soak(folder: string, minutes: number): Promise<SoakResult & { broken: number }> {
  const scratch = await mkdtemp(join(tmpdir(), 'flightveil-soak-'));
  const rough = await RoughServer.open(1);
  try {
    const home = join(scratch, 'home');
    await mkdir(home, { mode: 0o700 });
    await grantIn(folder, home);
    const relay = await startRelayCommand(folder, home, 'tcp', rough.port);
    try {
      const player = await Player.to(relay.port);
      const traffic = new Traffic(1);
      const samples: Usage[] = [];
      const endMs = performance.now() + minutes * 60_000;
      let sent = 0;
      for (let turn = 0; performance.now() < endMs; turn++) {
        const frames = traffic.take(FRAMES_PER_SECOND * SAMPLE_S);
        await player.play(frames, FRAMES_PER_SECOND);
        sent += frames.length;
        if (turn >= WARM_SAMPLES) samples.push(usageOf(relay.pid));
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
      const droppedBefore = droppedAt(relay.port);
      const status = summaryIn(await relay.end()).outputs[0]!;
      player.close();
      const { connections, frames: received, broken } = rough;
      return { minutes, sent, droppedBefore, status, connections, received, broken, ...soakFigures(samples, SAMPLE_S) };
    } finally {
      await relay.end();
    }
  } finally {
    rough.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      write: { type: 'boolean', default: false },
      product: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (!/^[1-9]\d{0,3}$/.test(values.minutes)) throw new Error('the number of minutes is no number');
  const stale = values.product === undefined ? staleness() : undefined;
  if (stale !== undefined) throw new Error(stale);
  const result = await soak(values.product ?? builtFolder, Number(values.minutes));
  const failures = soakFailures(result);
  const section = soakSection(result, failures, circumstances(false));
  if (values.write) {
    const page = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
    await writeFile(page, withSection(await readFile(page, 'utf8'), 'soak', section));
  }
  process.stdout.write(`${section}\n`);
  for (const sentence of failures) process.stderr.write(`FAILED: ${sentence}\n`);
  return failures.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`soak: ${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exitCode = 2;
  }
}

/**
 * `npm run bench:sync-start`: how long the daemon takes to start, and what memory it takes, with 10 000 logs in its queue and with 100. Ends with 1 if a bound is
 * missed and 2 if nothing could be measured.
 */
import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median, rounded } from '../numbers.ts';
import { builtFolder } from '../product.ts';
import { usageOf } from '../relay/process-usage.ts';
import { type Figure, load, type Outcome, runProgram, wholeNumber } from './figures.ts';
import { fillQueue, SOURCE_BYTES } from './fill-queue.ts';
import { SyncFolder } from './sync-folder.ts';

export const MOST_START_RATIO = 2;
export const MOST_MEMORY_RATIO = 1.3;
/** Of each known log, the database's rows among them; a source has 1 MB. */
export const MOST_READ_BYTES = 16_384;
const MOST_WAIT_MS = 120_000;
/** A process that has taken less than this over a look is idle. */
const IDLE_MS = 30;
const LOOK_MS = 500;

export interface StartupOptions {
  readonly few: number;
  readonly many: number;
  readonly rounds: number;
}

interface Start {
  /** From the start of the process. */
  readonly startedMs: number;
  readonly lookedMs: number;
  /** When there is nothing to do any more. */
  readonly residentMegabytes: number;
  readonly peakMegabytes: number;
  readonly readBytes: number;
  readonly events: readonly string[];
}

/** @throws Error if the daemon does anything else than start, look and stop */
export async function measureStartup(
  product: string,
  { few, many, rounds }: StartupOptions,
  tell: (what: string) => void,
): Promise<Outcome> {
  const folders = new Map<number, SyncFolder>();
  try {
    const starts = new Map<number, Start[]>();
    for (const count of [few, many]) {
      tell(`filling a queue with ${count} logs`);
      folders.set(count, await filled(product, count));
      starts.set(count, []);
    }
    for (let round = 0; round < rounds; round++) {
      for (const [count, folder] of folders) {
        const start = await startOnce(folder);
        starts.get(count)!.push(start);
        tell(
          `round ${round + 1} of ${rounds}, ${count} logs: started after ${Math.round(start.startedMs)} ms, looked after ${Math.round(start.lookedMs)} ms`,
        );
      }
    }
    const of = (count: number, property: keyof Omit<Start, 'events'>): number =>
      rounded(median(starts.get(count)!.map((start) => start[property])));
    const ratioOf = (what: string, property: keyof Omit<Start, 'events'>, unit: string, most: number): Figure => ({
      what: `${what}, ${many} logs over ${few}`,
      measured: rounded(of(many, property) / of(few, property), 3),
      note: `${of(many, property)} and ${of(few, property)} ${unit}, medians of ${rounds}`,
      most,
    });
    const opened = openedSources(folders.get(many)!);
    const failures: string[] = [];
    for (const [count, list] of starts) {
      const others = list.flatMap(({ events }) => events).filter((name) => !expectedEvents.has(name));
      if (others.length > 0) failures.push(`with ${count} logs the daemon logged ${[...new Set(others)].join(', ')}`);
      if (!(await isWaiting(folders.get(count)!, count))) failures.push(`not all of ${count} logs wait afterwards`);
    }
    return {
      figures: [
        ratioOf('time until it has started', 'startedMs', 'ms', MOST_START_RATIO),
        ratioOf('time until the first look at the queue is done', 'lookedMs', 'ms', MOST_START_RATIO),
        ratioOf('resident memory at rest', 'residentMegabytes', 'MB', MOST_MEMORY_RATIO),
        ratioOf('peak of resident memory', 'peakMegabytes', 'MB', MOST_MEMORY_RATIO),
        {
          what: 'bytes read for each log more',
          measured: Math.round((of(many, 'readBytes') - of(few, 'readBytes')) / (many - few)),
          note: `of all files; a source has ${SOURCE_BYTES}`,
          most: MOST_READ_BYTES,
        },
        ...(opened === undefined ? [] : [{ what: 'sources that were opened', measured: opened, most: 0 }]),
      ],
      failures,
      about: [
        `\`flightveil sync\` with ${many} logs in its queue, their shipments in the spool and their sources known, and with ${few}; uploads are paused. ${rounds} starts of each by turns, in fresh`,
        `processes. At rest means that it has looked through the folder, too. Load of the machine at the end: ${load()}.`,
      ],
    };
  } finally {
    for (const folder of folders.values()) await folder.remove();
  }
}

const expectedEvents: ReadonlySet<string> = new Set(['started', 'upload-paused', 'source-back', 'stopping', 'stopped']);

async function filled(product: string, count: number): Promise<SyncFolder> {
  const folder = await SyncFolder.make(product);
  const sink = { kind: 'folder', path: join(folder.root, 'out') };
  await folder.configure([{ name: 'club', sink }], { metered: 'yes' });
  await fillQueue(folder, count);
  return folder;
}

async function startOnce(folder: SyncFolder): Promise<Start> {
  const begunMs = performance.now();
  const child = folder.spawn('sync');
  const at = new Map<string, number>();
  const events: string[] = [];
  try {
    const looked = new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stderr! }).on('line', (line) => {
        const event = eventIn(line);
        events.push(event);
        if (!at.has(event)) at.set(event, performance.now() - begunMs);
        if (event === 'upload-paused') resolve();
      });
      child.once('close', () => reject(new Error(`the daemon has ended: ${events.join(', ')}`)));
      setTimeout(() => reject(new Error('the daemon does not look at its queue')), MOST_WAIT_MS).unref();
    });
    await looked;
    await rested(child.pid!);
    const status = readFileSync(`/proc/${child.pid}/status`, 'latin1');
    const peakMegabytes = (Number(/VmHWM:\s*(\d+)/.exec(status)?.[1]) * 1024) / 1e6;
    const readBytes = Number(/rchar: (\d+)/.exec(readFileSync(`/proc/${child.pid}/io`, 'latin1'))?.[1]);
    const { residentMegabytes } = usageOf(child.pid!);
    const [startedMs = Number.NaN, lookedMs = Number.NaN] = [at.get('started'), at.get('upload-paused')];
    return { startedMs, lookedMs, residentMegabytes, peakMegabytes, readBytes, events };
  } finally {
    await end(child);
  }
}

/** Waits until a process has nothing to do. */
async function rested(pid: number): Promise<void> {
  const endMs = performance.now() + MOST_WAIT_MS;
  for (let before = usageOf(pid).processorMs; performance.now() < endMs; ) {
    await sleep(LOOK_MS);
    const now = usageOf(pid).processorMs;
    if (now - before < IDLE_MS) return;
    before = now;
  }
  throw new Error('the daemon does not come to rest');
}

/** How often a start opens a source; undefined where strace is not there to tell. */
function openedSources(folder: SyncFolder): number | undefined {
  if (spawnSync('strace', ['-V'], { stdio: 'ignore' }).error !== undefined) return undefined;
  const trace = join(folder.root, 'trace');
  const traced = ['-f', '-qq', '-e', 'trace=open,openat,openat2', '-s', '4096', '-o', trace, '-E', 'UV_USE_IO_URING=0'];
  // Once, as it does all that a start does, and ends.
  spawnSync('strace', [...traced, process.execPath, ...folder.args('sync', '--once')], { stdio: 'ignore' });
  const lines = readFileSync(trace, 'utf8').split('\n');
  if (!lines.some((line) => line.includes('sync.sqlite'))) throw new Error('nothing was traced');
  return lines.filter((line) => line.includes(`"${folder.logs}/`)).length;
}

async function isWaiting(folder: SyncFolder, count: number): Promise<boolean> {
  const { counts } = await folder.json<{ counts: { state: string; items: number }[] }>('status');
  return counts.length === 1 && counts[0]!.state === 'queued' && counts[0]!.items === count;
}

function eventIn(line: string): string {
  try {
    return String((JSON.parse(line) as { event: string }).event);
  } catch {
    return line.slice(0, 200);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'close');
}

const program = { script: 'bench:sync-start', title: 'Start of the daemon', marker: 'syncStart' };

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      few: { type: 'string', default: '100' },
      many: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '5' },
      write: { type: 'boolean', default: false },
      product: { type: 'string' },
    },
  });
  const { write, product, few, many, rounds } = values;
  const args = ['--few', few, '--many', many, '--rounds', rounds];
  await runProgram(program, { write, product, args }, (tell) => {
    const sizes = {
      few: wholeNumber('few', few),
      many: wholeNumber('many', many),
      rounds: wholeNumber('rounds', rounds),
    };
    return measureStartup(product ?? builtFolder, sizes, tell);
  });
}

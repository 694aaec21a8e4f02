/**
 * `npm run soak:sync -- --minutes N`: the daemon of the built package, with logs that keep coming, to a tus server and to nginx behind a line that cuts, delays and
 * truncates; consent is withdrawn and given again, the daemon and the servers are killed and started again. Ends with 1 if a log did not come once, byte for byte, or
 * memory or open files grow, and 2 if nothing could be measured.
 */
import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Nginx, startNginx } from '../../test/sync/servers/nginx.ts';
import { TusServer } from '../../test/sync/servers/tus.ts';
import { Draw } from '../draw.ts';
import { rounded } from '../numbers.ts';
import { builtFolder } from '../product.ts';
import { type Usage, usageOf } from '../relay/process-usage.ts';
import { soakFigures } from '../relay/soak-result.ts';
import { streamOfFrames } from '../stream.ts';
import { load, type Outcome, runProgram, wholeNumber } from './figures.ts';
import { RoughProxy } from './rough-proxy.ts';
import { auditOf, deliveryFaults, type Received, standsOf } from './soak-check.ts';
import { PURPOSE, RECIPIENT, SyncFolder } from './sync-folder.ts';

/** Resident memory in the last third of the measured time beyond that in the second third: medians. */
export const MOST_GROWTH_MEGABYTES = 12;
/** Likewise, the least of each third. */
export const MOST_MORE_FILES = 4;
const DELIVERED = 'retired: delivered';
const RULES = ['club', 'archive'] as const;
const LOG_EVERY_MS = 3_000;
const LEAST_FRAMES = 500;
const MOST_FRAMES = 8_000;
const SAMPLE_MS = 2_000;
const TROUBLE_EVERY_MS = 15_000;
const AWAY_MS = { least: 500, most: 5_000 };
/** With the line good again, something comes at least so often until all has come. */
const MOST_STILL_MS = 180_000;
const LOOK_MS = 5_000;
/** Of the second half: what is loaded and compiled by then is there to stay. */
const WARM_SHARE = 0.2;

/** One run and all that takes part in it. */
class Soak {
  readonly #folder: SyncFolder;
  readonly #draw = new Draw(9);
  readonly #tus: TusServer;
  readonly #nginx: Nginx;
  readonly #proxies: readonly RoughProxy[];
  readonly #tell: (what: string) => void;
  readonly events = new Map<string, number>();
  readonly troubles = new Map<string, number>();
  readonly samples: Usage[] = [];
  logs = 0;
  #daemon: ChildProcess | undefined;
  #isEnding = false;

  private constructor(
    folder: SyncFolder,
    tus: TusServer,
    nginx: Nginx,
    proxies: readonly RoughProxy[],
    tell: (what: string) => void,
  ) {
    this.#folder = folder;
    this.#tus = tus;
    this.#nginx = nginx;
    this.#proxies = proxies;
    this.#tell = tell;
  }

  static async make(product: string, tell: (what: string) => void): Promise<Soak> {
    const folder = await SyncFolder.make(product);
    const [tus, nginx] = [await TusServer.start(), await startNginx()];
    const proxies = [
      await RoughProxy.start(() => tus.port, new Draw(1)),
      await RoughProxy.start(() => nginx.port, new Draw(2)),
    ];
    const [tusPort, httpPort] = proxies.map(({ port }) => port);
    await folder.configure(
      [
        { name: RULES[0], sink: { kind: 'tus', url: `http://127.0.0.1:${tusPort}/files`, chunk: '64 KB' } },
        { name: RULES[1], sink: { kind: 'http', url: `http://127.0.0.1:${httpPort}/files/`, readBack: true } },
      ],
      { retry: { first: '1s', most: '10s' }, rescan: '10s', log: 'info' },
    );
    return new Soak(folder, tus, nginx, proxies, tell);
  }

  async run(minutes: number): Promise<void> {
    const beganMs = performance.now();
    const [halfMs, endMs] = [beganMs + minutes * 30_000, beganMs + minutes * 60_000];
    this.startDaemon();
    const writing = this.#write(endMs);
    const troubling = this.#trouble(halfMs, endMs);
    let isMeasured = false;
    const measureMs = halfMs + WARM_SHARE * (endMs - halfMs);
    const others = Promise.all([writing, troubling]);
    // What goes wrong there ends the run at the next sample.
    let failure: unknown;
    others.catch((error: unknown) => {
      failure = error;
    });
    while (performance.now() < endMs && failure === undefined) {
      await sleep(SAMPLE_MS);
      if (performance.now() < measureMs) continue;
      if (!isMeasured) this.#tell('measuring');
      isMeasured = true;
      this.samples.push(usageOf(this.#daemon!.pid!));
    }
    await others;
  }

  startDaemon(): void {
    const daemon = this.#folder.spawn('sync');
    this.#daemon = daemon;
    createInterface({ input: daemon.stderr! }).on('line', (line) => this.#heard(line));
    daemon.on('exit', (code, signal) => {
      if (this.#daemon === daemon && !this.#isEnding) this.#count(this.events, `ended by itself: ${code ?? signal}`);
    });
  }

  #heard(line: string): void {
    let event: { event?: string; level?: string; during?: string; code?: string; reason?: string; removal?: string };
    try {
      event = JSON.parse(line);
    } catch {
      this.#count(this.events, `no event: ${line.slice(0, 100)}`);
      return;
    }
    const { event: name = 'none', level, during, code, reason, removal } = event;
    const isBad = level === 'error';
    const details = [during, code, isBad || name === 'upload-retry' ? reason : undefined, removal];
    this.#count(this.events, [name, ...details.filter((detail) => detail !== undefined)].join(' '));
  }

  #count(counts: Map<string, number>, name: string): void {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }

  async #write(endMs: number): Promise<void> {
    while (performance.now() < endMs) {
      await this.#addLog();
      await sleep(LOG_EVERY_MS);
    }
  }

  /** It comes whole under its name, as ground stations do it. */
  async #addLog(): Promise<void> {
    const index = this.logs++;
    const frames = LEAST_FRAMES + Math.floor(this.#draw.unit() * (MOST_FRAMES - LEAST_FRAMES));
    const path = join(this.#folder.root, `${index}.partial`);
    await writeFile(path, streamOfFrames(frames, index + 1).bytes);
    await rename(path, join(this.#folder.logs, `flight ${index}.tlog`));
  }

  /** One trouble after the other. The daemon is killed in the first half only: the second shows what one process takes. */
  async #trouble(halfMs: number, endMs: number): Promise<void> {
    const kinds = ['daemon', 'tus', 'nginx', 'consent'] as const;
    for (let turn = 0; ; turn++) {
      await sleep(TROUBLE_EVERY_MS);
      const nowMs = performance.now();
      if (nowMs + AWAY_MS.most > endMs) return;
      const kind = kinds[turn % kinds.length]!;
      if (kind === 'daemon' && nowMs + AWAY_MS.most > halfMs) continue;
      const awayMs = AWAY_MS.least + this.#draw.unit() * (AWAY_MS.most - AWAY_MS.least);
      this.#count(this.troubles, kind);
      this.#tell(`${kind} away for ${Math.round(awayMs)} ms; ${this.logs} logs so far`);
      if (kind === 'daemon') await this.#killDaemon(awayMs);
      else if (kind === 'tus') {
        await this.#tus.kill();
        await sleep(awayMs);
        await this.#tus.start();
      } else if (kind === 'nginx') {
        const restart = await this.#nginx.cut();
        await sleep(awayMs);
        await restart();
      } else await this.#withdraw(awayMs);
    }
  }

  async #killDaemon(awayMs: number): Promise<void> {
    const daemon = this.#daemon!;
    this.#daemon = undefined;
    const gone = once(daemon, 'close');
    daemon.kill('SIGKILL');
    await gone;
    await sleep(awayMs);
    this.startDaemon();
  }

  async #withdraw(awayMs: number): Promise<void> {
    const { grants } = await this.#folder.json<{ grants: { grant: { id: string } }[] }>('consent', 'list');
    for (const { grant } of grants) await this.#folder.run('consent', 'withdraw', grant.id);
    await sleep(awayMs);
    await this.#folder.run('consent', 'grant', '--for', PURPOSE, '--to', RECIPIENT, '--ceiling', 'dynamics');
  }

  /** Lets everything arrive on a good line, and ends the daemon in good order. @returns how many items it had to do with the line good again */
  async settle(): Promise<{ stands: ReadonlyMap<string, number>; exit: number | null; leftMs: number }> {
    for (const proxy of this.#proxies) proxy.isRough = false;
    const beganMs = performance.now();
    const wanted = this.logs * RULES.length;
    let stands = await standsOf(this.#folder);
    let [delivered, movedMs] = [0, performance.now()];
    while (stands.get(DELIVERED) !== wanted && performance.now() - movedMs < MOST_STILL_MS) {
      await sleep(LOOK_MS);
      stands = await standsOf(this.#folder);
      const now = stands.get(DELIVERED) ?? 0;
      if (now > delivered) [delivered, movedMs] = [now, performance.now()];
    }
    const leftMs = performance.now() - beganMs;
    this.#isEnding = true;
    const daemon = this.#daemon!;
    const gone = once(daemon, 'close');
    daemon.kill('SIGTERM');
    await gone;
    return { stands, exit: daemon.exitCode, leftMs };
  }

  async faults(): Promise<string[]> {
    const audit = await auditOf(this.#folder);
    const atTus = this.#tus.uploads
      .filter(({ isWhole }) => isWhole)
      .map(({ metadata, bytes }): Received => ({ name: metadata.filename!, bytes }));
    const atNginx: Received[] = [];
    for (const name of await this.#nginx.list()) atNginx.push({ name, bytes: (await this.#nginx.received(name))! });
    return [
      ...deliveryFaults(RULES[0], audit, atTus, this.logs),
      ...deliveryFaults(RULES[1], audit, atNginx, this.logs),
    ];
  }

  /** Uploads that the tus server has begun and nobody knows of: the line was cut before the answer with their address. */
  get unfinished(): { readonly uploads: number; readonly bytes: number } {
    const parts = this.#tus.uploads.filter(({ isWhole }) => !isWhole);
    return { uploads: parts.length, bytes: parts.reduce((sum, { bytes }) => sum + bytes.length, 0) };
  }

  get line(): string {
    const of = (property: 'connections' | 'cut' | 'truncated' | 'delayed'): number =>
      this.#proxies.reduce((sum, proxy) => sum + proxy[property], 0);
    return `${of('connections')} connections, ${of('cut')} cut, ${of('truncated')} truncated, ${of('delayed')} slow`;
  }

  async end(): Promise<void> {
    this.#isEnding = true;
    if (this.#daemon?.exitCode === null) this.#daemon.kill('SIGKILL');
    for (const proxy of this.#proxies) await proxy.close();
    await this.#tus.stop();
    await this.#nginx.stop();
    await this.#folder.remove();
  }
}

/** Words that no event of a run may begin with: what cannot be used or filtered, or nobody expected. */
const badEvents = [
  'failed',
  'set-aside',
  'upload-rejected',
  'no-progress',
  'no event',
  'ended by itself',
  'residue-found',
];

export async function soak(product: string, minutes: number, tell: (what: string) => void): Promise<Outcome> {
  const run = await Soak.make(product, tell);
  try {
    await run.run(minutes);
    const { stands, exit, leftMs } = await run.settle();
    const { residentMegabytes, growthMegabytes, slopeMegabytesPerHour, openFiles } = soakFigures(
      run.samples,
      SAMPLE_MS / 1000,
    );
    const files = run.samples.map((sample) => sample.openFiles);
    const third = Math.floor(files.length / 3);
    // Least of many: while a log is checked, a thread loads its modules, and has some hundred files open for a moment.
    const moreFiles = Math.min(...files.slice(-third)) - Math.min(...files.slice(-2 * third, -third));
    const wanted = run.logs * RULES.length;
    const faults = await run.faults();
    if (exit !== 0) faults.push(`the daemon ended with ${exit}`);
    for (const [event, count] of run.events) {
      if (badEvents.some((word) => event.startsWith(word))) faults.push(`${count} times the daemon logged: ${event}`);
    }
    const { unfinished } = run;
    const listed = (counts: ReadonlyMap<string, number>): string =>
      [...counts]
        .map(([name, count]) => `${count} ${name}`)
        .sort()
        .join(', ');
    return {
      figures: [
        { what: 'logs, each to two recipients', measured: run.logs },
        {
          what: 'deliveries',
          measured: stands.get(DELIVERED) ?? 0,
          note: listed(stands),
          least: wanted,
          most: wanted,
        },
        {
          what: 'time until all had come once the line was good',
          measured: rounded(leftMs / 1000, 3),
          unit: 's',
        },
        {
          what: 'memory, last third beyond the second',
          measured: growthMegabytes,
          unit: 'MB',
          note: `first, last, most: ${Object.values(residentMegabytes).join(', ')}`,
          most: MOST_GROWTH_MEGABYTES,
        },
        { what: 'memory, slope', measured: slopeMegabytesPerHour, unit: 'MB an hour' },
        {
          what: 'open files, least of the last third beyond that of the second',
          measured: moreFiles,
          note: `first, most, last: ${Object.values(openFiles).join(', ')}`,
          most: MOST_MORE_FILES,
        },
        {
          what: 'unfinished uploads that nobody knows of at the tus server',
          measured: unfinished.uploads,
          note: `${unfinished.bytes} bytes`,
        },
      ],
      failures: faults,
      about: [
        `${minutes} minutes with a log every ${LOG_EVERY_MS / 1000} s to tus and to nginx. Line: ${run.line}. Taken away and brought back: ${listed(run.troubles)}. Memory and files are of the one process`,
        `of the second half, after its first ${100 * WARM_SHARE} %. Events: ${listed(run.events)}. Load of the machine at the end: ${load()}.`,
      ],
    };
  } finally {
    await run.end();
  }
}

const program = { script: 'soak:sync', title: 'Long run of the daemon', marker: 'syncSoak' };

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      write: { type: 'boolean', default: false },
      product: { type: 'string' },
    },
  });
  const { write, product, minutes } = values;
  await runProgram(program, { write, product, args: ['--minutes', minutes] }, (tell) => {
    if (spawnSync('/usr/sbin/nginx', ['-v'], { stdio: 'ignore' }).error !== undefined)
      throw new Error('there is no nginx');
    return soak(product ?? builtFolder, wholeNumber('minutes', minutes), tell);
  });
}

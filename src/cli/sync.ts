import { Command } from 'commander';
import { loadConfig } from '../daemon/config/load-config.ts';
import type { FilterStep } from '../daemon/engine/filter-worker.ts';
import { followConfig } from '../daemon/follow-config.ts';
import { makeLogger } from '../daemon/ops/logger.ts';
import { MeteredNetwork } from '../daemon/ops/metered.ts';
import { nextOpenMs } from '../daemon/schedule.ts';
import { stay } from '../daemon/stay.ts';
import { Sync } from '../daemon/sync.ts';
import { adviceFor, itemInWords, reasonInWords } from '../daemon/words.ts';
import type { Item } from '../sync/queue/states.ts';
import type { SyncConfig } from '../sync/sync-config.ts';
import type { UploadEnd } from '../sync/uploader.ts';
import { type Console, jsonDocument, Progress, plainName } from './console.ts';
import { describeError, Exit } from './exit-codes.ts';
import { dryRun } from './sync-dry-run.ts';
import { syncInitCommand } from './sync-init.ts';
import { configOf, withConfigOption } from './sync-session.ts';
import { expireUnlocks } from './unlocks-keep.ts';

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** `flightveil sync`: filters what is found and sends what may go; once, or as long as it runs. */
export function syncCommand(console: Console, finish: (exit: number) => void): Command {
  return withConfigOption(new Command('sync'))
    .description('filter the logs of your folders and send what may go where your configuration says')
    .option('--once', 'everything that is due now, then end')
    .option('--dry-run', 'with --once: show what would leave, and send and keep nothing')
    .option('--json', 'one JSON document on standard output')
    .addCommand(syncInitCommand(console))
    .action(async (options: { once?: boolean; dryRun?: boolean; json?: boolean }, self: Command) => {
      const { home, path, config } = await configOf(self);
      const interruption = new AbortController();
      const interrupt = (): void => interruption.abort();
      for (const name of interruptions) process.on(name, interrupt);
      try {
        if (options.dryRun === true) {
          finish(await dryRun(console, home, config, { json: options.json ?? false, signal: interruption.signal }));
        } else if (options.once === true) {
          const sync = new Once(console, options.json ?? false);
          finish(await sync.run(home, config, interruption.signal));
        } else {
          const logger = await makeLogger(config.logLevel);
          const daily = (): Promise<unknown> => expireUnlocks(home, Math.floor(Date.now() / 1000));
          const load = (): Promise<SyncConfig> => loadConfig(path, process.env, home);
          await followConfig({ path, load, logger, stop: interruption.signal }, (now, stop) =>
            stay(home, now, { logger, stop, daily }),
          );
        }
      } finally {
        for (const name of interruptions) process.off(name, interrupt);
      }
    });
}

/** What became of one item in this run. */
interface Told {
  readonly item: Item;
  readonly end: FilterStep['end'] | UploadEnd['kind'];
}

/** One run, with what it tells people and scripts. */
class Once {
  readonly #console: Console;
  readonly #json: boolean;
  readonly #names = new Map<number, string>();
  readonly #ends = new Map<number, Told>();
  readonly #failures: unknown[] = [];
  #logs = 0;
  #progress: Progress | undefined;
  readonly #problems: { readonly source: string; readonly reason: string }[] = [];

  constructor(console: Console, json: boolean) {
    this.#console = console;
    this.#json = json;
  }

  async run(home: string, config: SyncConfig, stop: AbortSignal): Promise<number> {
    const sync = await Sync.open(home, config, {
      metered: new MeteredNetwork(),
      listener: {
        found: ({ path }, log) => {
          if (log === undefined) return;
          this.#names.set(log.id, path);
          this.#logs++;
        },
        problem: ({ source, path, reason, error }) => {
          this.#problems.push({ source, reason });
          if (reason === 'not-taken') this.#failures.push(error);
          const why = reason === 'not-taken' ? describeError(error) : reasonInWords(reason);
          this.#say(`${plainName(path)}: left out, ${why}`);
        },
        medium: (source, isPresent) => {
          if (!isPresent) this.#say(`${source}: the folder is not there now; its logs wait for it`);
        },
        filtering: (bytes) => this.#progress?.add(bytes),
        filtered: ({ item, end }) => this.#ended(item, end),
        sent: (item, _rule, end) => this.#ended(item, end.kind),
        paused: ({ config: { name, quiet } }, pause) => {
          if (pause === undefined) return;
          const openMs = pause === 'quiet-hours' ? nextOpenMs(quiet, Date.now()) : undefined;
          const until = openMs === undefined ? '' : ` until ${new Date(openMs).toLocaleString()}`;
          this.#say(`${name}: nothing is sent now, ${pause.replaceAll('-', ' ')}${until}`);
        },
        spoolFull: (isFull) => {
          if (isFull) this.#say('The spool is full: the other logs are filtered when there is room.');
        },
        failed: (_during, error) => {
          this.#failures.push(error);
          this.#say(describeError(error));
        },
      },
    });
    try {
      const scan = await sync.scan(stop);
      // Each log is read twice.
      this.#progress = new Progress(this.#console, 2 * sync.state.queue.unfilteredBytes());
      await sync.engine.runOnce(stop).finally(() => this.#progress?.stop());
      const { queue, nowMs } = sync.state;
      const items = [...this.#ends.keys()].flatMap((id) => queue.item(id) ?? []);
      for (const { log } of items) {
        const [place] = sync.state.files.placesOf(log);
        if (place !== undefined && !this.#names.has(log)) this.#names.set(log, place.path);
      }
      const counts = queue.counts();
      const waiting = counts.filter(({ state }) => state !== 'retired').reduce((sum, { items: some }) => sum + some, 0);
      const isUndone =
        sync.engine.isSpoolFull || counts.some(({ waiting }) => waiting === 'retry') || isAway(scan.absent, config);
      const exit = this.#exit(stop.aborted || isUndone);
      if (this.#json) {
        const told = items.map((item) => ({
          ...shown(item),
          words: itemInWords(item, nowMs()),
          advice: adviceFor(item),
        }));
        this.#console.out(jsonDocument({ scan, items: told, counts, problems: this.#problems, exit }));
      } else {
        for (const item of items) this.#tell(item, nowMs());
        const delivered = [...this.#ends.values()].filter(({ end }) => end === 'delivered').length;
        this.#console.out(
          `${scan.files} files looked at, ${this.#logs} new or changed logs; ${delivered} delivered, ${waiting} waiting or set aside.\n`,
        );
      }
      return exit;
    } finally {
      await sync.close();
    }
  }

  #ended(item: Item, end: Told['end']): void {
    this.#ends.set(item.id, { item, end });
    if (this.#console.isTerminal && !this.#json)
      this.#say(`${this.#nameOf(item)} for ${item.upload}: ${end.replaceAll('-', ' ')}`);
  }

  #tell(item: Item, nowMs: number): void {
    this.#console.out(`${this.#nameOf(item)} for ${item.upload}: ${itemInWords(item, nowMs)}\n`);
    for (const sentence of adviceFor(item)) this.#console.out(`  ${sentence}\n`);
  }

  #nameOf({ log, id }: Item): string {
    const path = this.#names.get(log);
    return path === undefined ? `item ${id}` : plainName(path);
  }

  #say(text: string): void {
    this.#console.err(`${text}\n`);
  }

  /** @param isUndone stopped early, or something that is due waits */
  #exit(isUndone: boolean): number {
    const ends = [...this.#ends.values()];
    const residue = ends.some(({ item, end }) => end === 'set-aside' && item.reason === 'residue-found');
    if (residue) return Exit.residue;
    const bad: readonly Told['end'][] = ['set-aside', 'too-large', 'retry', 'rejected', 'spool-full', 'later'];
    if (isUndone || this.#failures.length > 0 || ends.some(({ end }) => bad.includes(end))) return Exit.failed;
    return ends.some(({ end }) => end === 'withheld') ? Exit.withheld : Exit.done;
  }
}

/** A folder that ought to be there is not. */
function isAway(absent: readonly string[], { sources }: SyncConfig): boolean {
  return sources.some(({ name, isRemovable }) => !isRemovable && absent.includes(name));
}

/** An item for scripts: without what is sealed and what a sink remembers. */
export function shown(item: Item): Record<string, unknown> {
  const { sealed: _sealed, remembered: _remembered, parts, ...rest } = item;
  return { ...rest, parts: parts.map(({ role, name, sizeBytes, sha256 }) => ({ role, name, sizeBytes, sha256 })) };
}

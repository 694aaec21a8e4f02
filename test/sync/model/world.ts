import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsentLedger } from '../../../src/consent/ledger.ts';
import { ConsentWatch } from '../../../src/daemon/engine/consent-watch.ts';
import { Engine } from '../../../src/daemon/engine/engine.ts';
import { FileStore } from '../../../src/daemon/engine/file-store.ts';
import { FilterWorker } from '../../../src/daemon/engine/filter-worker.ts';
import { PolicyWatch } from '../../../src/daemon/engine/policy-watch.ts';
import type { SyncState } from '../../../src/daemon/engine/sync-state.ts';
import { UploadWorker } from '../../../src/daemon/engine/upload-worker.ts';
import { identityAt } from '../../../src/daemon/sources/file-identity.ts';
import { noUserZones } from '../../../src/filter/hidden-places.ts';
import { builtInPolicy } from '../../../src/policy/built-in.ts';
import type { Level } from '../../../src/policy/levels.ts';
import { auditSigning } from '../../../src/sync/audit/audit.ts';
import { Copies } from '../../../src/sync/copies.ts';
import type { Pace } from '../../../src/sync/gate.ts';
import { Queue } from '../../../src/sync/queue/queue.ts';
import type { Item } from '../../../src/sync/queue/states.ts';
import { Removals } from '../../../src/sync/removals.ts';
import { Spool, type SpoolWriter } from '../../../src/sync/spool/spool.ts';
import type { SyncConfig, UploadConfig } from '../../../src/sync/sync-config.ts';
import { requestOfRule, type UploadRule } from '../../../src/sync/upload-rule.ts';
import { Uploader } from '../../../src/sync/uploader.ts';
import { FakeSink } from './fake-sink.ts';
import { Life, mortal, mortalPieces, soon } from './life.ts';
import { logBytes, sha256 } from './logs.ts';
import { ledgerSigning, People } from './people.ts';

const ROOT = new Uint8Array(32).fill(3);
const SOURCE = 'logs';
export const STALL_MS = 1_000;
export const ruleNames = ['research', 'maker'] as const;
export type RuleName = (typeof ruleNames)[number];
const never = new AbortController().signal;

/** Where a sync of a file costs nothing, if there is such a folder. */
const memoryFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A line that is not free at once: others come between. */
const pace: Pace = {
  async take(_bytes, signal) {
    await soon();
    signal.throwIfAborted();
  },
};

/** What runs between two crashes. */
interface Process {
  readonly life: Life;
  readonly state: SyncState;
  readonly copies: Copies;
  readonly removals: Removals;
  readonly engine: Engine;
  readonly watch: ConsentWatch;
  readonly filter: FilterWorker;
  readonly workers: ReadonlyMap<RuleName, UploadWorker>;
  /** What holds the system's means; ended by hand after a crash. */
  readonly queue: Queue;
  readonly writers: SpoolWriter[];
}

/** A disk, recipients and people, which stay, and a process that comes and goes. */
export class World {
  nowMs = 1_790_000_000_000;
  readonly people = new People(() => this.nowMs);
  readonly sinks: Readonly<Record<RuleName, FakeSink>>;
  readonly folder: string;
  readonly logs: string;
  levels: Record<RuleName, Level> = { research: 'dynamics', maker: 'engineering' };
  maxSpoolBytes = 10_000_000;
  /** Something was said or set since consent was looked at in peace. */
  isNews = true;
  crashes = 0;
  #disk = 0;
  #process: Process | undefined;

  private constructor(folder: string) {
    this.folder = folder;
    this.logs = join(folder, 'logs');
    const clock = { advance: (ms: number) => void (this.nowMs += ms) };
    this.sinks = {
      research: new FakeSink('research', this.people, clock),
      maker: new FakeSink('maker', this.people, clock),
    };
  }

  static async make(): Promise<World> {
    const world = new World(mkdtempSync(join(memoryFolder, 'flightveil-model-')));
    mkdirSync(world.logs);
    mkdirSync(world.home, { mode: 0o700 });
    await world.people.begin();
    await world.open();
    return world;
  }

  get home(): string {
    return join(this.folder, `home${this.#disk}`);
  }

  get process(): Process {
    if (this.#process === undefined) throw new Error('no process runs');
    return this.#process;
  }

  /** Starts a process, which may die while it does. */
  async open(endAfter = Number.POSITIVE_INFINITY): Promise<void> {
    await this.#surviving(endAfter, async (life) => {
      const queue = await Queue.open(this.home, auditSigning(ROOT), () => this.nowMs);
      const writers: SpoolWriter[] = [];
      this.#leftovers = { queue, writers };
      const spool = await Spool.open(this.home, { key: 'file' });
      const state = this.#stateOf(life, queue, spool, writers, await PolicyWatch.open(undefined));
      const { engine } = await Engine.open(state, { makeSink: async ({ name }) => this.sinks[name as RuleName] });
      const backoffMs = (attempts: number): number => attempts * 1_000;
      const copies = new Copies(state);
      const removals = new Removals(state.queue, state.nowMs, backoffMs);
      const uploader = new Uploader({ ...state, copies, removals, backoffMs, stallMs: STALL_MS });
      const workers = new Map(
        ruleNames.map((name) => {
          const rule = state.rules.get(name)!;
          return [name, new UploadWorker(rule, this.sinks[name], state, uploader, [pace])];
        }),
      );
      const [watch, filter] = [new ConsentWatch(state), new FilterWorker(state)];
      this.#process = { life, state, copies, removals, engine, watch, filter, workers, queue, writers };
      this.isNews = true;
    });
  }
  #leftovers: { queue: Queue; writers: SpoolWriter[] } | undefined;

  /** Does something that may be cut short by the end of the process; then another is started. */
  async during(endAfter: number | undefined, work: (process: Process) => Promise<void>): Promise<void> {
    const { process } = this;
    await this.#surviving(endAfter ?? Number.POSITIVE_INFINITY, async () => work(process), process.life);
  }

  async #surviving(endAfter: number, work: (life: Life) => Promise<void>, life = new Life()): Promise<void> {
    for (const sink of Object.values(this.sinks)) sink.life = life;
    life.endAfter(endAfter);
    try {
      await work(life);
      life.spare();
    } catch (error) {
      if (!life.isOver) throw error;
      await this.crash();
    }
    // It died, and somebody made something of that.
    if (life.isOver && this.#process?.life === life) await this.crash();
  }

  /** The process is gone in the midst of everything: what the disk has now is what the next one finds. */
  async crash(): Promise<void> {
    this.crashes++;
    await this.#leave();
    await this.open();
  }

  /** An orderly end, and a start with what the configuration says now. */
  async restart(endAfter?: number): Promise<void> {
    this.process.queue.close();
    this.#leftovers = undefined;
    this.#process = undefined;
    await this.open(endAfter);
  }

  async #leave(): Promise<void> {
    this.#process?.life.endAfter(0);
    this.#process = undefined;
    const { queue, writers } = this.#leftovers ?? { writers: [] };
    this.#leftovers = undefined;
    await soon();
    const left = this.home;
    this.#disk++;
    cpSync(left, this.home, { recursive: true, filter: (path) => !path.endsWith('-shm') });
    queue?.close();
    for (const writer of writers) await writer.discard();
    rmSync(left, { recursive: true });
  }

  async end(): Promise<void> {
    this.#leftovers?.queue.close();
    for (const writer of this.#leftovers?.writers ?? []) await writer.discard();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A log is found. */
  async find(log: number, copy: number): Promise<void> {
    const path = join(this.logs, `${log}-${copy}`);
    await access(path).catch(() => writeFileSync(path, logBytes(log)));
    const identity = (await identityAt(path))!;
    const { files, queue, config } = this.process.state;
    files.put(SOURCE, path, { identity, settledAt: this.nowMs });
    await queue.enter(sha256(logBytes(log)), identity.size, config.uploads, ({ id }) =>
      files.putContent(SOURCE, { path, identity }, id),
    );
  }

  /** A card with a log is taken out; the source may not have noticed. */
  take(log: number, isNoticed: boolean): void {
    for (const name of readdirSync(this.logs)) {
      if (!name.startsWith(`${log}-`) || name.endsWith('.away')) continue;
      const path = join(this.logs, name);
      renameSync(path, `${path}.away`);
      if (isNoticed) this.process.state.files.missing(SOURCE, path);
    }
  }

  /** Every card is back, and noticed. @returns all logs */
  async putBack(): Promise<number[]> {
    for (const name of readdirSync(this.logs)) {
      if (name.endsWith('.away')) renameSync(join(this.logs, name), join(this.logs, name.replace('.away', '')));
    }
    const found = readdirSync(this.logs).map((name) => name.split('-').map(Number) as [number, number]);
    for (const [log, copy] of found) await this.find(log, copy);
    return found.map(([log]) => log);
  }

  /** As the daemon does at each of its looks. */
  async look({ watch, copies, workers }: Process): Promise<void> {
    await watch.look({
      holds: (item, rule) => copies.holds(item, rule),
      withdraw: async (item, rule) => {
        const worker = workers.get(rule.config.name as RuleName)!;
        if (worker.isSending(item)) return;
        const isOther = copies.decisionOf(item, rule) === undefined;
        await copies.withdraw(item, rule, isOther ? 'request-changed' : 'withdrawn');
      },
    });
  }

  async remove({ removals, workers }: Process): Promise<void> {
    await removals.askDue([...workers.values()], never);
  }

  /** @returns how it ended; undefined if there was nothing to do, or no room */
  async filterOne({ filter }: Process): Promise<string | undefined> {
    return (await filter.step(never))?.end;
  }

  /** Sends up to so many at once. @returns how many were begun */
  async send({ workers }: Process, names: readonly RuleName[], most: number): Promise<number> {
    const sending: Promise<unknown>[] = [];
    for (const name of names) {
      const worker = workers.get(name)!;
      await worker.admit();
      for (let begun = 0; begun < most; begun++) {
        const item = worker.next();
        if (item === undefined) break;
        const sent = worker.send(item, never).finally(() => worker.rested(item));
        // Whoever waits for all gets the error.
        sent.catch(() => undefined);
        sending.push(sent);
      }
    }
    const ends = await Promise.allSettled(sending);
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return sending.length;
  }

  ruleOf(item: Pick<Item, 'upload'>): UploadRule {
    return this.process.state.rules.get(item.upload)!;
  }

  #stateOf(life: Life, queue: Queue, spool: Spool, writers: SpoolWriter[], policies: PolicyWatch): SyncState {
    const config = this.#config();
    const rules = new Map(
      config.uploads.map((upload) => [
        upload.name,
        { config: upload, request: requestOfRule(upload), policy: builtInPolicy, zones: noUserZones },
      ]),
    );
    for (const [name, rule] of rules) this.sinks[name as RuleName].rule = rule;
    return {
      ...{ home: this.home, config, rules, root: ROOT, keys: { root: ROOT }, policies },
      recorder: undefined as never,
      queue: mortal(queue, life),
      files: mortal(new FileStore(queue), life),
      spool: mortal(spool, life, (result) => {
        if (typeof result === 'object' && result !== null && 'commit' in result) {
          writers.push(result as SpoolWriter);
          return mortal(result as SpoolWriter, life);
        }
        const isPieces = typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
        return isPieces ? mortalPieces(result as AsyncIterable<Uint8Array>, life) : result;
      }),
      ledger: new ConsentLedger(mortal(this.people.store, life), ledgerSigning),
      nowMs: () => this.nowMs,
      close: async () => undefined,
    };
  }

  #config(): SyncConfig {
    return {
      version: 1,
      sources: [{ name: SOURCE, folder: this.logs, endings: [], settleMs: 0, isRemovable: true, archives: true }],
      uploads: [
        this.#upload('research', 'scientific-research', 'researcher'),
        this.#upload('maker', 'flight-record-sync', 'manufacturer'),
      ],
      zones: [],
      spool: { maxBytes: this.maxSpoolBytes, key: 'file' },
      rescanMs: 60_000,
      retry: { firstMs: 1_000, mostMs: 8_000 },
      ...{ alarmAfterMs: 3_600_000, metered: 'no', logLevel: 'info', metrics: false },
    };
  }

  #upload(name: RuleName, purpose: string, recipient: string): UploadConfig {
    return {
      ...{ name, sources: [], purpose, recipient, level: this.levels[name], priority: 0, concurrency: 3, quiet: [] },
      sink: { kind: 'folder', path: `/${name}`, destination: { country: 'CH', controller: 'Somebody' } },
      ...{ onMetered: 'wait', padToBytes: 0 },
    };
  }
}

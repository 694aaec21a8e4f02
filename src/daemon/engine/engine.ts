import { Copies } from '../../sync/copies.ts';
import type { Pace } from '../../sync/gate.ts';
import type { Item } from '../../sync/queue/states.ts';
import { Removals } from '../../sync/removals.ts';
import type { Removal, Sink } from '../../sync/sink.ts';
import { makeSink } from '../../sync/sinks/index.ts';
import type { UploadRule } from '../../sync/upload-rule.ts';
import { type UploadEnd, Uploader } from '../../sync/uploader.ts';
import { Bandwidth } from '../bandwidth.ts';
import type { MeteredNetwork } from '../ops/metered.ts';
import { delayMs } from '../schedule.ts';
import { Alarms } from './alarms.ts';
import { ConsentWatch } from './consent-watch.ts';
import { type FilterStep, FilterWorker } from './filter-worker.ts';
import { recover } from './recover.ts';
import type { SyncState } from './sync-state.ts';
import { type Pause, UploadWorker } from './upload-worker.ts';
import { Wishes } from './wishes.ts';

/** Whoever wants to know what happens: the log, metrics, progress on a terminal. */
export interface EngineListener {
  filtered?(step: FilterStep, durationMs: number): void;
  /** So many bytes of a log were read; each is read twice. */
  filtering?(bytes: number): void;
  sending?(item: Item, rule: UploadRule): void;
  sent?(item: Item, rule: UploadRule, end: UploadEnd, durationMs: number): void;
  withdrawn?(item: Item, rule: UploadRule, removal: Removal): void;
  paused?(rule: UploadRule, pause: Pause | undefined): void;
  spoolFull?(isFull: boolean): void;
  /** Of a rule nothing has moved for too long although something is due; undefined: it moves again. */
  alarm?(upload: string, forMs: number | undefined): void;
  failed?(during: string, error: unknown, item?: Item): void;
}

export interface EngineOptions {
  readonly listener?: EngineListener;
  readonly metered?: Pick<MeteredNetwork, 'isMetered'>;
  /** An upload that moves nothing for so long is given up and tried again. */
  readonly stallMs?: number;
  /** Between two looks at the queue when nothing wakes the engine. */
  readonly pollMs?: number;
  /** How long a recipient's line rests after a fault of the state folder, such as a full disk. */
  readonly faultMs?: number;
  readonly makeSink?: typeof makeSink;
}

const STALL_MS = 120_000;
const POLL_MS = 500;
const FAULT_MS = 5_000;
/** One round takes that long at most: it may wait for recipients that are asked to remove something. */
const ALIVE_MS = 120_000;

/** Everything between the queue and the recipients: filters what was seen, sends what may go, takes back what may not. */
export class Engine {
  readonly #state: SyncState;
  readonly #options: EngineOptions;
  readonly #listener: EngineListener;
  readonly #copies: Copies;
  readonly #removals: Removals;
  readonly #wishes: Wishes;
  readonly #filter: FilterWorker;
  readonly #consent: ConsentWatch;
  readonly #workers: ReadonlyMap<string, UploadWorker>;
  readonly #pauses = new Map<string, Pause | undefined>();
  readonly #stop = new AbortController();
  #wake: () => void = () => undefined;
  #isAwake = false;
  readonly #alarms: Alarms;
  #roundMs = performance.now();
  #wasFull = false;
  /** Something could not be written: items may stand in states that nobody works on. */
  #isTorn = false;
  /** False while consent cannot be read: nothing is sent then. */
  #isConsentKnown = false;
  #isOnce = false;
  readonly #sending = new Set<Promise<void>>();
  #removing: Promise<void> | undefined;

  private constructor(state: SyncState, sinks: ReadonlyMap<string, Sink>, options: EngineOptions) {
    this.#state = state;
    this.#options = options;
    this.#listener = options.listener ?? {};
    const { config } = state;
    const backoffMs = (attempts: number): number => delayMs(attempts, config.retry, Math.random);
    const copies = new Copies(state);
    this.#copies = copies;
    this.#removals = new Removals(state.queue, state.nowMs, backoffMs);
    const stallMs = options.stallMs ?? STALL_MS;
    const uploader = new Uploader({ ...state, copies, removals: this.#removals, backoffMs, stallMs });
    this.#wishes = new Wishes(state, copies);
    this.#alarms = new Alarms(state, (name, forMs) => this.#listener.alarm?.(name, forMs));
    this.#filter = new FilterWorker(state);
    this.#consent = new ConsentWatch(state);
    this.#workers = new Map(
      [...state.rules].map(([name, rule]) => {
        const rate = rule.config.bandwidthBytesPerS;
        const pace: Pace[] = rate === undefined ? [] : [new Bandwidth(rate)];
        return [name, new UploadWorker(rule, sinks.get(name)!, state, uploader, pace)];
      }),
    );
  }

  /** Makes the sinks, and brings the state folder to where work can go on. @throws FlightveilError `state-unusable`, `config-invalid` */
  static async open(state: SyncState, options: EngineOptions = {}): Promise<{ engine: Engine; recovered: number }> {
    const sinks = new Map<string, Sink>();
    for (const { config } of state.rules.values()) sinks.set(config.name, await (options.makeSink ?? makeSink)(config));
    const engine = new Engine(state, sinks, options);
    return { engine, recovered: await recover(state, engine.#copies) };
  }

  /** Something was added to the queue, or the world has changed: there may be work. */
  wake(): void {
    this.#isAwake = true;
    this.#wake();
  }

  /** Since anything moved last, of the rule that has moved least lately, in milliseconds. */
  get sinceProgressMs(): number {
    return this.#alarms.sinceProgressMs;
  }

  /** The loop goes round; it may have nothing to do. */
  get isAlive(): boolean {
    return performance.now() - this.#roundMs < ALIVE_MS;
  }

  get isAlarmed(): boolean {
    return this.#alarms.isAny;
  }

  get isSpoolFull(): boolean {
    return this.#filter.isFull;
  }

  /** Does everything that is due, and ends when nothing is. @param stop ends it early; what is under way ends soon, and is not lost */
  async runOnce(stop: AbortSignal): Promise<void> {
    this.#isOnce = true;
    const onStop = (): void => this.#stop.abort();
    stop.addEventListener('abort', onStop);
    if (stop.aborted) onStop();
    try {
      for (;;) {
        await this.#look();
        let isBusy = false;
        while (!stop.aborted && (await this.#filterNext())) {
          isBusy = true;
          // What is ready leaves while the next is filtered.
          await this.#lookIfLong();
          this.#sendDue();
        }
        this.#sendDue();
        if (this.#sending.size > 0) isBusy = true;
        while (this.#sending.size > 0) {
          await Promise.race(this.#sending);
          // Others begin as soon as one ends.
          await this.#lookIfLong();
          this.#sendDue();
        }
        if (stop.aborted || !isBusy) break;
      }
      await this.#askToRemove();
    } finally {
      await Promise.all(this.#sending);
      stop.removeEventListener('abort', onStop);
    }
  }

  /** Works until it is stopped. */
  async run(stop: AbortSignal): Promise<void> {
    const onStop = (): void => {
      this.#stop.abort();
      this.wake();
    };
    stop.addEventListener('abort', onStop);
    if (stop.aborted) onStop();
    const filtering = this.#filterLoop(stop);
    while (!stop.aborted) {
      await this.#guarded('look', () => this.#look());
      this.#sendDue();
      await this.#guarded('alarm', () => this.#alarms.check((name) => this.#pauses.get(name) !== undefined));
      await this.#sleep(this.#options.pollMs ?? POLL_MS);
    }
    await filtering;
    await Promise.all(this.#sending);
    await this.#removing;
    stop.removeEventListener('abort', onStop);
  }

  /** What a newer log holds all of need not be sent, now that the newer one is safe. */
  async #supersede({ log, upload }: Item): Promise<void> {
    const { queue, rules } = this.#state;
    for (const item of queue.predecessors(log, upload)) {
      const isIdle = ['seen', 'decided', 'audited', 'queued', 'set-aside'].includes(item.state);
      if (isIdle && this.#workers.get(upload)?.isSending(item) !== true) {
        await this.#copies.drop(item, rules.get(upload), 'superseded');
      }
    }
  }

  /** Ends the sinks. Call it after {@link run} or {@link runOnce}. */
  async close(): Promise<void> {
    for (const { sink } of this.#workers.values()) await sink.close().catch(() => undefined);
  }

  /** What consent has come to, and what commands asked for. Nobody outside is waited for; until it is done nothing new is sent. */
  async #look(): Promise<void> {
    this.#isConsentKnown = false;
    this.#roundMs = performance.now();
    await this.#consent.look({
      holds: (item, rule) => this.#copies.holds(item, rule),
      withdraw: (item, rule) => this.#withdraw(item, rule),
    });
    if (this.#isTorn) await this.#mend();
    await this.grantWishes();
    for (const worker of this.#workers.values()) await worker.admit();
    await this.#lookAtPauses();
    this.#isConsentKnown = true;
    void this.#askToRemove();
  }

  /** In a run that goes through everything without a pause. */
  async #lookIfLong(): Promise<void> {
    if (performance.now() - this.#roundMs > (this.#options.pollMs ?? POLL_MS)) await this.#look();
  }

  /** What is at recipients and should not be any more. One round at a time, beside everything else. */
  #askToRemove(): Promise<void> {
    this.#removing ??= this.#removals
      .askDue([...this.#workers.values()], this.#stop.signal)
      .catch((error: unknown) => this.#listener.failed?.('remove', error))
      .finally(() => {
        this.#removing = undefined;
      });
    return this.#removing;
  }

  /** What was being sent when the state folder failed waits again. What was being filtered is brought back by the filter itself. */
  async #mend(): Promise<void> {
    const { queue } = this.#state;
    for (const item of queue.items({ state: 'uploading' })) {
      if (!this.#workers.get(item.upload)?.isSending(item)) await queue.move(item, 'queued');
    }
    for (const item of queue.items({ state: 'delivered' })) {
      if (!this.#workers.get(item.upload)?.isSending(item))
        await this.#copies.retire(item, this.#state.rules.get(item.upload));
    }
    this.#isTorn = false;
  }

  async #withdraw(item: Item, rule: UploadRule): Promise<void> {
    const worker = this.#workers.get(rule.config.name);
    // What is being sent asks for itself at every piece.
    if (worker?.isSending(item)) return;
    const reason = this.#copies.decisionOf(item, rule) === undefined ? 'request-changed' : 'withdrawn';
    const removal = await this.#copies.withdraw(item, rule, reason);
    this.#listener.withdrawn?.(item, rule, removal === undefined ? 'absent' : 'unknown');
  }

  /** What commands asked for. */
  async grantWishes(): Promise<void> {
    await this.#wishes.grant(
      (item) => {
        const worker = this.#workers.get(item.upload);
        if (worker?.isSending(item) !== true) return false;
        if (item.wish === 'drop') worker.abort(item);
        return true;
      },
      (error, item) => this.#listener.failed?.('wish', error, item),
    );
  }

  async #lookAtPauses(): Promise<void> {
    const { config } = this.#state;
    const metered =
      config.metered === 'auto' ? ((await this.#options.metered?.isMetered()) ?? 'unknown') : config.metered;
    for (const [name, worker] of this.#workers) {
      const pause = worker.pause(metered);
      if (this.#pauses.get(name) !== pause) this.#listener.paused?.(worker.rule, pause);
      this.#pauses.set(name, pause);
    }
  }

  async #filterLoop(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const isBusy = await this.#guarded('filter', () => this.#filterNext());
      if (!isBusy) await new Promise((resolve) => setTimeout(resolve, this.#options.pollMs ?? POLL_MS));
    }
  }

  async #filterNext(): Promise<boolean> {
    const startedMs = performance.now();
    const step = await this.#filter.step(this.#stop.signal, (bytes) => this.#listener.filtering?.(bytes));
    if (this.#wasFull !== this.#filter.isFull) {
      this.#wasFull = this.#filter.isFull;
      this.#listener.spoolFull?.(this.#wasFull);
    }
    if (step === undefined) return false;
    this.#listener.filtered?.(step, performance.now() - startedMs);
    if (step.end === 'spool-full') return false;
    if (step.end !== 'later') this.#alarms.moved(step.item.upload);
    if (step.end === 'spooled') {
      const made = this.#state.queue.item(step.item.id);
      if (made !== undefined) this.#copies.trust(made);
      await this.#supersede(step.item);
      await this.#workers.get(step.item.upload)?.admit();
      this.wake();
    }
    return step.end !== 'later' || !this.#stop.signal.aborted;
  }

  /** Begins to send what is due, as far as lines are free. */
  #sendDue(): void {
    if (!this.#isConsentKnown || this.#stop.signal.aborted) return;
    for (const worker of this.#workers.values()) {
      if (this.#pauses.get(worker.rule.config.name) !== undefined) continue;
      for (let item = worker.next(); item !== undefined; item = worker.next()) {
        const sending = this.#send(worker, item);
        this.#sending.add(sending);
        void sending.finally(() => {
          this.#sending.delete(sending);
          this.wake();
        });
      }
    }
  }

  /** Never throws. */
  async #send(worker: UploadWorker, item: Item): Promise<void> {
    const startedMs = performance.now();
    this.#listener.sending?.(item, worker.rule);
    try {
      const end = await worker.send(item, this.#stop.signal);
      if (end.kind !== 'retry' && end.kind !== 'stopped') this.#alarms.moved(item.upload);
      if (end.kind === 'retry' && this.#isOnce) worker.rest(item);
      this.#listener.sent?.(item, worker.rule, end, performance.now() - startedMs);
      if (end.kind === 'withdrawn') this.#listener.withdrawn?.(item, worker.rule, end.removal);
    } catch (error) {
      // Of a state folder that cannot be used: the item is as it was, and found again by recovery or by the next look.
      this.#isTorn = true;
      this.#listener.failed?.('send', error, item);
      // What failed for a reason that is here would fail for ever in a run that ends when nothing is due.
      if (this.#isOnce) return;
      await new Promise((resolve) => setTimeout(resolve, this.#options.faultMs ?? FAULT_MS));
      worker.rested(item);
    }
  }

  async #guarded<T>(during: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#listener.failed?.(during, error);
      await new Promise((resolve) => setTimeout(resolve, Math.min(FAULT_MS, this.#options.pollMs ?? FAULT_MS)));
      return undefined;
    }
  }

  async #sleep(mostMs: number): Promise<void> {
    if (!this.#isAwake && !this.#stop.signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, mostMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = () => undefined;
    this.#isAwake = false;
  }
}

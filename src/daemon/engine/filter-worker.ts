import { FlightveilError } from '../../model/errors.ts';
import { entryOf } from '../../sync/audit/entry-of.ts';
import { Pipeline, type PipelineEnd } from '../../sync/pipeline.ts';
import type { Item } from '../../sync/queue/states.ts';
import type { UploadRule } from '../../sync/upload-rule.ts';
import { openLog } from '../sources/open-log.ts';
import { backToSeen } from './recover.ts';
import type { SyncState } from './sync-state.ts';
import { Turns } from './turns.ts';

const MINUTE_MS = 60_000;

/** How one step of the worker ended; undefined: there was nothing to do. */
export interface FilterStep {
  readonly item: Item;
  readonly end: PipelineEnd | 'waiting-for-medium' | 'too-large';
}

/** Filters one log after the other into the spool, the most urgent first, as long as there is room. */
export class FilterWorker {
  /** The next log does not fit into what is left of the spool. */
  isFull = false;
  readonly #state: SyncState;
  readonly #pipeline: Pipeline;
  readonly #turns = new Turns();
  #isTorn = false;

  constructor(state: SyncState) {
    this.#state = state;
    this.#pipeline = new Pipeline(state);
  }

  /** @throws FlightveilError `state-unusable` */
  async step(signal: AbortSignal, onProgress?: (bytes: number) => void): Promise<FilterStep | undefined> {
    const { queue, config, rules } = this.#state;
    if (this.#isTorn) await this.#mend();
    const due = config.uploads.flatMap(({ name }) => queue.due(name, 'seen'));
    due.sort((a, b) => b.priority - a.priority || a.id - b.id);
    const room = this.#room();
    const fitting = due.filter((item) => this.#sizeOf(item) <= room.leftFor(item.upload));
    // What will never fit is found out at once.
    const item = due.find((each) => this.#sizeOf(each) > room.mostFor(each.upload)) ?? this.#turns.choose(fitting);
    this.isFull = due.length > 0 && item === undefined;
    if (item === undefined) return undefined;
    const rule = rules.get(item.upload)!;
    if (this.#sizeOf(item) > room.mostFor(item.upload)) return { item, end: await this.#tooLarge(item, rule) };
    this.#turns.took(item);
    const roomBytes = room.leftFor(item.upload);
    const isAllRoom = roomBytes >= room.mostFor(item.upload);
    const progress = onProgress === undefined ? {} : { onProgress };
    return { item, end: await this.#filter(item, rule, { roomBytes, isAllRoom, signal, ...progress }) };
  }

  #sizeOf({ log }: Item): number {
    return this.#state.queue.log(log)?.sizeBytes ?? 0;
  }

  /** Half of the spool is for whoever comes first, the other half in equal shares for each rule: none fills it for the others. */
  #room(): { leftFor(upload: string): number; mostFor(upload: string): number } {
    const { queue, config } = this.#state;
    const { maxBytes } = config.spool;
    const used = queue.spooledByRule();
    const shareBytes = maxBytes / 2 / config.uploads.length;
    const free = maxBytes - queue.spooledBytes();
    const others = (upload: string): string[] =>
      config.uploads.map(({ name }) => name).filter((name) => name !== upload);
    const kept = (upload: string): number =>
      others(upload).reduce((sum, name) => sum + Math.max(0, shareBytes - (used.get(name) ?? 0)), 0);
    return {
      leftFor: (upload) => free - kept(upload),
      mostFor: (upload) => maxBytes - others(upload).length * shareBytes,
    };
  }

  async #filter(item: Item, rule: UploadRule, options: Parameters<Pipeline['process']>[3]): Promise<FilterStep['end']> {
    const { files, queue, home, nowMs } = this.#state;
    for (const place of files.placesOf(item.log)) {
      let opened: Awaited<ReturnType<typeof openLog>>;
      try {
        opened = await openLog(place, { home });
      } catch (error) {
        if (!(error instanceof FlightveilError) || error.code === 'state-unusable') throw error;
        continue;
      }
      try {
        this.#isTorn = true;
        const end = await this.#pipeline.process(item, rule, opened.path, options);
        this.#isTorn = false;
        return end;
      } finally {
        await opened.close();
      }
    }
    // Where it is said to be it cannot be opened just now: a look at the folder tells of nothing new, so nobody would wake it.
    if (files.isPresent(item.log)) {
      await queue.move(item, 'seen', { waiting: 'retry', reason: 'input-unreadable', dueMs: nowMs() + MINUTE_MS });
      return 'later';
    }
    // Where it was there is nothing, or something else: it waits until it is found again.
    await queue.move(item, 'seen', { waiting: 'medium', reason: undefined });
    return 'waiting-for-medium';
  }

  /** What was under way when the state folder failed begins anew. */
  async #mend(): Promise<void> {
    await backToSeen(this.#state.queue);
    this.#isTorn = false;
  }

  async #tooLarge(item: Item, rule: UploadRule): Promise<'too-large'> {
    const { queue, nowMs } = this.#state;
    const reason = 'larger-than-spool';
    const entry = entryOf('set-aside', { number: item.id, upload: item.upload }, rule, nowMs(), { reason });
    await queue.move(item, 'set-aside', { reason, waiting: undefined }, entry);
    return 'too-large';
  }
}

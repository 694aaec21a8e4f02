import type { Pace } from '../../sync/gate.ts';
import type { Item } from '../../sync/queue/states.ts';
import type { Sink } from '../../sync/sink.ts';
import type { UploadRule } from '../../sync/upload-rule.ts';
import type { UploadEnd, Uploader } from '../../sync/uploader.ts';
import type { Metered } from '../ops/metered.ts';
import { batchTimeMs, isQuiet } from '../schedule.ts';
import type { SyncState } from './sync-state.ts';
import { Turns } from './turns.ts';

/** Why a rule sends nothing just now. */
export type Pause = 'quiet-hours' | 'metered-network';

/** What leaves together leaves in no order that tells which was there first. */
const BATCH_SPREAD_MS = 60_000;

/** Sends what one rule has in the spool. */
export class UploadWorker {
  readonly rule: UploadRule;
  readonly sink: Sink;
  readonly #state: SyncState;
  readonly #uploader: Uploader;
  readonly #pace: readonly Pace[];
  readonly #turns = new Turns();
  /** Items that are being sent, with what ends that. */
  readonly #sending = new Map<number, AbortController>();
  readonly #resting = new Set<number>();

  constructor(rule: UploadRule, sink: Sink, state: SyncState, uploader: Uploader, pace: readonly Pace[]) {
    this.rule = rule;
    this.sink = sink;
    this.#state = state;
    this.#uploader = uploader;
    this.#pace = pace;
  }

  isSending(item: Item): boolean {
    return this.#sending.has(item.id);
  }

  pause(metered: Metered): Pause | undefined {
    const { quiet, onMetered } = this.rule.config;
    if (isQuiet(quiet, new Date(this.#state.nowMs()))) return 'quiet-hours';
    return metered === 'yes' && onMetered === 'wait' ? 'metered-network' : undefined;
  }

  /** Items that are in the spool are given the time at which they may leave. */
  async admit(): Promise<void> {
    const { queue, nowMs } = this.#state;
    const { name, batchHours } = this.rule.config;
    for (let due = queue.due(name, 'audited'); due.length > 0; due = queue.due(name, 'audited')) {
      for (const item of due) {
        const dueMs = batchHours === undefined ? 0 : batchTimeMs(nowMs(), batchHours) + Math.random() * BATCH_SPREAD_MS;
        await queue.move(item, 'queued', { dueMs });
      }
    }
  }

  /** The next item to send, if one is due and there is a free line; it counts as being sent from here on, until {@link send} ends. */
  next(): Item | undefined {
    const { concurrency, name } = this.rule.config;
    if (this.#sending.size >= concurrency) return undefined;
    const due = this.#state.queue.due(name, 'queued', [...this.#sending.keys(), ...this.#resting]);
    const item = this.#turns.choose(due);
    if (item === undefined) return undefined;
    this.#sending.set(item.id, new AbortController());
    this.#turns.took(item);
    return item;
  }

  /** @throws FlightveilError `state-unusable`: then the item rests until {@link rested}, so that the others of its aircraft go on */
  async send(item: Item, stop: AbortSignal): Promise<UploadEnd> {
    const ends = [stop, ...(this.#sending.has(item.id) ? [this.#sending.get(item.id)!.signal] : [])];
    try {
      return await this.#uploader.send(item, this.rule, this.sink, this.#pace, AbortSignal.any(ends));
    } catch (error) {
      this.#resting.add(item.id);
      throw error;
    } finally {
      this.#sending.delete(item.id);
    }
  }

  /** Ends the try that is under way; the item waits again. */
  abort({ id }: Item): void {
    this.#sending.get(id)?.abort();
  }

  /** It is not sent again until {@link rested}. */
  rest({ id }: Item): void {
    this.#resting.add(id);
  }

  /** It may be sent again. */
  rested({ id }: Item): void {
    this.#resting.delete(id);
  }
}

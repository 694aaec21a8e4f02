import { entryOf } from './audit/entry-of.ts';
import type { Queue } from './queue/queue.ts';
import type { PendingRemoval } from './queue/removal-list.ts';
import type { Removal, Sink } from './sink.ts';
import { sinkText, type UploadRule } from './upload-rule.ts';

const TIMEOUT_MS = 30_000;

/** What may be at recipients and should not be any more: they are asked until they answer, each by itself. */
export class Removals {
  readonly #queue: Queue;
  readonly #nowMs: () => number;
  readonly #backoffMs: (attempts: number) => number;
  /** Being asked. */
  readonly #asking = new Set<number>();

  constructor(queue: Queue, nowMs: () => number, backoffMs: (attempts: number) => number) {
    this.#queue = queue;
    this.#nowMs = nowMs;
    this.#backoffMs = backoffMs;
  }

  /**
   * Asks all recipients that are due to be asked; those of one sink one after the other.
   * @param stop ends it soon; what was not answered is asked again
   */
  async askDue(sinks: readonly { readonly rule: UploadRule; readonly sink: Sink }[], stop: AbortSignal): Promise<void> {
    const bySink = new Map<string, PendingRemoval[]>();
    for (const pending of this.#queue.removals()) {
      bySink.set(pending.sink, [...(bySink.get(pending.sink) ?? []), pending]);
    }
    await Promise.all(
      [...bySink].map(async ([text, pendings]) => {
        // By its address: the rule may have another name by now.
        const found = sinks.find(({ rule }) => sinkText(rule.config.sink) === text);
        for (const pending of pendings) if (!stop.aborted) await this.#ask(pending, found, stop);
      }),
    );
  }

  /** Asks about one removal now. @returns `unknown` if it is asked again later */
  async ask(id: number, rule: UploadRule, sink: Sink, stop: AbortSignal): Promise<Removal> {
    const pending = this.#queue.removals(false).find((each) => each.id === id);
    if (pending === undefined) return 'unknown';
    return this.#ask(pending, sinkText(rule.config.sink) === pending.sink ? { rule, sink } : undefined, stop);
  }

  async #ask(
    pending: PendingRemoval,
    found: { readonly rule: UploadRule; readonly sink: Sink } | undefined,
    stop: AbortSignal,
  ): Promise<Removal> {
    if (this.#asking.has(pending.id)) return 'unknown';
    this.#asking.add(pending.id);
    try {
      const { id, shipment, parts, remembered, number, upload, attempts } = pending;
      // Where it was sent to is not in the configuration any more: nobody else is asked in its place.
      const removal =
        found === undefined ? 'kept' : await removed(found.sink, { id: shipment, parts }, remembered, stop);
      if (stop.aborted && removal === 'unknown') return removal;
      if (removal === 'unknown') await this.#queue.removalLater(id, this.#nowMs() + this.#backoffMs(attempts + 1));
      else {
        const entry = entryOf('removed', { number, shipment, upload }, found?.rule, this.#nowMs(), { removal });
        await this.#queue.removalDone(id, removal === 'kept', entry);
      }
      return removal;
    } finally {
      this.#asking.delete(pending.id);
    }
  }
}

/** A sink that does not end although it is told to is not waited for. */
async function removed(
  sink: Sink,
  shipment: Parameters<Sink['remove']>[0],
  remembered: PendingRemoval['remembered'],
  stop: AbortSignal,
): Promise<Removal> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]);
  const late = new Promise<Removal>((resolve) => {
    const end = (): void => resolve('unknown');
    if (signal.aborted) end();
    signal.addEventListener('abort', () => setTimeout(end, GRACE_MS), { once: true });
  });
  return Promise.race([sink.remove(shipment, remembered, signal).catch(() => 'unknown' as const), late]);
}

const GRACE_MS = 2_000;

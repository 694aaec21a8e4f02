import type { Copies } from '../../sync/copies.ts';
import type { Item } from '../../sync/queue/states.ts';
import type { SyncState } from './sync-state.ts';

/** Does what commands have asked for. */
export class Wishes {
  readonly #state: Pick<SyncState, 'queue' | 'rules'>;
  readonly #copies: Copies;

  constructor(state: Pick<SyncState, 'queue' | 'rules'>, copies: Copies) {
    this.#state = state;
    this.#copies = copies;
  }

  /**
   * @param isBusy items that are being sent have to wait
   * @param failed is told of a wish that could not be granted; it is given up, and holds nobody back
   */
  async grant(isBusy: (item: Item) => boolean, failed: (error: unknown, item: Item) => void): Promise<void> {
    const { queue } = this.#state;
    for (const item of queue.wished()) {
      if (isBusy(item)) continue;
      try {
        await (item.wish === 'retry' ? this.#retry(item) : this.#drop(item));
      } catch (error) {
        failed(error, item);
      }
      await queue.wishDone(item.id);
    }
  }

  /** What is set aside or waits is tried now; what was dropped is filtered again. */
  async #retry(item: Item): Promise<void> {
    const { queue, rules } = this.#state;
    const fresh = { waiting: undefined, dueMs: 0, attempts: 0, reason: undefined };
    const isWhole = item.parts.length > 0 && rules.has(item.upload);
    switch (item.state) {
      case 'queued':
      case 'seen':
        await queue.move(item, item.state, fresh);
        return;
      case 'set-aside':
        await (isWhole
          ? queue.move(item, 'queued', fresh)
          : queue.move(item, 'seen', { ...fresh, shipment: undefined }));
        return;
      case 'decided':
        await queue.move(item, 'seen', fresh);
        return;
      case 'retired':
        if (item.reason !== 'delivered') await queue.move(item, 'seen', { ...fresh, shipment: undefined });
        return;
      default:
    }
  }

  async #drop(item: Item): Promise<void> {
    const isIdle = item.state !== 'delivered' && item.state !== 'retired' && item.state !== 'uploading';
    if (isIdle) await this.#copies.drop(item, this.#state.rules.get(item.upload), 'dropped');
  }
}

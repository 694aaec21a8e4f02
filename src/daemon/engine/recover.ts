import type { Copies } from '../../sync/copies.ts';
import type { Queue } from '../../sync/queue/queue.ts';
import type { Item, ItemState } from '../../sync/queue/states.ts';
import type { SyncState } from './sync-state.ts';

const PAGE = 500;

/**
 * Brings the state folder to where work can go on after whatever ended the last run: what was half-way through the filter begins anew, what was being sent
 * waits to be sent, what was delivered is retired, files of the spool that nothing refers to go, and rules that are new get the logs that are known. May itself be cut short at any point, and run again.
 * @returns how many items were brought back
 */
export async function recover(state: SyncState, copies: Copies): Promise<number> {
  const { queue, spool, rules } = state;
  let count = await backToSeen(queue);
  await each(queue, 'uploading', async (item) => {
    await queue.move(item, 'queued');
    count++;
  });
  await each(queue, 'delivered', async (item) => {
    await copies.retire(item, rules.get(item.upload));
    count++;
  });
  await configured(state, copies);
  const known = queue.spoolIds();
  for (const id of await spool.ids()) if (!known.has(id)) await spool.remove(id);
  return count;
}

/**
 * Rules that are new get the logs that are known; what no rule or source of the configuration is about any more is not kept to be sent, and comes back when
 * it is configured again.
 */
async function configured({ queue, rules, config }: SyncState, copies: Copies): Promise<void> {
  const all = config.sources.map(({ name }) => name);
  for (const { config: rule } of rules.values()) {
    await queue.enterKnown(rule, rule.sources.length === 0 ? all : rule.sources);
  }
  for (const state of ['seen', 'decided', 'audited', 'queued', 'set-aside'] as const) {
    await each(queue, state, async (item) => {
      const rule = rules.get(item.upload);
      const sources = rule === undefined || rule.config.sources.length === 0 ? all : rule.config.sources;
      if (rule !== undefined && queue.isFrom(item.log, sources)) return;
      await copies.drop(item, rule, 'not-configured');
    });
  }
}

/** What was half-way through the filter begins anew. Nobody may be filtering. */
export async function backToSeen(queue: Queue): Promise<number> {
  let count = 0;
  for (const state of ['surveyed', 'decided', 'filtered', 'checked'] as const) {
    await each(queue, state, async (item) => {
      if (item.state === 'decided' && item.waiting === 'consent') return;
      await queue.move(item, 'seen', { waiting: undefined, reason: undefined });
      count++;
    });
  }
  return count;
}

async function each(queue: Queue, state: ItemState, work: (item: Item) => Promise<void>): Promise<void> {
  for (let after = 0; ; ) {
    const page = queue.page(state, after, PAGE);
    for (const item of page) {
      after = item.id;
      await work(item);
    }
    if (page.length < PAGE) return;
  }
}

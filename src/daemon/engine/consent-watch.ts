import { ConsentAuthority } from '../../filter/release-authority.ts';
import { isAtMost, nothing } from '../../model/disclosure.ts';
import { consentDigest } from '../../sync/consent-digest.ts';
import type { Item, ItemState } from '../../sync/queue/states.ts';
import type { UploadRule } from '../../sync/upload-rule.ts';
import type { SyncState } from './sync-state.ts';

const PAGE = 200;
/** Somebody is deciding, filtering or sending. */
const underWay: readonly ItemState[] = ['surveyed', 'decided', 'filtered', 'checked', 'uploading'];
/** A copy waits. */
const withCopy: readonly ItemState[] = ['audited', 'queued', 'set-aside'];

/** Who takes back what may not be sent any more, unless it is being sent: then it asks for itself at every piece. */
export interface Withdrawer {
  holds(item: Item, rule: UploadRule): Promise<boolean>;
  withdraw(item: Item, rule: UploadRule): Promise<void>;
}

/**
 * Notices when consent has changed, by whatever program, or time has passed over the beginning or end of a grant; then copies that may not go any more are
 * taken out of the spool at once, and logs of which nothing could go are decided about anew. What is merely released to others changes nothing here.
 */
export class ConsentWatch {
  readonly #state: SyncState;
  #version: number | undefined;
  #policyVersion = -1;
  #nextChangeS = Number.NEGATIVE_INFINITY;
  /** By rule: what consent has come to, and the items that somebody was working on then, by what it was before. */
  readonly #unsettled = new Map<string, { readonly digest: string; readonly items: Set<number> }>();

  constructor(state: SyncState) {
    this.#state = state;
  }

  /** @throws FlightveilError `state-unusable`: then nothing may be sent */
  async look(withdrawer: Withdrawer): Promise<{ withdrawn: number; reopened: number }> {
    const { ledger, nowMs, rules, queue, policies } = this.#state;
    await policies.look();
    const nowS = Math.floor(nowMs() / 1000);
    const done = { withdrawn: 0, reopened: 0 };
    // SQLite's count is of this connection: at the first look it tells nothing, and the marks count.
    const { version } = ledger;
    const policyVersion = policies.version;
    if (version === this.#version && policyVersion === this.#policyVersion && nowS < this.#nextChangeS) return done;
    const nextChangeS = await ledger.nextChangeS(nowS);
    for (const [name, rule] of rules) {
      const names = rule.policy.rules.map((each) => each.name).join();
      const digest = [await consentDigest(ledger, rule.request, nowS), policies.digest, names].join();
      const mark = `consent ${name}`;
      if (queue.mark(mark) === digest) continue;
      const before = this.#unsettled.get(name);
      const items = before?.digest === digest ? before.items : await this.#underWay(rule);
      this.#unsettled.set(name, { digest, items });
      if (before?.digest === digest) {
        for (const id of items) if (await this.#settle(id, rule, withdrawer, done)) items.delete(id);
      } else {
        done.withdrawn += await this.#takeBack(rule, withdrawer, items);
        if (await this.#mayRelease(rule)) done.reopened += await this.#reopen(rule);
      }
      if (items.size > 0) continue;
      this.#unsettled.delete(name);
      await queue.setMark(mark, digest);
    }
    if (this.#unsettled.size > 0) return done;
    this.#version = version;
    this.#policyVersion = policyVersion;
    this.#nextChangeS = nextChangeS;
    return done;
  }

  /** Items in the hands of the filter or of a sink. */
  async #underWay(rule: UploadRule): Promise<Set<number>> {
    const items = new Set<number>();
    for (const state of underWay) {
      await this.#each(rule, state, async ({ id, waiting }) => {
        if (waiting !== 'consent') items.add(id);
      });
    }
    return items;
  }

  /** @param busy takes those that are just being sent */
  async #takeBack(rule: UploadRule, withdrawer: Withdrawer, busy: Set<number>): Promise<number> {
    let count = 0;
    for (const state of withCopy) {
      await this.#each(rule, state, async (item) => {
        if (item.parts.length === 0 || (await withdrawer.holds(item, rule))) return;
        if (await this.#withdrawn(item, rule, withdrawer)) count++;
        else busy.add(item.id);
      });
    }
    return count;
  }

  async #withdrawn(item: Item, rule: UploadRule, withdrawer: Withdrawer): Promise<boolean> {
    await withdrawer.withdraw(item, rule);
    return this.#state.queue.item(item.id)?.shipment !== item.shipment;
  }

  /** What has become of an item that somebody was working on when consent changed. @returns false: somebody still does */
  async #settle(
    id: number,
    rule: UploadRule,
    withdrawer: Withdrawer,
    done: { withdrawn: number; reopened: number },
  ): Promise<boolean> {
    const { queue } = this.#state;
    const item = queue.item(id);
    if (item?.state === 'decided' && item.waiting === 'consent') {
      if ((await queue.move(item, 'seen', { waiting: undefined })) !== undefined) done.reopened++;
      return true;
    }
    if (item === undefined || (!underWay.includes(item.state) && !withCopy.includes(item.state))) return true;
    if (underWay.includes(item.state)) return false;
    if (item.parts.length === 0 || (await withdrawer.holds(item, rule))) return true;
    const isDone = await this.#withdrawn(item, rule, withdrawer);
    if (isDone) done.withdrawn++;
    return isDone;
  }

  async #reopen(rule: UploadRule): Promise<number> {
    let count = 0;
    await this.#each(rule, 'decided', async (item) => {
      if (item.waiting !== 'consent') return;
      await this.#state.queue.move(item, 'seen', { waiting: undefined });
      count++;
    });
    return count;
  }

  async #each(rule: UploadRule, state: Item['state'], work: (item: Item) => Promise<void>): Promise<void> {
    for (let after = 0; ; ) {
      const page = this.#state.queue.items({ state, upload: rule.config.name }, PAGE, after);
      for (const item of page) {
        after = item.id;
        await work(item);
      }
      if (page.length < PAGE) return;
    }
  }

  /** Whether it makes sense to survey logs again: without any grant it does not. */
  async #mayRelease({ request, policy }: UploadRule): Promise<boolean> {
    const { ledger, nowMs } = this.#state;
    const nowS = Math.floor(nowMs() / 1000);
    const authority = new ConsentAuthority(request, policy, ledger, () => nowS);
    if (!isAtMost((await authority.decide(undefined)).disclosure, nothing)) return true;
    const { grants } = await ledger.state(nowS);
    return grants.some(({ grant }) => grant.purpose === request.purpose && grant.recipient === request.recipient);
  }
}

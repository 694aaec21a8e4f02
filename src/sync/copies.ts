import type { ConsentLedger } from '../consent/ledger.ts';
import { FlightveilError } from '../model/errors.ts';
import type { AuditEntry } from './audit/audit-entry.ts';
import { entryOf } from './audit/entry-of.ts';
import type { Queue } from './queue/queue.ts';
import type { Changes } from './queue/rows.ts';
import type { Item, SealedDecision } from './queue/states.ts';
import { RuleDecision } from './rule-decision.ts';
import { openDecision } from './sealed-decision.ts';
import type { Spool } from './spool/spool.ts';
import { requestText, type UploadRule } from './upload-rule.ts';

export interface CopiesParts {
  readonly queue: Queue;
  readonly spool: Spool;
  readonly ledger: ConsentLedger;
  readonly nowMs: () => number;
}

/** Why it will not be sent at all. */
export type DropReason =
  | 'dropped'
  /** A newer log holds all of it. */
  | 'superseded'
  /** Its rule, or the source that it is from, is not in the configuration any more. */
  | 'not-configured';
/** Why a copy is made anew. */
export type AgainReason = 'withdrawn' | 'request-changed' | 'spool-damaged';

/** Filtered copies that wait to be sent: whether they still may, and how they are taken back. */
export class Copies {
  readonly #parts: CopiesParts;
  readonly #trusted = new Set<string>();

  constructor(parts: CopiesParts) {
    this.#parts = parts;
  }

  /** What was decided about a copy; undefined if it is of another request, or nobody can tell what it is of: then it is made anew. */
  decisionOf(item: Item, rule: UploadRule): RuleDecision | undefined {
    const { spool, ledger, nowMs } = this.#parts;
    const sealed = sealedOf(item, spool);
    if (sealed === undefined || sealed.request !== requestText(rule)) return undefined;
    if (sealed.sha256s.join() !== item.parts.map(({ sha256 }) => sha256).join()) return undefined;
    return new RuleDecision(sealed, rule, ledger, () => Math.floor(nowMs() / 1000));
  }

  /** @throws FlightveilError if it cannot be known */
  async holds(item: Item, rule: UploadRule): Promise<boolean> {
    return (await this.decisionOf(item, rule)?.holds()) ?? false;
  }

  /** What this process has just written and read back need not be read once more. */
  trust({ shipment }: Item): void {
    if (shipment !== undefined) this.#trusted.add(shipment);
  }

  /** Read back before anything of it goes. @throws FlightveilError `state-unusable` if it cannot be read now */
  async isWhole({ parts, shipment = '' }: Item): Promise<boolean> {
    // Once: a copy that was begun to be sent, and waited since, is read again.
    if (this.#trusted.delete(shipment)) return true;
    if (!parts.some(({ role }) => role === 'log')) return false;
    for (const part of parts) if (!(await this.#parts.spool.verify(part.spoolId, part))) return false;
    return true;
  }

  /**
   * Takes a copy back that may not be sent any more; the log is decided about anew. What of it may be at the recipient is a removal from here on.
   * @param item with a copy, and not being sent
   * @returns the removal's number
   */
  async withdraw(item: Item, rule: UploadRule | undefined, reason: AgainReason): Promise<number | undefined> {
    const kept = { shipment: undefined, sizeBytes: 0, attempts: 0, facts: {} };
    const entry = this.#entry('withdrawn', item, rule, { reason });
    return this.#release(item, 'seen', { ...kept, reason }, entry);
  }

  /** As {@link withdraw}, for good. @param item in any state but `delivered` and `retired` */
  async drop(item: Item, rule: UploadRule | undefined, reason: DropReason): Promise<number | undefined> {
    return this.#release(item, 'retired', { reason }, this.#entry('dropped', item, rule, { reason }));
  }

  /** Ends what was delivered: recorded first, then removed from the spool. @param item `delivered` */
  async retire(item: Item, rule: UploadRule | undefined): Promise<void> {
    const change = { reason: 'delivered' };
    await this.#release(item, 'retired', change, this.#entry('retired', item, rule, {}), false);
  }

  /** Keeps the copy, and has the recipient forget what it has of it. */
  async setAside(item: Item, rule: UploadRule, reason: string, facts: Item['facts']): Promise<number | undefined> {
    const entry = this.#entry('set-aside', item, rule, { reason });
    let removal: number | undefined;
    const change = { reason, facts, waiting: undefined, remembered: undefined };
    await this.#parts.queue.move(item, 'set-aside', change, entry, () => {
      removal = this.#addRemoval(item);
    });
    return removal;
  }

  /** Takes the copy out of the queue, then out of the spool: in this order nobody sends what is gone. */
  async #release(
    item: Item,
    state: 'seen' | 'retired',
    change: Changes & { readonly reason: string },
    entry: AuditEntry,
    asksBack = true,
  ): Promise<number | undefined> {
    const { queue, spool } = this.#parts;
    const gone = { parts: [], sealed: undefined, remembered: undefined, waiting: undefined, advice: [], dueMs: 0 };
    let removal: number | undefined;
    const moved = await queue.move(item, state, { ...gone, ...change }, entry, () => {
      if (asksBack) removal = this.#addRemoval(item);
    });
    if (moved === undefined) return undefined;
    this.#trusted.delete(item.shipment ?? '');
    for (const { spoolId } of item.parts) await spool.remove(spoolId);
    return removal;
  }

  /** Joins the transaction of the caller. */
  #addRemoval(item: Item): number | undefined {
    const { queue, spool, nowMs } = this.#parts;
    const remembered = queue.item(item.id)?.remembered;
    if (remembered === undefined) return undefined;
    return queue.addRemoval(item, remembered, sealedOf(item, spool)?.sink ?? '', nowMs());
  }

  #entry(kind: AuditEntry['kind'], item: Item, rule: UploadRule | undefined, more: Partial<AuditEntry>): AuditEntry {
    return entryOf(kind, { ...item, number: item.id }, rule, this.#parts.nowMs(), more);
  }
}

/** Undefined if it cannot be opened: what nobody can decide about again is made anew, and holds nobody else back. */
function sealedOf(item: Item, spool: Spool): SealedDecision | undefined {
  try {
    return openDecision(spool, item);
  } catch (error) {
    if (error instanceof FlightveilError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

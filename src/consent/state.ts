import type {
  BarEntry,
  BarTerms,
  ConfirmationEntry,
  CountersignatureEntry,
  Entry,
  GrantEntry,
  NoticeEntry,
  ReleaseEntry,
  WithdrawalEntry,
} from './entries.ts';
import type { Bar, ConsentState, Grant } from './grant.ts';
import { Notices } from './notices.ts';

/** What a ledger says about one grant, from its beginning to its end. */
export interface GrantHistory {
  readonly given: GrantEntry;
  readonly notice: NoticeEntry | undefined;
  readonly confirmations: readonly ConfirmationEntry[];
  readonly countersignature: CountersignatureEntry | undefined;
  readonly withdrawal: WithdrawalEntry | undefined;
}

interface Known extends GrantHistory {
  readonly confirmations: ConfirmationEntry[];
  /** Hashes of the notices that were confirmed. */
  readonly confirmed: Set<string>;
  countersignature: CountersignatureEntry | undefined;
  withdrawal: WithdrawalEntry | undefined;
}

/**
 * Reads a ledger's entries in their order and says what they come to. Entries that refer to nothing change nothing: the ledger refuses to
 * write them.
 */
export class ConsentFold {
  readonly notices = new Notices();
  readonly #grants = new Map<string, Known>();
  readonly #standing = new Map<string, Known>();
  readonly #bars = new Map<string, Bar>();
  readonly #barIds = new Set<string>();
  /** Ids of the refusals in force, by whom, what for and to whom. */
  readonly #refusals = new Map<string, string[]>();
  readonly #releases = new Map<string, ReleaseEntry[]>();
  #subject: ConsentState['subject'];
  #latestS = 0;

  /** The latest instant that any entry was collected, in Unix seconds. */
  get latestS(): number {
    return this.#latestS;
  }

  add(entry: Entry): void {
    this.#latestS = Math.max(this.#latestS, entry.collectedS);
    switch (entry.kind) {
      case 'notice':
        this.notices.add(entry);
        return;
      case 'grant':
        this.#grant(entry);
        return;
      case 'withdrawal':
        this.#withdraw(entry);
        return;
      case 'refusal':
      case 'objection':
      case 'restriction':
      case 'opt-out':
        this.#bar(entry);
        return;
      case 'lifting':
        this.#bars.delete(entry.bar);
        return;
      case 'confirmation': {
        const known = this.#grants.get(entry.grant);
        known?.confirmations.push(entry);
        known?.confirmed.add(entry.noticeSha256);
        return;
      }
      case 'subject': {
        const { name, ageBand, residence } = entry;
        this.#subject = {
          name,
          ...(ageBand === undefined ? {} : { ageBand }),
          ...(residence === undefined ? {} : { residence }),
        };
        return;
      }
      case 'countersignature': {
        const known = this.#grants.get(entry.grant);
        if (known !== undefined) known.countersignature ??= entry;
        return;
      }
      case 'release':
        listIn(this.#releases, entry.flight).push(entry);
        return;
      case 'clock':
        return;
    }
  }

  /** What holds at an instant, or at the latest one that the ledger has seen if that is later. @param nowS Unix seconds */
  state(nowS: number): ConsentState {
    return {
      grants: Array.from(this.#standing.values(), ({ given, confirmed, countersignature }) => ({
        grant: given.grant,
        isNoticeCurrent: this.notices.isCurrent(given.grant.noticeSha256, confirmed),
        isCountersigned: countersignature !== undefined,
      })),
      bars: [...this.#bars.values()],
      subject: this.#subject,
      latestS: Math.max(nowS, this.#latestS),
    };
  }

  /** Also of a grant that was withdrawn; undefined if no grant has this id. */
  historyOf(grant: string): GrantHistory | undefined {
    return this.#grants.get(grant);
  }

  histories(): Iterable<GrantHistory> {
    return this.#grants.values();
  }

  /** In force. */
  bar(id: string): Bar | undefined {
    return this.#bars.get(id);
  }

  /** Whether this id was ever a bar's, be it lifted. */
  hadBar(id: string): boolean {
    return this.#barIds.has(id);
  }

  /** What was released of a flight, in order. */
  releasesOf(flight: string): readonly ReleaseEntry[] {
    return this.#releases.get(flight) ?? [];
  }

  #grant(entry: GrantEntry): void {
    const { id, subject, purpose, recipient, noticeSha256 } = entry.grant;
    // An id is used once: what was withdrawn cannot come back under it.
    if (this.#grants.has(id)) return;
    const known: Known = {
      given: entry,
      notice: this.notices.ofHash(noticeSha256),
      confirmations: [],
      confirmed: new Set(),
      countersignature: undefined,
      withdrawal: undefined,
    };
    this.#grants.set(id, known);
    this.#standing.set(id, known);
    // What was granted elsewhere, perhaps before, does not end what was refused here.
    if (entry.origin !== undefined) return;
    const key = refusalKey(subject, purpose, recipient);
    for (const refusal of this.#refusals.get(key) ?? []) this.#bars.delete(refusal);
    this.#refusals.delete(key);
  }

  #withdraw(entry: WithdrawalEntry): void {
    const known = this.#grants.get(entry.grant);
    if (known !== undefined) known.withdrawal ??= entry;
    this.#standing.delete(entry.grant);
  }

  #bar({ kind, id, subject, purpose, recipient, scope }: BarEntry): void {
    if (this.#barIds.has(id)) return;
    this.#barIds.add(id);
    this.#bars.set(id, {
      id,
      kind,
      subject,
      ...(purpose === undefined ? {} : { purpose }),
      ...(recipient === undefined ? {} : { recipient }),
      ...(scope === undefined ? {} : { scope }),
    });
    // One grant does not take back a refusal of any purpose, of any recipient or of certain flights: that ends by lifting.
    if (kind !== 'refusal' || purpose === undefined || recipient === undefined || scope !== undefined) return;
    listIn(this.#refusals, refusalKey(subject, purpose, recipient)).push(id);
  }
}

/** Whether terms that are not limited to certain flights speak of what a grant allows. */
export function isAbout({ subject, purpose, recipient }: BarTerms, grant: Grant): boolean {
  return (
    grant.subject === subject &&
    (purpose ?? grant.purpose) === grant.purpose &&
    (recipient ?? grant.recipient) === grant.recipient
  );
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function refusalKey(subject: string, purpose: string, recipient: string): string {
  return JSON.stringify([subject, purpose, recipient]);
}

/** What these entries, in this order, come to at an instant. Pure. @param nowS Unix seconds */
export function consentAt(entries: Iterable<Entry>, nowS: number): ConsentState {
  const fold = new ConsentFold();
  for (const entry of entries) fold.add(entry);
  return fold.state(nowS);
}

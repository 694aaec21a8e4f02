import { bytesToHex, randomBytes } from '@noble/hashes/utils.js';
import { FlightveilError } from '../model/errors.ts';
import { type Checkpoint, sealLine, type Verification, verifyChain } from './chain.ts';
import { mustFit } from './contradictions.ts';
import type {
  BarEntry,
  BarTerms,
  Collected,
  CountersignatureEntry,
  Entry,
  NoticeEntry,
  OptOutEntry,
  ReleaseEntry,
  SubjectEntry,
} from './entries.ts';
import { checkedEntry } from './entry-schema.ts';
import type { ConsentState, Grant } from './grant.ts';
import { takenOver } from './import.ts';
import { LedgerReader } from './reader.ts';
import type { Signing } from './signing.ts';
import { type ConsentFold, type GrantHistory, isAbout } from './state.ts';
import type { LedgerStore } from './store.ts';

/** What an entry says beside when and how it was collected. */
type Said<E extends Entry, Without extends string = never> = Omit<E, 'kind' | 'origin' | keyof Collected | Without>;

export interface ImportResult {
  /** `chain`: the ledger was empty and continues the imported one. `entries`: what it lacked was written anew, with `how: 'import'`. */
  readonly kept: 'chain' | 'entries';
  /** How many entries the ledger has more than before. */
  readonly added: number;
}

/**
 * What people allowed and what they do not want, in the order in which they said so: entries are added and never changed, each signed and tied
 * to the one before it. Every method reads first what others have added meanwhile. A method that writes throws FlightveilError `usage`
 * where the entry is invalid or contradicts the ledger, and nothing is written then; all throw `state-unusable` where the ledger is
 * damaged or cannot be kept. An entry is durable when its method returns.
 */
export class ConsentLedger {
  readonly #store: LedgerStore;
  readonly #signing: Signing;
  readonly #reader: LedgerReader;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: LedgerStore, signing: Signing) {
    this.#store = store;
    this.#signing = signing;
    this.#reader = new LedgerReader(signing);
  }

  get publicKey(): Uint8Array {
    return this.#signing.publicKey;
  }

  /** The last notice of a name is the current one; grants under another of that name are not until they are confirmed. */
  async addNotice(notice: Said<NoticeEntry>, collected: Collected): Promise<void> {
    await this.#append(() => [{ ...notice, ...only(collected), kind: 'notice' }]);
  }

  /** @returns the grant with the id that was drawn for it */
  async grant(terms: Omit<Grant, 'id'>, collected: Collected): Promise<Grant> {
    const grant: Grant = { ...terms, id: drawnId() };
    await this.#append(() => [{ grant, ...only(collected), kind: 'grant' }]);
    return grant;
  }

  /** Takes effect at once and for ever. */
  async withdraw(grant: string, collected: Collected): Promise<void> {
    await this.#append(() => [{ grant, ...only(collected), kind: 'withdrawal' }]);
  }

  /**
   * Refuses; unless only certain flights are meant, also withdraws the grants that say otherwise, so that none of them comes back when the
   * refusal ends. Ends when the same subject grants just this purpose to just this recipient, or when it is lifted.
   * @returns the refusal's id
   */
  async refuse(terms: BarTerms, collected: Collected): Promise<string> {
    const id = drawnId();
    const said = only(collected);
    await this.#append((fold) => [
      { ...terms, ...said, id, kind: 'refusal' },
      ...Array.from(
        fold.state(0).grants.filter(({ grant }) => terms.scope === undefined && isAbout(terms, grant)),
        ({ grant }) => ({ grant: grant.id, ...said, kind: 'withdrawal' }) as const,
      ),
    ]);
    return id;
  }

  /** Against what rests on legitimate interests. @returns the id to lift it by, as do {@link restrict} and {@link optOut} */
  async object(terms: BarTerms, collected: Collected): Promise<string> {
    return this.#bar({ ...terms, kind: 'objection' }, collected);
  }

  async restrict(terms: BarTerms, collected: Collected): Promise<string> {
    return this.#bar({ ...terms, kind: 'restriction' }, collected);
  }

  async optOut(terms: BarTerms & Pick<OptOutEntry, 'signal'>, collected: Collected): Promise<string> {
    return this.#bar({ ...terms, kind: 'opt-out' }, collected);
  }

  /** Ends a bar, given its id. */
  async lift(bar: string, collected: Collected): Promise<void> {
    await this.#append(() => [{ bar, ...only(collected), kind: 'lifting' }]);
  }

  /** The subject has seen the notice that stands now and keeps the grant. */
  async confirm(grant: string, noticeSha256: string, collected: Collected): Promise<void> {
    await this.#append(() => [{ grant, noticeSha256, ...only(collected), kind: 'confirmation' }]);
  }

  async declareSubject(subject: Said<SubjectEntry>, collected: Collected): Promise<void> {
    await this.#append(() => [{ ...subject, ...only(collected), kind: 'subject' }]);
  }

  /** A guardian's signature over a grant, see countersign.ts. */
  async countersign(signed: Said<CountersignatureEntry>, collected: Collected): Promise<void> {
    await this.#append(() => [{ ...signed, ...only(collected), kind: 'countersignature' }]);
  }

  /**
   * To be called before what is released appears anywhere.
   * @throws FlightveilError `withheld` if the grant does not allow it any more
   */
  async recordRelease(release: Said<ReleaseEntry>, collected: Collected): Promise<void> {
    await this.#append(() => [{ ...release, ...only(collected), kind: 'release' }]);
  }

  /**
   * As {@link recordRelease}, of what is decided in the very step in which it is written: nobody else's entry comes between.
   * @param build is shown what holds at the instant and what was released of the flight before; what it throws is passed on, and nothing is written
   */
  async recordDecided(
    flight: string,
    nowS: number,
    build: (state: ConsentState, earlier: readonly ReleaseEntry[]) => Said<ReleaseEntry>,
    collected: Collected,
  ): Promise<void> {
    await this.#append((fold) => {
      const release = build(fold.state(nowS), [...fold.releasesOf(flight)]);
      return [{ ...release, ...only(collected), kind: 'release' }];
    });
  }

  /** Keeps the instant, so that a clock that is set back later does not extend a grant. Writes nothing if the ledger has seen a later one. */
  async markTime(collected: Collected): Promise<void> {
    await this.#append((fold) => (collected.collectedS <= fold.latestS ? [] : [{ ...only(collected), kind: 'clock' }]));
  }

  /** What holds at an instant, or at the latest one that the ledger has seen if that is later. @param nowS Unix seconds */
  async state(nowS: number): Promise<ConsentState> {
    return (await this.#upToDate()).fold.state(nowS);
  }

  /** Another number whenever the ledger has changed; undefined where its store cannot tell. @throws FlightveilError `state-unusable` */
  get version(): number | undefined {
    return this.#store.version;
  }

  /** The next instant after `nowS` at which any grant begins or ends, in Unix seconds; infinite if none does. */
  async nextChangeS(nowS: number): Promise<number> {
    const { grants } = (await this.#upToDate()).fold.state(nowS);
    const instants = grants.flatMap(({ grant: { validFromS, validUntilS } }) => [validFromS, validUntilS ?? nowS]);
    return Math.min(Number.POSITIVE_INFINITY, ...instants.filter((instant) => instant > nowS));
  }

  /** All that was released of a flight, in order. */
  async releasesOf(flight: string): Promise<readonly ReleaseEntry[]> {
    return [...(await this.#upToDate()).fold.releasesOf(flight)];
  }

  /** Also of a grant that was withdrawn. @throws FlightveilError `usage` if there was none of this id */
  async historyOf(grant: string): Promise<GrantHistory> {
    const history = (await this.#upToDate()).fold.historyOf(grant);
    if (history === undefined) throw new FlightveilError('usage', 'there is no grant of this id');
    return history;
  }

  /** Every grant with what followed, in order. */
  async histories(): Promise<readonly GrantHistory[]> {
    return [...(await this.#upToDate()).fold.histories()];
  }

  /** Checks every entry and every signature. */
  async verify(checkpoint?: Checkpoint): Promise<Verification> {
    return verifyChain(this.#store.read(0), this.publicKey, { verifier: this.#signing, checkpoint });
  }

  /** The last entry's; undefined if there is none. */
  async checkpoint(): Promise<Checkpoint | undefined> {
    return (await this.#upToDate()).checkpoint;
  }

  /** All lines; with a line feed after each they are NDJSON. */
  async *export(): AsyncGenerator<string> {
    yield* this.#store.read(0);
  }

  /**
   * Takes over an exported ledger if all of it verifies. An empty ledger of the same key continues its chain. Any other writes anew what it lacks
   * about its own declared subject: grants that stand, withdrawals of grants that both have, and what bars releases.
   *
   * @param publicKey of the ledger that was exported; undefined: the same as this one's
   * @throws FlightveilError `input-unreadable` that names the first entry that does not verify
   */
  async import(
    lines: Iterable<string>,
    options: { readonly nowS: number; readonly publicKey?: Uint8Array },
  ): Promise<ImportResult> {
    const held = [...lines];
    const publicKey = options.publicKey ?? this.publicKey;
    const verification = await verifyChain(held, publicKey, { verifier: this.#signing });
    if (!verification.isValid) {
      const { sequence, fault } = verification;
      throw new FlightveilError('input-unreadable', `the ledger to import is damaged at entry ${sequence}: ${fault}`, {
        facts: { sequence, fault },
        advice: 'Export it again, and name the public key of the ledger it comes from.',
      });
    }
    const isOwn = bytesToHex(publicKey) === bytesToHex(this.publicKey);
    let kept: ImportResult['kept'] = 'entries';
    const added = await this.#appendLines(() => {
      if (isOwn && this.#reader.head.sequence === 0) {
        kept = 'chain';
        return held;
      }
      kept = 'entries';
      return this.#sealed(takenOver(held, this.#reader.fold, { nowS: options.nowS, signing: this.#signing }));
    });
    return { kept, added };
  }

  /** Releases what the store holds open. */
  close(): void {
    this.#store.close?.();
  }

  async #bar(bar: DistributiveOmit<BarEntry, 'id' | keyof Collected>, collected: Collected): Promise<string> {
    const id = drawnId();
    await this.#append(() => [{ ...bar, ...only(collected), id } as BarEntry]);
    return id;
  }

  /** Writes the entries that follow from what the ledger says now, if they are valid and fit. */
  async #append(entriesFrom: (fold: ConsentFold) => readonly Entry[]): Promise<void> {
    await this.#appendLines(() => {
      const { fold } = this.#reader;
      const entries = entriesFrom(fold).map((entry) => checkedEntry(entry));
      for (const entry of entries) mustFit(entry, fold, this.#signing);
      return this.#sealed(entries);
    });
  }

  #sealed(entries: readonly Entry[]): string[] {
    let { head } = this.#reader;
    return entries.map((entry) => {
      const sealed = sealLine(head, entry, this.#signing);
      head = sealed.head;
      return sealed.line;
    });
  }

  /** @returns how many lines were appended */
  #appendLines(build: () => readonly string[]): Promise<number> {
    return this.#inTurn(async () => {
      const reader = this.#reader;
      const after = reader.head.sequence;
      let lines: readonly string[] = [];
      await this.#store.append(after, (newer) => {
        let sequence = after;
        // What a first call has read already is not read twice.
        for (const line of newer) if (++sequence > reader.head.sequence) reader.read(line);
        reader.vouch();
        return (lines = build());
      });
      for (const line of lines) reader.read(line);
      return lines.length;
    });
  }

  #upToDate(): Promise<LedgerReader> {
    return this.#inTurn(async () => {
      for await (const line of this.#store.read(this.#reader.head.sequence)) this.#reader.read(line);
      this.#reader.vouch();
      return this.#reader;
    });
  }

  /** One at a time within this process. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function only({ collectedS, how }: Collected): Collected {
  return { collectedS, how };
}

/** An id for a grant or a bar: 16 lower-case hex digits. */
export function drawnId(): string {
  return bytesToHex(randomBytes(8));
}

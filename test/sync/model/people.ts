import { ConsentLedger } from '../../../src/consent/ledger.ts';
import { LedgerReader } from '../../../src/consent/reader.ts';
import { MemoryLedgerStore } from '../../../src/consent/store.ts';
import type { Disclosure } from '../../../src/model/disclosure.ts';
import { nativeSigning } from '../../../src/node/consent-keys.ts';
import { decide } from '../../../src/policy/decide.ts';
import { jurisdictionsOfCode } from '../../../src/policy/jurisdictions.ts';
import { type Level, levels } from '../../../src/policy/levels.ts';
import type { FlightInQuestion } from '../../../src/policy/scope.ts';
import type { UploadRule } from '../../../src/sync/upload-rule.ts';
import { soon } from './life.ts';

const NOTICE = 'a'.repeat(64);
const RESIDENCE = 'CH';
export const ledgerSigning = nativeSigning(new Uint8Array(32).fill(7));

/** Another process may come between any two steps of this one; what is appended is there from one moment on. */
class SharedStore extends MemoryLedgerStore {
  override async append(after: number, build: (newer: Iterable<string>) => readonly string[]): Promise<void> {
    await soon();
    return super.append(after, build);
  }
}

/** Those who say what may be sent, in a process of their own; and what holds by their word, worked out from the ledger's lines alone. */
export class People {
  readonly store = new SharedStore();
  readonly #nowMs: () => number;
  readonly #ledger = new ConsentLedger(this.store, ledgerSigning);
  readonly #reader = new LedgerReader(ledgerSigning);
  readonly grants: string[] = [];
  /** How often anything was said. */
  said = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  async begin(): Promise<void> {
    await this.#ledger.declareSubject({ name: 'me', ageBand: 'adult', residence: RESIDENCE }, this.#now());
    await this.#ledger.addNotice({ name: 'notice', version: '1', sha256: NOTICE, bytes: 10 }, this.#now());
  }

  /** @param span in seconds from now */
  async grant(
    { purpose, recipient }: UploadRule['request'],
    ceiling: Level,
    span: { readonly fromS?: number; readonly untilS?: number } = {},
    aircraft?: string,
  ): Promise<void> {
    const nowS = Math.max(this.#nowS(), (await this.#ledger.state(this.#nowS())).latestS);
    const validFromS = nowS + (span.fromS ?? -10);
    const { id } = await this.#ledger.grant(
      {
        ...{ subject: 'me', purpose, recipient, ceiling: levels[ceiling], noticeSha256: NOTICE, validFromS },
        scope: aircraft === undefined ? {} : { aircraft: [aircraft] },
        ...(span.untilS === undefined ? {} : { validUntilS: nowS + span.untilS }),
      },
      this.#now(),
    );
    this.grants.push(id);
    this.said++;
  }

  async withdraw(which: number): Promise<void> {
    const standing = (await this.#ledger.state(this.#nowS())).grants.map(({ grant }) => grant.id);
    if (standing.length === 0) return;
    await this.#ledger.withdraw(standing[which % standing.length]!, this.#now());
    this.said++;
  }

  /** @param request undefined: whatever the purpose and whoever the recipient */
  async refuse(request: UploadRule['request'] | undefined): Promise<void> {
    const about = request === undefined ? {} : { purpose: request.purpose, recipient: request.recipient };
    this.#bars.push(await this.#ledger.refuse({ subject: 'me', ...about }, this.#now()));
    this.said++;
  }

  async liftAll(): Promise<void> {
    const standing = new Set((await this.#ledger.state(this.#nowS())).bars.map(({ id }) => id));
    for (const bar of this.#bars.splice(0)) if (standing.has(bar)) await this.#ledger.lift(bar, this.#now());
    this.said++;
  }
  readonly #bars: string[] = [];

  /** The latest instant that the ledger has seen, in Unix seconds. */
  get latestS(): number {
    return this.#read().fold.latestS;
  }

  /** What a recipient may have of a flight at this very moment. */
  allows({ request, policy }: UploadRule, flight: FlightInQuestion): Disclosure {
    const { fold } = this.#read();
    const nowS = this.#nowS();
    return decide(request, policy, {
      ...{ consent: fold.state(nowS), nowS, flight },
      earlierReleases: [...fold.releasesOf(flight.name)],
      jurisdictions: { place: [], residence: jurisdictionsOfCode(RESIDENCE) },
    }).disclosure;
  }

  #read(): LedgerReader {
    for (const line of this.store.read(this.#reader.head.sequence)) this.#reader.read(line);
    return this.#reader;
  }

  #nowS(): number {
    return Math.floor(this.#nowMs() / 1000);
  }

  #now(): { collectedS: number; how: string } {
    return { collectedS: this.#nowS(), how: 'command-line' };
  }
}

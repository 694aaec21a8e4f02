// In an app of yours: from 'flightveil/consent' and 'flightveil'.
import { ConsentLedger, MemoryLedgerStore, neutralSigning } from '../../src/consent/index.ts';
import { type Level, levels } from '../../src/index.ts';

/** What the user has allowed on this page. It is asked for anew each time; an app that remembers it gives a store of its own. */
export class PageConsent {
  readonly ledger = new ConsentLedger(
    new MemoryLedgerStore(),
    neutralSigning(crypto.getRandomValues(new Uint8Array(32))),
  );
  #grant: string | undefined;

  get isGiven(): boolean {
    return this.#grant !== undefined;
  }

  /** @param notice the words that the user saw */
  async give(
    request: { readonly purpose: string; readonly recipient: string },
    level: Level,
    { notice, isAdult }: { readonly notice: string; readonly isAdult: boolean },
  ): Promise<void> {
    const words = new TextEncoder().encode(notice);
    const noticeSha256 = hexadecimal(new Uint8Array(await crypto.subtle.digest('SHA-256', words)));
    const said = { collectedS: Math.floor(Date.now() / 1000), how: 'web-page' };
    await this.ledger.declareSubject({ name: 'user', ...(isAdult ? { ageBand: 'adult' } : {}) }, said);
    const version = noticeSha256.slice(0, 8);
    await this.ledger.addNotice({ name: 'notice', version, sha256: noticeSha256, bytes: words.length }, said);
    const terms = { ...request, subject: 'user', ceiling: levels[level], scope: {}, noticeSha256 };
    const { id } = await this.ledger.grant({ ...terms, validFromS: said.collectedS }, said);
    this.#grant = id;
  }

  async withdraw(): Promise<void> {
    if (this.#grant === undefined) return;
    await this.ledger.withdraw(this.#grant, { collectedS: Math.floor(Date.now() / 1000), how: 'web-page' });
    this.#grant = undefined;
  }
}

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

import { ConsentLedger, MemoryLedgerStore, neutralSigning, type Scope } from '../../src/consent/index.ts';
import { type Disclosure, levels } from '../../src/index.ts';
import { openSession, type Released, type Session, type SessionOptions } from '../../src/session/index.ts';

export const NOW_S = 1_700_000_000;
export const how = { collectedS: NOW_S, how: 'test' };
/** What a pilot is asked for in these tests. */
export const request = { purpose: 'flight-record-sync', recipient: 'manufacturer' };
export const root = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 11) & 0xff);

/** A ledger in which a pilot has said yes. */
export class Consent {
  readonly store = new MemoryLedgerStore();
  readonly ledger = new ConsentLedger(this.store, neutralSigning(new Uint8Array(32).fill(7)));
  grant = '';

  async give(
    ceiling: Disclosure = levels.dynamics,
    more: { validUntilS?: number; purpose?: string; recipient?: string; scope?: Scope } = {},
  ): Promise<this> {
    const noticeSha256 = '0'.repeat(64);
    await this.ledger.declareSubject({ name: 'pilot', ageBand: 'adult' }, how);
    await this.ledger.addNotice({ name: 'notice', version: '1', sha256: noticeSha256, bytes: 1 }, how);
    const terms = { subject: 'pilot', ...request, ceiling, scope: {}, noticeSha256, validFromS: NOW_S - 10 };
    this.grant = (await this.ledger.grant({ ...terms, ...more }, how)).id;
    return this;
  }

  async withdraw(): Promise<void> {
    await this.ledger.withdraw(this.grant, how);
  }
}

/** Keeps what comes, each format by itself. */
export class Kept {
  readonly pieces: Released[] = [];
  readonly sink = (released: Released): void => void this.pieces.push(released);

  of(format: string): Uint8Array {
    return new Uint8Array(
      Buffer.concat(this.pieces.filter((piece) => piece.format === format).map(({ bytes }) => bytes)),
    );
  }

  get bytes(): number {
    return this.pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }
}

/** A session for one's own use. */
export function ownSession(options: Partial<SessionOptions> & Pick<SessionOptions, 'sink'>): Promise<Session> {
  const own = { purpose: 'local', recipient: 'self', consent: { level: 'dynamics' } } as const;
  return openSession({ ...own, keys: { root }, flight: 'a', ...options });
}

/** One that a consent ledger answers for. */
export function grantedSession(
  { ledger }: Consent,
  options: Partial<SessionOptions> & Pick<SessionOptions, 'sink'>,
): Promise<Session> {
  return openSession({ ...request, consent: ledger, keys: { root }, flight: 'a', nowS: () => NOW_S, ...options });
}

/** Lets what waits for promises go on. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The frames of a tlog as they came over the link: without the time before each. */
export function rawFrames(tlog: Uint8Array): Uint8Array<ArrayBuffer> {
  const frames: Uint8Array[] = [];
  for (let at = 8; at < tlog.length; ) {
    const length = tlog[at + 1]! + (tlog[at] === 0xfd ? 12 + 13 * (tlog[at + 2]! & 1) : 8);
    frames.push(tlog.subarray(at, at + length));
    at += length + 8;
  }
  return new Uint8Array(Buffer.concat(frames));
}

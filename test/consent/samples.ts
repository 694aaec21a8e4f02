import type { Collected } from '../../src/consent/entries.ts';
import type { Grant } from '../../src/consent/grant.ts';
import { ConsentLedger } from '../../src/consent/ledger.ts';
import { neutralSigning } from '../../src/consent/signing.ts';
import { MemoryLedgerStore } from '../../src/consent/store.ts';
import { levels } from '../../src/policy/levels.ts';

export const START_S = 1_790_000_000;
export const at = (offsetS: number, how = 'command-line'): Collected => ({ collectedS: START_S + offsetS, how });
export const hashOf = (digit: string): string => digit.repeat(64);
export const seedOf = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
export const signing = neutralSigning(seedOf(7));

export const notice = (version: string, sha256 = hashOf(version), name = 'privacy') => ({
  name,
  version,
  sha256,
  bytes: 1234,
});

export const terms = (changes: Partial<Omit<Grant, 'id'>> = {}): Omit<Grant, 'id'> => ({
  subject: 'Ada',
  purpose: 'flight-record-sync',
  recipient: 'manufacturer',
  ceiling: levels.dynamics,
  scope: {},
  noticeSha256: hashOf('1'),
  validFromS: START_S,
  ...changes,
});

/** A closed square, in degrees. */
export const square = (westDeg: number, southDeg: number, sideDeg = 0.1) =>
  ({
    type: 'Polygon',
    coordinates: [
      [
        [westDeg, southDeg],
        [westDeg + sideDeg, southDeg],
        [westDeg + sideDeg, southDeg + sideDeg],
        [westDeg, southDeg + sideDeg],
        [westDeg, southDeg],
      ],
    ],
  }) as const;

/** An empty ledger in memory, with its store. */
export function emptyLedger(by = signing): { ledger: ConsentLedger; store: MemoryLedgerStore } {
  const store = new MemoryLedgerStore();
  return { ledger: new ConsentLedger(store, by), store };
}

/** A ledger that knows the first notice. */
export async function ledgerWithNotice(by = signing): Promise<{ ledger: ConsentLedger; store: MemoryLedgerStore }> {
  const made = emptyLedger(by);
  await made.ledger.addNotice(notice('1'), at(0));
  return made;
}

/** All lines of a ledger. */
export async function linesOf(ledger: ConsentLedger): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of ledger.export()) lines.push(line);
  return lines;
}

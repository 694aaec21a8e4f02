/**
 * `tsx bench/consent-ledger.ts [entries]`: how long it takes to verify a consent ledger, against hashing and signature-checking the same bytes alone,
 * in the same run and in turns. Ends with 1 if it is more than {@link MOST} times as long.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { emptyHead, sealLine, verifyChain } from '../src/consent/chain.ts';
import type { Entry } from '../src/consent/entries.ts';
import { LedgerReader } from '../src/consent/reader.ts';
import { nativeSigning } from '../src/node/consent-keys.ts';
import { levels } from '../src/policy/levels.ts';

/** The bound of the ratio. */
const MOST = 3;
const RUNS = 3;
const START_S = 1_790_000_000;

const signing = nativeSigning(new Uint8Array(32).fill(1));

/** Of five entries one is a notice, two are grants, one ends the first of them, one is a release. */
function entryAt(index: number): Entry {
  const said = { collectedS: START_S + index, how: 'command-line' };
  const idOf = (number: number): string => number.toString(16).padStart(16, '0');
  const noticeSha256 = '1'.repeat(64);
  const [purpose, recipient] = ['flight-record-sync', 'manufacturer'];
  switch (index % 5) {
    case 0:
      return { ...said, kind: 'notice', name: 'privacy', version: `${index}`, sha256: noticeSha256, bytes: index };
    case 3:
      return { ...said, kind: 'withdrawal', grant: idOf(index - 2) };
    case 4:
      return { ...said, kind: 'release', flight: idOf(index), purpose, recipient, disclosure: levels.dynamics };
    default: {
      const id = idOf(index);
      const ceiling = levels.dynamics;
      const grant = { id, subject: 'Ada', purpose, recipient, ceiling, scope: {}, noticeSha256, validFromS: START_S };
      return { ...said, kind: 'grant', grant };
    }
  }
}

interface Ledger {
  readonly lines: readonly string[];
  readonly records: readonly { readonly text: string; readonly signature: Buffer }[];
}

function ledgerOf(entries: number): Ledger {
  let head = emptyHead;
  const lines = Array.from({ length: entries }, (_, index) => {
    const sealed = sealLine(head, entryAt(index), signing);
    head = sealed.head;
    return sealed.line;
  });
  const records = lines.map((line) => ({
    text: line.slice('{"record": '.length, line.lastIndexOf(',"signature": ')),
    signature: Buffer.from(line.slice(-130, -2), 'hex'),
  }));
  return { lines, records };
}

/** What cannot be saved: SHA-256 of every record, and an Ed25519 check of every signature. */
function primitivesAlone({ records }: Ledger): void {
  const x = Buffer.from(signing.publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  for (const { text, signature } of records) {
    if (!verify(null, createHash('sha256').update(text).digest(), key, signature)) throw new Error('not signed');
  }
}

async function whole({ lines }: Ledger): Promise<void> {
  const result = await verifyChain(lines, signing.publicKey, { verifier: signing });
  if (!result.isValid || result.head.sequence !== lines.length) throw new Error('the ledger does not verify');
}

function opening({ lines }: Ledger): void {
  const reader = new LedgerReader(signing);
  for (const line of lines) reader.read(line);
  reader.vouch();
}

async function secondsOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const entries = Number(process.argv[2] ?? 100_000);
if (!Number.isSafeInteger(entries) || entries < 1) throw new Error('the number of entries is no number');
const ledger = ledgerOf(entries);
const best = { primitives: Number.POSITIVE_INFINITY, verified: Number.POSITIVE_INFINITY };
for (let run = 0; run < RUNS; run++) {
  best.primitives = Math.min(best.primitives, await secondsOf(() => primitivesAlone(ledger)));
  best.verified = Math.min(best.verified, await secondsOf(() => whole(ledger)));
}
const openedS = await secondsOf(() => opening(ledger));
const ratio = best.verified / best.primitives;
const megabytes = ledger.lines.reduce((sum, { length }) => sum + length + 1, 0) / 1e6;
console.log(`${entries} entries, ${megabytes.toFixed(1)} MB, best of ${RUNS} runs`);
console.log(`hashing and checking signatures alone  ${best.primitives.toFixed(2)} s`);
console.log(`verifying the ledger                   ${best.verified.toFixed(2)} s`);
console.log(`ratio                                  ${ratio.toFixed(2)} (at most ${MOST})`);
console.log(`reading it all, one signature checked  ${openedS.toFixed(2)} s`);
if (ratio > MOST) process.exitCode = 1;

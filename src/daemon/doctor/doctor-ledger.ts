import { randomBytes } from 'node:crypto';
import { ConsentLedger } from '../../consent/ledger.ts';
import { MemoryLedgerStore } from '../../consent/store.ts';
import { KEY_BYTES } from '../../filter/keys.ts';
import { nativeSigning, openConsent } from '../../node/consent-keys.ts';
import { presentRootKey } from '../../node/state.ts';

/** Work on the consent ledger; where there is none yet, on an empty one in memory: nothing is made. */
export async function withLedger<T>(home: string, work: (ledger: ConsentLedger) => Promise<T>): Promise<T> {
  const ledger =
    (await presentRootKey(home)) === undefined
      ? new ConsentLedger(new MemoryLedgerStore(), nativeSigning(randomBytes(KEY_BYTES)))
      : await openConsent(home);
  try {
    return await work(ledger);
  } finally {
    ledger.close();
  }
}

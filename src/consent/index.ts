/** What people allowed and what they do not want: the ledger, over a store of the app's own. Neutral: no Node built-ins. */
export { type Checkpoint, checkpointLine, checkpointOf, type Verification, verifyChain } from './chain.ts';
export { countersignedBytes } from './countersign.ts';
export type { BarTerms, Collected, Entry, ReleaseEntry } from './entries.ts';
export {
  type AgeBand,
  type AreaGeometry,
  type Bar,
  type ConsentState,
  type Grant,
  noConsent,
  type Scope,
  type StandingGrant,
} from './grant.ts';
export { ConsentLedger, type ImportResult } from './ledger.ts';
export { type Receipt, type ReceiptFacts, receiptOf } from './receipt.ts';
export { neutralSigning, neutralVerifier, type Signing, type Verifier } from './signing.ts';
export { type LedgerStore, MemoryLedgerStore } from './store.ts';

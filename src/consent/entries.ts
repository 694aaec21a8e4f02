import type { Disclosure } from '../model/disclosure.ts';
import type { AgeBand, Grant, Scope } from './grant.ts';

/** When something was said, and how it reached the ledger. */
export interface Collected {
  /** Unix seconds, by the clock of whoever wrote it down. */
  readonly collectedS: number;
  /** A short word: `command-line`, `app`, `paper`, `import`. */
  readonly how: string;
}

interface EntryOf<K extends string> extends Collected {
  readonly kind: K;
  /** SHA-256 of the record of another ledger that this was taken over from, lower-case hex. */
  readonly origin?: string;
}

/** What a bar is about; undefined means any. */
export interface BarTerms {
  readonly subject: string;
  readonly purpose?: string;
  readonly recipient?: string;
  readonly scope?: Scope;
}

interface BarEntryOf<K extends string> extends EntryOf<K>, BarTerms {
  /** 16 lower-case hex digits, drawn. */
  readonly id: string;
}

/** A notice that was shown from now on, known by its hash. */
export interface NoticeEntry extends EntryOf<'notice'> {
  readonly name: string;
  readonly version: string;
  /** Of its text, lower-case hex. */
  readonly sha256: string;
  /** Size of its text. */
  readonly bytes: number;
}
export interface GrantEntry extends EntryOf<'grant'> {
  readonly grant: Grant;
}
export interface WithdrawalEntry extends EntryOf<'withdrawal'> {
  /** The grant's id. */
  readonly grant: string;
}
export type RefusalEntry = BarEntryOf<'refusal'>;
export type ObjectionEntry = BarEntryOf<'objection'>;
export type RestrictionEntry = BarEntryOf<'restriction'>;
export interface OptOutEntry extends BarEntryOf<'opt-out'> {
  /** What said so: `user`, `global-privacy-control`. */
  readonly signal: string;
}
/** Ends a bar. */
export interface LiftingEntry extends EntryOf<'lifting'> {
  /** The bar's id. */
  readonly bar: string;
}
/** The subject has seen a newer notice and keeps the grant. */
export interface ConfirmationEntry extends EntryOf<'confirmation'> {
  readonly grant: string;
  readonly noticeSha256: string;
}
/** What the subject says about themself; the last one counts. */
export interface SubjectEntry extends EntryOf<'subject'> {
  readonly name: string;
  readonly ageBand?: AgeBand;
  /** A code of a place, such as `CH` or `US-CA`. */
  readonly residence?: string;
}
/** A guardian's Ed25519 signature over a grant, see countersign.ts. */
export interface CountersignatureEntry extends EntryOf<'countersignature'> {
  readonly grant: string;
  readonly guardian: string;
  /** 32 bytes, lower-case hex. */
  readonly publicKey: string;
  /** 64 bytes, lower-case hex. */
  readonly signature: string;
}
/** What was released to whom; written before the output appears. */
export interface ReleaseEntry extends EntryOf<'release'> {
  /** The flight's keyed name. */
  readonly flight: string;
  readonly recipient: string;
  readonly purpose: string;
  /** Id of the grant that answered, if one did. */
  readonly grant?: string;
  readonly disclosure: Disclosure;
  readonly outputSha256?: string;
}
/** Time was at least this late: a mark that a clock set back cannot undo. */
export type ClockEntry = EntryOf<'clock'>;

export type BarEntry = RefusalEntry | ObjectionEntry | RestrictionEntry | OptOutEntry;

/** Everything that a ledger can say. */
export type Entry =
  | NoticeEntry
  | GrantEntry
  | WithdrawalEntry
  | BarEntry
  | LiftingEntry
  | ConfirmationEntry
  | SubjectEntry
  | CountersignatureEntry
  | ReleaseEntry
  | ClockEntry;

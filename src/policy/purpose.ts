import type { Disclosure } from '../model/disclosure.ts';
import type { LegalGround } from './grounds.ts';
import type { Projection } from './projection.ts';
import type { Occasion } from './remote-id.ts';

/** What opt-outs are about. */
export const purposeKinds = ['sale-or-sharing', 'personalisation', 'research'] as const;
export type PurposeKind = (typeof purposeKinds)[number];

/** What something is released for. */
export interface Purpose {
  readonly name: string;
  readonly title: string;
  /** What it is for, a sentence. */
  readonly use: string;
  readonly ground: LegalGround;
  /** Need to know: what is not named is none. */
  readonly ceiling: Partial<Disclosure>;
  /** Names of the recipients that may get it at all. */
  readonly recipients: readonly string[];
  /** Exactly which fields, where the purpose needs no more; `remote-id`: those that the rule at the place of the flight lists. */
  readonly projection?: Projection | 'remote-id';
  /** It happens on these occasions only, never by itself. */
  readonly occasions?: readonly Occasion[];
  /** A grant for it has to name its flights and its end. */
  readonly asksFlightsAndEnd?: boolean;
  /** The area code of a zone is what it is about, so that a hidden place does not hide it. */
  readonly isAboutZones?: boolean;
  /** What no longer works when it is refused, a sentence each. */
  readonly lost: readonly string[];
  /** How long the recipient may keep it; 0: no longer than it takes to answer, or nothing is kept. */
  readonly retentionDays: number;
  /** False: nothing of a flight ever leaves for it. */
  readonly releasesFlights: boolean;
  /** Years below which a guardian has to countersign, where that is above the strictest age of all jurisdictions. */
  readonly leastAge?: number;
  readonly kinds: readonly PurposeKind[];
  readonly reason: string;
  readonly source: string;
}

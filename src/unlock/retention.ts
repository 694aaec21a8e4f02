import type { UnlockEventKind } from '../model/unlock-event.ts';
import type { LegalGround } from '../policy/grounds.ts';

/** How long what is known of something is kept, and why it may be. */
export interface Retention {
  readonly days: number;
  readonly ground: LegalGround;
  readonly reason: string;
}

/** The period of the purpose `geofence-unlock`: who unlocked something can be asked for it. */
const decision: Retention = {
  days: 730,
  ground: 'contract',
  reason: 'Who was allowed to fly in a zone, or was not, can be asked to account for it.',
};

const conduct: Retention = {
  days: 730,
  ground: 'legitimate-interests',
  reason: 'The operator can show how a fence was handled, and by whom.',
};

/** Where somebody went, and no zone was at stake. */
const passing: Retention = {
  days: 365,
  ground: 'legitimate-interests',
  reason: 'Explains a flight while it can still be asked about; it tells where somebody was.',
};

/** What is found in logs: that values were deleted is written down by the log itself, and about nobody. */
export type FoundKind = Exclude<UnlockEventKind, 'values-deleted'>;

/** For every kind of event (R3, R11). Behind its period the values are deleted; the tree keeps what does not tell them. */
export const retentionOf: Readonly<Record<FoundKind, Retention>> = {
  requested: decision,
  granted: decision,
  declined: decision,
  activated: decision,
  deactivated: decision,
  expired: decision,
  'unlock-acted': decision,
  'zone-entered-without-unlock': decision,
  'fence-enabled': conduct,
  'fence-disabled': conduct,
  'fence-cleared': conduct,
  'fence-changed': conduct,
  'fence-breached': conduct,
  'fence-breach-ended': conduct,
  'fence-overridden': conduct,
  'zone-entered': passing,
  'zone-left': passing,
  'zone-warned': passing,
  'zone-limited': passing,
};

const DAY_S = 86_400;

/**
 * Until when the values of an event are kept, in Unix seconds.
 * @param recordedS when it was recorded. The period does not start with the flight: a log with a wrong date would lose its record at once, or keep it for ever
 */
export function keepUntilS(kind: FoundKind, recordedS: number): number {
  return Math.ceil(recordedS + retentionOf[kind].days * DAY_S);
}

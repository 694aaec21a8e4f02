import { FlightveilError } from '../model/errors.ts';

/** `withdrawn`: what was decided holds no longer. `failed`: the sink, or the ledger, or the account of what was released. */
export type EndReason = 'closed' | 'aborted' | 'withdrawn' | 'failed';

export interface SessionEnd {
  readonly reason: EndReason;
  /** Why it failed. */
  readonly error?: FlightveilError;
}

/** As an error of the streams on either side. */
export function endError({ reason, error }: SessionEnd): FlightveilError {
  if (error !== undefined) return error;
  if (reason === 'withdrawn') return new FlightveilError('withheld', 'what was decided holds no longer');
  return new FlightveilError('interrupted', 'the session has ended');
}

/**
 * What a log tells of zones, without saying where: a warning that was shown, a limit that was set, an action on an unlocking licence, and which
 * database of zones the aircraft had.
 */
export const signalKinds = ['zone-warning', 'fly-safe-limit', 'unlock-action', 'zone-database'] as const;
export type SignalKind = (typeof signalKinds)[number];

export interface Signal {
  readonly kind: SignalKind;
  /** As the log has them: they can name a place. Never written or logged. */
  readonly words?: string;
}

/** A signal where it stands in its log. */
export interface LoggedSignal extends Signal {
  /** By the log's own clock, in microseconds since 1970 or since boot, as its track has them; NaN where it has none. */
  readonly timeUs: number;
  /** Where the record starts in the log, in bytes. */
  readonly offset: number;
}

import type { EvidenceClass } from './signal.ts';

/**
 * What happened to zones and fences in a flight, or to an unlocking licence.
 *
 * - `requested`, `granted`, `declined`, `activated`, `deactivated`, `expired`: an unlocking licence; `unlock-acted`: the log does not tell which of these
 * - `fence-enabled`, `fence-disabled`, `fence-cleared`, `fence-changed`: the aircraft's own fence was switched on or off, taken away, or set otherwise
 * - `fence-breached`, `fence-breach-ended`, `fence-overridden`: it flew where its fence forbids it, came back, or went on by the pilot's will
 * - `zone-entered`, `zone-left`, `zone-entered-without-unlock`: a zone that restricts flight; with a valid licence or where none is needed, or without
 * - `zone-warned`, `zone-limited`: the pilot was warned of a zone, or limits of zones applied
 * - `values-deleted`: an earlier entry's values were deleted, for the end of their period or for a person
 */
export const unlockEventKinds = [
  'requested',
  'granted',
  'declined',
  'activated',
  'deactivated',
  'expired',
  'unlock-acted',
  'fence-enabled',
  'fence-disabled',
  'fence-cleared',
  'fence-changed',
  'fence-breached',
  'fence-breach-ended',
  'fence-overridden',
  'zone-entered',
  'zone-left',
  'zone-entered-without-unlock',
  'zone-warned',
  'zone-limited',
  'values-deleted',
] as const;
export type UnlockEventKind = (typeof unlockEventKinds)[number];

/** Where zones came from: a file, by what it held. */
export interface ZoneSource {
  readonly name: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly version: string;
}

/**
 * One event as the geofence-unlock log keeps it: what, when, which area, under which licence, by whom. No place, no track, no serial in clear.
 */
export interface UnlockEvent {
  readonly kind: UnlockEventKind;
  /** Unix time in microseconds; not there where the log does not tell the date. */
  readonly timeUs?: number;
  /** How it is known, in the order of {@link EvidenceClass}; at least one, but none of `values-deleted`. */
  readonly evidence: readonly EvidenceClass[];
  /** Parts of a fence, or the name of a setting: of lists in our source. */
  readonly about?: string;
  /** By which its publisher knows the zone. */
  readonly areaCode?: string;
  readonly zoneSource?: ZoneSource;
  /** Id of the unlocking licence. */
  readonly licence?: string;
  /** Keyed name of the flight. */
  readonly flight?: string;
  /** Keyed name of the aircraft. */
  readonly device?: string;
  /** Who flew or who holds the licence. */
  readonly person?: string;
  /** Index in the same log of the entry that this one is about; of `values-deleted`. */
  readonly entry?: number;
}

/**
 * What a frame can tell of zones and fences, without saying where. Of a pair (`fence-on`, `fence-off`) a log may repeat one with every frame.
 *
 * - `fence-on`, `fence-off`: the fence is enforced, or is not
 * - `fence-breach`, `fence-kept`: the aircraft is where its fence forbids it to be, or is not (any more)
 * - `fence-cleared`: the fence was taken away or emptied
 * - `fence-overridden`: the pilot went on against the fence: took over, or armed by force, while it was breached
 * - `fence-setting`: a parameter of the fence has this value
 * - `zone-in`, `zone-out`, `zone-near`: the ground station says that the aircraft is in a zone, in none, or near one
 * - `zone-warning`, `fly-safe-limit`, `zone-database`: a warning that was shown, a limit that was set, which database of zones there is
 * - `unlock-action`: something was done with an unlocking licence, and the log does not tell (us) what
 * - `unlock-...`: what was done with it
 */
export const signalKinds = [
  'fence-on',
  'fence-off',
  'fence-breach',
  'fence-kept',
  'fence-cleared',
  'fence-overridden',
  'fence-setting',
  'zone-in',
  'zone-out',
  'zone-near',
  'zone-warning',
  'fly-safe-limit',
  'zone-database',
  'unlock-action',
  'unlock-requested',
  'unlock-granted',
  'unlock-declined',
  'unlock-activated',
  'unlock-deactivated',
  'unlock-expired',
] as const;
export type SignalKind = (typeof signalKinds)[number];

/**
 * How something of zones is known, the strongest last.
 *
 * - `command`: somebody told the aircraft so, which may not have obeyed
 * - `switch`: so stands the pilot's switch
 * - `setting`: a parameter says so
 * - `message`: a text that was shown says so
 * - `app`: the ground station's own record
 * - `licence`: a list of unlocking licences
 * - `place`: where the aircraft was, against the zones that were imported
 * - `acknowledgement`: the aircraft has said that it obeys
 * - `event`: the aircraft has logged that it happened
 * - `status`: the aircraft tells its state again and again
 */
export const evidenceClasses = [
  'command',
  'switch',
  'setting',
  'message',
  'app',
  'licence',
  'place',
  'acknowledgement',
  'event',
  'status',
] as const;
export type EvidenceClass = (typeof evidenceClasses)[number];

export interface Signal {
  readonly kind: SignalKind;
  readonly evidence: EvidenceClass;
  /**
   * Which of several: the parts of a fence (`height`, `circle`, `polygon`, `floor`, joined by commas), the name of a parameter. Always of a list in our source,
   * never text from the log. States of different things are followed apart.
   */
  readonly about?: string;
  /** Of `fence-setting`. */
  readonly value?: number;
  /** By which its publisher knows the zone. Never written or logged: it is a place. */
  readonly areaCode?: string;
  /** Of an unlocking licence. Never written or logged. */
  readonly licence?: string;
  /** As the log has them: they can name a place. Never written or logged. */
  readonly words?: string;
}

/** Takes what {@link Format.readSignals} finds in a frame. */
export interface SignalSink {
  /**
   * @param signal is kept: where nothing in it varies it is one object for all frames
   * @param sender whose zones or fence it is about, if not the frame's sender's: whom a command is for
   */
  signal(signal: Signal, sender?: number): void;
}

/** A signal where it stands in its log. */
export interface LoggedSignal extends Signal {
  /** By the log's own clock, in microseconds since 1970 or since boot, as its track has them; NaN where it has none. */
  readonly timeUs: number;
  /** Where the record starts in the log, in bytes. */
  readonly offset: number;
  /** Whose zones or fence it is about, as a slot number of the format: who sent the frame, or whom a command in it is for. */
  readonly sender: number;
  /** Which vehicle that is, where a log has several. */
  readonly vehicle: number;
}

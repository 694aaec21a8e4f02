import type { ConsentLedger } from '../consent/ledger.ts';
import type { FormatOptions } from '../filter/find-format.ts';
import type { ReceiverOwner } from '../formats/nmea/index.ts';
import type { DeviceInfo, OperatorInfo } from '../formats/record/gen/types.ts';
import type { QueueLimits, WhenFull } from '../live/live-output.ts';
import type { UnlockEvent } from '../model/unlock-event.ts';
import type { Level } from '../policy/levels.ts';
import type { Policy, Request } from '../policy/request.ts';
import type { ZoneIndex } from '../zones/zone-index.ts';
import type { KeyStore } from './key-store.ts';

/** What an app has of a flight, and what is released of it: each a stream of its own, of whole frames. */
export const sessionFormats = ['record', 'mavlink', 'nmea'] as const;
export type SessionFormat = (typeof sessionFormats)[number];

/** What was released of one push. The bytes are the sink's. */
export interface Released {
  readonly format: SessionFormat;
  /** Whole frames, one or more. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Where it goes. A function is called again when the promise that it returned is settled. A stream is locked; it is closed when the session is
 * closed and aborted where it ends otherwise.
 */
export type SessionSink = WritableStream<Released> | ((released: Released) => void | Promise<void>);

/** What the flight's draws come from instead of the store. */
export type SessionKeys =
  | {
      /** The device's secret, 32 bytes from a secure generator. */
      readonly root: Uint8Array;
      readonly seed?: never;
    }
  | {
      /** Fixed draws, for tests and reproducible research only: whoever knows the seed can undo them. */
      readonly seed: string;
      readonly root?: never;
    };

export interface SessionOptions extends Request, Pick<FormatOptions, 'formats'> {
  /**
   * What people allowed; it is asked again before each write. For one's own use, which is purpose `local` and recipient `self`, a level instead: any but
   * `withhold`, `summary` and `track`.
   */
  readonly consent: ConsentLedger | { readonly level: Level };
  readonly sink: SessionSink;
  /** What is flown, the aircraft first; its serial also names it in scopes of grants. Released at first, as far as that was decided. */
  readonly device?: DeviceInfo | readonly DeviceInfo[];
  /** Who flies; likewise. */
  readonly operator?: OperatorInfo;
  /** Where the app's root key is kept; it is drawn at first use. Without it nothing is remembered, and no flight can be released again. */
  readonly store?: KeyStore;
  readonly keys?: SessionKeys;
  /** Whose receiver NMEA is of: the pilot's if it is left out, with `formats` what they say. */
  readonly nmeaOf?: ReceiverOwner;
  /** The built-in one if it is left out. */
  readonly policy?: Policy;
  /** What becomes of more than may wait for the sink: `newest-wins` if it is left out, for what is live. */
  readonly whenFull?: WhenFull;
  readonly limits?: QueueLimits;
  /** The flight's name: given again when it is released again, and to no other flight. A UUID is drawn if it is left out. */
  readonly flight?: string;
  /** Zones that the flight is held against: coming into one and leaving it are among the unlock events then. */
  readonly zones?: ZoneIndex;
  /** Told of each unlock event as it comes, to be appended to an `UnlockLog`; whatever of the flight is released. */
  readonly onUnlockEvent?: (event: UnlockEvent) => void;
  /** The clock, in Unix seconds. */
  readonly nowS?: () => number;
}

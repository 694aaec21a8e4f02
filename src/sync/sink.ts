/** Where shipments go: one interface for folders, upload servers, stores and brokers. */

/** JSON that a sink remembers of an upload between tries and restarts: offsets, ids, addresses. No secret. */
export type Remembered = { readonly [key: string]: string | number | boolean | readonly (string | number)[] };

/** A part is read in pieces of at most so many bytes; before each the decision is asked again. */
export const PIECE_BYTES = 64 * 1024;

/** One file of a shipment. */
export interface ShipmentPart {
  readonly role: 'manifest' | 'log' | 'companion';
  /** Its name at the recipient: drawn; it says nothing about the original. Letters, digits, dots and hyphens. */
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** In hexadecimal digits, of what {@link read} gives. */
  readonly sha256: string;
  /**
   * Its bytes from one offset up to, without, another; the end where none is given. Asks the decision before every piece, so a sink that
   * streams needs no {@link Delivery.allow} of its own.
   * @throws FlightveilError `withheld` if the decision holds no longer, `state-unusable` if the spool cannot be read or is damaged
   */
  read(fromByte?: number, toByte?: number): AsyncGenerator<Uint8Array, void, void>;
}

/** What is sent for one log and one upload rule: all of it, or nothing that stays. */
export interface Shipment {
  /** 32 hexadecimal digits, drawn at random once: the same for every try, so a server can know a repetition. */
  readonly id: string;
  /** Name of the log's format, such as `ulog`; `summary` for totals. */
  readonly format: string;
  readonly purpose: string;
  readonly recipient: string;
  /** In the order in which they go: what says how the log came about first, the log last. */
  readonly parts: readonly ShipmentPart[];
}

/** What goes with one try. */
export interface Delivery {
  /** Aborted when the decision holds no longer, or the daemon stops, or no byte moved for too long. A sink then ends soon and throws its reason. */
  readonly signal: AbortSignal;
  /**
   * Asks whether the decision holds, and waits for the bandwidth that is allowed. Await it right before every request that carries bytes which
   * were read earlier.
   * @throws FlightveilError `withheld`, `interrupted`, or `state-unusable` if it cannot be known
   */
  allow(bytes: number): Promise<void>;
  /** Bytes come back, or are read again and hashed: it goes on, although nothing is sent. */
  moved(): void;
  /** What an earlier try of this shipment left. Written by us, but for what a server said: check that again. */
  readonly remembered: Remembered | undefined;
  /** Durable when it returns. Before a request is made that leaves something at the recipient which could be removed later, and after it. */
  remember(state: Remembered): void;
}

/**
 * Why something went wrong, for people and scripts: a fixed word, with what may be told. Never what a server wrote, never an address with a
 * secret in it.
 */
export interface SinkFault {
  readonly reason:
    | 'unreachable'
    | 'timed-out'
    | 'connection-lost'
    | 'server-busy'
    | 'server-failed'
    | 'not-authorised'
    | 'not-found'
    | 'too-large'
    | 'refused'
    | 'hash-differs'
    | 'conflict'
    | 'redirected'
    | 'answer-invalid'
    | 'insecure'
    | 'no-space'
    | 'not-writable'
    | 'format-not-taken'
    | 'upload-gone';
  /** HTTP status and the like: numbers and our own words. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** How it was made sure that the recipient has what was sent. */
export type Verified =
  /** Its hash was compared with ours: read back, or computed by the server over what it got and compared here. */
  | 'hash'
  /** The server confirmed every byte by number only. */
  | 'length'
  /** The server said that it has it. */
  | 'answer';

export type Outcome =
  | { readonly kind: 'delivered'; readonly verified: Verified; readonly remote?: Remembered }
  /** Again later: not before `afterMs`, where the server asked for that (bounded by the sink to {@link MAX_RETRY_AFTER_MS}). */
  | { readonly kind: 'retry'; readonly fault: SinkFault; readonly afterMs?: number }
  /** It makes no sense to try again without a change. */
  | { readonly kind: 'rejected'; readonly fault: SinkFault };

/** No server makes us wait for longer than a day. */
export const MAX_RETRY_AFTER_MS = 86_400_000;

/** What became of what was at the recipient. */
export type Removal =
  /** It is not there any more, as the recipient says. */
  | 'removed'
  /** There was nothing of it. */
  | 'absent'
  /** The protocol cannot, or the recipient would not: what was sent stays there. */
  | 'kept'
  /** It could not be reached: try again. */
  | 'unknown';

/** R14: where it goes and who answers for it. */
export interface Destination {
  /** Of ISO 3166-1, two letters. */
  readonly country: string;
  /** Who answers for the data there, as the user names it. */
  readonly controller: string;
  /** What a transfer rests on, where the policy asks: `adequacy`, `standard-clauses`, ... */
  readonly transferGround?: string;
}

export interface Sink {
  /** Name of the upload rule. */
  readonly name: string;
  readonly kind: SinkKind;
  readonly destination: Destination;
  /** Undefined if it takes shipments of this format and size. */
  refusal(shipment: { readonly format: string; readonly sizeBytes: number }): SinkFault | undefined;
  /**
   * Sends a shipment, or the rest of one. Resumes what {@link Delivery.remembered} says where the protocol can. Sending a shipment that was
   * delivered before is harmless.
   * @throws what {@link Delivery.allow} and the parts throw, and nothing else: every fault of the recipient is an outcome
   */
  send(shipment: Shipment, delivery: Delivery): Promise<Outcome>;
  /**
   * Removes what an unfinished or finished upload left at the recipient. Sends nothing of the log.
   * @param remembered what the last try remembered
   */
  remove(
    shipment: Pick<Shipment, 'id'> & { readonly parts: readonly Pick<ShipmentPart, 'name' | 'role'>[] },
    remembered: Remembered | undefined,
    signal: AbortSignal,
  ): Promise<Removal>;
  /** For `doctor`: whether it can be reached and would take something; sends nothing of any log. Undefined: all is well. */
  check(signal: AbortSignal): Promise<SinkFault | undefined>;
  close(): Promise<void>;
}

export const sinkKinds = ['folder', 'tus', 's3', 'flight-review', 'http', 'mqtt'] as const;
export type SinkKind = (typeof sinkKinds)[number];

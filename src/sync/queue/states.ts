import type { Disclosure } from '../../model/disclosure.ts';
import type { FlightInQuestion } from '../../policy/scope.ts';
import type { Remembered, ShipmentPart } from '../sink.ts';

/**
 * How far a log has come for one upload rule. Up to `checked` nothing of it is kept but this word, and the work begins anew after a crash; from `audited`
 * on its filtered copy is in the spool.
 */
export const itemStates = [
  'seen',
  'surveyed',
  'decided',
  'filtered',
  'checked',
  'audited',
  'queued',
  'uploading',
  'delivered',
  'retired',
  'set-aside',
] as const;
export type ItemState = (typeof itemStates)[number];

/** Which states may follow one: everything else is a fault of ours, and refused. */
export const nextStates: Readonly<Record<ItemState, readonly ItemState[]>> = {
  seen: ['surveyed', 'retired', 'set-aside'],
  surveyed: ['decided', 'seen', 'retired', 'set-aside'],
  decided: ['filtered', 'seen', 'retired', 'set-aside'],
  filtered: ['checked', 'seen', 'retired', 'set-aside'],
  checked: ['audited', 'seen', 'retired', 'set-aside'],
  audited: ['queued', 'seen', 'retired'],
  queued: ['uploading', 'seen', 'retired', 'set-aside'],
  uploading: ['queued', 'delivered', 'seen', 'retired', 'set-aside'],
  delivered: ['retired'],
  retired: ['seen'],
  'set-aside': ['queued', 'seen', 'retired'],
};

/** States in which the filtered copy is in the spool. */
export const spooledStates: readonly ItemState[] = ['audited', 'queued', 'uploading', 'delivered', 'set-aside'];

/** What an item waits for that nobody but the user or the world can bring. */
export type Waiting =
  /** The card or the folder with its log is away. */
  | 'medium'
  /** Nothing of it may be released as things are. */
  | 'consent'
  /** It was tried, and is tried again later. */
  | 'retry';

/** What a command asks of whoever runs the queue. */
export type Wish = 'retry' | 'drop';

/** A file in the spool and what it is called at the recipient. */
export interface SpooledPart extends Omit<ShipmentPart, 'read'> {
  readonly spoolId: string;
}

/** What is needed to decide again, sealed in the database; no place and no other value of the log. */
export interface SealedDecision {
  readonly flight: Pick<FlightInQuestion, 'name' | 'aircraft' | 'startUnixS' | 'endUnixS' | 'known'>;
  readonly disclosure: Disclosure;
  /** As requestText says: another one is another decision. */
  readonly request: string;
  readonly grant?: string;
  /** Where it goes, as the rule's sinkText says. */
  readonly sink: string;
  /** Of the parts, in their order. */
  readonly sha256s: readonly string[];
}

/** One log for one upload rule. */
export interface Item {
  readonly id: number;
  readonly log: number;
  /** Name of the rule. */
  readonly upload: string;
  readonly state: ItemState;
  readonly waiting?: Waiting;
  /** A fixed word: the code of an error or of a sink's fault, or why it was retired. */
  readonly reason?: string;
  /** Numbers and our own words about the reason. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** Sentences for people: what would change a refusal. */
  readonly advice: readonly string[];
  readonly attempts: number;
  /** Not before, in Unix milliseconds. */
  readonly dueMs: number;
  /** Of the shipment that is in the spool. */
  readonly shipment?: string;
  readonly format?: string;
  /** In the spool. */
  readonly sizeBytes: number;
  readonly parts: readonly SpooledPart[];
  readonly sealed?: Uint8Array;
  readonly remembered?: Remembered;
  readonly wish?: Wish;
  /** Keyed name of the aircraft, for fairness. */
  readonly aircraft: string;
  readonly priority: number;
  readonly createdMs: number;
  readonly updatedMs: number;
}

/** What a transition changes beside the state. */
export type ItemChange = Partial<Omit<Item, 'id' | 'log' | 'upload' | 'state' | 'createdMs' | 'updatedMs'>>;

/** A log as the queue knows it: by what is in it. */
export interface LogRow {
  readonly id: number;
  readonly sizeBytes: number;
  readonly seenMs: number;
  /** Keyed hash of all of it. */
  readonly content: Uint8Array;
}

import type { Memory } from '../bytes/memory.ts';
import type { FlightState } from './flight-state.ts';
import type { FieldRule, Schema } from './schema.ts';
import type { SignalSink } from './signal.ts';

/**
 * One frame of a log, as a window on the decoder's buffer. The decoder owns the object and the bytes and reuses both: a frame is
 * valid until the next call of `next()`.
 */
export class Frame {
  /** First and past-the-last byte of the whole record, its container's time stamp included. */
  start = 0;
  end = 0;
  /** First byte of the format's own header inside the record. */
  head = 0;
  /** First byte of the body, and its length as it stands in the record (formats may cut trailing zeros). */
  body = 0;
  bodyLength = 0;
  /** Who sent it, as a slot number of the format (MAVLink: system * 256 + component). */
  sender = 0;
  schema: Schema = noSchema;
  /** For records that belong to the messages of another schema (a subscription, units): they are kept or withheld with those, and never cut. */
  defines: Schema | null = null;
  /** Formats that write numbers as text: the body, whole and from index 0, in memory of the decoder's own. The record is then written anew. */
  parsed: Memory | null = null;
}

export const noSchema: Schema = { index: -1, message: '', size: 0, fields: [], known: false };

/** Bytes that are no frame, or a frame that cannot be trusted; they are never forwarded. */
export interface Gap {
  /** In the whole input, in bytes. */
  offset: number;
  length: number;
  reason: GapReason;
  /** Whose frame it was if that can be told, so that its place in the sequence can be closed up; else -1. */
  sender: number;
}

/** `encrypted`: nobody gave the key, or a wrong one. */
export type GapReason =
  | 'noise'
  | 'bad-checksum'
  | 'unknown-message'
  | 'incompatible'
  | 'bad-length'
  | 'encrypted'
  | 'end-of-input';

/** What `Decoder.next` found. Numbers, not objects: one is returned for every frame. */
export const Found = {
  /** More input is needed to say what stands at `position`. */
  more: 0,
  /** `decoder.frame` holds a frame; its schema has been yielded before. */
  frame: 1,
  /** `decoder.gap` holds what was skipped. */
  gap: 2,
  /** `decoder.schema` holds a schema that frames from now on may use. */
  schema: 3,
} as const;
export type Found = (typeof Found)[keyof typeof Found];

/**
 * Finds frames in a window of bytes, whatever the chunks they came in. Decisions depend on bytes only, never on where a window
 * ends: when too little is there to decide, the answer is `more`.
 */
export interface Decoder {
  readonly frame: Frame;
  readonly gap: Gap;
  readonly schema: Schema;
  /** Where the next call will look, an index in the window's buffer. */
  readonly position: number;
  /** Sets the window `bytes[start, end)`; `final` says that nothing follows it. */
  window(bytes: Uint8Array, start: number, end: number, final: boolean): void;
  next(): Found;
}

/** The container's own clock and framing: how a frame that was edited, or not, is made valid again. */
export interface Sealer {
  /** Called before a frame is edited: reads the log's own clock. A frame that is withheld then leaves no trace in it. */
  observe(bytes: Uint8Array, frame: Frame): void;
  /**
   * Makes the record valid in place after its body was edited (or not: sequence numbers, signatures and the container's time may
   * still change). Returns the new end of the record, never above the old one.
   */
  seal(bytes: Uint8Array, frame: Frame, edited: boolean): number;
  /**
   * Writes a whole record for `frame` from a body of `schema.size` bytes into `target`, which has room for two of the longest records. Returns
   * its length. For records that may grow, and for those that were parsed.
   */
  rebuild(bytes: Uint8Array, frame: Frame, body: Uint8Array, target: Uint8Array): number;
  /**
   * As {@link rebuild}, for formats whose bodies are parsed: writes into `target` from `at` on, where as much room is.
   * @returns 0 for a frame that needs {@link rebuild}: nothing was written
   */
  rebuildAt?(frame: Frame, target: Memory, at: number): number;
  /**
   * As {@link rebuild}, in a pass that only measures.
   * @returns how long the record would be; 0 for a frame that needs {@link rebuild}
   */
  measure?(frame: Frame): number;
  /** Tells that a frame of this sender was dropped, so that sequence numbers close up behind it. */
  drop(sender: number): void;
  /** Of {@link Format.measures}: asked for behind the last frame. */
  readonly measured?: number | undefined;
}

export interface SealerOptions {
  /** The container's time stamps are written as they came. */
  readonly keepTime: boolean;
  /** {@link Sealer.measured} of the pass before over the same log. */
  readonly measured?: number | undefined;
}

/** How much of a log's beginning is looked at to find its format. */
export const DETECT_BYTES = 262_144;

/** A row of the catalog as people and tools read it. */
export interface CatalogRow {
  readonly format: string;
  readonly message: string;
  readonly field: string;
  /** Null: nobody has classified the field, so that its message is withheld. */
  readonly rule: FieldRule | null;
}

/** What a format brings along. `formats/index.ts` is the list of them. */
export interface Format {
  readonly name: string;
  /** Formats of one family share a catalog: `catalog --format` takes it. */
  readonly family: string;
  /** For people. */
  readonly title: string;
  /** File name ending of an output, with the dot. */
  readonly extension: string;
  /** Longest record in bytes, container included; staging buffers are made for it. */
  readonly maxRecordBytes: number;
  /** Whether a log that begins with these bytes (up to {@link DETECT_BYTES}) is of this format; `isWhole`: nothing follows them. */
  detect(head: Uint8Array, isWhole: boolean): boolean;
  createDecoder(): Decoder;
  createSealer(state: FlightState, options: SealerOptions): Sealer;
  /** The beginning of an output tells where something behind it stands: a log is filtered twice, first only to measure. */
  readonly measures?: boolean;
  catalog(): Iterable<CatalogRow>;
  /** What {@link readLogTimeUs} counts from: 1970, or when the autopilot was switched on; then every clock of a log is that one or shows Unix time. */
  readonly logClock: 'unix' | 'boot';
  /** When a frame was logged, in microseconds, if it says so. */
  readLogTimeUs(view: DataView, frame: Frame): number | undefined;
  /** Its bodies do not stand in its bytes as they are (scrambled, encrypted): what is searched in bytes is searched in bodies too. */
  readonly isScrambled?: boolean;
  /** Has records of devices that tell of no flight: purposes about devices take those and nothing else. */
  readonly hasDeviceRecords?: boolean;
  /**
   * What a frame tells of zones and fences, for frames of schemas with `signals`: each fact goes to `sink`. Depends on the frame alone, or on what frames
   * before it have taught. `memory` holds the body from 0 on, zero-extended.
   */
  readSignals?(memory: Memory, frame: Frame, sink: SignalSink): void;
  /** Which of several vehicles in a log a sender belongs to; of formats without it all senders are of one. */
  vehicleOf?(sender: number): number;
  /** How people call a sender slot. */
  senderName(sender: number): string;
}

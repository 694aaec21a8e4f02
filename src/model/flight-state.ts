import { Clocks } from './clocks.ts';

/** A text that is sent in chunks, until its last chunk has come. */
export interface PendingText {
  nextChunk: number;
  text: string;
}

/** Senders are slots of 16 bits: MAVLink's system and component; other formats use what tells their clocks apart. */
export const SENDERS = 65_536;

/** What runs along with one flight: everything in it starts anew with the next one. Nothing in it grows with the log's length. */
export class FlightState {
  readonly clocks: Clocks;
  /**
   * What each sender's sequence numbers are lowered by, modulo 256: its first number, so that a log does not tell how many frames came
   * before it, and the frames dropped since, so that only true loss shows.
   */
  readonly sequenceOffset = new Uint8Array(SENDERS);
  /** 1: the sender's first frame, or its first one behind a gap that was closed, has been written. */
  readonly hasBegun = new Uint8Array(SENDERS);
  /** The number that a frame gets by which the sender begins. */
  readonly nextSequence = new Uint8Array(SENDERS);
  /** Texts in pieces, by sender and id of the text; few, the oldest is forgotten first. */
  readonly pendingTexts = new Map<number, PendingText>();

  constructor(options: { unixStartS?: number } = {}) {
    this.clocks = new Clocks(options.unixStartS);
  }

  /**
   * A stretch of the log was left out here: clocks close up, sequence numbers go on as if no frame were missing, and no text is joined across
   * it.
   */
  closeGap(): void {
    this.clocks.closeGap();
    this.hasBegun.fill(0);
    this.pendingTexts.clear();
  }
}

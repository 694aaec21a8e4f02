import { FlightveilError } from '../../../model/errors.ts';

/** Bodies go out in pieces of at most so many bytes: also a slow line takes one before it counts as stalled. */
const STEP_BYTES = 16 * 1024;

/** What a body tells while it is sent. */
export interface BodyWatch {
  /** We wait for ourselves: for the disk, for a decision, for the bandwidth that is allowed. */
  asked(): void;
  /** A piece was handed over; `isLast` if it was the last of the length that was promised. */
  gave(isLast: boolean): void;
}

/** A body of a promised length, in small pieces. What its source throws is kept: it is more than a lost connection. */
export class RequestBody {
  readonly lengthBytes: number;
  readonly #source: Uint8Array | AsyncIterable<Uint8Array>;
  readonly #watch: BodyWatch;
  /** What the source threw. */
  error: unknown;
  /** Every byte was handed over. */
  isGiven: boolean;

  constructor(source: Uint8Array | AsyncIterable<Uint8Array>, lengthBytes: number, watch: BodyWatch) {
    this.#source = source;
    this.lengthBytes = lengthBytes;
    this.#watch = watch;
    this.isGiven = lengthBytes === 0;
  }

  /** One piece is held back until the source has said what follows it: what a source throws at its end keeps the last bytes here. */
  async *pieces(): AsyncGenerator<Uint8Array, void, void> {
    let heldBack: Uint8Array | undefined;
    let seenBytes = 0;
    try {
      this.#watch.asked();
      for await (const step of stepsOf(this.#source)) {
        if (heldBack !== undefined) {
          this.#watch.gave(false);
          yield heldBack;
          this.#watch.asked();
        }
        heldBack = step;
        seenBytes += step.length;
        if (seenBytes > this.lengthBytes) break;
      }
      if (seenBytes !== this.lengthBytes || heldBack === undefined) throw wrongLength();
    } catch (error) {
      this.error = error;
      throw error;
    }
    this.isGiven = true;
    this.#watch.gave(true);
    yield heldBack;
  }
}

async function* stepsOf(source: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  for await (const piece of source instanceof Uint8Array ? [source] : source) {
    for (let at = 0; at < piece.length; at += STEP_BYTES) yield piece.subarray(at, at + STEP_BYTES);
  }
}

function wrongLength(): FlightveilError {
  return new FlightveilError('state-unusable', 'What is to be uploaded is not as long as it was said to be.');
}

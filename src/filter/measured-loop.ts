import { FlightveilError } from '../model/errors.ts';
import type { FilterLoop, LoopCounts } from './loop.ts';

/** Bytes of a log that are held until its end, where its format cannot be written in one pass: a hundred hours of flight. */
export const MOST_HELD_BYTES = 256 * 1024 * 1024;

/** A log on its way through the filter, as {@link FilterLoop} is. */
export interface Pass {
  push(chunk: Uint8Array): Iterable<Uint8Array>;
  finish(): Iterable<Uint8Array>;
  counts(): LoopCounts;
}

/**
 * The loop for logs whose first bytes tell where later ones stand, and which come only once: they are held until their end, filtered once to measure,
 * and again to be released.
 */
export class MeasuredLoop implements Pass {
  readonly #create: (measured: number | undefined) => FilterLoop;
  readonly #held: Uint8Array[] = [];
  #heldBytes = 0;
  #loop: FilterLoop | undefined;

  /** @param create makes the loop of one pass, given what the pass before has measured */
  constructor(create: (measured: number | undefined) => FilterLoop) {
    this.#create = create;
  }

  /** Nothing is released before the end. @throws FlightveilError `input-unreadable` for more than {@link MOST_HELD_BYTES} */
  push(chunk: Uint8Array): readonly Uint8Array[] {
    this.#heldBytes += chunk.length;
    if (this.#heldBytes > MOST_HELD_BYTES) {
      throw new FlightveilError('input-unreadable', 'the log is too long to be held in memory', {
        facts: { mostBytes: MOST_HELD_BYTES },
        advice: 'Filter it as a file.',
      });
    }
    this.#held.push(chunk.slice());
    return [];
  }

  *finish(): Generator<Uint8Array, void, void> {
    const first = this.#create(undefined);
    for (const chunk of this.#held) exhaust(first.push(chunk));
    exhaust(first.finish());
    const loop = this.#create(first.measured);
    this.#loop = loop;
    for (const chunk of this.#held) yield* loop.push(chunk);
    yield* loop.finish();
    this.#held.length = 0;
  }

  counts(): LoopCounts {
    const nothing = { plans: [], written: [], withheld: [], cut: [], gapBytes: {}, outputBytes: 0 };
    return this.#loop?.counts() ?? { ...nothing, inputBytes: this.#heldBytes };
  }
}

/** Runs a pass whose output nobody wants. */
export function exhaust(pieces: Iterable<Uint8Array>): void {
  for (const _ of pieces);
}

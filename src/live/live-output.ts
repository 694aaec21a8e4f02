import { FlightveilError } from '../model/errors.ts';
import type { LiveDecision } from './live-decision.ts';

/** Where a stream goes. */
export interface LiveSink {
  /** Takes a unit; it is the sink's from then on. A promise where no more should come before it is settled. */
  write(unit: Uint8Array): void | Promise<void>;
}

/** How much may wait for a sink. */
export interface QueueLimits {
  readonly units: number;
  readonly bytes: number;
}

export const defaultLimits: QueueLimits = { units: 1024, bytes: 1 << 20 };

/** What becomes of more than that: of what is live the newest counts and the oldest is dropped; of what is recorded nothing is, and the source waits. */
export type WhenFull = 'newest-wins' | 'wait';

/** `withdrawn`: what was decided holds no longer. `failed`: the sink or the ledger failed. */
export type LiveState = 'open' | 'withdrawn' | 'failed' | 'closed';

export interface LiveOutputOptions {
  readonly live: LiveDecision;
  readonly sink: LiveSink;
  readonly limits?: QueueLimits;
  readonly whenFull?: WhenFull;
  /** Told once, when nothing more will be written. */
  readonly onEnd?: (state: Exclude<LiveState, 'open'>, error?: FlightveilError) => void;
}

/** How many units (what was released of a push, whole frames) and bytes of them. */
export interface UnitCount {
  readonly units: number;
  readonly bytes: number;
}

export interface LiveCounts {
  readonly written: UnitCount;
  /** For want of room. */
  readonly dropped: UnitCount;
  /** Came or waited when the stream had ended. */
  readonly discarded: UnitCount;
}

/**
 * A bounded queue before a sink. Before each write it is asked whether what was decided still holds: nothing that waited leaves behind a withdrawal. What it
 * holds and what is offered to it later is forgotten then.
 */
export class LiveOutput {
  readonly #live: LiveDecision;
  readonly #sink: LiveSink;
  readonly #limits: QueueLimits;
  readonly #whenFull: WhenFull;
  readonly #onEnd: LiveOutputOptions['onEnd'];
  readonly #queue: Uint8Array[] = [];
  #head = 0;
  #queuedBytes = 0;
  #isDraining = false;
  #state: LiveState = 'open';
  #error: FlightveilError | undefined;
  readonly #written = new Tally();
  readonly #dropped = new Tally();
  readonly #discarded = new Tally();
  /** Who waits for room, and for an empty queue. */
  #waiting: (() => void)[] = [];

  constructor({ live, sink, limits = defaultLimits, whenFull = 'newest-wins', onEnd }: LiveOutputOptions) {
    this.#live = live;
    this.#sink = sink;
    this.#limits = limits;
    this.#whenFull = whenFull;
    this.#onEnd = onEnd;
  }

  get state(): LiveState {
    return this.#state;
  }

  /** Why it failed. */
  get error(): FlightveilError | undefined {
    return this.#error;
  }

  get counts(): LiveCounts {
    return {
      written: this.#written.count,
      dropped: this.#dropped.count,
      discarded: this.#discarded.count,
    };
  }

  /**
   * Takes what was released: whole frames, which it keeps together. Nothing is thrown: see {@link state}.
   * @returns where the source should wait, a promise that is settled when there is room again, or none will be needed
   */
  offer(unit: Uint8Array): void | Promise<void> {
    if (unit.length === 0) return;
    if (this.#state !== 'open') {
      this.#discarded.add(unit);
      return;
    }
    this.#queue.push(unit);
    this.#queuedBytes += unit.length;
    if (this.#whenFull === 'newest-wins') while (this.#isFull() && this.#waitingUnits() > 1) this.#dropOldest();
    if (!this.#isDraining) this.#drain();
    if (this.#whenFull === 'wait' && this.#isFull()) return this.#room();
  }

  /** Settled when all that was offered is written, or the stream has ended. */
  async flush(): Promise<void> {
    while (this.#state === 'open' && this.#isDraining) await this.#change();
  }

  /** Writes what waits, then takes no more. */
  async close(): Promise<void> {
    await this.flush();
    this.#end('closed');
  }

  /** Takes no more and forgets what waits. */
  stop(): void {
    this.#end('closed');
  }

  #isFull(): boolean {
    return this.#waitingUnits() > this.#limits.units || this.#queuedBytes > this.#limits.bytes;
  }

  #waitingUnits(): number {
    return this.#queue.length - this.#head;
  }

  #dropOldest(): void {
    const unit = this.#take();
    this.#dropped.add(unit);
  }

  #take(): Uint8Array {
    const unit = this.#queue[this.#head]!;
    // The place stays for a while, what stood there must not.
    this.#queue[this.#head++] = taken;
    this.#queuedBytes -= unit.length;
    // Not shifted each time: that moves all of them.
    if (this.#head === this.#queue.length) {
      this.#queue.length = this.#head = 0;
    } else if (this.#head > 1024) {
      this.#queue.splice(0, this.#head);
      this.#head = 0;
    }
    return unit;
  }

  /** Writes as long as nothing has to be waited for; else goes on when that is there. */
  #drain(): void {
    // Before anything is written: what a sink offers from within its write comes behind that.
    this.#isDraining = true;
    try {
      while (this.#state === 'open' && this.#waitingUnits() > 0) {
        const holds = this.#live.holds();
        if (holds === true) {
          const written = this.#write();
          if (written === undefined) continue;
          this.#goOn(written);
          return;
        }
        if (holds === false) {
          this.#end('withdrawn');
          return;
        }
        this.#goOn(
          holds.then((answer): void | Promise<void> => {
            if (!answer) this.#end('withdrawn');
            else if (this.#state === 'open' && this.#waitingUnits() > 0) return this.#write();
          }),
        );
        return;
      }
      this.#isDraining = false;
      this.#wake();
    } catch (error) {
      this.#fail(error);
    }
  }

  #goOn(step: Promise<void>): void {
    step.then(
      () => {
        this.#wake();
        this.#drain();
      },
      (error: unknown) => this.#fail(error),
    );
  }

  #write(): void | Promise<void> {
    const unit = this.#take();
    this.#written.add(unit);
    return this.#sink.write(unit);
  }

  async #room(): Promise<void> {
    while (this.#state === 'open' && this.#isFull()) await this.#change();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  #fail(error: unknown): void {
    // Others could quote what was to be written.
    this.#error =
      error instanceof FlightveilError
        ? error
        : new FlightveilError('link-failed', 'the output takes no more', { cause: error });
    this.#end('failed');
  }

  #end(state: Exclude<LiveState, 'open'>): void {
    if (this.#state !== 'open') return;
    this.#state = state;
    while (this.#waitingUnits() > 0) this.#discarded.add(this.#take());
    this.#isDraining = false;
    this.#wake();
    this.#onEnd?.(state, this.#error);
  }
}

/** Stands in a queue for what was taken from it. */
const taken = new Uint8Array(0);

class Tally {
  #units = 0;
  #bytes = 0;

  add({ length }: Uint8Array): void {
    this.#units++;
    this.#bytes += length;
  }

  get count(): UnitCount {
    return { units: this.#units, bytes: this.#bytes };
  }
}

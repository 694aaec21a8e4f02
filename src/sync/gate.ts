import type { LiveDecision } from '../live/live-decision.ts';
import { FlightveilError } from '../model/errors.ts';

/** How often an upload that stands still asks whether its decision holds: a withdrawal ends it within this time, whatever the server does. */
const WATCH_MS = 200;

/** What lets bytes through at a limited rate. */
export interface Pace {
  /** Resolves when so many bytes may go. @throws the signal's reason when it is aborted */
  take(bytes: number, signal: AbortSignal): Promise<void>;
}

/**
 * Stands between an upload and the wire: every byte that passes is covered by a decision that holds at that moment. What cannot be asked is not allowed.
 */
export class Gate {
  /** Aborted with the reason for which nothing may pass any more. */
  readonly signal: AbortSignal;
  readonly #live: LiveDecision;
  readonly #paces: readonly Pace[];
  readonly #abort = new AbortController();
  readonly #stallMs: number;
  readonly #watch: NodeJS.Timeout;
  readonly #stop: AbortSignal;
  readonly #onStop: () => void;
  #movedMs = performance.now();
  #waiting = 0;
  #isAsking = false;
  /** Bytes that were let through. */
  passedBytes = 0;

  /**
   * @param stop ends the upload because the daemon does
   * @param paces limits that hold together
   * @param stallMs nothing passed for so long: the upload is given up
   */
  constructor(
    live: LiveDecision,
    stop: AbortSignal,
    options: { readonly paces: readonly Pace[]; readonly stallMs: number },
  ) {
    this.#live = live;
    this.#paces = options.paces;
    this.#stallMs = options.stallMs;
    this.#stop = stop;
    this.signal = this.#abort.signal;
    this.#onStop = () => this.#close(interrupted());
    if (stop.aborted) this.#onStop();
    stop.addEventListener('abort', this.#onStop);
    this.#watch = setInterval(() => void this.#look(), WATCH_MS);
  }

  /**
   * Waits for the bandwidth, then asks whether the decision holds.
   * @throws FlightveilError `withheld`, `interrupted`, `state-unusable`; {@link Stalled}
   */
  async pass(bytes: number): Promise<void> {
    this.#mustBeOpen();
    this.#waiting++;
    try {
      for (const pace of this.#paces) await pace.take(bytes, this.signal);
    } finally {
      this.#waiting--;
      this.#movedMs = performance.now();
    }
    this.#mustBeOpen();
    await this.#ask();
    this.#mustBeOpen();
    this.passedBytes += bytes;
  }

  /** Something goes on that sends nothing: the upload does not stand still. */
  moved(): void {
    this.#movedMs = performance.now();
  }

  /** Asks once more, without a byte. False: nothing may pass any more, for the reason of the signal. */
  async holds(): Promise<boolean> {
    if (!this.signal.aborted) await this.#ask().catch(() => undefined);
    return !this.signal.aborted;
  }

  /** Rejects with the reason for which it was closed, so long after that. */
  closedFor(graceMs: number): Promise<never> {
    return new Promise((_resolve, reject) => {
      const wait = (): void => {
        setTimeout(() => reject(this.signal.reason as Error), graceMs).unref();
      };
      if (this.signal.aborted) wait();
      else this.signal.addEventListener('abort', wait, { once: true });
    });
  }

  /** No more is asked. */
  end(): void {
    clearInterval(this.#watch);
    this.#stop.removeEventListener('abort', this.#onStop);
  }

  async #ask(): Promise<void> {
    let holds: boolean;
    try {
      const answer = this.#live.holds();
      holds = typeof answer === 'boolean' ? answer : await answer;
    } catch (error) {
      const failure = error instanceof FlightveilError ? error : unknown(error);
      this.#close(failure);
      throw failure;
    }
    if (!holds) this.#close(withdrawn());
  }

  async #look(): Promise<void> {
    if (this.#waiting === 0 && performance.now() - this.#movedMs > this.#stallMs) this.#close(new Stalled());
    if (this.#isAsking || this.signal.aborted) return;
    this.#isAsking = true;
    // What it throws has closed the gate.
    await this.#ask().catch(() => undefined);
    this.#isAsking = false;
  }

  #close(reason: Error): void {
    if (!this.signal.aborted) this.#abort.abort(reason);
  }

  #mustBeOpen(): void {
    if (this.signal.aborted) throw this.signal.reason as Error;
  }
}

/** Nothing moved for too long. */
export class Stalled extends Error {}

function withdrawn(): FlightveilError {
  return new FlightveilError('withheld', 'what was allowed when the log was filtered is allowed no longer');
}

function interrupted(): FlightveilError {
  return new FlightveilError('interrupted', 'stopped before it was done');
}

function unknown(cause: unknown): FlightveilError {
  return new FlightveilError('state-unusable', 'it cannot be known whether this may be sent', { cause });
}

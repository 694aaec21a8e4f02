import type { LiveAuthority } from '../filter/live-authority.ts';
import type { Decision, Request } from '../policy/request.ts';
import type { FlightInQuestion } from '../policy/scope.ts';

/** What was decided about a stream, and whether it still holds. */
export interface LiveDecision {
  readonly decision: Decision<Request>;
  /**
   * Asked right before each write. False ends the stream for good, and so does an error: what cannot be asked is not allowed. A promise only where the
   * answer takes time.
   */
  holds(): boolean | Promise<boolean>;
}

/** For one's own use: there is nothing to withdraw. */
export function ownUse(decision: Decision<Request>): LiveDecision {
  return { decision, holds: () => true };
}

/**
 * Asks a consent ledger again before each write: at once where nothing was added to it and no grant began or ended, which its store tells in microseconds.
 * A clock that is set back extends nothing.
 */
export class WatchedDecision implements LiveDecision {
  readonly decision: Decision<Request>;
  readonly #authority: LiveAuthority;
  readonly #flight: FlightInQuestion;
  readonly #monotonicMs: () => number;
  readonly #openedS: number;
  readonly #openedMs: number;
  #version: number | undefined;
  #nextChangeS = Number.NEGATIVE_INFINITY;
  #latestS = Number.NEGATIVE_INFINITY;
  #isOver = false;

  private constructor(
    authority: LiveAuthority,
    flight: FlightInQuestion,
    decision: Decision<Request>,
    monotonicMs: () => number,
  ) {
    this.#authority = authority;
    this.#flight = flight;
    this.decision = decision;
    this.#monotonicMs = monotonicMs;
    this.#openedS = authority.nowS();
    this.#openedMs = monotonicMs();
  }

  /**
   * Enters into the ledger that the stream begins, before a byte of it leaves.
   * @param decision what the authority has decided about this flight
   * @param monotonicMs a clock that nobody can set, in milliseconds
   * @throws FlightveilError `withheld` if what was decided does not hold any more when it is entered; `state-unusable`
   */
  static async open(
    authority: LiveAuthority,
    flight: FlightInQuestion,
    decision: Decision<Request>,
    monotonicMs: () => number = () => performance.now(),
  ): Promise<WatchedDecision> {
    // Made first: the time that the entry takes counts.
    const watched = WatchedDecision.of(authority, flight, decision, monotonicMs);
    await authority.release(flight, decision);
    return watched;
  }

  /** For what was entered into the ledger before, as a log is when it is filtered. The parameters are those of {@link open}. */
  static of(
    authority: LiveAuthority,
    flight: FlightInQuestion,
    decision: Decision<Request>,
    monotonicMs: () => number = () => performance.now(),
  ): WatchedDecision {
    return new WatchedDecision(authority, flight, decision, monotonicMs);
  }

  holds(): boolean | Promise<boolean> {
    if (this.#isOver) return false;
    this.#latestS = Math.max(this.#latestS, this.#authority.nowS(), this.#elapsedS());
    let version: number | undefined;
    try {
      version = this.#authority.ledgerVersion;
    } catch (error) {
      this.#isOver = true;
      throw error;
    }
    if (version !== undefined && version === this.#version && this.#latestS < this.#nextChangeS) return true;
    return this.#ask(version);
  }

  /** What the clock would say if nobody had set it since it was opened: a grant ends although nobody asked while the clock was right. */
  #elapsedS(): number {
    return this.#openedS + Math.floor((this.#monotonicMs() - this.#openedMs) / 1000);
  }

  async #ask(before: number | undefined): Promise<boolean> {
    try {
      for (let version = before; ; ) {
        const nowS = this.#latestS;
        const nextChangeS = await this.#authority.nextChangeS(nowS);
        if (!(await this.#authority.holds(this.#flight, this.decision, nowS))) {
          this.#isOver = true;
          return false;
        }
        this.#nextChangeS = nextChangeS;
        this.#version = version;
        const after = this.#authority.ledgerVersion;
        // Of what was added while it was asked the answer may know nothing.
        if (after === version) return true;
        version = after;
      }
    } catch (error) {
      this.#isOver = true;
      throw error;
    }
  }
}

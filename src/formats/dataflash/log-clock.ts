import type { FlightState } from '../../model/flight-state.ts';
import { type DataflashSchema, Kind } from './definition.ts';

const MICROSECONDS_IN_MS = 1000;
const TWO_32 = 2 ** 32;

/** The one clock of a DataFlash log, which counts from when the autopilot was switched on. */
export class LogClock {
  readonly #state: FlightState;
  readonly #keepTime: boolean;

  constructor(state: FlightState, options: { keepTime: boolean }) {
    this.#state = state;
    this.#keepTime = options.keepTime;
  }

  /** Reads the stamp of the frame whose body is at `body`. */
  observe(view: DataView, body: number, { kind, stampAt, stampUs }: DataflashSchema): void {
    if (this.#keepTime) return;
    const { clocks } = this.#state;
    // Rows that teach stand in cuts too, where the clock must not run.
    if (stampAt < 0 || kind !== Kind.data) {
      clocks.observeNoStamp();
    } else if (stampUs === 1) {
      // As signed halves: small integers are not allocated when they are handed over.
      clocks.observeBoot(view.getInt32(body + stampAt + 4, true), view.getInt32(body + stampAt, true));
    } else {
      const us = view.getUint32(body + stampAt, true) * MICROSECONDS_IN_MS;
      const high = (us / TWO_32) | 0;
      clocks.observeBoot(high, (us - high * TWO_32) | 0);
    }
  }

  /** The frame is written. */
  release(): void {
    if (!this.#keepTime) this.#state.clocks.releaseLog();
  }

  /** Writes the time of a row that teaches, in microseconds at `at`: that of what was written before it, whenever it was logged. */
  writeLast(view: DataView, at: number): void {
    if (this.#keepTime) return;
    const { clocks } = this.#state;
    clocks.showLast();
    view.setInt32(at, clocks.low, true);
    view.setInt32(at + 4, clocks.high, true);
  }
}

/** When a frame with this body was logged, in microseconds since boot; undefined: it does not say. */
export function stampUsOf(view: DataView, body: number, { stampAt, stampUs }: DataflashSchema): number | undefined {
  if (stampAt < 0) return undefined;
  const low = view.getUint32(body + stampAt, true);
  return stampUs === 1 ? low + view.getUint32(body + stampAt + 4, true) * TWO_32 : low * MICROSECONDS_IN_MS;
}

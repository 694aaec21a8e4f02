import type { ClockKind } from '../../model/clocks.ts';
import type { FlightState } from '../../model/flight-state.ts';
import type { DataflashSchema } from './definition.ts';

const MICROSECONDS_IN_MS = 1000;
const TWO_32 = 2 ** 32;

/** The one clock of a DataFlash log, which counts from when the autopilot was switched on. */
export class LogClock {
  readonly #state: FlightState;
  readonly #keepTime: boolean;
  readonly #kind: ClockKind;

  constructor(state: FlightState, options: { keepTime: boolean }) {
    this.#state = state;
    this.#keepTime = options.keepTime;
    // The clock that a time field in microseconds is shifted by.
    this.#kind = state.clocks.kind('us 8', 1e6);
  }

  /** Reads the stamp of the frame whose body is at `body`. */
  observe(view: DataView, body: number, { stampAt, stampUs }: DataflashSchema): void {
    if (this.#keepTime) return;
    const { clocks } = this.#state;
    if (stampAt < 0) {
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

  /** Makes the time at `at`, in microseconds, relative, where no edit does it; zero stays. */
  shift(view: DataView, at: number): void {
    if (this.#keepTime) return;
    const low = view.getInt32(at, true);
    const high = view.getInt32(at + 4, true);
    if (low === 0 && high === 0) return;
    const { clocks } = this.#state;
    clocks.shift(this.#kind, 0, high, low);
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

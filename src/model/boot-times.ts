/** What a log shows as time since boot at its start: room for what was stamped before. */
export const BOOT_START_S = 60;
/** A stamp that departs further from the one before it than this is believed when others agree with it: so many ahead, so many behind. */
const LARGEST_STRIDE_US = 10e6;
const BELIEVED_AHEAD = 3;
const BELIEVED_BEHIND = 1000;
/** The length of a longer pause does not show. */
const LONGEST_PAUSE_US = 600e6;
/** What a gap in the log that was closed shows as its length. */
const CLOSED_GAP_US = 0.1e6;
/** Times that are further ahead of their frame show no more. */
const MOST_AHEAD_US = 30e6;
const TWO_32 = 4_294_967_296;

/** How values of a clock count. */
interface Resolution {
  readonly perMicrosecond: number;
  /** They are counters of 32 bits. */
  readonly wraps: boolean;
}

/**
 * The one clock of a log whose times all count from when the autopilot was switched on, whatever their resolution: they keep their distances,
 * and the log starts at {@link BOOT_START_S}. A stamp far from those before it (a topic that was published long ago, damage) does not move the
 * clock unless others agree with it.
 *
 * What a frame leads to holds for the frame alone until {@link release}: frames that are withheld leave no trace.
 */
export class BootTimes {
  /** The state of the log, by {@link Boot}, and another one that the frame at hand may lead to. */
  readonly #state = new Float64Array(7);
  readonly #next = new Float64Array(7);
  /** The one of them that holds for the frame: nearly all run along, and only their stamp is new. */
  #frameState = this.#state;
  /** Its stamp, and the latest time that is shown with it. */
  readonly #stamp = new Float64Array(2);
  #hasStamp = false;
  #hasBegun = false;

  /** Microseconds since the log's start, by what has been shown. */
  get elapsedUs(): number {
    return Math.max(0, this.#stamp[1]! - BOOT_START_S * 1e6);
  }

  /** The latest time that was released, in microseconds. */
  get lastShownUs(): number {
    return this.#hasBegun ? this.#state[Boot.shownUs]! : BOOT_START_S * 1e6;
  }

  /** @param isBehindGap something was left out before this frame */
  observe(high: number, low: number, isBehindGap: boolean): void {
    const valueUs = (high >>> 0) * TWO_32 + (low >>> 0);
    this.#hasStamp = true;
    this.#stamp[0] = valueUs;
    const strideUs = valueUs - this.#state[Boot.lastUs]!;
    const runsAlong = strideUs <= LARGEST_STRIDE_US && strideUs >= -LARGEST_STRIDE_US;
    if (runsAlong && this.#hasBegun && !isBehindGap) this.#frameState = this.#state;
    else this.#leap(valueUs, isBehindGap);
    const latestUs = this.#frameState[Boot.shownUs]!;
    const shownUs = shownAt(this.#frameState, this.#stamp[0]!);
    this.#stamp[1] = shownUs > latestUs ? shownUs : latestUs;
  }

  /** The frame at hand has no stamp: it is of the time of the one that was released before it. */
  observeNothing(): void {
    this.#hasStamp = false;
    this.#frameState = this.#state;
    this.#stamp[0] = this.#state[Boot.lastUs]!;
    this.#stamp[1] = this.#state[Boot.shownUs]!;
  }

  /** The frame is released. False: it had no stamp. */
  release(): boolean {
    if (!this.#hasStamp) return false;
    const state = this.#state;
    if (this.#frameState === state) {
      state[Boot.lastUs] = this.#stamp[0]!;
      state[Boot.candidates] = 0;
    } else {
      state.set(this.#next);
      this.#frameState = state;
    }
    state[Boot.shownUs] = this.#stamp[1]!;
    this.#hasBegun = true;
    return true;
  }

  /** What a time of the frame shows, in its own units; at least one, since zero says that there is none. */
  show({ perMicrosecond, wraps }: Resolution, high: number, low: number, result: { high: number; low: number }): void {
    const value = (high >>> 0) * TWO_32 + (low >>> 0);
    const state = this.#frameState;
    const stampUs = this.#stamp[0]!;
    // Nearly every time of nearly every log.
    if (perMicrosecond === 1 && !wraps) {
      const shownUs = value - state[Boot.offsetUs]!;
      if (shownUs >= 1 && value >= state[Boot.floorUs]! && value - stampUs <= MOST_AHEAD_US) {
        result.high = (shownUs / TWO_32) | 0;
        result.low = (shownUs - result.high * TWO_32) | 0;
        return;
      }
    }
    let running = value;
    // A counter of 32 bits is the one nearest to the log's clock.
    if (wraps) running += Math.round((stampUs * perMicrosecond - value) / TWO_32) * TWO_32;
    const valueUs = running / perMicrosecond;
    const mostUs = stampUs + MOST_AHEAD_US;
    const shown =
      valueUs > mostUs || valueUs < state[Boot.floorUs]!
        ? Math.floor(shownAt(state, Math.min(valueUs, mostUs)) * perMicrosecond)
        : running - Math.floor(state[Boot.offsetUs]! * perMicrosecond);
    const least = Math.max(1, shown);
    result.high = (least / TWO_32) | 0;
    result.low = (least - result.high * TWO_32) | 0;
  }

  #leap(valueUs: number, isBehindGap: boolean): void {
    const next = this.#next;
    next.set(this.#state);
    this.#frameState = next;
    if (!this.#hasBegun) {
      next[Boot.lastUs] = valueUs;
      next[Boot.offsetUs] = valueUs - BOOT_START_S * 1e6;
    } else if (isBehindGap) {
      goOn(next, valueUs, CLOSED_GAP_US);
    } else if (isUnconfirmedLeap(next, valueUs)) {
      // Nobody knows yet how long the pause was: until then the frame shows what the last one did.
      this.#stamp[0] = next[Boot.lastUs]!;
    }
  }
}

/** Places in the state of the clock: microseconds and counts. */
const Boot = {
  /** The last stamp that was believed, and what the clock is lowered by. */
  lastUs: 0,
  offsetUs: 1,
  /** The latest time shown. */
  shownUs: 2,
  /** What is before this is not told apart, and what it shows: nothing tells how long a gap was. */
  floorUs: 3,
  floorShownUs: 4,
  /** The last stamp that was not believed, and how many in a row agreed with it. */
  candidateUs: 5,
  candidates: 6,
} as const;

/** What the clock shows for a time; never less than one, since zero says that there is none. */
function shownAt(boot: Float64Array, valueUs: number): number {
  if (valueUs < boot[Boot.floorUs]!) return Math.max(1, boot[Boot.floorShownUs]!);
  return Math.max(1, valueUs - boot[Boot.offsetUs]!);
}

/** The clock goes on so far behind what it showed last. */
function goOn(boot: Float64Array, valueUs: number, behindUs: number): void {
  boot[Boot.floorUs] = valueUs;
  boot[Boot.floorShownUs] = boot[Boot.shownUs]!;
  boot[Boot.offsetUs] = valueUs - (boot[Boot.shownUs]! + behindUs);
  boot[Boot.lastUs] = valueUs;
  boot[Boot.candidates] = 0;
}

/** Judges a stamp that does not run along: others that agree confirm it. True: it leaps ahead of what can be shown, and nothing confirms it yet. */
function isUnconfirmedLeap(boot: Float64Array, valueUs: number): boolean {
  const advanceUs = valueUs - boot[Boot.lastUs]!;
  const agrees = Math.abs(valueUs - boot[Boot.candidateUs]!) <= LARGEST_STRIDE_US;
  const candidates = boot[Boot.candidates]! > 0 && agrees ? boot[Boot.candidates]! + 1 : 1;
  boot[Boot.candidateUs] = valueUs;
  boot[Boot.candidates] = candidates;
  const isLeap = advanceUs > LONGEST_PAUSE_US;
  if (candidates < (advanceUs > 0 ? BELIEVED_AHEAD : BELIEVED_BEHIND)) return isLeap;
  if (isLeap) goOn(boot, valueUs, LONGEST_PAUSE_US);
  else if (advanceUs < 0) goOn(boot, valueUs, 0);
  boot[Boot.lastUs] = valueUs;
  boot[Boot.candidates] = 0;
  return false;
}

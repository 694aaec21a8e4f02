/** Due times further ahead than this were set by a clock that has been set back since. */
export const MOST_AHEAD_MS = 2 * 86_400_000;
/** So were those of a row that was written later than now by more than clocks are corrected. */
export const CLOCK_MS = 60_000;

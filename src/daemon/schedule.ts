import type { DailyWindow } from '../sync/sync-config.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MIN = 1440;
/** Two days of minutes and the hours that a change of clocks adds or takes. */
const MOST_MINUTES = 2 * DAY_MIN + 180;

/** Whether nothing is sent at this instant: local time of day, `from` within, `until` without. */
export function isQuiet(windows: readonly DailyWindow[], date: Date): boolean {
  const nowMin = date.getHours() * 60 + date.getMinutes();
  return windows.some(({ fromMin, untilMin }) =>
    fromMin <= untilMin ? fromMin <= nowMin && nowMin < untilMin : fromMin <= nowMin || nowMin < untilMin,
  );
}

/**
 * The first instant from now on that is not quiet, in milliseconds since 1970; undefined if there is none. Minutes are looked at one by one: when
 * clocks change, an hour of the day comes twice or not at all, and some clocks change by half an hour.
 */
export function nextOpenMs(windows: readonly DailyWindow[], nowMs: number): number | undefined {
  if (!isQuiet(windows, new Date(nowMs))) return nowMs;
  let atMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  for (let step = 0; step < MOST_MINUTES; step++) {
    atMs += MINUTE_MS;
    if (!isQuiet(windows, new Date(atMs))) return atMs;
  }
  return undefined;
}

/** What tells delays apart: the first wait and the longest. */
export interface RetryBounds {
  readonly firstMs: number;
  readonly mostMs: number;
}

/**
 * How long to wait after the n-th failure in a row, from 1: anything from nothing up to a bound that doubles each time, so that many who failed
 * together do not come back together ("full jitter": M. Brooker, Exponential Backoff And Jitter, 2015). The wait is never below a tenth of the
 * first bound, so that a broken server is not asked in a loop.
 * @param random from 0 up to, without, 1
 */
export function delayMs(attempt: number, { firstMs, mostMs }: RetryBounds, random: () => number = Math.random): number {
  // 2 ** 1023 is the last power that is a number; the bound is reached long before.
  const boundMs = Math.min(mostMs, firstMs * 2 ** Math.min(Math.max(attempt, 1) - 1, 60));
  const leastMs = Math.min(firstMs, mostMs) / 10;
  return Math.round(leastMs + random() * (boundMs - leastMs));
}

/**
 * When shipments that are ready now leave together: the next full hour of UTC that so many hours divide, counted from 1970. The same for
 * everybody, so that it tells no time zone.
 */
export function batchTimeMs(nowMs: number, hours: number): number {
  const stepMs = hours * HOUR_MS;
  return Math.ceil(nowMs / stepMs) * stepMs;
}

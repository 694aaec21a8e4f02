import bytes from 'bytes';
import ms from 'ms';
import type { DailyWindow } from '../../sync/sync-config.ts';

/** A number with a unit of time; the digits are bounded so that no number leaves what is exact. */
export const DURATION = /^\d{1,9}(?:\.\d{1,3})? ?(?:ms|s|m|min|h|d|w)$/;
/** A number with a unit of size; a KB has 1024 bytes. */
export const SIZE = /^\d{1,12}(?:\.\d{1,3})? ?[kKmMgGtT]?[bB]$/;
/** A size a second. */
export const RATE = /^\d{1,12}(?:\.\d{1,3})? ?[kKmMgGtT]?[bB]\/s$/;
/** Two times of day; the second may be 24:00. */
export const WINDOW = /^(?:[01]\d|2[0-3]):[0-5]\d ?- ?(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** Milliseconds of what {@link DURATION} matches. */
export function durationMs(text: string): number {
  return Math.round(ms(text as ms.StringValue));
}

/** Bytes of what {@link SIZE} or {@link RATE} matches. */
export function sizeBytes(text: string): number {
  return Math.floor(bytes(text.replace(/\/s$/, '')) ?? Number.NaN);
}

/** Minutes since midnight of what {@link WINDOW} matches. */
export function dailyWindow(text: string): DailyWindow {
  const [from = '', until = ''] = text.split('-').map((time) => time.trim());
  return { fromMin: minutes(from), untilMin: minutes(until) };
}

function minutes(time: string): number {
  const [hours = '', rest = ''] = time.split(':');
  return Number(hours) * 60 + Number(rest);
}

export const MINUTES_A_DAY = 1440;

/** Whether no minute of the day is outside the windows. */
export function coverTheDay(windows: readonly DailyWindow[]): boolean {
  const isCovered = new Array<boolean>(MINUTES_A_DAY).fill(false);
  for (const { fromMin, untilMin } of windows) {
    const lengthMin =
      (untilMin - fromMin + MINUTES_A_DAY) % MINUTES_A_DAY || (fromMin === untilMin ? 0 : MINUTES_A_DAY);
    for (let at = 0; at < lengthMin; at++) isCovered[(fromMin + at) % MINUTES_A_DAY] = true;
  }
  return !isCovered.includes(false);
}

import { MAX_RETRY_AFTER_MS } from '../../sink.ts';

const imfFixdate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * `Retry-After` of RFC 9110, section 10.2.3: whole seconds, or a date in the one form that may be sent.
 * @returns milliseconds from `nowMs`, from 0 to {@link MAX_RETRY_AFTER_MS}; undefined for anything else
 */
export function retryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  let ms: number;
  if (/^\d{1,400}$/.test(value)) ms = Number(value) * 1000;
  else if (imfFixdate.test(value)) ms = Date.parse(value) - nowMs;
  else return undefined;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
}

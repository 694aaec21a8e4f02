import { UNIX_FROM_S } from '../../model/clocks.ts';
import { TIME_AT } from './layout.ts';

/** No app is so old; but outputs start here, and are read too. */
const EARLIEST_MS = 1000 * UNIX_FROM_S;
const LATEST_MS = Date.UTC(2100, 0);
const TWO_32 = 2 ** 32;

/** Whether a flight can have been at this instant, in milliseconds since 1970. */
export function isPlausibleMs(ms: number): boolean {
  return ms >= EARLIEST_MS && ms <= LATEST_MS;
}

/** A signed number of 64 bits; exact where it is an instant. */
export function readWide(view: DataView, at: number): number {
  return view.getInt32(at + 4, true) * TWO_32 + view.getUint32(at, true);
}

/** Writes when the record in `body` was made, from the milliseconds since 1970 that it says: unless they are no instant of a flight, or lie before the last. */
export function takeTime(body: DataView, ms: number): void {
  if (!isPlausibleMs(ms)) return;
  const timeUs = ms * 1000;
  if (timeUs < body.getFloat64(TIME_AT, true)) return;
  body.setFloat64(TIME_AT, timeUs, true);
}

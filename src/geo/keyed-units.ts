import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** Two independent even draws from [0, 1) for these numbers: HMAC-SHA-256 under the key, the same each time. */
export function keyedUnits(
  key: Uint8Array,
  what: string,
  numbers: readonly number[],
): readonly [first: number, second: number] {
  const label = new TextEncoder().encode(`flightveil/1/${what}\0`);
  const message = new Uint8Array(label.length + 8 * numbers.length);
  message.set(label);
  const view = new DataView(message.buffer);
  numbers.forEach((number, index) => {
    view.setFloat64(label.length + 8 * index, number);
  });
  const draws = new DataView(hmac(sha256, key, message).buffer);
  // 53 bits, as many as a double has.
  const unit = (at: number): number => (draws.getUint32(at) * 2 ** 21 + (draws.getUint32(at + 4) >>> 11)) / 2 ** 53;
  return [unit(0), unit(8)];
}

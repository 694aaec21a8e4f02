import { LastView } from '../bytes/crc16.ts';

/**
 * Copies bytes from one buffer to another by words. Each of the two is nearly always the one of the last call.
 *
 * Whole words are written where there is room for them: up to seven bytes behind the copy become others.
 */
export class Copier {
  readonly #sources = new LastView();
  readonly #targets = new LastView();

  /** @returns the index behind the copy of `bytes[start, end)` */
  copy(bytes: Uint8Array, start: number, end: number, target: Uint8Array, to: number): number {
    const length = end - start;
    if (length <= 0) return to;
    const from = this.#sources.of(bytes);
    const into = this.#targets.of(target);
    let at = start;
    let out = to;
    if (start + length + 7 <= bytes.length && to + length + 7 <= target.length) {
      for (; at < end; at += 8, out += 8) {
        into.setInt32(out, from.getInt32(at, true), true);
        into.setInt32(out + 4, from.getInt32(at + 4, true), true);
      }
    } else {
      for (; at < end; at++, out++) target[out] = bytes[at]!;
    }
    return to + length;
  }
}

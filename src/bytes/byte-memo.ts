import { textLength } from './text.ts';

/**
 * Remembers an answer for short texts by their bytes, so that a text that was seen before needs no string. Bounded: when it is full it forgets
 * everything and starts anew.
 */
export class ByteMemo<T> {
  readonly #most: number;
  readonly #known = new Map<number, { readonly text: Uint8Array; readonly answer: T }>();

  constructor(most: number) {
    this.#most = most;
  }

  /** The answer for the text in `bytes[start, end)` up to its first NUL; made by `answer` if it is new. */
  of(bytes: Uint8Array, start: number, end: number, answer: (bytes: Uint8Array, start: number, end: number) => T): T {
    const stop = start + textLength(bytes, start, end);
    let hash = 0;
    for (let at = start; at < stop; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
    const known = this.#known.get(hash);
    if (known !== undefined && same(bytes, start, stop, known.text)) return known.answer;
    const made = answer(bytes, start, stop);
    if (this.#known.size >= this.#most) this.#known.clear();
    this.#known.set(hash, { text: bytes.slice(start, stop), answer: made });
    return made;
  }
}

function same(bytes: Uint8Array, start: number, end: number, text: Uint8Array): boolean {
  if (end - start !== text.length) return false;
  for (let index = 0; index < text.length; index++) if (bytes[start + index] !== text[index]) return false;
  return true;
}

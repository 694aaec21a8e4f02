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

  /** The answer for the text in `bytes[start, end)` up to its first NUL; undefined for a text that is not remembered. */
  find(bytes: Uint8Array, start: number, end: number): T | undefined {
    const stop = start + textLength(bytes, start, end);
    const known = this.#known.get(hashOf(bytes, start, stop));
    return known !== undefined && same(bytes, start, stop, known.text) ? known.answer : undefined;
  }

  remember(bytes: Uint8Array, start: number, end: number, answer: T): void {
    const stop = start + textLength(bytes, start, end);
    if (this.#known.size >= this.#most) this.#known.clear();
    this.#known.set(hashOf(bytes, start, stop), { text: bytes.slice(start, stop), answer });
  }
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
  return hash;
}

function same(bytes: Uint8Array, start: number, end: number, text: Uint8Array): boolean {
  if (end - start !== text.length) return false;
  for (let index = 0; index < text.length; index++) if (bytes[start + index] !== text[index]) return false;
  return true;
}

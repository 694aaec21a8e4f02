import { type FileIdentity, isSameIdentity } from './file-identity.ts';

interface Seen {
  readonly identity: FileIdentity;
  /** Monotonic. */
  readonly sinceMs: number;
}

/**
 * Files that have to stay as they are for a while before they count as whole. Time is monotonic: no clock that is set, and no modification
 * time from the future, makes a file whole early or never.
 */
export class Settling {
  readonly #settleMs: number;
  // A map keeps its order, and all wait equally long: the first is always the next that is due.
  readonly #seen = new Map<string, Seen>();
  /** Those that wait for nothing. */
  readonly #whole = new Map<string, FileIdentity>();

  constructor(settleMs: number) {
    this.#settleMs = settleMs;
  }

  get size(): number {
    return this.#seen.size + this.#whole.size;
  }

  /** A file was seen in this state; the wait starts anew if it is another than before. */
  add(path: string, identity: FileIdentity, nowMs: number): void {
    const before = this.#seen.get(path);
    if (before !== undefined && isSameIdentity(before.identity, identity)) return;
    this.#seen.delete(path);
    this.#seen.set(path, { identity, sinceMs: nowMs });
  }

  /** As {@link add}, of a file that need not wait. */
  addWhole(path: string, identity: FileIdentity): void {
    this.#seen.delete(path);
    this.#whole.set(path, identity);
  }

  drop(path: string): void {
    this.#seen.delete(path);
    this.#whole.delete(path);
  }

  clear(): void {
    this.#seen.clear();
    this.#whole.clear();
  }

  /** When the next one is due, monotonic milliseconds; undefined if none waits. */
  nextMs(): number | undefined {
    if (this.#whole.size > 0) return 0;
    const next = this.#seen.values().next();
    return next.done === true ? undefined : next.value.sinceMs + this.#settleMs;
  }

  /** Takes the next one that is due; the caller looks whether it is still the same. */
  take(nowMs: number): { readonly path: string; readonly identity: FileIdentity } | undefined {
    const whole = this.#whole.entries().next();
    if (whole.done !== true) {
      const [path, identity] = whole.value;
      this.#whole.delete(path);
      return { path, identity };
    }
    const next = this.#seen.entries().next();
    if (next.done === true) return undefined;
    const [path, { identity, sinceMs }] = next.value;
    if (nowMs < sinceMs + this.#settleMs) return undefined;
    this.#seen.delete(path);
    return { path, identity };
  }
}

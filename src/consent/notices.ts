import type { NoticeEntry } from './entries.ts';

/** Which notices were shown, by name and by hash. */
export class Notices {
  /** The last of each name. */
  readonly #last = new Map<string, NoticeEntry>();
  readonly #ofHash = new Map<string, NoticeEntry>();
  /** The names that a text ever had. */
  readonly #names = new Map<string, Set<string>>();

  add(notice: NoticeEntry): void {
    this.#last.set(notice.name, notice);
    this.#ofHash.set(notice.sha256, notice);
    const names = this.#names.get(notice.sha256) ?? new Set();
    this.#names.set(notice.sha256, names.add(notice.name));
  }

  last(name: string): NoticeEntry | undefined {
    return this.#last.get(name);
  }

  ofHash(sha256: string): NoticeEntry | undefined {
    return this.#ofHash.get(sha256);
  }

  /** Hashes of the notices that stand now where this one stood: its own if nothing followed. */
  successors(sha256: string): ReadonlySet<string> {
    return new Set([...(this.#names.get(sha256) ?? [])].map((name) => this.#last.get(name)!.sha256));
  }

  /** Whether who saw this one, and later `confirmed`, has seen all that stand in its place now. One that was never added is not current. */
  isCurrent(sha256: string, confirmed: ReadonlySet<string>): boolean {
    const names = this.#names.get(sha256);
    if (names === undefined) return false;
    for (const name of names) {
      const last = this.#last.get(name)!.sha256;
      if (last !== sha256 && !confirmed.has(last)) return false;
    }
    return true;
  }
}

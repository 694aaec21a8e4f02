import type { Head, StoredEntry, UnlockChange, UnlockStore, UnlockView } from './store.ts';

interface Kept {
  readonly entries: readonly StoredEntry[];
  readonly ids: ReadonlyMap<string, number>;
  readonly tiles: ReadonlyMap<string, Uint8Array>;
  readonly checkpoints: readonly { readonly size: number; readonly note: string }[];
  readonly head: Head | undefined;
}

/** In memory: for tests, and for pages that keep nothing. */
export class MemoryUnlockStore implements UnlockStore {
  #kept: Kept = { entries: [], ids: new Map(), tiles: new Map(), checkpoints: [], head: undefined };

  async read<T>(work: (view: UnlockView) => T): Promise<T> {
    return work(viewOf(() => this.#kept));
  }

  async change<T>(work: (change: UnlockChange) => T): Promise<T> {
    // A copy, so that nothing of it is kept if work throws.
    const { entries, ids, tiles, checkpoints } = this.#kept;
    const next = {
      ...{ entries: [...entries], ids: new Map(ids), tiles: new Map(tiles), checkpoints: [...checkpoints] },
      head: this.#kept.head,
    };
    const result = work({
      ...viewOf(() => next),
      addEntry(entry) {
        if (entry.index !== next.entries.length || next.ids.has(entry.id))
          throw new RangeError('entries are added in order');
        next.entries.push(entry);
        next.ids.set(entry.id, entry.index);
      },
      putTile: (level, index, hashes) => void next.tiles.set(`${level} ${index}`, hashes),
      putHead: (head) => {
        next.head = head;
      },
      putCheckpoint: (size, note) => void next.checkpoints.push({ size, note }),
      deleteValues(index) {
        const entry = next.entries[index];
        if (entry !== undefined) next.entries[index] = { ...entry, values: undefined };
      },
    });
    this.#kept = next;
    return result;
  }

  async scrub(): Promise<void> {}

  /** A store that has the same in it and goes its own way. */
  copy(): MemoryUnlockStore {
    const copy = new MemoryUnlockStore();
    copy.#kept = this.#kept;
    return copy;
  }
}

function viewOf(kept: () => Kept): UnlockView {
  return {
    head: () => kept().head,
    count: () => kept().entries.length,
    tile: (level, index) => kept().tiles.get(`${level} ${index}`),
    entries: (from, limit) => kept().entries.slice(from, from + limit),
    indexOf: (id) => kept().ids.get(id),
    indicesOf: (prefix) =>
      kept()
        .entries.filter(({ id }) => id.startsWith(prefix))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, 2)
        .map(({ index }) => index),
    checkpoint: (size) => kept().checkpoints.findLast((one) => size === undefined || one.size === size),
  };
}

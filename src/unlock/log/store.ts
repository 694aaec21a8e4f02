import type { TileReader } from './tiles.ts';

/** An entry as a store keeps it. */
export interface StoredEntry {
  readonly index: number;
  /** Keyed and unique in its log. */
  readonly id: string;
  readonly leaf: Uint8Array;
  /** What is committed to, with the salts; undefined once it was deleted. */
  readonly values: Uint8Array | undefined;
}

/** How far a log has come, as its writer computed it. */
export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** What can be asked of a log's store while nothing in it changes. Bytes are borrowed. */
export interface UnlockView {
  /** Undefined while the log is empty. */
  head(): Head | undefined;
  /** One more than the last entry's index, apart from what the head says. */
  count(): number;
  readonly tile: TileReader;
  /** At most `limit` entries in order, the first with this index. */
  entries(from: number, limit: number): readonly StoredEntry[];
  indexOf(id: string): number | undefined;
  /** Of entries whose id begins so, sorted by that; at most two: more do not help. */
  indicesOf(idPrefix: string): readonly number[];
  /** The checkpoint that was signed at this size; without a size the last one. */
  checkpoint(size?: number): { readonly size: number; readonly note: string } | undefined;
}

/** What can be done to it. */
export interface UnlockChange extends UnlockView {
  /** The index is that of the last entry plus one. */
  addEntry(entry: StoredEntry & { readonly values: Uint8Array }): void;
  /** Keeps a tile in the place of the shorter one that may be there. */
  putTile(level: number, index: number, hashes: Uint8Array): void;
  putHead(head: Head): void;
  putCheckpoint(size: number, note: string): void;
  /** Overwrites them; those that were deleted already stay so. */
  deleteValues(index: number): void;
}

/**
 * Keeps one log: its entries for ever, the values behind them as long as they may be kept. A page can bring its own.
 */
export interface UnlockStore {
  /** Shows work the log as it is at one moment. */
  read<T>(work: (view: UnlockView) => T): Promise<T>;
  /**
   * Lets work change the log while no other writer does. All of it is kept and durable when this resolves, or, if work throws, nothing. What work
   * reads was written before it: nothing comes from memory that another `change` left there. Work may be called again if another writer was faster.
   */
  change<T>(work: (change: UnlockChange) => T): Promise<T>;
  /** Resolves when no byte of deleted values is in the store's files any more. */
  scrub(): Promise<void>;
  close?(): void;
}

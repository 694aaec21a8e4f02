import { utf8ToBytes } from '@noble/hashes/utils.js';
import { checkEntry, checkTiles } from './check.ts';
import type { Checkpoint } from './checkpoint.ts';
import { damaged, orDamaged } from './damage.ts';
import { HASH_BYTES, isSameHash, rootOf } from './merkle.ts';
import type { UnlockStore } from './store.ts';
import { bundlePath, eachOnce, subtreesOf, TILE_WIDTH, TileMissing, tilePath, tilesOf, writeBundle } from './tiles.ts';

/** What a whole log was found to have. */
export interface Audit {
  readonly size: number;
  /** Entries whose values are still there. */
  readonly withValues: number;
  readonly deleted: number;
}

/** What the id of an entry about a deletion begins with, before the index of the entry whose values were deleted. */
export const DELETION_ID = 'values-deleted-';

/** Entries that are looked at while nothing else is done. */
const PAGE_ENTRIES = 4 * TILE_WIDTH;

/**
 * Hashes all entries and tiles up to a checkpoint again, compares values with what stands in the tree, and looks for an entry about each deletion.
 * @throws FlightveilError `state-unusable` at the first thing that is not what was put into the log
 */
export async function auditLog(store: UnlockStore, { size, root }: Checkpoint): Promise<Audit> {
  const deleted = new Set<number>();
  const told = new Set<number>();
  for (let from = 0; from < size; from += PAGE_ENTRIES) {
    const to = Math.min(from + PAGE_ENTRIES, size);
    await store.read((view) =>
      orDamaged(() => {
        const tile = eachOnce(view.tile);
        const page = view.entries(from, to - from);
        page.forEach((entry, at) => {
          if (entry.index !== from + at) throw damaged('entries are missing', { index: from + at });
          const kept = checkEntry(entry, tile);
          if (kept === undefined) deleted.add(entry.index);
          else if (kept.texts.kind === 'values-deleted') told.add(Number(kept.texts.entry));
        });
        if (page.length !== to - from) throw damaged('entries are missing', { index: from + page.length });
        checkTiles(tile, from, to);
      }),
    );
  }
  // What was deleted since is told of behind the checkpoint.
  const untold = [...deleted].filter((index) => !told.has(index));
  await store.read((view) =>
    orDamaged(() => {
      for (const index of untold) {
        if (view.indexOf(`${DELETION_ID}${index}`) === undefined) {
          throw damaged('values are missing, and no entry tells that they were deleted', { index });
        }
      }
      if (!isSameHash(rootOf(size, subtreesOf(eachOnce(view.tile))), root)) {
        throw damaged('its tiles do not lead to what was signed');
      }
    }),
  );
  return { size, withValues: size - deleted.size, deleted: deleted.size };
}

/** A file of a log as others' tools read it. */
export interface LogFile {
  /** Parts are parted by slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A log at a checkpoint as files (C2SP tlog-tiles): tiles, bundles of entries, and the checkpoint last, when all that it promises is there. */
export async function* filesOf(store: UnlockStore, size: number, note: string): AsyncGenerator<LogFile> {
  for (const tile of tilesOf(size)) {
    const { level, index, width } = tile;
    yield await store.read((view) =>
      orDamaged(() => {
        const hashes = view.tile(level, index);
        if (hashes === undefined || hashes.length < width * HASH_BYTES) throw new TileMissing(level, index);
        return { path: tilePath(tile), bytes: hashes.slice(0, width * HASH_BYTES) };
      }),
    );
    if (level > 0) continue;
    yield await store.read((view) => {
      const leaves = view.entries(index * TILE_WIDTH, width).map(({ leaf }) => leaf);
      if (leaves.length !== width) throw damaged('entries are missing', { index: index * TILE_WIDTH + leaves.length });
      return { path: bundlePath(index, width), bytes: writeBundle(leaves) };
    });
  }
  yield { path: 'checkpoint', bytes: utf8ToBytes(note) };
}

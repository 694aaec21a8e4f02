import { damaged } from './damage.ts';
import { leafOf } from './leaf.ts';
import { HASH_BYTES, isSameHash, leafHash } from './merkle.ts';
import type { StoredEntry, UnlockView } from './store.ts';
import { fullTileHash, TILE_BYTES, TILE_WIDTH, TileMissing, type TileReader } from './tiles.ts';
import { type KeptValues, readValues } from './values.ts';

const PAGE_ENTRIES = 256;

/** Hashes entries [from, to) again and compares them with their tiles, and their values with their leaves. @throws FlightveilError `state-unusable` */
export function checkEntries(view: UnlockView, tile: TileReader, from: number, to: number): void {
  for (let next = from; next < to; next += PAGE_ENTRIES) {
    const page = view.entries(next, Math.min(PAGE_ENTRIES, to - next));
    if (page.length !== Math.min(PAGE_ENTRIES, to - next))
      throw damaged('entries are missing', { index: next + page.length });
    page.forEach((entry, at) => {
      if (entry.index !== next + at) throw damaged('entries are missing', { index: next + at });
      checkEntry(entry, tile);
    });
  }
}

/** An entry's values, if it still has them, after they were compared with its leaf and that with the tree. @throws FlightveilError `state-unusable` */
export function checkEntry({ index, leaf, values }: StoredEntry, tile: TileReader): KeptValues | undefined {
  const hash = hashIn(tile, 0, index);
  if (!isSameHash(leafHash(leaf), hash)) throw damaged('an entry is not what was put into the tree', { index });
  if (values === undefined) return undefined;
  const kept = readValues(values);
  if (kept === undefined || !isSameHash(leafOf(kept.texts, kept.salts), leaf)) {
    throw damaged('the values of an entry are not those that were put into it', { index });
  }
  return kept;
}

/** Hashes again the tiles that became full between two sizes, on all levels, and compares them with the level above. @throws FlightveilError `state-unusable` */
export function checkTiles(tile: TileReader, from: number, to: number): void {
  for (let level = 0, span = TILE_WIDTH; span <= to; level++, span *= TILE_WIDTH) {
    for (let index = Math.floor(from / span); index < Math.floor(to / span); index++) {
      const hashes = tile(level, index);
      if (hashes?.length !== TILE_BYTES) throw new TileMissing(level, index);
      if (isSameHash(fullTileHash(hashes), hashIn(tile, level + 1, index))) continue;
      throw damaged('a tile is not what stands above it', { level, tile: index });
    }
  }
}

/** A hash by its place in a level. */
function hashIn(tile: TileReader, level: number, index: number): Uint8Array {
  const tileIndex = Math.floor(index / TILE_WIDTH);
  const start = (index % TILE_WIDTH) * HASH_BYTES;
  const hashes = tile(level, tileIndex);
  if (hashes === undefined || hashes.length < start + HASH_BYTES) throw new TileMissing(level, tileIndex);
  return hashes.subarray(start, start + HASH_BYTES);
}

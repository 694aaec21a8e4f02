import { HASH_BYTES, nodeHash, type SubtreeHash } from './merkle.ts';

/**
 * The log's tree cut into tiles, as C2SP tlog-tiles writes it: a tile has up to 256 hashes that stand side by side, at level 0 those of entries, above that
 * those of full tiles of the level below. A tile that is not full yet only ever grows at its end, so the one kept serves all earlier sizes too.
 */

/** Levels of the tree in one tile. */
export const TILE_HEIGHT = 8;
/** Hashes in a full tile. */
export const TILE_WIDTH = 256;
/** Of a full tile. */
export const TILE_BYTES = TILE_WIDTH * HASH_BYTES;
/** An entry in a bundle has its length before it in so many bits. */
const MAX_ENTRY_BYTES = 0xffff;

/** Reads a tile; undefined if there is none. Its bytes are borrowed. */
export type TileReader = (level: number, index: number) => Uint8Array | undefined;

/** A tile by its place, with how many hashes it has. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** A tree's tiles do not have what its size promises: it was damaged. */
export class TileMissing extends Error {
  readonly level: number;
  readonly index: number;

  constructor(level: number, index: number) {
    super(`tile ${index} of level ${level} is missing or too short`);
    this.name = 'TileMissing';
    this.level = level;
    this.index = index;
  }
}

/** Every tile of a tree of so many entries, from the lowest level up. */
export function* tilesOf(size: number): Generator<Tile> {
  for (let level = 0, width = size; width > 0; level++) {
    const full = Math.floor(width / TILE_WIDTH);
    for (let index = 0; index < full; index++) yield { level, index, width: TILE_WIDTH };
    if (width % TILE_WIDTH > 0) yield { level, index: full, width: width % TILE_WIDTH };
    width = full;
  }
}

/** Where a tile stands among a log's files. */
export function tilePath({ level, index, width }: Tile): string {
  return `tile/${level}/${placeOf(index, width)}`;
}

/** Where the entries of a tile of level 0 stand. */
export function bundlePath(index: number, width: number): string {
  return `tile/entries/${placeOf(index, width)}`;
}

/** 1234067 as x001/x234/067, with the width of what is not full. */
function placeOf(index: number, width: number): string {
  if (!Number.isSafeInteger(index) || index < 0) throw new RangeError('no index of a tile');
  if (!Number.isSafeInteger(width) || width < 1 || width > TILE_WIDTH) throw new RangeError('no width of a tile');
  const parts = [];
  for (let rest = index; parts.length === 0 || rest > 0; rest = Math.floor(rest / 1000)) {
    parts.unshift(String(rest % 1000).padStart(3, '0'));
  }
  const path = parts.map((part, at) => (at < parts.length - 1 ? `x${part}` : part)).join('/');
  return width === TILE_WIDTH ? path : `${path}.p/${width}`;
}

/** Entries side by side, each after its length (uint16, big-endian). @throws RangeError if one is longer than that can say */
export function writeBundle(entries: Iterable<Uint8Array>): Uint8Array {
  const list = [...entries];
  const bundle = new Uint8Array(list.reduce((sum, { length }) => sum + 2 + length, 0));
  let offset = 0;
  for (const entry of list) {
    if (entry.length > MAX_ENTRY_BYTES) throw new RangeError('an entry is too long for a bundle');
    bundle.set([entry.length >> 8, entry.length & 0xff], offset);
    bundle.set(entry, offset + 2);
    offset += 2 + entry.length;
  }
  return bundle;
}

/** The entries of a bundle, as views of its bytes. @throws RangeError if it does not end with an entry */
export function readBundle(bundle: Uint8Array): Uint8Array[] {
  const entries = [];
  for (let offset = 0; offset < bundle.length; ) {
    const length = bundle[offset]! * 256 + (bundle[offset + 1] ?? 0);
    const end = offset + 2 + length;
    if (end > bundle.length) throw new RangeError('a bundle was cut off');
    entries.push(bundle.subarray(offset + 2, end));
    offset = end;
  }
  return entries;
}

/** A reader that asks for each tile once. */
export function eachOnce(read: TileReader): TileReader {
  const known = new Map<string, Uint8Array | undefined>();
  return (level, index) => {
    const key = `${level} ${index}`;
    if (!known.has(key)) known.set(key, read(level, index));
    return known.get(key);
  };
}

/** Hashes of complete subtrees out of tiles; throws {@link TileMissing}. */
export function subtreesOf(read: TileReader): SubtreeHash {
  return (height, index) => {
    const level = Math.floor(height / TILE_HEIGHT);
    const count = 2 ** (height % TILE_HEIGHT);
    const first = index * count;
    const tileIndex = Math.floor(first / TILE_WIDTH);
    const start = first % TILE_WIDTH;
    const tile = read(level, tileIndex);
    if (tile === undefined || tile.length < (start + count) * HASH_BYTES) throw new TileMissing(level, tileIndex);
    return treeHash(tile, start, count);
  };
}

/** Root over hashes of a tile; their number is a power of two. */
function treeHash(tile: Uint8Array, start: number, count: number): Uint8Array {
  if (count === 1) return tile.slice(start * HASH_BYTES, (start + 1) * HASH_BYTES);
  return nodeHash(treeHash(tile, start, count / 2), treeHash(tile, start + count / 2, count / 2));
}

/** Hash of a full tile, as it stands in the level above. */
export function fullTileHash(tile: Uint8Array): Uint8Array {
  if (tile.length !== TILE_BYTES) throw new RangeError('this tile is not full');
  return treeHash(tile, 0, TILE_WIDTH);
}

/** A tile with new content. */
export interface ChangedTile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
}

/** What adding leaves to a tree of `size` does to its tiles: those that grow and those that are new, whole. Throws {@link TileMissing}. */
export function extendTiles(read: TileReader, size: number, leafHashes: readonly Uint8Array[]): ChangedTile[] {
  const changed: ChangedTile[] = [];
  let added = leafHashes;
  for (let level = 0, width = size; added.length > 0; level++) {
    const above: Uint8Array[] = [];
    let index = Math.floor(width / TILE_WIDTH);
    let held = width % TILE_WIDTH;
    const grown = held === 0 ? undefined : read(level, index);
    if (held > 0 && (grown === undefined || grown.length < held * HASH_BYTES)) throw new TileMissing(level, index);
    let start = grown?.subarray(0, held * HASH_BYTES) ?? new Uint8Array(0);
    for (let next = 0; next < added.length; ) {
      const taken = added.slice(next, next + TILE_WIDTH - held);
      const hashes = new Uint8Array(start.length + taken.length * HASH_BYTES);
      hashes.set(start);
      taken.forEach((hash, at) => void hashes.set(hash, start.length + at * HASH_BYTES));
      changed.push({ level, index, hashes });
      if (hashes.length === TILE_BYTES) above.push(fullTileHash(hashes));
      next += taken.length;
      index++;
      held = 0;
      start = new Uint8Array(0);
    }
    width = Math.floor(width / TILE_WIDTH);
    added = above;
  }
  return changed;
}

import { checkEntries, checkTiles } from './check.ts';
import { type Checkpoint, openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { damaged } from './damage.ts';
import { consistencyPath, emptyRoot, isConsistent, isSameHash, leafHash, rootOf } from './merkle.ts';
import type { VerifierKey } from './note.ts';
import type { Head, UnlockChange, UnlockView } from './store.ts';
import { eachOnce, extendTiles, subtreesOf } from './tiles.ts';

/** Who signs a log. */
export interface Signer {
  readonly seed: Uint8Array;
  readonly key: VerifierKey;
}

/** An entry that is ready to be put into the tree. */
export interface PreparedEntry {
  readonly id: string;
  readonly leaf: Uint8Array;
  readonly values: Uint8Array;
}

/** Adds entries whose ids are new, in order. @returns how many, and the head as it was computed; nothing is signed yet */
export function addEntries(change: UnlockChange, entries: readonly PreparedEntry[]): { added: number; head: Head } {
  const head = headOf(change);
  if (change.count() !== head.size) throw damaged('entries are missing', { count: change.count(), size: head.size });
  if (!isSameHash(rootOf(head.size, subtreesOf(change.tile)), head.root))
    throw damaged('its tiles are not those that were written');
  const hashes: Uint8Array[] = [];
  for (const entry of entries) {
    if (change.indexOf(entry.id) !== undefined) continue;
    change.addEntry({ ...entry, index: head.size + hashes.length });
    hashes.push(leafHash(entry.leaf));
  }
  if (hashes.length === 0) return { added: 0, head };
  const changed = extendTiles(change.tile, head.size, hashes);
  const own = new Map(changed.map(({ level, index, hashes: tile }) => [`${level} ${index}`, tile]));
  const size = head.size + hashes.length;
  // Out of what was computed here, so that what is read back later has something to be compared with.
  const root = rootOf(
    size,
    subtreesOf((level, index) => own.get(`${level} ${index}`) ?? change.tile(level, index)),
  );
  for (const { level, index, hashes: tile } of changed) change.putTile(level, index, tile);
  change.putHead({ size, root });
  return { added: hashes.length, head: { size, root } };
}

/**
 * Signs what the store holds, if it is not signed yet: all that was added since the last checkpoint is read back and hashed again first, and the new root is
 * proved to follow from the last one that was signed.
 * @param expected a head that the caller computed: the store has to agree
 * @returns the last checkpoint; undefined for an empty log that was never signed, unless `evenEmpty`
 * @throws FlightveilError `state-unusable` if the store lost or changed anything; nothing is signed then
 */
export function seal(change: UnlockChange, signer: Signer, expected?: Head, evenEmpty = false): string | undefined {
  const { head, root, isSigned, note: last } = checkHead(change, signer, expected);
  if (isSigned) return last;
  if (head.size === 0 && !evenEmpty) return undefined;
  const note = signCheckpoint(head.size, root, signer.seed);
  change.putCheckpoint(head.size, note);
  return note;
}

/** Checks what {@link seal} would sign, and signs nothing. @throws FlightveilError `state-unusable` as that */
export function checkHead(
  view: UnlockView,
  signer: Signer,
  expected?: Head,
): { head: Head; root: Uint8Array; isSigned: boolean; note: string | undefined } {
  const last = view.checkpoint();
  const head = headOf(view);
  const signed = signedHead(last?.note, signer.key);
  if (last !== undefined && last.size !== signed.size) throw damaged('a checkpoint is not kept as what it is');
  if (head.size < signed.size)
    throw damaged('entries that were signed are missing', { size: head.size, signed: signed.size });
  if (view.count() !== head.size) throw damaged('entries are missing', { count: view.count(), size: head.size });
  const tile = eachOnce(view.tile);
  checkEntries(view, tile, signed.size, head.size);
  checkTiles(tile, signed.size, head.size);
  const hashOf = subtreesOf(tile);
  const root = rootOf(head.size, hashOf);
  const isExpected =
    expected === undefined || (expected.size <= head.size && isSameHash(rootOf(expected.size, hashOf), expected.root));
  if (!isExpected || !isSameHash(root, head.root)) throw damaged('what is read back is not what was written');
  const path = consistencyPath(signed.size, head.size, hashOf);
  if (!isConsistent({ from: signed, to: { size: head.size, root }, path })) {
    throw damaged('it does not follow from what was signed before', { size: head.size, signed: signed.size });
  }
  return { head, root, isSigned: last !== undefined && head.size === signed.size, note: last?.note };
}

/** How far the log has come. */
export function headOf(view: UnlockView): Head {
  return view.head() ?? { size: 0, root: emptyRoot };
}

function signedHead(note: string | undefined, key: VerifierKey): Head {
  if (note === undefined) return { size: 0, root: emptyRoot };
  const { size, root }: Checkpoint = openCheckpoint(note, key);
  return { size, root };
}

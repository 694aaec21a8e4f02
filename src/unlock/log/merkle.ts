import { sha256 } from '@noble/hashes/sha2.js';

/** The log's Merkle tree (RFC 9162, section 2.1; the same as RFC 6962's) with SHA-256. Sizes and indices are whole numbers below 2^53. */

/** Size of a hash, in bytes. */
export const HASH_BYTES = 32;
/** More nodes than this are on no path in a tree of fewer than 2^53 leaves. */
export const MAX_PATH = 2 * 53;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Root of the tree without leaves. */
export const emptyRoot: Uint8Array = sha256(new Uint8Array(0));

/** What stands in the tree for an entry's bytes. */
export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256.create().update(LEAF).update(leaf).digest();
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256.create().update(NODE).update(left).update(right).digest();
}

/** Compares two hashes, none of which is secret. */
export function isSameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Hash of the complete subtree over the leaves [index * 2^height, (index + 1) * 2^height). */
export type SubtreeHash = (height: number, index: number) => Uint8Array;

/** MTH of the first `size` leaves (section 2.1.1). */
export function rootOf(size: number, hashOf: SubtreeHash): Uint8Array {
  return size === 0 ? emptyRoot : rangeHash(0, size, hashOf);
}

/**
 * PATH(index, D_size) (section 2.1.3.1), the leaf's sibling first.
 * @throws RangeError unless index is below size
 */
export function inclusionPath(index: number, size: number, hashOf: SubtreeHash): Uint8Array[] {
  if (!isWhole(index) || !isWhole(size) || index >= size) throw new RangeError('no such leaf in a tree of this size');
  const path: Uint8Array[] = [];
  for (let start = 0, end = size; end - start > 1; ) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      path.push(rangeHash(middle, end, hashOf));
      end = middle;
    } else {
      path.push(rangeHash(start, middle, hashOf));
      start = middle;
    }
  }
  return path.reverse();
}

/**
 * PROOF(from, D_to) (section 2.1.4.1); empty if one of the trees is empty or both are the same.
 * @throws RangeError unless from is at most to
 */
export function consistencyPath(from: number, to: number, hashOf: SubtreeHash): Uint8Array[] {
  if (!isWhole(from) || !isWhole(to) || from > to) throw new RangeError('a log does not shrink');
  const path: Uint8Array[] = [];
  if (from === 0 || from === to) return path;
  let [start, end] = [0, to];
  while (end !== from) {
    const middle = start + splitOf(end - start);
    if (from <= middle) {
      path.push(rangeHash(middle, end, hashOf));
      end = middle;
    } else {
      path.push(rangeHash(start, middle, hashOf));
      start = middle;
    }
  }
  // The old tree's own root is known to who checks.
  if (start !== 0) path.push(rangeHash(start, end, hashOf));
  return path.reverse();
}

/** Whether a path leads from a leaf to a root (section 2.1.3.2). */
export function isIncluded(proof: {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
  readonly root: Uint8Array;
}): boolean {
  const { index, size, path } = proof;
  if (!isWhole(index) || !isWhole(size) || index >= size || !areHashes([...path, proof.leafHash])) return false;
  let node = index;
  let last = size - 1;
  let hash = proof.leafHash;
  for (const sibling of path) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && isSameHash(hash, proof.root);
}

/** Whether a path shows that the tree of `to` has the tree of `from` as its beginning (section 2.1.4.2); the empty tree is the beginning of every one. */
export function isConsistent(proof: {
  readonly from: { readonly size: number; readonly root: Uint8Array };
  readonly to: { readonly size: number; readonly root: Uint8Array };
  readonly path: readonly Uint8Array[];
}): boolean {
  const { from, to } = proof;
  if (!isWhole(from.size) || !isWhole(to.size) || from.size > to.size) return false;
  if (!areHashes([...proof.path, from.root, to.root])) return false;
  if (to.size === 0 && !isSameHash(to.root, emptyRoot)) return false;
  if (from.size === 0) return proof.path.length === 0 && isSameHash(from.root, emptyRoot);
  if (from.size === to.size) return proof.path.length === 0 && isSameHash(from.root, to.root);
  const path = isPowerOfTwo(from.size) ? [from.root, ...proof.path] : proof.path;
  const [first, ...rest] = path;
  if (first === undefined || proof.path.length === 0) return false;
  let node = from.size - 1;
  let last = to.size - 1;
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  let [oldHash, newHash] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      oldHash = nodeHash(sibling, oldHash);
      newHash = nodeHash(sibling, newHash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      newHash = nodeHash(newHash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && isSameHash(oldHash, from.root) && isSameHash(newHash, to.root);
}

/** MTH(D[start:end]) of a range as the recursion makes them: its left parts are complete subtrees. */
function rangeHash(start: number, end: number, hashOf: SubtreeHash): Uint8Array {
  const split = splitOf(end - start);
  if (2 * split === end - start || end - start === 1) {
    const height = Math.round(Math.log2(end - start));
    return hashOf(height, start / (end - start));
  }
  return nodeHash(rangeHash(start, start + split, hashOf), rangeHash(start + split, end, hashOf));
}

/** The largest power of two that is smaller than a count of leaves; of one leaf 1. Shifts would end at 2^31. */
function splitOf(count: number): number {
  let split = 1;
  while (2 * split < count) split *= 2;
  return split;
}

const isWhole = (number: number): boolean => Number.isSafeInteger(number) && number >= 0;
const isOdd = (number: number): boolean => number % 2 === 1;
const half = (number: number): number => Math.floor(number / 2);
const isPowerOfTwo = (number: number): boolean => 2 * splitOf(number) === number || number === 1;
const areHashes = (hashes: readonly Uint8Array[]): boolean => hashes.every(({ length }) => length === HASH_BYTES);

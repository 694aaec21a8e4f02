import { describe, expect, test } from 'vitest';
import {
  consistencyPath,
  emptyRoot,
  inclusionPath,
  isConsistent,
  isIncluded,
  leafHash,
  rootOf,
  type SubtreeHash,
} from '../../../src/unlock/log/merkle.ts';
import { extendTiles, subtreesOf, type TileReader } from '../../../src/unlock/log/tiles.ts';
import { mth, naiveLeaf, path, proof, rootByPath, rootsByProof } from './naive-tree.ts';

const MOST = 256;
const leaves = Array.from({ length: MOST + 80 }, (_, index) => new TextEncoder().encode(`leaf ${index}`));
const hashes = leaves.map(naiveLeaf);
const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');
const hexes = (list: readonly Uint8Array[]): string[] => list.map(hex);

/** The tiles of a tree that grew by so many leaves at a time. */
function tilesBy(step: number, most = leaves.length): TileReader {
  const tiles = new Map<string, Uint8Array>();
  const read: TileReader = (level, index) => tiles.get(`${level} ${index}`);
  for (let size = 0; size < most; size += step) {
    const added = leaves.slice(size, Math.min(size + step, most)).map(leafHash);
    for (const tile of extendTiles(read, size, added)) tiles.set(`${tile.level} ${tile.index}`, tile.hashes);
  }
  return read;
}

const read = tilesBy(1);
const known = new Map<string, Uint8Array>();
/** Each subtree's hash is made out of its tile once: thousands of proofs need it. */
const hashOf: SubtreeHash = (height, index) => {
  const key = `${height} ${index}`;
  const hash = known.get(key) ?? subtreesOf(read)(height, index);
  known.set(key, hash);
  return hash;
};
/** Roots and the recursion's own proofs, made once. */
const roots = Array.from({ length: MOST + 1 }, (_, size) => mth(hashes.slice(0, size)));

const flip = (bytes: Uint8Array, bit: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
};

test('the hashes are those of the standard: of nothing, and of an empty leaf', () => {
  // RFC 9162, section 2.1.1: HASH() and HASH(0x00), as sha256sum has them.
  expect(hex(emptyRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(hex(leafHash(new Uint8Array(0)))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
});

test.each([1, 7, 255, 256, 257, leaves.length])('a tree that grows by %i has the same tiles', (step) => {
  const other = tilesBy(step);
  for (let level = 0; level < 3; level++) {
    for (let index = 0; index < 3; index++) expect(hex(other(level, index))).toBe(hex(read(level, index)));
  }
  expect(hex(read(0, 1))).toHaveLength(80 * 64);
  expect(hex(read(1, 0))).toBe(hex(mth(hashes.slice(0, 256))));
});

test(`roots of all sizes to ${MOST} are those of the recursion`, () => {
  for (let size = 0; size <= MOST; size++) expect(hex(rootOf(size, hashOf))).toBe(hex(roots[size]));
});

test(`every leaf of every size to ${MOST} has the recursion's path, and both ways of checking take it`, () => {
  let count = 0;
  for (let size = 1; size <= MOST; size++) {
    const root = roots[size]!;
    for (let index = 0; index < size; index++) {
      const own = inclusionPath(index, size, hashOf);
      const isTaken =
        isIncluded({ leafHash: hashes[index]!, index, size, path: own, root }) &&
        hex(rootByPath(index, size, hashes[index]!, own)) === hex(root);
      // One expectation a leaf would take most of the time.
      if (!isTaken) expect.fail(`leaf ${index} of ${size}`);
      count++;
    }
  }
  expect(count).toBe((MOST * (MOST + 1)) / 2);
});

test.each([1, 2, 3, 7, 8, 100, 255, 256])('paths of a tree of %i are those of the recursion', (size) => {
  for (let index = 0; index < size; index++) {
    expect(hexes(inclusionPath(index, size, hashOf))).toEqual(hexes(path(index, hashes.slice(0, size))));
    expect(hexes(consistencyPath(index + 1, size, hashOf))).toEqual(hexes(proof(index + 1, hashes.slice(0, size))));
  }
});

test(`every pair of sizes to ${MOST} is consistent, by both ways of checking`, () => {
  let count = 0;
  for (let to = 0; to <= MOST; to++) {
    for (let from = 0; from <= to; from++) {
      const own = consistencyPath(from, to, hashOf);
      const [fromRoot, toRoot] = [roots[from]!, roots[to]!];
      const naive = from === 0 ? { old: fromRoot, new: toRoot } : rootsByProof(from, to, fromRoot, own);
      const isTaken =
        isConsistent({ from: { size: from, root: fromRoot }, to: { size: to, root: toRoot }, path: own }) &&
        hex(naive?.old) === hex(fromRoot) &&
        hex(naive?.new) === hex(toRoot) &&
        (from > 0 || own.length === 0);
      if (!isTaken) expect.fail(`${from} to ${to}`);
      count++;
    }
  }
  expect(count).toBe(((MOST + 1) * (MOST + 2)) / 2);
});

describe('nothing else is taken', () => {
  const sizes = [1, 2, 3, 5, 8, 13, 64, 100, 255];

  test('an inclusion with any bit changed, in leaf, path or root', () => {
    for (const size of sizes) {
      const root = roots[size]!;
      for (const index of new Set([0, size >> 1, size - 1])) {
        const own = inclusionPath(index, size, hashOf);
        const holds = (leaf: Uint8Array, list: readonly Uint8Array[], top: Uint8Array): boolean =>
          isIncluded({ leafHash: leaf, index, size, path: list, root: top });
        expect(holds(hashes[index]!, own, root)).toBe(true);
        for (let bit = 0; bit < 256; bit++) {
          const taken = [
            holds(flip(hashes[index]!, bit), own, root),
            holds(hashes[index]!, own, flip(root, bit)),
            ...own.map((one, at) => holds(hashes[index]!, own.with(at, flip(one, bit)), root)),
          ];
          if (taken.includes(true)) expect.fail(`bit ${bit} of leaf ${index} of ${size}`);
        }
      }
    }
  });

  test('an inclusion at another index or size, or with a hash more or less', () => {
    for (let size = 1; size <= 40; size++) {
      for (let index = 0; index < size; index++) {
        const own = inclusionPath(index, size, hashOf);
        const base = { leafHash: hashes[index]!, index, size, path: own, root: roots[size]! };
        for (let other = 0; other <= 41; other++) {
          const isOther = other !== index;
          expect(isIncluded({ ...base, index: other })).toBe(!isOther);
        }
        expect(isIncluded({ ...base, path: [...own, roots[1]!] })).toBe(false);
        if (own.length > 0) {
          expect(isIncluded({ ...base, path: own.slice(0, -1) })).toBe(false);
          expect(isIncluded({ ...base, path: own.slice(1) })).toBe(false);
        }
        for (const wrong of [-1, 0.5, Number.NaN, 2 ** 53]) expect(isIncluded({ ...base, index: wrong })).toBe(false);
        expect(isIncluded({ ...base, leafHash: new Uint8Array(31) })).toBe(false);
      }
    }
    expect(isIncluded({ leafHash: hashes[0]!, index: 0, size: 0, path: [], root: emptyRoot })).toBe(false);
  });

  test('a consistency with any bit changed, in either root or the path', () => {
    for (const to of sizes) {
      for (const from of new Set([1, to >> 1, to].filter((one) => one > 0))) {
        const own = consistencyPath(from, to, hashOf);
        const [fromRoot, toRoot] = [roots[from]!, roots[to]!];
        const holds = (old: Uint8Array, list: readonly Uint8Array[], top: Uint8Array): boolean =>
          isConsistent({ from: { size: from, root: old }, to: { size: to, root: top }, path: list });
        expect(holds(fromRoot, own, toRoot)).toBe(true);
        for (let bit = 0; bit < 256; bit++) {
          const taken = [
            holds(flip(fromRoot, bit), own, toRoot),
            holds(fromRoot, own, flip(toRoot, bit)),
            ...own.map((one, at) => holds(fromRoot, own.with(at, flip(one, bit)), toRoot)),
          ];
          if (taken.includes(true)) expect.fail(`bit ${bit} of ${from} to ${to}`);
        }
      }
    }
  });

  test('a consistency of sizes that do not fit, and of a tree that was written anew', () => {
    const at = (size: number) => ({ size, root: roots[size]! });
    expect(isConsistent({ from: at(5), to: at(4), path: [] })).toBe(false);
    expect(isConsistent({ from: at(4), to: at(4), path: [roots[1]!] })).toBe(false);
    expect(isConsistent({ from: at(4), to: at(7), path: [] })).toBe(false);
    expect(isConsistent({ from: at(0), to: at(7), path: [roots[1]!] })).toBe(false);
    expect(isConsistent({ from: { size: 0, root: roots[1]! }, to: at(7), path: [] })).toBe(false);
    expect(isConsistent({ from: at(0), to: { size: 0, root: roots[1]! }, path: [] })).toBe(false);
    // Somebody exchanged leaf 2 and computed all anew: no proof of his leads to the old root.
    const forged = hashes.slice(0, 9).with(2, hashes[40]!);
    const to = { size: 9, root: mth(forged) };
    for (let from = 3; from <= 8; from++) {
      expect(isConsistent({ from: at(from), to, path: proof(from, forged) })).toBe(false);
      expect(
        isConsistent({ from: { size: from, root: mth(forged.slice(0, from)) }, to, path: proof(from, forged) }),
      ).toBe(true);
    }
  });
});

test('what a tree does not have is an error of its own', () => {
  expect(() => inclusionPath(5, 5, hashOf)).toThrow(RangeError);
  expect(() => inclusionPath(-1, 5, hashOf)).toThrow(RangeError);
  expect(() => consistencyPath(6, 5, hashOf)).toThrow(RangeError);
  expect(() => rootOf(leaves.length + 1, hashOf)).toThrow(/missing or too short/);
});

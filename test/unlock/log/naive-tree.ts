import { createHash } from 'node:crypto';

/**
 * The Merkle tree as RFC 9162 defines it in section 2.1, in its own recursive words and over plain lists of leaves, with OpenSSL's SHA-256: slow, and sharing
 * nothing with what it judges.
 */

const hash = (...parts: readonly Uint8Array[]): Buffer => {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
};
export const naiveLeaf = (leaf: Uint8Array): Buffer => hash(Uint8Array.of(0), leaf);
const node = (left: Uint8Array, right: Uint8Array): Buffer => hash(Uint8Array.of(1), left, right);

/** "Let k be the largest power of two smaller than n." */
function k(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** MTH(D_n), over hashes of leaves. */
export function mth(d: readonly Uint8Array[]): Uint8Array {
  if (d.length === 0) return hash();
  if (d.length === 1) return d[0]!;
  return node(mth(d.slice(0, k(d.length))), mth(d.slice(k(d.length))));
}

/** PATH(m, D_n). */
export function path(m: number, d: readonly Uint8Array[]): Uint8Array[] {
  if (d.length === 1) return [];
  const split = k(d.length);
  return m < split
    ? [...path(m, d.slice(0, split)), mth(d.slice(split))]
    : [...path(m - split, d.slice(split)), mth(d.slice(0, split))];
}

/** PROOF(m, D_n) = SUBPROOF(m, D_n, true). */
export function proof(m: number, d: readonly Uint8Array[]): Uint8Array[] {
  return subproof(m, d, true);
}

function subproof(m: number, d: readonly Uint8Array[], b: boolean): Uint8Array[] {
  if (m === d.length) return b ? [] : [mth(d)];
  const split = k(d.length);
  return m <= split
    ? [...subproof(m, d.slice(0, split), b), mth(d.slice(split))]
    : [...subproof(m - split, d.slice(split), false), mth(d.slice(0, split))];
}

/** The root that an inclusion path leads to, by walking the recursion down again; undefined if the path has another length. */
export function rootByPath(
  m: number,
  n: number,
  leaf: Uint8Array,
  hashes: readonly Uint8Array[],
): Uint8Array | undefined {
  if (n === 1) return hashes.length === 0 ? leaf : undefined;
  const sibling = hashes.at(-1);
  if (sibling === undefined) return undefined;
  const rest = hashes.slice(0, -1);
  const split = k(n);
  const below = m < split ? rootByPath(m, split, leaf, rest) : rootByPath(m - split, n - split, leaf, rest);
  if (below === undefined) return undefined;
  return m < split ? node(below, sibling) : node(sibling, below);
}

/** The roots of the first m and of all n leaves that a consistency proof leads to, by walking SUBPROOF again. */
export function rootsByProof(
  m: number,
  n: number,
  oldRoot: Uint8Array,
  hashes: readonly Uint8Array[],
  b = true,
): { old: Uint8Array; new: Uint8Array } | undefined {
  if (m === n) {
    if (b) return hashes.length === 0 ? { old: oldRoot, new: oldRoot } : undefined;
    return hashes.length === 1 ? { old: hashes[0]!, new: hashes[0]! } : undefined;
  }
  const sibling = hashes.at(-1);
  if (sibling === undefined) return undefined;
  const rest = hashes.slice(0, -1);
  const split = k(n);
  if (m <= split) {
    const below = rootsByProof(m, split, oldRoot, rest, b);
    return below && { old: below.old, new: node(below.new, sibling) };
  }
  const below = rootsByProof(m - split, n - split, oldRoot, rest, false);
  return below && { old: node(sibling, below.old), new: node(sibling, below.new) };
}

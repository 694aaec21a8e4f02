import type { Memory } from '../../bytes/memory.ts';
import { BLOCK_HEAD_BYTES, DETAILS_BLOCK, DETAILS_BYTES, INFO_AT } from './layout.ts';
import { applyKey, keyAt } from './scramble.ts';

/** Bytes of the block that are not the details: seed, what stands before them, and the length of the signature. */
const LEAST_BYTES = 1 + INFO_AT + 2;

/**
 * Unscrambles the block of the details at `at`, whose content has `length` bytes, and puts the details at the start of `body`.
 * @returns their length; -1: there is no room for them
 */
export function readDetailsBlock(view: DataView, at: number, length: number, body: Memory): number {
  if (length < LEAST_BYTES + DETAILS_BYTES) return -1;
  const seedAt = at + BLOCK_HEAD_BYTES;
  applyKey(view, seedAt + 1, length - 1, keyAt(DETAILS_BLOCK, view.getUint8(seedAt)), body.view, 0);
  const size = body.view.getUint16(1, true);
  if (size < DETAILS_BYTES || LEAST_BYTES + size > length) return -1;
  body.bytes.copyWithin(0, INFO_AT, INFO_AT + size);
  return size;
}

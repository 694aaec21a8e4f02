import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';
import { type LeafField, leafFields, MAX_TEXT } from './fields.ts';
import { commitmentOf, joinLeaf } from './leaf.ts';
import { MAX_PATH } from './merkle.ts';

/** The forms of proofs, as JSON has them. Hashes and salts are lower-case hex. */

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const whole = z.int().min(0);
const note = z.string().max(256 * 1024);
const vkey = z.string().max(1024);
const path = z.array(hex32).max(MAX_PATH);

const disclosed = z.strictObject({ value: z.string().max(MAX_TEXT).nullable(), salt: hex32 });
const withheld = z.strictObject({ commitment: hex32 });
const provenField = z.union([disclosed, withheld]);
/** A field that is shown (null: the event does not have it), or what the leaf says of one that is not. */
export type ProvenField = z.infer<typeof provenField>;

const fields = Object.fromEntries(leafFields.map((field) => [field, provenField])) as Record<
  LeafField,
  typeof provenField
>;

export const unlockProofSchema = z.strictObject({
  form: z.literal('flightveil-unlock-proof'),
  version: z.literal(1),
  index: whole,
  size: whole,
  fields: z.strictObject(fields),
  path,
  checkpoint: note,
  vkey,
});
/** That an entry stands in a log: which of its fields say what, and how its leaf leads to the root of a checkpoint. */
export type UnlockProof = z.infer<typeof unlockProofSchema>;

export const consistencyProofSchema = z.strictObject({
  form: z.literal('flightveil-unlock-consistency'),
  version: z.literal(1),
  from: whole,
  to: whole,
  path,
  checkpoint: note,
  vkey,
});
/** That a log at the size of its checkpoint begins with what it was at an earlier size. */
export type ConsistencyProof = z.infer<typeof consistencyProofSchema>;

/** The leaf that a proof is about, made of what is shown and what is not. */
export function leafOfProof({ fields: proven }: UnlockProof): Uint8Array {
  return joinLeaf((field) => {
    const one = proven[field];
    return 'commitment' in one ? hexToBytes(one.commitment) : commitmentOf(field, hexToBytes(one.salt), one.value);
  });
}

export function pathToHex(hashes: readonly Uint8Array[]): string[] {
  return hashes.map((hash) => bytesToHex(hash));
}

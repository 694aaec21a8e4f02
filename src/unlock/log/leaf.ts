import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type FieldTexts, type LeafField, leafFields } from './fields.ts';

/**
 * A leaf says nothing in clear: it is a version byte (1) and one commitment of 32 bytes a field, those of absent fields too, in the order of
 * {@link leafFields}; always {@link LEAF_BYTES} bytes. For each field
 *
 *     commitment = HMAC-SHA-256(key = salt, message = "flightveil unlock " field 0x00 content)
 *
 * where salt is 32 random bytes of this field of this entry alone, field its name in ASCII, and content nothing for a field that the event does not have,
 * else "=" and the field's text in UTF-8. Who has text and salt can check one field and learns nothing of the others; without the salt a guess cannot be checked.
 */
export const LEAF_VERSION = 1;
/** Of a salt and of a commitment, in bytes. */
export const SALT_BYTES = 32;
export const COMMITMENT_BYTES = 32;
/** Of every leaf. */
export const LEAF_BYTES = 1 + leafFields.length * COMMITMENT_BYTES;

/** A random salt for each field. */
export type Salts = Readonly<Record<LeafField, Uint8Array>>;

/** Salts from the system's generator. */
export function drawSalts(): Salts {
  const bytes = crypto.getRandomValues(new Uint8Array(leafFields.length * SALT_BYTES));
  return saltsIn(bytes);
}

/** The salts that stand side by side in bytes, in the order of the fields; views. */
export function saltsIn(bytes: Uint8Array): Salts {
  const salts = leafFields.map((field, at) => [field, bytes.subarray(at * SALT_BYTES, (at + 1) * SALT_BYTES)] as const);
  return Object.fromEntries(salts) as unknown as Salts;
}

const prefixes = Object.fromEntries(
  leafFields.map((field) => [field, utf8ToBytes(`flightveil unlock ${field}\0`)]),
) as unknown as Readonly<Record<LeafField, Uint8Array>>;

/** @param text null: the event does not have this field */
export function commitmentOf(field: LeafField, salt: Uint8Array, text: string | null): Uint8Array {
  const mac = hmac.create(sha256, salt).update(prefixes[field]);
  if (text !== null) mac.update(utf8ToBytes(`=${text}`));
  return mac.digest();
}

/** The leaf of an event's texts under these salts. */
export function leafOf(texts: FieldTexts, salts: Salts): Uint8Array {
  return joinLeaf((field) => commitmentOf(field, salts[field], texts[field]));
}

export function joinLeaf(commitment: (field: LeafField) => Uint8Array): Uint8Array {
  const leaf = new Uint8Array(LEAF_BYTES);
  leaf[0] = LEAF_VERSION;
  leafFields.forEach((field, at) => void leaf.set(commitment(field), 1 + at * COMMITMENT_BYTES));
  return leaf;
}

/** One field's commitment in a leaf, a view. */
export function commitmentIn(leaf: Uint8Array, field: LeafField): Uint8Array {
  const start = 1 + leafFields.indexOf(field) * COMMITMENT_BYTES;
  return leaf.subarray(start, start + COMMITMENT_BYTES);
}

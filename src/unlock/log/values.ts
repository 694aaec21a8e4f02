import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type FieldTexts, isTextOf, leafFields } from './fields.ts';
import { SALT_BYTES, type Salts, saltsIn } from './leaf.ts';

/** What stands behind a leaf as long as it may be kept. */
export interface KeptValues {
  readonly texts: FieldTexts;
  readonly salts: Salts;
  /** Unix time in seconds. */
  readonly keepUntilS: number;
  /** Why it may be kept so long. */
  readonly ground: string;
}

/** Values take a multiple of this, so that their length tells little of them. */
const BLOCK_BYTES = 512;
const HASH_BYTES = 32;
const TEXT_START = HASH_BYTES + leafFields.length * SALT_BYTES;
const BLANK = 0x20;

/**
 * SHA-256 over all that follows (no leaf commits to the last two members), the salts in the order of the fields, then JSON in UTF-8 with blanks up to a
 * multiple of {@link BLOCK_BYTES}.
 */
export function writeValues({ texts, salts, keepUntilS, ground }: KeptValues): Uint8Array {
  const json = utf8ToBytes(JSON.stringify({ texts: leafFields.map((field) => texts[field]), keepUntilS, ground }));
  const bytes = new Uint8Array(Math.ceil((TEXT_START + json.length) / BLOCK_BYTES) * BLOCK_BYTES).fill(BLANK);
  leafFields.forEach((field, at) => void bytes.set(salts[field], HASH_BYTES + at * SALT_BYTES));
  bytes.set(json, TEXT_START);
  bytes.set(sha256(bytes.subarray(HASH_BYTES)));
  return bytes;
}

/** Undefined if they are not what {@link writeValues} wrote. */
export function readValues(bytes: Uint8Array): KeptValues | undefined {
  try {
    const json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(TEXT_START));
    const { texts: list, keepUntilS, ground } = JSON.parse(json) as { texts: (string | null)[] } & KeptValues;
    const texts = Object.fromEntries(leafFields.map((field, at) => [field, list[at]])) as unknown as FieldTexts;
    const kept = { texts, salts: saltsIn(bytes.slice(HASH_BYTES, TEXT_START)), keepUntilS, ground };
    if (leafFields.some((field) => !isTextOf(field, texts[field]))) return undefined;
    const written = writeValues(kept);
    return written.length === bytes.length && written.every((byte, at) => byte === bytes[at]) ? kept : undefined;
  } catch {
    return undefined;
  }
}

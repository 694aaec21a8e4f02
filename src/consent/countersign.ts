import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalLine, toJson } from './entry-json.ts';
import type { Grant } from './grant.ts';
import { neutralVerifier } from './signing.ts';

/** What a guardian signs with an Ed25519 key of their own: a line of heading, then the whole grant in canonical JSON on one line. */
export function countersignedBytes(grant: Grant): Uint8Array {
  return utf8ToBytes(`flightveil countersignature 1\n${canonicalLine(toJson(grant))}`);
}

/** Whether this key signed this very grant. @param by key and signature in lower-case hex */
export function isCountersigned(grant: Grant, by: { readonly publicKey: string; readonly signature: string }): boolean {
  // Not the native one: OpenSSL takes keys of small order, for which anybody can sign.
  return neutralVerifier.verify(hexToBytes(by.signature), countersignedBytes(grant), hexToBytes(by.publicKey));
}

import { ed25519 } from '@noble/curves/ed25519.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** Hash and signature check, in JavaScript or native. */
export interface Verifier {
  /** SHA-256 of bytes, or of text in UTF-8. */
  sha256(data: Uint8Array | string): Uint8Array;
  /** Ed25519 (RFC 8032), strictly: one signature has one form. */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
}

/** A ledger's own key. */
export interface Signing extends Verifier {
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
  /** A name for a person in papers that leave the device: 16 hex digits, keyed. */
  pseudonym(text: string): string;
}

/** Runs everywhere; a check takes some milliseconds. */
export const neutralVerifier: Verifier = {
  sha256: (data) => sha256(typeof data === 'string' ? utf8ToBytes(data) : data),
  verify(signature, message, publicKey) {
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      // What is no signature or no key at all is told by throwing.
      return false;
    }
  },
};

/** @param seed 32 secret bytes (RFC 8032, section 5.1.5) */
export function neutralSigning(seed: Uint8Array): Signing {
  const nameKey = sha256(concatBytes(utf8ToBytes('flightveil/1/consent-names\0'), seed));
  return {
    ...neutralVerifier,
    publicKey: ed25519.getPublicKey(seed),
    sign: (message) => ed25519.sign(message, seed),
    pseudonym: (text) => bytesToHex(hmac(sha256, nameKey, utf8ToBytes(text)).subarray(0, 8)),
  };
}

import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';
import { ConsentLedger } from '../consent/ledger.ts';
import { neutralSigning, type Signing, type Verifier } from '../consent/signing.ts';
import { KEY_BYTES } from '../filter/keys.ts';
import { SqliteLedgerStore } from './sqlite-ledger.ts';
import { rootKey } from './state.ts';

/** Ends like the labels of filter/keys.ts, so that no key is ever derived for two ends. */
const INFO = 'flightveil/1/consent-signing\0';

/** The ledger's Ed25519 seed: HKDF-SHA-256 (RFC 5869) of the root key. */
export function consentSeed(root: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', root, new Uint8Array(0), INFO, KEY_BYTES));
}

/** OpenSSL's, some twenty times as fast as the neutral one. */
export const nativeVerifier: Verifier = {
  sha256: (data) => createHash('sha256').update(data).digest(),
  verify(signature, message, publicKey) {
    if (signature.length !== 64 || publicKey.length !== KEY_BYTES) return false;
    try {
      return verify(null, message, publicKeyOf(publicKey), signature);
    } catch {
      // Not every 32 bytes are a key.
      return false;
    }
  },
};

/** Signs the same as {@link neutralSigning}, with OpenSSL. */
export function nativeSigning(seed: Uint8Array): Signing {
  const { publicKey, pseudonym } = neutralSigning(seed);
  const d = Buffer.from(seed).toString('base64url');
  const key = createPrivateKey({ key: { ...jwkOf(publicKey), d }, format: 'jwk' });
  return { ...nativeVerifier, publicKey, pseudonym, sign: (message) => sign(null, message, key) };
}

/**
 * The consent ledger of a state folder, made at first use with the folder and its root key.
 * @throws FlightveilError `state-unusable` if it cannot be opened
 */
export async function openConsent(folder: string): Promise<ConsentLedger> {
  const root = await rootKey(folder);
  return new ConsentLedger(await SqliteLedgerStore.open(folder), nativeSigning(consentSeed(root)));
}

let lastKey: { readonly hex: string; readonly key: KeyObject } | undefined;

/** Making a key from its bytes takes longer than using it, and one key signs a whole ledger. */
function publicKeyOf(bytes: Uint8Array): KeyObject {
  const hex = Buffer.from(bytes).toString('hex');
  if (lastKey?.hex !== hex) lastKey = { hex, key: createPublicKey({ key: jwkOf(bytes), format: 'jwk' }) };
  return lastKey.key;
}

function jwkOf(publicKey: Uint8Array): { kty: string; crv: string; x: string } {
  return { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') };
}

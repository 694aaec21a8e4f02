import { neutralVerifier } from '../consent/signing.ts';
import { type ManifestSigner, manifestSigningSeed } from '../filter/keys.ts';
import { FlightveilError } from '../model/errors.ts';
import { readEnvelope, signedBytesOf, writeEnvelope } from '../wire/dsse.ts';
import { type Manifest, readManifest } from '../wire/manifest.ts';
import { nativeSigning } from './consent-keys.ts';

/** Whose manifest is signed: see {@link manifestSigningSeed}. */
export interface ManifestSigning extends ManifestSigner {
  /** The device's root key. */
  readonly root: Uint8Array;
}

/**
 * A manifest in a signed envelope, as it travels with an upload: see {@link writeEnvelope}. The same manifest for the same flight gives the same bytes.
 * @param manifest the bytes of its JSON
 */
export function signManifest(manifest: Uint8Array, { root, ...signer }: ManifestSigning): Uint8Array {
  const { publicKey, sign } = nativeSigning(manifestSigningSeed(root, signer));
  return writeEnvelope({ payload: manifest, publicKey, signature: sign(signedBytesOf(manifest)) });
}

/** A manifest whose signature was verified. */
export interface SignedManifest {
  readonly manifest: Manifest;
  /** The manifest's own bytes. */
  readonly bytes: Uint8Array;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** First 16 bytes of SHA-256 of the key, in hexadecimal digits. */
  readonly keyid: string;
}

/**
 * Reads and verifies a signed manifest. It says that whoever has the key signed these bytes. Who that is the envelope cannot say: anybody can sign with a key
 * of their own, so a recipient compares `keyid` with that of earlier uploads or with what they were told.
 * @throws FlightveilError `manifest-invalid` for everything but the very bytes that {@link signManifest} writes
 */
export function verifyEnvelope(envelope: Uint8Array): SignedManifest {
  const { payload, publicKey, keyid, signature } = readEnvelope(envelope);
  // Not the native one: OpenSSL takes keys of small order, for which anybody can sign.
  if (!neutralVerifier.verify(signature, signedBytesOf(payload), publicKey)) {
    throw new FlightveilError('manifest-invalid', 'the signature of the manifest is wrong', {
      advice: 'It was changed, or its signature belongs to another one.',
    });
  }
  return { manifest: readManifest(payload), bytes: payload, publicKey, keyid };
}

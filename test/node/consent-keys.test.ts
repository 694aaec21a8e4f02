import { createHmac, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { neutralSigning } from '../../src/consent/signing.ts';
import { placeKeyOf } from '../../src/filter/keys.ts';
import { consentSeed, nativeVerifier, openConsent } from '../../src/node/consent-keys.ts';
import { rootKey } from '../../src/node/state.ts';
import { temporaryFolder } from './harness.ts';

const root = Uint8Array.from({ length: 32 }, (_, index) => index);

test("the seed is the root key's by HKDF-SHA-256 (RFC 5869), under a label of its own", () => {
  const extracted = createHmac('sha256', Buffer.alloc(32)).update(root).digest();
  const expanded = createHmac('sha256', extracted)
    .update('flightveil/1/consent-signing\0')
    .update(Buffer.of(1))
    .digest();
  expect(Buffer.from(consentSeed(root))).toEqual(expanded);
  expect(consentSeed(root)).not.toEqual(placeKeyOf(root));
  expect(consentSeed(root.map((byte) => byte ^ 1))).not.toEqual(consentSeed(root));
});

test('a folder has one key, which follows its root key', async () => {
  const folder = join(temporaryFolder(), 'home');
  const ledger = await openConsent(folder);
  const { publicKey } = neutralSigning(consentSeed(await rootKey(folder)));
  expect(ledger.publicKey).toEqual(publicKey);
  ledger.close();
});

test('what is no key, or no signature, is no error but does not verify', () => {
  const { publicKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  const key = Buffer.from(x!, 'base64url');
  const message = new Uint8Array(32);
  expect(nativeVerifier.verify(new Uint8Array(64), message, key)).toBe(false);
  expect(nativeVerifier.verify(new Uint8Array(0), message, key)).toBe(false);
  expect(nativeVerifier.verify(new Uint8Array(64), message, new Uint8Array(31))).toBe(false);
  expect(nativeVerifier.verify(new Uint8Array(64), message, new Uint8Array(32).fill(255))).toBe(false);
});

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EPOCH_S, manifestSigningSeed } from '../../src/filter/keys.ts';
import { dimensions } from '../../src/model/disclosure.ts';
import { nativeVerifier } from '../../src/node/consent-keys.ts';
import { type ManifestSigning, signManifest, verifyEnvelope } from '../../src/node/manifest-signing.ts';
import { manifestFiles } from '../../src/wire/manifest.ts';
import { manifests } from '../wire/samples.ts';
import { put, temporaryFolder } from './harness.ts';

const manifest = manifestFiles(fc.sample(manifests, { numRuns: 1, seed: 5 })[0]!)[0]!.bytes;
const other = manifestFiles(fc.sample(manifests, { numRuns: 1, seed: 6 })[0]!)[0]!.bytes;
const root = new Uint8Array(32).fill(9);
const dayS = 86_400;
const signer: ManifestSigning = {
  root,
  recipient: 'manufacturer',
  device: 'recipient',
  flightName: 'f1',
  unixS: 100 * EPOCH_S,
};
const keyOf = (change: Partial<ManifestSigning> = {}): string =>
  verifyEnvelope(signManifest(manifest, { ...signer, ...change })).keyid;

interface Members {
  payload: string;
  payloadType: string;
  publicKey: string;
  signatures: { keyid: string; sig: string }[];
}
const membersOf = (envelope: Uint8Array): Members => JSON.parse(Buffer.from(envelope).toString());

test('a signed manifest verifies and is given back, byte for byte', () => {
  const envelope = signManifest(manifest, signer);
  const { bytes, keyid, publicKey } = verifyEnvelope(envelope);
  expect(Buffer.from(bytes).equals(manifest)).toBe(true);
  expect(keyid).toBe(createHash('sha256').update(publicKey).digest('hex').slice(0, 32));
  expect(Buffer.from(signManifest(manifest, signer)).equals(envelope)).toBe(true);
});

test('OpenSSL verifies it by hand, over bytes that are put together here', () => {
  const { payload, payloadType, publicKey, signatures } = membersOf(signManifest(manifest, signer));
  const body = Buffer.from(payload, 'base64');
  expect(body.equals(manifest)).toBe(true);
  const signed = Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${body.length} `), body]);
  const folder = temporaryFolder();
  // SubjectPublicKeyInfo of Ed25519 (RFC 8410).
  put(
    folder,
    'key.der',
    Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(publicKey, 'base64')]),
  );
  put(folder, 'sig', Buffer.from(signatures[0]!.sig, 'base64'));
  const says = (bytes: Buffer): number | null => {
    put(folder, 'signed', bytes);
    const files = ['-inkey', join(folder, 'key.der'), '-sigfile', join(folder, 'sig'), '-in', join(folder, 'signed')];
    return spawnSync('openssl', ['pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-rawin', ...files]).status;
  };
  expect(says(signed)).toBe(0);
  signed[signed.length - 3]! ^= 1;
  expect(says(signed)).not.toBe(0);
  expect(execFileSync('openssl', ['version'], { encoding: 'utf8' })).toMatch(/^OpenSSL [3-9]/);
});

test('every flipped bit is found', () => {
  const envelope = signManifest(other.length < manifest.length ? other : manifest, signer);
  const step = Math.ceil(envelope.length / 150);
  for (let at = 0; at < envelope.length; at += step) {
    const bad = Uint8Array.from(envelope);
    bad[at]! ^= 1 << (at % 8);
    expect(() => verifyEnvelope(bad)).toThrow(expect.objectContaining({ code: 'manifest-invalid' }));
  }
});

test("another manifest's signature, a key that did not sign, what is no manifest, and a key for which anybody can sign are refused", () => {
  const [one, two] = [membersOf(signManifest(manifest, signer)), membersOf(signManifest(other, signer))];
  const third = membersOf(signManifest(manifest, { ...signer, recipient: 'insurer' }));
  const bytesOf = (members: Members): Uint8Array => Buffer.from(`${JSON.stringify(members, null, 1)}\n`);
  expect(verifyEnvelope(bytesOf(one)).bytes.length).toBe(manifest.length);
  const wrong = /signature of the manifest is wrong/;
  expect(() => verifyEnvelope(bytesOf({ ...one, signatures: two.signatures }))).toThrow(wrong);
  const mixed = {
    ...one,
    publicKey: third.publicKey,
    signatures: [{ ...one.signatures[0]!, keyid: third.signatures[0]!.keyid }],
  };
  expect(() => verifyEnvelope(bytesOf(mixed))).toThrow(wrong);
  expect(() => verifyEnvelope(signManifest(Buffer.from('{"no":"manifest"}'), signer))).toThrow(/this is no manifest/);
  // The neutral element as a key, and as R with S = 0: OpenSSL takes that for a signature of anything.
  const neutral = Buffer.alloc(32, 0);
  neutral[0] = 1;
  const keyid = createHash('sha256').update(neutral).digest('hex').slice(0, 32);
  const forged = Buffer.concat([neutral, Buffer.alloc(32)]);
  expect(nativeVerifier.verify(forged, Buffer.from('anything'), neutral)).toBe(true);
  const sig = forged.toString('base64');
  expect(() =>
    verifyEnvelope(bytesOf({ ...one, publicKey: neutral.toString('base64'), signatures: [{ keyid, sig }] })),
  ).toThrow(wrong);
});

test('one key serves one recipient and 30 days where devices may be known again, and one flight where they may not', () => {
  for (const device of ['recipient', 'exact'] as const) {
    expect(keyOf({ device, flightName: 'f2', unixS: 100 * EPOCH_S + 29 * dayS })).toBe(keyOf());
    expect(keyOf({ device, unixS: 101 * EPOCH_S })).not.toBe(keyOf());
    expect(keyOf({ device, recipient: 'insurer' })).not.toBe(keyOf());
    expect(keyOf({ device, root: new Uint8Array(32) })).not.toBe(keyOf());
  }
  for (const device of ['none', 'flight'] as const) {
    const flight = keyOf({ device });
    expect([keyOf({ device, unixS: 7 }), keyOf({ device })]).toEqual([flight, flight]);
    expect(
      new Set([flight, keyOf(), keyOf({ device, flightName: 'f2' }), keyOf({ device, recipient: 'insurer' })]).size,
    ).toBe(4);
  }
  const { unixS: _, ...undated } = signer;
  const keyOfUndated = (flightName: string) => manifestSigningSeed(root, { ...undated, flightName });
  expect(Buffer.from(keyOfUndated('f1')).equals(keyOfUndated('f2'))).toBe(false);
  expect(Buffer.from(keyOfUndated('f1')).equals(manifestSigningSeed(root, { ...signer, device: 'none' }))).toBe(true);
  expect(() => keyOfUndated('')).toThrow(RangeError);
});

test('no two signers share a key by the way their names are put together', () => {
  const text = fc.oneof(fc.constantFrom('a', 'a b', 'flight', '"', '","', '1'), fc.string({ minLength: 1 }));
  const signers = fc.record({
    recipient: text,
    device: fc.constantFrom(...dimensions.device),
    flightName: text,
    unixS: fc.nat({ max: 4 * EPOCH_S }),
  });
  const meant = ({
    recipient,
    device,
    flightName,
    unixS,
  }: {
    recipient: string;
    device: string;
    flightName: string;
    unixS: number;
  }) =>
    device === 'recipient' || device === 'exact'
      ? [recipient, Math.floor(unixS / EPOCH_S)]
      : [recipient, 'flight', flightName];
  fc.assert(
    fc.property(signers, signers, (a, b) => {
      const isSame = Buffer.from(manifestSigningSeed(root, a)).equals(manifestSigningSeed(root, b));
      expect(isSame).toBe(JSON.stringify(meant(a)) === JSON.stringify(meant(b)));
    }),
    { numRuns: 300 },
  );
  const undated = (flightName: string, recipient: string) =>
    manifestSigningSeed(root, { device: 'none', flightName, recipient });
  expect(undated('a b', 'c')).not.toEqual(undated('a', 'b c'));
  expect(undated('a","b', 'c')).not.toEqual(undated('a', 'b","c'));
});

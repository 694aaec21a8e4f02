import { createHash, createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Checkpoint, checkpointLine, checkpointOf, verifyChain } from '../../src/consent/chain.ts';
import { canonicalLine, entryFromJson, entryToJson } from '../../src/consent/entry-json.ts';
import { neutralSigning } from '../../src/consent/signing.ts';
import { nativeSigning, nativeVerifier } from '../../src/node/consent-keys.ts';
import { levels } from '../../src/policy/levels.ts';
import { at, hashOf, ledgerWithNotice, linesOf, seedOf, square, terms } from './samples.ts';

const native = nativeSigning(seedOf(7));
const check = (lines: Iterable<string>, checkpoint?: Checkpoint) =>
  verifyChain(lines, native.publicKey, { verifier: nativeVerifier, checkpoint });

/** One entry of most kinds. */
async function smallLedger(): Promise<{ lines: string[]; checkpoints: Checkpoint[] }> {
  const { ledger } = await ledgerWithNotice(native);
  const checkpoints: Checkpoint[] = [];
  const mark = async (): Promise<void> => void checkpoints.push((await ledger.checkpoint())!);
  await mark();
  const grant = await ledger.grant(terms({ scope: { areas: [square(8.5, 47.25)] } }), at(1));
  await mark();
  await ledger.declareSubject({ name: 'Ada', ageBand: 'adult', residence: 'CH' }, at(2));
  await mark();
  const { purpose, recipient } = terms();
  await ledger.recordRelease({ flight: 'f', purpose, recipient, grant: grant.id, disclosure: levels.dynamics }, at(3));
  await mark();
  await ledger.object({ subject: 'Ada', purpose: 'product-improvement' }, at(4));
  await ledger.markTime(at(5));
  await ledger.withdraw(grant.id, at(6));
  for (let index = 0; index < 3; index++) await mark();
  return { lines: await linesOf(ledger), checkpoints };
}

test('what is written verifies, and so does OpenSSL say by hand', async () => {
  const { lines } = await smallLedger();
  expect(await check(lines)).toMatchObject({ isValid: true, head: { sequence: 7 } });
  let previous = hashOf('0');
  const x = Buffer.from(native.publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  for (const [index, line] of lines.entries()) {
    expect(line).toMatch(/^[ -~]+$/);
    const { record, signature } = JSON.parse(line) as { record: Record<string, unknown>; signature: string };
    expect(record).toMatchObject({ sequence: index + 1, previous });
    const hash = createHash('sha256')
      .update(canonicalLine(record as never))
      .digest();
    expect(verify(null, hash, key, Buffer.from(signature, 'hex'))).toBe(true);
    previous = hash.toString('hex');
  }
});

test('every flipped bit of every byte of every entry is found, at that entry or the next', async () => {
  const { lines } = await smallLedger();
  const missed: string[] = [];
  let flips = 0;
  for (const [index, line] of lines.entries()) {
    const bytes = Buffer.from(line);
    for (let offset = 0; offset < bytes.length; offset++) {
      const changed = Buffer.from(bytes);
      changed[offset]! ^= 1 << ((offset + index) % 8);
      const result = await check(lines.with(index, changed.toString('latin1')));
      flips++;
      if (result.isValid || result.sequence !== index + 1) missed.push(`${index} ${offset}`);
    }
  }
  expect(flips).toBeGreaterThan(3000);
  expect(missed).toEqual([]);
});

test('a line more, a line fewer, two that changed places, and lines of another key are found', async () => {
  const { lines } = await smallLedger();
  const swapped = lines.with(2, lines[3]!).with(3, lines[2]!);
  expect(await check(swapped)).toMatchObject({ isValid: false, sequence: 3, fault: 'out-of-order' });
  expect(await check(lines.toSpliced(3, 1))).toMatchObject({ isValid: false, sequence: 4 });
  expect(await check(lines.toSpliced(3, 0, lines[3]!))).toMatchObject({ isValid: false, sequence: 5 });
  expect(await check(lines.slice(1))).toMatchObject({ isValid: false, sequence: 1 });
  expect(await check([...lines, ''])).toMatchObject({ isValid: false, sequence: 8, fault: 'unreadable' });
  const other = neutralSigning(seedOf(8)).publicKey;
  expect(await verifyChain(lines, other, { verifier: nativeVerifier })).toMatchObject({
    isValid: false,
    sequence: 1,
    fault: 'signature-wrong',
  });
});

test('a chain of the same key from another beginning does not fit', async () => {
  const [a, b] = [await smallLedger(), await smallLedger()];
  expect(await check([...a.lines.slice(0, 4), ...b.lines.slice(4)])).toMatchObject({
    isValid: false,
    sequence: 5,
    fault: 'not-linked',
  });
});

describe('with a checkpoint', () => {
  test('a tail that was cut off is found, at every length', async () => {
    const { lines, checkpoints } = await smallLedger();
    const last = checkpoints.at(-1)!;
    for (let kept = 0; kept < lines.length; kept++) {
      expect(await check(lines.slice(0, kept))).toMatchObject({ isValid: true });
      const result = await check(lines.slice(0, kept), last);
      expect(result).toEqual({ isValid: false, sequence: kept + 1, fault: 'truncated' });
    }
    for (const checkpoint of checkpoints) expect(await check(lines, checkpoint)).toMatchObject({ isValid: true });
  });

  test('another history of the same length is found, and a checkpoint of somebody else is none', async () => {
    const [a, b] = [await smallLedger(), await smallLedger()];
    expect(await check(a.lines, b.checkpoints[1])).toEqual({
      isValid: false,
      sequence: 2,
      fault: 'not-the-checkpoint',
    });
    for (const forged of [
      { ...a.checkpoints[1]!, hash: hashOf('0') },
      { ...a.checkpoints[1]!, signature: a.checkpoints[2]!.signature },
    ]) {
      expect(await check(a.lines, forged)).toEqual({ isValid: false, sequence: 2, fault: 'not-the-checkpoint' });
    }
    const beyond = { ...a.checkpoints[1]!, sequence: 9, signature: a.checkpoints[2]!.signature };
    expect(await check(a.lines, beyond)).toEqual({ isValid: false, sequence: 9, fault: 'not-the-checkpoint' });
  });

  test('it is one line of text, strictly read', async () => {
    const { checkpoints } = await smallLedger();
    const line = checkpointLine(checkpoints[0]!);
    expect(checkpointOf(`${line}\n`)).toEqual(checkpoints[0]);
    for (const wrong of ['', line.slice(1), `${line}0`, line.replace(' 1 1 ', ' 1 01 '), line.toUpperCase()]) {
      expect(() => checkpointOf(wrong)).toThrow(expect.objectContaining({ code: 'usage' }));
    }
  });
});

test('native and neutral keys sign alike, and check alike', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.nat(63),
      (seed, message, offset) => {
        const [a, b] = [neutralSigning(seed), nativeSigning(seed)];
        const signature = a.sign(message);
        expect(Buffer.from(b.sign(message))).toEqual(Buffer.from(signature));
        expect([a.pseudonym('x'), a.sha256('é')].map(String)).toEqual(
          [b.pseudonym('x'), new Uint8Array(b.sha256('é'))].map(String),
        );
        const changed = signature.slice();
        changed[offset]! ^= 1;
        for (const by of [a, b]) {
          expect(by.verify(signature, message, by.publicKey)).toBe(true);
          expect(by.verify(changed, message, by.publicKey)).toBe(false);
          expect(
            by.verify(
              signature,
              message,
              seed.map(() => 255),
            ),
          ).toBe(false);
          expect(by.verify(signature.subarray(1), message, by.publicKey)).toBe(false);
        }
      },
    ),
    { numRuns: 10 },
  );
});

describe('an entry read back', () => {
  const release = {
    kind: 'release',
    ...at(0),
    flight: 'f',
    recipient: 'public',
    purpose: 'content-sharing',
    disclosure: levels.summary,
  } as const;

  test('is the same; a kind, a member or a step that is not known is an error', () => {
    expect(entryFromJson(entryToJson(release))).toEqual(release);
    for (const wrong of [
      { ...release, kind: 'gift' },
      { ...release, more: 1 },
      { ...release, disclosure: { ...release.disclosure, secrets: 'exact' } },
      { ...release, disclosure: { ...release.disclosure, mood: 'none' } },
      { ...release, flight: 7 },
      { ...release, outputSha256: hashOf('A') },
      { ...release, collectedS: '5' },
      undefined,
      [],
    ]) {
      expect(() => entryFromJson(wrong)).toThrow(expect.objectContaining({ code: 'usage' }));
    }
  });

  test('has its degrees as they were, in one form only', () => {
    const degrees = fc.double({ min: -89, max: 89, noNaN: true, noDefaultInfinity: true });
    const restriction = (west: number | string, south: number) => ({
      kind: 'restriction',
      ...at(0),
      id: '0123456789abcdef',
      subject: 'Ada',
      scope: {
        areas: [
          {
            type: 'Polygon',
            coordinates: [
              [
                [west, south],
                [90, 0],
                [90, 90],
                [west, south],
              ],
            ],
          },
        ],
      },
    });
    fc.assert(
      fc.property(degrees, degrees, (west, south) => {
        const entry = restriction(west, south) as never;
        const read = entryFromJson(JSON.parse(canonicalLine(entryToJson(entry))));
        expect(JSON.stringify(read)).toBe(JSON.stringify(entry));
      }),
    );
    for (const text of ['8.50', '+8', ' 8', '0x8', '1e1', '', 'NaN', 8.5]) {
      const json = entryToJson(restriction(8, 47) as never) as never;
      const changed = JSON.parse(JSON.stringify(json).replaceAll('"8"', JSON.stringify(text)));
      expect(() => entryFromJson(changed)).toThrow(expect.objectContaining({ code: 'usage' }));
    }
  });
});

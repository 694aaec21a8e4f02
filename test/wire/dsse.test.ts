import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyIdOf, MAX_ENVELOPE_BYTES, preAuthEncoding, readEnvelope, writeEnvelope } from '../../src/wire/dsse.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const refused = expect.objectContaining({ code: 'manifest-invalid' });

test('what is signed is what DSSE says: the example of its protocol.md, bytes counted and not characters', () => {
  expect(textOf(preAuthEncoding('http://example.com/HelloWorld', bytesOf('hello world')))).toBe(
    'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
  );
  expect(textOf(preAuthEncoding('ä', bytesOf('ö ')))).toBe('DSSEv1 2 ä 3 ö ');
});

test('an envelope has the members of DSSE, and one with the key', () => {
  const publicKey = new Uint8Array(32).fill(1);
  const envelope = writeEnvelope({ payload: bytesOf('{}'), publicKey, signature: new Uint8Array(64).fill(2) });
  expect(JSON.parse(textOf(envelope))).toEqual({
    payload: 'e30=',
    payloadType: 'application/vnd.flightveil.manifest+json',
    publicKey: Buffer.from(publicKey).toString('base64'),
    signatures: [{ keyid: '72cd6e8422c407fb6d098690f1130b7d', sig: Buffer.alloc(64, 2).toString('base64') }],
  });
  // printf '\1%.0s' {1..32} | sha256sum
  expect(keyIdOf(publicKey)).toBe('72cd6e8422c407fb6d098690f1130b7d');
});

const sample = {
  publicKey: Uint8Array.from({ length: 32 }, (_, at) => at),
  signature: Uint8Array.from({ length: 64 }, (_, at) => at * 3),
};

describe('the reader', () => {
  test('gives back what was written, of any size', () => {
    const envelopes = fc.record({
      payload: fc.uint8Array({ minLength: 1, maxLength: 60_000, size: 'max' }),
      publicKey: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      signature: fc.uint8Array({ minLength: 64, maxLength: 64 }),
    });
    fc.assert(
      fc.property(envelopes, (envelope) => {
        const { payload, keyid, ...small } = readEnvelope(writeEnvelope(envelope));
        expect({ ...small, keyid }).toEqual({
          publicKey: envelope.publicKey,
          signature: envelope.signature,
          keyid: keyIdOf(small.publicKey),
        });
        expect(Buffer.from(payload).equals(envelope.payload)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test('takes one form only: no byte can be changed without another payload, key or signature, none added, none left out', () => {
    const good = writeEnvelope({ payload: bytesOf('{"some":"manifest"}'), ...sample });
    const meaning = (bytes: Uint8Array): string => JSON.stringify(readEnvelope(bytes));
    const original = meaning(good);
    let others = 0;
    for (let at = 0; at < good.length; at++) {
      expect(() => readEnvelope(good.subarray(0, at))).toThrow(refused);
      for (const mask of [1, 2, 4, 8, 16, 32, 64, 128]) {
        const bad = Uint8Array.from(good);
        bad[at]! ^= mask;
        try {
          expect(meaning(bad)).not.toBe(original);
          others++;
        } catch (error) {
          expect(error).toEqual(refused);
        }
      }
    }
    // Letters of base64 that stay such, in the payload and the signature: for these there is the signature.
    expect(others).toBeGreaterThan(100);
    for (const more of [' ', '\n', '\0', '{}']) {
      expect(() => readEnvelope(Uint8Array.from([...good, ...bytesOf(more)]))).toThrow(refused);
      expect(() => readEnvelope(Uint8Array.from([...bytesOf(more), ...good]))).toThrow(refused);
    }
  });

  type Loose = Record<string, unknown> & { signatures: Record<string, unknown>[] };
  const changes: Record<string, (envelope: Loose) => unknown> = {
    'another payload type': (envelope) => ({ ...envelope, payloadType: 'application/json' }),
    'a member more': (envelope) => ({ ...envelope, more: 1 }),
    'no payload': ({ payload: _, ...envelope }) => envelope,
    'an empty payload': (envelope) => ({ ...envelope, payload: '' }),
    'no signature': (envelope) => ({ ...envelope, signatures: [] }),
    'two signatures': (envelope) => ({ ...envelope, signatures: [envelope.signatures[0], envelope.signatures[0]] }),
    'another key id': (envelope) => ({
      ...envelope,
      signatures: [{ ...envelope.signatures[0], keyid: '0'.repeat(32) }],
    }),
    'no key id': (envelope) => ({ ...envelope, signatures: [{ sig: envelope.signatures[0]!.sig }] }),
    'a short signature': (envelope) => ({ ...envelope, signatures: [{ ...envelope.signatures[0], sig: 'AAAA' }] }),
    'a short key': (envelope) => ({ ...envelope, publicKey: 'AAAA' }),
    'base64 for URLs': (envelope) => ({ ...envelope, payload: '_-_-' }),
    'base64 with bits that mean nothing': (envelope) => ({ ...envelope, payload: 'e31=' }),
    'base64 without padding': (envelope) => ({ ...envelope, payload: 'e30' }),
    'a list': (envelope) => [envelope],
    nothing: () => null,
  };
  test.each(Object.entries(changes))('refuses %s', (_, change) => {
    const good = JSON.parse(textOf(writeEnvelope({ payload: bytesOf('{}'), ...sample }))) as Loose;
    expect(() => readEnvelope(bytesOf(`${JSON.stringify(sorted(change(good)), null, 1)}\n`))).toThrow(refused);
  });

  test('refuses what is too long before it looks at it, and what is no UTF-8 or no JSON, without quoting it', () => {
    expect(() => readEnvelope(new Uint8Array(MAX_ENVELOPE_BYTES + 1))).toThrow(/longer than/);
    for (const bytes of [Uint8Array.of(0xff), bytesOf('{"secret'), new Uint8Array(0)]) {
      expect(() => readEnvelope(bytes)).toThrow(/^this is no signed manifest: it is not JSON$/);
    }
    const unchanged = JSON.stringify(JSON.parse(textOf(writeEnvelope({ payload: bytesOf('{}'), ...sample }))), null, 1);
    expect(readEnvelope(bytesOf(`${unchanged}\n`)).payload).toEqual(bytesOf('{}'));
    expect(() => readEnvelope(bytesOf(unchanged))).toThrow(/another way/);
  });
});

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
}

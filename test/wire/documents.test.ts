import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FlightveilError } from '../../src/model/errors.ts';
import { readSummary, summaryFiles } from '../../src/wire/flight-summary.ts';
import { MAX_MANIFEST_BYTES, type Manifest, manifestFiles, readManifest } from '../../src/wire/manifest.ts';
import { goldenFiles } from './golden.ts';
import { Peer } from './proto-peer.ts';
import { fullManifest, fullSummary, manifests, summaries } from './samples.ts';

const kinds = {
  summary: {
    write: (value: never) => summaryFiles(value),
    read: readSummary as (bytes: Uint8Array) => unknown,
    peer: new Peer('flight_summary.proto', 'FlightSummary'),
    code: 'summary-invalid',
    any: summaries as fc.Arbitrary<unknown>,
    full: fullSummary as unknown,
  },
  manifest: {
    write: (value: never) => manifestFiles(value),
    read: readManifest as (bytes: Uint8Array) => unknown,
    peer: new Peer('manifest.proto', 'Manifest'),
    code: 'manifest-invalid',
    any: manifests as fc.Arbitrary<unknown>,
    full: fullManifest as unknown,
  },
} as const;
type Kind = (typeof kinds)[keyof typeof kinds];

const both = Object.entries(kinds);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The two forms of a document: JSON, then protobuf. */
function formsOf(kind: Kind, document: unknown): [Uint8Array, Uint8Array] {
  const [json, pb] = kind.write(document as never);
  return [json!.bytes, pb!.bytes];
}

function expectRefused(kind: Kind, bytes: Uint8Array): FlightveilError {
  try {
    kind.read(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(FlightveilError);
    expect((error as FlightveilError).code).toBe(kind.code);
    return error as FlightveilError;
  }
  throw new Error('it was taken');
}

describe.each(goldenFiles().map((golden) => [golden.name, golden] as const))('%s', (_name, golden) => {
  const kind: Kind = kinds[golden.kind as keyof typeof kinds];

  test('is read as its header says, and written so again', () => {
    expect(kind.read(golden.bytes)).toEqual(golden.expect);
    expect(formsOf(kind, golden.expect)[golden.isJson ? 0 : 1]).toEqual(golden.bytes);
  });

  test('means the same to another implementation of protobuf, whose JSON mapping reads our JSON', () => {
    if (golden.isJson) expect(kind.peer.encode(text(golden.bytes))).toEqual(formsOf(kind, golden.expect)[1]);
    else expect(kind.peer.decode(golden.bytes)).toEqual(golden.expect);
  });
});

describe.each(both)('%s', (_name, kind) => {
  test('any one is read as it was written, in both forms, and by another implementation alike', () => {
    fc.assert(
      fc.property(kind.any, (document) => {
        const [json, pb] = formsOf(kind, document);
        expect(kind.read(json)).toEqual(document);
        expect(kind.read(pb)).toEqual(document);
        expect(kind.peer.decode(pb)).toEqual(document);
        expect(kind.peer.encode(text(json))).toEqual(pb);
      }),
      { numRuns: 60 },
    );
  });

  test('every field of the message is a field of the document', () => {
    expect(kind.peer.fields.sort()).toEqual(Object.keys(kind.full as object).sort());
  });

  test('its JSON is sorted, in ASCII, and the same whatever order the fields came in', () => {
    const [json] = formsOf(kind, kind.full);
    const turned = Object.fromEntries(Object.entries(kind.full as object).reverse());
    expect(formsOf(kind, turned)).toEqual(formsOf(kind, kind.full));
    const keys = [...text(json).matchAll(/^ "(\w+)":/gm)].map((match) => match[1]);
    expect(keys.length).toBeGreaterThan(4);
    expect(keys).toEqual([...keys].sort());
    expect(text(json)).toMatch(/^[\n -~]*\n$/);
  });

  test('cut off at any byte it is refused', () => {
    for (const bytes of formsOf(kind, kind.full)) {
      for (let length = 0; length < bytes.length; length++) expectRefused(kind, bytes.subarray(0, length));
    }
  });

  test('with any byte changed, added or doubled it is refused or reads as what it then says', () => {
    for (const bytes of formsOf(kind, kind.full)) {
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }), fc.boolean(), (at, byte, insert) => {
          const changed = [...bytes];
          changed.splice(at, insert ? 0 : 1, byte);
          let document: unknown;
          try {
            document = kind.read(Uint8Array.from(changed));
          } catch (error) {
            expect(error).toMatchObject({ code: kind.code });
            return;
          }
          // What is taken is the one form of what it says: nothing hides in it.
          expect(formsOf(kind, document)).toContainEqual(Uint8Array.from(changed));
        }),
        { numRuns: 400 },
      );
    }
  });

  test('noise is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expectRefused(kind, bytes);
        expectRefused(kind, Uint8Array.from([0x7b, ...bytes]));
      }),
      { numRuns: 300 },
    );
  });

  test('refusals quote nothing of the input', () => {
    const [json, pb] = formsOf(kind, kind.full);
    const planted = Buffer.from('Quuxbury');
    const inputs = [
      Buffer.concat([pb, Buffer.from([0x82, 0x01, planted.length]), planted]),
      Buffer.from(text(json).replace('{', '{"Quuxbury": "Quuxbury",')),
      Buffer.from(`{"Quuxbury": Quuxbury}`),
      Buffer.from(text(json).replace('"version": 1', '"version": "Quuxbury"')),
    ];
    for (const input of inputs) {
      const error = expectRefused(kind, Uint8Array.from(input));
      expect(`${error.message} ${error.advice} ${JSON.stringify(error.facts)} ${error.cause ?? ''}`).not.toMatch(
        /uxbur/,
      );
    }
  });

  test('what a hostile hand may write is refused', () => {
    const [json, pb] = formsOf(kind, kind.full);
    const replaced = (from: string | RegExp, to: string): Buffer => {
      const changed = text(json).replace(from, to);
      expect(changed).not.toBe(text(json));
      return Buffer.from(changed);
    };
    const nested = Buffer.from(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`);
    const groups = Buffer.alloc(50_000, 0x83);
    const inputs: Record<string, Uint8Array> = {
      'another version': replaced('"version": 1', '"version": 2'),
      'a version as text': replaced('"version": 1', '"version": "1"'),
      'no version': replaced(/,\n "version": 1/, ''),
      'an unknown key': replaced('"version": 1', '"version": 1,\n "zzz": 1'),
      'a key twice': replaced('"version": 1', '"version": 1,\n "version": 1'),
      'a prototype': replaced('{', '{"__proto__": {"version": 1},'),
      'null for absent': replaced('{', '{\n "level": null,'),
      'other blanks': replaced(/\n "/, '\n  "'),
      'a byte order mark': Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), json]),
      'text that is no UTF-8': Buffer.concat([Buffer.from('{"'), Buffer.from([0xff, 0xfe]), json.subarray(1)]),
      'nested objects': nested,
      'a hundred thousand brackets': Buffer.from(`{"a":${'['.repeat(100_000)}`),
      'open groups': groups,
      'a length beyond the end': Uint8Array.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]),
      'an unknown field': Uint8Array.from([...pb, 0x80, 0x01, 0x01]),
      'a field twice': Uint8Array.from([...pb, 0x78, 0x01]),
      'a number longer than it need be': Uint8Array.from([...pb.subarray(0, -1), 0x81, 0x00]),
      'more bytes than there may be': new Uint8Array(MAX_MANIFEST_BYTES + 1).fill(0x20),
      'an array': Buffer.from('[]\n'),
    };
    for (const [what, bytes] of Object.entries(inputs)) {
      expect(() => expectRefused(kind, Uint8Array.from(bytes)), what).not.toThrow();
    }
  });
});

describe('a manifest', () => {
  type Change = (manifest: { -readonly [K in keyof Manifest]: Manifest[K] }) => void;
  const { disclosure, released, versions, output } = fullManifest;
  const wrong: Record<string, Change> = {
    'an empty purpose': (manifest) => void (manifest.purpose = ''),
    'a purpose of two words': (manifest) => void (manifest.purpose = 'two words'),
    'a recipient with a control character': (manifest) => void (manifest.recipient = 'a\u001bb'),
    'a recipient that turns the direction of writing': (manifest) => void (manifest.recipient = 'a\u202eb'),
    'a recipient of a thousand letters': (manifest) => void (manifest.recipient = 'x'.repeat(1000)),
    'an empty level': (manifest) => void (manifest.level = ''),
    'a dimension less': (manifest) => void (manifest.disclosure = disclosure.slice(1)),
    'a dimension twice': (manifest) => void (manifest.disclosure = [disclosure[0]!, ...disclosure.slice(0, -1)]),
    'dimensions in another order': (manifest) => void (manifest.disclosure = [...disclosure].reverse()),
    'a step that the chain does not have': (manifest) =>
      void (manifest.disclosure = disclosure.map((bound) => ({ ...bound, step: 'somewhat' }))),
    'secrets that are released': (manifest) =>
      void (manifest.disclosure = disclosure.map((bound) => ({ ...bound, step: 'exact' }))),
    'a catalog that is no hash': (manifest) => void (manifest.versions = { ...versions, catalog: '1' }),
    'a policy in capitals': (manifest) => void (manifest.versions = { ...versions, policy: 'A'.repeat(64) }),
    'an unknown category': (manifest) =>
      void (manifest.released = { ...released, categories: [{ category: 'x' as never, kept: 1, changed: 0 }] }),
    'a category of which nothing was released': (manifest) =>
      void (manifest.released = { ...released, categories: [{ category: 'power', kept: 0, changed: 0 }] }),
    'a message of which nothing was released': (manifest) =>
      void (manifest.released = { ...released, messages: [{ message: 'A', frames: 0 }] }),
    'messages in another order': (manifest) =>
      void (manifest.released = { ...released, messages: [...released.messages].reverse() }),
    'a message twice': (manifest) =>
      void (manifest.released = { ...released, messages: [released.messages[0]!, released.messages[0]!] }),
    'a count below zero': (manifest) => void (manifest.output = { ...output, bytes: -1 }),
    'half a byte': (manifest) => void (manifest.output = { ...output, bytes: 0.5 }),
    'more bytes than can be counted': (manifest) => void (manifest.output = { ...output, bytes: 2 ** 53 }),
    'half a hash': (manifest) => void (manifest.output = { ...output, sha256: output.sha256.slice(32) }),
  };

  test.each(Object.entries(wrong))('with %s is neither written nor read', (_what, change) => {
    const manifest = structuredClone(fullManifest) as Parameters<Change>[0];
    change(manifest);
    expect(() => manifestFiles(manifest)).toThrow(
      /manifest|version|disclosure|released|output|purpose|recipient|level|step/,
    );
    // As JSON in its one form, by hand: the reader must not rely on the writer.
    const sorted = JSON.stringify(
      manifest,
      (_key, value) =>
        typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value,
      1,
    );
    expectRefused(kinds.manifest, new TextEncoder().encode(`${sorted}\n`));
    const unchanged = text(formsOf(kinds.manifest, fullManifest)[0]);
    const same = JSON.stringify(
      fullManifest,
      (_key, value) =>
        typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value,
      1,
    );
    expect(`${same}\n`, 'the hand writes as the writer does').toBe(unchanged);
  });
});

test('a manifest longer than may be read is neither written nor looked at', () => {
  const messages = Array.from({ length: 2000 }, (_, index) => ({
    message: `${10_000 + index}${'é'.repeat(190)}`,
    frames: 1,
  }));
  const long = { ...fullManifest, released: { ...fullManifest.released, messages } };
  expect(() => manifestFiles(long)).toThrow('longer than');
  expect(expectRefused(kinds.manifest, new Uint8Array(MAX_MANIFEST_BYTES + 1)).message).toContain('longer than');
  expect(expectRefused(kinds.manifest, new Uint8Array(MAX_MANIFEST_BYTES)).message).not.toContain('longer than');
  expect(expectRefused(kinds.summary, new Uint8Array(2000)).message).toContain('longer than');
});

describe('a summary', () => {
  test.each([
    ['a distance that is not rounded', { distanceM: 150 }],
    ['a height that is not rounded', { heightAboveStartM: 15 }],
    ['half a minute', { durationMin: 0.5 }],
    ['a negative duration', { durationMin: -1 }],
    ['more than a full battery', { batteryUsedPercent: 101 }],
    ['NaN', { durationMin: Number.NaN }],
  ])('with %s is neither written nor read', (_what, part) => {
    expect(() => summaryFiles({ ...part, version: 1 })).toThrow();
    expectRefused(
      kinds.summary,
      new TextEncoder().encode(`{\n ${JSON.stringify(part).slice(1, -1).replace(':', ': ')},\n "version": 1\n}\n`),
    );
  });
});

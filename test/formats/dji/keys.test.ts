import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FeatureCipher } from '../../../src/formats/dji/feature-cipher.ts';
import { featureNames, featureOf, PLAIN_FEATURE, UNKNOWN_FEATURE } from '../../../src/formats/dji/features.ts';
import { type Keychains, readKeychains } from '../../../src/formats/dji/keychains.ts';
import { FlightveilError } from '../../../src/model/errors.ts';

const BASE = 'FR_Standardization_Feature_Base_1';
const RC = 'FR_Standardization_Feature_RC_11';

function entry(featurePoint: string, key = 32, iv = 16): Record<string, string> {
  return {
    featurePoint,
    aesKey: Buffer.alloc(key, 7).toString('base64'),
    aesIv: Buffer.alloc(iv, 9).toString('base64'),
  };
}

describe('keychain files', () => {
  test.each([
    ['as the service answers', { result: { code: 0, msg: 'ok' }, data: [[entry(BASE), entry(RC)], [entry(BASE)]] }],
    ['only its list', [[entry(BASE), entry(RC)], [entry(BASE)]]],
  ])('%s', (_, json) => {
    const sets = readKeychains(JSON.stringify(json));
    expect(sets.map((set) => [...set.keys()])).toEqual([[1, 11], [1]]);
    expect(sets[0]!.get(11)).toEqual({ key: new Uint8Array(32).fill(7), iv: new Uint8Array(16).fill(9) });
  });

  test('a byte order mark, features of a later maker, and plain text', () => {
    const json = [
      [entry(BASE), entry('FR_Standardization_Feature_Later_99'), entry('FR_Standardization_Feature_Plaintext_8')],
    ];
    expect([...readKeychains(`\uFEFF${JSON.stringify(json)}`)[0]!.keys()]).toEqual([1]);
  });

  test.each([
    ['no JSON', '{'],
    ['another document', '{"keys": []}'],
    ['no set', '[]'],
    ['no key', '[[], []]'],
    ['a list of keys without sets', JSON.stringify([entry(BASE)])],
    ['a short key', JSON.stringify([[entry(BASE, 16)]])],
    ['a long vector', JSON.stringify([[entry(BASE, 32, 17)]])],
    ['no Base64', JSON.stringify([[{ ...entry(BASE), aesKey: 'secret!' }]])],
    ['a key twice', JSON.stringify([[entry(BASE), entry(BASE)]])],
    ['a key missing', JSON.stringify([[{ featurePoint: BASE, aesKey: '' }]])],
  ])('%s is refused, and no key is told', (_, text) => {
    let error: unknown;
    try {
      readKeychains(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(FlightveilError);
    const { message, advice } = error as FlightveilError;
    expect(`${message} ${advice}`).not.toMatch(/secret|Bwc|CQk/);
  });
});

describe('features', () => {
  test('which key a record needs differs from version to version', () => {
    const of = (version: number) => [1, 3, 5, 22, 25, 49, 50, 51, 53, 55, 56].map((type) => featureOf(type, version));
    expect(of(13)).toEqual([1, 1, 7, 6, 1, 5, PLAIN_FEATURE, 6, 6, 15, PLAIN_FEATURE]);
    expect(of(14)).toEqual([1, 10, 7, 13, 12, 5, PLAIN_FEATURE, 14, 9, 15, PLAIN_FEATURE]);
  });

  test('of types that nobody has listed the key is not known', () => {
    for (const type of [0, 23, 37, 42, 57, 60, 64, 116, 255]) expect(featureOf(type, 14)).toBe(UNKNOWN_FEATURE);
    expect(featureNames.get('FR_Standardization_Feature_Security_15')).toBe(15);
  });
});

describe('encryption', () => {
  const key = Uint8Array.from(randomBytes(32));
  const iv = Uint8Array.from(randomBytes(16));
  const other = key.map((byte) => byte ^ 1);
  const keychains: Keychains = [new Map([[1, { key, iv }]]), new Map([[1, { key: other, iv }]])];

  test('records of any length, chained, as another implementation has them', () => {
    const contents = fc.array(fc.uint8Array({ maxLength: 90 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(contents, (records) => {
        const writer = new FeatureCipher(keychains, 'encrypt');
        const reader = new FeatureCipher(keychains, 'decrypt');
        let vector = iv;
        for (const content of records) {
          const bytes = new Uint8Array(content.length + 16 + 3);
          bytes.set(content, 3);
          const view = new DataView(bytes.buffer);
          const length = writer.encrypt(1, view, 3, content.length);
          const cipher = createCipheriv('aes-256-cbc', key, vector);
          const expected = Buffer.concat([cipher.update(content), cipher.final()]);
          expect(Buffer.from(bytes.subarray(3, 3 + length)).equals(expected)).toBe(true);
          vector = Uint8Array.from(expected.subarray(-16));
          expect(reader.decrypt(1, view, 3, length)).toBe(content.length);
          expect(bytes.subarray(3, 3 + content.length)).toEqual(content);
          reader.accept(1);
        }
      }),
    );
  });

  test('reading a record twice changes nothing; only what was accepted is chained over', () => {
    const reader = new FeatureCipher(keychains, 'decrypt');
    const cipher = createCipheriv('aes-256-cbc', key, iv);
    const sealed = Buffer.concat([cipher.update(Buffer.alloc(40, 3)), cipher.final()]);
    for (let time = 0; time < 3; time++) expect(reader.decrypt(1, copyOf(sealed), 0, sealed.length)).toBe(40);
    reader.accept(1);
    const view = copyOf(sealed);
    reader.decrypt(1, view, 0, sealed.length);
    const decipher = createDecipheriv('aes-256-cbc', key, sealed.subarray(-16)).setAutoPadding(false);
    expect(Buffer.from(view.buffer)).toEqual(Buffer.concat([decipher.update(sealed), decipher.final()]));
  });

  test('no key, no whole blocks, no padding', () => {
    const reader = new FeatureCipher(keychains, 'decrypt');
    const view = new DataView(new ArrayBuffer(64));
    expect(reader.has(1)).toBe(true);
    expect(reader.has(2)).toBe(false);
    expect(reader.decrypt(2, view, 0, 16)).toBe(-1);
    expect(reader.decrypt(1, view, 0, 0)).toBe(-1);
    expect(reader.decrypt(1, view, 0, 17)).toBe(-1);
    for (const padding of [
      [0, 0],
      [17, 17],
      [2, 3],
      [1, 2],
    ])
      expect(reader.decrypt(1, padded(padding), 0, 32)).toBe(-1);
    expect(reader.decrypt(1, padded([2, 2]), 0, 32)).toBe(30);
    reader.nextSet();
    expect(reader.decrypt(1, padded([2, 2]), 0, 32)).toBe(-1);
    reader.nextSet();
    expect(reader.has(1)).toBe(false);
  });

  function padded(end: readonly number[]): DataView {
    const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
    return copyOf(Buffer.concat([cipher.update(Buffer.from([...Array(30).fill(8), ...end])), cipher.final()]));
  }
});

function copyOf(bytes: Uint8Array): DataView {
  return new DataView(Uint8Array.from(bytes).buffer);
}

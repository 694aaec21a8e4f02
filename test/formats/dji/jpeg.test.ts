import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jpeg } from '../../../samples/dji/jpeg.ts';
import { JpegWalker } from '../../../src/formats/dji/jpeg.ts';

const plain = jpeg();
const withThumbnail = jpeg({
  ...{ latitudeDeg: 47.1, longitudeDeg: 8.2, altitudeM: 400 },
  ...{ date: new Date(0), model: 'model', serial: 'serial' },
});

/** How many bytes a walk takes in pieces of these sizes, and how it ends. */
function walk(bytes: Uint8Array, sizes: readonly number[] = [bytes.length]): [number, 'ended' | 'bad' | 'open'] {
  const walker = new JpegWalker();
  walker.start();
  let at = 0;
  for (let piece = 0; at < bytes.length; piece++) {
    const end = Math.min(bytes.length, at + sizes[piece % sizes.length]!);
    at = walker.take(bytes, at, end);
    if (walker.isBad) return [at, 'bad'];
    if (walker.hasEnded) return [at, 'ended'];
  }
  return [at, 'open'];
}

describe('walking through a JPEG', () => {
  test('a thumbnail has an end of its own, and does not end the image', () => {
    const firstEnd = Buffer.from(withThumbnail).indexOf(Buffer.of(0xff, 0xd9));
    expect(firstEnd).toBeLessThan(withThumbnail.length - 2);
    expect(walk(Uint8Array.of(...withThumbnail, 1, 2, 3))).toEqual([withThumbnail.length, 'ended']);
  });

  test('in pieces of any size', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 9 }), (sizes) => {
        expect(walk(Uint8Array.of(...withThumbnail, 9, 9), sizes)).toEqual([withThumbnail.length, 'ended']);
      }),
    );
  });

  test('stuffed bytes, restarts, fill bytes and a second scan', () => {
    const scan = [0xff, 0xda, 0, 3, 0, 1, 0xff, 0, 2, 0xff, 0xd3, 3];
    const bytes = [0xff, 0xd8, 0xff, 0xff, 0xfe, 0, 2, ...scan, 0xff, 0xff, 0xda, 0, 2, 4, 0xff, 0xd9];
    expect(walk(Uint8Array.from([...bytes, 7]))).toEqual([bytes.length, 'ended']);
  });

  test('every truncation is open to its end', () => {
    for (let length = 1; length < plain.length; length++) {
      expect(walk(plain.subarray(0, length))).toEqual([length, 'open']);
    }
  });

  test.each([
    ['no start', [0xff, 0xe0, 0, 2], 1],
    ['a start twice', [0xff, 0xd8, 0xff, 0xd8], 3],
    ['no marker behind a segment', [0xff, 0xd8, 0xff, 0xe0, 0, 2, 1], 6],
    ['a length below two', [0xff, 0xd8, 0xff, 0xe0, 0, 1], 5],
    ['a reserved marker', [0xff, 0xd8, 0xff, 0x02], 3],
    ['the end of a record in a scan', [0xff, 0xd8, 0xff, 0xda, 0, 2, 5, 0xff, 0x01], 8],
  ])('%s is no image', (_, bytes, length) => {
    expect(walk(Uint8Array.from(bytes))).toEqual([length, 'bad']);
  });

  test('one walker serves one image after the other', () => {
    const walker = new JpegWalker();
    for (const image of [plain, withThumbnail, plain]) {
      walker.start();
      expect(walker.take(image, 0, image.length)).toBe(image.length);
      expect(walker.hasEnded).toBe(true);
    }
  });
});

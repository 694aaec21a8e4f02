import { describe, expect, test } from 'vitest';
import { checkTiles } from '../../../src/unlock/log/check.ts';
import { leafHash } from '../../../src/unlock/log/merkle.ts';
import {
  bundlePath,
  eachOnce,
  extendTiles,
  readBundle,
  type TileReader,
  tilePath,
  tilesOf,
  writeBundle,
} from '../../../src/unlock/log/tiles.ts';
import { flipBit } from './samples.ts';

/** What there is of each level: full tiles, and the width of the one that is not. */
function shape(size: number): string[] {
  const levels = new Map<number, { full: number; partial: number }>();
  for (const { level, index, width } of tilesOf(size)) {
    const seen = levels.get(level) ?? { full: 0, partial: 0 };
    expect(index).toBe(seen.full);
    if (width === 256) seen.full++;
    else seen.partial = width;
    levels.set(level, seen);
  }
  return [...levels].map(([level, { full, partial }]) => `${level}: ${full} full, ${partial}`);
}

describe('tiles', () => {
  test('of a tree are those that the specification counts', () => {
    // Both are examples of C2SP tlog-tiles.
    expect(shape(70_000)).toEqual(['0: 273 full, 112', '1: 1 full, 17', '2: 0 full, 1']);
    expect(shape(256)).toEqual(['0: 1 full, 0', '1: 0 full, 1']);
    expect(shape(0)).toEqual([]);
    expect(shape(255)).toEqual(['0: 0 full, 255']);
    expect(shape(65_536)).toEqual(['0: 256 full, 0', '1: 1 full, 0', '2: 0 full, 1']);
  });

  test('have the paths of the specification', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 1, index: 0, width: 17 })).toBe('tile/1/000.p/17');
    expect(tilePath({ level: 2, index: 999, width: 256 })).toBe('tile/2/999');
    expect(tilePath({ level: 0, index: 1000, width: 1 })).toBe('tile/0/x001/000.p/1');
    expect(bundlePath(273, 112)).toBe('tile/entries/273.p/112');
    expect(bundlePath(5_000_000, 256)).toBe('tile/entries/x005/x000/000');
    for (const width of [0, 257, 1.5]) expect(() => tilePath({ level: 0, index: 0, width })).toThrow(RangeError);
    expect(() => tilePath({ level: 0, index: -1, width: 1 })).toThrow(RangeError);
  });

  test('are read once each', () => {
    const asked: string[] = [];
    const read = eachOnce((level, index) => {
      asked.push(`${level} ${index}`);
      return index === 0 ? new Uint8Array(32) : undefined;
    });
    for (const index of [0, 1, 0, 1]) read(3, index);
    expect(asked).toEqual(['3 0', '3 1']);
    expect([read(3, 0)?.length, read(3, 1)]).toEqual([32, undefined]);
  });
});

describe('tiles that are checked again', () => {
  const size = 66_000;
  const tiles = new Map<string, Uint8Array>();
  const hash = leafHash(new Uint8Array(1));
  const changed = extendTiles(
    () => undefined,
    0,
    Array.from({ length: size }, () => hash),
  );
  for (const { level, index, hashes } of changed) tiles.set(`${level} ${index}`, hashes);
  const read: TileReader = (level, index) => tiles.get(`${level} ${index}`);
  const flipped =
    (at: string, bit: number): TileReader =>
    (level, index) => {
      const tile = read(level, index);
      return `${level} ${index}` === at ? flipBit(tile!, bit) : tile;
    };

  test('hold as they are', () => {
    expect(() => checkTiles(read, 0, size)).not.toThrow();
    expect(changed).toHaveLength([...tilesOf(size)].length);
  });

  test.each([
    ['0 0', 3],
    ['0 255', 65_535],
    ['0 256', 7],
    ['1 0', 255 * 256],
    ['1 1', 0],
    ['2 0', 1],
  ])('are found changed: tile %s, bit %i', (at, bit) => {
    expect(() => checkTiles(flipped(at, bit), 0, size)).toThrow(expect.objectContaining({ code: 'state-unusable' }));
  });

  test('are looked at between two sizes only, as far as they became full there', () => {
    expect(() => checkTiles(flipped('0 255', 3), 65_535, size)).toThrow();
    expect(() => checkTiles(flipped('0 255', 3), 65_536, size)).not.toThrow();
    expect(() => checkTiles(flipped('0 255', 3), 0, 65_535)).not.toThrow();
    expect(() => checkTiles(flipped('1 0', 3), 65_535, 65_536)).toThrow();
  });
});

describe('a bundle', () => {
  const entries = [new Uint8Array(0), Uint8Array.of(1, 2, 3), new Uint8Array(0x1234).fill(9)];

  test('has the length before each entry', () => {
    const bundle = writeBundle(entries);
    expect([...bundle.subarray(0, 9)]).toEqual([0, 0, 0, 3, 1, 2, 3, 0x12, 0x34]);
    expect(readBundle(bundle).map((one) => Buffer.from(one))).toEqual(entries.map((one) => Buffer.from(one)));
    expect(writeBundle([])).toEqual(new Uint8Array(0));
    expect(readBundle(writeBundle([new Uint8Array(65_535)]))[0]).toHaveLength(65_535);
    expect(() => writeBundle([new Uint8Array(65_536)])).toThrow(RangeError);
  });

  test('that was cut off anywhere but behind an entry is refused', () => {
    const bundle = writeBundle([Uint8Array.of(1, 2, 3), Uint8Array.of(4)]);
    for (let end = 0; end < bundle.length; end++) {
      const read = () => readBundle(bundle.subarray(0, end));
      if (end === 0 || end === 5) expect(read).not.toThrow();
      else expect(read).toThrow(RangeError);
    }
  });
});

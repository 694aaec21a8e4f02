import { bitsOfInteger } from './residue-chance.ts';
import type { Nearness, PlaceEvidence } from './residue-evidence.ts';
import type { HiddenPlace } from './residue-hidden.ts';
import type { Needle, NeedleKeys, ScanWindow } from './residue-needles.ts';

const ENCODING = 'i32 1e-7 degrees, packed across bytes';
const WINDOW_BYTES = 9;
/** Order of the two, order of the bits, and how far they are shifted. */
const WAYS = 2 * 2 * 7;

/**
 * Looks for latitude and longitude as 64 bits in a row that begin inside a byte, with either of them first, counted from either end of the byte.
 * @param evidenceOf where hits of an encoding are counted
 */
export function addPacked(
  places: readonly HiddenPlace[],
  evidenceOf: (encoding: string, ways: Readonly<Record<Nearness, number>>) => PlaceEvidence,
  keys: NeedleKeys,
): void {
  const evidence = evidenceOf(ENCODING, { beside: WAYS, near: WAYS });
  for (const { latitudeDeg, longitudeDeg } of places) {
    const latitude = Math.round(latitudeDeg * 1e7);
    const longitude = Math.round(longitudeDeg * 1e7);
    const bits = bitsOfInteger(latitude, 32) + bitsOfInteger(longitude, 32);
    evidence.expect(bits);
    const hit = (): void => evidence.hit(latitudeDeg, longitudeDeg, bits, 'beside');
    for (const pair of [pairOf(latitude, longitude), pairOf(longitude, latitude)]) {
      for (let shift = 1; shift < 8; shift++) {
        for (const isBigEndian of [true, false]) {
          const needle = new PackedNeedle(pair, shift, isBigEndian, hit);
          keys.add(needle.word, needle);
        }
      }
    }
  }
}

function pairOf(first: number, second: number): readonly [number, number] {
  return [first >>> 0, second >>> 0];
}

class PackedNeedle implements Needle {
  readonly word: number;
  readonly #bytes: Uint8Array;
  readonly #mask: Uint8Array;
  readonly #hit: () => void;

  constructor([first, second]: readonly [number, number], shift: number, isBigEndian: boolean, hit: () => void) {
    const up = isBigEndian ? 8 - shift : shift;
    // Counted from the top, the first stands above the second; counted from the bottom, below it.
    const words: readonly [number, number] = isBigEndian ? [first, second] : [second, first];
    this.#bytes = shifted(words, up, isBigEndian);
    this.#mask = shifted([0xffff_ffff, 0xffff_ffff], up, isBigEndian);
    this.#hit = hit;
    this.word = new DataView(this.#bytes.buffer).getInt32(KEY_AT, true);
  }

  test({ bytes, start, end }: ScanWindow, at: number): void {
    const first = at - KEY_AT;
    if (first < start || first + WINDOW_BYTES > end) return;
    for (let index = 0; index < WINDOW_BYTES; index++) {
      if ((bytes[first + index]! & this.#mask[index]!) !== this.#bytes[index]) return;
    }
    this.#hit();
  }
}

/** From here on four bytes are whole. */
const KEY_AT = 2;

/** 64 bits, given as two halves with the upper one first, moved up by so many bits. */
function shifted([high, low]: readonly [number, number], up: number, isBigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(WINDOW_BYTES);
  for (let index = 0; index < 8; index++) {
    const byte = ((index < 4 ? low : high) >>> (8 * (index % 4))) & 0xff;
    bytes[index]! |= byte << up;
    bytes[index + 1]! |= byte >>> (8 - up);
  }
  return isBigEndian ? bytes.reverse() : bytes;
}

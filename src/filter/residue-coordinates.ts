import type { CoordinateEncoding } from './residue-encodings.ts';
import type { PlaceEvidence } from './residue-evidence.ts';
import type { HiddenPlace } from './residue-hidden.ts';
import type { Needle, NeedleKeys, ScanWindow } from './residue-needles.ts';

/** How far from each other latitude and longitude of one place are looked for, in bytes. */
export const PAIR_BYTES = 64;
/** On each side one way to stand beside each other, and one for every other distance. */
export const PAIR_WAYS = { beside: 2, near: 2 * PAIR_BYTES } as const;
/** Tests of one needle: the same few values over and over tell nothing new. */
const MOST_TESTS = 20_000;

/** Looks for the places of one field in one encoding. */
export function addCoordinates(
  places: readonly HiddenPlace[],
  encoding: CoordinateEncoding,
  evidence: PlaceEvidence,
  keys: NeedleKeys,
): void {
  const needle = new CoordinateNeedle(places, encoding, evidence);
  const words: number[] = [];
  for (const { latitudeDeg, longitudeDeg } of places) {
    evidence.expect(encoding.bitsOf(latitudeDeg) + encoding.bitsOf(longitudeDeg));
    encoding.addKeys(latitudeDeg, words);
  }
  for (const word of words) keys.add(word, needle);
}

/** Where one of the latitudes stands, its longitude is looked for around it. */
class CoordinateNeedle implements Needle {
  /** By latitude, lowest first. */
  readonly #places: readonly HiddenPlace[];
  readonly #encoding: CoordinateEncoding;
  readonly #evidence: PlaceEvidence;
  #tests = 0;

  constructor(places: readonly HiddenPlace[], encoding: CoordinateEncoding, evidence: PlaceEvidence) {
    this.#places = [...places].sort((a, b) => a.latitudeDeg - b.latitudeDeg);
    this.#encoding = encoding;
    this.#evidence = evidence;
  }

  test(window: ScanWindow, at: number): void {
    const { size, keyAt } = this.#encoding;
    const start = at - keyAt;
    if (start < window.start || start + size > window.end || this.#tests >= MOST_TESTS) return;
    const latitude = this.#encoding.read(window.view, start);
    const tolerance = this.#encoding.toleranceOf(latitude);
    const from = this.#firstFrom(latitude - tolerance);
    let to = from;
    while (to < this.#places.length && this.#places[to]!.latitudeDeg <= latitude + tolerance) to++;
    if (from === to) return;
    this.#tests++;
    for (let distance = size; distance <= PAIR_BYTES; distance++) {
      if (this.#pairs(window, start + distance, distance, from, to)) return;
      if (this.#pairs(window, start - distance, distance, from, to)) return;
    }
  }

  /** Index of the first place that is not south of this latitude. */
  #firstFrom(latitude: number): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#places[middle]!.latitudeDeg < latitude) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #pairs(window: ScanWindow, at: number, distance: number, from: number, to: number): boolean {
    const encoding = this.#encoding;
    if (at < window.start || at + encoding.size > window.end) return false;
    const longitude = encoding.read(window.view, at);
    const tolerance = encoding.toleranceOf(longitude);
    for (let index = from; index < to; index++) {
      const { latitudeDeg, longitudeDeg } = this.#places[index]!;
      if (!(Math.abs(longitude - longitudeDeg) <= tolerance)) continue;
      const bits = encoding.bitsOf(latitudeDeg) + encoding.bitsOf(longitudeDeg);
      this.#evidence.hit(latitudeDeg, longitudeDeg, bits, distance === encoding.size ? 'beside' : 'near');
      return true;
    }
    return false;
  }
}

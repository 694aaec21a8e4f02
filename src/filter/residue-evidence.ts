import { CERTAIN_BITS, chanceOf } from './residue-chance.ts';

/** How latitude and longitude stand to each other: next to each other, or within reach. */
export type Nearness = 'beside' | 'near';

/** Hits of the places of one field in one encoding, weighed against chance. */
export class PlaceEvidence {
  /** `MESSAGE.field` of the places. */
  readonly anchor: string;
  readonly encoding: string;
  count = 0;
  /** Places by chance, for each byte and each way to stand. */
  #weight = 0;
  readonly #ways: Readonly<Record<Nearness, number>>;
  #certain = 0;
  readonly #latitudes: Readonly<Record<Nearness, Set<number>>> = { beside: new Set(), near: new Set() };
  readonly #longitudes: Readonly<Record<Nearness, Set<number>>> = { beside: new Set(), near: new Set() };

  /** @param ways for each byte of the file, how many ways there are for the two to stand */
  constructor(anchor: string, encoding: string, ways: Readonly<Record<Nearness, number>>) {
    this.anchor = anchor;
    this.encoding = encoding;
    this.#ways = ways;
  }

  /** One more place is looked for. */
  expect(bits: number): void {
    this.#weight += 2 ** -bits;
  }

  hit(latitudeDeg: number, longitudeDeg: number, bits: number, nearness: Nearness): void {
    this.count++;
    if (bits >= CERTAIN_BITS) this.#certain++;
    this.#latitudes[nearness].add(latitudeDeg);
    this.#longitudes[nearness].add(longitudeDeg);
  }

  /**
   * @param fileBytes bytes that were scanned
   * @param leastChance for this class alone
   */
  isResidue(fileBytes: number, leastChance: number): boolean {
    if (this.#certain > 0) return true;
    return (['beside', 'near'] as const).some((nearness) => {
      // What repeats itself in a log is one accident, not many: only different values count.
      const different = Math.min(this.#latitudes[nearness].size, this.#longitudes[nearness].size);
      return chanceOf(different, fileBytes * this.#ways[nearness] * this.#weight) < leastChance / 2;
    });
  }
}

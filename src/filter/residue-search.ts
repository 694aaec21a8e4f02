import type { Identity } from './anchors.ts';
import { LEAST_CHANCE } from './residue-chance.ts';
import { addCoordinates, PAIR_WAYS } from './residue-coordinates.ts';
import { addDecimals } from './residue-decimals.ts';
import { coordinateEncodings } from './residue-encodings.ts';
import { type Nearness, PlaceEvidence } from './residue-evidence.ts';
import { type ExactNeedle, exactNeedles } from './residue-exact.ts';
import type { HiddenPlace } from './residue-hidden.ts';
import { NeedleKeys, NeedleTable } from './residue-needles.ts';
import { addPacked } from './residue-packed.ts';
import { ByteScan } from './residue-scan.ts';

/** Places that are looked for in the rarer encodings, and across bytes, shared among the fields that have them. */
const RARE_PLACES = 250;
const PACKED_PLACES = 60;
/** But for each field at least so many. */
const LEAST_PLACES = 5;

/** Something that the scan found; `count` times. */
export interface Hit {
  readonly what: 'place' | 'identity';
  /** `MESSAGE.field` of the original. */
  readonly anchor: string;
  readonly encoding: string;
  readonly count: number;
}

/** Looks for places and identities in bytes, whatever they are: one pass, one look-up a byte. */
export class ByteSearch {
  readonly #scan: ByteScan;
  readonly #evidence = new Map<string, PlaceEvidence>();
  readonly #exact: readonly ExactNeedle[];

  constructor(places: readonly HiddenPlace[], identities: readonly Identity[]) {
    const keys = new NeedleKeys();
    const fields = byField(places);
    const share = (most: number): number => Math.max(LEAST_PLACES, Math.floor(most / fields.size));
    for (const [anchor, some] of fields) {
      const rare = thin(some, share(RARE_PLACES));
      const evidenceOf = (encoding: string, ways: Readonly<Record<Nearness, number>>): PlaceEvidence =>
        this.#evidenceOf(anchor, encoding, ways);
      for (const encoding of coordinateEncodings) {
        const looked = encoding.isRare ? rare : some;
        addCoordinates(looked, encoding, evidenceOf(encoding.name, PAIR_WAYS), keys);
      }
      addDecimals(some, evidenceOf, keys);
      addPacked(thin(some, share(PACKED_PLACES)), evidenceOf, keys);
    }
    this.#exact = identities.flatMap((identity) => exactNeedles(identity));
    for (const needle of this.#exact) keys.add(needle.word, needle);
    this.#scan = new ByteScan(new NeedleTable(keys));
  }

  push(chunk: Uint8Array): void {
    this.#scan.push(chunk);
  }

  finish(): Hit[] {
    this.#scan.finish();
    const bytes = this.#scan.scannedBytes;
    const leastChance = LEAST_CHANCE / Math.max(1, this.#evidence.size);
    const hits: Hit[] = [];
    for (const found of this.#evidence.values()) {
      if (found.count === 0 || !found.isResidue(bytes, leastChance)) continue;
      hits.push({ what: 'place', anchor: found.anchor, encoding: found.encoding, count: found.count });
    }
    const identities = new Map<string, Hit>();
    for (const { anchor, encoding, count } of this.#exact) {
      if (count === 0) continue;
      const key = `${anchor} ${encoding}`;
      identities.set(key, { what: 'identity', anchor, encoding, count: count + (identities.get(key)?.count ?? 0) });
    }
    return [...hits, ...identities.values()];
  }

  #evidenceOf(anchor: string, encoding: string, ways: Readonly<Record<Nearness, number>>): PlaceEvidence {
    const key = `${anchor} ${encoding}`;
    let evidence = this.#evidence.get(key);
    if (evidence === undefined) {
      evidence = new PlaceEvidence(anchor, encoding, ways);
      this.#evidence.set(key, evidence);
    }
    return evidence;
  }
}

function byField(places: readonly HiddenPlace[]): Map<string, HiddenPlace[]> {
  const fields = new Map<string, HiddenPlace[]>();
  for (const place of places) {
    const name = `${place.message}.${place.field}`;
    const some = fields.get(name);
    if (some === undefined) fields.set(name, [place]);
    else some.push(place);
  }
  return fields;
}

function thin<T>(items: readonly T[], most: number): readonly T[] {
  const stride = Math.ceil(items.length / most);
  return stride <= 1 ? items : items.filter((_, index) => index % stride === 0);
}

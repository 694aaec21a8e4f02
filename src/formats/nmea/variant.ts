import { lastDecimals, plain, readPlain } from '../../text/plain-number.ts';
import type { CellRule } from './cell-rules.ts';
import type { SentenceKind } from './kinds.ts';
import type { NmeaSchema } from './layout.ts';
import { MAX_CELLS, type SentenceReader } from './sentence.ts';

const ZERO = 0x30;
/** Directions are turned on a lattice no finer than receivers measure; other values are kept as they stand, or moved by a constant. */
const MOST_TURNED_DECIMALS = 2;
const MOST_SPEED_DECIMALS = 4;
const MOST_HEIGHT_DECIMALS = 3;
/** Of places: so many and more are read as doubles. */
export const MOST_PLACE_LATTICE = 6;

/** Values of one sentence's scaled cells; used again for every sentence. */
export class ScaledValues {
  /** Whole numbers of the last of {@link decimals}; NaN: there is none. */
  readonly values = new Float64Array(MAX_CELLS);
  readonly decimals = new Int32Array(MAX_CELLS);
}

/**
 * Sentences of a kind that are written alike: with as many cells, and with decimals as those seen before.
 *
 * How many decimals there are is the lattice on which values lie, and places and directions are dithered by one step of it. Senders put zeros behind: what counts
 * is the finest value that was seen. A value that is finer than all before changes the variant's schema.
 */
export class Variant {
  readonly kind: SentenceKind;
  /** Cells that the catalog has. */
  readonly count: number;
  readonly hasTime: boolean;
  readonly hasPlace: boolean;
  readonly hasTalker: boolean;
  /** With which its places are written. */
  readonly placeDecimals: number;
  /** Decimals of places that were seen to be meant; -1: none was seen. */
  placeLattice = -1;
  /** By cell: decimals that were seen to be meant, and with how many values are written. */
  readonly lattice: Int32Array;
  readonly written: Int32Array;
  schema: NmeaSchema | null = null;
  readonly #scaled: readonly number[];

  constructor(
    kind: SentenceKind,
    options: Pick<Variant, 'count' | 'hasTime' | 'hasPlace' | 'hasTalker' | 'placeDecimals'>,
  ) {
    this.kind = kind;
    this.count = options.count;
    this.hasTime = options.hasTime;
    this.hasPlace = options.hasPlace;
    this.hasTalker = options.hasTalker;
    this.placeDecimals = options.placeDecimals;
    this.lattice = new Int32Array(this.count);
    this.written = new Int32Array(this.count);
    this.#scaled = kind.cells.flatMap(({ reading }, index) =>
      reading === 'scaled' && index < this.count ? [index] : [],
    );
  }

  /** Reads the scaled cells. @returns whether one of them is finer than all before */
  read(bytes: Uint8Array, { starts, ends }: SentenceReader, into: ScaledValues): boolean {
    const scaled = this.#scaled;
    let isFiner = false;
    for (let index = 0; index < scaled.length; index++) {
      const at = scaled[index]!;
      const start = starts[at]!;
      const end = ends[at]!;
      into.values[at] = Number.NaN;
      if (start === end) continue;
      const decimals = readPlain(bytes, start, end);
      if (decimals < 0) continue;
      into.values[at] = plain[1]!;
      into.decimals[at] = lastDecimals[0]!;
      const rule = this.kind.cells[at]!;
      const meant = meantDecimals(rule, bytes, end, decimals);
      if (decimals <= this.written[at]! && meant <= this.lattice[at]!) continue;
      isFiner = true;
      if (decimals > this.written[at]!) this.written[at] = decimals;
      if (meant > this.lattice[at]!) this.lattice[at] = meant;
    }
    return isFiner;
  }
}

function meantDecimals({ rule }: CellRule, bytes: Uint8Array, end: number, decimals: number): number {
  if (rule.role === 'altitude') return Math.min(decimals, MOST_HEIGHT_DECIMALS);
  if (rule.role === 'groundSpeed') return Math.min(decimals, MOST_SPEED_DECIMALS);
  let meant = decimals;
  while (meant > 0 && bytes[end - 1 - (decimals - meant)] === ZERO) meant--;
  return Math.min(meant, MOST_TURNED_DECIMALS);
}

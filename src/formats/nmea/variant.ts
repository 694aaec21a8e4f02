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
/** Coarser places are moved by nothing. */
export const LEAST_MOVED_DECIMALS = 4;

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
  /** Among the variants of a decoder. */
  readonly index: number;
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
  /** Its places have another lattice than those by which the log's is known: one place at two roundings shows which way the source's steps lie. */
  isStray = false;
  /** By cell: decimals that were seen to be meant, and with how many values are written. */
  readonly lattice: Int32Array;
  readonly written: Int32Array;
  schema: NmeaSchema | null = null;
  /** The scaled cells, and by them: decimals that count at most, and whether zeros at the end do not. */
  readonly #scaled: Int32Array;
  readonly #mostDecimals: Int32Array;
  readonly #isTrimmed: Uint8Array;

  constructor(
    index: number,
    kind: SentenceKind,
    options: Pick<Variant, 'count' | 'hasTime' | 'hasPlace' | 'hasTalker' | 'placeDecimals'>,
  ) {
    this.index = index;
    this.kind = kind;
    this.count = options.count;
    this.hasTime = options.hasTime;
    this.hasPlace = options.hasPlace;
    this.hasTalker = options.hasTalker;
    this.placeDecimals = options.placeDecimals;
    this.lattice = new Int32Array(this.count);
    this.written = new Int32Array(this.count);
    const cells = kind.cells.slice(0, this.count);
    const scaled = cells.flatMap(({ reading }, at) => (reading === 'scaled' ? [at] : []));
    this.#scaled = Int32Array.from(scaled);
    this.#mostDecimals = Int32Array.from(scaled, (at) => mostDecimals(cells[at]!));
    this.#isTrimmed = Uint8Array.from(scaled, (at) => (isTurned(cells[at]!) ? 1 : 0));
  }

  /** Reads the scaled cells. @returns whether one of them is finer than all before */
  read(bytes: Uint8Array, { edges }: SentenceReader, into: ScaledValues): boolean {
    const scaled = this.#scaled;
    let isFiner = false;
    for (let index = 0; index < scaled.length; index++) {
      const at = scaled[index]!;
      const start = edges[at]! + 1;
      const end = edges[at + 1]!;
      into.values[at] = Number.NaN;
      if (start === end) continue;
      const decimals = readPlain(bytes, start, end);
      if (decimals < 0) continue;
      into.values[at] = plain[1]!;
      into.decimals[at] = lastDecimals[0]!;
      let meant = decimals;
      if (this.#isTrimmed[index] === 1) while (meant > 0 && bytes[end - 1 - (decimals - meant)] === ZERO) meant--;
      const most = this.#mostDecimals[index]!;
      if (meant > most) meant = most;
      if (decimals <= this.written[at]! && meant <= this.lattice[at]!) continue;
      isFiner = true;
      if (decimals > this.written[at]!) this.written[at] = decimals;
      if (meant > this.lattice[at]!) this.lattice[at] = meant;
    }
    return isFiner;
  }
}

function mostDecimals({ rule }: CellRule): number {
  if (rule.role === 'altitude') return MOST_HEIGHT_DECIMALS;
  return rule.role === 'groundSpeed' ? MOST_SPEED_DECIMALS : MOST_TURNED_DECIMALS;
}

/** Of a direction. */
function isTurned({ rule }: CellRule): boolean {
  return rule.role !== 'altitude' && rule.role !== 'groundSpeed';
}

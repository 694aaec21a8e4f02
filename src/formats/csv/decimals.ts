import { singleQuantum } from '../../bytes/numbers.ts';
import { dateUs, fractionDigits, readDate, SlashOrder, slashOrder } from '../../text/date-layout.ts';
import { POINT, plain, readPlain } from '../../text/plain-number.ts';
import { COMMA, content, findContent, type RowReader, RowStatus } from './rows.ts';

/** How much of a table is looked at to find how its numbers are written. */
export const LOOK_AHEAD_BYTES = 65_536;
const MOST_DECIMALS = 20;
const ZERO = 0x30;
const NINE = 0x39;
/** Fewer different values do not tell how many decimals are usual. */
const LEAST_VALUES = 8;

/** How the numbers of one column are written. */
export interface Writing {
  /** Undefined: none was seen. */
  readonly decimals: number | undefined;
  /** Zeros at the end are left out. */
  readonly isTrimmed: boolean;
  /** A comma stands before decimals. */
  readonly hasComma: boolean;
  /** Nearly all are 32-bit floats that were written out: they lie on the lattice of those. */
  readonly isSingle: boolean;
  /** Of dates: the most digits of a second's fraction. */
  readonly fraction: number;
  /** Of dates: one order for all of them, day first where any of them, or what follows it, says so. */
  readonly slashes: SlashOrder;
}

/**
 * Finds with how many decimals the columns of a table are written.
 *
 * That is the lattice on which its values lie, and by one step of which they are dithered: the shape of the lattice in degrees tells the latitude, and
 * turned, the turn. Tools leave out zeros at the end, so a value with fewer decimals than its column still lies on the column's lattice and
 * is dithered by the column's step: one value in ten ends in a zero, and a coarser dither for those would mark them as the ones that did.
 * Where more than a quarter of the values have fewer decimals it is not zeros that are missing, but another, coarser lattice is among them: then the
 * column is taken to be that coarse, and finer values are rounded. A value that stays the same for many rows counts once.
 *
 * @param wanted columns to look at
 * @returns of each wanted column how it is written
 */
export function readWritings(
  reader: RowReader,
  bytes: Uint8Array,
  start: number,
  end: number,
  isFinal: boolean,
  separator: number,
  columns: number,
  wanted: readonly number[],
): ReadonlyMap<number, Writing> {
  const seen = wanted.map(() => new Seen());
  for (let at = start; at < end; at = reader.next) {
    if (reader.read(bytes, at, end, isFinal, separator, columns) !== RowStatus.row) break;
    if (reader.count < columns) continue;
    for (const [index, column] of wanted.entries()) {
      findContent(bytes, reader.starts[column]!, reader.ends[column]!);
      if (!seen[index]!.isNew(bytes, content.start, content.end)) continue;
      const withPoint = readPlain(bytes, content.start, content.end, POINT);
      const decimals =
        withPoint >= 0 || separator === COMMA ? withPoint : readPlain(bytes, content.start, content.end, COMMA);
      if (decimals >= 0) {
        seen[index]!.count(meantDecimals(bytes, content.end, decimals), withPoint < 0);
        seen[index]!.compare(plain[0]!, decimals);
      } else seen[index]!.countDate(bytes, content.start, content.end);
    }
  }
  return new Map(wanted.map((column, index) => [column, seen[index]!.writing()]));
}

/** From so many decimals on a number is a double in full. */
const FULL_DECIMALS = 10;
/** So many zeros or nines in a row are no digits of a value but what was left over when it was computed. */
const LEAST_RUN = 5;

/**
 * How many decimals a number with so many was meant to have: doubles in full can hide a coarse lattice, as 10.702409999999986 does, which is a whole
 * number of hundred-thousandths.
 * @param end of the number
 */
function meantDecimals(bytes: Uint8Array, end: number, decimals: number): number {
  if (decimals < FULL_DECIMALS) return decimals;
  const start = end - decimals;
  let run = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte !== ZERO && byte !== NINE) run = 0;
    else run = run > 0 && byte === bytes[at - 1] ? run + 1 : 1;
    if (run === LEAST_RUN) return at + 1 - LEAST_RUN - start;
  }
  return decimals;
}

/** Decimal digits that a number keeps when it is read. */
const EXACT_DIGITS = 14;
/** Logarithm of how unlikely it must be that values are 32-bit floats by chance, to the base of 2; and one in how many may be none. */
const LEAST_EVIDENCE = 10;
const MOST_OTHERS = 10;

/** What was seen of one column. */
class Seen {
  readonly #counts = new Int32Array(MOST_DECIMALS + 1);
  #fraction = 0;
  #slashes: SlashOrder = SlashOrder.any;
  /** The last date with slashes, read in either order. */
  #monthFirstUs = Number.NaN;
  #dayFirstUs = Number.NaN;
  #singles = 0;
  #others = 0;
  #evidence = 0;
  #total = 0;
  #commas = 0;
  #start = 0;
  #end = 0;

  /** Whether it is another value than the one before, and not zero. */
  isNew(bytes: Uint8Array, start: number, end: number): boolean {
    const length = end - start;
    let isSame = length === this.#end - this.#start;
    let isZero = true;
    for (let index = 0; index < length; index++) {
      const byte = bytes[start + index]!;
      if (isSame && byte !== bytes[this.#start + index]) isSame = false;
      if (byte > 0x30 && byte <= 0x39) isZero = false;
    }
    this.#start = start;
    this.#end = end;
    return !isSame && !isZero;
  }

  count(decimals: number, hasComma: boolean): void {
    if (hasComma) this.#commas++;
    this.#counts[Math.min(decimals, MOST_DECIMALS)]!++;
    this.#total++;
  }

  /** Looks whether a value is what a 32-bit float reads as with so many decimals. */
  compare(value: number, decimals: number): void {
    const apart = 0.5 * 10 ** -decimals + Math.abs(value) * 10 ** -EXACT_DIGITS;
    const evidence = Math.log2(singleQuantum(value) / (2 * apart));
    // Where floats lie as close as decimals do, every value is one.
    if (!(evidence >= 1)) return;
    if (Math.abs(Math.fround(value) - value) > apart) {
      this.#others++;
    } else {
      this.#singles++;
      this.#evidence += evidence;
    }
  }

  countDate(bytes: Uint8Array, start: number, end: number): void {
    const layout = readDate(bytes, start, end);
    if (layout < 0) return;
    this.#fraction = Math.max(this.#fraction, fractionDigits(layout));
    if (slashOrder(layout) === SlashOrder.any) return;
    const monthFirstUs = readDate(bytes, start, end, SlashOrder.monthFirst) < 0 ? Number.NaN : dateUs[0]!;
    const dayFirstUs = readDate(bytes, start, end, SlashOrder.dayFirst) < 0 ? Number.NaN : dateUs[0]!;
    // A day is no month; and flights that go on past midnight do so on the next day.
    const isLeap = Math.abs(monthFirstUs - this.#monthFirstUs) > Math.abs(dayFirstUs - this.#dayFirstUs);
    if (Number.isNaN(monthFirstUs) || isLeap) this.#slashes = SlashOrder.dayFirst;
    else if (this.#slashes === SlashOrder.any) this.#slashes = SlashOrder.monthFirst;
    this.#monthFirstUs = monthFirstUs;
    this.#dayFirstUs = dayFirstUs;
  }

  writing(): Writing {
    const counts = this.#counts;
    let most = -1;
    for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) if (counts[decimals]! > 0) most = decimals;
    const isSingle = this.#evidence >= LEAST_EVIDENCE && this.#others * MOST_OTHERS <= this.#singles;
    const known = { hasComma: this.#commas > 0, isSingle, fraction: this.#fraction, slashes: this.#slashes };
    if (most < 0) return { decimals: undefined, isTrimmed: false, ...known };
    let usual = most;
    if (this.#total >= LEAST_VALUES) {
      let upTo = 0;
      for (usual = 0; usual < most; usual++) {
        upTo += counts[usual]!;
        if (upTo * 4 > this.#total) break;
      }
    }
    let fewer = 0;
    for (let decimals = 0; decimals < usual; decimals++) fewer += counts[decimals]!;
    return { decimals: usual, isTrimmed: fewer > 0, ...known };
  }
}

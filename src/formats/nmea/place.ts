import { powersOfTen } from '../../text/plain-number.ts';

const ZERO = 0x30;
const POINT = 0x2e;
const MINUTES = 60;
/** Digits of a fraction that are read, and of one that is written; zeros stand behind. */
const MOST_DECIMALS = 12;
const EXACT_DECIMALS = 9;
const MOST_WHOLE_DIGITS = 5;
const LEAST_WHOLE_DIGITS = 3;
const NORTH = 0x4e;
const EAST = 0x45;
const SOUTH = 0x53;
const WEST = 0x57;

/** Whether a place's first or second half is meant. */
export type Half = 'latitude' | 'longitude';

/** One half of a place as it was read, without allocating. */
export class PlaceReader {
  /** [0]: minutes of arc before the point; [1]: digits behind it as a whole number. */
  readonly #parts = new Float64Array(2);
  #sign = 1;
  /** Behind the point: all, and without zeros at the end. */
  decimals = 0;
  meant = 0;

  /** On the equator or the first meridian. */
  get isZero(): boolean {
    return this.#parts[0] === 0 && this.#parts[1] === 0;
  }

  /**
   * Reads degrees and minutes from one cell and the hemisphere from the next.
   * @param before the comma before both; `between` and `behind` are the next two
   * @returns false if they say no place
   */
  read(half: Half, bytes: Uint8Array, before: number, between: number, behind: number): boolean {
    const start = before + 1;
    const end = between;
    const letterAt = between + 1;
    if (behind !== letterAt + 1) return false;
    const isLatitude = half === 'latitude';
    const letter = bytes[letterAt]!;
    const isPositive = letter === (isLatitude ? NORTH : EAST);
    if (!isPositive && letter !== (isLatitude ? SOUTH : WEST)) return false;
    this.#sign = isPositive ? 1 : -1;
    let whole = 0;
    let at = start;
    for (; at < end && bytes[at] !== POINT; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) return false;
      whole = whole * 10 + digit;
    }
    if (at - start < LEAST_WHOLE_DIGITS || at - start > MOST_WHOLE_DIGITS) return false;
    const degrees = (whole / 100) | 0;
    const minutes = whole - 100 * degrees;
    if (minutes >= MINUTES) return false;
    let fraction = 0;
    let meant = 0;
    const first = at < end ? at + 1 : end;
    if (end - first > MOST_DECIMALS) return false;
    for (at = first; at < end; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) return false;
      fraction = fraction * 10 + digit;
      if (digit > 0) meant = at + 1 - first;
    }
    const most = isLatitude ? 90 : 180;
    if (degrees > most || (degrees === most && minutes + fraction > 0)) return false;
    this.#parts[0] = degrees * MINUTES + minutes;
    this.#parts[1] = fraction;
    this.decimals = end - first;
    this.meant = meant;
    return true;
  }

  /** Stores it as a whole number of minutes over ten to the power of `decimals`. */
  storeUnits(view: DataView, offset: number, decimals: number): void {
    view.setInt32(offset, Math.round(this.#sign * this.#unitsOf(decimals)), true);
  }

  storeDegrees(view: DataView, offset: number): void {
    const { decimals } = this;
    view.setFloat64(offset, (this.#sign * this.#unitsOf(decimals)) / (powersOfTen[decimals]! * MINUTES), true);
  }

  #unitsOf(decimals: number): number {
    const fraction = this.#parts[1]!;
    const scaled =
      decimals >= this.decimals
        ? fraction * powersOfTen[decimals - this.decimals]!
        : fraction / powersOfTen[this.decimals - decimals]!;
    return this.#parts[0]! * powersOfTen[decimals]! + scaled;
  }
}

/**
 * Writes one half of a place with so many decimals.
 * @param units minutes of arc over ten to the power of `scale`, a whole number
 * @returns the index behind what was written
 */
export function writePlace(
  half: Half,
  units: number,
  scale: number,
  decimals: number,
  target: Uint8Array,
  to: number,
): number {
  const size = Math.abs(units);
  const minutes = Math.floor(size / powersOfTen[scale]!) | 0;
  const fraction = (size - minutes * powersOfTen[scale]!) | 0;
  const degrees = (minutes / MINUTES) | 0;
  let at = writePadded(degrees, half === 'latitude' ? 2 : 3, target, to);
  at = writePadded(minutes - degrees * MINUTES, 2, target, at);
  if (decimals === 0) return at;
  target[at++] = POINT;
  if (scale > 0) at = writePadded(fraction, scale, target, at);
  for (let place = scale; place < decimals; place++) target[at++] = ZERO;
  return at;
}

/** As {@link writePlace}, of degrees, which stand in `view`. */
export function writeDegrees(
  half: Half,
  view: DataView,
  offset: number,
  decimals: number,
  target: Uint8Array,
  to: number,
): number {
  const scale = decimals < EXACT_DECIMALS ? decimals : EXACT_DECIMALS;
  const units = Math.round(view.getFloat64(offset, true) * MINUTES * powersOfTen[scale]!);
  return writePlace(half, units, scale, decimals, target, to);
}

/** The letter behind a half of a place. */
export function hemisphereOf(half: Half, isNegative: boolean): number {
  if (half === 'latitude') return isNegative ? SOUTH : NORTH;
  return isNegative ? WEST : EAST;
}

/** Writes a whole number of 31 bits with as many digits. */
export function writePadded(value: number, digits: number, target: Uint8Array, to: number): number {
  let left = value | 0;
  for (let at = to + digits - 1; at >= to; at--) {
    const rest = (left / 10) | 0;
    target[at] = ZERO + left - rest * 10;
    left = rest;
  }
  return to + digits;
}

import type { Memory } from '../../bytes/memory.ts';
import { NumberType, quantumOfExponent, readNumber, writeNumber } from '../../bytes/numbers.ts';
import type { Edit } from '../../model/edit.ts';
import { byteSizes, type Field } from '../../model/schema.ts';
import { fractionOf } from './move-place.ts';
import type { Relocation } from './relocation.ts';

export function canTurnVector(north: Field, east: Field): boolean {
  if (north.type !== east.type || north.length !== east.length) return false;
  return ['f32', 'i16', 'i32', 'f64'].includes(north.type);
}

/**
 * Turns the two horizontal components of an earth-frame vector. 0/0 stays; half an unknown vector is unknown as a whole. Whole numbers are dithered by one quantum first, or
 * the turn shows as points that cannot be reached.
 *
 * @param unknown what says so in whole numbers; undefined: none
 * @param blank what is written in whole numbers where the turn is not known; undefined: the frame is withheld
 * @param step of the whole numbers that 32-bit floats were made from, in their units: they are dithered by it
 * @param wholeStep of whole numbers, in their units: likewise
 */
export function turnVector(
  north: Field,
  east: Field,
  turnAt: number,
  unknown: number | undefined,
  relocation: Relocation,
  step = 0,
  blank: number | undefined = unknown,
  wholeStep = 1,
): Edit {
  return new TurnVector(north, east, turnAt, unknown, relocation, step, blank, wholeStep);
}

class TurnVector implements Edit {
  readonly reach: number;
  readonly #northAt: number;
  readonly #eastAt: number;
  readonly #elements: number;
  readonly #size: number;
  readonly #type: NumberType;
  readonly #turnAt: number;
  readonly #unknown: number;
  readonly #relocation: Relocation;
  readonly #step: number;
  readonly #wholeStep: number;
  readonly #hasBlank: boolean;
  readonly #blank: number;

  constructor(
    north: Field,
    east: Field,
    turnAt: number,
    unknown: number | undefined,
    relocation: Relocation,
    step: number,
    blank: number | undefined,
    wholeStep: number,
  ) {
    this.#step = step;
    this.#wholeStep = wholeStep;
    this.#hasBlank = blank !== undefined;
    this.#blank = blank ?? 0;
    this.#northAt = north.offset;
    this.#eastAt = east.offset;
    this.#elements = north.length;
    this.#size = byteSizes[north.type];
    this.reach = Math.max(north.offset, east.offset) + this.#size * north.length;
    this.#type = NumberType[north.type as keyof typeof NumberType];
    this.#turnAt = turnAt;
    this.#unknown = unknown ?? Number.NaN;
    this.#relocation = relocation;
  }

  apply({ view }: Memory, body: number): boolean {
    const isSingle = this.#type === NumberType.f32;
    for (let element = 0; element < this.#elements; element++) {
      const northAt = body + element * this.#size + this.#northAt;
      const eastAt = body + element * this.#size + this.#eastAt;
      if (isSingle) this.#turnSingles(view, northAt, eastAt);
      else if (!this.#turn(view, northAt, eastAt)) return false;
    }
    return true;
  }

  /** As {@link #turn}, which does not allocate only for whole numbers. */
  #turnSingles(view: DataView, northAt: number, eastAt: number): void {
    const north = view.getFloat32(northAt, true);
    const east = view.getFloat32(eastAt, true);
    if (north === 0 && east === 0) return;
    const { turns } = this.#relocation;
    const isKnown = this.#relocation.isKnownAt(this.#turnAt);
    if (!isKnown || !Number.isFinite(north) || !Number.isFinite(east)) {
      view.setFloat32(northAt, Number.NaN, true);
      view.setFloat32(eastAt, Number.NaN, true);
    } else if (north === this.#unknown || east === this.#unknown) {
      view.setFloat32(northAt, this.#unknown, true);
      view.setFloat32(eastAt, this.#unknown, true);
    } else {
      const cosine = turns[this.#turnAt + 1]!;
      const sine = turns[this.#turnAt + 2]!;
      const northBits = view.getInt32(northAt, true);
      const eastBits = view.getInt32(eastAt, true);
      const dither = this.#relocation.ditherOf(northBits, eastBits ^ VECTORS);
      const step = this.#step;
      const northStep = step > 0 ? step : quantumOfExponent[(northBits >>> 23) & 0xff]!;
      const eastStep = step > 0 ? step : quantumOfExponent[(eastBits >>> 23) & 0xff]!;
      const ditheredNorth = north + fractionOf(dither & 0xffff) * northStep;
      const ditheredEast = east + fractionOf(dither >>> 16) * eastStep;
      view.setFloat32(northAt, ditheredNorth * cosine - ditheredEast * sine, true);
      view.setFloat32(eastAt, ditheredNorth * sine + ditheredEast * cosine, true);
    }
  }

  #turn(view: DataView, northAt: number, eastAt: number): boolean {
    const type = this.#type;
    let north = readNumber(view, northAt, type);
    let east = readNumber(view, eastAt, type);
    if (north === 0 && east === 0) return true;
    const isFloat = type === NumberType.f64;
    const relocation = this.#relocation;
    const isKnown = relocation.isKnownAt(this.#turnAt);
    if (isFloat && (!isKnown || !Number.isFinite(north) || !Number.isFinite(east))) {
      writeNumber(view, northAt, type, Number.NaN);
      writeNumber(view, eastAt, type, Number.NaN);
      return true;
    }
    if (north === this.#unknown || east === this.#unknown) {
      writeNumber(view, northAt, type, this.#unknown);
      writeNumber(view, eastAt, type, this.#unknown);
      return true;
    }
    if (!isKnown) {
      if (!this.#hasBlank) return false;
      writeNumber(view, northAt, type, this.#blank);
      writeNumber(view, eastAt, type, this.#blank);
      return true;
    }
    if (!isFloat) {
      const dither = relocation.ditherOf(north, east ^ VECTORS);
      north += fractionOf(dither & 0xffff) * this.#wholeStep;
      east += fractionOf(dither >>> 16) * this.#wholeStep;
    }
    const cosine = relocation.turns[this.#turnAt + 1]!;
    const sine = relocation.turns[this.#turnAt + 2]!;
    const turnedNorth = north * cosine - east * sine;
    const turnedEast = north * sine + east * cosine;
    writeNumber(view, northAt, type, isFloat ? turnedNorth : Math.round(turnedNorth));
    writeNumber(view, eastAt, type, isFloat ? turnedEast : Math.round(turnedEast));
    return true;
  }
}

/** Keeps the dither of vectors apart from that of places. */
const VECTORS = 0x5645_4354;

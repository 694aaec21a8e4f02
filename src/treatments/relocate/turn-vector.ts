import { NumberType, readNumber, writeNumber } from '../../bytes/numbers.ts';
import type { Edit } from '../../model/edit.ts';
import { byteSizes, type Field } from '../../model/schema.ts';
import { fractionOf } from './move-place.ts';
import { type Relocation, Turn } from './relocation.ts';

export function canTurnVector(north: Field, east: Field): boolean {
  if (north.type !== east.type || north.length !== east.length) return false;
  return ['f32', 'i16', 'i32', 'f64'].includes(north.type);
}

/**
 * Turns the two horizontal components of an earth-frame vector. 0/0 stays; half an unknown vector is unknown as a whole. Whole numbers are dithered by one quantum first, or
 * the turn shows as points that cannot be reached.
 *
 * @param unknown what says so in whole numbers; undefined: none
 */
export function turnVector(
  north: Field,
  east: Field,
  turnAt: number,
  unknown: number | undefined,
  relocation: Relocation,
): Edit {
  return new TurnVector(north, east, turnAt, unknown, relocation);
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

  constructor(north: Field, east: Field, turnAt: number, unknown: number | undefined, relocation: Relocation) {
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

  apply(bytes: Uint8Array, body: number): boolean {
    for (let element = 0; element < this.#elements; element++) {
      const ahead = body + element * this.#size;
      if (!this.#turn(bytes, ahead + this.#northAt, ahead + this.#eastAt)) return false;
    }
    return true;
  }

  #turn(bytes: Uint8Array, northAt: number, eastAt: number): boolean {
    const type = this.#type;
    let north = readNumber(bytes, northAt, type);
    let east = readNumber(bytes, eastAt, type);
    if (north === 0 && east === 0) return true;
    const isFloat = type === NumberType.f32 || type === NumberType.f64;
    const relocation = this.#relocation;
    const isKnown = relocation.isAligned || (this.#turnAt === Turn.place && !relocation.isPlaceUnknown);
    if (isFloat && (!isKnown || !Number.isFinite(north) || !Number.isFinite(east))) {
      writeNumber(bytes, northAt, type, Number.NaN);
      writeNumber(bytes, eastAt, type, Number.NaN);
      return true;
    }
    if (north === this.#unknown || east === this.#unknown) {
      writeNumber(bytes, northAt, type, this.#unknown);
      writeNumber(bytes, eastAt, type, this.#unknown);
      return true;
    }
    if (!isKnown) return false;
    if (!isFloat) {
      const dither = relocation.ditherOf(north, east ^ VECTORS);
      north += fractionOf(dither & 0xffff);
      east += fractionOf(dither >>> 16);
    }
    const cosine = relocation.turns[this.#turnAt + 1]!;
    const sine = relocation.turns[this.#turnAt + 2]!;
    const turnedNorth = north * cosine - east * sine;
    const turnedEast = north * sine + east * cosine;
    writeNumber(bytes, northAt, type, isFloat ? turnedNorth : Math.round(turnedNorth));
    writeNumber(bytes, eastAt, type, isFloat ? turnedEast : Math.round(turnedEast));
    return true;
  }
}

/** Keeps the dither of vectors apart from that of places. */
const VECTORS = 0x5645_4354;

import type { Memory } from '../../bytes/memory.ts';
import { NumberType, readNumber, writeNumber } from '../../bytes/numbers.ts';
import type { Edit } from '../../model/edit.ts';
import { byteSizes, type Field } from '../../model/schema.ts';
import { unitSize } from '../../model/units.ts';
import type { Relocation } from './relocation.ts';

/** What a height belongs to: where the aircraft is, another place of the same message, or nothing. */
export type HeightOf = 'aircraft' | 'place' | 'alone';

/**
 * Floats get one lattice for all heights, finer than any sensor and coarser than their own up to 16 km: their own tells how high above the sea the
 * flight was.
 */
export const HEIGHTS_PER_METRE = 512;

export function canMoveHeight(field: Field): boolean {
  return Object.hasOwn(NumberType, field.type) && field.length === 1 && unitSize(field.units, 'length') !== undefined;
}

/**
 * Moves a height above the sea by the flight's one constant. A zero before all else says "not known" and stays.
 *
 * @param unknown what the field's documents call unknown: it stays; undefined: none
 * @param blank what is written over heights that cannot be one of this flight; undefined: their frame is withheld
 */
export function moveHeight(
  field: Field,
  of: HeightOf,
  unknown: number | undefined,
  blank: number | undefined,
  relocation: Relocation,
): Edit {
  const type = NumberType[field.type as keyof typeof NumberType];
  return new MoveHeight(
    field.offset,
    type,
    byteSizes[field.type],
    unitSize(field.units, 'length')!,
    of,
    unknown,
    blank,
    relocation,
  );
}

class MoveHeight implements Edit {
  readonly reach: number;
  readonly #at: number;
  readonly #type: NumberType;
  readonly #unitM: number;
  readonly #isOfFix: boolean;
  readonly #isAlone: boolean;
  /** NaN for none. */
  readonly #unknown: number;
  readonly #blank: number;
  readonly #hasBlank: boolean;
  readonly #relocation: Relocation;
  #isSet = false;

  constructor(
    at: number,
    type: NumberType,
    size: number,
    unitM: number,
    of: HeightOf,
    unknown: number | undefined,
    blank: number | undefined,
    relocation: Relocation,
  ) {
    this.reach = at + size;
    this.#at = at;
    this.#type = type;
    this.#unitM = unitM;
    this.#isOfFix = of === 'aircraft';
    this.#isAlone = of === 'alone';
    this.#unknown = unknown ?? Number.NaN;
    this.#hasBlank = blank !== undefined;
    this.#blank = blank ?? 0;
    this.#relocation = relocation;
  }

  apply({ view }: Memory, body: number): boolean {
    const at = body + this.#at;
    const type = this.#type;
    // A double that a call returns may be allocated: most heights are floats.
    const value = type === NumberType.f32 ? view.getFloat32(at, true) : readNumber(view, at, type);
    const relocation = this.#relocation;
    // Zero says "not known" until the field has said something else: later it is the level of the sea. In floats nothing else is just zero.
    const isFloat = type === NumberType.f32 || type === NumberType.f64;
    if (value === 0 && isFloat) return true;
    if (value === 0 && (!this.#isSet || (!this.#isAlone && relocation.isPlaceUnknown))) return true;
    if (value === this.#unknown) return true;
    // A default height beside no place, moved, would tell by how much all others are moved.
    if (!this.#isAlone && relocation.isPlaceUnknown) {
      writeNumber(view, at, type, this.#blank);
      return true;
    }
    const shiftM = relocation.heightShift(value * this.#unitM, this.#isOfFix, this.#isAlone);
    if (Number.isNaN(shiftM)) {
      if (!this.#hasBlank) return false;
      writeNumber(view, at, type, this.#blank);
      return true;
    }
    this.#isSet = true;
    const moved = value + shiftM / this.#unitM;
    writeNumber(
      view,
      at,
      type,
      isFloat ? Math.round(moved * HEIGHTS_PER_METRE) / HEIGHTS_PER_METRE : Math.round(moved),
    );
    return true;
  }
}

import type { Memory } from '../bytes/memory.ts';
import { NumberType, readNumber, writeNumber } from '../bytes/numbers.ts';
import type { Edit } from '../model/edit.ts';
import { byteSizes, type Field } from '../model/schema.ts';
import { unitSize } from '../model/units.ts';

/**
 * Replaces a height above home by the height above where the released log begins: home's own height is the contour line on which the pilot stands. What is
 * written follows from the height above the sea beside it, which is released as it is.
 */
export function rebaseHeight(overHome: Field, overSea: Field): Edit {
  return new RebaseHeight(overHome, overSea);
}

export function canRebaseHeight(overHome: Field, overSea: Field): boolean {
  return [overHome, overSea].every(
    ({ type, length, units }) =>
      Object.hasOwn(NumberType, type) && length === 1 && unitSize(units, 'length') !== undefined,
  );
}

class RebaseHeight implements Edit {
  readonly reach: number;
  readonly #toAt: number;
  readonly #toType: NumberType;
  readonly #fromAt: number;
  readonly #fromType: NumberType;
  /** Units of the one in a unit of the other. */
  readonly #factor: number;
  readonly #isFloat: boolean;
  /** The first height above the sea; NaN: none yet. */
  readonly #first = Float64Array.of(Number.NaN);

  constructor(overHome: Field, overSea: Field) {
    this.reach = Math.max(overHome.offset + byteSizes[overHome.type], overSea.offset + byteSizes[overSea.type]);
    this.#toAt = overHome.offset;
    this.#toType = NumberType[overHome.type as keyof typeof NumberType];
    this.#fromAt = overSea.offset;
    this.#fromType = NumberType[overSea.type as keyof typeof NumberType];
    this.#factor = unitSize(overSea.units, 'length')! / unitSize(overHome.units, 'length')!;
    this.#isFloat = overHome.type === 'f32' || overHome.type === 'f64';
  }

  apply({ view }: Memory, body: number): boolean {
    const height = readNumber(view, body + this.#fromAt, this.#fromType) * this.#factor;
    const first = this.#first;
    if (Number.isNaN(first[0]!)) first[0] = height;
    const rebased = height - first[0]!;
    writeNumber(view, body + this.#toAt, this.#toType, this.#isFloat ? rebased : Math.round(rebased));
    return true;
  }
}

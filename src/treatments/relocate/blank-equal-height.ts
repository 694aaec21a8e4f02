import type { Memory } from '../../bytes/memory.ts';
import { NumberType, readNumber, writeNumber } from '../../bytes/numbers.ts';
import type { Edit } from '../../model/edit.ts';
import { byteSizes, type Field } from '../../model/schema.ts';
import { unitSize } from '../../model/units.ts';

/**
 * Hides a height over home that is the very height above the sea beside it: senders without a home put that there, and as it stood it would tell by how much
 * the other is moved. Must run before that one is moved.
 *
 * @param unknown undefined: the field has none, and its frame is withheld
 */
export function blankEqualHeight(overHome: Field, overSea: Field, unknown: number | undefined): Edit {
  return new BlankEqualHeight(overHome, overSea, unknown);
}

class BlankEqualHeight implements Edit {
  readonly reach: number;
  readonly #homeAt: number;
  readonly #homeType: NumberType;
  readonly #seaAt: number;
  readonly #seaType: NumberType;
  readonly #unknown: number | undefined;
  readonly #unitM: number;

  constructor(overHome: Field, overSea: Field, unknown: number | undefined) {
    this.reach = Math.max(overHome.offset + byteSizes[overHome.type], overSea.offset + byteSizes[overSea.type]);
    this.#homeAt = overHome.offset;
    this.#homeType = NumberType[overHome.type as keyof typeof NumberType];
    this.#seaAt = overSea.offset;
    this.#seaType = NumberType[overSea.type as keyof typeof NumberType];
    this.#unknown = unknown;
    this.#unitM = unitSize(overHome.units, 'length')!;
  }

  apply({ view }: Memory, body: number): boolean {
    const homeAt = body + this.#homeAt;
    const seaAt = body + this.#seaAt;
    const value =
      this.#homeType === NumberType.f32 ? view.getFloat32(homeAt, true) : readNumber(view, homeAt, this.#homeType);
    const sea =
      this.#seaType === NumberType.f32 ? view.getFloat32(seaAt, true) : readNumber(view, seaAt, this.#seaType);
    const differenceM = (value - sea) * this.#unitM;
    if (Math.abs(value) * this.#unitM < ALIKE_M || Math.abs(differenceM) >= ALIKE_M) return true;
    if (this.#unknown === undefined) return false;
    writeNumber(view, body + this.#homeAt, this.#homeType, this.#unknown);
    return true;
  }
}

/** Heights of one thing in two fields can be rounded to different steps. */
const ALIKE_M = 1;

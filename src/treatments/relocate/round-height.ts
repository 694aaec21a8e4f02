import type { Memory } from '../../bytes/memory.ts';
import type { Edit } from '../../model/edit.ts';
import type { Field } from '../../model/schema.ts';
import { HEIGHTS_PER_METRE } from './move-height.ts';

/**
 * Rounds a height over the flight's own origin, a 32-bit float, to the lattice of heights that are moved. One that was computed as the
 * difference of two heights above the sea has their lattice, which tells between which powers of two they lie.
 */
export function roundHeight(field: Field): Edit {
  return new RoundHeight(field.offset);
}

class RoundHeight implements Edit {
  readonly reach: number;
  readonly #at: number;

  constructor(at: number) {
    this.reach = at + 4;
    this.#at = at;
  }

  apply({ view }: Memory, body: number): boolean {
    const at = body + this.#at;
    view.setFloat32(at, Math.round(view.getFloat32(at, true) * HEIGHTS_PER_METRE) / HEIGHTS_PER_METRE, true);
    return true;
  }
}

import type { Memory } from '../../bytes/memory.ts';
import type { Edit } from '../../model/edit.ts';
import type { Field } from '../../model/schema.ts';
import { unitSize } from '../../model/units.ts';
import { fractionOf } from './move-place.ts';
import type { Relocation } from './relocation.ts';

/** The step of the whole velocities that stand beside speeds: messages have them in centimetres a second. */
const STEP_MPS = 0.01;

export function canDitherSpeed(field: Field): boolean {
  return field.type === 'f32' && field.length === 1 && unitSize(field.units, 'speed') !== undefined;
}

/**
 * Changes a speed in full by up to half the step of the whole velocities beside it, the same for the same speed. Along an axis of the source the full speed says to which
 * whole number a component was rounded, and so which way the axes lay before they were turned. Zero, "unknown" and what is slower than the
 * step stay.
 */
export function ditherSpeed(field: Field, relocation: Relocation): Edit {
  return new DitherSpeed(field.offset, STEP_MPS / unitSize(field.units, 'speed')!, relocation);
}

class DitherSpeed implements Edit {
  readonly reach: number;
  readonly #at: number;
  readonly #step: number;
  readonly #relocation: Relocation;

  constructor(at: number, step: number, relocation: Relocation) {
    this.reach = at + 4;
    this.#at = at;
    this.#step = step;
    this.#relocation = relocation;
  }

  apply({ view }: Memory, body: number): boolean {
    const at = body + this.#at;
    const speed = view.getFloat32(at, true);
    const step = this.#step;
    // No speed is below zero: such a value says that none is given.
    if (!(speed > step) || !Number.isFinite(speed)) return true;
    const dither = fractionOf(this.#relocation.ditherOf(view.getInt32(at, true), SPEEDS) & 0xffff) * step;
    view.setFloat32(at, speed + dither, true);
    return true;
  }
}

/** Keeps the dither of speeds apart from that of places. */
const SPEEDS = 0x5350_4545;

import type { Memory } from '../../bytes/memory.ts';
import { NumberType, writeNumber } from '../../bytes/numbers.ts';
import type { Edit } from '../../model/edit.ts';
import type { Field } from '../../model/schema.ts';
import { fractionOf } from './move-place.ts';
import { type Relocation, Turn } from './relocation.ts';

/**
 * Turns an attitude about the vertical: the turn's own quaternion times that of body to north, east, down. All zeros and NaN stay. Written with w >= 0,
 * because the source may flip signs at some heading, which would then show.
 *
 * @param parts w, x, y, z
 */
export function turnQuaternion(
  parts: readonly [number, number, number, number],
  turnAt: number,
  relocation: Relocation,
): Edit {
  return new TurnQuaternion(parts, turnAt, relocation);
}

/** Offsets of w, x, y, z in an array of four floats. */
export function partsOf(field: Field): [number, number, number, number] {
  return [field.offset, field.offset + 4, field.offset + 8, field.offset + 12];
}

class TurnQuaternion implements Edit {
  readonly reach: number;
  readonly #parts: Int32Array;
  readonly #turnAt: number;
  readonly #relocation: Relocation;
  readonly #turned = new Float64Array(4);

  constructor(parts: readonly number[], turnAt: number, relocation: Relocation) {
    this.reach = Math.max(...parts) + 4;
    this.#parts = Int32Array.from(parts);
    this.#turnAt = turnAt;
    this.#relocation = relocation;
  }

  apply({ view }: Memory, body: number): boolean {
    const parts = this.#parts;
    let w = view.getFloat32(body + parts[0]!, true);
    let x = view.getFloat32(body + parts[1]!, true);
    let y = view.getFloat32(body + parts[2]!, true);
    let z = view.getFloat32(body + parts[3]!, true);
    if (w === 0 && x === 0 && y === 0 && z === 0) return true;
    const relocation = this.#relocation;
    const isKnown = relocation.isAligned || (this.#turnAt === Turn.place && !relocation.isPlaceUnknown);
    const turned = this.#turned;
    // No turn at all is what is sent before there is an attitude.
    const isSet = isKnown && Number.isFinite(w + x + y + z) && !(x === 0 && y === 0 && z === 0);
    if (isSet) {
      const half = relocation.turns[this.#turnAt]! / 2;
      const cosine = Math.cos(half);
      const sine = Math.sin(half);
      // The lattice of 32-bit floats would tell the turn as that of whole numbers does.
      const first = relocation.ditherOf(view.getInt32(body + parts[0]!, true), view.getInt32(body + parts[1]!, true));
      const second = relocation.ditherOf(
        view.getInt32(body + parts[2]!, true),
        view.getInt32(body + parts[3]!, true) ^ SECOND,
      );
      w += fractionOf(first & 0xffff) * QUANTUM;
      x += fractionOf(first >>> 16) * QUANTUM;
      y += fractionOf(second & 0xffff) * QUANTUM;
      z += fractionOf(second >>> 16) * QUANTUM;
      turned[0] = cosine * w - sine * z;
      turned[1] = cosine * x - sine * y;
      turned[2] = cosine * y + sine * x;
      turned[3] = cosine * z + sine * w;
      if (turned[0]! < 0) for (let part = 0; part < 4; part++) turned[part] = -turned[part]!;
    } else {
      turned.fill(Number.NaN);
    }
    for (let part = 0; part < 4; part++) writeNumber(view, body + parts[part]!, NumberType.f32, turned[part]!);
    return true;
  }
}

/** Between neighbouring floats from a half to one. */
const QUANTUM = 2 ** -24;
/** Keeps the dither of the two halves apart. */
const SECOND = 0x5155_4154;

import type { Edit } from '../model/edit.ts';
import type { FlightState } from '../model/flight-state.ts';
import { byteSizes, canBeCondition, type Schema, type When } from '../model/schema.ts';
import { readUnsigned } from '../model/values.ts';

/** A condition on another field of the same message. */
export interface Test {
  readonly reach: number;
  holds(bytes: Uint8Array, body: number): boolean;
}

/** What is done to a field where its condition holds. */
export interface Branch {
  readonly test: Test;
  readonly edits: readonly Edit[];
}

/**
 * Compiles a condition. Undefined for one on a field that is no whole number of up to 32 bits: a log that teaches its schema can claim any
 * type.
 */
export function compileWhen(when: When | undefined, schema: Schema): Test | undefined {
  if (when === undefined) return { reach: 0, holds: () => true };
  const field = schema.fields.find(({ name }) => name === when.field);
  // A MAVLink 1 frame lacks extension fields: a condition on one cannot hold there.
  if (field === undefined) return { reach: 0, holds: () => false };
  if (!canBeCondition(field)) return undefined;
  const size = byteSizes[field.type];
  const mask = size === 4 ? 0xffff_ffff : 2 ** (8 * size) - 1;
  const values = when.values.map((value) => (value & mask) >>> 0);
  const bits = values[0]!;
  const { offset } = field;
  const read = (bytes: Uint8Array, body: number): number => readUnsigned(bytes, body + offset, size);
  const holds: Record<When['test'], Test['holds']> = {
    equals: (bytes, body) => read(bytes, body) === bits,
    differs: (bytes, body) => read(bytes, body) !== bits,
    anyBit: (bytes, body) => (read(bytes, body) & bits) !== 0,
    noBit: (bytes, body) => (read(bytes, body) & bits) === 0,
    oneOf: (bytes, body) => values.includes(read(bytes, body)),
  };
  return { reach: offset + size, holds: holds[when.test] };
}

/**
 * Applies to every guarded field the first of its branches whose condition holds. All conditions are tested before anything is edited, since a
 * field that one branch changes can be what another depends on.
 */
export function chooseBranches(guards: readonly (readonly Branch[])[]): Edit {
  return new ChooseBranches(guards);
}

class ChooseBranches implements Edit {
  readonly reach: number;
  readonly #guards: readonly (readonly Branch[])[];
  readonly #chosen: Int32Array;

  constructor(guards: readonly (readonly Branch[])[]) {
    this.#guards = guards;
    this.#chosen = new Int32Array(guards.length);
    const reaches = guards.flat().flatMap(({ test, edits }) => [test.reach, ...edits.map((edit) => edit.reach)]);
    this.reach = Math.max(0, ...reaches);
  }

  apply(bytes: Uint8Array, body: number, sender: number, state: FlightState, length?: number): boolean {
    const guards = this.#guards;
    const chosen = this.#chosen;
    for (let guard = 0; guard < guards.length; guard++) {
      const branches = guards[guard]!;
      let branch = 0;
      while (branch < branches.length && !branches[branch]!.test.holds(bytes, body)) branch++;
      if (branch === branches.length) return false;
      chosen[guard] = branch;
    }
    for (let guard = 0; guard < guards.length; guard++) {
      const { edits } = guards[guard]![chosen[guard]!]!;
      for (let step = 0; step < edits.length; step++) {
        if (!edits[step]!.apply(bytes, body, sender, state, length)) return false;
      }
    }
    return true;
  }
}

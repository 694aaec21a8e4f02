import type { Edit } from '../model/edit.ts';
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
  const chosen = new Int32Array(guards.length);
  const all = guards.flat();
  const reach = Math.max(0, ...all.flatMap(({ test, edits }) => [test.reach, ...edits.map((edit) => edit.reach)]));
  return {
    reach,
    apply(bytes, body, sender, state, length) {
      for (let guard = 0; guard < guards.length; guard++) {
        chosen[guard] = guards[guard]!.findIndex(({ test }) => test.holds(bytes, body));
        if (chosen[guard]! < 0) return false;
      }
      for (let guard = 0; guard < guards.length; guard++) {
        for (const edit of guards[guard]![chosen[guard]!]!.edits) {
          if (!edit.apply(bytes, body, sender, state, length)) return false;
        }
      }
      return true;
    },
  };
}

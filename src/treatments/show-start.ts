import type { Memory } from '../bytes/memory.ts';
import type { Edit } from '../model/edit.ts';
import { byteSizes, type Field, type FieldRule } from '../model/schema.ts';
import { unitsPerSecond } from '../model/units.ts';

const TWO_32 = 2 ** 32;

/**
 * Writes the instant at which the released flight starts over the one at which the log does. Zero, which says that there is none, stays.
 *
 * @param field a whole number of 32 or 64 bits, in the unit of `rule`
 * @param startUnixS of the released flight, in Unix seconds
 */
export function showStart(field: Field, rule: FieldRule, startUnixS: number): Edit {
  const shown = Math.round(startUnixS * unitsPerSecond[rule.timeUnit!]);
  const size = byteSizes[field.type];
  const at = field.offset;
  const reach = at + size;
  return {
    reach,
    apply({ view }: Memory, body: number): boolean {
      if (size < 4 || (size === 4 && shown >= TWO_32)) return false;
      const isSet = view.getInt32(body + at, true) !== 0 || (size === 8 && view.getInt32(body + at + 4, true) !== 0);
      if (!isSet) return true;
      view.setUint32(body + at, shown % TWO_32, true);
      if (size === 8) view.setInt32(body + at + 4, Math.floor(shown / TWO_32), true);
      return true;
    },
  };
}

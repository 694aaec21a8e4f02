import type { Edit } from '../model/edit.ts';
import { type Field, fieldSize } from '../model/schema.ts';

/**
 * Withholds messages that are about somebody else: those in which this field, which is given for others only, is not all zero.
 *
 * @example selectOwn(idOrMac) // Remote ID received from other aircraft
 */
export function selectOwn(aboutOthers: Field): Edit {
  const start = aboutOthers.offset;
  const end = start + fieldSize(aboutOthers);
  return {
    reach: end,
    apply(bytes, body) {
      for (let at = body + start; at < body + end; at++) if (bytes[at] !== 0) return false;
      return true;
    },
  };
}

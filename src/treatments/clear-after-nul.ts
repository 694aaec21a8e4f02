import { clearAfterNul } from '../bytes/text.ts';
import type { Edit } from '../model/edit.ts';
import { type Field, fieldSize } from '../model/schema.ts';

/** Zeroes the bytes after the NUL of a text that is kept. */
export function clearAfterNulOf(field: Field): Edit {
  const start = field.offset;
  const end = start + fieldSize(field);
  return {
    reach: end,
    apply(bytes, body) {
      clearAfterNul(bytes, body + start, body + end);
      return true;
    },
  };
}

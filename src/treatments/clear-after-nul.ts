import type { Memory } from '../bytes/memory.ts';
import { clearAfterNul } from '../bytes/text.ts';
import type { Edit } from '../model/edit.ts';
import { type Field, fieldSize } from '../model/schema.ts';

/** Zeroes the bytes after the NUL of a text that is kept. */
export function clearAfterNulOf(field: Field): Edit {
  return new ClearAfterNul(field.offset, field.offset + fieldSize(field));
}

class ClearAfterNul implements Edit {
  readonly reach: number;
  readonly #start: number;

  constructor(start: number, end: number) {
    this.#start = start;
    this.reach = end;
  }

  apply({ bytes }: Memory, body: number): boolean {
    clearAfterNul(bytes, body + this.#start, body + this.reach);
    return true;
  }
}

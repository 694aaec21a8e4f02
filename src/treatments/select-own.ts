import type { Memory } from '../bytes/memory.ts';
import type { Edit } from '../model/edit.ts';
import { type Field, fieldSize } from '../model/schema.ts';

/**
 * Withholds messages that are about somebody else: those in which this field, which is given for others only, is not all zero.
 *
 * @example selectOwn(idOrMac) // Remote ID received from other aircraft
 */
export function selectOwn(aboutOthers: Field): Edit {
  return new SelectOwn(aboutOthers.offset, aboutOthers.offset + fieldSize(aboutOthers));
}

class SelectOwn implements Edit {
  readonly reach: number;
  readonly #start: number;

  constructor(start: number, end: number) {
    this.#start = start;
    this.reach = end;
  }

  apply({ bytes }: Memory, body: number): boolean {
    for (let at = body + this.#start; at < body + this.reach; at++) if (bytes[at] !== 0) return false;
    return true;
  }
}

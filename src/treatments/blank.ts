import type { Memory } from '../bytes/memory.ts';
import type { Edit } from '../model/edit.ts';
import type { FlightState } from '../model/flight-state.ts';
import { byteSizes, type Field, fieldSize } from '../model/schema.ts';
import { writeValue } from '../model/values.ts';

/**
 * Writes the format's own "unknown" over fields.
 *
 * @example blank([{ field: yaw, value: NaN }]) // roll and pitch stay, yaw is not a number
 */
export function blank(fields: readonly { field: Field; value: number | bigint }[]): Edit {
  const length = Math.max(0, ...fields.map(({ field }) => field.offset + fieldSize(field)));
  const template = new Uint8Array(length);
  const covered = new Uint8Array(length);
  for (const { field, value } of fields) {
    const isZero = value === 0 && !Object.is(value, -0);
    for (let element = 0; element < field.length && !isZero; element++) {
      writeValue(template, field.offset + element * byteSizes[field.type], field.type, value);
    }
    covered.fill(0xff, field.offset, field.offset + fieldSize(field));
  }
  // Zeros at the end need not be written where the body was cut off before them: it is zero there already.
  let needed = length;
  while (needed > 0 && template[needed - 1] === 0) needed--;
  return new Blank(length, wordsOf(template, covered), needed);
}

/** Numbers for each word: where it starts, what is kept of it, and what is written into it. */
const STEP = 3;

export class Blank implements Edit {
  readonly reach: number;
  readonly #length: number;
  readonly #words: Int32Array;

  constructor(length: number, words: number[], reach: number) {
    this.reach = reach;
    this.#length = length;
    this.#words = Int32Array.from(words);
  }

  apply({ bytes, view }: Memory, body: number, _sender: number, _state: FlightState, length?: number): boolean {
    const present = length ?? this.#length;
    const words = this.#words;
    for (let word = 0; word < words.length; word += STEP) {
      const at = words[word]!;
      const kept = words[word + 1]!;
      const value = words[word + 2]!;
      if (at + 4 <= present) {
        view.setInt32(body + at, (view.getInt32(body + at, true) & kept) | value, true);
      } else {
        for (let byte = at, shift = 0; byte < present; byte++, shift += 8) {
          bytes[body + byte] = (bytes[body + byte]! & (kept >>> shift)) | (value >>> shift);
        }
      }
    }
    return true;
  }
}

/** The words that between them hold all covered bytes, each byte in one; they end within the body where it has four bytes. */
function wordsOf(template: Uint8Array, covered: Uint8Array): number[] {
  const words: number[] = [];
  const lastAt = Math.max(0, covered.length - 4);
  for (let next = 0; next < covered.length; next++) {
    if (covered[next] === 0) continue;
    const at = Math.min(next, lastAt);
    let mask = 0;
    let value = 0;
    for (let byte = next; byte < Math.min(at + 4, covered.length); byte++) {
      mask |= covered[byte]! << (8 * (byte - at));
      value |= template[byte]! << (8 * (byte - at));
    }
    words.push(at, ~mask, value);
    next = at + 3;
  }
  return words;
}

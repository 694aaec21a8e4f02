import { Memory } from '../bytes/memory.ts';
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
  const reach = Math.max(0, ...fields.map(({ field }) => field.offset + fieldSize(field)));
  const template = new Uint8Array(reach);
  const covered = new Uint8Array(reach);
  for (const { field, value } of fields) {
    for (let element = 0; element < field.length; element++) {
      writeValue(template, field.offset + element * byteSizes[field.type], field.type, value);
    }
    covered.fill(1, field.offset, field.offset + fieldSize(field));
  }
  // Zeros at the end need not be written where the body was cut off before them: it is zero there already.
  let needed = reach;
  while (needed > 0 && template[needed - 1] === 0) needed--;
  return new Blank(template, runsOf(covered), needed);
}

export class Blank implements Edit {
  readonly reach: number;
  readonly #template: Memory;
  /** Start, end, start, end, ... */
  readonly #runs: Int32Array;

  constructor(template: Uint8Array, runs: number[], reach: number) {
    this.reach = reach;
    this.#template = new Memory(template);
    this.#runs = Int32Array.from(runs);
  }

  apply({ bytes, view }: Memory, body: number, _sender: number, _state: FlightState, length?: number): boolean {
    const { bytes: template, view: words } = this.#template;
    const present = length ?? template.length;
    const runs = this.#runs;
    for (let run = 0; run < runs.length; run += 2) {
      const end = Math.min(runs[run + 1]!, present);
      let at = runs[run]!;
      for (; at + 4 <= end; at += 4) view.setInt32(body + at, words.getInt32(at, true), true);
      for (; at < end; at++) bytes[body + at] = template[at]!;
    }
    return true;
  }
}

function runsOf(covered: Uint8Array): number[] {
  const runs: number[] = [];
  for (let at = 0; at <= covered.length; at++) {
    const inside = at < covered.length && covered[at] === 1;
    if (inside !== (runs.length % 2 === 1)) runs.push(at);
  }
  return runs;
}

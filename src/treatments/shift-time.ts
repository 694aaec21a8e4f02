import type { Memory } from '../bytes/memory.ts';
import type { ClockKind, Clocks } from '../model/clocks.ts';
import type { Edit } from '../model/edit.ts';
import type { FlightState } from '../model/flight-state.ts';
import { byteSizes, type Field, type FieldRule } from '../model/schema.ts';
import { unitsPerSecond } from '../model/units.ts';

/** Whether a time field can be made relative: a whole number of 16 to 64 bits with a known unit, on a clock that runs. */
export function canShiftTime(field: Field, rule: FieldRule): boolean {
  if (rule.clock === undefined || rule.clock === 'gps' || rule.clock === 'past') return false;
  if (rule.timeUnit === undefined || field.length !== 1) return false;
  return !['f32', 'f64', 'char', 'u8', 'i8'].includes(field.type);
}

/**
 * Makes one time relative to the flight's start; "unknown" stays as it is, and so does zero unless the catalog says that it is a time.
 *
 * @param name of the field within all formats, for clocks of their own
 * @example shiftTime(field, rule, 'ATTITUDE.time_boot_ms', state.clocks)
 */
export function shiftTime(field: Field, rule: FieldRule, name: string, clocks: Clocks): Edit {
  const unit = rule.timeUnit!;
  const size = byteSizes[field.type];
  // Counters of different sizes wrap at different times, so they are different clocks.
  const clock = rule.clock === 'own' ? name : `${unit} ${size}`;
  const kind = clocks.kind(clock, unitsPerSecond[unit], size === 4);
  const unknown = rule.unknown === undefined ? -1 : Number(rule.unknown);
  return new ShiftTime(field.offset, size, kind, unknown, rule.zero !== 'time');
}

export class ShiftTime implements Edit {
  readonly reach: number;
  readonly #at: number;
  readonly #size: number;
  readonly #kind: ClockKind;
  /** Halves, as signed integers, of the documented unknown value, whose high half repeats the low one or is zero; zero, as there is none. */
  readonly #unknownLow: number;
  readonly #unknownHigh: number;

  /** Zero says that there is none. */
  readonly #zeroIsNone: boolean;

  constructor(at: number, size: number, kind: ClockKind, unknown: number, zeroIsNone: boolean) {
    this.reach = at + size;
    this.#at = at;
    this.#size = size;
    this.#kind = kind;
    this.#zeroIsNone = zeroIsNone;
    this.#unknownLow = unknown < 0 ? 0 : unknown >= 2 ** 32 ? -1 : unknown | 0;
    this.#unknownHigh = unknown >= 2 ** 32 ? -1 : 0;
  }

  apply({ view }: Memory, body: number, sender: number, state: FlightState): boolean {
    const at = body + this.#at;
    const size = this.#size;
    // Signed halves are small integers, which can be handed over without being allocated.
    const low = size === 2 ? view.getUint16(at, true) : view.getInt32(at, true);
    const high = size === 8 ? view.getInt32(at + 4, true) : 0;
    if (low === 0 && high === 0) {
      if (this.#zeroIsNone) return true;
    } else if (low === this.#unknownLow && high === this.#unknownHigh) {
      return true;
    }
    const { clocks } = state;
    if (!clocks.shift(this.#kind, sender, high, low)) return false;
    if (size === 2) {
      view.setInt16(at, clocks.low, true);
    } else {
      view.setInt32(at, clocks.low, true);
      if (size === 8) view.setInt32(at + 4, clocks.high, true);
    }
    return true;
  }
}

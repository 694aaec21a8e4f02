import type { Memory } from '../bytes/memory.ts';
import type { Edit } from '../model/edit.ts';
import { byteSizes, type Field, type FieldRule, fieldSize } from '../model/schema.ts';
import { readValue, unknownOf, writeValue } from '../model/values.ts';
import { commands } from '../vocabulary/commands.ts';

/**
 * Withholds commands that the vocabulary does not have, and blanks the parameters of others that may not be released. A parameter without
 * a meaning is kept only where it says nothing: zero or unknown.
 *
 * @param command field with the number of the command
 * @param params fields of parameters 1 to 7; undefined where the message has none
 * @param mayKeep whether a parameter of this kind may be released as it is, or is a place that is treated afterwards; `index` is 0 for parameter 1
 */
export function selectCommands(
  command: Field,
  params: readonly (Field | undefined)[],
  mayKeep: (rule: FieldRule, index: number) => boolean,
): Edit {
  const slots = params
    .map((field, index) => ({ field, index }))
    .filter((slot): slot is { field: Field; index: number } => slot.field !== undefined)
    .map(({ field, index }) => ({ index, field, unknown: bytesOf(field, unknownOf(field, field.rules[0]!) ?? 0) }));
  const masks = new Map<number, number>();
  for (const { id, params: rules } of commands().values()) {
    let mask = 0;
    rules.forEach((rule, index) => {
      if (rule === null) mask |= 1 << (index + 7);
      else if (!mayKeep(rule, index)) mask |= 1 << index;
    });
    const isPlace = (index: number, role: string): boolean =>
      rules[index]?.role === role && mayKeep(rules[index], index);
    if (isPlace(4, 'latitude') && isPlace(5, 'longitude')) mask |= HAS_PLACE;
    masks.set(id, mask);
  }
  return new SelectCommands(command, slots, masks, !mayKeep({ category: 'missionPosition' }, 0));
}

/** Bit of a mask: parameters 5 and 6 are a place that may pass. */
const HAS_PLACE = 1 << 14;

/** A parameter that the message has. */
interface Slot {
  /** 0 for parameter 1. */
  readonly index: number;
  readonly field: Field;
  /** The bytes of "unknown". */
  readonly unknown: Uint8Array;
}

class SelectCommands implements Edit {
  readonly reach: number;
  readonly #commandAt: number;
  readonly #slots: readonly Slot[];
  /** By command. Bits 0 to 6: blank this parameter; bits 7 to 13: blank it unless it says nothing. */
  readonly #masks: ReadonlyMap<number, number>;
  /** Where places are hidden, parameters 5 and 6 are suspect whatever the command says of them. */
  readonly #guardsPlace: boolean;

  constructor(command: Field, slots: readonly Slot[], masks: ReadonlyMap<number, number>, guardsPlace: boolean) {
    this.#commandAt = command.offset;
    this.#slots = slots;
    this.#masks = masks;
    this.#guardsPlace = guardsPlace;
    const fields = [command, ...slots.map((slot) => slot.field)];
    this.reach = Math.max(...fields.map((field) => field.offset + fieldSize(field)));
  }

  apply({ bytes, view }: Memory, body: number): boolean {
    const mask = this.#masks.get(view.getUint16(body + this.#commandAt, true));
    if (mask === undefined) return false;
    const hidesPlace = this.#guardsPlace && (mask & HAS_PLACE) === 0 && this.#mayHoldPlace(bytes, body);
    for (let slot = 0; slot < this.#slots.length; slot++) {
      const { index, field, unknown } = this.#slots[slot]!;
      const at = body + field.offset;
      const isHidden = (mask & (1 << index)) !== 0 || (hidesPlace && isPlaceIndex(index));
      const isMeaningless = (mask & (1 << (index + 7))) !== 0;
      if (isHidden || (isMeaningless && !isZero(bytes, at, field))) bytes.set(unknown, at);
    }
    return true;
  }

  #mayHoldPlace(bytes: Uint8Array, body: number): boolean {
    for (let slot = 0; slot < this.#slots.length; slot++) {
      const { index, field } = this.#slots[slot]!;
      if (isPlaceIndex(index) && mayBePlace(bytes, body + field.offset, field)) return true;
    }
    return false;
  }
}

function bytesOf(field: Field, value: number | bigint): Uint8Array {
  const bytes = new Uint8Array(byteSizes[field.type]);
  writeValue(bytes, 0, field.type, value);
  return bytes;
}

/** Nothing but zero bits says nothing: a minus zero or the rest of a NaN can carry something. */
function isZero(bytes: Uint8Array, at: number, field: Field): boolean {
  for (let index = 0; index < byteSizes[field.type]; index++) if (bytes[at + index] !== 0) return false;
  return true;
}

const LARGEST_SETTING = 10_000;
/** "Unknown" where a parameter is a whole number. */
const INT32_MAX = 0x7fff_ffff;

/** Parameters 5 and 6 are where places stand. */
function isPlaceIndex(index: number): boolean {
  return index === 4 || index === 5;
}

/**
 * Editors leave the place of a mission item behind when its command is changed to one without. Whole small numbers and fractions of one are
 * settings; if either parameter is anything else, both go.
 */
function mayBePlace(bytes: Uint8Array, at: number, field: Field): boolean {
  const value = Number(readValue(bytes, at, field.type));
  if (Math.abs(value) <= 1 || Number.isNaN(value) || value === INT32_MAX) return false;
  return !Number.isInteger(value) || Math.abs(value) > LARGEST_SETTING;
}

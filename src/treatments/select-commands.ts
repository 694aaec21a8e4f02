import { readU16 } from '../bytes/little-endian.ts';
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
 * @param mayKeep whether a parameter of this kind may be released as it is
 */
export function selectCommands(
  command: Field,
  params: readonly (Field | undefined)[],
  mayKeep: (rule: FieldRule) => boolean,
): Edit {
  const slots = params
    .map((field, index) => ({ field, index }))
    .filter((slot): slot is { field: Field; index: number } => slot.field !== undefined)
    .map(({ field, index }) => ({ index, field, unknown: bytesOf(field, unknownOf(field, field.rules[0]!) ?? 0) }));
  /** Bits 0 to 6: blank this parameter; bits 7 to 13: blank it unless it says nothing. */
  const masks = new Map<number, number>();
  for (const { id, params: rules } of commands().values()) {
    let mask = 0;
    rules.forEach((rule, index) => {
      if (rule === null) mask |= 1 << (index + 7);
      else if (!mayKeep(rule)) mask |= 1 << index;
    });
    masks.set(id, mask);
  }
  // Where places are hidden, parameters 5 and 6 are suspect whatever the command says of them.
  const guardsPlace = !mayKeep({ category: 'missionPosition' });
  const reach = Math.max(
    ...[command, ...slots.map((slot) => slot.field)].map((field) => field.offset + fieldSize(field)),
  );
  return {
    reach,
    apply(bytes, body) {
      const mask = masks.get(readU16(bytes, body + command.offset));
      if (mask === undefined) return false;
      const hidesPlace =
        guardsPlace &&
        slots.some(({ index, field }) => isPlaceIndex(index) && mayBePlace(bytes, body + field.offset, field));
      for (const { index, field, unknown } of slots) {
        const at = body + field.offset;
        const isHidden = (mask & (1 << index)) !== 0 || (hidesPlace && isPlaceIndex(index));
        const isMeaningless = (mask & (1 << (index + 7))) !== 0;
        if (isHidden || (isMeaningless && !isZero(bytes, at, field))) bytes.set(unknown, at);
      }
      return true;
    },
  };
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

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
  const reach = Math.max(
    ...[command, ...slots.map((slot) => slot.field)].map((field) => field.offset + fieldSize(field)),
  );
  return {
    reach,
    apply(bytes, body) {
      const mask = masks.get(readU16(bytes, body + command.offset));
      if (mask === undefined) return false;
      if (mask === 0) return true;
      for (const { index, field, unknown } of slots) {
        const at = body + field.offset;
        const isMeaningless = (mask & (1 << (index + 7))) !== 0;
        if (mask & (1 << index) || (isMeaningless && !saysNothing(bytes, at, field))) bytes.set(unknown, at);
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

/** Zero of either sign; other values, NaN with a payload among them, can carry something. */
function saysNothing(bytes: Uint8Array, at: number, field: Field): boolean {
  const value = readValue(bytes, at, field.type);
  return Number(value) === 0;
}

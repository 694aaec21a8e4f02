import type { FieldRule, FieldType } from './schema.ts';
import { fitsType, unknownOf } from './values.ts';

/**
 * The rows of a catalog that hold for a field as a self-describing log declares it. Empty: none does, so that nobody has classified the field.
 * Whole numbers without an "unknown" of their own show zero when they are hidden: a log of these formats has a row for each of its messages
 * whether or not all its columns were filled.
 *
 * @param rules of the field's name, in their order
 * @param isOfType whether the field is of one of the types that a row names
 */
export function rulesInLog(
  rules: readonly FieldRule[],
  type: FieldType,
  isOfType: (types: string) => boolean,
): readonly FieldRule[] {
  const matching = rules.filter((rule) => rule.type === undefined || isOfType(rule.type));
  // What the table says of the remaining cases was said for another type.
  if (matching.at(-1)?.when !== undefined) return [];
  if (!matching.every(({ unknown, blank }) => fits(unknown, type) && fits(blank, type))) return [];
  return matching.map((rule) => (unknownOf({ type }, rule) === undefined ? { ...rule, blank: 0 } : rule));
}

function fits(value: number | bigint | undefined, type: FieldType): boolean {
  return value === undefined || fitsType(value, type);
}

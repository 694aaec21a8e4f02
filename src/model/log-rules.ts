import { dimensionOf } from './category.ts';
import type { FieldRule, FieldType } from './schema.ts';
import { fitsType, unknownOf } from './values.ts';

/** Types with room for a text, a place or an instant. */
const wide: ReadonlySet<FieldType> = new Set<FieldType>(['char', 'i64', 'u64', 'f64']);

/**
 * The rows of a catalog that hold for a field as a self-describing log declares it. Empty: none does, so that nobody has classified the field.
 * Whole numbers without an "unknown" of their own show zero when they are hidden: a log of these formats has a row for each of its messages
 * whether or not all its columns were filled. What is released as it stands is so in arrays and wide types only where its row names them: a log may
 * declare anything under a known name.
 *
 * @param rules of the field's name, in their order
 * @param isOfType whether the field is of one of the types that a row names
 * @param isArray whether the field has many elements, other than a text's
 */
export function rulesInLog(
  rules: readonly FieldRule[],
  type: FieldType,
  isOfType: (types: string) => boolean,
  isArray = false,
): readonly FieldRule[] {
  const hasRoom = isArray || wide.has(type);
  const matching = rules.filter((rule) =>
    rule.type === undefined ? !(hasRoom && isReleasedAsIs(rule)) : isOfType(rule.type),
  );
  // What the table says of the remaining cases was said for another type.
  if (matching.at(-1)?.when !== undefined) return [];
  if (!matching.every(({ unknown, blank }) => fits(unknown, type) && fits(blank, type))) return [];
  return matching.map((rule) => (unknownOf({ type }, rule) === undefined ? { ...rule, blank: 0 } : rule));
}

function isReleasedAsIs({ category }: FieldRule): boolean {
  const dimension = dimensionOf(category);
  return dimension === 'dynamics' || dimension === 'geofence';
}

function fits(value: number | bigint | undefined, type: FieldType): boolean {
  return value === undefined || fitsType(value, type);
}

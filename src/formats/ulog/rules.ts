import { rulesInLog } from '../../model/log-rules.ts';
import type { FieldRule, FieldType } from '../../model/schema.ts';

/** The rows that hold for a field of this type, or for an array of it: `type=f32,f32[]` names both. */
export function rulesFor(rules: readonly FieldRule[], type: FieldType, isArray: boolean): readonly FieldRule[] {
  const word = isArray ? `${type}[]` : type;
  return rulesInLog(rules, type, (types) => types.split(',').includes(word), isArray);
}

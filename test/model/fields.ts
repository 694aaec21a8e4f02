import { byteSizes, type Field, type FieldRule, type FieldType, type Schema } from '../../src/model/schema.ts';

/** A field as a test writes it: offsets follow from the order. */
export interface FieldSketch {
  readonly type: FieldType;
  readonly rules: readonly FieldRule[];
  readonly length?: number;
  readonly units?: string;
}

/** One field at an offset. */
export function fieldAt(offset: number, type: FieldType, length = 1, ...rules: FieldRule[]): Field {
  return { name: `at${offset}`, offset, type, length, rules };
}

/** An invented message whose fields stand one behind the other. */
export function schemaOf(fields: Readonly<Record<string, FieldSketch>>, options: { known?: boolean } = {}): Schema {
  let offset = 0;
  const laidOut = Object.entries(fields).map(([name, { type, rules, length = 1, units }]): Field => {
    const field = { name, offset, type, length, rules, ...(units === undefined ? {} : { units }) };
    offset += byteSizes[type] * length;
    return field;
  });
  return { index: 0, message: 'INVENTED', size: offset, fields: laidOut, known: options.known ?? true };
}

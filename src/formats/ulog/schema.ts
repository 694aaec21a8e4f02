import type { Field, Schema } from '../../model/schema.ts';

/** How the sealer writes a record. */
export const Kind = {
  /** As it stands; what follows the fields that its schema has is padding. */
  plain: 0,
  /** Its last field is a text that runs to the record's end. */
  text: 1,
  /** Its body is a text, and the key before it says how long it is. */
  keyedText: 2,
  header: 3,
  flagBits: 4,
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

/** What the sealer and the clock need beside the schema. */
export interface UlogSchema extends Schema {
  readonly kind: Kind;
  /** Where the body holds when it was logged, as 64 bits in microseconds since boot; -1: it does not. */
  readonly stampAt: number;
  /** Where the text of a text record starts in the body; else 0. */
  readonly textAt: number;
}

export type SchemaParts = Pick<Schema, 'message' | 'size' | 'known'> & {
  readonly fields?: readonly Field[];
  readonly teaches?: boolean;
  readonly kind?: Kind;
  readonly stampAt?: number;
  readonly textAt?: number;
};

/** All schemas have the same shape: code that reads them stays fast. */
export function ulogSchema(index: number, parts: SchemaParts, signals = false): UlogSchema {
  return {
    index,
    message: parts.message,
    size: parts.size,
    fields: parts.fields ?? [],
    known: parts.known,
    teaches: parts.teaches ?? false,
    kind: parts.kind ?? Kind.plain,
    stampAt: parts.stampAt ?? -1,
    textAt: parts.textAt ?? 0,
    signals,
  };
}

import type { Memory } from '../bytes/memory.ts';
import type { Edit } from '../model/edit.ts';
import { fieldSize, type Schema } from '../model/schema.ts';

/** Records that are told apart; more are withheld. Nobody has so many devices. */
const MOST_RECORDS = 4096;

/**
 * Withholds a record that says what an earlier one said: how often a device is named would tell how often it flew.
 *
 * @example releaseOnce(schema) // behind all other edits: what they leave is compared
 */
export function releaseOnce({ fields, size }: Schema): Edit {
  const spans = fields.map((field) => ({ at: field.offset, end: field.offset + fieldSize(field) }));
  const seen = new Set<string>();
  const apply = ({ bytes }: Memory, body: number): boolean => {
    let text = '';
    for (const { at, end } of spans) text += String.fromCharCode(...bytes.subarray(body + at, body + end));
    if (seen.has(text) || seen.size >= MOST_RECORDS) return false;
    seen.add(text);
    return true;
  };
  return { reach: size, apply };
}

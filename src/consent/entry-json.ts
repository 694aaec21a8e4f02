import { canonicalJson, type Json } from '../bytes/canonical-json.ts';
import type { Entry } from './entries.ts';
import { checkedEntry } from './entry-schema.ts';

/** JSON with one form for one value, on one line: {@link canonicalJson} without its line breaks and indentation. */
export function canonicalLine(value: Json): string {
  return canonicalJson(value).replace(/\n */g, '');
}

/**
 * A value as canonical JSON takes it: degrees, which are no whole numbers, become decimal strings (the shortest that read back as the same
 * number, ECMA-262 Number::toString).
 */
export function toJson(value: unknown): Json {
  return mapped(value, 'coordinates', (degrees) => (typeof degrees === 'number' ? String(degrees) : degrees)) as Json;
}

/** An entry as it stands in a record. */
export function entryToJson(entry: Entry): Json {
  return toJson(entry);
}

/**
 * The entry that stands in a record.
 * @throws FlightveilError `usage` as {@link checkedEntry}
 */
export function entryFromJson(value: unknown): Entry {
  return checkedEntry(
    mapped(value, 'coordinates', (text) => {
      if (typeof text !== 'string') return undefined;
      const degrees = Number(text);
      return String(degrees) === text ? degrees : undefined;
    }),
  );
}

/** A copy in which everything below members of this name went through `change`. */
function mapped(value: unknown, name: string, change: (leaf: unknown) => unknown, isBelow = false): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, name, change, isBelow));
  if (typeof value !== 'object' || value === null) return isBelow ? change(value) : value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, mapped(member, name, change, isBelow || key === name)]),
  );
}

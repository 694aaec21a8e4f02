import type { Notes } from './findings.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Null counts as not there: many publishers write what they do not have as null. */
export function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** A list, also where its only member stands alone: that is noted. */
export function listOf(value: unknown, what: string, notes: Notes): readonly unknown[] {
  if (!isThere(value)) return [];
  if (Array.isArray(value)) return value;
  notes.tolerated('not-a-list', `${what} stands alone, not in a list`);
  return [value];
}

/**
 * A finite number, also where it is written as text: that is noted with this code.
 * @returns undefined if it is no number
 */
export function numberOf(value: unknown, what: string, code: string, notes: Notes): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^\s*[+-]?\d+(?:\.\d+)?\s*$/.test(value)) return undefined;
  notes.tolerated(code, `${what} is text, read as a number`);
  return Number(value);
}

/** Text that says something, without blanks around it. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}

const MAX_DEPTH = 12;

/** A value without what is null in it; undefined if nothing is left, or if it is nested too deeply to be written again. */
export function withoutNulls(value: unknown, depth = 0): unknown {
  if (!isThere(value) || depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) {
    const members = value.map((member) => withoutNulls(member, depth + 1)).filter((member) => member !== undefined);
    return members.length === 0 ? undefined : members;
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value)
    .map(([name, member]) => [name, withoutNulls(member, depth + 1)] as const)
    .filter(([, member]) => member !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

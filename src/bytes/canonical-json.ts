/** What has one form only in JSON: no fractions, no null, nothing that is not there. */
export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json | undefined };

/**
 * JSON with one form for one value, that people can read: keys sorted by UTF-16 code units, one blank of indentation a depth, only ASCII
 * (all else escaped), a newline at the end.
 * @throws RangeError for a number that is no whole number, or is -0
 */
export function canonicalJson(value: Json): string {
  const text = JSON.stringify(value, inOrder, 1);
  return `${text.replace(/[^\n -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && (!Number.isSafeInteger(value) || Object.is(value, -0))) {
    throw new RangeError('not a whole number');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

import type * as z from 'zod';
import { configFileSchema } from './config-schema.ts';
import { nearest } from './nearest.ts';
import type { Path, Problems } from './problems.ts';
import { knownKeys } from './words.ts';

/** Keys that people look for and that are something else here, or nothing at all. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ['media', 'photos and video never go along by themselves: release them one by one with flightveil filter'],
  ['token', 'a token is bearer: {file: PATH} or {keyring: NAME}'],
  ['purpose', 'did you mean for?'],
  ['recipient', 'did you mean to?'],
  ['sources', 'did you mean from?'],
  ['destination', 'country and controller stand in the sink itself, or at the top'],
]);

/** Adds a problem for everything in a document that is not of the form of flightveil.yaml. */
export function checkForm(value: unknown, problems: Problems): void {
  const parsed = configFileSchema.safeParse(value);
  if (parsed.success) return;
  for (const issue of parsed.error.issues) addIssue(issue, [], value, problems);
}

function addIssue(issue: z.core.$ZodIssue, above: Path, document: unknown, problems: Problems): void {
  const path = [...above, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  const value = valueAt(document, path);
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) problems.add([...path, key], unknownKey(key, knownKeys(issue.message)), 'key');
  } else if (issue.code === 'invalid_union' && issue.errors.length === 2) {
    // A sink in one line, or as a map: only what was meant is explained.
    const [asText = [], asMap = []] = issue.errors;
    for (const inner of isMap(value) ? asMap : asText) addIssue(inner, path, document, problems);
  } else if (value === undefined) {
    problems.add(path, 'is missing');
  } else if (typeof value === 'string' && isSecret(path)) {
    problems.add(path, 'must not be a secret in clear: write {file: PATH} of a file of mode 0600, or {keyring: NAME}');
  } else {
    problems.add(path, issue.message);
  }
}

const secretKeys: readonly unknown[] = ['bearer', 'password', 'accessKeyId', 'secretAccessKey'];

function isSecret(path: Path): boolean {
  return secretKeys.includes(path.at(-1));
}

function unknownKey(key: string, keys: readonly string[]): string {
  const hint = elsewhere.get(key);
  if (hint !== undefined) return `there is no such key here; ${hint}`;
  const near = nearest(key, keys);
  return near === undefined
    ? `there is no such key here; there are: ${keys.join(', ')}`
    : `there is no such key; did you mean ${near}?`;
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a path leads to; undefined: nothing. */
export function valueAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import { FlightveilError } from '../model/errors.ts';
import { extendPolicy } from './extend-policy.ts';
import { policyFileSchema } from './policy-schema.ts';
import type { Policy } from './request.ts';

export { policySchema } from './policy-schema.ts';

/** A policy is a page or two. */
const MAX_CHARACTERS = 1_000_000;

type Path = readonly (string | number)[];

/**
 * The built-in policy with the purposes, recipients and stricter rules of a file in YAML 1.2 or JSON. Nothing that is built in becomes looser.
 * @param name of the file, for errors
 * @throws FlightveilError `policy-invalid`; it names line, column and key
 */
export function readPolicyFile(text: string, name: string): Policy & Required<Pick<Policy, 'purposes' | 'recipients'>> {
  const lines = new LineCounter();
  const fail = (offset: number, path: Path, what: string, advice?: string): never => {
    const { line, col } = lines.linePos(offset);
    const [atLine, column] = [Math.max(1, line), Math.max(1, col)];
    const key = keyOf(path);
    const where = key === '' ? '' : `${key}: `;
    throw new FlightveilError('policy-invalid', `${name}:${atLine}:${column}: ${where}${what}`, {
      facts: { line: atLine, column, key },
      ...(advice === undefined ? {} : { advice }),
    });
  };
  if (text.length > MAX_CHARACTERS) fail(0, [], `the file has more than ${MAX_CHARACTERS} characters`);
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: false, logLevel: 'error' });
  const broken = document.errors[0];
  if (broken !== undefined) fail(broken.pos[0], [], `this is no YAML and no JSON (${broken.code})`);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch {
    fail(0, [], 'its aliases lead nowhere, or to too much');
  }
  const parsed = policyFileSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const path = pathOf(issue);
    fail(offsetOf(document, path), path, whatIsWrong(issue, path.length > 0 && !document.hasIn(path)));
  }
  const extended = extendPolicy(parsed.data!, (path, what, advice) =>
    fail(offsetOf(document, path), path, what, advice),
  );
  return { ...extended, isOwn: true };
}

function pathOf(issue: z.core.$ZodIssue): Path {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  return issue.code === 'unrecognized_keys' ? [...path, issue.keys[0]!] : path;
}

/** In words of ours, without what stands in the file. */
function whatIsWrong(issue: z.core.$ZodIssue, isMissing: boolean): string {
  if (isMissing) return 'it is missing';
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'there is no such key';
    case 'invalid_value':
      return `it is none of ${issue.values.map(String).join(', ')}`;
    case 'invalid_type':
      return `it is no ${issue.expected}`;
    case 'too_big':
      return issue.origin === 'array' ? `it has more than ${issue.maximum} entries` : `it ${issue.message}`;
    default:
      return `it ${issue.message}`;
  }
}

function keyOf(path: Path): string {
  return path.map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');
}

/** Where the key of a path stands in the text; of what is not there, the nearest that is. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const holder = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1]!;
    if (typeof last === 'string' && isMap(holder)) {
      const key = holder.items.map((item) => item.key).find((key) => isScalar(key) && key.value === last);
      if (isScalar(key) && key.range) return key.range[0];
    } else {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
  }
  return document.contents?.range?.[0] ?? 0;
}

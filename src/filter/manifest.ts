import { sha256 } from '@noble/hashes/sha2.js';
import { dimensionNames } from '../model/disclosure.ts';
import type { CatalogRow, Format } from '../model/format.ts';
import { builtInPolicy } from '../policy/built-in.ts';
import { levels } from '../policy/levels.ts';
import type { Decision, Policy, Request } from '../policy/request.ts';
import { MANIFEST_VERSION, type Manifest, type OutputFacts, type Released, type Versions } from '../wire/manifest.ts';
import { isBuiltInRule } from './explain.ts';
import type { FilterReport } from './report.ts';

/** What a manifest is made of. */
export interface ManifestParts {
  readonly decision: Decision<Request>;
  readonly versions: Versions;
  /** Name of the output's format. */
  readonly format: string;
  /** What the loop counted; for outputs that are no log, {@link nothingCounted}. */
  readonly report: Pick<FilterReport, 'categories' | 'messages'>;
  readonly output: OutputFacts;
}

export const nothingCounted: ManifestParts['report'] = { categories: [], messages: [] };

/** What is written beside an output. It depends on nothing that the output does not show, so that twins have the same manifest. */
export function manifestOf({ decision, versions, format, report, output }: ManifestParts): Manifest {
  const { purpose, recipient, level } = decision.request;
  return {
    purpose,
    recipient,
    ...(level === undefined ? {} : { level }),
    disclosure: dimensionNames.map((dimension) => ({
      dimension,
      step: decision.disclosure[dimension],
      because: isBuiltInRule(decision.because[dimension]) ? decision.because[dimension] : 'own-rule',
    })),
    versions: { flightveil: versions.flightveil, catalog: versions.catalog, policy: versions.policy },
    format,
    released: releasedOf(report),
    output: { bytes: output.bytes, sha256: output.sha256 },
    version: MANIFEST_VERSION,
  };
}

/** Only what is in the output: what was dropped would tell of the original. */
function releasedOf({ categories, messages }: ManifestParts['report']): Released {
  return {
    categories: categories
      .filter(({ kept, changed }) => kept + changed > 0)
      .map(({ category, kept, changed }) => ({ category, kept, changed }))
      .sort((a, b) => (a.category < b.category ? -1 : 1)),
    messages: messages
      .filter(({ written }) => written > 0)
      .map(({ message, written }) => ({ message, frames: written }))
      .sort((a, b) => (a.message < b.message ? -1 : 1)),
  };
}

const catalogVersions = new WeakMap<Format, string>();

/** SHA-256 over every row of a format's catalog, in hexadecimal digits: whatever their order, but that of rows for one field counts. */
export function catalogVersionOf(format: Format): string {
  let version = catalogVersions.get(format);
  if (version === undefined) catalogVersions.set(format, (version = hashRows(format.catalog())));
  return version;
}

/** See {@link catalogVersionOf}. */
export function hashRows(rows: Iterable<CatalogRow>): string {
  const fields = new Map<string, string[]>();
  for (const { format, message, field, rule } of rows) {
    const name = JSON.stringify([format, message, field]);
    const lines = fields.get(name);
    // The reason is for readers of the tables.
    const line = rule === null ? 'null' : stableText({ ...rule, reason: undefined });
    if (lines === undefined) fields.set(name, [line]);
    else lines.push(line);
  }
  const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : 1));
  return hashText(sorted.map(([name, lines]) => `${name} ${lines.join(' ')}\n`).join(''));
}

/**
 * SHA-256 over the names of a policy's rules, in order, its purposes and recipients, and the table of levels, in hexadecimal digits. Of a policy
 * with somebody's own file it is that of the built-in one: a hash of their file would tell their releases from all others'.
 */
export function policyVersionOf(policy: Policy): string {
  const { rules, purposes = new Map(), recipients = new Map() } = policy.isOwn ? builtInPolicy : policy;
  return hashText(
    stableText({
      ...{ rules: rules.map(({ name }) => name), levels },
      ...{ purposes: [...purposes.values()], recipients: [...recipients.values()] },
    }),
  );
}

function hashText(text: string): string {
  const bytes = sha256(new TextEncoder().encode(text));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** JSON with sorted keys that tells NaN and 64-bit integers from other values too. */
function stableText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'bigint') return { integer: part.toString() };
    if (typeof part === 'number' && !Number.isFinite(part)) return { number: String(part) };
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

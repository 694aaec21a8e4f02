import { type ErrorCode, FlightveilError } from '../model/errors.ts';

/** Exit codes of the command line; scripts rely on them. */
export const Exit = { done: 0, failed: 1, usage: 2, withheld: 3, residue: 4 } as const;

const usageErrors: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...([
    'usage',
    'unknown-level',
    'level-not-available',
    'dialect-invalid',
    'catalog-invalid',
    'policy-invalid',
    'config-invalid',
  ] as const),
]);

export function exitCodeOf(error: unknown): number {
  if (!(error instanceof FlightveilError)) return Exit.failed;
  if (usageErrors.has(error.code)) return Exit.usage;
  if (error.code === 'residue-found') return Exit.residue;
  return error.code === 'withheld' ? Exit.withheld : Exit.failed;
}

/** The stable code of an error, for scripts. */
export function codeOf(error: unknown): ErrorCode | 'internal' {
  return error instanceof FlightveilError ? error.code : 'internal';
}

/** An error as one line for people. Errors of other kinds could quote a log: only their kind is told. */
export function describeError(error: unknown): string {
  if (error instanceof FlightveilError)
    return error.advice === undefined ? error.message : `${error.message}. ${error.advice}`;
  const kind = error instanceof Error ? error.name : typeof error;
  return `internal error (${kind}); nothing was written`;
}

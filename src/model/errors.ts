/** Stable codes; a caller may switch on them. */
export type ErrorCode =
  | 'unknown-format'
  | 'log-incompatible'
  | 'unknown-level'
  | 'level-not-available'
  | 'catalog-invalid'
  | 'keychains-invalid'
  | 'link-failed'
  | 'dialect-invalid'
  | 'input-unreadable'
  | 'input-not-a-file'
  | 'input-empty'
  | 'input-changed'
  | 'output-exists'
  | 'output-unwritable'
  | 'state-unusable'
  | 'interrupted'
  | 'same-log'
  | 'manifest-invalid'
  | 'summary-invalid'
  | 'policy-invalid'
  | 'zones-invalid'
  | 'licences-invalid'
  | 'proof-invalid'
  | 'config-invalid'
  | 'residue-found'
  | 'withheld'
  | 'usage';

/**
 * The one error class of Flightveil. It carries a code, facts as properties and what the user can do about it; never a value
 * of a field that could have been withheld.
 */
export class FlightveilError extends Error {
  readonly code: ErrorCode;
  /** Facts for machines: counts, offsets, names of formats; no content of a log. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** What the user can do, a sentence. */
  readonly advice: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { facts?: Record<string, string | number | boolean>; advice?: string; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'FlightveilError';
    this.code = code;
    this.facts = options.facts ?? {};
    this.advice = options.advice;
  }
}

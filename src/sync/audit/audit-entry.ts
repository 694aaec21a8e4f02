import * as z from 'zod';
import { isShownName } from '../../bytes/text.ts';
import { type Dimension, type Disclosure, dimensionNames, dimensions } from '../../model/disclosure.ts';
import { FlightveilError } from '../../model/errors.ts';
import type { Removal, Verified } from '../sink.ts';

export const auditKinds = [
  /** A copy was made that may be sent. */
  'release',
  /** Nothing of a log may be released. */
  'refusal',
  /** A log could not be filtered, or a copy not be sent. */
  'set-aside',
  'delivered',
  /** The decision holds no longer for what waited or was being sent. */
  'withdrawn',
  /** What was at the recipient was taken back, as far as `removal` says. */
  'removed',
  /** Somebody took it out of the queue. */
  'dropped',
  /** The copy was removed here, as it is not needed any more. */
  'retired',
  /** Something is due and nothing moves. */
  'alarm',
] as const;
export type AuditKind = (typeof auditKinds)[number];

/**
 * What the daemon did or did not do, and why. It holds names of the configuration, reasons, steps and counts; no path, no value of a log, no name or hash
 * of an original.
 */
export interface AuditEntry {
  readonly kind: AuditKind;
  /** Unix seconds. */
  readonly atS: number;
  /** Id of the shipment, 32 hexadecimal digits; what was never put together has none. */
  readonly item?: string;
  /** Number of the item in the queue: the same over all its shipments. */
  readonly number?: number;
  /** Name of the upload rule. */
  readonly upload: string;
  /** Where it goes (ISO 3166-1), and who answers for it there, as the configuration says. */
  readonly country?: string;
  readonly controller?: string;
  readonly purpose?: string;
  readonly recipient?: string;
  readonly disclosure?: Disclosure;
  /** The rule that bound each dimension. */
  readonly because?: Readonly<Record<Dimension, string>>;
  /** Id of the grant that answered. */
  readonly grant?: string;
  /** A fixed word. */
  readonly reason?: string;
  /** Field values of the log. */
  readonly counts?: { readonly kept: number; readonly changed: number; readonly dropped: number };
  /** Of the released log, as it was before any padding. */
  readonly outputSha256?: string;
  /** Of all that is sent. */
  readonly bytes?: number;
  readonly verified?: Verified;
  readonly removal?: Removal;
}

/** End of the year 9999. */
const MAX_S = 253_402_300_799;

const count = z.int().min(0);
const word = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
const everyDimension = <T extends z.ZodType>(typeOf: (dimension: Dimension) => T) =>
  z.strictObject(Object.fromEntries(dimensionNames.map((dimension) => [dimension, typeOf(dimension)])));

const schema = z.strictObject({
  kind: z.enum(auditKinds),
  atS: z.int().min(0).max(MAX_S),
  item: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  number: z.int().min(1).optional(),
  upload: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  controller: z.string().refine(isShownName).optional(),
  purpose: word.optional(),
  recipient: word.optional(),
  disclosure: everyDimension((dimension) => z.enum(dimensions[dimension])).optional(),
  because: everyDimension(() => z.string().regex(/^[A-Za-z0-9_:.-]{1,100}$/)).optional(),
  grant: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  reason: word.optional(),
  counts: z.strictObject({ kept: count, changed: count, dropped: count }).optional(),
  outputSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  bytes: count.optional(),
  verified: z.enum(['hash', 'length', 'answer'] satisfies Verified[]).optional(),
  removal: z.enum(['removed', 'absent', 'kept', 'unknown'] satisfies Removal[]).optional(),
});

/** A value as an entry, if it is one to the last member. @throws FlightveilError `usage` that names the member and not its value */
export function checkedAuditEntry(value: unknown): AuditEntry {
  const result = schema.safeParse(value);
  if (result.success) return result.data as AuditEntry;
  const issue = result.error.issues[0]!;
  const isUnknown = issue.code === 'unrecognized_keys';
  const member = issue.path.length === 0 ? 'the entry' : issue.path.join('.');
  const what = isUnknown ? 'has members that are not known' : 'is missing or not of its form';
  throw new FlightveilError('usage', `an entry of the audit log: ${member} ${what}`, { facts: { member } });
}

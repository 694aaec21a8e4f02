import * as z from 'zod';
import { dimensionNames, dimensions } from '../model/disclosure.ts';
import { FlightveilError } from '../model/errors.ts';
import type { Entry } from './entries.ts';

/** End of the year 9999. */
const MAX_S = 253_402_300_799;
const MAX_POSITIONS = 10_000;

const instant = z.int('is no whole number of Unix seconds').min(0, 'lies before 1970').max(MAX_S, 'lies after 9999');
const id = z.string().regex(/^[0-9a-f]{16}$/, 'is not 16 lower-case hex digits');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in lower-case hex');
const word = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'is no word of lower-case letters, digits and hyphens');
const name = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,200}$/u, 'is empty, too long or has control characters');

const position = z.tuple([
  z.number('is no number of degrees').min(-180, 'is not on the Earth').max(180, 'is not on the Earth'),
  z.number('is no number of degrees').min(-90, 'is not on the Earth').max(90, 'is not on the Earth'),
]);
const ring = z
  .array(position)
  .min(4, 'has fewer than four positions')
  .max(MAX_POSITIONS, `has more than ${MAX_POSITIONS} positions`)
  .refine((positions) => isClosed(positions), 'is not closed: a ring must end where it begins')
  .refine((positions) => doubleArea(positions) !== 0, 'encloses nothing');
const polygon = z.array(ring).min(1, 'has no ring');
const area = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('Polygon'), coordinates: polygon }),
    z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1, 'has no polygon') }),
  ],
  'is no Polygon and no MultiPolygon',
);

function isClosed(positions: readonly (readonly [number, number])[]): boolean {
  const [first, last] = [positions[0], positions.at(-1)];
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
}

/** Shoelace formula, in square degrees. */
function doubleArea(positions: readonly (readonly [number, number])[]): number {
  // Seen from the first position, so that a tiny ring far from 0/0 does not vanish in rounding.
  const [fromX, fromY] = positions[0] ?? [0, 0];
  return positions.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = positions[index + 1] ?? [x, y];
    return sum + (x - fromX) * (nextY - fromY) - (nextX - fromX) * (y - fromY);
  }, 0);
}

const scope = z
  .strictObject({
    flights: z.array(name).min(1, 'names no flight').exactOptional(),
    aircraft: z.array(name).min(1, 'names no aircraft').exactOptional(),
    areas: z.array(area).min(1, 'names no area').exactOptional(),
    flownFromS: instant.exactOptional(),
    flownUntilS: instant.exactOptional(),
  })
  .refine(
    ({ flownFromS, flownUntilS }) => flownFromS === undefined || flownUntilS === undefined || flownFromS < flownUntilS,
    'ends before it begins',
  );

const disclosure = z.strictObject(
  Object.fromEntries(dimensionNames.map((dimension) => [dimension, z.enum(dimensions[dimension], 'is no step')])),
);

const grant = z
  .strictObject({
    id,
    subject: name,
    purpose: word,
    recipient: word,
    ceiling: disclosure,
    scope,
    noticeSha256: sha256,
    validFromS: instant,
    validUntilS: instant.exactOptional(),
  })
  .refine(
    ({ validFromS, validUntilS }) => validUntilS === undefined || validFromS < validUntilS,
    'ends before it begins',
  );

const envelope = { collectedS: instant, how: word, origin: sha256.exactOptional() };
const bar = {
  ...envelope,
  id,
  subject: name,
  purpose: word.exactOptional(),
  recipient: word.exactOptional(),
  scope: scope.exactOptional(),
};

const entry = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('notice'), ...envelope, name, version: name, sha256, bytes: z.int().min(0) }),
    z.strictObject({ kind: z.literal('grant'), ...envelope, grant }),
    z.strictObject({ kind: z.literal('withdrawal'), ...envelope, grant: id }),
    z.strictObject({ kind: z.literal('refusal'), ...bar }),
    z.strictObject({ kind: z.literal('objection'), ...bar }),
    z.strictObject({ kind: z.literal('restriction'), ...bar }),
    z.strictObject({ kind: z.literal('opt-out'), ...bar, signal: word }),
    z.strictObject({ kind: z.literal('lifting'), ...envelope, bar: id }),
    z.strictObject({ kind: z.literal('confirmation'), ...envelope, grant: id, noticeSha256: sha256 }),
    z.strictObject({
      kind: z.literal('subject'),
      ...envelope,
      name,
      ageBand: z.enum(['under-13', '13-15', '16-17', 'adult'], 'is no age band').exactOptional(),
      residence: z
        .string()
        .regex(/^[A-Za-z]{2,10}(-[A-Za-z0-9]{1,10})?$/, 'is no code of a place, such as CH or US-CA')
        .exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('countersignature'),
      ...envelope,
      grant: id,
      guardian: name,
      publicKey: sha256,
      signature: z.string().regex(/^[0-9a-f]{128}$/, 'is not 64 bytes in lower-case hex'),
    }),
    z.strictObject({
      kind: z.literal('release'),
      ...envelope,
      flight: name,
      recipient: word,
      purpose: word,
      grant: id.exactOptional(),
      disclosure,
      outputSha256: sha256.exactOptional(),
    }),
    z.strictObject({ kind: z.literal('clock'), ...envelope }),
  ],
  'is no known kind of entry',
);

/**
 * A value as an entry, if it is one to the last member: kinds and members that are not known are errors.
 * @throws FlightveilError `usage` that names the member and not its value
 */
export function checkedEntry(value: unknown): Entry {
  const result = entry.safeParse(value);
  if (result.success) return result.data as Entry;
  const issue = result.error.issues[0]!;
  const member = issue.path.length === 0 ? 'the entry' : issue.path.join('.');
  const what = issue.code === 'unrecognized_keys' ? 'has members that are not known' : wordsOf(issue.message);
  throw new FlightveilError('usage', `${member} ${what}`, { facts: { member } });
}

/** The schema's own messages begin with a verb; those of the library are about types and may quote. */
function wordsOf(message: string): string {
  return /^(?:is|has|lies|names|ends|encloses) /.test(message) ? message : 'is missing or of the wrong type';
}

import type { DataCategory } from '../model/category.ts';
import { FlightveilError } from '../model/errors.ts';
import type { Format } from '../model/format.ts';
import type { FieldRule } from '../model/schema.ts';
import type { Projection } from '../policy/projection.ts';
import type { Decision, Request } from '../policy/request.ts';
import type { Span } from './cuts.ts';
import type { FlightFacts } from './survey.ts';

/** What a message needs to be one beside what is asked for: its structure, and clocks, which the disclosure makes relative where it hides them. */
const carried: ReadonlySet<DataCategory> = new Set(['structural', 'absoluteTime']);

/** Which fields of a log a projection lets through. */
export interface Projected {
  /** Is one of its fields. */
  isNamed(rule: FieldRule): boolean;
  /** May stand beside one of its fields in the same message. */
  isCarried(rule: FieldRule): boolean;
  /** A record that says the same as one before is left out. */
  readonly isDistinct: boolean;
}

export function projectedBy({ fields, records }: Projection): Projected {
  const named = fields.flatMap(({ category, otherwise, roles }) =>
    [category, ...(otherwise === undefined ? [] : [otherwise])].flatMap((one) => roles.map((role) => `${one} ${role}`)),
  );
  const names = new Set(named);
  return {
    isNamed: ({ category, role }) => names.has(`${category} ${role}`),
    isCarried: ({ category, role }) => carried.has(category) && role === undefined,
    isDistinct: records === 'distinct',
  };
}

/**
 * Holds that a purpose without flights takes no log of one: only formats that have records of devices, and only for what they are.
 * @param format undefined: it is not known yet
 * @throws FlightveilError `withheld`
 */
export function mustBeOfDevices(
  { releasesFlights, projection }: Pick<Decision<Request>, 'releasesFlights' | 'projection'>,
  format?: Format,
): void {
  if (releasesFlights !== false) return;
  if (projection?.records === 'distinct' && (format === undefined || format.hasDeviceRecords === true)) return;
  throw new FlightveilError('withheld', 'nothing of a flight is released for this purpose', {
    advice: 'It is about devices or zones: records of devices are released for it, and their logs are not.',
  });
}

/**
 * The stretches of a log that a projection leaves out: all but the last fix, or all but the first, of each message that tells where the aircraft is.
 * @throws FlightveilError `withheld` where the log has no fix
 */
export function spansOutside({ records }: Projection, { fixEnds }: Pick<FlightFacts, 'fixEnds'>): Span[] {
  if (records === 'all' || records === 'distinct') return [];
  const kept = [...new Set(fixEnds.map(({ first, last }) => (records === 'last' ? last : first)))].sort(
    (a, b) => a - b,
  );
  if (kept.length === 0) throw new FlightveilError('withheld', 'the log has no place that could be released');
  const spans: Span[] = [];
  let start = 0;
  for (const offset of kept) {
    if (offset > start) spans.push({ start, end: offset });
    start = offset + 1;
  }
  return [...spans, { start, end: Number.POSITIVE_INFINITY }];
}

/** The union of two lists of stretches, sorted and disjoint. */
export function joinedSpans(some: readonly Span[], others: readonly Span[]): Span[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...some, ...others].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

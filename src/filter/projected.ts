import type { DataCategory } from '../model/category.ts';
import { FlightveilError } from '../model/errors.ts';
import type { Projection } from '../policy/projection.ts';
import type { Span } from './cuts.ts';
import type { FlightFacts } from './survey.ts';

/** What a log needs to be one: its structure, and clocks, which the disclosure makes relative where it hides them. */
const carried: readonly DataCategory[] = ['structural', 'absoluteTime'];

/** The kinds of data that a projection lets through. */
export function categoriesIn({ fields }: Projection): ReadonlySet<DataCategory> {
  const named = fields.flatMap(({ category, otherwise }) => [
    category,
    ...(otherwise === undefined ? [] : [otherwise]),
  ]);
  return new Set([...carried, ...named]);
}

/**
 * The stretches of a log that a projection leaves out: all but the last fix, or all but the first, of each message that tells where the aircraft is.
 * @throws FlightveilError `withheld` where the log has no fix
 */
export function spansOutside({ records }: Projection, { fixEnds }: Pick<FlightFacts, 'fixEnds'>): Span[] {
  if (records === 'all') return [];
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

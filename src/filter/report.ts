import { type DataCategory, dataCategoryNames, dimensionOf } from '../model/category.ts';
import type { Dimension } from '../model/disclosure.ts';
import type { LoopCounts } from './loop.ts';

/** What became of one category of data, in field values (one field of one frame). */
export interface CategoryReport {
  readonly category: DataCategory;
  readonly dimension: Dimension;
  readonly kept: number;
  readonly changed: number;
  /** Blanked, or gone with their frame. */
  readonly dropped: number;
}

export interface MessageReport {
  readonly message: string;
  readonly written: number;
  readonly withheld: number;
  readonly because: 'not in the catalog' | 'tells what is hidden' | 'some by their content' | '';
}

export interface FilterReport {
  readonly framesWritten: number;
  readonly framesWithheld: number;
  readonly inputBytes: number;
  readonly outputBytes: number;
  readonly gapBytes: LoopCounts['gapBytes'];
  readonly categories: readonly CategoryReport[];
  readonly messages: readonly MessageReport[];
}

/** Turns the loop's counts into what people and tools read. */
export function reportOf(counts: LoopCounts): FilterReport {
  const tally = new Map<DataCategory, { kept: number; changed: number; dropped: number }>();
  for (const category of dataCategoryNames) tally.set(category, { kept: 0, changed: 0, dropped: 0 });
  const messages = new Map<string, { written: number; withheld: number; because: MessageReport['because'] }>();
  counts.plans.forEach((plan, index) => {
    const written = counts.written[index]!;
    const withheld = counts.withheld[index]!;
    for (const { category, outcome } of plan.outcomes) {
      // What is not in the catalog counts as unknown content.
      const sums = tally.get(category ?? 'opaque')!;
      if (outcome === 'kept') sums.kept += written;
      else if (outcome === 'changed') sums.changed += written;
      else sums.dropped += written;
      sums.dropped += withheld;
    }
    const { message, known } = plan.schema;
    const sum = messages.get(message) ?? { written: 0, withheld: 0, because: '' };
    sum.written += written;
    sum.withheld += withheld;
    if (withheld > 0) {
      if (!known) sum.because = 'not in the catalog';
      else sum.because = plan.verdict === 'drop' ? 'tells what is hidden' : 'some by their content';
    }
    messages.set(message, sum);
  });
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  return {
    framesWritten: total(counts.written),
    framesWithheld: total(counts.withheld),
    inputBytes: counts.inputBytes,
    outputBytes: counts.outputBytes,
    gapBytes: counts.gapBytes,
    categories: [...tally]
      .filter(([, { kept, changed, dropped }]) => kept + changed + dropped > 0)
      .map(([category, sums]) => ({ category, dimension: dimensionOf(category), ...sums })),
    messages: [...messages]
      .map(([message, sum]) => ({ message, ...sum }))
      .sort((a, b) => (a.message < b.message ? -1 : 1)),
  };
}

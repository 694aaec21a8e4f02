import type { BenchLevel, Product } from '../product.ts';
import { compareRecords } from './dji-reader.ts';
import { logsOf, outputOf, passesOf } from './passes.ts';
import { replaceColumns, replaceSubtitles } from './plain-replace.ts';
import type { ExportBench } from './subjects.ts';
import { compareSubtitles, compareTables } from './text-check.ts';

/** What others say of input and output. */
export interface ExportAgreement {
  /** Of the output: records that another reader knows, blocks, rows. */
  readonly records: number;
  /** Values that were compared with those of the input; none differs. */
  readonly values: number;
}

/**
 * What the loop makes of logs, seen by others: dji-log-parser-js counts as many records as the loop; subtitles and exports have as many blocks and
 * rows as before, as what the regular expressions make of them, and what tells neither where nor when is the same in all three.
 * @param bytes how large a generated log is, about
 * @throws Error that names the first difference
 */
export function checkExports(product: Product, level: BenchLevel, bench: ExportBench, bytes: number): ExportAgreement {
  const sum = { records: 0, values: 0 };
  for (const log of logsOf(bench, bytes)) {
    const { records, values } = checkLog(product, level, bench, log);
    sum.records += records;
    sum.values += values;
  }
  return sum;
}

function checkLog(product: Product, level: BenchLevel, bench: ExportBench, input: Uint8Array): ExportAgreement {
  const { output, counts } = outputOf(passesOf(product, level, bench, input));
  if (bench.pieces !== undefined && Object.keys(counts.gapBytes).length > 0) {
    throw new Error(`the loop has found gaps in a whole log: ${JSON.stringify(counts.gapBytes)}`);
  }
  if (bench.format === 'dji') {
    return compareRecords(input, output, countedByType(counts), bench.name !== 'dji-recorded', bench.keychains);
  }
  if (bench.format === 'csv') {
    const kept = new Set(bench.kept);
    compareTables(replaceColumns(input), output, kept);
    return compareTables(input, output, kept);
  }
  compareSubtitles(replaceSubtitles(input), output);
  return compareSubtitles(input, output);
}

type Counts = ReturnType<typeof outputOf>['counts'];

/** Schemas of records say their type; others are of type 0. */
function countedByType({ plans, written, withheld }: Counts): Map<number, { written: number; withheld: number }> {
  const counted = new Map<number, { written: number; withheld: number }>();
  plans.forEach(({ schema }, index) => {
    const { recordType } = schema as { recordType?: number };
    if (recordType === undefined) throw new Error(`${schema.message} has no type of record`);
    const sum = counted.get(recordType) ?? { written: 0, withheld: 0 };
    sum.written += written[index]!;
    sum.withheld += withheld[index]!;
    counted.set(recordType, sum);
  });
  return counted;
}

import { fileURLToPath } from 'node:url';
import { again } from '../again.ts';
import { type AllocationResult, measureAllocation } from '../allocation.ts';
import { runNode } from '../child.ts';
import { type MemoryResult, measureMemory } from '../memory.ts';
import { type BenchLevel, benchLevels, loadProduct } from '../product.ts';
import { checkOutput, type LogAgreement } from './agreement.ts';
import { type LogBench, logBenches } from './readers.ts';
import type { LogThroughputOptions, LogThroughputResult } from './throughput.ts';

/** How much of a log's output is read again. */
const MOST_CHECKED_BYTES = 8e6;
/** What reaches less of a bound misses it whatever else the machine does: it is not measured again. */
const HOPELESS_SHARE = 0.5;

/** How much is measured of each format. */
export interface LogSizes {
  /** All levels of the benchmark unless said. */
  readonly levels?: readonly BenchLevel[];
  readonly throughput: LogThroughputOptions;
  readonly allocation: { readonly frames: number; readonly warm: number };
  /** Undefined: peak memory is left out. */
  readonly memory: { readonly smallMegabytes: number; readonly largeMegabytes: number } | undefined;
  /** A measurement that reaches less of its bound of speed is made again; all of it unless said. */
  readonly againBelow?: number;
}

/** What was measured of one format at one level. */
export interface LogResults {
  readonly format: string;
  readonly title: string;
  readonly level: BenchLevel;
  readonly agreement: LogAgreement;
  readonly throughput: LogThroughputResult;
  readonly allocation: AllocationResult;
  /** At `dynamics`. */
  readonly memory: MemoryResult | undefined;
}

/** Measures the self-describing formats, one after the other. @param folder of the product */
export async function measureLogs(
  folder: string,
  sizes: LogSizes,
  tell: (what: string) => void,
): Promise<LogResults[]> {
  const results: LogResults[] = [];
  for (const bench of logBenches) {
    for (const level of sizes.levels ?? benchLevels) {
      results.push(await measureLog(folder, bench, level, sizes, (what) => tell(`${bench.format}, ${level}: ${what}`)));
    }
  }
  return results;
}

async function measureLog(
  folder: string,
  bench: LogBench,
  level: BenchLevel,
  sizes: LogSizes,
  tell: (what: string) => void,
): Promise<LogResults> {
  const product = await loadProduct(folder);
  const checkedBytes = Math.min(MOST_CHECKED_BYTES, sizes.throughput.megabytes * 1e6);
  const agreement = await checkOutput(product, level, bench, checkedBytes);
  tell(`throughput against ${bench.peer} and SHA-256`);
  const throughput = await again(
    () => throughputAlone(folder, level, bench, sizes.throughput),
    (result) =>
      missedSpeeds(result, HOPELESS_SHARE).length > 0 ? undefined : missedSpeeds(result, sizes.againBelow ?? 1)[0],
    tell,
  );
  tell('allocation');
  const allocation = await measureAllocation(folder, level, sizes.allocation, bench.format);
  const memory =
    sizes.memory === undefined || level !== 'dynamics'
      ? undefined
      : await measureMemory(folder, level, sizes.memory, bench);
  return { format: bench.format, title: bench.title, level, agreement, throughput, allocation, memory };
}

/** As a user has it: in a process that filters no other format. */
async function throughputAlone(
  folder: string,
  level: BenchLevel,
  { format }: LogBench,
  options: LogThroughputOptions,
): Promise<LogThroughputResult> {
  const script = fileURLToPath(new URL('throughput-child.ts', import.meta.url));
  const output = await runNode(['--import', 'tsx', script, folder, level, format, JSON.stringify(options)]);
  return JSON.parse(output) as LogThroughputResult;
}

/** The bounds that were missed, each as a sentence. @param share of the bounds of speed that is enough */
export function missedLogBounds(results: readonly LogResults[], share: number): string[] {
  return results.flatMap(({ format, level, throughput, allocation, memory }) => {
    const missed = missedSpeeds(throughput, share);
    if (!(allocation.heapGrowthBytes < allocation.bound)) {
      missed.push(`the heap grew by ${allocation.heapGrowthBytes} bytes over ${allocation.frames} frames`);
    }
    if (!(allocation.allocatedBytesPerFrame < allocation.allocatedBound)) {
      missed.push(`${allocation.allocatedBytesPerFrame} bytes a frame were allocated`);
    }
    if (memory !== undefined && !(memory.extraMegabytes <= memory.bound)) {
      missed.push(`the large log takes ${memory.extraMegabytes} MB more memory than the small one`);
    }
    return missed.map((what) => `${format}, ${level}: ${what}`);
  });
}

function missedSpeeds(result: LogThroughputResult, share: number): string[] {
  const { ratio, bound, peer, hashBound } = result;
  const hashRatio = comparedHash(result);
  const missed: string[] = [];
  if (!(ratio.median >= share * bound)) {
    missed.push(`the loop is ${ratio.median} times as fast as ${peer}, not ${bound} times`);
  }
  if (!(hashRatio >= share * hashBound)) {
    missed.push(`the loop is ${hashRatio} times as fast as SHA-256, not ${hashBound} times`);
  }
  return missed;
}

/**
 * The ratio that is held to the bound: over SHA-256 as any processor computes it. One with instructions made for it hashes several times as fast, and
 * nothing that looks at every record reaches half of that: its ratio is told beside.
 */
export function comparedHash({ plainHashRatio, hashRatio }: LogThroughputResult): number {
  return plainHashRatio ?? hashRatio.median;
}

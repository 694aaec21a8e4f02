import { fileURLToPath } from 'node:url';
import { again } from '../again.ts';
import { type AllocationResult, measureAllocation } from '../allocation.ts';
import { runNode } from '../child.ts';
import { type MemoryResult, measureMemory } from '../memory.ts';
import { type BenchLevel, benchLevels, loadProduct } from '../product.ts';
import { checkExports, type ExportAgreement } from './agreement.ts';
import { measurePeerMemory } from './peer-memory.ts';
import { type ExportBench, exportBenches } from './subjects.ts';
import type { ExportThroughputOptions, ExportThroughputResult } from './throughput.ts';

/** Generated logs whose output is checked are so large. */
const CHECKED_BYTES = 1e6;
/** What reaches less of its bound misses it whatever else the machine does: it is not measured again. */
const HOPELESS_SHARE = 0.5;
/** How much is measured. */
export interface ExportSizes {
  /** Kinds of logs by name; undefined: all. */
  readonly kinds?: readonly string[];
  readonly levels: readonly BenchLevel[];
  readonly throughput: ExportThroughputOptions;
  /** In records, those before which the loop is warm and those that are measured; of one kind of each format. Undefined: left out. */
  readonly allocation: { readonly frames: number; readonly warm: number } | undefined;
  /** Undefined: peak memory is left out. */
  readonly memory:
    | { readonly smallMegabytes: number; readonly largeMegabytes: number; readonly peerMegabytes: number }
    | undefined;
  /** A measurement that reaches less of its bound of speed is made again; all of it unless said. */
  readonly againBelow?: number;
}

export interface ExportResults {
  readonly logs: readonly ExportLevelResult[];
  /** Peak memory of dji-log-parser-js on a generated record. */
  readonly peerMemory: { readonly megabytes: number; readonly peakMegabytes: number } | undefined;
}

/** What was measured of one kind of log at one level. */
export interface ExportLevelResult {
  readonly name: string;
  readonly title: string;
  readonly level: BenchLevel;
  /** Undefined for recorded subtitles and exports: others compare those. */
  readonly agreement: ExportAgreement | undefined;
  readonly throughput: ExportThroughputResult;
  /** Of generated logs. */
  readonly allocation: AllocationResult | undefined;
  /** At `dynamics`, of one kind of each format. */
  readonly memory: MemoryResult | undefined;
}

/** Kinds of which allocation and memory are measured too: one of each format. */
const thorough: readonly string[] = ['dji-v11', 'srt-bracketed', 'csv-columns'];

/** Measures DJI flight records, subtitles and exports, one after the other. @param folder of the product */
export async function measureExports(
  folder: string,
  sizes: ExportSizes,
  tell: (what: string) => void,
): Promise<ExportResults> {
  const logs: ExportLevelResult[] = [];
  const benches = exportBenches();
  for (const bench of benches.filter(({ name }) => sizes.kinds?.includes(name) ?? true)) {
    for (const level of sizes.levels) {
      logs.push(await measureOne(folder, bench, level, sizes, (what) => tell(`${bench.name}, ${level}: ${what}`)));
    }
  }
  if (sizes.memory === undefined) return { logs, peerMemory: undefined };
  const { peerMegabytes: megabytes } = sizes.memory;
  tell(`peak memory of dji-log-parser-js on ${megabytes} MB`);
  const { ending, pieces } = benches.find(({ name }) => name === 'dji-v11')!;
  const peakMegabytes = await measurePeerMemory({ ending, pieces: pieces! }, megabytes);
  return { logs, peerMemory: { megabytes, peakMegabytes } };
}

async function measureOne(
  folder: string,
  bench: ExportBench,
  level: BenchLevel,
  sizes: ExportSizes,
  tell: (what: string) => void,
): Promise<ExportLevelResult> {
  const { name, title, ending, pieces } = bench;
  const isChecked = pieces !== undefined || bench.format === 'dji';
  const agreement = isChecked ? checkExports(await loadProduct(folder), level, bench, CHECKED_BYTES) : undefined;
  tell(`throughput against ${bench.peer}`);
  const throughput = await again(
    () => throughputAlone(folder, level, bench, sizes.throughput),
    (result) =>
      missedSpeed(result, HOPELESS_SHARE) === undefined ? missedSpeed(result, sizes.againBelow ?? 1) : undefined,
    tell,
  );
  const isThorough = pieces !== undefined && thorough.includes(name);
  if (!isThorough) return { name, title, level, agreement, throughput, allocation: undefined, memory: undefined };
  let allocation: AllocationResult | undefined;
  if (sizes.allocation !== undefined) {
    tell('allocation');
    allocation = await measureAllocation(folder, level, sizes.allocation, name);
  }
  if (sizes.memory === undefined || level !== benchLevels.at(-1)) {
    return { name, title, level, agreement, throughput, allocation, memory: undefined };
  }
  tell(`peak memory on ${sizes.memory.largeMegabytes} MB`);
  const memory = await measureMemory(folder, level, sizes.memory, { ending, pieces });
  return { name, title, level, agreement, throughput, allocation, memory };
}

/** As a user has it: in a process that filters no other format. */
async function throughputAlone(
  folder: string,
  level: BenchLevel,
  { name }: ExportBench,
  options: ExportThroughputOptions,
): Promise<ExportThroughputResult> {
  const script = fileURLToPath(new URL('throughput-child.ts', import.meta.url));
  const output = await runNode(['--import', 'tsx', script, folder, level, name, JSON.stringify(options)]);
  return JSON.parse(output) as ExportThroughputResult;
}

/** The bounds that were missed, each as a sentence. @param share of the bounds of speed that is enough */
export function missedExportBounds({ logs }: ExportResults, share: number): string[] {
  return logs.flatMap(({ name, level, throughput, allocation, memory }) => {
    const speed = missedSpeed(throughput, share);
    const missed = speed === undefined ? [] : [speed];
    if (allocation !== undefined && !(allocation.heapGrowthBytes < allocation.bound)) {
      missed.push(`the heap grew by ${allocation.heapGrowthBytes} bytes over ${allocation.frames} records`);
    }
    if (allocation !== undefined && !(allocation.allocatedBytesPerFrame < allocation.allocatedBound)) {
      missed.push(`${allocation.allocatedBytesPerFrame} bytes a record were allocated`);
    }
    if (memory !== undefined && !(memory.extraMegabytes <= memory.bound)) {
      missed.push(`the large log takes ${memory.extraMegabytes} MB more memory than the small one`);
    }
    return missed.map((what) => `${name}, ${level}: ${what}`);
  });
}

function missedSpeed({ ratio, bound, peer }: ExportThroughputResult, share: number): string | undefined {
  if (bound === undefined || ratio.median >= share * bound) return undefined;
  return `the loop is ${ratio.median} times as fast as ${peer}, not ${bound} times`;
}

import { again } from './again.ts';
import { type AllocationResult, measureAllocation } from './allocation.ts';
import { type CommandOptions, type CommandResult, measureCommand } from './command.ts';
import { type ExportResults, type ExportSizes, measureExports, missedExportBounds } from './exports/suite.ts';
import { type LinearResult, measureLinear } from './linear.ts';
import { type LogResults, type LogSizes, measureLogs, missedLogBounds } from './logs/suite.ts';
import { type MemoryResult, measureMemory } from './memory.ts';
import { mix, PERIOD_FRAMES, PERIOD_S } from './mix.ts';
import { type BenchLevel, benchLevels, loadProduct } from './product.ts';
import { measureRelocation, type RelocationResult } from './relocation.ts';
import { measureStages, type StageResult } from './stages.ts';
import { measureThroughput, type ThroughputOptions, type ThroughputResult } from './throughput.ts';

/** How much is measured. */
export interface Sizes {
  readonly throughput: ThroughputOptions;
  readonly command: CommandOptions;
  readonly relocation: { readonly positions: number; readonly runs: number };
  readonly stages: { readonly frames: number; readonly runs: number };
  readonly allocation: { readonly frames: number; readonly warm: number };
  readonly linear: { readonly megabytes: readonly number[]; readonly runs: number };
  /** Undefined: peak memory is left out. */
  readonly memory: { readonly smallMegabytes: number; readonly largeMegabytes: number } | undefined;
  /** Of the self-describing formats. */
  readonly logs: LogSizes;
  /** Of DJI flight records, subtitles and exports. */
  readonly exports: ExportSizes;
  /** A measurement that reaches less of its bound of speed is made again; all of it unless said. */
  readonly againBelow?: number;
}

export const fullSizes: Sizes = {
  throughput: { frames: 200_000, rounds: 9, passes: 5 },
  command: { megabytes: 100, rounds: 5 },
  relocation: { positions: 100_000, runs: 30 },
  stages: { frames: 200_000, runs: 20 },
  allocation: { frames: 1_000_000, warm: 200_000 },
  linear: { megabytes: [4, 8, 16, 32], runs: 11 },
  memory: { smallMegabytes: 2, largeMegabytes: 2000 },
  logs: {
    throughput: { megabytes: 30, rounds: 7, passes: 4 },
    allocation: { frames: 500_000, warm: 200_000 },
    memory: { smallMegabytes: 2, largeMegabytes: 500 },
  },
  exports: {
    levels: benchLevels,
    throughput: { megabytes: 4, rounds: 7 },
    allocation: { frames: 500_000, warm: 100_000 },
    memory: { smallMegabytes: 10, largeMegabytes: 100, peerMegabytes: 10 },
  },
};

/** What part of a ratio's bound a quick run must reach: it has few rounds, on whatever machine, which may have other work to do. */
export const QUICK_SHARE = 0.7;

/** For every commit: the same bounds on less data. */
export const quickSizes: Sizes = {
  throughput: { frames: 200_000, rounds: 3, passes: 5 },
  command: { megabytes: 100, rounds: 1 },
  relocation: { positions: 50_000, runs: 10 },
  stages: { frames: 60_000, runs: 10 },
  allocation: { frames: 500_000, warm: 100_000 },
  linear: { megabytes: [2, 4, 8, 16], runs: 7 },
  memory: { smallMegabytes: 2, largeMegabytes: 100 },
  logs: {
    levels: ['dynamics'],
    throughput: { megabytes: 30, rounds: 3, passes: 4 },
    allocation: { frames: 500_000, warm: 100_000 },
    memory: { smallMegabytes: 2, largeMegabytes: 60 },
    againBelow: QUICK_SHARE,
  },
  exports: {
    kinds: ['dji-v11', 'dji-recorded', 'srt-bracketed', 'csv-columns'],
    levels: ['dynamics'],
    throughput: { megabytes: 2, rounds: 3 },
    allocation: { frames: 200_000, warm: 100_000 },
    memory: { smallMegabytes: 2, largeMegabytes: 20, peerMegabytes: 4 },
    againBelow: QUICK_SHARE,
  },
  againBelow: QUICK_SHARE,
};

/** One kind of message in the mix, for the table. */
export interface MixShare {
  readonly message: string;
  readonly sender: string;
  readonly framesPerSecond: number;
  readonly share: number;
}

/** What was measured at one level. */
export interface LevelResults {
  readonly level: BenchLevel;
  readonly throughput: ThroughputResult;
  readonly stages: readonly StageResult[];
  readonly allocation: AllocationResult;
  readonly linear: LinearResult;
  readonly memory: MemoryResult | undefined;
}

export interface Results {
  readonly mix: readonly MixShare[];
  readonly levels: readonly LevelResults[];
  readonly relocation: RelocationResult;
  /** At `dynamics`, which does most. */
  readonly command: CommandResult;
  readonly logs: readonly LogResults[];
  readonly exports: ExportResults;
}

/**
 * Measures everything, one after the other.
 * @param folder of the product
 * @param tell is told what is measured next
 */
export async function measureAll(folder: string, sizes: Sizes, tell: (what: string) => void): Promise<Results> {
  const levels: LevelResults[] = [];
  for (const level of benchLevels) {
    levels.push(await measureLevel(folder, level, sizes, (what) => tell(`${level}: ${what}`)));
  }
  tell('relocation alone');
  const relocation = measureRelocation(await loadProduct(folder), sizes.relocation);
  tell(`the whole command on ${sizes.command.megabytes} MB`);
  const command = await again(
    () => measureCommand(folder, 'dynamics', sizes.command),
    (result) => missedRatio(result, sizes.againBelow),
    tell,
  );
  const logs = await measureLogs(folder, sizes.logs, tell);
  const exports = await measureExports(folder, sizes.exports, tell);
  return { mix: mixShares(), levels, relocation, command, logs, exports };
}

async function measureLevel(
  folder: string,
  level: BenchLevel,
  sizes: Sizes,
  tell: (what: string) => void,
): Promise<LevelResults> {
  const product = await loadProduct(folder);
  tell('throughput against node-mavlink');
  const throughput = await again(
    () => measureThroughput(product, level, sizes.throughput),
    (result) => missedRatio(result, sizes.againBelow),
    tell,
  );
  tell('stages of the loop');
  const stages = measureStages(product, level, sizes.stages);
  tell('allocation');
  const allocation = await measureAllocation(folder, level, sizes.allocation);
  tell('growth with size');
  const linear = measureLinear(product, level, sizes.linear);
  if (sizes.memory !== undefined) tell(`peak memory on ${sizes.memory.largeMegabytes} MB`);
  const memory = sizes.memory === undefined ? undefined : await measureMemory(folder, level, sizes.memory);
  return { level, throughput, stages, allocation, linear, memory };
}

function missedRatio({ ratio, bound }: ThroughputResult | CommandResult, share = 1): string | undefined {
  return ratio.median < share * bound ? `${ratio.median} times` : undefined;
}

/**
 * The bounds that were missed, each as a sentence; none if all hold. Said so that a number that is none misses too.
 * @param share of the bounds of speed that is enough, and how far from them growth may be: 1 for the bounds themselves
 */
export function missedBounds(
  { levels, command, logs, exports }: Pick<Results, 'levels' | 'command' | 'logs' | 'exports'>,
  share = 1,
): string[] {
  const missed: string[] = [];
  for (const { level, throughput, allocation, linear, memory } of levels) {
    const miss = (what: string): number => missed.push(`${level}: ${what}`);
    const { ratio } = throughput;
    if (!(ratio.median >= share * throughput.bound)) {
      miss(`the loop is ${ratio.median} times as fast as node-mavlink, not ${throughput.bound} times`);
    }
    if (!(allocation.heapGrowthBytes < allocation.bound)) {
      miss(`the heap grew by ${allocation.heapGrowthBytes} bytes over ${allocation.frames} frames`);
    }
    if (!(allocation.allocatedBytesPerFrame < allocation.allocatedBound)) {
      miss(`${allocation.allocatedBytesPerFrame} bytes a frame were allocated`);
    }
    const { least, most } = linear.bound;
    if (!(linear.exponent >= share * least && linear.exponent <= most / share)) {
      miss(`the cost grows as size to the power ${linear.exponent}`);
    }
    if (memory !== undefined && !(memory.extraMegabytes <= memory.bound)) {
      miss(`the large log takes ${memory.extraMegabytes} MB more memory than the small one`);
    }
  }
  if (!(command.ratio.median >= share * command.bound)) {
    missed.push(
      `the whole command is ${command.ratio.median} times as fast as node-mavlink, not ${command.bound} times`,
    );
  }
  missed.push(...missedLogBounds(logs, share), ...missedExportBounds(exports, share));
  return missed;
}

function mixShares(): MixShare[] {
  return mix.map(({ type, system, component, hz }) => ({
    message: type.MSG_NAME,
    sender: `${system}/${component}`,
    framesPerSecond: hz,
    share: Math.round((1000 * hz * PERIOD_S) / PERIOD_FRAMES) / 1000,
  }));
}

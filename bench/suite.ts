import { type AllocationResult, measureAllocation } from './allocation.ts';
import { type LinearResult, measureLinear } from './linear.ts';
import { type MemoryResult, measureMemory } from './memory.ts';
import { mix, PERIOD_FRAMES, PERIOD_S } from './mix.ts';
import { loadProduct } from './product.ts';
import { measureStages, type StageResult } from './stages.ts';
import { measureThroughput, type ThroughputOptions, type ThroughputResult } from './throughput.ts';

/** How much is measured. */
export interface Sizes {
  readonly throughput: ThroughputOptions;
  readonly stages: { readonly frames: number; readonly runs: number };
  readonly allocation: { readonly frames: number; readonly warm: number };
  readonly linear: { readonly megabytes: readonly number[]; readonly runs: number };
  /** Undefined: peak memory is left out. */
  readonly memory: { readonly smallMegabytes: number; readonly largeMegabytes: number } | undefined;
}

export const fullSizes: Sizes = {
  throughput: { frames: 200_000, rounds: 9, passes: 5 },
  stages: { frames: 200_000, runs: 20 },
  allocation: { frames: 1_000_000, warm: 200_000 },
  linear: { megabytes: [4, 8, 16, 32], runs: 11 },
  memory: { smallMegabytes: 2, largeMegabytes: 2000 },
};

/** For every commit: the same bounds on less data. */
export const quickSizes: Sizes = {
  throughput: { frames: 200_000, rounds: 5, passes: 5 },
  stages: { frames: 60_000, runs: 10 },
  allocation: { frames: 1_000_000, warm: 100_000 },
  linear: { megabytes: [4, 8, 16, 32], runs: 7 },
  memory: { smallMegabytes: 2, largeMegabytes: 200 },
};

/** One kind of message in the mix, for the table. */
export interface MixShare {
  readonly message: string;
  readonly sender: string;
  readonly framesPerSecond: number;
  readonly share: number;
}

export interface Results {
  readonly mix: readonly MixShare[];
  readonly throughput: ThroughputResult;
  readonly stages: readonly StageResult[];
  readonly allocation: AllocationResult;
  readonly linear: LinearResult;
  readonly memory: MemoryResult | undefined;
}

/**
 * Measures everything, one after the other.
 * @param folder of the product
 * @param tell is told what is measured next
 */
export async function measureAll(folder: string, sizes: Sizes, tell: (what: string) => void): Promise<Results> {
  const product = await loadProduct(folder);
  tell('throughput against node-mavlink');
  let throughput = await measureThroughput(product, sizes.throughput);
  // Other work on the machine slows the loop more than what waits for memory: a miss is measured again before it counts, and said.
  for (let attempt = 2; attempt <= 3 && throughput.ratio.median < throughput.bound; attempt++) {
    tell(`throughput again: ${throughput.ratio.median} times`);
    throughput = { ...(await measureThroughput(product, sizes.throughput)), attempts: attempt };
  }
  tell('stages of the loop');
  const stages = measureStages(product, sizes.stages);
  tell('allocation');
  const allocation = await measureAllocation(folder, sizes.allocation);
  tell('growth with size');
  const linear = measureLinear(product, sizes.linear);
  if (sizes.memory !== undefined) tell(`peak memory on ${sizes.memory.largeMegabytes} MB`);
  const memory = sizes.memory === undefined ? undefined : await measureMemory(folder, sizes.memory);
  return { mix: mixShares(), throughput, stages, allocation, linear, memory };
}

/** The bounds that were missed, each as a sentence; none if all hold. */
export function missedBounds({ throughput, allocation, linear, memory }: Omit<Results, 'mix' | 'stages'>): string[] {
  const missed: string[] = [];
  const { ratio } = throughput;
  // Said so that a number that is none misses too.
  if (!(ratio.median >= throughput.bound)) {
    missed.push(`the loop is ${ratio.median} times as fast as node-mavlink, not ${throughput.bound} times`);
  }
  if (!(allocation.heapGrowthBytes < allocation.bound)) {
    missed.push(`the heap grew by ${allocation.heapGrowthBytes} bytes over ${allocation.frames} frames`);
  }
  if (!(linear.exponent >= linear.bound.least && linear.exponent <= linear.bound.most)) {
    missed.push(`the cost grows as size to the power ${linear.exponent}`);
  }
  if (memory !== undefined && !(memory.extraMegabytes <= memory.bound)) {
    missed.push(`the large log takes ${memory.extraMegabytes} MB more memory than the small one`);
  }
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

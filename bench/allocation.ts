import { fileURLToPath } from 'node:url';
import { runNode } from './child.ts';
import { rounded } from './numbers.ts';
import type { BenchLevel } from './product.ts';

/** Growth of the heap over the measured frames, collected before and after. */
export const MOST_GROWTH_BYTES = 1_000_000;
/** Less than the smallest object, of 16 bytes, for every second frame: what a chunk costs, and what a loop is made of. */
export const MOST_BYTES_A_FRAME = 8;
/** Young generation of the measured process: room for all that is allocated, so that nothing is collected unseen. */
const SEMI_SPACE_MIB = 64;
/** Code is optimised at once: on a busy machine it otherwise comes so late that code which is not optimised is measured, and that allocates. */
const AT_ONCE = ['--no-concurrent-recompilation', '--no-concurrent-osr'];

export interface AllocationResult {
  readonly frames: number;
  readonly heapGrowthBytes: number;
  /** All bytes of objects that were allocated, kept or not, over the frames; not the code that is made of functions meanwhile. */
  readonly allocatedBytesPerFrame: number;
  /** Collections while the frames were filtered. */
  readonly scavenges: number;
  readonly otherCollections: number;
  /** What the same measure says of objects that take 48 bytes. */
  readonly calibrationBytesPerObject: number;
  readonly bound: number;
  readonly allocatedBound: number;
}

/**
 * Heap growth and allocation over many frames of one warm loop, in a process of its own.
 * @param folder of the product
 * @param name of the log's format, or of its kind; those other than .tlog hold about as many frames as is said
 * @throws Error if the measure does not see what is allocated, or frames are missing
 */
export async function measureAllocation(
  folder: string,
  level: BenchLevel,
  options: { frames: number; warm: number },
  name = 'tlog',
): Promise<AllocationResult> {
  const script = fileURLToPath(new URL('allocation-child.ts', import.meta.url));
  const heap = [`--min-semi-space-size=${SEMI_SPACE_MIB}`, `--max-semi-space-size=${SEMI_SPACE_MIB}`];
  const numbers = [options.frames, options.warm, SEMI_SPACE_MIB].map(String);
  const output = await runNode([
    '--expose-gc',
    ...AT_ONCE,
    ...heap,
    '--import',
    'tsx',
    script,
    folder,
    level,
    ...numbers,
    name,
  ]);
  const raw = JSON.parse(output) as Record<string, number>;
  const calibrationBytesPerObject = rounded(raw.calibrationBytesPerObject!);
  if (calibrationBytesPerObject < 44 || calibrationBytesPerObject > 60) {
    throw new Error(`objects of 48 bytes were measured as ${calibrationBytesPerObject}`);
  }
  if (raw.seen! < options.frames || !(raw.outputBytes! > 0))
    throw new Error(`${raw.seen} frames filtered of ${options.frames}`);
  return {
    frames: raw.seen!,
    heapGrowthBytes: raw.growth!,
    allocatedBytesPerFrame: rounded(raw.allocated! / raw.seen!, 3),
    scavenges: raw.scavenges!,
    otherCollections: raw.majors!,
    calibrationBytesPerObject,
    bound: MOST_GROWTH_BYTES,
    allocatedBound: MOST_BYTES_A_FRAME,
  };
}

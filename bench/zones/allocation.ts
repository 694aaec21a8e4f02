import { fileURLToPath } from 'node:url';
import { runNode } from '../child.ts';
import { rounded } from '../numbers.ts';
import type { WatchOptions } from './watch-cost.ts';

/** Bytes of objects for a fix over a whole flight: boxes of candidates are made anew every thousand fixes or so, and calendars are asked for zones that have hours. */
export const MOST_BYTES_A_FIX = 20;
/** Of fixes in one room: nothing but the watch itself, over all of them. */
export const MOST_BYTES_A_HOVER = 0.2;
const SEMI_SPACE_MIB = 64;

export interface WatchAllocation {
  readonly fixes: number;
  readonly bytesPerFix: number;
  /** Of an aircraft that stays where it is. */
  readonly bytesPerHover: number;
  /** What the same measure says of objects that take 48 bytes. */
  readonly calibrationBytesPerObject: number;
  readonly bound: number;
  readonly hoverBound: number;
}

/**
 * What a warm watch allocates for a fix, in a process of its own.
 * @throws Error if the measure does not see what is allocated
 */
export async function measureWatchAllocation(
  folder: string,
  { zones, fixes }: Pick<WatchOptions, 'zones' | 'fixes'>,
): Promise<WatchAllocation> {
  const script = fileURLToPath(new URL('allocation-child.ts', import.meta.url));
  const heap = [`--min-semi-space-size=${SEMI_SPACE_MIB}`, `--max-semi-space-size=${SEMI_SPACE_MIB}`];
  // Everything is compiled before it is measured, and not beside it.
  const loader = ['--expose-gc', '--no-concurrent-recompilation', ...heap, '--import', 'tsx'];
  const output = await runNode([...loader, script, folder, String(zones), String(fixes)]);
  const { allocated, hovered, calibration } = JSON.parse(output) as Record<
    'allocated' | 'hovered' | 'calibration',
    number
  >;
  const calibrationBytesPerObject = rounded(calibration);
  if (calibrationBytesPerObject < 44 || calibrationBytesPerObject > 60)
    throw new Error(`objects of 48 bytes were measured as ${calibrationBytesPerObject}`);
  return {
    fixes,
    bytesPerFix: rounded(allocated / fixes, 3),
    bytesPerHover: rounded(hovered / fixes, 3),
    calibrationBytesPerObject,
    ...{ bound: MOST_BYTES_A_FIX, hoverBound: MOST_BYTES_A_HOVER },
  };
}

export function missedAllocationBounds({ bytesPerFix, bytesPerHover, bound, hoverBound }: WatchAllocation): string[] {
  return [
    ...(bytesPerFix <= bound ? [] : [`watch: it allocates ${bytesPerFix} bytes a fix, more than ${bound}`]),
    ...(bytesPerHover <= hoverBound
      ? []
      : [`watch: it allocates ${bytesPerHover} bytes a fix in one place, more than ${hoverBound}`]),
  ];
}

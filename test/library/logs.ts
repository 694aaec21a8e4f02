import { readFileSync } from 'node:fs';
import { createFilter, type Filter, type FilterOptions, type Level, levelNames } from '../../src/index.ts';

/** A generated flight of some hundred kilobytes. */
export const copterLog = new Uint8Array(readFileSync(new URL('../../samples/copter.tlog', import.meta.url)));
/** A raw stream with damage, of some ten kilobytes. */
export const shortLog = new Uint8Array(readFileSync(new URL('../../samples/short.mavlink', import.meta.url)));

/** Levels that a filter of frames can have. */
export const frameLevels: readonly Level[] = levelNames.filter((level) => level !== 'withhold' && level !== 'summary');

/** A key as a generator could have drawn it. */
export const anyKey = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 11) & 0xff);

/** Those that a live stream can have: at `track` nothing is known of what must be cut. */
export const liveLevels: readonly Level[] = frameLevels.filter((level) => level !== 'track');

export function seeded(
  level: Level,
  options: Pick<FilterOptions, 'facts' | 'cuts' | 'format' | 'formats'> = {},
): Filter {
  return createFilter({ level, seed: 'library', ...options });
}

/** Pushes a log in chunks of these sizes, over and over, and flushes. */
export function pushAll(filter: Filter, log: Uint8Array, sizes: readonly number[] = [log.length]): Uint8Array {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (let turn = 0; at < log.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    pieces.push(filter.push(log.subarray(at, at + size)));
    at += size;
  }
  pieces.push(filter.flush());
  return concat(pieces);
}

export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}

/** The same bytes in chunks of one size. */
export function chunksOf(log: Uint8Array, size: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < log.length; at += size) chunks.push(log.slice(at, at + size));
  return chunks;
}

/** The code of what a call throws; undefined if it throws nothing. */
export function codeThrown(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : `not a FlightveilError: ${String(error)}`;
  }
  return undefined;
}

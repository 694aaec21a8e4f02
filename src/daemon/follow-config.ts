import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SyncConfig } from '../sync/sync-config.ts';
import type { Logger } from './ops/logger.ts';

const LOOK_MS = 2_000;

export interface FollowOptions {
  readonly path: string;
  readonly load: () => Promise<SyncConfig>;
  readonly logger: Logger;
  readonly stop: AbortSignal;
  readonly lookMs?: number;
}

/**
 * Works by a configuration until its file changes, then by the new one. A file that is not valid stops everything until it is: what it was meant to forbid is
 * not known.
 * @param work ends soon after its signal is aborted
 * @throws what the first load throws, and `work`
 */
export async function followConfig(
  { path, load, logger, stop, lookMs = LOOK_MS }: FollowOptions,
  work: (config: SyncConfig, stop: AbortSignal) => Promise<void>,
): Promise<void> {
  for (let isFirst = true; !stop.aborted; isFirst = false) {
    const seen = await lookOf(path);
    let config: SyncConfig | undefined;
    try {
      config = await load();
    } catch (error) {
      if (isFirst) throw error;
      logger.failed('config', error);
    }
    if (config !== undefined) {
      const { sources, uploads } = config;
      if (!isFirst) logger.event('config-loaded', { sources: sources.length, uploads: uploads.length, changed: true });
    }
    const changed = new AbortController();
    const ends = AbortSignal.any([stop, changed.signal]);
    const watching = watch(path, seen, lookMs, ends).then(() => changed.abort());
    try {
      if (config !== undefined) await work(config, ends);
      // What ended by itself, as when its lock is gone, is over.
      if (config !== undefined && !ends.aborted) return;
    } finally {
      if (config !== undefined) changed.abort();
      await watching;
    }
  }
}

/** Ends when the file is another, or the signal is aborted. */
async function watch(path: string, seen: string, lookMs: number, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await sleep(lookMs, undefined, { signal: stop }).catch(() => undefined);
    if ((await lookOf(path)) !== seen) return;
  }
}

async function lookOf(path: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join();
  } catch {
    return 'none';
  }
}

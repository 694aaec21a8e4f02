import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { FoundLog, SourceProblem } from '../../../src/daemon/sources/found-log.ts';
import { type KnownFiles, MemoryKnownFiles } from '../../../src/daemon/sources/known-files.ts';
import { SourceWatcher } from '../../../src/daemon/sources/source-watcher.ts';
import type { Move, WatcherOptions, WatchingState } from '../../../src/daemon/sources/watcher-options.ts';
import type { SourceConfig } from '../../../src/sync/sync-config.ts';
import { temporaryFolder } from '../../suite/files.ts';

export { put, sha256, temporaryFolder } from '../../suite/files.ts';

export interface Told {
  readonly path: string;
  readonly member: number | undefined;
  readonly content: string;
  readonly atMs: number;
}

export interface Watched {
  readonly folder: string;
  readonly home: string;
  readonly known: KnownFiles;
  readonly watcher: SourceWatcher;
  readonly told: Told[];
  readonly problems: SourceProblem[];
  readonly moves: Move[];
  readonly media: boolean[];
  readonly watching: WatchingState[];
  readonly failures: unknown[];
  /** Another watcher with the same folder and memory, as after a restart. */
  again(options?: Partial<WatcherOptions>): Watched;
}

export interface Setup {
  readonly source?: Partial<SourceConfig>;
  readonly options?: Partial<WatcherOptions>;
  readonly known?: KnownFiles;
  readonly folder?: string;
  readonly home?: string;
}

/** A watcher over a temporary folder that reads all it is told of. It is stopped at the end of the test. */
export function watched(setup: Setup = {}): Watched {
  const base = setup.folder === undefined || setup.home === undefined ? temporaryFolder() : '';
  const folder = setup.folder ?? join(base, 'logs');
  const home = setup.home ?? join(base, 'home');
  if (setup.folder === undefined) mkdirSync(folder);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const known = setup.known ?? new MemoryKnownFiles();
  const config: SourceConfig = {
    name: 'card',
    folder,
    endings: [],
    settleMs: 40,
    isRemovable: false,
    archives: true,
    ...setup.source,
  };
  const told: Told[] = [];
  const problems: SourceProblem[] = [];
  const moves: Move[] = [];
  const media: boolean[] = [];
  const watching: WatchingState[] = [];
  const failures: unknown[] = [];
  const onLog = async (found: FoundLog): Promise<void> => {
    const log = await found.open();
    try {
      const content = readFileSync(log.path, 'latin1');
      told.push({ path: found.path, member: found.member, content, atMs: performance.now() });
    } finally {
      await log.close();
    }
  };
  const watcher = new SourceWatcher([config], known, {
    rescanMs: 60_000,
    mediumMs: 50,
    home,
    onLog,
    onProblem: (problem) => problems.push(problem),
    onMoved: (move) => moves.push(move),
    onMedium: ({ present }) => media.push(present),
    onWatching: (state) => watching.push(state),
    onFailure: (error) => failures.push(error),
    ...setup.options,
  });
  onTestFinished(() => watcher.stop());
  const again = (options: Partial<WatcherOptions> = {}) =>
    watched({ ...setup, folder, home, known, options: { ...setup.options, ...options } });
  return { folder, home, known, watcher, told, problems, moves, media, watching, failures, again };
}

/** Names and contents that were told, sorted. */
export function toldOf({ told }: Pick<Watched, 'told'>): string[] {
  return told.map(({ path, member, content }) => `${basename(path)}${member ?? ''}=${content}`).sort();
}

export function reasonsOf({ problems }: Pick<Watched, 'problems'>): string[] {
  return problems.map(({ path, reason }) => `${basename(path)} ${reason}`).sort();
}

export const noEvents: NonNullable<WatcherOptions['events']> = (_folder, _onPath, onFailure) => {
  onFailure('not-installed');
  return Promise.resolve(undefined);
};

/** A clock for a watcher: when it is asked first, a file was just seen, and something is done. */
export function afterFirstLook(act: () => void): () => number {
  let isFirst = true;
  return () => {
    if (isFirst) act();
    isFirst = false;
    return performance.now();
  };
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Waits until something holds; fails after some seconds. */
export async function until(holds: () => boolean, mostMs = 10_000): Promise<void> {
  for (const end = performance.now() + mostMs; !holds(); ) {
    if (performance.now() > end) throw new Error('it did not come about');
    await pause(5);
  }
}

import type { Dirent } from 'node:fs';
import { lstat, opendir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../node/errors.ts';
import type { SourceConfig } from '../../sync/sync-config.ts';

/** What there is in a source's folder. Nothing is opened. */
export interface SourceLook {
  readonly state: 'there' | 'absent' | 'unreadable' | 'no-folder';
  /** Where it really is, links resolved. */
  readonly folder: string;
  /** Files that end as the source says. */
  readonly logs: number;
  /** Itself and all below it. */
  readonly folders: number;
  /** Below it, that could not be read. */
  readonly unreadable: number;
  /** Unix milliseconds; undefined without logs. */
  readonly newestMs?: number;
  /** There is more than was looked at. */
  readonly isCut: boolean;
}

/** More entries than this in one source are not looked at. */
const MOST_ENTRIES = 100_000;
/** Times are read of so many files at most. */
const MOST_STATS = 2_000;

export async function lookAtSources(
  sources: readonly SourceConfig[],
  mostEntries = MOST_ENTRIES,
): Promise<ReadonlyMap<string, SourceLook>> {
  const looks = new Map<string, SourceLook>();
  for (const source of sources) looks.set(source.name, await look(source, mostEntries));
  return looks;
}

async function look({ folder, endings }: SourceConfig, mostEntries: number): Promise<SourceLook> {
  const nothing = { folder, logs: 0, folders: 0, unreadable: 0, isCut: false };
  let real: string;
  try {
    real = await realpath(folder);
  } catch (error) {
    return { ...nothing, state: hasCode(error, ['ENOENT']) ? 'absent' : 'unreadable' };
  }
  let [logs, folders, unreadable, entries, newestMs] = [0, 0, 0, 0, 0];
  const isLog = (name: string) =>
    endings.length === 0 || endings.some((ending) => name.toLowerCase().endsWith(ending.toLowerCase()));
  const open = [real];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    try {
      for await (const entry of (await opendir(path)) as AsyncIterable<Dirent>) {
        if (++entries > mostEntries)
          return { ...nothing, state: 'there', folder: real, logs, folders, unreadable, isCut: true };
        if (entry.isDirectory()) open.push(join(path, entry.name));
        if (!entry.isFile() || !isLog(entry.name)) continue;
        logs += 1;
        if (logs <= MOST_STATS) newestMs = Math.max(newestMs, await timeOf(join(path, entry.name)));
      }
      folders += 1;
    } catch (error) {
      if (path === real) return { ...nothing, state: hasCode(error, ['ENOTDIR']) ? 'no-folder' : 'unreadable' };
      unreadable += 1;
    }
  }
  return {
    state: 'there',
    folder: real,
    logs,
    folders,
    unreadable,
    isCut: false,
    ...(newestMs === 0 ? {} : { newestMs }),
  };
}

async function timeOf(path: string): Promise<number> {
  return lstat(path).then(
    (facts) => facts.mtimeMs,
    () => 0,
  );
}

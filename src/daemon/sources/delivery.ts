import { type FileHandle, readlink, realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { FlightveilError } from '../../model/errors.ts';
import type { SourceConfig } from '../../sync/sync-config.ts';
import { archiveReasonOf, type Member } from './archive.ts';
import { descriptorPath, hasDescriptorPaths } from './extract-folder.ts';
import { type FileIdentity, openSame } from './file-identity.ts';
import { archiveKind, isMemberLookedAt } from './file-names.ts';
import type { FoundLog, SourceProblem } from './found-log.ts';
import { listArchive, openLog } from './open-log.ts';
import type { WatcherOptions } from './watcher-options.ts';

/** Tells of a file that has settled: of it, or of each log in it. */
export class Delivery {
  readonly #source: SourceConfig;
  readonly #options: WatcherOptions;
  readonly #problem: (problem: Omit<SourceProblem, 'source'>) => void;

  constructor(
    source: SourceConfig,
    options: WatcherOptions,
    problem: (problem: Omit<SourceProblem, 'source'>) => void,
  ) {
    this.#source = source;
    this.#options = options;
    this.#problem = problem;
  }

  /**
   * @param realPath where it has to stand: a folder on the way that has become a link leads elsewhere
   * @returns whether the file need not be looked at again, and how many logs were taken
   */
  async deliver(path: string, identity: FileIdentity, realPath: string): Promise<{ isTaken: boolean; logs: number }> {
    let handle: FileHandle;
    try {
      handle = await openSame(path, identity);
    } catch (error) {
      this.#unreadable(path, error);
      return { isTaken: false, logs: 0 };
    }
    if ((await openedPath(handle, path)) !== realPath) {
      await handle.close().catch(() => undefined);
      return { isTaken: false, logs: 0 };
    }
    if (!this.#source.archives || archiveKind(basename(path)) === undefined) {
      await handle.close().catch(() => undefined);
      return this.#tell([{}], path, identity);
    }
    try {
      const { members, refused } = await listArchive(handle, path, this.#options.limits);
      for (const entry of refused) this.#problem({ path, ...entry });
      const wanted = members.filter(({ name }) => isMemberLookedAt(name, this.#source));
      return await this.#tell(
        wanted.map((member) => ({ member })),
        path,
        identity,
      );
    } catch (error) {
      const reason = archiveReasonOf(error);
      if (reason === undefined) this.#unreadable(path, error);
      else this.#problem({ path, reason });
      // What is wrong with it will not change before the file does.
      return { isTaken: reason !== undefined, logs: 0 };
    } finally {
      await handle.close().catch(() => undefined);
    }
  }

  async #tell(
    logs: readonly { readonly member?: Member }[],
    path: string,
    identity: FileIdentity,
  ): Promise<{ isTaken: boolean; logs: number }> {
    let taken = 0;
    let hopeless = 0;
    for (const { member } of logs) {
      const place = { path, identity, ...(member === undefined ? {} : { member: member.index }) };
      const found: FoundLog = {
        ...place,
        source: this.#source.name,
        open: () => openLog(place, this.#options, member),
      };
      try {
        await this.#options.onLog(found);
        taken++;
      } catch (error) {
        const { member: index } = place;
        // What is wrong with a member of an archive will not change before the archive does: the others go on.
        const reason = index === undefined ? undefined : archiveReasonOf(error);
        if (reason !== undefined) hopeless++;
        this.#problem({
          path,
          ...(index === undefined ? {} : { member: index }),
          reason: reason ?? 'not-taken',
          ...(reason === undefined ? { error } : {}),
        });
      }
    }
    return { isTaken: taken + hopeless === logs.length, logs: taken };
  }

  #unreadable(path: string, error: unknown): void {
    // It is looked at again by itself.
    if (error instanceof FlightveilError && error.code === 'input-changed') return;
    const system = error instanceof FlightveilError ? String(error.facts.system) : undefined;
    const reason = system === 'EACCES' || system === 'EPERM' ? 'no-permission' : 'unreadable';
    this.#problem({ path, reason, ...(system === undefined ? {} : { system }) });
  }
}

/** Where an open file stands: of what is open where the system tells, else of its path. */
async function openedPath(handle: FileHandle, path: string): Promise<string | undefined> {
  const open = hasDescriptorPaths() ? readlink(descriptorPath(handle)) : realpath(path);
  return open.catch(() => undefined);
}

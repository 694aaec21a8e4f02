import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { hasCode } from '../../node/errors.ts';
import { syncFolder } from '../../node/sync-folder.ts';
import type { SinkFault } from '../sink.ts';
import { onDisk } from './folder-faults.ts';
import { SinkFailure } from './http/failure.ts';

/** Folders in which systems mount media: what is absent below them is away, not new. Also one below them, which is named after the user. */
const MOUNT_PARENTS = /^\/(?:media|mnt|run\/media|Volumes|net|autofs)(?:\/[^/]+)?$/;

/**
 * The way into a folder. It is made if it is absent, its last component only, and only if nothing hints that its medium is away: its parent is no
 * usual place for mounts and not empty (an unmounted mount point is), and this sink neither saw it before nor sent anything there. In
 * doubt it is away, and somebody has to make it.
 */
export class FolderDoor {
  readonly path: string;
  #wasSeen = false;

  constructor(path: string) {
    this.path = resolve(path);
  }

  /** @throws SinkFailure `unreachable` if the folder is absent and must not be made */
  async enter(options: { mayMake: boolean }): Promise<void> {
    await onDisk(async () => {
      if (await this.#isFolder()) return;
      const parent = dirname(this.path);
      const mayMake = options.mayMake && !this.#wasSeen && !MOUNT_PARENTS.test(parent) && basename(this.path) !== '';
      if (!mayMake || (await readdir(parent)).length === 0) throw absent();
      await mkdir(this.path, { mode: 0o700 });
      await syncFolder(parent);
      this.#wasSeen = true;
    });
  }

  async #isFolder(): Promise<boolean> {
    try {
      const facts = await stat(this.path);
      if (!facts.isDirectory()) throw new SinkFailure('not-writable', { facts: { system: 'ENOTDIR' } });
      this.#wasSeen = true;
      return true;
    } catch (error) {
      if (hasCode(error, ['ENOENT'])) return false;
      throw error;
    }
  }
}

const absent = (): SinkFailure => new SinkFailure('unreachable', { facts: { system: 'ENOENT' } });

/** Whether a file can be made there, and is gone afterwards. */
export async function checkFolder(door: FolderDoor): Promise<SinkFault | undefined> {
  try {
    await door.enter({ mayMake: true });
    await onDisk(async () => {
      const path = join(door.path, `.flightveil-${randomBytes(16).toString('hex')}-check.partial`);
      const handle = await open(path, 'wx', 0o600);
      try {
        await handle.write(new Uint8Array(1));
        await handle.sync();
      } finally {
        await handle.close().catch(() => undefined);
        await unlink(path);
      }
    });
    return undefined;
  } catch (error) {
    if (error instanceof SinkFailure) return error.fault;
    throw error;
  }
}

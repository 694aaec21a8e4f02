import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, unlink } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { FlightveilError } from '../../model/errors.ts';
import { writeAll } from '../../node/durable-file.ts';
import { hasCode, writeError } from '../../node/errors.ts';
import { orUnusable } from '../../node/state.ts';
import type { OpenedLog } from './found-log.ts';

const FOLDER = 'extract';
const OTHERS = 0o077;
const NAME = /^[0-9a-f]{32}\.raw$/;

/**
 * A file in which a log of an archive stands while it is read. On Linux it has no name: it is unlinked as soon as it is open, before the first
 * byte, so that a crash leaves nothing. Elsewhere it has a random one until it is closed, and {@link clearExtracts} removes what a crash left.
 */
export class Extract implements OpenedLog {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #named: string | undefined;
  #isOpen = true;

  private constructor(handle: FileHandle, path: string, named: string | undefined) {
    this.#handle = handle;
    this.path = path;
    this.#named = named;
  }

  /** @param home the state folder. @throws FlightveilError `output-unwritable`, `state-unusable` */
  static async create(home: string): Promise<Extract> {
    const folder = await extractFolder(home);
    const path = join(folder, `${randomBytes(16).toString('hex')}.raw`);
    try {
      const handle = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
      if (!hasDescriptorPaths()) return new Extract(handle, path, path);
      try {
        await unlink(path);
      } catch (error) {
        await handle.close();
        throw error;
      }
      return new Extract(handle, descriptorPath(handle), undefined);
    } catch (error) {
      throw writeError(error);
    }
  }

  /** @throws FlightveilError `output-unwritable` */
  async write(bytes: Uint8Array): Promise<void> {
    try {
      await writeAll(this.#handle, bytes);
    } catch (error) {
      throw writeError(error);
    }
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    try {
      await this.#handle.close();
    } finally {
      if (this.#named !== undefined) await unlink(this.#named).catch(() => undefined);
    }
  }
}

/** Removes what a crash left; at start-up, before anything is unpacked. @throws FlightveilError `state-unusable` */
export async function clearExtracts(home: string): Promise<void> {
  const folder = await extractFolder(home);
  await orUnusable(async () => {
    for (const name of await readdir(folder)) if (NAME.test(name)) await unlink(join(folder, name));
  });
}

/** Whether an open file can be opened once more by a path that names its descriptor. */
export function hasDescriptorPaths(): boolean {
  return platform() === 'linux';
}

export function descriptorPath(handle: FileHandle): string {
  return `/proc/self/fd/${handle.fd}`;
}

async function extractFolder(home: string): Promise<string> {
  const folder = join(home, FOLDER);
  await orUnusable(async () => {
    await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
      if (!hasCode(error, ['EEXIST'])) throw error;
    });
    const facts = await lstat(folder);
    const isMine = platform() === 'win32' || (facts.uid === process.geteuid?.() && (facts.mode & OTHERS) === 0);
    if (!facts.isDirectory() || !isMine) {
      throw new FlightveilError('state-unusable', 'others have access to the folder for unpacking', {
        advice: 'Remove the folder named extract in the state folder.',
      });
    }
  });
  return folder;
}

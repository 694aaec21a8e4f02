import { randomBytes } from 'node:crypto';
import { type FileHandle, link, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FlightveilError } from '../model/errors.ts';
import { hasCode, writeError } from './errors.ts';
import { syncFolder } from './sync-folder.ts';

const MODE_OWNER_ONLY = 0o600;
const NO_HARD_LINKS = ['EPERM', 'EOPNOTSUPP', 'ENOTSUP', 'ENOSYS', 'EMLINK'];

/**
 * A file that appears under its name only when it is whole and on the disk: written under a temporary name in the same folder, synced,
 * then linked or renamed, then the folder synced. Whatever goes wrong before leaves nothing behind.
 */
export class DurableFile {
  readonly #path: string;
  readonly #temporary: string;
  readonly #handle: FileHandle;
  #isOpen = true;

  private constructor(path: string, temporary: string, handle: FileHandle) {
    this.#path = path;
    this.#temporary = temporary;
    this.#handle = handle;
  }

  /** @throws FlightveilError `output-unwritable` */
  static async create(path: string): Promise<DurableFile> {
    const temporary = join(dirname(path), `.flightveil-${randomBytes(8).toString('hex')}.partial`);
    try {
      return new DurableFile(path, temporary, await open(temporary, 'wx', MODE_OWNER_ONLY));
    } catch (error) {
      throw writeError(error);
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    try {
      await writeAll(this.#handle, bytes);
    } catch (error) {
      throw writeError(error);
    }
  }

  /** Brings to the disk what was written so far, so that {@link commit} has less to do. */
  async sync(): Promise<void> {
    try {
      await this.#handle.sync();
    } catch (error) {
      throw writeError(error);
    }
  }

  /**
   * Makes the file appear.
   * @throws FlightveilError `output-exists` unless `replace`
   */
  async commit(options: { replace: boolean }): Promise<void> {
    try {
      await this.#handle.sync();
      await this.#close();
      if (options.replace) await rename(this.#temporary, this.#path);
      else await this.#appear();
    } catch (error) {
      await this.discard();
      throw writeError(error);
    }
    // From here on the file is there: what fails now does not unmake it.
    await unlink(this.#temporary).catch(() => undefined);
    await syncFolder(dirname(this.#path)).catch((error: unknown) => {
      throw writeError(error);
    });
  }

  /** Gives the file its name unless something has it. */
  async #appear(): Promise<void> {
    try {
      // link refuses an existing name in the same step, which rename does not.
      await link(this.#temporary, this.#path);
    } catch (error) {
      if (!hasCode(error, NO_HARD_LINKS)) throw error;
      // FAT and some network folders have no hard links: an empty file takes the name first, and rename replaces just that one.
      await (await open(this.#path, 'wx', MODE_OWNER_ONLY)).close();
      try {
        await rename(this.#temporary, this.#path);
      } catch (failed) {
        await unlink(this.#path).catch(() => undefined);
        throw failed;
      }
    }
  }

  /** Leaves nothing behind. Safe to call at any time, also after {@link commit}. */
  async discard(): Promise<void> {
    await this.#close().catch(() => undefined);
    await unlink(this.#temporary).catch(() => undefined);
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#handle.close();
  }
}

/** Writes all of some bytes where the file stands: the system may take less at a time. @throws FlightveilError `output-unwritable`, and what the system reports */
export async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written);
    if (bytesWritten === 0) throw new FlightveilError('output-unwritable', 'the disk takes no more bytes');
    written += bytesWritten;
  }
}

/**
 * Makes a folder with those above it; one that exists is fine.
 * @throws FlightveilError `output-unwritable`
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeFolders(path);
  } catch (error) {
    throw writeError(error);
  }
}

/** mkdir's own recursion does not end on file systems, such as /proc, that answer ENOENT for good. */
async function makeFolders(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (hasCode(error, ['EEXIST'])) {
      if ((await stat(path)).isDirectory()) return;
      throw new FlightveilError('output-unwritable', 'a file is in the way of the output folder', {
        advice: 'Name another folder.',
      });
    }
    const parent = dirname(path);
    if (!hasCode(error, ['ENOENT']) || parent === path) throw error;
    await makeFolders(parent);
    await mkdir(path);
  }
}

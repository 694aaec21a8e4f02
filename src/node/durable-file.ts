import { randomBytes } from 'node:crypto';
import { type FileHandle, link, open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeError } from './errors.ts';

const MODE_OWNER_ONLY = 0o600;

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
      for (let written = 0; written < bytes.length; ) {
        written += (await this.#handle.write(bytes, written, bytes.length - written)).bytesWritten;
      }
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
      if (options.replace) {
        await rename(this.#temporary, this.#path);
      } else {
        // link refuses an existing name in the same step, which rename does not.
        await link(this.#temporary, this.#path);
        await unlink(this.#temporary);
      }
      await syncFolder(dirname(this.#path));
    } catch (error) {
      await this.discard();
      throw writeError(error);
    }
  }

  /** Leaves nothing behind. Safe to call at any time, also after {@link commit}. */
  async discard(): Promise<void> {
    await this.#close();
    await unlink(this.#temporary).catch(() => undefined);
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#handle.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

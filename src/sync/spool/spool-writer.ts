import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FlightveilError } from '../../model/errors.ts';
import { syncFolder } from '../../node/sync-folder.ts';
import { type Content, SealedFile } from './sealed-file.ts';
import { CHUNK_BYTES, type FileSeal, SEALED_CHUNK_BYTES } from './sealing.ts';
import { damaged, orSpoolError } from './spool-errors.ts';

/** Sealed chunks are written so many at once. */
const CHUNKS_AT_ONCE = 16;

/** A file of the spool that was written, synced and read back. */
export interface SpoolFile extends Content {
  /** 32 hexadecimal digits. */
  readonly id: string;
}

/**
 * A file that comes into the spool whole or not at all. Its bytes are sealed before they reach the disk. One call at a time; after one that failed
 * only {@link discard} does anything.
 */
export class SpoolWriter {
  readonly id: string;
  readonly #path: string;
  readonly #partial: string;
  readonly #handle: FileHandle;
  readonly #seal: FileSeal;
  readonly #hash = createHash('sha256');
  #sizeBytes = 0;
  /** Plain bytes of the chunk that is being filled: it is sealed when it is known whether it is the last. */
  readonly #plain = Buffer.allocUnsafe(CHUNK_BYTES);
  #filled = 0;
  #chunks = 0;
  #sealed = Buffer.allocUnsafe(CHUNKS_AT_ONCE * SEALED_CHUNK_BYTES);
  #sealedBytes: number;
  /** The other buffer: the disk takes one while the next is filled. */
  #spare = Buffer.allocUnsafe(CHUNKS_AT_ONCE * SEALED_CHUNK_BYTES);
  #writing: Promise<void> = Promise.resolve();
  #isOpen = true;
  #isCommitted = false;

  private constructor(id: string, path: string, partial: string, handle: FileHandle, seal: FileSeal) {
    this.id = id;
    this.#path = path;
    this.#partial = partial;
    this.#handle = handle;
    this.#seal = seal;
    this.#sealedBytes = 0;
  }

  /** @internal */
  static create(id: string, path: string, seal: FileSeal): Promise<SpoolWriter> {
    return orSpoolError(async () => {
      const partial = `${path}.partial`;
      const writer = new SpoolWriter(id, path, partial, await open(partial, 'wx', 0o600), seal);
      writer.#sendOut(seal.header);
      return writer;
    });
  }

  /** Takes bytes, which may be overwritten once this resolves. @throws FlightveilError `state-unusable`, see `isFull` */
  write(bytes: Uint8Array): Promise<void> {
    return this.#orEnd(async () => {
      this.#hash.update(bytes);
      this.#sizeBytes += bytes.length;
      for (let at = 0; at < bytes.length; ) {
        if (this.#filled === CHUNK_BYTES) await this.#sealChunk(false);
        const some = bytes.subarray(at, at + CHUNK_BYTES - this.#filled);
        this.#plain.set(some, this.#filled);
        this.#filled += some.length;
        at += some.length;
      }
    });
  }

  /** Brings what was sealed so far to the disk, so that {@link commit} has less to do. @throws FlightveilError `state-unusable` */
  sync(): Promise<void> {
    return this.#orEnd(async () => {
      await this.#flush();
      await this.#writing;
      await this.#handle.datasync();
    });
  }

  /**
   * Makes the file part of the spool: synced, read back, then given its name, and the name synced. What is read back opens, chunk by chunk, only if it is
   * what was sealed; the bytes may come from the system's cache, so what a disk returns later is for `Spool.verify` to see.
   * @throws FlightveilError `state-unusable`: then it is not in the spool
   */
  commit(): Promise<SpoolFile> {
    return this.#orEnd(async () => {
      await this.#sealChunk(true);
      await this.#flush();
      await this.#writing;
      await this.#handle.sync();
      await this.#close();
      const content = { sizeBytes: this.#sizeBytes, sha256: this.#hash.digest('hex') };
      await this.#readBack(content.sizeBytes);
      await rename(this.#partial, this.#path);
      await syncFolder(dirname(this.#path));
      this.#isCommitted = true;
      return { id: this.id, ...content };
    });
  }

  /** Leaves nothing behind. Safe at any time; after {@link commit} it does nothing. Never throws: leftovers go when the spool is opened next. */
  async discard(): Promise<void> {
    if (this.#isCommitted) return;
    await this.#writing.catch(() => undefined);
    await this.#close().catch(() => undefined);
    await unlink(this.#partial).catch(() => undefined);
    // A name that could not be made durable: whoever was told that the commit failed must not find it later.
    await unlink(this.#path).catch(() => undefined);
  }

  async #readBack(sizeBytes: number): Promise<void> {
    const file = await SealedFile.open(this.#partial, this.#seal);
    try {
      if (file.sizeBytes !== sizeBytes) throw damaged('what was written to the spool reads otherwise');
      await file.check();
    } finally {
      await file.close();
    }
  }

  async #sealChunk(isLast: boolean): Promise<void> {
    if (this.#sealedBytes + SEALED_CHUNK_BYTES > this.#sealed.length) await this.#flush();
    const plain = this.#plain.subarray(0, this.#filled);
    this.#sealedBytes = this.#seal.seal(plain, this.#chunks++, isLast, this.#sealed, this.#sealedBytes);
    this.#filled = 0;
  }

  /** Hands the sealed bytes to the disk, once it has taken those before. */
  async #flush(): Promise<void> {
    await this.#writing;
    const full = this.#sealed;
    this.#sendOut(full.subarray(0, this.#sealedBytes));
    this.#sealed = this.#spare;
    this.#spare = full;
    this.#sealedBytes = 0;
  }

  #sendOut(bytes: Buffer): void {
    this.#writing = this.#append(bytes);
    // Whoever waits for it next gets the error.
    this.#writing.catch(() => undefined);
  }

  async #append(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await this.#handle.write(bytes, at, bytes.length - at);
      if (bytesWritten === 0) throw new FlightveilError('state-unusable', 'the spool: the disk takes no more bytes');
      at += bytesWritten;
    }
  }

  async #orEnd<T>(work: () => Promise<T>): Promise<T> {
    if (!this.#isOpen) throw new FlightveilError('state-unusable', 'this file of the spool is closed already');
    try {
      return await orSpoolError(work);
    } catch (error) {
      await this.discard();
      throw error;
    }
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#handle.close();
  }
}

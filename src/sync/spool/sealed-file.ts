import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import {
  CHUNK_BYTES,
  type Extent,
  extentOf,
  type FileSeal,
  HEADER_BYTES,
  SEALED_CHUNK_BYTES,
  TAG_BYTES,
} from './sealing.ts';
import { damaged, orSpoolError } from './spool-errors.ts';

/** So many chunks are read from the disk at once: with less the calls cost more than the bytes. */
const CHUNKS_AT_ONCE = 16;

/** Size and hash of plain bytes. */
export interface Content {
  readonly sizeBytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

/** A sealed file that is read, by chunks. */
export class SealedFile {
  readonly sizeBytes: number;
  readonly #handle: FileHandle;
  readonly #seal: FileSeal;
  readonly #chunks: number;

  private constructor(handle: FileHandle, seal: FileSeal, extent: Extent) {
    this.#handle = handle;
    this.#seal = seal;
    this.sizeBytes = extent.sizeBytes;
    this.#chunks = extent.chunks;
  }

  /**
   * Opens a file, and reads its last chunk: only that says where the file ends.
   * @throws FlightveilError `state-unusable` if it is missing, cannot be read, or was cut, extended or changed there
   */
  static open(path: string, seal: FileSeal): Promise<SealedFile> {
    return orSpoolError(async () => {
      const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
      const handle = await open(path, O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0));
      try {
        const facts = await handle.stat();
        if (!facts.isFile()) throw damaged('what stands in the spool is no file');
        const file = new SealedFile(handle, seal, extentOf(facts.size));
        if (!seal.header.equals(await file.#bytes(0, HEADER_BYTES))) throw damaged();
        const last = file.#chunks - 1;
        file.#opened(await file.#fetched(last, file.#chunks), last);
        return file;
      } catch (error) {
        await handle.close().catch(() => undefined);
        throw error;
      }
    });
  }

  /**
   * Bytes of a range, in pieces of one chunk at most, each in memory of its own.
   * @throws FlightveilError `state-unusable` if they cannot be read or were changed, or the file ends before
   */
  async *read(fromByte: number, toByte: number): AsyncGenerator<Uint8Array, void, void> {
    if (!Number.isSafeInteger(fromByte) || !Number.isSafeInteger(toByte) || fromByte < 0 || toByte < fromByte) {
      throw new RangeError('no range of bytes');
    }
    if (toByte > this.sizeBytes) throw damaged('a file of the spool is shorter than what is asked of it');
    const end = Math.ceil(toByte / CHUNK_BYTES);
    let first = Math.floor(fromByte / CHUNK_BYTES);
    let next = this.#fetched(first, end);
    try {
      while (first < end) {
        const sealed = await next;
        // The disk reads on while these are opened and used.
        next = this.#fetched(first + CHUNKS_AT_ONCE, end);
        for (let at = 0; at < sealed.length; at += SEALED_CHUNK_BYTES, first++) {
          const plain = this.#opened(sealed.subarray(at, at + SEALED_CHUNK_BYTES), first);
          const start = first * CHUNK_BYTES;
          const piece = plain.subarray(Math.max(0, fromByte - start), Math.min(plain.length, toByte - start));
          if (piece.length > 0) yield piece;
        }
      }
    } finally {
      await next.catch(() => undefined);
    }
  }

  /** Reads all of it: every chunk opens, in its place, so it holds what was sealed. @throws FlightveilError `state-unusable` as {@link read} */
  async check(): Promise<void> {
    for await (const _piece of this.read(0, this.sizeBytes));
  }

  /** Reads all of it. @throws FlightveilError `state-unusable` as {@link read} */
  async content(): Promise<Content> {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for await (const piece of this.read(0, this.sizeBytes)) {
      hash.update(piece);
      sizeBytes += piece.length;
    }
    return { sizeBytes, sha256: hash.digest('hex') };
  }

  /** Never throws: of a file that was only read nothing can be lost. */
  async close(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }

  #opened(sealed: Uint8Array, number: number): Uint8Array {
    return this.#seal.open(sealed, number, number === this.#chunks - 1);
  }

  /** Some sealed chunks from one number on, before another. */
  #fetched(first: number, end: number): Promise<Buffer> {
    const count = Math.max(0, Math.min(CHUNKS_AT_ONCE, end - first));
    const isToEnd = first + count === this.#chunks;
    const lastBytes = this.sizeBytes - (this.#chunks - 1) * CHUNK_BYTES + TAG_BYTES;
    const length = isToEnd ? (count - 1) * SEALED_CHUNK_BYTES + lastBytes : count * SEALED_CHUNK_BYTES;
    const fetched = orSpoolError(() =>
      this.#bytes(HEADER_BYTES + first * SEALED_CHUNK_BYTES, count === 0 ? 0 : length),
    );
    // Whoever waits for it gets the error.
    fetched.catch(() => undefined);
    return fetched;
  }

  async #bytes(from: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(length);
    for (let filled = 0; filled < length; ) {
      const { bytesRead } = await this.#handle.read(bytes, filled, length - filled, from + filled);
      if (bytesRead === 0) throw damaged();
      filled += bytesRead;
    }
    return bytes;
  }
}

import { once } from 'node:events';
import { createGzip, type Gzip } from 'node:zlib';

/** Longest extra field of a gzip header, with its own head of four bytes. */
const MAX_EXTRA_BYTES = 65_535;
/** Header of ten bytes, length of the extra field, an empty deflate block, checksum and size. */
const EMPTY_MEMBER_BYTES = 10 + 2 + 2 + 8;
const LEAST_FILLING_BYTES = EMPTY_MEMBER_BYTES + 4;

/**
 * Packs what is written as gzip (RFC 1952) and fills it up to a multiple of a number of bytes with empty members, whose extra fields every reader skips:
 * `gunzip` gives just what was written. The header has no name and no time.
 */
export class PaddedGzip {
  readonly #gzip: Gzip;
  readonly #written: Promise<void>;
  #sizeBytes = 0;

  constructor(stepBytes: number, put: (bytes: Uint8Array) => Promise<void>) {
    const gzip = createGzip({ level: 6 });
    this.#gzip = gzip;
    this.#written = (async () => {
      for await (const piece of gzip) {
        const bytes = piece as Uint8Array;
        // zlib tells the operating system in the tenth byte.
        if (this.#sizeBytes === 0) bytes[9] = UNKNOWN_SYSTEM;
        this.#sizeBytes += bytes.length;
        await put(bytes);
      }
      for (const member of fillingOf(this.#sizeBytes, stepBytes)) await put(member);
    })();
    // It is awaited at the end; a fault before that shows in the next write too.
    this.#written.catch((error: Error) => gzip.destroy(error));
  }

  async write(bytes: Uint8Array): Promise<void> {
    // Copied: the caller uses its buffer again.
    if (!this.#gzip.write(Uint8Array.from(bytes))) await Promise.race([once(this.#gzip, 'drain'), this.#written]);
    if (this.#gzip.destroyed) await this.#written;
  }

  /** @throws what `put` threw */
  async finish(): Promise<void> {
    this.#gzip.end();
    await this.#written;
  }
}

const UNKNOWN_SYSTEM = 255;

/** Members that hold nothing, so long that with them the size is a multiple of the step. */
export function fillingOf(sizeBytes: number, stepBytes: number): Uint8Array[] {
  let left = (stepBytes - (sizeBytes % stepBytes)) % stepBytes;
  if (left > 0 && left < LEAST_FILLING_BYTES) left += stepBytes;
  const members: Uint8Array[] = [];
  while (left > 0) {
    const most = EMPTY_MEMBER_BYTES + MAX_EXTRA_BYTES;
    // What is left for the last one must not be too short for a member.
    let size = Math.min(left, most);
    if (left - size > 0 && left - size < LEAST_FILLING_BYTES) size -= LEAST_FILLING_BYTES;
    members.push(emptyMember(size));
    left -= size;
  }
  return members;
}

function emptyMember(sizeBytes: number): Uint8Array {
  const extraBytes = sizeBytes - EMPTY_MEMBER_BYTES;
  const member = new Uint8Array(sizeBytes);
  // FEXTRA alone, no time, no system.
  member.set([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, UNKNOWN_SYSTEM, extraBytes & 0xff, extraBytes >> 8]);
  const fieldBytes = extraBytes - 4;
  member.set([0x66, 0x76, fieldBytes & 0xff, fieldBytes >> 8], 12);
  // An empty block of fixed codes, the last one; checksum and size of nothing are zero.
  member.set([3, 0], 12 + extraBytes);
  return member;
}

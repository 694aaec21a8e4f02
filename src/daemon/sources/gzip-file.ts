import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type ArchiveLimits, archiveRefused, bounded, extractFrom, type Listing } from './archive.ts';
import { innerName } from './file-names.ts';

const CHUNK_BYTES = 64 * 1024;

/** The one log of a .gz. @param name the file's own; what the header may name is not looked at */
export function listGzip(name: string, limits: ArchiveLimits): Listing {
  const extract = async (archive: FileHandle, home: string) => {
    return extractFrom(gunzipped(bytesOf(archive), limits), home);
  };
  return { members: [{ index: 0, name: innerName(name), extract }], refused: [] };
}

/**
 * RFC 1952: one or more members one after another, and nothing behind them. Each has its CRC-32 and length checked by zlib.
 * @param packedBytes what the ratio counts against; else what was read so far
 */
export async function* gunzipped(
  packed: AsyncIterable<Uint8Array>,
  limits: ArchiveLimits,
  packedBytes?: number,
): AsyncGenerator<Uint8Array, void, void> {
  let given = 0;
  const counted = async function* () {
    for await (const chunk of packed) {
      given += chunk.length;
      yield chunk;
    }
  };
  const source = Readable.from(counted(), { objectMode: false });
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  try {
    yield* bounded(source.pipe(gunzip), limits, () => packedBytes ?? given);
    // Zeros behind the last member end it without an error.
    if (gunzip.bytesWritten !== given) throw archiveRefused('archive-damaged');
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

/** Bytes of an open file from one offset up to, without, another; to its end where none is given. */
export async function* bytesOf(
  file: FileHandle,
  from = 0,
  to = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array, void, void> {
  for (let position = from; position < to; ) {
    const length = Math.min(CHUNK_BYTES, to - position);
    const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { FlightveilError } from '../../model/errors.ts';
import { readError } from '../../node/errors.ts';
import { identityOf, isSameIdentity } from './file-identity.ts';

const CHUNK_BYTES = 256 * 1024;

/**
 * SHA-256 of a file's content, by which a log is known whatever its name is. It says nothing to anybody only as long as it stays on this machine:
 * whoever has the log can compute it.
 * @param path as {@link OpenedLog.path}
 * @throws FlightveilError `input-changed` if the file was written to meanwhile, `input-not-a-file`, `input-unreadable`
 */
export async function contentHash(path: string): Promise<Buffer> {
  try {
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const before = await handle.stat({ bigint: true });
      if (!before.isFile()) throw new FlightveilError('input-not-a-file', 'it is no regular file');
      const hash = createHash('sha256');
      const buffer = new Uint8Array(CHUNK_BYTES);
      let position = 0;
      for (let bytes: number; (bytes = (await handle.read(buffer, 0, CHUNK_BYTES, position)).bytesRead) > 0; ) {
        hash.update(buffer.subarray(0, bytes));
        position += bytes;
      }
      const after = await handle.stat({ bigint: true });
      if (!isSameIdentity(identityOf(before), identityOf(after)) || BigInt(position) !== after.size) {
        throw new FlightveilError('input-changed', 'the log changed while it was read', {
          advice: 'It is probably still being written: it is looked at again later.',
        });
      }
      return hash.digest();
    } finally {
      await handle.close().catch(() => undefined);
    }
  } catch (error) {
    throw readError(error);
  }
}

import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { hasCode } from '../../node/errors.ts';
import { type Delivery, PIECE_BYTES, type ShipmentPart } from '../sink.ts';
import { onDisk } from './folder-faults.ts';

/** O_NONBLOCK: a named pipe in the folder must not hold us. */
const SAFELY = constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** A file to read, never through a symbolic link; `other` for whatever is no plain file. */
export async function openPlain(path: string): Promise<FileHandle | 'other' | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(path, constants.O_RDONLY | SAFELY);
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return undefined;
    if (hasCode(error, ['ELOOP', 'ENXIO'])) return 'other';
    throw error;
  }
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  return 'other';
}

/** Our unfinished file, to go on with, or a new one. What is no plain file of one name is put away: it is not ours. */
export async function openPartial(path: string): Promise<FileHandle> {
  try {
    const handle = await open(path, constants.O_RDWR | SAFELY);
    const facts = await handle.stat();
    if (facts.isFile() && facts.nlink === 1) return handle;
    await handle.close();
    await unlink(path);
  } catch (error) {
    if (hasCode(error, ['ELOOP', 'ENXIO'])) await unlink(path);
    else if (!hasCode(error, ['ENOENT'])) throw error;
  }
  return open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600);
}

/**
 * Makes a file what the part is: what is there already is compared with the part as it is read, and the file is cut where they begin to
 * differ.
 * @throws what the part throws, SinkFailure
 */
export async function writeRest(handle: FileHandle, part: ShipmentPart, delivery: Delivery): Promise<void> {
  let length = (await onDisk(() => handle.stat())).size;
  if (length > part.sizeBytes) {
    await onDisk(() => handle.truncate(0));
    length = 0;
  }
  const there = Buffer.alloc(PIECE_BYTES);
  let at = 0;
  for await (const piece of part.read()) {
    delivery.signal.throwIfAborted();
    let same = 0;
    if (at < length) {
      const { bytesRead } = await onDisk(() => handle.read(there, 0, Math.min(piece.length, length - at), at));
      if (there.subarray(0, bytesRead).equals(piece.subarray(0, bytesRead))) same = bytesRead;
      if (same < piece.length) {
        length = at + same;
        await onDisk(() => handle.truncate(length));
      }
    }
    await onDisk(() => writeAll(handle, piece.subarray(same), at + same));
    at += piece.length;
  }
  delivery.signal.throwIfAborted();
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}

/** SHA-256 of a file's content from its beginning, in hexadecimal digits. @param moved told while it is read */
export async function hashOfFile(handle: FileHandle, moved: () => void = () => undefined): Promise<string> {
  const hash = createHash('sha256');
  const buffer = new Uint8Array(PIECE_BYTES);
  for (let at = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, bytesRead));
    moved();
    at += bytesRead;
  }
}

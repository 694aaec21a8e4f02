import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { FlightveilError } from '../../model/errors.ts';
import { hasCode, readError } from '../../node/errors.ts';

/**
 * What tells one state of a file from another without reading it. A file that was changed without changing its length or its modification
 * time passes as unchanged.
 */
export interface FileIdentity {
  readonly device: bigint;
  readonly inode: bigint;
  /** Bytes. */
  readonly size: number;
  /** Last modification, nanoseconds since 1970 as the file system has it. It may lie in the future. */
  readonly mtimeNs: bigint;
}

export function identityOf(facts: BigIntStats): FileIdentity {
  return { device: facts.dev, inode: facts.ino, size: Number(facts.size), mtimeNs: facts.mtimeNs };
}

export function isSameIdentity(one: FileIdentity, other: FileIdentity): boolean {
  return (
    one.inode === other.inode && one.size === other.size && one.mtimeNs === other.mtimeNs && one.device === other.device
  );
}

/** For maps: equal identities, and only those, have equal keys. */
export function identityKey({ device, inode, size, mtimeNs }: FileIdentity): string {
  return `${device}:${inode}:${size}:${mtimeNs}`;
}

/** Of a regular file that stands there, a link not followed; undefined if nothing, or something else, does. @throws what lstat does */
export async function identityAt(path: string): Promise<FileIdentity | undefined> {
  try {
    const facts = await lstat(path, { bigint: true });
    return facts.isFile() ? identityOf(facts) : undefined;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Whether an error of the system says that there is nothing of that name. */
export function isGone(error: unknown): boolean {
  return hasCode(error, ['ENOENT', 'ENOTDIR']);
}

/**
 * Opens the very file that was looked at: what has taken its name since, be it a link, a pipe or a changed file, is not opened or at once
 * closed again.
 * @throws FlightveilError `input-changed`, `input-unreadable`
 */
export async function openSame(path: string, identity: FileIdentity): Promise<FileHandle> {
  let handle: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const facts = await handle.stat({ bigint: true });
    if (!facts.isFile() || !isSameIdentity(identityOf(facts), identity)) throw changed();
    return handle;
  } catch (error) {
    await handle?.close().catch(() => undefined);
    if (isGone(error) || hasCode(error, ['ELOOP', 'ENXIO'])) throw changed(error);
    throw readError(error);
  }
}

function changed(cause?: unknown): FlightveilError {
  return new FlightveilError('input-changed', 'the log was changed, moved or removed since it was found', { cause });
}

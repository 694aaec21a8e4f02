import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { ARCHIVE_LIMITS, type ArchiveLimits, archiveRefused, type Listing, type Member } from './archive.ts';
import { descriptorPath, hasDescriptorPaths } from './extract-folder.ts';
import { type FileIdentity, openSame } from './file-identity.ts';
import { archiveKind } from './file-names.ts';
import type { OpenedLog } from './found-log.ts';
import { listGzip } from './gzip-file.ts';
import { listZip } from './zip-file.ts';

/** What has to be kept of a found log to open it again later. */
export interface LogPlace {
  readonly path: string;
  readonly member?: number;
  readonly identity: FileIdentity;
}

export interface OpenOptions {
  /** The state folder; logs of archives are unpacked below it. */
  readonly home: string;
  readonly limits?: ArchiveLimits;
}

/**
 * Opens a log that was found, if it is still what was found.
 * @throws FlightveilError as {@link FoundLog.open}
 */
export async function openLog(place: LogPlace, options: OpenOptions, member?: Member): Promise<OpenedLog> {
  const handle = await openSame(place.path, place.identity);
  let isKept = false;
  try {
    if (place.member === undefined) {
      isKept = true;
      const path = hasDescriptorPaths() ? descriptorPath(handle) : place.path;
      return { path, close: () => handle.close().catch(() => undefined) };
    }
    const found =
      member ??
      (await listArchive(handle, place.path, options.limits)).members.find(({ index }) => index === place.member);
    if (found === undefined) throw archiveRefused('archive-damaged');
    return await found.extract(handle, options.home);
  } finally {
    if (!isKept) await handle.close().catch(() => undefined);
  }
}

/** What is in an archive, by the end of its name. @throws FlightveilError `input-unreadable` with a `reason` */
export async function listArchive(
  archive: FileHandle,
  path: string,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<Listing> {
  return archiveKind(path) === 'zip' ? listZip(archive, limits) : listGzip(basename(path), limits);
}

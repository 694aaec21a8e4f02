import type { FileHandle } from 'node:fs/promises';
import { FlightveilError } from '../../model/errors.ts';
import { readError } from '../../node/errors.ts';
import { Extract } from './extract-folder.ts';
import type { ArchiveReason } from './found-log.ts';

/** What an archive may make us do. */
export interface ArchiveLimits {
  readonly entries: number;
  /** Unpacked bytes of all members together. */
  readonly totalBytes: number;
  /** Unpacked bytes of one member. */
  readonly memberBytes: number;
  /** Unpacked to packed bytes, of each member. Logs reach 30. */
  readonly ratio: number;
  /** So many unpacked bytes are fine at any ratio. */
  readonly freeBytes: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  entries: 10_000,
  totalBytes: 8 * 2 ** 30,
  memberBytes: 4 * 2 ** 30,
  ratio: 200,
  freeBytes: 2 ** 20,
};

/** A file in an archive that can be unpacked. */
export interface Member {
  readonly index: number;
  /** As the archive has it: only its end is looked at, it never becomes a path. */
  readonly name: string;
  /**
   * @param archive open for reading, the file that was listed
   * @throws FlightveilError `input-unreadable` with a `reason`, `output-unwritable`, `state-unusable`
   */
  extract(archive: FileHandle, home: string): Promise<Extract>;
}

export interface Listing {
  readonly members: readonly Member[];
  /** Entries that are left out, while the others are fine. */
  readonly refused: readonly { readonly member: number; readonly reason: ArchiveReason }[];
}

export function archiveRefused(reason: ArchiveReason, cause?: unknown): FlightveilError {
  return new FlightveilError('input-unreadable', `the archive is not unpacked: ${reason}`, {
    facts: { reason },
    advice: 'Unpack it by hand if you trust it.',
    cause,
  });
}

/** The reason that {@link archiveRefused} was given; undefined for other errors. */
export function archiveReasonOf(error: unknown): ArchiveReason | undefined {
  if (!(error instanceof FlightveilError) || typeof error.facts.reason !== 'string') return undefined;
  return error.facts.reason as ArchiveReason;
}

/** What is thrown while an archive is read: errors of the system say what they are, all others mean that it is damaged. */
export function archiveError(error: unknown): unknown {
  if (error instanceof FlightveilError) return error;
  if (error instanceof Error && 'syscall' in error) return readError(error);
  return archiveRefused('archive-damaged', error);
}

/** Unpacks into a new file. @param chunks stops by itself when what it gives is not right */
export async function extractFrom(chunks: AsyncIterable<Uint8Array>, home: string): Promise<Extract> {
  const extract = await Extract.create(home);
  try {
    for await (const chunk of chunks) await extract.write(chunk);
    return extract;
  } catch (error) {
    await extract.close();
    throw archiveError(error);
  }
}

/** Lets bytes through as long as they are within limits. @param packedBytes how many packed ones they came from, so far */
export async function* bounded(
  chunks: AsyncIterable<Uint8Array>,
  limits: ArchiveLimits,
  packedBytes: () => number,
): AsyncGenerator<Uint8Array, void, void> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > limits.memberBytes) throw archiveRefused('member-too-large');
    if (bytes > limits.freeBytes && bytes > limits.ratio * packedBytes()) throw archiveRefused('archive-ratio');
    yield chunk;
  }
}

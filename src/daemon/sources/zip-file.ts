import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import {
  type ArchiveLimits,
  archiveError,
  archiveRefused,
  bounded,
  extractFrom,
  type Listing,
  type Member,
} from './archive.ts';
import { archiveKind, innerName } from './file-names.ts';
import type { ArchiveReason } from './found-log.ts';
import { gunzipped } from './gzip-file.ts';
import { withZip } from './zip-reader.ts';

const LOCAL_HEADER_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
const TYPE_MASK = 0o170000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;

/**
 * The files in a .zip (APPNOTE.TXT 6.3.10). The whole directory is read and checked before any member is unpacked; names are never used as paths.
 * @throws FlightveilError `input-unreadable` with a `reason`
 */
export async function listZip(archive: FileHandle, limits: ArchiveLimits): Promise<Listing> {
  try {
    return await withZip(archive, (zip) => listEntries(zip, limits));
  } catch (error) {
    throw archiveError(error);
  }
}

async function listEntries(zip: ZipFile, limits: ArchiveLimits): Promise<Listing> {
  if (zip.entryCount > limits.entries) throw archiveRefused('archive-too-many-entries');
  const directoryOffset = zip.readEntryCursor as unknown as number;
  const members: Member[] = [];
  const refused: { member: number; reason: ArchiveReason }[] = [];
  const spans: { from: number; to: number }[] = [];
  const totals = new Totals(limits.totalBytes);
  let index = -1;
  for await (const entry of zip.eachEntry()) {
    index++;
    totals.set(index, entry.uncompressedSize);
    const from = entry.relativeOffsetOfLocalHeader;
    spans.push({ from, to: from + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize });
    const name = await nameOf(entry);
    const reason = name === undefined ? 'member-name' : reasonAgainst(entry, name, limits);
    if (reason === 'archive-ratio') throw archiveRefused(reason);
    if (reason !== undefined) refused.push({ member: index, reason });
    else if (name !== undefined && !isFolder(entry, name)) members.push(memberOf(entry, index, name, limits, totals));
  }
  mustNotOverlap(spans, directoryOffset);
  return { members, refused };
}

/** Unpacked bytes of all members: as declared, and as they turn out for those that hold a .gz. */
class Totals {
  readonly #bytes = new Map<number, number>();
  readonly #most: number;
  #sum = 0;

  constructor(most: number) {
    this.#most = most;
  }

  set(index: number, bytes: number): void {
    const before = this.#bytes.get(index) ?? 0;
    if (bytes <= before) return;
    this.#bytes.set(index, bytes);
    this.#sum += bytes - before;
    if (this.#sum > this.#most) throw archiveRefused('archive-too-large');
  }
}

/** Entries that share bytes are how small archives unpack to very much. */
function mustNotOverlap(spans: { from: number; to: number }[], directoryOffset: number): void {
  spans.sort((a, b) => a.from - b.from);
  const starts = [...spans.slice(1).map(({ from }) => from), directoryOffset];
  if (spans.some(({ to }, at) => to > starts[at]!)) throw archiveRefused('archive-overlap');
}

/** Undefined if it leads out of a folder, or says nothing. */
async function nameOf(entry: Entry): Promise<string | undefined> {
  const { getFileNameLowLevel, validateFileName } = (await import('yauzl')).default;
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
  return name === '' || name.includes('\0') || validateFileName(name) !== null ? undefined : name;
}

function isFolder(entry: Entry, name: string): boolean {
  return name.endsWith('/') || typeOf(entry) === FOLDER;
}

/** What kind of file it was, as Unix has it; 0 where the archive does not say. */
function typeOf(entry: Entry): number {
  return (entry.externalFileAttributes >>> 16) & TYPE_MASK;
}

function reasonAgainst(entry: Entry, name: string, limits: ArchiveLimits): ArchiveReason | undefined {
  const { uncompressedSize: bytes, compressedSize: packed } = entry;
  if (bytes > limits.freeBytes && bytes > limits.ratio * packed) return 'archive-ratio';
  if (entry.isEncrypted()) return 'member-encrypted';
  if (![0, REGULAR, FOLDER].includes(typeOf(entry))) return 'member-link';
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) return 'member-method';
  if (bytes > limits.memberBytes) return 'member-too-large';
  const inner = archiveKind(name) === 'gz' ? archiveKind(innerName(name)) : undefined;
  if (archiveKind(name) === 'zip' || inner !== undefined) return 'member-nested';
  return undefined;
}

function memberOf(entry: Entry, index: number, name: string, limits: ArchiveLimits, totals: Totals): Member {
  const unpack = async function* (zip: ZipFile): AsyncGenerator<Uint8Array, void, void> {
    const whole = checked(await zip.openReadStreamPromise(entry), entry, limits);
    if (archiveKind(name) !== 'gz') return yield* whole;
    let bytes = 0;
    for await (const chunk of gunzipped(whole, limits, entry.compressedSize)) {
      totals.set(index, (bytes += chunk.length));
      yield chunk;
    }
  };
  const extract = (archive: FileHandle, home: string) =>
    withZip(archive, (zip) => extractFrom(unpack(zip), home)).catch((error: unknown) => {
      throw archiveError(error);
    });
  return { index, name: archiveKind(name) === 'gz' ? innerName(name) : name, extract };
}

/** The member's bytes, if length and CRC-32 are those of the directory. */
async function* checked(stream: Readable, entry: Entry, limits: ArchiveLimits): AsyncGenerator<Uint8Array, void, void> {
  let crc = 0;
  let bytes = 0;
  for await (const chunk of bounded(stream, limits, () => entry.compressedSize)) {
    crc = crc32(chunk, crc);
    bytes += chunk.length;
    yield chunk;
  }
  if (crc !== entry.crc32 || bytes !== entry.uncompressedSize) throw archiveRefused('archive-damaged');
}

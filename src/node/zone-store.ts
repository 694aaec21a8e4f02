import { createHash } from 'node:crypto';
import { readdir, readFile, stat, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ReadZonesOptions } from '../zones/read-zones.ts';
import type { ZoneSet } from '../zones/zone.ts';
import { makeFolder } from './durable-file.ts';
import { hasCode } from './errors.ts';
import { Source } from './source.ts';
import { openState, orUnusable, put } from './state.ts';
import { syncFolder } from './sync-folder.ts';
import { headOf, MAX_HEAD_BYTES, type StoredZones, toZoneFile, zonesIn } from './zone-file.ts';

/** The folder of the zones, in the state folder: one file an import of a source. A file is never changed, and its name never comes again. */
export const ZONES_FOLDER = 'zones';
const FILE = /^[0-9a-f]{64}\.json$/;
/** What {@link put} leaves behind if the process is killed. */
const LEFT_OVER = /^\.flightveil-[0-9a-f]+\.partial$/;
const LEFT_OVER_MS = 3_600_000;
/** A version is imported so much later than the one before it, whatever the clock says. */
const LEAST_STEP_S = 0.001;
/** So often the sets are listed again if one is replaced while they are read. */
const TRIES = 10;

type Import = Pick<StoredZones, 'name' | 'version' | 'importedS'>;

interface StoredFile {
  readonly path: string;
  readonly stored: StoredZones;
}

/** What came of one file: its zones, or why there are none. */
export type ZoneImport =
  | { readonly path: string; readonly set: ZoneSet; readonly replaced: boolean }
  | { readonly path: string; readonly error: unknown };

export interface ImportZonesOptions extends ReadZonesOptions {
  /** Unix seconds; else now. */
  readonly nowS?: number;
}

/**
 * Reads files of zones and keeps them, each durably and for its owner only. A file replaces what came from one of the same name before; one
 * that cannot be read changes nothing, and the others go on.
 * @throws FlightveilError `state-unusable`, `output-unwritable`: the state folder takes nothing
 */
export async function importZones(
  folder: string,
  paths: readonly string[],
  { nowS = Date.now() / 1000, ...options }: ImportZonesOptions = {},
): Promise<readonly ZoneImport[]> {
  await openState(folder);
  await makeFolder(join(folder, ZONES_FOLDER));
  await removeLeftOvers(join(folder, ZONES_FOLDER));
  const imports: ZoneImport[] = [];
  for (const path of paths) {
    const importedS = await laterThanStored(folder, basename(path), nowS);
    let set: ZoneSet;
    let bytes: Uint8Array;
    try {
      set = await readSet(path, options);
      bytes = toZoneFile(set, importedS);
    } catch (error) {
      imports.push({ path, error });
      continue;
    }
    const mine = { ...set.source, importedS };
    await put(join(folder, ZONES_FOLDER, fileName(mine)), bytes, { replace: true });
    // Only then: a crash in between leaves both, and the later one counts. What another process has put there since stays.
    const gone = await forget(folder, (stored) => stored.name === mine.name && isLater(mine, stored));
    imports.push({ path, set, replaced: gone.some(({ version }) => version !== mine.version) });
  }
  return imports;
}

async function readSet(path: string, options: ReadZonesOptions): Promise<ZoneSet> {
  // The readers of all formats are loaded by those who import.
  const { checkSize, readZones } = await import('../zones/read-zones.ts');
  const source = await Source.open(path);
  try {
    checkSize(source.sizeBytes, options);
    return readZones(await source.head(source.sizeBytes), basename(path), options);
  } finally {
    await source.close();
  }
}

/** All sets that are kept, by the names of their sources. @throws FlightveilError `state-unusable` if one is damaged */
export async function loadZones(folder: string): Promise<readonly ZoneSet[]> {
  return unlessReplaced(async () => {
    const sets: ZoneSet[] = [];
    for (const { path } of await latestIn(folder)) sets.push(zonesIn(await orUnusable(() => readFile(path))));
    return sets;
  });
}

/** What is kept, by the names of the sources. @throws FlightveilError `state-unusable` if one is damaged */
export async function listZones(folder: string): Promise<readonly StoredZones[]> {
  return (await unlessReplaced(() => latestIn(folder))).map(({ stored }) => stored);
}

async function latestIn(folder: string): Promise<readonly StoredFile[]> {
  const latest = new Map<string, StoredFile>();
  for (const file of await storedIn(folder)) {
    const other = latest.get(file.stored.name);
    if (other === undefined || isLater(file.stored, other.stored)) latest.set(file.stored.name, file);
  }
  return [...latest.values()].sort((a, b) => (a.stored.name < b.stored.name ? -1 : 1));
}

/** Forgets the zones of a source. @returns whether there were any */
export async function removeZones(folder: string, name: string): Promise<boolean> {
  return (await forget(folder, (stored) => stored.name === name)).length > 0;
}

async function forget(folder: string, isMeant: (stored: StoredZones) => boolean): Promise<readonly StoredZones[]> {
  const meant = (await unlessReplaced(() => storedIn(folder))).filter(({ stored }) => isMeant(stored));
  if (meant.length === 0) return [];
  await orUnusable(async () => {
    for (const { path } of meant) await unlinkIfThere(path);
    await syncFolder(join(folder, ZONES_FOLDER));
  });
  return meant.map(({ stored }) => stored);
}

async function unlinkIfThere(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (!hasCode(error, ['ENOENT'])) throw error;
  });
}

/** Of two imports of one name the later one counts; of the same instant one of them, whoever asks. */
function isLater(one: Import, other: Import): boolean {
  return one.importedS > other.importedS || (one.importedS === other.importedS && one.version > other.version);
}

/** Now, or behind what is stored if the clock was set back since: the import would not count. */
async function laterThanStored(folder: string, name: string, nowS: number): Promise<number> {
  const stored = (await listZones(folder)).find((one) => one.name === name);
  return stored === undefined ? nowS : Math.max(nowS, stored.importedS + LEAST_STEP_S);
}

/** Work on the stored sets, again if one was replaced by another process between being listed and being read. */
async function unlessReplaced<T>(work: () => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !isGone(error)) throw error;
    }
  }
}

function isGone(error: unknown): boolean {
  return hasCode(error, ['ENOENT']) || (error instanceof Error && isGone(error.cause));
}

async function removeLeftOvers(zones: string): Promise<void> {
  await orUnusable(async () => {
    for (const name of (await readdir(zones)).filter((one) => LEFT_OVER.test(one))) {
      const path = join(zones, name);
      const facts = await stat(path).catch(() => undefined);
      if (facts !== undefined && Date.now() - facts.mtimeMs > LEFT_OVER_MS) await unlinkIfThere(path);
    }
  });
}

async function storedIn(folder: string): Promise<readonly StoredFile[]> {
  const files: StoredFile[] = [];
  for (const name of await namesIn(folder)) {
    const path = join(folder, ZONES_FOLDER, name);
    const head = await orUnusable(async () => {
      const source = await Source.open(path);
      try {
        return await source.head(MAX_HEAD_BYTES);
      } finally {
        await source.close();
      }
    });
    files.push({ path, stored: headOf(head) });
  }
  return files;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return orUnusable(async () => {
    try {
      return (await readdir(join(folder, ZONES_FOLDER))).filter((name) => FILE.test(name)).sort();
    } catch (error) {
      if (hasCode(error, ['ENOENT'])) return [];
      throw error;
    }
  });
}

/** Two sources may have the same bytes, and one source the same bytes again. */
function fileName({ name, version, importedS }: Import): string {
  return `${createHash('sha256').update(`${name}\0${version}\0${importedS}`).digest('hex')}.json`;
}

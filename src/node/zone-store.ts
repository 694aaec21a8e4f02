import { readdir, readFile, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checkSize, type ReadZonesOptions, readZones } from '../zones/read-zones.ts';
import type { ZoneSet } from '../zones/zone.ts';
import { makeFolder } from './durable-file.ts';
import { hasCode } from './errors.ts';
import { Source } from './source.ts';
import { openState, orUnusable, put } from './state.ts';
import { syncFolder } from './sync-folder.ts';
import { headOf, MAX_HEAD_BYTES, type StoredZones, toZoneFile, zonesIn } from './zone-file.ts';

/** The folder of the zones, in the state folder: one file a version of a source. */
export const ZONES_FOLDER = 'zones';
const FILE = /^[0-9a-f]{64}\.json$/;

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
  const imports: ZoneImport[] = [];
  for (const path of paths) {
    let set: ZoneSet;
    let bytes: Uint8Array;
    try {
      set = readZones(await readWhole(path, options), basename(path), options);
      bytes = toZoneFile(set, nowS);
    } catch (error) {
      imports.push({ path, error });
      continue;
    }
    const { name, version } = set.source;
    await put(fileOf(folder, version), bytes, { replace: true });
    // Only then: a crash in between leaves both, and the later one counts.
    const replaced = await forget(folder, (stored) => stored.name === name && stored.version !== version);
    imports.push({ path, set, replaced });
  }
  return imports;
}

async function readWhole(path: string, options: ReadZonesOptions): Promise<Uint8Array> {
  const source = await Source.open(path);
  try {
    checkSize(source.sizeBytes, options);
    return await source.head(source.sizeBytes);
  } finally {
    await source.close();
  }
}

/** All sets that are kept, by the names of their sources. @throws FlightveilError `state-unusable` if one is damaged */
export async function loadZones(folder: string): Promise<readonly ZoneSet[]> {
  const sets: ZoneSet[] = [];
  for (const { version } of await listZones(folder)) {
    sets.push(zonesIn(await orUnusable(() => readFile(fileOf(folder, version)))));
  }
  return sets;
}

/** What is kept, by the names of the sources. @throws FlightveilError `state-unusable` if one is damaged */
export async function listZones(folder: string): Promise<readonly StoredZones[]> {
  const latest = new Map<string, StoredZones>();
  for (const stored of await storedIn(folder)) {
    const other = latest.get(stored.name);
    if (other === undefined || other.importedS < stored.importedS) latest.set(stored.name, stored);
  }
  return [...latest.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Forgets the zones of a source. @returns whether there were any */
export async function removeZones(folder: string, name: string): Promise<boolean> {
  return forget(folder, (stored) => stored.name === name);
}

async function forget(folder: string, isMeant: (stored: StoredZones) => boolean): Promise<boolean> {
  const meant = (await storedIn(folder)).filter(isMeant);
  if (meant.length === 0) return false;
  await orUnusable(async () => {
    for (const { version } of meant) {
      await unlink(fileOf(folder, version)).catch((error: unknown) => {
        if (!hasCode(error, ['ENOENT'])) throw error;
      });
    }
    await syncFolder(join(folder, ZONES_FOLDER));
  });
  return true;
}

async function storedIn(folder: string): Promise<readonly StoredZones[]> {
  const heads: StoredZones[] = [];
  for (const name of await namesIn(folder)) {
    const head = await orUnusable(async () => {
      const source = await Source.open(join(folder, ZONES_FOLDER, name));
      try {
        return await source.head(MAX_HEAD_BYTES);
      } finally {
        await source.close();
      }
    });
    heads.push(headOf(head));
  }
  return heads;
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

function fileOf(folder: string, version: string): string {
  return join(folder, ZONES_FOLDER, `${version}.json`);
}

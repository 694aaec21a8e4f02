import { mkdir, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { FlightStoreKeys, UnlockLogKeys } from '../filter/keys.ts';
import { FlightveilError } from '../model/errors.ts';
import { checkedLicence, type UnlockLicence } from '../unlock/licences/licence.ts';
import { hasCode } from './errors.ts';
import { openState, orUnusable, put, rootKey } from './state.ts';
import { syncFolder } from './sync-folder.ts';
import { OWN_LOG } from './unlock-logs.ts';

/** The folder of the licences, in the state folder: a file each, so that each can be deleted by itself. */
export const LICENCES_FOLDER = 'licences';

/** A licence as it is kept. */
export interface StoredLicence {
  /** Its aircraft by keyed name: the serial is not kept. */
  readonly licence: UnlockLicence;
  /** When the list was read that said so, in Unix seconds. */
  readonly importedAtS: number;
  readonly keepUntilS: number;
}

const KEEP_S = 730 * 86_400;
const FILE = /^[0-9a-f]{32}\.json$/;
/** Of a licence's file. */
const MAX_BYTES = 16 * 1024 * 1024;

/** All licences of a state folder; a folder without any is left as it is. @throws FlightveilError `state-unusable` if one is damaged */
export function loadLicences(folder: string): Promise<readonly StoredLicence[]> {
  return orUnusable(async () => {
    const names = await readdir(join(folder, LICENCES_FOLDER)).catch((error: unknown) => {
      if (hasCode(error, ['ENOENT'])) return [];
      throw error;
    });
    return Promise.all(
      names.filter((name) => FILE.test(name)).map((name) => readOne(join(folder, LICENCES_FOLDER, name))),
    );
  });
}

/**
 * Keeps a licence in the place of the one of the same id; durable when it resolves.
 * @throws FlightveilError `state-unusable`
 */
export async function keepLicence(folder: string, licence: UnlockLicence, importedAtS: number): Promise<StoredLicence> {
  await openState(folder);
  const root = await rootKey(folder);
  const stored = {
    licence: withoutSerial(root, licence),
    importedAtS,
    keepUntilS: Math.max(licence.untilS ?? importedAtS, importedAtS) + KEEP_S,
  };
  await orUnusable(async () => {
    await mkdir(join(folder, LICENCES_FOLDER), { recursive: true, mode: 0o700 });
    await syncFolder(folder);
    const bytes = new TextEncoder().encode(`${JSON.stringify({ version: 1, ...stored })}\n`);
    await put(join(folder, LICENCES_FOLDER, fileOf(root, licence.id)), bytes, { replace: true });
  });
  return stored;
}

/** Deletes licences. @returns how many there were */
export async function deleteLicences(folder: string, licences: readonly StoredLicence[]): Promise<number> {
  if (licences.length === 0) return 0;
  const root = await rootKey(folder);
  return orUnusable(async () => {
    let deleted = 0;
    for (const { licence } of licences) {
      try {
        await unlink(join(folder, LICENCES_FOLDER, fileOf(root, licence.id)));
        deleted++;
      } catch (error) {
        if (!hasCode(error, ['ENOENT'])) throw error;
      }
    }
    await syncFolder(join(folder, LICENCES_FOLDER));
    return deleted;
  });
}

/** What an aircraft's serial is called in licences and flights. */
export function aircraftNameOf(root: Uint8Array, serial: string): string {
  return new FlightStoreKeys(root).nameOf('aircraft', new TextEncoder().encode(serial.trim()));
}

function withoutSerial(root: Uint8Array, { deviceSerial, ...licence }: UnlockLicence): UnlockLicence {
  return deviceSerial === undefined ? licence : { ...licence, deviceSerial: aircraftNameOf(root, deviceSerial) };
}

function fileOf(root: Uint8Array, id: string): string {
  return `${new UnlockLogKeys(root, OWN_LOG).entryId(`licence ${id}`)}.json`;
}

async function readOne(path: string): Promise<StoredLicence> {
  const bytes = await readFile(path);
  if (bytes.length > MAX_BYTES) throw damaged();
  try {
    const { version, licence, importedAtS, keepUntilS } = JSON.parse(bytes.toString('utf8'));
    if (version !== 1 || !Number.isFinite(importedAtS) || !Number.isFinite(keepUntilS)) throw damaged();
    return { licence: checkedLicence(licence), importedAtS, keepUntilS };
  } catch {
    throw damaged();
  }
}

function damaged(): FlightveilError {
  return new FlightveilError('state-unusable', 'a licence in the state folder is damaged', {
    advice: `Import the licences again, when the folder ${LICENCES_FOLDER} of the state folder is emptied.`,
  });
}

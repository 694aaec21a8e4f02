import { FlightStoreKeys } from '../filter/keys.ts';
import { FlightveilError } from '../model/errors.ts';
import { checkedLicence, type UnlockLicence } from '../unlock/licences/licence.ts';
import { keepUntilS } from '../unlock/retention.ts';
import { patiently, type SqliteFile } from './sqlite-file.ts';
import { rootKey } from './state.ts';
import { hasUnlockFile, openUnlockFile, scrubFile } from './unlock-store.ts';
import { LicenceTable } from './unlock-tables.ts';

/** A licence as it is kept. */
export interface StoredLicence {
  /** Its aircraft by keyed name: the serial is not kept, nor are the names of the licence and of its group, which nothing needs. */
  readonly licence: UnlockLicence;
  /** When the list was read that said so, in Unix seconds. */
  readonly importedAtS: number;
  readonly keepUntilS: number;
}

/** Licences take a multiple of this, so that most are replaced where they stand. */
const BLOCK_BYTES = 512;

interface Row {
  readonly number: number;
  readonly length: number;
  /** Undefined for one that cannot be read. */
  readonly stored: StoredLicence | undefined;
}

/** All licences of a state folder; a folder without any is left as it is. @throws FlightveilError `state-unusable` if one is damaged */
export async function loadLicences(folder: string): Promise<readonly StoredLicence[]> {
  if (!(await hasUnlockFile(folder))) return [];
  return withFile(folder, async ({ database }) => {
    const rows = await patiently(() => rowsIn(new LicenceTable(database)));
    return rows.map(({ stored }) => {
      if (stored === undefined) throw damaged();
      return stored;
    });
  });
}

/**
 * Keeps licences, each in the place of the one of the same id: all or none, and durable when it resolves.
 * @param importedAtS Unix seconds
 * @throws FlightveilError `state-unusable`
 */
export async function keepLicences(
  folder: string,
  licences: readonly UnlockLicence[],
  importedAtS: number,
): Promise<readonly StoredLicence[]> {
  const root = await rootKey(folder);
  const kept = licences.map((licence) => ({
    licence: asKept(root, licence),
    importedAtS,
    // As the record of its being granted, from its end on.
    keepUntilS: keepUntilS('granted', Math.max(licence.untilS ?? importedAtS, importedAtS)),
  }));
  if (kept.length === 0) return [];
  await withFile(folder, ({ database }) =>
    patiently(() =>
      database
        .transaction(() => {
          const table = new LicenceTable(database, { make: true });
          const known = new Map(rowsIn(table).map((row) => [row.stored?.licence.id, row]));
          // Of two that have one id in a list the later one counts.
          for (const stored of new Map(kept.map((one) => [one.licence.id, one])).values()) {
            table.put(bytesOf(stored), known.get(stored.licence.id));
          }
        })
        .immediate(),
    ),
  );
  return kept;
}

/**
 * Deletes licences; when it resolves no byte of them is in the files.
 * @param isMeant is given undefined for one that cannot be read
 * @returns how many there were, and how many are left that cannot be read
 * @throws FlightveilError `state-unusable`, also if others read for long: they are deleted then, and the files have them yet
 */
export async function deleteLicences(
  folder: string,
  isMeant: (stored: StoredLicence | undefined) => boolean,
): Promise<{ deleted: number; unreadable: number }> {
  if (!(await hasUnlockFile(folder))) return { deleted: 0, unreadable: 0 };
  return withFile(folder, async (file) => {
    const told = await patiently(() =>
      file.database
        .transaction(() => {
          const table = new LicenceTable(file.database);
          const rows = rowsIn(table);
          const meant = rows.filter(({ stored }) => isMeant(stored));
          for (const { number } of meant) table.overwrite(number);
          const left = rows.filter((row) => row.stored === undefined && !meant.includes(row));
          return { deleted: meant.length, unreadable: left.length };
        })
        .immediate(),
    );
    if (told.deleted > 0) await scrubFile(file);
    return told;
  });
}

/** What an aircraft's serial is called in licences and flights. */
export function aircraftNameOf(root: Uint8Array, serial: string): string {
  return new FlightStoreKeys(root).nameOf('aircraft', new TextEncoder().encode(serial.trim()));
}

async function withFile<T>(folder: string, work: (file: SqliteFile) => Promise<T>): Promise<T> {
  const file = await openUnlockFile(folder);
  try {
    return await file.clearly(() => work(file));
  } finally {
    file.database.close();
  }
}

function asKept(root: Uint8Array, licence: UnlockLicence): UnlockLicence {
  const { deviceSerial, name: _name, groupId: _groupId, ...rest } = licence;
  return deviceSerial === undefined ? rest : { ...rest, deviceSerial: aircraftNameOf(root, deviceSerial) };
}

function bytesOf(stored: StoredLicence): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify({ version: 1, ...stored }));
  const bytes = new Uint8Array(Math.ceil(json.length / BLOCK_BYTES) * BLOCK_BYTES).fill(0x20);
  bytes.set(json);
  return bytes;
}

function rowsIn(table: LicenceTable): readonly Row[] {
  return table.all().map(({ number, bytes }) => ({ number, length: bytes.length, stored: readStored(bytes) }));
}

function readStored(bytes: Uint8Array): StoredLicence | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const { version, licence, importedAtS, keepUntilS } = JSON.parse(text);
    if (version !== 1 || !Number.isFinite(importedAtS) || !Number.isFinite(keepUntilS)) return undefined;
    return { licence: checkedLicence(licence), importedAtS, keepUntilS };
  } catch {
    return undefined;
  }
}

function damaged(): FlightveilError {
  return new FlightveilError('state-unusable', 'a licence in the state folder is damaged', {
    advice: 'flightveil unlocks erase --damaged deletes it; then import the licences again.',
  });
}

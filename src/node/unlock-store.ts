import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { FlightveilError } from '../model/errors.ts';
import type { UnlockChange, UnlockStore, UnlockView } from '../unlock/log/store.ts';
import { hasCode } from './errors.ts';
import { type DatabaseKind, patiently, SqliteFile } from './sqlite-file.ts';
import { isThere, orUnusable } from './state.ts';
import { UnlockTables, unlockSchema } from './unlock-tables.ts';

/** The file of all logs, in the state folder. */
export const UNLOCK_FILE = 'unlocks.sqlite';

const kind: DatabaseKind = {
  title: 'the unlock log',
  file: UNLOCK_FILE,
  /** `FvUn`. */
  applicationId: 0x4676556e,
  version: 1,
  schema: unlockSchema,
};

/** A write-ahead log that is longer is moved into the database, which costs three syncs: not often. */
const LONG_LOG_BYTES = 64 * 1024 * 1024;
/** How long others may read while deleted values are to vanish. */
const SCRUB_MS = 15_000;

/**
 * One recipient's geofence-unlock log in SQLite; all share a file that only its owner may read. Two syncs an append: one for what is written, one for the checkpoint.
 *
 * Deleted values leave nothing behind in the files: they are overwritten where they stand, by as many zeros (rows are never moved, so that there is no second
 * copy), and the write-ahead log, which has them still, is emptied. What the medium itself keeps of overwritten blocks is out of reach.
 */
export class SqliteUnlockStore implements UnlockStore {
  readonly #file: SqliteFile;
  readonly #tables: UnlockTables;

  private constructor(file: SqliteFile, recipient: string) {
    this.#file = file;
    this.#tables = new UnlockTables(file.database, recipient);
  }

  /**
   * Opens the log of a recipient in a state folder, and makes all three at first use.
   * @param recipient an opaque name
   * @throws FlightveilError `state-unusable` if others have access to it, it cannot be written, is of a newer version or no log, or SQLite is missing
   */
  static async open(
    folder: string,
    recipient: string,
    load?: () => Promise<typeof Database>,
  ): Promise<SqliteUnlockStore> {
    const file = await openUnlockFile(folder, load);
    try {
      return await file.clearly(async () => new SqliteUnlockStore(file, recipient));
    } catch (error) {
      file.database.close();
      throw error;
    }
  }

  /** Whose logs a state folder has, oldest first; nothing is made. @throws FlightveilError `state-unusable` as {@link open} */
  static async names(folder: string): Promise<readonly string[]> {
    if (!(await hasUnlockFile(folder))) return [];
    const file = await openUnlockFile(folder);
    return file.clearly(async () => {
      try {
        return file.database.prepare<[], string>('SELECT recipient FROM logs ORDER BY number').pluck().all();
      } finally {
        file.database.close();
      }
    });
  }

  read<T>(work: (view: UnlockView) => T): Promise<T> {
    return this.#file.clearly(async () => {
      const transaction = this.#transaction(work);
      return patiently(() => transaction.deferred());
    });
  }

  change<T>(work: (change: UnlockChange) => T): Promise<T> {
    return this.#file.clearly(async () => {
      this.#file.mustBeOpened();
      const transaction = this.#transaction(work);
      const result = await patiently(() => {
        // What was written by the change before is to be read from the file, not from this connection's memory.
        this.#file.database.pragma('shrink_memory');
        return transaction.immediate();
      });
      if (logBytes(this.#file) > LONG_LOG_BYTES) emptyLog(this.#file);
      return result;
    });
  }

  scrub(): Promise<void> {
    return scrubFile(this.#file);
  }

  close(): void {
    this.#file.database.close();
  }

  #transaction<T>(work: (tables: UnlockTables) => T): Database.Transaction<() => T> {
    return this.#file.database.transaction(() => {
      this.#tables.begin();
      return work(this.#tables);
    });
  }
}

/** Whether a state folder has the file of all logs. @throws FlightveilError `state-unusable` */
export function hasUnlockFile(folder: string): Promise<boolean> {
  return orUnusable(() => isThere(join(folder, UNLOCK_FILE)));
}

/**
 * Opens the file of all logs, and makes it at first use. Whoever opens it closes its database.
 * @throws FlightveilError `state-unusable`
 */
export async function openUnlockFile(folder: string, load?: () => Promise<typeof Database>): Promise<SqliteFile> {
  const file = await SqliteFile.open(folder, kind, load);
  return file.clearly(async () => {
    try {
      file.database.pragma('secure_delete = ON');
      file.database.pragma('temp_store = MEMORY');
      file.database.pragma('wal_autocheckpoint = 0');
      // What a process that died was about to make vanish. Without room for that it can still be read.
      emptyLog(file, ['SQLITE_FULL']);
      return file;
    } catch (error) {
      file.database.close();
      throw error;
    }
  });
}

/** Resolves when nothing that was overwritten is in the file or its write-ahead log. @throws FlightveilError `state-unusable` if others read for long */
export function scrubFile(file: SqliteFile): Promise<void> {
  return file.clearly(async () => {
    for (const end = performance.now() + SCRUB_MS; !emptyLog(file) || logBytes(file) > 0; ) {
      if (performance.now() > end) throw stillRead();
      await sleep(5 + Math.random() * 10);
    }
  });
}

/** Moves the write-ahead log into the database and makes it empty. @returns whether it is; not while others read or write */
function emptyLog({ database }: SqliteFile, forgiven: readonly string[] = []): boolean {
  try {
    const [state] = database.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
    return state.busy === 0;
  } catch (error) {
    if (hasCode(error, ['SQLITE_BUSY', 'SQLITE_LOCKED', ...forgiven])) return false;
    throw error;
  }
}

function logBytes({ path }: SqliteFile): number {
  return statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

function stillRead(): FlightveilError {
  return new FlightveilError(
    'state-unusable',
    'the values are deleted, but another process still reads the unlock log: its file has them yet',
    { advice: 'Run it again when the other one is done.' },
  );
}

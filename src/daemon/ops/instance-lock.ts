import { lstatSync } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { platform } from 'node:os';
import { join, resolve } from 'node:path';
import type Database from 'better-sqlite3';
import { FlightveilError } from '../../model/errors.ts';
import { hasCode } from '../../node/errors.ts';
import { loadSqliteFor, unusable } from '../../node/sqlite-file.ts';
import { openState, orUnusable } from '../../node/state.ts';

/** Holds nothing: only the lock on it counts. Readers of this file in the daemon's process would lose the lock (POSIX fcntl). */
export const LOCK_FILE = 'sync.lock.sqlite';

/** Whoever looks whether the lock is held holds it for an instant. */
const WAIT_MS = 1_000;
const OTHERS = 0o077;

/** The right to be the daemon of a state folder. The system takes it back when the process ends, however that comes. */
export interface InstanceLock {
  /** False if the file was replaced or removed: another daemon could run beside this one, which has to stop. */
  isHeld(): boolean;
  release(): void;
}

/**
 * Takes the lock of a state folder: an exclusive transaction of SQLite that is never committed.
 * @throws FlightveilError `state-unusable` with fact `isRunning` if another daemon has it, or if the folder cannot be used
 */
export async function lockInstance(home: string): Promise<InstanceLock> {
  await openState(home);
  const path = resolve(join(home, LOCK_FILE));
  const Sqlite = await loadSqliteFor('the lock of the daemon');
  await orUnusable(() => makeLockFile(path));
  const database = tryLock(Sqlite, path);
  if (database === undefined) {
    throw new FlightveilError('state-unusable', 'a daemon runs for this state folder already', {
      facts: { isRunning: true },
      advice: 'See flightveil status; stop the other one, or name another state folder with --home.',
    });
  }
  const locked = identityOf(path);
  return {
    isHeld: () => database.open && locked !== undefined && identityOf(path) === locked,
    release: () => {
      database.close();
    },
  };
}

/** Whether a daemon runs for this state folder. Changes nothing. @throws FlightveilError `state-unusable` if SQLite is missing */
export async function isInstanceRunning(home: string): Promise<boolean> {
  const path = resolve(join(home, LOCK_FILE));
  if (identityOf(path) === undefined) return false;
  const Sqlite = await loadSqliteFor('the lock of the daemon');
  const database = new Sqlite(path, { timeout: 0, readonly: true, fileMustExist: true });
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw unusable('the lock of the daemon cannot be read');
  } finally {
    database.close();
  }
}

/** Undefined if another has it. */
function tryLock(Sqlite: typeof Database, path: string): Database.Database | undefined {
  let database: Database.Database | undefined;
  try {
    database = new Sqlite(path, { timeout: WAIT_MS, fileMustExist: true });
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    if (isBusy(error)) return undefined;
    throw unusable('the lock of the daemon cannot be taken');
  }
}

/** Opens the file only to make it: closing a second handle on it would end a lock that this process has. */
async function makeLockFile(path: string): Promise<void> {
  try {
    await (await open(path, 'wx', 0o600)).close();
  } catch (error) {
    if (!hasCode(error, ['EEXIST'])) throw error;
  }
  const facts = await lstat(path);
  if (!facts.isFile()) throw unusable('what is named like the lock of the daemon is no file');
  if (platform() === 'win32') return;
  if (facts.uid !== process.getuid?.()) throw unusable('the lock of the daemon belongs to somebody else');
  if ((facts.mode & OTHERS) !== 0) throw unusable('others have access to the lock of the daemon');
}

function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = lstatSync(path, { bigint: true });
    return `${dev} ${ino}`;
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return undefined;
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

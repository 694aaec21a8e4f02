import { constants, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { FlightveilError } from '../model/errors.ts';
import { hasCode } from './errors.ts';
import { openState, orUnusable } from './state.ts';
import { syncFolder } from './sync-folder.ts';

/** How long another process may hold a database before we give up. */
const BUSY_MS = 15_000;
/** How long all of this process may stand still for that; then it waits without. */
const STILL_MS = 20;
const OTHERS = 0o077;

/** A kind of database of ours in the state folder. */
export interface DatabaseKind {
  /** For people: `the consent ledger`. */
  readonly title: string;
  /** Its name in the state folder. */
  readonly file: string;
  /** Marks the file as of this kind (SQLite's application_id). */
  readonly applicationId: number;
  readonly version: number;
  /** Makes the tables. */
  readonly schema: string;
}

/**
 * A database in a file that only its owner may read. Write-ahead log, every commit synced to the disk before it is acknowledged; writers wait for one another.
 */
export class SqliteFile {
  readonly database: Database.Database;
  /** The database's own file. */
  readonly path: string;
  readonly #kind: DatabaseKind;
  readonly #paths: readonly string[];
  readonly #opened: string;

  private constructor(database: Database.Database, path: string, kind: DatabaseKind) {
    this.database = database;
    this.path = path;
    this.#kind = kind;
    this.#paths = [path, `${path}-wal`, `${path}-shm`];
    this.#opened = this.#identity();
  }

  /**
   * Opens a database of a state folder, and makes both at first use.
   * @throws FlightveilError `state-unusable` if others have access to it, it cannot be written, is of a newer version or another kind, or SQLite is missing
   */
  static async open(
    folder: string,
    kind: DatabaseKind,
    load: () => Promise<typeof Database> = () => loadSqliteFor(kind.title),
  ): Promise<SqliteFile> {
    await openState(folder);
    const path = join(folder, kind.file);
    const Sqlite = await load();
    if (await orUnusable(() => makePrivateFile(path, kind.title))) await orUnusable(() => syncFolder(folder));
    return clearly(kind.title, async () => {
      try {
        return await openFile(false);
      } catch (error) {
        // A full disk has no room for the index that processes share: one alone can do without, and read.
        if (!hasCode(error, ['SQLITE_IOERR_SHMSIZE', 'SQLITE_IOERR_SHMOPEN', 'SQLITE_FULL'])) throw error;
        return openFile(true);
      }
    });

    async function openFile(alone: boolean): Promise<SqliteFile> {
      const database = new Sqlite(path, { timeout: BUSY_MS, fileMustExist: true });
      try {
        if (alone) database.pragma('locking_mode = EXCLUSIVE');
        await writeAhead(database);
        database.pragma('synchronous = FULL');
        database.pragma('trusted_schema = OFF');
        prepareSchema(database, kind);
        database.pragma(`busy_timeout = ${STILL_MS}`);
        return new SqliteFile(database, path, kind);
      } catch (error) {
        database.close();
        throw error;
      }
    }
  }

  /** Runs work on the database; SQLite's errors become ones that say what to do. */
  clearly<T>(work: () => Promise<T>): Promise<T> {
    return clearly(this.#kind.title, work);
  }

  /** What an error of SQLite becomes; others stay as they are. */
  clear(error: unknown): unknown {
    return clear(this.#kind.title, error);
  }

  /** Another connection would not see what is added to files that have gone or been replaced, nor this one what that adds. @throws FlightveilError `state-unusable` */
  mustBeOpened(): void {
    if (this.#identity() !== this.#opened) throw unusable(`${this.#kind.title} was replaced while it was in use`);
  }

  /** Which files stand at the database's paths, whose they are and who may use them. */
  #identity(): string {
    return this.#paths.map(identityOf).join();
  }
}

function identityOf(path: string): string {
  try {
    const { dev, ino, uid, mode } = statSync(path, { bigint: true });
    return `${dev} ${ino} ${uid} ${mode}`;
  } catch (error) {
    return hasCode(error, ['ENOENT']) ? 'none' : 'unknown';
  }
}

/**
 * better-sqlite3 with its native part, tried by opening a database.
 * @throws FlightveilError `state-unusable` where either is missing
 */
export async function loadSqliteFor(
  title: string,
  load: () => Promise<{ default: typeof Database }> = () => import('better-sqlite3'),
): Promise<typeof Database> {
  try {
    const { default: Sqlite } = await load();
    new Sqlite(':memory:').close();
    return Sqlite;
  } catch (error) {
    throw new FlightveilError('state-unusable', `${title} needs SQLite, which cannot be loaded here`, {
      advice:
        'Run npm install better-sqlite3 where Flightveil is installed; it needs a build for this version of Node.',
      cause: error,
    });
  }
}

/** Makes the file if it is not there, for its owner only; SQLite gives its companions the same mode. @returns whether it was made */
async function makePrivateFile(path: string, title: string): Promise<boolean> {
  let handle: FileHandle;
  let isMade = true;
  try {
    handle = await open(path, 'wx', 0o600);
  } catch (error) {
    if (!hasCode(error, ['EEXIST'])) throw error;
    isMade = false;
    handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  }
  try {
    const facts = await handle.stat();
    if (!facts.isFile()) throw unusable(`what is named like ${title} is no file`);
    if (platform() !== 'win32') {
      if (facts.uid !== process.getuid?.()) throw unusable(`${title} belongs to somebody else`);
      if ((facts.mode & OTHERS) !== 0) throw unusable(`others have access to ${title}`);
    }
  } finally {
    await handle.close();
  }
  return isMade;
}

/** Of several that open a new database at once all but one find it busy, and SQLite does not wait then by itself. */
async function writeAhead(database: Database.Database): Promise<void> {
  await patiently(() => database.pragma('journal_mode = WAL'));
}

/** Does it again as long as another process keeps the database busy, {@link BUSY_MS} at most; timers and sockets go on meanwhile. */
export async function patiently<T>(work: () => T): Promise<T> {
  for (const end = performance.now() + BUSY_MS; ; ) {
    try {
      return work();
    } catch (error) {
      if (!hasCode(error, ['SQLITE_BUSY', 'SQLITE_BUSY_RECOVERY']) || performance.now() > end) throw error;
      await sleep(5 + Math.random() * 10);
    }
  }
}

function prepareSchema(database: Database.Database, { title, applicationId, version, schema }: DatabaseKind): void {
  database
    .transaction(() => {
      const present = database.pragma('user_version', { simple: true });
      const application = database.pragma('application_id', { simple: true });
      if (present === version && application === applicationId) return;
      const { tables } = database
        .prepare<[], { tables: number }>('SELECT count(*) AS tables FROM sqlite_schema')
        .get()!;
      if (tables === 0 && present === 0 && application === 0) {
        database.exec(`${schema};
          PRAGMA application_id = ${applicationId};
          PRAGMA user_version = ${version};`);
        return;
      }
      if (application !== applicationId) throw unusable(`what is named like ${title} is another database`);
      throw new FlightveilError('state-unusable', `${title} was written by another version of Flightveil`, {
        facts: { schema: Number(present) },
        advice: 'Use the newest version of Flightveil.',
      });
    })
    .immediate();
}

const said: readonly [RegExp, (title: string) => string, string][] = [
  [/^SQLITE_FULL$/, (title) => `the disk is full: nothing was added to ${title}`, 'Make room and run it again.'],
  [/^SQLITE_BUSY/, (title) => `another process keeps ${title} busy`, 'Run it again when the other one is done.'],
  [
    /^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/,
    (title) => `${title} cannot be written`,
    'Give the state folder to yourself alone, on a file system that can be written, or name another with --home.',
  ],
  [/^SQLITE_(CORRUPT|NOTADB|CONSTRAINT)/, (title) => `${title} is damaged`, 'Restore the state folder from a copy.'],
];

async function clearly<T>(title: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw clear(title, error);
  }
}

function clear(title: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof FlightveilError || !code.startsWith('SQLITE_')) return error;
  const [, what, advice] = said.find(([pattern]) => pattern.test(code)) ?? [
    undefined,
    () => `${title} cannot be used`,
    'Check the disk, then run it again.',
  ];
  return new FlightveilError('state-unusable', what(title), { facts: { system: code }, advice, cause: error });
}

export function unusable(what: string): FlightveilError {
  return new FlightveilError('state-unusable', what, {
    advice: 'Give the state folder to yourself alone (chmod 700, files 600), or name another with --home.',
  });
}

import { constants, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { entriesMissing, type LedgerStore } from '../consent/store.ts';
import { FlightveilError } from '../model/errors.ts';
import { hasCode } from './errors.ts';
import { openState, orUnusable } from './state.ts';
import { syncFolder } from './sync-folder.ts';

/** The ledger's file, in the state folder. */
export const CONSENT_FILE = 'consent.sqlite';

/** `FvCo`: marks the file as ours (SQLite's application_id). */
const APPLICATION_ID = 0x4676436f;
const SCHEMA_VERSION = 1;
/** How long another process may hold the ledger before we give up. */
const BUSY_MS = 15_000;
/** How long all of this process may stand still for that; then it waits without. */
const STILL_MS = 20;
/** How often it is looked whether the files are still those that were opened: a look takes longer than a frame may. */
const LOOK_MS = 100;
const PAGE_LINES = 500;
const OTHERS = 0o077;
const TWO_32 = 2 ** 32;

/** Lines are only ever added, each with the next number; the database itself refuses all else. */
const SCHEMA = `
  CREATE TABLE entries (sequence INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT;
  CREATE TRIGGER no_change BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are not changed'); END;
  CREATE TRIGGER no_removal BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are not removed'); END;
  CREATE TRIGGER in_order BEFORE INSERT ON entries
    WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM entries)
    BEGIN SELECT RAISE(ABORT, 'entries are added in order'); END;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};`;

/**
 * The consent ledger's lines in SQLite, in a file that only its owner may read. Write-ahead log, every commit synced to the disk before it is
 * acknowledged; writers wait for one another.
 */
export class SqliteLedgerStore implements LedgerStore {
  readonly #database: Database.Database;
  readonly #paths: readonly string[];
  readonly #opened: string;
  readonly #count: Database.Statement<[], { count: number }>;
  readonly #page: Database.Statement<[number, number], { sequence: number; line: string }>;
  readonly #insert: Database.Statement<[number, string]>;
  readonly #changes: Database.Statement<[], number>;
  #appends = 0;
  #lookedMs = Number.NEGATIVE_INFINITY;

  private constructor(database: Database.Database, path: string) {
    this.#database = database;
    this.#paths = [path, `${path}-wal`, `${path}-shm`];
    this.#opened = this.#identity();
    this.#count = database.prepare('SELECT coalesce(max(sequence), 0) AS count FROM entries');
    this.#page = database.prepare('SELECT sequence, line FROM entries WHERE sequence > ? ORDER BY sequence LIMIT ?');
    this.#insert = database.prepare('INSERT INTO entries (sequence, line) VALUES (?, ?)');
    this.#changes = database.prepare<[], number>('PRAGMA data_version').pluck();
  }

  /**
   * Opens the ledger of a state folder, and makes both at first use.
   * @throws FlightveilError `state-unusable` if others have access to it, it cannot be written, is of a newer version or no ledger, or SQLite is missing
   */
  static async open(folder: string, load: () => Promise<typeof Database> = loadSqlite): Promise<SqliteLedgerStore> {
    await openState(folder);
    const path = join(folder, CONSENT_FILE);
    const Sqlite = await load();
    if (await orUnusable(() => makePrivateFile(path))) await orUnusable(() => syncFolder(folder));
    return clearly(async () => {
      const database = new Sqlite(path, { timeout: BUSY_MS, fileMustExist: true });
      try {
        await writeAhead(database);
        database.pragma('synchronous = FULL');
        database.pragma('trusted_schema = OFF');
        prepareSchema(database);
        database.pragma(`busy_timeout = ${STILL_MS}`);
        return new SqliteLedgerStore(database, path);
      } catch (error) {
        database.close();
        throw error;
      }
    });
  }

  /**
   * What SQLite counts up whenever another connection has committed, and how often this one has.
   * @throws FlightveilError `state-unusable` within {@link LOOK_MS} if the files are not those any more that were opened: what is said to others is not heard
   */
  get version(): number {
    const nowMs = performance.now();
    if (nowMs - this.#lookedMs > LOOK_MS) {
      this.#mustBeOpened();
      this.#lookedMs = nowMs;
    }
    try {
      return this.#changes.get()! * TWO_32 + this.#appends;
    } catch (error) {
      throw clear(error);
    }
  }

  async *read(after: number): AsyncGenerator<string> {
    for (let last = after; ; ) {
      const page = await clearly(async () => this.#page.all(last, PAGE_LINES));
      for (const { line } of page) yield textOf(line);
      if (page.length < PAGE_LINES) return;
      last = page.at(-1)!.sequence;
    }
  }

  append(after: number, build: (newer: Iterable<string>) => readonly string[]): Promise<void> {
    return clearly(async () => {
      this.#mustBeOpened();
      const add = this.#database.transaction(() => {
        let { count } = this.#count.get()!;
        if (count < after) throw entriesMissing();
        for (const line of build(this.#lines(after))) this.#insert.run(++count, line);
      });
      await patiently(() => add.immediate());
      this.#appends++;
    });
  }

  close(): void {
    this.#database.close();
  }

  /** Another connection would not see what is added to files that have gone or been replaced, nor this one what that adds. */
  #mustBeOpened(): void {
    if (this.#identity() !== this.#opened) throw unusable('the consent ledger was replaced while it was in use');
  }

  /** Which files stand at the ledger's paths, whose they are and who may use them. */
  #identity(): string {
    return this.#paths.map(identityOf).join();
  }

  *#lines(after: number): Generator<string> {
    for (let last = after; ; ) {
      const page = this.#page.all(last, PAGE_LINES);
      for (const { line } of page) yield textOf(line);
      if (page.length < PAGE_LINES) return;
      last = page.at(-1)!.sequence;
    }
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

/** A database that was replaced can hold anything. */
function textOf(line: unknown): string {
  if (typeof line !== 'string') throw unusable('the consent ledger holds what is no entry');
  return line;
}

/**
 * better-sqlite3 with its native part, tried by opening a database.
 * @throws FlightveilError `state-unusable` where either is missing
 */
export async function loadSqlite(
  load: () => Promise<{ default: typeof Database }> = () => import('better-sqlite3'),
): Promise<typeof Database> {
  try {
    const { default: Sqlite } = await load();
    new Sqlite(':memory:').close();
    return Sqlite;
  } catch (error) {
    throw new FlightveilError('state-unusable', 'the consent ledger needs SQLite, which cannot be loaded here', {
      advice:
        'Run npm install better-sqlite3 where Flightveil is installed; it needs a build for this version of Node.',
      cause: error,
    });
  }
}

/** Makes the file if it is not there, for its owner only; SQLite gives its companions the same mode. @returns whether it was made */
async function makePrivateFile(path: string): Promise<boolean> {
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
    if (!facts.isFile()) throw unusable('what is named like the consent ledger is no file');
    if (platform() !== 'win32') {
      if (facts.uid !== process.getuid?.()) throw unusable('the consent ledger belongs to somebody else');
      if ((facts.mode & OTHERS) !== 0) throw unusable('others have access to the consent ledger');
    }
  } finally {
    await handle.close();
  }
  return isMade;
}

/** Of several that open a new ledger at once all but one find it busy, and SQLite does not wait then by itself. */
async function writeAhead(database: Database.Database): Promise<void> {
  await patiently(() => database.pragma('journal_mode = WAL'));
}

/** Does it again as long as another process keeps the ledger busy, {@link BUSY_MS} at most; timers and sockets go on meanwhile. */
async function patiently(work: () => unknown): Promise<void> {
  for (const end = performance.now() + BUSY_MS; ; ) {
    try {
      work();
      return;
    } catch (error) {
      if (!hasCode(error, ['SQLITE_BUSY', 'SQLITE_BUSY_RECOVERY']) || performance.now() > end) throw error;
      await sleep(5 + Math.random() * 10);
    }
  }
}

function prepareSchema(database: Database.Database): void {
  database
    .transaction(() => {
      const version = database.pragma('user_version', { simple: true });
      const application = database.pragma('application_id', { simple: true });
      if (version === SCHEMA_VERSION && application === APPLICATION_ID) return;
      const { tables } = database
        .prepare<[], { tables: number }>('SELECT count(*) AS tables FROM sqlite_schema')
        .get()!;
      if (tables === 0 && version === 0 && application === 0) {
        database.exec(SCHEMA);
        return;
      }
      if (application !== APPLICATION_ID) throw unusable('what is named like the consent ledger is another database');
      throw new FlightveilError('state-unusable', 'the consent ledger was written by another version of Flightveil', {
        facts: { schema: Number(version) },
        advice: 'Use the newest version of Flightveil.',
      });
    })
    .immediate();
}

const said: readonly [RegExp, string, string][] = [
  [/^SQLITE_FULL$/, 'the disk is full: nothing was added to the consent ledger', 'Make room and run it again.'],
  [/^SQLITE_BUSY/, 'another process keeps the consent ledger busy', 'Run it again when the other one is done.'],
  [
    /^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/,
    'the consent ledger cannot be written',
    'Give the state folder to yourself alone, on a file system that can be written, or name another with --home.',
  ],
  [/^SQLITE_(CORRUPT|NOTADB|CONSTRAINT)/, 'the consent ledger is damaged', 'Restore the state folder from a copy.'],
];

/** Runs work on the database; SQLite's errors become ones that say what to do. */
async function clearly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw clear(error);
  }
}

function clear(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof FlightveilError || !code.startsWith('SQLITE_')) return error;
  const [, what, advice] = said.find(([pattern]) => pattern.test(code)) ?? [
    undefined,
    'the consent ledger cannot be used',
    'Check the disk, then run it again.',
  ];
  return new FlightveilError('state-unusable', what, { facts: { system: code }, advice, cause: error });
}

function unusable(what: string): FlightveilError {
  return new FlightveilError('state-unusable', what, {
    advice: 'Give the state folder to yourself alone (chmod 700, files 600), or name another with --home.',
  });
}

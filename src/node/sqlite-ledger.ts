import type Database from 'better-sqlite3';
import { entriesMissing, type LedgerStore } from '../consent/store.ts';
import { type DatabaseKind, loadSqliteFor, patiently, SqliteFile, unusable } from './sqlite-file.ts';

/** The ledger's file, in the state folder. */
export const CONSENT_FILE = 'consent.sqlite';

/** How often it is looked whether the files are still those that were opened: a look takes longer than a frame may. */
const LOOK_MS = 100;
const PAGE_LINES = 500;
const TWO_32 = 2 ** 32;

/** Lines are only ever added, each with the next number; the database itself refuses all else. */
const SCHEMA = `
  CREATE TABLE entries (sequence INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT;
  CREATE TRIGGER no_change BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are not changed'); END;
  CREATE TRIGGER no_removal BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are not removed'); END;
  CREATE TRIGGER in_order BEFORE INSERT ON entries
    WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM entries)
    BEGIN SELECT RAISE(ABORT, 'entries are added in order'); END`;

const kind: DatabaseKind = {
  title: 'the consent ledger',
  file: CONSENT_FILE,
  /** `FvCo`. */
  applicationId: 0x4676436f,
  version: 1,
  schema: SCHEMA,
};

/**
 * The consent ledger's lines in SQLite, in a file that only its owner may read. Write-ahead log, every commit synced to the disk before it is
 * acknowledged; writers wait for one another.
 */
export class SqliteLedgerStore implements LedgerStore {
  readonly #file: SqliteFile;
  readonly #count: Database.Statement<[], { count: number }>;
  readonly #page: Database.Statement<[number, number], { sequence: number; line: string }>;
  readonly #insert: Database.Statement<[number, string]>;
  readonly #changes: Database.Statement<[], number>;
  #appends = 0;
  #lookedMs = Number.NEGATIVE_INFINITY;

  private constructor(file: SqliteFile) {
    const { database } = file;
    this.#file = file;
    this.#count = database.prepare('SELECT coalesce(max(sequence), 0) AS count FROM entries');
    this.#page = database.prepare('SELECT sequence, line FROM entries WHERE sequence > ? ORDER BY sequence LIMIT ?');
    this.#insert = database.prepare('INSERT INTO entries (sequence, line) VALUES (?, ?)');
    this.#changes = database.prepare<[], number>('PRAGMA data_version').pluck();
  }

  /**
   * Opens the ledger of a state folder, and makes both at first use.
   * @throws FlightveilError `state-unusable` if others have access to it, it cannot be written, is of a newer version or no ledger, or SQLite is missing
   */
  static async open(folder: string, load?: () => Promise<typeof Database>): Promise<SqliteLedgerStore> {
    const file = await SqliteFile.open(folder, kind, load);
    return file.clearly(async () => {
      try {
        return new SqliteLedgerStore(file);
      } catch (error) {
        file.database.close();
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
      this.#file.mustBeOpened();
      this.#lookedMs = nowMs;
    }
    try {
      return this.#changes.get()! * TWO_32 + this.#appends;
    } catch (error) {
      throw this.#file.clear(error);
    }
  }

  async *read(after: number): AsyncGenerator<string> {
    for (let last = after; ; ) {
      const page = await this.#file.clearly(async () => this.#page.all(last, PAGE_LINES));
      for (const { line } of page) yield textOf(line);
      if (page.length < PAGE_LINES) return;
      last = page.at(-1)!.sequence;
    }
  }

  append(after: number, build: (newer: Iterable<string>) => readonly string[]): Promise<void> {
    return this.#file.clearly(async () => {
      this.#file.mustBeOpened();
      const add = this.#file.database.transaction(() => {
        let { count } = this.#count.get()!;
        if (count < after) throw entriesMissing();
        for (const line of build(this.#lines(after))) this.#insert.run(++count, line);
      });
      await patiently(() => add.immediate());
      this.#appends++;
    });
  }

  close(): void {
    this.#file.database.close();
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

/** A database that was replaced can hold anything. */
function textOf(line: unknown): string {
  if (typeof line !== 'string') throw unusable('the consent ledger holds what is no entry');
  return line;
}

/**
 * better-sqlite3 with its native part, tried by opening a database.
 * @throws FlightveilError `state-unusable` where either is missing
 */
export function loadSqlite(load?: () => Promise<{ default: typeof Database }>): Promise<typeof Database> {
  return loadSqliteFor(kind.title, load);
}

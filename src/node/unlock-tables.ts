import type Database from 'better-sqlite3';
import type { Head, StoredEntry, UnlockChange } from '../unlock/log/store.ts';

/**
 * Entries and checkpoints are only ever added, values only added or overwritten by zeros, a log only grows; the database itself refuses all else.
 * Values stand in a table of their own in the order of their writing, so that no row of it is ever moved.
 */
export const unlockSchema = `
  CREATE TABLE logs (number INTEGER PRIMARY KEY, recipient TEXT NOT NULL UNIQUE, size INTEGER, root BLOB) STRICT;
  CREATE TABLE entries (
    log INTEGER NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL, leaf BLOB NOT NULL, held INTEGER NOT NULL,
    PRIMARY KEY (log, number)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX ids ON entries (log, id);
  CREATE TABLE held (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE tiles (
    log INTEGER NOT NULL, level INTEGER NOT NULL, number INTEGER NOT NULL, hashes BLOB NOT NULL,
    PRIMARY KEY (log, level, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE checkpoints (
    log INTEGER NOT NULL, size INTEGER NOT NULL, note TEXT NOT NULL,
    PRIMARY KEY (log, size)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER entry_no_change BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are not changed'); END;
  CREATE TRIGGER entry_no_removal BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are not removed'); END;
  CREATE TRIGGER entry_in_order BEFORE INSERT ON entries
    WHEN NEW.number IS NOT (SELECT coalesce(max(number), -1) + 1 FROM entries WHERE log = NEW.log)
    BEGIN SELECT RAISE(ABORT, 'entries are added in order'); END;
  CREATE TRIGGER held_no_change BEFORE UPDATE ON held
    WHEN NEW.number IS NOT OLD.number OR NEW.bytes IS NOT zeroblob(length(OLD.bytes))
    BEGIN SELECT RAISE(ABORT, 'values are not changed'); END;
  CREATE TRIGGER held_no_removal BEFORE DELETE ON held BEGIN SELECT RAISE(ABORT, 'values are overwritten'); END;
  CREATE TRIGGER checkpoint_no_change BEFORE UPDATE ON checkpoints
    BEGIN SELECT RAISE(ABORT, 'checkpoints are not changed'); END;
  CREATE TRIGGER checkpoint_no_removal BEFORE DELETE ON checkpoints
    BEGIN SELECT RAISE(ABORT, 'checkpoints are not removed'); END;
  CREATE TRIGGER checkpoint_grows BEFORE INSERT ON checkpoints
    WHEN NEW.size <= (SELECT max(size) FROM checkpoints WHERE log = NEW.log)
    BEGIN SELECT RAISE(ABORT, 'a log does not shrink'); END;
  CREATE TRIGGER log_grows BEFORE UPDATE ON logs WHEN NEW.size < OLD.size OR NEW.recipient IS NOT OLD.recipient
    BEGIN SELECT RAISE(ABORT, 'a log does not shrink'); END;
  CREATE TRIGGER log_no_removal BEFORE DELETE ON logs BEGIN SELECT RAISE(ABORT, 'logs are not removed'); END;
  CREATE TRIGGER tile_no_removal BEFORE DELETE ON tiles BEGIN SELECT RAISE(ABORT, 'tiles are not removed'); END`;

interface EntryRow {
  readonly number: number;
  readonly id: string;
  readonly leaf: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Behind every character that an id can have. */
const AFTER_ID = '\x7f';

/** No log has this number. */
const NONE = -1;

/** One log's rows. To be used within a transaction, and told when one begins. */
export class UnlockTables implements UnlockChange {
  readonly #recipient: string;
  #log = NONE;
  readonly #number: Database.Statement<[string], number>;
  readonly #addLog: Database.Statement<[string]>;
  readonly #head: Database.Statement<[number], { size: number | null; root: Uint8Array | null }>;
  readonly #setHead: Database.Statement<[number, Uint8Array, number]>;
  readonly #count: Database.Statement<[number], number>;
  readonly #entries: Database.Statement<[number, number, number], EntryRow>;
  readonly #index: Database.Statement<[number, string], number>;
  readonly #indices: Database.Statement<[number, string, string], number>;
  readonly #addEntry: Database.Statement<[number, number, string, Uint8Array, number | bigint]>;
  readonly #addHeld: Database.Statement<[Uint8Array]>;
  readonly #overwrite: Database.Statement<[number, number]>;
  readonly #tile: Database.Statement<[number, number, number], Uint8Array>;
  readonly #setTile: Database.Statement<[number, number, number, Uint8Array]>;
  readonly #checkpoint: Database.Statement<[number, number], { size: number; note: string }>;
  readonly #lastCheckpoint: Database.Statement<[number], { size: number; note: string }>;
  readonly #addCheckpoint: Database.Statement<[number, number, string]>;

  constructor(database: Database.Database, recipient: string) {
    this.#recipient = recipient;
    this.#number = database.prepare<[string], number>('SELECT number FROM logs WHERE recipient = ?').pluck();
    this.#addLog = database.prepare('INSERT INTO logs (recipient) VALUES (?)');
    this.#head = database.prepare('SELECT size, root FROM logs WHERE number = ?');
    this.#setHead = database.prepare('UPDATE logs SET size = ?, root = ? WHERE number = ?');
    this.#count = database
      .prepare<[number], number>('SELECT coalesce(max(number) + 1, 0) FROM entries WHERE log = ?')
      .pluck();
    this.#entries = database.prepare(
      `SELECT entries.number, id, leaf, bytes FROM entries JOIN held ON held.number = entries.held
       WHERE log = ? AND entries.number >= ? ORDER BY entries.number LIMIT ?`,
    );
    this.#index = database
      .prepare<[number, string], number>('SELECT number FROM entries WHERE log = ? AND id = ?')
      .pluck();
    this.#indices = database
      .prepare<[number, string, string], number>(
        'SELECT number FROM entries WHERE log = ? AND id >= ? AND id < ? ORDER BY id LIMIT 2',
      )
      .pluck();
    this.#addEntry = database.prepare('INSERT INTO entries (log, number, id, leaf, held) VALUES (?, ?, ?, ?, ?)');
    this.#addHeld = database.prepare('INSERT INTO held (bytes) VALUES (?)');
    this.#overwrite = database.prepare(
      `UPDATE held SET bytes = zeroblob(length(bytes))
       WHERE number = (SELECT held FROM entries WHERE log = ? AND number = ?)`,
    );
    this.#tile = database
      .prepare<[number, number, number], Uint8Array>(
        'SELECT hashes FROM tiles WHERE log = ? AND level = ? AND number = ?',
      )
      .pluck();
    this.#setTile = database.prepare(
      `INSERT INTO tiles (log, level, number, hashes) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET hashes = excluded.hashes`,
    );
    this.#checkpoint = database.prepare('SELECT size, note FROM checkpoints WHERE log = ? AND size = ?');
    this.#lastCheckpoint = database.prepare(
      'SELECT size, note FROM checkpoints WHERE log = ? ORDER BY size DESC LIMIT 1',
    );
    this.#addCheckpoint = database.prepare('INSERT INTO checkpoints (log, size, note) VALUES (?, ?, ?)');
  }

  /** Other processes may have made the log, or this one's last transaction may not have. */
  begin(): void {
    this.#log = this.#number.get(this.#recipient) ?? NONE;
  }

  head(): Head | undefined {
    const { size, root } = this.#head.get(this.#log) ?? { size: null, root: null };
    return size === null || root === null ? undefined : { size, root };
  }

  count(): number {
    return this.#count.get(this.#log)!;
  }

  readonly tile = (level: number, index: number): Uint8Array | undefined => this.#tile.get(this.#log, level, index);

  entries(from: number, limit: number): StoredEntry[] {
    return this.#entries.all(this.#log, from, limit).map(({ number, id, leaf, bytes }) => ({
      index: number,
      id,
      leaf,
      values: isOverwritten(bytes) ? undefined : bytes,
    }));
  }

  indexOf(id: string): number | undefined {
    return this.#index.get(this.#log, id);
  }

  indicesOf(idPrefix: string): number[] {
    return this.#indices.all(this.#log, idPrefix, `${idPrefix}${AFTER_ID}`);
  }

  checkpoint(size?: number): { size: number; note: string } | undefined {
    return size === undefined ? this.#lastCheckpoint.get(this.#log) : this.#checkpoint.get(this.#log, size);
  }

  addEntry({ index, id, leaf, values }: StoredEntry & { readonly values: Uint8Array }): void {
    const { lastInsertRowid } = this.#addHeld.run(values);
    this.#addEntry.run(this.#made(), index, id, leaf, lastInsertRowid);
  }

  putTile(level: number, index: number, hashes: Uint8Array): void {
    this.#setTile.run(this.#made(), level, index, hashes);
  }

  putHead({ size, root }: Head): void {
    this.#setHead.run(size, root, this.#made());
  }

  putCheckpoint(size: number, note: string): void {
    this.#addCheckpoint.run(this.#made(), size, note);
  }

  deleteValues(index: number): void {
    this.#overwrite.run(this.#log, index);
  }

  /** The log's number; it is made when something is written to it, not when it is looked at. */
  #made(): number {
    if (this.#log === NONE) this.#log = Number(this.#addLog.run(this.#recipient).lastInsertRowid);
    return this.#log;
  }
}

/** Made when the first licence is kept. Rows are put at the end and never moved or removed, so that there is no second copy of what one had. */
const licenceSchema = 'CREATE TABLE IF NOT EXISTS licences (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT';

/** Licences, in the file of the logs. To be used within a transaction. */
export class LicenceTable {
  readonly #database: Database.Database;
  readonly #isThere: boolean;
  #free: { readonly number: number; readonly length: number }[] | undefined;

  /** @param make else a file without any stays so */
  constructor(database: Database.Database, { make = false } = {}) {
    this.#database = database;
    if (make) database.exec(licenceSchema);
    this.#isThere = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'licences'").get() !== undefined;
  }

  all(): readonly { readonly number: number; readonly bytes: Uint8Array }[] {
    if (!this.#isThere) return [];
    return this.#database
      .prepare<[], { number: number; bytes: Uint8Array }>('SELECT number, bytes FROM licences ORDER BY number')
      .all()
      .filter(({ bytes }) => !isOverwritten(bytes));
  }

  /** Puts one into the place of another if it takes as much, else into a place that became free, else at the end. */
  put(bytes: Uint8Array, before?: { readonly number: number; readonly length: number }): void {
    if (before !== undefined) this.overwrite(before.number);
    const free = before?.length === bytes.length ? before.number : this.#freePlace(bytes.length);
    if (free === undefined) this.#database.prepare('INSERT INTO licences (bytes) VALUES (?)').run(bytes);
    else this.#database.prepare('UPDATE licences SET bytes = ? WHERE number = ?').run(bytes, free);
  }

  overwrite(number: number): void {
    this.#database.prepare('UPDATE licences SET bytes = zeroblob(length(bytes)) WHERE number = ?').run(number);
  }

  /** Places that are free are looked for once: all of them are read for it. */
  #freePlace(length: number): number | undefined {
    this.#free ??= this.#database
      .prepare<[], { number: number; length: number }>(
        'SELECT number, length(bytes) AS length FROM licences WHERE bytes = zeroblob(length(bytes))',
      )
      .all();
    const at = this.#free.findIndex((place) => place.length === length);
    return at < 0 ? undefined : this.#free.splice(at, 1)[0]!.number;
  }
}

function isOverwritten(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

import type Database from 'better-sqlite3';
import type { Queue } from '../../sync/queue/queue.ts';
import type { FileIdentity } from '../sources/file-identity.ts';
import type { KnownFile, KnownFiles } from '../sources/known-files.ts';
import type { LogPlace } from '../sources/open-log.ts';

interface IdentityRow {
  readonly device: string;
  readonly inode: string;
  readonly size_bytes: number;
  readonly mtime_ns: string;
}

interface FileRow extends IdentityRow {
  readonly settled_ms: number;
  readonly is_missing: number;
}

interface ContentRow extends IdentityRow {
  readonly path: string;
  readonly member: number;
}

/** Of a log that is a file by itself. */
const NO_MEMBER = -1;
const PAGE = 1000;

/** What the sources remember, and which log stands where: in the database of the queue, so that nothing is read again after a restart. */
export class FileStore implements KnownFiles {
  readonly #queue: Queue;
  readonly #statements = new Map<string, Database.Statement<unknown[]>>();

  constructor(queue: Queue) {
    this.#queue = queue;
  }

  get(source: string, path: string): (KnownFile & { readonly isMissing: boolean }) | undefined {
    const row = this.#get<FileRow>('SELECT * FROM files WHERE source = ? AND path = ?', source, path);
    return row && { identity: identityOf(row), settledAt: row.settled_ms, isMissing: row.is_missing === 1 };
  }

  put(source: string, path: string, { identity, settledAt }: KnownFile): void {
    const before = this.pathOf(source, identity);
    this.#change(() => {
      this.#run(
        `INSERT OR REPLACE INTO files (source, path, device, inode, size_bytes, mtime_ns, settled_ms, is_missing) VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
        ...[source, path, ...columnsOf(identity), Math.round(settledAt)],
      );
      // A file that was moved holds what it held.
      if (before !== undefined && before !== path) {
        this.#run(
          `INSERT OR REPLACE INTO contents
           SELECT source, ?, member, log, device, inode, size_bytes, mtime_ns FROM contents WHERE source = ? AND path = ?`,
          ...[path, source, before],
        );
      }
      this.#run(
        `UPDATE items SET waiting = NULL WHERE waiting = 'medium' AND log IN (SELECT log FROM contents WHERE source = ? AND path = ?)`,
        ...[source, path],
      );
    });
  }

  missing(source: string, path: string): void {
    this.#change(() => {
      const { changes } = this.#run(
        'UPDATE files SET is_missing = 1 WHERE source = ? AND path = ? AND is_missing = 0',
        ...[source, path],
      );
      if (changes === 0) return;
      this.#run(
        `UPDATE items SET waiting = 'medium' WHERE state = 'seen'
           AND log IN (SELECT log FROM contents WHERE source = ? AND path = ?)
           AND NOT EXISTS (SELECT 1 FROM contents JOIN files USING (source, path) WHERE contents.log = items.log AND files.is_missing = 0)`,
        ...[source, path],
      );
    });
  }

  *pathsOf(source: string): Generator<string, void, void> {
    const page = `SELECT path FROM files WHERE source = ? AND is_missing = 0 AND path > ? ORDER BY path LIMIT ${PAGE}`;
    for (let after = ''; ; ) {
      const rows = this.#all<{ path: string }>(page, source, after);
      for (const { path } of rows) yield path;
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.path;
    }
  }

  countOf(source: string): number {
    return this.#get<{ files: number }>(
      'SELECT count(*) AS files FROM files WHERE source = ? AND is_missing = 0',
      source,
    )!.files;
  }

  pathOf(source: string, identity: FileIdentity): string | undefined {
    return this.#get<{ path: string }>(
      'SELECT path FROM files WHERE device = ? AND inode = ? AND size_bytes = ? AND mtime_ns = ? AND source = ? LIMIT 1',
      ...[...columnsOf(identity), source],
    )?.path;
  }

  /** Where a log stands or stood, those that are there first. */
  placesOf(log: number): LogPlace[] {
    const rows = this.#all<ContentRow>(
      `SELECT contents.* FROM contents LEFT JOIN files USING (source, path)
       WHERE contents.log = ? ORDER BY coalesce(files.is_missing, 0), path`,
      log,
    );
    return rows.map((row) => ({
      path: row.path,
      ...(row.member === NO_MEMBER ? {} : { member: row.member }),
      identity: identityOf(row),
    }));
  }

  /** Whether the last look at its folder found a file of a log. */
  isPresent(log: number): boolean {
    const sql = `SELECT 1 FROM contents JOIN files USING (source, path) WHERE contents.log = ? AND files.is_missing = 0 LIMIT 1`;
    return this.#get(sql, log) !== undefined;
  }

  /** Which log was found at a place before. */
  logAt(source: string, path: string, member = NO_MEMBER): number | undefined {
    return this.#get<{ log: number }>(
      'SELECT log FROM contents WHERE source = ? AND path = ? AND member = ?',
      ...[source, path, member],
    )?.log;
  }

  /** Joins the transaction of the caller. */
  putContent(source: string, { path, member, identity }: LogPlace, log: number): void {
    this.#run(
      'INSERT OR REPLACE INTO contents (source, path, member, log, device, inode, size_bytes, mtime_ns) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ...[source, path, member ?? NO_MEMBER, log, ...columnsOf(identity)],
    );
    this.#run('INSERT OR IGNORE INTO origins VALUES (?, ?)', log, source);
  }

  #change(work: () => void): void {
    const { database } = this.#queue;
    this.#queue.clear(() => database.transaction(work)());
  }

  #run(sql: string, ...values: readonly unknown[]): Database.RunResult {
    return this.#queue.clear(() => this.#prepared(sql).run(...values));
  }

  #get<Row>(sql: string, ...values: readonly unknown[]): Row | undefined {
    return this.#queue.clear(() => this.#prepared(sql).get(...values) as Row | undefined);
  }

  #all<Row>(sql: string, ...values: readonly unknown[]): Row[] {
    return this.#queue.clear(() => this.#prepared(sql).all(...values) as Row[]);
  }

  #prepared(sql: string): Database.Statement<unknown[]> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, (statement = this.#queue.database.prepare<unknown[]>(sql)));
    return statement;
  }
}

function identityOf({ device, inode, size_bytes, mtime_ns }: IdentityRow): FileIdentity {
  return { device: BigInt(device), inode: BigInt(inode), size: size_bytes, mtimeNs: BigInt(mtime_ns) };
}

function columnsOf({ device, inode, size, mtimeNs }: FileIdentity): (string | number)[] {
  return [String(device), String(inode), size, String(mtimeNs)];
}

import type Database from 'better-sqlite3';
import type { Signing } from '../../consent/signing.ts';
import { patiently, type SqliteFile } from '../../node/sqlite-file.ts';
import { AuditLog } from '../audit/audit.ts';

/** The database of the queue, with what every part of it needs. */
export class QueueDatabase {
  readonly audit: AuditLog;
  readonly #file: SqliteFile;
  readonly #database: Database.Database;
  protected readonly nowMs: () => number;
  readonly #statements = new Map<string, Database.Statement<unknown[]>>();

  protected constructor(file: SqliteFile, signing: Signing, nowMs: () => number) {
    this.#file = file;
    this.#database = file.database;
    this.nowMs = nowMs;
    this.audit = new AuditLog(file.database, signing, (work) => this.clear(work));
  }

  close(): void {
    this.#database.close();
  }

  /** Changes whenever another process has changed the queue. */
  get version(): number {
    return this.clear(() => this.#database.pragma('data_version', { simple: true }) as number);
  }

  /** The database, for what keeps its own tables in it. */
  get database(): Database.Database {
    return this.#database;
  }

  /** Runs work on {@link database}; SQLite's errors become ones that say what to do. Within a transaction they pass: whoever began it may do it again. */
  clear<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw this.#database.inTransaction ? error : this.#file.clear(error);
    }
  }

  /** Runs work as one transaction; joins the one that is under way. */
  async change<T>(work: () => T): Promise<T> {
    return this.#file.clearly(() => patiently(() => this.#database.transaction(work).immediate()));
  }

  #prepared(sql: string): Database.Statement<unknown[]> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, (statement = this.#database.prepare<unknown[]>(sql)));
    return statement;
  }

  protected run(sql: string, values: readonly unknown[]): Database.RunResult {
    return this.clear(() => this.#prepared(sql).run(...values));
  }

  protected get<Row>(sql: string, values: readonly unknown[]): Row | undefined {
    return this.clear(() => this.#prepared(sql).get(...values) as Row | undefined);
  }

  protected all<Row>(sql: string, values: readonly unknown[]): Row[] {
    return this.clear(() => this.#prepared(sql).all(...values) as Row[]);
  }
}

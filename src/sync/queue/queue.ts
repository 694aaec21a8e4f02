import { randomBytes } from 'node:crypto';
import type { Signing } from '../../consent/signing.ts';
import { SqliteFile, unusable } from '../../node/sqlite-file.ts';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Remembered } from '../sink.ts';
import type { UploadConfig } from '../sync-config.ts';
import { CLOCK_MS, MOST_AHEAD_MS } from './due.ts';
import { queueKind } from './queue-schema.ts';
import { RemovalList } from './removal-list.ts';
import { type Changes, columnsOf, type ItemRow, itemOf } from './rows.ts';
import { type Item, type ItemState, type LogRow, nextStates, spooledStates, type Wish } from './states.ts';

/** How many items of a rule are in a state and wait for what. */
export interface StateCount {
  readonly upload: string;
  readonly state: ItemState;
  readonly waiting: Item['waiting'] | null;
  readonly reason: string | null;
  readonly items: number;
  readonly sizeBytes: number;
  readonly oldestMs: number;
}

/**
 * What is to be sent and how far it has come, in the state folder. Every method that writes is one transaction, durable when it returns. Several processes
 * may use it at once: the daemon, and commands that show or change the queue.
 *
 * All methods throw FlightveilError `state-unusable` where the database cannot be used.
 */
export class Queue extends RemovalList {
  /** @param signing of the audit log */
  static async open(home: string, signing: Signing, nowMs: () => number = Date.now): Promise<Queue> {
    return new Queue(await SqliteFile.open(home, queueKind), signing, nowMs);
  }

  /**
   * Enters a log that was found, with an item for each of some rules; what is known already stays as it is.
   * @param content a keyed hash of all of it
   * @param also more that belongs to the transaction
   */
  async enter(
    content: Uint8Array,
    sizeBytes: number,
    rules: readonly Pick<UploadConfig, 'name' | 'priority'>[],
    also: (log: LogRow) => void,
  ): Promise<LogRow> {
    return this.change(() => {
      const nowMs = this.nowMs();
      this.run('INSERT INTO logs (content, size_bytes, seen_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', [
        ...[content, sizeBytes, nowMs],
      ]);
      const log = this.get<LogRow>(
        'SELECT id, size_bytes AS sizeBytes, seen_ms AS seenMs, content FROM logs WHERE content = ?',
        [content],
      )!;
      for (const { name, priority } of rules) {
        this.run(
          `INSERT INTO items (log, upload, state, priority, created_ms, updated_ms) VALUES (?, ?, 'seen', ?, ?, ?) ON CONFLICT DO NOTHING`,
          [log.id, name, priority, nowMs, nowMs],
        );
      }
      // It is there: whoever waited for its medium waits no longer.
      this.run(`UPDATE items SET waiting = NULL WHERE log = ? AND waiting = 'medium'`, [log.id]);
      also(log);
      return log;
    });
  }

  /** Notes that a log is the beginning of a newer one, which took its place. Joins the transaction of the caller, if there is one. */
  setSuccessor(log: number, newer: number): void {
    this.run('INSERT INTO successors VALUES (?, ?) ON CONFLICT DO NOTHING', [log, newer]);
  }

  /** The items of a rule for logs that are the beginning of this one. */
  predecessors(log: number, upload: string): Item[] {
    return this.all<ItemRow>(
      `SELECT * FROM items WHERE upload = ? AND log IN (SELECT log FROM successors WHERE newer = ?)`,
      [upload, log],
    ).map(itemOf);
  }

  /**
   * Gives a rule an item for every log that was found in its sources before the rule was there, and back those that were dropped because it was not.
   * @param sources names of all that it takes
   */
  async enterKnown(
    { name, priority }: Pick<UploadConfig, 'name' | 'priority'>,
    sources: readonly string[],
  ): Promise<void> {
    await this.change(() => {
      const nowMs = this.nowMs();
      const from = JSON.stringify(sources);
      this.run(
        `INSERT INTO items (log, upload, state, priority, created_ms, updated_ms)
         SELECT DISTINCT log, ?, 'seen', ?, ?, ? FROM origins
         WHERE source IN (SELECT value FROM json_each(?)) AND log NOT IN (SELECT log FROM items WHERE upload = ?)
         ORDER BY log`,
        [name, priority, nowMs, nowMs, from, name],
      );
      this.run(
        `UPDATE items SET state = 'seen', reason = NULL, shipment = NULL WHERE upload = ? AND state = 'retired' AND reason = 'not-configured'
           AND log IN (SELECT log FROM origins WHERE source IN (SELECT value FROM json_each(?)))`,
        [name, from],
      );
      this.run(`UPDATE items SET priority = ? WHERE upload = ? AND priority <> ? AND state <> 'retired'`, [
        ...[priority, name, priority],
      ]);
    });
  }

  /** Whether a log was ever found in one of some sources; something else may be in its place now. */
  isFrom(log: number, sources: readonly string[]): boolean {
    const found = this.get(
      'SELECT 1 FROM origins WHERE log = ? AND source IN (SELECT value FROM json_each(?)) LIMIT 1',
      [log, JSON.stringify(sources)],
    );
    return found !== undefined;
  }

  log(id: number): LogRow | undefined {
    return this.get<LogRow>('SELECT id, size_bytes AS sizeBytes, seen_ms AS seenMs, content FROM logs WHERE id = ?', [
      id,
    ]);
  }

  item(id: number): Item | undefined {
    const row = this.get<ItemRow>('SELECT * FROM items WHERE id = ?', [id]);
    return row && itemOf(row);
  }

  /** In the order in which they were seen. */
  items(
    where: { readonly state?: ItemState; readonly upload?: string; readonly log?: number } = {},
    limit = -1,
    after = 0,
  ): Item[] {
    const { state = null, upload = null, log = null } = where;
    const rows = this.all<ItemRow>(
      `SELECT * FROM items WHERE id > ? AND (? IS NULL OR state = ?) AND (? IS NULL OR upload = ?) AND (? IS NULL OR log = ?) ORDER BY id LIMIT ?`,
      [after, state, state, upload, upload, log, log, limit],
    );
    return rows.map(itemOf);
  }

  /** A page of the items in a state, after a number; quick however many others there are. */
  page(state: ItemState, after: number, limit: number): Item[] {
    return this.all<ItemRow>('SELECT * FROM items WHERE state = ? AND id > ? ORDER BY id LIMIT ?', [
      ...[state, after, limit],
    ]).map(itemOf);
  }

  /**
   * Of a rule, the items that are due, one of each aircraft, the most urgent first: what is chosen among them is for the caller, who knows whose turn it is.
   * @param except items that are taken already
   */
  due(upload: string, state: 'seen' | 'audited' | 'queued', except: Iterable<number> = []): Item[] {
    const nowMs = this.nowMs();
    // From aircraft to aircraft by the index: with a hundred thousand items all of them would be looked at each time.
    const rows = this.all<ItemRow>(
      `WITH RECURSIVE fleet (aircraft) AS (
         SELECT min(aircraft) FROM items WHERE upload = :upload AND state = :state
         UNION ALL
         SELECT (SELECT min(aircraft) FROM items WHERE upload = :upload AND state = :state AND aircraft > fleet.aircraft)
         FROM fleet WHERE fleet.aircraft IS NOT NULL)
       SELECT items.* FROM fleet JOIN items ON items.id = (
         SELECT id FROM items WHERE upload = :upload AND state = :state AND aircraft = fleet.aircraft
           AND (waiting IS NULL OR waiting = 'retry') AND (due_ms <= :nowMs OR due_ms > :aheadMs OR updated_ms > :clockMs)
           AND id NOT IN (SELECT value FROM json_each(:except))
         ORDER BY priority DESC, id LIMIT 1)
       ORDER BY items.priority DESC, items.id`,
      [
        {
          ...{ upload, state, nowMs, aheadMs: nowMs + MOST_AHEAD_MS, clockMs: nowMs + CLOCK_MS },
          except: JSON.stringify([...except]),
        },
      ],
    );
    return rows.map(itemOf);
  }

  counts(): StateCount[] {
    return this.all<StateCount>(
      `SELECT upload, state, waiting, reason, count(*) AS items, sum(size_bytes) AS sizeBytes, min(created_ms) AS oldestMs
       FROM items GROUP BY upload, state, waiting, reason ORDER BY upload, state`,
      [],
    );
  }

  /** Bytes of the logs that are to be filtered, once for each rule. */
  unfilteredBytes(): number {
    const sql = `SELECT coalesce(sum(logs.size_bytes), 0) AS bytes FROM items JOIN logs ON logs.id = items.log WHERE state = 'seen' AND waiting IS NULL`;
    return this.get<{ bytes: number }>(sql, [])!.bytes;
  }

  /** What the spool holds for each rule. */
  spooledByRule(): Map<string, number> {
    const rows = this.all<{ upload: string; bytes: number }>(
      `SELECT upload, sum(size_bytes) AS bytes FROM items WHERE state IN (SELECT value FROM json_each(?)) GROUP BY upload`,
      [JSON.stringify(spooledStates)],
    );
    return new Map(rows.map(({ upload, bytes }) => [upload, bytes]));
  }

  /** What the spool holds for all items. */
  spooledBytes(): number {
    return [...this.spooledByRule().values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Every file of the spool that an item refers to. */
  spoolIds(): Set<string> {
    const rows = this.all<{ id: string }>(
      `SELECT json_extract(part.value, '$.spoolId') AS id FROM items, json_each(CASE WHEN json_valid(items.parts) THEN items.parts ELSE '[]' END) AS part WHERE items.parts <> '[]'`,
      [],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Brings an item to its next state, with an entry of the audit in the same transaction.
   * @param also more that belongs to the transaction, before the item changes
   * @returns the item as it is now; undefined if it is not in the state any more in which the caller had it
   */
  async move(
    item: Item,
    state: ItemState,
    change: Changes = {},
    entry?: AuditEntry,
    also?: () => void,
  ): Promise<Item | undefined> {
    if (state !== item.state && !nextStates[item.state].includes(state)) {
      throw new RangeError(`an item that is ${item.state} does not become ${state}`);
    }
    return this.change(() => {
      const now = this.item(item.id);
      if (now?.state !== item.state || now.shipment !== item.shipment) return undefined;
      also?.();
      const { names, values } = columnsOf(change);
      const set = ['state = ?', 'updated_ms = ?', ...names.map((name) => `${name} = ?`)].join(', ');
      this.run(`UPDATE items SET ${set} WHERE id = ?`, [state, this.nowMs(), ...values, item.id]);
      if (entry !== undefined) this.audit.append(entry);
      return this.item(item.id);
    });
  }

  /** What a sink remembers of an upload that is under way; kept without waiting, since sinks ask in the midst of requests. */
  remember(item: Item, remembered: Remembered): void {
    const { changes } = this.run(
      `UPDATE items SET remembered = ? WHERE id = ? AND state = 'uploading' AND shipment IS ?`,
      [JSON.stringify(remembered), item.id, item.shipment ?? null],
    );
    if (changes === 0) throw unusable('an upload was taken out of the queue while it was under way');
  }

  /** Asks whoever runs the queue for something. @returns false if there is no such item */
  async wish(id: number, wish: Wish): Promise<boolean> {
    return this.change(() => this.run('UPDATE items SET wish = ? WHERE id = ?', [wish, id]).changes > 0);
  }

  wished(): Item[] {
    return this.all<ItemRow>('SELECT * FROM items WHERE wish IS NOT NULL ORDER BY id', []).map(itemOf);
  }

  async wishDone(id: number): Promise<void> {
    await this.change(() => this.run('UPDATE items SET wish = NULL WHERE id = ?', [id]));
  }

  mark(name: string): string | undefined {
    return this.get<{ value: string }>('SELECT value FROM marks WHERE name = ?', [name])?.value;
  }

  async setMark(name: string, value: string): Promise<void> {
    await this.change(() =>
      this.run('INSERT INTO marks VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', [
        name,
        value,
      ]),
    );
  }
}

/** Drawn anew for everything that is sent: it says nothing. */
export function drawnShipment(): string {
  return randomBytes(16).toString('hex');
}

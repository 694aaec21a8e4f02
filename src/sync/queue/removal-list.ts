import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Remembered } from '../sink.ts';
import { MOST_AHEAD_MS } from './due.ts';
import { QueueDatabase } from './queue-database.ts';
import type { Item } from './states.ts';

/** What has to be taken away from a recipient. */
export interface PendingRemoval {
  readonly id: number;
  readonly shipment: string;
  /** Of the item. */
  readonly number: number;
  readonly upload: string;
  /** Where it was sent to. */
  readonly sink: string;
  readonly parts: readonly Pick<Item['parts'][number], 'name' | 'role'>[];
  readonly remembered: Remembered;
  readonly attempts: number;
}

/** What may be at recipients and should not be any more. */
export class RemovalList extends QueueDatabase {
  /**
   * Joins the transaction of the caller.
   * @param sink where it was sent to, as the rule's sinkText says
   * @returns its number
   */
  addRemoval(item: Item, remembered: Remembered, sink: string, dueMs: number): number {
    const { lastInsertRowid } = this.run(
      'INSERT INTO removals (shipment, number, upload, sink, parts, remembered, due_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
      [
        ...[item.shipment ?? '', item.id, item.upload, sink],
        JSON.stringify(item.parts.map(({ name, role }) => ({ name, role }))),
        ...[JSON.stringify(remembered), Math.round(dueMs)],
      ],
    );
    return Number(lastInsertRowid);
  }

  /** Those that a recipient has not answered yet. @param dueOnly those that are to be asked now */
  removals(dueOnly = true): PendingRemoval[] {
    const nowMs = this.nowMs();
    const rows = this.all<Record<string, string | number>>(
      'SELECT * FROM removals WHERE is_kept = 0 AND (? = 0 OR due_ms <= ? OR due_ms > ?) ORDER BY id',
      [dueOnly ? 1 : 0, nowMs, nowMs + MOST_AHEAD_MS],
    );
    return rows.map(({ id, shipment, number, upload, sink, parts, remembered, attempts }) => ({
      ...{ id: id as number, shipment: shipment as string, number: number as number, upload: upload as string },
      ...{ sink: sink as string, attempts: attempts as number },
      parts: JSON.parse(parts as string) as PendingRemoval['parts'],
      remembered: JSON.parse(remembered as string) as Remembered,
    }));
  }

  /** How many recipients have kept what they had received of withdrawn logs: they said so, or cannot be asked any more. */
  keptRemovals(): number {
    return this.get<{ kept: number }>('SELECT count(*) AS kept FROM removals WHERE is_kept = 1', [])!.kept;
  }

  /** A recipient has answered. What it keeps stays on the list, and is not asked for again. */
  async removalDone(id: number, isKept: boolean, entry: AuditEntry): Promise<void> {
    await this.change(() => {
      const { changes } = isKept
        ? this.run('UPDATE removals SET is_kept = 1 WHERE id = ? AND is_kept = 0', [id])
        : this.run('DELETE FROM removals WHERE id = ?', [id]);
      if (changes > 0) this.audit.append(entry);
    });
  }

  async removalLater(id: number, dueMs: number): Promise<void> {
    await this.change(() =>
      this.run('UPDATE removals SET attempts = attempts + 1, due_ms = ? WHERE id = ?', [Math.round(dueMs), id]),
    );
  }
}

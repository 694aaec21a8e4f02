import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditSigning } from '../../../src/sync/audit/audit.ts';
import { Queue } from '../../../src/sync/queue/queue.ts';
import { itemStates, nextStates } from '../../../src/sync/queue/states.ts';

let home: string;
let queue: Queue;
let nowMs = 1_000_000;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'flightveil-queue-'));
  nowMs = 1_000_000;
  queue = await Queue.open(home, auditSigning(new Uint8Array(32).fill(1)), () => nowMs);
});
afterEach(async () => {
  queue.close();
  await rm(home, { recursive: true });
});

const rule = { name: 'research', priority: 0 };
const enter = (content: number, rules = [rule]) => queue.enter(Uint8Array.of(content), 100, rules, () => undefined);

describe('the queue', () => {
  test('a log is entered once for each rule, by what is in it', async () => {
    const one = await enter(1);
    expect((await enter(1)).id).toBe(one.id);
    await enter(1, [rule, { name: 'maker', priority: 5 }]);
    expect(queue.items().map(({ upload, state, log }) => [upload, state, log])).toEqual([
      ['research', 'seen', one.id],
      ['maker', 'seen', one.id],
    ]);
  });

  test('only the moves that are allowed, and only from where the item is', async () => {
    await enter(1);
    const [item] = queue.items();
    await expect(queue.move(item!, 'delivered')).rejects.toThrow('does not become');
    expect(await queue.move(item!, 'surveyed')).toMatchObject({ state: 'surveyed' });
    // The same move again comes too late.
    expect(await queue.move(item!, 'surveyed')).toBeUndefined();
    for (const [from, to] of Object.entries(nextStates)) {
      expect(itemStates).toContain(from);
      for (const state of to) expect(itemStates).toContain(state);
    }
  });

  test('an entry of the audit and the state it allows come together or not at all', async () => {
    await enter(1);
    const [item] = queue.items();
    const invalid = { kind: 'release', atS: 1, upload: 'research', path: '/somewhere' } as never;
    await expect(queue.move(item!, 'surveyed', {}, invalid)).rejects.toMatchObject({ code: 'usage' });
    expect(queue.items()).toMatchObject([{ state: 'seen' }]);
    expect(queue.audit.head().sequence).toBe(0);
    await queue.move(item!, 'surveyed', {}, { kind: 'release', atS: 1, upload: 'research' });
    expect(queue.audit.head().sequence).toBe(1);
  });

  test('one of each aircraft is due, the most urgent first', async () => {
    for (const content of [1, 2, 3, 4]) await enter(content);
    await enter(5, [{ name: 'research', priority: 9 }]);
    const items = queue.items();
    for (const [index, aircraft] of ['a', 'a', 'b', 'b', 'a'].entries())
      await queue.move(items[index]!, 'seen', { aircraft });
    expect(queue.due('research', 'seen').map(({ id }) => id)).toEqual([5, 3]);
    expect(queue.due('research', 'seen', [5]).map(({ id }) => id)).toEqual([1, 3]);
    expect(queue.due('research', 'seen', [1, 5]).map(({ id }) => id)).toEqual([2, 3]);
    expect(queue.due('other', 'seen')).toEqual([]);
  });

  test('what is due later is due then, and a clock that was set back keeps nothing waiting for ever', async () => {
    await enter(1);
    await queue.move(queue.items()[0]!, 'seen', { waiting: 'retry', dueMs: nowMs + 5_000 });
    expect(queue.due('research', 'seen')).toEqual([]);
    nowMs += 5_000;
    expect(queue.due('research', 'seen')).toHaveLength(1);
    // Thirty days back.
    nowMs -= 30 * 86_400_000;
    expect(queue.due('research', 'seen')).toHaveLength(1);
  });

  test('what waits for a card or for consent is not due', async () => {
    await enter(1);
    for (const waiting of ['medium', 'consent'] as const) {
      await queue.move(queue.items()[0]!, 'seen', { waiting });
      expect(queue.due('research', 'seen')).toEqual([]);
    }
  });

  test('what a sink remembers is lost with the shipment it belongs to', async () => {
    await enter(1);
    let item = queue.items()[0]!;
    for (const state of ['surveyed', 'decided', 'filtered', 'checked'] as const)
      item = (await queue.move(item, state))!;
    item = (await queue.move(item, 'audited', { shipment: 'a'.repeat(32) }))!;
    item = (await queue.move(item, 'queued'))!;
    item = (await queue.move(item, 'uploading'))!;
    queue.remember(item, { offset: 5 });
    expect(queue.item(item.id)).toMatchObject({ remembered: { offset: 5 } });
    await queue.move(item, 'seen', { shipment: undefined, remembered: undefined });
    expect(() => queue.remember(item, { offset: 6 })).toThrow('taken out of the queue');
  });

  test('is the same after it was closed and opened', async () => {
    await enter(1);
    await queue.move(queue.items()[0]!, 'seen', {
      facts: { status: 503 },
      advice: ['Wait.'],
      parts: [],
      aircraft: 'a',
    });
    const before = queue.items();
    queue.close();
    queue = await Queue.open(home, auditSigning(new Uint8Array(32).fill(1)), () => nowMs);
    expect(queue.items()).toEqual(before);
  });
});

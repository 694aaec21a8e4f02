import { describe, expect, test } from 'vitest';
import type { UnlockView } from '../../../src/unlock/log/store.ts';
import { readBundle } from '../../../src/unlock/log/tiles.ts';
import { UnlockLog } from '../../../src/unlock/log/unlock-log.ts';
import { mth, naiveLeaf } from './naive-tree.ts';
import { flipBit, LyingStore, listOf, logOf, NOW_S, seed } from './samples.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const damage = (message = /damaged/) =>
  expect.objectContaining({ code: 'state-unusable', message: expect.stringMatching(message) });
const leavesIn = (store: { read<T>(work: (view: UnlockView) => T): Promise<T> }): Promise<Uint8Array[]> =>
  store.read((view) => view.entries(0, 10_000).map(({ leaf }) => leaf));

describe('an audit', () => {
  test('looks at everything, and counts it', async () => {
    const { log } = await logOf(600);
    await log.deleteValues([3, 4, 599], { because: 'period', nowS: NOW_S });
    expect(await log.audit()).toEqual({ size: 603, withValues: 600, deleted: 3 });
    expect(await (await logOf(0)).log.audit()).toEqual({ size: 0, withValues: 0, deleted: 0 });
  });

  test('finds every bit of any leaf, tile and value, somewhere in a log of two full tiles', async () => {
    const { store } = await logOf(600);
    const liar = new LyingStore(store);
    const log = await UnlockLog.open(liar, seed);
    const inner = { leaf: 17, values: 18 };
    const lies = [3, 1500, 2800].flatMap((bit): ((view: UnlockView) => Partial<UnlockView>)[] => [
      ...(['leaf', 'values'] as const).map((part) => (view: UnlockView) => ({
        entries: (from: number, limit: number) =>
          view
            .entries(from, limit)
            .map((one) => (one.index === inner[part] ? { ...one, [part]: flipBit(one[part]!, bit) } : one)),
      })),
      ...[0, 1, 2].map((flipped) => (view: UnlockView) => ({
        tile: (level: number, index: number) =>
          level === 0 && index === flipped ? flipBit(view.tile(level, index)!, bit) : view.tile(level, index),
      })),
    ]);
    lies.push((view) => ({
      tile: (level, index) => (level === 1 ? flipBit(view.tile(level, index)!, 511) : view.tile(level, index)),
    }));
    for (const lie of lies) {
      liar.lie = lie;
      await expect(log.audit()).rejects.toEqual(damage());
    }
    liar.lie = () => ({});
    expect(await log.audit()).toMatchObject({ size: 600 });
  });

  test('finds values that are gone without a word', async () => {
    const { log, store } = await logOf(5);
    await log.deleteValues([1], { because: 'person', nowS: NOW_S });
    await store.change((change) => change.deleteValues(2));
    await expect(log.audit()).rejects.toEqual(damage(/no entry tells/));
  });
});

test('the files of a log are those that others read: every hash of every tile is that of the recursion', async () => {
  const { log, store } = await logOf(600);
  const files = new Map((await listOf(log.files())).map(({ path: name, bytes }) => [name, bytes]));
  expect([...files.keys()]).toEqual([
    'tile/0/000',
    'tile/entries/000',
    'tile/0/001',
    'tile/entries/001',
    'tile/0/002.p/88',
    'tile/entries/002.p/88',
    'tile/1/000.p/2',
    'checkpoint',
  ]);
  const hashes = (await leavesIn(store)).map(naiveLeaf);
  const joined = (list: readonly Uint8Array[]): string => hex(Buffer.concat(list));
  expect(hex(files.get('tile/0/001')!)).toBe(joined(hashes.slice(256, 512)));
  expect(hex(files.get('tile/0/002.p/88')!)).toBe(joined(hashes.slice(512)));
  expect(hex(files.get('tile/1/000.p/2')!)).toBe(joined([mth(hashes.slice(0, 256)), mth(hashes.slice(256, 512))]));
  const entries = ['000', '001', '002.p/88'].flatMap((name) => readBundle(files.get(`tile/entries/${name}`)!));
  expect(entries.map(naiveLeaf).map(hex)).toEqual(hashes.map(hex));
  expect(new TextDecoder().decode(files.get('checkpoint'))).toBe(await log.checkpoint());
});

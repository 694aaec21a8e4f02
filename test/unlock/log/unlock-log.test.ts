import { describe, expect, test } from 'vitest';
import { logKeyOf, openCheckpoint } from '../../../src/unlock/log/checkpoint.ts';
import { leafFields } from '../../../src/unlock/log/fields.ts';
import { MemoryUnlockStore } from '../../../src/unlock/log/memory-store.ts';
import { leafHash } from '../../../src/unlock/log/merkle.ts';
import type { UnlockView } from '../../../src/unlock/log/store.ts';
import { tilesOf } from '../../../src/unlock/log/tiles.ts';
import { KEPT_FOR_GOOD_S, UnlockLog } from '../../../src/unlock/log/unlock-log.ts';
import { mth, naiveLeaf, path, proof } from './naive-tree.ts';
import { bareEvent, entriesOf, entry, flipBit, fullEvent, LyingStore, listOf, logOf, NOW_S, seed } from './samples.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const damage = (message = /damaged/) =>
  expect.objectContaining({ code: 'state-unusable', message: expect.stringMatching(message) });
const usage = (message: RegExp) => expect.objectContaining({ code: 'usage', message: expect.stringMatching(message) });
const leavesIn = (store: { read<T>(work: (view: UnlockView) => T): Promise<T> }): Promise<Uint8Array[]> =>
  store.read((view) => view.entries(0, 10_000).map(({ leaf }) => leaf));

describe('entries', () => {
  test('are there as they were appended, in order, signed by the key of the log', async () => {
    const { log, store } = await logOf(0);
    const events = [fullEvent, bareEvent, { ...bareEvent, timeUs: 5, person: '' }];
    const entries = events.map((event, index) => entry(index, event));
    const { appended, size, checkpoint } = await log.append(entries);
    expect({ appended, size, own: log.size }).toEqual({ appended: 3, size: 3, own: 3 });
    expect(await listOf(log.entries())).toEqual(entries.map((one, index) => ({ index, ...one })));
    expect(await listOf(log.entries({ fromIndex: 2 }))).toEqual([{ index: 2, ...entries[2] }]);
    expect(await listOf(log.entries({ fromIndex: 3 }))).toEqual([]);
    const leaves = await leavesIn(store);
    expect(openCheckpoint(checkpoint, logKeyOf(seed))).toEqual({
      ...{ origin: log.origin, size: 3, root: new Uint8Array(mth(leaves.map(naiveLeaf))) },
    });
    expect(await log.checkpoint()).toBe(checkpoint);
  });

  test('are appended once by their id, also within one call, and all or none', async () => {
    const { log } = await logOf(2);
    const again = await log.append([entry(1), entry(2), entry(2, bareEvent), entry(3)]);
    expect(again).toMatchObject({ appended: 2, size: 4 });
    expect((await listOf(log.entries())).map(({ id }) => id)).toEqual([0, 1, 2, 3].map((number) => entry(number).id));
    expect((await listOf(log.entries()))[2]?.event).toEqual(entry(2).event);
    await expect(log.append([entry(4), entry(5, { ...bareEvent, timeUs: 0.5 })])).rejects.toEqual(usage(/time/));
    expect(await log.append([])).toMatchObject({ appended: 0, size: 4, checkpoint: await log.checkpoint() });
  });

  test.each([
    [{ id: '' }],
    [{ id: 'a b' }],
    [{ id: 'ü' }],
    [{ id: 'values-deleted-0' }],
    [{ id: 'x'.repeat(129) }],
    [{ keepUntilS: Number.NaN }],
    [{ ground: '' }],
    [{ ground: 'a\n' }],
  ])('are refused with %o', async (change) => {
    const { log } = await logOf(1);
    await expect(log.append([{ ...entry(1), ...change }])).rejects.toEqual(usage(/log/));
    expect(log.size).toBe(1);
  });

  test('are found by how their id begins, if one alone does', async () => {
    const { log } = await logOf(0);
    await log.append(['aab1', 'aac2', 'b%_3'].map((id, index) => ({ ...entry(index), id })));
    const found = await Promise.all(['aab', 'aa', 'b', 'b%', 'b_', '%', ''].map((prefix) => log.find(prefix)));
    expect(found).toEqual([0, undefined, 2, 2, undefined, undefined, undefined]);
  });
});

test('an empty log has a checkpoint too, and every later one follows from it', async () => {
  const { log } = await logOf(0);
  const empty = await log.checkpoint();
  expect(empty.split('\n')[1]).toBe('0');
  await log.append(entriesOf(3));
  expect(await log.proveGrowth(empty)).toMatchObject({ from: 0, to: 3, path: [] });
});

test('proofs are those of the recursion at all sizes to 70, whatever was appended at a time', async () => {
  const { log, store } = await logOf(0);
  const steps = [1, 1, 2, 3, 5, 8, 13, 37];
  for (let size = 0; steps.length > 0; ) {
    const step = steps.shift()!;
    await log.append(entriesOf(step, size));
    size += step;
  }
  const hashes = (await leavesIn(store)).map(naiveLeaf);
  expect(hashes).toHaveLength(70);
  for (let size = 1; size <= 70; size += 3) {
    for (let index = 0; index < size; index += 2) {
      expect((await log.proveInclusion(index, size)).map(hex)).toEqual(path(index, hashes.slice(0, size)).map(hex));
      expect((await log.proveConsistency(index + 1, size)).map(hex)).toEqual(
        proof(index + 1, hashes.slice(0, size)).map(hex),
      );
    }
  }
  await expect(log.proveInclusion(70, 70)).rejects.toEqual(usage(/so many/));
  await expect(log.proveInclusion(0, 71)).rejects.toEqual(usage(/so many/));
  await expect(log.proveConsistency(3, 2)).rejects.toEqual(usage(/so many/));
});

describe('values', () => {
  test('are deleted for good, and the log says so and still verifies', async () => {
    const { log, store } = await logOf(5);
    const before = await log.checkpoint();
    expect(await log.deleteValues([1, 3, 3], { because: 'person', nowS: NOW_S })).toBe(2);
    const entries = await listOf(log.entries());
    expect(entries.map(({ deleted }) => deleted === true)).toEqual([false, true, false, true, false, false, false]);
    expect(entries[1]).toEqual({ index: 1, id: entry(1).id, deleted: true });
    expect(entries.slice(5)).toEqual(
      [1, 3].map((about, at) => ({
        ...{ index: 5 + at, id: `values-deleted-${about}`, keepUntilS: KEPT_FOR_GOOD_S, ground: 'record-of-deletion' },
        event: { kind: 'values-deleted', timeUs: NOW_S * 1e6, evidence: [], about: 'person', entry: about },
      })),
    );
    expect(await log.proveGrowth(before)).toMatchObject({ from: 5, to: 7 });
    expect((await log.prove(1)).fields.kind).toEqual({ commitment: expect.any(String) });
    await expect(log.prove(1, { disclose: ['kind'] })).rejects.toEqual(usage(/were deleted/));
    expect(await store.read((view) => view.entries(1, 1)[0]?.values)).toBeUndefined();
    expect((await log.prove(5, { disclose: ['entry'] })).fields.entry).toMatchObject({ value: '1' });
  });

  test('are not deleted twice, and their entries not appended again', async () => {
    const { log } = await logOf(3);
    expect(await log.deleteValues([2], { because: 'period', nowS: NOW_S + 0.7 })).toBe(1);
    expect(await log.deleteValues([2], { because: 'person', nowS: NOW_S })).toBe(0);
    expect(await log.append([entry(2)])).toMatchObject({ appended: 0, size: 4 });
    expect((await listOf(log.entries()))[3]?.event).toMatchObject({ about: 'period', timeUs: NOW_S * 1e6 + 700_000 });
  });

  test('that were damaged can be deleted too', async () => {
    const { log, store } = await logOf(2);
    const liar = new LyingStore(store);
    const second = await UnlockLog.open(liar, seed);
    liar.changesBefore = 0;
    liar.lie = (view) => ({
      entries: (from, limit) => view.entries(from, limit).map((one) => ({ ...one, values: flipBit(one.values!, 9) })),
    });
    const deleting = second.deleteValues([1], { because: 'person', nowS: NOW_S }).finally(() => {
      liar.lie = () => ({});
    });
    // The new entry is read back through the liar and refused; the values are gone all the same.
    await expect(deleting).rejects.toEqual(damage());
    expect((await listOf(log.entries()))[1]?.deleted).toBe(true);
    expect(await log.checkpoint()).toContain('\n3\n');
  });

  test('of an entry that is not there, or is itself about a deletion, are refused, and nothing is deleted then', async () => {
    const { log } = await logOf(3);
    await log.deleteValues([0], { because: 'period', nowS: NOW_S });
    for (const index of [4, -1, 0.5]) {
      await expect(log.deleteValues([1, index], { because: 'period', nowS: NOW_S })).rejects.toEqual(usage(/so many/));
    }
    await expect(log.deleteValues([1, 3], { because: 'period', nowS: NOW_S })).rejects.toEqual(usage(/deletion/));
    expect((await listOf(log.entries()))[1]?.deleted).toBeUndefined();
  });
});

describe('a store that is not what was put into it', () => {
  /** A log of two batches and a deletion, opened again, whose store lies; the lie is told from then on. */
  async function lying(): Promise<{ log: UnlockLog; store: LyingStore }> {
    const store = new LyingStore(new MemoryUnlockStore());
    const { log } = await logOf(300, store);
    await log.append(entriesOf(2, 300));
    return { log, store };
  }
  const lies: [string, (view: UnlockView) => Partial<UnlockView>][] = [
    ['it has no head any more', () => ({ head: () => undefined })],
    ['it has an older head', (view) => ({ head: () => ({ ...view.head()!, size: 300 }) })],
    ['its head has another root', (view) => ({ head: () => ({ size: 302, root: flipBit(view.head()!.root, 0) }) })],
    ['its last entry is gone', () => ({ count: () => 301 })],
    ['it has an entry more', () => ({ count: () => 303 })],
    ['its tiles are gone', () => ({ tile: () => undefined })],
    [
      'its last tile is shorter',
      (view) => ({
        tile: (level, index) => (index === 1 ? view.tile(level, index)?.subarray(32) : view.tile(level, index)),
      }),
    ],
    [
      'a hash of an edge tile is another',
      (view) => ({
        tile: (level, index) => (index === 1 ? flipBit(view.tile(level, index)!, 45 * 256) : view.tile(level, index)),
      }),
    ],
    [
      'a hash above is another',
      (view) => ({
        tile: (level, index) => (level === 1 ? flipBit(view.tile(level, index)!, 3) : view.tile(level, index)),
      }),
    ],
    [
      'its checkpoint is of another root',
      (view) => ({
        checkpoint: () => ({ size: 302, note: view.checkpoint()!.note.replace(/\n[^\n]{8}/g, '\nAAAAAAAA') }),
      }),
    ],
    ['its checkpoint is no note', () => ({ checkpoint: () => ({ size: 302, note: 'a text' }) })],
    [
      'its checkpoint stands at another size',
      (view) => ({ checkpoint: () => ({ size: 301, note: view.checkpoint()!.note }) }),
    ],
  ];

  test.each(lies)('is refused when it is opened: %s', async (_, lie) => {
    const { store } = await lying();
    await UnlockLog.open(store, seed);
    store.lie = lie;
    await expect(UnlockLog.open(store, seed)).rejects.toEqual(damage());
  });

  test.each(lies)('is refused when something is appended, and nothing more is signed: %s', async (_, lie) => {
    const { log, store } = await lying();
    const signed = await log.checkpoint();
    store.lie = lie;
    await expect(log.append([entry(302)])).rejects.toEqual(damage());
    store.lie = () => ({});
    expect((await store.read((view) => view.checkpoint()))?.note).toBe(signed);
  });

  test.each([3, 4, 300])(
    'is refused if a history of %i entries was written anew, all of it fitting but the checkpoint',
    async (size) => {
      const { log } = await logOf(3);
      const note = await log.checkpoint();
      const { store: other } = await logOf(size);
      const forged = new MemoryUnlockStore();
      await other.read((view) =>
        forged.change((change) => {
          for (const one of view.entries(0, size)) change.addEntry({ ...one, values: one.values! });
          for (const { level, index } of tilesOf(size)) change.putTile(level, index, view.tile(level, index)!);
          change.putHead(view.head()!);
          change.putCheckpoint(3, note);
        }),
      );
      await expect(UnlockLog.open(forged, seed)).rejects.toEqual(damage(/does not follow/));
      expect((await forged.read((view) => view.checkpoint()))?.note).toBe(note);
    },
  );

  test('is refused by another key', async () => {
    const { store } = await logOf(2);
    await expect(
      UnlockLog.open(
        store,
        seed.map((byte) => byte + 1),
      ),
    ).rejects.toEqual(damage(/checkpoint/));
  });

  describe('is found out before anything is signed, when what was just written is read back', () => {
    /** Every bit that the read-back looks at, at some stride, in the batch that is being appended. */
    const changes: [string, (view: UnlockView, bit: number) => Partial<UnlockView>, number][] = [
      [
        'a leaf',
        (view, bit) => ({
          entries: (from, limit) =>
            view
              .entries(from, limit)
              .map((one) => (one.index === 301 ? { ...one, leaf: flipBit(one.leaf, bit) } : one)),
        }),
        353 * 8,
      ],
      [
        'values or salts',
        (view, bit) => ({
          entries: (from, limit) =>
            view
              .entries(from, limit)
              .map((one) => (one.index === 301 ? { ...one, values: flipBit(one.values!, bit) } : one)),
        }),
        1024 * 8,
      ],
      [
        'a tile of level 0',
        (view, bit) => ({
          tile: (level, index) =>
            level === 0 && index === 1 ? flipBit(view.tile(level, index)!, bit) : view.tile(level, index),
        }),
        46 * 256,
      ],
      [
        'a tile of level 1',
        (view, bit) => ({
          tile: (level, index) => (level === 1 ? flipBit(view.tile(level, index)!, bit) : view.tile(level, index)),
        }),
        256,
      ],
      ['the root', (view, bit) => ({ head: () => ({ ...view.head()!, root: flipBit(view.head()!.root, bit) }) }), 256],
    ];
    test.each(changes)(
      '%s',
      async (_, lie, bits) => {
        let found = 0;
        let tried = 0;
        for (let bit = 0; bit < bits; bit += Math.max(1, Math.floor(bits / 40)) | 1) {
          const { log, store } = await halfKnown();
          store.lie = (view) => lie(view, bit);
          store.changesBefore = 1;
          tried++;
          await log.append(entriesOf(2, 300)).then(
            () => undefined,
            (error: { code?: string }) => {
              if (error.code === 'state-unusable') found++;
            },
          );
          store.lie = () => ({});
          expect((await store.read((view) => view.checkpoint()))?.size).toBe(300);
        }
        expect([found, tried >= 30]).toEqual([tried, true]);
      },
      60_000,
    );

    /** A log of 300 entries; made once and copied would share its store, so it is made small: the first tile is full. */
    async function halfKnown(): Promise<{ log: UnlockLog; store: LyingStore }> {
      const store = new LyingStore(await made());
      return { log: await UnlockLog.open(store, seed), store };
    }
    let base: MemoryUnlockStore | undefined;
    async function made(): Promise<MemoryUnlockStore> {
      if (base === undefined) {
        base = new MemoryUnlockStore();
        await logOf(300, base);
      }
      return base.copy();
    }
  });

  test('is found out while its entries are listed or proved, at every bit of leaf and values', async () => {
    const { store } = await logOf(1);
    const kept = await store.read((view) => view.entries(0, 1)[0]!);
    const liar = new LyingStore(store);
    const log = await UnlockLog.open(liar, seed);
    let tried = 0;
    for (const [part, bits] of [
      ['leaf', kept.leaf.length * 8],
      ['values', kept.values!.length * 8],
    ] as const) {
      for (let bit = 0; bit < bits; bit++) {
        liar.lie = () => ({ entries: () => [{ ...kept, [part]: flipBit(kept[part]!, bit) }] });
        const error = await listOf(log.entries()).catch((one: unknown) => one);
        if ((error as { code?: string }).code !== 'state-unusable') expect.fail(`${part}, bit ${bit}`);
        if (bit % 97 === 0) await expect(log.prove(0, { disclose: leafFields })).rejects.toEqual(damage());
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(353 * 8 + 512 * 8 - 1);
  }, 60_000);

  test('is found out while its entries are listed, if some are missing or stand elsewhere', async () => {
    const { store } = await logOf(4);
    const liar = new LyingStore(store);
    const log = await UnlockLog.open(liar, seed);
    liar.lie = (view) => ({ entries: (from, limit) => view.entries(from, limit).slice(0, 2) });
    await expect(listOf(log.entries())).rejects.toEqual(damage(/missing/));
    liar.lie = (view) => ({ entries: (from, limit) => view.entries(from, limit).toReversed() });
    await expect(listOf(log.entries())).rejects.toEqual(damage(/missing/));
    liar.lie = (view) => ({
      entries: (from, limit) =>
        view.entries(from, limit).map((one, at, all) => ({ ...all.at(-1 - at)!, index: one.index })),
    });
    await expect(listOf(log.entries())).rejects.toEqual(damage(/not what was put/));
  });
});

test('a writer that died between writing and signing leaves entries that the next one signs', async () => {
  const { log, store } = await logOf(3);
  const before = await log.checkpoint();
  const dying = new LyingStore(store);
  const second = await UnlockLog.open(dying, seed);
  dying.changesBefore = 1;
  dying.lie = () => ({
    head: () => {
      throw new Error('died');
    },
  });
  await expect(second.append(entriesOf(2, 3))).rejects.toThrow('died');
  expect((await store.read((view) => view.checkpoint()))?.size).toBe(3);
  const third = await UnlockLog.open(store, seed);
  expect(third.size).toBe(5);
  expect(await third.proveGrowth(before)).toMatchObject({ from: 3, to: 5 });
  expect(await third.append(entriesOf(2, 3))).toMatchObject({ appended: 0, size: 5 });
});

test('writers of one store sign what the others have written too', async () => {
  const { log: one, store } = await logOf(1);
  const two = await UnlockLog.open(store, seed);
  const results = await Promise.all([one.append(entriesOf(3, 1)), two.append(entriesOf(3, 4)), one.append([entry(7)])]);
  expect(results.map(({ appended }) => appended)).toEqual([3, 3, 1]);
  expect(openCheckpoint(await one.checkpoint(), logKeyOf(seed)).size).toBe(8);
  const ids = (await listOf(two.entries())).map(({ id }) => id);
  expect(ids.toSorted()).toEqual(entriesOf(8).map(({ id }) => id));
  expect((await leavesIn(store)).map((leaf) => hex(leafHash(leaf)))).toHaveLength(8);
});

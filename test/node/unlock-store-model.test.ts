import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { SqliteUnlockStore } from '../../src/node/unlock-store.ts';
import { leafFields } from '../../src/unlock/log/fields.ts';
import { MemoryUnlockStore } from '../../src/unlock/log/memory-store.ts';
import type { UnlockStore } from '../../src/unlock/log/store.ts';
import { UnlockLog } from '../../src/unlock/log/unlock-log.ts';
import { verifyConsistency, verifyUnlockProof } from '../../src/unlock/log/verify.ts';
import { entry, listOf, NOW_S, seed } from '../unlock/log/samples.ts';
import { newHome } from './unlock-store-runs.ts';

/** What a log ought to be: a plain list. */
interface Model {
  readonly ids: string[];
  readonly deleted: Set<number>;
  /** Every checkpoint that was ever given out, with its size. */
  readonly notes: { readonly size: number; readonly note: string }[];
}
interface Real {
  log: UnlockLog;
  reopen(): Promise<UnlockLog>;
}
type Command = fc.AsyncCommand<Model, Real>;

class Append implements Command {
  readonly numbers: readonly number[];
  constructor(numbers: readonly number[]) {
    this.numbers = numbers;
  }
  check = () => true;
  async run(model: Model, { log }: Real): Promise<void> {
    const added = [...new Set(this.numbers.map((number) => entry(number).id))].filter((id) => !model.ids.includes(id));
    const result = await log.append(this.numbers.map((number) => entry(number)));
    model.ids.push(...added);
    expect(result).toMatchObject({ appended: added.length, size: model.ids.length });
    model.notes.push({ size: model.ids.length, note: result.checkpoint });
  }
  toString = () => `append(${this.numbers})`;
}

class Delete implements Command {
  readonly at: readonly number[];
  constructor(at: readonly number[]) {
    this.at = at;
  }
  check = ({ ids }: Model) => ids.some((id) => !id.startsWith('values'));
  async run(model: Model, { log }: Real): Promise<void> {
    const entries = model.ids.flatMap((id, index) => (id.startsWith('values') ? [] : [index]));
    const indices = this.at.map((at) => entries[at % entries.length]!);
    const fresh = [...new Set(indices)].filter((index) => !model.deleted.has(index));
    expect(await log.deleteValues(indices, { because: 'period', nowS: NOW_S })).toBe(fresh.length);
    for (const index of fresh) {
      model.deleted.add(index);
      model.ids.push(`values-deleted-${index}`);
    }
  }
  toString = () => `delete(${this.at})`;
}

class Reopen implements Command {
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    real.log = await real.reopen();
    expect(real.log.size).toBe(model.ids.length);
  }
  toString = () => 'reopen';
}

/** Everything that a log can be asked, against the list. */
class Look implements Command {
  readonly at: number;
  constructor(at: number) {
    this.at = at;
  }
  check = ({ ids }: Model) => ids.length > 0;
  async run({ ids, deleted, notes }: Model, { log }: Real): Promise<void> {
    const entries = await listOf(log.entries());
    expect(entries.map(({ id }) => id)).toEqual(ids);
    expect(entries.flatMap((one) => (one.deleted ? [one.index] : []))).toEqual([...deleted].sort((a, b) => a - b));
    const note = await log.checkpoint();
    const index = this.at % ids.length;
    const disclose = deleted.has(index) ? [] : leafFields;
    const proved = verifyUnlockProof(await log.prove(index, { disclose }), note, { key: log.vkey });
    expect(proved).toMatchObject({ index, size: ids.length, event: disclose.length > 0 ? entries[index]!.event : {} });
    const past = notes[this.at % Math.max(1, notes.length)];
    if (past === undefined) return;
    expect(verifyConsistency(await log.proveGrowth(past.note), past.note)).toMatchObject({
      from: past.size,
      to: ids.length,
    });
    if (past.size > index) expect((await log.prove(index, { size: past.size })).size).toBe(past.size);
  }
  toString = () => `look(${this.at})`;
}

const commands = [
  fc.array(fc.nat(400), { maxLength: 90 }).map((numbers): Command => new Append(numbers)),
  fc.array(fc.nat(500), { minLength: 1, maxLength: 4 }).map((at): Command => new Delete(at)),
  fc.constant<Command>(new Reopen()),
  fc.nat(500).map((at): Command => new Look(at)),
];

const stores: [string, number, () => () => Promise<UnlockStore>][] = [
  [
    'in memory',
    120,
    () => {
      const store = new MemoryUnlockStore();
      return async () => store;
    },
  ],
  [
    'in SQLite',
    25,
    () => {
      const home = newHome();
      return () => SqliteUnlockStore.open(home, 'self');
    },
  ],
];

test.each(stores)(
  'a log %s is a list that can be proved, whatever is done in whatever order',
  async (_, numRuns, storeOf) => {
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 12 }), async (cmds) => {
        const open = storeOf();
        const opened: UnlockLog[] = [];
        const reopen = async (): Promise<UnlockLog> => {
          opened.pop()?.close();
          const log = await UnlockLog.open(await open(), seed);
          opened.push(log);
          return log;
        };
        try {
          const model: Model = { ids: [], deleted: new Set(), notes: [] };
          const real: Real = { log: await reopen(), reopen };
          await fc.asyncModelRun(() => ({ model, real }), cmds);
          expect(await real.log.audit()).toMatchObject({ size: model.ids.length, deleted: model.deleted.size });
        } finally {
          for (const log of opened) log.close();
        }
      }),
      { numRuns },
    );
  },
  120_000,
);

test('the same done to both leaves the same in both', async () => {
  const home = newHome();
  const sqlite = await SqliteUnlockStore.open(home, 'self');
  onTestFinished(() => sqlite.close());
  const both = [new MemoryUnlockStore(), sqlite];
  for (const store of both) {
    await store.change((change) => {
      for (let index = 0; index < 5; index++) {
        change.addEntry({
          index,
          id: `a${index % 3}-${index}`,
          leaf: Uint8Array.of(index),
          values: Uint8Array.of(1, 2),
        });
      }
      change.putTile(0, 0, Uint8Array.of(1));
      change.putTile(0, 0, Uint8Array.of(1, 2));
      change.putHead({ size: 5, root: Uint8Array.of(9) });
      change.putCheckpoint(3, 'three');
      change.putCheckpoint(5, 'five');
      change.deleteValues(2);
      change.deleteValues(2);
      change.deleteValues(7);
    });
  }
  const seen = await Promise.all(
    both.map((store) =>
      store.read((view) => ({
        head: view.head()?.size,
        root: [...view.head()!.root],
        count: view.count(),
        tiles: [
          [0, 0],
          [0, 1],
          [1, 0],
        ].map(([level, index]) => [...(view.tile(level!, index!) ?? [])]),
        entries: [
          [0, 9],
          [1, 2],
          [5, 1],
        ].map(([from, limit]) =>
          view.entries(from!, limit!).map(({ index, id, leaf, values }) => [index, id, [...leaf], [...(values ?? [])]]),
        ),
        found: ['a0-0', 'a', 'none'].map((id) => view.indexOf(id)),
        prefixes: ['a0', 'a1-1', 'a', 'b', ''].map((prefix) => view.indicesOf(prefix)),
        checkpoints: [undefined, 3, 4].map((size) => view.checkpoint(size)),
      })),
    ),
  );
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[0]).toMatchObject({ head: 5, count: 5, prefixes: [[0, 3], [1], [0, 3], [], [0, 3]] });
  for (const store of both) {
    const again = store.change((change) =>
      change.addEntry({ index: 9, id: 'x', leaf: new Uint8Array(1), values: new Uint8Array(1) }),
    );
    await expect(again).rejects.toThrow();
    expect(await store.read((view) => view.count())).toBe(5);
  }
});

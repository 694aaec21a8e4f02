import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Spool, SpoolFile, SpoolWriter } from '../../../src/sync/spool/spool.ts';
import { namesIn, newHome, openSpool, readAll, sha256 } from './harness.ts';

/** What a spool should hold. */
interface Model {
  /** Files by id. */
  readonly files: Map<string, Buffer>;
  /** What open writers were given. */
  readonly begun: Buffer[];
}
interface Real {
  readonly home: string;
  spool: Spool;
  readonly writers: SpoolWriter[];
}
type Step = (model: Model, real: Real) => Promise<void>;

/** How many steps of each kind were made. */
const made = new Map<string, number>();
const named =
  (name: string, step: Step): Step =>
  async (model, real) => {
    made.set(name, (made.get(name) ?? 0) + 1);
    await step(model, real);
  };
const pick = <T>(list: readonly T[], at: number): number => (list.length === 0 ? -1 : at % list.length);

const begin = fc.constant(
  named('begin', async (model, real) => {
    real.writers.push(await real.spool.create());
    model.begun.push(Buffer.alloc(0));
  }),
);
const write = fc
  .tuple(
    fc.nat(),
    fc.oneof(fc.nat({ max: 300 }), fc.constantFrom(65_535, 65_536, 65_537, 140_000)),
    fc.nat({ max: 255 }),
  )
  .map(([at, size, fill]) =>
    named('write', async (model, real) => {
      const index = pick(real.writers, at);
      if (index < 0) return;
      const bytes = Buffer.alloc(size, fill);
      await real.writers[index]!.write(bytes);
      model.begun[index] = Buffer.concat([model.begun[index]!, bytes]);
    }),
  );
const commit = fc.nat().map((at) =>
  named('commit', async (model, real) => {
    const index = pick(real.writers, at);
    if (index < 0) return;
    const [writer] = real.writers.splice(index, 1);
    const [bytes] = model.begun.splice(index, 1);
    const file: SpoolFile = await writer!.commit();
    expect([file.sizeBytes, file.sha256]).toEqual([bytes!.length, sha256(bytes!)]);
    model.files.set(file.id, bytes!);
  }),
);
const discard = fc.nat().map((at) =>
  named('discard', async (model, real) => {
    const index = pick(real.writers, at);
    if (index < 0) return;
    model.begun.splice(index, 1);
    await real.writers.splice(index, 1)[0]!.discard();
  }),
);
const remove = fc.nat().map((at) =>
  named('remove', async (model, real) => {
    const ids = [...model.files.keys()];
    const index = pick(ids, at);
    if (index < 0) return;
    model.files.delete(ids[index]!);
    await real.spool.remove(ids[index]!);
  }),
);
const read = fc.tuple(fc.nat(), fc.nat(), fc.nat()).map(([at, one, other]) =>
  named('read', async (model, real) => {
    const ids = [...model.files.keys()];
    const index = pick(ids, at);
    if (index < 0) return;
    const bytes = model.files.get(ids[index]!)!;
    const [from, to] = [one % (bytes.length + 1), other % (bytes.length + 1)].sort((a, b) => a - b) as [number, number];
    expect((await readAll(real.spool.read(ids[index]!, from, to))).bytes.equals(bytes.subarray(from, to))).toBe(true);
  }),
);
/** As after a crash: what was not committed is gone. */
const reopen = fc.constant(
  named('reopen', async (model, real) => {
    real.spool = await openSpool(real.home);
    model.begun.length = 0;
    for (const writer of real.writers.splice(0)) await writer.discard();
  }),
);

test('a spool does as a simple model does, whatever is done in whatever order', async () => {
  const steps = fc.array(
    fc.oneof(begin, { weight: 3, arbitrary: write }, { weight: 2, arbitrary: commit }, discard, remove, read, reopen),
    { maxLength: 30, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const model: Model = { files: new Map(), begun: [] };
      const home = newHome();
      const real: Real = { home, spool: await openSpool(home), writers: [] };
      for (const step of list) await step(model, real);
      const ids = [...model.files.keys()].sort();
      expect(await real.spool.ids()).toEqual(ids);
      for (const [id, bytes] of model.files)
        expect(await real.spool.verify(id, { sizeBytes: bytes.length, sha256: sha256(bytes) })).toBe(true);
      const unfinished = real.writers.map(({ id }) => `${id}.sealed.partial`);
      expect(namesIn(home)).toEqual([...ids.map((id) => `${id}.sealed`), ...unfinished, 'key.check'].sort());
      for (const writer of real.writers) await writer.discard();
    }),
    { numRuns: Number(process.env.SPOOL_MODEL_RUNS ?? 60) },
  );
  for (const name of ['begin', 'write', 'commit', 'discard', 'remove', 'read', 'reopen'])
    expect([name, (made.get(name) ?? 0) > 10]).toEqual([name, true]);
}, 3_600_000);

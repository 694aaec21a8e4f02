import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { checkAllArrives, type Model, newModel } from './checks.ts';
import { commands, tally } from './commands.ts';
import { ruleNames, World } from './world.ts';

vi.mock('../../../src/node/filter-file.ts', async () => ({ filterFile: (await import('./logs.ts')).fastFilter }));

/** As many as fit into some seconds; `SYNC_MODEL_RUNS` asks for a number instead, and `SYNC_MODEL_SEED` for the same again. */
const runs = Number(process.env.SYNC_MODEL_RUNS ?? 1_000_000);
const seed = Number(process.env.SYNC_MODEL_SEED ?? Date.now() % 2 ** 31);
const isBounded = process.env.SYNC_MODEL_RUNS === undefined;
const CI_MS = 20_000;
const ENOUGH = 500;
const mustHappen = [
  'filtered: spooled',
  'uploads begun',
  'crash',
  'send, cut short',
  'look, cut short',
  'damage: flip',
];

beforeAll(() => {
  // Uploads stand still only where a recipient lets time pass.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterAll(() => {
  vi.useRealTimers();
});

/** Most runs begin where there is something to send. */
async function begin(model: Model, world: World, filtered: number): Promise<void> {
  if (filtered === 0) return;
  for (const log of [0, 1, 3]) {
    await world.find(log, 0);
    model.logs.add(log);
  }
  for (const name of ruleNames) await world.people.grant(world.process.state.rules.get(name)!.request, 'dynamics');
  for (let count = 0; count < filtered; count++) await world.filterOne(world.process);
}

async function play(list: Iterable<fc.AsyncCommand<Model, World>>, filtered: number): Promise<void> {
  const world = await World.make();
  const real = { model: newModel(), real: world };
  try {
    await begin(real.model, world, filtered);
    await fc.asyncModelRun(() => real, list);
    await checkAllArrives(real.model, world);
  } finally {
    await world.end();
  }
}

test(
  'nothing is lost and nothing unpermitted is sent, whatever is done in whatever order',
  async () => {
    let done = 0;
    const startMs = Date.now();
    const property = fc.asyncProperty(commands, fc.constantFrom(0, 2, 4, 6), async (list, filtered) => {
      await play(list, filtered);
      done++;
    });
    const bound = isBounded ? { interruptAfterTimeLimit: CI_MS, markInterruptAsFailure: false } : {};
    await fc.assert(property, { numRuns: runs, seed, ...bound });
    const seconds = Math.round((Date.now() - startMs) / 1000);
    console.log(JSON.stringify({ runs: done, seed, seconds, steps: Object.fromEntries([...tally].sort()) }));
    expect(done).toBeGreaterThan(0);
    // A long run that never came to something says nothing about it.
    if (done >= ENOUGH) for (const name of mustHappen) expect([name, (tally.get(name) ?? 0) > 5]).toEqual([name, true]);
  },
  24 * 3_600_000,
);

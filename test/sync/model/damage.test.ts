import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { FlightveilError } from '../../../src/model/errors.ts';
import { good } from './fake-sink.ts';
import { ruleNames, World } from './world.ts';

vi.mock('../../../src/node/filter-file.ts', async () => ({ filterFile: (await import('./logs.ts')).fastFilter }));

const RUNS = Number(process.env.SYNC_FUZZ_RUNS ?? 20);
/** Nothing takes longer, whatever the disk says. Processor time: others may keep the machine busy. */
const MOST_MS = 1_000;

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterAll(() => {
  vi.useRealTimers();
});

/** Items in every state at rest, with something of one at its recipient; then nobody has the state folder open. */
async function left(): Promise<World> {
  const world = await World.make();
  for (const name of ruleNames) await world.people.grant(world.process.state.rules.get(name)!.request, 'dynamics');
  for (const log of [0, 1, 2, 3]) await world.find(log, 0);
  await world.during(undefined, async (process) => {
    await world.look(process);
    for (let count = 0; count < 6; count++) await world.filterOne(process);
    world.sinks.research.manners.push({ kind: 'cut', atByte: 500 }, { kind: 'reject', atByte: 100 }, good);
    await world.send(process, ['research'], 3);
    world.sinks.research.removal = 'unreachable';
    await world.people.withdraw(1);
    await world.look(process);
  });
  world.process.queue.close();
  for (const name of ruleNames) world.sinks[name].manners.length = 0;
  return world;
}

/** Everything that the daemon does, with what is on the disk now. Each step works, or says that the state folder cannot be used. */
async function goOn(world: World): Promise<{ failed: number; done: number }> {
  const result = { failed: 0, done: 0 };
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    const before = process.cpuUsage();
    try {
      await work();
      result.done++;
    } catch (error) {
      if (!(error instanceof FlightveilError)) throw error;
      expect(error.code).toBe('state-unusable');
      result.failed++;
    }
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(MOST_MS);
  };
  world.nowMs += 3_600_000;
  await attempt(() => world.open());
  if (result.failed > 0) return result;
  const running = world.process;
  await attempt(() => world.look(running));
  await attempt(() => running.engine.grantWishes());
  await attempt(() => world.remove(running));
  for (let count = 0; count < 4; count++) {
    await attempt(() => world.filterOne(running));
    await attempt(() => world.send(running, ruleNames, 3));
    world.nowMs += 10_000;
  }
  await attempt(async () => running.queue.counts());
  await attempt(() => running.queue.audit.verify());
  return result;
}

/** What recipients have got is what was made, and was allowed. */
function expectNothingWrong(world: World): void {
  for (const name of ruleNames) expect(world.sinks[name].violations).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
}

async function after(damage: (world: World) => void): Promise<{ failed: number; done: number }> {
  const world = await left();
  try {
    damage(world);
    const result = await goOn(world);
    expectNothingWrong(world);
    return result;
  } finally {
    await world.end();
  }
}

test('without damage everything goes on', async () => {
  expect(await after(() => undefined)).toMatchObject({ failed: 0 });
});

const anyJson = fc.oneof(
  fc.json(),
  fc.constantFrom('null', '[]', '{}', '[null]', '[{}]', '"', '{"upload":', '1e999', '{"__proto__":{"upload":"x"}}'),
  fc.string(),
);
const columns = ['remembered', 'facts', 'advice', 'parts', 'waiting', 'reason', 'shipment', 'format', 'wish', 'state'];

test('columns that say something else are told as what they are', async () => {
  const total = { failed: 0, done: 0 };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...columns), anyJson, fc.nat(), async (column, text, at) => {
      const { failed, done } = await after((world) => {
        const database = new Database(join(world.home, 'sync.sqlite'));
        const ids = database.prepare('SELECT id FROM items').pluck().all() as number[];
        database.prepare(`UPDATE items SET ${column} = ? WHERE id = ?`).run(text, ids[at % ids.length]);
        database.close();
      });
      total.failed += failed;
      total.done += done;
    }),
    { numRuns: RUNS },
  );
  expect(total.done).toBeGreaterThan(0);
}, 600_000);

test('a column in which one character is another', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('remembered', 'parts', 'facts', 'sealed'),
      fc.nat(),
      fc.nat(),
      fc.nat(),
      async (column, row, at, by) => {
        await after((world) => {
          const database = new Database(join(world.home, 'sync.sqlite'));
          const rows = database
            .prepare(`SELECT id, ${column} AS value FROM items WHERE ${column} IS NOT NULL`)
            .all() as {
            id: number;
            value: string | Buffer;
          }[];
          const { id, value } = rows[row % rows.length]!;
          const bytes = Buffer.from(value as string);
          if (bytes.length > 0) bytes[at % bytes.length]! ^= 1 << (by % 7);
          const changed = typeof value === 'string' ? bytes.toString('latin1') : bytes;
          database.prepare(`UPDATE items SET ${column} = ? WHERE id = ?`).run(changed, id);
          database.close();
        });
      },
    ),
    { numRuns: RUNS },
  );
}, 600_000);

test('a database with damaged pages', async () => {
  const total = { failed: 0, done: 0 };
  const spot = fc.record({
    at: fc.nat(),
    bytes: fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 64 }), fc.constant(new Uint8Array(4096))),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(spot, { minLength: 1, maxLength: 4 }),
      fc.option(fc.nat(), { freq: 4 }),
      async (spots, cut) => {
        const { failed, done } = await after((world) => {
          const path = join(world.home, 'sync.sqlite');
          const bytes = readFileSync(path);
          for (const { at, bytes: other } of spots)
            bytes.set(other.subarray(0, bytes.length - (at % bytes.length)), at % bytes.length);
          writeFileSync(path, bytes);
          if (cut !== null) truncateSync(path, cut % bytes.length);
        });
        total.failed += failed;
        total.done += done;
      },
    ),
    // The first of them leaves no database at all.
    { numRuns: RUNS, examples: [[[{ at: 0, bytes: new Uint8Array(4096) }], null]] },
  );
  expect(total.failed).toBeGreaterThan(0);
}, 600_000);

test('sealed files of which any bit is another, or which are cut or exchanged', async () => {
  const way = fc.constantFrom('flip', 'cut', 'extend', 'exchange', 'empty');
  await fc.assert(
    fc.asyncProperty(way, fc.nat(), fc.nat(), async (how, which, at) => {
      const { failed } = await after((world) => {
        const folder = join(world.home, 'spool');
        const names = readdirSync(folder).filter((name) => name.endsWith('.sealed'));
        const path = join(folder, names[which % names.length]!);
        const bytes = readFileSync(path);
        if (how === 'flip') bytes[at % bytes.length]! ^= 1 << (at % 8);
        const other = readFileSync(join(folder, names[at % names.length]!));
        const changed = {
          flip: bytes,
          cut: bytes.subarray(0, at % bytes.length),
          extend: Buffer.concat([bytes, other]),
          exchange: other,
          empty: Buffer.alloc(0),
        };
        writeFileSync(path, changed[how]);
      });
      // It is found before anything of it is sent, and made anew.
      expect(failed).toBe(0);
    }),
    { numRuns: RUNS },
  );
}, 600_000);

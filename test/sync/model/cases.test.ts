import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { check, checkAllArrives, type Model, newModel } from './checks.ts';
import { good } from './fake-sink.ts';
import { meanwhile } from './logs.ts';
import { World } from './world.ts';

vi.mock('../../../src/node/filter-file.ts', async () => ({ filterFile: (await import('./logs.ts')).fastFilter }));

/** The shortest steps of runs that once failed. */
let world: World;
let model: Model;
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterAll(() => {
  vi.useRealTimers();
});
beforeEach(async () => {
  world = await World.make();
  model = newModel();
  model.logs.add(0);
  await world.find(0, 0);
});
afterEach(async () => {
  await check(model, world);
  await checkAllArrives(model, world);
  await world.end();
});

const research = () => world.process.state.rules.get('research')!.request;
const items = () => world.process.queue.items({ upload: 'research' });
const filterAll = () =>
  world.during(undefined, async (process) => {
    while ((await world.filterOne(process)) !== undefined);
  });
const send = (endAfter?: number) =>
  world.during(endAfter, async (process) => void (await world.send(process, ['research'], 1)));
const look = () => world.during(undefined, (process) => world.look(process));
const wish = async (what: 'retry' | 'drop') => {
  await world.process.queue.wish(items()[0]!.id, what);
  await world.process.engine.grantWishes();
};

test('what was set aside with its copy is sent again when the user says so', async () => {
  await world.people.grant(research(), 'dynamics');
  await filterAll();
  world.sinks.research.takesNothing = true;
  await send();
  expect(items()).toMatchObject([{ state: 'set-aside', reason: 'format-not-taken' }]);
  await wish('retry');
  expect(items()).toMatchObject([{ state: 'queued' }]);
});

test('what the recipient has at last is not taken away because it could not be taken away before', async () => {
  await world.people.grant(research(), 'dynamics');
  await filterAll();
  const { research: sink } = world.sinks;
  sink.manners.push({ kind: 'reject', atByte: 300 });
  sink.removal = 'unreachable';
  await send();
  expect(items()).toMatchObject([{ state: 'set-aside', reason: 'refused' }]);
  await wish('retry');
  sink.removal = 'removes';
  await send();
  for (let count = 0; count < 3; count++) {
    world.nowMs += 100_000;
    await world.during(undefined, (process) => world.remove(process));
    await send();
  }
  expect(items()).toMatchObject([{ state: 'retired', reason: 'delivered' }]);
});

test('a recipient that kept part of a log which it then refused gets it whole when the user says so', async () => {
  await world.people.grant(research(), 'dynamics');
  await filterAll();
  const { research: sink } = world.sinks;
  sink.manners.push({ kind: 'cut', atByte: 300 });
  await send();
  sink.removal = 'keeps';
  sink.takesNothing = true;
  world.nowMs += 100_000;
  await send();
  expect(items()).toMatchObject([{ state: 'set-aside', reason: 'format-not-taken' }]);
  expect([...sink.kept]).toHaveLength(1);
  sink.takesNothing = false;
  await wish('retry');
  await send();
  expect(items()).toMatchObject([{ state: 'retired', reason: 'delivered' }]);
});

test.each(['deciding', 'decided'] as const)(
  'a grant that comes while a log is %s counts at the next look',
  async (at) => {
    const grant = async (): Promise<void> => {
      await world.people.grant(research(), 'dynamics');
      await look();
    };
    Object.assign(meanwhile, { at, act: grant });
    await world.during(undefined, async (process) => void (await world.filterOne(process)));
    await look();
    expect(items()).toMatchObject([{ state: 'seen' }]);
  },
);

test('a copy that was being sent at a withdrawal is taken back at the next look, although the process died before', async () => {
  await world.people.grant(research(), 'dynamics');
  await filterAll();
  const withdraw = async (): Promise<void> => {
    await world.people.withdraw(0);
    await look();
    world.process.life.endAfter(0);
  };
  world.sinks.research.manners.push({ ...good, meanwhile: withdraw });
  await send();
  expect(world.crashes).toBe(1);
  await look();
  expect(items()).toMatchObject([{ state: 'seen', reason: 'withdrawn' }]);
});

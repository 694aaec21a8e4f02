import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { FlightveilError } from '../../../src/model/errors.ts';
import type { Level } from '../../../src/policy/levels.ts';
import { check, type Model } from './checks.ts';
import type { FakeSink, Manner } from './fake-sink.ts';
import { logBytes, meanwhile, sha256 } from './logs.ts';
import { type RuleName, ruleNames, type World } from './world.ts';

type Command = fc.AsyncCommand<Model, World>;

/** How often each kind of step was made, and what came of it. */
export const tally = new Map<string, number>();
const count = (name: string): void => void tally.set(name, (tally.get(name) ?? 0) + 1);

/** One step of whoever takes part; then everything is looked at. */
function command(name: string, detail: unknown, run: (model: Model, world: World) => Promise<void>): Command {
  return {
    check: () => true,
    async run(model, world) {
      count(name);
      const { crashes } = world;
      await run(model, world);
      if (world.crashes > crashes) count(`${name}, cut short`);
      await check(model, world);
    },
    toString: () => `${name} ${JSON.stringify(detail)}`,
  };
}

const MANY = 6;
const log = fc.nat({ max: MANY - 1 });
const ruleName = fc.constantFrom(...ruleNames);
const atByte = fc.oneof(fc.nat({ max: 800 }), fc.nat({ max: 200_000 }), fc.constantFrom(0, 1, 65_535, 65_536, 131_072));
/** After how many steps the process ends; mostly it does not. */
const endAfter = fc.option(fc.nat({ max: 60 }), { nil: undefined, freq: 3 });
const span = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  fc.record({ untilS: fc.integer({ min: 1, max: 5_000 }) }),
  fc.record({ fromS: fc.integer({ min: 1, max: 5_000 }) }),
);
const ceiling = fc.constantFrom<Level>('dynamics', 'dynamics', 'engineering', 'full', 'summary');
const aircraft = fc.option(fc.constantFrom('aircraft0', 'aircraft1'), { freq: 5, nil: undefined });

/** What others do, be it in the midst of something else. */
type Deed = { readonly name: string; readonly who: RuleName; readonly which: number };
const deed: fc.Arbitrary<Deed> = fc.record({
  name: fc.constantFrom(
    'withdraw',
    'withdraw and look',
    'refuse',
    'grant',
    'grant and look',
    'look',
    'wish drop',
    'clock',
  ),
  who: ruleName,
  which: fc.nat(),
});

async function perform({ name, who, which }: Deed, model: Model, world: World, isAtRest = false): Promise<void> {
  count(`meanwhile ${name}`);
  const { people, process } = world;
  const { request } = process.state.rules.get(who)!;
  if (name !== 'look' && name !== 'wish drop') world.isNews = true;
  if (name.startsWith('withdraw')) await people.withdraw(which);
  if (name === 'refuse') await people.refuse(request);
  if (name.startsWith('grant')) await people.grant(request, 'dynamics');
  if (name === 'clock') world.nowMs += which % 4_000_000;
  if (name === 'wish drop') await wish(model, world, which, 'drop');
  // What is under way now is settled by a later look.
  if (name.endsWith('look')) await look(world, isAtRest);
}

async function look(world: World, isAtRest = true): Promise<void> {
  const { said } = world.people;
  const { nowMs, process } = world;
  await world.look(process);
  if (isAtRest && said === world.people.said && nowMs === world.nowMs) world.isNews = false;
}

async function wish(model: Model, world: World, which: number, what: 'retry' | 'drop'): Promise<void> {
  const { queue } = world.process;
  const items = queue.items();
  const item = items[which % items.length];
  if (item === undefined) return;
  const rows = [...model.logs];
  const content = Buffer.from(queue.log(item.log)!.content).toString('hex');
  const number = rows.find((each) => sha256(logBytes(each)).toString('hex') === content);
  if (what === 'drop') model.dropped.add(`${number} ${item.upload}`);
  await queue.wish(item.id, what);
}

/** A damaged file can come to light in the midst of sending, and is then a fault of the state folder for once. */
async function unlessDamaged(model: Model, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const isExpected = error instanceof FlightveilError && error.code === 'state-unusable' && model.damaged.size > 0;
    if (!isExpected) throw error;
    count('damage came to light');
  }
}

const find = fc.tuple(log, fc.nat({ max: 1 }), endAfter).map(([number, copy, end]) =>
  command('find', { number, copy, end }, async (model, world) => {
    await world.during(end, () => world.find(number, copy));
    if (world.process.queue.items().length > model.logs.size * ruleNames.length) model.logs.add(number);
  }),
);

const moment = fc.constantFrom('surveyed', 'deciding', 'decided', 'filtered', 'released');
const filter = fc
  .tuple(fc.option(fc.tuple(moment, deed), { freq: 2, nil: undefined }), fc.integer({ min: 1, max: 4 }), endAfter)
  .map(([others, most, end]) =>
    command('filter', { others, most, end }, async (model, world) => {
      if (others !== undefined)
        Object.assign(meanwhile, { at: others[0], act: () => perform(others[1], model, world) });
      await world.during(end, async (process) => {
        for (let done = 0; done < most; done++) {
          const end = await world.filterOne(process);
          if (end === undefined) return;
          count(`filtered: ${end}`);
        }
      });
      delete meanwhile.act;
    }),
  );

const manner = fc.record({
  kind: fc.constantFrom<Manner['kind']>(
    'deliver',
    'deliver',
    'cut',
    'cut',
    'retry',
    'reject',
    'hang',
    'hash-differs',
    'forget',
    'answer-lost',
    'fault',
    'late-allow',
  ),
  atByte,
  deed: fc.option(deed, { freq: 2, nil: undefined }),
  afterMs: fc.option(fc.nat({ max: 86_400_000 }), { nil: undefined }),
});
type MannerPlan = typeof manner extends fc.Arbitrary<infer T> ? T : never;

const planned = ({ deed: what, afterMs, ...plan }: MannerPlan, model: Model, world: World): Manner => ({
  ...plan,
  ...(afterMs === undefined ? {} : { afterMs }),
  ...(what === undefined ? {} : { meanwhile: () => perform(what, model, world) }),
});

const sendOne = fc.tuple(ruleName, manner, endAfter).map(([name, plan, end]) =>
  command('send', { name, plan, end }, async (model, world) => {
    await send(model, world, [name], [plan], 1, end);
  }),
);
const sendSeveral = fc.tuple(fc.array(manner, { minLength: 2, maxLength: 6 }), endAfter).map(([plans, end]) =>
  command('send several', { plans, end }, async (model, world) => {
    await send(model, world, ruleNames, plans, 3, end);
  }),
);

async function send(
  model: Model,
  world: World,
  names: readonly RuleName[],
  plans: readonly MannerPlan[],
  most: number,
  end: number | undefined,
): Promise<void> {
  for (const [index, plan] of plans.entries()) {
    const { manners }: FakeSink = world.sinks[names[index % names.length]!];
    manners.push(planned(plan, model, world));
    count(`a recipient: ${plan.kind}`);
  }
  const work = world.during(end, async (process) => {
    const sent = await world.send(process, names, most);
    tally.set('uploads begun', (tally.get('uploads begun') ?? 0) + sent);
  });
  await unlessDamaged(model, work);
  for (const name of names) world.sinks[name].manners.length = 0;
}

const grant = fc.tuple(ruleName, ceiling, span, aircraft).map(([name, level, when, whose]) =>
  command('grant', { name, level, when, whose }, async (_model, world) => {
    world.isNews = true;
    await world.people.grant(world.process.state.rules.get(name)!.request, level, when, whose);
  }),
);
const agree = fc.constant(
  command('grant to all', {}, async (_model, world) => {
    world.isNews = true;
    for (const name of ruleNames) await world.people.grant(world.process.state.rules.get(name)!.request, 'dynamics');
  }),
);
const others = deed.map((what) =>
  command('others', what, async (model, world) => {
    await perform(what, model, world, true);
  }),
);
const lookAround = endAfter.map((end) =>
  command('look', { end }, async (_model, world) => {
    await world.during(end, () => look(world));
  }),
);
const clock = fc
  .oneof(
    fc.integer({ min: 1, max: 100_000 }),
    fc.integer({ min: -100_000, max: -1 }),
    fc.constantFrom(-30 * 86_400_000, 40 * 86_400_000),
  )
  .map((byMs) =>
    command('clock', { byMs }, async (_model, world) => {
      world.nowMs += byMs;
      world.isNews = true;
      // Who looked before would have to look at all again: a new process does.
      if (byMs < 0) await world.restart();
    }),
  );
const wishes = fc
  .tuple(fc.nat(), fc.constantFrom('retry' as const, 'drop' as const), endAfter)
  .map(([which, what, end]) =>
    command(what, { which, end }, async (model, world) => {
      await wish(model, world, which, what);
      await world.during(end, (process) => process.engine.grantWishes());
    }),
  );
const removals = endAfter.map((end) =>
  command('remove later', { end }, async (_model, world) => {
    await world.during(end, (process) => world.remove(process));
  }),
);
const reach = fc
  .tuple(
    ruleName,
    fc.constantFrom<FakeSink['removal']>('removes', 'removes', 'unreachable', 'unreachable', 'keeps', 'fails'),
    fc.boolean(),
  )
  .map(([name, removal, isPicky]) =>
    command('reach', { name, removal, isPicky }, async (_model, world) => {
      Object.assign(world.sinks[name], { removal, takesNothing: isPicky && removal !== 'removes' });
    }),
  );
const damage = fc.tuple(fc.nat(), fc.constantFrom('flip', 'cut', 'delete'), fc.nat()).map(([which, how, at]) =>
  command(`damage: ${how}`, { which, at }, async (model, world) => {
    const ids = await world.process.state.spool.ids();
    const id = ids[which % ids.length];
    if (id === undefined) return;
    model.damaged.add(id);
    const path = join(world.home, 'spool', `${id}.sealed`);
    const bytes = readFileSync(path);
    if (how === 'delete') rmSync(path);
    else if (how === 'cut') truncateSync(path, at % bytes.length);
    else {
      bytes[at % bytes.length]! ^= 1 << (at % 8);
      writeFileSync(path, bytes);
    }
  }),
);
const configure = fc
  .tuple(
    fc.constantFrom(150, 5_000, 100_000, 10_000_000, 10_000_000),
    ruleName,
    fc.constantFrom<Level>('engineering', 'dynamics'),
    endAfter,
  )
  .map(([maxSpoolBytes, name, level, end]) =>
    command('configure', { maxSpoolBytes, name, level, end }, async (_model, world) => {
      world.maxSpoolBytes = maxSpoolBytes;
      world.levels = { ...world.levels, [name]: level };
      await world.restart(end);
    }),
  );
const restart = endAfter.map((end) => command('restart', { end }, async (_model, world) => world.restart(end)));
const crash = fc.constant(command('crash', {}, async (_model, world) => world.crash()));
const card = fc.tuple(log, fc.constantFrom('noticed', 'not noticed', 'back')).map(([number, what]) =>
  command('card', { number, what }, async (model, world) => {
    if (what !== 'back') world.take(number, what === 'noticed');
    else for (const each of await world.putBack()) model.logs.add(each);
  }),
);

export const commands = fc.commands(
  [
    ...[
      find,
      find,
      find,
      agree,
      agree,
      grant,
      filter,
      filter,
      filter,
      filter,
      sendOne,
      sendOne,
      sendOne,
      sendSeveral,
      sendSeveral,
    ],
    ...[others, lookAround, lookAround, clock, wishes, removals, reach, damage, configure, restart, crash, card],
  ],
  { maxCommands: 30, size: 'max' },
);

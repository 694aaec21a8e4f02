import { expect, vi } from 'vitest';
import { isAtMost, nothing } from '../../../src/model/disclosure.ts';
import type { Queue } from '../../../src/sync/queue/queue.ts';
import { type Item, type ItemState, spooledStates } from '../../../src/sync/queue/states.ts';
import { openDecision } from '../../../src/sync/sealed-decision.ts';
import { flightOf, logBytes, made, sha256 } from './logs.ts';
import { type RuleName, ruleNames, type World } from './world.ts';

/** What the world should be like, as far as it can be said in advance. */
export interface Model {
  /** Logs that were found. */
  readonly logs: Set<number>;
  /** Items that the user wanted gone, as `log upload`. */
  readonly dropped: Set<string>;
  /** Files of the spool that somebody damaged or took away. */
  readonly damaged: Set<string>;
}

export const newModel = (): Model => ({ logs: new Set(), dropped: new Set(), damaged: new Set() });

/** Words for which an item may be set aside. */
const asideReasons = ['refused', 'format-not-taken', 'hash-differs', 'larger-than-spool'];
const atRest: readonly ItemState[] = ['seen', 'decided', 'audited', 'queued', 'set-aside', 'retired'];

/** What holds between any two steps. */
export async function check(model: Model, world: World): Promise<void> {
  for (const name of ruleNames) expect([name, world.sinks[name].violations]).toEqual([name, []]);
  const { queue, spool } = world.process.state;
  const items = queue.items();
  expect(items.length).toBe(model.logs.size * ruleNames.length);
  const logs = logsOf(model, world);
  for (const item of items) await checkItem(item, logs.get(item.log)!, model, world);
  const whole = await spool.ids();
  const referred = [...queue.spoolIds()].filter((id) => whole.includes(id) || !model.damaged.has(id));
  expect(whole).toEqual(referred.sort());
  const spooled = items.filter(({ state }) => spooledStates.includes(state)).flatMap(({ parts }) => parts);
  expect(queue.spooledBytes()).toBe(spooled.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  checkRecipients(items, world);
  expect(vi.getTimerCount()).toBe(0);
}

/** The number of the log of each row. Every log that was entered has one, for ever. */
function logsOf({ logs }: Model, world: World): Map<number, number> {
  const rows = world.process.queue.database.prepare('SELECT id, content FROM logs').all() as {
    id: number;
    content: Buffer;
  }[];
  const numbers = new Map([...logs].map((log) => [sha256(logBytes(log)).toString('hex'), log]));
  return new Map(rows.map(({ id, content }) => [id, numbers.get(content.toString('hex'))!]));
}

/** Nothing is lost: it is where it was, or whole in the spool, or at its recipient, or the user has said so. */
async function checkItem(item: Item, log: number, model: Model, world: World): Promise<void> {
  expect(log).toBeTypeOf('number');
  expect(atRest).toContain(item.state);
  if (item.state === 'decided') expect(item.waiting).toBe('consent');
  if (item.state === 'retired' && item.reason === 'dropped') expect(model.dropped).toContain(`${log} ${item.upload}`);
  else if (item.state === 'retired') {
    expect(item.reason).toBe('delivered');
    checkDelivered(item, log, world);
  }
  if (item.state === 'set-aside') expect(asideReasons).toContain(item.reason);
  const hasCopy = spooledStates.includes(item.state) && item.reason !== 'larger-than-spool';
  expect([item.state, item.parts.map(({ role }) => role)]).toEqual([item.state, hasCopy ? ['manifest', 'log'] : []]);
  for (const part of item.parts) {
    const isWhole = await world.process.state.spool.verify(part.spoolId, part);
    if (!model.damaged.has(part.spoolId)) expect(isWhole).toBe(true);
    if (part.role === 'log') expect(made.get(part.sha256)?.log).toBe(log);
  }
  if (!world.isNews) checkConsent(item, log, world);
}

function checkDelivered(item: Item, log: number, world: World): void {
  const held = world.sinks[item.upload as RuleName].held.get(item.shipment ?? '');
  expect(held?.isWhole).toBe(true);
  const outputs = [...held!.parts.values()].map((pieces) => made.get(sha256(Buffer.concat(pieces)).toString('hex')));
  expect(outputs.find((output) => output !== undefined)?.log).toBe(log);
}

/** Once consent has been looked at, what waits to be sent may be sent, and what waits for consent may not. */
function checkConsent(item: Item, log: number, world: World): void {
  const rule = world.ruleOf(item);
  const allowed = world.people.allows(rule, flightOf(log));
  if (item.state === 'audited' || item.state === 'queued') {
    const { disclosure } = openDecision(world.process.state.spool, item);
    expect([item.state, isAtMost(disclosure, allowed)]).toEqual([item.state, true]);
  }
  if (item.state === 'decided') expect(allowed).toEqual(nothing);
}

/** Of whatever a recipient has we know, or try to have it removed. */
function checkRecipients(items: readonly Item[], world: World): void {
  const pending = new Set(world.process.state.queue.removals(false).map(({ shipment }) => shipment));
  for (const name of ruleNames) {
    const { held, kept } = world.sinks[name];
    for (const id of held.keys()) {
      const item = items.find(({ shipment, upload }) => shipment === id && upload === name);
      const isKnown =
        item !== undefined && (item.state === 'retired' ? item.reason === 'delivered' : item.remembered !== undefined);
      expect([name, id, isKnown || pending.has(id) || kept.has(id)]).toEqual([name, id, true]);
    }
  }
}

/** With recipients that do what they should and people who allow it, everything arrives. */
export async function checkAllArrives(model: Model, world: World): Promise<void> {
  world.maxSpoolBytes = 10_000_000;
  // By the right time again: a grant from now on is none for a clock that was set back.
  world.nowMs = Math.max(world.nowMs, (world.people.latestS + 1_000) * 1_000);
  for (const name of ruleNames) {
    const sink = world.sinks[name];
    sink.manners.length = 0;
    Object.assign(sink, { removal: 'removes', takesNothing: false });
  }
  await world.restart();
  for (const log of await world.putBack()) model.logs.add(log);
  await world.people.liftAll();
  for (const name of ruleNames) {
    await world.people.grant(world.process.state.rules.get(name)!.request, world.levels[name]);
    await world.people.grant(world.process.state.rules.get(name)!.request, 'full');
  }
  const { queue } = world.process.state;
  for (const { id } of queue.items({ state: 'set-aside' })) await queue.wish(id, 'retry');
  for (let round = 0; round < 60; round++) {
    await step(world);
    const isDone = queue.items().every(({ state }) => state === 'retired') && queue.removals(false).length === 0;
    if (isDone) break;
    world.nowMs = Math.max(world.nowMs + 1_000, Math.min(nextDueMs(queue), world.nowMs + 86_400_000));
  }
  await check(model, world);
  expect(
    queue.items().map(({ state, reason, waiting }) => [state, reason === 'dropped' ? 'delivered' : reason, waiting]),
  ).toEqual(queue.items().map(() => ['retired', 'delivered', undefined]));
  expect(await world.process.state.spool.ids()).toEqual([]);
  expect(queue.removals(false)).toEqual([]);
  await checkAudit(world);
}

async function step(world: World): Promise<void> {
  await world.during(undefined, async (process) => {
    await world.look(process);
    await process.engine.grantWishes();
    await world.remove(process);
    while ((await world.filterOne(process)) !== undefined);
    while ((await world.send(process, ruleNames, 3)) > 0);
  });
}

/** Every log that arrived has its release and its arrival in the audit, and the audit is whole. */
export async function checkAudit(world: World): Promise<void> {
  const { queue } = world.process.state;
  expect(await queue.audit.verify()).toMatchObject({ isValid: true });
  const entries = queue.audit.entries(0, 100_000).map(({ entry }) => entry);
  for (const { shipment, reason } of queue.items({ state: 'retired' })) {
    if (reason !== 'delivered') continue;
    const kinds = entries.filter(({ item }) => item === shipment).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'release')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'delivered')).toHaveLength(1);
    expect(kinds.indexOf('release')).toBeLessThan(kinds.indexOf('delivered'));
  }
}

/** When the next item that waits for nothing but its time is due, in Unix milliseconds; 0 if there is none. */
function nextDueMs(queue: Queue): number {
  const isTimed = ({ state, waiting }: Item): boolean =>
    ['seen', 'audited', 'queued'].includes(state) && (waiting === undefined || waiting === 'retry');
  const dues = queue
    .items()
    .filter(isTimed)
    .map(({ dueMs }) => dueMs);
  return dues.length === 0 ? 0 : Math.min(...dues);
}

import type { MavLinkData } from 'mavlink-mappings';
import type { LoopCounts } from '../src/filter/loop.ts';
import type { MessageClass } from './mix.ts';
import { moveOf } from './peer-moves.ts';
import type { PlainMotion } from './plain-motion.ts';
import type { BenchLevel, Product } from './product.ts';

/** A message as node-mavlink hands it over: its fields by name. */
export type Message = MavLinkData & Record<string, unknown>;

/** What is done to a message; false: it is withheld. */
export type Change = (message: Message, sender: number, elapsedUs: number) => boolean;

export type Plan = LoopCounts['plans'][number];
export type PlanField = Plan['schema']['fields'][number];
type Rule = PlanField['rules'][number];

/** What the peer has to do. */
export interface PeerTask {
  readonly product: Product;
  readonly level: BenchLevel;
  /** Of a pass of the filter over the same data. */
  readonly counts: LoopCounts;
  /** Made afresh for each run; undefined where nothing is moved. */
  readonly motion: PlainMotion | undefined;
}

/** Offsets of clocks by name; each a list by sender. */
type Clocks = Map<string, (number | undefined)[]>;

/** How one field of a message is reached: by its name in the definitions and in node-mavlink's classes. */
export interface Reached {
  readonly field: PlanField;
  readonly rule: Rule;
  readonly name: string;
}

/** What is done to each kind of message: first what may withhold it, then what changes it. */
export function changesOf(task: PeerTask): (type: MessageClass, plan: Plan) => Change[] {
  const clocks: Clocks = new Map();
  return (type, plan) => {
    const selecting: Change[] = [];
    const changing: Change[] = [];
    const names = new Map(type.FIELDS.map(({ source, name }) => [source, name]));
    const reached = plan.schema.fields.flatMap((field): Reached[] => {
      // Fields that the mappings do not have are not in the data either.
      const name = names.get(field.name);
      return name === undefined ? [] : field.rules.map((rule) => ({ field, rule, name }));
    });
    for (const one of reached) {
      const { field, rule, name } = one;
      const { outcome } = plan.outcomes.find((other) => other.field === field.name)!;
      if (rule.role === 'parameterName') selecting.push(parameterOf(task, name));
      else if (outcome === 'hidden') changing.push(hide(task, one));
      else if (outcome === 'changed' && rule.role === 'text') selecting.push(templateOf(task, name));
      else if (outcome === 'changed' && rule.clock !== undefined) {
        changing.push(shiftOf(task.product, `${type.MSG_NAME}.${name}`, one, clocks));
      } else if (outcome === 'changed') {
        const change = rule.role === undefined ? hide(task, one) : moveOf(task, one, reached);
        // What compares heights comes before they are moved.
        if (change !== undefined) (rule.datum === 'home' ? selecting : changing).push(where(one, reached, change));
      }
    }
    return [...selecting, ...changing];
  };
}

function parameterOf({ product, level }: PeerTask, name: string): Change {
  return (message) => {
    const parameter = product.parameterClass(message[name] as string);
    return parameter !== undefined && product.mayReleaseParameter(parameter, product.levels[level]);
  };
}

function templateOf({ product }: PeerTask, name: string): Change {
  return (message) => {
    const text = product.templateText(message[name] as string);
    message[name] = text;
    return text !== undefined;
  };
}

function hide({ product }: PeerTask, { field, rule, name }: Reached): Change {
  const unknown = product.unknownOf(field, rule)!;
  return (message) => {
    message[name] = unknown;
    return true;
  };
}

/** Of several rows the first whose condition holds counts. */
function where({ field, rule }: Reached, reached: readonly Reached[], change: Change): Change {
  if (field.rules.length === 1) return change;
  const tests = field.rules.map(({ when }): ((message: Message) => boolean) => {
    if (when === undefined) return () => true;
    const name = reached.find((other) => other.field.name === when.field)!.name;
    const value = when.values[0]!;
    if (when.test === 'equals') return (message) => message[name] === value;
    if (when.test === 'anyBit') return (message) => ((message[name] as number) & value) !== 0;
    throw new Error(`${field.name}: a condition that is not in this benchmark`);
  });
  const row = field.rules.indexOf(rule);
  return (message, sender, elapsedUs) =>
    tests.findIndex((holds) => holds(message)) !== row || change(message, sender, elapsedUs);
}

/** Makes a time relative; clocks of one kind, resolution and size share an offset for each sender. */
function shiftOf(
  { FLIGHT_START_UNIX_S }: Product,
  fullName: string,
  { field, rule, name }: Reached,
  clocks: Clocks,
): Change {
  const { clock, timeUnit } = rule;
  const perSecond = { ns: 1e9, us: 1e6, ms: 1e3, cs: 100, ds: 10, s: 1, min: 1 / 60 }[timeUnit!];
  const isUnix = clock === 'unix';
  const key = clock === 'own' ? `own ${fullName}` : `${isUnix} ${timeUnit} ${field.type}`;
  const known = offsetsOf(clocks, key);
  const start = isUnix ? FLIGHT_START_UNIX_S * perSecond : 0;
  const isBig = field.type === 'u64';
  return (message, sender, elapsedUs) => {
    const value = Number(message[name]);
    if (value === 0) return true;
    const offset = (known[sender] ??= value - (start + Math.floor((elapsedUs * perSecond) / 1e6)));
    // Counters of 32 bits go on from zero.
    message[name] = isBig ? BigInt(value - offset) : (value - offset) >>> 0;
    return true;
  };
}

function offsetsOf(clocks: Clocks, key: string): (number | undefined)[] {
  const known = clocks.get(key) ?? [];
  clocks.set(key, known);
  return known;
}

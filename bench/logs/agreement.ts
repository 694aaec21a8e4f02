import type { LoopCounts } from '../../src/filter/loop.ts';
import { type BenchLevel, filterAll, loopAt, type Product, surveyOf } from '../product.ts';
import { type LogBench, logOf, type ReadMessage } from './readers.ts';

/** One of so many messages of a kind is compared. */
const COMPARED_EVERY = 17;

/** What another reader says of input and output. */
export interface LogAgreement {
  /** Messages of the input and of the output. */
  readonly input: number;
  readonly output: number;
  /** Kinds of messages that all passed, of which every `every`th message was compared. */
  readonly comparedKinds: number;
  readonly comparedFields: number;
}

/** What the loop makes of a log, seen by the other reader. @throws Error if it is not what was counted, or there are gaps in a whole log */
export async function checkOutput(
  product: Product,
  level: BenchLevel,
  bench: LogBench,
  size: number,
): Promise<LogAgreement> {
  const bytes = logOf(bench, size);
  const output: Uint8Array[] = [];
  const loop = loopAt(product, level, surveyOf(product, bytes, bench.format), bench.format);
  const counts = filterAll(loop, bytes, (piece) => output.push(piece.slice()));
  if (Object.keys(counts.gapBytes).length > 0) throw new Error('the loop has found gaps in a whole log');
  return compareLogs(bench, bytes, Buffer.concat(output), counts, COMPARED_EVERY);
}

/**
 * Holds that the output has as many messages of each kind as the loop counted, and that what the plans keep is the same in both.
 * @param every so many messages of a kind one is compared
 * @throws Error that names the first difference
 */
export async function compareLogs(
  bench: LogBench,
  input: Uint8Array,
  output: Uint8Array,
  { plans, written, withheld }: LoopCounts,
  every: number,
): Promise<LogAgreement> {
  const before = byName(await bench.messages(input));
  const after = byName(await bench.messages(output));
  const sums = new Map<string, { written: number; withheld: number; kept: string[] | undefined }>();
  plans.forEach(({ schema, outcomes }, index) => {
    const { fields } = schema;
    if (!bench.reads(schema.message)) return;
    const sum = sums.get(schema.message) ?? { written: 0, withheld: 0, kept: undefined };
    sum.written += written[index]!;
    sum.withheld += withheld[index]!;
    // What a parameter of a command says, and what becomes of it, depends on the command.
    const isParameter = (at: number): boolean =>
      fields[at]!.rules.some(({ role }) => role?.startsWith('param') === true);
    sum.kept = outcomes.filter(({ outcome }, at) => outcome === 'kept' && !isParameter(at)).map(({ field }) => field);
    sums.set(schema.message, sum);
  });
  for (const name of after.keys()) if (!sums.has(name)) throw new Error(`${name} is in the output and in no plan`);
  const agreement = { input: 0, output: 0, comparedKinds: 0, comparedFields: 0 };
  for (const [name, sum] of sums) {
    const [all, passed] = [before.get(name) ?? [], after.get(name) ?? []];
    if (all.length !== sum.written + sum.withheld || passed.length !== sum.written) {
      const counted = `${sum.written} written, ${sum.withheld} withheld`;
      throw new Error(`${name}: ${counted}, but ${all.length} in the input and ${passed.length} in the output`);
    }
    agreement.input += all.length;
    agreement.output += passed.length;
    if (sum.withheld > 0 || sum.written === 0) continue;
    agreement.comparedKinds++;
    for (let index = 0; index < all.length; index += every) {
      for (const field of sum.kept ?? []) {
        if (!isSame(valueAt(all[index]!, field), valueAt(passed[index]!, field))) {
          throw new Error(`${name} ${index}: ${field} differs`);
        }
        agreement.comparedFields++;
      }
    }
  }
  return agreement;
}

function byName(messages: readonly ReadMessage[]): Map<string, ReadMessage[]> {
  const all = new Map<string, ReadMessage[]>();
  for (const message of messages) {
    const same = all.get(message.name);
    if (same === undefined) all.set(message.name, [message]);
    else same.push(message);
  }
  return all;
}

/** A field by the name that the product gives it: `current.lat`, `esc[0].esc_rpm`, `states[4]`. */
function valueAt({ values }: ReadMessage, field: string): unknown {
  let value: unknown = values;
  for (const step of field.split(/[.[\]]+/).filter((part) => part !== '')) {
    if (step.startsWith('_padding')) return undefined;
    value = (value as Record<string, unknown>)[step];
    if (value === undefined) throw new Error(`no field ${field}`);
  }
  return value;
}

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
  return a.length === b.length && a.every((element, index) => Object.is(element, b[index]));
}

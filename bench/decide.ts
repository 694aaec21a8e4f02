import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Scope, StandingGrant } from '../src/consent/grant.ts';
import type { Disclosure } from '../src/model/disclosure.ts';
import { median, rounded } from './numbers.ts';
import { builtFolder, endingOf, filterAll, loadProduct, loopAt, type Product, surveyOf } from './product.ts';
import { streamOfFrames } from './stream.ts';

/** A decision costs at most this share of filtering a log of 1 MB. */
export const MOST_SHARE = 0.01;

export interface DecideResult {
  /** How the grants are made. */
  readonly grants: string;
  readonly count: number;
  /** Medians, in milliseconds. */
  readonly decisionMs: number;
  /** The first decision after the ledger has changed: the list of grants is gone through once. */
  readonly firstMs: number;
  readonly filterMs: number;
  /** Decision over filter, and the bound. */
  readonly share: number;
  readonly bound: number;
}

type Modules = Awaited<ReturnType<typeof load>>;

async function load(folder: string) {
  const from = (path: string): Promise<unknown> =>
    import(pathToFileURL(join(resolve(folder), path + endingOf(folder))).href);
  return {
    ...((await from('policy/decide')) as typeof import('../src/policy/decide.ts')),
    ...((await from('policy/built-in')) as typeof import('../src/policy/built-in.ts')),
    ...((await from('policy/levels')) as typeof import('../src/policy/levels.ts')),
  };
}

const NOW_S = 1_800_000_000;
const FLIGHT = 'flight-77';

/** Ways of having many grants; in each, one at least answers, and its level is what is released. */
const ways = {
  'of all purposes and recipients': (index) => ({ pair: index, scope: {} }),
  'one for each of many flights': (index) => ({ pair: 0, scope: { flights: [`flight-${index}`] } }),
  'renewed again and again': (index, count) => ({ pair: 0, scope: {}, untilS: index + 1 < count ? NOW_S : NOW_S + 1 }),
} as const satisfies Record<string, (index: number, count: number) => { pair: number; scope: Scope; untilS?: number }>;

function grantsOf(way: keyof typeof ways, count: number, { builtInPolicy, levels }: Modules): StandingGrant[] {
  const pairs = [...builtInPolicy.purposes.values()]
    .filter(({ ground, asksFlightsAndEnd }) => ground === 'consent' && !asksFlightsAndEnd)
    .flatMap((purpose) => purpose.recipients.map((recipient) => ({ purpose: purpose.name, recipient })));
  const withoutText: Disclosure = { ...levels.dynamics, text: 'none' };
  return Array.from({ length: count }, (_, index): StandingGrant => {
    const {
      pair,
      scope,
      untilS = NOW_S + 1,
    }: { pair: number; scope: Scope; untilS?: number } = ways[way](index, count);
    const grant = {
      id: index.toString(16).padStart(16, '0'),
      subject: 'pilot',
      ...pairs[pair % pairs.length]!,
      ceiling: index % 3 === 0 ? levels.engineering : index % 2 === 0 ? levels.dynamics : withoutText,
      scope,
      noticeSha256: '00'.repeat(32),
      validFromS: 0,
      validUntilS: untilS,
    } as const;
    return { grant, isNoticeCurrent: true, isCountersigned: false };
  });
}

/** Decisions over many grants against filtering 1 MB with the same build, in turns. @throws Error if nothing was released */
export async function measureDecide(
  product: Product,
  folder: string,
  options: { readonly grants: number; readonly rounds: number; readonly decisions: number },
): Promise<DecideResult[]> {
  const modules = await load(folder);
  const megabyte = streamOfFrames(25_000).bytes.subarray(0, 1_000_000);
  const facts = surveyOf(product, megabyte);
  const filter = (): void => void filterAll(loopAt(product, 'dynamics', facts), megabyte);
  for (let warm = 0; warm < 10; warm++) filter();
  return (Object.keys(ways) as (keyof typeof ways)[]).map((way) => {
    const times = { decision: [] as number[], first: [] as number[], filter: [] as number[] };
    for (let round = 0; round < options.rounds; round++) {
      const decide = decider(modules, grantsOf(way, options.grants, modules));
      times.first.push(timeOf(decide));
      times.decision.push(timeOf(() => repeat(options.decisions, decide)) / options.decisions);
      times.filter.push(timeOf(() => repeat(10, filter)) / 10);
    }
    const [decisionMs, filterMs] = [median(times.decision), median(times.filter)];
    return {
      grants: way,
      count: options.grants,
      decisionMs: rounded(decisionMs),
      firstMs: rounded(median(times.first)),
      filterMs: rounded(filterMs),
      share: rounded(decisionMs / filterMs),
      bound: MOST_SHARE,
    };
  });
}

function decider({ decide, builtInPolicy }: Modules, grants: readonly StandingGrant[]): () => void {
  const consent = { grants, bars: [], subject: { name: 'pilot', ageBand: 'adult' }, latestS: NOW_S } as const;
  const circumstances = { consent, nowS: NOW_S, flight: { name: FLIGHT } };
  const request = { purpose: 'flight-record-sync', recipient: 'manufacturer' };
  return () => {
    const { disclosure, grant } = decide(request, builtInPolicy, circumstances);
    if (grant === undefined || disclosure.dynamics !== 'full') throw new Error('no grant has answered');
  };
}

function repeat(times: number, work: () => void): void {
  for (let time = 0; time < times; time++) work();
}

function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? builtFolder;
  const results = await measureDecide(await loadProduct(folder), folder, { grants: 10_000, rounds: 7, decisions: 200 });
  process.stdout.write(`${JSON.stringify(results, undefined, 1)}\n`);
  if (!results.every(({ share, bound }) => share <= bound)) process.exitCode = 1;
}

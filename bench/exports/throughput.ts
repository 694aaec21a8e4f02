import { median, rounded } from '../numbers.ts';
import type { BenchLevel, Product } from '../product.ts';
import { speedOf } from '../speed.ts';
import { type Spread, spreadOf } from '../throughput.ts';
import { logsOf, passesOf } from './passes.ts';
import type { ExportBench } from './subjects.ts';

export interface ExportThroughputOptions {
  /** Of generated logs. */
  readonly megabytes: number;
  readonly rounds: number;
}

export interface ExportThroughputResult {
  readonly megabytes: number;
  readonly rounds: number;
  readonly frames: number;
  readonly bytesPerFrame: number;
  readonly peer: string;
  /** Medians over the rounds, in megabytes a second: the pass that writes, all passes, and the peer's one. */
  readonly passSpeed: number;
  readonly loopSpeed: number;
  readonly peerSpeed: number;
  /** Of the pass that writes and the peer in the same round. */
  readonly passRatio: Spread;
  /** Of all passes. */
  readonly ratio: Spread;
  readonly bound: number | undefined;
  /** Of all passes and what moves by regular expressions, where the loop moves; without a bound. */
  readonly moveRatio: Spread | undefined;
  /** Of all passes and each other way to do what the peer does; without a bound. */
  readonly otherRatios: readonly { readonly way: string; readonly ratio: Spread }[];
  readonly attempts: number;
}

/** The loop against another program over the same logs, turn by turn and by the time on the processor, so that what else the machine does hits both alike. */
export async function measureExportThroughput(
  product: Product,
  level: BenchLevel,
  bench: ExportBench,
  options: ExportThroughputOptions,
): Promise<ExportThroughputResult> {
  const logs = logsOf(bench, options.megabytes * 1e6);
  const passes = logs.map((bytes) => passesOf(product, level, bench, bytes));
  const expected = passes.map(({ all }) => all());
  const run = (way: 'all' | 'last') => (): void => {
    passes.forEach((log, index) => {
      const { outputBytes } = log[way]();
      if (outputBytes !== expected[index]!.outputBytes) throw new Error(`the loop has written ${outputBytes} bytes`);
    });
  };
  const peer = bench.prepare(logs);
  const bytes = logs.reduce((sum, { length }) => sum + length, 0);
  for (let warm = 0; warm < 3; warm++) await speedOf(run('all'), bytes);
  await speedOf(peer, bytes);
  const { move } = bench;
  const moves = level === 'dynamics' && move !== undefined ? () => logs.forEach(move) : undefined;
  if (moves !== undefined) await speedOf(moves, bytes);
  const others = (bench.others ?? []).map(({ way, replace }) => ({ way, run: () => logs.forEach(replace) }));
  for (const { run: runOther } of others) await speedOf(runOther, bytes);
  const rounds: { pass: number; loop: number; peer: number; move: number; others: number[] }[] = [];
  for (let round = 0; round < options.rounds; round++) {
    rounds.push({
      loop: await speedOf(run('all'), bytes, 2),
      peer: await speedOf(peer, bytes),
      pass: await speedOf(run('last'), bytes, 2),
      move: moves === undefined ? Number.NaN : await speedOf(moves, bytes),
      others: await speedsOf(
        others.map((other) => other.run),
        bytes,
      ),
    });
  }
  const frames = expected.reduce(
    (sum, { written, withheld }) => [...written, ...withheld].reduce((all, count) => all + count, sum),
    0,
  );
  const of = (key: 'pass' | 'loop' | 'peer'): number => rounded(median(rounds.map((round) => round[key])));
  return {
    ...{ megabytes: rounded(bytes / 1e6, 3), rounds: options.rounds, frames, bytesPerFrame: rounded(bytes / frames) },
    peer: bench.peer,
    ...{ passSpeed: of('pass'), loopSpeed: of('loop'), peerSpeed: of('peer') },
    passRatio: spreadOf(rounds.map((round) => round.pass / round.peer)),
    ratio: spreadOf(rounds.map((round) => round.loop / round.peer)),
    bound: bench.leastRatio,
    moveRatio: moves === undefined ? undefined : spreadOf(rounds.map((round) => round.loop / round.move)),
    otherRatios: others.map(({ way }, index) => ({
      way,
      ratio: spreadOf(rounds.map((round) => round.loop / round.others[index]!)),
    })),
    attempts: 1,
  };
}

/** One after the other. */
async function speedsOf(works: readonly (() => void)[], bytes: number): Promise<number[]> {
  const speeds: number[] = [];
  for (const work of works) speeds.push(await speedOf(work, bytes));
  return speeds;
}

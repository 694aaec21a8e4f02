import { sha256 } from '@noble/hashes/sha2.js';
import { median, rounded } from '../numbers.ts';
import { type BenchLevel, filterAll, loopAt, type Product, surveyOf } from '../product.ts';
import { LEAST_MS, speedOf } from '../speed.ts';
import { type Spread, spreadOf } from '../throughput.ts';
import { hashOf, speedWithoutInstructions } from './hash.ts';
import { type LogBench, logOf } from './readers.ts';

/** The loop is at least this many times as fast as SHA-256 over the same bytes. */
export const LEAST_HASH_RATIO = 0.5;
/** @noble/hashes gets a part of the log: it takes long, and the same time for every byte. */
const NOBLE_BYTES = 4e6;

export interface LogThroughputOptions {
  readonly megabytes: number;
  readonly rounds: number;
  /** Passes of the loop in a round; the other reader makes one. */
  readonly passes: number;
}

export interface LogThroughputResult {
  readonly format: string;
  readonly level: BenchLevel;
  readonly megabytes: number;
  readonly rounds: number;
  readonly frames: number;
  readonly bytesPerFrame: number;
  readonly peer: string;
  /** Medians over the rounds, in megabytes a second. */
  readonly loopSpeed: number;
  readonly peerSpeed: number;
  readonly hashSpeed: number;
  readonly nobleSpeed: number;
  /** Of the loop and the reader in the same round. */
  readonly ratio: Spread;
  readonly bound: number;
  /** Of the loop and SHA-256 by node:crypto. */
  readonly hashRatio: Spread;
  readonly hashBound: number;
  /** Of the loop and the same hash without the processor's instructions for it; undefined where they cannot be switched off. */
  readonly plainHashRatio: number | undefined;
  readonly attempts: number;
}

/**
 * The loop against another reader of the same log and against SHA-256 over its bytes, turn by turn and by the time on the processor, so that what
 * else the machine does hits all alike.
 */
export async function measureLogThroughput(
  product: Product,
  level: BenchLevel,
  bench: LogBench,
  options: LogThroughputOptions,
): Promise<LogThroughputResult> {
  const bytes = logOf(bench, options.megabytes * 1e6);
  const facts = surveyOf(product, bytes, bench.format);
  const counts = filterAll(loopAt(product, level, facts, bench.format), bytes);

  const pass = (): void => {
    let length = 0;
    filterAll(loopAt(product, level, facts, bench.format), bytes, (piece) => {
      length += piece.length;
    });
    if (length !== counts.outputBytes) throw new Error(`the loop has written ${length} bytes`);
  };
  const speed = (work: () => unknown, times = 1): Promise<number> => speedOf(work, bytes.length, times);
  const nobleBytes = bytes.subarray(0, NOBLE_BYTES);
  for (let warm = 0; warm < 3; warm++) pass();
  const rounds: { loop: number; peer: number; hash: number; plainHash: number; noble: number }[] = [];
  for (let round = 0; round < options.rounds; round++) {
    rounds.push({
      loop: await speed(pass, options.passes),
      hash: await speed(() => hashOf(bytes), options.passes),
      peer: await speed(() => bench.count(bytes)),
      plainHash: (await speedWithoutInstructions(bytes.length, LEAST_MS)) ?? Number.NaN,
      noble: await speedOf(() => sha256(nobleBytes), nobleBytes.length),
    });
  }
  const of = (key: keyof (typeof rounds)[number]): number => rounded(median(rounds.map((round) => round[key])));
  const plainHashRatio = median(rounds.map(({ loop, plainHash }) => loop / plainHash));
  const frames = [...counts.written, ...counts.withheld].reduce((sum, count) => sum + count, 0);
  return {
    ...{ format: bench.format, level, megabytes: options.megabytes, rounds: options.rounds, frames },
    bytesPerFrame: rounded(bytes.length / frames),
    peer: bench.peer,
    ...{ loopSpeed: of('loop'), peerSpeed: of('peer'), hashSpeed: of('hash'), nobleSpeed: of('noble') },
    ratio: spreadOf(rounds.map(({ loop, peer }) => loop / peer)),
    bound: bench.leastRatio,
    hashRatio: spreadOf(rounds.map((round) => round.loop / round.hash)),
    hashBound: LEAST_HASH_RATIO,
    plainHashRatio: Number.isNaN(plainHashRatio) ? undefined : rounded(plainHashRatio),
    attempts: 1,
  };
}

import { collectGarbage } from './garbage.ts';
import { median, rounded } from './numbers.ts';
import { Peer } from './peer.ts';
import { PlainMotion } from './plain-motion.ts';
import { type BenchLevel, benchKeys, filterAll, loopAt, type Product, surveyOf } from './product.ts';
import { type Agreement, compareOutputs, piecesBetweenRecords } from './records.ts';
import { streamOfFrames } from './stream.ts';
import { tolerancesOf } from './tolerances.ts';

/** Frames per second of the loop over those of node-mavlink. */
export const LEAST_RATIO = 25;

export interface ThroughputOptions {
  /** Frames of the stream that both filter. */
  readonly frames: number;
  readonly rounds: number;
  /** Passes of the loop over the stream in a round; node-mavlink makes one. */
  readonly passes: number;
}

export interface ThroughputResult {
  readonly level: BenchLevel;
  readonly frames: number;
  readonly rounds: number;
  readonly bytesPerFrame: number;
  /** Medians over the rounds. */
  readonly loopFramesPerSecond: number;
  readonly loopMegabytesPerSecond: number;
  readonly peerFramesPerSecond: number;
  /** Of the two in the same round. */
  readonly ratio: Spread;
  readonly bound: number;
  readonly agreement: Agreement;
  /** Which measurement this is: a missed bound is measured again. */
  readonly attempts: number;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function spreadOf(numbers: readonly number[]): Spread {
  return {
    median: rounded(median(numbers)),
    least: rounded(Math.min(...numbers)),
    most: rounded(Math.max(...numbers)),
  };
}

type Facts = ReturnType<typeof surveyOf>;

/** The peer's own relocation of this flight, by the draws of the filter's; undefined at levels that move nothing. */
export function plainMotionOf(product: Product, level: BenchLevel, { firstFix }: Facts): PlainMotion | undefined {
  if (product.levels[level].shape === 'none') return undefined;
  if (firstFix === undefined) throw new Error('the stream has no fix');
  const draws = product.drawRelocation(benchKeys(product).relocationKey);
  return new PlainMotion(draws, product.RELOCATED_ORIGIN, firstFix);
}

/**
 * The loop against node-mavlink over the same stream, turn by turn, so that what else the machine does hits both.
 * @throws Error if the outputs differ
 */
export async function measureThroughput(
  product: Product,
  level: BenchLevel,
  options: ThroughputOptions,
): Promise<ThroughputResult> {
  const { bytes, frames } = streamOfFrames(options.frames);
  const facts = surveyOf(product, bytes);
  const loopRoom = new Uint8Array(bytes.length + 65_536);
  const peerRoom = new Uint8Array(bytes.length + 65_536);
  let end = 0;
  const counts = filterAll(loopAt(product, level, facts), bytes, (piece) => {
    loopRoom.set(piece, end);
    end += piece.length;
  });
  // What becomes of the pieces is the caller's: in time they are only counted. The peer's output is in memory then, too.
  const pass = (): void => {
    let length = 0;
    filterAll(loopAt(product, level, facts), bytes, (piece) => {
      length += piece.length;
    });
    if (length !== end) throw new Error(`the loop has written ${length} bytes and ${end} before`);
  };
  // node-mavlink's .tlog splitter loses the frame that a chunk boundary cuts: its chunks end between records.
  const pieces = [...piecesBetweenRecords(bytes, 64 * 1024)];
  const peerPass = async (): Promise<Uint8Array> =>
    new Peer({ product, level, counts, motion: plainMotionOf(product, level, facts) }, peerRoom).run(pieces);

  for (let warm = 0; warm < 4; warm++) pass();
  const peerOutput = await peerPass();
  const agreement = compareOutputs(loopRoom.subarray(0, end), peerOutput, 97, tolerancesOf(counts));

  const loop: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < options.rounds; round++) {
    collectGarbage();
    let start = performance.now();
    for (let count = 0; count < options.passes; count++) pass();
    loop.push((1000 * frames * options.passes) / (performance.now() - start));
    collectGarbage();
    start = performance.now();
    await peerPass();
    peer.push((1000 * frames) / (performance.now() - start));
  }
  return {
    level,
    frames,
    rounds: options.rounds,
    bytesPerFrame: rounded(bytes.length / frames),
    loopFramesPerSecond: Math.round(median(loop)),
    loopMegabytesPerSecond: rounded((median(loop) * bytes.length) / frames / 1e6),
    peerFramesPerSecond: Math.round(median(peer)),
    ratio: spreadOf(loop.map((speed, round) => speed / peer[round]!)),
    bound: LEAST_RATIO,
    agreement,
    attempts: 1,
  };
}

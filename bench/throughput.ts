import { collectGarbage } from './garbage.ts';
import { median, rounded } from './numbers.ts';
import { Peer } from './peer.ts';
import { filterAll, type Product } from './product.ts';
import { type Agreement, compareOutputs, piecesBetweenRecords } from './records.ts';
import { streamOfFrames } from './stream.ts';

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
  readonly frames: number;
  readonly rounds: number;
  readonly bytesPerFrame: number;
  /** Medians over the rounds. */
  readonly loopFramesPerSecond: number;
  readonly loopMegabytesPerSecond: number;
  readonly peerFramesPerSecond: number;
  /** Of the two in the same round. */
  readonly ratio: { readonly median: number; readonly least: number; readonly most: number };
  readonly bound: number;
  readonly agreement: Agreement;
  /** Which measurement this is: a missed bound is measured again. */
  readonly attempts: number;
}

/**
 * The loop against node-mavlink over the same stream, turn by turn, so that what else the machine does hits both.
 * @throws Error if the outputs differ
 */
export async function measureThroughput(product: Product, options: ThroughputOptions): Promise<ThroughputResult> {
  const { bytes, frames } = streamOfFrames(options.frames);
  const loopRoom = new Uint8Array(bytes.length + 65_536);
  const peerRoom = new Uint8Array(bytes.length + 65_536);
  let end = 0;
  const pass = () => {
    end = 0;
    return filterAll(product, bytes, (piece) => {
      loopRoom.set(piece, end);
      end += piece.length;
    });
  };
  const counts = pass();
  // node-mavlink's .tlog splitter loses the frame that a chunk boundary cuts: its chunks end between records.
  const pieces = [...piecesBetweenRecords(bytes, 64 * 1024)];
  const peerPass = async (): Promise<Uint8Array> => new Peer(product, counts, peerRoom).run(pieces);

  for (let warm = 0; warm < 4; warm++) pass();
  const peerOutput = await peerPass();
  const agreement = compareOutputs(loopRoom.subarray(0, end), peerOutput, 97);

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
  const ratios = loop.map((speed, round) => speed / peer[round]!);
  return {
    frames,
    rounds: options.rounds,
    bytesPerFrame: rounded(bytes.length / frames),
    loopFramesPerSecond: Math.round(median(loop)),
    loopMegabytesPerSecond: rounded((median(loop) * bytes.length) / frames / 1e6),
    peerFramesPerSecond: Math.round(median(peer)),
    ratio: {
      median: rounded(median(ratios)),
      least: rounded(Math.min(...ratios)),
      most: rounded(Math.max(...ratios)),
    },
    bound: LEAST_RATIO,
    agreement,
    attempts: 1,
  };
}

import { copterPieces } from './copter-log.ts';
import { px4Pieces } from './px4-log.ts';
import { countDataflash, readDataflash } from './read-dataflash.ts';
import { countUlog, readUlog } from './read-ulog.ts';

/** A message as a reader other than ours gives it. */
export interface ReadMessage {
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A self-describing format under measurement: its data, and another reader of it. */
export interface LogBench {
  /** As the product calls it. */
  readonly format: string;
  readonly title: string;
  readonly ending: string;
  /** Pieces of a seeded log of about this many bytes; each is valid until the next is asked for. */
  pieces(bytes: number, seed?: number): Iterable<Uint8Array>;
  /** About. */
  readonly bytesPerFrame: number;
  /** For people. */
  readonly peer: string;
  /** How many times as fast as that reader the loop is. */
  readonly leastRatio: number;
  /** Reads and decodes every data message; resolves to their number. */
  count(bytes: Uint8Array): Promise<number>;
  messages(bytes: Uint8Array): Promise<ReadMessage[]>;
  /** Whether the reader gives messages of this name. */
  reads(message: string): boolean;
}

export const logBenches: readonly LogBench[] = [
  {
    format: 'ulog',
    title: 'PX4 ULog',
    ending: '.ulg',
    pieces: px4Pieces,
    bytesPerFrame: 61,
    peer: '@foxglove/ulog',
    leastRatio: 10,
    count: countUlog,
    messages: readUlog,
    // What is no data message has a name in brackets.
    reads: (message) => !message.startsWith('('),
  },
  {
    format: 'dataflash',
    title: 'ArduPilot DataFlash',
    ending: '.bin',
    pieces: copterPieces,
    bytesPerFrame: 41,
    peer: 'a plain DataView decoder',
    leastRatio: 3,
    count: async (bytes) => countDataflash(bytes),
    messages: readDataflash,
    reads: () => true,
  },
];

/** A seeded log of about this many bytes in one piece. */
export function logOf(bench: Pick<LogBench, 'pieces'>, bytes: number, seed = 1): Uint8Array {
  return Buffer.concat(Array.from(bench.pieces(bytes, seed), (piece) => piece.slice()));
}

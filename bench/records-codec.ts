/**
 * `tsx bench/records-codec.ts [seconds]`: how fast records are written and read as protobuf, against protobuf-es (@bufbuild/protobuf) on the same
 * records in the same run, in turns. Both must read the same from each other's bytes. Exits with 1 where ours is slower.
 */
import { fileURLToPath } from 'node:url';
import { create, fromBinary, type Message, toBinary } from '@bufbuild/protobuf';
import { sizeDelimitedEncode } from '@bufbuild/protobuf/wire';
import { decodeRecords, encodeRecord } from '../src/formats/record/codec.ts';
import type { FlightveilRecord } from '../src/formats/record/gen/types.ts';
import { recordFlight, wireOf } from '../test/formats/record/flight.ts';
import { protobufEs } from '../test/formats/record/peers.ts';
import { median, rounded } from './numbers.ts';

export interface CodecResult {
  readonly what: 'encode' | 'decode';
  /** Medians, in millions of records a second. */
  readonly ours: number;
  readonly protobufEs: number;
  /** How many times as fast ours is, the median of all turns; at least 1 is asked for. */
  readonly ratio: number;
}

/** @throws Error where one does not read what the other has written */
export function measureRecordsCodec(options: { readonly seconds: number; readonly rounds: number }): CodecResult[] {
  const records = recordFlight({}, options.seconds);
  const bytes = wireOf(records);
  const pieces = records.map((record) => bareOf(encodeRecord(record)));
  const messages = pieces.map((piece) => fromBinary(protobufEs.record, piece));
  mustAgree(records, messages);

  const work = {
    encode: {
      ours: () => sum(records, (record) => encodeRecord(record).length),
      theirs: () => sum(messages, (message) => sizeDelimitedEncode(protobufEs.record, message).length),
    },
    decode: {
      ours: () => {
        let count = 0;
        for (const _record of decodeRecords(bytes)) count++;
        return count;
      },
      theirs: () => sum(pieces, (piece) => (fromBinary(protobufEs.record, piece) === undefined ? 0 : 1)),
    },
  } as const;
  return (['encode', 'decode'] as const).map((what) => {
    const { ours, theirs } = work[what];
    if (ours() !== theirs()) throw new Error(`${what}: the two do not do the same`);
    const times = { ours: [] as number[], theirs: [] as number[] };
    for (let round = 0; round < options.rounds + 3; round++) {
      const [own, other] = [timeOf(ours), timeOf(theirs)];
      if (round < 3) continue;
      times.ours.push(own);
      times.theirs.push(other);
    }
    const [own, other] = [median(times.ours), median(times.theirs)];
    const perSecond = (ms: number): number => rounded(records.length / ms / 1000);
    // Of turns, not of medians: on a busy machine a turn of each sees the same.
    const ratio = median(times.theirs.map((ms, round) => ms / times.ours[round]!));
    return { what, ours: perSecond(own), protobufEs: perSecond(other), ratio: rounded(ratio) };
  });
}

function mustAgree(records: readonly FlightveilRecord[], messages: readonly Message[]): void {
  for (const [index, message] of messages.entries()) {
    const again = toBinary(protobufEs.record, create(protobufEs.record, message));
    if (Buffer.compare(again, bareOf(encodeRecord(records[index]!))) !== 0)
      throw new Error('the two write different bytes');
  }
}

/** Without its length. */
function bareOf(record: Uint8Array): Uint8Array {
  return record.subarray(record[0]! < 0x80 ? 1 : 2);
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  let total = 0;
  for (const one of list) total += of(one);
  return total;
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const seconds = Number(process.argv[2] ?? 4000);
  const results = measureRecordsCodec({ seconds, rounds: 15 });
  process.stdout.write(`${JSON.stringify(results, undefined, 1)}\n`);
  if (!results.every(({ ratio }) => ratio >= 1)) process.exitCode = 1;
}

import { beforeAll, describe, expect, it } from 'vitest';
import { checkOutput, compareLogs } from '../../bench/logs/agreement.ts';
import { copterMessages } from '../../bench/logs/copter-log.ts';
import { px4Topics } from '../../bench/logs/px4-layout.ts';
import { readMessages } from '../../bench/logs/read-dataflash.ts';
import { type LogBench, logBenches, logOf } from '../../bench/logs/readers.ts';
import { type LogResults, missedLogBounds } from '../../bench/logs/suite.ts';
import { filterAll, loadProduct, loopAt, type Product, sourceFolder, surveyOf } from '../../bench/product.ts';

let product: Product;
beforeAll(async () => {
  product = await loadProduct(sourceFolder);
});

describe.each(logBenches)('the log of $format', (bench) => {
  it('is the same for the same seed and another for another', () => {
    const [one, same, other] = [7, 7, 8].map((seed) => Buffer.from(logOf(bench, 300_000, seed)));
    expect(one!.equals(same!)).toBe(true);
    expect(one!.equals(other!)).toBe(false);
  });

  it('is one log throughout, whose clock goes on where a period is repeated', async () => {
    const size = 12e6;
    const pieces = Array.from(bench.pieces(size), (piece) => piece.slice());
    expect(pieces.length).toBeGreaterThan(3);
    const bytes = Buffer.concat(pieces);
    expect(Math.abs(bytes.length - size)).toBeLessThan(1000);
    const facts = surveyOf(product, bytes, bench.format);
    expect(product.detectFormat(bytes, true).name).toBe(bench.format);
    expect(facts.gapBytes).toEqual({});
    const stamps: number[] = [];
    const kinds = new Set<string>();
    for (const { name, values } of await bench.messages(bytes)) {
      kinds.add(name);
      const stamp = values.timestamp ?? values.TimeUS;
      if (name === 'vehicle_attitude' || name === 'ATT') stamps.push(Number(stamp));
    }
    const strides = stamps.slice(1).map((stamp, index) => stamp - stamps[index]!);
    expect(strides.length).toBeGreaterThan(1000);
    // At 10 or 20 Hz.
    expect(strides.every((stride) => stride >= 49_000 && stride <= 101_000)).toBe(true);
    const declared = bench.format === 'ulog' ? px4Topics.filter(({ hz }) => hz > 0) : copterMessages;
    expect([...kinds].sort()).toEqual(declared.map(({ name }) => name).sort());
  }, 60_000);

  it('holds as many bytes a record as is said', async () => {
    const bytes = logOf(bench, 6e6);
    const { frames } = surveyOf(product, bytes, bench.format);
    expect(Math.abs(bytes.length / frames / bench.bytesPerFrame - 1)).toBeLessThan(0.05);
  });
});

describe.each(logBenches)('the output of $format', (bench) => {
  it.each(['engineering', 'dynamics'] as const)(
    'is read by others as it was counted: %s',
    async (level) => {
      const agreement = await checkOutput(product, level, bench, 1e6);
      expect(agreement.comparedKinds).toBeGreaterThan(30);
      expect(agreement.comparedFields).toBeGreaterThan(4000);
      expect(agreement.output / agreement.input).toBeGreaterThan(level === 'dynamics' ? 0.9 : 0.7);
    },
    60_000,
  );

  it('is seen to differ where a kept field, a count or a message differs', async () => {
    const bytes = logOf(bench, 700_000);
    const pieces: Uint8Array[] = [];
    const loop = loopAt(product, 'dynamics', surveyOf(product, bytes, bench.format), bench.format);
    const counts = filterAll(loop, bytes, (piece) => pieces.push(piece.slice()));
    const output = Buffer.concat(pieces);
    const compare = (changed: Uint8Array, counted = counts) => compareLogs(bench, bytes, changed, counted, 1);
    await expect(compare(output)).resolves.toMatchObject({ comparedKinds: expect.any(Number) });

    const [kind, field] = bench.format === 'ulog' ? ['sensor_combined', 'gyro_rad'] : ['IMU', 'GyrX'];
    const at = placeOf(bench, output, kind, field);
    const changed = Buffer.from(output);
    changed[at]! ^= 1;
    await expect(compare(changed)).rejects.toThrow(new RegExp(`${kind} \\d+: ${field} differs`));

    const shorter = output.subarray(0, bench.format === 'ulog' ? lastData(output) : records(output).at(-1)!.at);
    await expect(compare(shorter)).rejects.toThrow(/in the input and \d+ in the output/);

    const written = counts.written.map(
      (count, index) => count + (counts.plans[index]!.schema.message === kind ? 1 : 0),
    );
    await expect(compare(output, { ...counts, written })).rejects.toThrow(new RegExp(`^${kind}: `));
  }, 60_000);
});

/** Where a field of the first message of a kind stands. */
function placeOf({ format }: LogBench, log: Buffer, kind: string, field: string): number {
  if (format === 'dataflash') {
    return records(log).find(({ name }) => name === kind)!.at + 3 + 8 + 1;
  }
  const topic = px4Topics.find(({ name }) => name === kind)!;
  // The first topic has the first number.
  expect(px4Topics[0]!.name).toBe(kind);
  const head = Buffer.from([topic.size + 2, 0, 'D'.charCodeAt(0), 0, 0]);
  return log.indexOf(head) + head.length + topic.fields.find(({ path }) => path === field)!.at;
}

/** Start of the last data record of a log of which all is read. */
function lastData(log: Buffer): number {
  let last = 0;
  for (let at = 16; at + 3 <= log.length; at += 3 + log.readUInt16LE(at)) {
    if (log[at + 2] === 'D'.charCodeAt(0)) last = at;
  }
  return last;
}

/** The records of a DataFlash log: their numbers are those that its own FMT rows say. */
function records(log: Buffer): { name: string; at: number }[] {
  const known = new Map([[128, { name: 'FMT', length: 89 }]]);
  const all: { name: string; at: number }[] = [];
  for (let at = 0; at < log.length; ) {
    const { name, length } = known.get(log[at + 2]!)!;
    all.push({ name, at });
    if (name === 'FMT') {
      const defined = log.toString('latin1', at + 5, at + 9).replaceAll('\0', '');
      known.set(log[at + 3]!, { name: defined, length: log[at + 4]! });
    }
    at += length;
  }
  return all;
}

describe('the plain reader of DataFlash', () => {
  const record = (type: number, body: Buffer): Buffer => Buffer.concat([Buffer.from([0xa3, 0x95, type]), body]);
  const text = (value: string, length: number): Buffer => Buffer.concat([Buffer.from(value)], length);
  const format = (type: number, length: number, name: string, characters: string, columns: string): Buffer =>
    record(128, Buffer.concat([Buffer.from([type, length]), text(name, 4), text(characters, 16), text(columns, 64)]));

  it('reads every format character', () => {
    const view = new DataView(new ArrayBuffer(93));
    view.setInt8(0, -1);
    view.setUint8(1, 200);
    view.setInt16(2, -300, true);
    view.setUint16(4, 60_000, true);
    view.setInt32(6, -70_000, true);
    view.setUint32(10, 4_000_000_000, true);
    view.setFloat32(14, 0.5, true);
    view.setFloat64(18, 0.1, true);
    view.setInt16(26, -1234, true);
    view.setUint16(28, 51_234, true);
    view.setInt32(30, -123_456, true);
    view.setUint32(34, 3_000_000_000, true);
    view.setInt32(38, -301_234_567, true);
    view.setUint8(42, 5);
    view.setBigInt64(43, -5n, true);
    view.setBigUint64(51, 2n ** 40n + 7n, true);
    const body = Buffer.concat([Buffer.from(view.buffer, 0, 59), text('abcd', 4), text('ef', 16), text('ghi', 64)]);
    const log = Buffer.concat([
      format(1, 3 + body.length, 'ALL', 'bBhHiIfdcCeELMqQ', 'b,B,h,H,i,I,f,d,c,C,e,E,L,M,q,Q'),
      format(2, 3 + 84, 'TEXT', 'nNZ', 'n,N,Z'),
      record(2, body.subarray(59)),
    ]);
    const all = format(1, 3 + 59, 'ALL', 'bBhHiIfdcCeELMqQ', 'b,B,h,H,i,I,f,d,c,C,e,E,L,M,q,Q');
    const messages: Record<string, object> = {};
    const sum = readMessages(Buffer.concat([log, all, record(1, body.subarray(0, 59))]), (name, message) => {
      messages[name] = message;
    });
    expect(messages.TEXT).toEqual({ n: 'abcd', N: 'ef', Z: 'ghi' });
    expect(messages.ALL).toEqual({
      ...{ b: -1, B: 200, h: -300, H: 60_000, i: -70_000, I: 4_000_000_000, f: 0.5, d: 0.1, c: -12.34, C: 512.34 },
      ...{ e: -1234.56, E: 30_000_000, L: -30.1234567, M: 5, q: -5, Q: 2 ** 40 + 7 },
    });
    expect(sum).toBeGreaterThan(2 ** 40);
  });

  it('refuses what it cannot read', () => {
    const good = format(1, 4, 'ONE', 'B', 'b');
    expect(readMessages(good, () => undefined)).toBe(1 + 4);
    expect(() => readMessages(Buffer.concat([good, record(9, Buffer.from([0]))]), () => undefined)).toThrow(/unknown/);
    expect(() => readMessages(Buffer.concat([good, Buffer.from([0, 0, 0, 0])]), () => undefined)).toThrow(/no message/);
  });
});

describe('the bounds of the self-describing formats', () => {
  it('are told when missed, each on its own, and a share of those of speed is enough where it is said', () => {
    const result = {
      ...{ format: 'ulog', level: 'dynamics' },
      throughput: { peer: 'x', ratio: { median: 10 }, bound: 10, hashRatio: { median: 0.5 }, hashBound: 0.5 },
      allocation: { heapGrowthBytes: 999_999, allocatedBytesPerFrame: 0.99, allocatedBound: 1, bound: 1_000_000 },
      memory: { extraMegabytes: 150, bound: 150 },
    } as unknown as LogResults;
    expect(missedLogBounds([result], 1)).toEqual([]);
    expect(missedLogBounds([{ ...result, memory: undefined }], 1)).toEqual([]);
    const { throughput, allocation } = result;
    const slow = [
      { throughput: { ...throughput, ratio: { median: 9.9 } } },
      { throughput: { ...throughput, ratio: { median: Number.NaN } } },
      { throughput: { ...throughput, hashRatio: { median: 0.49 } } },
      { throughput: { ...throughput, hashRatio: { median: Number.NaN } } },
    ];
    const wasteful = [
      { allocation: { ...allocation, heapGrowthBytes: 1_000_000 } },
      { allocation: { ...allocation, allocatedBytesPerFrame: 1 } },
      { memory: { extraMegabytes: 150.1, bound: 150 } },
    ];
    const missed = (change: object, share: number): string[] =>
      missedLogBounds([result, { ...result, ...change } as LogResults], share);
    for (const change of [...slow, ...wasteful]) expect(missed(change, 1), JSON.stringify(change)).toHaveLength(1);
    for (const change of wasteful) expect(missed(change, 0.7)).toHaveLength(1);
    expect(missed(slow[0]!, 0.7)).toEqual([]);
    expect(missed(slow[1]!, 0.7)).toHaveLength(1);
    expect(missed(slow[2]!, 0.7)).toEqual([]);
  });
});

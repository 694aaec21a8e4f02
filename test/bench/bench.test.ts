import { describe, expect, it } from 'vitest';
import { Draw } from '../../bench/draw.ts';
import { mix } from '../../bench/mix.ts';
import { exponentOf, median } from '../../bench/numbers.ts';
import { filterAll, loadProduct, sourceFolder, tlogOf } from '../../bench/product.ts';
import { compareOutputs, piecesBetweenRecords, recordsOf } from '../../bench/records.ts';
import { piecesOfBytes, streamOfBytes, streamOfFrames } from '../../bench/stream.ts';
import { measureAll, missedBounds, type Results, type Sizes } from '../../bench/suite.ts';
import { resultsPage } from '../../bench/tables.ts';

const tiny: Sizes = {
  throughput: { frames: 2000, rounds: 2, passes: 1 },
  stages: { frames: 2000, runs: 1 },
  allocation: { frames: 20_000, warm: 5000 },
  linear: { megabytes: [0.1, 0.2], runs: 1 },
  memory: { smallMegabytes: 1, largeMegabytes: 2 },
};

function filtered(product: Awaited<ReturnType<typeof loadProduct>>, bytes: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  filterAll(product, bytes, (piece) => pieces.push(piece.slice()));
  return Buffer.concat(pieces);
}

describe('the benchmark', () => {
  it('measures everything and prints a document of a known shape', async () => {
    const results = await measureAll(sourceFolder, tiny, () => undefined);
    const document = JSON.parse(JSON.stringify(results));
    expect(document.mix).toHaveLength(mix.length);
    expect(document.throughput).toMatchObject({ frames: 2000, rounds: 2, bound: 25 });
    expect(document.throughput.agreement.frames).toBeGreaterThan(1000);
    expect(document.throughput.agreement.sampled).toBeGreaterThan(0);
    expect(document.throughput.ratio.least).toBeGreaterThan(0);
    expect(document.throughput.ratio.most).toBeGreaterThanOrEqual(document.throughput.ratio.median);
    expect(document.stages.map((row: { nanosecondsPerFrame: number }) => row.nanosecondsPerFrame > 0)).toEqual(
      new Array(4).fill(true),
    );
    expect(document.allocation).toMatchObject({ frames: 20_000, bound: 1_000_000 });
    expect(document.allocation.heapGrowthBytes).toBeTypeOf('number');
    expect(document.allocation.allocatedBytesPerFrame).toBeTypeOf('number');
    expect(document.linear.points).toHaveLength(2);
    expect(document.linear.exponent).toBeTypeOf('number');
    expect(document.memory.small.peakMegabytes).toBeGreaterThan(20);
    expect(document.memory.large.peakMegabytes).toBeGreaterThan(20);
    const page = resultsPage(results, [], { date: '2025-01-01', commit: 'abc', machine: 'none', quick: true });
    for (const { type } of mix) expect(page).toContain(`| ${type.MSG_NAME} |`);
    expect(page).not.toMatch(/undefined|NaN/);
  }, 120_000);

  it('says which bound was missed, also when a number is none', () => {
    const good = {
      throughput: { ratio: { median: 25 }, bound: 25 },
      allocation: { heapGrowthBytes: 999_999, frames: 1, bound: 1_000_000 },
      linear: { exponent: 1.1, bound: { least: 0.9, most: 1.1 } },
      memory: { extraMegabytes: 150, bound: 150 },
    } as unknown as Results;
    expect(missedBounds(good)).toEqual([]);
    expect(missedBounds({ ...good, memory: undefined })).toEqual([]);
    const misses: object[] = [
      { throughput: { ...good.throughput, ratio: { median: 24.9 } } },
      { throughput: { ...good.throughput, ratio: { median: Number.NaN } } },
      { allocation: { ...good.allocation, heapGrowthBytes: 1_000_000 } },
      { linear: { ...good.linear, exponent: 1.11 } },
      { linear: { ...good.linear, exponent: 0.89 } },
      { linear: { ...good.linear, exponent: Number.NaN } },
      { memory: { ...good.memory, extraMegabytes: 150.1 } },
    ];
    for (const miss of misses) expect(missedBounds({ ...good, ...miss }), JSON.stringify(miss)).toHaveLength(1);
  });
});

describe('the comparison of outputs', () => {
  it('sees a field that differs, a frame that is missing, and a number that skips', async () => {
    const product = await loadProduct(sourceFolder);
    const output = filtered(product, streamOfFrames(500).bytes);
    const count = [...recordsOf(output)].length;
    expect(compareOutputs(output, output.slice(), 1)).toEqual({ frames: count, identical: count, sampled: count });

    const records = [...recordsOf(output)];
    const attitude = records.findIndex((record) => record[8 + 7] === 30);
    const changed = records.map((record) => Buffer.from(record));
    changed[attitude]![8 + 10 + 4]! ^= 1;
    expect(() => compareOutputs(output, Buffer.concat(changed), 1000)).toThrow(/ATTITUDE: roll differs/);

    expect(() => compareOutputs(output, Buffer.concat(records.slice(0, -1)), 1)).toThrow(/frames in one output/);

    const skipped = records.map((record) => Buffer.from(record));
    skipped[attitude]![8 + 4]!++;
    expect(() => compareOutputs(output, Buffer.concat(skipped), 1000)).toThrow(/ATTITUDE: seq differs/);
  });
});

describe('the data', () => {
  it('are the same for the same seed and others for another', () => {
    expect(streamOfFrames(1000, 7).bytes).toEqual(streamOfFrames(1000, 7).bytes);
    expect(streamOfFrames(1000, 7).bytes).not.toEqual(streamOfFrames(1000, 8).bytes);
    const draw = new Draw(1);
    expect(Array.from({ length: 1000 }, () => draw.unit()).every((unit) => unit >= 0 && unit < 1)).toBe(true);
  });

  it('are right frames throughout, with clocks and sequence numbers that go on where they are repeated', async () => {
    const product = await loadProduct(sourceFolder);
    const bytes = streamOfBytes(4.5e6);
    expect(Array.from(piecesOfBytes(4.5e6)).length).toBeGreaterThan(2);
    const survey = new product.Survey(tlogOf(product));
    survey.push(bytes);
    const facts = survey.finish();
    expect(facts.gapBytes).toEqual({});
    expect(facts.messages.map(({ schema }) => schema.message).sort()).toEqual(
      [...new Set(mix.map(({ type }) => type.MSG_NAME))].sort(),
    );
    let stamp = 0n;
    let boot = 0;
    let steps = 0;
    const setbacks: string[] = [];
    const sequences = new Map<number, number>();
    for (const record of recordsOf(bytes)) {
      if (record.readBigUInt64BE() < stamp) setbacks.push(`stamp after ${stamp}`);
      stamp = record.readBigUInt64BE();
      const sender = record.readUInt16BE(8 + 5);
      const before = sequences.get(sender);
      if (before !== undefined && record[8 + 4] !== ((before + 1) & 0xff)) setbacks.push(`sequence after ${before}`);
      sequences.set(sender, record[8 + 4]!);
      if (record[8 + 7] !== 30) continue;
      steps++;
      if (record.readUInt32LE(8 + 10) <= boot) setbacks.push(`time since boot after ${boot}`);
      boot = record.readUInt32LE(8 + 10);
    }
    expect(setbacks).toEqual([]);
    expect(steps).toBeGreaterThan(1000);
  }, 30_000);

  it('come in pieces that end between records', () => {
    const { bytes } = streamOfFrames(3000);
    const pieces = [...piecesBetweenRecords(bytes, 10_000)];
    expect(pieces.length).toBeGreaterThan(3);
    expect(Buffer.concat(pieces)).toEqual(Buffer.from(bytes));
    for (const piece of pieces) expect([...recordsOf(piece)].length).toBeGreaterThan(0);
  });
});

describe('the arithmetic', () => {
  it('finds the middle and the exponent of a growth', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    for (const power of [0.5, 1, 2]) {
      expect(exponentOf([1, 2, 4, 9].map((x) => ({ x, y: 7 * x ** power })))).toBeCloseTo(power, 10);
    }
  });
});

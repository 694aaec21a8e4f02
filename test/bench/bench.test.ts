import { describe, expect, it } from 'vitest';
import { Draw } from '../../bench/draw.ts';
import { mix } from '../../bench/mix.ts';
import { exponentOf, median } from '../../bench/numbers.ts';
import { PlainMotion } from '../../bench/plain-motion.ts';
import {
  type BenchLevel,
  benchLevels,
  filterAll,
  loadProduct,
  loopAt,
  sourceFolder,
  surveyOf,
  tlogOf,
} from '../../bench/product.ts';
import { compareOutputs, piecesBetweenRecords, recordsOf, wholeRecordsEnd } from '../../bench/records.ts';
import { piecesOfBytes, streamOfBytes, streamOfFrames } from '../../bench/stream.ts';
import {
  type LevelResults,
  measureAll,
  missedBounds,
  QUICK_SHARE,
  type Results,
  type Sizes,
} from '../../bench/suite.ts';
import { resultsPage, withKept } from '../../bench/tables.ts';
import { tolerancesOf } from '../../bench/tolerances.ts';

const tiny: Sizes = {
  againBelow: 0,
  throughput: { frames: 2000, rounds: 2, passes: 1 },
  command: { megabytes: 0.5, rounds: 1 },
  relocation: { positions: 500, runs: 2 },
  stages: { frames: 2000, runs: 1 },
  allocation: { frames: 20_000, warm: 5000 },
  linear: { megabytes: [0.1, 0.2], runs: 1 },
  memory: { smallMegabytes: 1, largeMegabytes: 2 },
  logs: {
    levels: ['dynamics'],
    throughput: { megabytes: 1, rounds: 1, passes: 1 },
    allocation: { frames: 20_000, warm: 10_000 },
    memory: { smallMegabytes: 1, largeMegabytes: 2 },
  },
  // Measured in a test of its own.
  exports: { kinds: [], levels: [], throughput: { megabytes: 1, rounds: 1 }, allocation: undefined, memory: undefined },
};

const none = { logs: [], exports: { logs: [], peerMemory: undefined } };

type Product = Awaited<ReturnType<typeof loadProduct>>;

/** The output of a stream and what was counted. */
function filtered(product: Product, bytes: Uint8Array, level: BenchLevel) {
  const pieces: Uint8Array[] = [];
  const loop = loopAt(product, level, surveyOf(product, bytes));
  const counts = filterAll(loop, bytes, (piece) => pieces.push(piece.slice()));
  return { output: Buffer.concat(pieces), counts };
}

describe('the benchmark', () => {
  it('measures everything and prints a document of a known shape', async () => {
    const results = await measureAll(sourceFolder, tiny, () => undefined);
    const document = JSON.parse(JSON.stringify(results)) as Results;
    expect(document.mix).toHaveLength(mix.length);
    expect(document.levels.map(({ level }) => level)).toEqual(benchLevels);
    for (const { level, throughput, stages, allocation, linear, memory } of document.levels) {
      expect(throughput).toMatchObject({ level, frames: 2000, rounds: 2, bound: 25 });
      expect(throughput.agreement.frames).toBeGreaterThan(1000);
      expect(throughput.agreement.sampled).toBeGreaterThan(0);
      // Where places are moved both sides move them, each with a dither of its own.
      expect(throughput.agreement.differing > 100).toBe(level === 'dynamics');
      expect(throughput.ratio.least).toBeGreaterThan(0);
      expect(throughput.ratio.most).toBeGreaterThanOrEqual(throughput.ratio.median);
      expect(stages.map(({ nanosecondsPerFrame }) => nanosecondsPerFrame > 0)).toEqual(new Array(4).fill(true));
      expect(allocation).toMatchObject({ frames: 20_000, bound: 1_000_000, allocatedBound: 8 });
      expect(allocation.heapGrowthBytes).toBeTypeOf('number');
      expect(allocation.allocatedBytesPerFrame).toBeTypeOf('number');
      expect(linear.points).toHaveLength(2);
      expect(linear.exponent).toBeTypeOf('number');
      expect(memory!.small.peakMegabytes).toBeGreaterThan(20);
      expect(memory!.large.peakMegabytes).toBeGreaterThan(20);
    }
    expect(document.relocation).toMatchObject({ positions: 500 });
    expect(document.relocation.nearNanoseconds).toBeGreaterThan(0);
    expect(document.relocation.farNanoseconds).toBeGreaterThan(0);
    expect(document.command).toMatchObject({ level: 'dynamics', megabytes: 0.5, rounds: 1, bound: 8 });
    expect(document.command.agreement.frames).toBeGreaterThan(8000);
    expect(document.command.filterMilliseconds).toBeGreaterThan(0);
    expect(document.command.peerMilliseconds).toBeGreaterThan(0);
    expect(document.logs.map(({ format, level }) => [format, level])).toEqual([
      ['ulog', 'dynamics'],
      ['dataflash', 'dynamics'],
    ]);
    for (const { format, level, agreement, throughput, allocation, memory } of document.logs) {
      expect(throughput).toMatchObject({ level, megabytes: 1, bound: format === 'ulog' ? 10 : 3, hashBound: 0.5 });
      expect(agreement.comparedFields).toBeGreaterThan(1000);
      expect(throughput.ratio.least).toBeGreaterThan(0);
      expect(throughput.hashRatio.least).toBeGreaterThan(0);
      expect(allocation).toMatchObject({ bound: 1_000_000, allocatedBound: 8 });
      expect(allocation.frames).toBeGreaterThanOrEqual(20_000);
      expect(memory!.large.peakMegabytes).toBeGreaterThan(20);
    }
    expect(document.exports).toEqual({ logs: [] });
    const page = resultsPage(results, [], { date: '2025-01-01', commit: 'abc', machine: 'none', quick: true });
    for (const { type } of mix) expect(page).toContain(`| ${type.MSG_NAME} |`);
    expect(page).not.toMatch(/undefined|NaN|\[object/);
  }, 240_000);

  it('says which bound was missed, also when a number is none', () => {
    const level = {
      level: 'dynamics',
      throughput: { ratio: { median: 25 }, bound: 25 },
      allocation: { heapGrowthBytes: 999_999, allocatedBytesPerFrame: 7.9, allocatedBound: 8, bound: 1_000_000 },
      linear: { exponent: 1.1, bound: { least: 0.9, most: 1.1 } },
      memory: { extraMegabytes: 150, bound: 150 },
    } as unknown as LevelResults;
    const good = { levels: [level], command: { ratio: { median: 8 }, bound: 8 }, ...none } as unknown as Results;
    expect(missedBounds(good)).toEqual([]);
    expect(missedBounds({ ...good, levels: [{ ...level, memory: undefined }] })).toEqual([]);
    const misses: object[] = [
      { throughput: { ...level.throughput, ratio: { median: 24.9 } } },
      { throughput: { ...level.throughput, ratio: { median: Number.NaN } } },
      { allocation: { ...level.allocation, heapGrowthBytes: 1_000_000 } },
      { allocation: { ...level.allocation, allocatedBytesPerFrame: 8 } },
      { linear: { ...level.linear, exponent: 1.11 } },
      { linear: { ...level.linear, exponent: 0.89 } },
      { linear: { ...level.linear, exponent: Number.NaN } },
      { memory: { ...level.memory, extraMegabytes: 150.1 } },
    ];
    for (const miss of misses) {
      expect(missedBounds({ ...good, levels: [level, { ...level, ...miss }] }), JSON.stringify(miss)).toHaveLength(1);
    }
    for (const median of [7.9, Number.NaN]) {
      const command = { ...good.command, ratio: { ...good.command.ratio, median } };
      expect(missedBounds({ ...good, command })).toHaveLength(1);
    }
  });

  it('takes a share of the bounds of speed for enough where it is told to, and of nothing else', () => {
    const level = {
      level: 'dynamics',
      throughput: { ratio: { median: 18 }, bound: 25 },
      allocation: { heapGrowthBytes: 0, allocatedBytesPerFrame: 0, allocatedBound: 8, bound: 1_000_000 },
      linear: { exponent: 0.7, bound: { least: 0.9, most: 1.1 } },
    } as unknown as LevelResults;
    const command = { ratio: { median: 6 }, bound: 8 } as unknown as Results['command'];
    expect(missedBounds({ levels: [level], command, ...none })).toHaveLength(3);
    expect(missedBounds({ levels: [level], command, ...none }, QUICK_SHARE)).toEqual([]);
    const slow = { ...level, throughput: { ...level.throughput, ratio: { median: 17 } } } as LevelResults;
    const wasteful = { ...level, allocation: { ...level.allocation, allocatedBytesPerFrame: 8 } } as LevelResults;
    const superlinear = { ...level, linear: { ...level.linear, exponent: 1.6 } } as LevelResults;
    for (const one of [slow, wasteful, superlinear]) {
      expect(missedBounds({ levels: [one], command, ...none }, QUICK_SHARE)).toHaveLength(1);
    }
    expect(
      missedBounds(
        { levels: [], command: { ...command, ratio: { ...command.ratio, median: 5 } }, ...none },
        QUICK_SHARE,
      ),
    ).toHaveLength(1);
  });

  it('leaves the section of others in the page', () => {
    const kept = '<!-- privacy -->\n## Privacy\n\n| a |\n<!-- /privacy -->';
    expect(withKept('# New\n', `# Old\n\n${kept}\n`)).toBe(`# New\n\n${kept}\n`);
    expect(withKept('# New\n', '# Old\n')).toBe('# New\n');
    const both = `${kept}\n\n<!-- consent -->\nb\n<!-- /consent -->`;
    expect(withKept('# New\n', `# Old\n${both}\n`)).toBe(`# New\n\n${both}\n`);
  });
});

describe('the comparison of outputs', () => {
  it('sees a field that differs, a frame that is missing, and a number that skips', async () => {
    const product = await loadProduct(sourceFolder);
    const { output } = filtered(product, streamOfFrames(500).bytes, 'engineering');
    const count = [...recordsOf(output)].length;
    const same = { frames: count, identical: count, sampled: count, near: 0, differing: 0 };
    expect(compareOutputs(output, output.subarray(), 1)).toEqual(same);

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

  it('lets moved fields differ by dither and rounding and no more', async () => {
    const product = await loadProduct(sourceFolder);
    const { output, counts } = filtered(product, streamOfFrames(500).bytes, 'dynamics');
    const tolerances = tolerancesOf(counts);
    expect([...tolerances.get('GLOBAL_POSITION_INT')!.keys()]).toEqual(expect.arrayContaining(['lat', 'lon', 'alt']));
    const records = [...recordsOf(output)];
    const position = records.findIndex((record) => record[8 + 7] === 33);
    const shifted = (at: number, by: number): Buffer => {
      const copy = records.map((record) => Buffer.from(record));
      const record = copy[position]!;
      record.writeInt32LE(record.readInt32LE(8 + 10 + at) + by, 8 + 10 + at);
      return Buffer.concat(copy);
    };
    const [latitude, overHome] = [4, 16];
    expect(compareOutputs(output, shifted(latitude, 4), 1e6, tolerances)).toMatchObject({ differing: 1 });
    expect(() => compareOutputs(output, shifted(latitude, 5), 1e6, tolerances)).toThrow(/lat differs/);
    expect(() => compareOutputs(output, shifted(overHome, 100), 1e6, tolerances)).toThrow(/relativeAlt differs/);
    expect(() => compareOutputs(output, shifted(latitude, 1), 1e6)).toThrow(/lat differs/);
  });

  it('knows that directions start anew behind a whole turn, and lengths that may differ', () => {
    const frame = (payload: readonly number[]): Buffer =>
      Buffer.from([...new Array<number>(8).fill(0), 0xfd, payload.length, 0, 0, 0, 1, 1, 33, 0, 0, ...payload, 0, 0]);
    const zeros = new Array<number>(26).fill(0);
    const near = frame([...zeros, 0x9e, 0x8c]);
    const north = frame([...zeros, 1]);
    const tolerance = { most: 3, whole: 36_000, start: 26, end: 28 };
    const within = (name: string, more: object = {}) =>
      new Map([['GLOBAL_POSITION_INT', new Map([[name, { ...tolerance, ...more }]])]]);
    expect(compareOutputs(near, north, 1, within('hdg'))).toMatchObject({ frames: 1, differing: 1 });
    expect(() => compareOutputs(near, north, 1, within('hdg', { whole: 360_000 }))).toThrow(/hdg differs/);
    expect(() => compareOutputs(near, north, 1, within('hdg', { end: 27 }))).toThrow(/length differs/);
  });
});

describe('the relocation of the other side', () => {
  const origin = { latitudeDeg: -10, longitudeDeg: -120 };
  const firstFix = { latitudeDeg: 47, longitudeDeg: 8, altitudeM: 400 };

  it('lays the first fix where it was drawn and turns what lies north of it', () => {
    const motion = new PlainMotion({ turnRad: Math.PI / 2, eastM: 0, northM: 1000, heightM: 150 }, origin, firstFix);
    expect(motion.raiseM).toBe(-250);
    motion.place(470_000_000, 80_000_000);
    expect(motion.latitudeE7 * 1e-7).toBeCloseTo(-10 + 1000 / 111_320, 4);
    expect(motion.longitudeE7 * 1e-7).toBeCloseTo(-120, 6);
    const before = motion.longitudeE7;
    // 111.2 m north become 111.2 m east.
    motion.place(470_010_000, 80_000_000);
    expect((motion.longitudeE7 - before) * 1e-7).toBeCloseTo(111.18 / (111_320 * Math.cos((10 * Math.PI) / 180)), 6);
    expect(motion.north(3, 4)).toBeCloseTo(-4, 12);
    expect(motion.east(3, 4)).toBeCloseTo(3, 12);
  });

  it('keeps directions within their range', () => {
    const motion = new PlainMotion({ turnRad: 3, eastM: 0, northM: 0, heightM: 0 }, origin, firstFix);
    expect(motion.direction(1, 2 * Math.PI, true, true)).toBeCloseTo(4 - 2 * Math.PI, 12);
    expect(motion.hasPointedNorth).toBe(false);
    expect(Math.abs(motion.direction(30_000, 36_000, false, false) - 11_189)).toBeLessThan(2);
    motion.direction(35_990, 36_000, false, false);
    expect(motion.hasPointedNorth).toBe(true);
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
    const facts = surveyOf(product, bytes);
    expect(facts.format).toBe(tlogOf(product).name);
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
    const end = pieces[0]!.length;
    for (const cut of [0, 1, 17, 18]) expect(wholeRecordsEnd(bytes.subarray(0, end + cut))).toBe(end);
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

import { beforeAll, describe, expect, it } from 'vitest';
import { checkExports } from '../../bench/exports/agreement.ts';
import { compareRecords, openLog, readRecords } from '../../bench/exports/dji-reader.ts';
import { logsOf, outputOf, passesOf } from '../../bench/exports/passes.ts';
import { moveColumns, moveSubtitles } from '../../bench/exports/plain-move.ts';
import { replaceByHeader, replaceColumns, replaceSubtitles, splitColumns } from '../../bench/exports/plain-replace.ts';
import { type ExportBench, exportBenches, LEAST_DJI_RATIO, LEAST_TEXT_RATIO } from '../../bench/exports/subjects.ts';
import { type ExportLevelResult, measureExports, missedExportBounds } from '../../bench/exports/suite.ts';
import { exportBoundRows, exportsSection } from '../../bench/exports/tables.ts';
import { compareSubtitles, compareTables } from '../../bench/exports/text-check.ts';
import { benchLevels, loadProduct, type Product, sourceFolder, surveyOf } from '../../bench/product.ts';

let product: Product;
beforeAll(async () => {
  product = await loadProduct(sourceFolder);
});

type Generated = ExportBench & Required<Pick<ExportBench, 'pieces'>>;
const generated = exportBenches().filter((bench): bench is Generated => bench.pieces !== undefined);
const named = (name: string): ExportBench => exportBenches().find((bench) => bench.name === name)!;

describe.each(generated)('the log of $name', (bench) => {
  it('is the same each time, as long as is wanted, and of its format throughout', () => {
    const [bytes] = logsOf(bench, 600_000);
    expect(Buffer.compare(bytes!, logsOf(bench, 600_000)[0]!)).toBe(0);
    expect(Math.abs(bytes!.length / 600_000 - 1)).toBeLessThan(0.01);
    expect(product.detectFormat(bytes!, true).name).toBe(bench.format);
    const facts = surveyOf(product, bytes!, bench.format);
    expect(facts.gapBytes).toEqual({});
    expect(Math.abs(bytes!.length / facts.frames / bench.bytesPerFrame - 1)).toBeLessThan(0.15);
  });
});

describe.each([named('dji-v8'), named('dji-v11')])('the record of $name', (bench) => {
  it('is one flight whose clock goes on where its records are repeated, for another reader', () => {
    const log = openLog(logsOf(bench, 600_000)[0]!);
    expect(log.version).toBe(bench.name === 'dji-v8' ? 8 : 11);
    expect(log.details.aircraftName).toBe('Nerina Kestrel');
    const instants = readRecords(log)
      .filter(({ type }) => type === 'Custom')
      .map(({ content }) => Date.parse(String(content.updateTimestamp)));
    const strides = instants.slice(1).map((instant, index) => instant - instants[index]!);
    expect(strides.length).toBeGreaterThan(1700);
    expect(strides.every((stride) => stride >= 190 && stride <= 210)).toBe(true);
  });
});

describe.each([...generated, named('dji-v14')])('the output of $name', (bench) => {
  it.each(benchLevels)('is found by others as it was counted: %s', (level) => {
    const { records, values } = checkExports(product, level, bench, 200_000);
    expect(records).toBeGreaterThan(500);
    expect(values).toBeGreaterThan(records);
  });
});

describe('the comparison', () => {
  it('sees a record that is missing, one that is counted wrong, and a value that differs', () => {
    const bench = named('dji-v8');
    const [input] = logsOf(bench, 100_000);
    const counted = new Map<number, { written: number; withheld: number }>();
    for (let at = 100; at < Number(Buffer.from(input!).readBigUInt64LE()) - 4; at += input![at + 1]! + 3) {
      const type = input![at]!;
      counted.set(type, { written: (counted.get(type)?.written ?? 0) + 1, withheld: 0 });
    }
    expect(compareRecords(input!, input!, counted, true).values).toBeGreaterThan(1000);

    const more = new Map(counted).set(1, { ...counted.get(1)!, written: counted.get(1)!.written + 1 });
    expect(() => compareRecords(input!, input!, more, true)).toThrow(/^OSD: \d+ written/);
    // A record that the reader refuses in the input as well.
    expect(compareRecords(input!, input!, more, false).values).toBeGreaterThan(1000);
    const osd = recordAt(input!, 1);
    const without = Buffer.from(input!);
    // A type that nobody reads.
    without[osd] = 99;
    for (const isWhole of [true, false]) {
      expect(() => compareRecords(input!, without, counted, isWhole)).toThrow(/^OSD: /);
    }
    const turned = Buffer.from(input!);
    // Pitch, behind the seed, two doubles and four numbers of two bytes.
    turned[osd + 3 + 24]! ^= 1;
    expect(() => compareRecords(input!, turned, counted, true)).toThrow(/^OSD \d+: pitch differs/);
  });

  it('sees a block that is missing and a token that differs', () => {
    const [input] = logsOf(named('srt-home'), 5000);
    const text = Buffer.from(input!).toString();
    const compare = (changed: string) => compareSubtitles(input!, Buffer.from(changed));
    expect(compare(text).values).toBeGreaterThan(100);
    expect(() => compare(text.replace('Shutter:', 'Shutter:9'))).toThrow(/^block 0: /);
    expect(() => compare(text.replace('00:00:05,000 -->', '00:00:05,001 -->'))).toThrow(/^block 5: /);
    expect(() => compare(text.slice(text.indexOf('\n2\n') + 1))).toThrow(/blocks in one/);
    expect(() => compareSubtitles(Buffer.from('1\n00:00 '), Buffer.from('1\n00:00 '))).toThrow(/nothing is left/);
  });

  it('sees a row that is missing, a cell too many, and a kept cell that differs', () => {
    const table = 'a,b,c\n1,2,3\n4,5,6\n';
    const compare = (changed: string) => compareTables(Buffer.from(table), Buffer.from(changed), new Set(['b']));
    expect(compare('a,b,c\n,2,\n7,5,6\n')).toEqual({ records: 2, values: 3 });
    expect(() => compare('a,b,c\n1,2,3\n')).toThrow(/rows in one/);
    expect(() => compare('a,b,c\n1,2,3\n4,5,6,\n')).toThrow(/row 2 has 4 cells/);
    expect(() => compare('a,b,c\n1,,3\n4,5,6\n')).toThrow(/row 1: b differs/);
    expect(() => compareTables(Buffer.from(table), Buffer.from(table), new Set(['d']))).toThrow(/nothing is left/);
  });

  /** Where the second record of a type starts. */
  function recordAt(log: Uint8Array, type: number): number {
    let met = 0;
    for (let at = 100; ; at += log[at + 1]! + 3) if (log[at] === type && met++ === 1) return at;
  }
});

describe('the regular expressions', () => {
  it('replace what tells where and when in every dialect, and nothing else', () => {
    const replaced = (text: string): string => replaceSubtitles(Buffer.from(text)).toString();
    expect(replaced('[ev: 0] [latitude: -1.5] [longtitude : 2.5] [rel_alt: 1.2 abs_alt: 3.4] [ct: 5]\n')).toBe(
      '[ev: 0] [latitude: 0.000000] [longtitude: 0.000000] [rel_alt: 0.000 abs_alt: 0.000] [ct: 5]\n',
    );
    expect(replaced('HOME(1.5,2.5) 2017.8.5 14:11:51\nGPS(1.5,2.5,16) BAROMETER:1.9')).toBe(
      'HOME (0.0000, 0.0000) 2000-01-01 00:00:00.000\nGPS (0.0000, 0.0000,16) BAROMETER:0.0',
    );
    expect(replaced('F/2.8, GPS (1.5, 2.5, 7), D 2.5m, H 4.5m, H.S 0.00m/s')).toBe(
      'F/2.8, GPS (0.0000, 0.0000, 7), D 0.00m, H 0.00m, H.S 0.00m/s',
    );
    expect(replaced('2022-08-07 13:40:40,774,808\n00:00:00,000 --> 00:00:00,033')).toBe(
      '2000-01-01 00:00:00.000\n00:00:00,000 --> 00:00:00,033',
    );
    expect(replaced('2.8, HOME (1.5, 2.5, -57.98m), D 1.0m, H -2.0m')).toBe(
      '2.8, HOME (0.0000, 0.0000, 0.00m), D 0.00m, H 0.00m',
    );
    expect(replaced('2018/04/19T16:01:38.252')).toBe('2000-01-01 00:00:00.000');
  });

  it.each([
    ['an expression for each cell', replaceColumns],
    ['one for the row', replaceByHeader],
    ['splitting', splitColumns],
  ])('empty the cells of an export that tell where and when: %s', (_, replace) => {
    const replaced = (text: string): string => replace(Buffer.from(text)).toString();
    expect(replaced('time(ms),latitude,roll\n1,2,3\n4,5,6\n')).toBe('time(ms),latitude,roll\n,,3\n,,6\n');
    expect(replaced('roll,latitude,pitch,,city\n1,2,,,\n4,5,6,7,8')).toBe('roll,latitude,pitch,,city\n1,,,,\n4,,6,7,');
    // A mark in front, and a last column that is hidden.
    expect(replaced('\ufefflatitude,roll,date\n1,2,3')).toBe('\ufefflatitude,roll,date\n,2,');
  });

  it.each([
    ['an expression for each cell', replaceColumns],
    ['one for the row', replaceByHeader],
  ])('keep the quotes and line ends of an export right: %s', (_, replace) => {
    const replaced = (text: string): string => replace(Buffer.from(text)).toString();
    const header = 'roll,"date, time",message,"the ""city"""\r\n';
    expect(replaced(`${header}1,"2,0","a ""b"", c",x\r\n\r\n3,"4\n4","5\r\n5","6, 6"\r\n7,8,9,\n`)).toBe(
      `${header}1,,"a ""b"", c",\r\n\r\n3,,"5\r\n5",\r\n7,,9,\n`,
    );
    // Too few cells, and a quote that does not close: nothing that is told stays.
    expect(replaced('time,roll,city\n1,2\n3,4,5\n6,"7,8\n9\n')).not.toMatch(/[135689]/);
  });
});

describe('the regular expressions that move', () => {
  it('move places, heights and dates and keep how they are written', () => {
    const moved = (text: string): string => moveSubtitles(Buffer.from(text)).toString();
    expect(
      moved('2024-05-17 09:30:00.033\n[ev: 0] [latitude: -1.5000] [longtitude : 2.5] [rel_alt: 1.2 abs_alt: 3.4]'),
    ).toBe('2024-05-05 19:43:20.033\n[ev: 0] [latitude: 0.0000] [longtitude: -1.0] [rel_alt: 1.2 abs_alt: 23.4]');
    expect(moved('HOME(1.5,2.5) 2017.08.05 14:11:51\nGPS (1.25, 2.50, 16), D 2.5m, H 4.5m')).toBe(
      'HOME(-2.0,4.0) 2017.07.25 00:25:11\nGPS (-2.25, 4.00, 16), D 0.00m, H 4.5m',
    );
    const table = 'updateTime,latitude,HOME.latitude,altitude(m),roll\n2024/05/17 09:30:00.033,-1.5000,7,1.5,3\n,,,,\n';
    expect(moveColumns(Buffer.from(table)).toString()).toBe(
      'updateTime,latitude,HOME.latitude,altitude(m),roll\n2024/05/05 19:43:20.033,0.0000,,21.5,3\n,,,,\n',
    );
  });
});

describe('the passes', () => {
  it('are two where a log is measured first, and give the same', () => {
    const bench = named('dji-v11');
    const [input] = logsOf(bench, 250_000);
    const passes = passesOf(product, 'engineering', bench, input!);
    const { output, counts } = outputOf(passes);
    expect(passes.all().outputBytes).toBe(counts.outputBytes);
    const offset = Number(Buffer.from(output).readBigUInt64LE());
    // Where the details start, which only the first pass can tell.
    expect(output.length - offset).toBe(400);
  });

  it('are not made of what is another format', () => {
    const [table] = logsOf(named('csv-airdata'), 20_000);
    expect(() => passesOf(product, 'engineering', named('srt-home'), table!)).toThrow(/is taken for csv/);
  });
});

describe('the suite', () => {
  it('measures each kind at each level and prints a section of it', async () => {
    const kinds = ['dji-v11', 'srt-home', 'csv-columns'];
    const results = await measureExports(
      sourceFolder,
      {
        ...{ kinds, levels: ['dynamics'], throughput: { megabytes: 0.3, rounds: 1 } },
        allocation: { frames: 30_000, warm: 15_000 },
        memory: { smallMegabytes: 0.5, largeMegabytes: 1, peerMegabytes: 1 },
        againBelow: 0,
      },
      () => undefined,
    );
    const document = JSON.parse(JSON.stringify(results)) as typeof results;
    expect(document.logs.map(({ name }) => name)).toEqual(kinds);
    for (const { name, agreement, throughput, allocation, memory } of document.logs) {
      expect(throughput.bound).toBe(name === 'dji-v11' ? LEAST_DJI_RATIO : LEAST_TEXT_RATIO);
      expect(throughput.frames).toBeGreaterThan(500);
      expect(throughput.ratio.least).toBeGreaterThan(0);
      expect(throughput.passRatio.least).toBeGreaterThan(0);
      expect(throughput.moveRatio === undefined).toBe(name === 'dji-v11');
      expect(throughput.otherRatios.map(({ ratio }) => ratio.least > 0)).toEqual(
        name === 'csv-columns' ? [true, true] : [],
      );
      expect(agreement!.values).toBeGreaterThan(agreement!.records);
      // Of one kind of each format.
      expect([allocation === undefined, memory === undefined]).toEqual([name === 'srt-home', name === 'srt-home']);
      if (memory !== undefined) expect(memory.large.peakMegabytes).toBeGreaterThan(20);
      if (allocation !== undefined) expect(allocation).toMatchObject({ bound: 1_000_000, allocatedBound: 8 });
    }
    expect(document.peerMemory!.peakMegabytes).toBeGreaterThan(50);
    const section = exportsSection(results).join('\n');
    expect(section).not.toMatch(/undefined|NaN|\[object/);
    expect(section.match(/times as fast as .*; without a bound/g)).toHaveLength(2);
    expect(exportBoundRows(results)).toHaveLength(3 + 2 * 3);
  }, 240_000);
});

describe('the bounds of exports', () => {
  it('are told when missed, each on its own, and a share of those of speed is enough where it is said', () => {
    const log = {
      ...{ name: 'x', level: 'dynamics' },
      throughput: { peer: 'y', ratio: { median: 10 }, bound: 10 },
      allocation: { heapGrowthBytes: 999_999, allocatedBytesPerFrame: 7.9, allocatedBound: 8, bound: 1_000_000 },
      memory: { extraMegabytes: 150, bound: 150 },
    } as unknown as ExportLevelResult;
    const { throughput, allocation } = log;
    const missed = (change: object, share: number): string[] =>
      missedExportBounds({ logs: [log, { ...log, ...change } as ExportLevelResult], peerMemory: undefined }, share);
    expect(missed({}, 1)).toEqual([]);
    expect(missed({ allocation: undefined, memory: undefined }, 1)).toEqual([]);
    const slow = (median: number, bound?: number) => ({ throughput: { ...throughput, ratio: { median }, bound } });
    expect(missed(slow(0.1), 1)).toEqual([]);
    expect(missed(slow(9.9, 10), 1)).toHaveLength(1);
    expect(missed(slow(9.9, 10), 0.7)).toEqual([]);
    for (const median of [6.9, Number.NaN]) expect(missed(slow(median, 10), 0.7)).toHaveLength(1);
    for (const change of [
      { allocation: { ...allocation, heapGrowthBytes: 1_000_000 } },
      { allocation: { ...allocation, allocatedBytesPerFrame: 8 } },
      { memory: { extraMegabytes: 150.1, bound: 150 } },
    ]) {
      expect(missed(change, 1), JSON.stringify(change)).toHaveLength(1);
      expect(missed(change, 0.7)).toHaveLength(1);
    }
  });
});

import { parseNmeaSentence } from 'nmea-simple';
import { beforeAll, describe, expect, it } from 'vitest';
import { nmeaLog } from '../../bench/nmea/nmea-log.ts';
import { replaceSentences } from '../../bench/nmea/plain-replace.ts';
import { nmeaSection } from '../../bench/nmea/run.ts';
import { checkSentences, measureNmea, missedNmeaBounds, type NmeaResult } from '../../bench/nmea/throughput.ts';
import { loadProduct, type Product, sourceFolder, surveyOf } from '../../bench/product.ts';

let product: Product;
beforeAll(async () => {
  product = await loadProduct(sourceFolder);
});

const log = nmeaLog(60_000);
const linesOf = (bytes: Uint8Array): string[] => Buffer.from(bytes).toString('latin1').trimEnd().split('\r\n');

describe('the log', () => {
  it('is the same each time, and sentences throughout for us and for another reader', () => {
    expect(Buffer.compare(log, nmeaLog(60_000))).toBe(0);
    const facts = surveyOf(product, log, 'nmea');
    expect(facts.gapBytes).toEqual({});
    expect(facts.frames).toBe(linesOf(log).length);
    const kinds = new Set(linesOf(log).map((line) => parseNmeaSentence(line).sentenceId));
    expect([...kinds].sort()).toEqual(['GGA', 'GLL', 'GSA', 'GST', 'GSV', 'RMC', 'VTG', 'ZDA'].sort());
  });
});

describe('the regular expressions', () => {
  it('hide places, heights, dates and satellites, and keep the rest', () => {
    const [before, after] = [linesOf(log), linesOf(replaceSentences(log))];
    expect(after).toHaveLength(before.length);
    const read = (kind: string) =>
      after.map((line) => parseNmeaSentence(line)).filter((one) => one.sentenceId === kind);
    expect(read('RMC')).not.toHaveLength(0);
    for (const kind of ['RMC', 'GGA', 'GLL'])
      for (const one of read(kind)) expect(one).toMatchObject({ latitude: 0, longitude: 0 });
    for (const one of read('GGA')) expect(one).toMatchObject({ altitudeMeters: 0, satellitesInView: 17 });
    expect(after.filter((line) => /170524|2024|,08,/.test(line))).toEqual([]);
    expect(before.filter((line) => /170524|2024|,08,/.test(line)).length).toBeGreaterThan(50);
    expect(after.filter((line) => line.startsWith('$GNVTG'))).toEqual(
      before.filter((line) => line.startsWith('$GNVTG')),
    );
  });
});

describe('the check', () => {
  it('sees a place, a wrong checksum and a sentence too few', () => {
    const hidden = replaceSentences(log);
    const count = linesOf(log).length;
    expect(() => checkSentences(log, hidden, count)).not.toThrow();
    expect(() => checkSentences(log, hidden, count + 1)).toThrow(/were written/);
    expect(() => checkSentences(log, log, count)).toThrow(/tells a place/);
    expect(() => checkSentences(hidden.subarray(0, 0), hidden, count)).toThrow(/no place/);
    const wrong = Buffer.from(hidden);
    wrong[7]! ^= 1;
    expect(() => checkSentences(log, wrong, count)).toThrow();
  });
});

it('measures a little', async () => {
  const result = await measureNmea(product, 'dynamics', { megabytes: 0.06, rounds: 1 });
  expect(result.sentences).toBe(linesOf(log).length);
  expect(result.withheld).toBeGreaterThan(10);
  for (const speed of [result.loopSpeed, result.replaceSpeed, result.parserSpeed, result.ratio.median]) {
    expect(speed).toBeGreaterThan(0);
  }
  const at = (median: number): NmeaResult => ({ ...result, ratio: { median, least: median, most: median } });
  expect(missedNmeaBounds([at(1)])).toEqual([]);
  expect(missedNmeaBounds([at(0.99)])).toHaveLength(1);
  expect(missedNmeaBounds([at(0.99)], 0.7)).toEqual([]);
  expect(missedNmeaBounds([at(Number.NaN)], 0.7)).toHaveLength(1);
  const about = { date: '2026-01-02', commit: 'abc1234', machine: '2 cores', quick: false };
  expect(nmeaSection([at(3)], ['this'], about)).toContain('3 (3 to 3) | at least 1');
});

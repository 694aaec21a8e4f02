import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jpeg } from '../../../samples/dji/jpeg.ts';
import { djiFormat } from '../../../src/formats/dji/index.ts';
import { Found } from '../../../src/model/format.ts';
import { type Part, read, value } from './read.ts';
import { bodyOf, DjiWriter, detailsOf, SEPARATOR } from './writer.ts';

const START_MS = 1_600_000_000_000;
const versions = [4, 8, 12] as const;

function flight(version: number, records = 12): DjiWriter {
  const writer = new DjiWriter(version);
  if (version >= 12) writer.details(detailsOf(version));
  for (let index = 0; index < records; index++) writer.osd(40 + index, 8).custom(START_MS + index);
  return writer;
}

function wholeOf(version: number): Uint8Array {
  const writer = flight(version).raw(jpeg()).osd(60, 8).raw(SEPARATOR);
  return (version < 12 ? writer.details(detailsOf(version)) : writer).bytes();
}

function texts(parts: readonly Part[]): string[] {
  return parts.map(({ message, body }) => `${message} ${Buffer.from(body).toString('hex')}`);
}

describe.each(versions)('version %i', (version) => {
  const log = wholeOf(version);
  const whole = texts(read(log).parts);

  test('every truncation gives parts of the whole, and the rest is the end of the input', () => {
    for (let length = 0; length < log.length; length += length < 600 ? 1 : 3) {
      const { parts, gaps } = read(log.subarray(0, length));
      const records = texts(parts).filter((text) => !text.startsWith('JPEG'));
      expect(records).toEqual(whole.filter((text) => records.includes(text)).slice(0, records.length));
      expect(gaps.length).toBeLessThanOrEqual(1);
      if (gaps[0] !== undefined && gaps[0].reason !== 'noise') expect(gaps[0].reason).toBe('end-of-input');
    }
  });

  test('a damaged byte of the log costs few records, in any chunks, and makes none up', () => {
    const osd = whole.filter((text) => text.startsWith('OSD'));
    for (let at = version < 6 ? 12 : 100; at < log.length; at += 3) {
      const damaged = log.slice();
      damaged[at]! ^= 0x55;
      const { parts } = read(damaged);
      const found = texts(parts).filter((text) => text.startsWith('OSD'));
      expect(found.filter((text) => osd.includes(text)).length).toBeGreaterThanOrEqual(osd.length - 5);
      // The payload itself may differ in one record.
      expect(found.filter((text) => !osd.includes(text)).length).toBeLessThanOrEqual(1);
      if (at % 5 === 0) expect(texts(read(damaged, { chunk: 61 }).parts)).toEqual(texts(parts));
    }
  });

  test('junk between records is skipped', () => {
    const junk = fc.uint8Array({ minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(junk, fc.integer({ min: 1, max: 90 }), (bytes, chunk) => {
        const writer = flight(version, 5).raw(bytes);
        for (let index = 0; index < 6; index++) writer.osd(50 + index, 8);
        const junky = writer.bytes();
        const latitudes = value(junky, 'OSD', 'latitude').map((rad) => Math.round((Number(rad) * 180) / Math.PI));
        // Junk that looks like the beginning of a record may cost the next ones.
        expect(latitudes.slice(0, 5)).toEqual([40, 41, 42, 43, 44]);
        expect(latitudes.slice(-2)).toEqual([54, 55]);
        expect(read(junky, { chunk })).toEqual(read(junky));
      }),
    );
  });

  test('what has the form of one or two records in junk is none', () => {
    const like = new DjiWriter(version)
      .osd(1, 2)
      .osd(3, 4)
      .bytes()
      .subarray(version < 6 ? 12 : 100);
    for (const length of [like.length / 2, like.length]) {
      const writer = flight(version, 4).raw([0, 0xff], like.subarray(0, length), new Uint8Array(300));
      for (let index = 0; index < 6; index++) writer.osd(50 + index, 8);
      const latitudes = value(writer.bytes(), 'OSD', 'latitude').map((rad) => (Number(rad) * 180) / Math.PI);
      expect(latitudes.filter((one) => one < 39)).toEqual([]);
      expect(latitudes.length).toBeGreaterThanOrEqual(8);
    }
  });

  test('a record without its end costs the next one too', () => {
    const { messages, gaps } = read(
      flight(version, 4).osd(1, 2, { end: 0xfe }).osd(50, 8).osd(51, 8).osd(52, 8).bytes(),
    );
    expect(messages.filter((message) => message === 'OSD')).toHaveLength(6);
    expect(gaps).toMatchObject([{ reason: 'noise' }]);
  });

  test.each([0, 1, 3, 200])("a length of %i that is not the record's", (length) => {
    const log = flight(version, 4).osd(1, 2, { length }).osd(50, 8).osd(51, 8).osd(52, 8).osd(53, 8).osd(54, 8).bytes();
    const latitudes = value(log, 'OSD', 'latitude').map((rad) => Math.round((Number(rad) * 180) / Math.PI));
    expect(latitudes.slice(0, 4)).toEqual([40, 41, 42, 43]);
    expect(latitudes.at(-1)).toBe(54);
    expect(latitudes.every((one) => one >= 40 && one < 55)).toBe(true);
  });

  test('an image that is cut off does not swallow records', () => {
    const log = flight(version, 4)
      .raw(jpeg().subarray(0, -2))
      .osd(50, 8)
      .osd(51, 8)
      .osd(52, 8)
      .osd(53, 8)
      .osd(54, 8)
      .bytes();
    const { messages } = read(log);
    expect(messages.filter((message) => message === 'OSD').length).toBeGreaterThanOrEqual(8);
  });
});

describe('checks', () => {
  test('in logs that have them, a record without is damaged', () => {
    const log = flight(8, 4).osd(1, 2, { check: 0 }).osd(50, 8).bytes();
    const { messages, gaps } = read(log);
    expect(messages.filter((message) => message === 'OSD')).toHaveLength(5);
    expect(gaps).toMatchObject([{ reason: 'bad-checksum' }]);
  });

  test.each([
    ['of another type', 0, 2],
    ['with another seed', 2, 41],
  ])('a record %s', (_, at, byte) => {
    const log = flight(8, 4).osd(1, 2).osd(50, 8).bytes();
    const record = log.length - 2 * (50 + 5);
    log[record + at] = byte;
    expect(read(log).gaps).toMatchObject([{ offset: record, length: 55, reason: 'bad-checksum' }]);
  });

  test('other writers make none: their logs are read too', () => {
    const writer = new DjiWriter(8);
    for (let index = 0; index < 6; index++) writer.osd(index, 8, { check: index });
    expect(read(writer.bytes())).toMatchObject({ gaps: [], messages: ['PREFIX', ...Array(6).fill('OSD')] });
    const log = new DjiWriter(8).osd(1, 8).osd(2, 8, { check: 9 }).osd(3, 8, { check: 7 }).osd(4, 8).bytes();
    expect(read(log)).toMatchObject({ gaps: [], messages: ['PREFIX', ...Array(4).fill('OSD')] });
  });
});

describe('hostile logs of 2 MB end within seconds', () => {
  const size = 2_000_000;
  const repeated = (bytes: readonly number[]): Uint8Array =>
    Uint8Array.from({ length: size }, (_, at) => bytes[at % bytes.length]!);
  test.each([
    ['ends of records', [0xff]],
    ['short records', [1, 2, 0, 0, 0xff]],
    ['records that do not end', [0xff, 1, 255]],
    ['chains that break', [1, 1, 0, 0xff, 1, 1, 0, 0xff, 1, 1, 0, 0xfe]],
    ['starts of images', [0xff, 0xd8, 0xff, 0xe0, 0, 3]],
    ['separators', [0x39, 0x30, 0, 0, 0xff, 0xd8, 0xff, 0xd9]],
    ['texts', [9, 4, 0x41, 0x42, 0x43, 0x44, 0xff]],
    ['zeros', [0]],
  ])('%s', (_, bytes) => {
    for (const version of [8, 14]) {
      const writer = new DjiWriter(version).details(detailsOf(version));
      const log = Uint8Array.of(...writer.bytes(version < 12 ? 0 : undefined));
      const hostile = new Uint8Array(log.length + size);
      hostile.set(log);
      hostile.set(repeated(bytes), log.length);
      const decoder = djiFormat().createDecoder();
      decoder.window(hostile, 0, hostile.length, true);
      let schemas = 0;
      const before = performance.now();
      for (let found = decoder.next(); found !== Found.more; found = decoder.next())
        if (found === Found.schema) schemas++;
      expect(performance.now() - before).toBeLessThan(3000);
      expect(schemas).toBeLessThan(600);
      expect(decoder.position).toBe(hostile.length);
    }
  });

  test('records of every type and length: the number of schemas is bounded', () => {
    const writer = new DjiWriter(14).details(detailsOf(14));
    for (let length = 0; length < 700; length++) writer.record(49, bodyOf(length));
    const writer8 = new DjiWriter(8);
    for (let type = 1; type < 128; type++)
      for (let length = 0; length < 250; length += 7) if (type !== 50) writer8.record(type, bodyOf(length));
    for (const log of [writer.bytes(), writer8.bytes()]) expect(new Set(read(log).messages).size).toBeLessThan(300);
    expect(read(writer8.bytes()).gaps.every(({ reason }) => reason === 'unknown-message')).toBe(true);
  });
});

import { describe, expect, test } from 'vitest';
import { jpeg } from '../../../samples/dji/jpeg.ts';
import { read, value } from './read.ts';
import { bodyOf, DjiWriter, detailsOf, latin, SEPARATOR } from './writer.ts';

const START_MS = 1_600_000_000_000;
const versions = [1, 4, 5, 6, 7, 8, 11, 12] as const;

/** A log of a few records, an image and what stands behind. */
function logOf(version: number): Uint8Array {
  const writer = new DjiWriter(version);
  if (version >= 12) writer.details(detailsOf(version));
  writer.osd(47, 8).custom(START_MS).osd(47.001, 8.001).record(200, bodyOf(9)).raw(jpeg()).osd(47.002, 8.002);
  writer.custom(START_MS + 1000).raw(SEPARATOR, jpeg());
  if (version < 12) writer.details(detailsOf(version)).record(15, bodyOf(18));
  return writer.bytes();
}

describe('parts of a log', () => {
  test.each(versions)('of version %i', (version) => {
    const log = logOf(version);
    const { messages, gaps, parts } = read(log);
    const records = ['OSD', 'CUSTOM', 'OSD', 'RECORD_200', 'JPEG', 'OSD', 'CUSTOM', 'JPEG', 'JPEG'];
    expect(messages).toEqual(
      version < 12 ? ['PREFIX', ...records, 'DETAILS', 'FIRMWARE'] : ['PREFIX', 'DETAILS', ...records],
    );
    expect(gaps).toEqual([]);
    const degrees = value(log, 'OSD', 'latitude').map((rad) => (Number(rad) * 180) / Math.PI);
    expect(degrees.map((one) => Math.round(one * 1e6) / 1e6)).toEqual([47, 47.001, 47.002]);
    expect(parts.find(({ message }) => message === 'DETAILS')!.body.subarray(20, 33)).toEqual(latin('Secret Street'));
    expect(parts.filter(({ message }) => message === 'JPEG').map(({ content }) => content)).toEqual([
      jpeg().length,
      4,
      jpeg().length,
    ]);
  });

  test.each(versions)('chunks of every size say the same of version %i', (version) => {
    const log = logOf(version);
    const whole = read(log);
    for (const chunk of [1, 2, 3, 5, 7, 16, 64, 100, 101, 399, 400, 401, 1000])
      expect(read(log, { chunk })).toEqual(whole);
  });

  test('records tell the time from the first CUSTOM record on', () => {
    const { parts } = read(logOf(8));
    const times = parts.filter(({ message }) => message === 'OSD').map(({ timeUs }) => timeUs);
    expect(times).toEqual([Number.NaN, START_MS * 1000, START_MS * 1000]);
    expect(parts.filter(({ message }) => message === 'CUSTOM').at(-1)!.timeUs).toBe((START_MS + 1000) * 1000);
  });

  test('instants that no flight can have, and leaps back, are no time', () => {
    const instants = [0, 5_000_000_000_000, START_MS, -1, START_MS - 1, 9e15, START_MS + 1];
    const writer = new DjiWriter(8);
    for (const instant of instants) writer.custom(instant);
    const { parts } = read(writer.details(detailsOf(8)).bytes());
    const unknown = Number.NaN;
    expect(parts.slice(1, -1).map(({ timeUs }) => timeUs / 1000)).toEqual([
      unknown,
      unknown,
      ...Array(4).fill(START_MS),
      START_MS + 1,
    ]);
  });

  test('an image is read in pieces', () => {
    const image = Uint8Array.of(...jpeg().subarray(0, -2), ...new Uint8Array(10_000), 0xff, 0xd9);
    const log = new DjiWriter(11).osd(1, 2).raw(image).osd(3, 4).details(detailsOf(11)).bytes();
    const whole = read(log);
    const pieces = whole.parts.filter(({ message }) => message === 'JPEG');
    expect(pieces.map(({ content }) => content)).toEqual([4096, 4096, image.length - 8192]);
    expect(Buffer.concat(pieces.map(({ body, content }) => body.subarray(0, content))).equals(image)).toBe(true);
    expect(read(log, { chunk: 700 })).toEqual(whole);
  });

  test('nothing of a longer text or image stands behind a shorter one', () => {
    const log = new DjiWriter(8).record(9, latin('a long text\0')).record(9, latin('short')).raw(jpeg(), SEPARATOR);
    const { parts } = read(log.details(detailsOf(8)).bytes());
    for (const { body, content } of parts.slice(2, -1))
      expect(body.subarray(content).every((byte) => byte === 0)).toBe(true);
    expect(parts.slice(1, -1).map(({ content }) => content)).toEqual([12, 5, jpeg().length, 4]);
  });

  test('types 57 that look like the separator are records', () => {
    const log = new DjiWriter(4).osd(1, 2).record(57, bodyOf(48)).osd(3, 4).details(detailsOf(4)).bytes();
    expect(read(log).messages).toEqual(['PREFIX', 'OSD', expect.anything(), 'OSD', 'DETAILS']);
    expect(read(log).messages).not.toContain('JPEG');
  });
});

describe('where details are', () => {
  const writer = (): DjiWriter => new DjiWriter(8).osd(1, 2).custom(START_MS).osd(3, 4);
  const records = ['PREFIX', 'OSD', 'CUSTOM', 'OSD'];

  test.each([
    ['nowhere', 0],
    ['within the prefix', 99],
    ['far behind the end', 1e6],
    ['behind the end, in more than four bytes', 2 ** 40],
  ])('%s: records are read to the end', (_, offset) => {
    expect(read(writer().bytes(offset))).toMatchObject({ messages: records, gaps: [] });
  });

  test('within a record: what stands there is none', () => {
    const log = writer()
      .record(9, latin('x'.repeat(200)))
      .record(9, latin('y'.repeat(240)))
      .bytes(140);
    expect(read(log)).toMatchObject({ messages: [...records, 'APP_TIP', 'APP_TIP'], gaps: [] });
    for (const chunk of [1, 33, 150]) expect(read(log, { chunk })).toEqual(read(log));
  });

  test.each([
    ['its end is not there', 0, 'noise'],
    ['an end is there by chance', 0xff, 'bad-length'],
  ])('within a record, and there they are: the record was cut off, and %s', (_, byte, reason) => {
    const cut = writer().bytes();
    const at = cut.length - 20;
    const details = detailsOf(8);
    details[19] = byte;
    const log = Uint8Array.of(...writer().bytes(at).subarray(0, at), ...details);
    const { messages, gaps } = read(log);
    expect(messages).toEqual(['PREFIX', 'OSD', 'CUSTOM', 'DETAILS']);
    expect(gaps).toMatchObject([{ reason }]);
    for (const chunk of [1, 50]) expect(read(log, { chunk })).toEqual(read(log));
  });

  test('at a record that is no details', () => {
    const log = writer()
      .record(9, latin('z'.repeat(220)))
      .record(9, latin('z'.repeat(220)));
    const at = writer().bytes().length;
    expect(read(log.bytes(at)).messages).toEqual([...records, 'APP_TIP', 'APP_TIP']);
  });

  test('where the last record ended: details that say little are believed, behind junk they are not', () => {
    const bare = new Uint8Array(400).fill(0xee, 80, 120);
    expect(read(writer().details(bare).bytes()).messages).toEqual([...records, 'DETAILS']);
    expect(read(writer().raw(latin('junk')).details(bare).bytes()).messages).toEqual(records);
    expect(read(writer().raw(latin('junk')).details(detailsOf(8)).bytes()).messages).toEqual([...records, 'DETAILS']);
  });

  test('cut off', () => {
    const log = writer().details(detailsOf(8)).bytes();
    const { messages, gaps } = read(log.subarray(0, -1));
    expect(messages).toEqual(records);
    expect(gaps.reduce((sum, { length }) => sum + length, 0)).toBe(399);
  });
});

describe('versions that nobody knows', () => {
  test.each([0, 15, 255])('%i: nothing is read', (version) => {
    const log = logOf(8);
    log[10] = version;
    expect(read(log)).toMatchObject({ parts: [], gaps: [{ offset: 0, length: log.length, reason: 'incompatible' }] });
  });
});

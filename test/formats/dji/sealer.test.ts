import { DJILog } from 'dji-log-parser-js';
import { describe, expect, test } from 'vitest';
import { jpeg } from '../../../samples/dji/jpeg.ts';
import type { FlightState } from '../../../src/model/flight-state.ts';
import { read, rewritten } from './read.ts';
import { bodyOf, DjiWriter, detailsOf, keyStream, latin, SEPARATOR, scrambled } from './writer.ts';

const START_MS = 1_600_000_000_000;
const versions = [1, 4, 6, 8, 11, 12] as const;

function logOf(version: number): DjiWriter {
  const writer = new DjiWriter(version);
  if (version >= 12) writer.details(detailsOf(version));
  writer
    .osd(47, 8)
    .custom(START_MS)
    .record(2, bodyOf(41, ['u8', 28, 0xff]))
    .raw(jpeg())
    .osd(47.5, 8.5)
    .raw(SEPARATOR, jpeg());
  return version < 12 ? writer.details(detailsOf(version)).record(15, bodyOf(18)) : writer;
}

describe.each(versions)('version %i', (version) => {
  const log = logOf(version).bytes();
  const output = rewritten(log);

  test('written again, it says the same', () => {
    const bodies = (bytes: Uint8Array): unknown =>
      read(bytes)
        .parts.slice(1)
        .map(({ message, body }) => [message, Buffer.from(body).toString('hex')]);
    expect(bodies(output)).toEqual(bodies(log));
    expect(read(output).gaps).toEqual([]);
    expect(output).toHaveLength(log.length);
    expect(rewritten(output)).toEqual(output);
  });

  test('an independent reader finds the same in it', () => {
    const before = new DJILog(log);
    const after = new DJILog(output);
    expect(after.details).toEqual(before.details);
    const known = (reader: DJILog): unknown =>
      reader.records().filter(({ type }) => type === 'OSD' || type === 'Custom' || type === 'Home');
    expect(known(after)).toEqual(known(before));
    expect(known(after)).toHaveLength(4);
  });

  test('without records and images that are left out, what is behind them is found', () => {
    const short = rewritten(log, { keep: ({ message }) => message !== 'JPEG' && message !== 'CUSTOM' });
    expect(read(short).messages.filter((message) => message !== 'FIRMWARE')).toEqual(
      version < 12 ? ['PREFIX', 'OSD', 'HOME', 'OSD', 'DETAILS'] : ['PREFIX', 'DETAILS', 'OSD', 'HOME', 'OSD'],
    );
    const reader = new DJILog(short);
    expect(reader.details.street).toBe('Secret Street');
    expect(reader.records().map(({ type }) => type)).toEqual(['OSD', 'Home', 'OSD']);
  });
});

test.each([1, 4, 8, 11])('without details, records of version %i are found', (version) => {
  const bare = rewritten(logOf(version).bytes(), { keep: ({ kind }) => kind !== 'details' });
  expect(read(bare).messages.filter((message) => message === 'OSD')).toHaveLength(2);
  expect(new DJILog(bare).records().filter(({ type }) => type === 'OSD')).toHaveLength(2);
});

test('a log that broke off before its details opens in an independent reader', () => {
  const log = new DjiWriter(11).osd(47, 8).custom(START_MS).osd(48, 8).bytes(0);
  const reader = new DJILog(rewritten(log));
  expect(reader.records().map(({ type }) => type)).toEqual(['OSD', 'Custom', 'OSD']);
});

describe('what the app drew does not pass', () => {
  test.each([8, 12, 14])('seeds, in version %i', (version) => {
    const log = (first: number): Uint8Array => {
      const writer = new DjiWriter(version).details(detailsOf(version));
      if (version >= 12) return writer.record(50, bodyOf(8)).bytes();
      return new DjiWriter(version)
        .osd(1, 2, { seed: first })
        .osd(3, 4, { seed: first + 1 })
        .details(detailsOf(version))
        .bytes();
    };
    expect(rewritten(log(3))).toEqual(rewritten(log(201)));
  });

  test('bytes of the prefix that nobody knows, checks, and the ends of images', () => {
    const log = new DjiWriter(8).osd(1, 2).details(detailsOf(8)).bytes();
    const marked = log.slice();
    marked[11] = 0xff;
    marked.fill(0xab, 12, 100);
    expect(rewritten(marked)).toEqual(rewritten(log));
  });

  const details = detailsOf(14);
  const longer = Uint8Array.of(...details, ...latin('unheard-of'));
  const blocks: readonly (readonly [string, Uint8Array, Parameters<DjiWriter['details']>[1]])[] = [
    ['another byte before the details', details, { first: 7 }],
    ['no signature', details, { signature: 0 }],
    ['a longer signature', details, { signature: 300 }],
    ['bytes behind the signature', details, { behind: 33 }],
    ['details with more in them', longer, {}],
    ['details without a UUID', details.subarray(0, 400), {}],
    ['a version block that is longer', details, { version: 3000 }],
    ['a version block that is no longer than what is known', details, { version: 3 }],
  ];

  test.each(blocks)('blocks before the records: %s', (_, content, options) => {
    const logOf = (...block: Parameters<DjiWriter['details']>): Uint8Array =>
      new DjiWriter(14)
        .details(...block)
        .record(50, bodyOf(8))
        .bytes();
    const log = logOf(content, options);
    expect(log).not.toEqual(logOf(details));
    const output = rewritten(log, { keychains: [] });
    expect(output).toEqual(rewritten(logOf(details), { keychains: [] }));
    expect(new DJILog(output).details).toEqual(new DJILog(log).details);
    expect(new DJILog(output).keychainsRequest()).toEqual(new DJILog(log).keychainsRequest());
    expect(new DJILog(output).records([[]]).map(({ type }) => type)).toEqual(['KeyStorageRecover']);
  });

  test('of blocks before the records nothing is left but details and the version', () => {
    const output = rewritten(new DjiWriter(14).details(details).bytes());
    const length = 1 + 3 + 436 + 2 + 1;
    expect([...output.subarray(100, 103)]).toEqual([0, length & 0xff, length >> 8]);
    const stream = keyStream(0, output[103]!);
    const plain = output.subarray(104, 103 + length).map((byte, at) => byte ^ stream[at % 8]!);
    expect([...plain.subarray(0, 3)]).toEqual([0, 436 & 0xff, 436 >> 8]);
    expect(plain.subarray(3, 3 + 436)).toEqual(details);
    expect([...plain.subarray(3 + 436)]).toEqual([0, 0, output[103]]);
    expect([...output.subarray(103 + length)]).toEqual([1, 3, 0, 4, 0, 3]);
    expect(Buffer.from(output).readBigUInt64LE(0)).toBe(BigInt(output.length));
  });

  test.each([
    ['the mark of a next set of keys', 50, [bodyOf(2), bodyOf(8), Uint8Array.of(1, 2, 3), latin('whoever it was')]],
    ['a stored key', 56, [0, 1, 9, 300].map((more) => Uint8Array.of(1, 0, 2, 0, 0xaa, 0xbb, ...bodyOf(more).fill(7)))],
  ])('what is behind %s, and how much', (_, type, contents) => {
    const outputs = contents.map((content) =>
      rewritten(new DjiWriter(14).details(details).record(type, content).bytes(), { keychains: [] }),
    );
    expect(read(outputs[0]!, { keychains: [] }).messages.at(-1)).toMatch(/^KEY_STORAGE/);
    for (const output of outputs) expect(output).toEqual(outputs[0]);
  });

  test('marks of a next set of keys are scrambled like all records: the maker checks it', () => {
    const output = rewritten(new DjiWriter(14).details(details).record(50, bodyOf(8)).bytes(), { keychains: [] });
    expect(output.subarray(-10)).toEqual(Uint8Array.of(50, 6, 0, ...scrambled(50, bodyOf(4), 1), 0xff));
  });
});

describe('records', () => {
  test.each([6, 8])('texts shrink to what is left of them, in version %i', (version) => {
    const log = new DjiWriter(version).record(9, latin('A long text about a place\0')).record(10, latin('none\0'));
    const outputs = [6, 1, 0].map((length) =>
      rewritten(log.details(detailsOf(version)).bytes(), {
        edit: ({ message, size }, body) => {
          if (message === 'APP_TIP') body.fill(0, length, size);
        },
      }),
    );
    const tips = outputs.map((output) => read(output).parts[1]!);
    const shown = tips.map(({ body, content }) => Buffer.from(body.subarray(0, content)).toString());
    expect(shown).toEqual(version < 7 ? ['A long', 'A', '\0'] : ['A long\0', 'A\0', '\0']);
    // In scrambled texts the reader expects two characters more than there are.
    if (version < 7)
      expect(outputs.map((output) => new DJILog(output).records()[0])).toMatchObject(
        ['A long', 'A', ''].map((message) => ({ type: 'AppTip', content: { message } })),
      );
  });

  test('a text that fills its record', () => {
    const log = new DjiWriter(8)
      .record(9, latin('x'.repeat(253)))
      .details(detailsOf(8))
      .bytes();
    expect(read(rewritten(log)).parts[1]!.body).toEqual(read(log).parts[1]!.body);
  });

  test('bits are put back', () => {
    for (let byte = 0; byte < 256; byte += 17) {
      const log = new DjiWriter(8).record(1, new Uint8Array(53).fill(byte, 30)).details(detailsOf(8)).bytes();
      const body = (bytes: Uint8Array): Uint8Array => read(bytes).parts[1]!.body.subarray(0, 53);
      expect(body(rewritten(log))).toEqual(body(log));
    }
    const log = new DjiWriter(8).osd(1, 2).details(detailsOf(8)).bytes();
    const output = rewritten(log, {
      edit: ({ message, fields }, body) => {
        if (message === 'OSD') body[fields.find(({ name }) => name === 'gps_level')!.offset] = 5;
      },
    });
    const [before, after] = [log, output].map((bytes) => read(bytes).parts[1]!.body.subarray(0, 50));
    expect([...after!].flatMap((byte, at) => (byte === before![at] ? [] : [at, byte]))).toEqual([34, 5 << 2]);
  });

  test('the time of what is written moves the clock, that of what is withheld does not', () => {
    const log = new DjiWriter(8)
      .osd(1, 2)
      .custom(START_MS)
      .osd(3, 4)
      .custom(START_MS + 50)
      .details(detailsOf(8))
      .bytes();
    const calls: (string | number)[] = [];
    const clocks = {
      observeLog: (high: number, low: number) => calls.push((high >>> 0) * 2 ** 32 + (low >>> 0)),
      releaseLog: () => calls.push('released'),
    };
    const state = { clocks } as unknown as FlightState;
    rewritten(log, { state, keep: ({ message }, ordinal) => message !== 'OSD' || ordinal < 3 });
    const pass = [START_MS * 1000, 'released', START_MS * 1000, (START_MS + 50) * 1000, 'released'];
    expect(calls).toEqual([...pass, ...pass]);
    calls.length = 0;
    rewritten(log, { state, keepTime: true });
    expect(calls).toEqual([]);
  });
});

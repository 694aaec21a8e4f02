import { describe, expect, test } from 'vitest';
import { ulogFormat } from '../../../src/formats/ulog/index.ts';
import { type Disclosure, everything, nothing } from '../../../src/model/disclosure.ts';
import { levels } from '../../../src/policy/levels.ts';
import { decodeLog, filterLog } from '../../suite/run.ts';
import { readWithFoxglove, walk } from './read-independently.ts';
import { smallCatalog } from './tools.ts';
import { latin, recordOf, UlogWriter } from './writer.ts';

const subject = { format: ulogFormat(() => smallCatalog) };
const PLAIN = 'plain:uint64_t timestamp;float load;bool flag;uint8_t[3] _padding0;float name;uint8_t[4] _padding1;';
const { engineering } = levels;

const start = (timeUs = 5_000_000): UlogWriter => new UlogWriter(smallCatalog).header(timeUs);

/** The output's header and records. It can be read whole. */
function filtered(writer: UlogWriter, disclosure: Disclosure = engineering) {
  const { output } = filterLog(subject, disclosure, writer.bytes(), { facts: {} });
  expect(decodeLog(subject, output).gaps).toEqual([]);
  const records = walk(output);
  return {
    output,
    records,
    of: (type: string) => records.filter((record) => record.type === type).map(({ payload }) => payload),
  };
}

const text = (payload: Uint8Array | undefined): string => Buffer.from(payload!).toString('latin1');

describe('texts', () => {
  test.each([
    ['a template', 'GROUND START', 'GROUND START'],
    ['a template with a variable part', 'ArduCopter V4.5.1 (deadbeef)', 'ArduCopter V*'],
    ['what follows a NUL', 'GROUND START\0tail', 'GROUND START'],
    ['NULs at the end', 'GROUND START\0\0\0', 'GROUND START'],
  ])('records end with their text: %s', (_, said, released) => {
    const { of } = filtered(start().logged(5_000_001, said).tagged(5_000_002, said, 7));
    expect(of('L').map((payload) => text(payload.subarray(9)))).toEqual([released]);
    expect(of('C').map((payload) => text(payload.subarray(11)))).toEqual([released]);
    expect(of('C')[0]![1]).toBe(7);
  });

  test('texts that may be known are as they were', () => {
    const { of, output } = filtered(start().logged(5_000_001, 'my words').logged(5_000_001, ''), everything);
    expect(of('L').map((payload) => text(payload.subarray(9)))).toEqual(['my words', '']);
    expect(output).toEqual(start().logged(5_000_001, 'my words').logged(5_000_001, '').bytes());
  });
});

describe('information', () => {
  const boards = ['V', 'PX4_FMU_V', 'PX4_FMU_V6C', 'PX4_FMU_V6C_DEFAULT', 'x'.repeat(150)];

  test.each(boards)('the pseudonym of a name is no shorter and no longer than others: %s', (board) => {
    const writer = start().info(`char[${board.length}] ver_hw`, board).parameter('MC_ROLL_P', 1);
    const { records } = filtered(writer);
    expect(records.map(({ type }) => type)).toEqual(['I', 'P']);
    expect(records[0]!.payload[0]).toBe('char[16] ver_hw'.length);
    expect(text(records[0]!.payload.subarray(1))).toMatch(/^char\[16\] ver_hw[0-9A-Z]{16}$/);
  });

  test('the same name has the same pseudonym, whatever was behind it', () => {
    const once = filtered(start().info('char[3] sys_uuid', 'abc')).of('I')[0];
    expect(filtered(start().info('char[9] sys_uuid', 'abc\0rest!')).of('I')[0]).toEqual(once);
    expect(filtered(start().info('char[3] sys_uuid', 'abd')).of('I')[0]).not.toEqual(once);
  });

  test.each(boards)('names that may be known are as they were: %s', (board) => {
    const writer = start().info(`char[${board.length}] ver_hw`, board).multiInfo('char[4] console', 'more', 1);
    expect(filtered(writer, everything).output).toEqual(writer.bytes());
  });

  test('a value without letters stays one, and what is hidden goes whole', () => {
    const { records } = filtered(
      start().info('char[0] ver_hw', '').info('char[4] perf', 'free').multiInfo('uint8_t[2] dump', latin('xy')),
    );
    expect(records.map(({ payload }) => text(payload))).toEqual(['\x0echar[0] ver_hw']);
  });

  test('a continued text is still marked so where its length changes', () => {
    const { of } = filtered(start().multiInfo('char[6] console', 'abc\0\0\0', 1), everything);
    expect(text(of('M')[0])).toBe('\x01\x0fchar[3] consoleabc');
  });
});

describe('flags', () => {
  test.each([
    [{ compat: 1 }, 1],
    [{ compat: 0xff, incompat: 1, offsets: [1e9, 2e9, 3e9] }, 1],
    [{ compat: 2 }, 0],
  ])('of %j remains that there are default parameters', (flags, compat) => {
    const { of } = filtered(start().flags(flags));
    expect(of('B')).toEqual([Uint8Array.of(compat, ...new Uint8Array(39))]);
  });

  test('appended data follows the rest as if it had always stood there', async () => {
    const writer = start()
      .flags({ incompat: 1, offsets: [235] })
      .format(PLAIN)
      .subscribe('plain');
    const cut = recordOf('D', Uint8Array.of(0, 0, 9, 9, 9), 24);
    writer.data('plain', { timestamp: 5_000_001, load: 1 }).raw(cut);
    expect(writer.bytes().length).toBe(235 - 30);
    const log = writer.raw(new Uint8Array(30).fill(0x44)).data('plain', { timestamp: 5_000_002, load: 2 });
    const { of, output } = filtered(log);
    expect(of('D').map((payload) => new DataView(payload.slice().buffer).getFloat32(10, true))).toEqual([1, 2]);
    expect((await readWithFoxglove(output)).counts).toEqual(new Map([['plain 0', 2]]));
  });
});

describe('what holds a log together', () => {
  test.each<[string, Partial<Disclosure>]>([
    ['settings', { settings: 'safe' }],
    ['texts', { text: 'template' }],
    ['the place', { place: 'exact', shape: 'exact', operator: 'exact' }],
  ])('a log of which only %s may be known has its header, flags and formats too', async (_, steps) => {
    const log = start().flags().format(PLAIN).format('typed:uint64_t timestamp;double lat;double odd;');
    log
      .format('place:uint64_t timestamp;')
      .parameter('MC_ROLL_P', 1)
      .subscribe('plain')
      .data('plain', { timestamp: 1 });
    const { output, records } = filtered(log.logged(5, 'GROUND START').sync(), { ...nothing, ...steps });
    expect(records.slice(0, 3).map(({ type }) => type)).toEqual(['B', 'F', 'F']);
    expect((await readWithFoxglove(output)).header.version).toBe(1);
  });
});

describe('data', () => {
  const padded = (): UlogWriter => {
    const body = Uint8Array.from({ length: 24 }, (_, index) => 0x80 + index);
    return start().format(PLAIN).subscribe('plain').body('plain', body).body('plain', body.subarray(0, 20));
  };

  test.each([
    ['engineering', engineering],
    ['everything', everything],
  ])('padding is zero, at the end and between: %s', (_, disclosure) => {
    const [long, short] = filtered(padded(), disclosure).of('D');
    expect([...long!.subarray(10)]).toEqual([...short!.subarray(10), 0, 0, 0, 0]);
    expect([...short!.subarray(10)]).toEqual([0x88, 0x89, 0x8a, 0x8b, 0x8c, 0, 0, 0, 0x90, 0x91, 0x92, 0x93]);
  });

  test('subscriptions and removals come and go with what they are about', () => {
    const HIDDEN = 'typed:uint64_t timestamp;double lat;';
    const log = start()
      .format(PLAIN)
      .format(HIDDEN)
      .format('mine:float load;')
      .subscribe('typed')
      .subscribe('plain')
      .subscribe('mine');
    log
      .data('typed', { timestamp: 1 })
      .data('plain', { timestamp: 2 })
      .data('mine')
      .remove('typed')
      .remove('plain')
      .remove('mine');
    const { records } = filtered(log);
    expect(records.map(({ type }) => type).join('')).toBe('FFADR');
    expect(text(records[2]!.payload.subarray(3))).toBe('plain');
    // Topics are numbered as they come: no number is missing where one was withheld.
    const numberAt = (index: number, at: number): number => Buffer.from(records[index]!.payload).readUInt16LE(at);
    expect([numberAt(2, 1), numberAt(3, 0), numberAt(4, 0)]).toEqual([0, 0, 0]);
  });

  test('the log begins at the same time whenever it was', () => {
    const log = (shift: number) =>
      filtered(
        start(5_000_000 + shift)
          .format(PLAIN)
          .subscribe('plain')
          .data('plain', { timestamp: 5_000_700 + shift })
          .data('plain', { timestamp: 0 })
          .logged(5_900_000 + shift, 'GROUND START')
          .data('plain', { timestamp: 6_000_000 + shift }),
      );
    const { output, of } = log(0);
    expect(log(123_456_789).output).toEqual(output);
    const stamps = of('D').map((payload) => Number(new DataView(payload.slice().buffer).getBigUint64(2, true)));
    const first = Number(new DataView(output.buffer).getBigUint64(8, true));
    expect(stamps).toEqual([first + 700, 0, first + 1_000_000]);
    expect(Number(new DataView(of('L')[0]!.slice().buffer).getBigUint64(1, true))).toBe(first + 900_000);
  });

  test('records without a time do not move the clock, however many they are', () => {
    const log = start(50_000_000).format(PLAIN).subscribe('plain').data('plain', { timestamp: 50_000_700 });
    for (let index = 0; index < 1500; index++) log.data('plain', { timestamp: 0 });
    const stamps = filtered(log.data('plain', { timestamp: 50_800_700 }))
      .of('D')
      .map((payload) => Number(new DataView(payload.slice().buffer).getBigUint64(2, true)));
    expect(stamps.at(-1)! - stamps[0]!).toBe(800_000);
    expect(new Set(stamps.slice(1, -1))).toEqual(new Set([0]));
  });

  test('a header without a time keeps none, and its version', () => {
    const { output } = filtered(new UlogWriter(smallCatalog).header(0, 0).format(PLAIN));
    expect([...output.subarray(7, 16)]).toEqual(new Array(9).fill(0));
  });

  test('times that may be known are as they were', () => {
    const log = start().flags().format(PLAIN).subscribe('plain').data('plain', { timestamp: 5_000_700 });
    expect(filtered(log, everything).output).toEqual(log.bytes());
  });
});

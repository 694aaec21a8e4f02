import { describe, expect, test } from 'vitest';
import { ulogFormat } from '../../../src/formats/ulog/index.ts';
import { Most } from '../../../src/formats/ulog/records.ts';
import { load, PLAIN, plain, read, smallCatalog, start } from './tools.ts';
import { latin, recordOf, UlogWriter } from './writer.ts';

describe('records', () => {
  test.each([0, 1])('a header of version %i', (version) => {
    const { frames, gaps, messages } = read(new UlogWriter(smallCatalog).header(77, version).format(PLAIN).bytes());
    expect(messages).toEqual(['(header)', '(format)']);
    expect(frames[0]!.record).toHaveLength(16);
    expect(gaps).toEqual([]);
  });

  test.each([
    ['of a later version', new UlogWriter(smallCatalog).header(77, 2)],
    ['of another format', new UlogWriter(smallCatalog).raw(latin('ULog\x01\x12\x36\x01'.padEnd(16)))],
    ['that is missing', new UlogWriter(smallCatalog)],
  ])('a log with a header %s contributes nothing', (_, writer) => {
    const log = writer.format(PLAIN).subscribe('plain').data('plain', load(1)).bytes();
    for (const chunk of [1, 7, log.length]) {
      const { frames, gaps } = read(log, smallCatalog, chunk);
      expect(frames).toEqual([]);
      expect(gaps.reduce((sum, { length }) => sum + length, 0)).toBe(log.length);
    }
  });

  test('every type of record, and what it says', () => {
    const log = start()
      .flags({ compat: 1 })
      .format(PLAIN)
      .info('char[4] ver_hw', 'V6C!')
      .info('uint32_t ver_data_format', 2)
      .multiInfo('char[5] console', 'hello', 1)
      .parameter('MC_ROLL_P', 6.5)
      .parameter('SYS_ID', -3, 'int32_t')
      .parameterDefault('MC_ROLL_P', 7, 3)
      .subscribe('plain', 1, 700)
      .body('plain', Uint8Array.of(5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3f, 1, 0x61, 0x62, 0, 0), 1)
      .logged(9, 'a text')
      .tagged(10, 'another', 0x1234)
      .dropout(300)
      .sync()
      .remove('plain', 1)
      .bytes();
    const { frames, gaps, messages } = read(log);
    expect(gaps).toEqual([]);
    expect(messages).toEqual([
      ...['(header)', '(flag bits)', '(format)', '(info)', '(info)', '(multi info)', '(parameter)', '(parameter)'],
      ...[
        '(parameter default)',
        '(subscription)',
        'plain',
        '(logged string)',
        '(tagged string)',
        '(dropout)',
        '(sync)',
      ],
      '(removal)',
    ]);
    expect(frames.slice(3, 9).map(({ values }) => values)).toEqual([
      { ver_hw: 'V6C!' },
      { ver_data_format: 2 },
      { console: 'hello' },
      { name: 'MC_ROLL_P', value: 6.5 },
      { name: 'SYS_ID', value: -3 },
      { types: 3, name: 'MC_ROLL_P', value: 7 },
    ]);
    expect(frames.slice(10, 14).map(({ values }) => values)).toEqual([
      { timestamp: 5n, load: 1, flag: 1, name: 'ab' },
      { level: 0x36, timestamp: 9n, text: 'a text' },
      { level: 0x36, tag: 0x1234, timestamp: 10n, text: 'another' },
      { duration: 300 },
    ]);
    const { schema } = frames[10]!;
    expect(frames.map(({ defines }) => defines)).toEqual(
      messages.map((message) => (/subscription|removal/.test(message) ? schema : null)),
    );
  });

  test('when a record was logged stands in data and in texts', () => {
    const log = plain().data('plain', load(1)).data('plain', {}).logged(9, 'x').tagged(10, 'y').dropout(1).bytes();
    const format = ulogFormat(() => smallCatalog);
    const decoder = format.createDecoder();
    decoder.window(log, 0, log.length, true);
    const times: unknown[] = [];
    const view = new DataView(log.buffer);
    for (let found = decoder.next(); found !== 0; found = decoder.next()) {
      if (found === 1) times.push(format.readLogTimeUs(view, decoder.frame));
    }
    // The header's; no time is no time.
    expect(times).toEqual([20_000_000, undefined, undefined, 5, undefined, 9, 10, undefined]);
  });

  test('texts of information have one schema whatever their length', () => {
    const { frames, schemas } = read(
      start().info('char[4] ver_hw', 'four').info('char[2] ver_hw', 'ab').info('char[0] ver_hw', '').bytes(),
    );
    expect(frames.slice(1).map(({ values }) => values.ver_hw)).toEqual(['four', 'ab', '']);
    expect(schemas).toHaveLength(2);
  });

  test.each<[string, UlogWriter, boolean | undefined]>([
    ['a known key', start().info('char[2] perf', 'xy'), true],
    ['a known key with a number, as old loggers wrote', start().info('char[2] perf-07', 'xy'), true],
    ['a key that nobody knows', start().info('char[2] mine', 'xy'), false],
    ['a key of another record', start().info('char[2] console', 'xy'), false],
    ['a text longer than texts are', start().info('char[2000] perf', 'x'.repeat(2000)), false],
    ['a type that nobody knows', start().info('text perf', 'xy'), undefined],
    ["a length that is not the value's", start().info('char[3] perf', 'xy'), undefined],
    ['a length with a zero before it', start().info('char[02] perf', 'xy'), undefined],
    ['two blanks', start().info('char[2]  perf', 'xy'), undefined],
    ['a key longer than its record', start().record('I', [99], latin('char[2] perf')), undefined],
    ['an odd mark of continuation', start().multiInfo('char[2] console', 'xy', 2), undefined],
  ])('information: %s', (_, writer, known) => {
    const { frames, gaps } = read(writer.bytes());
    expect(frames[1]?.schema.known).toBe(known);
    expect(gaps).toHaveLength(known === undefined ? 1 : 0);
  });

  test.each([
    ['of another type', (writer: UlogWriter) => writer.keyed('P', 'double A', new Uint8Array(8))],
    ['of an array', (writer: UlogWriter) => writer.keyed('P', 'float[1] A', new Uint8Array(4))],
    ['with a long name', (writer: UlogWriter) => writer.parameter('A'.repeat(Most.parameterNameBytes + 1), 1)],
    ['without a name', (writer: UlogWriter) => writer.keyed('P', 'float ', new Uint8Array(4))],
    ['with something behind the name', (writer: UlogWriter) => writer.parameter('A\0B', 1)],
    ['with a value too many', (writer: UlogWriter) => writer.keyed('P', 'float A', new Uint8Array(8))],
  ])('a parameter %s is none', (_, write) => {
    expect(read(write(start()).parameter('B', 1).bytes()).messages).toEqual(['(header)', '(parameter)']);
  });

  test('a mark of synchronization has its own eight bytes, else it is none', () => {
    const { messages, gaps } = read(plain().sync().record('S', [1, 2, 3, 4, 5, 6, 7, 8]).dropout(1).bytes());
    expect(messages.slice(3)).toEqual(['(sync)', '(dropout)']);
    expect(gaps.map(({ reason }) => reason)).toEqual(['incompatible']);
  });

  test('texts longer than texts are, and records of wrong length, are gaps', () => {
    const long = 'x'.repeat(Most.textBytes);
    const { messages, gaps } = read(
      plain()
        .logged(9, long)
        .logged(9, `${long}x`)
        .dropout(1)
        .tagged(9, `${long}x`)
        .parameter('A', 1)
        .record('O', [1])
        .record('O', [1])
        .parameter('A', 1)
        .record('R', [1])
        .parameter('A', 1)
        .bytes(),
    );
    const rest = ['(dropout)', '(parameter)', '(parameter)', '(parameter)'];
    expect(messages.slice(3)).toEqual(['(logged string)', ...rest]);
    expect(gaps.map(({ reason }) => reason)).toEqual(Array.from({ length: 5 }, () => 'bad-length'));
  });
});

describe('subscriptions', () => {
  test('instances share a schema, a number can come to mean something else', () => {
    const log = start()
      .format(PLAIN)
      .format('other:float load;')
      .subscribe('plain')
      .subscribe('plain', 1, 3)
      .data('plain', load(1))
      .data('plain', load(2), 1)
      .subscribe('other', 0, 3)
      .data('other', { load: 3 })
      .bytes();
    const { frames, gaps } = read(log);
    expect(gaps).toEqual([]);
    expect(frames.map(({ values }) => values.load).filter((value) => value !== undefined)).toEqual([1, 2, 3]);
    expect(frames[6]!.schema).toBe(frames[5]!.schema);
  });

  test('a number means nothing before its subscription, behind its removal, and behind one that cannot be read', () => {
    const log = start()
      .format(PLAIN)
      .format('other:float load;')
      .subscribe('other', 0, 1)
      .record('D', [0, 0], new Uint8Array(17))
      .subscribe('plain', 0, 0)
      .data('plain', load(1))
      .remove('plain')
      .data('plain', load(2))
      .subscribe('plain', 0, 0)
      .data('plain', load(3))
      .record('A', [0, 0, 0], latin('nothing'))
      .data('plain', load(4))
      .record('R', [0, 0])
      .data('other', { load: 5 })
      .bytes();
    for (const chunk of [1, log.length]) {
      const { frames, gaps } = read(log, smallCatalog, chunk);
      expect(frames.filter(({ values }) => values.load !== undefined).map(({ values }) => values.load)).toEqual([
        1, 3, 5,
      ]);
      expect(gaps.map(({ reason }) => reason)).toEqual(Array.from({ length: 5 }, () => 'unknown-message'));
    }
  });

  test('a name with a NUL, or with anything behind it, is none', () => {
    for (const name of ['plain\0', 'plain\0mine', 'plain ']) {
      const log = start().format(PLAIN).record('A', [0, 0, 0], latin(name)).record('D', [0, 0], new Uint8Array(17));
      const { messages, gaps } = read(log.subscribe('plain', 0, 1).data('plain', load(1)).bytes());
      expect(messages, name).toEqual(['(header)', '(format)', '(subscription)', 'plain']);
      expect(gaps.map(({ reason }) => reason)).toEqual(['unknown-message', 'unknown-message']);
    }
  });

  test('numbers go up to the last one', () => {
    const { frames, gaps } = read(start().format(PLAIN).subscribe('plain', 0, 0xffff).data('plain', load(7)).bytes());
    expect(gaps).toEqual([]);
    expect(frames.at(-1)!.values.load).toBe(7);
  });
});

describe('flags and appended data', () => {
  test.each([
    ['the second bit', { incompat: 2 }],
    ['a bit beside the known one', { incompat: 0x81 }],
  ])('a log with unknown features is refused, and nothing of it is read: %s', (_, flags) => {
    const log = start().flags(flags).format(PLAIN).bytes();
    expect(() => read(log)).toThrow(expect.objectContaining({ name: 'FlightveilError', code: 'log-incompatible' }));
  });

  test('flags in the other seven bytes are features too', () => {
    for (let at = 9; at < 16; at++) {
      const log = start().flags().bytes();
      log[16 + 3 + at] = 1;
      expect(() => read(log)).toThrow(expect.objectContaining({ code: 'log-incompatible' }));
    }
  });

  test('flags stand at the start and nowhere else', () => {
    const { messages, gaps } = read(start().format(PLAIN).flags({ incompat: 2 }).parameter('A', 1).bytes());
    expect(messages).toEqual(['(header)', '(format)', '(parameter)']);
    expect(gaps.map(({ reason }) => reason)).toEqual(['incompatible']);
  });

  const first = (offsets: readonly number[], incompat = 1): UlogWriter =>
    new UlogWriter(smallCatalog)
      .header()
      .flags({ incompat, offsets })
      .format(PLAIN)
      .subscribe('plain')
      .data('plain', load(1));
  const cutShort = recordOf('D', Uint8Array.of(0, 0, 9, 9), 19);
  const firstBytes = first([]).bytes().length;
  const appendedAt = firstBytes + cutShort.length;

  test('behind a record that was cut off, reading goes on where data was appended', () => {
    const second = appendedAt + plainBytes(2).length + 2;
    const log = first([appendedAt, second])
      .raw(cutShort)
      .data('plain', load(2))
      .raw(Uint8Array.of(1, 2))
      .data('plain', load(3))
      .bytes();
    for (const chunk of [1, 5, 64, log.length]) {
      const { frames, gaps } = read(log, smallCatalog, chunk);
      expect(frames.filter(({ values }) => 'load' in values).map(({ values }) => values.load)).toEqual([1, 2, 3]);
      expect(gaps).toEqual([
        { offset: firstBytes, length: cutShort.length, reason: 'end-of-input', sender: -1 },
        { offset: second - 2, length: 2, reason: 'end-of-input', sender: -1 },
      ]);
    }
  });

  test.each([
    ["before the flags' end", [30]],
    ['zero', [0, 0, 0]],
    ['behind the end', [1e9]],
    ['further than numbers go', [Number.MAX_SAFE_INTEGER]],
    ['backwards', [1e9, 100, 90]],
  ])('an offset %s is ignored', (_, offsets) => {
    const { frames, gaps } = read(first(offsets).data('plain', load(2)).bytes());
    expect(gaps).toEqual([]);
    expect(frames).toHaveLength(6);
  });

  test('without the flag no offset counts', () => {
    const { gaps } = read(
      first([firstBytes + 4], 0)
        .data('plain', load(2))
        .bytes(),
    );
    expect(gaps).toEqual([]);
  });

  function plainBytes(value: number): Uint8Array {
    const before = plain().bytes().length;
    return plain().data('plain', load(value)).bytes().subarray(before);
  }
});

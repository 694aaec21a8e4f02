import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Memory } from '../../../src/bytes/memory.ts';
import { modeCode } from '../../../src/formats/dataflash/mode-names.ts';
import { parseColumn } from '../../../src/formats/dataflash/text-values.ts';
import { TextWriter } from '../../../src/formats/dataflash/text-writer.ts';
import { Found } from '../../../src/model/format.ts';
import { byteSizes, type Field, type FieldType } from '../../../src/model/schema.ts';
import { readValue, writeValue } from '../../../src/model/values.ts';
import { readLog, reasonsOf, textFormat } from './read.ts';
import { columnsOf, DataflashWriter } from './writer.ts';

const encode = (text: string): Uint8Array => Buffer.from(text, 'latin1');

function fieldOf(character: string): Field {
  const { type, length } = columnsOf({ format: character, columns: 'x' })[0]!;
  return { name: 'x', offset: 0, type, length, rules: [] };
}

/** The stored value of a text in a column of this format, or undefined where it is refused. */
function parsed(text: string, character: string): number | bigint | string | undefined {
  const field = fieldOf(character);
  const memory = new Memory(new Uint8Array(72));
  if (!parseColumn(encode(text), 0, text.length, field, character, memory)) return undefined;
  if (field.type !== 'char') return readValue(memory.bytes, 0, field.type);
  return Buffer.from(memory.bytes.subarray(0, field.length)).toString('latin1').replace(/\0.*$/s, '');
}

/** How a stored value is written where the source has this text. */
function written(value: number | bigint, character: string, source: string): string {
  const field = fieldOf(character);
  const body = new Memory(new Uint8Array(72));
  writeValue(body.bytes, 0, field.type, value);
  const target = new Uint8Array(100);
  const bytes = encode(source);
  const end = new TextWriter().write(body, field, character, bytes, 0, bytes.length, target, 0, true);
  return Buffer.from(target.subarray(0, end)).toString('latin1');
}

describe('text DataFlash: numbers', () => {
  test.each([
    ['L', '-35.3629384', -353_629_384],
    ['L', '149.1652335', 1_491_652_335],
    ['L', '14.110576', 141_105_760],
    ['L', '100', 1_000_000_000],
    ['L', '149.16523349999998', 1_491_652_335],
    ['L', '1.5E-05', 150],
    ['L', '0.00000001', undefined],
    ['L', '400.0', undefined],
    ['c', '-0.07', -7],
    ['c', '327.67', 32_767],
    ['c', '327.68', undefined],
    ['c', '1.005', undefined],
    ['c', '1.23456789012345678', undefined],
    ['C', '358.69', 35_869],
    ['C', '-0.01', undefined],
    ['e', '-2.50', -250],
    ['E', '42949672.95', 4_294_967_295],
    ['h', '-32768', -32_768],
    ['h', '1.0', 1],
    ['h', '1.5', undefined],
    ['B', '256', undefined],
    ['b', '-128', -128],
    ['I', '4294967295', 4_294_967_295],
    ['I', '4294967296', undefined],
    ['I', '-1', undefined],
    ['I', 'nan', undefined],
    ['Q', '18446744073709551615', 18_446_744_073_709_551_615n],
    ['Q', '18446744073709551616', undefined],
    ['Q', '1234567890123', 1_234_567_890_123n],
    ['Q', '-1', undefined],
    ['q', '-9223372036854775808', -9_223_372_036_854_775_808n],
    ['q', '-4294967297', -4_294_967_297n],
    ['f', '0.1', Math.fround(0.1)],
    ['f', '-1.5e3', -1500],
    ['f', '+.5', 0.5],
    ['f', '5.', 5],
    ['f', 'nan', Number.NaN],
    ['f', 'NaN', Number.NaN],
    ['f', '-nan', Number.NaN],
    ['f', 'inf', Infinity],
    ['f', '-inf', -Infinity],
    ['f', '-0.000000', -0],
    ['d', '0.1', 0.1],
    ['d', '1e-320', 1e-320],
    ['f', '', undefined],
    ['f', '.', undefined],
    ['f', '-', undefined],
    ['f', '1,5', undefined],
    ['f', '1e', undefined],
    ['f', '1e5555', undefined],
    ['f', '0x10', undefined],
    ['f', '1 2', undefined],
    ['f', '1.2.3', undefined],
    ['f', `1.${'0'.repeat(30)}`, undefined],
    ['N', 'SERIAL1_BAUD', 'SERIAL1_BAUD'],
    ['N', 'seventeen letters', undefined],
    ['n', '\x01', undefined],
    ['M', '6', 6],
    ['M', 'Stabilize', 1],
    ['M', 'ALT_HOLD', 3],
    ['M', 'pilot', undefined],
    ['M', 'S_T_A_B_I_L_I_Z_E__________', undefined],
    ['g', '1.5', undefined],
  ] as const)('%s %j', (character, text, value) => {
    expect(parsed(text, character)).toBe(value);
  });

  test('arrays', () => {
    const values = Array.from({ length: 32 }, (_, index) => index * 1000 - 16_000);
    const read = (text: string): boolean =>
      parseColumn(encode(text), 0, text.length, fieldOf('a'), 'a', new Memory(new Uint8Array(72)));
    expect(read(`[${values.join(' ')}]`)).toBe(true);
    expect(read(`[${values.slice(1).join(' ')}]`)).toBe(false);
    expect(read(`[${values.join(' ')}`)).toBe(false);
    expect(read(`[${[...values.slice(1), 40_000].join(' ')}]`)).toBe(false);
  });

  test('a hidden mode shows none of the words', () => {
    expect(modeCode('STABILIZE')).not.toBe(0);
    expect(modeCode('')).toBeUndefined();
  });

  const wholes: readonly (readonly [string, FieldType, number])[] = [
    ...([
      ['b', 'i8', 0],
      ['B', 'u8', 0],
      ['h', 'i16', 0],
      ['H', 'u16', 0],
      ['i', 'i32', 0],
      ['I', 'u32', 0],
    ] as const),
    ...([
      ['c', 'i16', 2],
      ['C', 'u16', 2],
      ['e', 'i32', 2],
      ['E', 'u32', 2],
      ['L', 'i32', 7],
    ] as const),
    ...([
      ['q', 'i64', 0],
      ['Q', 'u64', 0],
    ] as const),
  ];

  test.each(wholes)('%s: every value is written in one way, and read again', (character, type, places) => {
    const bits = BigInt(8 * byteSizes[type]);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << bits) - 1n }), (raw) => {
        const value = type.startsWith('i') ? BigInt.asIntN(Number(bits), raw) : raw;
        const text = written(value, character, '0.5');
        expect(text).toMatch(places === 0 ? /^-?(0|[1-9]\d*)$/ : new RegExp(`^-?(0|[1-9]\\d*)\\.\\d{${places}}$`));
        expect(BigInt(parsed(text, character)!)).toBe(value);
      }),
    );
  });

  test.each(['f', 'd'])('%s: every float is written so that it is read again', (character) => {
    const floats = character === 'f' ? fc.float() : fc.double();
    fc.assert(
      fc.property(floats, (value) => {
        const text = written(value, character, 'x');
        expect(text.length).toBeLessThanOrEqual(24);
        expect(parsed(text, character)).toBe(value);
      }),
    );
  });

  test.each([
    ['c', 0, '0', '0.00'],
    ['c', 0, '0.00', '0.00'],
    ['c', 0, '12.34', '0.00'],
    ['M', 0, 'STABILIZE', '0'],
    ['M', 0, '7', '0'],
    ['L', 0, '-35.3629384', '0.0000000'],
    ['L', 141_105_760, '14.110576', '14.1105760'],
    ['I', 7, '+0007', '7'],
    ['f', 0, '0.000000', '0'],
    ['f', 0, '1.25', '0'],
    ['f', -0, '1.25', '-0'],
    ['d', -0, '1.25', '-0'],
    ['f', Number.NaN, 'nan', 'NaN'],
    ['f', Number.NaN, '1.25', 'NaN'],
    ['f', 120, '120.0000', '120'],
  ] as const)('%s: %d is written alike whatever stood there: %j', (character, value, source, expected) => {
    expect(written(value, character, source)).toBe(expected);
  });

  test.each([
    ['f', Math.fround(0.0003300551), '0.0003300551'],
    ['f', Math.fround(3.118068e-5), '3.118068E-05'],
    ['d', 47.123456789, '47.1234567890'],
    ['M', 1, 'STABILIZE'],
    ['M', 2, '2'],
    ['f', Math.fround(149.165237), '149.165237'],
    ['d', 0.30000000000000004, '0.30000000000000004'],
  ] as const)('%s: what was not changed keeps its characters: %d', (character, value, source) => {
    expect(written(value, character, source)).toBe(source);
  });

  test.each([
    ['f', Math.fround(149.165237), '149.1652370031', '149.165'],
    ['f', Math.fround(0.0123456789), '0.01234567890', '0.012345679'],
    ['f', 0.5, '000.5', '0.5'],
    ['f', -1.5, '-01.5e0', '-1.5'],
    ['d', 47.123456789, '47.1234567890000012', '47.123456789'],
    ['d', 0.25, '00.25', '0.25'],
  ] as const)('%s: %d with more digits than it needs is written anew: %s', (character, value, source, shortest) => {
    const text = written(value, character, source);
    expect(parsed(text, character)).toBe(value);
    expect(text.startsWith(shortest)).toBe(true);
    expect(text.length).toBeLessThan(source.length);
  });
});

describe('text DataFlash: lines', () => {
  const ATT = 'FMT, 1, 19, ATT, Qfc, TimeUS,Roll,Yaw\n';
  const lines = (...rows: string[]): ReturnType<typeof readLog> => readLog('log', encode(ATT + rows.join('')));

  test.each([
    ['with blanks', 'ATT, 5, 1.5, 2.25\n'],
    ['without blanks', 'ATT,5,1.5,2.25\n'],
    ['with a carriage return', 'ATT, 5, 1.5, 2.25\r\n'],
    ['with more commas behind it', 'ATT, 5, 1.5, 2.25, ,\n'],
    ['with many blanks', 'ATT ,  5 ,1.5 , 2.25  \n'],
  ])('a row %s', (_, row) => {
    const { rows, gaps } = lines(row);
    expect(gaps).toEqual([]);
    expect(rows.at(-1)!.values).toEqual({ TimeUS: 5n, Roll: 1.5, Yaw: 225 });
  });

  test.each([
    ['a column too few', 'ATT, 5, 1.5\n', 'bad-length'],
    ['a column too many', 'ATT, 5, 1.5, 2.25, 3\n', 'bad-length'],
    ['an empty column', 'ATT, 5, , 2.25\n', 'bad-length'],
    ['a word for a number', 'ATT, 5, high, 2.25\n', 'bad-length'],
    ['a value that does not fit', 'ATT, 5, 1.5, 400\n', 'bad-length'],
    ['a name that was not defined', 'IMU, 5, 1.5, 2.25\n', 'unknown-message'],
    ['blanks before the name', ' ATT, 5, 1.5, 2.25\n', 'noise'],
    ['no name', ', 5, 1.5, 2.25\n', 'noise'],
    ['a long name', 'ATTITUDE, 5, 1.5, 2.25\n', 'noise'],
    ['no columns', 'ATT\n', 'noise'],
    ['nothing', '\n', 'noise'],
    ['no end', 'ATT, 5, 1.5, 2.25', 'end-of-input'],
    ['more than 2048 bytes', `ATT, 5, 1.5, 2.25${' '.repeat(2048)}\n`, 'noise'],
  ] as const)('a row with %s is withheld', (_, row, reason) => {
    const read = lines('ATT, 4, 1, 1\n', row, row.endsWith('\n') ? 'ATT, 6, 1, 1\n' : '');
    expect(read.rows.filter(({ message }) => message === 'ATT').map(({ values }) => values.TimeUS)).toEqual(
      row.endsWith('\n') ? [4n, 6n] : [4n],
    );
    expect(new Set(reasonsOf(read))).toEqual(new Set([reason]));
  });

  test('what stands at the end of a line that is too long is no row', () => {
    const read = lines(`${'x'.repeat(2048)}ATT, 5, 1.5, 2.25\n`, 'ATT, 6, 1, 1\n');
    expect(read.names).toEqual(['FMT', 'ATT']);
    expect(read.rows[1]!.values.TimeUS).toBe(6n);
  });

  test('a line tells when it was logged', () => {
    const log = encode(`${ATT}ATT, 1234567890123, 1.5, 2.25\n`);
    const decoder = textFormat.createDecoder();
    decoder.window(log, 0, log.length, true);
    while (decoder.next() !== Found.frame || decoder.frame.schema.message !== 'ATT');
    const view = new DataView(log.buffer, log.byteOffset, log.length);
    expect(textFormat.readLogTimeUs(view, decoder.frame)).toBe(1_234_567_890_123);
  });

  test("a ground station's header, and FMT's own row", () => {
    const own = 'FMT, 128, 89, FMT, BBnNZ, Type,Length,Name,Format\r\n';
    const read = readLog(
      'log',
      encode(`37\r\n\r\nArduCopter V3.1.5 (ee63c88b)\r\nPX4\r\n${own}${ATT}ATT, 5, 1, 2\r\n`),
    );
    expect(read.names).toEqual(['FMT', 'FMT', 'ATT']);
    expect(new Set(reasonsOf(read))).toEqual(new Set(['noise']));
  });

  test('the last column may hold commas where it is a text', () => {
    const read = readLog('log', encode('FMT, 4, 67, MSG, Z, Message\nMSG, one, two,three \n'));
    expect(read.rows.at(-1)!.values).toEqual({ Message: 'one, two,three' });
  });

  test.each([
    ['a format character that there is not', 'FMT, 2, 9, EV, x, Id\n'],
    ['fewer columns than format characters', 'FMT, 2, 9, EV, BB, Id\n'],
    ['a type above 255', 'FMT, 256, 4, EV, B, Id\n'],
    ['no number', 'FMT, x, 4, EV, B, Id\n'],
    ["FMT's own number", 'FMT, 128, 4, EV, B, Id\n'],
    ["FMT's own name", 'FMT, 2, 4, FMT, B, Id\n'],
    ['a long name', 'FMT, 2, 4, EVENT, B, Id\n'],
    ['more characters than a binary log has room for', `FMT, 2, 4, EV, B, ${'I'.repeat(65)}\n`],
    ['more bytes than a binary log has room for', 'FMT, 2, 4, EV, ZZZZ, A,B,C,D\n'],
  ])('a definition with %s is refused', (_, row) => {
    const read = lines(row, 'ATT, 5, 1, 2\n');
    expect(read.names).toEqual(['FMT', 'ATT']);
    expect(reasonsOf(read)).toEqual(['bad-length']);
  });

  test('the length that a definition tells does not matter: old ones are wrong', () => {
    expect(lines('FMT, 3, 3, EV, B, Id\n', 'EV, 10\n').names).toEqual(['FMT', 'FMT', 'EV']);
  });

  test('a refused definition takes the meaning that its name had', () => {
    const read = lines('ATT, 5, 1, 2\n', 'FMT, 1, 9, ATT, Qx, TimeUS,Roll\n', 'ATT, 6, 1, 2\n');
    expect(read.names).toEqual(['FMT', 'ATT']);
    expect(reasonsOf(read)).toEqual(['bad-length', 'unknown-message']);
  });

  test('a text that is missing is no empty one', () => {
    const read = lines('FMT, 4, 68, MSG, BZ, Id,Message\n', 'MSG, 5, \n', 'MSG, 5\n');
    expect(read.names).toEqual(['FMT', 'FMT', 'MSG']);
    expect(reasonsOf(read)).toEqual(['bad-length']);
  });

  test('a name gets another meaning', () => {
    const read = lines('ATT, 5, 1, 2\n', 'FMT, 1, 15, ATT, Qf, TimeUS,Roll\n', 'ATT, 5, 1\n', 'ATT, 5, 1, 2\n');
    expect(read.names).toEqual(['FMT', 'ATT', 'FMT', 'ATT']);
    expect(reasonsOf(read)).toEqual(['bad-length']);
  });

  test('both containers give the same rows', () => {
    const write = (container: 'bin' | 'log'): Uint8Array =>
      new DataflashWriter(container)
        .define(9, 'ALL', 'bBhHiIfdnNZ b,B,h,H,i,I,f,d,n,N,Z')
        .row('ALL', {
          b: -1,
          B: 255,
          h: -300,
          H: 60_000,
          i: -7,
          I: 2 ** 32 - 1,
          f: 0.1,
          d: 0.1,
          n: 'ab',
          N: 'name',
          Z: 'a, b',
        })
        .define(10, 'ALL', 'cCeELMqQ c,C,e,E,L,M,q,Q')
        .row('ALL', { c: -1, C: 2, e: -305, E: 4_000_000_000, L: -1_800_000_000, M: 3, q: -5n, Q: 2n ** 63n })
        .bytes();
    const [binary, text] = [readLog('bin', write('bin')), readLog('log', write('log'))];
    expect(text.gaps).toEqual([]);
    expect(text.rows.map(({ values }) => values)).toEqual(binary.rows.map(({ values }) => values));
    expect(text.rows.map(({ schema }) => schema.known)).toEqual([true, true, true, true]);
  });
});

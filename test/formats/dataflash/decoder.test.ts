import { describe, expect, test } from 'vitest';
import { MAX_DEFINITIONS } from '../../../src/formats/dataflash/definitions.ts';
import { storageOf } from '../../../src/formats/dataflash/layout.ts';
import { byteSizes } from '../../../src/model/schema.ts';
import { binaryFormat, readLog, reasonsOf } from './read.ts';
import { DataflashWriter, formatBody, recordOf } from './writer.ts';

const ATT = 'Qff TimeUS,Roll,Pitch';
const UNITS = 'QBNN TimeUS,FmtType,UnitIds,MultIds';

/** A log with so many rows of ATT. */
function attitudes(count: number, writer = new DataflashWriter().define(1, 'ATT', ATT)): DataflashWriter {
  for (let index = 0; index < count; index++) writer.row('ATT', { TimeUS: 45_000_000n + BigInt(index), Roll: index });
  return writer;
}

function repeated<T>(value: T, times: number): T[] {
  return new Array<T>(times).fill(value);
}

describe('binary DataFlash: what is read', () => {
  const samples: readonly (readonly [string, number | bigint | string, string, number])[] = [
    ['b', -5, 'i8', 1],
    ['B', 200, 'u8', 1],
    ['h', -3000, 'i16', 1],
    ['H', 60_000, 'u16', 1],
    ['i', -70_000, 'i32', 1],
    ['I', 4_000_000_000, 'u32', 1],
    ['f', 0.5, 'f32', 1],
    ['d', 0.1, 'f64', 1],
    ['n', 'abcd', 'char', 4],
    ['N', 'sixteen letters!', 'char', 16],
    ['Z', 'text', 'char', 64],
    ['c', -1234, 'i16', 1],
    ['C', 35_999, 'u16', 1],
    ['e', -123_456, 'i32', 1],
    ['E', 3_000_000_000, 'u32', 1],
    ['L', -1_234_567_891, 'i32', 1],
    ['M', 9, 'u8', 1],
    ['q', -1n - 2n ** 40n, 'i64', 1],
    ['Q', 2n ** 63n + 1n, 'u64', 1],
    ['g', 0x3c01, 'u16', 1],
    ['a', -300, 'i16', 32],
  ];

  test.each(samples)('a column of format %s', (character, value, type, length) => {
    // Between others, so that its offset and its size show.
    const log = new DataflashWriter().define(7, 'ALL', `B${character}f B,${character},f`);
    if (character === 'B' || character === 'f') log.define(7, 'ALL', `h${character}i h,${character},i`);
    const [first, last] = character === 'B' || character === 'f' ? ['h', 'i'] : ['B', 'f'];
    const { rows, gaps } = readLog('bin', log.row('ALL', { [first]: 3, [character]: value, [last]: 42 }).bytes());
    const row = rows.at(-1)!;
    expect(gaps).toEqual([]);
    expect(row.schema.known).toBe(true);
    expect(row.values).toMatchObject({ [first]: 3, [character]: value, [last]: 42 });
    const field = row.schema.fields[1]!;
    expect([field.type, field.length]).toEqual([type, length]);
    expect(byteSizes[field.type] * field.length).toBe(row.schema.fields[2]!.offset - field.offset);
  });

  test('no other character is a format', () => {
    const known = new Set(samples.map(([character]) => character));
    for (let code = 0x21; code < 0x7f; code++) {
      const character = String.fromCharCode(code);
      expect(storageOf(character) !== undefined, character).toBe(known.has(character));
    }
  });

  test('units are those of what is stored', () => {
    const log = new DataflashWriter().define(1, 'GPS', 'ILLeE T,Lat,Lng,Alt,Spd').row('GPS', {});
    const fields = readLog('bin', log.bytes()).rows.at(-1)!.schema.fields;
    expect(fields.map(({ units }) => units)).toEqual([undefined, 'degE7', 'degE7', 'cm', 'cm/s']);
    const plain = new DataflashWriter().define(1, 'GPS', 'Iddff T,Lat,Lng,Alt,Spd').row('GPS', {});
    const others = readLog('bin', plain.bytes()).rows.at(-1)!.schema.fields;
    expect(others.map(({ units }) => units)).toEqual([undefined, 'deg', 'deg', 'm', 'm/s']);
  });

  test('a column with a type that the catalog does not name leaves the message unknown, and its definition', () => {
    const { rows } = readLog('bin', new DataflashWriter().define(1, 'GPS', 'IiL T,Lat,Lng').row('GPS', {}).bytes());
    expect(rows.map(({ message, schema }) => `${message} ${schema.known}`)).toEqual(['FMT false', 'GPS false']);
    expect(rows[1]!.schema.fields[1]!.rules).toEqual([]);
  });

  test('a column in hundredths of a unit that has none leaves the message unknown', () => {
    const known = (fields: string): boolean[] =>
      readLog('bin', new DataflashWriter().define(1, 'EV', fields).row('EV', {}).bytes()).rows.map(
        (row) => row.schema.known,
      );
    expect(known('Bf Id,Bearing')).toEqual([true, true]);
    expect(known('Bc Id,Bearing')).toEqual([false, false]);
  });

  test.each([
    ['a message that the catalog has', 'ATT', ATT, true],
    ['a message that it does not have', 'SPY', ATT, false],
    ['a column that it does not have', 'ATT', 'QffB TimeUS,Roll,Pitch,Pilot', false],
    ['a column twice', 'ATT', 'Qff TimeUS,Roll,Roll', false],
    ['the name of the definitions themselves', 'FMT', ATT, false],
  ])('%s', (_, name, fields, isKnown) => {
    const { rows } = readLog('bin', new DataflashWriter().define(1, name, fields).row(name, {}).bytes());
    expect(rows.map(({ schema }) => schema.known)).toEqual([isKnown, isKnown]);
    expect(rows[0]!.schema.teaches).toBe(true);
  });

  test('messages without a column', () => {
    const { names, gaps } = readLog('bin', attitudes(1).define(10, 'STRT', '').row('STRT', {}).row('STRT', {}).bytes());
    expect([names, gaps]).toEqual([['FMT', 'ATT', 'FMT', 'STRT', 'STRT'], []]);
  });

  test("FMT's own row, in each of its forms", () => {
    const own = (columns: string): Uint8Array =>
      recordOf(
        128,
        formatBody({ type: 128, name: 'FMT', format: 'BBnNZ', columns: '' }, 89)
          .fill(0, 22)
          .map((byte, index) => columns.charCodeAt(index - 22) || byte),
      );
    for (const columns of ['', 'Type,Length,Name,Format', 'Type,Length,Name,Format,Columns']) {
      const { rows, gaps } = readLog(
        'bin',
        attitudes(1, new DataflashWriter().raw(own(columns)).define(1, 'ATT', ATT)).bytes(),
      );
      expect([rows[0]!.schema.known, gaps]).toEqual([true, []]);
    }
    const log = attitudes(1, new DataflashWriter().raw(own('Type,Length,Pilot')).define(1, 'ATT', ATT)).bytes();
    expect(readLog('bin', log).gaps).toEqual([{ offset: 0, length: 89, reason: 'bad-length' }]);
  });
});

describe('binary DataFlash: definitions', () => {
  test('a number gets another meaning', () => {
    const log = attitudes(2).define(1, 'EV', 'QB TimeUS,Id').row('EV', { Id: 5 }).define(1, 'ATT', ATT).row('ATT', {});
    const { names, gaps, schemas } = readLog('bin', log.bytes());
    expect(names).toEqual(['FMT', 'ATT', 'ATT', 'FMT', 'EV', 'FMT', 'ATT']);
    expect(gaps).toEqual([]);
    // What was defined before is not defined anew.
    expect(schemas.map(({ message }) => message)).toEqual(['ATT', 'FMT', 'EV']);
    expect(schemas.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  test.each([
    ['a wrong length', { format: 'Qff', columns: 'TimeUS,Roll,Pitch' }, 20],
    ['fewer columns than format characters', { format: 'Qff', columns: 'TimeUS,Roll' }, 19],
    ['a format character that there is not', { format: 'Qfx', columns: 'TimeUS,Roll,Pitch' }, 19],
  ])('%s: refused, and its records are stepped over', (_, layout, length) => {
    const refused = recordOf(128, formatBody({ type: 2, name: 'ATT', ...layout }, length));
    const log = attitudes(1)
      .raw(refused)
      .raw(recordOf(2, new Uint8Array(length - 3)))
      .row('ATT', {})
      .bytes();
    const read = readLog('bin', log);
    expect(read.names).toEqual(['FMT', 'ATT', 'ATT']);
    expect(reasonsOf(read)).toEqual(['bad-length', 'unknown-message']);
    expect(read.gaps.map((gap) => gap.length)).toEqual([89, length]);
  });

  test('records of a refused definition are stepped over in step', () => {
    const refused = recordOf(128, formatBody({ type: 2, name: 'ATT', format: 'Q', columns: 'TimeUS,Roll' }, 11));
    // Out of step, nothing would be believed so shortly before more damage.
    const log = attitudes(
      3,
      attitudes(1)
        .raw(refused)
        .raw(recordOf(2, new Uint8Array(8))),
    )
      .raw('junk')
      .bytes();
    expect(readLog('bin', log).names).toEqual(['FMT', 'ATT', 'ATT', 'ATT']);
  });

  test('a refused definition takes the meaning that its number had', () => {
    const refused = recordOf(
      128,
      formatBody({ type: 1, name: 'ATT', format: 'Qfx', columns: 'TimeUS,Roll,Pitch' }, 19),
    );
    const read = readLog('bin', attitudes(1).raw(refused).row('ATT', {}).bytes());
    expect(read.names).toEqual(['FMT', 'ATT']);
    expect(reasonsOf(read)).toEqual(['bad-length', 'unknown-message']);
  });

  test('more different definitions than any log has are refused', () => {
    const writer = new DataflashWriter();
    for (let index = 0; index < MAX_DEFINITIONS + 3; index++) {
      writer.define(index % 100, `${index.toString(36).padStart(3, '0')}`, 'f A');
    }
    const read = readLog('bin', writer.bytes());
    expect(read.names.length).toBe(MAX_DEFINITIONS);
    expect(reasonsOf(read)).toEqual(repeated('unknown-message', 3));
  });
});

describe('binary DataFlash: units', () => {
  const yaw = 'Qfff TimeUS,Roll,Pitch,Yaw';
  const log = (UnitIds: string, MultIds: string, fields = yaw): Uint8Array =>
    new DataflashWriter()
      .define(1, 'ATT', fields)
      .define(2, 'FMTU', UNITS)
      .row('ATT', {})
      .row('FMTU', { FmtType: 1, UnitIds, MultIds })
      .row('ATT', {})
      .bytes();

  test.each([
    ['the same', 'sddh', 'F000', yaw],
    ['nothing of the multiplier', 'sddh', 'F-?-', yaw],
    ['nothing of the units', 's???', 'F0--', yaw],
    ['nothing of the column', 's', 'F', yaw],
    ['hundredths of what is stored in hundredths', 'sddh', 'F00B', 'QffC TimeUS,Roll,Pitch,Yaw'],
    ['something else of a column for which no unit is relied on', 'smrh', 'FB-0', yaw],
  ])('a log that says %s of them', (_, units, multiples, fields) => {
    const { rows } = readLog('bin', log(units, multiples, fields));
    expect(rows.map(({ message }) => message)).toEqual(['FMT', 'FMT', 'ATT', 'FMTU', 'ATT']);
    expect(rows[4]!.schema).toBe(rows[2]!.schema);
    expect(rows[3]!.defines).toBe(rows[2]!.schema);
    expect(rows[3]!.schema.known).toBe(true);
  });

  test.each([
    ['radians', 'sddr', 'F000', yaw],
    ['metres', 'sddm', 'F000', yaw],
    ['hundredths', 'sddh', 'F00B', yaw],
    ['whole ones of what is stored in hundredths', 'sddh', 'F000', 'QffC TimeUS,Roll,Pitch,Yaw'],
    ['a multiplier that there is not', 'sddh', 'F00x', yaw],
  ])('a log that says %s: the message is unknown from there on', (_, units, multiples, fields) => {
    const { rows } = readLog('bin', log(units, multiples, fields));
    expect(rows[2]!.schema.known).toBe(true);
    expect(rows[3]!.schema.known).toBe(false);
    expect(rows[3]!.defines).toBeNull();
    expect(rows[4]!.schema.known).toBe(false);
    expect(rows[4]!.schema.index).not.toBe(rows[2]!.schema.index);
  });

  test.each([
    ['more columns than there are', 'sddhs', 'F0000'],
    ['more multipliers than there are columns', 'sddh', 'F0000'],
    ['a unit that ArduPilot does not have', 's!dh', 'F000'],
    ['a multiplier that ArduPilot does not have', 'sddh', 'Fx00'],
  ])('a row about %s is withheld, and its message is not', (_, units, multiples) => {
    const { rows } = readLog('bin', log(units, multiples));
    expect([rows[3]!.schema.known, rows[3]!.defines]).toEqual([false, null]);
    expect(rows[4]!.schema.known).toBe(true);
  });

  test('what was contradicted stays unknown, under any number', () => {
    const writer = new DataflashWriter().define(1, 'ATT', yaw).define(2, 'FMTU', UNITS);
    writer.row('FMTU', { FmtType: 1, UnitIds: 'sddr', MultIds: 'F000' }).define(3, 'ATT', yaw).row('ATT', {});
    writer.row('FMTU', { FmtType: 3, UnitIds: 'sddh', MultIds: 'F000' }).row('ATT', {});
    const { rows } = readLog('bin', writer.bytes());
    expect(rows.filter(({ message }) => message === 'ATT').map(({ schema }) => schema.known)).toEqual([false, false]);
  });

  test.each([
    ['a label of ArduPilot', 'UNIT', 'QbZ TimeUS,Id,Label', { Id: 0x6d, Label: 'm' }, true],
    ['another label', 'UNIT', 'QbZ TimeUS,Id,Label', { Id: 0x6d, Label: 'mile' }, false],
    ['a label of another unit', 'UNIT', 'QbZ TimeUS,Id,Label', { Id: 0x6d, Label: 's' }, false],
    ['a multiplier of ArduPilot', 'MULT', 'Qbd TimeUS,Id,Mult', { Id: 0x42, Mult: 0.01 }, true],
    ['one in single precision', 'MULT', 'Qbd TimeUS,Id,Mult', { Id: 0x42, Mult: Math.fround(0.01) }, true],
    ['another multiplier', 'MULT', 'Qbd TimeUS,Id,Mult', { Id: 0x42, Mult: 0.0100001 }, false],
    ['another layout', 'MULT', 'Qbf TimeUS,Id,Mult', { Id: 0x42, Mult: 0.5 }, false],
  ])('%s', (_, name, fields, values, isKnown) => {
    const { rows } = readLog('bin', new DataflashWriter().define(3, name, fields).row(name, values).bytes());
    expect(rows.at(-1)!.schema.known).toBe(isKnown);
  });

  test('units of a message that nobody defined go nowhere', () => {
    const writer = new DataflashWriter()
      .define(2, 'FMTU', UNITS)
      .row('FMTU', { FmtType: 9, UnitIds: 's', MultIds: 'F' });
    const { rows } = readLog('bin', writer.bytes());
    expect([rows[1]!.schema.known, rows[1]!.defines]).toEqual([false, null]);
  });
});

describe('binary DataFlash: what is no record', () => {
  test.each([
    ['zeros', Buffer.alloc(40)],
    ['erased flash', Buffer.alloc(513, 0xff)],
    ['text', Buffer.from('some text')],
  ])('%s between records, and the record before it', (_, junk) => {
    const before = attitudes(5).bytes();
    const log = attitudes(40, attitudes(5).raw(junk)).bytes();
    const read = readLog('bin', log);
    // A record without another one behind it may have been overwritten.
    expect(read.names.length).toBe(1 + 5 - 1 + 40);
    expect(reasonsOf(read)).toEqual(['noise']);
    expect(read.gaps[0]).toEqual({ offset: before.length - 19, length: 19 + junk.length, reason: 'noise' });
  });

  test('start bytes between records', () => {
    const junk = Uint8Array.of(0xa3, 0x95, 0xa3, 0x95, 0xa3);
    const read = readLog('bin', attitudes(40, attitudes(5).raw(junk)).bytes());
    expect(read.names.length).toBe(46);
    expect(read.gaps).toEqual([{ offset: 89 + 5 * 19, length: 5, reason: 'unknown-message' }]);
  });

  test('a type that nobody defined, to the next records', () => {
    const unknown = recordOf(77, Uint8Array.of(1, 2, 3, 4, 5));
    const read = readLog('bin', attitudes(40, attitudes(5).raw(unknown)).bytes());
    expect(read.names.length).toBe(46);
    expect(read.gaps).toEqual([{ offset: 89 + 5 * 19, length: 8, reason: 'unknown-message' }]);
  });

  test('a log that begins in the middle of a record', () => {
    const log = attitudes(40, attitudes(3).define(1, 'ATT', ATT))
      .bytes()
      .subarray(95);
    const read = readLog('bin', log);
    expect(read.names).toEqual(['FMT', ...repeated('ATT', 40)]);
    expect(reasonsOf(read)).toEqual(['noise']);
  });

  test('a log that begins in the middle, before its definitions', () => {
    const log = attitudes(40, attitudes(3).define(1, 'ATT', ATT))
      .bytes()
      .subarray(89);
    const read = readLog('bin', log);
    expect(read.names).toEqual(['FMT', ...repeated('ATT', 40)]);
    expect(read.gaps).toEqual([{ offset: 0, length: 57, reason: 'unknown-message' }]);
  });

  test('a few records behind damage are believed where the log ends with them', () => {
    const read = readLog('bin', attitudes(3, attitudes(5).raw('junk!')).bytes());
    expect(read.names.length).toBe(1 + 4 + 3);
  });

  test.each([
    ['of something else', 0x00, 5, 'noise', 20],
    ['of a record', 0xa3, 6, 'end-of-input', 1],
  ] as const)('one byte %s at the end', (_, byte, rows, reason, length) => {
    const read = readLog('bin', attitudes(5).raw(Uint8Array.of(byte)).bytes());
    expect(read.names.length).toBe(rows);
    expect(read.gaps.map((gap) => [gap.reason, gap.length])).toEqual([[reason, length]]);
  });

  test('records are believed although a definition before them, which is not, says something else of them', () => {
    const other = recordOf(128, formatBody({ type: 1, name: 'ATT', format: 'Qfff', columns: 'TimeUS,Roll,Pitch,Yaw' }));
    const read = readLog('bin', attitudes(60, attitudes(5).raw('junk!').raw(other)).bytes());
    expect(read.names).toEqual(['FMT', ...repeated('ATT', 4 + 60)]);
  });

  test('a few records between damage are not believed', () => {
    const read = readLog('bin', attitudes(40, attitudes(3, attitudes(5).raw('junk!')).raw('junk!')).bytes());
    expect(read.names.length).toBe(1 + 4 + 40);
  });

  test.each([1, 2, 3, 10, 18])('a log that ends %i bytes before the end of a record', (missing) => {
    const log = attitudes(5).bytes();
    const read = readLog('bin', log.subarray(0, log.length - missing));
    expect(read.names.length).toBe(5);
    expect(read.gaps).toEqual([{ offset: 89 + 4 * 19, length: 19 - missing, reason: 'end-of-input' }]);
  });
});

describe('binary DataFlash: times', () => {
  const timesOf = (log: DataflashWriter): (number | undefined)[] => {
    const bytes = log.bytes();
    const decoder = binaryFormat.createDecoder();
    decoder.window(bytes, 0, bytes.length, true);
    const times: (number | undefined)[] = [];
    for (let found = decoder.next(); found !== 0; found = decoder.next()) {
      if (found === 1 && decoder.frame.schema.teaches !== true) {
        times.push(binaryFormat.readLogTimeUs(new DataView(bytes.buffer, bytes.byteOffset), decoder.frame));
      }
    }
    return times;
  };

  test.each([
    ['microseconds of 64 bits', 'ATT', 'Qf TimeUS,Roll', { TimeUS: 2n ** 40n + 5n }, 2 ** 40 + 5],
    ['milliseconds', 'ATT', 'If TimeMS,Roll', { TimeMS: 4_000_000_000 }, 4e12],
    ['beside a time of the week', 'GPS', 'ILLI TimeMS,Lat,Lng,T', { TimeMS: 3_828_000, T: 213_931 }, 213_931_000],
    ['a time of the week alone', 'GPS', 'ILL TimeMS,Lat,Lng', { TimeMS: 3_828_000 }, undefined],
    ['none', 'EV', 'B Id', { Id: 3 }, undefined],
    ['of a message that nobody knows', 'SPY', 'fQ A,TimeUS', { TimeUS: 77n }, 77],
  ])('%s', (_, name, fields, values, expected) => {
    expect(timesOf(new DataflashWriter().define(1, name, fields).row(name, values))).toEqual([expected]);
  });
});

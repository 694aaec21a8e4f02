import { describe, expect, test } from 'vitest';
import { csvFormat } from '../../../src/formats/csv/index.ts';
import { detectFormat } from '../../../src/formats/index.ts';
import { readTable, testCatalog } from './read.ts';
import { allTables, bytesOf, csvFlight, csvOf } from './tables.ts';

const HEADER = 'time(millisecond),latitude,longitude,mode,note';
const valuesIn = (log: Uint8Array): unknown[] =>
  readTable(log)
    .rows.slice(1)
    .map(({ values }) => values);
const reasonsIn = (log: Uint8Array): string[] => readTable(log).gaps.map(({ reason }) => reason);

describe('rows of a table', () => {
  test('every cell is read into a field of its name', () => {
    const { rows, gaps } = readTable(csvOf(HEADER, '100,46.125,-10.25,P-GPS,hello'));
    expect(gaps).toEqual([]);
    expect(rows.map(({ message }) => message)).toEqual(['header', 'drone']);
    expect(rows[1]!.values).toEqual({ time: 100, latitude: 46_125, longitude: -10_250, mode: 'P-GPS', note: 'hello' });
    expect(rows[1]!.schema.fields[1]).toMatchObject({ type: 'i32', units: 'deg/1000' });
  });

  test('what is no value of its column is hidden, and the row stays', () => {
    expect(valuesIn(csvOf(HEADER, '-5,x,1e400,"a,b",ok'))).toEqual([
      { time: null, latitude: null, longitude: null, mode: null, note: 'ok' },
    ]);
  });

  test('numbers of many digits are read whole', () => {
    const log = csvOf(
      'latitude,longitude,voltage',
      '46.1,10.2,4294967297',
      '46.1,10.2,-0.00000012',
      '46.1,10.2,123456.7890123',
    );
    expect(valuesIn(log)).toMatchObject([
      { voltage: 4_294_967_297 },
      { voltage: -1.2e-7 },
      { voltage: 123_456.789_012_3 },
    ]);
  });

  test('blanks, quotes, separators and line feeds in quotes', () => {
    const log = csvOf(HEADER, ' "100" , 46.1 ,"10.2", Go Home ,"a ""b"", c\nd"', '200,46.1,10.2,,');
    expect(valuesIn(log)).toEqual([
      { time: 100, latitude: 461, longitude: 102, mode: 'Go Home', note: 'a ""b"", c\nd' },
      { time: 200, latitude: 461, longitude: 102, mode: null, note: null },
    ]);
  });

  test('a text at the end may hold separators', () => {
    expect(valuesIn(csvOf(HEADER, '100,46.1,10.2,Go,one, two, three'))[0]).toMatchObject({ note: 'one, two, three' });
  });

  test('rows with other numbers of cells are no frames', () => {
    const log = csvOf('time(millisecond),latitude,longitude,voltage', '1,2,3', '1,2,3,4,5', '1,2,3,4', '');
    expect(reasonsIn(log)).toEqual(['bad-length', 'bad-length', 'noise']);
    expect(valuesIn(log).length).toBe(1);
  });

  test('a row that the end cuts off is none; one without a line feed is', () => {
    const cut = (row: string): Uint8Array => bytesOf(`${HEADER}\n${row}`);
    expect(reasonsIn(cut('100,46.1,10'))).toEqual(['end-of-input']);
    expect(reasonsIn(cut('100,46.1,10.2,Go,'))).toEqual([]);
    expect(reasonsIn(bytesOf(HEADER))).toEqual(['end-of-input']);
  });

  test('a quote that does not end takes its line with it, and nothing else', () => {
    const { rows, gaps } = readTable(csvOf(HEADER, '100,46.1,10.2,"Go,', '200,46.1,10.2,Go,'));
    expect(gaps).toEqual([{ reason: 'noise', length: 19 }]);
    expect(rows.length).toBe(2);
  });

  test('line ends of both kinds, a byte-order mark, and a line for spreadsheets', () => {
    const rows = '100,46.1,10.2,Go,\r\n200,46.1,10.2,Go,\n';
    for (const opening of ['', '\ufeff', 'sep=,\r\n', '\ufeffsep=,\n']) {
      const { rows: found, gaps } = readTable(bytesOf(`${opening}${HEADER}\r\n${rows}`));
      expect(gaps).toEqual([]);
      expect(found.length).toBe(3);
    }
  });

  test.each([';', '\t'])('separated by %j, with decimal commas or points', (separator) => {
    const line = (...cells: string[]): string => cells.join(separator);
    const header = line('time(millisecond)', 'latitude', 'longitude', 'voltage');
    const read = valuesIn(csvOf(header, line('1', '46,12', '10,25', '3,7'), line('2', '46.13', '10.26', '3.7')));
    expect(read).toEqual([
      { time: 1, latitude: 4612, longitude: 1025, voltage: 3.7 },
      { time: 2, latitude: 4613, longitude: 1026, voltage: 3.7 },
    ]);
  });

  test('lines in front of the header are noise', () => {
    const { rows, gaps } = readTable(csvOf('Exported by somebody', '# at home', HEADER, '100,46.1,10.2,Go,'));
    expect(gaps.map(({ reason }) => reason)).toEqual(['noise', 'noise']);
    expect(rows.length).toBe(2);
  });

  test('another header makes another table, the same again the same', () => {
    const other = 'latitude,longitude,voltage';
    const log = csvOf(HEADER, '100,46.1,10.2,Go,', other, '1.5,2.5,3', HEADER, '200,46.1,10.2,Go,', other, '1.5,2.5,4');
    const { rows, schemas, gaps } = readTable(log);
    expect(gaps).toEqual([]);
    expect(schemas.map(({ message }) => message)).toEqual(['header', 'drone', 'drone']);
    expect(rows.map(({ schema }) => schema.index)).toEqual([0, 1, 0, 2, 0, 1, 0, 2]);
  });

  test('of two columns of one name only the first can say where', () => {
    const { schemas, rows } = readTable(csvOf('latitude,longitude,latitude,mode,mode', '46.1,10.2,46.3,A,B'));
    const [, schema] = schemas;
    expect(schema!.fields.map(({ name }) => name)).toEqual(['latitude', 'longitude', 'latitude#2', 'mode', 'mode#2']);
    expect(schema!.fields.map(({ rules }) => rules[0]!.role)).toEqual([
      'latitude',
      'longitude',
      undefined,
      undefined,
      undefined,
    ]);
    expect(rows[1]!.values).toMatchObject({ mode: 'A', 'mode#2': 'B' });
  });

  test('units are read from the names', () => {
    const header =
      'time(seconds),latitude,longitude,height [ft],altitude (meters),heading(degrees),north(mph),east(m/s)';
    const [, schema] = readTable(csvOf(header, '1.5,46.1,10.2,3.25,4.5,7.5,1.5,1.5')).schemas;
    const byName = new Map(schema!.fields.map((field) => [field.name, field]));
    expect(byName.get('time')).toMatchObject({ type: 'u64', rules: [{ timeUnit: 'ds' }] });
    expect(byName.get('height')!.units).toBe('ft/100');
    expect(byName.get('altitude')!.units).toBe('m/10');
    expect(byName.get('heading')!.units).toBe('deg/10');
    // What was converted from a flight controller's units lies on a lattice that nobody knows.
    expect(byName.get('north')!.rules[0]!.role).toBeUndefined();
    expect(byName.get('east')!.rules[0]!.role).toBe('velocityEast');
  });

  test('a height in degrees is none, and neither is a time in feet', () => {
    const [, schema] = readTable(csvOf('time(feet),latitude,longitude,height(degrees)', '1.5,46.1,10.2,3.25')).schemas;
    expect(schema!.fields.find(({ name }) => name === 'height')!.rules[0]!.role).toBeUndefined();
    expect(schema!.fields.find(({ name }) => name === 'time')!.rules[0]!.timeUnit).toBeUndefined();
  });

  test('columns in units that nobody knows are not known', () => {
    const [, schema] = readTable(csvOf('latitude,longitude,voltage(fathoms),mode', '46.1,10.2,3.25,A')).schemas;
    expect(schema!.columns.map((column) => column?.field.name)).toEqual(['latitude', 'longitude', undefined, 'mode']);
  });
});

describe('finding the format', () => {
  test.each(allTables)('$name is found by its header', (table) => {
    expect(detectFormat(csvFlight(table, {}), true).name).toBe('csv');
  });

  test.each([
    ['other tables', 'name,street,city\nA,B,C\n'],
    ['a latitude alone', 'latitude,name\n46.1,A\n'],
    ['a table without a header', '1,2,3\n4,5,6\n'],
    ['text', 'Some words about latitude and longitude\n'],
    ['a header that does not end', 'latitude,longitude'],
    ['nothing', '\n\n\n'],
  ])('%s is not', (_name, text) => {
    expect(csvFormat().detect(bytesOf(text), true)).toBe(false);
  });

  test('text of two bytes a character is not', () => {
    const wide = new Uint8Array(Buffer.from('\ufefflatitude,longitude\n46.1,10.2\n', 'utf16le'));
    expect(csvFormat().detect(wide, true)).toBe(false);
    expect(readTable(wide, testCatalog).rows).toEqual([]);
  });
});

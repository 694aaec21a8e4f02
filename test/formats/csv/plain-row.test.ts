import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CsvBody } from '../../../src/formats/csv/body.ts';
import { csvFormat } from '../../../src/formats/csv/index.ts';
import { Found } from '../../../src/model/format.ts';
import { testCatalog } from './read.ts';

const HEADER = 'unheard,time(ms),date,latitude,longitude,voltage,mode,serial,note';
const FIRST = '2024/05/17 09:30:00.00,46.1250,-10.2500,12.5,P-GPS,AB12,all well';

/** What is read of a table: each row's body, what stands where in it, and whether it was read as a plain one. */
function read(rows: readonly string[]): { readonly rows: readonly unknown[]; readonly arePlain: readonly boolean[] } {
  const bytes = Uint8Array.from(`${HEADER}\n${rows.join('')}`, (one) => one.charCodeAt(0));
  const decoder = csvFormat(() => testCatalog).createDecoder();
  decoder.window(bytes, 0, bytes.length, true);
  const read: unknown[] = [];
  const arePlain: boolean[] = [];
  for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
    if (found === Found.gap) read.push([decoder.gap.reason]);
    if (found === Found.schema) read.push(decoder.schema.fields.map(({ units }) => units));
    if (found !== Found.frame || decoder.frame.defines !== null) continue;
    const { bytes: body, row, hasNewText, isPlain } = decoder.frame.parsed as CsvBody;
    const cells = Array.from({ length: 8 }, (_, index) =>
      Buffer.from(bytes.subarray(row.starts[index + 1]!, row.ends[index + 1]!)).toString('latin1'),
    );
    read.push([Buffer.from(body.subarray(0, decoder.frame.bodyLength)).toString('hex'), cells, hasNewText]);
    arePlain.push(isPlain);
  }
  return { rows: read, arePlain };
}

/** Mostly what tools write: one odd cell is enough for another way of reading the row. */
const mostly = (usual: fc.Arbitrary<string>, ...odd: string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 12, arbitrary: usual }, fc.constantFrom(...odd));
const number = mostly(
  fc
    .tuple(fc.integer({ min: -1e8, max: 1e8 }), fc.nat(4))
    .map(([digits, decimals]) => (digits / 1e6).toFixed(decimals)),
  ...[
    '0',
    '-0',
    '1.',
    '.5',
    '-.5',
    '.',
    '-',
    '+1',
    '1e3',
    '--1',
    '1..2',
    '1.2.3',
    'nan',
    '',
    ' 1',
    '1 ',
    'x',
    '1.123456789',
  ],
  ...['123456789', '1234567890', '2147483647', '-2147483648', '99999999999999999999', '0.0000000000001', '1,2'],
  ...['123456789.123456', '1234567.123456789', '10.702409999999986', '000000000000012.5', '"1.5"'],
);
const date = mostly(
  fc.constantFrom('2024/05/17 09:30:00.04', '2024/05/17 09:30:01', '2024-05-17T09:30:02.123456'),
  ...['2024/05/17 9:30:00', '2024/02/30 09:30:00', '5/17/2024 9:30', '1', '', ' 2024/05/17 09:30:00'],
);
const text = mostly(
  fc.constantFrom('P-GPS', 'P-G', 'GPS', 'Go Home', 'True', 'False', ''),
  ...['P-GPS2', ' Go', 'Go ', 'a\0', 'P-GPS\0', 'P-G\0', 'a"b', '"a"', '"a,b"', 'a\tb', 'x'.repeat(20), 'x'.repeat(21)],
  ...['x'.repeat(32), 'x'.repeat(33), 'x'.repeat(256), 'x'.repeat(257)],
);
const note = mostly(
  fc.constant('all well'),
  'all',
  'all well!',
  'all well\0',
  '',
  'x'.repeat(256),
  'x'.repeat(257),
  '"all well"',
);
const cells = fc.tuple(number, date, number, number, number, text, text, note);
const lineEnd = fc.constantFrom('\n', '\n', '\r\n', '\r\r\n', ',\n', ', more\n', ',"more\n"\n');

describe('rows read in one walk', () => {
  test('are read as those that are taken apart first', () => {
    let plain = 0;
    const rows = fc.array(fc.tuple(cells, lineEnd), { maxLength: 12 });
    fc.assert(
      fc.property(rows, fc.nat(9), (drawn, same) => {
        const lines = drawn.flatMap(([row, end]) =>
          Array.from({ length: 1 + (same % 2) }, () => `${row.join(',')}${end}`),
        );
        // A quoted cell in a column that is withheld makes all the difference.
        const [one, other] = ['7,', '"7",'].map((first) =>
          read([`${first}5,${FIRST}\n`, ...lines.map((line) => first + line)]),
        );
        expect(one!.rows).toEqual(other!.rows);
        expect(other!.arePlain.includes(true)).toBe(false);
        plain += one!.arePlain.filter(Boolean).length;
      }),
      { numRuns: 400 },
    );
    expect(plain).toBeGreaterThan(400);
  });

  test.each([
    ['a place', '123456789'],
    ['a place', '-214749'],
    ['a place', '214748.3647'],
    ['a place', '46.12345'],
    ['a place', '-1.5'],
    ['a time', '9007199254740992'],
    ['a time', '-1'],
    ['a time', '5.25'],
  ])('are read as those that are taken apart first: %s of %s', (what, value) => {
    const row = what === 'a time' ? FIRST.replace(/^/, `${value},`) : `5,${FIRST.replace('46.1250', value)}`;
    const [one, other] = ['7,', '"7",'].map((first) => read([`${first}5,${FIRST}\n`, `${first}${row}\n`]));
    expect(one!.rows).toEqual(other!.rows);
    expect(one!.rows.length).toBe(4);
  });

  test('are those that tools write', () => {
    const first = `1,5,${FIRST}\n`;
    const others = [
      '2,,,,,,,,all well\n',
      `3,6,${FIRST}\r\n`,
      '4,7,2024/05/17 09:30:01.00,46.125,-10.25,-0.5,GPS,,all well\n',
      `5,6,${FIRST}, or not\n`,
      `6,6,${FIRST}, or not\n`,
    ];
    // A text that is new may tell of a zone: that is left to the other way of reading.
    expect(read([first, ...others]).arePlain).toEqual([false, true, true, true, false, true]);
  });

  test('tell once of a text that is new', () => {
    const rows = ['well', 'well', 'zone', 'zone', '', 'zone'].map(
      (note) => `1,5,2024/05/17 09:30:00.00,46.1,-10.2,1,,,${note}\n`,
    );
    const news = read(rows).rows.slice(2) as [string, string[], boolean][];
    expect(news.map(([, , isNew]) => isNew)).toEqual([true, false, true, false, true, true]);
  });
});

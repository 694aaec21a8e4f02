import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_SCHEMAS } from '../../../src/formats/csv/decoder.ts';
import { csvFormat } from '../../../src/formats/csv/index.ts';
import type { CsvSchema } from '../../../src/formats/csv/layout.ts';
import { badInputLaws } from '../../suite/bad-input.ts';
import { chunkingLaws } from '../../suite/chunking.ts';
import { decisionLaws } from '../../suite/decision-laws.ts';
import { decodeLog, filterLog, tracedFrames } from '../../suite/run.ts';
import { type FormatSubject, level, levelWith, type NamedDisclosure } from '../../suite/subject.ts';
import { allTables, bytesOf, cellsOf, csvFlight, type Table, tables, textOf } from './tables.ts';

const disclosures: readonly NamedDisclosure[] = [level('engineering'), level('dynamics'), level('full')];
const noDevice = levelWith('engineering', { device: 'none' });

/** What the laws that look at bytes of bodies need, they do not find in text: those are told below once more. */
const subject: FormatSubject = {
  name: 'CSV',
  format: csvFormat(),
  makeLog: (secrets) => csvFlight(tables.airdata, secrets),
  secrets: [],
  smallLog: smallLog(),
  samples: [
    ...allTables.map((table) => ({ name: table.name, log: csvFlight(table, {}, 12) })),
    { name: 'tables one behind the other', log: joined(...allTables.map((table) => csvFlight(table, {}, 5))) },
    { name: 'more decimals later on', log: finer() },
    { name: 'quotes', log: quoted() },
  ],
  filledLog: () => csvFlight(tables.airdata, {}),
  plants: [],
  nested: [],
  overlong: [
    {
      name: 'a line without an end',
      log: joined(csvFlight(tables.geotag, {}, 9), 'x'.repeat(200_000), '\n', csvFlight(tables.geotag, {}, 9)),
      frames: 20,
    },
    {
      name: 'a quote without an end',
      log: joined(csvFlight(tables.geotag, {}, 9), '1,"2,\n', csvFlight(tables.geotag, {}, 3000)),
      frames: 3001,
    },
    { name: 'at the end', log: joined(csvFlight(tables.geotag, {}, 9), 'x'.repeat(200_000)), frames: 10 },
  ],
  hostile: [
    ...[
      '\n',
      ',',
      '"',
      '""',
      'a,b\n',
      '"\n',
      '1,"2,\n',
      'latitude,longitude\n',
      'latitude,longitude\n1,2\n',
      'sep=,\n',
      '1234567890',
      'latitude,',
    ].map((text) => ({ name: JSON.stringify(text), log: bytesOf(text) })),
    { name: 'a wide header', log: bytesOf(`latitude,longitude${',message'.repeat(900)}\n`) },
    { name: 'ever new headers', log: manyHeaders(3000) },
    { name: 'ever more decimals', log: finer() },
  ],
  manySchemas: { log: manyHeaders, most: MAX_SCHEMAS },
};

describe('CSV: the suite', { timeout: 60_000 }, () => {
  decisionLaws();
  chunkingLaws(subject);
  badInputLaws(subject);
});

describe('CSV: twins', () => {
  const hiddenBy: Readonly<Record<string, readonly NamedDisclosure[]>> = {
    ...{ place: [level('engineering')], home: [level('engineering')], height: [level('engineering')] },
    ...{ turn: [level('engineering')], speed: disclosures.slice(0, 2), ground: disclosures.slice(0, 2) },
    ...{ sky: disclosures.slice(0, 2), date: disclosures.slice(0, 2), text: disclosures.slice(0, 2) },
    ...{ operator: disclosures.slice(0, 2), name: disclosures.slice(0, 2), serial: [noDevice], unknown: disclosures },
  };
  const cases = allTables.flatMap((table) =>
    Object.keys(hiddenBy)
      .filter((name) => Buffer.compare(csvFlight(table, { [name]: 1 }), csvFlight(table, {})) !== 0)
      .map((name) => ({ title: `${name}, ${table.name}`, table, name })),
  );

  test('every secret is in some table', () => {
    expect(new Set(cases.map(({ name }) => name))).toEqual(new Set(Object.keys(hiddenBy)));
  });

  test.each(cases)('flights that differ in $title', ({ table, name }) => {
    const outputOf = (variant: number, { disclosure }: NamedDisclosure): string =>
      textOf(filterLog(subject, disclosure, csvFlight(table, { [name]: variant })).output);
    for (const disclosure of hiddenBy[name]!) {
      const plain = outputOf(0, disclosure);
      if (table !== tables.geotag) expect(plain.length).toBeGreaterThan(1000);
      for (const variant of [1, 2, 3]) expect(outputOf(variant, disclosure)).toBe(plain);
    }
    if (name !== 'unknown') expect(outputOf(1, level('full'))).not.toBe(outputOf(0, level('full')));
  });

  const hiding = [
    ...disclosures,
    noDevice,
    levelWith('full', { environment: 'none' }),
    levelWith('full', { operator: 'none' }),
    levelWith('full', { dynamics: 'none' }),
    levelWith('full', { place: 'none', shape: 'none', operator: 'none' }),
  ];
  /** What may stand in a cell: nothing, numbers of any form, texts, quotes. */
  const anyCell = fc.oneof(
    fc.constantFrom(
      '',
      '0',
      '-1.5',
      '1e5',
      'nan',
      'N/A',
      'True',
      '"a ""b"" c"',
      '"two\nlines"',
      '  7 ',
      '12:00:01',
      'GEO zone',
    ),
    fc.double({ noNaN: true }).map(String),
    fc.stringMatching(/^[A-Za-z0-9 ._/:-]{0,40}$/),
  );
  test.each(hiding)('whatever is hidden in whichever cell changes no byte: $name', ({ disclosure }) => {
    let compared = 0;
    for (const table of allTables) {
      const { counts, output } = filterLog(subject, disclosure, csvFlight(table, {}), { facts: {} });
      const plan = counts.plans.find(({ schema }) => schema.message === table.name)!;
      const hidden = new Set(plan.outcomes.flatMap(({ outcome }, index) => (outcome === 'hidden' ? [index] : [])));
      const columns = (plan.schema as CsvSchema).columns;
      let field = 0;
      const places = columns.flatMap((column, index) => (column !== null && !hidden.has(field++) ? [] : [index]));
      compared += places.length;
      fc.assert(
        fc.property(fc.array(anyCell, { minLength: 7, maxLength: 7 }), fc.nat(), (cells, shift) => {
          const twin = withCells(
            csvFlight(table, {}),
            table,
            places,
            (row, index) => cells[(row + 3 * index + shift) % 7]!,
          );
          expect(textOf(filterLog(subject, disclosure, twin, { facts: {} }).output)).toBe(textOf(output));
        }),
        { numRuns: 12 },
      );
    }
    expect(compared).toBeGreaterThan(5);
  });
});

describe('CSV: what is kept', () => {
  test.each(allTables)('full keeps every byte of what is known: $name', (table) => {
    const log = csvFlight(table, {});
    const { output, counts } = filterLog(subject, level('full').disclosure, log);
    expect(counts.withheld.every((count) => count === 0)).toBe(true);
    const [before, after] = [log, output].map((bytes) => textOf(bytes).split(/(?<=\n)/));
    expect(after!.length).toBe(before!.length);
    const unknown = table.columns.length - 1;
    const blank = (line: string): string => blankCells(line, table.separator, [unknown, ...unreadable(table)]);
    expect(after).toEqual(
      before!.map((line, index) => (index < 1 && table.opening.startsWith('sep') ? line : blank(line))),
    );
  });

  test.each(disclosures)('kept cells have their text, and a second pass changes none: $name', ({ disclosure }) => {
    let compared = 0;
    for (const table of allTables) {
      const log = csvFlight(table, {});
      const run = filterLog(subject, disclosure, log);
      const written = tracedFrames(run).filter((event) => event.written);
      const again = decodeLog(subject, run.output);
      expect(again.gaps).toEqual([]);
      expect(again.frames.length).toBe(written.length);
      const plan = run.counts.plans.find(({ schema }) => schema.message === table.name)!;
      const kept = plan.outcomes.flatMap(({ outcome }, index) => (outcome === 'kept' ? [index] : []));
      const known = (plan.schema as CsvSchema).columns.flatMap((column, index) => (column === null ? [] : [index]));
      const [before, after, second] = [log, run.output, filterLog(subject, disclosure, run.output).output].map(
        (bytes) => cellsOf(textOf(bytes), table.separator),
      );
      if (after!.length === 0) continue;
      for (const [row, cells] of before!.entries()) {
        for (const index of kept) {
          const cell = cells[known[index]!]!;
          if (unreadable(table).includes(known[index]!)) continue;
          expect(after![row]![known[index]!]).toBe(cell);
          expect(second![row]![known[index]!]).toBe(cell);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(disclosure === level('engineering').disclosure ? 500 : 1000);
  });
});

/** Columns in which no number is read: minutes and seconds. */
function unreadable({ columns }: Table): number[] {
  return columns.flatMap(([name], index) => (name === 'OSD.flyTime' ? [index] : []));
}

function blankCells(line: string, separator: string, indexes: readonly number[]): string {
  const cells = line.split(separator);
  for (const index of indexes) if (cells[index] !== undefined && !cells[0]!.startsWith('CUSTOM')) cells[index] = '';
  for (const index of indexes.slice(0, 1)) cells[index] = '';
  return cells.join(separator);
}

/** The same table with other cells below its header. */
function withCells(
  log: Uint8Array,
  { separator, opening, lineEnd }: Table,
  places: readonly number[],
  cell: (row: number, index: number) => string,
): Uint8Array {
  const [header = '', ...rows] = textOf(log).slice(opening.length).split(lineEnd).slice(0, -1);
  const width = header.split(separator).length;
  const changed = rows.map((line, row) => {
    const cells = line.split(separator);
    const all = [...cells.slice(0, width - 1), cells.slice(width - 1).join(separator)];
    for (const index of places) all[index] = cell(row, index);
    return all.join(separator);
  });
  return bytesOf(opening + [header, ...changed].map((line) => line + lineEnd).join(''));
}

function joined(...pieces: (string | Uint8Array)[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? bytesOf(piece) : piece))));
}

function smallLog(): Uint8Array {
  return joined(
    'Made by somebody\n',
    csvFlight(tables.geotag, {}, 3),
    'time(millisecond),latitude,longitude,compass_heading(degrees),pitch(degrees),secret\n',
    '0,46.1,10.2,5.5,1.5,x\n100,46.2,10.3,5.5,,\n\n1,2\n200,46.3,"10.4",5.5,x,y\n',
    csvFlight(tables.geotag, {}, 2),
    '7,0.9,46',
  );
}

/** Values with more decimals than those that were looked at. */
function finer(): Uint8Array {
  const rows = (count: number, decimals: number): string =>
    Array.from(
      { length: count },
      (_, row) =>
        `${row},0.${row % 10},${(46 + row / 7000).toFixed(decimals)},${(10 + row / 9000).toFixed(decimals)}\n`,
    ).join('');
  return joined('Id,Time(seconds),Latitude,Longitude\n', rows(4000, 4), rows(4000, 5), rows(4000, 6), rows(4000, 8));
}

function quoted(): Uint8Array {
  return joined(
    '"time(millisecond)","latitude","longitude","battery_percent","message"\n',
    '"0","46.1","10.2","99","a ""b"" c"\n"100"," 46.2","10.3 ","98","two\nlines, and more"\n200,46.3,10.4,"97,",no "quote\n',
  );
}

function manyHeaders(count: number): Uint8Array {
  return joined(
    ...Array.from(
      { length: count },
      (_, index) => `latitude,longitude,pitch,secret ${index.toString(36)}\n46.1,10.2,1,x\n`,
    ),
  );
}

import { describe, expect, test } from 'vitest';
import { Staging } from '../../../src/filter/staging.ts';
import { csvFormat } from '../../../src/formats/csv/index.ts';
import { Found } from '../../../src/model/format.ts';
import { CellKind } from '../../../src/text/cells.ts';
import { readTable, testCatalog } from './read.ts';
import { csvOf } from './tables.ts';

const HEADER = 'latitude,longitude,heading,north,east,altitude';

/** Tables of rows, each made of a number. */
function tableOf(count: number, row: (index: number) => string): ReturnType<typeof readTable> {
  return readTable(csvOf(HEADER, ...Array.from({ length: count }, (_, index) => row(index))));
}

function cellsIn({ schemas }: ReturnType<typeof readTable>, schema = schemas.length - 1): (number | undefined)[] {
  return schemas[schema]!.columns.map((column) =>
    column === null ? undefined : column.cell.kind === CellKind.number ? -column.cell.decimals : column.cell.decimals,
  );
}

const trimmed = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)));

describe('how numbers are written', () => {
  test('zeros that are left out do not make a coarser lattice', () => {
    const table = tableOf(100, (index) => `${trimmed(46 + index / 1e4, 4)},${trimmed(10 - index / 1e5, 5)},1.5,,,`);
    expect(cellsIn(table).slice(0, 2)).toEqual([5, 5]);
    const [, schema] = table.schemas;
    expect(schema!.columns[0]!.cell.isTrimmed).toBe(true);
    expect(schema!.fields[0]!.units).toBe('deg/100000');
  });

  test('a coarser lattice among finer values is taken for all of them', () => {
    const mixed = tableOf(100, (index) => {
      const decimals = index % 2 === 0 ? 3 : 7;
      return `${(46.0001234 + index / 900).toFixed(decimals)},${(10.0001234 + index / 900).toFixed(decimals)},,,,`;
    });
    expect(cellsIn(mixed).slice(0, 2)).toEqual([3, 3]);
    expect(mixed.rows[2]!.values.latitude).toBe(46_001);
  });

  test('a value that stays the same counts once', () => {
    const table = tableOf(200, (index) =>
      index < 150 ? '46.5,10.5,,,,' : `${(46 + index / 7000).toFixed(6)},${(10 + index / 7000).toFixed(6)},,,,`,
    );
    expect(table.schemas.length).toBe(2);
    expect(cellsIn(table).slice(0, 2)).toEqual([6, 6]);
  });

  test('doubles in full are what they were computed from', () => {
    const computed = tableOf(
      50,
      (index) => `${46 + index / 1e5 + 1e-15},10.702409999999986,${134.9999998457 + index / 10},0.10000000149,0.2,`,
    );
    const [latitude, longitude, heading, north] = cellsIn(computed);
    expect([latitude, longitude]).toEqual([5, 5]);
    expect([heading, north]).toEqual([1, 1]);
  });

  test('places with more than seven decimals are doubles, other values with more than three are rounded', () => {
    const table = tableOf(50, (index) => {
      const more = Math.sqrt(index + 2) / 1e3;
      return `${(46 + more).toFixed(9)},${(10 + more).toFixed(9)},${(77 + more).toFixed(9)},${more.toFixed(5)},${more.toFixed(5)},${(410 + more).toFixed(6)}`;
    });
    expect(cellsIn(table)).toEqual([-9, -9, 1, 1, 1, 3]);
  });

  test('more decimals later on are found, and no column gets fewer', () => {
    const rows = Array.from({ length: 9000 }, (_, index) => {
      const decimals = index < 6000 ? 4 : 6;
      return `${(46 + index / 7000).toFixed(decimals)},${(10 + index / 7000).toFixed(decimals)},${(index / 9).toFixed(1)},,,`;
    });
    const { schemas, rows: read } = readTable(csvOf(HEADER, ...rows));
    expect(schemas.length).toBe(3);
    expect(cellsIn({ schemas, rows: read, gaps: [] }, 1).slice(0, 3)).toEqual([4, 4, 1]);
    expect(cellsIn({ schemas, rows: read, gaps: [] }, 2).slice(0, 3)).toEqual([6, 6, 1]);
    expect(read[6000]!.schema.index).toBe(1);
    expect(read[6001]!.schema.index).toBe(2);
  });

  test('a column in which nothing stood is looked at when something does', () => {
    const rows = Array.from({ length: 9000 }, (_, index) =>
      index < 8000 ? '0,-0.0000,,,,' : `${(46 + index / 7000).toFixed(4)},${(10 + index / 7000).toFixed(4)},,,,`,
    );
    const { schemas } = readTable(csvOf(HEADER, ...rows));
    expect(schemas.slice(1).map(({ columns }) => columns[0]!.cell.decimals)).toEqual([7, 4]);
  });

  test('the first finer row is of the new layout, however its bytes came', () => {
    // Nothing but this one cell is other than in the row before.
    const rows = Array.from({ length: 12_000 }, (_, index) => `46.5,10.5,${index < 6000 ? '0.1' : '0.13'},,,`);
    const log = csvOf(HEADER, ...rows);
    const layoutsOf = (chunk: number): number[] => {
      const decoder = csvFormat(() => testCatalog).createDecoder();
      const staging = new Staging(65_536);
      const found: number[] = [];
      const read = (): void => {
        for (let kind = decoder.next(); kind !== Found.more; kind = decoder.next()) {
          if (kind === Found.frame) found.push(decoder.frame.schema.index);
        }
      };
      for (let at = 0; at < log.length; at += chunk) {
        const piece = log.subarray(at, at + chunk);
        for (let taken = 0; taken < piece.length; ) {
          taken += staging.fill(piece, taken, decoder, false);
          read();
        }
      }
      staging.fill(new Uint8Array(0), 0, decoder, true);
      read();
      return found;
    };
    const whole = layoutsOf(log.length);
    expect(whole.indexOf(2)).toBe(6001);
    for (const chunk of [313, 9999]) expect(layoutsOf(chunk)).toEqual(whole);
  });

  test('finer and finer values make few schemas', () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => {
      const decimals = Math.min(7, Math.floor(index / 7000));
      return `${(46 + index / 7000).toFixed(decimals)},${(10 + index / 7000).toFixed(decimals)},,,,`;
    });
    const { schemas, gaps } = readTable(csvOf(HEADER, ...rows));
    expect(gaps).toEqual([]);
    expect(schemas.length).toBeGreaterThan(4);
    expect(schemas.length).toBeLessThan(12);
  });
});

describe('places that are 32-bit floats', () => {
  const placed = (decimals: number, latitudeDeg: number, longitudeDeg: number, from = Math.fround): string[] =>
    Array.from({ length: 60 }, (_, row) =>
      [latitudeDeg + row * 1.7303e-5, longitudeDeg - row * 2.3309e-5]
        .map((deg) => trimmed(from(deg), decimals))
        .join(','),
    );
  const rolesIn = (rows: string[], more = ',,,'): (string | undefined)[] =>
    readTable(csvOf(HEADER, ...rows.map((row) => `${row},${more}`)))
      .schemas.at(-1)!
      .fields.map(({ rules }) => rules[0]!.role);
  const inFull = (deg: number): number => deg;

  test.each([
    [6, -20.2533, 149.0251],
    [7, -20.2533, 149.0251],
    [9, 46.6, 10.7],
    [15, 46.6, 10.7],
    [7, 5.1, 3.2],
    [9, 0.11, 0.21],
  ])('are not moved: %i decimals at %d, %d', (decimals, latitudeDeg, longitudeDeg) => {
    expect(rolesIn(placed(decimals, latitudeDeg, longitudeDeg)).slice(0, 2)).toEqual([undefined, undefined]);
    const fine = rolesIn(placed(decimals, latitudeDeg, longitudeDeg, inFull)).slice(0, 2);
    expect(fine).toEqual(['latitude', 'longitude']);
  });

  test('one of both is enough, and few others do not matter', () => {
    const singles = placed(7, 46.6, 10.7);
    const others = placed(7, 46.6, 10.7, inFull);
    const [latitude, longitude] = [0, 1].map((index) => (row: string) => row.split(',')[index]!);
    const half = singles.map((row, index) => `${latitude!(row)},${longitude!(others[index]!)}`);
    expect(rolesIn(half).slice(0, 2)).toEqual([undefined, undefined]);
    const mostly = (every: number): string[] => singles.map((row, at) => (at % every === 1 ? others[at]! : row));
    expect(rolesIn(mostly(20)).slice(0, 2)).toEqual([undefined, undefined]);
    expect(rolesIn(mostly(3)).slice(0, 2)).toEqual(['latitude', 'longitude']);
  });

  test('so few that it may be chance are moved', () => {
    expect(rolesIn(placed(7, 46.6, 10.7).slice(0, 1)).slice(0, 2)).toEqual(['latitude', 'longitude']);
    expect(rolesIn(placed(7, 46.6, 10.7).slice(0, 3)).slice(0, 2)).toEqual([undefined, undefined]);
  });

  test('and stay so where the table is looked at again', () => {
    const rows = [...placed(7, 46.6, 10.7), ...placed(7, 46.6, 10.7, inFull)].map((row, index) =>
      index < 60 ? `${row},1,,,` : `${row},1.25,,,`,
    );
    const padding = ' '.repeat(1200);
    const table = readTable(csvOf(HEADER, ...rows.map((row) => row + padding)));
    expect(table.schemas.length).toBeGreaterThan(2);
    expect(
      table.schemas
        .at(-1)!
        .fields.slice(0, 2)
        .map(({ rules }) => rules[0]!.role),
    ).toEqual([undefined, undefined]);
  });
});

describe('dates with slashes', () => {
  const daysIn = (...dates: string[]): (string | null)[] => {
    const table = readTable(
      csvOf(
        'date,latitude,longitude',
        ...dates.map((date) => (date.includes(',') ? `${date},10.2` : `${date},46.1,10.2`)),
      ),
    );
    return table.rows
      .filter(({ message }) => message === 'drone')
      .map(({ values }) => values.date as number | null)
      .map((us) => (us === null ? null : new Date(us / 1000).toISOString().slice(5, 10)));
  };
  const early = '05/08/2019 23:59:59';

  test.each([
    ['month first where nothing says otherwise', [early, '05/08/2019 23:59:59.5'], ['05-08', '05-08']],
    ['month first across midnight', [early, '05/09/2019 00:00:00'], ['05-08', '05-09']],
    ['day first across midnight', [early, '06/08/2019 00:00:00'], ['08-05', '08-06']],
    ['day first in all rows if it is in any', ['12/08/2019 23:59:59', '13/08/2019 00:00:00'], ['08-12', '08-13']],
    ['what is then no date is hidden', [early, '13/08/2019', '05/14/2019'], ['08-05', '08-13', null]],
    ['what has its own order keeps it', ['2019/05/13', '13.05.2019', early], ['05-13', '05-13', '05-08']],
  ])('%s', (_name, dates, days) => {
    expect(daysIn(...dates)).toEqual(days);
  });

  test('the order stays far behind what was looked at', () => {
    const rows = Array.from({ length: 3000 }, () => `${early} ${' '.repeat(20)}`);
    expect(daysIn(...rows, '06/08/2019', '13/08/2019').slice(-3)).toEqual(['05-08', '06-08', null]);
    // Where a place has more decimals the table is looked at again.
    expect(daysIn(...rows, '06/08/2019,46.123', '13/08/2019').slice(-3)).toEqual(['05-08', '06-08', null]);
  });
});

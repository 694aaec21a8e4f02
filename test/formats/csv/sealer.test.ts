import { describe, expect, test } from 'vitest';
import { csvFormat } from '../../../src/formats/csv/index.ts';
import { parseCatalogTable } from '../../../src/model/catalog-table.ts';
import { FLIGHT_START_UNIX_S } from '../../../src/model/clocks.ts';
import { filterLog, surveyLog } from '../../suite/run.ts';
import { level, levelWith, type NamedDisclosure } from '../../suite/subject.ts';
import { testCatalog } from './read.ts';
import { bytesOf, cellsOf, csvFlight, csvOf, tables, textOf } from './tables.ts';

/** The instant at which every flight starts, a midnight. */
const START = new Date(FLIGHT_START_UNIX_S * 1000).toISOString();

const subject = { format: csvFormat(() => testCatalog) };

function outputOf(log: Uint8Array, { disclosure }: NamedDisclosure): string {
  return textOf(filterLog(subject, disclosure, log).output);
}

describe('what is written', () => {
  test('hidden cells are empty, in quotes and among blanks too, as cells in which nothing stood', () => {
    const rows = ['1.5,46.1,10.2,A', '1.5,"46.1", 10.2 ,A', '1.5,,,A', '1.5,x,"",A'];
    const output = outputOf(csvOf('voltage,latitude,longitude,mode', ...rows), level('engineering'));
    expect(output).toBe(`voltage,latitude,longitude,mode\n${'1.5,,,A\n'.repeat(4)}`);
  });

  test('names of unknown columns are left out with their cells', () => {
    const log = csvOf('voltage,"Home, sweet",latitude,longitude,Falcon', '1.5,a,46.1,10.2,b,c', '1.6,,46.1,10.2,');
    expect(outputOf(log, level('full'))).toBe('voltage,,latitude,longitude,\n1.5,,46.1,10.2,\n1.6,,46.1,10.2,\n');
  });

  test('what is kept keeps its blanks, quotes and zeros', () => {
    const log = bytesOf(
      '\ufeffvoltage, latitude,longitude ,mode\r\n 1.50,"46.100", 010.20,"A"\n+1.6,46.1,10.2, B \r\n',
    );
    expect(textOf(filterLog(subject, level('full').disclosure, log).output)).toBe(textOf(log));
  });

  test('moved places are written with the decimals of their column, and none shows how it stood', () => {
    const rows = Array.from(
      { length: 40 },
      (_, row) => `${Number((46.1 + row / 1e6).toFixed(6))},${(10.2 - row / 1e6).toFixed(6)}`,
    );
    const output = cellsOf(outputOf(csvOf('latitude,longitude', ...rows), level('dynamics'))).slice(1);
    expect(output.length).toBe(40);
    // One column left out zeros at the end, the other did not.
    for (const [latitude, longitude] of output) {
      expect(latitude).toMatch(/^-?\d+(\.\d{0,5}[1-9])?$/);
      expect(longitude).toMatch(/^-?\d+\.\d{6}$/);
    }
    expect(output.some(([latitude]) => /\.\d{6}$/.test(latitude!))).toBe(true);
  });

  test.each([3, 4, 5, 6, 7])(
    'places of %i decimals are moved if the steps of the last are small, else hidden',
    (decimals) => {
      const rows = Array.from({ length: 12 }, (_, row) => {
        const place = [46.1 + row / 1e3, 10.2 - row / 1e3].map((degrees) => degrees.toFixed(decimals));
        return `${place.join(',')},${row}.5,${600 + row}.5,${70 + row}.5,1.${row},A`;
      });
      const log = csvOf('latitude,longitude,height,altitude,heading,voltage,mode', ...rows);
      const output = cellsOf(outputOf(log, level('dynamics'))).slice(1);
      expect(output.map((cells) => cells.slice(5))).toEqual(rows.map((_, row) => [`1.${row}`, 'A']));
      const isMoved = decimals >= 6;
      for (const cells of output)
        expect(cells.slice(0, 5).map((cell) => cell !== '')).toEqual(new Array(5).fill(isMoved));
      for (const name of ['engineering', 'dynamics'] as const) {
        const elsewhere = textOf(log)
          .replace(/^46\.1/gm, '-33.8')
          .replace(/,10\./g, ',151.');
        if (!isMoved) expect(outputOf(bytesOf(elsewhere), level(name))).toBe(outputOf(log, level(name)));
      }
    },
  );

  test('a value that is by chance the same before and after is written as all others', () => {
    const rows = Array.from(
      { length: 60 },
      (_, row) => `46.${100_000 + row},10.200000,${row % 7 === 6 ? `0${row}.0` : `${row}.0`}`,
    );
    const output = cellsOf(outputOf(csvOf('latitude,longitude,heading', ...rows), level('dynamics'))).slice(1);
    expect(output.filter(([, , heading]) => !/^\d+\.\d$/.test(heading!) || /^0\d/.test(heading!))).toEqual([]);
    expect(output.length).toBe(60);
  });

  test('what is no name of a state is hidden, behind rows of a wrong length too', () => {
    const place = '47.4692 8.2090';
    const log = csvOf(
      'voltage,time(millisecond),mode',
      `1.5,1,${place},`,
      `1.5,2,${place}`,
      '1.5,3,P-GPS',
      '1.5,4,P-GPS2',
    );
    const cells = cellsOf(outputOf(log, level('engineering'))).slice(1);
    expect(cells.map(([, , mode]) => mode)).toEqual(['', 'P-GPS', 'P-GPS2']);
  });

  test('a pseudonym stands where an identity stood, in its quotes', () => {
    const log = csvOf('latitude,longitude,voltage,serial', '46.1,10.2,1.5,"0M6DG1400189PP"', '46.1,10.2,1.5,');
    const [, first, second] = outputOf(log, level('engineering')).split('\n');
    expect(first).toMatch(/^,,1\.5,"[0-9A-Z]{16}"$/);
    expect(second).toBe(',,1.5,');
  });

  test('where no row is written, no header is', () => {
    const log = csvOf('latitude,longitude', '46.1,10.2');
    expect(outputOf(log, level('engineering'))).toBe('');
  });

  test('places without a half, and impossible ones, take their row with them', () => {
    const place = '46.100001,10.200001';
    const rows = [`${place},1`, '46.100001,,2', '96.100001,10.200001,3', '0.000000,-0.000000,4', ',,5'];
    const log = csvOf('latitude,longitude,voltage', ...rows);
    const cells = cellsOf(outputOf(log, level('dynamics'))).slice(1);
    expect(cells.map(([, , voltage]) => voltage)).toEqual(['1', '4', '5']);
    expect(cells[1]!.slice(0, 2)).toEqual(['0.000000', '0.000000']);
    expect(cells[2]!.slice(0, 2)).toEqual(['', '']);
  });
});

describe('times', () => {
  const START_MS = Date.UTC(2019, 1, 22, 12, 1, 22, 911);
  const twoDates = {
    format: csvFormat(() =>
      parseCatalogTable(
        [
          ...['drone', '  here absoluteTime clock=unix type=date', '  there absoluteTime clock=unix type=date'],
          ...['  voltage power', '  mode mode type=word'],
        ].join('\n'),
        'test catalog',
      ),
    ),
  };
  const dated = (text: string): Uint8Array => csvOf('date,voltage,mode', `${text},1,A`, `${text},2,A`);
  const log = csvOf(
    'date,time(millisecond),latitude,longitude',
    ...Array.from({ length: 5 }, (_, row) => `2021-06-14 09:30:0${row}.5,${500 + 1000 * row},46.100001,10.200001`),
  );

  test('a table starts at the constant instant, and differences stay', () => {
    const cells = cellsOf(outputOf(log, level('dynamics'))).slice(1);
    expect(cells.map(([date]) => date)).toEqual(
      [0, 1, 2, 3, 4].map((second) => `${START.slice(0, 10)} ${START.slice(11, 18)}${second}.0`),
    );
    expect(cells.map(([, time]) => time)).toEqual(['0', '1000', '2000', '3000', '4000']);
  });

  test('rows that lie far apart keep their differences', () => {
    const apart = csvOf(
      'date,voltage,mode',
      ...[0, 45, 90].map(
        (second) => `2021-06-14 09:3${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')},1,A`,
      ),
    );
    const times = cellsOf(outputOf(apart, level('engineering'))).slice(1);
    expect(times.map(([date]) => date!.slice(-5))).toEqual(['00:00', '00:45', '01:30']);
  });

  test('they stay as they are where time is exact', () => {
    expect(outputOf(log, levelWith('dynamics', { time: 'exact' })).match(/2021-06-14 09:30:0\d\.5,\d+/g)!.length).toBe(
      5,
    );
  });

  test('the date and the time of day can stand in two columns', () => {
    const two = csvFlight(tables.flightrecord, {});
    const facts = surveyLog(csvFormat(), two);
    expect(facts.startUnixS).toBe(Date.UTC(2021, 5, 14, 9, 30) / 1000);
    expect(facts.durationS).toBeCloseTo(5.9, 6);
    const { output } = filterLog({ format: csvFormat() }, level('dynamics').disclosure, two);
    const cells = cellsOf(textOf(output)).slice(2);
    expect(new Set(cells.map(([date]) => date))).toEqual(new Set([START.replace(/^(\d+)-(\d+)-(\d+).*/, '$2/$3/$1')]));
    expect(cells[0]![1]).toBe('12:00:00.00 AM');
    expect(cells[59]![1]).toBe('12:00:05.90 AM');
  });

  test('without a date the time since the start is the log time', () => {
    expect(surveyLog(csvFormat(), csvFlight(tables.geotag, {})).durationS).toBeCloseTo(5.9, 6);
  });

  test('whatever day it is, slashes are in the same places', () => {
    const flight = (days: readonly [string, string]): string =>
      outputOf(csvOf('date,voltage,mode', `${days[0]} 23:59:59,1,A`, `${days[1]} 00:00:00,2,A`), level('engineering'));
    const plain = flight(['05/08/2019', '06/08/2019']);
    expect(plain).toBe('date,voltage,mode\n11/11/2011 00:00:00,1,A\n11/11/2011 00:00:01,2,A\n');
    for (const days of [
      ['15/08/2019', '16/08/2019'],
      ['12/08/2019', '13/08/2019'],
      ['05/08/2019', '05/09/2019'],
    ]) {
      expect(flight(days as [string, string])).toBe(plain);
    }
  });

  test('how far apart two clocks are set does not show', () => {
    const flight = (hours: number): string => {
      const time = (row: number, zone: number): string =>
        new Date(START_MS + 3_600_000 * zone + 100 * row).toISOString();
      const rows = Array.from({ length: 40 }, (_, row) =>
        [time(row, hours).slice(0, 23), time(row, 0).slice(0, 19), '1.5', 'A'].join(','),
      );
      const { output } = filterLog(
        twoDates,
        level('engineering').disclosure,
        csvOf('here,there,voltage,mode', ...rows),
      );
      return textOf(output);
    };
    expect(flight(0)).toContain('1.5,A');
    for (const hours of [2, -3, 5.75]) expect(flight(hours)).toBe(flight(0));
  });

  test('what is no date is hidden', () => {
    expect(outputOf(dated('yesterday'), level('engineering'))).toBe('date,voltage,mode\n,1,A\n,2,A\n');
  });
});

describe('signals', () => {
  const signalsOf = (...notes: string[]): (string | undefined)[] => {
    const log = csvOf(
      'date,latitude,longitude,note',
      ...notes.map((note, row) => `2021-06-14 09:30:0${row},46.1,10.2,${note}`),
    );
    return surveyLog(subject.format, log).signals.map(({ kind, words }) => `${kind}: ${words}`);
  };

  test('a warning of a zone is one when it appears', () => {
    const zone = 'You are in a Warning Zone (Airfield)';
    expect(signalsOf('', zone, zone, '', 'Landing', zone)).toEqual([`zone-warning: ${zone}`, `zone-warning: ${zone}`]);
  });

  test('other words beside it do not make it a new one', () => {
    const rows = ['A', 'B', 'C'].map((mode, row) => `2021-06-14 09:30:0${row},46.1,10.2,${mode},No-fly zone`);
    const log = csvOf('date,latitude,longitude,mode,note', ...rows);
    expect(surveyLog(subject.format, log).signals.length).toBe(1);
  });

  test.each([
    'GEO: fly with caution',
    'Authorization Zone ahead',
    'In a no-fly zone',
    'Altitude zone: 30 m',
    'Unlocking licence used',
  ])('%s', (note) => {
    expect(signalsOf(note).length).toBe(1);
  });

  test.each(['Home Point recorded', 'Battery low', 'Geometry of rotors'])('%s is none', (note) => {
    expect(signalsOf(note)).toEqual([]);
  });
});

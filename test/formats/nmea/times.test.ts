import { describe, expect, test } from 'vitest';
import { DATE_WITHIN_BYTES } from '../../../src/formats/nmea/decoder.ts';
import { nmeaFormat } from '../../../src/formats/nmea/index.ts';
import { FLIGHT_START_UNIX_S } from '../../../src/model/clocks.ts';
import { levels } from '../../../src/policy/levels.ts';
import { filterLog, surveyLog } from '../../suite/run.ts';
import { bytesOf, cellsOf, flightText, sentence, textOf } from './flight.ts';

const format = nmeaFormat();
const dynamics = (text: string): string[][] =>
  cellsOf(textOf(filterLog({ format }, levels.dynamics, bytesOf(text)).output));
const full = (text: string): string => textOf(filterLog({ format }, levels.full, bytesOf(text)).output);
const gga = (time: string): string => sentence(`GPGGA,${time},4612.34567,N,01012.34567,E,1,08,0.9,512.3,M,47.0,M,,`);
const rmc = (time: string, date: string): string =>
  sentence(`GPRMC,${time},A,4612.34567,N,01012.34567,E,9.5,77.1,${date},,,A`);
const zda = (time: string, date: string): string => sentence(`GPZDA,${time},${date},00,00`);
/** Time of day, and the date where it is told. */
const shown = (text: string): string[] =>
  dynamics(text).map((cells) =>
    cells[0] === 'GPRMC' ? `${cells[1]} ${cells[9]}` : cells[0] === 'GPZDA' ? cells.slice(1, 5).join(' ') : cells[1]!,
  );
const startOf = (text: string): number | undefined => surveyLog(format, bytesOf(text)).startUnixS;
const durationOf = (text: string): number | undefined => surveyLog(format, bytesOf(text)).durationS;

describe('times are told from the start', () => {
  test('in the decimals that they had, over midnight and with the date', () => {
    const log =
      gga('235958.50') +
      rmc('235958.50', '220723') +
      rmc('235959', '220723') +
      gga('000000.000') +
      rmc('000001.25', '230723');
    expect(shown(log)).toEqual(['000000.00', '000000.00 111111', '000000 111111', '000001.500', '000002.75 111111']);
    expect(startOf(log)).toBe(Date.UTC(2023, 6, 22, 23, 59, 58, 500) / 1000);
    expect(durationOf(log)).toBe(2.75);
  });

  test('a flight of more than a day goes on to the next date', () => {
    const log = Array.from({ length: 300 }, (_, at) => {
      const instant = new Date(Date.UTC(2023, 6, 22, 20) + 300_000 * at).toISOString();
      return rmc(
        instant.slice(11, 19).replaceAll(':', ''),
        `${instant.slice(8, 10)}${instant.slice(5, 7)}${instant.slice(2, 4)}`,
      );
    }).join('');
    expect(shown(log).at(-1)).toBe('005500 121111');
    expect(durationOf(log)).toBe(299 * 300);
  });

  test('a time before the first date is of the same day', () => {
    const log = gga('120000.00') + gga('120001.00') + rmc('120002.00', '220723') + gga('120003.00');
    expect(shown(log)).toEqual(['000000.00', '000001.00', '000002.00 111111', '000003.00']);
    expect(startOf(log)).toBe(Date.UTC(2023, 6, 22, 12) / 1000);
    const before = gga('235959.00') + rmc('000000.00', '220723');
    expect(startOf(before)).toBe(Date.UTC(2023, 6, 21, 23, 59, 59) / 1000);
  });

  test('a log without any date has no start, but a length, and its time of day is hidden', () => {
    const log = Array.from({ length: 200 }, (_, at) => {
      const second = 86_300 + at;
      const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
      return gga(`${two((second / 3600) % 24)}${two((second / 60) % 60)}${two(second % 60)}.00`);
    }).join('');
    expect(log.length).toBeGreaterThan(2 * DATE_WITHIN_BYTES);
    expect(log).toContain('GGA,000000.00');
    expect(shown(log).slice(0, 3)).toEqual(['000000.00', '000001.00', '000002.00']);
    expect(shown(log).at(-1)).toBe('000319.00');
    expect(startOf(log)).toBeUndefined();
    expect(durationOf(log)).toBe(199);
  });

  test('a date that comes late moves no time by more than a pause', () => {
    const early = Array.from({ length: 100 }, (_, at) => gga(`1200${String(at % 60).padStart(2, '0')}.00`)).join('');
    const times = shown(early + rmc('120100.00', '220723') + gga('120101.00'));
    expect(times.at(-1)).toMatch(/^00(0|1)\d\d\d\.00$/);
    expect(times.at(-2)).toMatch(/ 111111$/);
  });

  test('ZDA has its date in three cells, and no zone', () => {
    const log = zda('235959.00', '22,07,2023') + zda('000000.00', '23,07,2023');
    expect(shown(log)).toEqual(['000000.00 11 11 2011', '000001.00 11 11 2011']);
    expect(dynamics(log)[0]!.slice(5)).toEqual(['', '']);
    expect(full(log)).toBe(log);
  });

  test('month first where the maker has it so', () => {
    const log = sentence('PTNL,GGK,120000.00,072223,4612.34567894,N,01012.34567894,E,3,08,1.2,EHT559.123,M');
    expect(startOf(log)).toBe(Date.UTC(2023, 6, 22, 12) / 1000);
    expect(dynamics(log)[0]!.slice(2, 4)).toEqual(['000000.00', '111111']);
  });

  test('receivers that have lost count of weeks, a leap second, and seconds alone', () => {
    const lost = rmc('120000', '051203').replace('051203', '051203');
    expect(startOf(lost)).toBe(Date.UTC(2003, 11, 5, 12) / 1000);
    // 1024 weeks before 22 July 2023.
    const rolled = sentence('GPRMC,120000,A,4612.34567,N,01012.34567,E,9.5,77.1,060180,,,A');
    expect(startOf(rolled)! / 86_400).toBe(Date.UTC(1980, 0, 6, 12) / 86_400_000 + 2 * 7168);
    expect(shown(rolled)).toEqual(['000000 111111']);
    expect(full(rolled)).toBe(rolled);
    const leap = rmc('235959', '311216') + rmc('235960', '311216') + rmc('000000', '010117');
    expect(shown(leap)).toEqual(['000000 111111', '000001 111111', '000001 111111']);
  });

  test.each([
    ['hours', '240000.00', '220723'],
    ['minutes', '126000.00', '220723'],
    ['decimals', '120000.1234567', '220723'],
    ['text', '12000x.00', '220723'],
    ['a date that is none', '120000.00', '310223'],
    ['no date of zeros', '120000.00', '000000'],
  ])('what is no instant is left out below exact time, and stays there: %s', (_name, time, date) => {
    const log = rmc('120000.00', '220723') + rmc(time, date);
    expect(shown(log).at(-1)).toBe(' ');
    expect(full(log)).toBe(log);
  });

  test('every time in a log moves by one and the same amount', () => {
    const log = flightText({}, { epochs: 30 });
    const seconds = (text: string): number[] =>
      cellsOf(text).flatMap((cells) => {
        const time = cells.find((cell) => /^\d{6}\.\d\d$/.test(cell));
        if (time === undefined || !/RMC|GGA|GLL|GNS|ZDA|PUBX|PTNL|PSAT|PASHR/.test(cells[0]!)) return [];
        return [Number(time.slice(0, 2)) * 3600 + Number(time.slice(2, 4)) * 60 + Number(time.slice(4))];
      });
    const after = seconds(textOf(filterLog({ format }, levels.dynamics, bytesOf(log)).output));
    const kinds = cellsOf(textOf(filterLog({ format }, levels.dynamics, bytesOf(log)).output));
    expect(new Set(kinds.map(([address]) => address)).size).toBeGreaterThan(8);
    expect(after.length).toBeGreaterThan(200);
    const epochs = [...new Set(after)];
    expect(epochs).toEqual(Array.from({ length: 30 }, (_, at) => at));
  });

  test('the start is that of every flight', () => {
    expect(new Date(FLIGHT_START_UNIX_S * 1000).toISOString().slice(2, 10)).toBe('11-11-11');
  });
});

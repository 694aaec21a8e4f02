import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../../src/formats/index.ts';
import { nmeaFormat } from '../../../src/formats/nmea/index.ts';
import { Found } from '../../../src/model/format.ts';
import { levels } from '../../../src/policy/levels.ts';
import { decodeLog, filterLog } from '../../suite/run.ts';
import { level, levelWith } from '../../suite/subject.ts';
import { bytesOf, cellsOf, checksumOf, flightText, nmeaFlight, sentence, textOf } from './flight.ts';

const subject = { format: nmeaFormat() };
const hdt = sentence('GPHDT,77.5,T');
const rot = sentence('TIROT,1.5,A');

/** What is released at `full`: of a sentence that is read, all of it. */
const released = (text: string): string => textOf(filterLog(subject, levels.full, bytesOf(text)).output);
const gapsOf = (text: string): string[] =>
  decodeLog(subject, bytesOf(text)).gaps.map(({ length, reason }) => `${reason} ${length}`);

describe('where sentences stand', () => {
  test.each([
    ['behind a log line’s beginning', `12:00 INFO ${rot}`, rot],
    ['behind a tag block', `\\s:a,c:1*00\\${rot}`, rot],
    ['behind binary', `\xb5\x62\x00\x01\x02\n\xff${rot}`, rot],
    ['behind RTCM', `\xd3\x00\x04abc\x00${rot}`, rot],
    ['with a text behind it', `${rot.trimEnd()} ok\n${rot}`, rot + rot],
    ['two on a line', rot.trimEnd() + hdt, rot + hdt],
    ['behind the beginning of another one', `$GPGGA,12${rot}`, rot],
    ['behind an exclamation mark', `!${rot}`, rot],
    ['with small letters in the checksum', rot.toLowerCase().replace('$tirot', '$TIROT').replace(',a', ',A'), rot],
    ['with line feeds', rot.replace('\r', ''), rot.replace('\r', '')],
    ['with carriage returns', rot.replace('\n', '').repeat(2), rot.replace('\n', '').repeat(2)],
    ['in quotes', `{"line":"${rot.trimEnd()}"}\n`, rot],
  ])('%s', (_name, text, output) => {
    expect(released(text)).toBe(output);
  });

  test.each([
    ['a checksum that is wrong', rot.replace('1.5', '1.6'), ['bad-checksum 15', 'noise 2']],
    ['a checksum that is none', '$TIROT,1.5,A*\r\n', ['bad-checksum 13', 'noise 2']],
    ['half a checksum', '$TIROT,1.5,A*2\r\n', ['bad-checksum 14', 'noise 2']],
    ['no checksum and no end of the line', '$TIROT,1.5,A ', ['end-of-input 13']],
    ['no end of the line', rot.trimEnd(), ['end-of-input 15']],
    ['an end within the checksum', rot.slice(0, -3), ['end-of-input 14']],
    ['a sentence that nobody knows', sentence('GPXYZ,1'), ['unknown-message 13']],
    ['a talker that nobody knows', sentence('XXROT,1.5,A'), ['unknown-message 17']],
    ['a unit that it does not have', sentence('GPHDT,77.5,M'), ['incompatible 18']],
    ['a character that is in no sentence', '$TIROT,1.5\x01,A\r\n', ['noise 10', 'noise 5']],
    ['too many characters', `$TIROT,${'1'.repeat(1100)},A\r\n`, ['noise 1024', 'noise 87']],
    ['nothing', '$\r\n', ['noise 1', 'noise 2']],
  ])('none is read with %s', (_name, text, gaps) => {
    expect(gapsOf(text)).toEqual(gaps);
    expect(decodeLog(subject, bytesOf(text)).frames).toEqual([]);
    expect(released(text)).toBe('');
    expect(released(`${text}\n${rot}`).endsWith(rot)).toBe(true);
  });

  test('others’ names begin with an exclamation mark within a sentence, and a broken one ends there', () => {
    const flarm = 'PFLAA,0,1,2,3,1,39103C!FJLKN,1,0,2,0.0,0';
    expect(decodeLog(subject, bytesOf(sentence(flarm))).frames.length).toBe(1);
    expect(gapsOf(`$${flarm}*00\r\n`)).toEqual(['bad-checksum 44', 'noise 2']);
    expect(released(`$GPGGA,1!x${rot.replace('$TI', '!TI').replace(/\*../, `*${checksumOf('TIROT,1.5,A')}`)}`)).toBe(
      rot.replace('$', '!'),
    );
    expect(released(`$PFLAA,0,!${rot.slice(1)}`)).toBe(`!${rot.slice(1)}`);
  });

  test('the longest sentence is read, one longer is none', () => {
    const of = (length: number): string => sentence(`GPTXT,1,1,1,${'x'.repeat(length - 14)}`, '\n');
    expect(decodeLog(subject, bytesOf(of(900))).frames.length).toBe(1);
    expect(decodeLog(subject, bytesOf(of(1026))).frames.length).toBe(0);
  });

  test('a sentence without a checksum gets one, where it ends its line', () => {
    expect(released('$TIROT,1.5,A\r\n')).toBe(rot);
    expect(released('$TIROT,1.5,A\n')).toBe(rot.replace('\r', ''));
    expect(released('$TIROT,1.5,A\xb5')).toBe('');
  });
});

describe('which file it is', () => {
  test.each([
    ['one sentence with its checksum', `# a log\n${rot}`, true],
    ['sentences behind other bytes', `${'x'.repeat(200_000)}\n${rot}`, true],
    ['three without', '$TIROT,1.5,A\n'.repeat(3), true],
    ['two without', '$TIROT,1.5,A\n'.repeat(2), false],
    ['an unknown one', sentence('GPXYZ,1'), false],
    ['a wrong checksum', rot.replace('1.5', '1.6'), false],
    ['text', 'latitude\n'.repeat(30), false],
  ])('%s', (_name, text, isOurs) => {
    expect(subject.format.detect(bytesOf(text), true)).toBe(isOurs);
    if (isOurs) expect(detectFormat(bytesOf(text), true).name).toBe('nmea');
  });

  test('a table in which a sentence stands is a table', () => {
    const table = `latitude,longitude,pitch,message\n46.1,10.2,1.5,"${rot.trimEnd()}"\n`;
    expect(subject.format.detect(bytesOf(table), true)).toBe(true);
    expect(detectFormat(bytesOf(table), true).name).toBe('csv');
  });
});

describe('what is written', () => {
  const dynamics = (text: string): string[][] =>
    cellsOf(textOf(filterLog(subject, levels.dynamics, bytesOf(text)).output));

  test('places have the decimals that they had, and their hemispheres', () => {
    for (const decimals of [5, 6, 7, 8]) {
      const cells = dynamics(flightText({}, { decimals, only: /RMC/ }));
      expect(cells.length).toBe(20);
      for (const [, , , latitude, south, longitude, west] of cells) {
        expect(latitude).toMatch(new RegExp(`^(09|10)[0-5]\\d\\.\\d{${decimals}}$`));
        expect(longitude).toMatch(new RegExp(`^(119|120)[0-5]\\d\\.\\d{${decimals}}$`));
        expect([south, west]).toEqual(['S', 'W']);
      }
    }
  });

  test('three decimals tell the latitude by their lattice: such places are left out, and the sentence stays', () => {
    for (const line of dynamics(flightText({}, { decimals: 3, only: /GGA/ }))) {
      expect(line.slice(2, 6)).toEqual(['', '', '', '']);
      expect(line[6]).toBe('1');
    }
  });

  test('zeros behind the last decimal that is meant are no decimals', () => {
    const coarse = flightText({}, { decimals: 3, only: /GGA/ }).replace(/\$([^*]*)\*../g, (_all, content: string) =>
      sentence(content.replaceAll(/(\d{4}\.\d{3}),([NEWS])/g, '$1000,$2'), ''),
    );
    expect(coarse).toMatch(/\.\d{3}000,N/);
    for (const line of dynamics(coarse)) expect(line[2]).toBe('');
  });

  test('zero stays zero, half a place is none, garbage is left out', () => {
    const of = (place: string): string[] =>
      dynamics(
        flightText({}, { only: /RMC/, epochs: 3 }) + sentence(`GPGGA,000000.00,${place},1,08,0.9,12.0,M,1.0,M,,`),
      ).at(-1)!;
    expect(of('0000.00000,N,00000.00000,E').slice(2, 6)).toEqual(['0000.00000', 'N', '00000.00000', 'E']);
    for (const none of [
      ',,,',
      '4612.00000,N,,',
      '4612.00000,,01000.00000,E',
      '46xx.00000,N,01000.00000,E',
      '9912.00000,N,01000.00000,E',
      '4661.00000,N,01000.00000,E',
    ]) {
      expect(of(none).slice(2, 6)).toEqual(['', '', '', '']);
    }
  });

  test('once a place has been moved, one that stays is written as the others are', () => {
    const short = sentence('GNGGA,000000.00,000.00000,N,0000.00000,E,1,08,0.9,12.0,M,1.0,M,,');
    const flight = flightText({}, { only: /GGA/, epochs: 3 });
    expect(dynamics(short + flight)[0]!.slice(2, 6)).toEqual(['000.00000', 'N', '0000.00000', 'E']);
    expect(
      dynamics(flight + short)
        .at(-1)!
        .slice(2, 6),
    ).toEqual(['0000.00000', 'N', '00000.00000', 'E']);
  });

  test('what stands beside a place that is none is left out, and a sentence that then tells only the time', () => {
    const flight = flightText({}, { only: /GGA|GNS/, epochs: 3 });
    const gga = sentence('GNGGA,000000.00,,,,,0,08,0.9,912.5,M,1.0,M,,');
    expect(dynamics(flight + gga).at(-1)![9]).toBe('');
    const gns = sentence('GPGNS,000000.00,,,,,,6,,912.5,,1.0,0,V');
    expect(dynamics(flight + gns).length).toBe(dynamics(flight).length);
    expect(released(flight + gga + gns)).toBe(flight + gga + gns);
  });

  test('cells that nobody knows are left empty', () => {
    expect(released(sentence('TIROT,1.5,A,secret,9'))).toBe(sentence('TIROT,1.5,A,,'));
    expect(released(sentence('TIROT,1.5'))).toBe(sentence('TIROT,1.5'));
    expect(released(sentence('TIROT,46.618531N,A'))).toBe(sentence('TIROT,,A'));
    expect(released(sentence(`TIROT,1.5,${'A'.repeat(9)}`))).toBe(sentence('TIROT,1.5,'));
  });

  test('of transducers the attitude stays, temperatures with the environment, and nothing of others', () => {
    const xdr = sentence('IIXDR,A,-12.3,D,PTCH,C,21.5,C,HOME,A,0.6,D,ROLL,A,77.5,D,RUDDER,P,1.01,B,BARO');
    expect(released(xdr)).toBe(sentence('IIXDR,A,-12.3,D,PTCH,C,21.5,C,,A,0.6,D,ROLL,,,,,,,,'));
    expect(textOf(filterLog(subject, levels.engineering, bytesOf(xdr)).output)).toBe(
      sentence('IIXDR,A,-12.3,D,PTCH,C,,C,,A,0.6,D,ROLL,,,,,,,,'),
    );
    expect(released(sentence('IIXDR,P,1.01,B,BARO'))).toBe('');
  });

  test('the constellation that speaks is left out with its satellites', () => {
    const rmc = flightText({}, { talker: 'QZ', only: /RMC/ });
    expect(textOf(filterLog(subject, levels.dynamics, bytesOf(rmc)).output)).toMatch(/^(\$GNRMC.*\r\n)+$/);
    expect(released(rmc)).toBe(rmc);
    for (const talker of ['GP', 'IN']) {
      const own = flightText({}, { talker, only: /RMC/ });
      expect(textOf(filterLog(subject, levels.dynamics, bytesOf(own)).output)).toMatch(
        new RegExp(`^(\\$${talker}RMC.*\r\n)+$`),
      );
    }
  });

  test('a course below 0.6 m/s is left out, above it is turned', () => {
    const of = (speed: string): string =>
      dynamics(flightText({}, { only: /RMC/, epochs: 2 }) + sentence(`GNVTG,77.50,T,,M,${speed},N,,K,A`)).at(-1)![1]!;
    for (const slow of ['0.000', '0.300', '1.150', '']) expect(of(slow)).toBe('');
    for (const fast of ['2.100', '9.000', '40.500']) {
      expect(of(fast)).toMatch(/^\d+\.\d\d$/);
      expect(of(fast)).not.toBe('77.50');
    }
  });

  test('two places apart stay apart', () => {
    const lines = dynamics(nmeaFlight({}, { only: /GGA/ }).length > 0 ? flightText({}, { only: /GGA/ }) : '');
    const at = ([, , latitude, , longitude]: string[]): [number, number] => {
      const degrees = (cell: string): number => Math.floor(Number(cell) / 100) + (Number(cell) % 100) / 60;
      return [degrees(latitude!) * 111_195, degrees(longitude!) * 111_195 * Math.cos((10 * Math.PI) / 180)];
    };
    const [first, last] = [at(lines[0]!), at(lines.at(-1)!)];
    const apart = Math.hypot(0.0000713 * 19 * 111_195, 0.0000617 * 19 * 111_195 * Math.cos((46.6 * Math.PI) / 180));
    expect(Math.abs(Math.hypot(last[0] - first[0], last[1] - first[1]) - apart)).toBeLessThan(1);
  });
});

describe('whose receiver it is', () => {
  const operator = { format: nmeaFormat({ of: 'operator' }) };
  const log = flightText({});
  const places = (text: string): string[] => text.match(/\d{4,5}\.\d{4,5},[NSEW]/g) ?? [];

  test('where the pilot is hidden, nothing of the path is left', () => {
    for (const { disclosure } of [level('dynamics'), level('track'), levelWith('full', { operator: 'none' })]) {
      const output = textOf(filterLog(operator, disclosure, bytesOf(log)).output);
      expect(places(output)).toEqual([]);
      for (const cells of cellsOf(output))
        if (cells[0] === 'GNVTG') expect([cells[1], cells[5], cells[7]]).toEqual(['', '', '']);
      expect(output).toContain('GNRMC');
      expect(output).not.toMatch(/GPHDT,\d/);
    }
    expect(places(textOf(filterLog(subject, levels.dynamics, bytesOf(log)).output)).length).toBeGreaterThan(100);
  });

  test('and at full everything', () => {
    expect(textOf(filterLog(operator, levels.full, bytesOf(log)).output)).toBe(released(log));
  });

  test('the catalog has no place of the aircraft', () => {
    const categories = new Set([...operator.format.catalog()].map(({ rule }) => rule?.category));
    expect(categories).toContain('operatorPosition');
    for (const none of ['aircraftPosition', 'missionPosition', 'altitude', 'motion', 'heading'] as const) {
      expect(categories).not.toContain(none);
    }
  });
});

test('a line of a gigabyte takes neither memory nor long', { timeout: 60_000 }, () => {
  const decoder = subject.format.createDecoder();
  const chunk = new Uint8Array(1 << 20).fill(0x31);
  chunk.set(bytesOf('$GPGGA,'), 100);
  chunk.set(bytesOf('!AIVDM,'), 5000);
  let inGaps = 0;
  const began = performance.now();
  for (let turn = 0; turn < 1024; turn++) {
    decoder.window(chunk, 0, chunk.length, false);
    for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
      expect(found === Found.gap).toBe(true);
      inGaps += decoder.gap.length;
    }
    expect(decoder.position).toBe(chunk.length);
  }
  expect(inGaps).toBe(2 ** 30);
  expect(performance.now() - began).toBeLessThan(20_000);
});

test('the checksum of the tests is that of the standard’s example', () => {
  expect(checksumOf('GPGLL,5057.970,N,00146.110,E,142451,A')).toBe('27');
});

import { describe, expect, test } from 'vitest';
import { nmeaFormat } from '../../../src/formats/nmea/index.ts';
import { Found } from '../../../src/model/format.ts';
import { levels } from '../../../src/policy/levels.ts';
import { filterLog } from '../../suite/run.ts';
import { bytesOf, cellsOf, flightText, placeCells, sentence, textOf } from './flight.ts';

const subject = { format: nmeaFormat() };
type LevelName = 'engineering' | 'dynamics' | 'full';

const outputAt = (level: LevelName, text: string): string =>
  textOf(filterLog(subject, levels[level], bytesOf(text)).output);
const released = (text: string): string => outputAt('full', text);
const flight = flightText({}, { only: /RMC/, epochs: 3 });

/** Epochs of a flight whose sentences write the same place with other numbers of decimals. */
function roundings(kinds: readonly (readonly [kind: 'RMC' | 'GGA', decimals: number])[], epochs = 6): string {
  const lines: string[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const time = `0900${String(epoch).padStart(2, '0')}.00`;
    for (const [kind, decimals] of kinds) {
      const place = placeCells(47.3012345678 + 0.000071357 * epoch, 8.5023456789 + 0.00006171 * epoch, decimals);
      lines.push(
        kind === 'RMC'
          ? sentence(`GNRMC,${time},A,${place},5.000,80.00,180524,,,A,V`)
          : sentence(`GNGGA,${time},${place},1,08,0.9,${500 + epoch}.0,M,47.0,M,,`),
      );
    }
  }
  return lines.join('');
}

describe('one place at two roundings', () => {
  const placesOf = (text: string, kind: string): string[] =>
    cellsOf(outputAt('dynamics', text))
      .filter(([address]) => address === `GN${kind}`)
      .map((cells) => cells[kind === 'RMC' ? 3 : 2]!);

  test.each([
    [7, 5],
    [5, 7],
    [5, 4],
    [8, 7],
  ])('with %i decimals first, those of %i are left out', (first, second) => {
    const log = roundings([
      ['RMC', first],
      ['GGA', second],
    ]);
    const shown = placesOf(log, 'RMC');
    expect(shown.length).toBe(6);
    for (const place of shown) expect(place).toMatch(new RegExp(`^\\d{4}\\.\\d{${first}}$`));
    expect(placesOf(log, 'GGA')).toEqual(['', '', '', '', '', '']);
    expect(released(log)).toBe(log);
  });

  test('zeros behind do not make two lattices one', () => {
    const padded = roundings([
      ['RMC', 7],
      ['GGA', 5],
    ]).replace(/\$(GNGGA[^*]*)\*../g, (_all, content: string) =>
      sentence(content.replaceAll(/(\.\d{5}),([NE])/g, '$100,$2'), ''),
    );
    expect(padded).toMatch(/GGA,[^,]*,\d{4}\.\d{5}00,N/);
    expect(placesOf(padded, 'GGA')).toEqual(['', '', '', '', '', '']);
    expect(placesOf(padded, 'RMC')).not.toContain('');
  });

  test('the same number in both stays', () => {
    const log = roundings([
      ['RMC', 7],
      ['GGA', 7],
    ]);
    expect(placesOf(log, 'GGA')).not.toContain('');
    expect(placesOf(log, 'RMC')).not.toContain('');
  });

  test('a first fix that ends in a zero by chance does not decide for those behind it', () => {
    const [first, ...rest] = roundings([
      ['RMC', 7],
      ['GGA', 7],
    ]).match(/\$[^$]*/g)!;
    const zero = sentence(first!.replace(/^\$|\*[\s\S]*/g, '').replaceAll(/\d,([NE])/g, '0,$1'));
    const shown = placesOf(zero + rest.join(''), 'RMC');
    expect(shown.length).toBe(6);
    expect(shown).not.toContain('');
    expect(placesOf(zero + rest.join(''), 'GGA').slice(1)).not.toContain('');
  });

  test('when no more ways of writing are told apart, a place that has become another rounding takes its sentence along', () => {
    const gga = (talker: string, time: string, place: string, cells: number): string =>
      sentence([`${talker}GGA`, time, place, ...Array.from({ length: cells }, () => '')].join(','));
    const rmc = (time: string, place: string): string => sentence(`GNRMC,${time},A,${place},5.000,80.00,180524,,,A,V`);
    const five = placeCells(47.3012345678, 8.5023456789, 5);
    const filler: string[] = [];
    for (let decimals = 0; decimals < 12; decimals++) {
      for (let cells = 0; cells < 10; cells++) {
        for (const talker of ['GN', 'GL']) {
          for (const time of ['', '090001.00']) {
            const place = `4718.${'1'.repeat(decimals)},N,00830.${'1'.repeat(decimals)},E`;
            filler.push(gga(talker, time, place, cells), gga(talker, time, place, cells).replace('GGA', 'GNS'));
          }
        }
      }
    }
    const others = filler.map((line) => sentence(line.replace(/^\$|\*[\s\S]*/g, ''))).join('');
    const log = (last: string): string =>
      rmc('090000.00', five.replaceAll(/,([NE])/g, '00,$1')) +
      gga('GN', '090000.00', five, 3) +
      others +
      rmc('090002.00', last) +
      gga('GN', '090003.00', five, 3);
    const lastOf = (text: string): string[] => cellsOf(outputAt('dynamics', text)).at(-1)!;
    expect(lastOf(log(five.replaceAll(/,([NE])/g, '00,$1')))[2]).toMatch(/^\d{4}\.\d{5}$/);
    expect(lastOf(log(placeCells(47.3012345678, 8.5023456789, 7)))[0]).toBe('GNRMC');
  });

  test('a way point that comes first does not decide', () => {
    const log = sentence(`GPWPL,${placeCells(47.3123456, 8.5123456, 4)},A`) + roundings([['RMC', 7]]);
    expect(placesOf(log, 'RMC')).not.toContain('');
  });
});

describe('what hidden cells leave behind', () => {
  test.each(['engineering', 'dynamics'] as const)('%s: nothing of how many words there were', (level) => {
    const bare = outputAt(level, flight + sentence('GPRTE,1,1,c'));
    for (const names of ['', ',', ',A', ',,,', ',A,B,C', `,${'x'.repeat(300)}`]) {
      expect(outputAt(level, flight + sentence(`GPRTE,1,1,c${names}`))).toBe(bare);
    }
    expect(bare).toContain('GPRTE,1,1,c*');
  });

  test('and at full all words stay, also where nothing stands', () => {
    for (const names of ['', ',', ',,,', ',A,B,C']) {
      const log = sentence(`GPRTE,1,1,c${names}`);
      expect(released(log)).toBe(log);
    }
  });

  test('characters that are not of ASCII take no sentence along, and are left out with their cell', () => {
    const rmb = (name: string): string =>
      flight + sentence(`GPRMB,A,0.0,L,START,${name},4637.11381,N,01042.14072,W,0.1,0.0,0.0,V,A`);
    for (const level of ['engineering', 'dynamics'] as const) {
      expect(outputAt(level, rmb('Z\xc3\xbcrich'))).toBe(outputAt(level, rmb('Zuerich')));
      expect(outputAt(level, rmb('Z\xfcrich'))).toContain('GPRMB,A');
      expect(outputAt(level, flight + sentence('GPTXT,01,01,02,Z\xfcrich'))).not.toContain('\xfc');
    }
    expect(released(rmb('Z\xfcrich'))).toBe(rmb('Z\xfcrich'));
    const station = (name: string): string =>
      sentence(`GPGGA,090000.00,4730.12345,N,00830.12345,E,2,08,0.9,500.0,M,47.0,M,1.0,${name}`);
    expect(released(station('Z\xfcr'))).toBe(station(''));
    expect(released(sentence('TIROT,1.5,\xc1'))).toBe(sentence('TIROT,1.5,'));
    expect(released(`$G\xd0GGA,1*00\r\n${sentence('G\xd0ROT,1.5,A')}`)).toBe('');
  });
});

describe('transducers by other names', () => {
  const angle = (name: string, unit = 'D'): string => sentence(`IIXDR,A,-1.5,${unit},${name}`);

  test.each(['Roll', 'pitch', 'ROLL_ANGLE', 'Pitch_Angle', 'Ptch'])('%s is attitude', (name) => {
    expect(outputAt('engineering', angle(name))).toBe(angle(name));
  });

  test.each(['ROLL1', 'PITCH#SN4711', 'Roll-Anna', 'ROLL_ANGLES'])('%s too, and the name is left out', (name) => {
    expect(released(angle(name))).toBe(angle(''));
  });

  test.each(['ROLLER', 'Rollo', 'RUDDER', 'PITC', ''])('%s is not', (name) => {
    expect(released(angle(name))).toBe('');
  });

  test('nor is one that is not in degrees', () => {
    for (const unit of ['P', '', 'DD']) expect(released(angle('ROLL', unit))).toBe('');
  });
});

test('exclamation marks in broken sentences take no longer than other characters', () => {
  const perMegabyteMs = (unit: string): number => {
    const log = bytesOf(unit.repeat(Math.ceil(2 ** 21 / unit.length)));
    const decoder = subject.format.createDecoder();
    decoder.window(log, 0, log.length, true);
    const began = performance.now();
    for (let found = decoder.next(); found !== Found.more; found = decoder.next()) expect(found).toBe(Found.gap);
    return performance.now() - began;
  };
  for (const end of ['', '\x01', '*00\n']) {
    perMegabyteMs(`$GPGGA,${'xA'.repeat(500)}${end}`);
    const plainMs = perMegabyteMs(`$GPGGA,${'xA'.repeat(500)}${end}`);
    expect(perMegabyteMs(`$GPGGA,${'!A'.repeat(500)}${end}`)).toBeLessThan(10 * plainMs + 100);
  }
});

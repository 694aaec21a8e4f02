import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nmeaFiles } from '../../samples/generate.ts';
import { shipName, shipPosition } from '../../samples/nmea/ais.ts';
import { writeNmea } from '../../samples/nmea/log.ts';
import { nmeaReceivers, receiverOf } from '../../samples/nmea/receivers.ts';
import { bearing, latitude, longitude, padded, sentence, timeOfDay, words } from '../../samples/nmea/sentence.ts';
import { Scene } from '../../samples/scene.ts';
import { sampleSecrets } from '../../samples/secrets.ts';
import { degreesAt } from '../../samples/tangent.ts';
import { detectFormat } from '../../src/index.ts';

const span = { fromS: 30, toS: 42 };
const STEP_S = 3;
/** As the generator puts the receiver beside home. */
const aside = { north: 3.731, east: -4.947 };

describe.each(Object.entries(nmeaFiles))('%s', (name, { receiver, ...stretch }) => {
  test('is what the generator makes, is taken for what it is, and small', () => {
    const file = readFileSync(new URL(`../../samples/${name}`, import.meta.url));
    expect(file.equals(writeNmea(receiver, sampleSecrets, stretch))).toBe(true);
    expect(detectFormat(file, true).name).toBe('nmea');
    expect(file.length).toBeGreaterThan(30_000);
    expect(file.length).toBeLessThan(60_000);
  });
});

interface Sentence {
  readonly address: string;
  readonly cells: readonly string[];
  readonly isRight: boolean;
}

/** Sentences wherever they stand, by a reader of its own. */
function sentencesOf(log: Uint8Array): Sentence[] {
  const text = Buffer.from(log).toString('latin1');
  return [...text.matchAll(/[$!]([A-Z][^*$\r\n]*)\*([0-9A-F]{2})(?=[\r\n])/g)].map(([, content = '', told]) => {
    const sum = Buffer.from(content, 'latin1').reduce((before, byte) => before ^ byte, 0);
    const [address = '', ...cells] = content.split(',');
    return { address, cells, isRight: sum === Number.parseInt(told!, 16) };
  });
}

/** Degrees of a cell with degrees and minutes. */
function degreesOf(cell: string, side: string): number {
  const point = cell.indexOf('.');
  const deg = Number(cell.slice(0, point - 2)) + Number(cell.slice(point - 2)) / 60;
  return side === 'S' || side === 'W' ? -deg : deg;
}

/** Cells of sentences by version of the standard. */
const counts = {
  2.2: { RMC: 11, GGA: 14, GLL: 6, VTG: 8, GSA: 17 },
  3: { GGA: 14, GLL: 7, VTG: 9, GSA: 17 },
  4.1: { RMC: 13, GGA: 14, GLL: 7, VTG: 9, GSA: 18, GNS: 13 },
} as const;

describe.each(nmeaReceivers)('a receiver (%s)', (name) => {
  const receiver = receiverOf(name);
  const log = writeNmea(name, sampleSecrets, span);
  const all = sentencesOf(log);
  const known = all.filter(({ isRight }) => isRight);
  const of = (formatter: string) => known.filter(({ address }) => address === `${receiver.talker}${formatter}`);

  test('tells where the aircraft is, with so many decimals, and when', () => {
    const scene = new Scene(sampleSecrets);
    const fixes = of('GGA');
    expect(fixes.length).toBe((span.toS - span.fromS) * receiver.hertz);
    let told = 0;
    for (const [index, { cells }] of fixes.entries()) {
      const [time = '', lat = '', north = '', lon = '', east = ''] = cells;
      if (lat === '') continue;
      expect(lat).toMatch(new RegExp(`^\\d{4}\\.\\d{${receiver.decimals}}$`));
      expect(lon).toMatch(new RegExp(`^\\d{5}\\.\\d{${receiver.decimals}}$`));
      const seconds = span.fromS + index / receiver.hertz;
      const { state } = scene.at(Math.round(1e6 * seconds), 'any', 0);
      const place = degreesAt(sampleSecrets.place, state.north + aside.north, state.east + aside.east);
      const step = 0.51 / 60 / 10 ** receiver.decimals;
      expect(Math.abs(degreesOf(lat, north) - place.latitudeDeg)).toBeLessThan(step);
      expect(Math.abs(degreesOf(lon, east) - place.longitudeDeg)).toBeLessThan(step);
      const iso = new Date(sampleSecrets.startUnixUs / 1000 + 1000 * seconds).toISOString();
      expect(time).toBe(`${iso.slice(11, 19).replaceAll(':', '')}.${iso.slice(20, 22)}`);
      told++;
    }
    expect(fixes.length - told).toBe(4);
  });

  test('has the cells of its version of the standard, and ends lines in its way', () => {
    for (const [formatter, count] of Object.entries(counts[receiver.version])) {
      const found = of(formatter);
      expect(found.length, formatter).toBeGreaterThan(STEP_S);
      // A sentence of an old device stands among them.
      const usual = found.filter(({ cells }) => cells.length === count);
      expect(usual.length / found.length, formatter).toBeGreaterThan(0.7);
    }
    expect(of('RMC').length > 0).toBe(receiver.hasDate);
    expect(of('ZDA').length > 0).toBe(receiver.hasDate);
    const text = Buffer.from(log).toString('latin1');
    expect(text.includes('\r\n')).toBe(receiver.lineEnd === '\r\n');
  });

  test('is wrong in its checksums where it should be', () => {
    const wrong = all.filter(({ isRight }) => !isRight);
    expect(wrong.length).toBe(((span.toS - span.fromS) * receiver.hertz) / 20);
    expect(wrong.every(({ cells }) => cells.length > 10)).toBe(true);
  });

  test('names everything that has to be hidden', () => {
    const addresses = new Set(known.map(({ address }) => address));
    const wanted =
      'HEHDT PASHR HEROT HCHDG WIMWD WIMDA WIXDR SDDPT GPRMB GPBWC GPWPL GPRTE PFLAU PFLAA AIVDM AIVDO RATTM PGRMZ';
    expect(wanted.split(' ').filter((address) => !addresses.has(address))).toEqual([]);
    const text = Buffer.from(log).toString('latin1');
    const { pilotName, operatorId, network } = sampleSecrets.person;
    for (const secret of [pilotName, operatorId, network, sampleSecrets.text.typed[1]!]) expect(text).toContain(secret);
  });
});

test('places carry into the next minute and degree', () => {
  expect(latitude(46.999_999_999, 4)).toEqual(['4700.0000', 'N']);
  expect(latitude(-0.5, 5)).toEqual(['0030.00000', 'S']);
  expect(longitude(-179.999_999_999_9, 3)).toEqual(['18000.000', 'W']);
  expect(longitude(8.123_456_789, 7)).toEqual(['00807.4074073', 'E']);
});

test('bearings stay below 360, and numbers have their zeros', () => {
  expect(bearing(-0.000_01, 1)).toBe('0.0');
  expect(bearing(-Math.PI / 2, 2)).toBe('270.00');
  expect(padded(-1.5, 2, 1)).toBe('-01.5');
  expect(padded(-0.01, 2)).toBe('00');
  expect(timeOfDay(Date.UTC(2024, 1, 29, 23, 59, 59, 870) * 1000)).toBe('235959.87');
});

test('text that would break a sentence is escaped, and the checksum is that of the standard', () => {
  expect(words('a,b*c$d!e^f\u00e4')).toBe('a^2Cb^2Ac^24d^21e^5Ef^E4');
  // A sentence of a receiver as manuals print it.
  const cells = '092750.000,5321.6802,N,00630.3372,W,1,8,1.03,61.7,M,55.2,M,,'.split(',');
  expect(sentence('GPGGA', cells)).toBe('$GPGGA,092750.000,5321.6802,N,00630.3372,W,1,8,1.03,61.7,M,55.2,M,,*76');
});

describe('messages of ships', () => {
  const bitsOf = (line: string): string =>
    Array.from(line.split(',')[5]!, (letter) => {
      const value = letter.charCodeAt(0) - 48;
      return (value > 40 ? value - 8 : value).toString(2).padStart(6, '0');
    }).join('');
  const signed = (bits: string): number => Number.parseInt(bits, 2) - (bits[0] === '1' ? 2 ** bits.length : 0);

  test('hold a place and a speed', () => {
    const ship = { mmsi: 211_921_903, latitudeDeg: -46.58, longitudeDeg: -10.73, courseDeg: 312, speedMs: 5.144_444 };
    const bits = bitsOf(shipPosition('VDM', ship, 34));
    expect(bits.length).toBe(168);
    expect(Number.parseInt(bits.slice(8, 38), 2)).toBe(ship.mmsi);
    expect(Number.parseInt(bits.slice(50, 60), 2)).toBe(100);
    expect(signed(bits.slice(61, 89)) / 600_000).toBeCloseTo(ship.longitudeDeg, 6);
    expect(signed(bits.slice(89, 116)) / 600_000).toBeCloseTo(ship.latitudeDeg, 6);
    expect(Number.parseInt(bits.slice(116, 128), 2)).toBe(3120);
  });

  test('hold a name', () => {
    const bits = bitsOf(shipName(211_000_001, 'Ab 1'));
    const name = bits
      .slice(40, 160)
      .match(/.{6}/g)!
      .map((six) => Number.parseInt(six, 2));
    expect(name.slice(0, 5)).toEqual([1, 2, 32, 49, 0]);
  });
});

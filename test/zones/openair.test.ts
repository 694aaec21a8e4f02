import { describe, expect, test } from 'vitest';
import { meaningOf } from '../../src/zones/openair/classes.ts';
import type { Position } from '../../src/zones/zone.ts';
import { found, type Json, read, refusedBy } from './build.ts';

const square =
  'DP 47:00:00 N 008:00:00 E\nDP 47:00:00 N 008:06:00 E\nDP 47:06:00 N 008:06:00 E\nDP 47:06:00 N 008:00:00 E';
const airspace = (lines: string, outline = square): string => `AC R\nAN LS-R1\n${lines}\n${outline}\n`;
const limits = 'AL GND\nAH 5000ft AMSL';
const ringOf = (text: string): readonly Position[] => {
  const { shape } = read(text).zones[0]!.volumes[0]!;
  return shape.kind === 'polygon' ? shape.rings[0]! : [];
};

test('an airspace of version 1 gives no finding where it says all', () => {
  const set = read(airspace(limits));
  expect(set).toMatchObject({ format: 'openair', counted: 1, findings: [] });
  expect(set.zones[0]).toMatchObject({
    identifier: 'LS-R1',
    name: 'LS-R1',
    restriction: 'conditional',
    applicability: [],
    volumes: [{ lower: { heightM: 0, reference: 'AGL' }, upper: { heightM: 1524, reference: 'AMSL' } }],
  });
  expect(ringOf(airspace(limits))).toEqual([
    [8, 47],
    [8.1, 47],
    [8.1, 47.1],
    [8, 47.1],
    [8, 47],
  ]);
});

test('version 2 has types, identifiers and activations', () => {
  const text = airspace(
    `AY TRA\nAI 4711\nAF 123.300\nAG Radar\nAX 7000\nAA 2026-05-01T12:00Z/2026-05-01T24:00Z\nAA NONE/2026-06-01T00:00Z\n${limits}`,
  );
  const [zone] = read(`*VERSION: 2.1\n${text}`).zones;
  expect(zone).toMatchObject({
    identifier: '4711',
    name: 'LS-R1',
    restriction: 'conditional',
    applicability: [
      { fromS: Date.UTC(2026, 4, 1, 12) / 1000, untilS: Date.UTC(2026, 4, 2) / 1000, hours: [] },
      { untilS: Date.UTC(2026, 5, 1) / 1000, hours: [] },
    ],
  });
});

test.each([
  ['P', undefined, 'prohibited'],
  ['r', undefined, 'conditional'],
  ['Q', undefined, 'unknown'],
  ['C', undefined, 'requires-authorisation'],
  ['CTR', undefined, 'requires-authorisation'],
  ['G', 'P', 'prohibited'],
  ['E', 'RMZ', 'conditional'],
  ['D', 'ATZ', 'requires-authorisation'],
  ['W', undefined, 'unknown'],
  ['P', 'TRA', 'prohibited'],
  ['C', 'TMZ', 'requires-authorisation'],
  ['TMZ', 'C', 'requires-authorisation'],
])('the class %s of type %s', (airspaceClass, type, restriction) => {
  expect(meaningOf(airspaceClass, type === undefined ? [] : [type]).restriction).toBe(restriction);
});

test('of several types the strictest counts', () => {
  expect(read(airspace(`AY P\nAY NONE\n${limits}`)).zones[0]!.restriction).toBe('prohibited');
  expect(read(airspace(`AY TMZ\nAY CTR\n${limits}`)).zones[0]!.restriction).toBe('requires-authorisation');
});

describe('places', () => {
  test.each<[string, Position]>([
    ['47:30:36 N 008:15:00 E', [8.25, 47.51]],
    ['47:30:36N 008:15:00E', [8.25, 47.51]],
    ['47:30.6 S 008:15 W', [-8.25, -47.51]],
    ['47:30:36.0N,008:15:00.0E', [8.25, 47.51]],
    ['N47:30:36 E008:15:00', [8.25, 47.51]],
    ['47.51 n 8.25 e', [8.25, 47.51]],
    ['47° 30\' 36" N 8° 15\' 00" E', [8.25, 47.51]],
  ])('%s', (text, [longitude, latitude]) => {
    const document = airspace(limits, `V X=${text}\nDC 1`);
    const { shape } = read(document).zones[0]!.volumes[0]!;
    expect(shape).toMatchObject({ kind: 'circle', radiusM: 1852 });
    const [x, y] = shape.kind === 'circle' ? shape.centre : [0, 0];
    expect([x, y]).toEqual([expect.closeTo(longitude, 12), expect.closeTo(latitude, 12)]);
  });

  test.each([
    ['47:30:36 008:15:00', 'position-unreadable'],
    ['47.5:30 N 8:15 E', 'position-unreadable'],
    ['47:61:00 N 8:15 E', 'position-unreadable'],
    ['47:29:96 N 8:14:60 E', 'position-unreadable'],
    ['97:30:36 N 008:15:00 E', 'degrees-out-of-range'],
    ['47:30:36 N 188:15:00 E', 'degrees-out-of-range'],
    ['8:15:00 E 47:30:36 N', 'position-unreadable'],
    [`47:30:36 N ${' '.repeat(100)} 008:15:00 E`, 'position-unreadable'],
  ])('%s is refused', (text, code) => {
    expect(refusedBy(airspace(limits, `${square}\nDP ${text}`))).toEqual([code]);
  });

  test('sixty seconds are the next minute, and told', () => {
    const set = read(airspace(limits, `V X=47:59:60 N 008:00:00 E\nDC 1`));
    expect(set.zones[0]!.volumes[0]!.shape).toMatchObject({ centre: [8, expect.closeTo(48, 12)] });
    expect(found(set)).toEqual(['tolerated sixty-minutes']);
  });
});

describe('limits', () => {
  test.each<[string, number | null, string, string[]]>([
    ['FL95', 2895.6, 'AMSL', ['tolerated flight-level']],
    ['FL 095', 2895.6, 'AMSL', ['tolerated flight-level']],
    ['5000ft STD', 1524, 'AMSL', ['tolerated flight-level']],
    ['5000 FT', 1524, 'AMSL', ['tolerated reference-missing']],
    ['5000', 1524, 'AMSL', ['tolerated reference-missing', 'tolerated unit-missing']],
    ['1500m AMSL', 1500, 'AMSL', []],
    ['1500 M AGL', 1500, 'AGL', []],
    ['2500ft GND', 762, 'AGL', []],
    ['2500 ft ASFC', 762, 'AGL', []],
    ['1500AMSL FT', 457.2, 'AMSL', []],
    ['1500.000 ft AGL', 457.2, 'AGL', []],
    ['1.50 ft AGL', 0.4572, 'AGL', []],
    ['1.500 M AGL', 1.5, 'AGL', []],
    ['UNL', null, '', []],
    ['UNLIM', null, '', []],
    ['UNL FT', null, '', []],
  ])('AH %s', (text, heightM, reference, findings) => {
    const set = read(airspace(`AL SFC\nAH ${text}`));
    const { upper } = set.zones[0]!.volumes[0]!;
    if (heightM === null) expect(upper).toBeUndefined();
    else expect(upper).toEqual({ heightM: expect.closeTo(heightM, 9), reference });
    expect(found(set)).toEqual(findings);
  });

  test.each([
    ['AH NOTAM', 'limit-by-notam'],
    ['AH BCTA FT', 'limit-unreadable'],
    ['AH 100m AGL/423m AMSL', 'limit-unreadable'],
    ['AH -100 ft', 'limit-unreadable'],
    ['AH', 'limit-unreadable'],
    ['AH 1000 ft m AGL', 'limit-unreadable'],
    ['AH 1000 ft UNL', 'limit-unreadable'],
    ['AH 1.500 ft AGL', 'limit-ambiguous'],
    ['AH 10.500 AMSL', 'limit-ambiguous'],
    ['AH 120.000ft STD', 'limit-ambiguous'],
  ])('%s is refused', (line, code) => {
    expect(refusedBy(airspace(`AL GND\n${line}`))).toEqual([code]);
  });

  test.each<[string, Json, Json]>([
    ['AL 2000 ft AMSL\nAL 500 ft AMSL\nAL 900 ft AMSL\nAH UNL', { heightM: 152.4, reference: 'AMSL' }, undefined],
    [
      'AL GND\nAH 3000 ft AMSL\nAL 2000 ft AMSL',
      { heightM: 0, reference: 'AGL' },
      { heightM: 3000 * 0.3048, reference: 'AMSL' },
    ],
    [
      'AL GND\nAH 3000 ft AMSL\nAH 500 ft AMSL',
      { heightM: 0, reference: 'AGL' },
      { heightM: 3000 * 0.3048, reference: 'AMSL' },
    ],
    ['AL GND\nAH UNL\nAH 500 ft AGL', { heightM: 0, reference: 'AGL' }, undefined],
    ['AL 500 ft AGL\nAL 900 ft AMSL\nAH 500 ft AGL\nAH 900 ft AMSL', { heightM: 0, reference: 'AGL' }, undefined],
  ])('%j: the widest limits count, and it is told', (lines, lower, upper) => {
    const set = read(airspace(lines));
    expect(set.zones[0]!.volumes[0]!.lower).toEqual(lower);
    expect(set.zones[0]!.volumes[0]!.upper).toEqual(upper);
    expect(found(set)).toEqual(['warned limit-repeated']);
  });

  test('AL UNL is refused, a limit that is missing is not', () => {
    expect(refusedBy(airspace('AL UNL\nAH FL95'))).toContain('limit-unreadable');
    expect(found(read(airspace('')))).toEqual(['tolerated lower-missing', 'tolerated upper-missing']);
    expect(refusedBy(airspace('AL 6000ft AMSL\nAH 5000ft AMSL'))).toEqual(['limits-inverted']);
  });
});

describe('outlines', () => {
  test.each([
    ['DC 1', 'centre-missing'],
    ['DA 10,0,90', 'centre-missing'],
    ['V X=47:00 N 8:00 E\nDC 0', 'radius-invalid'],
    ['V X=47:00 N 8:00 E\nDC 600', 'radius-invalid'],
    ['V X=47:00 N 8:00 E\nDC wide', 'radius-invalid'],
    ['V X=47:00 N 8:00 E\nDA 10,90,90', 'arc-unreadable'],
    ['V X=47:00 N 8:00 E\nDA 10,90', 'arc-unreadable'],
    ['V X=47:00 N 8:00 E\nDB 47:10 N 8:00 E,47:10 N 8:00 E', 'arc-unreadable'],
    ['V X=47:00 N 8:00 E\nV D=*\nDB 47:10 N 8:00 E,46:50 N 8:00 E', 'direction-unreadable'],
    [`V X=47:00 N 8:00 E\nDC 1\n${square}`, 'mixed-outline'],
    ['V W=5\nDY 47:00 N 8:00 E\nDY 47:10 N 8:00 E\nDP 47:00 N 9:00 E', 'airway'],
    [`${square}\nXY 1 2`, 'line-unreadable'],
    ['AH FL10\nDP 47:00 N 8:00 E', 'ring-too-short'],
  ])('%j is refused', (outline, code) => {
    expect(refusedBy(airspace(limits, outline))).toEqual([code]);
  });

  test('directions and centres of one airspace are not those of the next', () => {
    const arc = 'DB 47:10 N 8:00 E,46:50 N 8:00 E';
    const centre = 'V X=47:00 N 8:00 E\n';
    const set = read(
      airspace(limits, `V D=-\n${centre}${arc}`) +
        airspace(limits, `${centre}${arc}`).replace('LS-R1', 'LS-R2') +
        airspace(limits, arc).replace('LS-R1', 'LS-R3'),
    );
    const [west, east] = set.zones.map(({ volumes: [volume] }) =>
      volume!.shape.kind === 'polygon' ? volume!.shape.rings[0]!.map(([x]) => x) : [],
    );
    expect(Math.max(...west!)).toBe(8);
    expect(Math.min(...east!)).toBe(8);
    expect(found(set)).toEqual(['refused centre-missing']);
  });

  test('an arc may have blanks or a comment behind it', () => {
    const arc = 'V X=47:00 N 8:00 E\nDA 5,270,290';
    const outline = 'DP 47:00 N 8:00 E';
    const plain = ringOf(airspace(limits, `${arc}\n${outline}`));
    expect(plain.length).toBeGreaterThan(4);
    for (const tail of [' ', '\t', ' * to the west']) {
      expect(ringOf(airspace(limits, `${arc}${tail}\n${outline}`))).toEqual(plain);
    }
  });

  test('an arc whose ends are not equally far is warned of', () => {
    const outline = 'V X=47:00 N 8:00 E\nDB 47:10 N 8:00 E,46:40 N 8:00 E';
    expect(found(read(airspace(limits, outline)))).toEqual(['warned arc-uneven']);
  });

  test('circles stay circles, several are several volumes', () => {
    const set = read(airspace(limits, 'V X=47:00 N 8:00 E\nDC 2.5\nV X=47:30 N 8:00 E\nDC .5'));
    expect(set.zones[0]!.volumes.map(({ shape }) => shape.kind === 'circle' && shape.radiusM)).toEqual([4630, 926]);
  });
});

describe('files', () => {
  test('comments, carriage returns, terrain and other records', () => {
    const text = `\uFEFF* made by hand\r\n\r\nSP 0,1,0,0,255\r\n${airspace(`${limits} * of the ground`).replaceAll('\n', '\r\n')}TO Lake\r\nDP 47:00 N 8:00 E\r\n  ac P\r\nan ${'LS-P1'}\r\n${limits}\r\n${square}`;
    const set = read(text);
    expect(set.counted).toBe(3);
    expect(set.zones.map(({ identifier }) => identifier)).toEqual(['LS-R1', 'LS-P1']);
    expect(found(set)).toEqual(['refused terrain', 'tolerated line-without-airspace']);
  });

  test('Latin letters that are no UTF-8 are read, and told', () => {
    const bytes = Uint8Array.from(airspace(limits).replace('LS-R1', 'Z\xFCrich'), (char) => char.charCodeAt(0));
    const set = read(new TextDecoder('windows-1252').decode(bytes));
    expect(set.zones[0]!.name).toBe('Zürich');
  });

  test.each<[string, string]>([
    ['stars', `DP 47:00 N 8:00 E${'*'.repeat(200_000)}\u2028`],
    ['blanks in a place', `DP 47:00:00${' '.repeat(200_000)}X`],
    ['digits of a radius', `V X=47:00 N 8:00 E\nDC ${'1'.repeat(200_000)}X`],
    ['blanks behind a command', `AG${' '.repeat(200_000)}X\u2028X`],
    ['blanks in an assignment', `V X=${' '.repeat(200_000)}X\u2028X`],
  ])('a long line takes no longer than a long file: %s', (_, line) => {
    const before = process.cpuUsage();
    try {
      read(airspace(limits, `${line}\n${square}`));
    } catch (error) {
      expect(error).toMatchObject({ code: 'zones-invalid' });
    }
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2);
  });

  test('more than a thousand activations are refused', () => {
    const line = 'AA 2026-05-01T12:00Z/2026-05-02T12:00Z\n';
    expect(read(airspace(line.repeat(1000) + limits)).zones[0]!.applicability).toHaveLength(1000);
    expect(refusedBy(airspace(line.repeat(1001) + limits))).toEqual(['periods-too-many']);
  });

  test('an activation of NONE is not active', () => {
    expect(refusedBy(airspace(`AA NONE\n${limits}`))).toEqual(['not-active']);
    expect(refusedBy(airspace(`AA tomorrow\n${limits}`))).toEqual(['time-unreadable']);
    expect(refusedBy(airspace(`AA 2026-05-02T00:00Z/2026-05-01T00:00Z\n${limits}`))).toEqual(['period-inverted']);
  });
});

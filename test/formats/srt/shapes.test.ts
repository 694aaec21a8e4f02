import { describe, expect, test } from 'vitest';
import { MAX_SHAPES } from '../../../src/formats/srt/decoder.ts';
import { srtFormat } from '../../../src/formats/srt/index.ts';
import { colours } from '../../../src/formats/srt/names.ts';
import { decodeLog, filterLog } from '../../suite/run.ts';
import { level } from '../../suite/subject.ts';
import { bytesOf, textOf } from './writer.ts';

const subject = { format: srtFormat() };
const times = '1\n00:00:00,000 --> 00:00:00,033\n';

/** Names of the values in the one block with this text, numbers and times left out. */
function namesIn(text: string): string[] {
  const { frames } = decodeLog(subject, bytesOf(`${times}${text}\n\n`));
  const running = ['number', 'duration', 'start'];
  return frames
    .flatMap(({ schema }) => schema.fields.map(({ name }) => name))
    .filter((name) => !running.includes(name));
}

function unitsIn(text: string): Record<string, string> {
  const { frames } = decodeLog(subject, bytesOf(`${times}${text}\n\n`));
  return Object.fromEntries(
    frames[0]!.schema.fields
      .filter(({ type, units }) => units !== undefined || type === 'f64')
      .map(({ name, type, units }) => [name, `${type} ${units}`]),
  );
}

/** The text of the one block as `full` writes it. */
function fullText(text: string): string {
  const { output } = filterLog(subject, level('full').disclosure, bytesOf(`${times}${text}\n\n`), { facts: {} });
  return textOf(output).slice(times.length).trimEnd();
}

describe('which number is the latitude', () => {
  test.each([
    ['GPS (8.2090, 47.4692, 18), D 49.21m', ['longitude', 'latitude', 'satellites', 'home_distance']],
    ['RTK (120.083799, 30.213635, 28), D 49.21m', ['longitude', 'latitude', 'satellites', 'home_distance']],
    ['GPS(36.6146,-6.1120,0.0M) BAROMETER:0.3M', ['latitude', 'longitude', 'gps_altitude', 'barometer_height']],
    ['GPS(36.6146,-6.1120,N/A) BAROMETER:0.3M', ['latitude', 'longitude', 'barometer_height']],
    [
      'HOME(149.0251,-20.2532) 2017.8.5 14:11:51\nGPS(149.0251,-20.2533,16) Hb:1.9 Hs:1.9',
      [
        ...['home_longitude', 'home_latitude', 'date', 'longitude', 'latitude', 'satellites'],
        ...['barometer_height', 'sonar_height'],
      ],
    ],
    // No form that says it.
    ['GPS(36.6146,-6.1120,16) BAROMETER:0.3', ['gps_first', 'gps_second', 'satellites', 'barometer_height']],
    ['GPS(36.6146,-6.1120,0.0M)', ['gps_first', 'gps_second', 'gps_altitude']],
    [
      'HOME(1.5,2.5)\nGPS(1.5,2.5,0.0M) BAROMETER:0.3M',
      ['home_longitude', 'home_latitude', 'gps_first', 'gps_second', 'gps_altitude', 'barometer_height'],
    ],
    // A form that says it, and a value that cannot be.
    ['GPS (47.4692, 98.2090, 18)', ['gps_first', 'gps_second', 'satellites']],
    ['GPS(136.6146,-6.1120,0.0M) BAROMETER:0.3M', ['gps_first', 'gps_second', 'gps_altitude', 'barometer_height']],
    ['HOME (47.4692, 98.2090, 18.00m)', ['home_first', 'home_second', 'home_altitude']],
    ['GPS (198.2090, 47.4692, 18)', ['gps_first', 'gps_second', 'satellites']],
    // Not a place.
    ['GPS (8.2090, 47.469, 18), D 49.21m', ['gps_first', 'gps_second', 'satellites', 'home_distance']],
  ])('%s', (text, names) => {
    expect([...namesIn(text)].sort()).toEqual([...names].sort());
  });

  test('a place of which it is not known leaves only where all is exact', () => {
    const text = `${times}GPS(36.6146,-6.1120,16) ISO:100\n\n`;
    for (const name of ['engineering', 'dynamics', 'track'] as const) {
      const { output } = filterLog(subject, level(name).disclosure, bytesOf(text));
      expect(textOf(output), name).toContain('GPS(N/A,N/A,');
    }
    expect(fullText('GPS(36.6146,-6.1120,16) ISO:100')).toBe('GPS(36.6146,-6.1120,16) ISO:100');
  });

  test('a latitude that cannot be one casts doubt on its own block alone, or on more; never on none', () => {
    const block = (number: number, first: string): string =>
      `${number}\n${times.slice(2)}GPS (8.2090, ${first}, 18)\n\n`;
    const { frames } = decodeLog(subject, bytesOf(block(1, '47.4692') + block(2, '97.4692') + block(3, '47.4692')));
    const named = frames.map(({ schema }) => schema.fields.some(({ name }) => name === 'latitude'));
    expect(named.slice(0, 2)).toEqual([true, false]);
    expect(named.length).toBe(3);
  });
});

describe('what is not known', () => {
  test.each([
    ['[iso : 100] [pilot : Ada] [ev : 0]', '[iso : 100] [ev : 0]'],
    ['[pilot : Ada] [iso : 100]', '[iso : 100]'],
    ['[iso : 100] Ada Example, 7 [ev : 0]', '[iso : 100] [ev : 0]'],
    ['Ada\n[iso : 100]', '[iso : 100]'],
    ['[iso : 100]\nat home (12, 4), and more\n[ev : 0]', '[iso : 100]\n[ev : 0]'],
    ['[iso : Ada] [ev : 0]', '[ev : 0]'],
    ['[iso : 100 pilot : Ada] [ev : 0]', '[ev : 0]'],
    ['[iso : 100] [color_md : ada] [ev : 0]', '[iso : 100] [ev : 0]'],
    ['[iso : 100] [iso : 200]', '[iso : 100]'],
    ['[iso : 100] [latitude: 91.0] [longitude: 1.0]', '[iso : 100] [longitude: 1.0]'],
    ['[iso : 100] [latitude: n/a]', '[iso : 100]'],
    ['[iso : 100] <b who="Ada">Ada</b>', '[iso : 100]'],
    ['[iso : 100] </font>Ada', '[iso : 100] </font>'],
    ['<font size="36" face="Ada">[iso : 100]</font>', '[iso : 100]</font>'],
    ['ISO 100, WHO (1, Ada), EV 0', 'ISO 100, EV 0'],
    ['ISO 100, D 12ft, EV 0', 'ISO 100, EV 0'],
    ['ISO:100 Who:Ada EV:0', 'ISO:100'],
    ['HOME(W: 109.318642, N: 40.769371) 2023-09-12 10:28:07\nISO:100', 'ISO:100'],
    ['F.PRY (1.0°, 2.0°), ISO 100', 'ISO 100'],
    ['2017.13.05 14:11:51\n[iso : 100]', '[iso : 100]'],
    ['14:11:51\n[iso : 100]', '[iso : 100]'],
    ['2017.12.05\n[iso : 100]', '[iso : 100]'],
    ['[iso : 1234567890123] [ev : 0]', '[ev : 0]'],
    ['[iso : 100] [unclosed : 5', '[iso : 100]'],
  ])('is withheld: %s', (text, kept) => {
    expect(fullText(text)).toBe(kept);
  });

  test.each(['Where are you going?', '[pilot : Ada]', '<b>Ada</b>', '14:11:51', '1581F4XF'])(
    'a block of nothing else is withheld: %s',
    (text) => {
      const { frames, gaps } = decodeLog(subject, bytesOf(`${times}${text}\n\n`));
      expect(frames).toEqual([]);
      expect(gaps.map(({ reason }) => reason)).toEqual(['unknown-message']);
    },
  );

  const before = '[iso : 100] [ev : 0]';
  test.each([
    ...[
      '[sn: 1ZNB] ',
      '[sn: 1ZNB][op: x] ',
      'hello, world ',
      'é, ',
      '<i>x</i> ',
      '[note: [a] b] ',
      'GPS(1,2,3,4) ',
      '(',
      '" ',
    ],
    ...['[a],', ', ,[a] , ', '[ev : none], ', '[a][b][c][d][e][f][g][h][i] ', '[x: 1] '.repeat(90), 'x, '.repeat(250)],
  ])('nothing is left of what is unknown, nor of what sets it apart (%#)', (unknown) => {
    expect(fullText(before.replace('[ev', `${unknown}[ev`))).toBe(before);
    expect(fullText(`${before} ${unknown}</font>`)).toBe(`${before} </font>`);
    expect(fullText(`${unknown.trim().replace(' ', '\n')}\n${before}`)).toBe(before);
    expect(fullText(`${before}, ${unknown}\n${unknown}\n[ct : 1]`)).toBe(`${before}\n[ct : 1]`);
  });

  test.each(['é, ', 'hello, world, ', '[a: 1] ', 'WHO (1, Ada), ', 'D 12ft,', ', é , '])(
    'nor between commas: %s',
    (unknown) => {
      expect(fullText(`ISO 100, ${unknown}EV 0, H 5m`)).toBe('ISO 100, EV 0, H 5m');
      expect(fullText(`ISO 100, GPS (1.5, 2.5, 9), ${unknown}EV 0`)).toBe('ISO 100, GPS (1.5, 2.5, 9), EV 0');
      expect(fullText(`SrtCnt : 1, ${unknown}DiffTime : 33ms`)).toBe('SrtCnt : 1, DiffTime : 33ms');
      expect(fullText(`ISO 100, EV 0, ${unknown}`)).toBe('ISO 100, EV 0');
    },
  );

  test('values between unknown pieces are kept, in whichever block they are', () => {
    const texts = ['[iso : 100] [x : 1] [ev : 0]', '[iso : 100] [x : 1] [fnum : 3] y [ev : 0]', '[iso : 100] [ev : 0]'];
    const log = [...texts, ...texts].map((text) => `${times}${text}\n\n`).join('');
    const kept = ['[iso : 100] [ev : 0]', '[iso : 100] [fnum : 3] [ev : 0]', '[iso : 100] [ev : 0]'];
    const { output } = filterLog(subject, level('full').disclosure, bytesOf(log), { facts: {} });
    expect([...textOf(output).matchAll(/^\[.*$/gm)].map(String)).toEqual([...kept, ...kept]);
  });

  test.each(['Ada\n[iso : 100]', 'Ada\n[iso : 100] Bo', '[iso : 100]\nAda'])(
    'what is unknown ends with its block: %j',
    (known) => {
      const log = [known, 'Ada', known, '12', known].map((text) => `${times}${text}\n\n`).join('');
      const { frames, gaps } = decodeLog(subject, bytesOf(log));
      expect(frames.map(({ start, end }) => end - start)).toEqual(new Array(3).fill(times.length + known.length + 2));
      expect(gaps.map(({ reason }) => reason)).toEqual(['unknown-message', 'unknown-message']);
    },
  );

  test('what cannot be read in one block is read in others', () => {
    const texts = ['[iso : 100] [ct : 1]', '[iso : Ada] [ct : 1]', '[iso : 200] [ct : 1]'];
    const { frames } = decodeLog(subject, bytesOf(texts.map((text) => `${times}${text}\n\n`).join('')));
    expect(frames.map(({ schema }) => schema.fields.some(({ name }) => name === 'iso'))).toEqual([true, false, true]);
  });

  test.each([16, 17])('a block with %i values that cannot be read', (count) => {
    const kept = `${'[ev : x] '.repeat(count)}[iso : 100]`;
    expect(fullText(kept)).toBe(count === 16 ? '[iso : 100]' : '');
  });

  test('its length does not show', () => {
    const outputs = ['Ada', 'Charles Babbage of London', '7'].map((name) =>
      fullText(`[iso : 100] [pilot : ${name}], ${name} [ev : 0]`),
    );
    expect(new Set(outputs).size).toBe(1);
  });
});

describe('how values are held', () => {
  test('decimals are whole numbers of the last one, as far as they fit', () => {
    expect(
      unitsIn(
        '[latitude: -34.869950] [longtitude : -57.823395] [altitude: 74.725998] [rel_alt: 1.300 abs_alt: 2189.912]',
      ),
    ).toEqual({
      latitude: 'i32 deg/1000000',
      longitude: 'i32 deg/1000000',
      altitude: 'f64 m',
      rel_alt: 'i32 m/1000',
      abs_alt: 'i32 m/1000',
    });
    expect(unitsIn('GPS (8.20901234, 47.46921234, 18), H.S 2.10m/s, H 12m, F.PRY (2.7°, -7.0°, 110.1°)')).toEqual({
      longitude: 'f64 deg',
      latitude: 'f64 deg',
      horizontal_speed: 'i32 m/s/100',
      height: 'i32 m',
      aircraft_pitch: 'i32 deg/10',
      aircraft_roll: 'i32 deg/10',
      aircraft_yaw: 'i32 deg/10',
    });
  });

  test('settings that are empty stay so, and are hidden like others', () => {
    const text = 'ISO:100 Shutter:60 EV: Fnum:2.2 ';
    expect(namesIn(text)).toEqual(['iso', 'shutter', 'ev', 'fnum']);
    expect(`${fullText(text)} `).toBe(text);
    const { disclosure } = level('full');
    const hiding = { ...disclosure, dynamics: 'none' } as const;
    const hidden = ['', ' 0', '-1/3'].map((ev) => {
      const log = bytesOf(`${times}[latitude: 1.5] [longitude: 2.5]\nISO:100 EV:${ev}\n\n`);
      return textOf(filterLog(subject, hiding, log, { facts: {} }).output);
    });
    expect(new Set(hidden).size).toBe(1);
    expect(hidden[0]).not.toContain('EV');
  });

  test('every colour profile of the list is read, and no other', () => {
    for (const colour of colours) expect(namesIn(`[color_md : ${colour}]`)).toEqual(['color_md']);
    expect(namesIn('[iso : 1] [color_md : defaults]')).toEqual(['iso']);
  });

  test('forms beyond the limit are withheld, those before it are not', () => {
    const block = (index: number): string => `${times}[iso : 1]${','.repeat(index + 1)}[ev : 0]\n\n`;
    const blocks = Array.from({ length: MAX_SHAPES + 5 }, (_, index) => block(index));
    const { frames, gaps } = decodeLog(subject, bytesOf([...blocks, ...blocks].join('')));
    expect(frames.length).toBe(2 * MAX_SHAPES);
    expect(gaps.map(({ reason }) => reason)).toEqual(new Array(10).fill('unknown-message'));
  });
});

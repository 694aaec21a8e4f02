import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dateUs,
  fractionDigits,
  hasDate,
  hasTime,
  MOST_DATE_CHARS,
  readDate,
  storeDate,
  withFractionDigits,
  writeDate,
} from '../../src/text/date-layout.ts';

const view = new DataView(new ArrayBuffer(8));

function read(text: string): { layout: number; us: number } {
  const bytes = new TextEncoder().encode(`x${text}7`);
  const layout = readDate(bytes, 1, bytes.length - 1);
  return { layout, us: dateUs[0]! };
}

function write(layout: number, us: number): string {
  view.setBigInt64(0, BigInt(us), true);
  const target = new Uint8Array(MOST_DATE_CHARS + 4).fill(0x23);
  const end = writeDate(layout, view, 0, target, 2);
  expect([...target.subarray(end)].every((byte) => byte === 0x23)).toBe(true);
  return new TextDecoder().decode(target.subarray(2, end));
}

/** Text, the instant that JavaScript's own reader has for it, and the same instant as it is written. */
const samples: readonly (readonly [string, string, string?])[] = [
  ['2019/02/22 12:01:22.911', '2019-02-22T12:01:22.911Z'],
  ['2018-04-19T16:01:38.252', '2018-04-19T16:01:38.252Z'],
  ['2018-04-19T16:01:38.252Z', '2018-04-19T16:01:38.252Z'],
  ['2018-04-19T16:01:38+02:00', '2018-04-19T14:01:38Z', '2018-04-19T14:01:38+00:00'],
  ['2018-04-19T16:01:38-0330', '2018-04-19T19:31:38Z', '2018-04-19T19:31:38+0000'],
  ['2017.8.5 14:11:51', '2017-08-05T14:11:51Z', '2017.08.05 14:11:51'],
  ['2017.08.05 14:11:51', '2017-08-05T14:11:51Z'],
  ['2022-08-07 13:40:40,774,808', '2022-08-07T13:40:40.774Z'],
  ['2022-08-07 13:40:40,7,8', '2022-08-07T13:40:40.007Z', '2022-08-07 13:40:40,007,008'],
  ['2017.08.05 14:11:51,393,525,393,525', '2017-08-05T14:11:51.393Z'],
  ['8/5/2017 2:11:51.39 PM', '2017-08-05T14:11:51.390Z', '08/05/2017 02:11:51.39 PM'],
  ['12/31/2017 12:00:00 AM', '2017-12-31T00:00:00Z'],
  ['12/31/2017 12:59:59am', '2017-12-31T00:59:59Z'],
  ['12/31/2017 12:59:59 pm', '2017-12-31T12:59:59Z'],
  ['31/12/2017 23:59', '2017-12-31T23:59:00Z'],
  ['31.12.2017 23:59:00', '2017-12-31T23:59:00Z'],
  ['5.8.2017 23:59:00', '2017-08-05T23:59:00Z', '05.08.2017 23:59:00'],
  ['2020-02-29', '2020-02-29T00:00:00Z'],
  ['2:11:51.39 PM', '1970-01-01T14:11:51.390Z', '02:11:51.39 PM'],
  ['2001-09-09 01:46:40.123456789', '2001-09-09T01:46:40.123Z', '2001-09-09 01:46:40.123456000'],
];

describe('date layouts', () => {
  it.each(samples.map(([text, iso, written = text]) => ({ text, iso, written })))(
    'reads $text and writes it back',
    ({ text, iso, written }) => {
      const { layout, us } = read(text);
      expect(layout).toBeGreaterThanOrEqual(0);
      expect(Math.floor(us / 1000)).toBe(Date.parse(iso));
      expect(write(layout, us)).toBe(written);
    },
  );

  it('reads microseconds in groups and alone', () => {
    expect(read('2022-08-07 13:40:40,774,808').us % 1e6).toBe(774_808);
    expect(read('2022-08-07 13:40:40.774808').us % 1e6).toBe(774_808);
    expect(read('2022-08-07 13:40:40,774').us % 1e6).toBe(774_000);
  });

  it.each([
    ...['', '7', '2017', '2017.8', '2017.8.5.', '2017.13.1', '2017.0.1', '2017.1.32', '2019-02-29', '2100-02-29'],
    ...['2017-06-31', '1969-12-31', '2200-01-01', '20170805', '2017-08/05', '2017.8.5 24:00:00', '2017.8.5 23:60:00'],
    ...['2017.8.5 23:59:60', '2017.8.5 23:5:1', '2017.8.5  23:59:00', '2017.8.5 23:59:00 ', '2017.8.5 13:00:00 PM'],
    ...['2017.8.5 0:00:00 AM', '1.1.17', '2017.8.5 23:59:00,', '2017.8.5 23:59:00,1,', '2017.8.5 23:59:00,393,525,1,2'],
    ...[
      '2017.8.5 23:59:00,393,525,393',
      '2017.8.5 23:59:00x',
      '2017.8.5 23:59:00 aM',
      '2017.8.5 23:59:00 A',
      '1970-01-01T00:00:00+02:00',
    ],
    ...['2018-04-19T16:01:38+02', '2018-04-19T16:01:38+15:00', '-58.4563', '99999999999-01-01', '12:00:00.1234567890'],
  ])('does not take %j for a date', (text) => {
    expect(read(text).layout).toBe(-1);
  });

  it('says what a layout has', () => {
    const { layout: both } = read('2019/02/22 12:01:22.9');
    const { layout: day } = read('2019/02/22');
    const { layout: time } = read('12:01:22');
    expect([both, day, time].map(hasDate)).toEqual([true, true, false]);
    expect([both, day, time].map(hasTime)).toEqual([true, false, true]);
    expect([both, day, time].map(fractionDigits)).toEqual([1, 0, 0]);
    expect(withFractionDigits(both, 3)).toBe(read('2019/02/22 12:01:22.911').layout);
  });

  it('has one layout for a column, whatever its dates', () => {
    const layouts = ['2017.8.5 14:11:51', '2017.11.12 04:11:51', '2017.1.31 1:00:00'].map((text) => read(text).layout);
    expect(new Set(layouts).size).toBe(1);
  });

  it('agrees with the platform on every day and any time', () => {
    const layouts = samples.map(([text]) => read(text).layout).filter((layout) => hasDate(layout) && hasTime(layout));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7_258_118_399_999_999 }), fc.constantFrom(...layouts), (us, layout) => {
        const text = write(read('2000-01-01T00:00:00.000000Z').layout, us);
        expect(text).toBe(
          new Date(Math.floor(us / 1000)).toISOString().replace('Z', `${String(us % 1000).padStart(3, '0')}Z`),
        );
        const again = read(write(layout, us));
        if (again.layout === layout) expect(write(layout, again.us)).toBe(write(layout, us));
        // Only a day above 12 tells one order of a date from the other.
        else expect(read('1/2/2003 00:00').layout & 3).toBe(again.layout & 3);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps and writes 64 bits, the nearest instant for what is out of range', () => {
    const { layout, us } = read('2022-08-07 13:40:40,774,808');
    storeDate(view, 0);
    expect(view.getBigInt64(0, true)).toBe(BigInt(us));
    expect(write(layout, -5)).toBe('1970-01-01 00:00:00,000,000');
    expect(write(layout, 2 ** 60)).toBe('2199-12-31 23:59:59,999,999');
  });
});

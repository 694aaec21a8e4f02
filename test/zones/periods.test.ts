import { describe, expect, test } from 'vitest';
import { collection, feature318, found, type Json, read, refusedBy, zone269 } from './build.ts';

const at = (text: string): number => Date.parse(text) / 1000;
const zoneWith = (...periods: Json[]) => read({ features: [zone269({ applicability: periods })] });
const hoursOf = (schedule: Json) =>
  zoneWith({ permanent: 'YES', schedule: [schedule] }).zones[0]!.applicability[0]!.hours;

test('more than a thousand periods and hours of one zone are refused', () => {
  const day = { startDateTime: '2026-08-01T06:00:00Z' };
  const hour = { day: ['MON'], startTime: '08:00:00Z', endTime: '09:00:00Z' };
  const of = (count: number, member: Json): Json[] => Array.from({ length: count }, () => member);
  expect(zoneWith(...of(999, day), { ...day, schedule: [hour] }).zones).toHaveLength(1);
  const refused = (periods: Json[]) => refusedBy({ features: [zone269({ applicability: periods })] });
  expect(refused(of(1001, day))).toEqual(['periods-too-many']);
  expect(refused([{ schedule: of(1001, hour) }])).toEqual(['periods-too-many']);
  expect(zoneWith(...of(1001, day), { permanent: 'YES' }).zones[0]!.applicability).toEqual([]);
});

describe('periods', () => {
  test.each<[string, Json[], Json[], string[]]>([
    ['permanent', [{ permanent: 'YES' }], [], []],
    ['nothing said', [], [], []],
    ['permanent and null', [{ permanent: 'YES', startDateTime: null, endDateTime: null, schedule: null }], [], []],
    [
      'an empty daily period',
      [{ permanent: 'YES', dailyPeriod: [{ day: [], startTime: null, endTime: null }] }],
      [],
      ['tolerated daily-period'],
    ],
    [
      'dates with offsets',
      [{ permanent: 'NO', startDateTime: '2026-08-01T06:00:00+02:00', endDateTime: '2026-08-01T18:00:00.5Z' }],
      [{ fromS: at('2026-08-01T04:00:00Z'), untilS: at('2026-08-01T18:00:00.5Z'), hours: [] }],
      [],
    ],
    [
      'a date without an offset',
      [{ permanent: 'NO', startDateTime: '2026-08-01T06:00:00' }],
      [{ fromS: at('2026-08-01T06:00:00Z'), hours: [] }],
      ['tolerated time-without-zone'],
    ],
    [
      'days',
      [{ permanent: 'NO', startDateTime: '2026-08-01', endDateTime: '2026-08-01' }],
      [{ fromS: at('2026-08-01T00:00:00Z'), untilS: at('2026-08-02T00:00:00Z'), hours: [] }],
      ['tolerated date-without-time'],
    ],
    [
      'the end of a day',
      [{ endDateTime: '2026-12-31T24:00Z' }],
      [{ untilS: at('2027-01-01T00:00:00Z'), hours: [] }],
      [],
    ],
    [
      'permanent with dates',
      [{ permanent: 'YES', startDateTime: '2026-08-01T06:00:00Z' }],
      [],
      ['tolerated permanent-with-dates'],
    ],
    ['permanent as a truth value', [{ permanent: true }], [], ['tolerated permanent-spelling']],
    [
      'several',
      [{ startDateTime: '2026-08-01T06:00:00Z' }, { endDateTime: '2020-08-01T06:00:00Z' }],
      [
        { fromS: at('2026-08-01T06:00:00Z'), hours: [] },
        { untilS: at('2020-08-01T06:00:00Z'), hours: [] },
      ],
      [],
    ],
    [
      'a schedule and a daily period',
      [
        {
          schedule: [{ day: ['MON'], startTime: '08:00:00Z', endTime: '09:00:00Z' }],
          dailyPeriod: [{ day: ['TUE'], startTime: '10:00:00Z', endTime: '11:00:00Z' }],
        },
      ],
      [
        {
          hours: [
            { days: ['MON'], start: { minutes: 480 }, end: { minutes: 540 }, timeZone: 'UTC' },
            { days: ['TUE'], start: { minutes: 600 }, end: { minutes: 660 }, timeZone: 'UTC' },
          ],
        },
      ],
      ['tolerated schedule-twice'],
    ],
    [
      'the year 50',
      [{ startDateTime: '0050-01-01T00:00:00Z' }],
      [{ fromS: at('0050-01-01T00:00:00Z'), hours: [] }],
      [],
    ],
    ['one of several that never ends', [{ startDateTime: '2026-08-01T06:00:00Z' }, { permanent: 'YES' }], [], []],
  ])('%s', (_, periods, expected, findings) => {
    const set = zoneWith(...periods);
    expect(set.zones[0]!.applicability).toEqual(expected);
    expect(found(set)).toEqual(findings);
  });

  test.each<[string, Json, string]>([
    ['no date', { startDateTime: 'tomorrow' }, 'time-unreadable'],
    ['the 30th of February', { startDateTime: '2026-02-30T00:00:00Z' }, 'time-unreadable'],
    ['an hour that is none', { startDateTime: '2026-02-03T25:00:00Z' }, 'time-unreadable'],
    ['an offset that is none', { startDateTime: '2026-02-03T05:00:00+15:00' }, 'time-unreadable'],
    ['a number', { startDateTime: 1_700_000_000 }, 'time-unreadable'],
    [
      'an end before the start',
      { startDateTime: '2026-02-03T05:00Z', endDateTime: '2026-02-03T05:00Z' },
      'period-inverted',
    ],
    ['text', 'always', 'period-unreadable'],
    ['an unknown day', { schedule: [{ day: ['HOL'] }] }, 'day-unknown'],
    ['an unknown event', { schedule: [{ day: ['ANY'], startEvent: 'NOON', endEvent: 'SS' }] }, 'event-unknown'],
    ['a time and an event', { schedule: [{ day: ['ANY'], startTime: '06:00Z', startEvent: 'SR' }] }, 'time-and-event'],
    ['hours of text', { schedule: ['daily'] }, 'hours-unreadable'],
    ['hours from the end of a day', { schedule: [{ startTime: '24:00Z', endTime: '06:00Z' }] }, 'time-unreadable'],
  ])('a zone is refused for %s', (_, period, code) => {
    expect(refusedBy({ features: [zone269({ applicability: [period] })] })).toEqual([code]);
  });

  test('of several periods the readable ones count', () => {
    const set = zoneWith({ startDateTime: 'tomorrow' }, { startDateTime: '2026-08-01T06:00:00Z' });
    expect(set.zones[0]!.applicability).toHaveLength(1);
    expect(found(set)).toEqual(['refused time-unreadable']);
  });
});

describe('hours', () => {
  test.each<[string, Json, Json]>([
    [
      'of two days',
      { day: ['SUN', 'SAT'], startTime: '17:00:00.00Z', endTime: '23:59:59.00Z' },
      { days: ['SAT', 'SUN'], start: { minutes: 1020 }, end: { minutes: 1439 + 59 / 60 }, timeZone: 'UTC' },
    ],
    [
      'of any day',
      { day: ['ANY'], startTime: '08:00+02:00', endTime: '12:30+02:00' },
      { days: [], start: { minutes: 480 }, end: { minutes: 750 }, timeZone: '+02:00' },
    ],
    [
      'whose end is in another zone',
      { day: ['ANY'], startTime: '08:00:00-03:30', endTime: '12:00:00Z' },
      { days: [], start: { minutes: 480 }, end: { minutes: 510 }, timeZone: '-03:30' },
    ],
    [
      'to the end of the day',
      { day: ['MON'], startTime: '08:00Z', endTime: '24:00Z' },
      { days: ['MON'], start: { minutes: 480 }, end: { minutes: 0 }, timeZone: 'UTC' },
    ],
    [
      'of whole days',
      { day: ['MON'], startTime: null, endTime: null },
      { days: ['MON'], start: { minutes: 0 }, end: { minutes: 0 }, timeZone: 'UTC' },
    ],
    [
      'that follow the sun',
      { day: ['ANY'], startEvent: 'BMCT', endEvent: 'EECT' },
      { days: [], start: { sun: 'BMCT', offsetMinutes: 0 }, end: { sun: 'EECT', offsetMinutes: 0 }, timeZone: 'UTC' },
    ],
    [
      'from sunrise to a time',
      { day: ['ANY'], startEvent: 'SR', endTime: '18:00+01:00' },
      { days: [], start: { sun: 'SR', offsetMinutes: 0 }, end: { minutes: 1080 }, timeZone: '+01:00' },
    ],
    [
      'all seven days',
      { day: ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'], startTime: '01:00Z', endTime: '02:00Z' },
      { days: [], start: { minutes: 60 }, end: { minutes: 120 }, timeZone: 'UTC' },
    ],
  ])('%s', (_, schedule, expected) => {
    expect(hoursOf(schedule)).toEqual([expected]);
  });

  test.each<[Json, string[]]>([
    [
      { day: ['monday'], startTime: '1:00', endTime: '02:00Z' },
      ['tolerated day-spelling', 'tolerated time-without-zone'],
    ],
    [{ day: 'MON', startTime: '01:00Z', endTime: '02:00Z' }, ['tolerated not-a-list']],
    [{ day: ['MON'], startTime: '01:00Z', endTime: null }, ['tolerated hours-half-open']],
    [{ day: ['MON'], startTime: 'SR', endTime: 'SS' }, ['tolerated event-as-time']],
  ])('%j is tolerated', (schedule, findings) => {
    expect(found(zoneWith({ permanent: 'YES', schedule: [schedule] }))).toEqual(findings);
  });

  test('of ED-318 stand under schedule', () => {
    const schedule = [{ day: ['ANY'], startTime: '16:00:00Z', endTime: '17:00:00Z' }];
    const set = read(collection(feature318({ limitedApplicability: [{ schedule }] })));
    expect(set.zones[0]!.applicability).toEqual([
      { hours: [{ days: [], start: { minutes: 960 }, end: { minutes: 1020 }, timeZone: 'UTC' }] },
    ]);
    expect(set.findings).toEqual([]);
  });
});

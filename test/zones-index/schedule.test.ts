import { describe, expect, it } from 'vitest';
import { holdsAt, nextChangeS, placeOf } from '../../src/zones/schedule.ts';
import type { Applicability, DailyHours, DayInstant, Weekday } from '../../src/zones/zone.ts';
import { box, circle, zoneOf } from './zones.ts';

const zurich = { latitudeDeg: 47.4, longitudeDeg: 8.5 };
const tromso = { latitudeDeg: 69.65, longitudeDeg: 18.96 };
const s = (iso: string): number => Date.parse(iso) / 1000;
const minutes = (hour: number, minute = 0): DayInstant => ({ minutes: 60 * hour + minute });
const sun = (event: 'BMCT' | 'SR' | 'SS' | 'EECT', offsetMinutes = 0): DayInstant => ({ sun: event, offsetMinutes });

function hours(start: DayInstant, end: DayInstant, timeZone = 'UTC', days: readonly Weekday[] = []): Applicability[] {
  const one: DailyHours = { days, start, end, timeZone };
  return [{ hours: [one] }];
}

const holds = (applicability: readonly Applicability[], iso: string, place = zurich): boolean | undefined =>
  holdsAt(applicability, s(iso), place);

describe('a zone', () => {
  it('holds always without limits, and from one instant until another with them', () => {
    expect(holdsAt([], Number.NaN, zurich)).toBe(true);
    expect(nextChangeS([], 0, zurich)).toBe(Infinity);
    const may = [{ fromS: s('2026-05-01T00:00Z'), untilS: s('2026-06-01T00:00Z'), hours: [] }];
    expect(holds(may, '2026-04-30T23:59:59Z')).toBe(false);
    expect(holds(may, '2026-05-01T00:00:00Z')).toBe(true);
    expect(holds(may, '2026-05-31T23:59:59Z')).toBe(true);
    expect(holds(may, '2026-06-01T00:00:00Z')).toBe(false);
    expect(holdsAt(may, Number.NaN, zurich)).toBe(undefined);
    expect(nextChangeS(may, s('2026-01-01T00:00Z'), zurich)).toBe(s('2026-05-01T00:00Z'));
    expect(nextChangeS(may, s('2026-05-02T00:00Z'), zurich)).toBe(s('2026-06-01T00:00Z'));
    expect(nextChangeS(may, s('2026-06-02T00:00Z'), zurich)).toBe(Infinity);
    expect(holdsAt([{ hours: [] }], Number.NaN, zurich)).toBe(true);
  });

  it('holds if one of several limits does, and is unknown if one of them is and none holds', () => {
    const nowhere = hours(minutes(8), minutes(10), 'Nowhere/At_All');
    const morning = hours(minutes(8), minutes(10));
    expect(holds(nowhere, '2026-05-04T09:00Z')).toBe(undefined);
    expect(holds([...nowhere, ...morning], '2026-05-04T09:00Z')).toBe(true);
    expect(holds([...nowhere, ...morning], '2026-05-04T11:00Z')).toBe(undefined);
    expect(nextChangeS([...nowhere, ...morning], s('2026-05-04T09:00Z'), zurich)).toBe(s('2026-05-04T10:00Z'));
  });
});

describe('hours of clocks and the sun', () => {
  const wellington = { latitudeDeg: -41, longitudeDeg: 175 };
  const hawaii = { latitudeDeg: 20, longitudeDeg: -157 };

  it('hold where the sun of a day rises or sets on another day of the clocks', () => {
    // The sun rises at about 17:00 UTC in New Zealand, and sets at about 04:00 UTC on Hawaii.
    const untilRise = hours(minutes(20), sun('SR'));
    const at = (hour: string): string => `2026-01-08T${hour}Z`;
    expect(['21:00', '12:00', '16:30'].map((hour) => holds(untilRise, at(hour), wellington))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['17:30', '19:59'].map((hour) => holds(untilRise, at(hour), wellington))).toEqual([false, false]);
    const fromSet = hours(sun('SS'), minutes(3));
    expect(['05:00', '12:00', '02:59'].map((hour) => holds(fromSet, at(hour), hawaii))).toEqual([true, true, true]);
    expect(['03:01', '03:45'].map((hour) => holds(fromSet, at(hour), hawaii))).toEqual([false, false]);
    expect(nextChangeS(fromSet, s('2026-01-08T05:00Z'), hawaii)).toBe(s('2026-01-09T03:00Z'));
  });

  it('are as many as there are: two hundred thousand periods', () => {
    const many = Array.from({ length: 200_000 }, (_, day) => ({ untilS: day, hours: [] }));
    expect(holdsAt(many, 199_998, zurich)).toBe(true);
    expect(nextChangeS(many, 199_998, zurich)).toBe(199_999);
  });
});

describe('hours', () => {
  it('are of the zone’s clocks, in winter and in summer', () => {
    const day = hours(minutes(8), minutes(18), 'Europe/Zurich');
    expect(holds(day, '2026-01-15T06:59:59Z')).toBe(false);
    expect(holds(day, '2026-01-15T07:00:00Z')).toBe(true);
    expect(holds(day, '2026-01-15T16:59:59Z')).toBe(true);
    expect(holds(day, '2026-01-15T17:00:00Z')).toBe(false);
    expect(holds(day, '2026-07-15T06:00:00Z')).toBe(true);
    expect(holds(day, '2026-07-15T16:00:00Z')).toBe(false);
    expect(nextChangeS(day, s('2026-07-15T06:00Z'), zurich)).toBe(s('2026-07-15T16:00Z'));
    expect(nextChangeS(day, s('2026-07-15T16:00Z'), zurich)).toBe(s('2026-07-16T06:00Z'));
  });

  it.each(['+01:00', '+0100', 'UTC+01:00'])('are of an offset: %s', (timeZone) => {
    const day = hours(minutes(8), minutes(18), timeZone);
    expect([holds(day, '2026-07-15T06:59Z'), holds(day, '2026-07-15T07:00Z')]).toEqual([false, true]);
    const west = hours(minutes(8), minutes(18), timeZone.replace('+', '-'));
    expect([holds(west, '2026-07-15T08:59Z'), holds(west, '2026-07-15T09:00Z')]).toEqual([false, true]);
  });

  it('that end before they start, or when they start, go on into the next day', () => {
    const night = hours(minutes(22), minutes(6), 'UTC', ['FRI']);
    // 2026-05-01 is a Friday.
    expect(holds(night, '2026-05-01T05:00Z')).toBe(false);
    expect(holds(night, '2026-05-01T22:00Z')).toBe(true);
    expect(holds(night, '2026-05-02T05:59Z')).toBe(true);
    expect(holds(night, '2026-05-02T06:00Z')).toBe(false);
    expect(holds(night, '2026-05-02T22:00Z')).toBe(false);
    expect(nextChangeS(night, s('2026-05-02T06:00Z'), zurich)).toBe(s('2026-05-08T22:00Z'));
    const whole = hours(minutes(0), minutes(0), 'UTC', ['FRI']);
    expect(
      ['2026-04-30T23:59Z', '2026-05-01T00:00Z', '2026-05-01T23:59Z', '2026-05-02T00:00Z'].map((at) =>
        holds(whole, at),
      ),
    ).toEqual([false, true, true, false]);
    expect(holds(hours(minutes(0), minutes(24), 'UTC', ['FRI']), '2026-05-01T23:59Z')).toBe(true);
  });

  it('are of the days of the zone’s clocks, on either side of the date line', () => {
    const monday = (timeZone: string): Applicability[] => hours(minutes(0), minutes(24), timeZone, ['MON']);
    // 2026-05-04 is a Monday.
    expect(holds(monday('Pacific/Auckland'), '2026-05-03T12:00Z')).toBe(true);
    expect(holds(monday('Pacific/Auckland'), '2026-05-03T11:59Z')).toBe(false);
    expect(holds(monday('Pacific/Honolulu'), '2026-05-05T09:59Z')).toBe(true);
    expect(holds(monday('Pacific/Honolulu'), '2026-05-04T09:59Z')).toBe(false);
    expect(holds(monday('UTC'), '1969-12-29T12:00Z')).toBe(true);
  });

  it('reach as far as they can where clocks are changed', () => {
    // In Zurich 02:00 becomes 03:00 on 2026-03-29, and 03:00 becomes 02:00 on 2026-10-25.
    const early = hours(minutes(2, 30), minutes(3, 30), 'Europe/Zurich');
    expect(nextChangeS(early, s('2026-03-28T22:00Z'), zurich)).toBe(s('2026-03-29T00:30Z'));
    expect(holds(early, '2026-03-29T01:29Z')).toBe(true);
    expect(holds(early, '2026-03-29T01:30Z')).toBe(false);
    const late = hours(minutes(1), minutes(2, 30), 'Europe/Zurich');
    expect(holds(late, '2026-10-24T22:59Z')).toBe(false);
    expect(holds(late, '2026-10-24T23:00Z')).toBe(true);
    expect(holds(late, '2026-10-25T01:29Z')).toBe(true);
    expect(holds(late, '2026-10-25T01:30Z')).toBe(false);
  });
});

describe('the sun', () => {
  /** How high it stands, in degrees: declination and equation of time by the series of Spencer (1971), good to a twentieth of a degree. */
  const heightDeg = (unixS: number, { latitudeDeg, longitudeDeg }: typeof zurich): number => {
    const date = new Date(unixS * 1000);
    const dayOfYear = (unixS - Date.UTC(date.getUTCFullYear(), 0, 1) / 1000) / 86_400;
    const year = (2 * Math.PI * dayOfYear) / 365.25;
    const [c1, s1, c2, s2] = [Math.cos(year), Math.sin(year), Math.cos(2 * year), Math.sin(2 * year)];
    const declination =
      0.006918 -
      0.399912 * c1 +
      0.070257 * s1 -
      0.006758 * c2 +
      0.000907 * s2 -
      0.002697 * Math.cos(3 * year) +
      0.00148 * Math.sin(3 * year);
    const equationMin = 229.18 * (0.000075 + 0.001868 * c1 - 0.032077 * s1 - 0.014615 * c2 - 0.040849 * s2);
    const hourAngle = (((unixS / 60 + equationMin + 4 * longitudeDeg) / 4 - 180) * Math.PI) / 180;
    const latitude = (latitudeDeg * Math.PI) / 180;
    const sine =
      Math.sin(latitude) * Math.sin(declination) + Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);
    return (Math.asin(sine) * 180) / Math.PI;
  };

  it('rises and sets where another way to tell its height says so', () => {
    const places = [
      zurich,
      { latitudeDeg: -33.9, longitudeDeg: 151.2 },
      { latitudeDeg: 1.3, longitudeDeg: 103.8 },
      { latitudeDeg: 61, longitudeDeg: -149.9 },
    ];
    const wanted = { BMCT: -6, SR: -0.833, SS: -0.833, EECT: -6 } as const;
    for (const place of places) {
      const timeZone = place.longitudeDeg > 100 ? '+09:00' : place.longitudeDeg < 0 ? '-09:00' : '+01:00';
      for (const event of ['BMCT', 'SR', 'SS', 'EECT'] as const) {
        for (let month = 0; month < 12; month++) {
          if (event === 'EECT' || event === 'BMCT' ? place.latitudeDeg > 60 && month > 3 && month < 8 : false) continue;
          // The hours begin with the event and end at the next midnight.
          const after = hours(sun(event), minutes(24), timeZone);
          const dayStart = Date.UTC(2026, month, 11) / 1000 - Number(timeZone.slice(0, 3)) * 3600;
          const at = nextChangeS(after, dayStart, place);
          expect(Math.abs(heightDeg(at, place) - wanted[event]), `${event} ${month} ${place.latitudeDeg}`).toBeLessThan(
            0.4,
          );
          expect(heightDeg(at + 600, place) > heightDeg(at, place)).toBe(event === 'BMCT' || event === 'SR');
          expect(holdsAt(after, at, place)).toBe(true);
        }
      }
    }
  });

  it('goes before or after by the minutes that are asked for', () => {
    const rise = nextChangeS(hours(sun('SR'), sun('SS')), s('2026-06-21T00:00Z'), zurich);
    const set = nextChangeS(hours(sun('SR'), sun('SS')), s('2026-06-21T12:00Z'), zurich);
    expect(nextChangeS(hours(sun('SR', 60), sun('SS')), s('2026-06-21T00:00Z'), zurich)).toBeCloseTo(rise + 3600, 3);
    expect(nextChangeS(hours(sun('SR'), sun('SS', -30)), s('2026-06-21T12:00Z'), zurich)).toBeCloseTo(set - 1800, 3);
  });

  it('is down at night, which ends on the next day; and goes with a clock', () => {
    const night = hours(sun('SS'), sun('SR'), 'Europe/Zurich');
    expect([
      holds(night, '2026-06-21T12:00Z'),
      holds(night, '2026-06-21T22:00Z'),
      holds(night, '2026-06-22T03:00Z'),
      holds(night, '2026-06-22T04:00Z'),
    ]).toEqual([false, true, true, false]);
    const evening = hours(minutes(20), sun('EECT'), 'UTC');
    expect([
      holds(evening, '2026-06-21T19:59Z'),
      holds(evening, '2026-06-21T20:02Z'),
      holds(evening, '2026-06-21T20:10Z'),
    ]).toEqual([false, true, false]);
  });

  it('is of the day at the zone, far from the meridian of its clocks', () => {
    const apia = { latitudeDeg: -13.8, longitudeDeg: -171.8 };
    const day = hours(sun('SR'), sun('SS'), 'Pacific/Apia', ['MON']);
    // Monday noon in Apia is Sunday 23:00 UTC.
    expect([holds(day, '2026-05-03T23:00Z', apia), holds(day, '2026-05-04T23:00Z', apia)]).toEqual([true, false]);
  });

  it('stays up all of a polar day and down all of a polar night', () => {
    const day = hours(sun('SR'), sun('SS'), 'Europe/Oslo');
    const night = hours(sun('SS'), sun('SR'), 'Europe/Oslo');
    for (let hour = 0; hour < 72; hour++) {
      const summer = new Date(Date.UTC(2026, 5, 20, hour, 10)).toISOString();
      expect([summer, holds(day, summer, tromso), holds(night, summer, tromso)]).toEqual([summer, true, false]);
      const winter = new Date(Date.UTC(2026, 11, 20, hour, 10)).toISOString();
      expect([winter, holds(day, winter, tromso), holds(night, winter, tromso)]).toEqual([winter, false, true]);
    }
    const pole = { latitudeDeg: 90, longitudeDeg: 0 };
    expect([holds(day, '2026-06-21T00:00Z', pole), holds(day, '2026-12-21T12:00Z', pole)]).toEqual([true, false]);
  });

  it('is not known where there is no place', () => {
    const nowhere = { latitudeDeg: Number.NaN, longitudeDeg: Number.NaN };
    expect(holds(hours(sun('SR'), sun('SS')), '2026-06-21T12:00Z', nowhere)).toBe(undefined);
    expect(placeOf(zoneOf([circle(8, 47, 5)]))).toEqual({ latitudeDeg: 47, longitudeDeg: 8 });
    expect(placeOf(zoneOf([box(8, 46, 10, 48)]))).toEqual({ latitudeDeg: 47, longitudeDeg: 9 });
  });
});

describe('the next change', () => {
  it.each([
    ['day', hours(minutes(8), minutes(18), 'Europe/Zurich', ['MON', 'TUE', 'SUN'])],
    ['night', hours(minutes(22), minutes(5), 'America/New_York', ['FRI'])],
    ['sun', hours(sun('BMCT'), sun('SS', 20), 'Europe/Zurich')],
    [
      'several',
      [...hours(minutes(1), minutes(2)), { fromS: s('2026-03-27T10:00Z'), untilS: s('2026-04-02T11:11Z'), hours: [] }],
    ],
  ])('is never behind one: %s', (_, applicability) => {
    let changes = 0;
    let now = s('2026-03-24T00:00Z');
    const end = now + 14 * 86_400;
    while (now < end) {
      const until = Math.min(end, nextChangeS(applicability, now, zurich));
      expect(until).toBeGreaterThan(now);
      const answer = holdsAt(applicability, now, zurich);
      for (let at = now; at < until; at += 613) expect(holdsAt(applicability, at, zurich)).toBe(answer);
      expect(holdsAt(applicability, until - 0.001, zurich)).toBe(answer);
      if (holdsAt(applicability, until, zurich) !== answer) changes++;
      now = until;
    }
    expect(changes).toBeGreaterThan(3);
  });
});

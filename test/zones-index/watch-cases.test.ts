import { describe, expect, it } from 'vitest';
import { type Passage, ZoneWatch } from '../../src/zones/zone-watch.ts';
import type { Fix } from './naive.ts';
import { passagesOf } from './watch.ts';
import { box, indexOf, zoneOf } from './zones.ts';

const START_S = 1_780_000_000;
const square = box(8, 47, 8.01, 47.01);
const M_PER_DEG = 111_200;

/** A fix so many seconds after the start and so many metres south of the square's southern edge. */
function fix(seconds: number, southM: number, more: Partial<Fix> = {}): Fix {
  const latitudeDeg = 47 - southM / M_PER_DEG;
  return { timeS: START_S + seconds, latitudeDeg, longitudeDeg: 8.005, altitudeM: 500, overHomeM: 50, ...more };
}

const brief = (passages: readonly Passage[]): string[] =>
  passages.map(({ kind, timeUs }) => `${kind} ${timeUs / 1e6 - START_S}`);
const told = (fixes: readonly Fix[], zone = zoneOf([square])): string[] => brief(passagesOf(indexOf(zone), fixes));

describe('coming in', () => {
  it('counts with the first fix, also if it is the only one', () => {
    expect(told([fix(0, 50), fix(1, -1), fix(2, 50), fix(3, 50), fix(9, 50)])).toEqual(['entered 1', 'left 2']);
  });

  it('is marked where the aircraft was inside at the first fix; what is no place is no fix', () => {
    const zone = zoneOf([square]);
    const [first] = passagesOf(indexOf(zone), [fix(0, 0, { latitudeDeg: Number.NaN }), fix(1, -10), fix(2, -11)]);
    expect(first).toMatchObject({ kind: 'entered', isFirst: true, zone, volume: zone.volumes[0], longitudeDeg: 8.005 });
    const [later] = passagesOf(indexOf(zone), [fix(0, 10), fix(1, -10)]);
    expect(later).not.toHaveProperty('isFirst');
  });
});

describe('leaving', () => {
  it('does not count for some seconds along an edge, nor for one wrong fix far away', () => {
    const jitter = Array.from({ length: 200 }, (_, number) => fix(number, number % 3 === 0 ? 2 : -2));
    expect(told(jitter)).toEqual(['entered 1']);
    expect(told([fix(0, -50), fix(1, 90_000), fix(2, -50), fix(3, -51)])).toEqual(['entered 0']);
  });

  it('counts after five seconds outside, from the first fix there', () => {
    expect(told([fix(0, -5), fix(1, 5), fix(5.9, 5), fix(6, -5), fix(7, -5)])).toEqual(['entered 0']);
    expect(told([fix(0, -5), fix(1, 5), fix(5.9, 5), fix(6, 5), fix(7, -5)])).toEqual([
      'entered 0',
      'left 1',
      'entered 7',
    ]);
  });

  it('counts after twenty metres from the first fix outside, which a log without times has alone', () => {
    expect(told([fix(0, -1), fix(1, 1), fix(2, 20.5), fix(3, -1)])).toEqual(['entered 0']);
    expect(told([fix(0, -1), fix(1, 1), fix(2, 21.5), fix(3, -1)])).toEqual(['entered 0', 'left 1', 'entered 3']);
    const timeless = [-1, 1, 5, 10, -1, 1, 22, 30].map((southM, at) => fix(at, southM, { timeS: Number.NaN }));
    expect(passagesOf(indexOf(zoneOf([square])), timeless).map(({ kind, timeUs }) => [kind, timeUs])).toEqual([
      ['entered', Number.NaN],
      ['left', Number.NaN],
    ]);
  });

  it('counts at the end of the log for who was outside at its last fix, and not for who was inside', () => {
    expect(told([fix(0, -5), fix(1, 5)])).toEqual(['entered 0', 'left 1']);
    expect(told([fix(0, -5), fix(1, -5)])).toEqual(['entered 0']);
  });

  it('is not held up by clocks that are set back', () => {
    expect(told([fix(100, -5), fix(101, 5), fix(20, 5), fix(30, 5), fix(106, 5)])).toEqual(['entered 100', 'left 101']);
    expect(told([fix(100, -5), fix(101, 5), fix(20, 40)])).toEqual(['entered 100', 'left 101']);
  });
});

describe('a zone of several volumes', () => {
  it('is one zone: going from one to the other, over the ground or in height, is no passage', () => {
    const next = box(8, 46.99, 8.01, 47);
    const beside = zoneOf([square, next]);
    expect(told([fix(0, -500), fix(10, -1), fix(20, 1), fix(30, 500), fix(40, 2000), fix(50, 2000)], beside)).toEqual([
      'entered 0',
      'left 40',
    ]);
    const limit = (heightM: number) => ({ heightM, reference: 'AMSL' }) as const;
    const above = zoneOf([
      { shape: square, upper: limit(500) },
      { shape: square, lower: limit(500) },
    ]);
    const climb = [300, 499, 501, 900].map((altitudeM, at) => fix(10 * at, -500, { altitudeM }));
    expect(told(climb, above)).toEqual(['entered 0']);
  });
});

describe('heights', () => {
  const over = (heightM: number, reference: 'AGL' | 'AMSL' | 'WGS84') =>
    zoneOf([{ shape: square, lower: { heightM, reference } }]);
  const climb = (more: (at: number) => Partial<Fix>): Fix[] =>
    Array.from({ length: 100 }, (_, at) => fix(10 * at, -500, more(at)));
  const known = (fixes: readonly Fix[], zone = zoneOf([square])): unknown[] =>
    passagesOf(indexOf(zone), fixes).map(({ kind, timeUs, isHeightKnown }) => [
      kind,
      timeUs / 1e6 - START_S,
      isHeightKnown,
    ]);

  it('above the sea are the altitude', () => {
    const fixes = climb((at) => ({ altitudeM: 10 * at, overHomeM: Number.NaN }));
    expect(known(fixes, over(500, 'AMSL'))).toEqual([['entered', 500, true]]);
  });

  it('above the ground are the height over home, and never known; under home is still above the ground', () => {
    const fixes = climb((at) => ({ altitudeM: 3000, overHomeM: 10 * at - 300 }));
    expect(known(fixes, over(100, 'AGL'))).toEqual([['entered', 400, false]]);
    expect(known(fixes, over(0, 'AGL'))).toEqual([['entered', 0, true]]);
  });

  it('above the ellipsoid are within 110 m of the altitude: possible from there on', () => {
    const fixes = climb((at) => ({ altitudeM: 10 * at }));
    expect(known(fixes, over(500, 'WGS84'))).toEqual([['entered', 390, false]]);
    expect(known([fix(0, -5, { altitudeM: 611 })], over(500, 'WGS84'))).toEqual([['entered', 0, true]]);
  });

  it('of one that is left are those of the last fix inside, also where nothing else has changed since it came in', () => {
    const heights = [300, 400, 550, 620, 620].map((altitudeM, at) => fix(10 * at, -500, { altitudeM }));
    const away = [fix(60, 3000, { altitudeM: 620 }), fix(70, 3000, { altitudeM: 620 })];
    expect(known([...heights, ...away], over(500, 'WGS84'))).toEqual([
      ['entered', 10, false],
      ['left', 60, true],
    ]);
  });

  it('that are not known count as inside, unless they cannot be', () => {
    const none = { altitudeM: Number.NaN, overHomeM: Number.NaN };
    for (const reference of ['AGL', 'AMSL', 'WGS84'] as const)
      expect(known([fix(0, -5, none)], over(500, reference))).toEqual([['entered', 0, false]]);
    const noHome = (altitudeM: number): Partial<Fix> => ({ altitudeM, overHomeM: Number.NaN });
    expect(known([fix(0, -5, noHome(100))], over(551, 'AGL'))).toEqual([]);
    expect(known([fix(0, -5, noHome(100))], over(549, 'AGL'))).toEqual([['entered', 0, false]]);
    const noSea = { altitudeM: Number.NaN, overHomeM: 100 };
    expect(known([fix(0, -5, noSea)], over(8951, 'AMSL'))).toEqual([]);
    expect(known([fix(0, -5, noSea)], over(8949, 'AMSL'))).toEqual([['entered', 0, false]]);
  });

  it('that become unknown on the way are looked at again', () => {
    const below = fix(0, -5, { altitudeM: 100 });
    expect(known([below, { ...below, timeS: START_S + 1, altitudeM: Number.NaN }], over(500, 'AMSL'))).toEqual([
      ['entered', 1, false],
    ]);
  });
});

describe('hours', () => {
  const afternoon = zoneOf([square], [{ fromS: START_S + 100, untilS: START_S + 200, hours: [] }]);
  const passages = (fixes: readonly Fix[]): unknown[] =>
    passagesOf(indexOf(afternoon), fixes).map(({ kind, timeUs, isTimeKnown }) => [
      kind,
      timeUs / 1e6 - START_S,
      isTimeKnown,
    ]);

  it('begin and end while the aircraft stays where it is', () => {
    const hover = Array.from({ length: 300 }, (_, at) => fix(at, -500));
    expect(passages(hover)).toEqual([
      ['entered', 100, true],
      ['left', 200, true],
    ]);
  });

  it('are unknown without a time, and by a clock that counts from boot', () => {
    expect(passages([fix(0, -5, { timeS: Number.NaN })])).toEqual([['entered', Number.NaN, false]]);
    expect(passages([fix(0, -5, { timeS: 77 })])).toEqual([['entered', 77 - START_S, false]]);
  });
});

it('a zone far larger than what is looked at around a fix is entered once and left once', () => {
  const large = zoneOf([box(8, 46, 9, 47)]);
  const track = Array.from({ length: 400 }, (_, at) => fix(at, -2000 + 300 * at));
  expect(told(track, large)).toEqual(['entered 7', 'left 378']);
  const back = track.map((one, at) => ({ ...one, latitudeDeg: track[399 - at]!.latitudeDeg }));
  expect(told([...back, fix(400, -9000)], large)).toEqual(['entered 22', 'left 393']);
});

it.each([
  ['west', box(179.9, 46, 180, 48), -179.999, 179.995],
  ['east', box(-180, 46, -179.9, 48), 179.999, -179.995],
])('a zone that ends at the antimeridian is entered from the other side: %s', (_, shape, from, to) => {
  const track = [from, to, to].map((longitudeDeg, at) => fix(at, 0, { longitudeDeg }));
  const passages = passagesOf(indexOf(zoneOf([shape])), track);
  expect(brief(passages)).toEqual(['entered 1']);
  expect(passages[0]!.longitudeDeg).toBeCloseTo(to, 9);
});

it('a watch takes any number of fixes in one place, on an edge and on a pole', () => {
  const passages: Passage[] = [];
  const zones = indexOf(zoneOf([square]), zoneOf([box(-180, 89, 180, 90)]));
  const watch = new ZoneWatch(zones, { passage: (passage) => passages.push(passage) });
  for (let at = 0; at < 1000; at++) watch.fix(at * 1e6, 47, 8.005, 100, 0);
  for (let at = 1000; at < 2000; at++) watch.fix(at * 1e6, 89.9999, (at * 77) % 360, 100, 0);
  watch.finish();
  expect(passages.filter(({ latitudeDeg }) => latitudeDeg > 80).map(({ kind }) => kind)).toContain('entered');
  expect(passages.length).toBeLessThan(4);
});

import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { getPreciseDistance, isPointInPolygon } from 'geolib';
import { describe, expect, it } from 'vitest';
import { FlightveilError } from '../../src/model/errors.ts';
import type { GeoZone, Position } from '../../src/zones/zone.ts';
import { ZoneIndex } from '../../src/zones/zone-index.ts';
import { box, circle, indexOf, polygon, ringOf, setOf, source, zoneOf } from './zones.ts';

/** Seeded, uniform in [0, 1). */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function star(unit: () => number, x: number, y: number, radius: number, corners: number): Position[] {
  const ring = Array.from({ length: corners }, (_, corner): Position => {
    const angle = (2 * Math.PI * corner) / corners;
    const far = radius * (0.3 + 0.7 * unit());
    return [x + far * Math.cos(angle), y + far * Math.sin(angle)];
  });
  return [...ring, ring[0]!];
}

function isNearEdge(ring: readonly Position[], x: number, y: number): boolean {
  return ring.slice(1).some(([x2, y2], index) => {
    const [x1, y1] = ring[index]!;
    const share = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2);
    const along = Math.min(1, Math.max(0, share));
    return Math.hypot(x1 + along * (x2 - x1) - x, y1 + along * (y2 - y1) - y) < 1e-9;
  });
}

const idsAt = (index: ZoneIndex, latitude: number, longitude: number): string[] =>
  index.at(latitude, longitude).map(({ zone }) => zone.identifier);

/** How many of its volumes are at a place. */
const countAt = (zone: GeoZone, latitude: number, longitude: number): number =>
  indexOf(zone).at(latitude, longitude).length;

describe('polygons', () => {
  it('are what geolib and turf find at 100 000 points, of any number of corners, with holes', () => {
    const unit = draws(7);
    const made = Array.from({ length: 400 }, () => {
      const [x, y, radius] = [350 * unit() - 175, 160 * unit() - 80, 0.001 * 2000 ** unit()];
      const outer = star(unit, x, y, radius, 3 + Math.floor(400 * unit() ** 3));
      // Of a hole that sticks out turf has another opinion.
      const hole =
        outer.length > 6 && unit() < 0.5 ? [star(unit, x, y, 0.2 * radius, 5 + Math.floor(30 * unit()))] : [];
      return { x, y, radius, rings: [outer, ...hole], zone: zoneOf([polygon(outer, ...hole)]) };
    });
    const index = indexOf(...made.map(({ zone }) => zone));
    const coordinates = made.map(({ rings }) => rings.map((ring) => ring.map(([x, y]) => [x, y])));
    let [inside, onEdge] = [0, 0];
    for (let point = 0; point < 100_000; point++) {
      const number = Math.floor(unit() * made.length);
      const { x, y, radius, rings, zone } = made[number]!;
      const place: Position = [x + radius * (2.2 * unit() - 1.1), y + radius * (2.2 * unit() - 1.1)];
      const ours = index.at(place[1], place[0]).some((hit) => hit.zone === zone);
      if (ours) inside++;
      const turf = booleanPointInPolygon([...place], { type: 'Polygon', coordinates: coordinates[number]! });
      // For some points alone: it takes a hundred times as long.
      const geolib =
        point % 50 > 0
          ? turf
          : rings.every((ring, which) => isPointInPolygon(place as [number, number], ring as never) === (which === 0));
      if (ours === turf && ours === geolib) continue;
      expect(rings.some((ring) => isNearEdge(ring, ...place))).toBe(true);
      onEdge++;
    }
    expect(inside).toBeGreaterThan(20_000);
    expect(onEdge).toBeLessThan(10);
  });

  it('are found among many as by looking at each', () => {
    const unit = draws(11);
    const zones = Array.from({ length: 3000 }, () =>
      zoneOf([polygon(star(unit, 359.9 * unit() - 179.95, 160 * unit() - 80, 0.1 + 8 * unit() ** 4, 8))]),
    );
    const index = indexOf(...zones);
    const alone = zones.map((zone) => indexOf(zone));
    let hits = 0;
    for (let point = 0; point < 300; point++) {
      const [latitude, longitude] = [180 * unit() - 90, 360 * unit() - 180];
      const expected = zones.filter((_, number) => idsAt(alone[number]!, latitude, longitude).length > 0);
      expect(idsAt(index, latitude, longitude).sort()).toEqual(expected.map(({ identifier }) => identifier).sort());
      hits += expected.length;
    }
    expect(hits).toBeGreaterThan(100);
  });

  it.each([
    ['beyond 180 degrees', ringOf(179, -20, 181.5, -18)],
    ['beyond -180 degrees', ringOf(-181, -20, -178.5, -18)],
    ['a turn further', ringOf(539, -20, 541.5, -18)],
    ['turns back', ringOf(-901, -20, -898.5, -18)],
  ])('cross the antimeridian: %s', (_, ring) => {
    const zone = zoneOf([polygon(ring)]);
    for (const longitude of [179.5, 180, -180, 180.5, -179.5, -178.7, 540.5])
      expect(countAt(zone, -19, longitude), String(longitude)).toBe(1);
    for (const longitude of [178.9, -178.4, 0, 1, -1]) expect(countAt(zone, -19, longitude), String(longitude)).toBe(0);
    expect(countAt(zone, -17.9, 180)).toBe(0);
  });

  it('go around a pole, and around the Earth', () => {
    const cap = zoneOf([box(-180, 80, 180, 90)]);
    for (const longitude of [-180, -90, 0, 179.99, 180]) {
      expect(countAt(cap, 89.999, longitude)).toBe(1);
      expect(countAt(cap, 80.001, longitude)).toBe(1);
      expect(countAt(cap, 79.999, longitude)).toBe(0);
    }
    const turned = zoneOf([box(0, -1, 360, 1)]);
    for (const longitude of [-180, -90, 0, 90, 180]) expect(countAt(turned, 0, longitude), String(longitude)).toBe(1);
  });

  it('that end at the North Pole or the antimeridian count there', () => {
    const cap = zoneOf([box(-180, 80, 180, 90)]);
    expect([5, -180, 180, 0].map((longitude) => countAt(cap, 90, longitude))).toEqual([1, 1, 1, 1]);
    const sector = zoneOf([box(0, 80, 10, 90)]);
    expect([5, 15].map((longitude) => countAt(sector, 90, longitude))).toEqual([1, 0]);
    for (const at of [180, -180]) {
      expect(countAt(zoneOf([box(170, 0, 180, 10)]), 5, at)).toBe(1);
      expect(countAt(zoneOf([box(-180, 0, -170, 10)]), 5, at)).toBe(1);
      expect(countAt(zoneOf([box(170, 0, 179, 10)]), 5, at)).toBe(0);
    }
  });

  it('touch without a gap: a place on the common edge is in one of them at least', () => {
    const [west, east] = [zoneOf([box(8, 47, 9, 48)]), zoneOf([box(9, 47, 10, 48)])];
    const index = indexOf(west, east);
    for (const latitude of [47.25, 47.5, 47.999]) expect(idsAt(index, latitude, 9).length).toBeGreaterThan(0);
    expect(idsAt(index, 47.5, 8.999_999_999)).toEqual([west.identifier]);
    expect(idsAt(index, 47.5, 9.000_000_001)).toEqual([east.identifier]);
  });

  it('have holes, also such as overlap; a ring that is not closed is closed', () => {
    const holed = zoneOf([polygon(ringOf(0, 0, 10, 10), ringOf(2, 2, 5, 5), ringOf(4, 4, 7, 7))]);
    for (const inHole of [3, 4.5, 6]) expect(countAt(holed, inHole, inHole)).toBe(0);
    for (const inZone of [1, 8]) expect(countAt(holed, inZone, inZone)).toBe(1);
    const open = zoneOf([polygon(ringOf(0, 0, 10, 10).slice(0, -1))]);
    expect([countAt(open, 5, 1), countAt(open, 5, 9), countAt(open, 5, 11), countAt(open, 5, -1)]).toEqual([
      1, 1, 0, 0,
    ]);
  });

  it('may have a million corners', () => {
    const ring = Array.from({ length: 1_000_000 }, (_, corner): Position => {
      const angle = (2 * Math.PI * corner) / 1_000_000;
      const far = 1 + 0.01 * (corner % 2);
      return [8 + far * Math.cos(angle), 47 + far * Math.sin(angle)];
    });
    const index = indexOf(zoneOf([polygon([...ring, ring[0]!])]));
    expect([idsAt(index, 47, 8).length, idsAt(index, 47, 8.999).length, idsAt(index, 47, 9.011).length]).toEqual([
      1, 1, 0,
    ]);
    expect([idsAt(index, 47.7, 8.7).length, idsAt(index, 47.72, 8.72).length]).toEqual([1, 0]);
  });
});

describe('circles', () => {
  it('reach as far along the ground as geolib says, within 0.1 % or half a metre, everywhere', () => {
    const unit = draws(3);
    let [inside, outside] = [0, 0];
    for (let number = 0; number < 3000; number++) {
      const [latitude, longitude] = [180 * unit() - 90, 360 * unit() - 180];
      const radiusM = 10 * 10_000 ** unit();
      const index = indexOf(zoneOf([circle(longitude, latitude, radiusM)]));
      const angle = 2 * Math.PI * unit();
      // Just beside the circle, by the sphere.
      const farDeg = ((0.97 + 0.06 * unit()) * radiusM) / 111_195;
      const [y, x] = onSphere(latitude, longitude, farDeg, angle);
      const distanceM = getPreciseDistance({ latitude, longitude }, { latitude: y, longitude: x }, 0.001);
      const slackM = Math.max(0.5, 0.001 * radiusM);
      if (distanceM < radiusM - slackM) {
        expect(idsAt(index, y, x)).toHaveLength(1);
        inside++;
      } else if (distanceM > radiusM + slackM) {
        expect(idsAt(index, y, x)).toHaveLength(0);
        outside++;
      }
    }
    expect(Math.min(inside, outside)).toBeGreaterThan(1000);
  });

  it('are whole at the poles, across the antimeridian and around the Earth', () => {
    const pole = zoneOf([circle(30, 89.95, 20_000)]);
    for (const longitude of [-180, -150, 0, 120]) expect(countAt(pole, 89.93, longitude)).toBe(1);
    expect([countAt(pole, 89.8, 30), countAt(pole, 89.8, -150)]).toEqual([1, 0]);
    const south = zoneOf([circle(0, -90, 1000)]);
    expect([countAt(south, -90, 77), countAt(south, -89.992, 77), countAt(south, -89.99, 77)]).toEqual([1, 1, 0]);
    const edge = zoneOf([circle(179.999, 0, 1000)]);
    expect([180, -179.995, 179.992, -179.98].map((longitude) => countAt(edge, 0, longitude))).toEqual([1, 1, 1, 0]);
    expect(countAt(zoneOf([circle(0, 0, 2.1e7)]), -10, 180)).toBe(1);
  });

  it('of no radius are a place', () => {
    expect([countAt(zoneOf([circle(8, 47, 0)]), 47, 8), countAt(zoneOf([circle(8, 47, 0)]), 47, 8.000001)]).toEqual([
      1, 0,
    ]);
  });
});

/** The place so many degrees of arc away, clockwise from north. */
function onSphere(latitude: number, longitude: number, farDeg: number, angle: number): [number, number] {
  const radians = Math.PI / 180;
  const [y, far] = [latitude * radians, farDeg * radians];
  const sine = Math.sin(y) * Math.cos(far) + Math.cos(y) * Math.sin(far) * Math.cos(angle);
  const across = Math.atan2(Math.sin(angle) * Math.sin(far) * Math.cos(y), Math.cos(far) - Math.sin(y) * sine);
  const x = longitude + across / radians;
  return [Math.asin(Math.max(-1, Math.min(1, sine))) / radians, x - 360 * Math.floor((x + 180) / 360)];
}

describe('heights and times', () => {
  const shape = box(8, 47, 9, 48);
  const at = (options: Parameters<ZoneIndex['at']>[2], zone: GeoZone): string[] =>
    indexOf(zone)
      .at(47.5, 8.5, { keep: 'all', ...options })
      .map(({ height, time }) => `${height} ${time}`);

  it.each([
    ['AMSL', 99.9, 'outside'],
    ['AMSL', 100, 'within'],
    ['AMSL', 500, 'within'],
    ['AMSL', 500.1, 'outside'],
    ['WGS84', 300, 'within'],
    ['WGS84', 600, 'unknown'],
    ['WGS84', 611, 'outside'],
    ['WGS84', -11, 'outside'],
    ['AGL', 300, 'unknown'],
    ['AGL', 951, 'outside'],
    ['AGL', 949, 'unknown'],
  ] as const)('limits above the sea, for a height above %s of %d m: %s', (reference, altitudeM, expected) => {
    const lower = { heightM: 100, reference: 'AMSL' } as const;
    const zone = zoneOf([{ shape, lower, upper: { heightM: 500, reference: 'AMSL' } }]);
    expect(at({ altitudeM, reference }, zone)).toEqual([`${expected} holds`]);
  });

  it.each([
    ['AGL', -5, 'within'],
    ['AGL', 120.1, 'outside'],
    ['AMSL', 120, 'unknown'],
    ['AMSL', 8971, 'outside'],
    ['AMSL', -340, 'within'],
    ['WGS84', 8971, 'unknown'],
    ['WGS84', 9081, 'outside'],
  ] as const)('limits above the ground, for a height above %s of %d m: %s', (reference, altitudeM, expected) => {
    const lower = { heightM: 0, reference: 'AGL' } as const;
    const zone = zoneOf([{ shape, lower, upper: { heightM: 120, reference: 'AGL' } }]);
    expect(at({ altitudeM, reference }, zone)).toEqual([`${expected} holds`]);
  });

  it('are unknown where they are not given, and kept or not as is asked for', () => {
    const lower = { heightM: 100, reference: 'AMSL' } as const;
    const zone = zoneOf([{ shape, lower }, shape], [{ fromS: 1000, untilS: 2000, hours: [] }]);
    expect(at({}, zone).sort()).toEqual(['unknown unknown', 'within unknown']);
    expect(at({ altitudeM: 50, unixS: 1500 }, zone).sort()).toEqual(['outside holds', 'within holds']);
    expect(at({ altitudeM: 50, unixS: 1500, keep: 'possible' }, zone)).toEqual(['within holds']);
    expect(at({ unixS: 1500, keep: 'possible' }, zone).sort()).toEqual(['unknown holds', 'within holds']);
    expect(at({ unixS: 1500, keep: 'certain' }, zone)).toEqual(['within holds']);
    expect(at({ keep: 'certain' }, zone)).toEqual([]);
    expect(at({ unixS: 2000 }, zone)).toEqual(['unknown not-now', 'within not-now'].sort());
    expect(at({ unixS: 2000, keep: 'possible' }, zone)).toEqual([]);
  });
});

describe('an index', () => {
  it('names the source of each zone, and is empty where there is none', () => {
    const [one, other] = [zoneOf([box(8, 47, 9, 48)]), zoneOf([box(8, 47, 9, 48)])];
    const second = { name: 'second', version: '01' };
    const index = new ZoneIndex([setOf(one), { source: second, zones: [other] }]);
    const hits = index.at(47.5, 8.5);
    expect(hits.map((hit) => [hit.zone, hit.source, hit.volume])).toEqual(
      expect.arrayContaining([
        [one, source, one.volumes[0]],
        [other, second, other.volumes[0]],
      ]),
    );
    expect(hits).toHaveLength(2);
    expect(new ZoneIndex([]).at(47.5, 8.5)).toEqual([]);
  });

  it('finds nothing for what is no place', () => {
    const index = indexOf(zoneOf([box(-180, -90, 180, 90)]), zoneOf([circle(0, 0, 3e7)]));
    expect(index.at(1, 1)).toHaveLength(2);
    for (const [latitude, longitude] of [
      [Number.NaN, 8],
      [47, Number.NaN],
      [91, 8],
      [47, Infinity],
    ] as const)
      expect(index.at(latitude, longitude)).toEqual([]);
  });

  it.each([
    ['no ring', polygon()],
    ['an empty ring', polygon([])],
    [
      'a position that is none',
      polygon([
        [8, 47],
        [9, Number.NaN],
        [9, 48],
        [8, 47],
      ]),
    ],
    [
      'a latitude beyond the pole',
      polygon([
        [8, 47],
        [9, 91],
        [9, 48],
        [8, 47],
      ]),
    ],
    ['a radius that is none', circle(8, 47, Number.NaN)],
    ['a radius below zero', circle(8, 47, -1)],
    ['a centre that is none', circle(Number.NaN, 47, 1)],
    ['a centre beyond the pole', circle(8, 90.5, 1)],
  ])('takes no shape with %s', (_, shape) => {
    expect(() => indexOf(zoneOf([shape]))).toThrow(FlightveilError);
  });
});

import { describe, expect, test } from 'vitest';
import { members, move, place, relocation } from './group.ts';

describe('places', () => {
  test('come to lie around the public origin, and not where they were', () => {
    const [[lat], [lon]] = move(place, [465_000_000, 107_000_000])! as [[number], [number]];
    expect(Math.hypot((lat * 1e-7 + 10) * 111, (lon * 1e-7 + 120) * 109)).toBeLessThan(5.1);
  });

  test('sentinels stay: 0/0, INT32_MAX, INT32_MIN; near 0/0 is none and becomes it', () => {
    for (const none of [0, 0x7fff_ffff, -0x8000_0000]) expect(move(place, [none, none])).toEqual([[none], [none]]);
    expect(move(place, [12, -31_000])).toEqual([[0], [0]]);
    expect(move(place, [900_000_001, 5])).toBeNull();
    const floats = members(['latitude', 'f64', 'deg'], ['longitude', 'f64', 'deg']);
    expect(move(floats, [Number.NaN, 12])).toEqual([[Number.NaN], [Number.NaN]]);
    expect(move(floats, [0, 0])).toEqual([[0], [0]]);
  });

  test('radians, and whole numbers of any decimal part of a degree, go where degrees go', () => {
    const [[lat], [lon]] = move(place, [465_123_000, 107_456_000])! as [[number], [number]];
    const radians = members(['latitude', 'f64', 'rad'], ['longitude', 'f64', 'rad']);
    const inRadians = move(
      radians,
      [46.5123, 10.7456].map((degrees) => (degrees * Math.PI) / 180),
    )!.flat();
    expect(inRadians[0]! * (180 / Math.PI)).toBeCloseTo(lat * 1e-7, 6);
    expect(inRadians[1]! * (180 / Math.PI)).toBeCloseTo(lon * 1e-7, 6);
    expect(move(radians, [0, 0])).toEqual([[0], [0]]);
    const fine = members(['latitude', 'i32', 'deg/1000000'], ['longitude', 'i32', 'deg/1000000']);
    const [[latE6], [lonE6]] = move(fine, [46_512_300, 10_745_600])! as [[number], [number]];
    // A step of it in all directions, and half a step of dither in the source's axes: held-places.test.ts has the rest.
    expect(Math.hypot(latE6 - lat * 0.1, (lonE6 - lon * 0.1) * Math.cos(0.17))).toBeLessThan(6);
    expect(move(fine, [90_000_001, 5])).toBeNull();
    expect(move(fine, [3, -31])).toEqual([[0], [0]]);
    const minutes = members(['latitude', 'i32', 'arcmin/10000'], ['longitude', 'i32', 'arcmin/10000']);
    expect(move(minutes, [27_907_380, 6_447_360])).not.toBeUndefined();
    for (const units of ['deg/100000', 'arcmin/1000']) {
      const coarse = members(['latitude', 'i32', units], ['longitude', 'i32', units]);
      expect(move(coarse, [4_651_230, 1_074_560])).toBeUndefined();
    }
    expect(move(members(['latitude', 'i32', 'rad'], ['longitude', 'i32', 'rad']), [1, 1])).toBeUndefined();
  });

  test('doubles between whole numbers are dithered one by one, those on them as they are', () => {
    const doubles = members(['latitude', 'f64', 'deg'], ['longitude', 'f64', 'deg']);
    const on = relocation();
    const movedBy = (latE7: number): number => {
      const [[lat]] = move(doubles, [latE7 * 1e-7, 10.7456], on)! as [[number], [number]];
      on.move(latE7 * 1e-7, 10.7456, false);
      return Math.round((lat - on.moved[0]!) * 1e11);
    };
    const within = new Set(Array.from({ length: 40 }, (_, part) => movedBy(465_123_000 + 0.01 * part + 0.2)));
    expect(within.size).toBeGreaterThan(30);
    expect(movedBy(465_123_000)).toBe(movedBy(465_123_000 + 1e-5));
    expect(movedBy(465_123_000.37)).toBe(movedBy(465_123_000.37));
  });

  test('the same value always moves to the same place, and neighbours by whole turned quanta but for their dither', () => {
    const on = relocation();
    const first = move(place, [465_000_100, 107_000_100], on);
    for (let round = 0; round < 5; round++) {
      move(place, [465_100_000 + round, 107_000_000], on);
      expect(move(place, [465_000_100, 107_000_100], on)).toEqual(first);
    }
  });

  test('dither is as long to the east as to the north, with what rounding in the source leaves', () => {
    const on = relocation();
    const errorsM: number[][] = [[], []];
    const from = on.turns;
    for (let step = 0; step < 8000; step++) {
      const lat = 465_000_000 + step * 7;
      const [[movedLat], [movedLon]] = move(place, [lat, 107_000_000 + step * 3], on)! as [[number], [number]];
      on.move(lat * 1e-7, (107_000_000 + step * 3) * 1e-7, false);
      const [exactLat, exactLon] = on.moved as unknown as [number, number];
      const north = (movedLat * 1e-7 - exactLat) * 110_600;
      const east = (movedLon * 1e-7 - exactLon) * 109_640;
      const [cosine, sine] = [Math.cos(-from[3]!), Math.sin(-from[3]!)];
      errorsM[0]!.push(north * cosine - east * sine);
      errorsM[1]!.push(north * sine + east * cosine);
    }
    const stepsM = [0.011_114, 0.011_132 * Math.cos((46.5 * Math.PI) / 180)];
    const [north, east] = errorsM.map((errors, axis) => {
      const mean = errors.reduce((sum, value) => sum + value, 0) / errors.length;
      const variance = errors.reduce((sum, value) => sum + (value - mean) ** 2, 0) / errors.length;
      expect(Math.abs(mean) / stepsM[axis]!).toBeLessThan(0.05);
      // Uniform over one source quantum (1/12) at least, and the rounding to the target's quanta.
      expect(variance / stepsM[axis]! ** 2).toBeGreaterThan(1 / 12);
      return variance + stepsM[axis]! ** 2 / 12;
    });
    expect(north! / stepsM[0]! ** 2).toBeLessThan(0.3);
    expect(north! / east!).toBeGreaterThan(0.93);
    expect(north! / east!).toBeLessThan(1.07);
  });

  test('doubles are dithered as the whole numbers that they were made from', () => {
    const doubles = members(['latitude', 'f64', 'deg'], ['longitude', 'f64', 'deg']);
    for (let step = 0; step < 100; step++) {
      const [lat, lon] = [465_000_000 + step * 7919, 107_000_000 - step * 104_729];
      const whole = move(place, [lat, lon])!.flat();
      const [latitudeDeg, longitudeDeg] = move(doubles, [lat * 1e-7, lon * 1e-7])!.flat() as [number, number];
      expect([Math.round(latitudeDeg * 1e7), Math.round(longitudeDeg * 1e7)]).toEqual(whole);
    }
  });

  test('a live stream takes its first fix as the reference and moves nothing before', () => {
    const live = relocation({});
    const mission = members(
      ['latitude', 'i32', 'degE7', { category: 'missionPosition' }],
      ['longitude', 'i32', 'degE7', { category: 'missionPosition' }],
    );
    expect(move(mission, [465_000_000, 107_000_000], live)).toBeNull();
    expect(move(members(['yaw', 'f32', 'rad', { category: 'heading' }]), [1], live)).toEqual([[Number.NaN]]);
    expect(move(place, [465_000_000, 107_000_000], live)).not.toBeNull();
    expect(move(mission, [465_000_000, 107_000_000], live)).not.toBeNull();
    expect(move(place, [-265_000_000, 107_000_000], live)).toBeNull();
  });

  test('32-bit floats of the aircraft and pairs of different kinds are not moved at all', () => {
    expect(move(members(['latitude', 'f32', 'deg'], ['longitude', 'f32', 'deg']), [46.5, 10.7])).toBeUndefined();
    expect(move(members(['latitude', 'i32', 'degE7'], ['longitude', 'f64', 'deg']), [1, 2])).toBeUndefined();
    expect(move(members(['latitude', 'i32', 'degE7']), [1])).toBeUndefined();
  });
});

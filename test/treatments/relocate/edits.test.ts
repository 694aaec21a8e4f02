import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Memory } from '../../../src/bytes/memory.ts';
import type { Edit } from '../../../src/model/edit.ts';
import { FlightState } from '../../../src/model/flight-state.ts';
import { byteSizes, type Field, type FieldRule, type FieldType } from '../../../src/model/schema.ts';
import { readValue, writeValue } from '../../../src/model/values.ts';
import { type Member, relocateGroup } from '../../../src/treatments/relocate/relocate-group.ts';
import { drawRelocation, Relocation, type RelocationFacts } from '../../../src/treatments/relocate/relocation.ts';

const key = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 11) & 0xff);
const home = { latitudeDeg: 46.5, longitudeDeg: 10.7, altitudeM: 968 };

function relocation(facts: RelocationFacts = { firstFix: home }): Relocation {
  return new Relocation(drawRelocation(key), facts);
}

type Row = readonly [
  role: FieldRule['role'],
  type: FieldType,
  units: string,
  more?: Partial<FieldRule>,
  length?: number,
];

/** Fields one behind the other. */
function members(...rows: Row[]): Member[] {
  let offset = 0;
  return rows.map(([role, type, units, more, length = 1], index) => {
    const rule = {
      category: 'aircraftPosition',
      group: 'g',
      ...(role === undefined ? {} : { role }),
      ...more,
    } as FieldRule;
    const field: Field = { name: `${role} ${index}`, offset, type, length, units, rules: [rule] };
    offset += byteSizes[type] * length;
    return { field, rule };
  });
}

/** Applies the edits of a group to values; null: the frame is withheld, undefined: the group is. */
function move(
  group: Member[],
  values: readonly (number | readonly number[])[],
  on = relocation(),
): number[][] | null | undefined {
  const moved = relocateGroup(group, on);
  if (moved === undefined) return undefined;
  const bytes = new Uint8Array(256);
  group.forEach(({ field }, index) => {
    [values[index]!].flat().forEach((value, element) => {
      writeValue(bytes, field.offset + element * byteSizes[field.type], field.type, value);
    });
  });
  const state = new FlightState();
  for (const edit of moved.edits as readonly Edit[]) if (!edit.apply(new Memory(bytes), 0, 0, state)) return null;
  return group.map(({ field }) =>
    Array.from({ length: field.length }, (_, element) =>
      Number(readValue(bytes, field.offset + element * byteSizes[field.type], field.type)),
    ),
  );
}

const place = members(['latitude', 'i32', 'degE7'], ['longitude', 'i32', 'degE7']);
const turnRad = drawRelocation(key).turnRad;
const wrap = (angle: number): number => angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));

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
    // Half a step of dither in the source's axes, and half a step of rounding.
    expect(Math.hypot(latE6 - lat * 0.1, (lonE6 - lon * 0.1) * Math.cos(0.17))).toBeLessThan(1.5);
    expect(move(fine, [90_000_001, 5])).toBeNull();
    expect(move(fine, [3, -31])).toEqual([[0], [0]]);
    const coarse = members(['latitude', 'i32', 'deg/100000'], ['longitude', 'i32', 'deg/100000']);
    expect(move(coarse, [4_651_230, 1_074_560])).toBeUndefined();
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

  test('dither is uniform over one source quantum in the source’s axes', () => {
    const on = relocation();
    const errors: number[][] = [[], []];
    const from = on.turns;
    for (let step = 0; step < 4000; step++) {
      const lat = 465_000_000 + step * 7;
      const [[movedLat], [movedLon]] = move(place, [lat, 107_000_000 + step * 3], on)! as [[number], [number]];
      on.move(lat * 1e-7, (107_000_000 + step * 3) * 1e-7, false);
      const [exactLat, exactLon] = on.moved as unknown as [number, number];
      const north = (movedLat * 1e-7 - exactLat) * 110_600;
      const east = (movedLon * 1e-7 - exactLon) * 109_640;
      const [cosine, sine] = [Math.cos(-from[3]!), Math.sin(-from[3]!)];
      errors[0]!.push((north * cosine - east * sine) / 0.011_114);
      errors[1]!.push((north * sine + east * cosine) / (0.011_132 * Math.cos((46.5 * Math.PI) / 180)));
    }
    for (const quanta of errors) {
      const mean = quanta.reduce((sum, value) => sum + value, 0) / quanta.length;
      const variance = quanta.reduce((sum, value) => sum + (value - mean) ** 2, 0) / quanta.length;
      // Uniform over one source quantum (1/12), and the rounding to the target's quanta.
      expect(Math.abs(mean)).toBeLessThan(0.05);
      expect(variance).toBeGreaterThan(1 / 12);
      expect(variance).toBeLessThan(0.35);
    }
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

describe('directions', () => {
  const aligned = (): Relocation => {
    const on = relocation();
    move(place, [465_000_000, 107_000_000], on);
    return on;
  };

  test('turn by the flight’s angle in every unit and range', () => {
    const cases = [
      ['f32', 'rad', 2.5, 1e-6, -Math.PI, Math.PI],
      ['f32', 'rad', -2.5, 1e-6, -Math.PI, Math.PI],
      ['f32', 'deg', 200, 1e-4, 0, 360],
      ['u16', 'cdeg', 20_000, 2e-4, 0, 35_999],
      ['i16', 'cdeg', -12_000, 2e-4, -18_000, 18_000],
      ['i16', 'deg', 200, 0.02, 0, 359],
      ['u8', 'deg/2', 100, 0.04, 0, 179],
    ] as const;
    for (const [type, units, value, within, low, high] of cases) {
      const perUnit = { rad: 1, deg: Math.PI / 180, cdeg: Math.PI / 18_000, 'deg/2': Math.PI / 90 }[units];
      const [[turned]] = move(members(['yaw', type, units, { category: 'heading' }]), [value], aligned())! as [
        [number],
      ];
      expect(Math.abs(wrap(turned * perUnit - value * perUnit - turnRad)), `${type} ${units}`).toBeLessThan(within);
      expect(turned).toBeGreaterThanOrEqual(low);
      expect(turned).toBeLessThanOrEqual(high);
    }
  });

  test('a blank of ours is written where nothing is known, and not taken for unknown: north and due east are turned like all else', () => {
    const heading = members(['yaw', 'i16', 'deg/10', { category: 'heading', blank: 0, range: '180' }]);
    const on = aligned();
    const turned = [10, 1, 0, -1].map((value) => move(heading, [value], on)![0]![0]!);
    for (const [index, value] of [10, 1, 0, -1].entries()) {
      expect(Math.abs(wrap(((turned[index]! - value) * Math.PI) / 1800 - turnRad))).toBeLessThan(0.002);
    }
    expect(move(heading, [900], relocation())).toEqual([[0]]);
    const velocity = members(
      ['velocityNorth', 'i16', 'dm/s', { category: 'motion', blank: 0 }],
      ['velocityEast', 'i16', 'dm/s', { category: 'motion', blank: 0 }],
    );
    for (const [north, east] of [
      [50, 0],
      [0, 50],
    ] as const) {
      const [[movedNorth], [movedEast]] = move(velocity, [north, east], on)! as [[number], [number]];
      expect(Math.abs(wrap(Math.atan2(movedEast, movedNorth) - Math.atan2(east, north) - turnRad))).toBeLessThan(0.03);
    }
    expect(move(velocity, [50, 20], relocation())).toEqual([[0], [0]]);
    const height = members(
      ['latitude', 'i32', 'degE7'],
      ['longitude', 'i32', 'degE7'],
      ['altitude', 'i32', 'cm', { category: 'altitude', datum: 'amsl', blank: 0 }],
    );
    const near = relocation({ firstFix: { ...home, altitudeM: 3 } });
    const { edits } = relocateGroup(height, near)!;
    const [high, sea] = [300, 0].map((cm) => {
      const memory = new Memory(new Uint8Array(12));
      [465_000_000, 107_000_000, cm].forEach((value, index) => void memory.view.setInt32(4 * index, value, true));
      for (const edit of edits) edit.apply(memory, 0, 0, new FlightState());
      return memory.view.getInt32(8, true);
    });
    expect(high! - sea!).toBe(300);
  });

  test('lie around zero where the catalog says so, whatever the field’s type', () => {
    for (let value = -1795; value < 1800; value += 10) {
      const [[signed]] = move(
        members(['yaw', 'i32', 'deg/10', { category: 'heading', range: '180' }]),
        [value],
        aligned(),
      )! as [[number]];
      expect(Math.abs(signed)).toBeLessThanOrEqual(1800);
      expect(Math.abs(wrap(((signed - value) * Math.PI) / 1800 - turnRad))).toBeLessThan(0.002);
    }
  });

  test('unknown values stay, and zero where it says "not set"', () => {
    const on = aligned();
    const heading = members(['yaw', 'u16', 'cdeg', { category: 'heading', unknown: 65_535 }]);
    expect(move(heading, [65_535], on)).toEqual([[65_535]]);
    expect(move(heading, [0], on)).toEqual([[0]]);
    expect(move(members(['yaw', 'f32', 'rad', { category: 'heading' }]), [0], on)).toEqual([[0]]);
    expect(move(members(['yaw', 'f32', 'rad', { category: 'heading' }]), [Number.NaN], on)).toEqual([[Number.NaN]]);
    expect(move(heading, [120], on)).not.toEqual([[120]]);
    // From now on a zero is north.
    expect(move(heading, [0], on)).not.toEqual([[0]]);
    const gps = members(['yaw', 'u16', 'cdeg', { category: 'heading', unknown: 0 }]);
    expect(move(gps, [0], on)).toEqual([[0]]);
    expect(move(heading, [50_000], on)).toEqual([[65_535]]);
  });

  test('vectors turn with them: length kept, bearing turned; body axes do not', () => {
    const group = members(
      ['accelerationNorth', 'f32', 'm/s/s', { category: 'motion' }],
      ['accelerationEast', 'f32', 'm/s/s', { category: 'motion' }],
      ['velocityDown', 'f32', 'm/s', { category: 'motion' }],
      ['bodyForward', 'f32', 'm/s', { category: 'motion' }],
    );
    fc.assert(
      fc.property(
        fc.float({ min: -50, max: 50, noNaN: true }),
        fc.float({ min: 1, max: 50, noNaN: true }),
        (north, east) => {
          const [[n], [e], [d], [f]] = move(group, [north, east, 3, 4], aligned())! as [
            [number],
            [number],
            [number],
            [number],
          ];
          expect(Math.hypot(n, e)).toBeCloseTo(Math.hypot(north, east), 4);
          expect(Math.abs(wrap(Math.atan2(e, n) - Math.atan2(east, north) - turnRad))).toBeLessThan(1e-5);
          expect([d, f]).toEqual([3, 4]);
        },
      ),
    );
  });

  test('whole numbers are dithered, standing still is not, half an unknown vector is unknown', () => {
    const ints = members(
      ['velocityNorth', 'i16', 'cm/s', { category: 'motion', unknown: 32_767 }],
      ['velocityEast', 'i16', 'cm/s', { category: 'motion', unknown: 32_767 }],
    );
    const on = aligned();
    expect(move(ints, [0, 0], on)).toEqual([[0], [0]]);
    expect(move(ints, [5, 32_767], on)).toEqual([[32_767], [32_767]]);
    const errors = new Set<number>();
    for (let speed = 1; speed < 200; speed++) {
      const [[n], [e]] = move(ints, [speed, -3 * speed], on)! as [[number], [number]];
      expect(Math.abs(Math.hypot(n, e) - Math.hypot(speed, 3 * speed))).toBeLessThan(1.5);
      errors.add(Math.round(10 * (n - speed * Math.cos(turnRad) - 3 * speed * Math.sin(turnRad))));
    }
    expect(errors.size).toBeGreaterThan(10);
    const floats = members(['accelerationNorth', 'f32', 'm/s/s'], ['accelerationEast', 'f32', 'm/s/s']);
    expect(move(floats, [Number.NaN, 3], on)).toEqual([[Number.NaN], [Number.NaN]]);
  });

  test('quaternions turn about the vertical and are written with w >= 0', () => {
    const group = members(['quaternion', 'f32', '', { category: 'heading' }, 4]);
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (yaw, pitch) => {
          const [cy, sy, cp, sp] = [Math.cos(yaw / 2), Math.sin(yaw / 2), Math.cos(pitch / 2), Math.sin(pitch / 2)];
          fc.pre(Math.abs(yaw) > 1e-3);
          const [[w, x, y, z]] = move(group, [[cy * cp, -sy * sp, cy * sp, sy * cp]], aligned())! as [
            [number, number, number, number],
          ];
          expect(w).toBeGreaterThanOrEqual(0);
          const turnedYaw = Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z));
          expect(Math.abs(wrap(turnedYaw - yaw - turnRad))).toBeLessThan(1e-5);
          expect(Math.asin(Math.max(-1, Math.min(1, 2 * (w * y - z * x))))).toBeCloseTo(pitch, 4);
        },
      ),
    );
    expect(move(group, [[0, 0, 0, 0]], aligned())).toEqual([[0, 0, 0, 0]]);
    // "No turn" is what is sent before there is an attitude: turned, it would be the turn.
    expect(move(group, [[1, 0, 0, 0]], aligned())![0]!.every(Number.isNaN)).toBe(true);
  });

  test('covariances are hidden: a matrix with a diagonal only, turned, shows the turn', () => {
    const group = members(['covariance', 'f32', '', { category: 'motion', of: 'vel9' }, 9]);
    expect(relocateGroup(group, relocation())!.hidden.size).toBe(1);
  });
});

describe('speeds', () => {
  const full = members(['groundSpeed', 'f32', 'm/s', { category: 'motion' }]);

  test('in full change by up to half a centimetre a second, evenly, and the same for the same speed', () => {
    const changes = Array.from({ length: 2000 }, (_, index) => {
      const speed = Math.fround(0.5 + index * 0.0137);
      const [[first]] = move(full, [speed])! as [[number]];
      expect(move(full, [speed])).toEqual([[first]]);
      return first - speed;
    });
    expect(Math.max(...changes)).toBeLessThan(0.00501);
    expect(Math.min(...changes)).toBeGreaterThan(-0.00501);
    for (const part of [-0.004, -0.002, 0, 0.002, 0.004]) {
      const share = changes.filter((change) => Math.abs(change - part) < 0.0005).length / changes.length;
      expect(share).toBeGreaterThan(0.06);
      expect(share).toBeLessThan(0.14);
    }
  });

  test('of nothing, unknown, and as whole numbers stay', () => {
    for (const value of [0, 0.01, -0.01, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(move(full, [Math.fround(value)])).toEqual([[Math.fround(value)]]);
    }
    expect(move(members(['groundSpeed', 'u16', 'cm/s', { category: 'motion' }]), [517])).toEqual([[517]]);
    // Where no whole velocity can stand beside it.
    expect(move(full, [5.25], relocation({ hasNoFix: true }))).toEqual([[5.25]]);
  });
});

describe('heights', () => {
  const withHeight = members(
    ['latitude', 'i32', 'degE7'],
    ['longitude', 'i32', 'degE7'],
    ['altitude', 'i32', 'mm', { category: 'altitude', datum: 'amsl' }],
    ['altitude', 'i32', 'mm', { category: 'altitude', datum: 'home' }],
  );
  const alone = members(['altitude', 'f32', 'm', { category: 'altitude', datum: 'amsl' }]);

  test('over the sea move by one constant, over home stay', () => {
    const on = relocation();
    const [, , [first], [rel]] = move(withHeight, [465_000_000, 107_000_000, 968_000, 5], on)! as number[][] as [
      ...[[number], [number], [number], [number]],
    ];
    const [, , [second]] = move(withHeight, [465_000_900, 107_000_000, 1_000_123, 5], on)! as [
      [number],
      [number],
      [number],
      [number],
    ];
    expect(second - first).toBe(32_123);
    expect(rel).toBe(5);
    expect(first).toBeGreaterThanOrEqual(100_000);
    expect(first).toBeLessThanOrEqual(400_000);
    const [[height]] = move(alone, [1000.123], on)! as [[number]];
    expect(height * 1000).toBeCloseTo(second, -1);
  });

  test('defaults stay where no place is, and what is not of this flight is hidden', () => {
    const on = relocation();
    expect(move(alone, [968], on)).toEqual([[Number.NaN]]);
    expect(move(withHeight, [0, 0, -17_000, 0], on)).toEqual([[0], [0], [0], [0]]);
    move(withHeight, [465_000_000, 107_000_000, 968_000, 5], on);
    expect(move(alone, [0], on)).toEqual([[0]]);
    expect(move(alone, [0.2], on)).toEqual([[Number.NaN]]);
    expect(move(alone, [968.5], on)![0]![0]).not.toBeNaN();
  });

  test('a second height, bearings and distances are hidden while the group moves', () => {
    const rows: Row[] = [
      ['latitude', 'i32', 'degE7'],
      ['longitude', 'i32', 'degE7'],
      ['altitude', 'i32', 'mm', { category: 'altitude', datum: 'ellipsoid' }],
      ['bearing', 'i16', 'deg', { category: 'heading' }],
      ['distance', 'u16', 'm', { category: 'relativePosition' }],
      ['north', 'f32', 'm', { category: 'relativePosition' }],
      ['east', 'f32', 'm', { category: 'relativePosition' }],
    ];
    const group = members(...rows);
    expect([...relocateGroup(group, relocation())!.hidden].map(({ rule }) => rule.role)).toEqual([
      ...['north', 'east', 'altitude', 'bearing', 'distance'],
    ]);
    // A log that has no fix at all shows nothing that local metres could be compared with.
    const indoor = relocateGroup(members(rows[5]!, rows[6]!), relocation({ hasNoFix: true }))!;
    expect([indoor.hidden.size, indoor.edits.length]).toEqual([0, 1]);
  });

  test('a member that nobody can move holds the whole group back', () => {
    const group = members(['latitude', 'i32', 'degE7'], ['longitude', 'i32', 'degE7'], [undefined, 'f32', 'm']);
    expect(relocateGroup(group, relocation())).toBeUndefined();
    expect(relocateGroup(members(['velocityNorth', 'i16', 'cm/s']), relocation())).toBeUndefined();
  });
});

test('other keys draw other turns, offsets and heights, spread over all of them', () => {
  const draws = Array.from({ length: 400 }, (_, index) => {
    const bytes = Uint8Array.from(
      { length: 32 },
      (_value, at) => (Math.imul(index + 1, 2_654_435_761 + at * 40_503) >>> 13) & 0xff,
    );
    return drawRelocation(bytes);
  });
  expect(Math.max(...draws.map(({ eastM, northM }) => Math.hypot(eastM, northM)))).toBeLessThanOrEqual(5000);
  expect(new Set(draws.map(({ turnRad: turn }) => Math.floor(turn / 0.7))).size).toBe(9);
  for (const { turnRad: turn } of draws) {
    const degrees = (turn * 180) / Math.PI;
    expect(Math.abs(degrees - Math.round(degrees))).toBeLessThan(1e-9);
    expect(Math.round(degrees)).toBeLessThan(360);
  }
  expect(new Set(draws.map(({ heightM }) => Math.floor(heightM / 50))).size).toBeGreaterThanOrEqual(6);
});

describe('what a receiver measures', () => {
  const velocity = (of?: string) =>
    members(
      ['latitude', 'f64', 'deg'],
      ['longitude', 'f64', 'deg'],
      ['velocityNorth', 'f32', 'm/s', { category: 'motion', ...(of === undefined ? {} : { of }) }],
      ['velocityEast', 'f32', 'm/s', { category: 'motion', ...(of === undefined ? {} : { of }) }],
    );
  const at = [46.5, 10.7] as const;

  test('velocities in full turn beside fixes; those of an estimator are hidden there', () => {
    const estimated = relocateGroup(velocity(), relocation())!;
    expect([...estimated.hidden].map(({ rule }) => rule.role)).toEqual(['velocityNorth', 'velocityEast']);
    const turned = move(velocity('receiver'), [...at, 3, 4])!;
    const [north, east] = [turned[2]![0]!, turned[3]![0]!];
    expect(Math.hypot(north, east)).toBeCloseTo(5, 1);
    expect(Math.abs(wrap(Math.atan2(east, north) - Math.atan2(4, 3) - turnRad))).toBeLessThan(0.003);
  });

  test('velocities leave the lattice of millimetres, by half a centimetre a second at most', () => {
    const on = relocation();
    let offLattice = 0;
    for (let step = 0; step < 500; step++) {
      const [vn, ve] = [Math.fround(2 + step / 1000), Math.fround(1 - step / 250)];
      const turned = move(velocity('receiver'), [...at, vn, ve], on)!;
      const [cosine, sine] = [on.turns[1]!, on.turns[2]!];
      const north = turned[2]![0]! * cosine + turned[3]![0]! * sine;
      const east = turned[3]![0]! * cosine - turned[2]![0]! * sine;
      expect(Math.abs(north - vn)).toBeLessThan(0.005_01);
      expect(Math.abs(east - ve)).toBeLessThan(0.005_01);
      if (Math.abs(north * 1000 - Math.round(north * 1000)) > 0.05) offLattice++;
    }
    expect(offLattice).toBeGreaterThan(400);
  });

  test('courses in full are dithered by a quarter of a degree at most, headings by their own lattice', () => {
    const on = relocation();
    const course = members(
      ['latitude', 'f64', 'deg'],
      ['longitude', 'f64', 'deg'],
      [...(['course', 'f32', 'deg', { category: 'motion', of: 'receiver' }] as const)],
    );
    const errors: number[] = [];
    for (let step = 0; step < 500; step++) {
      const sent = Math.fround(10 + step / 7);
      const shown = move(course, [...at, sent], on)![2]![0]!;
      errors.push((wrap(((shown - sent) * Math.PI) / 180 - on.turns[3]!) * 180) / Math.PI);
    }
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.2501);
    expect(Math.max(...errors) - Math.min(...errors)).toBeGreaterThan(0.45);
  });
});

describe('what would tell the height above the sea', () => {
  test('heights over the origin that were computed from one lie on the lattice of all heights', () => {
    const down = members(['down', 'f32', 'm', { category: 'relativePosition', of: 'height' }]);
    const shown = move(down, [Math.fround(-(968.437_3 - 960.111_1))])![0]![0]!;
    expect(shown * 512).toBe(Math.round(shown * 512));
    expect(shown).toBeCloseTo(-8.326, 2);
    expect(move(down, [Number.NaN])).toEqual([[Number.NaN]]);
    const other = members(['down', 'f32', 'm', { category: 'relativePosition' }]);
    expect(relocateGroup(other, relocation())!.kept.size).toBe(1);
  });

  test('a float of zero is no height, also behind others; and no fix leaps by a kilometre', () => {
    const fix = members(
      ['latitude', 'i32', 'degE7'],
      ['longitude', 'i32', 'degE7'],
      [...(['altitude', 'f32', 'm', { category: 'altitude', datum: 'amsl' }] as const)],
    );
    const on = relocation();
    const heightAt = (altitude: number) => move(fix, [465_000_000, 107_000_000, altitude], on)![2]![0]!;
    const first = heightAt(968);
    expect(first).toBeCloseTo(drawRelocation(key).heightM, 1);
    expect(heightAt(0)).toBe(0);
    expect(heightAt(-40)).toBeNaN();
    expect(heightAt(1500)).toBeCloseTo(first + 532, 1);
    expect(heightAt(2400)).toBeCloseTo(first + 1432, 1);
  });

  test('velocities in the axes of the body, which the attitude turns into those over the ground, are hidden beside fixes', () => {
    const body = members(['bodyForward', 'f32', 'm/s', { category: 'motion' }]);
    expect(relocateGroup(body, relocation())!.hidden.size).toBe(1);
    expect(relocateGroup(body, relocation({ hasNoFix: true }))!.kept.size).toBe(1);
  });
});

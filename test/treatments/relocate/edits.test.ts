import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Memory } from '../../../src/bytes/memory.ts';
import { FlightState } from '../../../src/model/flight-state.ts';
import { relocateGroup } from '../../../src/treatments/relocate/relocate-group.ts';
import { drawRelocation, type Relocation } from '../../../src/treatments/relocate/relocation.ts';
import { home, key, members, move, place, type Row, relocation, turnRad, wrap } from './group.ts';

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

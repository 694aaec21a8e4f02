import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RigidMotion } from '../../src/geo/rigid-motion.ts';

const RAD = Math.PI / 180;
type Vector = readonly [number, number, number];

/** Textbook conversion, to check against. */
function ecef(latitudeDeg: number, longitudeDeg: number): Vector {
  const a = 6_378_137;
  const e2 = 0.006_694_379_990_141_317;
  const [lat, lon] = [latitudeDeg * RAD, longitudeDeg * RAD];
  const normal = a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
  return [
    normal * Math.cos(lat) * Math.cos(lon),
    normal * Math.cos(lat) * Math.sin(lon),
    normal * (1 - e2) * Math.sin(lat),
  ];
}

function subtract(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

const length = (v: Vector): number => Math.hypot(...v);
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const north = (lat: number, lon: number): Vector => [
  -Math.sin(lat * RAD) * Math.cos(lon * RAD),
  -Math.sin(lat * RAD) * Math.sin(lon * RAD),
  Math.cos(lat * RAD),
];
const east = (lon: number): Vector => [-Math.sin(lon * RAD), Math.cos(lon * RAD), 0];

/** True bearing of a direction at a point, in radians. */
const bearing = (v: Vector, lat: number, lon: number): number => Math.atan2(dot(v, east(lon)), dot(v, north(lat, lon)));
const wrap = (angle: number): number => angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));

const target = { latitudeDeg: -10, longitudeDeg: -120 };
const bases = fc.record({
  latitudeDeg: fc.double({ min: -90, max: 90, noNaN: true }),
  longitudeDeg: fc.double({ min: -180, max: 180, noNaN: true }),
});
const turns = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });

/** A point so many metres from a base, not exactly. */
function near(base: { latitudeDeg: number; longitudeDeg: number }, northM: number, eastM: number): [number, number] {
  const latitude = Math.max(-90, Math.min(90, base.latitudeDeg + northM / 111_000));
  const longitude = base.longitudeDeg + eastM / (111_000 * Math.max(1e-6, Math.cos(base.latitudeDeg * RAD)));
  return [latitude, ((((longitude + 180) % 360) + 360) % 360) - 180];
}

const metres = fc.double({ min: -10_000, max: 10_000, noNaN: true });

describe('a rigid motion', () => {
  test('keeps the distance of any two points within ten kilometres to a millimetre, anywhere on Earth', () => {
    fc.assert(
      fc.property(bases, turns, metres, metres, metres, metres, (base, turn, n1, e1, n2, e2) => {
        const motion = new RigidMotion(base, target, turn);
        const points = [near(base, n1, e1), near(base, n2, e2)] as const;
        const moved = points.map(([lat, lon]) => {
          fc.pre(motion.move(lat, lon));
          return ecef(motion.result[0]!, motion.result[1]!);
        });
        const before = length(subtract(ecef(...points[0]), ecef(...points[1])));
        const after = length(subtract(moved[0]!, moved[1]!));
        expect(Math.abs(before - after)).toBeLessThan(1e-3);
      }),
      { numRuns: 500 },
    );
  });

  test('turns directions by the turn and the difference of convergences', () => {
    const latitudes = fc.double({ min: -89, max: 89, noNaN: true });
    fc.assert(
      fc.property(latitudes, turns, metres, metres, (latitudeDeg, turn, n, e) => {
        const base = { latitudeDeg, longitudeDeg: 13 };
        const motion = new RigidMotion(base, target, turn);
        const [lat, lon] = near(base, n, e);
        // A few metres on: the bearing from one to the other, before and after.
        const [lat2, lon2] = near({ latitudeDeg: lat, longitudeDeg: lon }, 30, 40);
        fc.pre(motion.move(lat2, lon2));
        const to = ecef(motion.result[0]!, motion.result[1]!);
        fc.pre(motion.move(lat, lon));
        const [movedLat, movedLon, convergence] = motion.result as unknown as Vector;
        const before = bearing(subtract(ecef(lat2, lon2), ecef(lat, lon)), lat, lon);
        const after = bearing(subtract(to, ecef(movedLat, movedLon)), movedLat, movedLon);
        expect(Math.abs(wrap(after - before - turn - convergence))).toBeLessThan(2e-6);
      }),
      { numRuns: 500 },
    );
  });

  test('its short form near the base and its long form agree across the border of both', () => {
    for (const latitudeDeg of [0, 31, -52, 71, -84.5]) {
      const base = { latitudeDeg, longitudeDeg: 179.999 };
      const motion = new RigidMotion(base, target, 2);
      const far = new RigidMotion({ ...base, latitudeDeg: latitudeDeg - 0.3 }, target, 0);
      expect(far.move(latitudeDeg, 179.999)).toBe(true);
      let last: Vector | undefined;
      // Steps of a centimetre through the border at 8e-4 radians: no step differs from the others by more than a tenth of a millimetre.
      for (let step = -50; step < 50; step++) {
        const lat = latitudeDeg + 8e-4 / RAD + step * 9e-8;
        expect(motion.move(lat, 179.999)).toBe(true);
        const here = ecef(motion.result[0]!, motion.result[1]!);
        const true2 = ecef(lat, 179.999);
        if (last !== undefined) {
          const expected = length(subtract(true2, ecef(lat - 9e-8, 179.999)));
          expect(Math.abs(length(subtract(here, last)) - expected)).toBeLessThan(1e-4);
        }
        last = here;
      }
    }
  });

  test('a motion and its inverse lead back', () => {
    fc.assert(
      fc.property(bases, turns, metres, metres, (base, turn, n, e) => {
        const there = new RigidMotion(base, target, turn);
        const back = new RigidMotion(target, base, -turn);
        const [lat, lon] = near(base, n, e);
        fc.pre(Math.abs(base.latitudeDeg) < 89 && there.move(lat, lon));
        const [movedLat, movedLon] = there.result;
        expect(back.move(movedLat!, movedLon!)).toBe(true);
        expect(length(subtract(ecef(back.result[0]!, back.result[1]!), ecef(lat, lon)))).toBeLessThan(1e-3);
      }),
    );
  });

  test('what is farther than 220 km is not of the flight, and no number is not either', () => {
    const motion = new RigidMotion({ latitudeDeg: 45, longitudeDeg: 8 }, target, 1);
    expect(motion.move(46.9, 8)).toBe(true);
    expect(motion.move(47.1, 8)).toBe(false);
    expect(motion.move(-45, -172)).toBe(false);
    expect(motion.move(Number.NaN, 8)).toBe(false);
    expect(motion.move(45, Number.POSITIVE_INFINITY)).toBe(false);
  });

  test('across the antimeridian and over a pole', () => {
    const motion = new RigidMotion({ latitudeDeg: -17, longitudeDeg: 179.9999 }, target, 0.5);
    expect(motion.move(-17, -179.9999)).toBe(true);
    const [lat, lon] = motion.result;
    const distance = length(subtract(ecef(lat!, lon!), ecef(-10, -120)));
    expect(distance).toBeCloseTo(length(subtract(ecef(-17, 179.9999), ecef(-17, -179.9999))), 3);
    const polar = new RigidMotion({ latitudeDeg: 89.999, longitudeDeg: 0 }, target, 0.5);
    expect(polar.move(89.999, 180)).toBe(true);
    const over = length(subtract(ecef(polar.result[0]!, polar.result[1]!), ecef(-10, -120)));
    expect(over).toBeCloseTo(length(subtract(ecef(89.999, 0), ecef(89.999, 180))), 3);
  });
});

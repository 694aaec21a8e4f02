import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flightFrames, type Sent, sampleSecrets } from '../../samples/flight.ts';
import { stateAt } from '../../samples/path.ts';
import { axisBearingRad, type Place, pointAt } from '../../samples/tangent.ts';
import { lengthOf, minus, type Position, TangentPlane, wrapRad } from './geodesy.ts';

/** Half a step of 1e-7 degrees, and double precision. */
const ROUNDING_M = 0.006;

const places = {
  'the equator': place(0, 10),
  '60 north': place(60, 10),
  '78 south': place(-78, -33),
  '89.9 north': place(89.9, 10),
  'a pole': place(90, 0),
  'the antimeridian': place(-16.8, 179.9996),
};

function place(latitudeDeg: number, longitudeDeg: number, turnDeg = 0): Place {
  return { latitudeDeg, longitudeDeg, altitudeAmslM: 0, turnDeg };
}

function position({ latE7, lonE7 }: { latE7: number; lonE7: number }): Position {
  return { latitudeDeg: latE7 / 1e7, longitudeDeg: lonE7 / 1e7 };
}

describe('a point of the path', () => {
  test.each(Object.entries(places))('has its metres in the plane that touches the ellipsoid at %s', (_, home) => {
    const plane = new TangentPlane(home);
    const metres = fc.double({ min: -20_000, max: 20_000, noNaN: true });
    fc.assert(
      fc.property(metres, metres, (north, east) => {
        const point = pointAt(home, north, east);
        expect(Math.abs(point.latE7)).toBeLessThanOrEqual(9e8);
        expect(point.lonE7).toBeGreaterThanOrEqual(-1.8e9);
        expect(point.lonE7).toBeLessThan(1.8e9);
        expect(lengthOf(minus(plane.metres(position(point)), [east, north]))).toBeLessThan(2 * ROUNDING_M);
      }),
    );
  });

  test('is turned clockwise about home', () => {
    const point = position(pointAt(place(60, 10, 90), 300, 0));
    const [east, north] = new TangentPlane(place(60, 10)).metres(point);
    expect(east).toBeCloseTo(300, 1);
    expect(north).toBeCloseTo(0, 1);
  });
});

test.each(Object.entries(places).filter(([name]) => name !== 'a pole'))(
  'a bearing along the axes is a true bearing less what the meridian departs from that of %s',
  (_, home) => {
    const plane = new TangentPlane(home);
    for (const [north, east] of [
      [0, 0],
      [120, -80],
      [-3000, 5000],
    ] as const) {
      const axis = axisBearingRad({ ...home, turnDeg: 25 }, ...unturned(north, east, 25));
      const there = position(pointAt(home, north, east));
      expect(Math.abs(wrapRad(axis - (25 * Math.PI) / 180 + plane.northRad(there)))).toBeLessThan(1e-6);
    }
  },
);

function unturned(north: number, east: number, turnDeg: number): readonly [number, number] {
  const [sine, cosine] = [Math.sin((turnDeg * Math.PI) / 180), Math.cos((turnDeg * Math.PI) / 180)];
  return [north * cosine + east * sine, east * cosine - north * sine];
}

describe.each([
  ['at 78 south', place(-78, -33, 0)],
  ['turned', place(46.6, 10.7, 140)],
])('a flight %s', (_, home) => {
  const frames = flightFrames({ ...sampleSecrets, place: home });
  const plane = new TangentPlane(home);
  const original = flightFrames();
  const turn = ((home.turnDeg ?? 0) * Math.PI) / 180;
  const of = (sent: readonly Sent[], message: string): Record<string, number>[] =>
    sent.filter((one) => one.message === message).map(({ values }) => values as Record<string, number>);

  test('tells velocities and headings against true north where it is', () => {
    let departed = 0;
    frames.forEach(({ message, atUs, values }) => {
      if (message !== 'GLOBAL_POSITION_INT') return;
      const { lat, lon, vx, vy, hdg } = values as Record<string, number>;
      const here = { latitudeDeg: lat! / 1e7, longitudeDeg: lon! / 1e7 };
      const departs = plane.northRad(here);
      departed = Math.max(departed, Math.abs(departs));
      const path = stateAt(atUs / 1e6);
      expect(Math.abs(wrapRad((hdg! / 100) * (Math.PI / 180) - (path.yaw + turn - departs)))).toBeLessThan(1e-3);
      const [sine, cosine] = [Math.sin(turn - departs), Math.cos(turn - departs)];
      expect(Math.abs(vx! / 100 - (path.velocityNorth * cosine - path.velocityEast * sine))).toBeLessThan(0.05);
      expect(Math.abs(vy! / 100 - (path.velocityNorth * sine + path.velocityEast * cosine))).toBeLessThan(0.05);
    });
    expect(departed).toBeGreaterThan(1e-5);
  });

  test('has what has no direction as the original has it', () => {
    for (const [message, ...fields] of [
      ['VFR_HUD', 'groundspeed', 'airspeed', 'climb', 'throttle'],
      ['ATTITUDE', 'roll', 'pitch', 'rollspeed', 'pitchspeed', 'yawspeed'],
      ['RAW_IMU', 'xacc', 'yacc', 'zacc', 'xgyro', 'ygyro', 'zgyro'],
      ['GPS_RAW_INT', 'vel'],
      ['SERVO_OUTPUT_RAW', 'servo1_raw', 'servo4_raw'],
    ] as const) {
      const pick = (values: Record<string, number>): unknown[] => fields.map((field) => values[field]);
      expect(of(frames, message).map(pick)).toEqual(of(original, message).map(pick));
    }
  });

  test('says in all its messages the same direction at one time', () => {
    const sent = (message: string) => frames.filter((one) => one.message === message);
    const attitudes = sent('ATTITUDE');
    const yawAt = (atUs: number): number => {
      const nearest = attitudes.reduce((a, b) => (Math.abs(a.atUs - atUs) < Math.abs(b.atUs - atUs) ? a : b));
      return (nearest.values as Record<string, number>).yaw!;
    };
    const others: Readonly<Record<string, (values: Record<string, number>) => number>> = {
      ATTITUDE_QUATERNION: ({ q1, q2, q3, q4 }) =>
        Math.atan2(2 * (q1! * q4! + q2! * q3!), 1 - 2 * (q3! * q3! + q4! * q4!)),
      VFR_HUD: ({ heading }) => ((heading! + 0.5) * Math.PI) / 180,
      CAMERA_FEEDBACK: ({ yaw }) => (yaw! * Math.PI) / 180,
      HIGH_LATENCY2: ({ heading }) => ((2 * heading! + 1) * Math.PI) / 180,
      AHRS2: ({ yaw }) => yaw!,
    };
    for (const [message, yawOf] of Object.entries(others)) {
      const apart = sent(message).map(({ atUs, values }) =>
        wrapRad(yawOf(values as Record<string, number>) - yawAt(atUs)),
      );
      expect(apart.length).toBeGreaterThan(5);
      expect(Math.abs(apart.reduce((sum, angle) => sum + angle, 0) / apart.length)).toBeLessThan(0.05);
    }
  });
});

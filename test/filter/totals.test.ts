import { describe, expect, test } from 'vitest';
import { totals } from '../../src/filter/totals.ts';
import { Flight, RECORD_BYTES, trackOf } from './fly.ts';

const base = { latitudeDeg: 60.2, longitudeDeg: 24.9 };
const at = (fix: number): number => fix * RECORD_BYTES;

describe('of a whole track', () => {
  const flight = new Flight(base, { hz: 4, speedMS: 10 })
    .stand(10)
    .to(1000, 0)
    .climb(80)
    .to(1000, 500)
    .climb(-120)
    .to(0, 0);
  // 40 fixes of standing, then 400, 200 and 447.
  const whole = totals(flight.track(), []);

  test('duration, distance, height above the start', () => {
    expect(whole.durationS).toBeCloseTo((flight.track().length - 1) / 4, 6);
    expect(whole.distanceM).toBeGreaterThan(2610);
    expect(whole.distanceM).toBeLessThan(1000 + 500 + Math.hypot(1000, 500) + 1);
    expect(whole.heightAboveStartM).toBe(80);
  });

  test('heights over home count where there are none above the sea', () => {
    const track = flight.track();
    const unknown = new Float64Array(track.length).fill(Number.NaN);
    expect(totals({ ...track, altitudeM: unknown }, []).heightAboveStartM).toBeUndefined();
    const overHome = { ...track, altitudeM: unknown, heightOverHomeM: track.altitudeM.map((heightM) => heightM - 7) };
    expect(totals(overHome, []).heightAboveStartM).toBe(80);
  });

  test('what is cut counts for nothing, and nothing is added up across it', () => {
    const cuts = [
      { start: 0, end: at(40) },
      { start: at(140) + 1, end: at(340) },
      { start: at(600), end: Number.POSITIVE_INFINITY },
    ];
    const left = totals(flight.track(), cuts);
    // Fixes 40 to 140 and 340 to 599.
    expect(left.durationS).toBeCloseTo(100 / 4 + 259 / 4, 6);
    expect(Math.abs(left.distanceM! - (250 + 259 * 2.5))).toBeLessThan(6);
  });

  test('also where the cut holds no fix at all', () => {
    const left = totals(flight.track(), [{ start: at(100) + 1, end: at(101) }]);
    expect(whole.durationS! - left.durationS!).toBeCloseTo(0.25, 6);
    expect(whole.distanceM! - left.distanceM!).toBeGreaterThan(2);
  });

  test('heights: the first one that is left, not the first one of the log', () => {
    expect(totals(flight.track(), [{ start: 0, end: at(500) }]).heightAboveStartM).toBe(0);
  });

  test('all of it cut: nothing is known', () => {
    const nothing = { durationS: undefined, distanceM: undefined, heightAboveStartM: undefined };
    expect(totals(flight.track(), [{ start: 0, end: Number.POSITIVE_INFINITY }])).toEqual(nothing);
    expect(totals(new Flight(base).track(), [])).toEqual(nothing);
  });
});

test('standing still is no way: fixes wander', () => {
  const wandering = new Flight(base, { hz: 10, wanderM: 0.7 }).stand(600);
  expect(totals(wandering.track(), []).distanceM).toBe(0);
});

test('fixes that jump, pauses and a log without clock or heights', () => {
  const flight = new Flight(base).to(500, 0).garbage(90_000, 0, 3).to(1000, 0);
  const { distanceM } = totals(flight.track(), []);
  expect(Math.abs(distanceM! - 1000)).toBeLessThan(6);
  const paused = new Flight(base).to(500, 0).pause(5000).to(1000, 0);
  expect(totals(paused.track(), []).durationS).toBeCloseTo(99.5, 3);
  const { latitudeDeg, longitudeDeg, length } = flight.track();
  const bare = trackOf(
    Array.from({ length }, (_, index) => ({
      point: { latitudeDeg: latitudeDeg[index]!, longitudeDeg: longitudeDeg[index]! },
    })),
  );
  expect(totals(bare, [])).toMatchObject({ durationS: undefined, heightAboveStartM: undefined });
  expect(totals(bare, []).distanceM).toBeGreaterThan(990);
});

import { describe, expect, test } from 'vitest';
import { cutsOf, type HiddenZones } from '../../src/filter/cuts.ts';
import { FARTHEST_OFFSET, keyedDisc } from '../../src/geo/keyed-disc.ts';
import { drawsOf, Flight, planeOf } from './fly.ts';

type Spot = readonly [east: number, north: number];
/** A line through a spot, and its direction. */
type Line = readonly [spot: Spot, east: number, north: number];

const home = { latitudeDeg: 48.2, longitudeDeg: 11.6 };
const RADIUS_M = 400;
const PILOTS = 24;
const FLIGHTS = 10;
const key = (number: number): Uint8Array => new Uint8Array(32).fill(number + 1);

/** Straight out to somewhere, corners there, and straight back home, as an autopilot does it. */
function flights(pilot: number): Flight[] {
  const draw = drawsOf(pilot + 1);
  return Array.from({ length: FLIGHTS }, (_, number) => {
    const turn = 2 * Math.PI * draw();
    const far = 1200 + 1200 * draw();
    const flight = new Flight(home, { hz: 2, wanderM: 1, seed: 100 * pilot + number }).stand(10);
    const [east, north] = [far * Math.sin(turn), far * Math.cos(turn)];
    flight.to(east, north);
    for (let corner = 0; corner < 6; corner++) flight.to(east + 700 * (draw() - 0.5), north + 700 * (draw() - 0.5));
    return flight.to(0, 0).stand(10);
  });
}

/** What is visible of the flights, in runs. */
function visibleRuns(pilot: number, zones: HiddenZones): Spot[][] {
  return flights(pilot).flatMap((flight) => {
    const track = flight.track();
    const { spans } = cutsOf([track], zones);
    const runs: Spot[][] = [[]];
    for (let index = 0; index < track.length; index++) {
      const offset = track.offset[index]!;
      if (spans.some(({ start, end }) => offset >= start && offset < end)) {
        if (runs.at(-1)!.length > 0) runs.push([]);
      } else {
        const place = { latitudeDeg: track.latitudeDeg[index]!, longitudeDeg: track.longitudeDeg[index]! };
        runs.at(-1)!.push(planeOf(home, place));
      }
    }
    return runs.filter((run) => run.length > 1);
  });
}

/** The courses that flights come out of a cut with, and go into it: over so many metres beside it. */
function courses(runs: readonly Spot[][], overM: number): Line[] {
  return runs.flatMap((run) =>
    [run, [...run].reverse()].flatMap((way): Line[] => {
      const [start] = way as [Spot];
      const end = way.find(([east, north]) => Math.hypot(east - start[0], north - start[1]) >= overM);
      if (end === undefined) return [];
      const length = Math.hypot(end[0] - start[0], end[1] - start[1]);
      return [[start, (end[0] - start[0]) / length, (end[1] - start[1]) / length]];
    }),
  );
}

/** The point that most lines pass close by, of all where two of them meet. */
function meetingPoint(lines: readonly Line[], closeM: number): Spot | undefined {
  let best: Spot | undefined;
  let most = 2;
  lines.forEach(([[x1, y1], dx1, dy1], index) => {
    for (const [[x2, y2], dx2, dy2] of lines.slice(index + 1)) {
      const cross = dx1 * dy2 - dy1 * dx2;
      if (Math.abs(cross) < 0.2) continue;
      const along = ((x2 - x1) * dy2 - (y2 - y1) * dx2) / cross;
      const spot: Spot = [x1 + along * dx1, y1 + along * dy1];
      const close = lines.filter(([[x, y], dx, dy]) => Math.abs((spot[0] - x) * dy - (spot[1] - y) * dx) <= closeM);
      if (close.length <= most) continue;
      most = close.length;
      best = spot;
    }
  });
  return best;
}

const errors = (attack: (pilot: number) => Spot | undefined): number[] =>
  Array.from({ length: PILOTS }, (_, pilot) => Math.hypot(...(attack(pilot) ?? [Number.POSITIVE_INFINITY, 0])));
const share = (all: readonly number[], withinM: number): number =>
  all.filter((each) => each <= withinM).length / all.length;

const discOf = (pilot: number) => keyedDisc(key(pilot), home, RADIUS_M);
const legsCut = (pilot: number): HiddenZones => ({ discs: [discOf(pilot)], areas: [] });
/** What others do: the disc alone. */
const discCut = (pilot: number): HiddenZones => ({ discs: [], areas: [discOf(pilot)] });

describe('legs that lead home', () => {
  const attack = (zones: (pilot: number) => HiddenZones, overM: number, closeM: number) => (pilot: number) =>
    meetingPoint(courses(visibleRuns(pilot, zones(pilot)), overM), closeM);

  test('meet at the home, if only a disc is cut', () => {
    expect(share(errors(attack(discCut, 150, 20)), 30)).toBeGreaterThan(0.95);
  });

  test.each([
    [20, 20],
    [40, 20],
    [150, 20],
    [150, 60],
  ])('do not meet there with the legs cut: courses over %i m that pass within %i m', (overM, closeM) => {
    const found = errors(attack(legsCut, overM, closeM));
    // A guess at random within the interior is within 100 m once in eight times.
    const guess = (100 / (FARTHEST_OFFSET * RADIUS_M)) ** 2;
    expect(share(found, 30)).toBeLessThanOrEqual(1 / PILOTS);
    expect(share(found, 100)).toBeLessThanOrEqual(guess + 2 * Math.sqrt(guess / PILOTS));
  });

  test('the cuts leave something to attack', () => {
    for (let pilot = 0; pilot < PILOTS; pilot++) {
      expect(courses(visibleRuns(pilot, legsCut(pilot)), 40).length).toBeGreaterThanOrEqual(FLIGHTS);
    }
  });
});

test('where cuts begin and end leads to the middle of the disc at best, which is no guess at the home', () => {
  // The attacker even knows the disc.
  const off = Array.from({ length: 200 }, (_, pilot) => Math.hypot(...planeOf(home, discOf(pilot))));
  const guess = (100 / (FARTHEST_OFFSET * RADIUS_M)) ** 2;
  expect(share(off, 100)).toBeLessThan(guess + 2 * Math.sqrt(guess / 200));
});

test('the courses beside a cut do not depend on where in the disc the home is', () => {
  // The angle between a course at the edge of a cut and the direction home is no constant: it does not pile up at any value.
  const angles = Array.from({ length: PILOTS }, (_, pilot) =>
    courses(visibleRuns(pilot, legsCut(pilot)), 40).map(([[east, north], dx, dy]) => {
      const cosine = (dx * east + dy * north) / Math.hypot(east, north);
      return (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;
    }),
  ).flat();
  const bins = new Array<number>(18).fill(0);
  for (const angle of angles) bins[Math.min(17, Math.floor(angle / 10))]!++;
  expect(Math.max(...bins) / angles.length).toBeLessThan(0.25);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cuts, cutsOf, type HiddenZones } from '../../src/filter/cuts.ts';
import type { Track } from '../../src/filter/track.ts';
import { movedBy } from '../../src/geo/surface.ts';
import { Disc, Polygon } from '../../src/geo/zone.ts';
import { drawsOf, Flight, planeOf, RECORD_BYTES } from './fly.ts';

const base = { latitudeDeg: 52.1, longitudeDeg: 5.2 };
const disc = (east: number, north: number, radiusM: number, around = base): Disc =>
  new Disc(movedBy(around, east, north), radiusM);
const only = (...discs: Disc[]): HiddenZones => ({ discs, areas: [] });

/** Which fixes of the track are in no cut. */
function visible(track: Track, { spans }: Cuts): number[] {
  return Array.from({ length: track.length }, (_, index) => index).filter(
    (index) => !spans.some(({ start, end }) => track.offset[index]! >= start && track.offset[index]! < end),
  );
}

const places = (flight: Flight, cuts: Cuts): (readonly [number, number])[] => {
  const track = flight.track();
  return visible(track, cuts).map((index) =>
    planeOf(flight.base, { latitudeDeg: track.latitudeDeg[index]!, longitudeDeg: track.longitudeDeg[index]! }),
  );
};

/** Out, a square in the distance, and back. */
const square = (flight = new Flight(base)): Flight =>
  flight.stand(10).to(0, 2000).to(500, 2000).to(500, 2500).to(0, 2500).to(0, 2000).to(0, 0).stand(10);

describe('spans', () => {
  test('begin right behind the record of the last visible fix and end with that of the next', () => {
    const flight = square();
    const track = flight.track();
    const { spans, fixesLeft } = cutsOf([track], only(disc(100, 100, 400)));
    const left = visible(track, { spans, fixesLeft, legs: disc(0, 0, 1) });
    expect(spans).toEqual([
      { start: 0, end: left[0]! * RECORD_BYTES },
      { start: left.at(-1)! * RECORD_BYTES + 1, end: Number.POSITIVE_INFINITY },
    ]);
    expect(left).toHaveLength(fixesLeft);
    expect(left.at(-1)! - left[0]! + 1).toBe(fixesLeft);
  });

  test('are sorted and disjoint, whatever the flight and the zones', () => {
    const spot = fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 }));
    fc.assert(
      fc.property(
        fc.array(spot, { maxLength: 8 }),
        fc.array(spot, { maxLength: 4 }),
        fc.nat(600),
        (way, hidden, radius) => {
          const flight = new Flight(base, { hz: 1, wanderM: 3 });
          for (const [east, north] of way) flight.to(east, north);
          const discs = hidden.map(([east, north]) => disc(east, north, 100 + radius));
          const track = flight.track();
          const { spans } = cutsOf([track], only(...discs));
          spans.forEach(({ start, end }, index) => {
            expect(end).toBeGreaterThan(start);
            expect(start).toBeGreaterThan(spans[index - 1]?.end ?? -1);
          });
          for (const index of visible(track, { spans, fixesLeft: 0, legs: disc(0, 0, 1) })) {
            expect(discs.some((one) => one.contains(track.latitudeDeg[index]!, track.longitudeDeg[index]!))).toBe(
              false,
            );
          }
        },
      ),
    );
  });

  test('of a log without a fix: all of it', () => {
    const everything = [{ start: 0, end: Number.POSITIVE_INFINITY }];
    expect(cutsOf([new Flight(base).track()], only())).toMatchObject({ spans: everything, fixesLeft: 0 });
  });

  test('where nothing is hidden: nothing but what is before the first fix and behind the last', () => {
    const track = new Flight(base).to(0, 1000).track();
    const last = track.offset.at(-1)!;
    expect(cutsOf([track], only()).spans).toEqual([{ start: last + 1, end: Number.POSITIVE_INFINITY }]);
  });
});

describe('passes', () => {
  test('a flight wholly inside is cut wholly', () => {
    const flight = new Flight(base).stand(5).to(200, 0).to(0, 200).to(0, 0);
    expect(cutsOf([flight.track()], only(disc(50, -20, 400)))).toMatchObject({
      fixesLeft: 0,
      spans: [{ start: 0, end: Number.POSITIVE_INFINITY }],
    });
  });

  test('every one of a figure of eight over the home', () => {
    const flight = new Flight(base).stand(5);
    // Two loops of 1.5 km radius that meet at the home, five times.
    for (let step = 0; step <= 5 * 360; step += 3) {
      const turn = (step * Math.PI) / 180;
      flight.to(3000 * Math.sin(turn), 1500 * Math.sin(2 * turn));
    }
    flight.stand(5);
    const hidden = disc(150, -100, 400);
    const cuts = cutsOf([flight.track()], only(hidden));
    for (const [east, north] of places(flight, cuts)) {
      expect(Math.hypot(east - 150, north + 100)).toBeGreaterThan(400);
    }
    // Ten loops, each visible once.
    expect(cuts.spans).toHaveLength(11);
    expect(cuts.fixesLeft).toBeGreaterThan(200);
  });

  test('also one that no fix lies in', () => {
    const flight = new Flight(base).to(0, 1000).at(0, 2500).pause(40).stand(0).to(0, 4000).to(2000, 4000);
    const track = flight.track();
    const before = 400;
    expect(cutsOf([track], only(disc(5000, 0, 100))).spans).toHaveLength(1);
    const { spans } = cutsOf([track], { discs: [], areas: [disc(0, 1700, 150)] });
    expect(spans[0]).toEqual({ start: (before - 1) * RECORD_BYTES + 1, end: before * RECORD_BYTES });
    expect(cutsOf([track], only(disc(0, 1700, 150))).fixesLeft).toBeLessThan(track.length - 400);
  });

  test("a user's polygon that the track grazes is cut as it is, without legs", () => {
    const corner = (east: number, north: number): [number, number] => {
      const { latitudeDeg, longitudeDeg } = movedBy(base, east, north);
      return [longitudeDeg, latitudeDeg];
    };
    const ring = [corner(500, -30), corner(900, -30), corner(900, 30), corner(500, 30), corner(500, -30)];
    const grazing = new Flight(base, { hz: 4 }).to(0, 29).to(1500, 29);
    const passing = new Flight(base, { hz: 4 }).to(0, 31).to(1500, 31);
    const zones = { discs: [], areas: [new Polygon([ring])] };
    const cut = places(grazing, cutsOf([grazing.track()], zones));
    expect(cut.filter(([east]) => east > 500.1 && east < 899.9)).toEqual([]);
    for (const edge of [499, 901]) expect(cut.some(([east]) => Math.abs(east - edge) < 3)).toBe(true);
    expect(cutsOf([passing.track()], zones).fixesLeft).toBe(passing.track().length);
  });

  test('a short look out of a zone shows nothing', () => {
    const flight = new Flight(base).stand(10).to(405, 0).to(405, 15).to(0, 0).to(0, 3000).to(3000, 3000);
    const track = flight.track();
    const { spans } = cutsOf([track], only(disc(0, 0, 400)));
    expect(spans).toHaveLength(2);
    expect(spans[0]!.start).toBe(0);
  });
});

describe('legs', () => {
  test('a straight way out and one back are cut to their ends, and a little more', () => {
    const flight = square();
    const left = places(flight, cutsOf([flight.track()], only(disc(120, -150, 400))));
    for (const [, north] of left) expect(north).toBeGreaterThan(1990);
    // The leg to the north ends at 0/2000, on the way to 500/2000; the one back begins where 0/2500 to 0/2000 points home already.
    expect(left[0]![0]).toBeGreaterThan(10);
    expect(left[0]![0]).toBeLessThan(100);
    expect(left.at(-1)![1]).toBeGreaterThan(2490);
  });

  test('a leg with the wind is a leg: bends of less than 30 degrees do not end it', () => {
    const flight = new Flight(base).stand(5).to(300, 900).to(150, 1500).to(600, 2400).to(-1500, 2400);
    const left = places(flight, cutsOf([flight.track()], only(disc(50, 50, 400))));
    for (const [, north] of left) expect(north).toBeGreaterThan(2399);
  });

  test('whoever leaves a zone and turns away is visible from there on', () => {
    const flight = new Flight(base).stand(5).to(0, 800).to(-2500, 800).to(-2500, 4000);
    const left = places(flight, cutsOf([flight.track()], only(disc(0, 0, 400))));
    expect(left.length).toBeGreaterThan(300);
  });

  test('a fix that jumps does not end a leg', () => {
    const there = (flight: Flight): Flight => square(flight.stand(10).to(0, 900)).garbage(9000, 700, 2).to(0, 500);
    const clean = square();
    const flight = there(new Flight(base));
    const track = flight.track();
    const cuts = cutsOf([track], only(disc(120, -150, 400)));
    for (const [east, north] of places(flight, cuts)) expect(Math.hypot(east, north)).toBeGreaterThan(1990);
    expect(cutsOf([clean.track()], only(disc(120, -150, 400))).fixesLeft).toBeGreaterThan(100);
    // In the middle of the leg back.
    const back = new Flight(base).stand(10).to(3000, 0).to(3000, 3000).to(0, 3000).to(0, 1500);
    back.garbage(2000, 1500, 3).to(0, 0).stand(10);
    for (const [east, north] of places(back, cutsOf([back.track()], only(disc(120, -150, 400))))) {
      expect(east > 2900 || north > 2900).toBe(true);
    }
  });

  test('hovering on a leg does not end it', () => {
    const flight = new Flight(base, { wanderM: 4 }).stand(5).to(0, 1000).stand(60).to(0, 2000).to(2000, 2000);
    for (const [, north] of places(flight, cutsOf([flight.track()], only(disc(50, 50, 400))))) {
      expect(north).toBeGreaterThan(1990);
    }
  });

  test('nothing but zones and what is outside of them decides: two homes in one zone are cut alike', () => {
    const draw = drawsOf(11);
    const hidden = disc(0, 0, 400);
    // Both flights leave and enter the zone at the same points.
    const from = (east: number, north: number): Flight =>
      new Flight(base)
        .at(east, north)
        .stand(30)
        .pause(20)
        .at(410, 0)
        .to(700, 700)
        .to(-500, 2500)
        .to(-400, 405)
        .pause(20)
        .at(east, north)
        .stand(30);
    const spansOf = (east: number, north: number) => cutsOf([from(east, north).track()], only(hidden)).spans;
    const first = spansOf(0, 0);
    expect(first).toHaveLength(2);
    for (let home = 0; home < 20; home++) {
      const far = 280 * Math.sqrt(draw());
      const turn = 2 * Math.PI * draw();
      expect(spansOf(far * Math.sin(turn), far * Math.cos(turn))).toEqual(first);
    }
  });

  test('where legs are is known, so that waypoints on them can be withheld', () => {
    const flight = square();
    const { legs } = cutsOf([flight.track()], only(disc(120, -150, 400)));
    const on = (east: number, north: number): boolean => {
      const { latitudeDeg, longitudeDeg } = movedBy(base, east, north);
      return legs.contains(latitudeDeg, longitudeDeg);
    };
    expect([on(0, 1000), on(30, 1500), on(-40, 700)]).toEqual([true, true, true]);
    expect([on(500, 2250), on(0, -1000), on(300, 1000)]).toEqual([false, false, false]);
    expect(legs.contains(Number.NaN, 0)).toBe(false);
  });
});

test.each([
  ['the antimeridian', { latitudeDeg: 52.1, longitudeDeg: 179.99 }],
  ['the south pole', { latitudeDeg: -89.995, longitudeDeg: 0 }],
  ['the north pole', { latitudeDeg: 90, longitudeDeg: 0 }],
])('at %s the same fixes are cut as anywhere', (_name, around) => {
  const cutAt = (there: typeof base) => cutsOf([square(new Flight(there)).track()], only(disc(100, 100, 400, there)));
  expect(cutAt(around).spans).toEqual(cutAt(base).spans);
});

test('of another aircraft in the log only its own time is cut', () => {
  const first = square().track();
  const other = square(new Flight(movedBy(base, 9000, 0))).track();
  // It comes and goes while the first one is at its square.
  const [from, to] = [250 * RECORD_BYTES, 1900 * RECORD_BYTES];
  const scaled: Track = {
    ...other,
    offset: other.offset.map((offset) => from + (offset / other.offset.at(-1)!) * (to - from)),
  };
  const alone = cutsOf([first], only(disc(100, 100, 400)));
  const both = cutsOf([first, scaled], only(disc(100, 100, 400), disc(9100, 100, 400)));
  expect(both.fixesLeft).toBe(alone.fixesLeft);
  expect(visible(scaled, both).length).toBeGreaterThan(50);
  expect(visible(scaled, alone).length).toBeGreaterThan(visible(scaled, both).length);
  for (const index of visible(scaled, both)) {
    const place = { latitudeDeg: scaled.latitudeDeg[index]!, longitudeDeg: scaled.longitudeDeg[index]! };
    expect(planeOf(movedBy(base, 9000, 0), place)[1]).toBeGreaterThan(1985);
  }
});

import { describe, expect, test } from 'vitest';
import type { Anchors } from '../../src/filter/anchors.ts';
import { hiddenPlacesOf, hidePlaces } from '../../src/filter/hidden-places.ts';
import { rememberedCell, TransientPlaces } from '../../src/filter/place-memory.ts';
import { fixAt } from '../../src/filter/track.ts';
import { distanceM, movedBy } from '../../src/geo/surface.ts';
import { Disc } from '../../src/geo/zone.ts';
import { drawsOf, Flight } from './fly.ts';

const home = { latitudeDeg: 46.9, longitudeDeg: 7.4 };
const key = (number: number): Uint8Array => new Uint8Array(32).fill(number);
const noAnchors: Anchors = { places: [], identities: [] };
const anchorsAt = (category: 'homePosition' | 'operatorPosition' | 'missionPosition', east: number, north: number) => {
  const { latitudeDeg, longitudeDeg } = movedBy(home, east, north);
  const place = { category, message: 'M', field: 'lat', latitude: latitudeDeg * 1e7, longitude: longitudeDeg * 1e7 };
  return { identities: [], places: [{ ...place, units: 'degE7' }] } as Anchors;
};

/** From a point some metres off home to loops at a distance, and back. */
function flight(distance: number, options: { seed?: number; turn?: number; wanderM?: number } = {}): Flight {
  const { seed = 1, turn = 0, wanderM = 0 } = options;
  const draw = drawsOf(seed);
  const [east, north] = [15 * (2 * draw() - 1), 15 * (2 * draw() - 1)];
  const [far, side] = [Math.sin(turn) * distance, Math.cos(turn) * distance];
  const result = new Flight(home, { wanderM, seed }).at(east, north).stand(30).to(far, side);
  for (let step = 0; step <= 20; step++) {
    const angle = turn + (step * Math.PI) / 10;
    result.to(far + (distance / 4) * Math.cos(angle), side + (distance / 4) * Math.sin(angle));
  }
  return result.to(east, north).stand(30);
}

const hide = (one: Flight, options: { anchors?: Anchors; placeKey?: Uint8Array; memory?: TransientPlaces } = {}) =>
  hidePlaces(
    { tracks: [one.track()], anchors: options.anchors ?? noAnchors },
    options.placeKey ?? key(1),
    options.memory ?? new TransientPlaces(),
  );

describe('hidden places', () => {
  const near = (anchors: Anchors, one: Flight, east: number, north: number): boolean =>
    hiddenPlacesOf([one.track()], anchors).some((place) => distanceM(place, movedBy(home, east, north)) < 20);

  test('are where the track begins and ends', () => {
    const one = new Flight(home).at(100, 0).to(100, 3000).to(2000, 3000);
    expect([near(noAnchors, one, 100, 0), near(noAnchors, one, 2000, 3000)]).toEqual([true, true]);
    expect(near(noAnchors, one, 100, 1500)).toBe(false);
  });

  test('are not where the first fix was wrong, but where the aircraft stood then', () => {
    const settling = new Flight(home).garbage(8000, 0, 4).garbage(60, 40, 3).stand(30).to(0, 3000);
    expect(near(noAnchors, settling, 8000, 0)).toBe(false);
    expect(near(noAnchors, settling, 0, 0)).toBe(true);
  });

  test('are also where the log goes on after a silence, and where it ended before', () => {
    const twice = new Flight(home).to(0, 3000).pause(900).at(4000, 0).to(4000, 3000);
    for (const [east, north] of [
      [0, 0],
      [0, 3000],
      [4000, 0],
      [4000, 3000],
    ] as const) {
      expect(near(noAnchors, twice, east, north)).toBe(true);
    }
  });

  test('are those of home and operator, wherever the log tells them, and no waypoints', () => {
    const one = new Flight(home).to(0, 3000);
    for (const category of ['homePosition', 'operatorPosition'] as const) {
      expect(near(anchorsAt(category, 700, 800), one, 700, 800)).toBe(true);
    }
    expect(near(anchorsAt('missionPosition', 700, 800), one, 700, 800)).toBe(false);
    const nowhere = {
      identities: [],
      places: [{ ...anchorsAt('homePosition', 0, 0).places[0]!, latitude: 0, longitude: 0 }],
    };
    expect(hiddenPlacesOf([], nowhere)).toEqual([]);
  });
});

describe('the disc', () => {
  test.each([
    [3000, 1000],
    [700, 400],
    [230, 150],
  ])('of a flight that goes %i m far has a radius of %i m', async (distance, radiusM) => {
    const cuts = await hide(flight(distance));
    expect(cuts?.zones.discs.map((disc) => disc.radiusM)).toEqual([radiusM]);
  });

  test('a flight that is nowhere far from home is withheld', async () => {
    expect(await hide(new Flight(home).stand(20).to(60, 60).to(-60, 60).to(0, 0).stand(20))).toBeUndefined();
    expect(await hide(new Flight(home))).toBeUndefined();
  });

  test('standing at home counts for nothing: it does not make the disc smaller', async () => {
    const long = new Flight(home).stand(3600).to(0, 3000).to(1500, 3000).to(1500, 4500).to(0, 3000).to(0, 0);
    expect((await hide(long))?.zones.discs[0]?.radiusM).toBe(1000);
  });

  test('is the same for fifty flights from one home, at every radius', async () => {
    for (const distance of [3000, 700, 230]) {
      const memory = new TransientPlaces();
      const centres = new Map<number, Set<string>>();
      for (let seed = 0; seed < 50; seed++) {
        const one = flight(distance, { seed, turn: seed, wanderM: 4 });
        const cuts = await hide(one, { memory, anchors: anchorsAt('homePosition', seed % 7, -(seed % 5)) });
        for (const { radiusM, latitudeDeg, longitudeDeg } of cuts?.zones.discs ?? []) {
          centres.set(radiusM, (centres.get(radiusM) ?? new Set()).add(`${latitudeDeg} ${longitudeDeg}`));
        }
      }
      expect(centres.size).toBeGreaterThan(0);
      for (const same of centres.values()) expect(same.size).toBe(1);
    }
  });

  test('of every flight has its home in the interior, also when it is a remembered one', async () => {
    const found = new Set<number>();
    for (let number = 0; number < 12; number++) {
      const memory = new TransientPlaces();
      for (const distance of [230, 700, 3000]) {
        for (const seed of [1, 2, 3]) {
          const one = flight(distance, { seed: seed + number, turn: seed });
          const takeOff = fixAt(one.track(), 0);
          const cuts = await hide(one, { memory, placeKey: key(number) });
          for (const disc of cuts?.zones.discs ?? []) {
            found.add(disc.radiusM);
            expect(distanceM(disc, takeOff)).toBeLessThanOrEqual(0.9 * disc.radiusM);
          }
        }
      }
    }
    expect([...found].sort()).toEqual([1000, 150, 400]);
  });

  test('of a place nearby is the same one only if it hides that place in its interior', async () => {
    let same = 0;
    for (let number = 0; number < 25; number++) {
      const memory = new TransientPlaces();
      const places = [home, movedBy(home, 90, 0)];
      const discs = [];
      for (const place of places) {
        const one = new Flight(place)
          .stand(30)
          .to(0, 300)
          .to(200, 300)
          .to(200, 500)
          .to(-200, 500)
          .to(-200, 300)
          .to(0, 0);
        const cuts = await hide(one.stand(30), { memory, placeKey: key(number) });
        const disc = cuts?.zones.discs.find(({ radiusM }) => radiusM === 150);
        if (disc === undefined) continue;
        expect(distanceM(disc, place)).toBeLessThanOrEqual(0.9 * 150);
        discs.push(disc);
      }
      if (discs.length === 2 && distanceM(discs[0]!, discs[1]!) === 0) same++;
    }
    expect(same).toBeGreaterThan(0);
  });

  test('of a home that is far enough away is another one', async () => {
    const memory = new TransientPlaces();
    const other = new Flight(movedBy(home, 400, 0)).stand(30).to(0, 3000).to(2000, 4000).to(0, 3000).to(0, 0);
    const [first, second] = [await hide(flight(3000), { memory }), await hide(other, { memory })];
    expect(distanceM(first!.zones.discs[0]!, second!.zones.discs[0]!)).toBeGreaterThan(1);
  });
});

describe("the user's zones", () => {
  test('a place: everything within its radius is cut, and its own middle is not the disc’s', async () => {
    for (let number = 0; number < 50; number++) {
      const place = { ...movedBy(home, 0, 4000), radiusM: 200 };
      const zones = { areas: [], places: [place] };
      const facts = { tracks: [flight(3000).track()], anchors: noAnchors };
      const cuts = await hidePlaces(facts, key(number), new TransientPlaces(), zones);
      const disc = cuts!.zones.discs.at(-1)!;
      expect(disc.radiusM).toBe(400);
      expect(distanceM(disc, place) + place.radiusM).toBeLessThan(disc.radiusM);
      expect(distanceM(disc, place)).toBeGreaterThan(0.1);
    }
  });

  test('an area is cut as it is', async () => {
    const area = new Disc(movedBy(home, 0, 3750), 200);
    const facts = { tracks: [flight(3000).track()], anchors: noAnchors };
    const cuts = await hidePlaces(facts, key(1), new TransientPlaces(), { areas: [area], places: [] });
    const without = await hidePlaces(facts, key(1), new TransientPlaces());
    expect(cuts!.zones.areas).toEqual([area]);
    expect(cuts!.spans.length).toBeGreaterThan(without!.spans.length);
  });
});

test('cells of places beside each other are the same, whichever side of a border they are on', async () => {
  let apart = 0;
  for (let number = 0; number < 60; number++) {
    const memory = new TransientPlaces();
    const cells = [];
    for (const east of [0, 60, 120, 180]) {
      cells.push(await rememberedCell(memory, key(number), movedBy(home, east, 0), 'area'));
    }
    expect(new Set(cells.map(({ longitudeDeg }) => longitudeDeg)).size).toBe(1);
    const alone = await rememberedCell(new TransientPlaces(), key(number), movedBy(home, 180, 0), 'area');
    if (alone.longitudeDeg !== cells[0]!.longitudeDeg) apart++;
  }
  expect(apart).toBeGreaterThan(3);
});

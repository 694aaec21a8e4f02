import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { farFlight, meadow } from '../node/far-flight.ts';
import { flightveil, namesIn, put, temporaryFolder } from '../node/harness.ts';
import { outputsIn } from '../node/outputs.ts';
import { messagesOf, placesTold, stretchesTold } from '../node/read-log.ts';

/** Metres east and north of home in degrees, as the flight itself is laid out. */
function degreesAt(east: number, north: number): readonly [latitude: number, longitude: number] {
  const metres = 111_195;
  const longitude = meadow.longitudeDeg + east / (metres * Math.cos((meadow.latitudeDeg * Math.PI) / 180));
  return [meadow.latitudeDeg + north / metres, longitude];
}

/** In the middle of the rows, away from the ways out and back. */
const FARM = [1500, 3080] as const;
const [farmLatitude, farmLongitude] = degreesAt(...FARM);
const farm = `${farmLatitude},${farmLongitude},150`;

/** The rows' eastern end as GeoJSON. */
function easternEnd(folder: string): string {
  const ring = [
    ...[degreesAt(1700, 2700), degreesAt(2300, 2700), degreesAt(2300, 3400)],
    ...[degreesAt(1700, 3400), degreesAt(1700, 2700)],
  ].map(([latitude, longitude]) => [longitude, latitude]);
  return put(folder, 'east.geojson', JSON.stringify({ type: 'Polygon', coordinates: [ring] }));
}

async function filter(level: string, zonesOf: (folder: string) => readonly string[]) {
  const folder = temporaryFolder();
  const input = put(folder, 'far.tlog', farFlight());
  const out = join(folder, 'out');
  const zones = zonesOf(folder).flatMap((zone) => ['--zone', zone]);
  const said = await flightveil(['filter', input, '-o', out, '--level', level, '--seed', 's', ...zones]);
  const [name] = outputsIn(out);
  return { ...said, output: name === undefined ? undefined : join(out, name) };
}

const toFarm = ([east, north]: readonly [number, number]): number => Math.hypot(east - FARM[0], north - FARM[1]);

describe.each(['dynamics', 'track', 'full'])('--zone at %s', (level) => {
  test('a place: nothing is told of when the aircraft was near it, and of the rest it is', async () => {
    const [without, within] = [await filter(level, () => []), await filter(level, () => [farm])];
    expect([without.code, within.code, within.err]).toEqual([0, 0, '']);
    const near = (log: string): number => placesTold(log).filter((place) => toFarm(place) < 150).length;
    expect(near(without.output!)).toBeGreaterThan(50);
    expect(near(within.output!)).toBe(0);
    const places = placesTold(within.output!);
    expect(places.length).toBeGreaterThan(100);
    // All streams are cut together: right behind the record of a fix, so that its attitude is gone.
    const positions = messagesOf(within.output!, 'GLOBAL_POSITION_INT');
    expect(positions).toHaveLength(places.length + stretchesTold(within.output!));
  });

  test('a polygon: likewise, exactly within it', async () => {
    const { code, err, output } = await filter(level, (folder) => [easternEnd(folder)]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const places = placesTold(output!);
    const isInside = ([east, north]: readonly [number, number]): boolean => east > 1701 && north > 2701 && north < 3399;
    expect(places.filter(isInside)).toEqual([]);
    const isClose = ([east, north]: readonly [number, number]): boolean => east > 1600 && east < 1699 && north > 2850;
    expect(places.filter(isClose).length).toBeGreaterThan(20);
  });

  test('both, and several: all of them are cut', async () => {
    const { code, output } = await filter(level, (folder) => [easternEnd(folder), farm]);
    expect(code).toBe(0);
    const places = placesTold(output!);
    expect(places.filter((place) => toFarm(place) < 150 || place[0] > 1900)).toEqual([]);
    expect(places.length).toBeGreaterThan(100);
  });

  test('all of the flight: 3, a sentence, no file', async () => {
    const { code, out, err, output } = await filter(level, () => [`${farmLatitude},${farmLongitude},9000`]);
    expect({ code, out, output }).toEqual({ code: 3, out: '', output: undefined });
    expect(err).toContain('all of the flight is too close to places that are hidden');
  });
});

test.each(['track', 'full'])('a waypoint inside a zone is not told at %s, one outside is', async (level) => {
  const { code, output } = await filter(level, (folder) => [easternEnd(folder)]);
  expect(code).toBe(0);
  const items = new Set(messagesOf(output!, 'MISSION_ITEM_INT').map(({ seq }) => seq));
  // The rows' eastern corners, and a western one.
  expect([3, 5].filter((seq) => items.has(seq))).toEqual([]);
  expect(items).toContain(4);
});

test('a summary is over what is outside of the zones', async () => {
  const totals = async (zones: readonly string[]): Promise<string[]> => {
    const { code, out } = await filter('summary', () => zones);
    expect(code).toBe(0);
    return out.split('\n').filter((line) => line.startsWith('distance'));
  };
  expect(await totals([farm])).not.toEqual(await totals([]));
  expect((await filter('summary', () => [`${farmLatitude},${farmLongitude},9000`])).code).toBe(3);
});

test('a zone that the flight does not come near changes nothing at dynamics', async () => {
  const [without, within] = [await filter('dynamics', () => []), await filter('dynamics', () => ['10,20,1000'])];
  expect(within.code).toBe(0);
  expect(placesTold(within.output!)).toEqual(placesTold(without.output!));
});

test('what is no zone is wrong usage, and nothing is made, not even a key', async () => {
  const folder = temporaryFolder();
  const input = put(folder, 'far.tlog', farFlight());
  const args = ['--home', join(folder, 'home'), 'filter', input, '-o', join(folder, 'out'), '--level', 'track'];
  const { code, out, err } = await flightveil([...args, '--zone', '47.5,8.25']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('--zone');
  expect(namesIn(folder)).toEqual(['far.tlog']);
});

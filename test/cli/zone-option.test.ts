import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectZone, zonesFor } from '../../src/cli/zone-option.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flightveil-zones-'));
});
afterAll(() => rm(folder, { recursive: true }));

const box = (west: number, south: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + 1, south],
      [west + 1, south + 1],
      [west, south + 1],
      [west, south],
    ],
  ],
});

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('a place', () => {
  test.each([
    ['47.5,8.25,300', 47.5, 8.25, 300],
    ['-33.9, 18.4, 75', -33.9, 18.4, 75],
    ['+1e1,-180,50000', 10, -180, 50_000],
  ])('%s', async (value, latitudeDeg, longitudeDeg, radiusM) => {
    expect(await zonesFor([value])).toEqual({ areas: [], places: [{ latitudeDeg, longitudeDeg, radiusM }] });
  });

  test.each([
    ['47.123,8.456', 'a place has three numbers'],
    ['47.123,8.456,300,1', 'a place has three numbers'],
    ['91.123,8.456,300', 'the latitude'],
    [',8.456,300', 'the latitude'],
    ['4-7,8.456,300', 'the latitude'],
    ['47.123,181.456,300', 'the longitude'],
    ['47.123,8.456,20', 'the radius is not between 75 and 50000 metres'],
    ['47.123,8.456,', 'the radius'],
    ['47.123,8.456,1e9', 'the radius'],
  ])('%s is none, and the error says why without its values', async (value, message) => {
    const caught = await zonesFor([value]).catch((error: unknown) => error);
    expect(caught).toMatchObject({ code: 'usage', message: expect.stringContaining(message) });
    expect(`${(caught as Error).message} ${JSON.stringify(caught)}`).not.toMatch(/\.123|\.456/);
  });
});

describe('a file', () => {
  test('its polygons, with those of other files and places', async () => {
    const first = await file('first.geojson', `\uFEFF${JSON.stringify(box(8, 47))}`);
    const second = await file('48,9,300', JSON.stringify(box(10, 47)));
    const { areas, places } = await zonesFor([first, '1,2,300', second]);
    expect(places).toHaveLength(1);
    expect(areas.map((area) => [area.contains(47.5, 8.5), area.contains(47.5, 10.5)])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test('that is missing, no JSON, or no zone: an error that quotes nothing of it', async () => {
    const broken = await file('broken.geojson', '{"secret": Kelda Road');
    const point = await file('point.geojson', '{"type": "Point", "coordinates": [8.456, 47.123]}');
    const errors = await Promise.all(
      [join(folder, 'none.geojson'), broken, point].map((path) => zonesFor([path]).catch((error: unknown) => error)),
    );
    expect(errors).toMatchObject([{ code: 'input-unreadable' }, { code: 'usage' }, { code: 'usage' }]);
    for (const error of errors)
      expect(`${(error as Error).message} ${(error as Error).cause ?? ''}`).not.toMatch(/Kelda|secret|47\.123/);
  });
});

test('as an option: several times, and for the southern hemisphere', () => {
  const command = new Command().argument('<input>').option('--zone <zone>', '', collectZone).exitOverride();
  command.parse(['--zone', '-33.9,18.4,300', '--zone', 'a.geojson', 'log.tlog'], { from: 'user' });
  expect([command.opts().zone, command.args]).toEqual([['-33.9,18.4,300', 'a.geojson'], ['log.tlog']]);
});

test('no option, no zones', async () => {
  expect(await zonesFor()).toEqual({ areas: [], places: [] });
});

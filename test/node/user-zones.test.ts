import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isPlace, userZones } from '../../src/node/user-zones.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flightveil-zones-'));
  path = join(folder, 'home.geojson');
  const ring = [
    [8, 47],
    [9, 47],
    [9, 48],
    [8, 47],
  ];
  await writeFile(path, JSON.stringify({ type: 'Polygon', coordinates: [ring] }));
});
afterAll(() => rm(folder, { recursive: true }));

const outcome = (...of: Parameters<typeof userZones>) =>
  userZones(...of).then(
    ({ areas, places }) => `${areas.length} and ${places.length}`,
    ({ code, message }) => `${code}: ${message}`,
  );

test('where values stand is said in front, or nothing is', async () => {
  expect(await outcome(['47.5,8.25'])).toBe('usage: a place has three numbers');
  expect(await outcome(['47.5,8.25'], { name: '--zone' })).toBe('usage: --zone: a place has three numbers');
});

test('a file that others can change counts, unless it must be one’s own', async () => {
  for (const [mode, expected] of [
    [0o644, '1 and 1'],
    [0o664, 'usage: others can change the file, and with it what leaves'],
  ] as const) {
    await chmod(path, mode);
    expect(await outcome([path, '1,2,300'])).toBe('1 and 1');
    expect(await outcome([path, '1,2,300'], { mustBeOwn: true })).toBe(expected);
  }
});

test('an absolute path is no place, whatever its name', () => {
  expect([isPlace('48,9,300'), isPlace('48,9'), isPlace('/48,9,300'), isPlace('a.geojson')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { distanceM, type GeoPoint, movedBy } from '../../src/geo/surface.ts';
import { PLACES_FOLDER, PlaceStore } from '../../src/node/place-store.ts';

const home: GeoPoint = { latitudeDeg: 47.123_456, longitudeDeg: 8.654_321 };
const near =
  (place: GeoPoint) =>
  (known: GeoPoint): boolean =>
    distanceM(known, place) <= 200;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flightveil-places-'));
});
afterEach(() => rm(folder, { recursive: true }));

const recall = (store: PlaceStore, place: GeoPoint, kind = 'disc 400') => store.recall(kind, place, near(place));

test('a place that was remembered is found again, by another process too; others are remembered', async () => {
  const first = await PlaceStore.open(folder);
  expect(await recall(first, home)).toMatchObject(home);
  const beside = movedBy(home, 150, 0);
  const second = await PlaceStore.open(folder);
  expect(await recall(second, beside)).toMatchObject(home);
  const away = movedBy(home, 250, 0);
  expect(await recall(second, away)).toMatchObject(away);
  expect(await recall(first, movedBy(away, 60, 0))).toMatchObject(away);
  expect(await recall(first, beside, 'disc 150')).toMatchObject(beside);
});

test('the document is JSON that only its owner can read', async () => {
  await recall(await PlaceStore.open(folder), { ...home, altitudeM: 400 } as GeoPoint);
  const names = await readdir(join(folder, PLACES_FOLDER));
  const path = join(folder, PLACES_FOLDER, names.sort().at(-1)!);
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 1, places: [{ kind: 'disc 400', ...home }] });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, PLACES_FOLDER))).mode & 0o777).toBe(0o700);
});

test('of many that ask for one place at once all get the same answer', async () => {
  const stores = await Promise.all(Array.from({ length: 8 }, () => PlaceStore.open(folder)));
  const asked = stores.flatMap((store, index) =>
    [0, 1, 2].map((turn) => recall(store, movedBy(home, index, 1000 * turn)).then((found) => [turn, found] as const)),
  );
  const answers = await Promise.all(asked);
  for (const turn of [0, 1, 2]) {
    const found = answers.flatMap(([of, { latitudeDeg, longitudeDeg }]) =>
      of === turn ? [`${latitudeDeg} ${longitudeDeg}`] : [],
    );
    expect([found.length, new Set(found).size]).toEqual([8, 1]);
  }
});

test('processes too', async () => {
  const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const script = `
    const { PlaceStore } = await import(${JSON.stringify(source('../../src/node/place-store.ts'))});
    const { distanceM, movedBy } = await import(${JSON.stringify(source('../../src/geo/surface.ts'))});
    const store = await PlaceStore.open(process.argv[1]);
    const found = [];
    for (let turn = 0; turn < 10; turn++) {
      const place = movedBy({ latitudeDeg: 10, longitudeDeg: 10 }, Number(process.argv[2]), 1000 * turn);
      const { latitudeDeg, longitudeDeg } = await store.recall('k', place, (known) => distanceM(known, place) <= 200);
      found.push(latitudeDeg, longitudeDeg);
    }
    console.log(JSON.stringify(found));`;
  const run = (number: number): Promise<string> =>
    new Promise((resolve, reject) => {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', '--input-type=module', '-e', script, folder, String(number)],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      let output = '';
      child.stdout.on('data', (data: Buffer) => (output += data.toString()));
      child.on('error', reject);
      child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`exit code ${code}`))));
    });
  const outputs = await Promise.all([1, 2, 3].map(run));
  expect(JSON.parse(outputs[0]!)).toHaveLength(20);
  expect(new Set(outputs).size).toBe(1);
});

describe('a store that cannot be used is an error, and no fresh start', () => {
  const damage = async (content: string | Uint8Array): Promise<unknown> => {
    await recall(await PlaceStore.open(folder), home);
    const names = (await readdir(join(folder, PLACES_FOLDER))).sort();
    await writeFile(join(folder, PLACES_FOLDER, names.at(-1)!), content);
    return PlaceStore.open(folder).catch((error: unknown) => error);
  };

  test.each([
    ['no JSON', '{"version": 1, "places": [{"kind": "disc 400", "latitudeDeg": 47.123456'],
    ['another version', '{"version": 2, "places": []}'],
    ['no list', '{"version": 1, "places": {}}'],
    ['a place without a kind', '{"version": 1, "places": [{"latitudeDeg": 47.123456, "longitudeDeg": 8}]}'],
    ['a place that is none', '{"version": 1, "places": [{"kind": "k", "latitudeDeg": 470, "longitudeDeg": 8.654321}]}'],
    ['no text', Uint8Array.of(0xff, 0xfe, 0xfd)],
  ])('%s', async (_name, content) => {
    const error = await damage(content);
    expect(error).toMatchObject({ name: 'FlightveilError', code: 'state-unusable' });
    const { message, cause, stack } = error as Error;
    expect(`${message} ${stack} ${cause instanceof Error ? cause.message : ''}`).not.toMatch(/47\.12|8\.65/);
  });

  test('a state folder that others can read', async () => {
    await chmod(folder, 0o755);
    await expect(PlaceStore.open(folder)).rejects.toMatchObject({ code: 'state-unusable' });
  });
});

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toZoneFile, zonesIn } from '../../src/node/zone-file.ts';
import { importZones, listZones, loadZones, removeZones, ZONES_FOLDER } from '../../src/node/zone-store.ts';
import type { GeoZone, Position, ZoneSet } from '../../src/zones/zone.ts';
import { put, temporaryFolder } from '../node/harness.ts';
import { collection, feature318, read, zone269 } from './build.ts';
import { zone } from './zones-arbitrary.ts';

const one = JSON.stringify({ features: [zone269()] });
const two = JSON.stringify(collection(feature318(), feature318({ identifier: 'B' })));

function homeWith(files: Record<string, string>) {
  const folder = temporaryFolder();
  const home = join(folder, 'home');
  const paths = Object.entries(files).map(([name, text]) => put(folder, name, text));
  return { folder, home, paths, stored: () => readdirSync(join(home, ZONES_FOLDER)).sort() };
}

describe('stored zones', () => {
  test('are the same when they are loaded', async () => {
    const { home, paths, stored } = homeWith({ 'one.json': one, 'two.json': two });
    const imports = await importZones(home, paths);
    const sets = imports.map((done) => ('set' in done ? done.set : undefined));
    expect(await loadZones(home)).toEqual(sets);
    expect(stored()).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}\.json$/),
      expect.stringMatching(/^[0-9a-f]{64}\.json$/),
    ]);
  });

  test('of any kind are the same when they are loaded', () => {
    fc.assert(
      fc.property(fc.array(zone, { maxLength: 5 }), (zones) => {
        const set: ZoneSet = { ...read(two), zones };
        expect(zonesIn(toZoneFile(set, 5))).toEqual(set);
      }),
      { numRuns: 200, seed: 9 },
    );
  });

  test('belong to their owner alone', async () => {
    const { home, paths, stored } = homeWith({ 'one.json': one });
    await importZones(home, paths);
    expect(statSync(join(home, ZONES_FOLDER, stored()[0]!)).mode & 0o777).toBe(0o600);
    expect(statSync(home).mode & 0o077).toBe(0);
    chmodSync(home, 0o755);
    await expect(importZones(home, paths)).rejects.toMatchObject({ code: 'state-unusable' });
  });

  test('are replaced by those of a file of the same name', async () => {
    const { folder, home, paths } = homeWith({ 'one.json': one, 'two.json': two });
    await importZones(home, paths);
    put(folder, 'one.json', two.replace('"B"', '"C"'));
    const [again] = await importZones(home, [paths[0]!], { nowS: 2e9 });
    expect(again).toMatchObject({ replaced: true });
    const sets = await loadZones(home);
    expect(sets.map(({ source, zones }) => [source.name, zones.at(-1)!.identifier])).toEqual([
      ['one.json', 'C'],
      ['two.json', 'B'],
    ]);
    const [unchanged] = await importZones(home, [paths[0]!]);
    expect(unchanged).toMatchObject({ replaced: false });
  });

  test('a crash between the new version and the removal of the old one leaves the new one to count', async () => {
    const { folder, home, paths, stored } = homeWith({ 'one.json': one });
    await importZones(home, paths, { nowS: 100 });
    const old = stored()[0]!;
    const bytes = readFileSync(join(home, ZONES_FOLDER, old));
    put(folder, 'one.json', two);
    await importZones(home, paths, { nowS: 200 });
    writeFileSync(join(home, ZONES_FOLDER, old), bytes, { mode: 0o600 });
    expect((await loadZones(home)).map(({ counted }) => counted)).toEqual([2]);
    expect(await removeZones(home, 'one.json')).toBe(true);
    expect(stored()).toEqual([]);
  });

  test('of two sources with the same bytes are kept twice, and removed one by one', async () => {
    const { home, paths } = homeWith({ 'a.json': one, 'copy.json': one });
    expect(await importZones(home, paths)).toMatchObject([{ replaced: false }, { replaced: false }]);
    expect((await loadZones(home)).map(({ source }) => source.name)).toEqual(['a.json', 'copy.json']);
    expect(await removeZones(home, 'copy.json')).toBe(true);
    expect((await loadZones(home)).map(({ source }) => source.name)).toEqual(['a.json']);
  });

  test('of imports at the same time one counts, and readers meanwhile find one', async () => {
    const { folder, home, paths } = homeWith({ 'z.json': one });
    await importZones(home, paths);
    const others = ['1', '2'].map((number) => {
      mkdirSync(join(folder, number));
      return put(join(folder, number), 'z.json', one.replace('XX-1', `XX-${number}`));
    });
    for (let round = 0; round < 20; round++) {
      const [, , loaded, listed] = await Promise.all([
        ...([importZones(home, [others[0]!]), importZones(home, [others[1]!])] as const),
        ...([loadZones(home), listZones(home)] as const),
      ]);
      expect([loaded.length, listed.length, (await loadZones(home)).length]).toEqual([1, 1, 1]);
    }
  });

  test('can be read while they are replaced again and again', async () => {
    const { folder, home, paths } = homeWith({ 'z.json': one });
    await importZones(home, paths);
    let isOver = false;
    const replacing = async (): Promise<void> => {
      for (let round = 0; !isOver; round++) {
        put(folder, 'z.json', round % 2 === 0 ? two : one);
        await importZones(home, paths);
      }
    };
    const reading = async (): Promise<void> => {
      try {
        for (let load = 0; load < 400; load++) expect(await loadZones(home)).toHaveLength(1);
      } finally {
        isOver = true;
      }
    };
    await Promise.all([replacing(), reading()]);
  });

  test('count from when they were imported, also if the clock was set back', async () => {
    const { folder, home, paths, stored } = homeWith({ 'one.json': one });
    await importZones(home, paths, { nowS: 2e9 });
    put(folder, 'one.json', two);
    expect(await importZones(home, paths, { nowS: 1e9 })).toMatchObject([{ replaced: true }]);
    expect((await loadZones(home)).map(({ counted }) => counted)).toEqual([2]);
    expect(stored()).toHaveLength(1);
  });

  test('left over by a killed import are removed by the next one, after an hour', async () => {
    const { home, paths, stored } = homeWith({ 'one.json': one });
    await importZones(home, paths);
    const names = ['.flightveil-0123456789abcdef.partial', '.flightveil-fedcba9876543210.partial', 'notes.txt'];
    for (const name of names) writeFileSync(join(home, ZONES_FOLDER, name), '{');
    const longAgo = Date.now() / 1000 - 3700;
    for (const name of [names[0]!, names[2]!]) utimesSync(join(home, ZONES_FOLDER, name), longAgo, longAgo);
    await importZones(home, paths);
    expect(stored()).toEqual([names[1], expect.stringMatching(/^[0-9a-f]{64}\.json$/), names[2]]);
  });

  test('can be listed and removed; nothing is made where nothing was', async () => {
    const { home, paths } = homeWith({ 'one.json': one });
    expect(await loadZones(home)).toEqual([]);
    expect(await removeZones(home, 'one.json')).toBe(false);
    expect(existsSync(home)).toBe(false);
    await importZones(home, paths, { nowS: 1_700_000_000 });
    expect(await listZones(home)).toEqual([
      {
        name: 'one.json',
        version: expect.stringMatching(/^[0-9a-f]{64}$/),
        format: 'ed269',
        zones: 1,
        counted: 1,
        importedS: 1_700_000_000,
      },
    ]);
    expect(await removeZones(home, 'one.json')).toBe(true);
    expect(await loadZones(home)).toEqual([]);
  });

  test('a file that cannot be read changes nothing, and the others go on', async () => {
    const { folder, home, paths } = homeWith({ 'one.json': one, 'two.json': two });
    await importZones(home, paths);
    const before = await loadZones(home);
    put(folder, 'one.json', '{"features":[]}');
    const imports = await importZones(home, [paths[0]!, join(folder, 'none.json'), folder, paths[1]!]);
    expect(imports.map((done) => ('error' in done ? (done.error as { code: string }).code : 'done'))).toEqual([
      ...['zones-invalid', 'input-unreadable', 'input-not-a-file', 'done'],
    ]);
    expect(await loadZones(home)).toEqual(before);
  });

  test('a file above the limit is not even read', async () => {
    const { folder, home, paths } = homeWith({ 'one.json': one });
    const huge = put(folder, 'huge.json', '{');
    truncateSync(huge, 2 ** 40);
    expect(await importZones(home, [huge])).toMatchObject([{ error: { code: 'zones-invalid' } }]);
    const [done] = await importZones(home, paths, { maxBytes: 100 });
    expect(done).toMatchObject({ error: { code: 'zones-invalid', facts: { maxBytes: 100 } } });
  });

  test.each<[string, (text: string) => string]>([
    ['cut short', (text) => text.slice(0, -20)],
    ['without its places', (text) => text.replace(/"coordinates":"[^"]*"/, '"coordinates":""')],
    ['with a place too many', (text) => text.replace(/"coordinates":"[^"]*"/, `"coordinates":"${'A'.repeat(192)}"`)],
    ['of another version', (text) => text.replace('"file":1', '"file":2')],
    ['empty', () => ''],
    ['without a zone', (text) => text.replace('"zones":1', '"zones":2')],
    ['of another kind', () => '{"a":1}\n{}\n'],
  ])('a stored file %s is damaged, and says so', async (_, spoil) => {
    const { home, paths, stored } = homeWith({ 'one.json': one });
    await importZones(home, paths);
    const path = join(home, ZONES_FOLDER, stored()[0]!);
    writeFileSync(path, spoil(readFileSync(path, 'utf8')), { mode: 0o600 });
    await expect(loadZones(home)).rejects.toMatchObject({ code: 'state-unusable' });
  });
});

test('a hundred thousand zones load in about a second', () => {
  const zones = Array.from({ length: 100_000 }, (_, index): GeoZone => {
    const ring = Array.from({ length: 34 }, (__, at): Position => {
      const angle = (2 * Math.PI * (at % 33)) / 33;
      return [(index % 300) + Math.cos(angle) / 3, (index % 150) - 75 + Math.sin(angle) / 3];
    });
    return {
      identifier: `Z${index}`,
      restriction: 'prohibited',
      reasons: ['NATURE'],
      volumes: [{ shape: { kind: 'polygon', rings: [ring] }, upper: { heightM: 120, reference: 'AGL' } }],
      applicability: [],
    };
  });
  const bytes = toZoneFile({ ...read(two), zones }, 1);
  const before = process.cpuUsage();
  const set = zonesIn(bytes);
  const seconds = process.cpuUsage(before).user / 1e6;
  expect(set.zones).toHaveLength(100_000);
  expect(set.zones[99_999]).toEqual(zones[99_999]);
  console.info(`100 000 zones of 34 positions: ${seconds.toFixed(2)} s, ${Math.round(bytes.length / 1e6)} MB`);
  expect(seconds).toBeLessThan(5);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sampleSecrets } from '../../samples/flight.ts';
import { zoneFiles } from '../../samples/zones/documents.ts';
import { readZones } from '../../src/zones/read-zones.ts';
import { ZoneIndex } from '../../src/zones/zone-index.ts';
import { found } from './build.ts';

const folder = fileURLToPath(new URL('../../samples/zones/', import.meta.url));
const read = (name: string) => readZones(readFileSync(join(folder, name)), name);

test('the samples are what their generator writes', () => {
  const names = readdirSync(folder).filter((name) => !name.endsWith('.ts'));
  expect(names.sort()).toEqual(Object.keys(zoneFiles).sort());
  for (const [name, text] of Object.entries(zoneFiles)) expect(readFileSync(join(folder, name), 'utf8')).toBe(text());
});

test.each([
  [
    ...(['ed269.zones', 'ed269', 2] as const),
    ['tolerated daily-period', 'tolerated limit-is-text', 'tolerated no-top-as-number'],
  ],
  ['ed318.geojson', 'ed318', 2, []],
  ['uasfm.geojson', 'faa-uasfm', 2, []],
  ['openair.txt', 'openair', 3, ['tolerated flight-level']],
  ['fence.waypoints', 'ardupilot-fence', 2, []],
  ['fence.plan', 'qgc-plan', 2, []],
] as const)('%s is %s', (name, format, zones, findings) => {
  const set = read(name);
  expect([set.format, set.zones.length, set.counted]).toEqual([format, zones, zones]);
  expect(found(set)).toEqual(findings);
});

test('the flight begins in zones of every file', () => {
  const index = new ZoneIndex(Object.keys(zoneFiles).map(read));
  const { latitudeDeg, longitudeDeg } = sampleSecrets.place;
  const sources = new Set(index.at(latitudeDeg, longitudeDeg, { keep: 'all' }).map(({ source }) => source.name));
  // Of ED-318 there is a hole around home.
  expect([...sources].sort()).toEqual(
    Object.keys(zoneFiles)
      .filter((name) => name !== 'ed318.geojson')
      .sort(),
  );
});

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { readZones } from '../../src/zones/read-zones.ts';
import { describeCorpus } from '../corpus.ts';

/** Zones that can be used, of so many in the file; null: no zone is in it. Codes that refuse a zone, with how many zones. */
const zones: Readonly<Record<string, readonly [string, number, number, Record<string, number>?]>> = {
  'dronezoner-dk-extract.json': [
    ...(['geojson', 6, 11, { 'marks-a-polygon': 2, 'point-without-radius': 2, 'not-active': 1 }] as const),
  ],
  'ed269-ch-bazl-extract.json': ['ed269', 4, 4],
  'ed269-che-cis-sample.json': ['ed269', 1, 1],
  'ed269-fi-traficom-extract.json': ['ed269', 2, 2],
  'ed269-lu-extract.json': ['ed269', 2, 2],
  'ed318-che-cis-sample.json': ['ed318', 3, 3],
  'ed318-spec-example-circle.json': ['ed318', 1, 1],
  'ed318-spec-example-collection.json': ['ed318', 2, 2],
  'ed318-spec-example-two-layers.json': ['ed318', 1, 1],
  'faa-uasfm-laguardia-extract.geojson': ['faa-uasfm', 2, 2],
  'geo-awareness-che-1.json': ['ed269', 6, 6],
  'openair-australia-sua-2008.txt': [
    ...([
      ...(['openair', 558, 662] as const),
      { 'limit-by-notam': 99, 'limit-unreadable': 2, 'self-intersecting': 2, 'ring-too-short': 1 },
    ] as const),
  ],
  'openair-germany-2026.txt': ['openair', 678, 678],
  'openair-slovenia-2025-v21.openair': ['openair', 44, 58, { 'not-active': 6, 'self-intersecting': 8 }],
  'openair-switzerland-2016.txt': ['openair', 313, 334, { 'self-intersecting': 2, 'ring-too-short': 4 }],
};
const fences: typeof zones = {
  'aerpaw-orbit-polygon-fence.plan': ['qgc-plan', 1, 1],
  'dalby-2018-porter-mission.waypoints.txt': ['ardupilot-fence', 23, 23],
  'dalby-obc2016-fence.txt': ['ardupilot-fence', 1, 1],
  'kingaroy-obc2014-fence.txt': ['ardupilot-fence', 1, 1],
  'pymavlink-fence-110.txt': ['ardupilot-fence', 3, 3],
};

/** Counted without the program: features of JSON, lines of OpenAir that begin an airspace. */
function countedIn(path: string): number {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  if (!text.startsWith('{')) return text.split(/\r?\n/).filter((line) => line.startsWith('AC ')).length;
  const document = JSON.parse(text);
  return (document.features ?? document.UASZoneList).length;
}

function look(path: string) {
  const { format, zones: used, counted, findings } = readZones(readFileSync(path), basename(path));
  const refused: Record<string, number> = {};
  for (const { severity, code } of findings) if (severity === 'refused') refused[code] = (refused[code] ?? 0) + 1;
  return { summary: [format, used.length, counted, ...(Object.keys(refused).length === 0 ? [] : [refused])], used };
}

describeCorpus('zones of the corpus', 'zones', (files) => {
  test.each(files.map((path) => [basename(path), path]))('%s', (name, path) => {
    const { summary, used } = look(path);
    expect(summary).toEqual(zones[name]);
    expect(summary[2]).toBe(countedIn(path));
    for (const { volumes } of used) {
      for (const { shape } of volumes) {
        if (shape.kind === 'circle') expect(shape.radiusM).toBeGreaterThan(0);
        else for (const ring of shape.rings) expect(ring[0]).toEqual(ring.at(-1));
      }
    }
  });

  test('names of zones are in it, letters beyond ASCII too', () => {
    const path = files.find((file) => file.includes('germany'))!;
    const names = new Set(look(path).used.map(({ name }) => name));
    const lines = readFileSync(path, 'utf8').match(/^AN .*$/gm)!;
    expect(lines.filter((line) => !names.has(line.slice(3).trim()))).toEqual([]);
    expect([...names].some((name) => /[^ -~]/.test(name ?? ''))).toBe(
      /^AN .*[^ -~\r\n]/m.test(readFileSync(path, 'utf8')),
    );
  });
});

describeCorpus('fences of the corpus', 'plan-mission-fence', (files) => {
  test.each(files.map((path) => [basename(path), path]))('%s', (name, path) => {
    const expected = fences[name];
    if (expected !== undefined) {
      expect(look(path).summary).toEqual(expected);
      return;
    }
    // A mission or a plan without a fence, or a map of Google Earth.
    const message = name.endsWith('.kml') ? 'it is in no format of zones that is known' : 'there is no zone in it';
    expect(() => look(path)).toThrow(expect.objectContaining({ code: 'zones-invalid', message }));
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { put } from '../node/harness.ts';
import { canaryTexts, START_UNIX_S, tinyLog } from '../node/tiny-log.ts';
import { logOf, pilotsHome, setClock, sharedHome, squareAt, sync } from './consent-home.ts';

setClock();

test('only keyed names of logs are kept, no value of theirs', async () => {
  const home = await pilotsHome();
  const log = put(home.folder, 'flight.tlog', logOf(7));
  const { grant } = await home.ask('grant', ...sync, '--ceiling', 'track', '--flight', log, '--aircraft', log);
  expect(grant.scope).toEqual({
    flights: [expect.stringMatching(/^[0-9a-f]{64}$/)],
    aircraft: [expect.stringMatching(/^[0-9a-f]{64}$/)],
  });
  const bytes = readFileSync(join(home.home, 'consent.sqlite'), 'latin1');
  expect(bytes).toContain(grant.scope.flights[0]);
  for (const canary of canaryTexts) expect(bytes).not.toContain(canary);
  expect(bytes).not.toContain('flight.tlog');
  // The same log has the same names, and another aircraft has others.
  const again = await home.ask('grant', ...sync, '--ceiling', 'track', '--flight', log, '--aircraft', log);
  expect(again.grant.scope).toEqual(grant.scope);
  const other = put(home.folder, 'other.tlog', logOf(8));
  const { grant: third } = await home.ask('grant', ...sync, '--ceiling', 'track', '--aircraft', other);
  expect(third.scope.aircraft).not.toEqual(grant.scope.aircraft);
});

describe('scopes that cannot be', () => {
  const home = sharedHome();
  const cases: [string, number, (paths: Record<string, string>) => string[], RegExp][] = [
    [
      'a flight of another aircraft',
      2,
      ({ log, other }) => ['--flight', log!, '--aircraft', other!],
      /not, or not certainly, one that --aircraft allows/,
    ],
    ['a flight elsewhere', 2, ({ log, far }) => ['--flight', log!, '--area', far!], /one that --area allows/],
    [
      'a flight of another time',
      2,
      ({ log }) => ['--flight', log!, '--flown-until', '2024-03-09'],
      /one that --flown-from and --flown-until/,
    ],
    ['an aircraft that its log does not tell', 2, ({ tiny }) => ['--aircraft', tiny!], /does not tell which aircraft/],
    ['a log that is none', 1, ({ junk }) => ['--flight', junk!], /--flight .*junk: no known log format/],
    [
      'a log that is not there',
      1,
      ({ missing }) => ['--aircraft', missing!],
      /--aircraft .*missing: there is no such file/,
    ],
    ['an area that is not there', 1, ({ missing }) => ['--area', missing!], /--area .*missing: there is no such file/],
    ['an area that is no JSON', 2, ({ junk }) => ['--area', junk!], /the file is no JSON/],
    ['an area that is a place', 2, ({ place }) => ['--area', place!], /no Polygon/],
    ['an area across the antimeridian', 2, ({ fiji }) => ['--area', fiji!], /crosses the antimeridian/],
    ['an area beyond it', 2, ({ beyond }) => ['--area', beyond!], /crosses the antimeridian/],
  ];

  test.each(cases)('%s', async (_, exit, optionsOf, words) => {
    const { say, entries, folder } = home();
    const paths = {
      log: put(folder, 'log.tlog', logOf(7)),
      other: put(folder, 'other.tlog', logOf(8)),
      tiny: put(folder, 'tiny.tlog', tinyLog()),
      junk: put(folder, 'junk', 'Quuxbury 12.3456789'),
      missing: join(folder, 'missing'),
      far: put(folder, 'far.json', squareAt(8, 47)),
      place: put(folder, 'place.json', '{"type": "Point", "coordinates": [8, 47]}'),
      fiji: put(
        folder,
        'fiji.json',
        ringJson([
          [179, -18],
          [-179, -18],
          [-179, -17],
          [179, -17],
          [179, -18],
        ]),
      ),
      beyond: put(folder, 'beyond.json', squareAt(179.5, -18)),
    };
    expect(START_UNIX_S).toBe(Date.parse('2024-03-09T16:20:00Z') / 1000);
    const before = entries();
    const { code, out, err } = await say('grant', ...sync, '--ceiling', 'track', ...optionsOf(paths));
    expect({ code, out }).toEqual({ code: exit, out: '' });
    expect(err).toMatch(words);
    for (const canary of canaryTexts) expect(err).not.toContain(canary);
    expect(entries()).toBe(before);
  });

  test('and one that can', async () => {
    const { ask, folder } = await pilotsHome();
    const log = put(folder, 'log.tlog', logOf(7));
    const near = put(folder, 'near.json', squareAt(98, 12));
    const fits = [
      '--flight',
      log,
      '--aircraft',
      log,
      '--area',
      near,
      '--flown-from',
      '2024-03-09',
      '--flown-until',
      '2024-03-10',
    ];
    const { grant } = await ask('grant', ...sync, '--ceiling', 'track', ...fits);
    expect(Object.keys(grant.scope).sort()).toEqual(['aircraft', 'areas', 'flights', 'flownFromS', 'flownUntilS']);
  });

  test('several areas of a collection are kept as they are, without heights', async () => {
    const { ask, folder } = await pilotsHome();
    const square = JSON.parse(squareAt(8, 47)).geometry.coordinates;
    const high = square.map((ring: number[][]) => ring.map((position) => [...position, 450]));
    const features = [
      { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: high } },
      { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates: [high, square] } },
    ];
    const file = put(folder, 'areas.json', JSON.stringify({ type: 'FeatureCollection', features }));
    const { grant } = await ask('grant', ...sync, '--ceiling', 'track', '--area', file);
    expect(grant.scope.areas).toEqual([
      { type: 'Polygon', coordinates: square },
      { type: 'MultiPolygon', coordinates: [square, square] },
    ]);
  });
});

function ringJson(ring: readonly (readonly number[])[]): string {
  return JSON.stringify({ type: 'Polygon', coordinates: [ring] });
}

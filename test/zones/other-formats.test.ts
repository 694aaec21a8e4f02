import { describe, expect, test } from 'vitest';
import { collection, feature318, found, type Json, read, refusedBy, square } from './build.ts';

const latitudeFirst = (ring: readonly (readonly [number, number])[]) => ring.map(([x, y]) => [y, x]);

describe('UAS Facility Maps', () => {
  const cell = (properties: Json): Json =>
    collection({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [square(-74, 40.7)] } });

  test('a zone begins at the ceiling, in feet above the ground', () => {
    const [zone] = read(cell({ CEILING: 200, OBJECTID: 5, GLOBALID: 'g-5', APT1_NAME: 'Some Airport' })).zones;
    expect(zone).toMatchObject({
      identifier: 'g-5',
      name: 'Some Airport, above 200 feet',
      country: 'USA',
      restriction: 'requires-authorisation',
    });
    const { lower, upper } = zone!.volumes[0]!;
    expect(lower).toEqual({ heightM: expect.closeTo(60.96, 9), reference: 'AGL' });
    expect(upper).toBeUndefined();
  });

  test('a ceiling of zero is everywhere', () => {
    expect(read(cell({ CEILING: 0, OBJECTID: 5 })).zones[0]).toMatchObject({
      identifier: '5',
      volumes: [{ shape: {} }],
    });
    expect(read(cell({ CEILING: 0, OBJECTID: 5 })).zones[0]!.volumes[0]).not.toHaveProperty('lower');
  });

  test.each([[null], [-1], ['x'], [Number.NaN]])('a ceiling of %s is none', (CEILING) => {
    expect(refusedBy(cell({ CEILING }))).toEqual(['no-ceiling']);
  });

  test('a ceiling of metres, or as text, is told', () => {
    expect(found(read(cell({ CEILING: 1000 })))).toEqual(['warned height-unusual']);
    expect(found(read(cell({ CEILING: '100' })))).toEqual(['tolerated limit-is-text']);
  });
});

describe('plain GeoJSON', () => {
  test('names and numbers are taken where they usually stand, and nothing is made of other members', () => {
    const geometry = { type: 'Polygon', coordinates: [square(8, 47)] };
    const set = read(
      collection(
        { type: 'Feature', id: 'x1', properties: { name: 'One', floor: 100 }, geometry },
        { type: 'Feature', properties: { OBJECTID: 2, title: 'Two' }, geometry },
        { type: 'Feature', properties: null, geometry },
        { type: 'Feature', properties: { radius: 50 }, geometry: { type: 'Point', coordinates: [8, 47] } },
        { type: 'Feature', id: 5, geometry: null },
      ),
    );
    expect(set.zones.map(({ identifier, name, restriction }) => [identifier, name, restriction])).toEqual([
      ['x1', 'One', 'unknown'],
      ['2', 'Two', 'unknown'],
      ['#3', undefined, 'unknown'],
    ]);
    expect(set.counted).toBe(5);
    expect(found(set)).toEqual([
      'refused no-geometry',
      'refused point-without-radius',
      'tolerated identifier-missing',
      'tolerated identifier-missing',
      'warned plain-geojson',
    ]);
  });
});

describe('coordinate systems of GeoJSON', () => {
  const feature: Json = {
    type: 'Feature',
    id: 'a',
    properties: {},
    geometry: { type: 'Polygon', coordinates: [square(8, 47)] },
  };
  const named = (name: Json): Json => ({ type: 'name', properties: { name } });

  test.each([
    ...['urn:ogc:def:crs:OGC:1.3:CRS84', 'urn:ogc:def:crs:OGC::CRS84', 'OGC:CRS84', 'CRS84', 'EPSG:4326', 'epsg:4326'],
    ...['urn:ogc:def:crs:EPSG::4326', 'urn:ogc:def:crs:EPSG:6.9:4326', 'http://www.opengis.net/def/crs/EPSG/0/4326'],
    ...['http://www.opengis.net/def/crs/OGC/1.3/CRS84', 'http://www.opengis.net/gml/srs/epsg.xml#4326'],
  ])('%s is WGS 84', (name) => {
    expect(read({ ...collection(feature), crs: named(name) }).zones).toHaveLength(1);
  });

  test.each<[string, Json]>([
    ['metres on the map', { ...collection(feature), crs: named('urn:ogc:def:crs:EPSG::3857') }],
    ['the Swiss grid', { ...collection(feature), crs: named('EPSG:2056') }],
    ['one that has 4326 in it', { ...collection(feature), crs: named('EPSG:43260') }],
    ['a link', { ...collection(feature), crs: { type: 'link', properties: { href: 'x' } } }],
    ['a text', { ...collection(feature), crs: 'EPSG:3857' }],
    ['of a feature', collection({ ...feature, crs: named('EPSG:3857') })],
    ['of a geometry', collection({ ...feature, geometry: { ...feature.geometry, crs: named('EPSG:3857') } })],
    ['of zones of ED-318', { ...collection(feature318()), crs: named('EPSG:3857') }],
  ])('%s is refused', (_, document) => {
    expect(() => read(document)).toThrow('another coordinate system');
  });
});

describe('the drone zones of Denmark', () => {
  const feature = (properties: Json, geometry: Json = { type: 'Point', coordinates: [12, 55, 0] }): Json => ({
    type: 'Feature',
    geometry,
    properties: { OBJECTID: 1, typeId: 'T', title: 'A', Farve: '4', Lovkrav: 150, Enhed: '1000', ...properties },
  });
  const polygon = { type: 'Polygon', coordinates: [square(12, 55)] };

  test.each<[Json, number]>([
    [{}, 150],
    [{ Lovkrav: 5, Enhed: '1' }, 5000],
    [{ Lovkrav: 5, Enhed: 1 }, 5000],
  ])('a point alone with %j is a circle', (properties, radiusM) => {
    const [zone] = read(collection(feature(properties))).zones;
    expect(zone!.volumes).toEqual([{ shape: { kind: 'circle', centre: [12, 55], radiusM } }]);
    expect(zone).toMatchObject({ country: 'DNK', restriction: 'requires-authorisation', reasons: ['SENSITIVE'] });
  });

  test('a point beside a polygon of its title and colour marks it', () => {
    const set = read(collection(feature({ OBJECTID: 2 }), feature({}, polygon), feature({ OBJECTID: 3, Farve: '1' })));
    expect(set.zones.map(({ identifier }) => identifier)).toEqual(['1', '3']);
    expect(set.findings).toEqual([
      { severity: 'refused', code: 'marks-a-polygon', message: expect.any(String), zone: '2' },
    ]);
  });

  test.each<[Json, string]>([
    [{ Lovkrav: null }, 'point-without-radius'],
    [{ Enhed: '7' }, 'point-without-radius'],
    [{ Aktiv: 'NEJ' }, 'not-active'],
    [{ datoTidSTART: 'soon' }, 'time-unreadable'],
    [{ datoTidSTART: 'Wed, 99 Jun 2026 05:00:00 GMT' }, 'time-unreadable'],
  ])('%j is refused', (properties, code) => {
    expect(refusedBy(collection(feature(properties)))).toEqual([code]);
  });

  test('dates limit a zone; an unknown colour asks for nobody knows what', () => {
    const dates = { datoTidSTART: 'Wed, 10 Jun 2026 05:00:00 GMT', datoTidSLUT: 'Sun, 14 Jun 2026 10:00:00 GMT' };
    const set = read(collection(feature({ ...dates, Farve: '9' })));
    expect(set.zones[0]).toMatchObject({
      restriction: 'unknown',
      applicability: [{ fromS: Date.UTC(2026, 5, 10, 5) / 1000, untilS: Date.UTC(2026, 5, 14, 10) / 1000, hours: [] }],
    });
    expect(found(set)).toEqual(['warned restriction-unknown']);
  });
});

describe('fences of ArduPilot', () => {
  const item = (command: number, parameter: number, latitude: number, longitude: number, frame = 3): string =>
    `0\t0\t${frame}\t${command}\t${parameter}\t0\t0\t0\t${latitude}\t${longitude}\t0\t1`;
  const corners = (command: number, count: number, at = 47): string[] =>
    [
      [0, 0],
      [0, 1],
      [1, 0],
    ].map(([y, x]) => item(command, count, at + y!, 8 + x!));
  const file = (...lines: string[]): string => ['QGC WPL 110', ...lines].join('\r\n');

  test('polygons and circles to stay in or out of', () => {
    const set = read(
      file(
        item(16, 0, 47, 8),
        item(5000, 0, 47, 8),
        ...corners(5001, 3),
        ...corners(5002, 3, 48),
        ...corners(5002, 3, 49),
        item(5003, 100, 47, 8),
        item(5004, 50, 47, 8),
      ),
    );
    expect(
      set.zones.map(({ identifier, isInclusion = false, volumes }) => [
        identifier,
        isInclusion,
        volumes[0]!.shape.kind,
      ]),
    ).toEqual([
      ['inclusion-1', true, 'polygon'],
      ['exclusion-2', false, 'polygon'],
      ['exclusion-3', false, 'polygon'],
      ['inclusion-4', true, 'circle'],
      ['exclusion-5', false, 'circle'],
    ]);
    expect(set.zones[0]!.volumes[0]!.shape).toMatchObject({
      rings: [
        [
          [8, 47],
          [9, 47],
          [8, 48],
          [8, 47],
        ],
      ],
    });
    expect(set.findings).toEqual([]);
  });

  test.each<[string, string[], string[]]>([
    ['too few corners', corners(5001, 4), ['fence-incomplete']],
    [
      'a gap among the corners',
      [...corners(5001, 3).slice(0, 2), item(16, 0, 0, 0), ...corners(5001, 3).slice(2)],
      ['fence-incomplete'],
    ],
    [
      'a line that is none',
      [...corners(5001, 3).slice(0, 2), '?', ...corners(5001, 3).slice(2)],
      ['line-unreadable', 'fence-incomplete'],
    ],
    [
      'corners that cross',
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
      ].map(([y, x]) => item(5001, 4, y!, x!)),
      ['self-intersecting'],
    ],
    ['a radius of nothing', [item(5003, 0, 47, 8)], ['radius-invalid']],
    ['a circle in metres from home', [item(5004, 50, 47, 8, 1)], ['frame-not-global']],
    [
      'a corner in metres from home',
      [...corners(5001, 3).slice(0, 2), corners(5001, 3)[2]!.replace('0\t0\t3', '0\t0\t7')],
      ['frame-not-global'],
    ],
  ])('%s', (_, lines, codes) => {
    expect(refusedBy(file(...lines)).sort()).toEqual(codes.sort());
  });

  test('frames with latitude and longitude are read, whatever heights are above', () => {
    const frames = [0, 3, 5, 6, 10, 11];
    const set = read(file(...frames.map((frame) => item(5004, 50, 47, 8, frame))));
    expect([set.zones.length, set.findings]).toEqual([frames.length, []]);
    const others = Array.from({ length: 22 }, (_, frame) => frame).filter((frame) => !frames.includes(frame));
    expect(refusedBy(file(...others.map((frame) => item(5004, 50, 47, 8, frame))))).toEqual(['frame-not-global']);
  });

  test('the old list of places begins with where to return to', () => {
    const ring = ['47 8', '47 9', '48 9', '47 8'];
    const inside = read(['# fence', '47.2 8.5', ...ring].join('\n'));
    expect(inside.zones).toMatchObject([
      {
        identifier: 'inclusion-1',
        isInclusion: true,
        volumes: [
          {
            shape: {
              rings: [
                [
                  [8, 47],
                  [9, 47],
                  [9, 48],
                  [8, 47],
                ],
              ],
            },
          },
        ],
      },
    ]);
    expect(inside.findings).toEqual([]);
    expect(found(read(['50 8.5', ...ring].join('\n')))).toEqual(['warned return-point-outside']);
    expect(found(read(['47.2 8.5', ...ring.slice(0, -1)].join('\n')))).toEqual(['tolerated ring-not-closed']);
    expect(refusedBy(['47.2 8.5', '47 8', '48 9', '47 9', '48 8', '47 8'].join('\n'))).toEqual(['self-intersecting']);
  });
});

describe('plans of QGroundControl', () => {
  const plan = (geoFence: Json): Json => ({ fileType: 'Plan', version: 1, geoFence, mission: {} });
  const polygon = latitudeFirst(square(8, 47).slice(0, -1));

  test('polygons and circles of version 2', () => {
    const set = read(
      plan({
        version: 2,
        polygons: [
          { inclusion: true, polygon, version: 1 },
          { inclusion: false, polygon },
        ],
        circles: [{ inclusion: false, circle: { center: [47, 8], radius: 120.5 }, version: 1 }],
      }),
    );
    expect(set.zones.map(({ identifier }) => identifier)).toEqual(['inclusion-1', 'exclusion-2', 'exclusion-3']);
    expect(set.zones[0]!.volumes[0]!.shape).toEqual({ kind: 'polygon', rings: [square(8, 47)] });
    expect(set.zones[2]!.volumes[0]!.shape).toEqual({ kind: 'circle', centre: [8, 47], radiusM: 120.5 });
    expect(set.findings).toEqual([]);
  });

  test.each([
    ['in a plan', plan({ version: 1, polygon, breachReturn: [47, 8] })],
    ['in a file of its own', { fileType: 'GeoFence', version: 1, polygon }],
  ])('the polygon of version 1, %s', (_, document) => {
    const set = read(document);
    expect(set.zones).toMatchObject([{ isInclusion: true, volumes: [{ shape: { rings: [square(8, 47)] } }] }]);
    expect(found(set)).toEqual(['tolerated old-fence']);
  });

  test.each<[Json, number]>([
    [{ version: 1, polygon, circle: { center: [47, 8], radius: 100 } }, 1],
    [{ version: 2, polygons: [{ inclusion: true, polygon }], circle: { center: [47, 8], radius: 100 } }, 1],
  ])('a circle of version 1 is refused, and told: %j', (geoFence, zones) => {
    const set = read(plan(geoFence));
    expect([set.zones.length, set.counted]).toEqual([zones, zones + 1]);
    expect(found(set)).toContain('refused old-circle');
    expect(refusedBy(plan({ version: 1, circle: geoFence.circle }))).toEqual(['old-circle']);
  });

  test.each<[Json, string]>([
    [{ polygons: [{ polygon }] }, 'inclusion-missing'],
    [{ polygons: [{ inclusion: true, polygon: [[47, 8]] }] }, 'ring-too-short'],
    [{ circles: [{ inclusion: true, circle: { center: [47, 8], radius: -1 } }] }, 'radius-invalid'],
    [{ circles: [{ inclusion: true, circle: { center: [97, 8], radius: 5 } }] }, 'swapped-axes'],
    [{ circles: [{ inclusion: true }] }, 'position-unreadable'],
    [{ polygons: [7] }, 'inclusion-missing'],
  ])('%j is refused', (geoFence, code) => {
    expect(refusedBy(plan(geoFence))).toEqual([code]);
  });
});

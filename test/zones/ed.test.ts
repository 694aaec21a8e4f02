import { describe, expect, test } from 'vitest';
import { collection, feature318, found, type Json, read, refusedBy, square, zone269 } from './build.ts';

const features269 = (...features: Json[]): Json => ({ title: 'zones', features });
const first = (document: Json) => read(document).zones[0]!;

describe('ED-269', () => {
  test('a zone as it should be gives no finding', () => {
    const set = read(features269(zone269()));
    expect(set.findings).toEqual([]);
    expect(set).toMatchObject({ format: 'ed269', counted: 1, source: { name: 'a file' } });
    expect(set.zones).toEqual([
      {
        identifier: 'XX-1',
        name: 'A zone',
        country: 'CHE',
        restriction: 'requires-authorisation',
        reasons: ['AIR_TRAFFIC'],
        extra: { zoneAuthority: [{ name: [{ text: 'Somebody', lang: 'und' }], purpose: 'AUTHORIZATION' }] },
        volumes: [
          {
            shape: { kind: 'polygon', rings: [square(8, 47)] },
            lower: { heightM: 0, reference: 'AGL' },
            upper: { heightM: 120, reference: 'AGL' },
          },
        ],
        applicability: [],
      },
    ]);
  });

  test.each([
    ['features', { features: [zone269()] }, []],
    ['UASZoneList', { UASZoneList: [zone269()] }, []],
    ['a list', [zone269()], ['tolerated top-level-list']],
  ])('zones stand under %s', (_, document, findings) => {
    const set = read(document);
    expect(set.zones).toHaveLength(1);
    expect(found(set)).toEqual(findings);
  });

  test.each([
    ['REQ_AUTHORISATION', 'requires-authorisation', []],
    ['REQ_AUTHORIZATION', 'requires-authorisation', ['tolerated restriction-spelling']],
    ['prohibited', 'prohibited', ['tolerated restriction-spelling']],
    ['PROHIBITED', 'prohibited', []],
    ['CONDITIONAL', 'conditional', []],
    ['NO_RESTRICTION', 'none', []],
    ['FORBIDDEN', 'unknown', ['warned restriction-unknown']],
    [null, 'unknown', ['warned restriction-unknown']],
  ])('the restriction %s', (restriction, meaning, findings) => {
    const set = read(features269(zone269({ restriction })));
    expect(set.zones[0]!.restriction).toBe(meaning);
    expect(found(set)).toEqual(findings);
  });

  test.each<[string, Json, Json, string[]]>([
    ['text', { upperLimit: '120', lowerLimit: ' 0 ' }, { upper: [120, 'AGL'], lower: [0, 'AGL'] }, ['limit-is-text']],
    ['feet', { uomDimensions: 'FT', upperLimit: 400 }, { upper: [121.92, 'AGL'], lower: [0, 'AGL'] }, []],
    ['a sentinel', { upperLimit: 99999 }, { lower: [0, 'AGL'] }, ['no-top-as-number']],
    ['null', { upperLimit: null, lowerLimit: null }, {}, ['lower-missing', 'upper-missing']],
    ['AMSL', { upperVerticalReference: 'AMSL' }, { upper: [120, 'AMSL'], lower: [0, 'AGL'] }, []],
    ['WGS84', { upperVerticalReference: 'WGS84' }, { upper: [120, 'WGS84'], lower: [0, 'AGL'] }, []],
    ['agl', { upperVerticalReference: 'agl' }, { upper: [120, 'AGL'], lower: [0, 'AGL'] }, ['reference-spelling']],
    ['no unit, and zero', { uomDimensions: null, upperLimit: null }, { lower: [0, 'AGL'] }, ['upper-missing']],
    ['high', { upperLimit: 50_000 }, { upper: [50_000, 'AGL'], lower: [0, 'AGL'] }, ['height-unusual']],
  ])('limits: %s', (_, volume, { upper, lower }, codes) => {
    const set = read(features269(zone269({}, volume)));
    const limit = (pair: [number, string] | undefined) =>
      pair && { heightM: expect.closeTo(pair[0], 9), reference: pair[1] };
    expect(set.zones[0]!.volumes[0]!.upper).toEqual(limit(upper));
    expect(set.zones[0]!.volumes[0]!.lower).toEqual(limit(lower));
    expect(set.findings.map(({ code }) => code).sort()).toEqual(codes);
  });

  test.each<[string, Json, string]>([
    ['AHL', { upperVerticalReference: 'AHL' }, 'reference-unknown'],
    ['no reference', { upperVerticalReference: null }, 'reference-missing'],
    ['no unit', { uomDimensions: undefined }, 'unit-missing'],
    ['inches', { uomDimensions: 'IN' }, 'unit-unknown'],
    ['words', { upperLimit: 'high' }, 'limit-unreadable'],
    ['words with a number', { upperLimit: '120m' }, 'limit-unreadable'],
    ['upside down', { lowerLimit: 200 }, 'limits-inverted'],
    ['no projection', { horizontalProjection: null }, 'no-geometry'],
    ['a line', { horizontalProjection: { type: 'LineString', coordinates: square(8, 47) } }, 'geometry-unknown'],
  ])('a volume is refused for %s', (_, volume, code) => {
    // Another zone beside it tells which format it is.
    const set = read(features269(zone269({ identifier: 'other' }), zone269({}, volume)));
    expect(set.zones.map(({ identifier }) => identifier)).toEqual(['other']);
    expect(set.counted).toBe(2);
    expect(set.findings).toEqual([{ severity: 'refused', code, message: expect.any(String), zone: 'XX-1' }]);
  });

  test.each<[Json, number | undefined, string[]]>([
    [{ radius: 500 }, 500, []],
    [{ radius: '500' }, 500, ['tolerated radius-is-text']],
    [{ radius: 1_000_000 }, 1_000_000, ['warned radius-unusual']],
    [{ radius: 1 }, 1, ['warned radius-unusual']],
    [{ radius: 1_000_001 }, undefined, ['radius-invalid']],
    [{ radius: 0 }, undefined, ['radius-invalid']],
    [{ radius: -3 }, undefined, ['radius-invalid']],
    [{ radius: null }, undefined, ['radius-invalid']],
    [{ radius: 'wide' }, undefined, ['radius-invalid']],
    [{ radius: 500, center: [8, 97] }, undefined, ['degrees-out-of-range', 'swapped-axes'].slice(1)],
    [{ radius: 500, center: [181, 7] }, undefined, ['degrees-out-of-range']],
    [{ radius: 500, center: null }, undefined, ['position-unreadable']],
  ])('a circle with %j', (members, radiusM, findings) => {
    const document = features269(
      zone269({}, { horizontalProjection: { type: 'Circle', center: [8, 47], ...members } }),
    );
    if (radiusM === undefined) {
      expect(refusedBy(document)).toEqual(findings);
    } else {
      const set = read(document);
      expect(set.zones[0]!.volumes[0]!.shape).toEqual({ kind: 'circle', centre: [8, 47], radiusM });
      expect(found(set)).toEqual(findings);
    }
  });

  test('a radius is in the unit of its volume', () => {
    const projection = { type: 'Circle', center: [8, 47], radius: 1000 };
    const set = read(features269(zone269({}, { uomDimensions: 'FT', horizontalProjection: projection })));
    expect(set.zones[0]!.volumes[0]!.shape).toMatchObject({ radiusM: expect.closeTo(304.8, 9) });
    expect(found(set)).toEqual(['warned radius-in-feet']);
  });

  test('of several volumes the readable ones are used', () => {
    const [volume] = zone269().geometry;
    const set = read(
      features269(zone269({ geometry: [volume, { ...volume, upperVerticalReference: 'AHL' }, volume] })),
    );
    expect(set.zones[0]!.volumes).toHaveLength(2);
    expect(found(set)).toEqual(['refused reference-unknown']);
  });

  test('zones that stand in features of GeoJSON are read with their heights and times', () => {
    const { geometry, ...members } = zone269({ applicability: [{ startDateTime: '2026-08-01T06:00:00Z' }] });
    const { horizontalProjection, ...limits } = geometry[0];
    const feature = { type: 'Feature', geometry: horizontalProjection, properties: { ...members, geometry: limits } };
    const set = read(collection(feature, { ...feature, geometry: null }, 7));
    expect(set.format).toBe('ed269');
    expect(set.zones).toEqual(read(features269({ ...members, geometry })).zones);
    expect(found(set)).toEqual(['refused no-geometry', 'refused no-properties', 'tolerated ed269-in-geojson']);
  });

  test('identifiers are not made up, and doubles are told once', () => {
    const set = read(
      features269(zone269({ identifier: null }), zone269(), zone269(), zone269(), zone269({ identifier: 7 })),
    );
    expect(set.zones.map(({ identifier }) => identifier)).toEqual(['#1', 'XX-1', 'XX-1', 'XX-1', '7']);
    expect(found(set)).toEqual([
      'tolerated identifier-missing',
      'tolerated identifier-missing',
      'warned duplicate-identifier',
    ]);
  });
});

describe('ED-318', () => {
  test('a zone as it should be gives no finding', () => {
    const set = read(collection(feature318()));
    expect(set.findings).toEqual([]);
    expect(set.format).toBe('ed318');
    expect(set.zones[0]).toMatchObject({
      identifier: 'ABC1234',
      name: 'A zone',
      restriction: 'requires-authorisation',
      volumes: [{ shape: { rings: [square(8, 47)] }, upper: { heightM: 120, reference: 'AGL' } }],
      extra: { name: [{ text: 'A zone', lang: 'en-GB' }], zoneAuthority: [{ purpose: 'AUTHORIZATION' }] },
    });
  });

  test.each<[string, Json, string[]]>([
    ['REQ_AUTHORISATION', { type: 'REQ_AUTHORISATION' }, ['tolerated restriction-spelling']],
    ['a plain name', { name: 'A zone' }, ['tolerated text-without-language']],
    ['a plain reason', { reason: 'AIR_TRAFFIC' }, ['tolerated not-a-list']],
    [
      'nulls',
      { message: null, limitedApplicability: null, region: null, name: null },
      ['tolerated schema-message', 'tolerated schema-region'],
    ],
    ['a long identifier', { identifier: 'ABC12345' }, ['tolerated schema-identifier']],
    ['no authority', { zoneAuthority: [] }, ['tolerated schema-zone-authority']],
    ['members that nobody knows', { colour: 'red' }, ['tolerated schema-members']],
    [
      'the times of ED-269',
      { applicability: [{ permanent: 'YES' }] },
      ['tolerated applicability-of-ed269', 'tolerated schema-members'],
    ],
    ['two letters of country', { country: 'CH' }, ['tolerated country-unknown']],
  ])('%s', (_, members, findings) => {
    expect(found(read(collection(feature318(members))))).toEqual(findings);
  });

  test('U-space is a condition, and keeps its word', () => {
    const zone = first(collection(feature318({ type: 'USPACE' })));
    expect(zone.restriction).toBe('conditional');
    expect(zone.extra).toMatchObject({ type: 'USPACE' });
  });

  test.each<[Json, string[] | number]>([
    [{ subType: 'Circle', radius: 500 }, 0],
    [{ radius: 500 }, ['tolerated extent-without-type']],
    [{ subType: 'Ellipse', radius: 500 }, -1],
    [undefined, -1],
  ])('a point with the extent %j', (extent, outcome) => {
    const document = collection(
      feature318({ identifier: 'other' }),
      feature318({}, { type: 'Point', coordinates: [8, 47, 400], extent }),
    );
    const set = read(document);
    if (outcome === -1) {
      expect(set.zones).toHaveLength(1);
      expect(set.findings[0]!.severity).toBe('refused');
    } else {
      expect(set.zones[1]!.volumes[0]!.shape).toEqual({ kind: 'circle', centre: [8, 47], radiusM: 500 });
      expect(found(set)).toEqual(outcome === 0 ? [] : outcome);
    }
  });

  test('a unit that is missing means metres, feet are feet', () => {
    const limits = { upper: 100, upperReference: 'AMSL', lower: 10, lowerReference: 'AGL' };
    const [metres, feet] = read(
      collection(feature318({}, { layer: limits }), feature318({}, { layer: { ...limits, uom: 'ft' } })),
    ).zones;
    expect(metres!.volumes[0]).toMatchObject({ upper: { heightM: 100, reference: 'AMSL' }, lower: { heightM: 10 } });
    expect(feet!.volumes[0]!.upper!.heightM).toBeCloseTo(30.48, 9);
    expect(feet!.volumes[0]!.lower!.heightM).toBeCloseTo(3.048, 9);
  });

  test('layers in a list are one volume each, and told', () => {
    const layer = { lower: 0, lowerReference: 'AGL', upper: 120, upperReference: 'AGL', uom: 'm' };
    const set = read(collection(feature318({}, { layer: [layer, { ...layer, lower: 300, upper: 600 }] })));
    expect(set.zones[0]!.volumes.map(({ lower, upper }) => [lower?.heightM, upper?.heightM])).toEqual([
      [0, 120],
      [300, 600],
    ]);
    expect(found(set)).toEqual(['tolerated layer-list']);
    expect(refusedBy(collection(feature318({}, { layer: 'low' })))).toEqual(['layer-unreadable']);
    expect(refusedBy(collection(feature318({}, { layer: ['low'] })))).toEqual(['layer-unreadable']);
  });

  test('a layer under the properties is that of geometries without one, and told', () => {
    const layer = { lower: 10, lowerReference: 'AGL', upper: 50, upperReference: 'AGL' };
    const set = read(collection(feature318({ layer }, { layer: undefined })));
    expect(set.zones[0]!.volumes[0]).toMatchObject({ lower: { heightM: 10 }, upper: { heightM: 50 } });
    expect(found(set)).toEqual(['tolerated layer-in-properties', 'tolerated schema-members']);
    expect(first(collection(feature318({ layer }))).volumes[0]).toMatchObject({ upper: { heightM: 120 } });
  });

  test.each<[Json, number | undefined, string[]]>([
    ['m', 500, []],
    [' M ', 500, []],
    ['ft', 152.4, ['warned radius-in-feet']],
    ['FT', 152.4, ['warned radius-in-feet']],
    ['km', undefined, ['unit-unknown']],
    [7, undefined, ['unit-unknown']],
  ])('the unit of an extent: %j', (uom, radiusM, findings) => {
    const document = collection(
      feature318({}, { type: 'Point', coordinates: [8, 47], extent: { subType: 'Circle', radius: 500, uom } }),
    );
    if (radiusM === undefined) expect(refusedBy(document)).toEqual(findings);
    else {
      expect(first(document).volumes[0]!.shape).toMatchObject({ radiusM: expect.closeTo(radiusM, 9) });
      expect(found(read(document))).toEqual(findings);
    }
  });

  test('collections and multi-polygons are one volume a shape; a layer of the collection is that of its members', () => {
    const polygon = { type: 'Polygon', coordinates: [square(8, 47)] };
    const own = { ...polygon, layer: { upper: 50, upperReference: 'AGL', lower: 0, lowerReference: 'AGL' } };
    const parts = { type: 'MultiPolygon', coordinates: [[square(9, 47)], [square(10, 47)]] };
    const geometry = { type: 'GeometryCollection', geometries: [polygon, own, parts], coordinates: undefined };
    const { volumes } = first(collection(feature318({}, geometry)));
    expect(volumes.map(({ upper }) => upper?.heightM)).toEqual([120, 50, 120, 120]);
  });

  test('what nests without end is refused', () => {
    let geometry: Json = { type: 'Polygon', coordinates: [square(8, 47)] };
    for (let depth = 0; depth < 50; depth++) geometry = { type: 'GeometryCollection', geometries: [geometry] };
    expect(refusedBy(collection({ ...feature318(), geometry }))).toEqual(['nested-too-deeply']);
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const text = JSON.stringify(collection(feature318())).replace('[{"text":"A zone","lang":"en-GB"}]', deep);
    expect(read(text).zones).toHaveLength(1);
    expect(refusedBy(`{"type":"Polygon","coordinates":${deep}}`)).toEqual(['position-unreadable']);
  });

  test('nothing of the file is carried along that would reach the prototype of objects', () => {
    const text = JSON.stringify(collection(feature318({ extendedProperties: { a: 1 } })));
    const { zones } = read(text.replace('"a":1', '"__proto__":{"polluted":1}'));
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(zones).toHaveLength(1);
  });
});

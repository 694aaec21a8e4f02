import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FlightveilError } from '../../src/model/errors.ts';
import { readZones } from '../../src/zones/read-zones.ts';
import { collection, feature318, found, type Json, read, square, zone269 } from './build.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const errorOf = (bytes: Uint8Array, options = {}): FlightveilError => {
  try {
    readZones(bytes, 'a file', options);
  } catch (error) {
    expect(error).toBeInstanceOf(FlightveilError);
    expect((error as FlightveilError).code).toBe('zones-invalid');
    return error as FlightveilError;
  }
  throw new Error('it was read');
};
const zip = (first: number[]): Uint8Array => Uint8Array.from([...first, ...Array(50).fill(0x41)]);

describe('the format of a file', () => {
  const plain = { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [square(8, 47)] } };
  const fence = { fileType: 'Plan', geoFence: { polygons: [{ inclusion: true, polygon: square(8, 47) }] } };

  test.each<[string, Json]>([
    ['ed318', collection(feature318())],
    ['ed269', { features: [zone269()] }],
    ['ed269', { UASZoneList: [zone269()] }],
    ['faa-uasfm', collection({ ...plain, properties: { CEILING: 100 } })],
    ['geojson', collection({ ...plain, properties: { Farve: '1', typeId: 'x', title: 'y' } })],
    ['ed269', { features: [zone269(), 7] }],
    ['geojson', collection(plain)],
    ['geojson', plain],
    ['geojson', plain.geometry],
    ['qgc-plan', fence],
    ['openair', 'AC R\nDP 47:00 N 8:00 E\nDP 47:00 N 9:00 E\nDP 48:00 N 8:00 E'],
    ['ardupilot-fence', 'QGC WPL 110\n0\t0\t0\t5004\t20\t0\t0\t0\t47.1\t8.1\t0\t1'],
    ['ardupilot-fence', '47.05,8.05\n47 8\n47 9\n48 8\n47 8'],
  ])('%s is found by its content', (format, document) => {
    const { format: is, zones, source } = read(document);
    expect(is).toBe(format);
    expect(zones).toHaveLength(1);
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    expect(source).toEqual({ name: 'a file', version: createHash('sha256').update(text).digest('hex') });
  });

  test('a mark of UTF-8 is fine, other letters are told, UTF-16 is refused', () => {
    const text = JSON.stringify({ features: [zone269({ name: 'Zürich' })] });
    expect(read(`\uFEFF${text}`).findings).toEqual([]);
    const latin = readZones(
      Uint8Array.from(text, (char) => char.charCodeAt(0)),
      'a file',
    );
    expect(latin.zones[0]!.name).toBe('Zürich');
    expect(found(latin)).toEqual(['tolerated encoding']);
    expect(errorOf(Uint8Array.from([0xff, 0xfe, 0x7b, 0, 0x7d, 0])).message).toContain('UTF-16');
  });
});

describe('a file that cannot be used', () => {
  test.each<[string, Uint8Array]>([
    ['zip', zip([0x50, 0x4b, 0x03, 0x04])],
    ['zip', zip([0x50, 0x4b, 0x05, 0x06])],
    ['gzip', gzipSync('{}')],
    ['7z', zip([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c])],
    ['rar', zip([0x52, 0x61, 0x72, 0x21])],
    ['xz', zip([0xfd, 0x37, 0x7a, 0x58, 0x5a])],
    ['bzip2', zip([0x42, 0x5a, 0x68])],
    ['zstd', zip([0x28, 0xb5, 0x2f, 0xfd])],
  ])('%s is to be unpacked first', (archive, bytes) => {
    const error = errorOf(bytes);
    expect(error.facts).toEqual({ archive });
    expect(error.advice).toMatch(/^Unpack/);
  });

  test.each<[string, string]>([
    ['', 'it is empty'],
    [' \n', 'it is empty'],
    ['{"type":"FeatureCollection","features":[', 'it begins as JSON and is none'],
    ['{}', 'it is in no format of zones that is known'],
    ['[]', 'it is in no format of zones that is known'],
    ['[1,2]', 'it is in no format of zones that is known'],
    ['{"features":7}', 'it is in no format of zones that is known'],
    ['{"type":"FeatureCollection","features":{}}', 'it is in no format of zones that is known'],
    ['<kml></kml>', 'it is in no format of zones that is known'],
    ['\0\0\0\0', 'it is no text'],
    ['{"type":"FeatureCollection","features":[]}', 'there is no zone in it'],
    ['{"features":[],"UASZoneList":[]}', 'there is no zone in it'],
    ['{"fileType":"Plan","mission":{}}', 'there is no zone in it'],
    ['{"fileType":"Plan","geoFence":{"circles":[],"polygons":[],"version":2}}', 'there is no zone in it'],
    ['QGC WPL 110\n0\t1\t0\t16\t0\t0\t0\t0\t47\t8\t0\t1', 'there is no zone in it'],
  ])('%j', (text, message) => {
    expect(errorOf(bytesOf(text)).message).toBe(message);
  });

  test('one that is larger than it may be', () => {
    const bytes = bytesOf(JSON.stringify({ features: [zone269()] }));
    expect(errorOf(bytes, { maxBytes: bytes.length - 1 }).facts).toEqual({ maxBytes: bytes.length - 1 });
    expect(readZones(bytes, 'a file', { maxBytes: bytes.length }).zones).toHaveLength(1);
  });

  test('one whose zones are all refused says why, how often, and no value of it', () => {
    const document = {
      features: [zone269({}, { upperVerticalReference: 'SECRET' }), zone269({ identifier: 'b', geometry: null })],
    };
    const error = errorOf(bytesOf(JSON.stringify({ ...document, features: [...document.features, 5] })));
    expect(error.facts).toEqual({
      format: 'ed269',
      zones: 3,
      'reference-unknown': 1,
      'no-geometry': 1,
      'no-properties': 1,
    });
    expect(JSON.stringify([error.message, error.facts, error.advice])).not.toContain('SECRET');
  });

  test('of any kind ends in a FlightveilError, or in zones that are valid', () => {
    const words = fc.constantFrom<Json>(
      ...[
        null,
        true,
        -1,
        7,
        1e308,
        '',
        'Circle',
        'Polygon',
        'GeometryCollection',
        [],
        {},
        [[[8, 47]]],
        [square(8, 47)],
      ],
    );
    const value = fc.letrec<{ any: Json }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        words,
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(
          fc.constantFrom(
            ...[
              'type',
              'coordinates',
              'geometry',
              'geometries',
              'extent',
              'radius',
              'subType',
              'layer',
              'upper',
              'identifier',
            ],
            ...[
              'horizontalProjection',
              'center',
              'applicability',
              'schedule',
              'day',
              'startTime',
              'name',
              'reason',
              'zoneAuthority',
            ],
          ),
          tie('any'),
          { maxKeys: 6 },
        ),
      ),
    })).any;
    let read269 = 0;
    let refused = 0;
    const attempt = (document: Json): void => {
      try {
        const set = read(document);
        read269++;
        for (const zone of set.zones) expect(zone.volumes.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toMatchObject({ name: 'FlightveilError', code: 'zones-invalid' });
        refused++;
      }
    };
    fc.assert(
      fc.property(value, fc.constantFrom(...Object.keys(zone269()), 'extra'), (any, member) => {
        attempt({ features: [zone269({ [member]: any })] });
        attempt({ features: [zone269({}, { [member]: any, horizontalProjection: any })] });
        attempt(collection(feature318({ [member]: any })));
        attempt(collection(feature318({}, any)));
        attempt({ ...collection(), features: any });
        attempt(any);
      }),
      { numRuns: 1_500, seed: 7 },
    );
    expect(read269).toBeGreaterThan(1_000);
    expect(refused).toBeGreaterThan(1_000);
  });
});

describe('swapped axes', () => {
  const swap = (ring: readonly (readonly number[])[]) => ring.map(([x, y]) => [y, x]);
  const projection = (ring: Json) => ({ horizontalProjection: { type: 'Polygon', coordinates: [ring] } });
  const zones = (...volumes: Json[]) => ({
    features: volumes.map((volume, index) => zone269({ identifier: `Z${index}`, country: null }, volume)),
  });

  test('are warned of where the zone would lie in its country', () => {
    const set = read({
      features: [zone269({ identifier: 'right' }), zone269({ identifier: 'wrong' }, projection(swap(square(8, 47))))],
    });
    expect(set.findings).toEqual([
      { severity: 'warned', code: 'swapped-axes', message: expect.any(String), zone: 'wrong' },
    ]);
  });

  test('are warned of where the zone would lie among the others', () => {
    const set = read(
      zones({}, projection(square(8.5, 47)), projection(swap(square(8.2, 47))), projection(square(9, 47))),
    );
    expect(set.findings).toEqual([
      { severity: 'warned', code: 'swapped-axes', message: expect.any(String), zone: 'Z2' },
    ]);
  });

  test('are warned of for a whole file that lies in no country', () => {
    const sea = collection({
      type: 'Feature',
      id: 1,
      geometry: { type: 'Polygon', coordinates: [swap(square(15, 62))] },
    });
    expect(found(read(sea))).toEqual(['warned plain-geojson', 'warned swapped-axes']);
  });

  test('are not where nothing would be better', () => {
    expect(read(zones({}, projection(square(7.5, 46.5)), projection(square(9, 47)))).findings).toEqual([]);
    expect(read({ features: [zone269({ country: 'FRA' }, projection(square(8, 47)))] }).findings).toEqual([]);
  });
});

describe('an identifier that cannot be shown or kept', () => {
  test.each(['A\u001b[2J', 'A\nB', 'A\u202eB', '\ud800', 'A'.repeat(201)])(
    'gives its zone a number: %j',
    (identifier) => {
      const text = JSON.stringify({ features: [{ ...zone269(), identifier }] });
      const { zones, findings } = readZones(bytesOf(text), 'a file\u001b');
      expect(zones.map((zone) => zone.identifier)).toEqual(['#1']);
      expect(findings).toContainEqual(expect.objectContaining({ severity: 'tolerated', code: 'identifier-unusable' }));
    },
  );

  test('is no usual one', () => {
    const { zones, source } = readZones(bytesOf(JSON.stringify({ features: [zone269()] })), 'a\u001bfile');
    expect(zones[0]!.identifier).not.toMatch(/^#/);
    expect(source.name).toBe('a?file');
  });
});

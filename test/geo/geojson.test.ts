import { describe, expect, test } from 'vitest';
import { zonesOfGeoJson } from '../../src/geo/geojson.ts';
import { anyOf } from '../../src/geo/zone.ts';

const box = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const polygon = (...coordinates: unknown[]) => ({ type: 'Polygon', coordinates });
const feature = (geometry: unknown) => ({ type: 'Feature', properties: { name: 'Kelda Road' }, geometry });
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });

const holds = (document: unknown, latitude: number, longitude: number): boolean =>
  anyOf(zonesOfGeoJson(document)).contains(latitude, longitude);

describe('polygons', () => {
  test.each([
    ['alone', polygon(box(10, 50, 11, 51))],
    ['in a feature', feature(polygon(box(10, 50, 11, 51)))],
    [
      'of a collection, not the first',
      collection(feature(polygon(box(1, 1, 2, 2))), feature(polygon(box(10, 50, 11, 51)))),
    ],
    ['of several in one', { type: 'MultiPolygon', coordinates: [[box(1, 1, 2, 2)], [box(10, 50, 11, 51)]] }],
    ['with heights', polygon(box(10, 50, 11, 51).map((position) => [...position, 300]))],
    ['of several that overlap', { type: 'MultiPolygon', coordinates: [[box(10, 50, 11, 51)], [box(10, 50, 11, 51)]] }],
  ])('%s', (_name, document) => {
    expect(holds(document, 50.5, 10.5)).toBe(true);
    expect(holds(document, 50.5, 11.5)).toBe(false);
    expect(holds(document, 10.5, 50.5)).toBe(false);
  });

  test('with a hole', () => {
    const document = polygon(box(10, 50, 11, 51), box(10.4, 50.4, 10.6, 50.6));
    expect(holds(document, 50.5, 10.5)).toBe(false);
    expect(holds(document, 50.2, 10.2)).toBe(true);
  });

  test.each([
    ['drawn across', polygon(box(179, 10, -179, 12))],
    ['drawn beyond 180', polygon(box(179, 10, 181, 12))],
    ['drawn from the other side', polygon(box(-181, 10, -179, 12))],
    [
      'cut in two (RFC 7946, 3.1.9)',
      { type: 'MultiPolygon', coordinates: [[box(179, 10, 180, 12)], [box(-180, 10, -179, 12)]] },
    ],
  ])('over the antimeridian, %s', (_name, document) => {
    for (const longitude of [179.5, -179.5]) expect(holds(document, 11, longitude)).toBe(true);
    for (const longitude of [178.5, -178.5, 0]) expect(holds(document, 11, longitude)).toBe(false);
  });

  test('around a pole, closed along its latitude', () => {
    const document = polygon([
      [-180, -70],
      [180, -70],
      [180, -90],
      [-180, -90],
      [-180, -70],
    ]);
    for (const longitude of [-180, -90, 0, 90, 180]) expect(holds(document, -80, longitude)).toBe(true);
    expect(holds(document, -60, 0)).toBe(false);
  });
});

describe('what is no zone is refused with the number of the feature, and no value of it', () => {
  const bad = (ring: unknown) => collection(feature(polygon(box(1, 1, 2, 2))), feature(polygon(ring)));
  test.each([
    ['text', 'the file: it is no GeoJSON object', 'polygon'],
    ['nothing', 'the file: it has no polygon', collection()],
    ['no list of features', 'its features are no list', { type: 'FeatureCollection' }],
    ['a point', 'feature 1: it is no Polygon', collection(feature({ type: 'Point', coordinates: [10.123, 50.456] }))],
    ['no geometry', 'feature 1: it has no geometry', collection(feature(null))],
    ['an open ring', 'feature 2, ring 1: it is not closed', bad(box(10.123, 50.456, 11, 51).slice(0, 4))],
    ['a short ring', 'feature 2, ring 1: it has fewer than four', bad(box(10.123, 50.456, 11, 51).slice(0, 3))],
    ['latitude first', 'feature 2, ring 1: a position is not on the Earth', bad(box(50.456, 110.123, 51, 111))],
    [
      'text in a position',
      'feature 2, ring 1: a position is no pair of numbers',
      bad([
        ['a', 1],
        [1, 2],
        [2, 2],
        ['a', 1],
      ]),
    ],
    [
      'nothing in a position',
      'a position is no pair of numbers',
      bad([
        [null, 1],
        [1, 2],
        [2, 2],
        [null, 1],
      ]),
    ],
    [
      'a ring around a pole',
      'feature 2, ring 1: it goes around a pole',
      bad([
        [-120, 80],
        [0, 80],
        [120, 80],
        [-120, 80],
      ]),
    ],
    ['no ring', 'feature 1: it has no ring', feature(polygon())],
  ])('%s', (_name, message, document) => {
    const wrapped = message.startsWith('feature 1: it has no ring') ? collection(document) : document;
    let caught: unknown;
    try {
      zonesOfGeoJson(wrapped);
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({ name: 'FlightveilError', code: 'usage' });
    const text = `${(caught as Error).message} ${JSON.stringify(caught)}`;
    expect(text).toContain(message);
    expect(text).not.toMatch(/Kelda|10\.123|50\.456/);
  });
});

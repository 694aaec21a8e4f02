import { FlightveilError } from '../model/errors.ts';
import { Polygon, type Zone } from './zone.ts';

const MAX_POSITIONS = 200_000;

type Position = readonly [longitudeDeg: number, latitudeDeg: number];

/**
 * The polygons of a GeoJSON document (RFC 7946): Polygon and MultiPolygon, alone, in features and in collections of them. Rings may cross the
 * antimeridian; one around a pole is closed along the pole's latitude.
 *
 * @param document as JSON.parse gives it
 * @throws FlightveilError `usage` that names the feature by its number, and no value of it
 */
export function zonesOfGeoJson(document: unknown): readonly Zone[] {
  const reader = new Reader();
  if (isObject(document) && document.type === 'FeatureCollection') {
    if (!Array.isArray(document.features)) throw wrong('the file', 'its features are no list');
    document.features.forEach((feature: unknown, index) => {
      reader.feature(feature, `feature ${index + 1}`);
    });
  } else {
    reader.feature(document, 'the file');
  }
  if (reader.zones.length === 0) throw wrong('the file', 'it has no polygon');
  return reader.zones;
}

class Reader {
  readonly zones: Zone[] = [];
  #positions = 0;

  feature(value: unknown, name: string): void {
    if (!isObject(value)) throw wrong(name, 'it is no GeoJSON object');
    if (value.type === 'Feature') this.#geometry(value.geometry, name);
    else this.#geometry(value, name);
  }

  #geometry(geometry: unknown, name: string): void {
    if (!isObject(geometry)) throw wrong(name, 'it has no geometry');
    const { type, coordinates } = geometry;
    if (type === 'Polygon') {
      this.#polygon(coordinates, name);
    } else if (type === 'MultiPolygon') {
      if (!Array.isArray(coordinates)) throw wrong(name, 'its coordinates are no list');
      coordinates.forEach((polygon: unknown, index) => {
        this.#polygon(polygon, `${name}, polygon ${index + 1}`);
      });
    } else {
      throw wrong(name, 'it is no Polygon and no MultiPolygon', 'A place goes in as --zone LATITUDE,LONGITUDE,METRES.');
    }
  }

  #polygon(rings: unknown, name: string): void {
    if (!Array.isArray(rings) || rings.length === 0) throw wrong(name, 'it has no ring');
    this.zones.push(new Polygon(rings.map((ring: unknown, index) => this.#ring(ring, `${name}, ring ${index + 1}`))));
  }

  #ring(ring: unknown, name: string): Position[] {
    if (!Array.isArray(ring) || ring.length < 4) throw wrong(name, 'it has fewer than four positions');
    this.#positions += ring.length;
    if (this.#positions > MAX_POSITIONS) throw wrong(name, `there are more than ${MAX_POSITIONS} positions`);
    const positions = ring.map((position: unknown) => positionOf(position, name));
    const [first, last] = [positions[0]!, positions.at(-1)!];
    if (first[0] !== last[0] || first[1] !== last[1])
      throw wrong(name, 'it is not closed: it must end where it begins');
    return unrolled(positions, name);
  }
}

function positionOf(value: unknown, name: string): Position {
  if (!Array.isArray(value) || value.length < 2 || !value.slice(0, 2).every(Number.isFinite)) {
    throw wrong(name, 'a position is no pair of numbers');
  }
  const [longitude, latitude] = value as [number, number];
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 360) {
    throw wrong(name, 'a position is not on the Earth', 'GeoJSON has the longitude first, then the latitude.');
  }
  return [longitude, latitude];
}

/**
 * Lets longitudes run on beyond 180 degrees where an edge crosses the antimeridian: an edge of more than half the Earth is meant the other way
 * round. One of the whole Earth is as it stands; it closes a ring around a pole.
 */
function unrolled(ring: readonly Position[], name: string): Position[] {
  let turn = 0;
  let last = ring[0]![0];
  const positions = ring.map(([longitude, latitude]): Position => {
    const step = longitude - last;
    last = longitude;
    if (Math.abs(step) > 180 && Math.abs(step) < 360) turn -= 360 * Math.sign(step);
    return [longitude + turn, latitude];
  });
  if (turn !== 0) {
    throw wrong(name, 'it goes around a pole', 'Close it along the latitude of the pole, from -180 to 180 degrees.');
  }
  return positions;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(name: string, what: string, advice?: string): FlightveilError {
  return new FlightveilError(
    'usage',
    `the zones cannot be read: ${name}: ${what}`,
    advice === undefined ? {} : { advice },
  );
}

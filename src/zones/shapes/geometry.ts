import { METRES_PER_FOOT } from '../ed/limits.ts';
import type { Notes } from '../findings.ts';
import { isObject, isThere, type JsonObject, numberOf } from '../json.ts';
import type { ZoneShape } from '../zone.ts';
import { circleOf } from './circle.ts';
import { readPolygon } from './polygon.ts';
import { type RingOptions, readPosition } from './ring.ts';

const options: RingOptions = { order: 'longitude-first', isClosed: true };
const MAX_DEPTH = 8;

/** A shape with the geometry object that it stands in; in a collection, what the object lacks is that of the collection. */
export interface Placed {
  readonly shape: ZoneShape;
  readonly geometry: JsonObject;
}

/**
 * The shapes of a GeoJSON geometry (RFC 7946): polygons, and points that ED-318 gives the extent of a circle, in metres.
 * @returns those that can be read; findings tell of the others
 */
export function readGeometry(value: unknown, notes: Notes, depth = 0): readonly Placed[] {
  if (!isObject(value)) return notes.refused('no-geometry', 'there is no geometry') ?? [];
  const placed = (shape: ZoneShape | undefined): readonly Placed[] =>
    shape === undefined ? [] : [{ shape, geometry: value }];
  switch (value.type) {
    case 'Polygon':
      return placed(readPolygon(value.coordinates, options, notes));
    case 'MultiPolygon':
      return parts(value.coordinates, notes).flatMap((part) => placed(readPolygon(part, options, notes)));
    case 'Point':
      return placed(readCircle(value.coordinates, value.extent, notes));
    case 'MultiPoint':
      return parts(value.coordinates, notes).flatMap((part) => placed(readCircle(part, value.extent, notes)));
    case 'GeometryCollection':
      if (depth === MAX_DEPTH) return notes.refused('nested-too-deeply', 'collections stand in one another') ?? [];
      return parts(value.geometries, notes).flatMap((part) =>
        readGeometry(withDefaults(part, value), notes, depth + 1),
      );
    default:
      return notes.refused('geometry-unknown', 'a geometry has no area that could be a zone') ?? [];
  }
}

function parts(value: unknown, notes: Notes): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) return value;
  return notes.refused('no-geometry', 'a geometry is empty') ?? [];
}

function withDefaults(part: unknown, collection: JsonObject): unknown {
  if (!isObject(part) || isThere(part.layer) || !isThere(collection.layer)) return part;
  return { ...part, layer: collection.layer };
}

function readCircle(coordinates: unknown, extent: unknown, notes: Notes): ZoneShape | undefined {
  if (!isObject(extent)) return notes.refused('point-without-radius', 'a point says no radius');
  if (extent.subType !== 'Circle') {
    if (isThere(extent.subType)) return notes.refused('extent-unknown', 'the extent of a point is no circle');
    notes.tolerated('extent-without-type', 'the extent of a point does not say that it is a circle');
  }
  const centre = readPosition(coordinates, 'longitude-first', notes);
  const radius = numberOf(extent.radius, 'a radius', 'radius-is-text', notes);
  const metres = metresOf(extent.uom, notes);
  if (centre === undefined || metres === undefined) return undefined;
  return circleOf([centre[0], centre[1]], radius && radius * metres, notes);
}

/** ED-318 gives an extent no unit: it is metres. */
function metresOf(unit: unknown, notes: Notes): number | undefined {
  if (!isThere(unit)) return 1;
  const name = typeof unit === 'string' ? unit.trim().toLowerCase() : '';
  if (name === 'm') return 1;
  if (name !== 'ft') return notes.refused('unit-unknown', 'the unit of a radius is neither metres nor feet');
  notes.warned('radius-in-feet', 'the radius of a circle is in feet');
  return METRES_PER_FOOT;
}

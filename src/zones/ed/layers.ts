import type { Notes } from '../findings.ts';
import { isObject, isThere, type JsonObject } from '../json.ts';
import { type Limits, readLimits } from './limits.ts';

/**
 * The heights of a geometry of ED-318: those of its layer. Several layers in a list are one volume each, one under the properties is that of geometries without their own;
 * both are noted.
 * @returns none for a layer that cannot be read, with a finding; one without members if there is no layer
 */
export function readLayers(geometry: JsonObject, properties: JsonObject, notes: Notes): readonly Limits[] {
  const isOwn = isThere(geometry.layer);
  const layer = isOwn ? geometry.layer : properties.layer;
  if (!isThere(layer)) return [{}];
  if (!isOwn) notes.tolerated('layer-in-properties', 'the layer stands under the properties, not in the geometry');
  if (!Array.isArray(layer)) return readLayer(layer, notes);
  notes.tolerated('layer-list', 'layers stand in a list: one volume each');
  return layer.length === 0 ? [{}] : layer.flatMap((one) => readLayer(one, notes));
}

function readLayer(layer: unknown, notes: Notes): readonly Limits[] {
  if (!isObject(layer)) return notes.refused('layer-unreadable', 'a layer is no object') ?? [];
  const { lower, lowerReference, upper, upperReference, uom: unit } = layer;
  const limits = readLimits({ lower, lowerReference, upper, upperReference, unit }, 'm', notes);
  return limits === undefined ? [] : [limits];
}

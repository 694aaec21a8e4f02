import type { Findings } from '../findings.ts';
import { isObject, isThere, type JsonObject, numberOf } from '../json.ts';
import { circleOf } from '../shapes/circle.ts';
import { readPolygon } from '../shapes/polygon.ts';
import { readPosition } from '../shapes/ring.ts';
import type { GeoZone, ZoneShape } from '../zone.ts';
import { fenceZone } from './fence-zone.ts';
import type { ReadZones } from './reader.ts';

const options = { order: 'latitude-first', isClosed: false } as const;

export function isQgcPlan(document: JsonObject): boolean {
  return document.fileType === 'Plan' || document.fileType === 'GeoFence';
}

/**
 * The fence of a plan of QGroundControl: polygons and circles (version 2), or one polygon to stay in (version 1). Latitudes come first. Undefined if
 * there is none.
 */
export function readQgcPlan(document: JsonObject, findings: Findings): ReadZones | undefined {
  const fence = document.fileType === 'GeoFence' ? document : document.geoFence;
  if (!isObject(fence)) return undefined;
  const polygons = membersOf(fence.polygons, 'polygon');
  const circles = membersOf(fence.circles, 'circle');
  const old = Array.isArray(fence.polygon) && fence.polygon.length > 0 ? [{ polygon: fence.polygon }] : [];
  const members: readonly JsonObject[] = [...polygons, ...circles, ...old];
  const zones: GeoZone[] = [];
  for (const [index, member] of members.entries()) {
    const isInclusion = member.inclusion !== false;
    const notes = findings.of(fenceZone(index + 1, isInclusion, []).identifier);
    if (member.inclusion !== true && member.inclusion !== false) {
      if (index < members.length - old.length) {
        notes.refused('inclusion-missing', 'a fence does not say whether one stays in it or out of it');
        continue;
      }
      notes.tolerated('old-fence', 'a fence of version 1: one polygon to stay in');
    }
    const shape = isThere(member.polygon)
      ? readPolygon([member.polygon], options, notes)
      : readCircle(isObject(member.circle) ? member.circle : {}, notes);
    if (shape !== undefined) zones.push(fenceZone(index + 1, isInclusion, [shape]));
  }
  let counted = members.length;
  if (isThere(fence.circle)) {
    counted++;
    const notes = findings.of(`circle-${counted}`);
    notes.refused('old-circle', 'a circle of version 1 does not say whether one stays in it or out of it');
  }
  return counted === 0 ? undefined : { zones, counted };
}

/** Members of a list; of version 1 they are the shape itself, not an object around it. */
function membersOf(value: unknown, kind: 'polygon' | 'circle'): readonly JsonObject[] {
  if (!Array.isArray(value)) return [];
  return value.map((member) => (isObject(member) ? member : { [kind]: member }));
}

function readCircle(circle: JsonObject, notes: ReturnType<Findings['of']>): ZoneShape | undefined {
  const { center } = circle;
  const centre = readPosition(isObject(center) ? [center.latitude, center.longitude] : center, 'latitude-first', notes);
  return centre && circleOf(centre, numberOf(circle.radius, 'a radius', 'radius-is-text', notes), notes);
}

import type { Notes } from '../findings.ts';
import type { Position, ZoneShape } from '../zone.ts';
import { findCrossings } from './crossings.ts';
import { isOutsideOthers } from './holes.ts';
import { type RingOptions, readRing, signedArea } from './ring.ts';

type Ring = readonly Position[];

/**
 * A polygon whose rings cross neither themselves nor one another, with its holes inside; the outer ring runs counterclockwise, holes clockwise
 * (RFC 7946 section 3.1.6), whatever they did in the file.
 *
 * @returns undefined, with a finding, if one of its rings is not valid: without it the polygon would be another
 */
export function readPolygon(value: unknown, options: RingOptions, notes: Notes): ZoneShape | undefined {
  if (!Array.isArray(value) || value.length === 0) return notes.refused('no-geometry', 'a polygon has no ring');
  const rings: Ring[] = [];
  for (const member of value) {
    const ring = readRing(member, options, notes);
    if (ring === undefined) return undefined;
    rings.push(rings.length === 0 ? directed(ring, 1) : directed(besides(ring, rings[0]!), -1));
  }
  const { fault, touches } = findCrossings(rings);
  if (fault === 'ring') return notes.refused('self-intersecting', 'a ring crosses itself');
  if (fault === 'rings') return notes.refused('rings-cross', 'two rings of a polygon cross');
  if (fault === 'too-complex') {
    return notes.refused('ring-too-complex', 'rings come to one point so often that they cannot be checked');
  }
  if (touches) notes.tolerated('ring-touches-itself', 'a ring touches itself');
  const misplaced = misplacedHole(rings, notes);
  return misplaced ? undefined : { kind: 'polygon', rings };
}

function directed(ring: Ring, sign: 1 | -1): Ring {
  return signedArea(ring) * sign < 0 ? [...ring].reverse() : ring;
}

/** A hole on the same side of the antimeridian as its outer ring. */
function besides(hole: Ring, outer: Ring): Ring {
  let [west, east] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [longitude] of outer) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
  }
  const at = hole[0]![0];
  const shift = [0, 360, -360].find((turn) => at + turn >= west && at + turn <= east) ?? 0;
  return shift === 0 ? hole : hole.map(([longitude, latitude]) => [longitude + shift, latitude] as const);
}

function misplacedHole(rings: readonly Ring[], notes: Notes): boolean {
  if (rings.length < 2) return false;
  const fault = isOutsideOthers(rings);
  if (fault === 'outside') notes.refused('hole-outside-ring', 'a hole does not lie in its ring');
  if (fault === 'nested') notes.refused('holes-overlap', 'a hole lies in another');
  if (fault === 'too-complex') notes.refused('ring-too-complex', 'a polygon has too many holes to be checked');
  return fault !== undefined;
}

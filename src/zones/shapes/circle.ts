import type { Notes } from '../findings.ts';
import type { Position, ZoneShape } from '../zone.ts';

const MAX_RADIUS_M = 1_000_000;
/** Radii beyond these are read as they stand; more often the unit is another. */
const USUAL_LEAST_M = 5;
const USUAL_MOST_M = 300_000;

/** A circle. @returns undefined, with a finding, unless its radius is a length, at most 1 000 km */
export function circleOf(centre: Position, radiusM: number | undefined, notes: Notes): ZoneShape | undefined {
  if (radiusM === undefined || !(radiusM > 0) || radiusM > MAX_RADIUS_M) {
    return notes.refused('radius-invalid', 'the radius of a circle is not above 0 and at most 1 000 km');
  }
  if (Math.abs(centre[0]) > 180)
    return notes.refused('degrees-out-of-range', 'the centre of a circle is not on the Earth');
  if (radiusM < USUAL_LEAST_M || radiusM > USUAL_MOST_M) {
    notes.warned('radius-unusual', 'the radius of a circle is unusual: is it in another unit?');
  }
  return { kind: 'circle', centre, radiusM };
}

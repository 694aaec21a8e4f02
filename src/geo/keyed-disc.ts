import { keyedUnits } from './keyed-units.ts';
import { type GeoPoint, movedBy } from './surface.ts';
import { Disc } from './zone.ts';

/** How far the hidden place is from the middle of its disc at most, in radii: it lies in the interior. */
export const FARTHEST_OFFSET = 0.7;

/**
 * The disc that hides a place: its centre is drawn evenly over all points within `farthest` radii of the place, by the key, the place and the
 * radius. Seen from the centre, every place within that distance is equally likely. Each radius has a draw of its own: two radii in one
 * direction would lead to the place.
 */
export function keyedDisc(placeKey: Uint8Array, place: GeoPoint, radiusM: number, farthest = FARTHEST_OFFSET): Disc {
  const [area, direction] = keyedUnits(placeKey, 'disc', [place.latitudeDeg, place.longitudeDeg, radiusM, farthest]);
  const offsetM = farthest * radiusM * Math.sqrt(area);
  const angle = 2 * Math.PI * direction;
  return new Disc(movedBy(place, offsetM * Math.sin(angle), offsetM * Math.cos(angle)), radiusM);
}

import type { UserZones } from '../filter/hidden-places.ts';
import { userZones } from '../node/user-zones.ts';

export { readJson } from '../node/user-zones.ts';

export const zoneHelp =
  'hide more places: a GeoJSON file with polygons, or LATITUDE,LONGITUDE,METRES; may be given several times';

/** For an option that may be given several times, one value each: a latitude may begin with a minus sign. */
export function collectZone(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

/**
 * Reads the values of `--zone`.
 * @throws FlightveilError `usage` for what is no zone, `input-unreadable` for a file that cannot be read
 */
export async function zonesFor(values: readonly string[] = []): Promise<UserZones> {
  return userZones(values, { name: '--zone' });
}

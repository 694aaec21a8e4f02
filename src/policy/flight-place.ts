import { iso1A2Code } from '@rapideditor/country-coder';
import { type Jurisdiction, jurisdictionsOfCode } from './jurisdictions.ts';
import type { FlightTrack } from './scope.ts';

/** A fix at the edge of where the last one was looked up need not be looked up again: 0.001 degrees are at most 111 m. */
const NEAR_DEG = 0.001;

/**
 * Where a flight took place: the jurisdictions of all its points, by boundaries that come with the package; nothing is asked of a server.
 * Points in no country are `other`; a flight without points is nowhere, which satisfies nothing. Points within some 100 m of the one that was
 * looked up last count as where that one is.
 */
export function jurisdictionsOfTrack(track: FlightTrack): readonly Jurisdiction[] {
  const { latitudeDeg, longitudeDeg } = track;
  const found = new Set<Jurisdiction>();
  let [lastLatitude, lastLongitude] = [Number.NaN, Number.NaN];
  for (let index = 0; index < latitudeDeg.length; index++) {
    const latitude = latitudeDeg[index]!;
    const longitude = longitudeDeg[index]!;
    if (Math.abs(latitude - lastLatitude) < NEAR_DEG && Math.abs(longitude - lastLongitude) < NEAR_DEG) continue;
    [lastLatitude, lastLongitude] = [latitude, longitude];
    // Territories have laws of their own: Jersey is not in the United Kingdom, Svalbard not in the EEA.
    const code = iso1A2Code([longitude, latitude], { level: 'territory' });
    for (const jurisdiction of code === null ? (['other'] as const) : jurisdictionsOfCode(code))
      found.add(jurisdiction);
    if (code === 'US' && mayBeCalifornia(latitude, longitude)) found.add('california');
  }
  return [...found].sort();
}

/** Boundaries within countries do not come with the package: what surrounds the state counts as the state, which only adds to what must be done. */
function mayBeCalifornia(latitudeDeg: number, longitudeDeg: number): boolean {
  return latitudeDeg > 32.5 && latitudeDeg < 42.1 && longitudeDeg > -124.6 && longitudeDeg < -114.1;
}

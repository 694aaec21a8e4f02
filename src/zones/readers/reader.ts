import type { Findings } from '../findings.ts';
import type { GeoZone } from '../zone.ts';

/** What a reader found in a file; what it met on the way goes to {@link Findings}. */
export interface ReadZones {
  readonly zones: readonly GeoZone[];
  /** Features, records or fences in the file, used or refused. */
  readonly counted: number;
}

/** Reads each feature of a list; those that answer undefined are left out. */
export function readEach(
  features: readonly unknown[],
  findings: Findings,
  read: (feature: unknown, number: number, findings: Findings) => GeoZone | undefined,
): ReadZones {
  const zones: GeoZone[] = [];
  for (const [index, feature] of features.entries()) {
    const zone = read(feature, index + 1, findings);
    if (zone !== undefined) zones.push(zone);
  }
  return { zones, counted: features.length };
}

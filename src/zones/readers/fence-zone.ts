import type { GeoZone, ZoneShape } from '../zone.ts';

/** A fence of an autopilot as a zone. It has no area code: its kind and its number in the file stand for it. Heights stand in parameters, not there. */
export function fenceZone(number: number, isInclusion: boolean, shapes: readonly ZoneShape[]): GeoZone {
  return {
    identifier: `${isInclusion ? 'inclusion' : 'exclusion'}-${number}`,
    restriction: 'prohibited',
    reasons: [],
    ...(isInclusion ? { isInclusion } : {}),
    volumes: shapes.map((shape) => ({ shape })),
    applicability: [],
  };
}

import type { GeoZone, Position, ZoneVolume } from '../../src/zones/zone.ts';
import type { Draw } from '../draw.ts';

/** Where the zones lie: about as large as Western Europe. */
export const region = { west: -10, south: 36, east: 30, north: 60 };

const M_PER_DEG = 111_320;

/** A ring around a place whose corners lie between six tenths of the radius and the radius. */
export function starRing(draw: Draw, centre: Position, radiusM: number, corners: number): Position[] {
  const [longitude, latitude] = centre;
  const perDegEast = M_PER_DEG * Math.cos((latitude * Math.PI) / 180);
  const ring = Array.from({ length: corners }, (_, corner): Position => {
    const angle = (2 * Math.PI * corner) / corners;
    const farM = radiusM * (0.6 + 0.4 * draw.unit());
    return [longitude + (farM * Math.cos(angle)) / perDegEast, latitude + (farM * Math.sin(angle)) / M_PER_DEG];
  });
  return [...ring, ring[0]!];
}

/** Zones of 8 to 60 corners and 0.2 to 6 km across, a third with limits of height, every tenth with hours. */
export function madeZones(draw: Draw, count: number): GeoZone[] {
  return Array.from({ length: count }, (_, number): GeoZone => {
    const longitude = region.west + (region.east - region.west) * draw.unit();
    const latitude = region.south + (region.north - region.south) * draw.unit();
    const ring = starRing(draw, [longitude, latitude], 100 * 30 ** draw.unit(), 8 + Math.floor(53 * draw.unit()));
    const shape = { kind: 'polygon', rings: [ring] } as const;
    const limits: readonly Omit<ZoneVolume, 'shape'>[] = [
      { upper: { heightM: 120, reference: 'AGL' } },
      { lower: { heightM: 150, reference: 'AMSL' }, upper: { heightM: 450, reference: 'AMSL' } },
      { lower: { heightM: 250, reference: 'WGS84' } },
    ];
    const hours = { days: [], start: { minutes: 480 }, end: { minutes: 1080 }, timeZone: 'Europe/Zurich' } as const;
    return {
      identifier: `ZONE${number}`,
      restriction: 'requires-authorisation',
      reasons: [],
      volumes: [{ shape, ...limits[Math.floor(9 * draw.unit())] }],
      applicability: draw.unit() < 0.1 ? [{ hours: [hours] }] : [],
    };
  });
}

import type { GeoZone, Position, ZoneShape, ZoneVolume } from './zone.ts';

/** A zone without its places: of a polygon the number of positions in each ring, of a circle the radius in metres. */
export type PackedZone = Omit<GeoZone, 'volumes'> & {
  readonly volumes: readonly (Omit<ZoneVolume, 'shape'> & { readonly shape: readonly number[] | number })[];
};

export interface PackedZones {
  readonly zones: readonly PackedZone[];
  /** Longitudes and latitudes in the order of the zones. */
  readonly coordinates: Float64Array;
}

/** Takes the places out of zones, which are most of them, and are read a hundred times faster as bytes than as text. */
export function packZones(zones: readonly GeoZone[]): PackedZones {
  let count = 0;
  for (const zone of zones) for (const { shape } of zone.volumes) count += positionsIn(shape);
  const coordinates = new Float64Array(2 * count);
  let at = 0;
  const put = ([longitude, latitude]: Position): void => {
    coordinates[at++] = longitude;
    coordinates[at++] = latitude;
  };
  const packed = zones.map((zone) => ({
    ...zone,
    volumes: zone.volumes.map((volume) => {
      const { shape } = volume;
      if (shape.kind === 'circle') put(shape.centre);
      else for (const ring of shape.rings) ring.forEach(put);
      return { ...volume, shape: shape.kind === 'circle' ? shape.radiusM : shape.rings.map((ring) => ring.length) };
    }),
  }));
  return { zones: packed, coordinates };
}

function positionsIn(shape: ZoneShape): number {
  return shape.kind === 'circle' ? 1 : shape.rings.reduce((sum, ring) => sum + ring.length, 0);
}

/** What {@link packZones} has packed. @throws RangeError if there are not as many places as it says */
export function unpackZones({ zones, coordinates }: PackedZones): readonly GeoZone[] {
  let at = 0;
  const take = (count: number): readonly Position[] => {
    // Lists of a length that is known, filled in a plain loop: three times as fast as Array.from.
    const positions = new Array<Position>(count);
    for (let index = 0; index < count; index++, at += 2) positions[index] = [coordinates[at]!, coordinates[at + 1]!];
    return positions;
  };
  const unpacked = zones.map((zone) => ({
    ...zone,
    volumes: zone.volumes.map((volume) => ({ ...volume, shape: unpackShape(volume.shape, take) })),
  }));
  if (at !== coordinates.length) throw new RangeError('not as many places as zones say');
  return unpacked;
}

function unpackShape(shape: readonly number[] | number, take: (count: number) => readonly Position[]): ZoneShape {
  if (typeof shape === 'number') return { kind: 'circle', centre: take(1)[0]!, radiusM: shape };
  return { kind: 'polygon', rings: shape.map(take) };
}

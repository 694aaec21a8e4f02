import type { Applicability, GeoZone, Position, ZoneShape, ZoneVolume } from '../../src/zones/zone.ts';
import { type IndexedSet, ZoneIndex } from '../../src/zones/zone-index.ts';

export const source = { name: 'made up', version: '00' };

export function polygon(...rings: (readonly Position[])[]): ZoneShape {
  return { kind: 'polygon', rings };
}

export function box(west: number, south: number, east: number, north: number): ZoneShape {
  return polygon(ringOf(west, south, east, north));
}

export function ringOf(west: number, south: number, east: number, north: number): Position[] {
  return [[west, south], [east, south], [east, north], [west, north], [west, south]]; // biome-ignore format: a ring
}

export function circle(longitudeDeg: number, latitudeDeg: number, radiusM: number): ZoneShape {
  return { kind: 'circle', centre: [longitudeDeg, latitudeDeg], radiusM };
}

let made = 0;

export function zoneOf(
  volumes: readonly (ZoneVolume | ZoneShape)[],
  applicability: readonly Applicability[] = [],
): GeoZone {
  return {
    identifier: `Z${made++}`,
    restriction: 'prohibited',
    reasons: [],
    volumes: volumes.map((volume) => ('shape' in volume ? volume : { shape: volume })),
    applicability,
  };
}

export function indexOf(...zones: readonly GeoZone[]): ZoneIndex {
  return new ZoneIndex([setOf(...zones)]);
}

export function setOf(...zones: readonly GeoZone[]): IndexedSet {
  return { source, zones };
}

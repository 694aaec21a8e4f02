import { type Point, RADIANS } from './geometry.ts';

/** Milligauss at the magnetic equator, and the north geomagnetic pole of 2020 (IGRF-13's dipole). */
const EQUATOR_MGAUSS = 298;
const POLE: Point = { latitudeDeg: 80.65, longitudeDeg: -72.68 };
const pole = directionOf(POLE);

/** How much the field departs from a dipole, in milligauss. */
const BEYOND_MGAUSS = 50;

/**
 * The Earth's field: north, east, down in milligauss. A dipole, and a broad wave over it, since no parallel of the real field is the same all
 * around. The real one differs, and says no less about the place.
 */
export function fieldAt(place: Point): readonly [number, number, number] {
  const [x, y, z] = directionOf(place);
  const latitude = place.latitudeDeg * RADIANS;
  const longitude = place.longitudeDeg * RADIANS;
  const north = [
    -Math.sin(latitude) * Math.cos(longitude),
    -Math.sin(latitude) * Math.sin(longitude),
    Math.cos(latitude),
  ] as const;
  const along = (axis: readonly [number, number, number]): number =>
    axis[0] * pole[0] + axis[1] * pole[1] + axis[2] * pole[2];
  return [
    EQUATOR_MGAUSS * along(north),
    EQUATOR_MGAUSS * along([-Math.sin(longitude), Math.cos(longitude), 0]),
    2 * EQUATOR_MGAUSS * along([x, y, z]) + BEYOND_MGAUSS * Math.cos(latitude) * Math.cos(longitude + 1),
  ];
}

/** What a compass tells of a field: declination and inclination in degrees, strength in milligauss. */
export interface FieldShape {
  readonly declinationDeg: number;
  readonly inclinationDeg: number;
  readonly strengthMGauss: number;
}

export function shapeOf([north, east, down]: readonly [number, number, number]): FieldShape {
  const level = Math.hypot(north, east);
  return {
    declinationDeg: Math.atan2(east, north) / RADIANS,
    inclinationDeg: Math.atan2(down, level) / RADIANS,
    strengthMGauss: Math.hypot(level, down),
  };
}

function directionOf({ latitudeDeg, longitudeDeg }: Point): readonly [number, number, number] {
  const cosine = Math.cos(latitudeDeg * RADIANS);
  return [
    cosine * Math.cos(longitudeDeg * RADIANS),
    cosine * Math.sin(longitudeDeg * RADIANS),
    Math.sin(latitudeDeg * RADIANS),
  ];
}

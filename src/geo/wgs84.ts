/** The ellipsoid of WGS 84 (NIMA TR8350.2, table 3.1): semi-major axis in metres, flattening, and what follows from them. */
export const SEMI_MAJOR_M = 6_378_137;
export const FLATTENING = 1 / 298.257_223_563;
export const SEMI_MINOR_M = SEMI_MAJOR_M * (1 - FLATTENING);
/** First eccentricity squared, and second. */
export const ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING);
export const SECOND_ECCENTRICITY_2 = ECCENTRICITY_2 / (1 - ECCENTRICITY_2);
export const RADIANS = Math.PI / 180;

/** Radius of curvature in the prime vertical, in metres, for the sine of a latitude. */
export function primeVerticalM(sine: number): number {
  return SEMI_MAJOR_M / Math.sqrt(1 - ECCENTRICITY_2 * sine * sine);
}

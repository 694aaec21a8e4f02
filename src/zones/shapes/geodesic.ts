import { FLATTENING, RADIANS, SECOND_ECCENTRICITY_2, SEMI_MINOR_M } from '../../geo/wgs84.ts';
import type { Position } from '../zone.ts';

const MAX_ROUNDS = 100;
/** Of an angle in radians: a hundredth of a millimetre on the ground. */
const CLOSE = 1e-12;

/** Factors of Vincenty's series (Vincenty 1975, Direct and inverse solutions of geodesics, equations 3, 4 and 6). */
function seriesOf(cosine2Azimuth: number): { readonly a: number; readonly b: number } {
  const u2 = cosine2Azimuth * SECOND_ECCENTRICITY_2;
  return {
    a: 1 + (u2 / 16384) * (4096 + u2 * (-768 + u2 * (320 - 175 * u2))),
    b: (u2 / 1024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2))),
  };
}

function correction(b: number, sine: number, cosine: number, middle: number): number {
  const inner = cosine * (-1 + 2 * middle * middle);
  const outer = (b / 6) * middle * (-3 + 4 * sine * sine) * (-3 + 4 * middle * middle);
  return b * sine * (middle + (b / 4) * (inner - outer));
}

function lengthening(cosine2Azimuth: number): number {
  return (FLATTENING / 16) * cosine2Azimuth * (4 + FLATTENING * (4 - 3 * cosine2Azimuth));
}

/** The place so many metres along the ground from another (WGS 84, Vincenty's direct solution). Longitudes run on beyond 180 degrees. */
export function destination(from: Position, bearingDeg: number, distanceM: number): Position {
  const [longitude, latitude] = from;
  const [sine1, cosine1] = [Math.sin(bearingDeg * RADIANS), Math.cos(bearingDeg * RADIANS)];
  const tangentU = (1 - FLATTENING) * Math.tan(latitude * RADIANS);
  const cosineU = 1 / Math.hypot(1, tangentU);
  const sineU = tangentU * cosineU;
  const start = Math.atan2(tangentU, cosine1);
  const sineAzimuth = cosineU * sine1;
  const cosine2 = 1 - sineAzimuth * sineAzimuth;
  const { a, b } = seriesOf(cosine2);
  const first = distanceM / (SEMI_MINOR_M * a);
  let sigma = first;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = first + correction(b, Math.sin(sigma), Math.cos(sigma), Math.cos(2 * start + sigma));
    const isClose = Math.abs(next - sigma) < CLOSE;
    sigma = next;
    if (isClose) break;
  }
  const [sine, cosine, middle] = [Math.sin(sigma), Math.cos(sigma), Math.cos(2 * start + sigma)];
  const across = sineU * sine - cosineU * cosine * cosine1;
  const latitude2 = Math.atan2(
    sineU * cosine + cosineU * sine * cosine1,
    (1 - FLATTENING) * Math.hypot(sineAzimuth, across),
  );
  const lambda = Math.atan2(sine * sine1, cosineU * cosine - sineU * sine * cosine1);
  const c = lengthening(cosine2);
  const turn = (1 - c) * FLATTENING * sineAzimuth;
  const bent = sigma + c * sine * (middle + c * cosine * (-1 + 2 * middle * middle));
  return [longitude + (lambda - turn * bent) / RADIANS, latitude2 / RADIANS];
}

/**
 * Metres along the ground and the bearing at the start (WGS 84, Vincenty's inverse solution).
 * @returns undefined for places on nearly opposite sides of the Earth
 */
export function courseTo(from: Position, to: Position): { distanceM: number; bearingDeg: number } | undefined {
  const width = (to[0] - from[0]) * RADIANS;
  const u1 = Math.atan((1 - FLATTENING) * Math.tan(from[1] * RADIANS));
  const u2 = Math.atan((1 - FLATTENING) * Math.tan(to[1] * RADIANS));
  const [sine1, cosine1, sine2, cosine2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = width;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const [sineL, cosineL] = [Math.sin(lambda), Math.cos(lambda)];
    const east = cosine2 * sineL;
    const north = cosine1 * sine2 - sine1 * cosine2 * cosineL;
    const sine = Math.hypot(east, north);
    if (sine === 0) return { distanceM: 0, bearingDeg: 0 };
    const cosine = sine1 * sine2 + cosine1 * cosine2 * cosineL;
    const sigma = Math.atan2(sine, cosine);
    const sineAzimuth = (cosine1 * cosine2 * sineL) / sine;
    const square = 1 - sineAzimuth * sineAzimuth;
    const middle = square === 0 ? 0 : cosine - (2 * sine1 * sine2) / square;
    const c = lengthening(square);
    const bent = sigma + c * sine * (middle + c * cosine * (-1 + 2 * middle * middle));
    const next = width + (1 - c) * FLATTENING * sineAzimuth * bent;
    if (Math.abs(next - lambda) < CLOSE) {
      const { a, b } = seriesOf(square);
      const distanceM = SEMI_MINOR_M * a * (sigma - correction(b, sine, cosine, middle));
      const bearingDeg = Math.atan2(east, north) / RADIANS;
      return { distanceM, bearingDeg: bearingDeg < 0 ? bearingDeg + 360 : bearingDeg };
    }
    lambda = next;
  }
  return undefined;
}

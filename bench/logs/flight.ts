import type { Draw } from '../draw.ts';

/** Seconds of the piece of a flight that a log repeats; a whole circle. */
export const PERIOD_S = 60;

/** A vehicle on a circle at one instant. */
export interface Moment {
  readonly bootUs: number;
  readonly unixUs: number;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  /** Above mean sea level. */
  readonly altitudeM: number;
  /** From the take-off point. */
  readonly northM: number;
  readonly eastM: number;
  readonly downM: number;
  readonly velocityNorth: number;
  readonly velocityEast: number;
  readonly velocityDown: number;
  readonly rollRad: number;
  readonly pitchRad: number;
  /** From north, 0 to a whole turn. */
  readonly yawRad: number;
  readonly quaternion: readonly [number, number, number, number];
}

/** Somewhere in the South Atlantic; what matters is that all bits of a coordinate are in use. */
export const HOME = { latitudeDeg: -30.1234567, longitudeDeg: -15.2345678, altitudeM: 111.3 } as const;
export const BOOT_START_US = 60e6;
export const UNIX_START_US = Date.UTC(2024, 4, 17, 9, 30) * 1000;

const RADIUS_M = 80;
const HEIGHT_M = 40;
const DEGREES_PER_METRE_NORTH = 1 / 110_850;
const DEGREES_PER_METRE_EAST = 1 / 96_400;

/** The flight some seconds after the log's start. */
export function momentAt(t: number, draw: Draw): Moment {
  const us = Math.round(t * 1e6);
  const angle = (2 * Math.PI * (t % PERIOD_S)) / PERIOD_S;
  const speed = (2 * Math.PI * RADIUS_M) / PERIOD_S;
  const northM = RADIUS_M * Math.cos(angle) + draw.noise(0.05);
  const eastM = RADIUS_M * Math.sin(angle) + draw.noise(0.05);
  const downM = -HEIGHT_M + draw.noise(0.2);
  const rollRad = 0.08 + draw.noise(0.02);
  const pitchRad = -0.05 + draw.noise(0.02);
  const yawRad = (angle + Math.PI / 2) % (2 * Math.PI);
  return {
    bootUs: BOOT_START_US + us,
    unixUs: UNIX_START_US + us,
    latitudeDeg: HOME.latitudeDeg + northM * DEGREES_PER_METRE_NORTH,
    longitudeDeg: HOME.longitudeDeg + eastM * DEGREES_PER_METRE_EAST,
    altitudeM: HOME.altitudeM - downM,
    northM,
    eastM,
    downM,
    velocityNorth: -speed * Math.sin(angle) + draw.noise(0.1),
    velocityEast: speed * Math.cos(angle) + draw.noise(0.1),
    velocityDown: draw.noise(0.3),
    rollRad,
    pitchRad,
    yawRad,
    quaternion: quaternionOf(rollRad, pitchRad, yawRad),
  };
}

/** Of roll, pitch and yaw in the order of aviation. */
function quaternionOf(roll: number, pitch: number, yaw: number): [number, number, number, number] {
  const [cr, sr] = [Math.cos(roll / 2), Math.sin(roll / 2)];
  const [cp, sp] = [Math.cos(pitch / 2), Math.sin(pitch / 2)];
  const [cy, sy] = [Math.cos(yaw / 2), Math.sin(yaw / 2)];
  return [
    cr * cp * cy + sr * sp * sy,
    sr * cp * cy - cr * sp * sy,
    cr * sp * cy + sr * cp * sy,
    cr * cp * sy - sr * sp * cy,
  ];
}

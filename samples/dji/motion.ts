import { FLIGHT_S, Mode, type State, stateAt } from '../path.ts';
import type { Rows } from '../rows.ts';
import { degrees, type Moment } from '../scene.ts';
import { degreesAt } from '../tangent.ts';
import type { DjiVersion } from './body.ts';
import { type DjiDevice, type DjiSecrets, djiDeviceOf } from './secrets.ts';

const RADIANS = Math.PI / 180;
const MIDDLE = 1024;
const STICK_RANGE = 660;
/** Ground that the sonar sees no more. */
const SONAR_MOST_DM = 100;
export const ARMED_AT_S = 24;
/** While the zone is ahead, the app shows its limit as reached. */
export const nearZone = { fromS: 33, toS: 36 } as const;

/** What all parts of a flight record are written from. */
export interface Recording {
  readonly rows: Rows;
  readonly version: DjiVersion;
  readonly secrets: DjiSecrets;
  readonly device: DjiDevice;
}

/** A recording that nothing was written into yet. */
export function recordingOf(rows: Rows, version: DjiVersion, secrets: DjiSecrets): Recording {
  return { rows, version, secrets, device: djiDeviceOf(secrets.device) };
}

/** Where the aircraft is, in radians. */
function radiansOf({ secrets: { place } }: Recording, { state }: Moment) {
  const { longitudeDeg, latitudeDeg } = degreesAt(place, state.north, state.east);
  return { longitude: longitudeDeg * RADIANS, latitude: latitudeDeg * RADIANS };
}

/** Tenths. */
function tenths(value: number): number {
  return Math.round(10 * value);
}

const modes = new Map<number, number>([
  [Mode.stabilize, 6],
  [Mode.guided, 11],
  [Mode.auto, 14],
  [Mode.rtl, 15],
]);

/** Whether the aircraft notes at this moment that it is at the zone's limit. */
export function isNearZone({ secrets }: Recording, { seconds }: Moment): boolean {
  return secrets.zone !== null && seconds >= nearZone.fromS && seconds < nearZone.toS;
}

/** Seconds for which the motors have run since the aircraft was switched on. */
export function flownS({ earlierFlightS }: DjiSecrets, { seconds }: Moment): number {
  return earlierFlightS + Math.max(0, seconds - ARMED_AT_S);
}

let flown: readonly number[] | undefined;
const FLOWN_STEP_S = 0.1;

/** Metres flown over ground since take-off, back and forth. */
export function flownM({ seconds }: Moment): number {
  if (flown === undefined) {
    let metres = 0;
    flown = Array.from({ length: Math.ceil(FLIGHT_S / FLOWN_STEP_S) }, (_, step) => {
      metres += FLOWN_STEP_S * stateAt(step * FLOWN_STEP_S).groundSpeed;
      return metres;
    });
  }
  return flown[Math.min(flown.length - 1, Math.floor(seconds / FLOWN_STEP_S))]!;
}

/** How the aircraft, its camera and its sticks move. */
export function recordMotion(recording: Recording): void {
  const { rows, device } = recording;
  const unknown = (name: string, length: number): Uint8Array => device.draws.bytes(`unknown ${name}`, length);
  rows.every('OSD', 10, (moment) => {
    const { state, point, amslM } = moment;
    const satellites = rows.scene.satellites.length;
    const isFlying = state.armed && state.height > 0;
    return {
      ...radiansOf(recording, moment),
      height: tenths(state.height),
      ...{ speedX: tenths(state.velocityNorth), speedY: tenths(state.velocityEast), speedZ: tenths(-state.climb) },
      ...{ pitch: tenths(degrees(state.pitch)), roll: tenths(degrees(state.roll)), yaw: tenths(degrees(state.yaw)) },
      ...{ mode: modes.get(state.mode) ?? 6, command: 0 },
      state: (state.armed ? 0x08 : 0) | (isFlying ? 0x04 : 0) | (state.mode === Mode.rtl ? 0x40 : 0),
      ...{ sensors: 0x91, levels: (Math.min(5, Math.max(0, satellites - 4)) << 2) | 0x80 },
      ...{ limits: isNearZone(recording, moment) ? 0x01 : 0, gpsNum: satellites, action: 0, nonGps: 0x10 },
      battery: percentOf(state),
      sonar: Math.min(SONAR_MOST_DM, Math.max(1, tenths(amslM - rows.scene.groundM(point) + 0.1))),
      ...{ flyTime: tenths(flownS(recording.secrets, moment)), motorStarts: 1, alarms: [0x9e, 0x8a], version: 66 },
      ...{ droneType: 24, unknown: unknown('osd', 2) },
    };
  });
  rows.every('GIMBAL', 5, ({ state, noise }) => ({
    ...{ pitch: -315 + Math.round(noise('pitch')), roll: 0, yaw: tenths(degrees(state.yaw)) },
    ...{ mode: 0x80, yawAngle: Math.round(2 * noise('yaw')), limits: 0, clicks: 0x01, unknown: unknown('gimbal', 8) },
  }));
  rows.every('RC', 5, (moment) => ({ ...sticks(moment), wheel: 0, mode: 0x20, bandwidth: 1, gimbalControl: 1 }));
  rows.every('CUSTOM', 5, (moment) => {
    const { state, unixUs } = moment;
    return {
      ...{ hSpeed: state.groundSpeed, distance: flownM(moment), updateTime: unixUs / 1000n },
    };
  });
  rows.every('DEFORM', 0.5, () => ({ state: 0x26 }));
  rows.every('VIRTUAL_STICK', 0.5, ({ state }) => {
    if (state.mode !== Mode.auto) return undefined;
    // Angles over ground: roll is towards the east there, yaw against north.
    const [roll, pitch] = [2 * state.velocityEast, 2 * state.velocityNorth];
    return { modes: 0x40, roll, pitch, yaw: degrees(state.yaw), throttle: state.climb };
  });
  if (recording.version >= 13) {
    rows.every('RC_DISPLAY', 2, (moment) => ({ ...sticks(moment), unknown: unknown('display', 7) }));
  }
}

/** What is left in the battery. */
export function percentOf({ consumedMah }: State): number {
  return Math.round(100 - consumedMah / 52);
}

/** Positions of the sticks, 364 to 1684. */
export function sticks({ state }: Moment) {
  const stick = (share: number): number => MIDDLE + Math.round(STICK_RANGE * Math.min(1, Math.max(-1, share)));
  return {
    ...{ aileron: stick(3 * state.roll), elevator: stick(-3 * state.pitch), throttle: stick(state.climb / 3) },
    ...{ rudder: stick(state.rates[2]), gimbal: MIDDLE },
  };
}

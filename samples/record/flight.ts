import { CAPACITY_MAH, Mode, type State } from '../path.ts';
import type { Moment, Scene } from '../scene.ts';
import { pointAt } from '../tangent.ts';
import type { Contents } from './schema.ts';
import { type RecordSecrets, recordDeviceOf } from './secrets.ts';

const MILLI = 1000;
const RADIANS = Math.PI / 180;
const CELLS = 4;
const RPM_OF_PULSE = 9;
/** Between these, the zone is ahead; afterwards it is unlocked. */
export const ZONE_NEAR_S = { fromS: 33, toS: 36 } as const;
/** Of a later version of the app. */
const UNKNOWN_MODE = 55;
const UNKNOWN_MODE_S = { fromS: 29, toS: 29.5 } as const;

const modes = new Map<number, string>([
  [Mode.stabilize, 'FLIGHT_MODE_ATTITUDE'],
  [Mode.guided, 'FLIGHT_MODE_TAKE_OFF'],
  [Mode.auto, 'FLIGHT_MODE_MISSION'],
  [Mode.rtl, 'FLIGHT_MODE_RETURN_HOME'],
]);

/** The state of the flight at a moment, as a FlightRecord. */
export function flightRecord(scene: Scene, secrets: RecordSecrets, moment: Moment, atUs: number): Contents {
  const { state, point, amslM, seconds, noise } = moment;
  const { aircraft, flight } = recordDeviceOf(secrets.device);
  const { place, operator } = secrets;
  const away = Math.hypot(state.north, state.east);
  return {
    timeUs: String(secrets.startUnixUs + atUs),
    aircraftSerial: aircraft,
    flightId: flight,
    position: {
      ...{ latitudeDegE7: point.latE7, longitudeDegE7: point.lonE7 },
      ...{ altitudeAmslMm: milli(amslM), heightAboveTakeoffMm: milli(state.height) },
    },
    velocity: {
      ...{ northMmS: milli(state.velocityNorth), eastMmS: milli(state.velocityEast), downMmS: milli(-state.climb) },
    },
    attitude: {
      ...{ rollRad: single(state.roll), pitchRad: single(state.pitch), yawRad: single(state.yaw) },
      ...{ rollRateRadS: single(state.rates[0]), pitchRateRadS: single(state.rates[1]) },
      yawRateRadS: single(state.rates[2]),
    },
    batteries: [batteryOf(state, 31.4), batteryOf(state, 29.8)],
    gnss: {
      ...{ fix: 'GNSS_FIX_3D', satellites: scene.satellites.length },
      ...{ hdop: single(0.4 + 4 / Math.max(4, scene.satellites.length)) },
      horizontalAccuracyMm: milli(1.4 + 0.1 * noise('accuracy')),
    },
    link: {
      ...{ isConnected: true, qualityPercent: Math.max(1, Math.round(100 - away / 10)) },
      signalDbm: Math.round(-38 - 20 * Math.log10(Math.max(1, away))),
    },
    mode: seconds >= UNKNOWN_MODE_S.fromS && seconds < UNKNOWN_MODE_S.toS ? UNKNOWN_MODE : (modes.get(state.mode) ?? 0),
    ...{ isArmed: state.armed, areMotorsOn: state.armed },
    motorSpeedsRpm: state.motors.map((pulse) => (state.armed ? RPM_OF_PULSE * (pulse - 1000) : 0)),
    remoteController: placeOf(
      secrets,
      operator.northM + 0.4 * noise('north'),
      operator.eastM + 0.4 * noise('east'),
      1.1,
    ),
    home: placeOf(secrets, 0, 0, 0),
    gimbal: {
      ...{ rollRad: 0, pitchRad: single(-31.5 * RADIANS), yawRad: single(state.yaw) },
      yawToBodyRad: single(0.002 * noise('gimbal')),
    },
    wind: { northMmS: milli(state.windNorth), eastMmS: milli(state.windEast) },
    ...(state.mode === Mode.auto ? { missionItem: missionItem(place, state) } : {}),
    ...followed(secrets, seconds),
    ...(secrets.zone === null ? {} : { zone: zoneAt(secrets.zone, seconds) }),
  };
}

function missionItem(place: RecordSecrets['place'], { item, target }: State): Contents {
  const { latE7, lonE7 } = pointAt(place, target.north, target.east);
  return { number: item, latitudeDegE7: latE7, longitudeDegE7: lonE7, heightAboveTakeoffMm: milli(target.height) };
}

/** The first of the others, whom the app was told to follow. */
function followed({ place, thirdParties: [traffic] }: RecordSecrets, seconds: number): Contents {
  if (traffic === undefined) return {};
  const course = traffic.courseDeg * RADIANS;
  const metres = seconds * traffic.speedMs;
  const at = pointAt(place, traffic.northM + metres * Math.cos(course), traffic.eastM + metres * Math.sin(course));
  return { followed: { latitudeDegE7: at.latE7, longitudeDegE7: at.lonE7 } };
}

function zoneAt(zone: string, seconds: number): Contents {
  const { fromS, toS } = ZONE_NEAR_S;
  const state = seconds < fromS ? 'ZONE_STATE_OUTSIDE' : seconds < toS ? 'ZONE_STATE_NEAR' : 'ZONE_STATE_UNLOCKED';
  return { state, areaCode: zone.slice(0, 32) };
}

/** Where somebody or something stands, so many metres from home. */
export function placeOf({ place }: RecordSecrets, northM: number, eastM: number, aboveM: number): Contents {
  const { latE7, lonE7 } = pointAt(place, northM, eastM);
  return { latitudeDegE7: latE7, longitudeDegE7: lonE7, altitudeAmslMm: milli(place.altitudeAmslM + aboveM) };
}

function batteryOf({ batteryV, currentA, consumedMah }: State, warmC: number): Contents {
  const cell = milli(batteryV / CELLS);
  return {
    remainingPercent: Math.round(100 * (1 - consumedMah / CAPACITY_MAH)),
    ...{ voltageMv: milli(batteryV), currentMa: milli(currentA / 2), consumedMah: Math.round(consumedMah / 2) },
    ...{ temperatureDegC: single(warmC + consumedMah / 400), cellVoltagesMv: [cell, cell + 1, cell - 1, cell] },
  };
}

function milli(value: number): number {
  return Math.round(MILLI * value) + 0;
}

/** As a float of 32 bits has it, in as few digits as tell it apart. */
function single(value: number): number {
  return Number(Math.fround(value).toPrecision(7));
}

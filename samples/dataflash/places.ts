import { Mode, TAKE_OFF_S } from '../path.ts';
import { quaternionOf } from '../quaternion.ts';
import type { Rows } from '../rows.ts';
import { degrees, type Moment } from '../scene.ts';
import { scaledMetres } from '../spheres.ts';
import { degreesAt, type LatLon, pointAt } from '../tangent.ts';
import { airTemperatureC, declinationRad, gpsTime, pressureHpa } from '../world.ts';
import { heading, logPositionControllers } from './motion.ts';

/** Where the estimators' origin lies, in metres from home, and how much lower. */
const ORIGIN = { north: -0.6, east: 0.4, lowerM: 0.21 } as const;

/** Positions in all their encodings, and the sensors that a place shows in. */
export function logPlaces(rows: Rows): void {
  logReceivers(rows);
  logEstimates(rows);
  logEnvironment(rows);
  logReplay(rows);
  logPhotos(rows);
}

function originOf({ scene }: Rows) {
  return degreesAt(scene.secrets.place, ORIGIN.north, ORIGIN.east);
}

/** Metres north and east of the origin. */
function localOf(rows: Rows): (moment: Moment) => readonly [number, number] {
  const origin = originOf(rows);
  return ({ state }) => scaledMetres(origin, degreesAt(rows.scene.secrets.place, state.north, state.east));
}

function logReceivers(rows: Rows): void {
  const { scene } = rows;
  const { place } = scene.secrets;
  const count = scene.satellites.length;
  for (const instance of [0, 1]) {
    rows.every(
      'GPS',
      instance === 0 ? 2 : 1,
      ({ state, amslM, unixUs, noise }) => {
        const point = pointAt(place, state.north + 0.35 * noise('north'), state.east + 0.35 * noise('east'));
        const { week, towMs } = gpsTime(Number(unixUs));
        return {
          ...{ I: instance, Status: 3, GMS: towMs, GWk: week, NSats: count, HDop: 1.4 - 0.03 * count },
          ...{ Lat: point.latE7, Lng: point.lonE7, Alt: amslM + 0.6 * noise('height'), Spd: state.groundSpeed },
          GCrs: state.groundSpeed === 0 ? 0 : heading(Math.atan2(state.velocityEast, state.velocityNorth)),
          ...{ VZ: -state.climb, U: instance === 0 ? 1 : 0 },
        };
      },
      { instance },
    );
  }
  rows.every('GPA', 1, ({ bootMs, geoidM, amslM, noise }) => ({
    ...{ VDop: 1.9 - 0.03 * count, HAcc: 0.62 + 0.04 * (16 - count), VAcc: 0.93 + 0.04 * (16 - count), SAcc: 0.24 },
    ...{ VV: 1, SMS: bootMs - 90, Delta: 200, AEl: amslM + geoidM + 0.6 * noise('height') },
  }));
  rows.every('UBX1', 0.1, () => ({ noisePerMS: 88 + count, jamInd: 9, aPower: 1, agcCnt: 4100 - 20 * count }));
  rows.every('UBX2', 0.1, () => ({ ofsI: 4, magI: 140 + count, ofsQ: -3, magQ: 139 + count }));
  for (const [index, satellite] of scene.satellites.slice(0, 3).entries()) {
    rows.every(
      'GRAW',
      0.1,
      ({ unixUs }) => {
        const { week, towMs } = gpsTime(Number(unixUs));
        const rangeM = 25_800_000 - 61_000 * satellite.elevationDeg;
        return {
          ...{ WkMS: towMs, Week: week, numSV: count, sv: satellite.prn, cpMes: rangeM / 0.1903, prMes: rangeM },
          ...{ doMes: satellite.azimuthDeg, mesQI: 7, cno: 44 },
        };
      },
      { instance: index },
    );
  }
}

function logEstimates(rows: Rows): void {
  const { scene } = rows;
  const { place } = scene.secrets;
  const local = localOf(rows);
  const height = place.altitudeAmslM - ORIGIN.lowerM;
  rows.every('POS', 2, ({ state, point, amslM }) => ({
    ...{ Lat: point.latE7, Lng: point.lonE7, Alt: amslM },
    ...{ RelHomeAlt: state.height, RelOriginAlt: amslM - height },
  }));
  rows.every('AHR2', 1, ({ state, amslM, noise }) => {
    const point = pointAt(place, state.north + 0.033, state.east - 0.03);
    const [Q1, Q2, Q3, Q4] = quaternionOf(state);
    return {
      ...{ Roll: degrees(state.roll), Pitch: degrees(state.pitch), Yaw: heading(state.yaw + 0.02 * noise('yaw')) },
      ...{ Alt: amslM + 0.3, Lat: point.latE7, Lng: point.lonE7, Q1, Q2, Q3, Q4 },
    };
  });
  rows.every('EAHR', 0.5, ({ state, point, amslM }) => ({
    ...{ Roll: degrees(state.roll), Pitch: degrees(state.pitch), Yaw: heading(state.yaw) },
    ...{ VN: state.velocityNorth, VE: state.velocityEast, VD: -state.climb, Lat: point.latE7, Lon: point.lonE7 },
    ...{ Alt: amslM, Flg: 831 },
  }));
  for (const core of [0, 1]) {
    rows.every(
      'XKF1',
      1,
      (moment) => {
        const { state } = moment;
        const [PN, PE] = local(moment);
        return {
          ...{ C: core, Roll: degrees(state.roll), Pitch: degrees(state.pitch), Yaw: heading(state.yaw) },
          ...{ VN: state.velocityNorth, VE: state.velocityEast, VD: -state.climb, dPD: -state.climb },
          ...{ PN, PE, PD: height - moment.amslM, GX: 0.06 * scene.device.draws.normal('gyro x'), OH: height },
        };
      },
      { instance: core },
    );
    rows.every(
      'XKF4',
      0.5,
      ({ noise }) => ({
        ...{ C: core, SV: 0.24 + 0.02 * noise('v'), SP: 0.22 + 0.02 * noise('p'), SH: 0.17 + 0.02 * noise('h') },
        ...{ SM: 0.26 + 0.02 * noise('m'), errRP: 0.0021, SS: 831, PI: 0 },
      }),
      { instance: core },
    );
  }
  rows.every('XKF3', 0.5, ({ noise }) => ({
    ...{ IVN: 0.05 * noise('vn'), IVE: 0.05 * noise('ve'), IVD: 0.05 * noise('vd'), IPN: 0.3 * noise('n') },
    ...{ IPE: 0.3 * noise('e'), IPD: 0.2 * noise('d'), IMX: Math.round(4 * noise('mx')), IYAW: 0.4 * noise('yaw') },
  }));
  rows.every('XKF5', 0.5, (moment) => ({
    ...{ HAGL: clearance(rows, moment), rng: clearance(rows, moment), Herr: 0.2 },
    ...{ eAng: 0.002 + 1e-4 * moment.noise('angle'), eVel: 0.1, ePos: 0.4 },
  }));
  rows.every('XKFS', 0.2, () => ({ GPS_GTA: 1 }));
  rows.every('XKV1', 0.1, ({ noise }) => ({ V00: 1e-6 * (1 + 0.1 * noise('a')), V04: 0.01, V05: 0.01, V07: 0.2 }));
  rows.every('XKV2', 0.1, ({ noise }) => ({ V12: 1e-8 * (1 + 0.1 * noise('b')), V16: 1e-6, V22: 0.02 }));
  rows.every('XKY0', 0.5, ({ state, noise }) => ({
    ...{
      YC: degrees(state.yaw) + noise('yaw'),
      YCS: 3,
      Y0: degrees(state.yaw),
      Y1: degrees(state.yaw) + 1,
      W0: 0.6,
      W1: 0.4,
    },
  }));
  rows.every('XKY1', 0.5, ({ noise }) => ({ IVN0: 0.1 * noise('n'), IVE0: 0.1 * noise('e') }));
  rows.every('XKT', 0.1, () => ({ Cnt: 4000, IMUMin: 0.0024, IMUMax: 0.0026, EKFMin: 0.0099, EKFMax: 0.0101 }));
  logPositionControllers(rows, local);
  const above = rows.moment(Math.round(TAKE_OFF_S * 1e6), 'take-off', 0);
  const [pX, pY] = local(above).map((metres) => 100 * metres) as [number, number];
  rows.once(TAKE_OFF_S + 0.05, 'GUIP', { Type: 1, pX, pY, pZ: 1200 });
  const origin = pointAt(place, ORIGIN.north, ORIGIN.east);
  const home = pointAt(place, 0, 0);
  const first = rows.span.fromS;
  rows.once(first + 0.02, 'ORGN', { Type: 0, Lat: origin.latE7, Lng: origin.lonE7, Alt: height });
  rows.once(first + 0.021, 'ORGN', { Type: 1, Lat: home.latE7, Lng: home.lonE7, Alt: place.altitudeAmslM });
  for (let crumb = 0; crumb < 12; crumb++) {
    const moment = rows.moment(Math.round((40 + 4 * crumb) * 1e6), 'crumb', crumb);
    const [N, E] = local(moment);
    const crumbs = { Active: 1, NumPts: crumb + 1, MaxPts: 300, N, E, D: -moment.state.height };
    rows.once(40.01 + 4 * crumb, 'SRTL', crumbs);
  }
}

function logEnvironment(rows: Rows): void {
  const { scene } = rows;
  rows.every('BARO', 2, ({ state, amslM, bootMs, noise }) => ({
    ...{ Alt: state.height + 0.2 * noise('height'), AltAMSL: amslM + 0.2 * noise('height'), CRt: state.climb },
    Press: 100 * pressureHpa(scene.weather, amslM) + 2 * noise('pressure'),
    ...{ Temp: airTemperatureC(scene.weather, amslM) + 11, SMS: bootMs - 20, GndTemp: 25, Health: 1 },
  }));
  for (const instance of [0, 1]) {
    const offset = (axis: string): number => Math.round(80 * scene.device.draws.normal(`compass ${axis} ${instance}`));
    rows.every(
      'MAG',
      1,
      (moment) => {
        const [MagX, MagY, MagZ] = scene
          .compass(moment)
          .map((field, axis) => Math.round(field + 2 * moment.noise(`${axis}`)));
        return {
          ...{
            I: instance,
            MagX: MagX!,
            MagY: MagY!,
            MagZ: MagZ!,
            OfsX: offset('x'),
            OfsY: offset('y'),
            OfsZ: offset('z'),
          },
          ...{ Health: 1, S: microsOf(moment) },
        };
      },
      { instance },
    );
  }
  rows.every('TERR', 0.5, ({ state, point, amslM }) => {
    const ground = scene.groundM(point);
    return {
      ...{ Status: 2, Lat: point.latE7, Lng: point.lonE7, Spacing: 100, TerrH: ground, CHeight: amslM - ground },
      ...{ Loaded: 112, ROfs: 0.01 * state.height },
    };
  });
  rows.every('RFND', 2, (moment) => ({ Dist: clearance(rows, moment), Stat: 4, Orient: 25, Quality: 98 }));
  rows.every('SURF', 1, (moment) => {
    const distance = clearance(rows, moment);
    return { St: 1, D: distance, FD: distance, TO: moment.state.height - distance };
  });
}

/** What a rangefinder shows: metres above the ground, which is not as high everywhere. */
function clearance({ scene }: Rows, { amslM, point }: Moment): number {
  return Math.min(120, Math.max(0.2, amslM - scene.groundM(point) + 0.1));
}

/** When a compass was read, on a counter of 32 bits. */
function microsOf({ bootUs }: Moment): number {
  return Number((bootUs - 4000n) % 0x1_0000_0000n);
}

/** What the estimator was fed with, so that it can be run again: no units are told of any of it. */
function logReplay(rows: Rows): void {
  const { scene } = rows;
  const { place } = scene.secrets;
  const home = pointAt(place, 0, 0);
  rows.every('RFRH', 1, ({ seconds }) => ({ TF: Math.max(0, Math.round(1000 * (seconds - TAKE_OFF_S))) }));
  rows.every('RFRF', 1, () => ({ FTypes: 3 }));
  // Declared without sign, whatever the hemisphere.
  const [Lat, Lon, Alt] = [home.latE7 >>> 0, home.lonE7 >>> 0, Math.round(100 * place.altitudeAmslM) >>> 0];
  rows.every('RFRN', 1, () => ({ HLat: Lat, HLon: Lon, HAlt: Alt, E2T: 1, AM: 214_300, VC: 2, EKT: 0, Flags: 7 }));
  rows.once(rows.span.fromS + 0.03, 'RSO3', { Lat, Lon, Alt });
  rows.every('RISH', 0.2, () => ({ LR: 400, LD: 0.0025, AC: 2, GC: 2 }));
  rows.every('RGPH', 0.2, () => ({ NumInst: 2 }));
  rows.once(rows.span.fromS + 0.031, 'REV3', { Event: 1 });
  rows.every('RGPI', 1, () => ({ OX: 0.02, OZ: -0.08, Lg: 0.22, Flags: 3, Stat: 3, NSats: scene.satellites.length }));
  rows.every('RGPJ', 1, ({ state, bootMs, amslM, noise }) => {
    const point: LatLon = pointAt(place, state.north + 0.35 * noise('north'), state.east + 0.35 * noise('east'));
    return {
      ...{ TS: bootMs - 90, VX: state.velocityNorth, VY: state.velocityEast, VZ: -state.climb, SA: 0.24 },
      ...{ Lat: point.latE7, Lon: point.lonE7, Alt: Math.round(100 * amslM), HA: 0.7, VA: 1, HD: 120 },
    };
  });
  rows.every('RMGH', 0.2, ({ point }) => ({
    Dec: declinationRad(point),
    Avail: 1,
    NumInst: 2,
    AutoDec: 1,
    NumEna: 2,
    FUsable: 1,
  }));
  rows.every('RMGI', 1, (moment) => {
    const [FX, FY, FZ] = scene.compass(moment);
    const offset = (axis: string): number => 80 * scene.device.draws.normal(`compass ${axis} 0`);
    return { LU: microsOf(moment), OX: offset('x'), OY: offset('y'), OZ: offset('z'), FX, FY, FZ, UFY: 1, H: 1 };
  });
  rows.every('RBRH', 0.2, () => ({ NumInst: 1 }));
  rows.every('RBRI', 1, ({ state, bootMs, noise }) => ({
    LastUpdate: bootMs - 20,
    Alt: state.height + 0.2 * noise('height'),
    H: 1,
  }));
}

/** A photo every twelve metres, with the place, and the obstacle avoidance that plans around them. */
function logPhotos(rows: Rows): void {
  const { place } = rows.scene.secrets;
  let shots = 0;
  rows.every('CAM', 0.4, ({ state, point, amslM, unixUs }) => {
    if (state.mode !== Mode.auto) return undefined;
    const { week, towMs } = gpsTime(Number(unixUs));
    return {
      ...{ Img: ++shots, GPSTime: towMs, GPSWeek: week, Lat: point.latE7, Lng: point.lonE7, Alt: amslM },
      ...{
        RelAlt: state.height,
        GPSAlt: amslM + 0.4,
        R: degrees(state.roll),
        P: degrees(state.pitch),
        Y: heading(state.yaw),
      },
    };
  });
  rows.every('OABR', 0.2, ({ state }) => {
    if (state.mode !== Mode.auto) return undefined;
    const { target } = state;
    const goal = pointAt(place, target.north, target.east);
    const around = pointAt(place, target.north + 3, target.east - 2);
    const up = Math.round(100 * (place.altitudeAmslM + target.height));
    return {
      ...{ Type: 1, DYaw: Math.round(heading(state.yaw)) & 0xff, DLt: goal.latE7, DLg: goal.lonE7, DAlt: up },
      ...{ OLt: around.latE7, OLg: around.lonE7, OAlt: up },
    };
  });
}

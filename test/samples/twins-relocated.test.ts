import { describe, expect, test, vi } from 'vitest';
import { encodeFrame, type Values } from '../../samples/encode.ts';
import {
  type FlightSecrets,
  flightFrames,
  generateFlight,
  logOf,
  type Sent,
  sampleSecrets,
} from '../../samples/flight.ts';
import { levelNames, levels } from '../../src/index.ts';
import { drawRelocation } from '../../src/treatments/relocate/relocation.ts';
import { type Container, differingFields, filterLog, firstDifference, keys, partsOf } from './compare.ts';
import { type Comparison, compareRelocated } from './compare-relocated.ts';
import { middleRad, wrapRad } from './geodesy.ts';
import { elementsOf, readingsOf } from './readings.ts';

vi.setConfig({ testTimeout: 60_000 });

const DEGREE = Math.PI / 180;
const EARTH_RADIUS_M = 6_371_000;
/** Half of the worst that quantisation allows: many places scatter, and only a true difference moves them all. */
const POSITION_RMS_M = 0.02;
/** A second of flight and the noise of a fix: messages without a place are turned as at the last one. */
const LAST_PLACE_M = 5;

const { place, text, person } = sampleSecrets;
const tlog = generateFlight();
const raw = generateFlight(sampleSecrets, { container: 'raw', toS: 75 });
const logs: Readonly<Record<Container, Uint8Array>> = { tlog, raw };
const released = { tlog: filterLog(tlog, levels.dynamics), raw: filterLog(raw, levels.dynamics) };

function twinOf(secrets: Partial<FlightSecrets>, container: Container): Uint8Array {
  const options = container === 'tlog' ? {} : ({ container, toS: 75 } as const);
  return generateFlight({ ...sampleSecrets, ...secrets }, options);
}

/** By how much directions may differ because the place that they are turned at is a little old. */
function slackAt(latitudeDeg: number): number {
  return (LAST_PLACE_M * Math.abs(Math.tan(latitudeDeg * DEGREE))) / EARTH_RADIUS_M;
}

function expectEqual({ differences, positionRmsM, compared }: Comparison): void {
  expect(differences).toEqual([]);
  expect(positionRmsM).toBeLessThan(POSITION_RMS_M);
  expect(compared.place).toBeGreaterThan(200);
  expect(compared.height).toBeGreaterThan(200);
  expect(compared.direction).toBeGreaterThan(400);
  expect(compared.vector).toBeGreaterThan(60);
  expect(compared.attitude).toBeGreaterThan(50);
}

test('the level exists', () => {
  expect(levelNames).toContain('dynamics');
});

describe('twins for place at dynamics', () => {
  const places = {
    'moved by kilometres': {
      latitudeDeg: place.latitudeDeg + 0.05,
      longitudeDeg: place.longitudeDeg - 0.07,
      altitudeAmslM: 1204,
    },
    'moved to the equator': { latitudeDeg: 0.0003, longitudeDeg: 101.2, altitudeAmslM: 31.4 },
    'moved to 60 north': { latitudeDeg: 60.1702, longitudeDeg: -149.4, altitudeAmslM: 12 },
    'moved to 78 south': { latitudeDeg: -77.846, longitudeDeg: 166.67, altitudeAmslM: 24.8 },
    'moved to 89.9 north': { latitudeDeg: 89.9, longitudeDeg: -64.3, altitudeAmslM: 2 },
    'moved to where the antimeridian is crossed in flight': {
      latitudeDeg: -16.8013,
      longitudeDeg: 179.9996,
      altitudeAmslM: 4.1,
    },
    'moved in height only': { ...place, altitudeAmslM: -3.2 },
    'moved and turned': { latitudeDeg: 51.3, longitudeDeg: -0.7, altitudeAmslM: 88, turnDeg: 131.7 },
    'turned where it is': { ...place, turnDeg: -37.4 },
    'turned at 78 south': { latitudeDeg: -77.846, longitudeDeg: 166.67, altitudeAmslM: 24.8, turnDeg: 250 },
  };

  describe.each(Object.entries(places))('%s', (_, elsewhere) => {
    test.each(['tlog', 'raw'] as const)('give the same but for what quantisation leaves (%s)', (container) => {
      const twin = twinOf({ place: elsewhere }, container);
      const shows = ['GPS_RAW_INT.lat', 'GLOBAL_POSITION_INT.alt', 'HOME_POSITION.altitude', 'STATUSTEXT.text'];
      if (container === 'tlog') {
        const changed =
          'turnDeg' in elsewhere ? [...shows.slice(0, 1), 'ATTITUDE.yaw', 'LOCAL_POSITION_NED.vx'] : shows.slice(1);
        expect([...differingFields(tlog, twin, 'tlog')]).toEqual(expect.arrayContaining(changed));
      }
      const moreTurnRad = ('turnDeg' in elsewhere ? elsewhere.turnDeg : 0) * DEGREE;
      const original = filterLog(logs[container], levels.dynamics, { moreTurnRad });
      const slack = slackAt(elsewhere.latitudeDeg) + slackAt(place.latitudeDeg);
      expectEqual(compareRelocated(original, filterLog(twin, levels.dynamics), container, slack));
    });
  });

  test('that are turned give the turned flight: the comparison sees a turn', () => {
    const twin = filterLog(twinOf({ place: { ...place, turnDeg: 0.02 } }, 'tlog'), levels.dynamics);
    const { differences } = compareRelocated(released.tlog, twin, 'tlog');
    expect(differences).toEqual(expect.arrayContaining(['ATTITUDE.yaw', 'ATTITUDE_QUATERNION.q1/q2/q3/q4']));
  });

  test('that are another flight differ: the comparison sees a few centimetres', () => {
    const frames = edited(flightFrames(), 'AHRS2', ({ lat = 0, ...rest }, index) => ({
      ...rest,
      lat: index === 90 ? Number(lat) + 7 : lat,
    }));
    const other = filterLog(logOf(frames, sampleSecrets, {}), levels.dynamics);
    expect(compareRelocated(released.tlog, other, 'tlog').differences).toEqual(['AHRS2.lat/lng']);
  });
});

/** Frames in which a message's values are others. */
function edited(
  frames: readonly Sent[],
  message: string,
  change: (values: Values, index: number) => Values,
  version: 1 | 2 = 2,
): Sent[] {
  let index = 0;
  return frames.map((sent) => {
    if (sent.message !== message) return sent;
    const values = change(sent.values, index++);
    return { ...sent, values, frame: encodeFrame(message, values, sent.sender, sent.frame[4]!, { version }) };
  });
}

describe('twins at dynamics that differ in', () => {
  const secrets: Readonly<Record<string, Partial<FlightSecrets>>> = {
    date: { startUnixUs: Date.UTC(2019, 10, 2, 23, 58, 31) * 1000 },
    'the place of the operator': { operator: { northM: 212.5, eastM: -87 } },
    person: { person: { pilotName: 'Bo', operatorId: 'CHE-9', network: 'guests' } },
    text: { text: { ...text, typed: ['x', 'y'.repeat(100)], description: 'z', gpsErrorM: 12.75 } },
    'third parties': { thirdParties: [] },
    'unknown messages': { unknownMessages: 'other' },
    'whether there are unknown messages': { unknownMessages: null },
  };
  test.each(
    Object.entries(secrets).flatMap(([name, change]) => [
      [name, 'tlog', change] as const,
      [name, 'raw', change] as const,
    ]),
  )('%s give the same bytes (%s)', (_, container, change) => {
    const twin = twinOf(change, container);
    expect(firstDifference(logs[container], twin, container)).toBeDefined();
    expect(firstDifference(released[container], filterLog(twin, levels.dynamics), container)).toBeUndefined();
  });

  test.each(['tlog', 'raw'] as const)('everything give the same but for what quantisation leaves (%s)', (container) => {
    const elsewhere = { latitudeDeg: 63.9, longitudeDeg: -19.1, altitudeAmslM: 402.3 };
    const twin = twinOf(
      {
        place: elsewhere,
        startUnixUs: Date.UTC(2031, 0, 5, 17, 20, 0) * 1000,
        device: 'yet another aircraft',
        operator: { northM: 284, eastM: 71 },
        person: { ...person, pilotName: 'Somebody Else Entirely', operatorId: 'ISL' },
        thirdParties: [],
        unknownMessages: null,
      },
      container,
    );
    const disclosure = { ...levels.dynamics, device: 'none' } as const;
    const [one, other] = [filterLog(logs[container], disclosure), filterLog(twin, disclosure)];
    expectEqual(compareRelocated(one, other, container, slackAt(63.9)));
  });
});

describe('what is not known', () => {
  const FIX_US = 8e6;
  /** As autopilots send before they have a fix, and with gaps. */
  const withGaps = (frames: readonly Sent[]): Sent[] => {
    const early = new Set(frames.filter(({ atUs }) => atUs < FIX_US).map(({ values }) => values));
    let changed = edited(frames, 'GLOBAL_POSITION_INT', (values, index) =>
      early.has(values)
        ? { ...values, lat: 0, lon: 0, hdg: 65_535, vx: 0, vy: 0 }
        : index % 7 === 0
          ? { ...values, hdg: 65_535 }
          : values,
    );
    changed = edited(changed, 'AHRS2', (values, index) => {
      if (early.has(values)) return { ...values, lat: 0, lng: 0, yaw: 0 };
      return index % 5 === 0 ? { ...values, lat: 0x7fff_ffff, lng: 0x7fff_ffff, yaw: Number.NaN } : values;
    });
    changed = edited(changed, 'ATTITUDE', (values, index) =>
      index % 11 === 0 ? { ...values, yaw: Number.NaN } : values,
    );
    changed = edited(changed, 'ATTITUDE_QUATERNION', (values, index) =>
      index % 9 === 0 ? { ...values, q1: 0, q2: 0, q3: 0, q4: 0 } : values,
    );
    changed = edited(changed, 'TERRAIN_REPORT', (values) =>
      early.has(values) ? { ...values, lat: 0, lon: 0 } : values,
    );
    changed = edited(changed, 'POSITION_TARGET_GLOBAL_INT', (values, index) =>
      index % 13 === 0 ? { ...values, lat_int: 0x7fff_ffff, lon_int: 0x7fff_ffff } : values,
    );
    return changed.map((sent) =>
      sent.atUs < FIX_US && /^(GPS_RAW_INT|GPS2_RAW|OPEN_DRONE_ID_LOCATION)$/.test(sent.message)
        ? { ...sent, values: {}, frame: encodeFrame(sent.message, {}, sent.sender, sent.frame[4]!) }
        : sent,
    );
  };
  const logWithGaps = (secrets: Partial<FlightSecrets> = {}): Uint8Array => {
    const all = { ...sampleSecrets, ...secrets };
    return logOf(withGaps(flightFrames(all)), all, {});
  };
  const gaps = logWithGaps();
  const elsewhere = { latitudeDeg: -33.1, longitudeDeg: 151.2, altitudeAmslM: 61 };

  test.each([
    ['GLOBAL_POSITION_INT', 'lat', 0],
    ['GLOBAL_POSITION_INT', 'hdg', 65_535],
    ['AHRS2', 'lat', 0],
    ['AHRS2', 'lng', 0x7fff_ffff],
    ['AHRS2', 'yaw', Number.NaN],
    ['ATTITUDE', 'yaw', Number.NaN],
    ['ATTITUDE_QUATERNION', 'q1', 0],
    ['POSITION_TARGET_GLOBAL_INT', 'lon_int', 0x7fff_ffff],
  ] as const)('stays so in %s.%s, and nothing else becomes it', (message, field, unknown) => {
    const read = (log: Uint8Array): { value: number; atUs: number }[] =>
      partsOf(log, 'tlog')
        .filter((part) => part.message === message)
        .map((part) => ({
          value: elementsOf(part, part.fields.find(({ name }) => name === field)!)[0]!,
          atUs: Number(Buffer.from(part.stamp).readBigUInt64BE()) - sampleSecrets.startUnixUs,
        }));
    const [before, after] = [read(gaps), read(filterLog(gaps, levels.dynamics))];
    expect(before.filter(({ value }) => Object.is(value, unknown)).length).toBeGreaterThan(2);
    expect(after.length).toBe(before.length);
    before.forEach(({ value, atUs }, index) => {
      if (Object.is(value, unknown)) expect(after[index]!.value).toBe(unknown);
      else if (atUs > FIX_US + 1e6) expect(after[index]!.value).not.toBe(unknown);
    });
  });

  test.each([
    ['in a file', false],
    ['in a stream', true],
  ] as const)('tells nothing before the first fix, %s', (_, isLive) => {
    const twin = logWithGaps({ place: elsewhere });
    const [one, other] = [gaps, twin].map((log) => filterLog(log, levels.dynamics, { isLive }));
    const { differences, compared } = compareRelocated(one!, other!, 'tlog', slackAt(place.latitudeDeg));
    expect(differences).toEqual([]);
    expect(compared.place).toBeGreaterThan(300);
    expect(compared.direction).toBeGreaterThan(400);
  });

  test('a stream gives no direction before its first fix', () => {
    const parts = partsOf(filterLog(gaps, levels.dynamics, { isLive: true }), 'tlog');
    const isFix = (reading: ReturnType<typeof readingsOf>[number]) => reading.kind === 'place' && !reading.saysNothing;
    const first = parts.findIndex((part) => readingsOf(part).some(isFix));
    expect(first).toBeGreaterThan(100);
    const told = parts
      .slice(0, first)
      .flatMap((part) => readingsOf(part))
      .filter(({ kind, saysNothing }) => kind !== 'height' && !saysNothing);
    expect(told).toEqual([]);
  });
});

describe('the turn of a flight', () => {
  /** Old receivers' messages, without what newer ones add; at rest their course is zero. */
  const log = logOf(
    edited(flightFrames(), 'GPS_RAW_INT', ({ alt_ellipsoid, h_acc, v_acc, vel_acc, ...values }) => values, 1),
    sampleSecrets,
    {},
  );
  const output = filterLog(log, levels.dynamics);
  const yaws = (bytes: Uint8Array): number[] =>
    partsOf(bytes, 'tlog')
      .filter(({ message }) => message === 'ATTITUDE')
      .map((part) => elementsOf(part, part.fields.find(({ name }) => name === 'yaw')!)[0]!);
  const before = yaws(log);
  const turnRad = middleRad(yaws(output).map((yaw, index) => wrapRad(yaw - before[index]!)));

  test('is that of its key', () => {
    const { turnRad: drawn } = drawRelocation(keys.relocationKey);
    expect(Math.abs(wrapRad(turnRad - drawn))).toBeLessThan(1e-4);
    const other = filterLog(tlog, levels.dynamics, { moreTurnRad: 1 });
    expect(compareRelocated(released.tlog, other, 'tlog').differences).toContain('ATTITUDE.yaw');
  });

  test('does not show in directions that senders leave at zero', () => {
    const isZero = (rad: number): boolean => rad === 0;
    const leftAtZero = often(log, isZero);
    expect(leftAtZero).toEqual(
      expect.arrayContaining(['GPS_RAW_INT.cog', 'HOME_POSITION.q', 'POSITION_TARGET_GLOBAL_INT.yaw']),
    );
    const isTurn = (rad: number, stepRad: number): boolean => Math.abs(wrapRad(rad - turnRad)) <= stepRad;
    expect(often(output, isTurn).filter((name) => leftAtZero.includes(name))).toEqual([]);
  });

  /** Directions whatever the catalog says of them, with a unit in degrees; attitudes have none. */
  const directions = {
    ...{ 'GPS_RAW_INT.cog': 0.01, 'GPS2_RAW.cog': 0.01, 'GLOBAL_POSITION_INT.hdg': 0.01, 'VFR_HUD.heading': 1 },
    ...{ 'ATTITUDE.yaw': 180 / Math.PI, 'AHRS2.yaw': 180 / Math.PI, 'POSITION_TARGET_GLOBAL_INT.yaw': 180 / Math.PI },
    ...{ 'HIGH_LATENCY2.heading': 2, 'HIGH_LATENCY2.target_heading': 2, 'HIGH_LATENCY2.wind_heading': 2 },
    ...{ 'WIND.direction': 1, 'CAMERA_FEEDBACK.yaw': 1, 'NAV_CONTROLLER_OUTPUT.nav_bearing': 1 },
    ...{ 'MISSION_ITEM_INT.param4': 1, 'HOME_POSITION.q': Number.NaN },
  };

  /** Fields that say such a direction more than twice: now and then an aircraft does fly north. */
  function often(bytes: Uint8Array, isSuch: (rad: number, stepRad: number) => boolean): string[] {
    const times = new Map<string, number>();
    for (const part of partsOf(bytes, 'tlog')) {
      for (const field of part.fields) {
        const name = `${part.message}.${field.name}`;
        if (!Object.hasOwn(directions, name)) continue;
        const unitRad = directions[name as keyof typeof directions] * DEGREE;
        const [first = 0, , , last = 0] = elementsOf(part, field);
        const rad = Number.isNaN(unitRad) ? 2 * Math.atan2(last, first) : first * unitRad;
        const stepRad = field.type === 'f32' ? 1e-4 : unitRad;
        if (isSuch(rad, stepRad)) times.set(name, (times.get(name) ?? 0) + 1);
      }
    }
    return [...times].filter(([, count]) => count > 2).map(([name]) => name);
  }
});

import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  type FlightOptions,
  type FlightSecrets,
  generateFlight,
  identitiesOf,
  sampleSecrets,
} from '../../samples/flight.ts';
import { levels } from '../../src/index.ts';
import type { DataCategory } from '../../src/model/category.ts';
import { readValue } from '../../src/model/values.ts';
import { type Container, categoriesOf, differingFields, filterLog, firstDifference, partsOf } from './compare.ts';

vi.setConfig({ testTimeout: 60_000 });

const withoutDevice = { ...levels.engineering, device: 'none' } as const;
const tlog = generateFlight();
/** Raw streams up to the middle of the flight: they have no clock of their own, all else is as in a .tlog. */
const halfRaw: FlightOptions = { container: 'raw', toS: 75 };
const raw = generateFlight(sampleSecrets, halfRaw);

interface Twin {
  readonly secrets: Partial<FlightSecrets>;
  /** Some of what the secret shows in the input: the proof that there was something to hide. */
  readonly shows: readonly string[];
}

const { place, person, text, operator } = sampleSecrets;
const moved = [
  ...[
    'GPS_RAW_INT.lat',
    'GLOBAL_POSITION_INT.lon',
    'HOME_POSITION.latitude',
    'MISSION_ITEM_INT.x',
    'CAMERA_FEEDBACK.lng',
  ],
  ...['RAW_IMU.xmag', 'SCALED_IMU2.zmag', 'SCALED_PRESSURE.press_abs', 'VFR_HUD.alt', 'GPS_RAW_INT.alt_ellipsoid'],
  ...['GPS_STATUS.satellite_azimuth', 'TERRAIN_REPORT.terrain_height', 'PARAM_VALUE.param_value', 'STATUSTEXT.text'],
  ...['ADSB_VEHICLE.lat', 'OPEN_DRONE_ID_SYSTEM.operator_latitude', 'TUNNEL.payload', 'COMMAND_LONG.param5'],
];
const dated = [
  ...['SYSTEM_TIME.time_unix_usec', 'CAMERA_FEEDBACK.time_usec', 'TIMESYNC.ts1', 'GPS_RTK.wn', 'GPS_RTK.tow'],
  ...['LOG_ENTRY.time_utc', 'OPEN_DRONE_ID_SYSTEM.timestamp', 'FOLLOW_TARGET.timestamp', 'PARAM_VALUE.param_value'],
  ...[
    'COMMAND_LONG_STAMPED.utc_time',
    'ONBOARD_COMPUTER_STATUS.time_usec',
    'FILE_TRANSFER_PROTOCOL.payload',
    'GPS_STATUS.satellite_azimuth',
  ],
];

const twins: Readonly<Record<string, Twin>> = {
  'moved by kilometres': {
    secrets: {
      place: { latitudeDeg: place.latitudeDeg + 0.05, longitudeDeg: place.longitudeDeg - 0.07, altitudeAmslM: 1204 },
    },
    shows: moved,
  },
  'moved to the other hemisphere': {
    secrets: { place: { latitudeDeg: -41.2731, longitudeDeg: -71.4402, altitudeAmslM: 801.7 } },
    shows: moved,
  },
  'moved to where the antimeridian is crossed in flight': {
    secrets: { place: { latitudeDeg: -16.8013, longitudeDeg: 179.9996, altitudeAmslM: 4.1 } },
    shows: moved,
  },
  'moved to where latitude and longitude are zero in flight': {
    secrets: { place: { latitudeDeg: -0.0004, longitudeDeg: 0.0003, altitudeAmslM: 0 } },
    shows: moved,
  },
  'moved in height only': {
    secrets: { place: { ...place, altitudeAmslM: -3.2 } },
    shows: ['GPS_RAW_INT.alt', 'SCALED_PRESSURE.press_abs', 'VFR_HUD.alt', 'HOME_POSITION.altitude'],
  },
  'on another date': { secrets: { startUnixUs: Date.UTC(2019, 10, 2, 23, 58, 31) * 1000 }, shows: dated },
  'on a date after 2038': { secrets: { startUnixUs: Date.UTC(2041, 1, 28, 4, 0, 0) * 1000 }, shows: dated },
  'with the pilot elsewhere': {
    secrets: { operator: { northM: 212.5, eastM: -87 } },
    shows: ['OPEN_DRONE_ID_SYSTEM.operator_latitude', 'FOLLOW_TARGET.lat', 'GPS_RTK.baseline_a_mm'],
  },
  'of another person': {
    secrets: {
      person: { pilotName: 'Bo', operatorId: 'CHE-9', network: 'guest network of the village hall'.slice(0, 32) },
    },
    shows: ['OPEN_DRONE_ID_OPERATOR_ID.operator_id', 'WIFI_CONFIG_AP.ssid', 'STATUSTEXT.text'],
  },
  'with other text': {
    secrets: {
      text: {
        typed: ['x', 'y'.repeat(100), 'a third text'],
        description: 'z',
        badParameter: 'A'.repeat(3),
        gpsErrorM: 12.75,
        outputs:
          'None yet, all twelve outputs wait for the IO processor, which has not been seen since the last update',
      },
    },
    shows: [],
  },
  'with no text typed': { secrets: { text: { ...text, typed: [], description: '' } }, shows: [] },
  'with text that fills its chunks': {
    secrets: {
      text: { ...text, badParameter: 'B'.repeat(100 - 'PreArm: Bad parameter: '.length), typed: ['c'.repeat(50)] },
    },
    shows: [],
  },
  'with other traffic': {
    secrets: {
      thirdParties: [
        { icao: 1, callsign: 'X', squawk: 1, northM: 100, eastM: 0, heightM: 20, courseDeg: 1, speedMs: 1 },
      ],
    },
    shows: [],
  },
  'with no traffic': { secrets: { thirdParties: [] }, shows: [] },
  'with other messages that nobody knows': { secrets: { unknownMessages: 'other' }, shows: [] },
  'with no messages that nobody knows': { secrets: { unknownMessages: null }, shows: [] },
};

describe.each(Object.entries(twins))('a twin %s', (_, { secrets, shows }) => {
  const other = { ...sampleSecrets, ...secrets };
  test.each(['tlog', 'raw'] as const)('gives the same output (%s)', (container) => {
    const original = container === 'tlog' ? tlog : raw;
    const twin = generateFlight(other, container === 'tlog' ? {} : halfRaw);
    expect(firstDifference(original, twin, container)).toBeDefined();
    if (container === 'tlog' && shows.length > 0) {
      expect([...differingFields(original, twin, container)]).toEqual(expect.arrayContaining([...shows]));
    }
    expect(firstDifference(filterLog(original), filterLog(twin), container)).toBeUndefined();
  });
});

describe('a twin of another device', () => {
  const secrets = { ...sampleSecrets, device: 'another aircraft' };
  const twin = generateFlight(secrets);

  test('differs in its serials, ids and calibrations', () => {
    expect([...differingFields(tlog, twin, 'tlog')]).toEqual(
      expect.arrayContaining([
        ...['AUTOPILOT_VERSION.uid', 'AUTOPILOT_VERSION.uid2', 'AUTOPILOT_VERSION.flight_custom_version'],
        ...['AUTOPILOT_VERSION.board_version', 'OPEN_DRONE_ID_BASIC_ID.uas_id', 'PARAM_VALUE.param_value'],
        ...['SMART_BATTERY_INFO.serial_number', 'CAMERA_INFORMATION.model_name', 'UAVCAN_NODE_INFO.hw_unique_id'],
        ...['STATUSTEXT.text', 'SETUP_SIGNING.secret_key'],
      ]),
    );
  });

  test('gives the same output where devices are hidden', () => {
    expect(firstDifference(filterLog(tlog, withoutDevice), filterLog(twin, withoutDevice), 'tlog')).toBeUndefined();
  });

  test('gives other pseudonyms and nothing else at engineering', () => {
    const differing = [...differingFields(filterLog(tlog), filterLog(twin), 'tlog')];
    expect(differing).toContain('AUTOPILOT_VERSION.uid2');
    const identities: readonly DataCategory[] = ['deviceIdentity', 'firmwareIdentity'];
    expect(differing.filter((name) => !categoriesOf(name).some((category) => identities.includes(category)))).toEqual(
      [],
    );
  });

  test.each(['tlog', 'raw'] as const)('leaves no serial in the output (%s)', (container) => {
    const log = generateFlight(secrets, { container });
    expect(piecesFound(log, secrets)).not.toEqual([]);
    expect(piecesFound(filterLog(log), secrets)).toEqual([]);
  });
});

/** Every run of six bytes of a serial that stands in the bytes, also across the groups of a banner. */
function piecesFound(bytes: Uint8Array, secrets: FlightSecrets): string[] {
  const PIECE = 6;
  const found: string[] = [];
  for (const identity of identitiesOf(secrets)) {
    for (let at = 0; at + PIECE <= identity.length; at++) {
      const piece = Buffer.from(identity.subarray(at, at + PIECE));
      if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(piece)) found.push(piece.toString('hex'));
    }
  }
  return found;
}

test('a date with odd microseconds gives the same output but for clocks of whole seconds', () => {
  const twin = generateFlight({ ...sampleSecrets, startUnixUs: Date.UTC(2019, 10, 2, 23, 58, 31) * 1000 + 637_411 });
  const [one, other] = [filterLog(tlog), filterLog(twin)];
  // Where the seconds turn over depends on the microseconds at the start; all other clocks are finer or count from boot.
  expect([...differingFields(one, other, 'tlog')]).toEqual(['COMMAND_LONG_STAMPED.utc_time']);
  const seconds = (log: Uint8Array): number[] =>
    partsOf(log, 'tlog')
      .filter(({ message }) => message === 'COMMAND_LONG_STAMPED')
      .map(({ body, fields }) =>
        Number(readValue(body, fields.find(({ name }) => name === 'utc_time')!.offset, 'u32')),
      );
  const apart = seconds(one).map((second, index) => Math.abs(second - seconds(other)[index]!));
  expect(Math.max(...apart)).toBe(1);
});

const everythingElse: FlightSecrets = {
  place: { latitudeDeg: 63.9, longitudeDeg: -19.1, altitudeAmslM: 402.3 },
  startUnixUs: Date.UTC(2031, 0, 5, 17, 20, 0) * 1000,
  device: 'yet another aircraft',
  operator: { northM: operator.northM * -20, eastM: 71 },
  person: { ...person, pilotName: 'Somebody Else Entirely', operatorId: 'ISL' },
  text: { typed: [], description: 'd', badParameter: '?', gpsErrorM: 2.01, outputs: 'PWM:1-14' },
  thirdParties: [],
  unknownMessages: null,
};

test.each(['tlog', 'raw'] as const)('a twin in which every secret differs gives the same output (%s)', (container) => {
  const original = container === 'tlog' ? tlog : raw;
  const twin = generateFlight(everythingElse, container === 'tlog' ? {} : halfRaw);
  expect(
    firstDifference(filterLog(original, withoutDevice), filterLog(twin, withoutDevice), container),
  ).toBeUndefined();
});

test('twins differ at full: the comparison sees what is not hidden', () => {
  const twin = generateFlight({ ...sampleSecrets, place: everythingElse.place });
  const differing = differingFields(filterLog(tlog, levels.full), filterLog(twin, levels.full), 'tlog');
  expect([...differing]).toEqual(expect.arrayContaining(['GPS_RAW_INT.lat', 'RAW_IMU.ymag', 'VFR_HUD.alt']));
  const hidden = firstDifference(filterLog(tlog, levels.full), filterLog(twin, levels.full), 'tlog');
  expect(hidden).toMatch(/^frame \d+: \w+\.\w+: /);
});

/** The first part of the flight, so that many twins take little time; it has all kinds of messages but those of the flight itself. */
const opening: FlightOptions = { toS: 30 };
const ascii = fc.string({
  unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
  maxLength: 260,
});
const anySecrets: fc.Arbitrary<FlightSecrets> = fc.record({
  place: fc.record({
    latitudeDeg: fc.double({ min: -80, max: 80, noNaN: true }),
    longitudeDeg: fc.double({ min: -180, max: 180, noNaN: true }),
    altitudeAmslM: fc.double({ min: -50, max: 4000, noNaN: true }),
  }),
  startUnixUs: fc.integer({ min: 1_550_000_000, max: 2_500_000_000 }).map((seconds) => seconds * 1e6),
  device: fc.string(),
  operator: fc.record({ northM: fc.integer({ min: -500, max: 500 }), eastM: fc.integer({ min: -500, max: 500 }) }),
  person: fc
    .record({
      pilotName: ascii,
      operatorId: ascii.map((words) => words.slice(0, 20)),
      network: ascii.map((words) => words.slice(0, 32)),
    })
    .map((someone) => ({ ...someone, pilotName: someone.pilotName.slice(0, 40) })),
  text: fc.record({
    typed: fc.array(
      ascii.map((words) => `Note: ${words}`),
      { maxLength: 4 },
    ),
    description: ascii.map((words) => words.slice(0, 23)),
    badParameter: ascii.map((words) => `${words}.`),
    gpsErrorM: fc.integer({ min: 20, max: 9999 }).map((tenths) => tenths / 10),
    outputs: ascii.map((words) => `${words}.`),
  }),
  thirdParties: fc.array(
    fc.record({
      icao: fc.nat(0xff_ffff),
      callsign: ascii.map((words) => words.slice(0, 8)),
      squawk: fc.nat(7777),
      northM: fc.integer({ min: -9000, max: 9000 }),
      eastM: fc.integer({ min: -9000, max: 9000 }),
      heightM: fc.integer({ min: 0, max: 3000 }),
      courseDeg: fc.nat(359),
      speedMs: fc.nat(300),
    }),
    { maxLength: 3 },
  ),
  unknownMessages: fc.option(fc.string()),
});

test('any secrets give the same output', () => {
  const released = new Map<Container, Uint8Array>();
  for (const container of ['tlog', 'raw'] as const) {
    released.set(container, filterLog(generateFlight(sampleSecrets, { ...opening, container }), withoutDevice));
  }
  fc.assert(
    fc.property(anySecrets, fc.constantFrom<Container>('tlog', 'raw'), (secrets, container) => {
      const twin = generateFlight(secrets, { ...opening, container });
      expect(firstDifference(released.get(container)!, filterLog(twin, withoutDevice), container)).toBeUndefined();
    }),
    { numRuns: 12 },
  );
});

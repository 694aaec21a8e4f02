import { describe, expect, test, vi } from 'vitest';
import { type RecordEncoding, writeRecords } from '../../samples/record/log.ts';
import { operatorIdOf, recordIdentitiesOf, recordSecrets } from '../../samples/record/secrets.ts';
import { levels } from '../../src/index.ts';
import { differencesOf, filterLog, partsOf } from './compare.ts';
import { describeDjiTwins } from './dji-twins.ts';

vi.setConfig({ testTimeout: 60_000 });

const span = { fromS: 22, toS: 52 };
const hertz = 2;

const flight = (text: string): readonly string[] => text.split(' ').map((name) => `FlightRecord.${name}`);
const pilot = [
  ...flight('remote_controller.latitude_deg_e7 remote_controller.longitude_deg_e7'),
  ...['OperatorInfo.phone.latitude_deg_e7', 'OperatorInfo.remote_controller.longitude_deg_e7'],
];
const heights = [
  ...flight('position.altitude_amsl_mm remote_controller.altitude_amsl_mm home.altitude_amsl_mm'),
  'OperatorInfo.phone.altitude_amsl_mm',
];
const near = [
  ...flight('position.latitude_deg_e7 position.longitude_deg_e7 home.latitude_deg_e7 mission_item.longitude_deg_e7'),
  ...pilot,
  'Warning.text',
];
const sky = flight('gnss.satellites gnss.hdop');
const directions = flight('attitude.yaw_rad gimbal.yaw_rad wind.north_mm_s velocity.east_mm_s');
const times = ['FlightRecord.time_us', 'OperatorInfo.time_us', 'Warning.time_us', ...sky];
const serials = [
  ...['DeviceInfo.firmware_versions.0', 'DeviceInfo.firmware_versions.1', 'DeviceInfo.remote_id_serial'],
  ...['DeviceInfo.serial', 'FlightRecord.aircraft_serial', 'FlightRecord.flight_id'],
];

describe.each(['protobuf', 'json'] as const)('records of an app (%s)', (encoding) => {
  const unknown = ['DeviceInfo', 'FlightRecord', 'OperatorInfo', 'Warning'].map(
    (message) => `${message}.${encoding === 'json' ? '(header)' : '(sequence)'}`,
  );
  describeDjiTwins({
    // That a zone is ahead is released where kinds of zones are; which one is not.
    log: (secrets, stretch) =>
      writeRecords({ encoding, hertz, ...stretch }, { ...secrets, zone: secrets.zone ?? 'one without a name' }),
    identitiesOf: recordIdentitiesOf,
    span,
    shows: {
      'moved by kilometres': [...near, ...heights],
      'moved to the other hemisphere': [...near, ...heights, ...sky],
      'moved to where the antimeridian is crossed in flight': [...near, ...heights, ...sky],
      'moved to 78 south': [...near, ...heights, ...sky],
      'moved in height only': heights,
      'moved and turned': [...near, ...heights, ...directions],
      'turned where it is': [...directions, ...pilot],
      'on another date': times,
      'on a date after 2038': times,
      'with the pilot elsewhere': pilot,
      'of another person': ['OperatorInfo.name', 'OperatorInfo.account', 'Warning.text'],
      'with another account': ['OperatorInfo.account'],
      'with other text': ['Warning.text'],
      'with no text typed': ['missing frames'],
      'in another zone': ['FlightRecord.zone.area_code', 'Warning.text'],
      'in no zone': ['FlightRecord.zone.area_code', 'Warning.text'],
      'with other traffic': ['FlightRecord.followed.latitude_deg_e7'],
      'with no traffic': ['FlightRecord.followed.longitude_deg_e7'],
      'with other records that nobody knows': unknown.slice(0, 1),
      'with no records that nobody knows': unknown.slice(0, 1),
      'of another device': [...serials, 'DeviceInfo.activation_time_us'],
    },
    atFull: [
      ...['on another date', 'on a date after 2038', 'with the pilot elsewhere', 'of another person'],
      ...['with another account', 'with other text', 'with no text typed', 'in another zone', 'in no zone'],
    ],
    pseudonyms: serials,
    compared: { place: 140, height: 110, direction: 110, vector: 80 },
    // Of a step of the sixth decimal, and of the ten steps for which a released place is repeated: within them it lies anywhere, on either side.
    positionRmsM: 0.14 + 0.56,
  });

  const original = writeRecords({ encoding, hertz, ...span });

  test('a twin in no zone differs in the state of the zone alone', () => {
    const twin = writeRecords({ encoding, hertz, ...span }, { ...recordSecrets, zone: null });
    for (const level of ['engineering', 'dynamics'] as const) {
      const [one, other] = [original, twin].map((log) => partsOf(filterLog(log, levels[level]), 'onboard'));
      expect(other!.length).toBe(one!.length);
      const differing = one!.flatMap((part, index) =>
        differencesOf(part, other![index]!).map((what) => what.split(':')[0]),
      );
      expect(new Set(differing)).toEqual(new Set(['FlightRecord.zone.state']));
      const hidden = { ...levels[level], geofence: 'none' } as const;
      expect(Buffer.compare(filterLog(original, hidden), filterLog(twin, hidden))).toBe(0);
    }
    expect(Buffer.compare(filterLog(original, levels.track), filterLog(twin, levels.track))).toBe(0);
  });

  test('the secret part of an operator number is never released', () => {
    const { known, secret } = operatorIdOf(recordSecrets);
    expect(Buffer.from(original).includes(`${known}-${secret}`)).toBe(true);
    const full = Buffer.from(filterLog(original, levels.full));
    expect(full.includes(known)).toBe(true);
    expect(full.includes(secret)).toBe(false);
    const twin = writeRecords({ encoding, hertz, ...span });
    const other = Buffer.from(twin.map((byte) => byte));
    // The same length, another secret: nothing of it shows at any level.
    const at: number[] = [];
    for (let from = other.indexOf(`-${secret}`); from >= 0; from = other.indexOf(`-${secret}`, from + 1)) at.push(from);
    for (const from of at) other.write('zzz', from + 1);
    expect(at.length).toBeGreaterThan(3);
    for (const level of ['engineering', 'dynamics', 'track', 'full'] as const) {
      expect(Buffer.compare(filterLog(original, levels[level]), filterLog(other, levels[level])), level).toBe(0);
    }
  });

  test('nothing that was planted is in any output', () => {
    const planted = ['Tasfeld', 'sample4711', 'sample account', 'vineyard', '46.6185'];
    for (const word of planted) expect(Buffer.from(original).includes(word), word).toBe(true);
    for (const level of ['engineering', 'dynamics', 'track'] as const) {
      const output = Buffer.from(filterLog(original, levels[level]));
      expect(output.length).toBeGreaterThan(10_000);
      expect(planted.filter((word) => output.includes(word))).toEqual([]);
    }
  });
});

test('both encodings of the same records are released as the same records', () => {
  const encodings: readonly RecordEncoding[] = ['protobuf', 'json'];
  const [one, other] = encodings.map((encoding) =>
    partsOf(filterLog(writeRecords({ encoding, hertz, ...span }), levels.full), 'onboard'),
  );
  expect(one!.length).toBeGreaterThan(60);
  expect(other!.length).toBe(one!.length);
  const differing = one!.flatMap((part, index) => differencesOf(part, other![index]!));
  // How they are written is not what they say.
  expect(differing.filter((what) => !what.includes('.('))).toEqual([]);
  expect(one!.map(({ message }) => message)).toEqual(other!.map(({ message }) => message));
});

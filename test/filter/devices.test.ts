import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createLoop } from '../../src/filter/create-loop.ts';
import { EPOCH_S, FlightKeys } from '../../src/filter/keys.ts';
import { projectedBy } from '../../src/filter/projected.ts';
import { allFormats } from '../../src/formats/index.ts';
import { encodeRecord } from '../../src/formats/record/codec.ts';
import { type DeviceInfo, DeviceKind, type FlightveilRecord } from '../../src/formats/record/gen/types.ts';
import { createFilter, decodeRecords } from '../../src/index.ts';
import type { Disclosure } from '../../src/model/disclosure.ts';
import type { Format } from '../../src/model/format.ts';
import { filterFile } from '../../src/node/filter-file.ts';
import { deviceKeys } from '../../src/node/flight-keys.ts';
import { builtInPolicy } from '../../src/policy/built-in.ts';
import { decide } from '../../src/policy/decide.ts';
import { levels } from '../../src/policy/levels.ts';
import { deviceOnly } from '../../src/policy/projection.ts';
import type { Decision, Request } from '../../src/policy/request.ts';
import { mavlinkFlight } from '../formats/mavlink/flight.ts';
import { MavlinkWriter } from '../formats/mavlink/writer.ts';
import { joined, linesOf, recordFlight, wireOf } from '../formats/record/flight.ts';
import { put, temporaryFolder } from '../node/harness.ts';

const seed = 'devices';
const request: Request = { purpose: 'activation', recipient: 'manufacturer' };
const SERIAL = '1ZNBH3K00A0123';

/** What the built-in policy decides for an adult who said nothing else. */
function decided(asked: Request): Decision<Request> {
  const subject = { id: 'me', name: 'me', ageBand: 'adult' };
  const consent = { ...({ subject, grants: [], bars: [] } as object) };
  return decide(asked, builtInPolicy, { consent: consent as never, nowS: 1_800_000_000 });
}

const told = { because: {} as Decision['because'], wouldChange: {}, lost: [], duties: [] };
function decisionOf(device: Disclosure['device']): Decision<Request> {
  const disclosure = { ...levels.withhold, device };
  return { request, disclosure, projection: deviceOnly, releasesFlights: false, ...told };
}

const devices: readonly DeviceInfo[] = [
  { kind: DeviceKind.aircraft, manufacturer: 'Maker', model: 'One', serial: SERIAL, firmwareVersions: ['1.2.3'] },
  { kind: DeviceKind.battery, model: 'Pack', serial: 'BAT-000001', activationTimeUs: 1_600_000_000_000_000n },
  { kind: DeviceKind.remoteController, serial: 'RC-00000001', remoteIdSerial: '1581F45K0' },
];
const list: readonly FlightveilRecord[] = devices.map((deviceInfo) => ({ deviceInfo }));

function released(records: Uint8Array, device: Disclosure['device'] = 'exact'): Uint8Array {
  const filter = createFilter({ decision: decisionOf(device), seed, format: 'record' });
  return joined(filter.push(records), filter.flush());
}

describe('devices as a flow of their own', () => {
  test('every device is released, once, and nothing of a flight', () => {
    const flight = recordFlight({}).filter((record) => !('deviceInfo' in record));
    const log = wireOf([
      ...flight,
      ...list,
      ...flight,
      ...list,
      { deviceInfo: { ...devices[0], firmwareVersions: ['1.2.4'] } },
    ]);
    const records = [...decodeRecords(released(log))];
    const { activationTimeUs: _past, ...battery } = devices[1]!;
    expect(records).toEqual(
      [devices[0], battery, devices[2], { ...devices[0], firmwareVersions: ['1.2.4'] }].map((deviceInfo) => ({
        deviceInfo,
      })),
    );
  });

  test('place, time, number and order of flights change no byte', () => {
    const plain = released(wireOf(list));
    expect(plain.length).toBeGreaterThan(50);
    const names = ['place', 'home', 'operator', 'height', 'date', 'person', 'sky', 'text', 'zone', 'mission', 'serial'];
    const flights = names.map((name) => recordFlight({ [name]: 3 }, 9).filter((record) => !('deviceInfo' in record)));
    for (const some of [flights, flights.toReversed(), flights.slice(3), flights.slice(0, 1)]) {
      expect(
        released(wireOf([...some[0]!, ...list, ...some.flatMap((flight) => [...flight, ...list.toReversed()])])),
      ).toEqual(plain);
    }
    expect(released(wireOf([{ deviceInfo: { ...devices[0], serial: 'other' } }, ...list.slice(1)]))).not.toEqual(plain);
  });

  test('what is left of several devices that look alike is one record', () => {
    const alike = ['A-1', 'A-2', 'A-3'].map(
      (serial): FlightveilRecord => ({ deviceInfo: { activationTimeUs: BigInt(serial.length) * 1_000_000n, serial } }),
    );
    expect([...decodeRecords(released(wireOf(alike)))].length).toBe(3);
    const bare = [1n, 2n, 3n].map((n): FlightveilRecord => ({ deviceInfo: { serial: 'A', activationTimeUs: n } }));
    expect([...decodeRecords(released(wireOf(bare)))]).toEqual([{ deviceInfo: { serial: 'A' } }]);
  });

  test('with pseudonyms nothing of a device is in clear, and one device stays one', () => {
    const output = released(wireOf([...list, ...list]), 'recipient');
    const records = [...decodeRecords(output)] as { deviceInfo: DeviceInfo }[];
    expect(records.length).toBe(3);
    expect(records.map(({ deviceInfo }) => deviceInfo.kind)).toEqual([undefined, undefined, undefined]);
    expect(new Set(records.map(({ deviceInfo }) => deviceInfo.serial)).size).toBe(3);
    expect(Buffer.from(output).toString('latin1')).not.toMatch(/1ZNBH3|Maker|One|BAT-|RC-0|1581F|1\.2\.3/);
  });

  test('a flight has no device in this flow, whatever its records name', () => {
    for (const [format, log] of [
      ['record', wireOf([{ flightRecord: { aircraftSerial: SERIAL, flightId: 'x', isArmed: true } }])],
      ['tlog', mavlinkFlight('tlog', {})],
    ] as const) {
      for (const named of [true, false]) {
        const filter = createFilter({ decision: decisionOf('exact'), seed, ...(named ? { format } : {}) });
        let bytes = 0;
        let code = '';
        try {
          bytes = filter.push(log).length + filter.flush().length;
        } catch (error) {
          code = (error as { code: string }).code;
        }
        expect([bytes, code]).toEqual([0, format === 'record' ? '' : 'withheld']);
      }
    }
  });

  test('only what is about devices may take records of devices for it', () => {
    const log = wireOf(list);
    const zones = decided({ purpose: 'geofence-unlock', recipient: 'manufacturer' });
    expect(zones.releasesFlights).toBe(false);
    expect(() => createFilter({ decision: zones, seed, format: 'record' })).toThrow(
      expect.objectContaining({ code: 'withheld' }),
    );
    for (const purpose of ['activation', 'firmware-upgrade']) {
      const decision = decided({ purpose, recipient: 'manufacturer' });
      expect(decision.disclosure).toEqual({ ...levels.withhold, device: 'exact' });
      expect(decision.releasesFlights).toBe(false);
      const filter = createFilter({ decision, seed, format: 'record' });
      expect([...decodeRecords(joined(filter.push(log), filter.flush()))].length).toBe(3);
    }
  });

  test('flights have no role by which a device is named', () => {
    const roles = new Set(deviceOnly.fields.flatMap((field) => field.roles));
    expect([...roles].sort()).toEqual(['deviceKind', 'deviceModel', 'deviceSerial', 'firmwareVersion']);
    const projected = projectedBy(deviceOnly);
    const named = allFormats().flatMap((format) =>
      [...format.catalog()].flatMap(({ message, rule }) =>
        rule !== null && projected.isNamed(rule) ? [`${format.family} ${message}`] : [],
      ),
    );
    expect(new Set(named)).toEqual(new Set(['record DeviceInfo']));
  });
});

describe('pseudonyms of devices', () => {
  const root = createHash('sha256').update('root').digest();
  const formatOf = (name: string): Format => allFormats().find((format) => format.name === name)!;
  const disclosure: Disclosure = { ...levels.engineering, device: 'recipient' };
  const NOW_S = 1_763_000_000;

  function filtered(
    name: string,
    log: Uint8Array,
    recipient: string,
    unixS: number,
    device: Disclosure['device'] = 'recipient',
  ): Uint8Array {
    const keys = FlightKeys.ofLog(root, createHash('sha256').update(log).digest()).forRecipient(root, recipient, unixS);
    const loop = createLoop(formatOf(name), { ...disclosure, device }, keys);
    return joined(
      ...[...loop.push(log)].map((piece) => piece.slice()),
      ...[...loop.finish()].map((piece) => piece.slice()),
    );
  }
  const serialIn = (output: Uint8Array): string | undefined => {
    const [record] = decodeRecords(output) as Iterable<{
      deviceInfo?: DeviceInfo;
      flightRecord?: { aircraftSerial?: string };
    }>;
    return record?.deviceInfo?.serial ?? record?.flightRecord?.aircraftSerial;
  };
  const device = encodeRecord(list[0]!);
  const flight = encodeRecord({ flightRecord: { aircraftSerial: SERIAL, isArmed: true } });

  test('agree between lists of devices and flights of one recipient and epoch', () => {
    const name = serialIn(filtered('record', device, 'manufacturer', NOW_S))!;
    expect(name).toMatch(/^[0-9A-Z]{16}$/);
    expect(name).not.toBe(SERIAL);
    expect(serialIn(filtered('record', flight, 'manufacturer', NOW_S + 86_400))).toBe(name);
    const tlog = new MavlinkWriter('tlog')
      .frame('OPEN_DRONE_ID_BASIC_ID', { uas_id: [...Buffer.from(SERIAL)] })
      .bytes();
    expect(Buffer.from(filtered('tlog', tlog, 'manufacturer', NOW_S)).includes(name)).toBe(true);
  });

  test('do not agree between recipients, epochs, roots, or flights where they hold for a flight only', () => {
    const name = serialIn(filtered('record', device, 'manufacturer', NOW_S));
    const others = [
      serialIn(filtered('record', device, 'service-provider', NOW_S)),
      serialIn(filtered('record', device, 'manufacturer', NOW_S + EPOCH_S)),
      serialIn(filtered('record', device, 'manufacturer', NOW_S, 'flight')),
      serialIn(filtered('record', flight, 'manufacturer', NOW_S, 'flight')),
    ];
    expect(new Set([name, ...others]).size).toBe(5);
  });

  test('persons stay apart from flight to flight', () => {
    const names = ['one', 'two'].map((registration) => {
      const log = encodeRecord({ operatorInfo: { name: 'Erika', registration } });
      const keys = FlightKeys.ofLog(root, createHash('sha256').update(log).digest()).forRecipient(root, 'self', NOW_S);
      const loop = createLoop(formatOf('record'), { ...disclosure, person: 'pseudonym' }, keys);
      const [record] = decodeRecords(joined(...[...loop.push(log)].map((piece) => piece.slice())));
      return (record as { operatorInfo: { name: string } }).operatorInfo.name;
    });
    expect(names[0]).not.toBe(names[1]);
  });

  test('in files: a list of devices and flights of today, whatever else is in them', async () => {
    const folder = temporaryFolder();
    const keys = await deviceKeys(folder);
    const timeUs = BigInt(Date.now()) * 1000n;
    const decision = (purpose: string): Decision<Request> => ({
      request: { purpose, recipient: 'manufacturer' },
      disclosure,
      ...told,
    });
    const nameOf = async (file: string, log: Uint8Array, decision: Decision<Request>): Promise<string | undefined> => {
      const made = await filterFile(put(folder, file, log), { decision, keys, outputFolder: `${folder}/out` });
      expect(made.outputName).toMatch(decision.releasesFlights === false ? /^devices-/ : /^flight-/);
      const text = readFileSync(made.outputPath, 'utf8').split('\n')[0]!;
      const { deviceInfo, flightRecord } = JSON.parse(text);
      return deviceInfo?.serial ?? flightRecord?.aircraftSerial;
    };
    const name = await nameOf('devices.ndjson', linesOf(list), decisionOf('recipient'));
    expect(name).toMatch(/^[0-9A-Z]{16}$/);
    for (const second of [0n, 1000n]) {
      const log = linesOf([{ flightRecord: { timeUs: timeUs + second, aircraftSerial: SERIAL, isArmed: true } }]);
      expect(await nameOf(`flight-${second}.ndjson`, log, decision('flight-record-sync'))).toBe(name);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { FlightStoreKeys } from '../../src/filter/keys.ts';
import { decodeRecords, encodeRecord } from '../../src/formats/record/codec.ts';
import { DeviceKind, type FlightveilRecord, type ZoneState } from '../../src/formats/record/gen/types.ts';
import { createFilter, type Disclosure, type FlightveilError, levels } from '../../src/index.ts';
import type { SessionOptions, UnlockEvent } from '../../src/session/index.ts';
import { drawsOf } from '../../src/session/session-keys.ts';
import { readZones } from '../../src/zones/read-zones.ts';
import { ZoneIndex } from '../../src/zones/zone-index.ts';
import { fencedFlight, zoneAround } from '../cli/fenced-flight.ts';
import { concat, liveLevels, pushAll, shortLog } from '../library/logs.ts';
import { Consent, grantedSession, Kept, NOW_S, ownSession, root } from './app.ts';

const SERIAL = '1581F4BND22C00AB12CD';
const device = { kind: DeviceKind.aircraft, manufacturer: 'Maker', model: 'Quad 3', serial: SERIAL };
const operator = { operatorId: 'FIN87astrdge12k8', name: 'Aino Virtanen' };
const pilot = { latitudeDeg: 60.1699123, longitudeDeg: 24.9384567, altitudeAmslM: 21.5 };

const flown: FlightveilRecord[] = Array.from({ length: 200 }, (_, index) => ({
  flightRecord: {
    timeUs: (NOW_S + index) * 1e6,
    aircraftSerial: SERIAL,
    position: {
      latitudeDegE7: 601_700_000 + index * 300,
      longitudeDegE7: 249_400_000 + index * 500,
      altitudeAmslMm: 30_000 + index * 100,
    },
    velocity: { northMmS: 3340, eastMmS: 2770, downMmS: -100 },
    attitude: { rollRad: 0.01, pitchRad: -0.05, yawRad: 0.7 },
    batteries: [{ remainingPercent: 90 - Math.floor(index / 10) }],
  },
}));

async function released(options: Partial<SessionOptions>): Promise<{ kept: Kept; records: FlightveilRecord[] }> {
  const kept = new Kept();
  const session = await ownSession({ ...kept, device, operator, ...options });
  for (const record of flown) void session.push(record);
  void session.setOperatorPosition(pilot);
  void session.setOperatorPosition(pilot, 'phone');
  const { failures } = await session.close();
  expect(failures.size).toBe(0);
  return { kept, records: [...decodeRecords(kept.of('record'))] };
}

describe('what an app says', () => {
  it('is released as it was said at level full, device and operator first', async () => {
    const { records } = await released({ consent: { level: 'full' }, nowS: () => NOW_S });
    const said = [{ deviceInfo: device }, { operatorInfo: operator }, ...flown].map(encodeRecord);
    expect(concat(records.slice(0, said.length).map(encodeRecord))).toEqual(concat(said));
    const place = { latitudeDegE7: 601_699_123, longitudeDegE7: 249_384_567, altitudeAmslMm: 21_500 };
    const timeUs = BigInt(NOW_S) * 1_000_000n;
    expect(records.slice(said.length)).toEqual([
      { operatorInfo: { timeUs, remoteController: place } },
      { operatorInfo: { timeUs, phone: place } },
    ]);
  });

  it.each(liveLevels)('is what a filter makes of the same records at %s', async (level) => {
    const { kept } = await released({ consent: { level }, nowS: () => NOW_S });
    const place = { latitudeDegE7: 601_699_123, longitudeDegE7: 249_384_567, altitudeAmslMm: 21_500 };
    const timeUs = NOW_S * 1e6;
    const log = concat(
      [
        ...[{ deviceInfo: device }, { operatorInfo: operator }, ...flown],
        { operatorInfo: { timeUs, remoteController: place } },
        { operatorInfo: { timeUs, phone: place } },
      ].map((record) => encodeRecord(record)),
    );
    const filter = createFilter({ level, ...drawsOf(root, 'self', 'a'), format: 'record' });
    expect(Buffer.compare(kept.of('record'), pushAll(filter, log))).toBe(0);
  });

  it('names the aircraft alike in all records of a flight, and hides the pilot, where that was decided', async () => {
    const { kept, records } = await released({ consent: { level: 'dynamics' } });
    const serials = records.flatMap((record) => {
      if ('deviceInfo' in record) return record.deviceInfo.serial ?? [];
      return 'flightRecord' in record ? (record.flightRecord.aircraftSerial ?? []) : [];
    });
    expect(serials.length).toBe(1 + flown.length);
    expect(new Set(serials).size).toBe(1);
    expect(serials[0]).not.toBe(SERIAL);
    const bytes = Buffer.from(kept.of('record'));
    for (const word of [SERIAL, operator.name, operator.operatorId]) expect(bytes.includes(word)).toBe(false);
    expect(records.filter((record) => 'operatorInfo' in record)).toEqual([]);
    for (const record of records) {
      const { latitudeDegE7 = 0 } = 'flightRecord' in record ? (record.flightRecord.position ?? {}) : {};
      expect(Math.abs(latitudeDegE7 / 1e7 - pilot.latitudeDeg) > 1).toBe(true);
    }
    expect(records.filter((record) => 'flightRecord' in record).length).toBe(flown.length);
  });

  it('tells its totals and has its manifest beside those of other formats', async () => {
    const session = await ownSession({ ...new Kept(), device });
    for (const record of flown) void session.push(record);
    const { manifests, summary } = await session.close();
    expect(manifests.map(({ format }) => format)).toEqual(['record']);
    expect(manifests[0]!.released.messages).toContainEqual({ message: 'FlightRecord', frames: flown.length });
    expect(summary).toMatchObject({ durationMin: 3, batteryUsedPercent: 19 });
    expect(summary.distanceM).toBeGreaterThan(500);
  });

  it.each([
    ['a property that is none', { flightRecord: { latitude: 51.4769 } }],
    ['a value that does not fit', { flightRecord: { position: { latitudeDegE7: 51.4769 } } }],
    ['two kinds at once', { flightRecord: {}, deviceInfo: {} }],
    ['nothing', undefined],
    ['bytes of no name', new Uint8Array([51, 4, 7, 69])],
    ['bytes that are text', { mavlink: '51.4769' }],
    ['bytes and a record', { mavlink: new Uint8Array(4), flightRecord: {} }],
  ])('is refused where it is %s, and the session goes on', async (_, input) => {
    const kept = new Kept();
    const session = await ownSession(kept);
    let error: FlightveilError | undefined;
    try {
      void session.push(input as unknown as FlightveilRecord);
    } catch (thrown) {
      error = thrown as FlightveilError;
    }
    expect(error?.code).toBe('usage');
    expect(`${error?.message} ${error?.advice} ${JSON.stringify(error?.facts)}`).not.toMatch(/51|4769/);
    void session.push(flown[0]!);
    expect((await session.close()).failures.size).toBe(0);
    expect(kept.of('record').length).toBeGreaterThan(10);
  });

  it.each([
    [Number.NaN, 0],
    [91, 0],
    [0, 181],
    ['51', 0],
  ])('is refused as the place %s, %s', async (latitudeDeg, longitudeDeg) => {
    const session = await ownSession(new Kept());
    const place = { latitudeDeg, longitudeDeg } as { latitudeDeg: number; longitudeDeg: number };
    expect(() => session.setOperatorPosition(place)).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it('that is no device does not open a session, and enters nothing into the ledger', async () => {
    const consent = await new Consent().give();
    const before = consent.store.version;
    const wrong = { device: { serialNumber: SERIAL } } as unknown as Pick<SessionOptions, 'device'>;
    await expect(grantedSession(consent, { ...new Kept(), ...wrong })).rejects.toMatchObject({ code: 'usage' });
    expect(consent.store.version).toBe(before);
  });
});

/** What a recipient gets to see as the serial of the aircraft. */
async function serialAt(options: {
  flight: string;
  recipient?: string;
  ceiling?: Disclosure;
  purpose?: string;
}): Promise<string> {
  const { ceiling = { ...levels.dynamics, device: 'recipient' }, ...request } = options;
  const { flight: _, ...asked } = request;
  const consent = await new Consent().give(ceiling, asked);
  const kept = new Kept();
  const session = await grantedSession(consent, { ...kept, ...request, device });
  await session.close();
  const [record] = [...decodeRecords(kept.of('record'))];
  return record !== undefined && 'deviceInfo' in record ? record.deviceInfo.serial! : '';
}

describe('a pseudonym of a device', () => {
  it('is the same in all flights and logs of a recipient, where it may be, and another one for another', async () => {
    const serial = await serialAt({ flight: 'a' });
    expect(serial).toMatch(/^[0-9A-Z]{16}$/);
    expect(await serialAt({ flight: 'b' })).toBe(serial);
    expect(await serialAt({ flight: 'a', recipient: 'service-provider' })).not.toBe(serial);
    const { decision } = await grantedSession(
      await new Consent().give({ ...levels.dynamics, device: 'recipient' }),
      new Kept(),
    );
    const log = pushAll(
      createFilter({ decision, key: root, flight: 'a log', format: 'record' }),
      encodeRecord({ deviceInfo: { serial: SERIAL } }),
    );
    expect([...decodeRecords(log)]).toEqual([{ deviceInfo: { serial } }]);
  });

  it('is one of the flight alone elsewhere', async () => {
    const ceiling = levels.dynamics;
    expect(await serialAt({ flight: 'b', ceiling })).not.toBe(await serialAt({ flight: 'a', ceiling }));
    expect(await serialAt({ flight: 'a', ceiling })).toBe(await serialAt({ flight: 'a', ceiling }));
  });
});

describe('a purpose that is about devices', () => {
  it('gets the devices, each once, and nothing of the flight', async () => {
    const kept = new Kept();
    const consent = await new Consent().give(levels.dynamics);
    const purpose = { purpose: 'activation', recipient: 'manufacturer' };
    const session = await grantedSession(consent, { ...kept, ...purpose, device: [device, device], operator });
    for (const record of flown) void session.push(record);
    void session.push({ mavlink: shortLog });
    expect(session.counts.ignored).toBe(1);
    void session.setOperatorPosition(pilot);
    await session.close();
    expect(kept.pieces.map(({ format }) => format)).toEqual(['record']);
    const records = [...decodeRecords(kept.of('record'))];
    expect(records.length).toBe(1);
    expect(records[0]).toMatchObject({ deviceInfo: { model: 'Quad 3' } });
  });
});

describe('an aircraft', () => {
  it('is what a scope of a grant calls it', async () => {
    const name = new FlightStoreKeys(root).nameOf('aircraft', new TextEncoder().encode(SERIAL));
    const consent = await new Consent().give(levels.dynamics, { scope: { aircraft: [name] } });
    const other = { ...device, serial: '1581F4BND22C00AB12CE' };
    await expect(grantedSession(consent, new Kept())).rejects.toMatchObject({ code: 'withheld' });
    await expect(grantedSession(consent, { ...new Kept(), device: other })).rejects.toMatchObject({ code: 'withheld' });
    await expect(grantedSession(consent, { ...new Kept(), device: [device, other] })).rejects.toMatchObject({
      code: 'withheld',
    });
    const session = await grantedSession(consent, { ...new Kept(), device: [device, { kind: DeviceKind.battery }] });
    expect(session.decision.grant).toBe(consent.grant);
  });
});

describe('zones', () => {
  it('are told to the app: each change once', async () => {
    const session = await ownSession(new Kept());
    const states = [undefined, 1, 2, 2, 3, 3, 4, 4, 1, 2] as const;
    states.forEach((state, index) => {
      const zone = state === undefined ? undefined : { state: state as ZoneState, areaCode: `area ${index >= 9}` };
      void session.push({ flightRecord: { timeUs: BigInt(index), zone } });
    });
    const { unlockEvents } = await session.close();
    expect(unlockEvents).toEqual([
      { kind: 'zone-warned', timeUs: 2, evidence: ['app'], areaCode: 'area false' },
      { kind: 'zone-entered', timeUs: 4, evidence: ['app'], areaCode: 'area false' },
      { kind: 'activated', timeUs: 6, evidence: ['app'], areaCode: 'area false' },
      { kind: 'zone-left', timeUs: 8, evidence: ['app'], areaCode: 'area false' },
      { kind: 'zone-warned', timeUs: 9, evidence: ['app'], areaCode: 'area true' },
    ]);
  });

  it('are told by links too: orders to a fence, and zones by place', async () => {
    const told: UnlockEvent[] = [];
    const set = readZones(new TextEncoder().encode(zoneAround()), 'trial');
    const session = await ownSession({
      ...new Kept(),
      zones: new ZoneIndex([set]),
      onUnlockEvent: (event) => told.push(event),
    });
    // Without the .tlog's time stamps.
    const flight = fencedFlight();
    for (let at = 0; at < flight.length; ) {
      const length = 8 + 12 + flight[at + 9]!;
      void session.push({ mavlink: flight.subarray(at + 8, at + length) });
      at += length;
    }
    const { unlockEvents } = await session.close();
    expect(unlockEvents.map(({ kind }) => kind).toSorted()).toEqual([
      ...['fence-disabled', 'fence-enabled', 'zone-entered-without-unlock', 'zone-left'],
    ]);
    expect(told).toEqual(unlockEvents);
  });
});

import { DJILog, type KeychainFeaturePoint, type Record as ReadRecord } from 'dji-log-parser-js';
import { describe, expect, test, vi } from 'vitest';
import { type DjiVersion, djiVersions } from '../../samples/dji/body.ts';
import { sampleKeychains } from '../../samples/dji/keychain.ts';
import { djiRecord } from '../../samples/dji/log.ts';
import { type DjiSecrets, djiIdentitiesOf, djiSecrets } from '../../samples/dji/secrets.ts';
import { createLoop, loopFactsOf } from '../../src/filter/create-loop.ts';
import { exhaust } from '../../src/filter/measured-loop.ts';
import { djiFormat } from '../../src/formats/dji/index.ts';
import { type Disclosure, levels, Survey } from '../../src/index.ts';
import { filterLog, keys } from './compare.ts';

vi.setConfig({ testTimeout: 30_000 });

const span = { fromS: 22, toS: 40 };
const keychains = sampleKeychains() as unknown as KeychainFeaturePoint[][];

function recordsOf(bytes: Uint8Array, version: DjiVersion): ReadRecord[] {
  return new DJILog(bytes).records(version < 13 ? undefined : keychains);
}

/** Contents of the records of a type, as an independent reader finds them. */
function contents(records: readonly ReadRecord[], type: string): Record<string, unknown>[] {
  return records.flatMap((record) =>
    record.type === type && 'content' in record ? [record.content as unknown as Record<string, unknown>] : [],
  );
}

/** A log as it is released by somebody who has no keys. */
function filterWithoutKeys(log: Uint8Array, disclosure: Disclosure): Uint8Array {
  const format = djiFormat();
  const survey = new Survey(format);
  survey.push(log);
  const facts = loopFactsOf(survey.finish());
  const first = createLoop(format, disclosure, keys, facts);
  exhaust(first.push(log));
  exhaust(first.finish());
  const loop = createLoop(format, disclosure, keys, { ...facts, measured: first.measured });
  const pieces = [...copies(loop.push(log)), ...copies(loop.finish())];
  return Buffer.concat(pieces);
}

function copies(pieces: Iterable<Uint8Array>): Uint8Array[] {
  return Array.from(pieces, (piece) => piece.slice());
}

const kept: Readonly<Record<string, readonly string[]>> = {
  OSD: ['pitch', 'roll', 'flightMode', 'isMotorUp', 'groundOrSky', 'batteryType'],
  RC: ['aileron', 'elevator', 'throttle', 'rudder', 'flightModeSwitch'],
  Gimbal: ['pitch', 'mode', 'yawAngle'],
  SmartBattery: ['voltage', 'lowWarning'],
  Camera: ['workMode', 'hasSdCard', 'isConnect'],
};

/** Where the form of the path may be known, and nothing is cut. */
const shape = ['altitude', 'speedZ', 'battery'];

describe.each(djiVersions)('an independent reader of version %i', (version) => {
  const log = djiRecord(version, djiSecrets, span);
  const before = recordsOf(log, version);

  describe.each(['engineering', 'dynamics', 'track', 'full'] as const)('at %s', (level) => {
    const output = filterLog(log, levels[level]);
    const after = recordsOf(output, version);

    test('finds every record of the flight, and what is kept as it was', () => {
      for (const [type, fields] of Object.entries(kept)) {
        const [one, other] = [contents(before, type), contents(after, type)];
        expect(one.length, type).toBeGreaterThan(10);
        expect(other.length, type).toBe(one.length);
        const isShown = type === 'OSD' && (level === 'dynamics' || level === 'full');
        for (const field of isShown ? [...fields, ...shape] : fields) {
          expect(
            other.map((content) => content[field]),
            `${type}.${field}`,
          ).toEqual(one.map((content) => content[field]));
          expect(one[0], field).toHaveProperty(field);
        }
      }
      expect(contents(after, 'Custom').length).toBe(contents(before, 'Custom').length);
      expect(after.filter(({ type }) => type === 'Invalid')).toEqual([]);
    });

    test('finds nothing that is hidden', () => {
      const read = JSON.stringify([new DJILog(output).details, after]);
      const { address, aircraftName, place, zone } = djiSecrets;
      const names = [...Object.values(address), aircraftName, String(zone)];
      const serials = djiIdentitiesOf(djiSecrets).map((serial) => Buffer.from(serial).toString().slice(0, 10));
      const isFull = level === 'full';
      for (const secret of [...names, ...serials]) {
        // Unknown types come as numbers, and of versions 7 to 12 texts do.
        expect(JSON.stringify([new DJILog(log).details, before]).includes(secret) || version > 6, secret).toBe(true);
        if (!isFull) expect(read, secret).not.toContain(secret);
      }
      const places = contents(after, 'OSD').map(({ latitude }) => Math.abs(Number(latitude) - place.latitudeDeg) < 0.1);
      expect(places.every(Boolean)).toBe(isFull);
      expect(places.some(Boolean)).toBe(isFull);
    });

    test('asks for the same keys', () => {
      expect(new DJILog(output).keychainsRequest()).toEqual(new DJILog(log).keychainsRequest());
    });
  });
});

describe.each([13, 14] as const)('version %i without its keys', (version) => {
  const everythingElse: Partial<DjiSecrets> = {
    place: { latitudeDeg: -41.2731, longitudeDeg: -71.4402, altitudeAmslM: 801.7 },
    startUnixUs: Date.UTC(2031, 0, 5, 17, 20, 0) * 1000,
    device: 'another',
    account: 'another',
    aircraftName: 'another',
    address: { subStreet: 'a', street: 'b', city: 'c', area: 'd' },
    operator: { northM: 284, eastM: 71 },
  };
  const log = djiRecord(version, djiSecrets, span);
  const twin = djiRecord(version, { ...djiSecrets, ...everythingElse }, span);

  test.each(['engineering', 'dynamics'] as const)('shows nothing of the flight at %s', (level) => {
    const disclosure = { ...levels[level], device: 'none' } as const;
    const output = filterWithoutKeys(log, disclosure);
    const read = new DJILog(output);
    expect(read.details.latitude).toBe(0);
    expect(read.details.aircraftSn).toBe('');
    const types = new Set(read.records(keychains).map(({ type }) => type));
    expect([...types].filter((type) => !['Unknown', 'KeyStorage', 'KeyStorageRecover'].includes(type))).toEqual([]);
    expect(Buffer.compare(output, filterWithoutKeys(twin, disclosure))).toBe(0);
    expect(output.length).toBeGreaterThan(500);
  });

  test('still tells at full what stands in the open', () => {
    const read = new DJILog(filterWithoutKeys(log, levels.full));
    expect(read.details).toMatchObject({ city: djiSecrets.address.city, aircraftName: djiSecrets.aircraftName });
    expect(read.details.latitude).toBeCloseTo(djiSecrets.place.latitudeDeg, 9);
  });
});

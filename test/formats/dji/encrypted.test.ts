import { DJILog, type KeychainFeaturePoint } from 'dji-log-parser-js';
import { describe, expect, test } from 'vitest';
import { featureNames } from '../../../src/formats/dji/features.ts';
import { type Keychains, readKeychains } from '../../../src/formats/dji/keychains.ts';
import type { FlightState } from '../../../src/model/flight-state.ts';
import { read, rewritten, value } from './read.ts';
import { bodyOf, DjiWriter, detailsOf, type Key } from './writer.ts';

const START_MS = 1_600_000_000_000;
const features = { base: 1, app: 7, rc: 11 } as const;

/** Made-up keys: of three features, in two sets. */
function keyOf(set: number, feature: number): Key {
  const bytes = (length: number, salt: number): Uint8Array =>
    Uint8Array.from({ length }, (_, at) => (at * 31 + set * 101 + feature * 17 + salt * 7) % 256);
  return { key: bytes(32, 1), iv: bytes(16, 2) };
}

const service = [0, 1].map((set) =>
  [...featureNames]
    .filter(([, feature]) => Object.values<number>(features).includes(feature))
    .map(([featurePoint, feature]) => {
      const { key, iv } = keyOf(set, feature);
      const [aesKey, aesIv] = [key, iv].map((bytes) => Buffer.from(bytes).toString('base64'));
      return { featurePoint, aesKey, aesIv } as KeychainFeaturePoint;
    }),
);
const keychains = readKeychains(JSON.stringify({ data: service }));

/** A flight with keys stored in it; the second half has keys of its own. */
function flight(version: number, seconds = 6): Uint8Array {
  const writer = new DjiWriter(version).details(detailsOf(version));
  for (let set = 0; set < 2; set++) {
    const [base, app, rc] = Object.values(features).map((feature) => keyOf(set, feature)) as [Key, Key, Key];
    if (set === 1) writer.record(50, bodyOf(8));
    writer.record(56, bodyOf(36, ['u8', 0, 1], ['u8', 2, 32]));
    for (let second = 0; second < seconds; second++) {
      writer
        .osd(40 + 10 * set + second, 8, { key: base })
        .custom(START_MS + set * 10_000 + second * 1000, { key: app });
      writer.record(4, bodyOf(14, ['u8', 0, 0x40]), { key: version === 13 ? base : rc });
    }
  }
  return writer.bytes();
}

function latitudes(log: Uint8Array, keys: Keychains | undefined = keychains): number[] {
  return value(log, 'OSD', 'latitude', keys).map((rad) => Math.round((Number(rad) * 180) / Math.PI));
}

/** What the records say for a reader that has the keys. The mark of a next set is written anew and says nothing but that. */
function told(reader: DJILog): string[] {
  const records = reader.records(service).filter(({ type }) => type !== 'KeyStorageRecover');
  return records.map((record) => JSON.stringify(record));
}

const all = [0, 1].flatMap((set) => [0, 1, 2, 3, 4, 5].map((second) => 40 + 10 * set + second));

describe.each([13, 14])('version %i', (version) => {
  const log = flight(version);

  test('with its keys', () => {
    expect(read(log, { keychains }).gaps).toEqual([]);
    expect(latitudes(log)).toEqual(all);
    expect(read(log, { keychains }).parts.at(-1)!.timeUs).toBe((START_MS + 15_000) * 1000);
    for (const chunk of [1, 7, 64, 333]) expect(read(log, { chunk, keychains })).toEqual(read(log, { keychains }));
  });

  test('without: details, and nothing of the track', () => {
    const { messages, gaps } = read(log);
    expect(messages).toEqual(['PREFIX', 'DETAILS', 'AUXILIARY']);
    expect(gaps).toMatchObject([{ reason: 'encrypted' }]);
    const output = rewritten(log);
    expect(new DJILog(output).details.street).toBe('Secret Street');
    expect(read(output).gaps).toEqual([]);
  });

  test('written again, an independent reader finds the same, and the keys in it are as they were', () => {
    const output = rewritten(log, { keychains });
    const [before, after] = [new DJILog(log), new DJILog(output)];
    expect(told(after)).toEqual(told(before));
    expect(after.details).toEqual(before.details);
    expect(after.keychainsRequest()).toEqual(before.keychainsRequest());
    expect(after.records(service).filter(({ type }) => type === 'OSD')).toHaveLength(all.length);
    expect(after.records(service)).toHaveLength(before.records(service).length);
  });

  test('records that are left out break none behind them', () => {
    const output = rewritten(log, {
      keychains,
      keep: ({ teaches, kind }, ordinal) => teaches === true || kind === 'details' || ordinal % 3 !== 1,
    });
    const [before, after] = [told(new DJILog(log)), told(new DJILog(output))];
    expect(after.length).toBeLessThan(before.length);
    expect(after.every((record) => before.includes(record))).toBe(true);
  });

  test('stored keys do not run the clock: they are kept where a log is cut', () => {
    const calls: string[] = [];
    const clocks = { observeLog: () => calls.push('observed'), releaseLog: () => calls.push('released') };
    const state = { clocks } as unknown as FlightState;
    rewritten(log, { keychains, state, keep: ({ kind, teaches }) => kind !== 'record' || teaches === true });
    expect(calls).toContain('observed');
    expect(calls).not.toContain('released');
  });

  test.each([0, 41, 999])('records start behind the blocks where the prefix says %i', (offset) => {
    const other = log.slice();
    new DataView(other.buffer).setUint32(0, offset, true);
    if (offset < 999) expect(latitudes(other)).toEqual(all);
    expect(new DJILog(rewritten(other, { keychains })).details.street).toBe('Secret Street');
    expect(latitudes(rewritten(other, { keychains }))).toEqual(latitudes(other));
  });

  test('what stands between the blocks and the records does not pass', () => {
    const at = Number(new DataView(log.buffer).getBigUint64(0, true));
    const wide = Uint8Array.of(...log.subarray(0, at), ...Array(77).fill(5), ...log.subarray(at));
    new DataView(wide.buffer).setUint32(0, at + 77, true);
    expect(read(wide, { keychains }).gaps).toEqual([{ offset: at, length: 77, reason: 'noise' }]);
    expect(rewritten(wide, { keychains })).toEqual(rewritten(log, { keychains }));
  });
});

describe('a wrong key yields nothing', () => {
  const log = flight(14, 40);

  test.each([
    ['of one feature', (feature: number, key: Uint8Array) => (feature === features.base ? flip(key) : key)],
    ['of all features', (_: number, key: Uint8Array) => flip(key)],
  ])('%s', (_, change) => {
    const wrong = keychains.map(
      (set) => new Map([...set].map(([feature, { key, iv }]) => [feature, { key: change(feature, key), iv }])),
    );
    expect(read(log, { keychains: wrong }).messages).not.toContain('OSD');
    expect(read(log, { keychains: wrong }).gaps.some(({ reason }) => reason === 'encrypted')).toBe(true);
  });

  test('200 keys: hardly a record of them is opened by chance, and none that tells a place', () => {
    let opened = 0;
    for (let salt = 0; salt < 200; salt++) {
      const wrong = keychains.map(
        (set) => new Map([...set].map(([feature, { key, iv }]) => [feature, { key: flip(key, salt), iv }])),
      );
      const { messages } = read(log, { keychains: wrong });
      expect(messages).not.toContain('OSD');
      opened += messages.filter((message) => message === 'RC').length;
    }
    // One padding of 256 is right by chance, once for each set.
    expect(opened).toBeLessThanOrEqual(12);
  });

  test('only the second set', () => {
    const wrong = [keychains[0]!, new Map([[features.base, { key: flip(keyOf(1, 1).key), iv: keyOf(1, 1).iv }]])];
    expect(latitudes(log, wrong)).toEqual(latitudes(log).slice(0, 40));
    expect(latitudes(log, [keychains[0]!])).toEqual(latitudes(log).slice(0, 40));
    expect(latitudes(log, [new Map(), keychains[1]!])).toEqual(latitudes(log).slice(40));
  });

  test('a wrong vector', () => {
    const wrong = keychains.map(
      (set) => new Map([...set].map(([feature, { key, iv }]) => [feature, { key, iv: flip(iv) }])),
    );
    // Only the first block of the first record depends on it.
    expect(latitudes(log, wrong).length).toBeGreaterThanOrEqual(latitudes(log).length - 2);
    expect(latitudes(log).join()).toContain(latitudes(log, wrong).slice(0, 20).join());
  });
});

describe('damage', () => {
  const log = flight(14, 30);
  const whole = latitudes(log);

  test.each([
    ['by its length', 1, 'noise'],
    ['by its seed', 3, 'bad-checksum'],
  ])(
    'behind a record that is lost %s, one of each feature is not read: its first block cannot be decrypted',
    (_, at, reason) => {
      // Where keys are proven, and where they are not yet.
      const { parts } = read(log, { keychains });
      for (const lost of [...parts.slice(8, 14), ...parts.slice(60, 72)]) {
        const damaged = log.slice();
        damaged[lost.start + at]! ^= 0x0f;
        const found = latitudes(damaged);
        expect(found.every((one) => whole.includes(one))).toBe(true);
        expect(found.length).toBeGreaterThanOrEqual(whole.length - 5);
        const reading = read(damaged, { keychains });
        expect(reading.gaps.map((gap) => gap.reason)).toContain(reason);
        expect(read(damaged, { chunk: 50, keychains })).toEqual(reading);
      }
    },
  );

  test('every damaged byte makes up no place but in its own record and the next', () => {
    for (let at = 809; at < log.length; at += 19) {
      const damaged = log.slice();
      damaged[at]! ^= 0x24;
      const wrong = latitudes(damaged).filter((one) => !whole.includes(one));
      expect(wrong.length).toBeLessThanOrEqual(2);
    }
  });
});

function flip(bytes: Uint8Array, salt = 1): Uint8Array {
  return bytes.map((byte, at) => (at === salt % bytes.length ? byte ^ (1 + (salt >> 5)) : byte));
}

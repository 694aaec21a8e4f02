import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DJILog, type KeychainFeaturePoint, type Record as ReadRecord } from 'dji-log-parser-js';
import { describe, expect, test, vi } from 'vitest';
import { csvExport, csvKinds } from '../../samples/csv/table.ts';
import { bodyOf, djiVersions } from '../../samples/dji/body.ts';
import { djiLog } from '../../samples/dji/formats.ts';
import { jpeg } from '../../samples/dji/jpeg.ts';
import { keychainsText, sampleKeychains } from '../../samples/dji/keychain.ts';
import { djiRecord } from '../../samples/dji/log.ts';
import { recordingOf, recordMotion } from '../../samples/dji/motion.ts';
import { scramblingKey } from '../../samples/dji/seal.ts';
import { type DjiSecrets, djiDeviceOf, djiSecrets } from '../../samples/dji/secrets.ts';
import { djiFiles, keychainsFile } from '../../samples/generate.ts';
import { type Row, Rows } from '../../samples/rows.ts';
import { Scene } from '../../samples/scene.ts';
import { srtDialects, srtTrack } from '../../samples/srt/track.ts';
import { degreesAt } from '../../samples/tangent.ts';
import { describeCorpus } from '../corpus.ts';

vi.setConfig({ testTimeout: 30_000 });

const span = { fromS: 22, toS: 40 };
const LENGTH_S = span.toS - span.fromS;
const keychains = sampleKeychains() as unknown as KeychainFeaturePoint[][];
const otherKeychains = [...keychains].reverse();

function sampleFile(name: string): Buffer {
  return readFileSync(new URL(`../../samples/${name}`, import.meta.url));
}

describe.each(Object.entries(djiFiles))('%s', (name, { log, ...stretch }) => {
  test('is what the generator makes, and small', () => {
    const file = sampleFile(name);
    expect(file.equals(djiLog(log, djiSecrets, stretch))).toBe(true);
    expect(file.length).toBeGreaterThan(30_000);
    expect(file.length).toBeLessThan(60_000);
  });
});

test('the keys beside the sample are those it is encrypted with', () => {
  const text = sampleFile(keychainsFile).toString();
  expect(text).toBe(keychainsText(sampleKeychains()));
  const log = new DJILog(sampleFile('flight-v14.txt'));
  const { data } = JSON.parse(text) as { data: KeychainFeaturePoint[][] };
  expect(log.records(data).filter(({ type }) => type === 'OSD').length).toBeGreaterThan(200);
});

/** What was written, before it became bytes. */
function written(version: (typeof djiVersions)[number], name: string, secrets: DjiSecrets = djiSecrets): Row[] {
  const rows = new Rows(new Scene(secrets), span);
  recordMotion(recordingOf(rows, version, secrets));
  return rows.inOrder().filter((row) => row.name === name);
}

type Content<Type> = Extract<ReadRecord, { type: Type }> extends { content: infer Of } ? Of : never;

function read<Type extends ReadRecord['type']>(records: readonly ReadRecord[], type: Type): Content<Type>[] {
  return records.flatMap((record) =>
    record.type === type && 'content' in record ? [record.content as Content<Type>] : [],
  );
}

describe.each(djiVersions)('an independent reader of version %i', (version) => {
  const bytes = djiRecord(version, djiSecrets, span);
  const log = new DJILog(bytes);
  const isEncrypted = version >= 13;
  const records = log.records(isEncrypted ? keychains : undefined);
  const device = djiDeviceOf(djiSecrets.device);
  const room = version < 6 ? 10 : 16;

  test('finds the details', () => {
    const { latitudeDeg, longitudeDeg } = djiSecrets.place;
    expect(log.version).toBe(version);
    expect(log.details).toMatchObject({
      ...djiSecrets.address,
      ...{ aircraftName: djiSecrets.aircraftName, productType: 'Mavic2', appPlatform: 'Android', appVersion: '4.3.37' },
      ...{ aircraftSn: device.aircraft.slice(0, room), cameraSn: device.camera.slice(0, room) },
      ...{ rcSn: device.controller.slice(0, room), batterySn: device.battery.slice(0, room) },
      ...{ captureNum: 2, startTime: '2024-05-18T09:42:29.213Z', takeOffAltitude: Math.fround(968.4) },
    });
    expect(log.details.latitude).toBeCloseTo(latitudeDeg, 9);
    expect(log.details.longitude).toBeCloseTo(longitudeDeg, 9);
    expect(log.details.momentPicLatitude[1]).toBeCloseTo(latitudeDeg, 5);
  });

  test('finds every place, height and attitude', () => {
    const rows = written(version, 'OSD');
    const found = read(records, 'OSD');
    expect(rows.length).toBeGreaterThan(150);
    expect(found.length).toBe(rows.length);
    for (const [index, { values }] of rows.entries()) {
      const osd = found[index]!;
      expect(osd.latitude).toBeCloseTo((Number(values.latitude) * 180) / Math.PI, 9);
      expect(osd.longitude).toBeCloseTo((Number(values.longitude) * 180) / Math.PI, 9);
      expect(osd.altitude).toBeCloseTo(Number(values.height) / 10, 4);
      expect(osd.yaw).toBeCloseTo(Number(values.yaw) / 10, 4);
      expect(osd.gpsNum).toBe(values.gpsNum);
      expect(osd.flyTime).toBeCloseTo(Number(values.flyTime) / 10, 3);
    }
    expect(Math.max(...found.map(({ altitude }) => altitude))).toBeGreaterThan(10);
    const positions = found.map(({ latitude }) => latitude);
    expect(Math.max(...positions) - Math.min(...positions)).toBeGreaterThan(1e-5);
  });

  test('finds sticks, gimbal, clock, home, pilot, devices and batteries', () => {
    expect(read(records, 'RC').map(({ elevator }) => elevator)).toEqual(
      written(version, 'RC').map(({ values }) => values.elevator),
    );
    expect(read(records, 'Gimbal').length).toBe(written(version, 'GIMBAL').length);
    const times = read(records, 'Custom').map(({ updateTimestamp }) => Date.parse(updateTimestamp));
    expect(times).toEqual(written(version, 'CUSTOM').map(({ values }) => Number(values.updateTime)));
    const home = read(records, 'Home');
    expect(home.length).toBeGreaterThan(14);
    expect(home[3]!.latitude).toBeCloseTo(djiSecrets.place.latitudeDeg, 9);
    expect(home[3]!.altitude).toBeCloseTo(djiSecrets.place.altitudeAmslM, 3);
    const pilot = degreesAt(djiSecrets.place, djiSecrets.operator.northM, djiSecrets.operator.eastM);
    // Real ones have the latitude first, which this reader takes for the longitude.
    expect(read(records, 'AppGPS')[2]!.latitude).toBeCloseTo(pilot.longitudeDeg, 9);
    expect(read(records, 'AppGPS')[2]!.longitude).toBeCloseTo(pilot.latitudeDeg, 9);
    expect(read(records, 'RCGPS')[2]!.latitude / 1e7).toBeCloseTo(pilot.latitudeDeg, 4);
    expect(read(records, 'ComponentSerial').map(({ serial }) => serial)).toEqual([
      ...[device.camera, device.aircraft, device.controller, device.battery],
    ]);
    expect(read(records, 'Recover')[0]).toMatchObject({
      aircraftSn: device.aircraft.slice(0, version < 8 ? 10 : 16),
      aircraftName: djiSecrets.aircraftName,
      rcSn: device.controller.slice(0, version < 8 ? 10 : 16),
    });
    expect(read(records, 'CenterBattery')[5]).toMatchObject({
      serialNumber: device.batteryNumber,
      numberOfDischarges: 33,
    });
    expect(read(records, 'SmartBattery').length).toBeGreaterThan(14);
    expect(read(records, 'Camera').length).toBeGreaterThan(14);
    expect(read(records, 'Firmware').length).toBe(5);
  });

  test('finds what the app said where it can read it', () => {
    const texts = (['AppTip', 'AppWarn', 'AppSeriousWarn'] as const).flatMap((type) =>
      read(records, type).map(({ message }) => message),
    );
    // Of versions 7 to 12 it takes a byte too many and finds none.
    if (version >= 7 && version < 13) return expect(texts).toEqual([]);
    expect(texts).toContain('GEO: You are in a Warning Zone (Heliport Tasfeld-Nord). Fly with caution.');
    expect(texts).toContain('Mission of Nerina Tasfeld loaded');
    expect(texts).toContain(djiSecrets.text.typed[0]);
  });

  test('loses nothing between records', () => {
    const last = records.map(({ type }) => type).lastIndexOf('OSD');
    const broken = records.slice(0, last).filter(({ type }) => type === 'Invalid');
    expect(broken).toEqual([]);
    expect(records.slice(0, last).filter(({ type }) => type === 'JPEG').length).toBe(2);
  });

  test('needs the right keys from version 13 on', () => {
    if (!isEncrypted) {
      expect(log.keychainsRequest()).toEqual({ version: 0, department: 0, keychainsArray: [] });
      return;
    }
    expect(() => log.records()).toThrow();
    const wrong = read(log.records(otherKeychains), 'OSD');
    const right = read(records, 'OSD');
    expect(wrong.filter(({ latitude }) => right.some((osd) => osd.latitude === latitude))).toEqual([]);
    // With the first set only, what follows the second set's record is lost.
    const half = read(log.records(keychains.slice(0, 1)), 'OSD');
    const fits = half.filter((osd, index) => osd.latitude === right[index]!.latitude).length / right.length;
    expect(fits).toBeGreaterThan(0.4);
    expect(fits).toBeLessThan(0.6);
    const { keychainsArray, version: request, department } = log.keychainsRequest();
    expect(keychainsArray.map((set) => set.length)).toEqual([14, 14]);
    expect([request, department]).toEqual([2, 3]);
    const broken = new DJILog(djiRecord(version, djiSecrets, span, { hasNoOffset: true }));
    expect(read(broken.records(keychains), 'OSD').length).toBe(right.length);
  });
});

describeCorpus('the scrambling', 'dji-txt', (files) => {
  const scrambled = files.filter((file) => readFileSync(file)[10]! >= 7);
  test.each(scrambled.map((file) => [basename(file), file]))('is that of %s', (_, file) => {
    const log = readFileSync(file);
    let at = 100;
    let checked = 0;
    while (checked < 300 && at < log.length) {
      const [type, length] = [log[at]!, log[at + 1]!];
      const payload = log.subarray(at + 2, at + 2 + length);
      const seed = payload[0]!;
      expect(log[at + 2 + length]).toBe(0xff);
      // What it started with is the last byte.
      expect(payload[length - 1]! ^ scramblingKey(type, seed)[(length - 2) % 8]!).toBe((seed + type) & 0xff);
      at += length + 3;
      checked++;
    }
    expect(checked).toBe(300);
  });
});

test('a record refuses what it has no room for', () => {
  expect(() => bodyOf('OSD', 11, { height: 40_000 })).toThrow(RangeError);
  expect(() => bodyOf('OSD', 11, { heigth: 4 })).toThrow('OSD has no heigth');
  expect(() => bodyOf('RECOVER', 11, { name: 'ä'.repeat(17) })).toThrow(RangeError);
  expect(bodyOf('RECOVER', 11, { name: 'ä'.repeat(16) }).bytes.length).toBe(110);
  expect(bodyOf('RECOVER', 4, {}).bytes.length).toBe(85);
});

test('a picture tells its place in a directory of its own and holds a smaller one', () => {
  const facts = { altitudeM: 968.4, date: new Date(0), model: 'M', serial: 'S' };
  const one = Buffer.from(jpeg({ ...facts, latitudeDeg: 46.61853, longitudeDeg: 10.70241 }));
  const small = Buffer.from(jpeg());
  const inside = one.indexOf(small);
  expect(inside).toBeGreaterThan(100);
  expect(one.subarray(inside + small.length).length).toBeGreaterThan(100);
  // The second marker is the length of the EXIF segment, which the thumbnail ends.
  expect(4 + one.readUInt16BE(4) - 2 + 2).toBe(inside + small.length);
  const other = jpeg({ ...facts, latitudeDeg: -46.61853, longitudeDeg: 10.70241 });
  expect(Buffer.compare(one, other)).not.toBe(0);
  expect(other.length).toBe(one.length);
});

const number = String.raw`(-?\d+\.\d+)`;
const places: Readonly<
  Record<(typeof srtDialects)[number], readonly [RegExp, isLatitudeFirst: boolean, digits: number]>
> = {
  bracketed: [new RegExp(String.raw`\[latitude : ${number}\] \[longtitude : ${number}\]`, 'g'), true, 6],
  mini: [new RegExp(String.raw`\[latitude: ${number}\] \[longitude: ${number}\]`, 'g'), true, 6],
  thermal: [new RegExp(String.raw`\[latitude: ${number}\] \[longitude: ${number}\]`, 'g'), true, 6],
  home: [new RegExp(String.raw`^GPS\(${number},${number},\d+\)`, 'gm'), false, 4],
  old: [new RegExp(String.raw`^GPS\(${number},${number},\d+\)`, 'gm'), false, 4],
  phantom: [new RegExp(String.raw`GPS \(${number}, ${number}, \d+\)`, 'g'), false, 4],
  survey: [new RegExp(String.raw`GPS \(${number}, ${number}, \d+\)`, 'g'), false, 6],
  matrice: [new RegExp(String.raw`^GPS\(${number},${number},0.0M\)`, 'gm'), true, 4],
};

describe.each(srtDialects)('subtitles (%s)', (dialect) => {
  const text = Buffer.from(srtTrack(dialect, djiSecrets, span)).toString();
  const blocks = text.split('\n\n').slice(0, -1);

  test('are numbered blocks, each until the next', () => {
    expect([LENGTH_S, 5 * LENGTH_S]).toContain(blocks.length);
    expect(text.endsWith('\n\n')).toBe(true);
    const codes = blocks.map((block) => /^(\d+)\n(\S+) --> (\S+)\n/.exec(block)!);
    expect(codes.map((code) => Number(code[1]))).toEqual(blocks.map((_, index) => index + 1));
    expect(codes[0]![2]).toBe('00:00:00,000');
    expect(codes.slice(1).map((code) => code[2])).toEqual(codes.slice(0, -1).map((code) => code[3]));
    expect(codes.at(-1)![3]).toBe('00:00:18,000');
  });

  test('tell where the aircraft is', () => {
    const [pattern, isLatitudeFirst, digits] = places[dialect];
    const scene = new Scene(djiSecrets);
    const found = [...text.matchAll(pattern)];
    expect(found.length).toBe(blocks.length);
    const stepS = LENGTH_S / blocks.length;
    for (const [index, match] of found.entries()) {
      const { state } = scene.at(Math.round(1e6 * (span.fromS + index * stepS)), 'any', 0);
      const { latitudeDeg, longitudeDeg } = degreesAt(djiSecrets.place, state.north, state.east);
      const [latitude, longitude] = isLatitudeFirst ? [match[1], match[2]] : [match[2], match[1]];
      expect(latitude).toBe(latitudeDeg.toFixed(digits));
      expect(longitude).toBe(longitudeDeg.toFixed(digits));
    }
  });
});

/** Cells of a line; quotes as spreadsheets have them. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
  );
}

describe.each(csvKinds)('a table (%s)', (kind) => {
  const text = Buffer.from(csvExport(kind, djiSecrets, span)).toString();
  const [header, ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line !== '' && line !== 'sep=,')
    .map(cellsOf);

  test('has as many cells in every row as names', () => {
    expect(rows.length).toBeGreaterThanOrEqual(80);
    expect(rows.filter((row) => row.length !== header!.length)).toEqual([]);
    // One name stands there twice in real ones.
    expect(header!.length - new Set(header).size).toBe(kind === 'txtlog' ? 1 : 0);
  });

  test('tells where the aircraft is', () => {
    const column = (pattern: RegExp): number => header!.findIndex((name) => pattern.test(name));
    const [latitude, longitude] = [/^(OSD.|fc:)?latitude$/i, /^(OSD.|fc:)?longitude$/i].map(column) as [number, number];
    const scene = new Scene(djiSecrets);
    let told = 0;
    for (const [index, row] of rows.entries()) {
      if (row[latitude] === '') continue;
      const { state } = scene.at(Math.round(1e6 * (span.fromS + (index * LENGTH_S) / rows.length)), 'any', 0);
      const place = degreesAt(djiSecrets.place, state.north + 3.731, state.east - 4.947);
      expect(Math.abs(Number(row[latitude]) - place.latitudeDeg)).toBeLessThan(5.1e-7);
      expect(Math.abs(Number(row[longitude]) - place.longitudeDeg)).toBeLessThan(5.1e-7);
      told++;
    }
    expect(told).toBeGreaterThanOrEqual(rows.length - 5);
  });
});

import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { type DjiLog, djiLog } from '../../samples/dji/formats.ts';
import { djiSecrets } from '../../samples/dji/secrets.ts';
import { levels } from '../../src/index.ts';
import { fieldSize } from '../../src/model/schema.ts';
import { drawRelocation } from '../../src/treatments/relocate/relocation.ts';
import { describeCorpus } from '../corpus.ts';
import { filterLog, keys, type Part, partsOf } from './compare.ts';
import { type Pair, pairsOf } from './pairs.ts';
import { isFix, type Reading, readingsOf } from './readings.ts';
import { Study } from './study.ts';

vi.setConfig({ testTimeout: 60_000 });

const { turnRad: drawnRad } = drawRelocation(keys.relocationKey);

interface Subject {
  readonly log: DjiLog;
  readonly leastShare: number;
  /** What pilots look at, of which not a bit may change. */
  readonly dynamics: readonly string[];
  /** Least number of values that are compared. */
  readonly compared: number;
  /** Mean error of places: a centimetre, or a tenth of a step of their last decimal. */
  readonly meanErrorM: number;
  /** Of the turn that fits places alone best; more where places of six decimals are repeated for some of their steps. */
  readonly turnErrorRad: number;
}

const recordDynamics =
  `OSD.pitch OSD.roll OSD.altitude OSD.battery_percent OSD.flight_mode OSD.speed_down OSD.motor_starts RC.aileron RC.elevator
  RC.throttle RC.rudder GIMBAL.pitch GIMBAL.yaw_angle CENTER_BATTERY.voltage CENTER_BATTERY.current CENTER_BATTERY.cell_voltages
  SMART_BATTERY.voltage SMART_BATTERY.percent CAMERA.work_mode OFDM.signal_percent`.split(/\s+/);

const subjects: readonly (readonly [string, Subject])[] = [
  ...([4, 8, 11, 14] as const).map((version): [string, Subject] => [
    `a flight record of version ${version}`,
    {
      log: { format: 'txt', version },
      leastShare: 0.8,
      dynamics: recordDynamics,
      compared: 15_000,
      meanErrorM: 0.01,
      turnErrorRad: 1e-3,
    },
  ]),
  [
    'subtitles',
    {
      log: { format: 'srt', dialect: 'mini' },
      leastShare: 0.99,
      dynamics: ['subtitle.rel_alt', 'subtitle.shutter'],
      // What it tells of the camera is text.
      compared: 0,
      meanErrorM: 0.02,
      turnErrorRad: 3e-3,
    },
  ],
  [
    'a table of AirData',
    {
      log: { format: 'csv', kind: 'airdata-metres' },
      leastShare: 0.99,
      dynamics: ['airdata.pitch', 'airdata.roll', 'airdata.rc_elevator', 'airdata.voltage', 'airdata.current'],
      compared: 1500,
      meanErrorM: 0.01,
      turnErrorRad: 1e-3,
    },
  ],
];

/** From the aircraft's first place on, without which directions cannot be told. */
function fromFirstFix(pairs: readonly Pair[]): readonly Pair[] {
  const isPlace = (reading: Reading) => reading.kind === 'place' && reading.isAircraft && isFix(reading);
  return pairs.slice(pairs.findIndex(([before]) => readingsOf(before).some(isPlace)));
}

const elsewhere = { latitudeDeg: -77.846_013_7, longitudeDeg: 166.670_021_9, altitudeAmslM: 24.8, turnDeg: 250 };

describe.each(subjects)('of %s', (_, { log, leastShare, dynamics, compared: least, meanErrorM, turnErrorRad }) => {
  describe.each([
    ['where it was', djiSecrets.place],
    ['at 78 south, turned', elsewhere],
  ])('%s', (_name, place) => {
    const flight = djiLog(
      log,
      { ...djiSecrets, place, unknownMessages: null, thirdParties: [] },
      { fromS: 33, toS: 63 },
    );
    const { pairs, share } = pairsOf(flight);
    const study = new Study(fromFirstFix(pairs), drawnRad);

    test('nearly all records survive', () => {
      expect(share).toBeGreaterThan(leastShare);
      expect(pairs.filter(([, after]) => after !== undefined).length / pairs.length).toBeGreaterThan(leastShare - 0.05);
    });

    test('the track lies as it lay, to a centimetre and what decimals take', () => {
      expect(study.places.length).toBeGreaterThan(100);
      expect(study.wrongPlaces).toEqual([]);
      expect(study.largestMeanErrorM).toBeLessThan(meanErrorM);
      expect(study.wrongDistances).toEqual([]);
      const { turnRad, spreadM } = study.turnOfPlaces;
      expect(spreadM).toBeGreaterThan(20);
      expect(Math.abs(wrapped(turnRad - drawnRad))).toBeLessThan(turnErrorRad);
    });

    test('directions and velocities turn by exactly what the flight does', () => {
      expect(study.hiddenDirections).toEqual([]);
      if (log.format === 'txt') expect(study.directions.length).toBeGreaterThan(300);
      expect(study.wrongDirections).toEqual([]);
      expect(study.wrongVectors).toEqual([]);
    });

    test('what the aircraft did is the same to the bit', () => {
      expect(study.wrongHeights).toEqual([]);
      const { touched, compared } = study.touchedDynamics;
      expect(touched).toEqual([]);
      expect(compared).toBeGreaterThanOrEqual(least);
      for (const name of dynamics) {
        const [message, field] = name.split('.');
        const rows = pairs.filter(([{ message: other }]) => other === message);
        expect(rows.length, name).toBeGreaterThan(10);
        for (const [before, after] of rows) {
          expect(after, name).toBeDefined();
          expect(Buffer.compare(bytesOf(before, field!), bytesOf(after!, field!)), name).toBe(0);
        }
        expect(
          rows.some(([before]) => bytesOf(before, field!).some((byte) => byte !== 0)),
          name,
        ).toBe(true);
      }
    });
  });
});

function bytesOf({ body, fields }: Part, name: string): Uint8Array {
  const field = fields.find((candidate) => candidate.name === name)!;
  return body.subarray(field.offset, field.offset + fieldSize(field));
}

/** Larger logs would take long, and are of the same devices as others. */
const LARGEST_BYTES = 500_000;

/** Subtitles whose places have four decimals, which are not moved. */
const coarse: ReadonlySet<string> = new Set(
  [
    ...['broken-incomplete-buenosaires-home', 'matrice300-cadiz', 'mavic2-style-queensland', 'mavicmini-washington'],
    ...['mavicpro-buggy-navarra-home', 'mavicpro-queensland-home', 'oldformat-queensland-home'],
    'phantom4pro-switzerland',
  ].map((name) => `${name}.srt`),
);

describe.each(['dji-txt', 'dji-srt', 'dji-csv'])('of real logs (%s)', (kind) => {
  describeCorpus('at dynamics', kind, (files) => {
    const small = files.filter((file) => statSync(file).size <= LARGEST_BYTES && !coarse.has(basename(file)));
    test.each(small.map((file) => [basename(file), file]))('%s: what is told stays right', (_, file) => {
      const { pairs } = pairsOf(readFileSync(file));
      const study = new Study(pairs, drawnRad);
      expect(study.wrongPlaces).toEqual([]);
      expect(study.wrongDistances).toEqual([]);
      expect(study.wrongDirections).toEqual([]);
      expect(study.wrongVectors).toEqual([]);
      expect(study.wrongHeights).toEqual([]);
      const { touched, compared } = study.touchedDynamics;
      expect(touched).toEqual([]);
      if (kind === 'dji-txt') expect(compared).toBeGreaterThan(1000);
      expect(pairs.filter(([, after]) => after !== undefined).length).toBeGreaterThan(1);
    });

    if (kind !== 'dji-srt') return;
    const few = files.filter((file) => coarse.has(basename(file)));
    test.each(few.map((file) => [basename(file), file]))('%s: nothing is told but what was set', (_, file) => {
      const log = readFileSync(file);
      const [inputs, outputs] = [partsOf(log, 'onboard'), partsOf(filterLog(log, levels.dynamics), 'onboard')];
      const isMany = ({ length }: readonly unknown[]): boolean => length > inputs.length / 2;
      expect(isMany(inputs.filter((part) => readingsOf(part).some(({ kind }) => kind === 'place')))).toBe(true);
      expect(outputs.flatMap(readingsOf)).toEqual([]);
      const settings = settingsOf(inputs);
      expect(isMany(settings)).toBe(!file.includes('matrice300'));
      expect(settingsOf(outputs)).toEqual(settings);
    });
  });
});

/** What the camera was set to, in the order of the log. */
function settingsOf(parts: readonly Part[]): string[] {
  return parts.flatMap((part) =>
    part.fields
      .filter(({ rules }) => rules[0]?.category === 'payloadState')
      .map(({ name }) => `${name} ${Buffer.from(bytesOf(part, name)).toString('latin1')}`),
  );
}

function wrapped(rad: number): number {
  return Math.atan2(Math.sin(rad), Math.cos(rad));
}

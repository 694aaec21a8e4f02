import { describe, expect, test, vi } from 'vitest';
import { writeNmea } from '../../samples/nmea/log.ts';
import { writeRecords } from '../../samples/record/log.ts';
import { type RecordSecrets, recordSecrets } from '../../samples/record/secrets.ts';
import type { Span } from '../../samples/rows.ts';
import { levels } from '../../src/index.ts';
import { drawRelocation } from '../../src/treatments/relocate/relocation.ts';
import { bytesOf, filterLog, keys, type Part, partsOf } from './compare.ts';
import { type Pair, pairsOf } from './pairs.ts';
import { isFix, type Reading, readingsOf } from './readings.ts';
import { Study } from './study.ts';

vi.setConfig({ testTimeout: 60_000 });

const { turnRad: drawnRad } = drawRelocation(keys.relocationKey);
const span = { fromS: 33, toS: 63 };

interface Subject {
  readonly write: (secrets: RecordSecrets, span: Span) => Uint8Array;
  readonly leastShare: number;
  /** Of which not a bit may change. */
  readonly dynamics: readonly string[];
  /** Least numbers of places, directions, and values of dynamics that are compared. */
  readonly least: readonly [places: number, directions: number, dynamics: number];
  /** Mean error of places: a centimetre; where they are of coarse steps, the ten of them for which a place is repeated, in the direction of flight. */
  readonly meanErrorM: number;
  /** Of the turn that fits places alone best. */
  readonly turnErrorRad: number;
}

const pilotsNeeds = ['PASHR.roll', 'PASHR.pitch', 'ROT.rate', 'GGA.quality'];
const recordNeeds =
  `attitude.roll_rad attitude.pitch_rad attitude.yaw_rate_rad_s batteries.0.voltage_mv batteries.1.cell_voltages_mv link.signal_dbm
  motor_speeds_rpm mode is_armed gimbal.pitch_rad position.height_above_takeoff_mm`
    .split(/\s+/)
    .map((name) => `FlightRecord.${name}`);

const subjects: readonly (readonly [string, Subject])[] = [
  [
    'a receiver with five decimals',
    {
      write: (secrets, stretch) => writeNmea('usual', secrets, stretch),
      ...{ leastShare: 0.6, dynamics: pilotsNeeds, least: [400, 400, 800], meanErrorM: 0.2, turnErrorRad: 3e-3 },
    },
  ],
  [
    'a receiver with seven decimals',
    {
      write: (secrets, stretch) => writeNmea('precise', secrets, stretch),
      ...{ leastShare: 0.7, dynamics: pilotsNeeds, least: [800, 800, 1500], meanErrorM: 0.01, turnErrorRad: 1e-3 },
    },
  ],
  [
    'an app, as protobuf',
    {
      write: (secrets, stretch) => writeRecords({ encoding: 'protobuf', ...stretch }, secrets),
      ...{ leastShare: 0.9, dynamics: recordNeeds, least: [300, 200, 2000], meanErrorM: 1.2, turnErrorRad: 0.02 },
    },
  ],
  [
    'an app, as JSON',
    {
      write: (secrets, stretch) => writeRecords({ encoding: 'json', ...stretch }, secrets),
      ...{ leastShare: 0.9, dynamics: recordNeeds, least: [300, 200, 2000], meanErrorM: 1.2, turnErrorRad: 0.02 },
    },
  ],
];

/** From the aircraft's first place on, without which directions cannot be told. */
function fromFirstFix(pairs: readonly Pair[]): readonly Pair[] {
  const isPlace = (reading: Reading) => reading.kind === 'place' && reading.isAircraft && isFix(reading);
  return pairs.slice(pairs.findIndex(([before]) => readingsOf(before).some(isPlace)));
}

const elsewhere = { latitudeDeg: -77.846_013_7, longitudeDeg: 166.670_021_9, altitudeAmslM: 24.8, turnDeg: 250 };

describe.each(subjects)('of %s', (_, { write, leastShare, dynamics, least, meanErrorM, turnErrorRad }) => {
  describe.each([
    ['where it was', recordSecrets.place],
    ['at 78 south, turned', elsewhere],
  ])('%s', (_name, place) => {
    const flight = write({ ...recordSecrets, place, unknownMessages: null, thirdParties: [] }, span);
    const { pairs, share } = pairsOf(flight);
    const study = new Study(fromFirstFix(pairs), drawnRad);

    test('most of it survives', () => {
      expect(share).toBeGreaterThan(leastShare);
    });

    test('the track lies as it lay, to a centimetre and what decimals and repeated places take', () => {
      expect(study.places.length).toBeGreaterThan(least[0]);
      expect(study.wrongPlaces).toEqual([]);
      expect(study.largestMeanErrorM).toBeLessThan(meanErrorM);
      expect(study.wrongDistances).toEqual([]);
      const { turnRad, spreadM } = study.turnOfPlaces;
      expect(spreadM).toBeGreaterThan(20);
      expect(Math.abs(Math.atan2(Math.sin(turnRad - drawnRad), Math.cos(turnRad - drawnRad)))).toBeLessThan(
        turnErrorRad,
      );
    });

    test('directions and velocities turn by exactly what the flight does', () => {
      expect(study.hiddenDirections).toEqual([]);
      expect(study.directions.length).toBeGreaterThan(least[1]);
      expect(study.wrongDirections).toEqual([]);
      expect(study.wrongVectors).toEqual([]);
    });

    test('what the aircraft did is the same to the bit', () => {
      expect(study.wrongHeights).toEqual([]);
      const { touched, compared } = study.touchedDynamics;
      expect(touched).toEqual([]);
      expect(compared).toBeGreaterThan(least[2]);
      for (const name of dynamics) {
        const message = name.slice(0, name.indexOf('.'));
        const rows = pairs.filter(([{ message: other }]) => other === message);
        expect(rows.length, name).toBeGreaterThan(10);
        for (const [before, after] of rows) {
          expect(after, name).toBeDefined();
          expect(hexOf(after!, name), name).toBe(hexOf(before, name));
        }
        expect(
          rows.some(([before]) => /[1-9a-f]/.test(hexOf(before, name))),
          name,
        ).toBe(true);
      }
    });
  });

  test('at full nothing that is released is changed', () => {
    // Of others nothing is ever released.
    const flight = write({ ...recordSecrets, thirdParties: [] }, span);
    const inputs = partsOf(flight, 'onboard');
    const outputs = partsOf(filterLog(flight, levels.full), 'onboard');
    const texts = (parts: readonly Part[], message: string) =>
      parts.filter((part) => part.message === message).map(({ body }) => Buffer.from(body).toString('hex'));
    const messages = [...new Set(outputs.map(({ message }) => message))];
    expect(messages.length).toBeGreaterThan(3);
    for (const message of ['GGA', 'RMC', 'VTG', 'PASHR', 'FlightRecord'].filter((name) => messages.includes(name))) {
      expect(texts(outputs, message), message).toEqual(texts(inputs, message));
    }
  });
});

function hexOf(part: Part, name: string): string {
  const field = part.fields.find((candidate) => `${part.message}.${candidate.name}` === name);
  if (field === undefined) throw new RangeError(`no field ${name}`);
  return Buffer.from(bytesOf(part, field)).toString('hex');
}

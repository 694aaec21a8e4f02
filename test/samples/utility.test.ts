import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { encodeFrame } from '../../samples/encode.ts';
import { flightFrames, logOf, type Sent, sampleSecrets } from '../../samples/flight.ts';
import { sampleFiles } from '../../samples/generate.ts';
import { autopilot, centidegrees } from '../../samples/scene.ts';
import { axisBearingRad, type Place, pointAt } from '../../samples/tangent.ts';
import { levels } from '../../src/index.ts';
import { describeCorpus } from '../corpus.ts';
import { type Container, filteredFrames } from './compare.ts';
import { packetsOf } from './node-mavlink.ts';
import { isFix, readingsOf } from './readings.ts';
import { Study } from './study.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Deviation of the turn that fits places, times what they are apart: rounding and dither of one place, and then some. */
const PLACE_SIGMAS_M = 5 * 0.008;

/** Messages with a place in which something else has to be hidden and cannot be. */
const withheldWhole = ['OPEN_DRONE_ID_LOCATION', 'UTM_GLOBAL_POSITION', 'GPS_INPUT'];
/** Local metres, which autopilots compute on a sphere of their own. */
const hiddenBesideFix = [
  ...['LOCAL_POSITION_NED.x/y', 'LOCAL_POSITION_NED.vx/vy', 'POSITION_TARGET_GLOBAL_INT.vx/vy'],
  ...['POSITION_TARGET_LOCAL_NED.vx/vy', 'GLOBAL_POSITION_INT_COV.vx/vy', 'AIRSPEED_AUTOCAL.vx/vy'],
];

/** What stays of a log at dynamics, beside what was there. */
function useful(log: () => Uint8Array, container: Container, hasPlaces = true): void {
  let made: { study: Study; output: Uint8Array; withheld: string[] } | undefined;
  const get = (): NonNullable<typeof made> => {
    if (made === undefined) {
      const { pairs, output } = filteredFrames(log(), levels.dynamics, container);
      const withFix = pairs.filter(([before]) =>
        readingsOf(before).some((reading) => reading.kind === 'place' && reading.isAircraft && isFix(reading)),
      );
      const withheld = new Set(withFix.filter(([, after]) => after === undefined).map(([{ message }]) => message));
      made = { study: new Study(pairs), output, withheld: [...withheld] };
    }
    return made;
  };

  test('places lie as they lay, to a centimetre and what quantisation takes', () => {
    const { study, withheld } = get();
    expect(withheld.filter((message) => !withheldWhole.includes(message))).toEqual([]);
    expect(study.places.length > 50).toBe(hasPlaces);
    expect(study.wrongPlaces).toEqual([]);
    expect(study.largestMeanErrorM).toBeLessThan(0.01);
    expect(study.wrongDistances).toEqual([]);
  });

  test('headings, courses, velocities and attitudes turn as the path does', () => {
    const { study } = get();
    expect(study.hiddenDirections.filter((name) => !hiddenBesideFix.includes(name))).toEqual([]);
    expect(study.wrongDirections).toEqual([]);
    expect(study.wrongVectors).toEqual([]);
    expect(study.wrongAttitudes).toEqual([]);
    if (!hasPlaces) return;
    const { turnRad, spreadM, count } = study.turnOfPlaces;
    const apart = Math.abs(Math.atan2(Math.sin(turnRad - study.turnRad), Math.cos(turnRad - study.turnRad)));
    expect(apart).toBeLessThan(PLACE_SIGMAS_M / (spreadM * Math.sqrt(count)));
  });

  test('heights above the sea differ by one constant', () => {
    const { study } = get();
    expect(study.heights.length > 10).toBe(hasPlaces);
    expect(study.wrongHeights).toEqual([]);
  });

  test('what the aircraft did is the same to the bit', () => {
    const { touched, compared } = get().study.touchedDynamics;
    expect(touched).toEqual([]);
    expect(compared).toBeGreaterThan(500);
  });

  test('an independent reader finds every frame', async () => {
    const { study, output } = get();
    expect((await packetsOf(output, container)).length).toBe(study.frames);
  });
}

/** Without messages that nobody knows and without junk: behind them a decoder wants to see more before it gives a frame. */
const secrets = { ...sampleSecrets, unknownMessages: null };

function logWithoutJunk(frames: readonly Sent[], container: Container): Uint8Array {
  return logOf(
    frames.map((sent) => ({ ...sent, junk: new Uint8Array(0) })),
    sampleSecrets,
    { container },
  );
}

describe.each(Object.entries(sampleFiles))('of the sample %s', (_, options) => {
  const { container = 'tlog' } = options;
  useful(() => logWithoutJunk(flightFrames(secrets, options), container), container);
});

describe('of a flight at 78 south, turned', () => {
  const place = { latitudeDeg: -77.846, longitudeDeg: 166.67, altitudeAmslM: 24.8, turnDeg: 250 };
  useful(() => logWithoutJunk(flightFrames({ ...secrets, place }), 'tlog'), 'tlog');
});

describe.each([
  ['the equator', 0.3, 30],
  ['60 north', 60, 30],
  ['78 south', -78, 30],
  ['89.9 north', 89.9, 30],
  ['the antimeridian', -16.8, 179.99],
])('of a flight of ten kilometres at %s', (_, latitudeDeg, longitudeDeg) => {
  const home = { latitudeDeg, longitudeDeg, altitudeAmslM: 12 };

  test('places lie as they lay, to a centimetre and what quantisation takes', () => {
    const study = new Study(filteredFrames(wideFlight(home), levels.dynamics, 'tlog').pairs);
    expect(study.places.length).toBe(WIDE_FIXES);
    expect(study.wrongPlaces).toEqual([]);
    expect(study.largestMeanErrorM).toBeLessThan(0.01);
    expect(study.wrongDirections).toEqual([]);
    expect(study.wrongVectors).toEqual([]);
  });
});

const WIDE_FIXES = 4000;

/** Fixes all around, up to ten kilometres from the first. */
function wideFlight(home: Place): Uint8Array {
  const frames = Array.from({ length: WIDE_FIXES }, (_, index): Sent => {
    const [awayM, bearing] = [(9_990 * index) / WIDE_FIXES, 2.399_963 * index];
    const [north, east] = [awayM * Math.cos(bearing), awayM * Math.sin(bearing)];
    const point = pointAt(home, north, east);
    const course = bearing + axisBearingRad(home, north, east);
    const values = {
      time_boot_ms: 1000 + 100 * index,
      lat: point.latE7,
      lon: point.lonE7,
      alt: 60_000,
      relative_alt: 48_000,
      vx: Math.round(2000 * Math.cos(course)),
      vy: Math.round(2000 * Math.sin(course)),
      hdg: centidegrees(course),
    };
    const message = 'GLOBAL_POSITION_INT';
    const frame = encodeFrame(message, values, autopilot, index);
    return { atUs: 100_000 * index, sender: autopilot, message, values, frame, junk: new Uint8Array(0) };
  });
  return logWithoutJunk(frames, 'tlog');
}

/** Real logs whose aircraft had no fix, or told none that is released. */
const withoutFix = [
  'px4-quad-mav2-mavometer-2019.tlog',
  'sub-mav2-ardusub-nopos-2023-v410.tlog',
  'sub-mav2-mavlink-server-2024-v412.tlog',
];

describeCorpus('of real logs', 'tlog', (files) => {
  describe.each(files.map((file) => [basename(file), file]))('of %s', (_, file) => {
    useful(() => readFileSync(file), 'tlog', !withoutFix.includes(basename(file)));
  });
});

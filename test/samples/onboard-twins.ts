import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FlightSecrets, identitiesOf, sampleSecrets } from '../../samples/flight.ts';
import { type OnboardFormat, onboardLog } from '../../samples/onboard.ts';
import type { Span } from '../../samples/rows.ts';
import { deviceOf } from '../../samples/secrets.ts';
import { levels } from '../../src/index.ts';
import type { DataCategory } from '../../src/model/category.ts';
import { differencesOf, differingFields, filterLog, firstDifference, partsOf } from './compare.ts';
import { type Comparison, compareRelocated } from './compare-relocated.ts';
import { ruleOf } from './readings.ts';

/** A log of an autopilot, with what is to be seen of each secret in it. */
export interface OnboardSubject {
  readonly format: OnboardFormat;
  readonly span: Span;
  /** By name of the twin: some of what the secret shows in the input, so that there is something to hide. */
  readonly shows: Readonly<Record<string, readonly string[]>>;
  /** Fields whose bytes say by themselves which device it is, and of which other pseudonyms are given. */
  readonly pseudonyms: readonly string[];
  /** Least numbers of readings that are compared after relocation. */
  readonly compared: Readonly<Partial<Comparison['compared']>>;
}

const DEGREE = Math.PI / 180;
const EARTH_RADIUS_M = 6_371_000;
/** Half of the worst that quantisation allows: many places scatter, and only a true difference moves them all. */
const POSITION_RMS_M = 0.02;
/** A second of flight and the noise of a fix: messages without a place are turned as at the last one. */
const LAST_PLACE_M = 5;
const PIECE_BYTES = 6;
/** Clocks of milliseconds turn over with it: it is the same in all twins. */
const BOOT_PHASE_US = 318;
export const withoutDevice = { ...levels.engineering, device: 'none' } as const;
export const dynamicsWithoutDevice = { ...levels.dynamics, device: 'none' } as const;

const { place, person, text } = sampleSecrets;
const elsewhere = { latitudeDeg: 63.9, longitudeDeg: -19.1, altitudeAmslM: 402.3 };

/** Twins whose places differ. */
export const moved = {
  'moved by kilometres': {
    latitudeDeg: place.latitudeDeg + 0.05,
    longitudeDeg: place.longitudeDeg - 0.07,
    altitudeAmslM: 1204,
  },
  'moved to the other hemisphere': { latitudeDeg: -41.2731, longitudeDeg: -71.4402, altitudeAmslM: 801.7 },
  'moved to where the antimeridian is crossed in flight': {
    latitudeDeg: -16.8013,
    longitudeDeg: 179.9996,
    altitudeAmslM: 4.1,
  },
  'moved to 78 south': { latitudeDeg: -77.846, longitudeDeg: 166.67, altitudeAmslM: 24.8 },
  'moved in height only': { ...place, altitudeAmslM: -3.2 },
} as const;

/** Twins whose places are also turned. */
export const turned = {
  'moved and turned': { latitudeDeg: 51.3, longitudeDeg: -0.7, altitudeAmslM: 88, turnDeg: 131.7 },
  'turned where it is': { ...place, turnDeg: -37.4 },
} as const;

/** Twins that differ in anything else. */
const others: Readonly<Record<string, { readonly secrets: Partial<FlightSecrets>; readonly showsAtFull: boolean }>> = {
  'on another date': {
    secrets: { startUnixUs: Date.UTC(2019, 10, 2, 23, 58, 31) * 1000 + 637_411 },
    showsAtFull: true,
  },
  'on a date after 2038': { secrets: { startUnixUs: Date.UTC(2041, 1, 28, 4, 0, 0) * 1000 }, showsAtFull: true },
  'of an autopilot that was started long before': { secrets: { bootBeforeStartUs: 2_912_407_318 }, showsAtFull: true },
  'of an autopilot that was started at once': { secrets: { bootBeforeStartUs: 1_004_318 }, showsAtFull: true },
  'with the pilot elsewhere': { secrets: { operator: { northM: 212.5, eastM: -87 } }, showsAtFull: false },
  'of another person': {
    secrets: { person: { pilotName: 'Bo', operatorId: 'CHE-9', network: 'guests' } },
    showsAtFull: true,
  },
  'with other text': {
    secrets: {
      text: {
        ...text,
        typed: ['x', 'y'.repeat(100), 'a third text'],
        badParameter: 'AAA',
        gpsErrorM: 12.75,
        outputs: 'None yet, all twelve outputs wait for the IO processor',
      },
    },
    showsAtFull: true,
  },
  'with no text typed': { secrets: { text: { ...text, typed: [] } }, showsAtFull: true },
  'with other traffic': {
    secrets: {
      thirdParties: [
        { icao: 1, callsign: 'X', squawk: 1, northM: 100, eastM: 0, heightM: 20, courseDeg: 1, speedMs: 1 },
      ],
    },
    showsAtFull: false,
  },
  'with no traffic': { secrets: { thirdParties: [] }, showsAtFull: false },
  'with other messages that nobody knows': { secrets: { unknownMessages: 'other' }, showsAtFull: false },
  'with no messages that nobody knows': { secrets: { unknownMessages: null }, showsAtFull: false },
};

/** Holds that twins give the same. */
export function describeTwins(subject: OnboardSubject): void {
  const { format, span } = subject;
  const logOf = (secrets: Partial<FlightSecrets>): Uint8Array =>
    onboardLog(format, { ...sampleSecrets, ...secrets }, span);
  const original = logOf({});
  const released = {
    engineering: filterLog(original),
    dynamics: filterLog(original, levels.dynamics),
    full: filterLog(original, levels.full),
  };

  const expectShown = (name: string, twin: Uint8Array): void => {
    expect(firstDifference(original, twin, 'onboard')).toBeDefined();
    const differing = differingFields(original, twin, 'onboard');
    expect((subject.shows[name] ?? []).filter((field) => !differing.has(field))).toEqual([]);
  };

  describe.each(Object.entries({ ...moved, ...turned }))('a twin %s', (name, there) => {
    const twin = logOf({ place: there });
    test('gives the same output at engineering, and not at full', () => {
      expectShown(name, twin);
      expect(firstDifference(released.engineering, filterLog(twin), 'onboard')).toBeUndefined();
      expect(firstDifference(released.full, filterLog(twin, levels.full), 'onboard')).toBeDefined();
    });

    test('gives the same at dynamics but for what quantisation leaves', () => {
      const moreTurnRad = ('turnDeg' in there ? there.turnDeg : 0) * DEGREE;
      const one = filterLog(original, levels.dynamics, { moreTurnRad });
      const other = filterLog(twin, levels.dynamics);
      expectEqual(compareRelocated(one, other, 'onboard', slackAt(there.latitudeDeg)), subject);
    });
  });

  describe.each(Object.entries(others))('a twin %s', (name, { secrets, showsAtFull }) => {
    test('gives the same output at engineering and at dynamics', () => {
      const twin = logOf(secrets);
      expectShown(name, twin);
      expect(firstDifference(released.engineering, filterLog(twin), 'onboard')).toBeUndefined();
      expect(firstDifference(released.dynamics, filterLog(twin, levels.dynamics), 'onboard')).toBeUndefined();
      const difference = firstDifference(released.full, filterLog(twin, levels.full), 'onboard');
      expect(difference !== undefined).toBe(showsAtFull);
    });
  });

  describe('a twin of another device', () => {
    const secrets = { ...sampleSecrets, device: 'another aircraft' };
    const twin = logOf(secrets);

    test('gives the same output where devices are hidden', () => {
      expectShown('of another device', twin);
      for (const disclosure of [withoutDevice, dynamicsWithoutDevice]) {
        const [one, other] = [filterLog(original, disclosure), filterLog(twin, disclosure)];
        expect(firstDifference(one, other, 'onboard')).toBeUndefined();
      }
    });

    test('gives other pseudonyms and nothing else at engineering', () => {
      const names = otherIdentities(released.engineering, filterLog(twin));
      expect(names).toEqual(subject.pseudonyms);
    });

    test('leaves no serial in the output', () => {
      expect(piecesFound(twin, secrets)).not.toEqual([]);
      expect(piecesFound(filterLog(twin), secrets)).toEqual([]);
      expect(piecesFound(filterLog(twin, levels.dynamics), secrets)).toEqual([]);
    });
  });

  const everythingElse: FlightSecrets = {
    place: elsewhere,
    startUnixUs: Date.UTC(2031, 0, 5, 17, 20, 0) * 1000,
    bootBeforeStartUs: 401_118_318,
    device: 'yet another aircraft',
    operator: { northM: 284, eastM: 71 },
    person: { ...person, pilotName: 'Somebody Else Entirely', operatorId: 'ISL' },
    text: { typed: [], description: 'd', badParameter: '?', gpsErrorM: 2.01, outputs: 'PWM:1-14' },
    thirdParties: [],
    unknownMessages: null,
  };

  test('a twin in which every secret differs gives the same', () => {
    const twin = logOf(everythingElse);
    const [one, other] = [filterLog(original, withoutDevice), filterLog(twin, withoutDevice)];
    expect(firstDifference(one, other, 'onboard')).toBeUndefined();
    const relocated = [filterLog(original, dynamicsWithoutDevice), filterLog(twin, dynamicsWithoutDevice)] as const;
    expectEqual(compareRelocated(...relocated, 'onboard', slackAt(elsewhere.latitudeDeg)), subject);
  });

  test('a twin that is turned a little gives another output: the comparison sees a turn', () => {
    const twin = filterLog(logOf({ place: { ...place, turnDeg: 0.05 } }), levels.dynamics);
    expect(compareRelocated(released.dynamics, twin, 'onboard').differences).not.toEqual([]);
  });

  test('any secrets give the same output', () => {
    const opening: Span = { fromS: span.fromS, toS: span.fromS + 4 };
    const one = filterLog(onboardLog(format, sampleSecrets, opening), withoutDevice);
    fc.assert(
      fc.property(anySecrets, (secrets) => {
        const twin = onboardLog(format, secrets, opening);
        expect(firstDifference(one, filterLog(twin, withoutDevice), 'onboard')).toBeUndefined();
      }),
      { numRuns: 12 },
    );
  });
}

/** By how much directions may differ because the place that they are turned at is a little old. */
export function slackAt(latitudeDeg: number): number {
  const tangents = Math.abs(Math.tan(latitudeDeg * DEGREE)) + Math.abs(Math.tan(place.latitudeDeg * DEGREE));
  return (LAST_PLACE_M * tangents) / EARTH_RADIUS_M;
}

export function expectEqual(
  { differences, positionRmsM, compared }: Comparison,
  subject: Pick<OnboardSubject, 'compared'>,
  mostRmsM = POSITION_RMS_M,
): void {
  expect(differences).toEqual([]);
  if (subject.compared.place !== 0) expect(positionRmsM).toBeLessThan(mostRmsM);
  for (const [kind, least] of Object.entries(subject.compared)) {
    expect(compared[kind as keyof typeof compared], kind).toBeGreaterThan(least);
  }
}

const identities: ReadonlySet<DataCategory> = new Set(['deviceIdentity', 'firmwareIdentity']);

/** What differs between two releases, `(other)` if it is something else than an identity or a text. */
export function otherIdentities(a: Uint8Array, b: Uint8Array): string[] {
  const [first, second] = [partsOf(a, 'onboard'), partsOf(b, 'onboard')];
  expect(second.length).toBe(first.length);
  const names = first.flatMap((part, index) =>
    differencesOf(part, second[index]!).map((what) => {
      const name = what.split(': ')[0]!;
      const field = part.fields.find((candidate) => name === `${part.message}.${candidate.name}`);
      const rule = field && ruleOf(part, field);
      return rule !== undefined && (identities.has(rule.category) || rule.role === 'text') ? name : `(other) ${name}`;
    }),
  );
  return [...new Set(names)].sort();
}

/** Every run of six bytes of a serial that stands in the bytes, also across the groups of a banner, and as hexadecimal text. */
function piecesFound(bytes: Uint8Array, secrets: FlightSecrets): string[] {
  const { uid2, nodeId } = deviceOf(secrets.device);
  const hexadecimal = [uid2.subarray(0, 12), nodeId].map((id) => Buffer.from(Buffer.from(id).toString('hex')));
  const found: string[] = [];
  for (const identity of [...identitiesOf(secrets), ...hexadecimal]) {
    for (let at = 0; at + PIECE_BYTES <= identity.length; at++) {
      const piece = Buffer.from(identity.subarray(at, at + PIECE_BYTES));
      if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(piece)) found.push(piece.toString('hex'));
    }
  }
  return found;
}

const ascii = fc.string({
  unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
  maxLength: 200,
});
export const anySecrets: fc.Arbitrary<FlightSecrets> = fc.record({
  place: fc.record({
    latitudeDeg: fc.double({ min: -80, max: 80, noNaN: true }),
    longitudeDeg: fc.double({ min: -180, max: 180, noNaN: true }),
    altitudeAmslM: fc.double({ min: -50, max: 4000, noNaN: true }),
    turnDeg: fc.double({ min: -180, max: 180, noNaN: true }),
  }),
  startUnixUs: fc.integer({ min: 1_550_000_000_000, max: 2_500_000_000_000 }).map((ms) => ms * 1000),
  bootBeforeStartUs: fc.integer({ min: 1000, max: 9_000_000 }).map((ms) => 1000 * ms + BOOT_PHASE_US),
  device: fc.string(),
  operator: fc.record({ northM: fc.integer({ min: -500, max: 500 }), eastM: fc.integer({ min: -500, max: 500 }) }),
  person: fc.record({
    pilotName: ascii.map((words) => words.slice(0, 20)),
    operatorId: ascii.map((words) => words.slice(0, 20)),
    network: ascii.map((words) => words.slice(0, 20)),
  }),
  text: fc.record({
    typed: fc.array(
      ascii.map((words) => `Note: ${words}`),
      { maxLength: 4 },
    ),
    description: ascii,
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

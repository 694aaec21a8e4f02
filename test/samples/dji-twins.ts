import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DjiLog, djiLog } from '../../samples/dji/formats.ts';
import { type DjiSecrets, djiIdentitiesOf, djiSecrets } from '../../samples/dji/secrets.ts';
import type { Span } from '../../samples/rows.ts';
import { levels } from '../../src/index.ts';
import { differingFields, filterLog, firstDifference, partsOf } from './compare.ts';
import { type Comparison, compareRelocated } from './compare-relocated.ts';
import {
  anySecrets,
  dynamicsWithoutDevice,
  expectEqual,
  moved,
  otherIdentities,
  slackAt,
  turned,
  withoutDevice,
} from './onboard-twins.ts';
import { type Reading, readingsOf } from './readings.ts';

/** A file of a flight with the maker's app, with what is to be seen of each secret in it. */
export interface DjiSubject {
  /** Which of the maker's files, or what writes one. */
  readonly log: DjiLog | ((secrets: DjiSecrets, span: Span) => Uint8Array);
  /** Marks of devices in it; default: those of the maker's files. */
  readonly identitiesOf?: (secrets: DjiSecrets) => Uint8Array[];
  readonly span: Span;
  /** By name of the twin: some of what the secret shows in the input, so that there is something to hide. Twins that are not named show nothing. */
  readonly shows: Readonly<Record<string, readonly string[]>>;
  /** Twins whose difference is released at `full`. */
  readonly atFull: readonly string[];
  /** Fields whose bytes say by themselves which device it is, and of which other pseudonyms are given. */
  readonly pseudonyms: readonly string[];
  /** Least numbers of readings that are compared after relocation; undefined: places have few decimals, so that all readings are hidden. */
  readonly compared: Readonly<Partial<Comparison['compared']>> | undefined;
  /** How far places of released twins may lie apart, root of the mean square, where they have few decimals. */
  readonly positionRmsM?: number;
  /** By how much a path is turned that must not pass for the same: places of coarse steps lie ten of them apart in twins. Default: 1. */
  readonly turnSeenDeg?: number;
  /** Twins that cannot give the same: what differs is released. */
  readonly leavesOut?: readonly string[];
}

const DEGREE = Math.PI / 180;
const PIECE_BYTES = 6;
/** Stamps of seconds turn over with it: where in a second a flight begins is the same in all twins. */
const SECOND_US = 1e6;
const { place, person, text } = djiSecrets;

interface Twin {
  readonly secrets: Partial<DjiSecrets>;
  /** It is hidden at `track` too. */
  readonly atTrack?: true;
}

/** Twins that differ in anything but places and devices. */
const others: Readonly<Record<string, Twin>> = {
  'on another date': { secrets: { startUnixUs: Date.UTC(2019, 10, 2, 23, 58, 31) * 1000 } },
  'on a date after 2038': { secrets: { startUnixUs: Date.UTC(2041, 1, 28, 4, 0, 0) * 1000 } },
  'that had flown longer before': { secrets: { earlierFlightS: 2912 }, atTrack: true },
  'that had not flown before': { secrets: { earlierFlightS: 0 }, atTrack: true },
  'with the pilot elsewhere': { secrets: { operator: { northM: 212.5, eastM: -87 } }, atTrack: true },
  'of another person': {
    secrets: { person: { ...person, pilotName: 'Bo' }, aircraftName: 'Bo', account: 'of Bo' },
    atTrack: true,
  },
  'with another account': { secrets: { account: 'somebody else' }, atTrack: true },
  'with another name of the aircraft': { secrets: { aircraftName: 'K' }, atTrack: true },
  'with another address': {
    secrets: { address: { subStreet: '', street: 'Rue du Lac', city: 'Y', area: 'Pays de Nulle Part' } },
    atTrack: true,
  },
  'with other text': { secrets: { text: { ...text, typed: ['x', 'y'.repeat(100), 'a third text'] } }, atTrack: true },
  'with no text typed': { secrets: { text: { ...text, typed: [] } }, atTrack: true },
  'in another zone': { secrets: { zone: 'Zone that has quite another, much longer name' } },
  'in no zone': { secrets: { zone: null } },
  'with other traffic': {
    secrets: {
      thirdParties: [
        { icao: 1, callsign: 'X', squawk: 1, northM: 100, eastM: 0, heightM: 20, courseDeg: 1, speedMs: 1 },
      ],
    },
    atTrack: true,
  },
  'with no traffic': { secrets: { thirdParties: [] }, atTrack: true },
  'with other records that nobody knows': { secrets: { unknownMessages: 'other' }, atTrack: true },
  'with no records that nobody knows': { secrets: { unknownMessages: null }, atTrack: true },
};

/** Holds that twins give the same. */
export function describeDjiTwins(subject: DjiSubject): void {
  const { log, identitiesOf = djiIdentitiesOf } = subject;
  const write = typeof log === 'function' ? log : (secrets: DjiSecrets, span: Span) => djiLog(log, secrets, span);
  const logOf = (secrets: Partial<DjiSecrets>, span = subject.span): Uint8Array =>
    write({ ...djiSecrets, ...secrets }, span);
  const original = logOf({});
  const released = {
    engineering: filterLog(original),
    dynamics: filterLog(original, levels.dynamics),
    track: filterLog(original, levels.track),
    full: filterLog(original, levels.full),
  };
  const expectSame = (level: keyof typeof released, twin: Uint8Array): void => {
    expect(firstDifference(released[level], filterLog(twin, levels[level]), 'onboard'), level).toBeUndefined();
  };
  const { compared: least } = subject;
  const expectRelocated = (one: Uint8Array, other: Uint8Array, slackRad: number): void => {
    if (least === undefined) expect(firstDifference(one, other, 'onboard')).toBeUndefined();
    else expectEqual(compareRelocated(one, other, 'onboard', slackRad), { compared: least }, subject.positionRmsM);
  };
  const expectShown = (name: string, twin: Uint8Array): void => {
    const shown = subject.shows[name] ?? [];
    const differing = differingFields(original, twin, 'onboard');
    expect(
      shown.filter((field) => !differing.has(field)),
      [...differing].join(' '),
    ).toEqual([]);
    expect(Buffer.compare(original, twin) !== 0).toBe(shown.length > 0);
  };

  describe.each(Object.entries({ ...moved, ...turned }))('a twin %s', (name, there) => {
    const twin = logOf({ place: there });

    test('gives the same output at engineering, and not at full', () => {
      expectShown(name, twin);
      expectSame('engineering', twin);
      const isShown = Buffer.compare(original, twin) !== 0;
      expect(Buffer.compare(released.full, filterLog(twin, levels.full)) !== 0).toBe(isShown);
    });

    const remains = least === undefined ? 'to the byte' : 'but for what quantisation leaves';
    test(`gives the same at dynamics ${remains}`, () => {
      const moreTurnRad = least !== undefined && 'turnDeg' in there ? there.turnDeg * DEGREE : 0;
      const one = filterLog(original, levels.dynamics, { moreTurnRad });
      expectRelocated(one, filterLog(twin, levels.dynamics), slackAt(there.latitudeDeg));
    });
  });

  const compared = Object.entries(others).filter(([name]) => !subject.leavesOut?.includes(name));
  describe.each(compared)('a twin %s', (name, { secrets, atTrack }) => {
    test('gives the same output wherever it is hidden', () => {
      const twin = logOf(secrets);
      expectShown(name, twin);
      expectSame('engineering', twin);
      expectSame('dynamics', twin);
      if (atTrack) expectSame('track', twin);
      const difference = firstDifference(released.full, filterLog(twin, levels.full), 'onboard');
      expect(difference !== undefined, difference ?? '').toBe(subject.atFull.includes(name));
    });
  });

  describe('a twin of another device', () => {
    const secrets = { ...djiSecrets, device: 'another aircraft' };
    const twin = logOf(secrets);
    const marks = identitiesOf(secrets);

    test('gives the same output where devices are hidden', () => {
      expectShown('of another device', twin);
      for (const disclosure of [withoutDevice, dynamicsWithoutDevice]) {
        const [one, other] = [filterLog(original, disclosure), filterLog(twin, disclosure)];
        expect(firstDifference(one, other, 'onboard')).toBeUndefined();
      }
    });

    test('gives other pseudonyms and nothing else at engineering', () => {
      expect(otherIdentities(released.engineering, filterLog(twin))).toEqual(subject.pseudonyms);
    });

    test('leaves no serial in the output', () => {
      if (subject.shows['of another device'] !== undefined) expect(piecesFound(decoded(twin), marks)).not.toEqual([]);
      expect(piecesFound(decoded(filterLog(twin)), marks)).toEqual([]);
      expect(piecesFound(decoded(filterLog(twin, levels.dynamics)), marks)).toEqual([]);
      expect(piecesFound(decoded(filterLog(twin, levels.track)), marks)).toEqual([]);
    });
  });

  const everythingElse: Partial<DjiSecrets> = {
    // Not on thousandths of a minute: there a receiver that stands has zeros for decimals, and its places pass for too coarse to be moved.
    place: { latitudeDeg: 63.90123, longitudeDeg: -19.10347, altitudeAmslM: 402.3 },
    startUnixUs: Date.UTC(2031, 0, 5, 17, 20, 0) * 1000,
    device: 'yet another aircraft',
    operator: { northM: 284, eastM: 71 },
    person: { ...person, pilotName: 'Somebody Else Entirely' },
    text: { ...text, typed: [] },
    thirdParties: [],
    unknownMessages: 'else',
    account: 'else',
    address: { subStreet: 'a', street: 'b', city: 'c', area: 'd' },
    aircraftName: 'of somebody else',
    zone: null,
    earlierFlightS: 77,
  };

  test('a twin in which every secret differs gives the same', () => {
    const twin = logOf(everythingElse);
    const [one, other] = [filterLog(original, withoutDevice), filterLog(twin, withoutDevice)];
    expect(firstDifference(one, other, 'onboard')).toBeUndefined();
    const relocated = [filterLog(original, dynamicsWithoutDevice), filterLog(twin, dynamicsWithoutDevice)] as const;
    expectRelocated(...relocated, slackAt(63.9));
  });

  if (least === undefined) {
    test('no place, height or direction is left at dynamics', () => {
      expect(partsOf(original, 'onboard').flatMap(readingsOf)).not.toEqual([]);
      // What stands for "not known" is not zero, which can also be a small value.
      const isKnown = ({ saysNothing, raw }: Reading): boolean => !saysNothing || raw.every((value) => value === 0);
      expect(partsOf(released.dynamics, 'onboard').flatMap(readingsOf).filter(isKnown)).toEqual([]);
    });
  } else {
    test('a twin that is turned a little gives another output: the comparison sees a turn', () => {
      const twin = filterLog(logOf({ place: { ...place, turnDeg: subject.turnSeenDeg ?? 1 } }), levels.dynamics);
      expect(compareRelocated(released.dynamics, twin, 'onboard').differences).not.toEqual([]);
    });
  }

  test('any secrets give the same output', () => {
    const { fromS } = subject.span;
    const opening = { fromS, toS: fromS + 6 };
    const one = filterLog(logOf({}, opening), withoutDevice);
    fc.assert(
      fc.property(anySecrets, anyDjiSecrets, (secrets, more) => {
        const startUnixUs = Math.floor(secrets.startUnixUs / SECOND_US) * SECOND_US;
        const unknownMessages = secrets.unknownMessages ?? '';
        // Of the smallest numbers that there are, an encrypted record is not believed.
        const place = {
          ...secrets.place,
          latitudeDeg: rounded(secrets.place.latitudeDeg),
          longitudeDeg: rounded(secrets.place.longitudeDeg),
        };
        const twin = logOf({ ...secrets, ...more, place, startUnixUs, unknownMessages }, opening);
        expect(firstDifference(one, filterLog(twin, withoutDevice), 'onboard')).toBeUndefined();
      }),
      { numRuns: 12 },
    );
  });
}

function rounded(deg: number): number {
  return Math.round(deg * 1e8) / 1e8;
}

/** Bytes and bodies of a log: the latter are scrambled in the former. */
function decoded(log: Uint8Array): Uint8Array {
  return Buffer.concat([log, ...partsOf(log, 'onboard').map(({ body }) => body)]);
}

/** Every run of six bytes of a serial that stands in the bytes. */
function piecesFound(bytes: Uint8Array, identities: readonly Uint8Array[]): string[] {
  const hay = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return identities.flatMap((identity) =>
    Array.from({ length: identity.length - PIECE_BYTES + 1 }, (_, at) =>
      Buffer.from(identity.subarray(at, at + PIECE_BYTES)),
    )
      .filter((piece) => hay.includes(piece))
      .map((piece) => piece.toString('latin1')),
  );
}

function words(maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)), maxLength });
}

const anyDjiSecrets = fc.record({
  account: fc.string(),
  address: fc.record({ subStreet: words(20), street: words(20), city: words(20), area: words(20) }),
  aircraftName: words(24),
  zone: fc.option(words(60)),
  earlierFlightS: fc.nat(6000),
});

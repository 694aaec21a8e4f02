import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Memory } from '../../src/bytes/memory.ts';
import { AnchorCollector, type Anchors, MAX_FIXES, placePairs } from '../../src/filter/anchors.ts';
import { MOVES, MoveWindow } from '../../src/filter/residue-moves.ts';
import { Survey } from '../../src/filter/survey.ts';
import { mavlinkFormats } from '../../src/formats/mavlink/index.ts';
import type { Field, Schema } from '../../src/model/schema.ts';
import { concat, messageFrame, type Values } from '../formats/mavlink/frames.ts';

const raw = mavlinkFormats()[1]!;

function anchorsOf(...frames: readonly Uint8Array[]): Anchors {
  const survey = new Survey(raw);
  survey.push(concat(...frames));
  return survey.finish().anchors;
}

const position = (index: number, more: Values = {}) =>
  messageFrame('GLOBAL_POSITION_INT', { lat: 480_000_000 + 13 * index * index, lon: 160_000_000 - 7 * index, ...more });
const named = ({ places }: Anchors) => places.map(({ message, field, category }) => [`${message}.${field}`, category]);

describe('places in commands', () => {
  const NAV_WAYPOINT = 16;
  const NAV_LAND = 21;
  const DO_SET_SERVO = 183;

  test('are anchors, by the command’s own category, as whole numbers or as floats', () => {
    const anchors = anchorsOf(
      messageFrame('MISSION_ITEM_INT', { command: NAV_WAYPOINT, frame: 3, x: 480_000_000, y: 160_000_000 }),
      messageFrame('MISSION_ITEM', { command: NAV_LAND, frame: 0, x: 48.25, y: 16.5 }),
      messageFrame('COMMAND_LONG', { command: NAV_WAYPOINT, param5: -33.5, param6: 151.25 }),
    );
    expect(named(anchors)).toEqual([
      ['MISSION_ITEM_INT.x', 'missionPosition'],
      ['MISSION_ITEM.x', 'homePosition'],
      ['COMMAND_LONG.param5', 'missionPosition'],
    ]);
    expect(anchors.places.map(({ latitude, longitude, units }) => [latitude, longitude, units])).toEqual([
      [480_000_000, 160_000_000, 'degE7'],
      [48.25, 16.5, 'deg'],
      [-33.5, 151.25, 'deg'],
    ]);
  });

  test('are none where the command has no place, or a frame that is local', () => {
    const anchors = anchorsOf(
      messageFrame('COMMAND_LONG', { command: DO_SET_SERVO, param5: 48.25, param6: 16.5 }),
      messageFrame('MISSION_ITEM_INT', { command: NAV_WAYPOINT, frame: 1, x: 480_000_000, y: 160_000_000 }),
      messageFrame('MISSION_ITEM_INT', { command: NAV_WAYPOINT, frame: 3, x: 0x7fff_ffff, y: 0x7fff_ffff }),
      messageFrame('MISSION_ITEM', { command: NAV_WAYPOINT, frame: 3, x: Number.NaN, y: Number.NaN }),
    );
    expect(anchors.places).toEqual([]);
  });
});

test('a place counts only under the condition that makes it one', () => {
  const when = { field: 'frame', test: 'oneOf', values: [0, 3] } as const;
  const coordinate = (name: string, offset: number, role: 'latitude' | 'longitude'): Field => ({
    ...{ name, offset, type: 'f32', length: 1, units: 'm' },
    rules: [
      { category: 'missionPosition', group: 'corner', role, when },
      { category: 'relativePosition', group: 'corner' },
    ],
  });
  const schema: Schema = {
    ...{ index: 0, message: 'AREA', size: 9, known: true },
    fields: [
      coordinate('x', 0, 'latitude'),
      coordinate('y', 4, 'longitude'),
      { name: 'frame', offset: 8, type: 'u8', length: 1, rules: [{ category: 'structural' }] },
    ],
  };
  const collector = new AnchorCollector();
  collector.learn(schema);
  expect(collector.wants(schema)).toBe(true);
  const body = new Uint8Array(9);
  new DataView(body.buffer).setFloat32(0, 48.25, true);
  new DataView(body.buffer).setFloat32(4, 16.5, true);
  body[8] = 1;
  collector.take(schema, new Memory(body));
  expect(collector.anchors().places).toEqual([]);
  body[8] = 3;
  collector.take(schema, new Memory(body));
  expect(collector.anchors().places).toEqual([
    {
      ...{ category: 'missionPosition', message: 'AREA', field: 'x' },
      ...{ latitude: 48.25, longitude: 16.5, units: 'deg' },
    },
  ]);
});

describe('many of one kind leave room for others', () => {
  test('fixes are shared among the messages that have them', () => {
    const frames = Array.from({ length: 4000 }, (_, index) => position(index));
    for (let index = 0; index < 40; index++) {
      frames.push(messageFrame('HIGH_LATENCY2', { latitude: 470_000_000 + index, longitude: 150_000_000 }));
    }
    const anchors = anchorsOf(...frames);
    const count = (name: string): number => named(anchors).filter(([field]) => field === name).length;
    expect(count('HIGH_LATENCY2.latitude')).toBe(40);
    expect(count('GLOBAL_POSITION_INT.lat')).toBeGreaterThanOrEqual(MAX_FIXES / 4);
    expect(anchors.places.length).toBeLessThanOrEqual(MAX_FIXES);
  });

  test('aircraft that are heard all the time do not crowd out home', () => {
    const frames = Array.from({ length: 3000 }, (_, index) =>
      messageFrame('ADSB_VEHICLE', { ICAO_address: index, lat: 470_000_000 + index, lon: 150_000_000 }),
    );
    frames.push(messageFrame('HOME_POSITION', { latitude: 480_000_000, longitude: 160_000_000 }));
    const anchors = anchorsOf(...frames);
    expect(named(anchors).filter(([, category]) => category === 'homePosition')).toHaveLength(1);
    const others = named(anchors).filter(([, category]) => category === 'thirdPartyPosition').length;
    expect(others).toBeGreaterThanOrEqual(MAX_FIXES / 2);
    expect(others).toBeLessThanOrEqual(MAX_FIXES);
  });

  test('short identities do not crowd out serials', () => {
    const frames = Array.from({ length: 3000 }, (_, index) =>
      messageFrame('ADSB_VEHICLE', { ICAO_address: index + 1, lat: 1, lon: 1 }),
    );
    frames.push(messageFrame('OPEN_DRONE_ID_BASIC_ID', { uas_id: 'SN-KUMQUAT-42' }));
    const fields = anchorsOf(...frames).identities.map(({ field }) => field);
    expect(fields).toContain('uas_id');
    expect(fields.length).toBeLessThan(MAX_FIXES);
  });
});

describe('identities', () => {
  test('are texts too, without what stands behind their end', () => {
    const dirty = new Uint8Array(50).fill(0x5a);
    dirty.set(new TextEncoder().encode('By the barn\0'));
    const { identities } = anchorsOf(messageFrame('STATUSTEXT', { severity: 6, text: dirty }));
    expect(identities).toMatchObject([{ category: 'freeText', message: 'STATUSTEXT', field: 'text' }]);
    expect(Buffer.from(identities[0]!.bytes).toString().replaceAll('\0', '')).toBe('By the barn');
  });

  test('are told apart by all their bytes, also behind a zero', () => {
    const uid = (last: number) => messageFrame('AUTOPILOT_VERSION', { uid2: Uint8Array.of(0, 7, 0, 0, 9, last) });
    const { identities } = anchorsOf(uid(1), uid(2), uid(1), uid(3), uid(3));
    expect(identities.map(({ bytes }) => bytes[5])).toEqual([1, 2, 3]);
  });

  test('are none where the catalog’s own "unknown" stands', () => {
    const { identities } = anchorsOf(
      messageFrame('CAMERA_TRACKING_GEO_STATUS', { lat: 5 }),
      messageFrame('AUTOPILOT_VERSION', { uid: 0n }),
    );
    expect(identities).toEqual([]);
  });
});

describe('moves', () => {
  const track = (north: number, east: number, length = 60): Uint8Array[] =>
    Array.from({ length }, (_, index) =>
      position(index, {
        lat: 480_000_000 + north + 211 * index * index,
        lon: 160_000_000 + east - 97 * (index % 11) ** 2,
      }),
    );

  test('are the same for a track that is shifted in degrees, and others for another track', () => {
    const keys = (frames: readonly Uint8Array[]) => anchorsOf(...frames).moves?.map(({ key }) => key);
    const original = keys(track(0, 0));
    expect(original).toHaveLength(60 - MOVES);
    expect(keys(track(12_345_678, -98_765))).toEqual(original);
    expect(keys(track(0, 0).reverse())).not.toEqual(original);
  });

  test('need enough fixes, and something that tells them from others', () => {
    expect(anchorsOf(...track(0, 0, MOVES)).moves).toBeUndefined();
    const still = Array.from({ length: 80 }, () => position(0));
    const straight = Array.from({ length: 80 }, (_, index) => position(0, { lat: 480_000_000 + 50 * index }));
    expect(anchorsOf(...still).moves).toBeUndefined();
    expect(anchorsOf(...straight).moves).toBeUndefined();
  });

  test('a window tells its last moves, whatever came before, also over the antimeridian', () => {
    const move = fc.tuple(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: -5000, max: 5000 }));
    const keyAfter = (
      before: readonly (readonly [number, number])[],
      moves: readonly (readonly [number, number])[],
      east: number,
    ) => {
      const window = new MoveWindow();
      let [latitude, longitude] = [100_000_000, east];
      window.push(latitude, longitude);
      let isFull = false;
      for (const [north, eastward] of [...before, ...moves]) {
        latitude += north;
        longitude += eastward;
        if (longitude > 1_800_000_000) longitude -= 3_600_000_000;
        if (longitude < -1_800_000_000) longitude += 3_600_000_000;
        isFull = window.push(latitude, longitude);
      }
      return { isFull, key: window.key };
    };
    fc.assert(
      fc.property(
        fc.array(move, { maxLength: 50 }),
        fc.array(move, { minLength: MOVES, maxLength: MOVES }),
        fc.constantFrom(0, 1_799_999_000, -1_799_999_000),
        (before, moves, east) => {
          const alone = keyAfter([], moves, 0);
          expect(alone.isFull).toBe(true);
          expect(keyAfter(before, moves, east)).toEqual(alone);
          const other = moves.map(([north, eastward], index) => [north + (index === 7 ? 1 : 0), eastward] as const);
          expect(keyAfter(before, other, east).key).not.toBe(alone.key);
        },
      ),
      { numRuns: 100 },
    );
  });
});

test('pairs are of one group', () => {
  const schema = {
    ...{ index: 0, message: 'M', size: 16, known: true },
    fields: (['a', 'b'] as const).flatMap((group, at) => [
      {
        name: `${group}Lat`,
        offset: 8 * at,
        type: 'i32' as const,
        length: 1,
        rules: [{ category: 'aircraftPosition' as const, group, role: 'latitude' as const }],
      },
      {
        name: `${group}Lon`,
        offset: 8 * at + 4,
        type: 'i32' as const,
        length: 1,
        rules: [{ category: 'aircraftPosition' as const, group, role: 'longitude' as const }],
      },
    ]),
  };
  expect(placePairs(schema).map(({ latitude, longitude }) => [latitude.name, longitude.name])).toEqual([
    ['aLat', 'aLon'],
    ['bLat', 'bLon'],
  ]);
});

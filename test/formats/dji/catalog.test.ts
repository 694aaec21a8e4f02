import { describe, expect, test } from 'vitest';
import { Memory } from '../../../src/bytes/memory.ts';
import { compile, type FieldOutcome, type Plan } from '../../../src/filter/compile.ts';
import { djiCatalog } from '../../../src/formats/dji/catalog.ts';
import { type DjiSchema, DjiSchemas, recordLayouts } from '../../../src/formats/dji/records.ts';
import type { Disclosure } from '../../../src/model/disclosure.ts';
import { FlightState } from '../../../src/model/flight-state.ts';
import { fieldSize } from '../../../src/model/schema.ts';
import { levels } from '../../../src/policy/levels.ts';
import { Pseudonyms } from '../../../src/treatments/pseudonymise.ts';
import { drawRelocation, Relocation } from '../../../src/treatments/relocate/relocation.ts';

const all = new DjiSchemas(djiCatalog(), 11);
const osd = all.record(1, 55)!;
const home = all.record(2, 74)!;
const details = all.details(400)!;

const state = new FlightState();

function planOf(schema: DjiSchema, disclosure: Disclosure): Plan {
  const relocation = new Relocation(drawRelocation(new Uint8Array(32).fill(7)), {
    firstFix: { latitudeDeg: 47, longitudeDeg: 8, altitudeM: 400 },
  });
  return compile(schema, {
    disclosure,
    state,
    pseudonyms: new Pseudonyms(new Uint8Array(32)),
    relocation,
    hiddenPlaces: { areas: [], legs: [] },
  });
}

/** Names of fields with this outcome, those that nobody explains apart. */
function named({ verdict, outcomes }: Plan, wanted: FieldOutcome['outcome']): string[] {
  expect(verdict).not.toBe('drop');
  return outcomes
    .filter(({ field, outcome }) => outcome === wanted && !/^(?:unknown|reserved)_/.test(field))
    .map(({ field }) => field);
}

/** The body that is released of one, or undefined. */
function released(schema: DjiSchema, disclosure: Disclosure, body: Uint8Array): Uint8Array | undefined {
  const memory = new Memory(body.slice());
  const { verdict, edits } = planOf(schema, disclosure);
  if (verdict === 'drop') return undefined;
  return edits.every((edit) => edit.apply(memory, 0, 0, state)) ? memory.bytes : undefined;
}

const ofZones = [
  ...['limit_or_range_a', 'flight_action', 'start_fail_cause', 'waypoint_limit_mode', 'limit_or_range_b'],
];

describe('OSD', () => {
  test('shows how the aircraft behaved at engineering, and no place, height, speed or direction', () => {
    const hidden = named(planOf(osd, levels.engineering), 'hidden');
    expect(hidden).toEqual(
      expect.arrayContaining(['longitude', 'latitude', 'altitude', 'speed_north', 'speed_east', 'speed_down', 'yaw']),
    );
    const kept = named(planOf(osd, levels.engineering), 'kept');
    expect(kept).toEqual(expect.arrayContaining(['pitch', 'roll', 'flight_mode', 'is_motor_up', 'battery_percent']));
  });

  test('moves the path at dynamics, and hides what tells the place or the aircraft beside it', () => {
    const plan = planOf(osd, levels.dynamics);
    const moved = ['longitude', 'latitude', 'speed_north', 'speed_east', 'yaw'];
    expect(named(plan, 'changed')).toEqual(expect.arrayContaining(moved));
    expect(named(plan, 'kept')).toEqual(expect.arrayContaining(['altitude', 'speed_down', 'pitch', 'roll']));
    expect(named(plan, 'hidden')).toEqual([
      ...['gps_level', 'limit_or_range_a', 'height_or_vibration_a', 'height_or_vibration_b', 'limit_or_range_b'],
      ...['satellites', 'waypoint_limit_mode', 'ultrasonic_height', 'controller_version', 'drone_type'],
      ...['motor_fail_reason', 'motor_no_start_action'],
    ]);
  });

  test.each([
    ['flight_action', 20, 0],
    ['flight_action', 22, 0],
    ['flight_action', 200, 0],
    ['flight_action', 8, 8],
    ['start_fail_cause', 23, 0],
    ['start_fail_cause', 115, 0],
    ['start_fail_cause', 5, 5],
  ])('%s of %d is shown as %d at dynamics', (name, value, shown) => {
    const field = osd.fields.find((one) => one.name === name)!;
    const body = new Uint8Array(osd.size);
    body[field.offset] = value;
    expect(released(osd, levels.dynamics, body)![field.offset]).toBe(shown);
    expect(released(osd, levels.full, body)![field.offset]).toBe(
      name === 'flight_action' && value === 200 ? 0 : value === 115 ? 0 : value,
    );
  });

  test('hides all that tells of zones where geofence is not an event', () => {
    const hidden = named(planOf(osd, { ...levels.full, geofence: 'kind' }), 'hidden');
    expect(ofZones.filter((name) => !hidden.includes(name))).toEqual(['flight_action', 'start_fail_cause']);
    const shown = named(planOf(osd, levels.full), 'kept');
    expect(ofZones.filter((name) => !shown.includes(name))).toEqual(['flight_action', 'start_fail_cause']);
  });
});

describe('a velocity along an axis and a yaw of north', () => {
  const { edits } = planOf(osd, levels.dynamics);

  /** What is released of north and east in decimetres a second and of a yaw in tenths of a degree. */
  function moved(...values: readonly [number, number, number]): [number, number, number] {
    const body = new Uint8Array(osd.size);
    const view = new DataView(body.buffer);
    view.setFloat64(0, (8 * Math.PI) / 180, true);
    view.setFloat64(8, (47 * Math.PI) / 180, true);
    for (const [index, at] of [18, 20, 28].entries()) view.setInt16(at, values[index]!, true);
    const memory = new Memory(body);
    expect(edits.every((edit) => edit.apply(memory, 0, 0, state))).toBe(true);
    const output = memory.view;
    return [output.getInt16(18, true), output.getInt16(20, true), output.getInt16(28, true)];
  }

  test('are turned like their neighbours: unturned they would show the turn', () => {
    const [, , beside] = moved(50, 1, 20);
    for (const [north, east] of [
      [50, 0],
      [0, 50],
      [-50, 0],
    ] as const) {
      const [x, y] = moved(north, east, 20);
      expect(Math.abs(Math.hypot(x, y) - 50)).toBeLessThan(2);
      const [nearX, nearY] = moved(north || 1, east || 1, 20);
      expect(Math.hypot(x - nearX, y - nearY)).toBeLessThan(4);
    }
    expect(moved(0, 0, 20)).toEqual([0, 0, beside]);
    const north = moved(50, 1, 0)[2];
    expect(Math.abs(beside - north - 20)).toBeLessThan(3);
  });

  test('are zero where they are hidden', () => {
    const body = new Uint8Array(osd.size).fill(0x11);
    const output = new DataView(released(osd, levels.engineering, body)!.buffer);
    expect([18, 20, 22, 28].map((at) => output.getInt16(at, true))).toEqual([0, 0, 0, 0]);
    const gimbal = all.record(3, 12)!;
    const turned = new DataView(released(gimbal, levels.engineering, new Uint8Array(gimbal.size).fill(0x11))!.buffer);
    expect(turned.getInt16(4, true)).toBe(0);
  });
});

/** What tells how far home is, or where. */
const leadsHome = ['altitude', 'go_home_height'];

test('HOME hides what is near the place but the place itself at dynamics, and the place too at engineering and track', () => {
  const moved = planOf(home, levels.dynamics);
  expect(named(moved, 'changed')).toEqual(['longitude', 'latitude']);
  expect(named(moved, 'hidden')).toEqual(expect.arrayContaining([...leadsHome, 'recorder_file_index', 'height_limit']));
  for (const level of ['engineering', 'track'] as const) {
    expect(named(planOf(home, levels[level]), 'hidden'), level).toEqual(
      expect.arrayContaining(['longitude', 'latitude', ...leadsHome, 'course_lock_angle']),
    );
  }
  expect(named(planOf(home, levels.full), 'hidden')).toEqual([]);
});

test('the battery does not tell the way home', () => {
  const battery = all.record(8, 30)!;
  const names = ['go_home_time', 'go_home_battery', 'safe_fly_radius', 'land_time', 'land_battery', 'go_home_status'];
  for (const level of ['engineering', 'dynamics', 'track'] as const) {
    expect(named(planOf(battery, levels[level]), 'hidden'), level).toEqual(expect.arrayContaining(names));
  }
});

test('the speed in full and the way flown are hidden wherever the path is moved: beside whole velocities they tell the turn', () => {
  const custom = all.record(5, 18)!;
  expect(named(planOf(custom, levels.dynamics), 'hidden')).toEqual(['horizontal_speed', 'mileage']);
  expect(named(planOf(custom, levels.dynamics), 'changed')).toEqual(['update_time']);
});

describe('details', () => {
  const releasing = (['engineering', 'dynamics', 'track', 'full'] as const).map(
    (name) => [name, levels[name]] as const,
  );
  const places = [
    ...['sub_street', 'street', 'city', 'area', 'longitude', 'latitude'],
    ...['photo_longitudes', 'photo_latitudes', 'take_off_altitude'],
  ];
  const ofWhole = ['total_distance', 'max_height', 'max_horizontal_speed', 'max_vertical_speed'];

  test('are of the whole log', () => {
    expect(details.ofWholeLog).toBe(true);
    expect(all.details(436)!.ofWholeLog).toBe(true);
    expect(osd.ofWholeLog).toBeUndefined();
  });

  test.each(releasing)('come out at %s, whatever stands in them', (_, disclosure) => {
    for (const fill of [0, 0x41, 0x7f, 0xff]) {
      expect(released(details, disclosure, new Uint8Array(details.size).fill(fill))).toBeDefined();
    }
    const random = new Uint8Array(details.size);
    for (let round = 0; round < 50; round++) {
      for (let at = 0; at < random.length; at++)
        random[at] = (Math.imul(at + 1, 2_654_435_761 + round * 40_503) >>> 13) & 0xff;
      expect(released(details, disclosure, random)).toBeDefined();
    }
  });

  test.each(releasing.slice(0, 3))('hide names, places and totals of the whole flight at %s', (_, disclosure) => {
    const body = new Uint8Array(details.size).fill(0x41);
    const output = released(details, disclosure, body)!;
    for (const name of [...places, ...ofWhole, 'account_digest', 'aircraft_name', 'activation_time', 'record_count']) {
      const field = details.fields.find((one) => one.name === name)!;
      const bytes = output.subarray(field.offset, field.offset + fieldSize(field));
      expect(
        bytes.every((byte) => byte === 0),
        name,
      ).toBe(true);
    }
  });

  test('hide what lasts as long as the flight where a part of it must not show', () => {
    const hidden = named(planOf(details, levels.track), 'hidden');
    expect(hidden).toEqual(expect.arrayContaining(['total_time', 'photo_count', 'video_time']));
    expect(named(planOf(details, levels.dynamics), 'kept')).toContain('total_time');
  });

  test('give serial numbers as pseudonyms, and hide those that are too short', () => {
    const serials = ['aircraft_serial', 'camera_serial', 'rc_serial', 'battery_serial'];
    expect(named(planOf(details, levels.track), 'changed')).toEqual(expect.arrayContaining(serials));
    const old = new DjiSchemas(djiCatalog(), 4).details(400)!;
    expect(named(planOf(old, levels.track), 'hidden')).toEqual(expect.arrayContaining(serials));
  });

  test('keep the checksum only where it is the constant', () => {
    const { offset } = details.fields.find(({ name }) => name === 'checksum')!;
    const body = new Uint8Array(details.size);
    const view = new DataView(body.buffer);
    const shown = (value: number): number => {
      view.setInt32(offset, value, true);
      return new DataView(released(details, levels.engineering, body)!.buffer).getInt32(offset, true);
    };
    expect([shown(12_345), shown(12_346)]).toEqual([12_345, 0]);
  });

  test('show no length of an image that is withheld', () => {
    const hidden = named(planOf(details, levels.full), 'hidden');
    expect(hidden).toEqual(expect.arrayContaining(['photo_bytes', 'thumbnail_bytes']));
  });
});

describe('records of zones', () => {
  test.each([28, 51, 52])('type %d is there from geofence event on, without its content', (type) => {
    const schema = all.record(type, 18)!;
    const body = new Uint8Array(schema.size).fill(0x5a, 0, schema.payloadBytes);
    for (const disclosure of [levels.engineering, levels.dynamics, { ...levels.full, geofence: 'kind' } as const]) {
      expect(released(schema, disclosure, body)).toBeUndefined();
    }
    // A pilot whose place is hidden is near what the zone is about.
    expect(released(schema, levels.track, body)).toBeUndefined();
    expect(released(schema, levels.full, body)).toEqual(new Uint8Array(schema.size));
  });
});

test.each([11, 14])('where the operator stands (type %d) is shown by no level but full', (type) => {
  const schema = all.record(type, 30)!;
  for (const level of ['engineering', 'dynamics', 'track'] as const) {
    expect(planOf(schema, levels[level]).verdict, level).toBe('drop');
  }
  expect(named(planOf(schema, levels.full), 'kept')).toEqual(expect.arrayContaining(['latitude', 'longitude']));
});

/** Bodies that nobody explains, and others' positions. */
const never = [12, 18, 20, 21, 26, 27, 29, 30, 31, 32, 34, 35, 36, 38, 39, 41, 42, 43, 44, 45, 46, 47, 48];

test.each([...never, 53, 54, 55, 57, 58, 59, 60, 61, 63, 77, 253, 254])(
  'a record of type %d passes at no level',
  (type) => {
    expect(planOf(all.record(type, 40)!, levels.full).verdict).toBe('drop');
  },
);

test.each([16, 17])('of a record of type %d only that it was there passes', (type) => {
  const schema = all.record(type, 40)!;
  const body = new Uint8Array(schema.size).fill(0x5a);
  for (const level of ['engineering', 'full'] as const)
    expect(released(schema, levels[level], body)).toEqual(new Uint8Array(4));
  expect(planOf(schema, levels.summary).verdict).toBe('drop');
});

test('of a battery that changes all is shown, of one that is fixed not its serial number, and nothing of a kind that nobody knows', () => {
  const shown = (kind: number, at: number): number | undefined => {
    const schema = all.record(22, 41, kind)!;
    const body = new Uint8Array(schema.size).fill(9);
    body[0] = kind;
    return released(schema, levels.dynamics, body)?.[at];
  };
  expect([1, 2, 3, 4].map((kind) => shown(kind, 14))).toEqual([0, 9, 9, undefined]);
  expect([1, 2, 3, 4].map((kind) => shown(kind, 2))).toEqual([9, 9, 9, undefined]);
});

test('a text passes by template only', () => {
  const schema = all.record(9, 20)!;
  const text = (words: string): Uint8Array => {
    const body = new Uint8Array(schema.size);
    body.set(new TextEncoder().encode(words));
    return body;
  };
  const shown = released(schema, levels.dynamics, text('Return-to-Home Altitude:98FT'))!;
  expect(new TextDecoder().decode(shown).replace(/\0+$/, '')).toBe('Return-to-Home Altitude:*');
  expect(released(schema, levels.dynamics, text('You are near Aunt Emma'))).toBeUndefined();
  expect(released(schema, levels.dynamics, text('GEO: You are in a Warning Zone (Airport).'))).toBeUndefined();
});

test('no record is withheld at full but those of others, keys and what nobody explains', () => {
  const withheld = recordLayouts()
    .filter(({ type, to }) => type !== 0 && to === 255)
    .filter(({ type, kind }) => planOf(all.record(type, 120, kind)!, levels.full).verdict === 'drop')
    .map(({ type }) => type);
  expect(withheld).toEqual([...never, 50, 53, 54, 55, 56, 57, 58, 59, 60, 61, 63, 253, 254].sort((a, b) => a - b));
});

import { describe, expect, test } from 'vitest';
import { Memory } from '../../src/bytes/memory.ts';
import { Disc } from '../../src/geo/zone.ts';
import { FlightState } from '../../src/model/flight-state.ts';
import type { FieldType } from '../../src/model/schema.ts';
import { withholdInZones } from '../../src/treatments/withhold-in-zones.ts';
import { placeBody, placeFields, placeTypes } from './place-fields.ts';

const zones = [
  new Disc({ latitudeDeg: 47, longitudeDeg: 8 }, 500),
  new Disc({ latitudeDeg: -20, longitudeDeg: 180 }, 500),
  new Disc({ latitudeDeg: 0, longitudeDeg: 0 }, 500),
];
const state = new FlightState();

function passes(type: FieldType, units: string, latitude: number, longitude: number): boolean {
  const fields = placeFields(type, units);
  const edit = withholdInZones(fields.latitude, fields.longitude, zones);
  const body = placeBody(type, latitude, longitude);
  const before = body.slice();
  const passed = edit.apply(new Memory(body), 0, 1, state);
  expect(body).toEqual(before);
  expect(edit.reach).toBe(type === 'f64' ? 20 : 12);
  return passed;
}

describe.each(placeTypes)('%s in %s', (type, units, size) => {
  const at = (latitudeDeg: number, longitudeDeg: number): boolean =>
    passes(type, units, latitudeDeg / size, longitudeDeg / size);

  test('withholds what is in any of the zones and nothing else', () => {
    expect([at(47, 8), at(47.004, 8), at(-20, 180), at(-20, -179.999)]).toEqual([false, false, false, false]);
    expect([at(47.006, 8), at(46.5, 8), at(20, 180), at(47, 7.99)]).toEqual([true, true, true, true]);
  });

  test('0/0 is no place', () => {
    expect([at(0, 0), at(0.001, 0)]).toEqual([true, false]);
  });

  test('what is half a place, or none on Earth, is withheld', () => {
    const unknown = type === 'i32' ? 0x7fff_ffff : Number.NaN;
    expect(passes(type, units, unknown, unknown)).toBe(true);
    expect(passes(type, units, unknown, 30 / size)).toBe(false);
    expect(passes(type, units, 30 / size, unknown)).toBe(false);
    expect([at(91, 8), at(30, 181), at(30, 180)]).toEqual([false, false, true]);
  });
});

test('fields that are no pair of degrees: all frames are withheld', () => {
  const odd = [
    ['u32', 'degE7'],
    ['i32', 'm'],
    ['i16', 'deg'],
  ] as const;
  for (const [type, units] of odd) {
    const { latitude, longitude } = placeFields(type, units);
    expect(withholdInZones(latitude, longitude, []).apply(new Memory(placeBody('i32', 1, 2)), 0, 1, state)).toBe(false);
  }
  const { latitude } = placeFields('i32', 'degE7');
  const { longitude } = placeFields('f32', 'deg');
  expect(withholdInZones(latitude, longitude, []).apply(new Memory(placeBody('i32', 1, 2)), 0, 1, state)).toBe(false);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Memory } from '../../src/bytes/memory.ts';
import { FlightState } from '../../src/model/flight-state.ts';
import { readValue } from '../../src/model/values.ts';
import { cell } from '../../src/treatments/cell.ts';
import { placeBody, placeFields, placeTypes } from './place-fields.ts';

const middle = { latitudeDeg: 47.123_456_7, longitudeDeg: -8.765_432_1 };
const state = new FlightState();

describe.each(placeTypes)('%s in %s', (type, units, size) => {
  const fields = placeFields(type, units);
  const edit = cell(fields.latitude, fields.longitude, middle);
  const inUnits = (degrees: number): number => (type === 'i32' ? Math.round(degrees / size) : degrees);
  const write = (latitude: number, longitude: number): { passed: boolean; body: Uint8Array } => {
    const body = placeBody(type, latitude, longitude);
    return { passed: edit.apply(new Memory(body), 0, 1, state), body };
  };

  test('every place becomes the middle of the cell: the output is the same wherever it was', () => {
    const first = write(inUnits(47), inUnits(8)).body;
    expect(Number(readValue(first, fields.latitude.offset, type)) * size).toBeCloseTo(middle.latitudeDeg, 5);
    expect(Number(readValue(first, fields.longitude.offset, type)) * size).toBeCloseTo(middle.longitudeDeg, 5);
    const degrees = (most: number) => fc.integer({ min: -most * 1e7, max: most * 1e7 }).map((each) => each / 1e7);
    fc.assert(
      fc.property(degrees(90), degrees(180), (latitudeDeg, longitudeDeg) => {
        fc.pre(Math.abs(latitudeDeg) > 1e-6 || Math.abs(longitudeDeg) > 1e-6);
        expect(write(inUnits(latitudeDeg), inUnits(longitudeDeg))).toEqual({ passed: true, body: first });
      }),
    );
  });

  test('what is unknown stays unknown, and 0/0 stays 0/0', () => {
    const unknown = type === 'i32' ? 0x7fff_ffff : Number.NaN;
    for (const value of [unknown, 0]) {
      expect(write(value, value)).toEqual({ passed: true, body: placeBody(type, value, value) });
    }
  });

  test('half a place, or none on Earth, is withheld', () => {
    const unknown = type === 'i32' ? 0x7fff_ffff : Number.NaN;
    expect(write(unknown, 8 / size).passed).toBe(false);
    expect(write(47 / size, unknown).passed).toBe(false);
    expect(write(91 / size, 8 / size).passed).toBe(false);
  });
});

test('a NaN carries nothing through, nor does the sign of a zero', () => {
  const { latitude, longitude } = placeFields('f32', 'deg');
  const edit = cell(latitude, longitude, middle);
  const [plain, odd] = [placeBody('f32', Number.NaN, Number.NaN), placeBody('f32', Number.NaN, Number.NaN)];
  odd.set([0x15, 0xcd, 0xd7], latitude.offset);
  expect(edit.apply(new Memory(odd), 0, 1, state)).toBe(true);
  expect(odd).toEqual(plain);
  const zero = placeBody('f32', -0, 0);
  expect(edit.apply(new Memory(zero), 0, 1, state)).toBe(true);
  expect(zero).toEqual(placeBody('f32', 0, 0));
});

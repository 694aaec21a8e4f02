import type { Field, FieldType } from '../../src/model/schema.ts';
import { writeValue } from '../../src/model/values.ts';

/** A latitude and a longitude of one type, one behind the other, with four bytes before them. */
export function placeFields(type: FieldType, units: string): { latitude: Field; longitude: Field } {
  const size = type === 'f64' ? 8 : 4;
  const field = (name: string, offset: number): Field => ({ name, offset, type, length: 1, units, rules: [] });
  return { latitude: field('lat', 4), longitude: field('lon', 4 + size) };
}

/** A body with this pair, in the fields' units. */
export function placeBody(type: FieldType, latitude: number, longitude: number): Uint8Array {
  const { latitude: first, longitude: second } = placeFields(type, '');
  const body = new Uint8Array(24).fill(0xaa);
  writeValue(body, first.offset, type, latitude);
  writeValue(body, second.offset, type, longitude);
  return body;
}

export const placeTypes = [
  ['i32', 'degE7', 1e-7],
  ['f32', 'deg', 1],
  ['f64', 'deg', 1],
] as const;

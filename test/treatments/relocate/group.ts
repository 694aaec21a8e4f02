import { Memory } from '../../../src/bytes/memory.ts';
import type { Edit } from '../../../src/model/edit.ts';
import { FlightState } from '../../../src/model/flight-state.ts';
import { byteSizes, type Field, type FieldRule, type FieldType } from '../../../src/model/schema.ts';
import { readValue, writeValue } from '../../../src/model/values.ts';
import { type Member, relocateGroup } from '../../../src/treatments/relocate/relocate-group.ts';
import { drawRelocation, Relocation, type RelocationFacts } from '../../../src/treatments/relocate/relocation.ts';

export const key = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 11) & 0xff);
export const home = { latitudeDeg: 46.5, longitudeDeg: 10.7, altitudeM: 968 };

export function relocation(facts: RelocationFacts = { firstFix: home }): Relocation {
  return new Relocation(drawRelocation(key), facts);
}

export type Row = readonly [
  role: FieldRule['role'],
  type: FieldType,
  units: string,
  more?: Partial<FieldRule>,
  length?: number,
];

/** Fields one behind the other. */
export function members(...rows: Row[]): Member[] {
  let offset = 0;
  return rows.map(([role, type, units, more, length = 1], index) => {
    const rule = {
      category: 'aircraftPosition',
      group: 'g',
      ...(role === undefined ? {} : { role }),
      ...more,
    } as FieldRule;
    const field: Field = { name: `${role} ${index}`, offset, type, length, units, rules: [rule] };
    offset += byteSizes[type] * length;
    return { field, rule };
  });
}

/** Applies the edits of a group to values; null: the frame is withheld, undefined: the group is. */
export function move(
  group: Member[],
  values: readonly (number | readonly number[])[],
  on = relocation(),
): number[][] | null | undefined {
  const moved = relocateGroup(group, on);
  if (moved === undefined) return undefined;
  const bytes = new Uint8Array(256);
  group.forEach(({ field }, index) => {
    [values[index]!].flat().forEach((value, element) => {
      writeValue(bytes, field.offset + element * byteSizes[field.type], field.type, value);
    });
  });
  const state = new FlightState();
  for (const edit of moved.edits as readonly Edit[]) if (!edit.apply(new Memory(bytes), 0, 0, state)) return null;
  return group.map(({ field }) =>
    Array.from({ length: field.length }, (_, element) =>
      Number(readValue(bytes, field.offset + element * byteSizes[field.type], field.type)),
    ),
  );
}

export const place = members(['latitude', 'i32', 'degE7'], ['longitude', 'i32', 'degE7']);
export const turnRad = drawRelocation(key).turnRad;
export const wrap = (angle: number): number => angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));

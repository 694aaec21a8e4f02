import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { djiCatalog } from '../../../src/formats/dji/catalog.ts';
import { generate } from '../../../src/formats/dji/gen/generate.ts';
import { HIDDEN, type RecordLayout } from '../../../src/formats/dji/record-layout.ts';
import { recordLayouts } from '../../../src/formats/dji/records.ts';
import type { DataCategory } from '../../../src/model/category.ts';
import { type Quantity, unitSize } from '../../../src/model/units.ts';

const layouts = recordLayouts();
const catalog = djiCatalog();
/** Rows for bytes and bits that no reader explains; the rows of what is no record. */
const ofAny = ['unknown', 'reserved'];
const outside = ['*', 'PREFIX', 'JPEG', 'KEY_STORAGE', 'KEY_STORAGE_RECOVER'];

function namesOf({ rows, presence }: RecordLayout): string[] {
  const names = rows.flatMap(({ name, bits }) => (bits.length > 0 ? bits.map((bit) => bit.name) : [name]));
  return presence === undefined ? names : [...names, presence];
}

test('generating catalog and layouts again changes nothing: else run npm run generate', () => {
  for (const [name, text] of Object.entries(generate())) {
    expect(readFileSync(new URL(`../../../src/formats/dji/gen/${name}`, import.meta.url), 'utf8'), name).toBe(text);
  }
});

describe('layouts and catalog', () => {
  test('every field of every layout has a row', () => {
    const missing = layouts.flatMap((layout) =>
      namesOf(layout)
        .filter((name) => !ofAny.includes(name) && !catalog.get(layout.name)?.has(name))
        .map((name) => `${layout.name}.${name}`),
    );
    expect(missing).toEqual([]);
  });

  test('every row stands for a field of a layout', () => {
    const known = new Map<string, Set<string>>();
    for (const layout of layouts) {
      known.set(layout.name, new Set([...(known.get(layout.name) ?? []), ...namesOf(layout)]));
    }
    const idle = [...catalog].flatMap(([message, rows]) =>
      outside.includes(message)
        ? []
        : [...rows.keys()].filter((field) => !known.get(message)?.has(field)).map((field) => `${message}.${field}`),
    );
    expect(idle).toEqual([]);
    expect([...catalog.get('*')!.keys()]).toEqual(ofAny);
  });

  test('conditions are on fields of the same record', () => {
    for (const layout of layouts) {
      for (const rules of catalog.get(layout.name)?.values() ?? []) {
        for (const { when } of rules) if (when !== undefined) expect(namesOf(layout)).toContain(when.field);
      }
    }
  });

  test('a field stands once in its record, and no name of a field ends like that of a repeated one', () => {
    for (const layout of layouts) {
      const names = namesOf(layout).filter((name) => !ofAny.includes(name));
      expect(new Set(names).size, layout.name).toBe(names.length);
      if (layout.repeatFrom !== undefined) expect(names.filter((name) => /_\d+$/.test(name))).toEqual([]);
    }
  });
});

/** The record types that dji-log-parser tells apart, and those for which it knows a key (types of encrypted records). */
const parsedTypes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 19, 22, 24, 25, 33, 40, 49, 50, 56, 62];
const namedTypes = [
  ...[12, 16, 17, 18, 20, 21, 26, 27, 28, 29, 30, 31, 32, 34, 35, 36, 38, 39, 41, 43, 44, 45, 46, 47, 48],
  ...[51, 52, 53, 54, 55, 58, 59, 63],
];

describe('record types', () => {
  test('all that an independent reader knows have a layout in every version', () => {
    for (let version = 1; version <= 14; version++) {
      const ofVersion = layouts.filter(({ from, to }) => from <= version && version <= to);
      const types = ofVersion.map(({ type }) => type);
      expect([...parsedTypes, ...namedTypes].filter((type) => !types.includes(type))).toEqual([]);
      const kinds = ofVersion.map(({ type, kind }) => `${type} ${kind}`);
      expect(new Set(kinds).size, `version ${version}`).toBe(kinds.length);
      const split = ofVersion.filter(({ kind }) => kind !== undefined).map(({ type }) => type);
      expect(ofVersion.filter(({ type, kind }) => kind === undefined && split.includes(type))).toEqual([]);
    }
  });

  test('what an independent reader parses is laid out in fields, keys excepted', () => {
    for (const layout of layouts) {
      if (!parsedTypes.includes(layout.type) || layout.teaches) continue;
      expect(layout.rows[0]?.elements, layout.name).not.toBe(HIDDEN);
    }
  });
});

/** Sizes of content by version, from real records and from the structures of the maker's own library. */
const sizes: readonly (readonly [string, number, number])[] = [
  ...([
    ['OSD', 4, 53],
    ['HOME', 4, 41],
    ['GIMBAL', 4, 12],
    ['RC', 4, 15],
    ['CUSTOM', 4, 18],
    ['DEFORM', 4, 1],
  ] as const),
  ...([
    ['CENTER_BATTERY', 4, 40],
    ['SMART_BATTERY', 4, 30],
    ['RC_GPS', 4, 30],
    ['RECOVER', 4, 86],
  ] as const),
  ...([
    ['RECOVER', 8, 110],
    ['APP_GPS', 8, 20],
    ['MC_PARAM', 8, 2],
    ['CAMERA', 8, 24],
    ['OFDM', 13, 3],
  ] as const),
  ...([
    ['SMART_BATTERY_STATIC', 8, 41],
    ['SMART_BATTERY_DYNAMIC', 8, 30],
    ['VIRTUAL_STICK', 13, 17],
    ['RC_DISPLAY', 13, 17],
  ] as const),
  ...([
    ['DETAILS', 5, 356],
    ['DETAILS', 6, 436],
    ['FIRMWARE', 8, 6],
  ] as const),
];
const bytesOf: Readonly<Record<string, number>> = {
  ...{ i8: 1, u8: 1, char: 1, i16: 2, u16: 2, i32: 4, u32: 4, f32: 4, i64: 8, u64: 8, f64: 8 },
};

test.each(sizes)('%s of version %d has fields for %d bytes', (name, version, size) => {
  const layout = layouts.find((one) => one.name === name && one.from <= version && version <= one.to)!;
  const first = layout.kind === undefined ? 0 : 1;
  expect(layout.rows.reduce((sum, { type, elements }) => sum + bytesOf[type]! * elements, first)).toBe(size);
});

describe('what places and movements need to be moved', () => {
  const quantities: Readonly<Record<string, Quantity>> = {
    ...{ latitude: 'angle', longitude: 'angle', yaw: 'angle', altitude: 'length' },
    ...{ velocityNorth: 'speed', velocityEast: 'speed' },
  };
  const moving: readonly DataCategory[] = [
    ...(['aircraftPosition', 'homePosition', 'operatorPosition', 'altitude', 'motion', 'heading'] as const),
  ];

  test('fields with such a role have units of its quantity', () => {
    let checked = 0;
    for (const layout of layouts) {
      for (const { name, units } of layout.rows) {
        for (const { category, role } of catalog.get(layout.name)?.get(name) ?? []) {
          if (role === undefined || quantities[role] === undefined || !moving.includes(category)) continue;
          expect(unitSize(units, quantities[role]), `${layout.name}.${name}`).toBeDefined();
          checked++;
        }
      }
    }
    expect(checked).toBe(13);
  });

  test('a latitude stands beside a longitude of its group and units', () => {
    for (const layout of layouts) {
      const unitsOf = (role: string): string[] =>
        layout.rows.flatMap(({ name, units }) =>
          (catalog.get(layout.name)?.get(name) ?? [])
            .filter((rule) => rule.role === role)
            .map(({ category, group }) => `${category} ${group} ${units}`),
        );
      expect(unitsOf('latitude'), layout.name).toEqual(unitsOf('longitude'));
    }
  });
});

import { expect, test } from 'vitest';
import { parseCatalogTable } from '../../src/model/catalog-table.ts';
import { rulesInLog } from '../../src/model/log-rules.ts';
import type { FieldType } from '../../src/model/schema.ts';

function rulesOf(rows: string, type: FieldType, isArray = false) {
  const rules = parseCatalogTable(`A\n${rows}`, 'here').get('A')!.get('x')!;
  return rulesInLog(rules, type, (types) => types.split(',').includes(type), isArray);
}

test('rows hold for the types that they name, and for all types if they name none', () => {
  expect(rulesOf(' x altitude units=mm type=i32\n x altitude units=m type=f32,f64', 'f64')).toEqual([
    { category: 'altitude', units: 'm', type: 'f32,f64' },
  ]);
  expect(rulesOf(' x altitude units=mm type=i32\n x mode', 'f32')).toEqual([{ category: 'mode' }]);
});

test('a type that no row names makes the field unknown', () => {
  expect(rulesOf(' x altitude units=mm type=i32\n x altitude units=m type=f32', 'i16')).toEqual([]);
});

test('so does a condition without a row for the remaining cases, and a value that the type does not have', () => {
  expect(rulesOf(' x altitude when=y==1\n x mode type=i32', 'f32')).toEqual([]);
  expect(rulesOf(' x mode unknown=65535', 'u8')).toEqual([]);
  expect(rulesOf(' x mode unknown=65535', 'u16')).toEqual([{ category: 'mode', unknown: 65_535 }]);
});

test('whole numbers show zero where they are hidden, unless the format has a word for it', () => {
  expect(rulesOf(' x mode', 'i32')).toEqual([{ category: 'mode', blank: 0 }]);
  expect(rulesOf(' x mode', 'f32')).toEqual([{ category: 'mode' }]);
  expect(rulesOf(' x mode blank=3', 'i32')).toEqual([{ category: 'mode', blank: 3 }]);
});

test('what is released as it stands is so in wide types and arrays only where its row names them', () => {
  const wide = ['char', 'i64', 'u64', 'f64'] as const;
  for (const category of ['mode', 'power', 'structural', 'geofence', 'attitude']) {
    for (const type of wide) {
      expect(rulesOf(` x ${category}`, type), `${category} ${type}`).toEqual([]);
      expect(rulesOf(` x ${category} type=u8,${type}`, type), `${category} ${type}`).toHaveLength(1);
    }
    for (const type of ['u8', 'i32', 'f32'] as const) {
      expect(rulesOf(` x ${category}`, type)).toHaveLength(1);
      expect(rulesOf(` x ${category}`, type, true)).toEqual([]);
      expect(rulesOf(` x ${category} type=${type}`, type, true)).toHaveLength(1);
    }
  }
  for (const category of ['freeText', 'altitude', 'deviceIdentity']) {
    for (const type of wide) expect(rulesOf(` x ${category}`, type, true)).toHaveLength(1);
  }
});

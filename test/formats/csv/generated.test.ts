import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { csvCatalog } from '../../../src/formats/csv/catalog.ts';
import { generate } from '../../../src/formats/csv/gen/generate.ts';
import { csvFormat } from '../../../src/formats/csv/index.ts';

test('generating the CSV catalog again changes nothing', () => {
  for (const [name, text] of Object.entries(generate())) {
    const file = new URL(`../../../src/formats/csv/gen/${name}`, import.meta.url);
    expect(readFileSync(file, 'utf8'), name).toBe(text);
  }
});

test('the format shows the catalog, once for all callers', () => {
  expect(csvCatalog()).toBe(csvCatalog());
  expect([...csvFormat().catalog()].length).toBeGreaterThan(500);
});

test('names are as headers are read: in lower case, without blanks at their ends', () => {
  for (const { field } of csvFormat().catalog()) expect(field).toBe(field.toLowerCase().trim());
});

test('what is moved has units, or none unless the header tells them', () => {
  const moved = ['latitude', 'longitude', 'altitude', 'velocityNorth', 'velocityEast', 'yaw', 'course'];
  for (const { message, field, rule } of csvFormat().catalog()) {
    if (rule?.role === undefined || !moved.includes(rule.role) || message === 'datcon') continue;
    expect(rule.units, `${message} ${field}`).toBeDefined();
  }
});

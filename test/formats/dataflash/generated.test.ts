import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dataflashCatalog } from '../../../src/formats/dataflash/catalog.ts';
import { generate } from '../../../src/formats/dataflash/gen/generate.ts';
import { dataflashFormats } from '../../../src/formats/dataflash/index.ts';
import { catalogRows } from '../../../src/model/catalog-table.ts';

test('generating the DataFlash catalog again changes nothing', () => {
  for (const [name, text] of Object.entries(generate())) {
    const file = new URL(`../../../src/formats/dataflash/gen/${name}`, import.meta.url);
    expect(readFileSync(file, 'utf8'), name).toBe(text);
  }
});

test('both containers show the catalog, once for all callers', () => {
  expect(dataflashCatalog()).toBe(dataflashCatalog());
  const rows = [...catalogRows('dataflash', dataflashCatalog())];
  expect(rows.length).toBeGreaterThan(2000);
  for (const format of dataflashFormats()) expect([...format.catalog()].length).toBe(rows.length);
});
